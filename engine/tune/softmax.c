/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Probabilities of three logits, to the bit. */

#include "tune/softmax.h"

#include <stdint.h>
#include <string.h>

#define LOG2_E 1.44269504088896338700
#define LN2 6.93147180559945286227e-01
/* The first has zeros at its end, so that its product with the exponent of
 * any double is exact (Cody and Waite 1980). */
#define LN2_HIGH 6.93147180369123816490e-01
#define LN2_LOW 1.90821492927058770002e-10
#define EXP_LEAST (-708.0) /* below it comes nothing that a sum with 1 feels */

/* 1 / 13! down to 1 / 0!: what follows is below 1e-17 where |r| <= ln 2 / 2. */
static const double inverse_factorial[] = {
	1.0 / 6227020800.0, 1.0 / 479001600.0, 1.0 / 39916800.0,
	1.0 / 3628800.0, 1.0 / 362880.0, 1.0 / 40320.0, 1.0 / 5040.0,
	1.0 / 720.0, 1.0 / 120.0, 1.0 / 24.0, 1.0 / 6.0, 0.5, 1.0, 1.0,
};
#define EXP_TERMS (sizeof(inverse_factorial) / sizeof(double))

/* Of atanh(u) / u in u squared, from the last on: u is at most 1/5. */
static const double inverse_odd[] = {
	1.0 / 23.0, 1.0 / 21.0, 1.0 / 19.0, 1.0 / 17.0, 1.0 / 15.0, 1.0 / 13.0,
	1.0 / 11.0, 1.0 / 9.0, 1.0 / 7.0, 1.0 / 5.0, 1.0 / 3.0, 1.0,
};
#define LOG_TERMS (sizeof(inverse_odd) / sizeof(double))

static double polynomial(const double *coefficient, size_t n, double x)
{
	double sum = coefficient[0];

	for (size_t i = 1; i < n; i++) {
		sum = sum * x + coefficient[i];
	}
	return sum;
}

/* 2 to the k, k from -1022 to 1023. */
static double power_of_two(int k)
{
	uint64_t bits = (uint64_t)(k + 1023) << 52;
	double power;

	memcpy(&power, &bits, sizeof(power));
	return power;
}

/* exp of x <= 0, or of NaN. */
static double exp_down(double x)
{
	if (!(x >= EXP_LEAST)) {
		return x < EXP_LEAST ? 0.0 : x;
	}
	int k = (int)(x * LOG2_E - 0.5);
	double r = (x - k * LN2_HIGH) - k * LN2_LOW;
	return polynomial(inverse_factorial, EXP_TERMS, r) * power_of_two(k);
}

/* log of x from 1 to 3. */
static double log_up(double x)
{
	double above = 0;

	if (x > 1.5) {
		x *= 0.5;
		above = LN2;
	}
	double u = (x - 1.0) / (x + 1.0);
	return above + 2.0 * u * polynomial(inverse_odd, LOG_TERMS, u * u);
}

double pantau_softmax(const double z[3], unsigned label, double p[3])
{
	double most = z[0], sum = 0;

	for (int c = 1; c < 3; c++) {
		most = z[c] > most ? z[c] : most;
	}
	for (int c = 0; c < 3; c++) {
		p[c] = exp_down(z[c] - most);
		sum += p[c];
	}
	for (int c = 0; c < 3; c++) {
		p[c] /= sum;
	}
	return (most - z[label]) + log_up(sum);
}
