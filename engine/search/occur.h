/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_SEARCH_OCCUR_H
#define PANTAU_SEARCH_OCCUR_H

/*
 * Where what a query asks for stands in a text: the text's own tokens are
 * compared with the terms of the plan's marks, as the index would, or the index is
 * asked. A phrase is found only as a whole.
 */

#include "search/plan.h"

struct occurrence {
	uint32_t first, last; /* tokens, inclusive */
	uint32_t mark;        /* index of the plan's mark */
};

struct finder; /* over one plan, which must outlive it */

/* NULL when memory is out. */
struct finder *pantau_finder_create(struct plan *plan);
void pantau_finder_destroy(struct finder *finder);
/* How many marks the plan has: occurrence.mark is below. */
size_t pantau_finder_marks(const struct finder *finder);

/* Analyses a text (MATCH_TITLE or MATCH_TEXT) and finds all occurrences, by
 * first token, then last, then mark. Results live until the next call. */
enum pantau_status pantau_finder_run(struct finder *finder, struct str text,
		enum match_field field, struct pantau_tokens *tokens,
		const struct occurrence **out, size_t *n,
		struct pantau_error *err);

/*
 * The same for documents of the index, which knows where their words stand, so
 * that none is read anew: first a look at what it knows of several, then one
 * text of any of them after the other; of the tokens only what
 * pantau_analyse_outline says is filled. Where the index cannot tell (a prefix,
 * another analyser, a row that it does not agree with), pantau_finder_run does
 * it. Both in the store's read transaction. ids is lent, in any order, each
 * once.
 */
enum pantau_status pantau_finder_look(struct finder *finder,
		const int64_t *ids, size_t n, struct pantau_error *err);
enum pantau_status pantau_finder_shown(struct finder *finder, int64_t id,
		struct str text, enum match_field field,
		struct pantau_tokens *tokens, const struct occurrence **out,
		size_t *n, struct pantau_error *err);

#endif
