/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Bump allocation out of a chain of blocks that a reset keeps. */

#include <stdalign.h>
#include <stdlib.h>

#include "base/arena.h"

#define ALIGNMENT ((size_t)16)
#define FIRST_BLOCK ((size_t)4096)
#define LARGEST_BLOCK ((size_t)1 << 20)
/* No allocator gives more, and sums with headers stay in range. */
#define LARGEST_REQUEST ((size_t)PTRDIFF_MAX / 2)

/* Under AddressSanitizer what has not been handed out is out of bounds. */
#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ARENA_ASAN 1
#endif
#elif defined(__SANITIZE_ADDRESS__)
#define ARENA_ASAN 1
#endif
#ifdef ARENA_ASAN
#include <sanitizer/asan_interface.h>
#define POISON(p, n) ASAN_POISON_MEMORY_REGION(p, n)
#define UNPOISON(p, n) ASAN_UNPOISON_MEMORY_REGION(p, n)
#else
#define POISON(p, n) ((void)(p), (void)(n))
#define UNPOISON(p, n) ((void)(p), (void)(n))
#endif

struct arena_block {
	struct arena_block *next;
	size_t size, fill;
	alignas(16) char data[];
};

void pantau_arena_init(struct arena *arena)
{
	*arena = (struct arena){0};
}

void pantau_arena_finish(struct arena *arena)
{
	struct arena_block *block = arena->first;

	while (block != NULL) {
		struct arena_block *next = block->next;
		UNPOISON(block->data, block->size);
		free(block);
		block = next;
	}
	*arena = (struct arena){0};
}

void pantau_arena_reset(struct arena *arena)
{
	for (struct arena_block *b = arena->first; b != NULL; b = b->next) {
		POISON(b->data, b->size);
		b->fill = 0;
	}
	arena->now = arena->first;
	arena->used = 0;
}

static struct arena_block *block_create(const struct arena *arena, size_t need)
{
	size_t size = FIRST_BLOCK;

	if (arena->now != NULL && arena->now->size < LARGEST_BLOCK) {
		size = arena->now->size * 2;
	} else if (arena->now != NULL) {
		size = LARGEST_BLOCK;
	}
	if (size > LARGEST_BLOCK) {
		size = LARGEST_BLOCK;
	}
	if (size < need) {
		size = need;
	}
	struct arena_block *block = malloc(sizeof(*block) + size);
	if (block != NULL) {
		block->next = NULL;
		block->size = size;
		block->fill = 0;
		POISON(block->data, size);
	}
	return block;
}

/* Where the smallest of the blocks from *link on hangs that holds need bytes;
 * at the end of the chain when none does. */
static struct arena_block **best_fit(struct arena_block **link, size_t need)
{
	struct arena_block **best = NULL;

	for (; *link != NULL; link = &(*link)->next) {
		if ((*link)->size >= need &&
				(best == NULL || (*link)->size < (*best)->size)) {
			best = link;
		}
	}
	return best != NULL ? best : link;
}

/* Blocks of single large requests that no longer suffice: with sizes that vary
 * from reset to reset they would become ever more. */
static void drop_outgrown(struct arena_block **link, size_t need)
{
	while (*link != NULL) {
		struct arena_block *block = *link;
		if (block->size > LARGEST_BLOCK && block->size < need) {
			*link = block->next;
			UNPOISON(block->data, block->size);
			free(block);
		} else {
			link = &block->next;
		}
	}
}

/*
 * Makes a block with room for need the one being filled. Blocks behind the
 * current one are empty; the one that fits best is moved up, so that small
 * requests do not eat the large blocks and work like that before the reset
 * allocates nothing.
 */
static bool next_block(struct arena *arena, size_t need)
{
	struct arena_block *block = NULL;

	if (arena->now == NULL) {
		block = block_create(arena, need);
		if (block == NULL) {
			return false;
		}
		arena->first = block;
		arena->now = block;
		return true;
	}
	struct arena_block **link = best_fit(&arena->now->next, need);
	block = *link;
	if (block != NULL) {
		*link = block->next;
	} else {
		drop_outgrown(&arena->now->next, need);
		block = block_create(arena, need);
		if (block == NULL) {
			return false;
		}
	}
	block->next = arena->now->next;
	arena->now->next = block;
	arena->now = block;
	return true;
}

void *pantau_arena_alloc(struct arena *arena, size_t size)
{
	if (size > LARGEST_REQUEST) {
		return NULL;
	}
	size_t need = (size + ALIGNMENT - 1) & ~(ALIGNMENT - 1);
	if (need == 0) {
		need = ALIGNMENT;
	}
	if (arena->now == NULL || arena->now->size - arena->now->fill < need) {
		if (!next_block(arena, need)) {
			return NULL;
		}
	}
	void *p = arena->now->data + arena->now->fill;
	arena->now->fill += need;
	arena->used += need;
	UNPOISON(p, size);
	return p;
}

void *pantau_arena_zero(struct arena *arena, size_t count, size_t size)
{
	if (size != 0 && count > SIZE_MAX / size) {
		return NULL;
	}
	void *p = pantau_arena_alloc(arena, count * size);
	if (p != NULL) {
		memset(p, 0, count * size);
	}
	return p;
}

struct str pantau_arena_str(struct arena *arena, struct str s)
{
	char *p = pantau_arena_alloc(arena, s.n);

	if (p == NULL) {
		return (struct str){0};
	}
	if (s.n != 0) {
		memcpy(p, s.p, s.n);
	}
	return (struct str){p, s.n};
}

char *pantau_arena_cstr(struct arena *arena, struct str s)
{
	if (s.n == SIZE_MAX) {
		return NULL;
	}
	char *p = pantau_arena_alloc(arena, s.n + 1);
	if (p != NULL) {
		if (s.n != 0) {
			memcpy(p, s.p, s.n);
		}
		p[s.n] = '\0';
	}
	return p;
}
