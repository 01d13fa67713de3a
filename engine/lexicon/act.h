/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_LEXICON_ACT_H
#define PANTAU_LEXICON_ACT_H

/*
 * Rows of acts.tsv. A cue is a sequence of words, or a trait of the whole text
 * ('@question'). Acts are numbered as enum pantau_act.
 */

#include <stdbool.h>

#include "lexicon/trait.h"

#define ACTS 6 /* with none, whose rows speak against all others */

enum act_place {
	ACT_ANY,
	ACT_BEGIN, /* where a clause begins, but for a word or two */
	ACT_END,   /* where a sentence ends, but for a word or two */
};

/* Does a cell speak of a trait, known or not? */
static inline bool act_is_trait(struct str cue)
{
	return cue.n != 0 && cue.p[0] == '@';
}

/* The trait of a cell with its '@'; ACT_TRAITS when there is none, or none that
 * acts are told by. */
enum text_trait pantau_act_trait(struct str cue);

#endif
