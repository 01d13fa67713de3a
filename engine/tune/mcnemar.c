/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Whether two versions differ by more than chance, on texts that both judge. */

#include <math.h>

#include "tune/figures.h"

#define EXACT_BELOW 25 /* texts that differ */

/* Two-sided p of b heads among n throws; n < EXACT_BELOW, so all is exact. */
static double binomial(size_t b, size_t n)
{
	size_t least = b < n - b ? b : n - b;
	double ways = 1, sum = 0, all = 1;

	for (size_t k = 0; k <= least; k++) {
		sum += ways;
		ways = ways * (double)(n - k) / (double)(k + 1);
	}
	for (size_t i = 0; i < n; i++) {
		all *= 2;
	}
	return 2 * sum < all ? 2 * sum / all : 1;
}

void pantau_mcnemar(const struct gold *gold, const struct judgement *first,
		const struct judgement *second, const uint8_t *take,
		struct mcnemar *out)
{
	*out = (struct mcnemar){.p = 1};
	for (size_t i = 0; i < gold->n; i++) {
		unsigned tone = gold->item[i].tone;
		bool a = first[i].given == tone, b = second[i].given == tone;
		if (take != NULL && take[i] == 0) {
			continue;
		}
		out->both += a && b;
		out->first += a && !b;
		out->second += !a && b;
		out->neither += !a && !b;
	}
	size_t n = out->first + out->second;
	if (n < EXACT_BELOW) {
		out->exact = true;
		out->p = binomial(out->first, n);
		return;
	}
	double apart = fabs((double)out->first - (double)out->second) - 1;
	apart = apart > 0 ? apart : 0;
	out->chi2 = apart * apart / (double)n;
	/* The upper tail of chi-squared with one degree of freedom. */
	out->p = erfc(sqrt(out->chi2 / 2));
}
