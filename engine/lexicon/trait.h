/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_LEXICON_TRAIT_H
#define PANTAU_LEXICON_TRAIT_H

/*
 * What may be said of a whole text; '@question' in the files. Rows of tone
 * (tone-traits.tsv, learned layers) weigh those before TRAITS, rows of acts.tsv
 * those of pantau_act_trait(). Images hold these numbers.
 */

#include "base/str.h"

/* The value of length is a number, those of tone are its probabilities, all
 * others are 0 or 1. */
enum text_trait {
	TRAIT_BASE,        /* of every text */
	TRAIT_LENGTH,      /* doublings of its words from 16, -3 to 4 */
	TRAIT_QUESTION,    /* it ends with a question mark */
	TRAIT_EXCLAMATION,
	TRAIT_LINK,
	TRAIT_MENTION,
	TRAIT_HASHTAG,
	TRAIT_NUMBER,      /* a tenth of its tokens are figures */
	TRAIT_NEGATION,
	TRAIT_CONTRAST,
	TRAIT_EMOJI,
	TRAITS,
	TRAIT_ASKS = TRAITS, /* there is a question mark */
	TRAIT_NEGATIVE,
	TRAIT_NEUTRAL,
	TRAIT_POSITIVE,
	ACT_TRAITS,
};

/* Without '@'. */
const char *pantau_trait_name(enum text_trait trait);
/* The trait of that name, without '@'; ACT_TRAITS when there is none. */
enum text_trait pantau_trait_find(struct str name);

#endif
