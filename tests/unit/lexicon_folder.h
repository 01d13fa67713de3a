/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_TESTS_LEXICON_FOLDER_H
#define PANTAU_TESTS_LEXICON_FOLDER_H

/* A small lexicon folder in a temporary directory. */

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "check.h"

#include "base/file.h"
#include "lexicon/lexicons.h"

struct folder {
	char dir[64];
	char cache[80];
};

static inline void folder_write(const struct folder *folder, const char *name,
		const char *text)
{
	char path[256];

	snprintf(path, sizeof(path), "%s/%s", folder->dir, name);
	assert_int_equal(pantau_file_replace(path, str_of(text), 0644, NULL),
			PANTAU_OK);
}

static inline void folder_remove(const struct folder *folder, const char *name)
{
	char path[256];

	snprintf(path, sizeof(path), "%s/%s", folder->dir, name);
	assert_int_equal(unlink(path), 0);
}

/* Every kind of file, all sound. */
static inline void folder_fill(const struct folder *folder)
{
	folder_write(folder, "sentiment.tsv", "term\tpolarity\tclass\n"
			"bagus\t2\topini\nmenjadi korban\t-2\tkeamanan\n"
			"porak-poranda\t-3\tkeamanan\nterima kasih\t1\tdoa\n");
	folder_write(folder, "emoji.tsv", "term\tpolarity\tclass\n"
			"\xe2\x9d\xa4\xef\xb8\x8f\t3\temoji\n:D\t2\temoticon\n");
	folder_write(folder, "negators.tsv", "term\tscope\tkind\n"
			"tidak\t3\tplain\nbelum\t2\tnot_yet\n");
	folder_write(folder, "intensifiers.tsv", "term\tfactor\tside\n"
			"banget\t1.5\tafter\nsangat\t1.6\tbefore\n");
	folder_write(folder, "contrast.tsv", "term\tbefore\tafter\n"
			"tapi\t0.5\t1.3\n");
	folder_write(folder, "hoax-groups.tsv",
			"group\tcap\ttitle_id\ttitle_en\n"
			"sebar\t2.5\tAjakan\tCall\ntipografi\t1\tHuruf\tType\n");
	folder_write(folder, "hoax-cues.tsv", "cue\tkind\tgroup\tweight\n"
			"sebarkan * grup\tphrase\tsebar\t1.1\n"
			"caps_words\tfeature\ttipografi\t0.4\n");
	folder_write(folder, "roots.tsv", "root\tclass\taffixes\n"
			"ajar\tv\tme,pe\nbekasi\tplace\t-\nunggah\tv\t\n");
	folder_write(folder, "stem-exceptions.tsv", "form\tstem\n"
			"mengebom\tbom\n");
	folder_write(folder, "slang.tsv", "informal\tformal\tclass\tguard\n"
			"yg\tyang\tsingkatan\t\nbisa\tdapat\tkolokial\tstandar\n"
			"gatau\ttidak tahu\tgabung\t\n"
			"bekasi\tbks\tejaan\tbebas\n");
	folder_write(folder, "abbreviations.tsv", "form\tnormal\tclass\n"
			"s.pd.\tspd\tgelar\n");
	folder_write(folder, "stopwords.tsv", "word\tclass\n"
			"yang\tpartikel\n");
}

static inline void remove_all(const char *path)
{
	char name[512];
	DIR *dir = opendir(path);

	if (dir == NULL) {
		return;
	}
	for (struct dirent *entry; (entry = readdir(dir)) != NULL;) {
		if (entry->d_name[0] != '.') {
			snprintf(name, sizeof(name), "%s/%s", path,
					entry->d_name);
			unlink(name);
		}
	}
	closedir(dir);
	rmdir(path);
}

static inline int folder_setup(void **state)
{
	struct folder *folder = calloc(1, sizeof(*folder));

	if (folder == NULL) {
		return -1;
	}
	strcpy(folder->dir, "/tmp/pantau-lexicon-XXXXXX");
	if (mkdtemp(folder->dir) == NULL) {
		free(folder);
		return -1;
	}
	snprintf(folder->cache, sizeof(folder->cache), "%s-cache",
			folder->dir);
	*state = folder;
	return 0;
}

static inline int folder_teardown(void **state)
{
	struct folder *folder = *state;

	remove_all(folder->dir);
	remove_all(folder->cache);
	free(folder);
	return 0;
}

#define folder_test(function) cmocka_unit_test_setup_teardown(function, \
		folder_setup, folder_teardown)

#endif
