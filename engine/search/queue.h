/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_SEARCH_QUEUE_H
#define PANTAU_SEARCH_QUEUE_H

/*
 * What people should check first, a line for each story (store/story.h). An item
 * waits when it has a level of cues or repeats a debunked claim, and is not of
 * an own account; a story waits when an item of it does that the query matches,
 * and no item of it has a verdict yet, but for one of a text that was changed
 * since. Points decide, of which each part is told:
 *
 * match   200 where the item repeats a debunked claim
 * cues    100 for 'check', 40 for 'low'
 * new     100 when the newest item of the story is of the moment asked about,
 *         half of it after each day, on a straight line between; 0 from the
 *         ninth day on, and where there is no date
 * copies  10 for each doubling of the items of the story
 * rate    20 for each doubling of those of the 24 hours before the moment
 * reach   5 for each doubling of likes + shares + comments + views + 1 of all
 *         items of the story, at most 100
 *
 * A doubling in part counts by a straight line between the powers of two, so
 * that all are whole numbers, the same on every machine. Equal ones: by the
 * newest item, the newer first, then by the greater row id.
 */

#include "search/search.h"

enum queue_part {
	QUEUE_MATCH, QUEUE_CUES, QUEUE_NEW, QUEUE_COPIES, QUEUE_RATE,
	QUEUE_REACH, QUEUE_PARTS,
};

struct queue_row {
	/* Of those of the story that wait the one that repeats a claim, then
	 * of the greater level, then the earliest. Strings in the queue's
	 * arena. */
	struct item item;
	bool claim;              /* it repeats a debunked one */
	uint32_t story;          /* its number */
	int64_t copies;          /* items of the story, this one too */
	int64_t recent;          /* of these, in the last 24 hours */
	int64_t reach;           /* of these, all together */
	int64_t age;             /* seconds since the newest, not below 0; -1: no
	                            item has a date */
	int64_t part[QUEUE_PARTS];
	int64_t points;          /* their sum */
};

struct queue {
	struct arena arena;
	struct queue_row *row;
	size_t n;
	uint64_t total;          /* stories that wait */
	struct widening *widening;
	size_t widened;
};

/* Of the stories that the query matches, options->limit behind
 * options->offset; ages are as of options->query.now. On success *out is to be
 * finished by pantau_queue_finish. None is PANTAU_OK. Columns tell most; rows
 * are read for the reach of stories that can still come in. */
enum pantau_status pantau_queue_make(struct store *store,
		struct pantau_analyser *analyser, struct str query,
		const struct search_options *options, struct queue *out,
		struct pantau_error *err);
void pantau_queue_finish(struct queue *queue);

#endif
