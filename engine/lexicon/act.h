/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_LEXICON_ACT_H
#define PANTAU_LEXICON_ACT_H

/*
 * Rows of acts.tsv. A cue is a sequence of words, or a trait of the whole text
 * ('@question'). Acts are numbered as enum pantau_act.
 */

#include <stdbool.h>

#include "base/str.h"

#define ACTS 6 /* with none, whose rows speak against all others */

enum act_place {
	ACT_ANY,
	ACT_BEGIN, /* where a clause begins, but for a word or two */
	ACT_END,   /* where a sentence ends, but for a word or two */
};

/* Those of tone are its probabilities, length is a number, others 0 or 1. */
enum act_trait {
	ACT_TRAIT_BASE,     /* of every text */
	ACT_TRAIT_LENGTH,   /* doublings of its words from 16, -3 to 4 */
	ACT_TRAIT_QUESTION, /* it ends with a question mark */
	ACT_TRAIT_ASKS,     /* there is a question mark */
	ACT_TRAIT_EXCLAMATION,
	ACT_TRAIT_LINK,
	ACT_TRAIT_MENTION,
	ACT_TRAIT_HASHTAG,
	ACT_TRAIT_NUMBER,   /* a tenth of its tokens are figures */
	ACT_TRAIT_EMOJI,
	ACT_TRAIT_NEGATIVE,
	ACT_TRAIT_NEUTRAL,
	ACT_TRAIT_POSITIVE,
	ACT_TRAITS,
};

/* Does a cell speak of a trait, known or not? */
static inline bool act_is_trait(struct str cue)
{
	return cue.n != 0 && cue.p[0] == '@';
}

/* The trait of a cell with its '@'; ACT_TRAITS when there is none. */
enum act_trait pantau_act_trait(struct str cue);

#endif
