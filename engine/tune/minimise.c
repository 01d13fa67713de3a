/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* L-BFGS with a diagonal first guess and a line search by bisection. */

#include "tune/minimise.h"

#include <math.h>
#include <string.h>

#define HISTORY 8
#define TRIES 24      /* of a line search: steps down to 1e-7 */
#define DECREASE 1e-4 /* share of the promised decrease that must come true */
#define FLATTEN 0.9   /* share of the slope that may be left */

struct pair {
	double *step, *change; /* of x, of the gradient */
	double scale;          /* 1 / (step . change) */
};

struct search {
	const struct minimise *problem;
	double *x, *gradient, value;             /* where it stands */
	double *next, *next_gradient, next_value; /* where it looks */
	double *direction;
	struct pair pair[HISTORY]; /* the newest is at (pairs - 1) % HISTORY */
	size_t pairs;              /* ever pushed since the last forgetting */
	double gamma;              /* scale of the diagonal */
	unsigned evaluations;
};

/* In four lanes, which fixes the order and need not wait for each other. */
static double dot(const double *a, const double *b, size_t n)
{
	double lane[4] = {0};
	size_t i = 0;

	for (; i + 4 <= n; i += 4) {
		for (size_t l = 0; l < 4; l++) {
			lane[l] += a[i + l] * b[i + l];
		}
	}
	for (; i < n; i++) {
		lane[0] += a[i] * b[i];
	}
	return (lane[0] + lane[1]) + (lane[2] + lane[3]);
}

static void add(double *a, double factor, const double *b, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		a[i] += factor * b[i];
	}
}

static bool search_init(struct search *search, const struct minimise *problem,
		double *x, struct arena *arena)
{
	size_t n = problem->n;

	*search = (struct search){.problem = problem, .x = x, .gamma = 1.0};
	double **room[4 + 2 * HISTORY] = {&search->gradient, &search->next,
			&search->next_gradient, &search->direction};
	for (size_t i = 0; i < HISTORY; i++) {
		room[4 + 2 * i] = &search->pair[i].step;
		room[5 + 2 * i] = &search->pair[i].change;
	}
	for (size_t i = 0; i < sizeof(room) / sizeof(room[0]); i++) {
		*room[i] = pantau_arena_zero(arena, n, sizeof(double));
		if (*room[i] == NULL) {
			return false;
		}
	}
	return true;
}

static double value_at(struct search *search, const double *x, double *gradient)
{
	search->evaluations++;
	return search->problem->value(search->problem->context, x, gradient);
}

/* The two loops of Nocedal 1980; the direction goes down. */
static void find_direction(struct search *search)
{
	const struct minimise *problem = search->problem;
	size_t n = problem->n, pairs = search->pairs;
	size_t kept = pairs < HISTORY ? pairs : HISTORY;
	double *d = search->direction, alpha[HISTORY];

	memcpy(d, search->gradient, n * sizeof(*d));
	for (size_t i = 1; i <= kept; i++) {
		const struct pair *pair = &search->pair[(pairs - i) % HISTORY];
		alpha[i - 1] = pair->scale * dot(pair->step, d, n);
		add(d, -alpha[i - 1], pair->change, n);
	}
	for (size_t i = 0; i < n; i++) {
		d[i] *= -search->gamma * problem->inverse[i];
	}
	for (size_t i = kept; i >= 1; i--) {
		const struct pair *pair = &search->pair[(pairs - i) % HISTORY];
		double beta = pair->scale * dot(pair->change, d, n);
		add(d, -alpha[i - 1] - beta, pair->step, n);
	}
}

static void look(struct search *search, double along)
{
	size_t n = search->problem->n;

	for (size_t i = 0; i < n; i++) {
		search->next[i] = search->x[i] + along * search->direction[i];
	}
	search->next_value = value_at(search, search->next,
			search->next_gradient);
}

/*
 * Looks for a point along the direction that is low enough and flat enough;
 * false when there is none that doubles can tell from x. The slope at x is
 * negative.
 */
static bool find_point(struct search *search, double slope)
{
	size_t n = search->problem->n;
	double low = 0, high = INFINITY, along = 1.0;

	for (unsigned i = 0; i < TRIES; i++) {
		look(search, along);
		/* So written that NaN, too, is too far. */
		if (!(search->next_value <= search->value +
				DECREASE * along * slope)) {
			high = along;
		} else if (dot(search->next_gradient, search->direction, n) <
				FLATTEN * slope) {
			low = along;
		} else {
			return true;
		}
		along = isinf(high) ? 2.0 * along : (low + high) / 2.0;
	}
	if (low > 0) {
		look(search, low); /* low enough, if not flat */
	}
	return low > 0;
}

/* Goes to the point found and keeps what the step told of the curvature. */
static void go(struct search *search)
{
	const struct minimise *problem = search->problem;
	size_t n = problem->n;
	struct pair *pair = &search->pair[search->pairs % HISTORY];
	double spread = 0;

	for (size_t i = 0; i < n; i++) {
		pair->step[i] = search->next[i] - search->x[i];
		pair->change[i] = search->next_gradient[i] -
				search->gradient[i];
		spread += pair->change[i] * problem->inverse[i] *
				pair->change[i];
		search->x[i] = search->next[i];
		search->gradient[i] = search->next_gradient[i];
	}
	search->value = search->next_value;
	double curve = dot(pair->step, pair->change, n);
	if (curve > 0 && curve >= 1e-12 * spread && isfinite(1.0 / curve)) {
		pair->scale = 1.0 / curve;
		search->gamma = curve / spread;
		search->pairs++;
	}
}

/* One step; false when no direction leads further down. */
static bool step(struct search *search)
{
	size_t n = search->problem->n;

	for (;;) {
		find_direction(search);
		double slope = dot(search->gradient, search->direction, n);
		if (slope < 0 && find_point(search, slope)) {
			go(search);
			return true;
		}
		if (search->pairs == 0) {
			return false;
		}
		search->pairs = 0; /* the history misleads: without it */
		search->gamma = 1.0;
	}
}

/* What a step by the diagonal alone would gain, were it the truth. */
static double promise(const struct search *search)
{
	double sum = 0;

	for (size_t i = 0; i < search->problem->n; i++) {
		sum += search->gradient[i] * search->problem->inverse[i] *
				search->gradient[i];
	}
	return sum / 2.0;
}

enum pantau_status pantau_minimise(const struct minimise *problem, double *x,
		struct arena *arena, struct minimised *out,
		struct pantau_error *err)
{
	enum pantau_status status = PANTAU_OK;
	struct search search;

	*out = (struct minimised){0};
	if (!search_init(&search, problem, x, arena)) {
		return pantau_fail_memory(err);
	}
	search.value = value_at(&search, x, search.gradient);
	for (;;) {
		out->promise = promise(&search);
		out->converged = out->promise <= problem->tolerance;
		if (out->converged || out->iterations == problem->iterations) {
			break;
		}
		if (problem->progress != NULL &&
				!problem->progress(problem->progress_context)) {
			status = pantau_fail(err, PANTAU_INTERRUPTED, "%s",
					PANTAU_T(err, "interrupted",
						"dihentikan"));
			break;
		}
		if (!step(&search)) {
			break;
		}
		out->iterations++;
	}
	out->value = search.value;
	out->evaluations = search.evaluations;
	return status;
}
