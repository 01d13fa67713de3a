/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_SEARCH_STORY_FACTS_H
#define PANTAU_SEARCH_STORY_FACTS_H

/* What is told of a story beside one of its items. */

#include "store/story.h"

struct story_facts {
	uint32_t story;      /* its number (store/story.h) */
	struct str name;     /* the id of its earliest item that is there */
	uint64_t items, undated; /* live ones */
	int64_t first, last; /* UTC seconds of dated items; 0 without any */
	size_t sources;      /* different ones */
};

/*
 * The facts of the stories of n items by their row ids; out has n elements,
 * names are in the arena. In the store's read transaction. One pass over the
 * columns; memory for the stories and their items. PANTAU_NOT_FOUND: no such
 * row.
 */
enum pantau_status pantau_story_facts(struct store *store, const int64_t *id,
		size_t n, struct arena *arena, struct story_facts *out,
		struct pantau_error *err);

#endif
