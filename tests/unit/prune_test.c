/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Which features stay, and how their weights are written. */

#include <stdio.h>

#include "logistic_set.h"
#include "memory_requests.h"

#include "tune/prune.h"

static void check_tenths(float a, float b, float c, int x, int y, int z)
{
	int tenths[3];
	bool any = pantau_tenths((float[]){a, b, c}, tenths);

	assert_int_equal(tenths[0], x);
	assert_int_equal(tenths[1], y);
	assert_int_equal(tenths[2], z);
	assert_true(any == (x != 0 || y != 0 || z != 0));
}

static void tenths_are_centred_and_near(void **state)
{
	struct rows rows = {.seed = 4};
	(void)state;

	check_tenths(0, 0, 0, 0, 0, 0);
	check_tenths(7.3f, 7.3f, 7.3f, 0, 0, 0);
	check_tenths(-1, 0, 1, -10, 0, 10);
	check_tenths(0, 0.75f, 0, -3, 5, -3);    /* a word of neutral */
	check_tenths(1, 0, 0.5f, 5, -5, 0);
	check_tenths(0.0625f, 0, -0.0625f, 1, 0, -1);
	check_tenths(0.046875f, 0, -0.046875f, 0, 0, 0);
	check_tenths(0.25f, 0, -0.25f, 3, 0, -3); /* halves go outwards */
	check_tenths(100, 0, -100, 50, 0, -50);   /* what the files hold */
	check_tenths(1e38f, 0, -1e38f, 50, 0, -50);
	check_tenths(NAN, 0, 1, 0, 0, 0);
	for (int i = 0; i < 5000; i++) {
		float w[3], moved[3];
		int tenths[3], again[3];
		for (int c = 0; c < 3; c++) {
			w[c] = around(&rows) * 3;
			moved[c] = w[c] + 16.0f;
		}
		pantau_tenths(w, tenths);
		pantau_tenths(moved, again);
		for (int c = 0; c < 3; c++) {
			int d = (c + 1) % 3;
			assert_int_equal(tenths[c], again[c]);
			double off = (double)(w[c] - w[d]) -
					(tenths[c] - tenths[d]) / 10.0;
			assert_true(fabs(off) <= 0.1 + 1e-12);
		}
		assert_in_range(tenths[0] + tenths[1] + tenths[2] + 1, 0, 2);
	}
}

/* What a layer says in its file is what was decided. */
static void tenths_read_as_written(void **state)
{
	(void)state;
	for (int tenths = -TENTHS_MOST; tenths <= TENTHS_MOST; tenths++) {
		char written[16];
		snprintf(written, sizeof(written), "%d.%d", abs(tenths) / 10,
				abs(tenths) % 10);
		float read = strtof(written, NULL);
		assert_true((float)abs(tenths) / 10.0f == read);
	}
}

static void keeps_the_important(void **state)
{
	static const float weight[] = {
		-1, 0, 1,             /* 0: 2 * sqrt(4) = 4 */
		0, 0, 0,              /* 1: says nothing */
		-1, 0, 1,             /* 2: as 0 */
		3, 3, 3,              /* 3: a constant says nothing */
		-2, 0, 2,             /* 4: 4 * sqrt(1) = 4 */
		0.0f, 0.0f, 0.06f,    /* 5: frequent, but 0.0 in the file */
		-3, 0, 3,             /* 6: frozen */
		-0.5f, 0, 0.5f,       /* 7: 1 * sqrt(25) = 5 */
		-3, 0, 3,             /* 8: never occurs */
		-0.5f, -0.5f, 1,      /* 9: 2 * sqrt(2.25) = 3 */
	};
	static const double mass[] = {4, 9, 4, 9, 1, 1e6, 9, 25, 0, 2.25};
	static const char *const expected[] = {
		"..........", ".......7..", "0......7..", "0.2....7..",
		"0.2.4..7..", "0.2.4..7.9", "0.2.4..7.9",
	};
	(void)state;

	for (size_t keep = 0; keep < 7; keep++) {
		uint8_t frozen[10] = {[6] = 7};
		char got[] = "..........";
		size_t kept = 99;
		assert_int_equal(pantau_prune(weight, mass, 10,
				keep == 6 ? SIZE_MAX : keep, frozen, &kept,
				NULL), PANTAU_OK);
		for (size_t f = 0; f < 10; f++) {
			assert_in_range(frozen[f], 0, 1);
			got[f] = frozen[f] == 0 ? (char)('0' + f) : '.';
		}
		assert_string_equal(got, expected[keep]);
		assert_int_equal(kept, keep < 5 ? keep : 5);
	}
}

static void many_of_the_same_by_number(void **state)
{
	enum { FEATURES = 500 }; /* more than are sorted by insertion */
	static float weight[FEATURES * 3];
	static double mass[FEATURES];
	uint8_t frozen[FEATURES] = {0};
	size_t kept;
	(void)state;

	for (size_t f = 0; f < FEATURES; f++) {
		weight[f * 3] = f % 2 == 0 ? 1.0f : 0.5f;
		mass[f] = 3;
	}
	assert_int_equal(pantau_prune(weight, mass, FEATURES, 300, frozen,
			&kept, NULL), PANTAU_OK);
	assert_int_equal(kept, 300);
	for (size_t f = 0; f < FEATURES; f++) {
		assert_int_equal(frozen[f], f % 2 == 0 || f < 100 ? 0 : 1);
	}
}

static void refuses_what_is_not_finite(void **state)
{
	float weight[6] = {1, 0, -1, 1, 0, -1};
	double mass[2] = {1, 1};
	uint8_t frozen[2] = {0, 0};
	struct pantau_error err = {.lang = PANTAU_LANG_EN};
	size_t kept;
	(void)state;

	for (int i = 0; i < 4; i++) {
		weight[4] = i == 0 ? NAN : i == 1 ? -INFINITY : 0.0f;
		mass[1] = i == 2 ? NAN : i == 3 ? -1 : 1;
		assert_int_equal(pantau_prune(weight, mass, 2, 1, frozen, &kept,
				&err), PANTAU_BAD_INPUT);
		assert_string_equal(err.message, "a weight or the frequency of "
				"a feature is not finite");
		assert_int_equal(frozen[0] + frozen[1], 0);
	}
}

static void mass_is_document_frequency(void **state)
{
	struct rows rows;
	double mass[10], expected[10] = {0};
	(void)state;

	make_rows(&rows, 60, 10, 4, 6);
	for (size_t j = 0; j < 240; j++) {
		rows.value[j] = j % 5 == 0 ? 0.5f : 1.0f;
		expected[rows.feature[j]] += j % 5 == 0 ? 0.25 : 1.0;
	}
	pantau_prune_mass(&rows.set, mass);
	for (size_t f = 0; f < 10; f++) {
		assert_true(mass[f] == expected[f]);
	}
	free_rows(&rows);
}

/* The caller's loop: fit, prune, fit again. What is left takes over. */
static void a_second_fit_makes_up_for_it(void **state)
{
	enum { FEATURES = 80 };
	struct rows rows;
	uint8_t frozen[FEATURES] = {0};
	double mass[FEATURES], x[FEATURES * 3 + 3], gradient[FEATURES * 3 + 3];
	struct logistic_options options = usual;
	size_t kept;
	(void)state;

	make_rows(&rows, 400, FEATURES, 6, 16);
	struct logistic_model model = {.weight = make_weights(&rows)};
	fit(&rows, &options, &model);
	double whole = model.loss;
	pantau_prune_mass(&rows.set, mass);
	assert_int_equal(pantau_prune(model.weight, mass, FEATURES, 20, frozen,
			&kept, NULL), PANTAU_OK);
	assert_int_equal(kept, 20);

	/* The loss with the others just left out. */
	struct logistic_loss loss = {.set = &rows.set, .options = &options};
	double total[3];
	assert_int_equal(pantau_logistic_check(&rows.set, &options, total,
			NULL), PANTAU_OK);
	for (size_t i = 0; i < FEATURES * 3; i++) {
		x[i] = frozen[i / 3] != 0 ? 0 : (double)model.weight[i];
	}
	for (size_t c = 0; c < 3; c++) {
		loss.share[c] = 1 / (3 * total[c]);
		x[FEATURES * 3 + c] = model.bias[c];
	}
	double cut = pantau_logistic_loss(&loss, x, gradient);

	options.frozen = frozen;
	fit(&rows, &options, &model);
	assert_true(whole < model.loss && model.loss < cut);
	for (size_t i = 0; i < FEATURES * 3; i++) {
		assert_true((model.weight[i] == 0) == (frozen[i / 3] != 0));
	}
	free(model.weight);
	free_rows(&rows);
}

static void runs_out_of_memory_politely(void **state)
{
	enum { FEATURES = 600 };
	static float weight[FEATURES * 3];
	static double mass[FEATURES];
	static uint8_t frozen[FEATURES];
	enum pantau_status status = PANTAU_NO_MEMORY;
	size_t kept;
	int at = 0;
	(void)state;

	for (; status != PANTAU_OK; at++) {
		memory_left = at;
		status = pantau_prune(weight, mass, FEATURES, 5, frozen, &kept,
				NULL);
		memory_left = -1;
		assert_true(status == PANTAU_OK || status == PANTAU_NO_MEMORY);
		assert_int_equal(frozen[7], status == PANTAU_OK ? 1 : 0);
	}
	assert_int_equal(at, 3);
	assert_int_equal(kept, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tenths_are_centred_and_near),
		cmocka_unit_test(tenths_read_as_written),
		cmocka_unit_test(keeps_the_important),
		cmocka_unit_test(many_of_the_same_by_number),
		cmocka_unit_test(refuses_what_is_not_finite),
		cmocka_unit_test(mass_is_document_frequency),
		cmocka_unit_test(a_second_fit_makes_up_for_it),
		cmocka_unit_test(runs_out_of_memory_politely),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
