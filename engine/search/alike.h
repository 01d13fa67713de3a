/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_SEARCH_ALIKE_H
#define PANTAU_SEARCH_ALIKE_H

/*
 * Items that may share much with a text: those with its rarest words, by the
 * main index. Candidates only; who wants to know compares them.
 */

#include "similar/shingle.h"
#include "store/match.h"
#include "text/analyser.h"

#define ALIKE_WORDS MATCH_PHRASES_MAX /* the rarest, that are looked for */
#define ALIKE_READ 1500  /* different words whose rarity is asked */

/* What is compared: tokens of a title and a text. */
struct alike_text {
	struct pantau_tokens title, text;
};

/* Analyses both into the arena; words, unless NULL, are theirs alone then.
 * PANTAU_NO_MEMORY. */
enum pantau_status pantau_alike_read(struct pantau_analyser *analyser,
		struct str title, struct str text, struct arena *arena,
		struct alike_text *out, struct shingler *words,
		struct pantau_error *err);

/* The sets of two texts by the width of the shorter one, each lent until the
 * next use of its words. False when memory is out. */
bool pantau_alike_sets(struct shingler *a, struct shingler *b,
		struct shingles *of_a, struct shingles *of_b);

/*
 * The best by bm25 of the rarest words in some fields (either may be NULL), as
 * written, that any item has. *n in: room in out; out: how many. Bounded by
 * ALIKE_READ look-ups and one ranked search. In the store's read transaction.
 */
enum pantau_status pantau_alike(struct store *store,
		const struct pantau_tokens *const *field, size_t fields,
		struct ranked *out, size_t *n, struct pantau_error *err);

#endif
