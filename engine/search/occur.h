/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_SEARCH_OCCUR_H
#define PANTAU_SEARCH_OCCUR_H

/*
 * Where what a query asks for stands in a text: the text's own tokens are
 * compared with the terms of the plan's marks, as the index would. A phrase is
 * found only as a whole.
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

#endif
