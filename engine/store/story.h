/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_STORE_STORY_H
#define PANTAU_STORE_STORY_H

/*
 * Stories as readers see them: which items are copies of one text (see
 * similar/story.h for what that means). A story's number is the row id of its
 * earliest item, where one without a date is as old as its arrival; lists put
 * such items last all the same. COLUMN_STORY holds what a row was told when it
 * came in, 0 for its own; edges from story to parent say what became of it
 * since.
 *
 * All of this belongs to the read transaction, like columns.
 */

#include "store/columns.h"

struct story_forest;

/*
 * The edges, read when first asked for and lent for the read transaction. An
 * archive of before there were stories has none: there each item is a story of
 * its own. PANTAU_DAMAGED (edges in a circle or to rows that never were: run
 * 'pantau verify'), PANTAU_NO_MEMORY.
 */
enum pantau_status pantau_story_forest(struct store *store,
		struct story_forest **out, struct pantau_error *err);

/* The last row id: what stories are never past. */
uint32_t pantau_story_last(const struct story_forest *forest);

/* The story that an item is part of now; told is its value of COLUMN_STORY.
 * Some nanoseconds; for loops over chunks. Never 0 and never past the last row
 * id, whatever the column says. */
uint32_t pantau_story_root(struct story_forest *forest, uint32_t told,
		uint32_t id);

/* The same for n rows of one chunk, of which told is the column. */
void pantau_story_roots(struct story_forest *forest, const uint32_t *told,
		const int64_t *id, size_t n, uint32_t *story);

/* The same for one item; *story out. */
enum pantau_status pantau_story_of(struct store *store, int64_t id,
		uint32_t *story, struct pantau_error *err);

/*
 * How many live items each story has, by its number: *items has one element for
 * each row id up to the last and for 0; 0 where there is no such story. Made by
 * one pass over the columns when first asked for; lent for the read
 * transaction. 4 bytes a row.
 */
enum pantau_status pantau_story_sizes(struct store *store,
		const uint32_t **items, struct pantau_error *err);

/*
 * The live items of some stories, of which asked has a bit for each (as many
 * words as hold all row ids), by row id: n ids of uint32_t behind what rows
 * holds. One pass over a column, faster than asking for each row.
 */
enum pantau_status pantau_story_rows(struct store *store,
		const uint64_t *asked, struct buf *rows,
		struct pantau_error *err);

/* The same by time, then by row id, undated ones last. In the arena. */
enum pantau_status pantau_stories_items(struct store *store,
		const uint64_t *asked, struct arena *arena, int64_t **id,
		size_t *n, struct pantau_error *err);

/*
 * The live items of a story, by time, then by row id, undated ones last. *n may
 * be 0. In the arena. One pass over a column; no statement.
 */
enum pantau_status pantau_story_items(struct store *store, uint32_t story,
		struct arena *arena, int64_t **id, size_t *n,
		struct pantau_error *err);

#endif
