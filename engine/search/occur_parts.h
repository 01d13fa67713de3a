/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_SEARCH_OCCUR_PARTS_H
#define PANTAU_SEARCH_OCCUR_PARTS_H

/* What the two ways of finding occurrences share. */

#include "search/occur.h"

/* What the index told of some documents. */
struct looked {
	struct arena arena;
	int64_t *id;               /* descending, each once */
	struct match_spots *spots; /* of mark m in them, from m * n on */
	size_t n;                  /* 0: nothing is known */
};

/* Marks by the forms of their first position; those of one form are chained. */
struct finder {
	struct plan *plan;
	struct arena arena;      /* of a run */
	struct map plain, stems; /* form -> index of a link + 1 */
	struct link {
		uint32_t mark, next;
	} *link;
	size_t links;
	struct occurrence *found;
	size_t n, room;
	struct looked looked;
};

/* Nothing is found yet. */
void pantau_finder_begin(struct finder *finder, struct pantau_tokens *tokens,
		const struct occurrence **out, size_t *n);
/* False when memory is out. */
bool pantau_finder_keep(struct finder *finder, struct occurrence found);
/* Lends what was kept, in order. */
void pantau_finder_end(struct finder *finder, const struct occurrence **out,
		size_t *n);

#endif
