/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * Groups of near-duplicates: what belongs together by hand, and those groups
 * that all pairs would give, but for the few that hashing may miss; never one
 * that all pairs would not.
 */

#include <math.h>

#include "similar_fixture.h"

/* --- what belongs together --- */

static void numbers_by_first_text(void **state)
{
	static const char *const texts[] = {
		"banjir di kota kami", "harga beras naik lagi",
		"banjir di kota kami", "jalan rusak parah sekali",
		"harga beras naik lagi", "banjir di kota kami",
	};
	static const uint32_t wanted[] = {0, 1, 0, 2, 1, 0};
	struct fixture *f = *state;
	assert_int_equal(number(f), 0);
	for (size_t i = 0; i < 6; i++) {
		add(f, str_of(texts[i]));
	}
	check_numbers(f, 3, wanted);
	check_numbers(f, 3, wanted);
	struct pantau_group_work work = pantau_groups_work(f->groups);
	assert_int_equal(work.texts, 6);
	assert_int_equal(work.different, 3);
	assert_true(work.bytes > 0);
}

/* The third is like both, which are not like each other. */
static void joins_groups_late(void **state)
{
	static const char *const texts[] = {
		"a b c d e f g h i j k", "x y z", "c d e f g h i j k l m n o",
		"a b c d e f g h i j k l m", "x y z",
	};
	static const uint32_t before[] = {0, 1, 2}, after[] = {0, 1, 0, 0, 1};
	struct fixture *f = *state;
	for (size_t i = 0; i < 3; i++) {
		add(f, str_of(texts[i]));
	}
	check_numbers(f, 3, before);
	add(f, str_of(texts[3]));
	add(f, str_of(texts[4]));
	check_numbers(f, 2, after);
}

static void keeps_to_the_threshold(void **state)
{
	struct fixture *f = *state;
	/* 4 bigrams; 3 of 5 shared (0.6); 2 of 5 (0.4), 2 of 6 */
	add(f, STR("a b c d e"));
	add(f, STR("a b c d f"));
	add(f, STR("a b c g h"));
	static const uint32_t wanted[] = {0, 0, 1};
	check_numbers(f, 2, wanted);
}

/* Nineteen words are bigrams, twenty are trigrams, and still the same story;
 * what is much longer is not, however much of it is shared. */
static void crosses_the_width(void **state)
{
	static const char base[] = "a b c d e f g h i j k l m n o p q r s";
	struct fixture *f = *state;
	add(f, STR(base));
	pantau_buf_printf(&f->text, "%s t", base);
	add(f, buf_str(&f->text));
	pantau_buf_clear(&f->text);
	pantau_buf_printf(&f->text, "x %s y z 1 2 3 4 5 6 7 8", base);
	add(f, buf_str(&f->text));
	pantau_buf_str(&f->text, STR(" 9 10 11 12 13 14 15 16"));
	add(f, buf_str(&f->text));
	/* 18 bigrams of 19; 18 of 29; to the third 28 trigrams of 36. */
	static const uint32_t wanted[] = {0, 0, 0, 0};
	check_numbers(f, 1, wanted);
	pantau_buf_clear(&f->text);
	pantau_buf_printf(&f->text, "%s 21 22 23 24 25 26 27 28 29 30 31 32 "
			"33 34 35 36 37 38 39", base);
	add(f, buf_str(&f->text));
	assert_int_equal(number(f), 2);
}

static void takes_title_and_text(void **state)
{
	struct fixture *f = *state;
	struct made title = {.room = 0};
	add(f, STR("a b c d e"));
	assert_int_equal(pantau_groups_add(f->groups, made_tokens(&title,
			STR("a b")), made_tokens(&f->made, STR("c d e")),
			NULL), PANTAU_OK);
	assert_int_equal(pantau_groups_add(f->groups, made_tokens(&title,
			STR("a b c d e")), NULL, NULL), PANTAU_OK);
	assert_int_equal(pantau_groups_add(f->groups, NULL, NULL, NULL),
			PANTAU_OK);
	f->texts += 3;
	static const uint32_t wanted[] = {0, 0, 0, 1};
	check_numbers(f, 2, wanted);
	made_finish(&title);
}

static void keeps_small_texts_apart(void **state)
{
	static const char *const texts[] = {
		"", "", "banjir", "banjir banjir", "banjir", "http://a",
		":) :)", ":)", "http://a", "@a banjir", "",
		"banjir banjir banjir", "banjir lagi", "lagi banjir",
	};
	static const uint32_t wanted[] = {0, 1, 2, 3, 2, 4, 5, 6, 4, 2, 7, 3,
		8, 9};
	struct fixture *f = *state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		add(f, str_of(texts[i]));
	}
	check_numbers(f, 10, wanted);
}

static void refuses_thresholds(void **state)
{
	static const double wrong[] = {0, -0.5, 1.01, (double)NAN,
		(double)INFINITY};
	struct fixture *f = *state;
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		struct pantau_error err = {.lang = PANTAU_LANG_EN};
		struct pantau_groups *groups = NULL;
		assert_int_equal(pantau_groups_create(wrong[i], &groups, &err),
				PANTAU_USAGE);
		assert_non_null(strstr(err.message, "threshold"));
		assert_null(groups);
	}
	pantau_groups_destroy(NULL);
	/* 1 is the very same set, in whatever order it is said. */
	pantau_groups_destroy(f->groups);
	assert_int_equal(pantau_groups_create(1, &f->groups, NULL), PANTAU_OK);
	add(f, STR("a b c d e f"));
	add(f, STR("a b c d e f a b"));
	add(f, STR("b c d e f a b c"));
	static const uint32_t wanted[] = {0, 1, 1};
	check_numbers(f, 2, wanted);
}

/* --- against all pairs --- */

static uint32_t root_of(const struct crowd *crowd, uint32_t at)
{
	while (crowd->root[at] != at) {
		at = crowd->root[at];
	}
	return at;
}

/* Pairs that are alike, and how many of them are in one group. */
static void all_pairs(const struct fixture *f, struct crowd *crowd,
		size_t *alike, size_t *found)
{
	*alike = *found = 0;
	for (uint32_t i = 0; i < CROWD; i++) {
		for (uint32_t k = 0; k < i; k++) {
			if (!pantau_texts_alike(&crowd->shingles[i],
					&crowd->shingles[k],
					GROUP_THRESHOLD)) {
				continue;
			}
			uint32_t a = root_of(crowd, i), b = root_of(crowd, k);
			crowd->root[a > b ? a : b] = a > b ? b : a;
			++*alike;
			*found += f->number[i] == f->number[k];
		}
	}
}

static void finds_what_all_pairs_find(void **state)
{
	struct fixture *f = *state;
	struct random r = {.state = 3};
	struct crowd *crowd = make_crowd(f, &r);
	size_t alike, found, groups = 0;
	for (size_t i = 0; i < CROWD; i++) {
		add_words(f, &crowd->words[i]);
	}
	size_t given = number(f);
	all_pairs(f, crowd, &alike, &found);
	assert_true(alike > CROWD / 4);
	if ((double)found < 0.97 * (double)alike) {
		fail_msg("%zu of %zu pairs", found, alike);
	}
	/* Nothing is together that links do not hold together. */
	for (uint32_t i = 0; i < CROWD; i++) {
		groups += crowd->root[i] == i;
		for (uint32_t k = 0; k < i; k++) {
			assert_true(f->number[i] != f->number[k] ||
					root_of(crowd, i) ==
					root_of(crowd, k));
		}
	}
	assert_true(given >= groups && given < CROWD);
	crowd_free(crowd);
}

/* --- pairs of J exactly at the threshold, in a crowd of strangers --- */

#define PAIRS 3000

/* Texts of some words, each followed by itself with the last words changed:
 * J is 0.6 by the choice of both. */
static void check_recall(struct fixture *f, size_t n, size_t changed)
{
	size_t found = 0;
	start_anew(f);
	for (uint32_t i = 0; i < PAIRS; i++) {
		struct words words = {.n = n};
		for (uint32_t k = 0; k < n; k++) {
			words.word[k] = i * 100 + k;
		}
		add_words(f, &words);
		for (uint32_t k = (uint32_t)(n - changed); k < n; k++) {
			words.word[k] += 50;
		}
		add_words(f, &words);
	}
	size_t groups = number(f);
	for (size_t i = 0; i < PAIRS; i++) {
		found += f->number[2 * i] == f->number[2 * i + 1];
	}
	assert_int_equal(groups, 2 * PAIRS - found);
	assert_int_equal(pantau_groups_work(f->groups).linked, found);
	if (found * 100 < PAIRS * 97) {
		fail_msg("%zu words: %zu of %d", n, found, PAIRS);
	}
}

static void finds_pairs_at_the_threshold(void **state)
{
	/* bigrams: 3 of 5, 6 of 10; trigrams: 18 of 30, 30 of 50 */
	check_recall(*state, 5, 1);
	check_recall(*state, 9, 2);
	check_recall(*state, 26, 6);
	check_recall(*state, 42, 10);
}

static void gives_the_same_again(void **state)
{
	struct fixture *f = *state;
	struct random r = {.state = 4};
	struct crowd *crowd = make_crowd(f, &r);
	for (int round = 0; round < 2; round++) {
		uint32_t *first = f->number;
		f->number = NULL;
		for (size_t i = 0; i < CROWD; i++) {
			add_words(f, &crowd->words[i]);
		}
		size_t groups = number(f);
		if (round == 1) {
			assert_non_null(first);
			assert_true(groups < CROWD);
			assert_memory_equal(first, f->number,
					CROWD * sizeof(*first));
		}
		free(first);
		start_anew(f);
	}
	crowd_free(crowd);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(numbers_by_first_text),
		TEST(joins_groups_late),
		TEST(keeps_to_the_threshold),
		TEST(crosses_the_width),
		TEST(takes_title_and_text),
		TEST(keeps_small_texts_apart),
		TEST(refuses_thresholds),
		TEST(finds_what_all_pairs_find),
		TEST(finds_pairs_at_the_threshold),
		TEST(gives_the_same_again),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
