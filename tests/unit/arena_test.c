/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "check.h"

#include "base/arena.h"

static void aligns_and_copies(void **state)
{
	(void)state;
	struct arena arena;

	pantau_arena_init(&arena);
	for (size_t size = 0; size < 100; size++) {
		char *p = pantau_arena_alloc(&arena, size);
		assert_non_null(p);
		assert_int_equal((uintptr_t)p % 16, 0);
		memset(p, 0xff, size);
	}
	const unsigned char *zero = pantau_arena_zero(&arena, 10, 10);
	for (size_t i = 0; i < 100; i++) {
		assert_int_equal(zero[i], 0);
	}
	struct str copy = pantau_arena_str(&arena, STR("rob"));
	check_str(copy, "rob");
	assert_non_null(pantau_arena_str(&arena, (struct str){0}).p);
	assert_string_equal(pantau_arena_cstr(&arena, STR("banjir")), "banjir");
	assert_null(pantau_arena_alloc(&arena, SIZE_MAX));
	assert_null(pantau_arena_alloc(&arena, SIZE_MAX - 64));
	assert_null(pantau_arena_zero(&arena, SIZE_MAX / 2, 3));
	pantau_arena_finish(&arena);
}

static size_t blocks(struct arena *arena)
{
	/* Opaque, but its first member is the next block. */
	size_t n = 0;

	for (struct arena_block *b = arena->first; b != NULL; n++) {
		memcpy((void *)&b, (const void *)b, sizeof(void *));
	}
	return n;
}

static void fill(struct arena *arena, size_t stride)
{
	static const size_t sizes[] = {10, 70000, 3, 2000000, 500, 4096, 65536};

	for (size_t i = 0; i < 70; i++) {
		size_t size = sizes[i * stride % 7];
		memset(pantau_arena_alloc(arena, size), 1, size);
	}
}

static void steady_state_allocates_nothing(void **state)
{
	(void)state;
	struct arena arena;
	size_t once;

	pantau_arena_init(&arena);
	fill(&arena, 1);
	once = blocks(&arena);
	for (size_t round = 0; round < 5; round++) {
		pantau_arena_reset(&arena);
		assert_int_equal(arena.used, 0);
		fill(&arena, 1);
		assert_int_equal(blocks(&arena), once);
	}
	/* In other orders it settles with little more. */
	for (size_t round = 0; round < 30; round++) {
		pantau_arena_reset(&arena);
		fill(&arena, round % 6 + 1);
	}
	assert_true(blocks(&arena) <= once + 2);
	pantau_arena_finish(&arena);
	assert_null(arena.first);
}

/* One large array in each round, of a size that varies: the block of the
 * largest serves, and no others stay. */
static void outgrown_blocks_go(void **state)
{
	(void)state;
	struct arena arena;

	pantau_arena_init(&arena);
	for (size_t round = 0; round < 50; round++) {
		pantau_arena_reset(&arena);
		for (size_t i = 0; i < 30; i++) {
			memset(pantau_arena_alloc(&arena, 50000), 1, 50000);
		}
		size_t large = 1100000 + 30000 * (round * 7 % 50);
		memset(pantau_arena_alloc(&arena, large), 2, large);
		memset(pantau_arena_alloc(&arena, 300000), 3, 300000);
	}
	/* Those of 4 KiB to 1 MiB, and two more. */
	assert_true(blocks(&arena) <= 12);
	pantau_arena_finish(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(aligns_and_copies),
		cmocka_unit_test(steady_state_allocates_nothing),
		cmocka_unit_test(outgrown_blocks_go),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
