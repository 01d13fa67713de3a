/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* The terms of learned layers. */

#include "lexicon/learned.h"

static const char *const names[TRAITS] = {
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
};

const char *pantau_trait_name(enum text_trait trait)
{
	return names[trait];
}

static bool parse_trait(struct str name, struct learned_term *out)
{
	for (int i = 0; i < TRAITS; i++) {
		if (str_eq(name, str_of(names[i]))) {
			out->trait = (enum text_trait)i;
			return true;
		}
	}
	return false;
}

bool pantau_learned_parse(struct str cell, struct learned_term *out)
{
	struct str rest = cell;
	struct str first = pantau_str_cut(&rest, ' ');

	*out = (struct learned_term){.kind = LEARNED_WORD};
	if (first.n == 0) {
		return false;
	}
	if (rest.p != NULL) {
		out->kind = LEARNED_PAIR;
		out->word[0] = str_skip(first, 1);
		out->word[1] = rest.n != 0 ? str_skip(rest, 1) : rest;
		return first.p[0] == '~' && rest.n > 1 && rest.p[0] == '~' &&
				first.n > 1 && memchr(rest.p, ' ', rest.n) ==
				NULL;
	}
	switch (first.p[0]) {
	case '@':
		out->kind = LEARNED_TRAIT;
		return parse_trait(str_skip(first, 1), out);
	case '~':
		out->kind = LEARNED_ROOT;
		break;
	case '!':
		out->kind = LEARNED_NEGATED;
		break;
	default:
		out->word[0] = first;
		return true;
	}
	out->word[0] = str_skip(first, 1);
	return first.n > 1;
}
