/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* The names of traits that acts.tsv weighs. */

#include "lexicon/act.h"

static const char *const names[ACT_TRAITS] = {
	[ACT_TRAIT_BASE] = "@base",
	[ACT_TRAIT_LENGTH] = "@length",
	[ACT_TRAIT_QUESTION] = "@question",
	[ACT_TRAIT_ASKS] = "@asks",
	[ACT_TRAIT_EXCLAMATION] = "@exclamation",
	[ACT_TRAIT_LINK] = "@link",
	[ACT_TRAIT_MENTION] = "@mention",
	[ACT_TRAIT_HASHTAG] = "@hashtag",
	[ACT_TRAIT_NUMBER] = "@number",
	[ACT_TRAIT_EMOJI] = "@emoji",
	[ACT_TRAIT_NEGATIVE] = "@negative",
	[ACT_TRAIT_NEUTRAL] = "@neutral",
	[ACT_TRAIT_POSITIVE] = "@positive",
};

enum act_trait pantau_act_trait(struct str cue)
{
	int i = 0;

	while (i < ACT_TRAITS && !str_eq(cue, str_of(names[i]))) {
		i++;
	}
	return (enum act_trait)i;
}
