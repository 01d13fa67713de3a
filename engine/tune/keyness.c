/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Log-odds with a prior, and the log-likelihood ratio. */

#include "tune/keyness.h"

#include <math.h>

#define HALF 0.5
#define WEIGHT_MOST 5.0

/* x ln(x / expected), 0 for nothing. */
static double part(double seen, double expected)
{
	return seen > 0 && expected > 0 ? seen * log(seen / expected) : 0;
}

static double likelihood_ratio(const struct keyness_counts *c)
{
	double texts = c->texts[0] + c->texts[1];
	double with = c->with[0] + c->with[1];
	double sum = 0;

	for (int side = 0; side < 2; side++) {
		sum += part(c->with[side], c->texts[side] * with / texts);
		sum += part(c->texts[side] - c->with[side],
				c->texts[side] * (texts - with) / texts);
	}
	sum = sum > 0 ? 2 * sum : 0;
	return c->with[0] * c->texts[1] < c->with[1] * c->texts[0] ? -sum : sum;
}

struct keyness pantau_keyness(const struct keyness_counts *counts)
{
	const struct keyness_counts *c = counts;

	if (c->texts[0] <= 0 || c->texts[1] <= 0 || c->all <= 0) {
		return (struct keyness){0, 0, 0};
	}
	/* A term that no text has weighs as half a text would. */
	double alpha = KEYNESS_PRIOR * (c->all_with > 0 ? c->all_with : HALF);
	double total = KEYNESS_PRIOR * (c->all + 1);
	double a = c->with[0] + alpha, b = c->with[1] + alpha;
	double odds = log(a / (c->texts[0] + total - a)) -
			log(b / (c->texts[1] + total - b));
	return (struct keyness){
		.odds = odds,
		.z = odds / sqrt(1 / a + 1 / b),
		.g2 = likelihood_ratio(c),
	};
}

static double clamp(double value, double most)
{
	return value > most ? most : value < -most ? -most : value;
}

void pantau_keyness_weights(const double with[3], const double texts[3],
		double all_with, double all, double weight[3])
{
	double mean = 0;

	for (int tone = 0; tone < 3; tone++) {
		int x = (tone + 1) % 3, y = (tone + 2) % 3;
		const struct keyness_counts counts = {
			{with[tone], with[x] + with[y]},
			{texts[tone], texts[x] + texts[y]}, all_with, all,
		};
		weight[tone] = HALF * pantau_keyness(&counts).odds;
		mean += weight[tone] / 3;
	}
	for (int tone = 0; tone < 3; tone++) {
		/* + 0.0: no -0 in print. */
		weight[tone] = round(10 * clamp(weight[tone] - mean,
				WEIGHT_MOST)) / 10 + 0.0;
	}
}

int pantau_keyness_polarity(const double with[3], const double texts[3],
		double all_with, double all, double step)
{
	const struct keyness_counts counts = {
		{with[2], with[0]}, {texts[2], texts[0]}, all_with, all,
	};
	double odds = pantau_keyness(&counts).odds;
	double steps = round(clamp(HALF * fabs(odds) / step, 3));

	steps = steps < 1 ? 1 : steps;
	return odds < 0 ? -(int)steps : (int)steps;
}
