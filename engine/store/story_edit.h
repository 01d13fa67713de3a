/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_STORE_STORY_EDIT_H
#define PANTAU_STORE_STORY_EDIT_H

/*
 * Items that are edited leave their stories. Who tells a story after its first
 * item left is seen from all rows, also those that the engine no longer holds.
 */

#include "similar/story.h"
#include "store/store_parts.h"

struct story_edit {
	struct store *store;
	struct pantau_stories *stories;
	struct column_writer *columns; /* is flushed */
	int64_t last;                  /* greatest row id */
	const uint32_t *id;            /* edited, each once */
	size_t n;
};

/*
 * Afterwards no row, edge or record tells of these ids, but for the rows' own
 * values, so that they may be added again. Inside the transaction, which has to
 * be rolled back when it fails. Where an item that is a story of its own is
 * among them: one pass over COLUMN_STORY.
 */
enum pantau_status pantau_story_edit(const struct story_edit *edit,
		struct pantau_error *err);

#endif
