/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_TUNE_LOGISTIC_H
#define PANTAU_TUNE_LOGISTIC_H

/*
 * Multinomial logistic regression over sparse features for the three tones,
 * which stand in the order of WEIGHT_NEGATIVE to WEIGHT_POSITIVE everywhere.
 * The logit of tone c in row i is
 *
 *	offset[i][c] + bias[c] + sum over its features f of value * w[f][c]
 *
 * and the fit takes the w and bias of the least
 *
 *	sum over i of share[i] * -log p(label[i]) +
 *			l2 / 2 * sum over f, c of penalty[f] * w[f][c]^2
 *
 * where the shares of the rows sum to 1. With l2 above 0 it is the only one
 * (of the features that are penalised). Each feature carries three weights
 * although two would do: the penalty then treats the tones alike, and the
 * three of a feature sum to 0 but for rounding.
 *
 * The same input gives the same bytes on any run, compiler, level of
 * optimisation and processor: no libm but sqrt, sums of doubles in the order
 * of the rows, no contraction of products and sums (-ffp-contract=off, see the
 * top meson.build). One thread; sets may be shared while they stay as they are.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

/* Rows as the caller has them, compressed; nothing is copied or changed. */
struct logistic_set {
	size_t rows, features;
	const uint32_t *start;   /* rows + 1: where each begins, and the end;
	                            none below the one before */
	const uint32_t *feature; /* up to start[rows]; what repeats in a row
	                            adds up */
	const float *value;      /* of each feature */
	const uint8_t *label;    /* 0..2 */
	const float *offset;     /* rows * 3 logits that are given, such as
	                            those of lower layers; NULL: 0 */
	const float *weight;     /* of the rows, 0 or more; NULL: 1 */
};

struct logistic_options {
	double l2;             /* 0 or more */
	unsigned iterations;   /* at most */
	double tolerance;      /* done where the loss is about so near to the
	                          least. 1e-7 takes 35 to 60 steps; with l2
	                          1e-5 and up 1 in 100 weights in tenths would
	                          still move, by one */
	const uint8_t *frozen; /* by feature: not 0: its weights stay 0; NULL:
	                          none does */
	const float *penalty;  /* by feature, 0 or more: multiplies l2;
	                          NULL: 1 */
	bool bias[3];          /* tones that get a bias; others' stays 0. It is
	                          never penalised */
	bool unbalanced;       /* tones weigh as often as they occur; false: all
	                          the same, a row's weight times n / (3 n_c) */
	bool (*progress)(void *context); /* before each step; false: stop. Or
	                                    NULL */
	void *context;
};

struct logistic_model {
	float *weight;       /* features * 3, a feature's three side by side;
	                        the caller's */
	double bias[3];
	double loss;         /* the minimum's value, penalty included */
	double promise;      /* about how far it could still fall */
	unsigned iterations;
	bool converged;      /* false: the steps ran out, or doubles did */
};

/*
 * Fits from 0. Takes 176 bytes of memory for each weight. A fit that did not
 * converge is PANTAU_OK: its model is the best so far.
 *
 * PANTAU_BAD_INPUT, with the row (from 1) in the message: a label above 2, a
 * feature out of range, a number that is not finite, a negative weight or
 * penalty; a tone without rows (or whose rows all weigh 0); weights beyond
 * float, where nothing penalises them. PANTAU_INTERRUPTED when progress said
 * stop, PANTAU_NO_MEMORY. The model is filled on PANTAU_OK only.
 */
enum pantau_status pantau_logistic_fit(const struct logistic_set *set,
		const struct logistic_options *options,
		struct logistic_model *model, struct pantau_error *err);

/* The rest is for the fit's own files and for tests. */

/* Checks all of the above and fills total with the tones' sums of weights. */
enum pantau_status pantau_logistic_check(const struct logistic_set *set,
		const struct logistic_options *options, double total[3],
		struct pantau_error *err);

struct logistic_loss {
	const struct logistic_set *set;
	const struct logistic_options *options;
	double share[3]; /* of a row by its tone: to multiply its weight by */
};

/* x holds the features' weights, then the three biases; so does the gradient,
 * which is 0 for what is frozen. context is a struct logistic_loss. */
double pantau_logistic_loss(void *context, const double *x, double *gradient);

#endif
