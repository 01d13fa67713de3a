/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * spec_test FILE.test: runs every block and prints each one that gives other
 * lines than wanted, with its place. Needs the lexicons' folder in
 * PANTAU_LEXICONS and the roots that the build makes in PANTAU_ROOTS; without
 * those it is skipped, for words are known by their roots.
 */

#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"
#include "spec.h"

#define SKIPPED 77
#define FILE_MAX_BYTES (16u << 20)

static const struct kind {
	const char *name;
	unsigned lines;
	spec_run *run;
} kinds[] = {
	{"explain", 2, spec_run_explain},
	{"complaints", 2, spec_run_hoax},
	{"hoax", 2, spec_run_hoax},
	{"language", 2, spec_run_language},
	{"segment", 3, spec_run_segment},
	{"spell", 2, spec_run_spell},
	{"stem", 2, spec_run_stem},
	{"tokens", 4, spec_run_tokens},
	{"tone", 2, spec_run_tone},
};

static const struct kind *kind_of(const char *path)
{
	const char *slash = strrchr(path, '/');
	const char *name = slash != NULL ? slash + 1 : path;
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		size_t n = strlen(kinds[i].name);
		if (strncmp(name, kinds[i].name, n) == 0 && name[n] == '.') {
			return &kinds[i];
		}
	}
	return NULL;
}

static void unescape(struct str line, struct buf *out)
{
	pantau_buf_clear(out);
	for (size_t i = 0; i < line.n; i++) {
		struct str rest = str_skip(line, i);
		char next = rest.n > 1 ? rest.p[1] : '\0';
		if (rest.p[0] != '\\' || strchr("nt\\u", next) == NULL ||
				next == '\0') {
			pantau_buf_char(out, rest.p[0]);
		} else if (next == 'u' && rest.n > 4 && rest.p[2] == '{') {
			char *end;
			unsigned long cp = strtoul(rest.p + 3, &end, 16);
			pantau_buf_utf8(out, (uint32_t)cp);
			i += (size_t)(end - rest.p);
		} else {
			pantau_buf_char(out, next == 'n' ? '\n' :
					next == 't' ? '\t' : next);
			i++;
		}
	}
}

/* Runs one block; false (and a message) when it is not as wanted. */
static bool run_block(struct spec *spec, const struct kind *kind,
		const struct str *line, const char *path, size_t place)
{
	bool ok;
	for (unsigned i = 1; i < SPEC_LINES; i++) {
		pantau_buf_clear(&spec->got[i]);
	}
	unescape(line[0], &spec->got[0]);
	ok = kind->run(spec, buf_str(&spec->got[0]));
	for (unsigned i = 1; i < kind->lines; i++) {
		unescape(line[i], &spec->got[0]);
		if (ok && str_eq(buf_str(&spec->got[i]),
				buf_str(&spec->got[0]))) {
			continue;
		}
		printf("%s:%zu: " STR_FMT "\n  want " STR_FMT "\n  got  " STR_FMT
				"\n", path, place + i, STR_ARG(line[0]),
				STR_ARG(line[i]), STR_ARG(spec->got[i]));
		ok = false;
	}
	return ok;
}

/* All blocks of a file; false when one failed or there is none. */
static bool run_file(struct spec *spec, const struct kind *kind,
		const char *path, struct str rest)
{
	struct str line[SPEC_LINES];
	size_t place = 0, blocks = 0, failed = 0;
	unsigned n = 0;
	while (rest.p != NULL) {
		struct str next = pantau_str_cut(&rest, '\n');
		place++;
		if (str_starts(next, STR("%%"))) {
			continue;
		}
		if (next.n != 0 && n < kind->lines) {
			line[n++] = next;
			continue;
		}
		if (next.n != 0 || (n != 0 && n != kind->lines)) {
			printf("%s:%zu: a block has %u lines\n", path, place,
					kind->lines);
			return false;
		}
		if (n != 0) {
			blocks++;
			failed += !run_block(spec, kind, line, path, place - n);
			n = 0;
		}
	}
	printf("%s: %zu blocks, %zu failed\n", path, blocks, failed);
	return blocks != 0 && failed == 0 && n == 0;
}

static bool open_spec(struct spec *spec, const char *dir, const char *roots)
{
	struct pantau_error err = {.lang = PANTAU_LANG_EN};
	struct pantau_lexicon_options options = {.dir = dir,
			.roots_file = roots};
	if (pantau_lexicons_open(&options, &spec->lexicons, &err) != PANTAU_OK ||
			pantau_analyser_create(spec->lexicons, &spec->analyser,
				&err) != PANTAU_OK) {
		printf("%s:%d: %s\n", err.file, (int)err.line, err.message);
		return false;
	}
	return true;
}

int main(int argc, char **argv)
{
	struct spec spec = {.lexicons = NULL};
	struct buf file;
	const char *dir = getenv("PANTAU_LEXICONS");
	const char *roots = getenv("PANTAU_ROOTS");
	const struct kind *kind = argc == 2 ? kind_of(argv[1]) : NULL;
	if (kind == NULL) {
		printf("usage: %s KIND.test\n", argv[0]);
		return 2;
	}
	if (dir == NULL || roots == NULL || roots[0] == '\0') {
		printf("skipped: the dictionary of hunspell-id is not there\n");
		return SKIPPED;
	}
	pantau_buf_init(&file);
	bool ok = open_spec(&spec, dir, roots) && pantau_file_read(argv[1],
			FILE_MAX_BYTES, &file, NULL) == PANTAU_OK &&
			run_file(&spec, kind, argv[1], buf_str(&file));
	for (size_t i = 0; i < SPEC_LINES; i++) {
		pantau_buf_finish(&spec.got[i]);
	}
	pantau_buf_finish(&file);
	pantau_analyser_destroy(spec.analyser);
	pantau_lexicons_close(spec.lexicons);
	return ok ? 0 : 1;
}
