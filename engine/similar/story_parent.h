/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_SIMILAR_STORY_PARENT_H
#define PANTAU_SIMILAR_STORY_PARENT_H

/*
 * Stories that became part of another: a forest of edges from a story to its
 * parent, followed with path halving (Tarjan, van Leeuwen, "Worst-case Analysis
 * of Set Union Algorithms", 1984). A story without an edge is a root.
 *
 * What changes between begin and commit can be taken back, shortened paths
 * among it. One thread at a time.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct story_edge {
	uint32_t story;  /* a row's id, so never 0 */
	uint32_t parent; /* itself: a root again */
	uint32_t time;   /* of the parent's earliest item */
};

struct story_parents {
	struct story_edge *slot; /* story 0: free */
	size_t slots, used;      /* a power of two, at most half of them full */
	struct story_edge *log;  /* what stood there before, oldest first */
	size_t logged, log_room;
	bool logging;
};

void pantau_story_parents_init(struct story_parents *parents);
void pantau_story_parents_finish(struct story_parents *parents);

/* Sets a story's parent; false when memory is out, nothing has changed then.
 * The caller sees to it that no circle arises. */
bool pantau_story_parents_put(struct story_parents *parents,
		struct story_edge edge);
/* The root of a story. *time, where time is not NULL, is its own time before
 * and the root's after. */
uint32_t pantau_story_parents_find(struct story_parents *parents,
		uint32_t story, uint32_t *time);

void pantau_story_parents_begin(struct story_parents *parents);
void pantau_story_parents_commit(struct story_parents *parents);
void pantau_story_parents_rollback(struct story_parents *parents);

/* Memory held. */
size_t pantau_story_parents_bytes(const struct story_parents *parents);

#endif
