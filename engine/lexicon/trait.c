/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* The names of traits. */

#include "lexicon/trait.h"

static const char *const names[ACT_TRAITS] = {
	[TRAIT_BASE] = "base",
	[TRAIT_LENGTH] = "length",
	[TRAIT_QUESTION] = "question",
	[TRAIT_EXCLAMATION] = "exclamation",
	[TRAIT_LINK] = "link",
	[TRAIT_MENTION] = "mention",
	[TRAIT_HASHTAG] = "hashtag",
	[TRAIT_NUMBER] = "number",
	[TRAIT_NEGATION] = "negation",
	[TRAIT_CONTRAST] = "contrast",
	[TRAIT_EMOJI] = "emoji",
	[TRAIT_ASKS] = "asks",
	[TRAIT_NEGATIVE] = "negative",
	[TRAIT_NEUTRAL] = "neutral",
	[TRAIT_POSITIVE] = "positive",
};

const char *pantau_trait_name(enum text_trait trait)
{
	return names[trait];
}

enum text_trait pantau_trait_find(struct str name)
{
	int i = 0;

	while (i < ACT_TRAITS && !str_eq(name, str_of(names[i]))) {
		i++;
	}
	return (enum text_trait)i;
}
