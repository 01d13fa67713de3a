/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_TESTS_CHAIN_FIXTURE_H
#define PANTAU_TESTS_CHAIN_FIXTURE_H

/* A chain that a test fills with texts of made-up words. */

#include "similar/chain.h"
#include "similar/chain_sketch.h"
#include "similar_texts.h"

struct fixture {
	struct made made;
	struct buf text;
	struct pantau_chain *chain;
	struct chain out;
	struct arena arena;
};

static inline int open_fixture(void **state)
{
	struct fixture *f = calloc(1, sizeof(*f));
	assert_non_null(f);
	pantau_buf_init(&f->text);
	pantau_arena_init(&f->arena);
	*state = f;
	return pantau_chain_create(&f->chain, NULL) == PANTAU_OK ? 0 : -1;
}

static inline int close_fixture(void **state)
{
	struct fixture *f = *state;
	made_finish(&f->made);
	pantau_buf_finish(&f->text);
	pantau_chain_destroy(f->chain);
	pantau_arena_finish(&f->arena);
	free(f);
	return 0;
}

static inline void start_anew(struct fixture *f)
{
	pantau_chain_destroy(f->chain);
	pantau_arena_reset(&f->arena);
	assert_int_equal(pantau_chain_create(&f->chain, NULL), PANTAU_OK);
}

static inline void add(struct fixture *f, const struct chain_item *item,
		struct str text)
{
	assert_int_equal(pantau_chain_add(f->chain, item, NULL,
			made_tokens(&f->made, text), NULL), PANTAU_OK);
}

/* With the time as id, and one source and account. */
static inline void add_at(struct fixture *f, int64_t time, struct str text)
{
	const struct chain_item item = {.id = (uint64_t)time, .time = time};
	add(f, &item, text);
}

static inline void make_chain(struct fixture *f)
{
	assert_int_equal(pantau_chain_make(f->chain, &f->arena, &f->out,
			NULL), PANTAU_OK);
}

#define TEST(name) \
	cmocka_unit_test_setup_teardown(name, open_fixture, close_fixture)

#endif
