/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Which features of a model are worth a row, and what the row says. */

#include "tune/prune.h"

#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/radix.h"

/* So ordered that a constant on top changes no bit, as long as doubles hold
 * the sums. */
static void centre(const float weight[3], double out[3])
{
	double sum = (double)weight[0] + (double)weight[1] + (double)weight[2];

	for (int c = 0; c < 3; c++) {
		out[c] = (3.0 * (double)weight[c] - sum) / 3.0;
	}
}

void pantau_prune_mass(const struct logistic_set *set, double *mass)
{
	memset(mass, 0, set->features * sizeof(*mass));
	for (size_t i = set->start[0]; i < set->start[set->rows]; i++) {
		double value = (double)set->value[i];
		mass[set->feature[i]] += value * value;
	}
}

bool pantau_tenths(const float weight[3], int tenths[3])
{
	double centred[3];
	bool any = false;

	centre(weight, centred);
	for (int c = 0; c < 3; c++) {
		double size = fabs(centred[c]) * 10.0 + 0.5;
		/* So written that NaN, too, becomes 0. */
		int whole = size >= TENTHS_MOST ? TENTHS_MOST :
				size >= 1.0 ? (int)size : 0;
		tenths[c] = centred[c] < 0 ? -whole : whole;
		any = any || whole != 0;
	}
	return any;
}

static double importance(const float weight[3], double mass)
{
	double centred[3];

	centre(weight, centred);
	return (fabs(centred[0]) + fabs(centred[1]) + fabs(centred[2])) *
			sqrt(mass);
}

/* Less comes first in the sort: doubles that are not negative stand in the
 * order of their bits, and the greatest is wanted first. */
static uint64_t descending(double x)
{
	uint64_t bits;

	memcpy(&bits, &x, sizeof(bits));
	return ~bits;
}

/* The features that may be kept, in order of number; false when a weight or
 * mass will not do. */
static bool gather(const float *weight, const double *mass, size_t features,
		const uint8_t *frozen, struct radix_item *item, size_t *n)
{
	*n = 0;
	for (size_t f = 0; f < features; f++) {
		const float *w = weight + f * 3;
		int tenths[3];
		if (!isfinite(w[0]) || !isfinite(w[1]) || !isfinite(w[2]) ||
				!isfinite(mass[f]) || mass[f] < 0) {
			return false;
		}
		if (frozen[f] == 0 && mass[f] > 0 && pantau_tenths(w, tenths)) {
			item[(*n)++] = (struct radix_item){
				.key = descending(importance(w, mass[f])),
				.value = f,
			};
		}
	}
	return true;
}

static enum pantau_status choose(const float *weight, const double *mass,
		size_t features, size_t keep, uint8_t *frozen, size_t *kept,
		struct arena *arena, struct pantau_error *err)
{
	size_t n;
	struct radix_item *item = pantau_arena_zero(arena, features,
			sizeof(*item));
	struct radix_item *scratch = pantau_arena_zero(arena, features,
			sizeof(*scratch));

	if (item == NULL || scratch == NULL) {
		return pantau_fail_memory(err);
	}
	if (!gather(weight, mass, features, frozen, item, &n)) {
		return pantau_fail(err, PANTAU_BAD_INPUT, "%s", PANTAU_T(err,
				"a weight or the frequency of a feature is not "
				"finite",
				"bobot atau kekerapan suatu fitur tidak "
				"berhingga"));
	}
	pantau_radix_sort(item, scratch, n); /* stable */
	*kept = n < keep ? n : keep;
	memset(frozen, 1, features);
	for (size_t i = 0; i < *kept; i++) {
		frozen[item[i].value] = 0;
	}
	return PANTAU_OK;
}

enum pantau_status pantau_prune(const float *weight, const double *mass,
		size_t features, size_t keep, uint8_t *frozen, size_t *kept,
		struct pantau_error *err)
{
	struct arena arena;

	pantau_arena_init(&arena);
	enum pantau_status status = choose(weight, mass, features, keep, frozen,
			kept, &arena, err);
	pantau_arena_finish(&arena);
	return status;
}
