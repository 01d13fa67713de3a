/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* The cache of compiled images. */

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "lexicon/cache.h"

#define KEEP 4 /* images of a kind: a few lexicon folders, or versions */

static bool make_path(struct buf *path, const char *dir, const char *kind,
		const unsigned char hash[16])
{
	pantau_buf_init(path);
	pantau_buf_printf(path, "%s/%s-", dir, kind);
	for (int i = 0; i < 16; i++) {
		pantau_buf_printf(path, "%02x", (unsigned)hash[i]);
	}
	pantau_buf_printf(path, ".img");
	return !path->failed;
}

bool pantau_cache_map(const char *dir, const char *kind,
		const unsigned char hash[16], struct str *out)
{
	struct buf path;

	bool ok = make_path(&path, dir, kind, hash) &&
			pantau_file_map(path.p, out, NULL) == PANTAU_OK;
	pantau_buf_finish(&path);
	return ok;
}

struct image_file {
	char name[64];
	struct timespec time;
};

static bool is_older(const struct image_file *a, const struct image_file *b)
{
	if (a->time.tv_sec != b->time.tv_sec) {
		return a->time.tv_sec < b->time.tv_sec;
	}
	return a->time.tv_nsec < b->time.tv_nsec;
}

static bool is_image(const char *name, const char *kind)
{
	size_t prefix = strlen(kind);

	return strlen(name) == prefix + 1 + 32 + 4 &&
			strncmp(name, kind, prefix) == 0 &&
			name[prefix] == '-' &&
			strcmp(name + prefix + 33, ".img") == 0;
}

/* Removes the oldest image of a kind; false when there are few or none. */
static bool remove_oldest(const char *path, const char *kind)
{
	struct image_file oldest = {0};
	size_t n = 0;

	DIR *dir = opendir(path);
	if (dir == NULL) {
		return false;
	}
	for (struct dirent *entry; (entry = readdir(dir)) != NULL;) {
		struct image_file file = {0};
		struct stat info;
		if (!is_image(entry->d_name, kind) ||
				fstatat(dirfd(dir), entry->d_name, &info,
					AT_SYMLINK_NOFOLLOW) != 0) {
			continue;
		}
		/* is_image bounds the length by that of the kind. */
		snprintf(file.name, sizeof(file.name), "%.63s", entry->d_name);
		file.time = info.st_mtim;
		if (n++ == 0 || is_older(&file, &oldest)) {
			oldest = file;
		}
	}
	/* Whoever has it mapped keeps it. */
	bool removed = n > KEEP && unlinkat(dirfd(dir), oldest.name, 0) == 0;
	closedir(dir);
	return removed;
}

void pantau_cache_store(const char *dir, const char *kind,
		const unsigned char hash[16], struct str bytes)
{
	struct buf path;

	if (make_path(&path, dir, kind, hash) &&
			pantau_dir_make(dir, NULL) == PANTAU_OK &&
			pantau_file_replace(path.p, bytes, 0600, NULL) ==
				PANTAU_OK) {
		while (remove_oldest(dir, kind)) {
			/* Once, as a rule. */
		}
	}
	pantau_buf_finish(&path);
}
