/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* What the fit refuses, what it makes of extreme numbers, and how it ends. */

#include "logistic_set.h"
#include "memory_requests.h"

#include "tune/softmax.h"

/* --- softmax --- */

static void softmax_agrees_with_libm(void **state)
{
	struct rows rows = {.seed = 3};
	(void)state;

	for (int i = 0; i < 20000; i++) {
		double z[3], p[3], e[3];
		for (int c = 0; c < 3; c++) {
			z[c] = (double)around(&rows) * (1 + i % 40) +
					(double)around(&rows) / 64;
		}
		double most = fmax(z[0], fmax(z[1], z[2]));
		double sum = 0;
		for (int c = 0; c < 3; c++) {
			e[c] = exp(z[c] - most);
			sum += e[c];
		}
		for (unsigned c = 0; c < 3; c++) {
			double loss = pantau_softmax(z, c, p);
			double expected = most - z[c] + log(sum);
			check_near(p[c], e[c] / sum, 2e-15 * e[c] / sum);
			check_near(loss, expected, 1e-15 + 2e-15 * expected);
		}
	}
}

static void softmax_at_the_edges(void **state)
{
	double p[3];
	(void)state;

	check_near(pantau_softmax((double[]){5, 5, 5}, 1, p), log(3), 1e-15);
	assert_true(p[0] == p[1] && p[1] == p[2]);
	check_near(pantau_softmax((double[]){1000, -1000, 0}, 0, p), 0, 0);
	assert_true(p[0] == 1 && p[1] == 0 && p[2] == 0);
	check_near(pantau_softmax((double[]){1000, -1000, 0}, 1, p), 2000, 0);
	check_near(pantau_softmax((double[]){-1e300, 1e300, 0}, 2, p), 1e300,
			1e285);
	pantau_softmax((double[]){0, -707.9, -708.1}, 0, p);
	assert_true(p[1] > 0 && p[1] < 1e-300 && p[2] == 0);
	for (int c = 0; c < 3; c++) {
		double z[3] = {0, 0, 0};
		z[c] = NAN;
		assert_true(isnan(pantau_softmax(z, 0, p)));
	}
	assert_true(isnan(pantau_softmax((double[]){INFINITY, INFINITY, 0}, 0,
			p)));
}

/* --- what it refuses --- */

struct spoiled {
	struct rows rows;
	struct logistic_options options;
	float penalty[10];
	const char *en, *id;
};

static void spoil_label(struct spoiled *s)
{
	s->rows.label[6] = 3;
	s->en = "row 7 has the label 3; there are 0 to 2";
	s->id = "baris 7 berlabel 3; yang ada 0 sampai 2";
}

static void spoil_feature(struct spoiled *s)
{
	s->rows.feature[4 * 6 + 1] = 10;
	s->en = "row 7 has feature 10 of only 10";
	s->id = "baris 7 memuat fitur 10, padahal hanya ada 10";
}

static void spoil_start(struct spoiled *s)
{
	s->rows.start[7] = s->rows.start[6] - 1;
	s->en = "row 7 ends before it begins";
	s->id = "baris 7 berakhir sebelum mulai";
}

#define NOT_FINITE_EN "row 7 holds a number that is not finite"
#define NOT_FINITE_ID "baris 7 memuat angka yang bukan bilangan berhingga"

static void spoil_value(struct spoiled *s)
{
	s->rows.value[4 * 6] = NAN;
	s->en = NOT_FINITE_EN;
	s->id = NOT_FINITE_ID;
}

static void spoil_offset(struct spoiled *s)
{
	s->rows.offset[3 * 6 + 2] = -INFINITY;
	s->en = NOT_FINITE_EN;
	s->id = NOT_FINITE_ID;
}

static void spoil_weight(struct spoiled *s)
{
	s->rows.weight[6] = NAN;
	s->en = NOT_FINITE_EN;
	s->id = NOT_FINITE_ID;
}

static void spoil_sign(struct spoiled *s)
{
	s->rows.weight[6] = -1;
	s->en = "row 7 has a negative weight";
	s->id = "baris 7 berbobot negatif";
}

static void spoil_one_tone(struct spoiled *s)
{
	memset(s->rows.label, 2, s->rows.set.rows);
	s->en = "all texts have one label, 'positive'; add texts of the "
			"other two";
	s->id = "semua teks berlabel 'positif'; tambahkan teks dengan dua "
			"label lain";
}

static void spoil_two_tones(struct spoiled *s)
{
	for (size_t i = 0; i < s->rows.set.rows; i++) {
		s->rows.weight[i] = s->rows.label[i] == 1 ? 0.0f : 1.0f;
	}
	s->en = "no text has the label 'neutral'; add some";
	s->id = "belum ada teks berlabel 'netral'; tambahkan beberapa";
}

static void spoil_rows(struct spoiled *s)
{
	s->rows.set.rows = 0;
	s->en = "there are no labelled texts to learn from";
	s->id = "belum ada teks berlabel untuk dipelajari";
}

#define OPTIONS_EN "l2, its multipliers and the tolerance must be finite and " \
	"0 or more"
#define OPTIONS_ID "l2, pengalinya, dan toleransi harus berhingga dan tidak " \
	"negatif"

static void spoil_l2(struct spoiled *s)
{
	s->options.l2 = NAN;
	s->en = OPTIONS_EN;
	s->id = OPTIONS_ID;
}

static void spoil_l2_sign(struct spoiled *s)
{
	s->options.l2 = -1e-9;
	s->en = OPTIONS_EN;
	s->id = OPTIONS_ID;
}

static void spoil_tolerance(struct spoiled *s)
{
	s->options.tolerance = NAN;
	s->en = OPTIONS_EN;
	s->id = OPTIONS_ID;
}

static void spoil_penalty(struct spoiled *s)
{
	s->penalty[9] = INFINITY;
	s->en = OPTIONS_EN;
	s->id = OPTIONS_ID;
}

static void refuses_bad_input(void **state)
{
	static void (*const spoil[])(struct spoiled *) = {spoil_label,
		spoil_feature, spoil_start, spoil_value, spoil_offset,
		spoil_weight, spoil_sign, spoil_one_tone, spoil_two_tones,
		spoil_rows, spoil_l2, spoil_l2_sign, spoil_tolerance,
		spoil_penalty};
	(void)state;

	for (size_t i = 0; i < sizeof(spoil) / sizeof(spoil[0]); i++) {
		struct spoiled s = {.options = usual};
		struct pantau_error err = {.lang = PANTAU_LANG_EN};
		float weight[30];
		struct logistic_model model = {.weight = weight, .loss = 42};
		make_rows(&s.rows, 40, 10, 4, 2);
		s.rows.set.offset = s.rows.offset;
		s.rows.set.weight = s.rows.weight;
		s.options.penalty = s.penalty;
		fit(&s.rows, &s.options, &model); /* good so far */
		assert_true(model.loss < 2);
		model.loss = 42;
		spoil[i](&s);
		assert_int_equal(pantau_logistic_fit(&s.rows.set, &s.options,
				&model, &err), PANTAU_BAD_INPUT);
		assert_string_equal(err.message, s.en);
		err.lang = PANTAU_LANG_ID;
		assert_int_equal(pantau_logistic_fit(&s.rows.set, &s.options,
				&model, &err), PANTAU_BAD_INPUT);
		assert_string_equal(err.message, s.id);
		assert_int_equal(pantau_logistic_fit(&s.rows.set, &s.options,
				&model, NULL), PANTAU_BAD_INPUT);
		assert_true(model.loss == 42);
		free_rows(&s.rows);
	}
}

/* Whatever the values, what comes out is finite, and it ends. */
static void huge_and_tiny_values_end(void **state)
{
	static const float scale[] = {1e-38f, 1e-30f, 1e-10f, 1e10f, 1e30f,
		1e38f};
	static const double l2[] = {0, 1e-4, 1e300};
	(void)state;

	for (size_t i = 0; i < 18; i++) {
		struct rows rows;
		struct logistic_options options = usual;
		struct pantau_error err = {.lang = PANTAU_LANG_EN};
		float weight[30];
		struct logistic_model model = {.weight = weight};
		make_rows(&rows, 50, 10, 4, 31);
		for (size_t j = 0; j < rows.start[50]; j++) {
			rows.value[j] *= j % 2 == 0 ? scale[i % 6] : 1.0f;
		}
		for (size_t j = 0; j < 150; j++) {
			rows.offset[j] *= scale[i % 6];
		}
		rows.set.offset = rows.offset;
		options.l2 = l2[i / 6];
		options.iterations = 80;
		enum pantau_status status = pantau_logistic_fit(&rows.set,
				&options, &model, &err);
		if (status != PANTAU_OK) {
			assert_int_equal(status, PANTAU_BAD_INPUT);
			assert_string_equal(err.message, "the weights grow "
					"without bound; raise l2");
			assert_true(options.l2 == 0);
		}
		for (size_t j = 0; status == PANTAU_OK && j < 30; j++) {
			assert_true(isfinite(weight[j]));
		}
		free_rows(&rows);
	}
}

/* --- how it ends --- */

static bool three_more(void *context)
{
	unsigned *steps = context;
	return ++*steps <= 3;
}

static void ends_when_told(void **state)
{
	struct rows rows;
	struct logistic_options options = usual;
	struct pantau_error err = {.lang = PANTAU_LANG_EN};
	unsigned steps = 0;
	(void)state;

	make_rows(&rows, 200, 30, 5, 14);
	struct logistic_model model = {.weight = make_weights(&rows)};
	struct logistic_model shorter = {.weight = make_weights(&rows)};
	options.progress = three_more;
	options.context = &steps;
	assert_int_equal(pantau_logistic_fit(&rows.set, &options, &model, &err),
			PANTAU_INTERRUPTED);
	assert_string_equal(err.message, "interrupted");
	assert_int_equal(steps, 4);

	options = usual;
	fit(&rows, &options, &model);
	assert_true(model.converged);
	options.iterations = 3;
	fit(&rows, &options, &shorter);
	assert_false(shorter.converged);
	assert_int_equal(shorter.iterations, 3);
	assert_true(shorter.loss > model.loss && shorter.loss < log(3));
	options.iterations = 0;
	fit(&rows, &options, &shorter);
	check_near(shorter.loss, log(3), 1e-12);
	/* Asked for more than doubles hold, it ends all the same. */
	options.iterations = 100000;
	options.tolerance = 0;
	fit(&rows, &options, &shorter);
	assert_in_range(shorter.iterations, 10, 1000);
	assert_true(shorter.loss <= model.loss);
	free(model.weight);
	free(shorter.weight);
	free_rows(&rows);
}

static void runs_out_of_memory_politely(void **state)
{
	struct rows rows;
	struct pantau_error err = {.lang = PANTAU_LANG_EN};
	enum pantau_status status = PANTAU_NO_MEMORY;
	int at = 0;
	(void)state;

	make_rows(&rows, 50, 3000, 5, 15); /* blocks of their own */
	struct logistic_model model = {.weight = make_weights(&rows)};
	for (; status != PANTAU_OK; at++) {
		memory_left = at;
		status = pantau_logistic_fit(&rows.set, &usual, &model, &err);
		memory_left = -1;
		assert_true(status == PANTAU_OK || status == PANTAU_NO_MEMORY);
		assert_in_range(at, 0, 40);
	}
	assert_in_range(at, 3, 40);
	free(model.weight);
	free_rows(&rows);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(softmax_agrees_with_libm),
		cmocka_unit_test(softmax_at_the_edges),
		cmocka_unit_test(refuses_bad_input),
		cmocka_unit_test(huge_and_tiny_values_end),
		cmocka_unit_test(ends_when_told),
		cmocka_unit_test(runs_out_of_memory_politely),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
