/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_TESTS_IMPORT_CHECK_H
#define PANTAU_TESTS_IMPORT_CHECK_H

/* A folder of its own for each test, and all that an import says at once. */

#include "check.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "import/import.h"

struct place {
	char folder[64];
	char made[64][128]; /* in order; removed in reverse */
	size_t n;
};

static inline void place_make(struct place *place)
{
	*place = (struct place){.folder = "/tmp/pantau-import-XXXXXX"};
	assert_non_null(mkdtemp(place->folder));
}

static inline void place_remove(struct place *place)
{
	while (place->n > 0) {
		place->n--;
		chmod(place->made[place->n], 0700);
		assert_int_equal(remove(place->made[place->n]), 0);
	}
	assert_int_equal(rmdir(place->folder), 0);
}

static inline const char *place_path(struct place *place, const char *name)
{
	assert_true(place->n < 64);
	char *path = place->made[place->n++];
	size_t n = strlen(place->folder), m = strlen(name);
	assert_true(n + m + 2 <= sizeof(place->made[0]));
	memcpy(path, place->folder, n);
	path[n] = '/';
	memcpy(path + n + 1, name, m + 1);
	return path;
}

static inline const char *place_write(struct place *place, const char *name,
		struct str bytes)
{
	const char *path = place_path(place, name);
	FILE *file = fopen(path, "wb");
	assert_non_null(file);
	assert_int_equal(fwrite(bytes.p, 1, bytes.n, file), bytes.n);
	assert_int_equal(fclose(file), 0);
	return path;
}

static inline const char *place_folder(struct place *place, const char *name)
{
	const char *path = place_path(place, name);
	assert_int_equal(mkdir(path, 0700), 0);
	return path;
}

struct outcome {
	enum pantau_status status;
	struct doc doc;
	struct str raw;
	struct pantau_error err;
};

struct outcomes {
	struct arena arena;
	struct outcome at[64];
	size_t n, docs, rejected;
	struct import *import;
};

static inline void outcomes_read(struct outcomes *all,
		const char *const *paths, size_t n,
		const struct import_options *options)
{
	static const struct import_options none = {.zone = ZONE_WIB};
	struct pantau_error err = {.lang = PANTAU_LANG_EN};
	*all = (struct outcomes){.n = 0};
	pantau_arena_init(&all->arena);
	assert_int_equal(pantau_import_open(paths, n,
			options != NULL ? options : &none, &all->import, &err),
			PANTAU_OK);
	for (;;) {
		struct outcome *out = &all->at[all->n];
		out->err = err;
		out->status = pantau_import_next(all->import, &all->arena,
				&out->doc, &out->raw, &out->err);
		if (out->status == PANTAU_END) {
			return;
		}
		out->raw = pantau_arena_str(&all->arena, out->raw);
		all->docs += out->status == PANTAU_OK;
		all->rejected += out->status != PANTAU_OK;
		all->n++;
		assert_true(all->n < 64);
	}
}

static inline void outcomes_finish(struct outcomes *all)
{
	pantau_import_close(all->import);
	pantau_arena_finish(&all->arena);
}

/* One file of these bytes, read whole. */
static inline void outcomes_of(struct outcomes *all, const char *name,
		struct str bytes, const struct import_options *options)
{
	struct place place;
	place_make(&place);
	const char *path = place_write(&place, name, bytes);
	outcomes_read(all, &path, 1, options);
	place_remove(&place);
}

static inline void check_reject(const struct outcome *out, uint64_t line,
		uint64_t column, const char *part)
{
	assert_int_equal(out->status, PANTAU_BAD_INPUT);
	assert_int_equal(out->err.line, line);
	assert_int_equal(out->err.column, column);
	if (strstr(out->err.message, part) == NULL) {
		print_error("<%s> lacks <%s>\n", out->err.message, part);
		fail();
	}
}

#endif
