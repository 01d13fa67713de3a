/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_STORE_STORY_SETS_H
#define PANTAU_STORE_STORY_SETS_H

/*
 * The sets of shingles of stored documents, for stories (similar/story.h):
 * those of the latest ones from a bounded memory, those of others from their
 * texts, which are analysed again. One thread at a time, that of the store.
 */

#include "similar/story.h"
#include "store/store.h"

/* Of the sets that are kept; the latest 131,072 documents at most. */
#define STORY_SETS_BYTES ((size_t)24 << 20)

struct story_sets;

struct story_sets *pantau_story_sets_create(struct store *store); /* NULL: no
	memory */
void pantau_story_sets_destroy(struct story_sets *sets);

/* Keeps the sets of a document, which may be one that is known otherwise. */
void pantau_story_sets_keep(struct story_sets *sets, uint32_t id,
		const struct text_shingles *of);
/* The sets of a document that is stored: story_lookups.shingles, the context
 * being the sets. */
enum pantau_status pantau_story_sets_get(void *context, uint32_t id,
		const struct text_shingles **out, struct pantau_error *err);

#endif
