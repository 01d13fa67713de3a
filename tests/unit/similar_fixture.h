/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_TESTS_SIMILAR_FIXTURE_H
#define PANTAU_TESTS_SIMILAR_FIXTURE_H

/* Groups that a test fills, and crowds of texts to fill them with. */

#include "similar/bucket.h"
#include "similar/group.h"
#include "similar_texts.h"

struct fixture {
	struct made made;
	struct buf text;
	struct pantau_groups *groups;
	uint32_t *number;
	size_t texts;
};

static inline int open_fixture(void **state)
{
	struct fixture *f = calloc(1, sizeof(*f));
	assert_non_null(f);
	pantau_buf_init(&f->text);
	*state = f;
	return pantau_groups_create(GROUP_THRESHOLD, &f->groups, NULL) ==
			PANTAU_OK ? 0 : -1;
}

static inline int close_fixture(void **state)
{
	struct fixture *f = *state;
	made_finish(&f->made);
	pantau_buf_finish(&f->text);
	pantau_groups_destroy(f->groups);
	free(f->number);
	free(f);
	return 0;
}

static inline void add(struct fixture *f, struct str text)
{
	assert_int_equal(pantau_groups_add(f->groups, NULL,
			made_tokens(&f->made, text), NULL), PANTAU_OK);
	f->texts++;
}

static inline void add_words(struct fixture *f, const struct words *words)
{
	add(f, write_words(words, &f->text));
}

static inline void start_anew(struct fixture *f)
{
	pantau_groups_destroy(f->groups);
	assert_int_equal(pantau_groups_create(GROUP_THRESHOLD, &f->groups,
			NULL), PANTAU_OK);
	f->texts = 0;
}

/* How many groups; their numbers stand in the fixture. */
static inline size_t number(struct fixture *f)
{
	free(f->number);
	f->number = calloc(f->texts + 1, sizeof(*f->number));
	assert_non_null(f->number);
	return pantau_groups_number(f->groups, f->number);
}

static inline void check_numbers(struct fixture *f, size_t groups,
		const uint32_t *wanted)
{
	assert_int_equal(number(f), groups);
	for (size_t i = 0; i < f->texts; i++) {
		if (f->number[i] != wanted[i]) {
			fail_msg("text %zu: group %u, not %u", i,
					(unsigned)f->number[i],
					(unsigned)wanted[i]);
		}
	}
}

/* --- a crowd --- */

#define CROWD 1200
#define VOCABULARY 4000

struct crowd {
	struct words words[CROWD];
	struct text_shingles shingles[CROWD];
	uint32_t root[CROWD];
	struct arena arena;
};

static inline struct shingles shingles_of(struct crowd *crowd, struct shingler *s,
		unsigned width)
{
	struct shingles set;
	assert_true(pantau_shingler_make(s, width, &set));
	uint64_t *copy = pantau_arena_alloc(&crowd->arena,
			set.n * sizeof(*copy));
	assert_non_null(copy);
	memcpy(copy, set.hash, set.n * sizeof(*copy));
	set.hash = copy;
	return set;
}

/* Texts of 3 to 40 words, half of them edited from one before. */
static inline struct crowd *make_crowd(struct fixture *f, struct random *r)
{
	struct crowd *crowd = calloc(1, sizeof(*crowd));
	struct shingler s;
	assert_non_null(crowd);
	pantau_shingler_init(&s);
	pantau_arena_init(&crowd->arena);
	for (size_t i = 0; i < CROWD; i++) {
		struct words *words = &crowd->words[i];
		*words = i > 0 && draw(r, 2) == 0 ? edited(r,
				&crowd->words[draw(r, i)], 1 + draw(r, 3),
				VOCABULARY) :
				random_words(r, 3 + draw(r, 38), VOCABULARY);
		pantau_shingler_clear(&s);
		assert_true(pantau_shingler_add(&s, made_tokens(&f->made,
				write_words(words, &f->text))));
		struct text_shingles *set = &crowd->shingles[i];
		set->own = shingles_of(crowd, &s,
				pantau_shingle_width(s.words));
		if (words->n >= 2 && words->n <= pantau_shingle_reach(
				GROUP_THRESHOLD)) {
			set->bigrams = shingles_of(crowd, &s, 2);
		}
		crowd->root[i] = (uint32_t)i;
	}
	pantau_shingler_finish(&s);
	return crowd;
}

static inline void crowd_free(struct crowd *crowd)
{
	pantau_arena_finish(&crowd->arena);
	free(crowd);
}

#define TEST(name) \
	cmocka_unit_test_setup_teardown(name, open_fixture, close_fixture)

#endif
