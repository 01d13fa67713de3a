/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_TESTS_BENCH_H
#define PANTAU_TESTS_BENCH_H

/* What programs that measure have in common: they end where something fails,
 * and count processor time. */

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/file.h"

#define BENCH_FILE_MAX ((size_t)1 << 31)

static inline void fail(const char *what, const struct pantau_error *err)
{
	fprintf(stderr, "%s: %s\n", what, err->message);
	exit(1);
}

static inline void *need(void *p)
{
	if (p == NULL) {
		fputs("out of memory\n", stderr);
		exit(1);
	}
	return p;
}

/* Of processor time, by all threads: the machine may be busy with other
 * things. */
static inline double seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

/* A file's bytes, in the arena. */
static inline struct str read_whole(const char *path, struct arena *arena)
{
	struct pantau_error err = {.lang = PANTAU_LANG_EN};
	struct buf file;

	pantau_buf_init(&file);
	if (pantau_file_read(path, BENCH_FILE_MAX, &file, &err) != PANTAU_OK) {
		fail(path, &err);
	}
	struct str bytes = pantau_arena_str(arena, buf_str(&file));
	need((void *)(uintptr_t)bytes.p);
	pantau_buf_finish(&file);
	return bytes;
}

#endif
