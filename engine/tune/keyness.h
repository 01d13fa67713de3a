/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_TUNE_KEYNESS_H
#define PANTAU_TUNE_KEYNESS_H

/*
 * How much more often a term stands in the texts of one side than in those of
 * the other. Counts are of texts: a text that says a word ten times is one.
 */

#include <stddef.h>

struct keyness_counts {
	double with[2], texts[2]; /* by side: texts with the term, all texts */
	double all_with, all;     /* of every text there is: the prior */
};

struct keyness {
	double odds; /* smoothed log-odds of the first side against the other */
	double z;    /* the same by its standard error */
	double g2;   /* log-likelihood ratio, negative where the first side has
	                the term less often */
};

/* What the prior weighs, as a share of all texts. */
#define KEYNESS_PRIOR 0.1

/*
 * Log-odds with an informative Dirichlet prior (Monroe, Colaresi and Quinn
 * 2008, doi:10.1093/pan/mpn018, eq. 16, 20 and 22), the prior being the share
 * of all texts that have the term; G2 as in Dunning 1993 and Rayson and Garside
 * 2000, over two rows: texts with the term and texts without it. Zeros where a
 * side has no texts. Always finite.
 */
struct keyness pantau_keyness(const struct keyness_counts *counts);

/*
 * Weights of negative, neutral and positive for a row, in tenths, from -5 to 5:
 * half the smoothed log-odds of each tone against the others, less their mean.
 * Half, for words that stand together say the same twice. with and texts are by
 * tone; all_with and all as above.
 */
void pantau_keyness_weights(const double with[3], const double texts[3],
		double all_with, double all, double weight[3]);

/* The polarity (-3 to 3, never 0) that is worth half the smoothed log-odds of
 * positive against negative at so many logits for each step. */
int pantau_keyness_polarity(const double with[3], const double texts[3],
		double all_with, double all, double step);

#endif
