/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_TESTS_LOGISTIC_SET_H
#define PANTAU_TESTS_LOGISTIC_SET_H

/* Rows for the fit, made of a generator of whole numbers, so that every
 * compiler makes the same. */

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "check.h"

#include "tune/logistic.h"

struct rows {
	struct logistic_set set;
	uint32_t *start, *feature;
	float *value, *offset, *weight;
	uint8_t *label;
	uint32_t seed;
};

static inline uint32_t below(struct rows *rows, uint32_t n)
{
	rows->seed = rows->seed * 1664525 + 1013904223;
	return (rows->seed >> 8) % n;
}

/* A number from -1 to 1 in steps of 1/64. */
static inline float around(struct rows *rows)
{
	return (float)((int)below(rows, 129) - 64) / 64.0f;
}

/* Low numbers are frequent, as words are. */
static inline uint32_t some_feature(struct rows *rows, uint32_t features)
{
	uint32_t a = below(rows, features), b = below(rows, features);
	return a < b ? a : b;
}

/* The set has neither offsets nor weights until the test points it at them. */
static inline void make_rows(struct rows *rows, uint32_t n, uint32_t features,
		uint32_t each, uint32_t seed)
{
	*rows = (struct rows){.seed = seed};
	rows->start = calloc(n + 1, sizeof(*rows->start));
	rows->feature = calloc(n * each + 1, sizeof(*rows->feature));
	rows->value = calloc(n * each + 1, sizeof(*rows->value));
	rows->label = calloc(n + 1, 1);
	rows->offset = calloc(n * 3 + 1, sizeof(float));
	rows->weight = calloc(n + 1, sizeof(float));
	assert_true(rows->start != NULL && rows->feature != NULL &&
			rows->value != NULL && rows->label != NULL &&
			rows->offset != NULL && rows->weight != NULL);
	for (uint32_t i = 0; i < n; i++) {
		rows->start[i + 1] = rows->start[i] + each;
		for (uint32_t j = i * each; j < (i + 1) * each; j++) {
			rows->feature[j] = some_feature(rows, features);
			rows->value[j] = 1.0f + around(rows) / 2.0f;
		}
		for (uint32_t c = 0; c < 3; c++) {
			rows->offset[i * 3 + c] = around(rows);
		}
		rows->label[i] = (uint8_t)below(rows, 3);
		rows->weight[i] = 1.0f + around(rows) / 2.0f;
	}
	rows->set = (struct logistic_set){.rows = n, .features = features,
		.start = rows->start, .feature = rows->feature,
		.value = rows->value, .label = rows->label};
}

static inline void free_rows(struct rows *rows)
{
	free(rows->start);
	free(rows->feature);
	free(rows->value);
	free(rows->label);
	free(rows->offset);
	free(rows->weight);
}

static inline float *make_weights(const struct rows *rows)
{
	float *w = calloc(rows->set.features * 3 + 1, sizeof(*w));
	assert_non_null(w);
	return w;
}

static const struct logistic_options usual = {.l2 = 1e-2, .iterations = 300,
	.tolerance = 1e-13, .bias = {true, true, true}};

static inline void fit(const struct rows *rows,
		const struct logistic_options *options,
		struct logistic_model *model)
{
	struct pantau_error err = {.lang = PANTAU_LANG_EN};
	if (pantau_logistic_fit(&rows->set, options, model, &err) !=
			PANTAU_OK) {
		fail_msg("%s", err.message);
	}
}

static inline void check_near(double actual, double expected, double within)
{
	if (!(fabs(actual - expected) <= within)) {
		fail_msg("got %.17g, expected %.17g within %g", actual,
				expected, within);
	}
}

#endif
