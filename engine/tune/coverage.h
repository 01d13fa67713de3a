/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_TUNE_COVERAGE_H
#define PANTAU_TUNE_COVERAGE_H

/*
 * What each row of the lexicons did in labelled texts: where it spoke, and
 * whether it spoke for the label. A row speaks in a text with the sum of its
 * effects there, all that acts on them multiplied in; rows that speak of the
 * text as a whole (traits) and those that only act on others are left out.
 */

#include "score/score.h"
#include "tune/gold.h"

#define COVERAGE_SAMPLES 3

struct row_use {
	uint32_t rule;      /* as evidence names it */
	uint32_t texts;     /* in which it spoke */
	uint32_t fired;     /* places where it stood in them */
	uint32_t right;     /* texts whose label has the sign of its sum;
	                       neutral is 0 */
	uint32_t conflicts; /* texts with the opposite label */
	uint32_t wrong_samples, samples;
	uint32_t sample[COVERAGE_SAMPLES]; /* items: first those where it was
	                                      not right, then the others */
};

struct coverage {
	struct row_use *row; /* that spoke somewhere, by harm */
	size_t n;
};

/* Texts in which it was not right, less those in which it was. */
static inline int64_t row_harm(const struct row_use *row)
{
	return (int64_t)row->texts - 2 * (int64_t)row->right;
}

/*
 * Scores every item and sums up by row: most harm first, then most conflicts,
 * most texts, lowest rule. The scorer and the analyser stand over the same
 * lexicons; what the analyser lent before is gone. Linear in the size of the
 * texts. PANTAU_NO_MEMORY, or what scoring gave; finish *out in any case.
 */
enum pantau_status pantau_coverage(const struct pantau_lexicons *lexicons,
		const struct pantau_scorer *scorer,
		struct pantau_analyser *analyser, const struct gold *gold,
		struct coverage *out, struct pantau_error *err);
void pantau_coverage_finish(struct coverage *coverage);

#endif
