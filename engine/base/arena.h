/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_BASE_ARENA_H
#define PANTAU_BASE_ARENA_H

/*
 * An arena hands out memory that is given back all at once. Blocks grow
 * geometrically to 1 MiB and survive a reset, so that a batch in steady state
 * allocates nothing. One thread at a time.
 *
 * Invariant: memory from an arena is aligned to 16 bytes and stays where it is
 * until reset or finish.
 */

#include "base/str.h"

struct arena_block;

struct arena {
	struct arena_block *first; /* all blocks, in order of use */
	struct arena_block *now;   /* the one being filled */
	size_t used;               /* bytes handed out since the last reset */
};

void pantau_arena_init(struct arena *arena);
void pantau_arena_finish(struct arena *arena);
void pantau_arena_reset(struct arena *arena);

/* NULL when memory is out; size 0 gives a valid pointer. Not zeroed. */
void *pantau_arena_alloc(struct arena *arena, size_t size);
/* As above for count elements, NULL on overflow; zeroed. */
void *pantau_arena_zero(struct arena *arena, size_t count, size_t size);
/* A copy; p is NULL on failure (and only then, also for empty strings). */
struct str pantau_arena_str(struct arena *arena, struct str s);
/* A NUL-ended copy, NULL on failure. */
char *pantau_arena_cstr(struct arena *arena, struct str s);

#endif
