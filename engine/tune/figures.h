/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_TUNE_FIGURES_H
#define PANTAU_TUNE_FIGURES_H

/* How well judgements agree with labels, and how sure that figure is. */

#include "tune/judge.h"

/* The tones in the order of enum pantau_tone, from 0. */
#define FIGURE_TONES 3
static inline unsigned figure_tone(unsigned tone)
{
	return tone - PANTAU_TONE_NEGATIVE;
}

struct tally {
	size_t n[FIGURE_TONES][FIGURE_TONES]; /* by label, by what was given */
	size_t unsure, unassessed; /* of them, counted as neutral */
};

static inline void tally_add(struct tally *tally, const struct gold_item *item,
		const struct judgement *judged)
{
	tally->n[figure_tone(item->tone)][figure_tone(judged->given)]++;
	tally->unsure += judged->label == PANTAU_TONE_UNSURE;
	tally->unassessed += judged->label == PANTAU_TONE_UNASSESSED;
}

struct figure {
	size_t texts; /* with that label */
	double precision, recall, f1; /* 0 where there is nothing to divide */
};

/* Shares run from 0 to 1. */
struct figures {
	struct tally tally;
	size_t n;
	struct figure tone[FIGURE_TONES];
	unsigned tones;     /* bits: those that some label names */
	double macro_f1;    /* mean of F1 over those tones */
	double accuracy;
	unsigned commonest; /* label, from 0; the earlier of two */
	double base_macro_f1, base_accuracy; /* of who always says that one */
};

void pantau_figures_make(const struct tally *tally, struct figures *out);

/* The figures of the items with take[i] != 0 (NULL: of all). */
void pantau_figures(const struct gold *gold, const struct judgement *judged,
		const uint8_t *take, struct figures *out);

/* --- bootstrap.c --- */

#define BOOTSTRAP_DRAWS 1000
#define BOOTSTRAP_SEED UINT64_C(0x70616e746175)

/* The middle 95 % of the draws. */
struct interval {
	double low, high;
};

struct bootstrap {
	size_t groups;              /* that have items */
	struct interval macro_f1;   /* of the first */
	struct interval difference; /* first less second; 0 without a second */
};

/*
 * The percentile bootstrap (Efron 1979) of macro-F1: groups of near-duplicates
 * are drawn with replacement, as many as there are, for copies of a text are no
 * evidence of their own; both versions are measured on the same draws. A tone
 * that a draw lacks altogether is left out of that draw's mean. second may be
 * NULL. The items must be grouped. The same numbers every time.
 * PANTAU_NO_MEMORY.
 */
enum pantau_status pantau_bootstrap(const struct gold *gold,
		const struct judgement *first, const struct judgement *second,
		const uint8_t *take, struct bootstrap *out,
		struct pantau_error *err);

/* --- mcnemar.c --- */

/* Of two versions, who is right where. */
struct mcnemar {
	size_t both, first, second, neither;
	bool exact;  /* p is binomial, for under 25 texts that differ */
	double chi2; /* with Edwards' correction; 0 when exact */
	double p;    /* two-sided; 1 when they never differ */
};

/* McNemar 1947, Edwards 1948. take as above. */
void pantau_mcnemar(const struct gold *gold, const struct judgement *first,
		const struct judgement *second, const uint8_t *take,
		struct mcnemar *out);

#endif
