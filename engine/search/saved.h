/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_SEARCH_SAVED_H
#define PANTAU_SEARCH_SAVED_H

/*
 * Queries that are asked again and again, such as those of a monitor: the ids
 * that they match, kept as compressed bitmaps (Lemire et al., Roaring bitmaps,
 * 2018) by what the query means. They serve while the rows that they know are
 * as they were; where others came behind, only those are matched. In memory
 * alone, of one store, for one thread.
 */

#include <roaring/roaring.h>

#include "search/plan.h"

struct saved;

/* Keeps about that many bytes of bitmaps, the last ones used. NULL when memory
 * is out. */
struct saved *pantau_saved_create(size_t bytes);
void pantau_saved_destroy(struct saved *saved); /* NULL is fine */

/* The row ids that a plan matches, lent until the next call. *out is NULL where
 * ids are too great to be kept. Inside the plan's read transaction. */
enum pantau_status pantau_saved_ids(struct saved *saved, struct plan *plan,
		const roaring_bitmap_t **out, struct pantau_error *err);

/* How many plans were matched whole, in part, and not at all: for tests. */
struct saved_work {
	uint64_t whole, tail, none;
};
struct saved_work pantau_saved_work(const struct saved *saved);

/* plan_key.c: bytes that are the same for plans that match the same rows by
 * the same tree, and differ for all others. */
void pantau_plan_key(struct buf *out, const struct plan_node *node);

#endif
