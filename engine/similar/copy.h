/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_SIMILAR_COPY_H
#define PANTAU_SIMILAR_COPY_H

/*
 * Is a text a copy of another, or another item of the same template? 'Gempa M
 * 4,5 di Lombok' and 'Gempa M 5,1 di Lombok', the cases of one day and those of
 * the next are alike, and tell of two events. J (shingle.h) cannot know; copies
 * have to agree in two things more, which were chosen on half of the stories of
 * three sets and judged on the other half (tests/bench/pairs.tsv):
 *
 * Numbers. Where each side tells some that the other does not, and those of the
 * side that has fewer of them are a COPY_SHARED-th or more of what both tell,
 * they are no copies. A cut or a longer text has numbers on one side only; a
 * long text whose clock was set right still shares most of them. Numbers are
 * those of figures, sums, dates and times, and months, weekdays and small
 * numbers in words, by value: neither separators nor thousands ('25.000', '25
 * ribu') make a difference. That one is written in digits and in letters does.
 *
 * Words. Of two texts one of which has COPY_SHORT words at most, and of two
 * documents that are titles alone, another word tells another event ('... ke
 * Rafah', '... ke Gaza'). One has to have all the words of the other but stop
 * words, or J has to be COPY_CLOSE: a word is another at the beginning or the
 * end only. And titles are at most COPY_FRESH apart: the one that comes back
 * after a week tells that it has happened again.
 */

#include "similar/shingle.h"

#define COPY_SHARED 4
#define COPY_SHORT 10
#define COPY_CLOSE 0.75
#define COPY_FRESH (3 * UINT32_C(86400)) /* seconds */

/*
 * Fills numbers, words and title of a document of a title and a text, either of
 * which may be NULL. Its words are those that were added to s and stay so, but
 * for those of a text that is its title again, which are taken away. Sets lie
 * in the arena. False when memory is out. Linear in the tokens.
 */
bool pantau_copy_facts(struct shingler *s, const struct pantau_tokens *title,
		const struct pantau_tokens *text, struct arena *arena,
		struct text_shingles *out);

/* Is one of two texts, published so many seconds apart, a copy of the other:
 * does J reach the threshold, and do they agree? */
bool pantau_texts_copies(const struct text_shingles *a,
		const struct text_shingles *b, double threshold,
		uint32_t apart);

#endif
