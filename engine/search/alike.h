/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_SEARCH_ALIKE_H
#define PANTAU_SEARCH_ALIKE_H

/*
 * Items that may share much with a text: those with its rarest words, by the
 * main index. Candidates only; who wants to know compares them.
 */

#include "store/match.h"

#define ALIKE_WORDS MATCH_PHRASES_MAX /* the rarest, that are looked for */
#define ALIKE_READ 1500  /* different words whose rarity is asked */

/*
 * The best by bm25 of the rarest words in some fields (either may be NULL), as
 * written, that any item has. *n in: room in out; out: how many. Bounded by
 * ALIKE_READ look-ups and one ranked search. In the store's read transaction.
 */
enum pantau_status pantau_alike(struct store *store,
		const struct pantau_tokens *const *field, size_t fields,
		struct ranked *out, size_t *n, struct pantau_error *err);

#endif
