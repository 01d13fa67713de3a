/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_TUNE_JUDGE_H
#define PANTAU_TUNE_JUDGE_H

/* What the scorer says of every item of a set of labelled texts. */

#include "score/score.h"
#include "tune/gold.h"

enum judge_mark {
	JUDGE_NEGATION = 1 << 0, /* a negator stands in title or text */
	JUDGE_EMOJI = 1 << 1,    /* an emoji or emoticon */
};

struct judgement {
	uint8_t label;    /* enum pantau_tone, as the scorer gives it */
	uint8_t given;    /* the same with all that is neither positive nor
	                     negative as neutral: what figures count */
	uint8_t language; /* given with the item, else detected */
	uint8_t marks;    /* bits of enum judge_mark, if they were asked for */
	uint32_t words;   /* tokens of title and text */
	float negative, neutral, positive;
};

struct judge_options {
	size_t jobs;         /* threads; 0: one for each core */
	const uint8_t *take; /* by item: those with 0 are passed over; NULL: all
	                        are judged */
	bool marks;          /* costs a third of the time more */
};

/*
 * Fills out[i] for the items taken, zeros for others. The scorer must be over
 * the lexicons. An item's language, where it is known, is given to the scorer
 * as that of a record. The same whatever the number of threads. The first
 * failure in order of items is returned: PANTAU_NO_MEMORY, PANTAU_LIMIT.
 */
enum pantau_status pantau_judge(const struct gold *gold,
		const struct pantau_lexicons *lexicons,
		const struct pantau_scorer *scorer,
		const struct judge_options *options, struct judgement *out,
		struct pantau_error *err);

/* The score of one item with its evidence, lent until the analyser's next
 * call. */
enum pantau_status pantau_judge_item(const struct gold_item *item,
		struct pantau_analyser *analyser,
		const struct pantau_scorer *scorer, struct pantau_score *out,
		struct pantau_error *err);

/* How sure the label is: its probability; that of neutral for 'unsure'. */
float pantau_judge_confidence(const struct judgement *judged);

#endif
