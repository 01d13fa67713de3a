/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_BASE_DISTANCE_H
#define PANTAU_BASE_DISTANCE_H

/* Edit distance between words (Damerau 1964, in the restricted form of optimal
 * string alignment): insertions, deletions, substitutions and swaps of
 * neighbours count one each, over code points. */

#include "base/str.h"

#define DISTANCE_LETTERS 32 /* longer words are near to nothing */

/* The letters of a word; ill-formed bytes count one each. */
struct letters {
	uint32_t at[DISTANCE_LETTERS];
	size_t n;
};

/* False when the word has more letters than that. */
bool pantau_letters_of(struct str word, struct letters *out);

/* The distance, or limit + 1 when it is greater than limit. Work is bounded by
 * the product of the lengths. */
unsigned pantau_distance(const struct letters *a, const struct letters *b,
		unsigned limit);

#endif
