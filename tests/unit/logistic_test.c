/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* The fit against what it should find: known weights, a slow descent, its own
 * derivatives. */

#include <pthread.h>

#include "logistic_set.h"

#include "tune/softmax.h"

/* --- the loss --- */

static void gradient_is_the_slope_of_the_loss(void **state)
{
	struct rows rows;
	double x[12 * 3 + 3], gradient[12 * 3 + 3], unused[12 * 3 + 3];
	float penalty[12];
	uint8_t frozen[12] = {0, 0, 0, 1};
	struct logistic_options options = usual;
	(void)state;

	make_rows(&rows, 60, 12, 5, 11);
	rows.set.offset = rows.offset;
	rows.set.weight = rows.weight;
	options.penalty = penalty;
	options.frozen = frozen;
	options.bias[1] = false;
	struct logistic_loss loss = {.set = &rows.set, .options = &options,
		.share = {0.01, 0.02, 0.03}};
	for (size_t i = 0; i < 39; i++) {
		x[i] = (double)around(&rows) * 2;
	}
	for (size_t f = 0; f < 12; f++) {
		penalty[f] = (float)f;
	}
	pantau_logistic_loss(&loss, x, gradient);
	for (size_t i = 0; i < 39; i++) {
		double h = 1e-5, was = x[i];
		x[i] = was + h;
		double up = pantau_logistic_loss(&loss, x, unused);
		x[i] = was - h;
		double down = pantau_logistic_loss(&loss, x, unused);
		x[i] = was;
		if (i / 3 == 3 || i == 37) { /* frozen, the bias not wanted */
			assert_true(gradient[i] == 0);
		} else {
			assert_true(gradient[i] != 0);
			check_near(gradient[i], (up - down) / (2 * h), 1e-9);
		}
	}
	free_rows(&rows);
}

/* --- what it finds --- */

/* As the loss is written in the header, without any of its code; both tones
 * and offsets as given. */
static double slow_loss(const struct rows *rows, double l2, const double *x,
		const double share[3], double *gradient)
{
	size_t features = rows->set.features;
	double loss = 0;

	for (size_t i = 0; i < features * 3; i++) {
		gradient[i] = l2 * x[i];
		loss += l2 * x[i] * x[i] / 2;
	}
	memset(gradient + features * 3, 0, 3 * sizeof(*gradient));
	for (size_t i = 0; i < rows->set.rows; i++) {
		double z[3], sum = 0, of = share[rows->label[i]];
		for (size_t c = 0; c < 3; c++) {
			z[c] = x[features * 3 + c] +
					(double)rows->offset[i * 3 + c];
			for (size_t j = rows->start[i]; j < rows->start[i + 1];
					j++) {
				z[c] += (double)rows->value[j] *
						x[rows->feature[j] * 3 + c];
			}
			sum += exp(z[c]);
		}
		loss += of * (log(sum) - z[rows->label[i]]);
		for (size_t c = 0; c < 3; c++) {
			double r = of * (exp(z[c]) / sum -
					(c == rows->label[i] ? 1 : 0));
			gradient[features * 3 + c] += r;
			for (size_t j = rows->start[i]; j < rows->start[i + 1];
					j++) {
				gradient[rows->feature[j] * 3 + c] +=
						r * (double)rows->value[j];
			}
		}
	}
	return loss;
}

static void finds_what_a_slow_descent_finds(void **state)
{
	enum { FEATURES = 20, N = FEATURES * 3 + 3 };
	struct rows rows;
	double x[N] = {0}, gradient[N], share[3] = {0}, loss = 0;
	(void)state;

	make_rows(&rows, 150, FEATURES, 4, 5);
	rows.set.offset = rows.offset;
	struct logistic_model model = {.weight = make_weights(&rows)};
	fit(&rows, &usual, &model);
	assert_true(model.converged);
	assert_in_range(model.iterations, 5, 60);
	assert_true(model.promise <= 1e-13);

	for (size_t i = 0; i < rows.set.rows; i++) {
		share[rows.label[i]] += 3;
	}
	for (size_t c = 0; c < 3; c++) {
		share[c] = 1 / share[c];
	}
	for (int step = 0; step < 6000; step++) {
		loss = slow_loss(&rows, usual.l2, x, share, gradient);
		for (size_t i = 0; i < N; i++) {
			x[i] -= 0.5 * gradient[i];
		}
	}
	check_near(model.loss, loss, 1e-10);
	for (size_t i = 0; i < FEATURES * 3; i++) {
		check_near((double)model.weight[i], x[i], 1e-4);
	}
	for (size_t c = 0; c < 3; c++) {
		check_near(model.bias[c], x[FEATURES * 3 + c], 1e-4);
	}
	free(model.weight);
	free_rows(&rows);
}

/* Labels drawn with the chances that known weights give. */
static void draw_labels(struct rows *rows, const float *w, const double bias[3])
{
	for (size_t i = 0; i < rows->set.rows; i++) {
		double z[3], p[3], at = below(rows, 1 << 20) / 1048576.0;
		for (size_t c = 0; c < 3; c++) {
			z[c] = bias[c];
			for (size_t j = rows->start[i]; j < rows->start[i + 1];
					j++) {
				z[c] += (double)rows->value[j] * (double)
						w[rows->feature[j] * 3 + c];
			}
		}
		pantau_softmax(z, 0, p);
		rows->label[i] = at < p[0] ? 0 : at < p[0] + p[1] ? 1 : 2;
	}
}

static void recovers_known_weights(void **state)
{
	enum { FEATURES = 30 };
	struct rows rows;
	struct logistic_options options = usual;
	double bias[3] = {-0.5, 0.25, 0.25}, times[FEATURES] = {0};
	(void)state;

	make_rows(&rows, 12000, FEATURES, 9, 21);
	/* Rows of different lengths, or the biases could stand in for the
	 * features. */
	for (size_t j = 0; j < rows.start[rows.set.rows]; j++) {
		bool there = below(&rows, 2) == 0;
		rows.value[j] *= there ? 1.0f : 0.0f;
		times[rows.feature[j]] += there;
	}
	float *known = make_weights(&rows);
	for (size_t f = 0; f < FEATURES; f++) {
		known[f * 3] = around(&rows) * 1.5f;
		known[f * 3 + 1] = around(&rows) / 2;
		known[f * 3 + 2] = -known[f * 3] - known[f * 3 + 1];
	}
	draw_labels(&rows, known, bias);
	options.l2 = 1e-6;
	options.unbalanced = true; /* what drew them was not balanced */
	struct logistic_model model = {.weight = make_weights(&rows)};
	fit(&rows, &options, &model);
	assert_true(model.converged);
	/* The standard error of a weight is about 2 / sqrt(times): 0.03 for
	 * the most frequent feature, 0.3 for the rarest. */
	double squares = 0;
	for (size_t i = 0; i < FEATURES * 3; i++) {
		double off = (double)model.weight[i] - (double)known[i];
		squares += off * off * times[i / 3] / (FEATURES * 3);
		check_near(off, 0, 9 / sqrt(times[i / 3]));
	}
	assert_true(sqrt(squares) < 3);
	for (size_t c = 0; c < 3; c++) {
		check_near(model.bias[c], bias[c], 0.1);
	}
	/* Nothing but rounding tells a feature's three from the sum 0. */
	for (size_t f = 0; f < FEATURES; f++) {
		check_near((double)model.weight[f * 3] + (double)
				model.weight[f * 3 + 1] + (double)
				model.weight[f * 3 + 2], 0, 1e-6);
	}
	free(known);
	free(model.weight);
	free_rows(&rows);
}

/* --- what is given --- */

static void offsets_stay(void **state)
{
	struct rows rows;
	(void)state;

	make_rows(&rows, 300, 15, 5, 8);
	struct logistic_model plain = {.weight = make_weights(&rows)};
	struct logistic_model moved = {.weight = make_weights(&rows)};
	fit(&rows, &usual, &plain);
	/* The same offset in each row: the biases take it back. */
	float all[3] = {1.5f, -0.75f, 0.0f};
	for (size_t i = 0; i < rows.set.rows * 3; i++) {
		rows.offset[i] = all[i % 3];
	}
	rows.set.offset = rows.offset;
	fit(&rows, &usual, &moved);
	for (size_t i = 0; i < rows.set.features * 3; i++) {
		check_near((double)moved.weight[i], (double)plain.weight[i],
				1e-4);
	}
	for (size_t c = 0; c < 3; c++) {
		check_near(moved.bias[c], plain.bias[c] - (double)all[c] +
				0.25, 1e-4);
	}
	/* What the fit has found, given: hardly anything is left to find. */
	for (size_t i = 0; i < rows.set.rows; i++) {
		for (size_t c = 0; c < 3; c++) {
			double z = plain.bias[c];
			for (size_t j = rows.start[i]; j < rows.start[i + 1];
					j++) {
				const float *w = plain.weight +
						rows.feature[j] * 3;
				z += (double)rows.value[j] * (double)w[c];
			}
			rows.offset[i * 3 + c] = (float)z;
		}
	}
	struct logistic_options light = usual;
	light.l2 = 1e3; /* nothing but the offsets can speak */
	light.bias[0] = light.bias[1] = light.bias[2] = false;
	fit(&rows, &light, &moved);
	double ridge = 0;
	for (size_t i = 0; i < rows.set.features * 3; i++) {
		ridge += (double)plain.weight[i] * (double)plain.weight[i];
		check_near((double)moved.weight[i], 0, 1e-4);
	}
	check_near(moved.loss, plain.loss - usual.l2 / 2 * ridge, 1e-6);
	free(plain.weight);
	free(moved.weight);
	free_rows(&rows);
}

static void frozen_features_stay_zero(void **state)
{
	struct rows rows;
	uint8_t frozen[15] = {1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};
	struct logistic_options options = usual;
	(void)state;

	make_rows(&rows, 300, 15, 5, 9);
	struct logistic_model with = {.weight = make_weights(&rows)};
	struct logistic_model without = {.weight = make_weights(&rows)};
	options.frozen = frozen;
	fit(&rows, &options, &with);
	for (size_t i = 0; i < 15 * 3; i++) {
		assert_true((with.weight[i] == 0) == (frozen[i / 3] != 0));
		assert_false(frozen[i / 3] != 0 && signbit(with.weight[i]));
	}
	/* The others are what they would be had it never been there. */
	for (size_t j = 0; j < rows.start[300]; j++) {
		rows.value[j] *= frozen[rows.feature[j]] != 0 ? 0.0f : 1.0f;
	}
	fit(&rows, &usual, &without);
	for (size_t i = 0; i < 15 * 3; i++) {
		check_near((double)with.weight[i], (double)without.weight[i],
				1e-5);
	}
	free(with.weight);
	free(without.weight);
	free_rows(&rows);
}

static double length_of(const float *w)
{
	return hypot(hypot((double)w[0], (double)w[1]), (double)w[2]);
}

static void penalties_hold_features_down(void **state)
{
	struct rows rows;
	float penalty[10] = {1, 1, 100, 1, 1, 0, 1, 1, 1, 1};
	struct logistic_options options = usual;
	(void)state;

	make_rows(&rows, 300, 10, 5, 10);
	struct logistic_model same = {.weight = make_weights(&rows)};
	struct logistic_model apart = {.weight = make_weights(&rows)};
	options.penalty = penalty;
	fit(&rows, &usual, &same);
	fit(&rows, &options, &apart);
	assert_true(length_of(apart.weight + 6) * 5 <
			length_of(same.weight + 6));
	assert_true(length_of(apart.weight + 15) >
			length_of(same.weight + 15));
	options.penalty = NULL;
	options.l2 = 1e4;
	fit(&rows, &options, &apart);
	for (size_t f = 0; f < 10; f++) {
		assert_true(length_of(apart.weight + f * 3) < 1e-4);
	}
	free(same.weight);
	free(apart.weight);
	free_rows(&rows);
}

/* --- the classes' shares --- */

static void tones_weigh_the_same_unless_asked(void **state)
{
	struct rows rows;
	struct logistic_options options = usual;
	static const double share[3] = {0.9, 0.07, 0.03};
	(void)state;

	make_rows(&rows, 1000, 1, 0, 1);
	for (size_t i = 0; i < 1000; i++) {
		rows.label[i] = i < 900 ? 0 : i < 970 ? 1 : 2;
	}
	struct logistic_model model = {.weight = make_weights(&rows)};
	fit(&rows, &options, &model);
	check_near(model.loss, log(3), 1e-12);
	for (size_t c = 0; c < 3; c++) {
		check_near(model.bias[c], 0, 1e-12);
	}
	options.unbalanced = true;
	fit(&rows, &options, &model);
	double p[3];
	pantau_softmax(model.bias, 0, p);
	for (size_t c = 0; c < 3; c++) {
		check_near(p[c], share[c], 1e-6);
	}
	/* Weights that undo it: the same as balanced. */
	for (size_t i = 0; i < 1000; i++) {
		rows.weight[i] = (float)(1 / share[rows.label[i]]);
	}
	rows.set.weight = rows.weight;
	fit(&rows, &options, &model);
	for (size_t c = 0; c < 3; c++) {
		check_near(model.bias[c], 0, 1e-6);
	}
	free(model.weight);
	free_rows(&rows);
}

static void a_weight_of_two_is_a_row_twice(void **state)
{
	struct rows rows;
	(void)state;

	make_rows(&rows, 200, 10, 4, 12);
	for (size_t i = 100; i < 200; i++) { /* the first hundred again */
		for (size_t j = 0; j < 4; j++) {
			rows.feature[i * 4 + j] = rows.feature[i * 4 - 400 + j];
			rows.value[i * 4 + j] = rows.value[i * 4 - 400 + j];
		}
		rows.label[i] = rows.label[i - 100];
	}
	for (size_t i = 0; i < 100; i++) {
		bool twice = i % 3 != 0;
		rows.weight[i] = twice ? 2.0f : 1.0f;
		rows.weight[i + 100] = 0;
	}
	struct logistic_model once = {.weight = make_weights(&rows)};
	struct logistic_model twice = {.weight = make_weights(&rows)};
	rows.set.weight = rows.weight;
	fit(&rows, &usual, &once);
	for (size_t i = 0; i < 100; i++) {
		rows.weight[i + 100] = rows.weight[i] - 1.0f;
		rows.weight[i] = 1.0f;
	}
	fit(&rows, &usual, &twice);
	for (size_t i = 0; i < 30; i++) {
		check_near((double)once.weight[i], (double)twice.weight[i],
				1e-5);
	}
	free(once.weight);
	free(twice.weight);
	free_rows(&rows);
}

/* --- to the bit --- */

struct run {
	const struct rows *rows;
	struct logistic_options options;
	struct logistic_model model;
};

static void *run_fit(void *p)
{
	struct run *run = p;
	fit(run->rows, &run->options, &run->model);
	return NULL;
}

/* FNV-1a over the bits, which no order of bytes changes. */
static uint32_t digest(const struct logistic_model *model, size_t weights)
{
	uint32_t hash = 2166136261u;
	for (size_t i = 0; i < weights; i++) {
		uint32_t bits;
		memcpy(&bits, &model->weight[i], sizeof(bits));
		hash = (hash ^ bits) * 16777619u;
	}
	for (size_t c = 0; c < 3; c++) {
		uint64_t bits;
		memcpy(&bits, &model->bias[c], sizeof(bits));
		hash = (hash ^ (uint32_t)bits) * 16777619u;
		hash = (hash ^ (uint32_t)(bits >> 32)) * 16777619u;
	}
	return hash;
}

/* The same on any run, in any thread; and, because the number stands here, on
 * any compiler, level of optimisation and processor. */
static void same_input_same_bits(void **state)
{
	enum { RUNS = 4, WEIGHTS = 400 * 3 };
	struct rows rows;
	struct run run[RUNS];
	pthread_t thread[RUNS];
	(void)state;

	make_rows(&rows, 1500, 400, 12, 77);
	rows.set.offset = rows.offset;
	rows.set.weight = rows.weight;
	for (size_t i = 0; i < RUNS; i++) {
		run[i] = (struct run){.rows = &rows, .options = usual};
		run[i].options.l2 = 1e-4;
		run[i].model.weight = make_weights(&rows);
	}
	run_fit(&run[0]);
	for (size_t i = 1; i < RUNS; i++) {
		assert_int_equal(pthread_create(&thread[i], NULL, run_fit,
				&run[i]), 0);
	}
	for (size_t i = 1; i < RUNS; i++) {
		pthread_join(thread[i], NULL);
		assert_memory_equal(run[i].model.weight, run[0].model.weight,
				WEIGHTS * sizeof(float));
		assert_memory_equal(run[i].model.bias, run[0].model.bias,
				sizeof(run[0].model.bias));
		free(run[i].model.weight);
	}
	assert_int_equal(digest(&run[0].model, WEIGHTS), 0xa0b28767);
	free(run[0].model.weight);
	free_rows(&rows);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(gradient_is_the_slope_of_the_loss),
		cmocka_unit_test(finds_what_a_slow_descent_finds),
		cmocka_unit_test(recovers_known_weights),
		cmocka_unit_test(offsets_stay),
		cmocka_unit_test(frozen_features_stay_zero),
		cmocka_unit_test(penalties_hold_features_down),
		cmocka_unit_test(tones_weigh_the_same_unless_asked),
		cmocka_unit_test(a_weight_of_two_is_a_row_twice),
		cmocka_unit_test(same_input_same_bits),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
