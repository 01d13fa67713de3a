/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* The loss of a multinomial logistic regression, and its fit. */

#include "tune/logistic.h"

#include <float.h>
#include <math.h>
#include <string.h>

#include "tune/minimise.h"
#include "tune/softmax.h"

static double weight_of(const struct logistic_loss *loss, size_t row)
{
	const struct logistic_set *set = loss->set;
	double weight = set->weight != NULL ? (double)set->weight[row] : 1.0;

	return weight * loss->share[set->label[row]];
}

/* Adds a row's part of the gradient and returns its part of the loss. */
static double add_row(const struct logistic_loss *loss, size_t row,
		const double *x, double *gradient)
{
	const struct logistic_set *set = loss->set;
	size_t end = set->start[row + 1], biases = set->features * 3;
	double z[3], p[3], weight = weight_of(loss, row);

	for (size_t c = 0; c < 3; c++) {
		z[c] = x[biases + c] + (set->offset != NULL ?
				(double)set->offset[row * 3 + c] : 0.0);
	}
	for (size_t i = set->start[row]; i < end; i++) {
		const double *w = x + (size_t)set->feature[i] * 3;
		double value = (double)set->value[i];
		z[0] += value * w[0];
		z[1] += value * w[1];
		z[2] += value * w[2];
	}
	double sum = weight * pantau_softmax(z, set->label[row], p);
	p[set->label[row]] -= 1.0;
	for (size_t c = 0; c < 3; c++) {
		p[c] *= weight;
		gradient[biases + c] += p[c];
	}
	for (size_t i = set->start[row]; i < end; i++) {
		double *g = gradient + (size_t)set->feature[i] * 3;
		double value = (double)set->value[i];
		g[0] += value * p[0];
		g[1] += value * p[1];
		g[2] += value * p[2];
	}
	return sum;
}

static double penalty_of(const struct logistic_options *options, size_t feature)
{
	return options->l2 * (options->penalty != NULL ?
			(double)options->penalty[feature] : 1.0);
}

static bool is_frozen(const struct logistic_options *options, size_t feature)
{
	return options->frozen != NULL && options->frozen[feature] != 0;
}

double pantau_logistic_loss(void *context, const double *x, double *gradient)
{
	const struct logistic_loss *loss = context;
	const struct logistic_set *set = loss->set;
	const struct logistic_options *options = loss->options;
	size_t biases = set->features * 3;
	double sum = 0, ridge = 0;

	memset(gradient, 0, (biases + 3) * sizeof(*gradient));
	for (size_t row = 0; row < set->rows; row++) {
		sum += add_row(loss, row, x, gradient);
	}
	for (size_t f = 0; f < set->features; f++) {
		double penalty = penalty_of(options, f);
		double *g = gradient + f * 3;
		const double *w = x + f * 3;
		if (is_frozen(options, f)) {
			g[0] = g[1] = g[2] = 0;
			continue;
		}
		for (size_t c = 0; c < 3; c++) {
			ridge += penalty * w[c] * w[c];
			g[c] += penalty * w[c];
		}
	}
	for (size_t c = 0; c < 3; c++) {
		if (!options->bias[c]) {
			gradient[biases + c] = 0;
		}
	}
	return sum + ridge / 2.0;
}

/*
 * About the reciprocals of the loss's second derivatives: that of a logit is
 * p (1 - p), 2/9 where nothing is known yet.
 */
static void fill_inverse(const struct logistic_loss *loss, double *inverse)
{
	const struct logistic_set *set = loss->set;
	size_t biases = set->features * 3;
	double all = 0;

	memset(inverse, 0, (biases + 3) * sizeof(*inverse));
	for (size_t row = 0; row < set->rows; row++) {
		double weight = weight_of(loss, row) * 2.0 / 9.0;
		all += weight;
		for (size_t i = set->start[row]; i < set->start[row + 1]; i++) {
			double value = (double)set->value[i];
			inverse[(size_t)set->feature[i] * 3] +=
					weight * value * value;
		}
	}
	for (size_t f = 0; f < set->features; f++) {
		double second = inverse[f * 3] +
				penalty_of(loss->options, f);
		double one = second > DBL_MIN ? 1.0 / second : 1.0;
		inverse[f * 3] = inverse[f * 3 + 1] = inverse[f * 3 + 2] = one;
	}
	for (size_t c = 0; c < 3; c++) {
		inverse[biases + c] = 1.0 / all;
	}
}

/* Each row's share of the whole, by tone. */
static void fill_share(struct logistic_loss *loss, const double total[3])
{
	double all = total[0] + total[1] + total[2];

	for (size_t c = 0; c < 3; c++) {
		loss->share[c] = loss->options->unbalanced ? 1.0 / all :
				1.0 / (3.0 * total[c]);
	}
}

static enum pantau_status keep(const struct logistic_set *set, const double *x,
		const struct minimised *found, struct logistic_model *model,
		struct pantau_error *err)
{
	size_t biases = set->features * 3;

	for (size_t i = 0; i < biases + 3; i++) {
		if (!(fabs(x[i]) <= (double)FLT_MAX)) {
			return pantau_fail(err, PANTAU_BAD_INPUT, "%s",
					PANTAU_T(err,
				"the weights grow without bound; raise l2",
				"bobot tumbuh tanpa batas; naikkan l2"));
		}
	}
	for (size_t i = 0; i < biases; i++) {
		model->weight[i] = (float)x[i];
	}
	memcpy(model->bias, x + biases, sizeof(model->bias));
	model->loss = found->value;
	model->promise = found->promise;
	model->iterations = found->iterations;
	model->converged = found->converged;
	return PANTAU_OK;
}

static enum pantau_status fit(struct logistic_loss *loss,
		struct logistic_model *model, struct arena *arena,
		struct pantau_error *err)
{
	const struct logistic_options *options = loss->options;
	size_t n = loss->set->features * 3 + 3;
	struct minimised found;

	double *x = pantau_arena_zero(arena, n, sizeof(*x));
	double *inverse = pantau_arena_zero(arena, n, sizeof(*inverse));
	if (x == NULL || inverse == NULL) {
		return pantau_fail_memory(err);
	}
	fill_inverse(loss, inverse);
	enum pantau_status status = pantau_minimise(&(struct minimise){
			.n = n,
			.value = pantau_logistic_loss,
			.context = loss,
			.inverse = inverse,
			.iterations = options->iterations,
			.tolerance = options->tolerance,
			.progress = options->progress,
			.progress_context = options->context,
		}, x, arena, &found, err);
	return status != PANTAU_OK ? status :
			keep(loss->set, x, &found, model, err);
}

enum pantau_status pantau_logistic_fit(const struct logistic_set *set,
		const struct logistic_options *options,
		struct logistic_model *model, struct pantau_error *err)
{
	struct logistic_loss loss = {.set = set, .options = options};
	struct arena arena;
	double total[3];

	enum pantau_status status = pantau_logistic_check(set, options, total,
			err);
	if (status != PANTAU_OK) {
		return status;
	}
	fill_share(&loss, total);
	pantau_arena_init(&arena);
	status = fit(&loss, model, &arena, err);
	pantau_arena_finish(&arena);
	return status;
}
