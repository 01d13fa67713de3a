/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_TUNE_MINIMISE_H
#define PANTAU_TUNE_MINIMISE_H

/*
 * Finds the least value of a smooth function of many variables: L-BFGS
 * (Nocedal 1980; Liu and Nocedal 1989) with a history of eight steps. The
 * first guess at the inverse Hessian is a diagonal that the caller knows
 * (Gilbert and Lemarechal 1989), scaled to the newest step; words differ in
 * frequency, and so the curvatures of their weights, by orders of magnitude.
 * The line search bisects until both weak Wolfe conditions hold (Lewis and
 * Overton 2013), which keeps every step of the history useful.
 *
 * Sums are taken in one fixed order: the same input gives the same bits.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/error.h"

struct minimise {
	size_t n;
	/* The function's value at x; fills its gradient. What is not finite is
	 * taken as too far out. */
	double (*value)(void *context, const double *x, double *gradient);
	void *context;
	const double *inverse; /* n, positive: about the reciprocals of the
	                          second derivatives */
	unsigned iterations;   /* at most so many steps */
	double tolerance;      /* done where half of gradient * inverse *
	                          gradient, about what the value can still
	                          fall, is not above it */
	bool (*progress)(void *context); /* before each step; false: stop. Or
	                                    NULL */
	void *progress_context;
};

struct minimised {
	double value, promise; /* the latter: what tolerance is about */
	unsigned iterations, evaluations;
	bool converged;        /* within the tolerance */
};

/*
 * x[0..n) holds the start and afterwards the best point, after a stop too.
 * Where a variable's gradient is always 0 it stays as it was, to the bit.
 * Memory, 20 n doubles, comes from the arena and is the caller's to reset.
 *
 * PANTAU_OK whether or not it converged; PANTAU_INTERRUPTED when progress said
 * stop; PANTAU_NO_MEMORY.
 */
enum pantau_status pantau_minimise(const struct minimise *problem, double *x,
		struct arena *arena, struct minimised *out,
		struct pantau_error *err);

#endif
