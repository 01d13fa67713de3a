/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Figures, intervals and comparisons on sets that are made up, and splits. */

#include <math.h>
#include <stdlib.h>

#include "check.h"

#include "tune/figures.h"
#include "tune/random.h"
#include "tune/split.h"

#define N 600

struct made {
	struct gold gold;
	struct gold_item item[N];
	struct judgement first[N], second[N];
	uint8_t part[N], again[N];
};

static int setup(void **state)
{
	struct made *m = calloc(1, sizeof(*m));
	assert_non_null(m);
	m->gold.item = m->item;
	*state = m;
	return 0;
}

static int teardown(void **state)
{
	free(*state);
	return 0;
}

/* One more item, in a group of its own. Tones from 0: neg, neu, pos. */
static void add(struct made *m, unsigned tone, unsigned first, unsigned second)
{
	size_t i = m->gold.n++;
	assert_true(i < N);
	m->item[i] = (struct gold_item){
		.tone = (uint8_t)(tone + PANTAU_TONE_NEGATIVE),
		.group = m->gold.groups++, .date = INT64_MIN,
	};
	m->first[i].label = m->first[i].given =
			(uint8_t)(first + PANTAU_TONE_NEGATIVE);
	m->second[i].label = m->second[i].given =
			(uint8_t)(second + PANTAU_TONE_NEGATIVE);
}

static void add_many(struct made *m, size_t n, unsigned tone, unsigned first)
{
	for (size_t i = 0; i < n; i++) {
		add(m, tone, first, tone);
	}
}

static void check_near(double got, double wanted)
{
	if (fabs(got - wanted) > 1e-9) {
		fail_msg("%.12f, not %.12f", got, wanted);
	}
}

static void makes_figures(void **state)
{
	struct made *m = *state;
	struct figures f;

	add_many(m, 6, 0, 0);
	add_many(m, 2, 0, 1);
	add_many(m, 3, 1, 1);
	add_many(m, 1, 1, 2);
	add_many(m, 4, 2, 2);
	add_many(m, 4, 2, 0);
	m->first[6].label = PANTAU_TONE_UNSURE;
	m->first[7].label = PANTAU_TONE_UNASSESSED;
	pantau_figures(&m->gold, m->first, NULL, &f);
	assert_int_equal(f.n, 20);
	assert_int_equal(f.tally.n[2][0], 4);
	assert_int_equal(f.tally.unsure, 1);
	assert_int_equal(f.tally.unassessed, 1);
	check_near(f.tone[0].precision, 0.6);
	check_near(f.tone[0].recall, 0.75);
	check_near(f.tone[0].f1, 2 * 0.6 * 0.75 / 1.35);
	check_near(f.tone[1].precision, 0.6);
	check_near(f.tone[1].recall, 0.75);
	check_near(f.tone[2].precision, 0.8);
	check_near(f.tone[2].recall, 0.5);
	check_near(f.accuracy, 13.0 / 20);
	check_near(f.macro_f1, (4.0 / 3 + 0.8 / 1.3) / 3);
	assert_int_equal(f.commonest, 0);
	check_near(f.base_accuracy, 0.4);
	check_near(f.base_macro_f1, 2 * 0.4 / 1.4 / 3);
	assert_int_equal(f.tones, 7);
}

/* A tone that no label names is no part of the mean. */
static void leaves_absent_tones_out(void **state)
{
	struct made *m = *state;
	struct figures f;

	add_many(m, 3, 0, 0);
	add_many(m, 1, 2, 1);
	add_many(m, 1, 2, 2);
	pantau_figures(&m->gold, m->first, NULL, &f);
	assert_int_equal(f.tones, 5);
	check_near(f.macro_f1, (1 + 2.0 / 3) / 2);
	check_near(f.tone[1].f1, 0);
	check_near(f.tone[1].recall, 0);
	uint8_t take[] = {0, 0, 0, 0, 0};
	pantau_figures(&m->gold, m->first, take, &f);
	assert_int_equal(f.n, 0);
	assert_true(f.macro_f1 == 0 && f.accuracy == 0);
	take[4] = 1;
	pantau_figures(&m->gold, m->first, take, &f);
	assert_int_equal(f.n, 1);
	check_near(f.macro_f1, 1);
}

/* --- bootstrap --- */

static void gives_intervals(void **state)
{
	struct made *m = *state;
	struct bootstrap b, again;
	struct figures f;

	for (unsigned i = 0; i < 300; i++) {
		unsigned tone = i % 3;
		add(m, tone, i % 5 == 0 ? (tone + 1) % 3 : tone,
				i % 4 == 0 ? (tone + 1) % 3 : tone);
	}
	pantau_figures(&m->gold, m->first, NULL, &f);
	assert_int_equal(pantau_bootstrap(&m->gold, m->first, m->second, NULL,
			&b, NULL), PANTAU_OK);
	assert_int_equal(b.groups, 300);
	assert_true(b.macro_f1.low < f.macro_f1 &&
			f.macro_f1 < b.macro_f1.high);
	/* About two standard errors to each side: sqrt(0.8 * 0.2 / 300). */
	assert_true(b.macro_f1.high - b.macro_f1.low > 0.07);
	assert_true(b.macro_f1.high - b.macro_f1.low < 0.11);
	assert_true(b.difference.low < 0.05 && b.difference.high > 0.05);
	assert_int_equal(pantau_bootstrap(&m->gold, m->first, m->second, NULL,
			&again, NULL), PANTAU_OK);
	assert_memory_equal(&b, &again, sizeof(b));
	/* A version is no better than itself. */
	assert_int_equal(pantau_bootstrap(&m->gold, m->first, m->first, NULL,
			&again, NULL), PANTAU_OK);
	assert_true(again.difference.low == 0 && again.difference.high == 0);
	assert_int_equal(pantau_bootstrap(&m->gold, m->first, NULL, NULL,
			&again, NULL), PANTAU_OK);
	assert_memory_equal(&b.macro_f1, &again.macro_f1, sizeof(b.macro_f1));
}

/* Copies are no evidence of their own: the interval grows wider. */
static void draws_groups(void **state)
{
	struct made *m = *state;
	struct bootstrap single, grouped;
	uint8_t take[N];

	for (unsigned i = 0; i < 300; i++) {
		unsigned tone = i / 10 % 3;
		add(m, tone, i / 10 % 5 == 0 ? (tone + 1) % 3 : tone, tone);
	}
	assert_int_equal(pantau_bootstrap(&m->gold, m->first, NULL, NULL,
			&single, NULL), PANTAU_OK);
	for (unsigned i = 0; i < 300; i++) {
		m->item[i].group = i / 10;
	}
	m->gold.groups = 30;
	assert_int_equal(pantau_bootstrap(&m->gold, m->first, NULL, NULL,
			&grouped, NULL), PANTAU_OK);
	assert_int_equal(grouped.groups, 30);
	assert_true(grouped.macro_f1.high - grouped.macro_f1.low > 2 *
			(single.macro_f1.high - single.macro_f1.low));
	/* Groups of which nothing is taken are not drawn. */
	for (unsigned i = 0; i < 300; i++) {
		take[i] = i < 100;
	}
	assert_int_equal(pantau_bootstrap(&m->gold, m->first, NULL, take,
			&grouped, NULL), PANTAU_OK);
	assert_int_equal(grouped.groups, 10);
	memset(take, 0, sizeof(take));
	assert_int_equal(pantau_bootstrap(&m->gold, m->first, NULL, take,
			&grouped, NULL), PANTAU_OK);
	assert_int_equal(grouped.groups, 0);
}

/* --- McNemar --- */

static void compare(struct made *m, size_t both, size_t first, size_t second,
		size_t neither, struct mcnemar *out)
{
	m->gold.n = m->gold.groups = 0;
	for (size_t i = 0; i < both; i++) {
		add(m, 0, 0, 0);
	}
	for (size_t i = 0; i < first; i++) {
		add(m, 1, 1, 0);
	}
	for (size_t i = 0; i < second; i++) {
		add(m, 2, 0, 2);
	}
	for (size_t i = 0; i < neither; i++) {
		add(m, 0, 1, 2);
	}
	pantau_mcnemar(&m->gold, m->first, m->second, NULL, out);
	assert_int_equal(out->both, both);
	assert_int_equal(out->first, first);
	assert_int_equal(out->second, second);
	assert_int_equal(out->neither, neither);
}

static void compares_two_versions(void **state)
{
	struct made *m = *state;
	struct mcnemar c;
	const uint8_t take[] = {1, 0, 0, 0};

	compare(m, 3, 0, 0, 2, &c);
	assert_true(c.exact && c.p == 1 && c.chi2 == 0);
	compare(m, 3, 6, 1, 2, &c);
	assert_true(c.exact);
	check_near(c.p, 2 * (1.0 + 7) / 128);
	compare(m, 3, 1, 6, 2, &c);
	check_near(c.p, 2 * (1.0 + 7) / 128);
	compare(m, 0, 4, 4, 0, &c); /* no more than sure */
	check_near(c.p, 1);
	compare(m, 0, 24, 0, 0, &c);
	assert_true(c.exact);
	check_near(c.p * 8388608, 1);
	compare(m, 100, 10, 15, 5, &c);
	assert_false(c.exact);
	check_near(c.chi2, 16.0 / 25);
	assert_true(fabs(c.p - 0.423711) < 1e-6);
	compare(m, 100, 40, 15, 5, &c);
	check_near(c.chi2, 24.0 * 24 / 55);
	assert_true(fabs(c.p - 0.001211) < 1e-6);
	compare(m, 0, 20, 20, 0, &c);
	assert_true(c.chi2 == 0 && c.p == 1);
	compare(m, 1, 1, 1, 1, &c);
	pantau_mcnemar(&m->gold, m->first, m->second, take, &c);
	assert_int_equal(c.both + c.first + c.second + c.neither, 1);
}

/* --- splits --- */

/* 600 items of uneven tones, every fifth with the one before as its copy. */
static void make_groups(struct made *m)
{
	for (unsigned i = 0; i < N; i++) {
		add(m, i % 10 < 6 ? 0 : i % 10 < 9 ? 1 : 2, 0, 0);
		if (i % 5 == 4) {
			m->item[i].group = m->item[i - 1].group;
			m->gold.groups--;
		}
	}
}

static void check_groups(const struct made *m)
{
	uint8_t of[N];
	memset(of, 0xfe, sizeof(of));
	for (size_t i = 0; i < m->gold.n; i++) {
		uint8_t *part = &of[m->item[i].group];
		assert_true(*part == 0xfe || *part == m->part[i]);
		*part = m->part[i];
	}
}

static void splits_into_folds(void **state)
{
	struct made *m = *state;
	size_t n[7][3] = {{0}};

	make_groups(m);
	assert_int_equal(pantau_split_folds(&m->gold, 7, 1, m->part, NULL),
			PANTAU_OK);
	check_groups(m);
	for (size_t i = 0; i < N; i++) {
		assert_true(m->part[i] < 7);
		n[m->part[i]][m->item[i].tone - PANTAU_TONE_NEGATIVE]++;
	}
	for (int p = 0; p < 7; p++) { /* of 360, 180 and 60 */
		assert_in_range(n[p][0], 50, 53);
		assert_in_range(n[p][1], 24, 27);
		assert_in_range(n[p][2], 7, 10);
	}
	assert_int_equal(pantau_split_folds(&m->gold, 7, 1, m->again, NULL),
			PANTAU_OK);
	assert_memory_equal(m->part, m->again, N);
	assert_int_equal(pantau_split_folds(&m->gold, 7, 2, m->again, NULL),
			PANTAU_OK);
	assert_memory_not_equal(m->part, m->again, N);
}

static void holds_out_a_share(void **state)
{
	struct made *m = *state;
	size_t n[3] = {0};

	make_groups(m);
	assert_int_equal(pantau_split_holdout(&m->gold, 0.2, 1, m->part, NULL),
			PANTAU_OK);
	check_groups(m);
	for (size_t i = 0; i < N; i++) {
		n[m->item[i].tone - PANTAU_TONE_NEGATIVE] += m->part[i];
	}
	assert_in_range(n[0], 71, 73);
	assert_in_range(n[1], 35, 37);
	assert_in_range(n[2], 11, 13);
}

static void splits_by_time(void **state)
{
	struct made *m = *state;
	struct split_time left;
	static const int64_t date[] = {10, 20, 30, INT64_MIN, 5, 40};
	static const uint8_t wanted[] = {0, 1, 1, SPLIT_NONE, 0, SPLIT_NONE};

	for (size_t i = 0; i < 6; i++) {
		add(m, i % 3, 0, 0);
		m->item[i].date = date[i];
	}
	m->item[5].group = m->item[4].group; /* a later copy */
	assert_int_equal(pantau_split_time(&m->gold, 20, m->part, &left, NULL),
			PANTAU_OK);
	assert_memory_equal(m->part, wanted, 6);
	assert_int_equal(left.undated, 1);
	assert_int_equal(left.copies, 1);
	assert_int_equal(pantau_split_time(&m->gold, 5, m->part, &left, NULL),
			PANTAU_BAD_INPUT);
	assert_int_equal(pantau_split_time(&m->gold, 41, m->part, &left, NULL),
			PANTAU_BAD_INPUT);
}

/* Then the column is what is missing, not texts. */
static void names_the_missing_dates(void **state)
{
	struct made *m = *state;
	struct pantau_error err = {.lang = PANTAU_LANG_EN};
	struct split_time left;

	for (size_t i = 0; i < 6; i++) {
		add(m, i % 3, 0, 0);
		m->item[i].date = INT64_MIN;
	}
	assert_int_equal(pantau_split_time(&m->gold, 20, m->part, &left, &err),
			PANTAU_BAD_INPUT);
	assert_non_null(strstr(err.message, "column 'date'"));
}

static void refuses_bad_splits(void **state)
{
	struct made *m = *state;
	struct pantau_error err = {.lang = PANTAU_LANG_EN};

	add(m, 0, 0, 0);
	add(m, 1, 0, 0);
	m->item[1].group = 0;
	m->gold.groups = 1;
	assert_int_equal(pantau_split_folds(&m->gold, 1, 1, m->part, &err),
			PANTAU_USAGE);
	assert_int_equal(pantau_split_folds(&m->gold, 101, 1, m->part, &err),
			PANTAU_USAGE);
	assert_int_equal(pantau_split_folds(&m->gold, 2, 1, m->part, &err),
			PANTAU_BAD_INPUT);
	assert_string_equal(err.message, "1 different texts are too few for 2 "
			"folds; give fewer folds or more texts");
	assert_int_equal(pantau_split_holdout(&m->gold, 0, 1, m->part, &err),
			PANTAU_USAGE);
	assert_int_equal(pantau_split_holdout(&m->gold, 1, 1, m->part, &err),
			PANTAU_USAGE);
	assert_int_equal(pantau_split_holdout(&m->gold, NAN, 1, m->part, &err),
			PANTAU_USAGE);
	assert_int_equal(pantau_split_holdout(&m->gold, 0.5, 1, m->part, &err),
			PANTAU_BAD_INPUT);
}

/* The numbers of the authors' own code, seeded with 1, 2, 3, 4. */
static void draws_known_numbers(void **state)
{
	struct random random = {{1, 2, 3, 4}};
	(void)state;

	assert_true(random_next(&random) == 11520);
	assert_true(random_next(&random) == 0);
	assert_true(random_next(&random) == 1509978240);
	assert_true(random_next(&random) == UINT64_C(1215971899390074240));
	random_seed(&random, 0);
	assert_true(random.s[0] == UINT64_C(0xe220a8397b1dcdaf));
	for (int i = 0; i < 1000; i++) {
		assert_true(random_below(&random, 7) < 7);
	}
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(makes_figures),
		TEST(leaves_absent_tones_out),
		TEST(gives_intervals),
		TEST(draws_groups),
		TEST(compares_two_versions),
		TEST(splits_into_folds),
		TEST(holds_out_a_share),
		TEST(splits_by_time),
		TEST(names_the_missing_dates),
		TEST(refuses_bad_splits),
		cmocka_unit_test(draws_known_numbers),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
