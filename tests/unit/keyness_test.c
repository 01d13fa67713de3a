/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Keyness against figures worked out by hand. */

#include <math.h>

#include "check.h"

#include "tune/keyness.h"

/* 10 of 100 against 5 of 200. E = 5 and 10: 2 (10 ln 2 + 5 ln 0.5 + 90 ln(90/95)
 * + 195 ln(195/190)) = 7.330. */
static void likelihood_ratio_is_that_of_two_rows(void **state)
{
	struct keyness_counts counts = {{10, 5}, {100, 200}, 15, 300};
	struct keyness k = pantau_keyness(&counts);
	double g2 = 2 * (10 * log(2) + 5 * log(0.5) + 90 * log(90.0 / 95) +
			195 * log(195.0 / 190));
	(void)state;
	assert_float_equal(k.g2, g2, 1e-9);
	/* alpha 1.5 of 30.1: (11.5 / 118.6) against (6.5 / 223.6). */
	double odds = log(11.5 / 118.6) - log(6.5 / 223.6);
	assert_float_equal(k.odds, odds, 1e-9);
	assert_float_equal(k.z, odds / sqrt(1 / 11.5 + 1 / 6.5), 1e-9);
}

static void sides_turned_over_turn_the_sign(void **state)
{
	struct keyness_counts counts = {{10, 5}, {100, 200}, 15, 300};
	struct keyness_counts turned = {{5, 10}, {200, 100}, 15, 300};
	struct keyness a = pantau_keyness(&counts);
	struct keyness b = pantau_keyness(&turned);
	(void)state;
	assert_float_equal(a.odds, -b.odds, 1e-12);
	assert_float_equal(a.z, -b.z, 1e-12);
	assert_float_equal(a.g2, -b.g2, 1e-9);
}

static void rare_terms_are_held_back(void **state)
{
	struct keyness_counts rare = {{1, 0}, {100, 200}, 1, 300};
	struct keyness_counts often = {{20, 0}, {100, 200}, 20, 300};
	(void)state;
	assert_true(pantau_keyness(&rare).z < 1.96);
	assert_true(pantau_keyness(&often).z > 1.96);
}

static void nothing_gives_zeros_and_all_is_finite(void **state)
{
	static const struct keyness_counts all[] = {
		{{0, 0}, {0, 0}, 0, 0}, {{0, 3}, {0, 10}, 3, 10},
		{{0, 0}, {5, 5}, 0, 10}, {{5, 5}, {5, 5}, 10, 10},
		{{1e9, 0}, {1e9, 1e9}, 1e9, 2e9},
	};
	(void)state;
	for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++) {
		struct keyness k = pantau_keyness(&all[i]);
		assert_true(isfinite(k.odds) && isfinite(k.z) &&
				isfinite(k.g2));
	}
	assert_float_equal(pantau_keyness(&all[0]).z, 0, 0);
	assert_float_equal(pantau_keyness(&all[3]).g2, 0, 1e-9);
}

static void weights_lean_to_the_tone_that_has_the_term(void **state)
{
	const double with[3] = {20, 1, 0}, texts[3] = {100, 100, 100};
	double w[3];
	(void)state;
	pantau_keyness_weights(with, texts, 21, 300, w);
	assert_true(w[0] > 0 && w[1] < 0 && w[2] < 0);
	assert_true(w[0] <= 5 && w[2] >= -5);
	for (int i = 0; i < 3; i++) {
		assert_float_equal(w[i] * 10, round(w[i] * 10), 1e-9);
	}
}

static void polarity_is_never_nothing_nor_over_three(void **state)
{
	const double texts[3] = {100, 100, 100};
	const double much[3] = {90, 0, 0}, little[3] = {3, 0, 4};
	(void)state;
	assert_int_equal(pantau_keyness_polarity(much, texts, 90, 300, 0.1),
			-3);
	assert_int_equal(pantau_keyness_polarity(little, texts, 7, 300, 0.9),
			1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(likelihood_ratio_is_that_of_two_rows),
		cmocka_unit_test(sides_turned_over_turn_the_sign),
		cmocka_unit_test(rare_terms_are_held_back),
		cmocka_unit_test(nothing_gives_zeros_and_all_is_finite),
		cmocka_unit_test(weights_lean_to_the_tone_that_has_the_term),
		cmocka_unit_test(polarity_is_never_nothing_nor_over_three),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
