/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* The terms of learned layers. */

#include "lexicon/learned.h"

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
		out->trait = pantau_trait_find(str_skip(first, 1));
		return out->trait < TRAITS;
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
