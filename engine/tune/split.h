/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_TUNE_SPLIT_H
#define PANTAU_TUNE_SPLIT_H

/*
 * Parts of a set of labelled texts, to fit on some and measure on the others.
 * A group of near-duplicates is never cut, for what was fitted on one copy knows
 * the other; each part has about the same shares of the tones. The set must be
 * grouped (pantau_gold_group). Same set and seed, same parts.
 */

#include "tune/gold.h"

#define SPLIT_PARTS 100
#define SPLIT_NONE 0xff /* of no part */

/*
 * part[i] = 0 .. folds-1 for every item, all about as large. PANTAU_USAGE:
 * folds under 2 or over SPLIT_PARTS; PANTAU_BAD_INPUT: a fold would be empty;
 * PANTAU_NO_MEMORY.
 */
enum pantau_status pantau_split_folds(const struct gold *gold, unsigned folds,
		uint64_t seed, uint8_t *part, struct pantau_error *err);

/*
 * part[i] = 1 for about share of the items, 0 for the others. PANTAU_USAGE: a
 * share that does not lie between 0 and 1; PANTAU_BAD_INPUT: one of the two
 * would be empty; PANTAU_NO_MEMORY.
 */
enum pantau_status pantau_split_holdout(const struct gold *gold, double share,
		uint64_t seed, uint8_t *part, struct pantau_error *err);

/* What a split by time leaves out. */
struct split_time {
	size_t undated; /* items without a date */
	size_t copies;  /* later ones whose group has an earlier one */
};

/*
 * part[i] = 0 for items dated before at, 1 for those from then on, SPLIT_NONE
 * for those that are left out. PANTAU_BAD_INPUT: one of the two is empty;
 * PANTAU_NO_MEMORY.
 */
enum pantau_status pantau_split_time(const struct gold *gold, int64_t at,
		uint8_t *part, struct split_time *left,
		struct pantau_error *err);

#endif
