/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_SEARCH_QUEUE_H
#define PANTAU_SEARCH_QUEUE_H

/*
 * What people should check first: items with cues that nobody gave a verdict
 * yet. The greater level comes first; within one, points decide, of which each
 * part is told:
 *
 * reach   10 for each doubling of likes + shares + comments + views + 1
 * new     100 at the moment asked about, half of it after each day, on a
 *         straight line between; 0 where there is no date
 * copies  20 for each doubling of the copies of its story
 *
 * A doubling in part counts by a straight line between the powers of two, so
 * that all are whole numbers, the same on every machine. Equal ones: newest
 * first, then the greater row id.
 */

#include "search/search.h"

struct queue_row {
	struct item item;        /* strings in the queue's arena */
	int64_t reach, copies;
	int64_t age;             /* seconds, not below 0; -1: no date */
	int64_t reach_points, new_points, copies_points;
	int64_t points;          /* their sum */
};

struct queue {
	struct arena arena;
	struct queue_row *row;
	size_t n;
	uint64_t total;          /* all that wait */
	struct widening *widening;
	size_t widened;
};

/* Of the items that the query matches, options->limit behind
 * options->offset; age is as of options->query.now. On success *out is to be
 * finished by pantau_queue_finish. None is PANTAU_OK. */
enum pantau_status pantau_queue_make(struct store *store,
		struct pantau_analyser *analyser, struct str query,
		const struct search_options *options, struct queue *out,
		struct pantau_error *err);
void pantau_queue_finish(struct queue *queue);

#endif
