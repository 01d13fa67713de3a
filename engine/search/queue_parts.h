/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_SEARCH_QUEUE_PARTS_H
#define PANTAU_SEARCH_QUEUE_PARTS_H

/* What the files of the queue share: the stories that wait, as columns tell
 * them. */

#include "search/queue.h"
#include "search/session.h"

struct queue_member {
	uint32_t story, id;
};

/* A story: n members from first on, by row id. */
struct queue_story {
	size_t first, n;
	uint32_t shown;  /* row id of the one to show */
	uint32_t newest; /* column time; 0: none is dated */
	uint32_t recent;
	bool claim;
	int64_t part[QUEUE_PARTS]; /* all but QUEUE_REACH */
	int64_t points;  /* their sum */
};

struct queueing {
	struct session *session;
	int64_t now;
	struct pantau_error *err;
	uint32_t last;    /* row id */
	uint64_t *waits;  /* a bit for each row: it waits and matches */
	uint64_t *told;   /* a bit for each story that has one */
	uint32_t waiting; /* how many rows */
	struct queue_member *member;
	size_t members, room;
	struct queue_story *story; /* by the row shown, ascending */
	size_t stories;
};

/* Fills stories and members, which pantau_queue_stories_finish frees, also after
 * a failure. */
enum pantau_status pantau_queue_stories(struct queueing *queueing);
void pantau_queue_stories_finish(struct queueing *queueing);

/* unit times the binary logarithm of n >= 1; 0 for less. */
int64_t pantau_queue_doublings(int64_t n, int64_t unit);

#endif
