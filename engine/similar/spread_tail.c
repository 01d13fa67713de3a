/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * The tail of a Poisson distribution out of sums, products and quotients alone,
 * which IEEE 754 rounds the same everywhere; libm does not.
 */

#include "similar/spread.h"

#define LN2 0.69314718055994530942
#define TWO_PI 6.28318530717958647693
#define LEAST (-690.0)  /* e to that is over 1e-300 */
#define STEPS (1 << 22) /* over 9 sqrt(n) for every n that can be */
#define SMALL 16        /* up to there factorials are products */

/* The natural logarithm of x > 0, finite: x = 2^k y with y near 1, then
 * ln y = 2 artanh((y - 1) / (y + 1)). */
static double ln(double x)
{
	int k = 0;

	for (; x >= 0x1p32; k += 32) {
		x *= 0x1p-32;
	}
	for (; x < 0x1p-32; k -= 32) {
		x *= 0x1p32;
	}
	for (; x > 1.42; k++) {
		x *= 0.5;
	}
	for (; x < 0.71; k--) {
		x *= 2;
	}
	double z = (x - 1) / (x + 1), square = z * z, power = z, sum = 0;
	for (int i = 1; i < 28; i += 2) {
		sum += power / i;
		power *= square;
	}
	return 2 * sum + k * LN2;
}

/* e to x, LEAST <= x <= 0: the series of a 1024th, squared ten times. */
static double power_of_e(double x)
{
	double y = x / 1024, term = 1, sum = 1;

	for (int i = 1; i < 20; i++) {
		term *= y / i;
		sum += term;
	}
	for (int i = 0; i < 10; i++) {
		sum *= sum;
	}
	return sum;
}

/* ln of e^-mean mean^n / n!, mean > 0; for many by Stirling's series. */
static double ln_chance(uint64_t n, double mean)
{
	double x = (double)n;

	if (n <= SMALL) {
		double factorial = 1;
		for (uint64_t i = 2; i <= n; i++) {
			factorial *= (double)i;
		}
		return x * ln(mean) - mean - ln(factorial);
	}
	double rest = 1 / (12 * x) - 1 / (360 * x * x * x) +
			1 / (1260 * x * x * x * x * x);
	return x * ln(mean / x) + (x - mean) - ln(TWO_PI * x) / 2 - rest;
}

/* What the chances of n, n + 1, ... are together, or of n, n - 1, ..., as a
 * multiple of that of n: 1 + r1 + r1 r2 + ..., where r is the ratio of a chance
 * to the one before. */
static double series(double n, double mean, bool up)
{
	double term = 1, sum = 1;

	for (int i = 1; i < STEPS && term > sum * 1e-17; i++) {
		double ratio = up ? mean / (n + i) : (n - i + 1) / mean;
		if (ratio <= 0) {
			break;
		}
		term *= ratio;
		sum += term;
	}
	return sum;
}

double pantau_poisson_tail(uint64_t n, double mean)
{
	bool up = (double)n > mean;

	if (n == 0) {
		return 1;
	}
	if (!(mean > 0)) {
		return 0;
	}
	/* Going up from n itself; or all less what is under n. */
	uint64_t from = up ? n : n - 1;
	double chance = ln_chance(from, mean);
	double tail = chance < LEAST ? 0 : power_of_e(chance < 0 ? chance : 0)
			* series((double)from, mean, up);
	tail = up ? tail : 1 - tail;
	return tail < 0 ? 0 : tail > 1 ? 1 : tail;
}
