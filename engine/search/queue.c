/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* The queue: stories by what columns tell of them, then the rows of those that
 * can still come in. */

#include "search/queue.h"

#include <stdlib.h>

#include "base/error.h"
#include "search/order_parts.h"
#include "search/queue_parts.h"

#define REACH_POINTS 5
#define REACH_MOST 100 /* points */
#define COUNT_MOST ((INT64_C(1) << 48) - 1)

/* Of all items of a story together. */
static enum pantau_status reach_of(const struct queueing *q,
		const struct queue_story *story, int64_t *out)
{
	enum pantau_status status = PANTAU_OK;

	*out = 0;
	for (size_t i = 0; status == PANTAU_OK && i < story->n; i++) {
		int64_t reach;
		status = pantau_order_reach(q->session->store,
				q->member[story->first + i].id, &reach, q->err);
		*out += reach < COUNT_MOST - *out ? reach : COUNT_MOST - *out;
	}
	return status;
}

static int64_t reach_points(int64_t reach)
{
	int64_t points = pantau_queue_doublings(reach + 1, REACH_POINTS);

	return points < REACH_MOST ? points : REACH_MOST;
}

/* The greatest first; equal ones as they stand. */
static int by_points(const void *a, const void *b)
{
	const struct queue_story *const *x = a, *const *y = b;

	if ((*x)->points != (*y)->points) {
		return (*x)->points > (*y)->points ? -1 : 1;
	}
	return (*x > *y) - (*x < *y);
}

/* Offers the stories in the order of their points without reach, until no reach
 * could bring one in. */
static enum pantau_status choose(const struct queueing *q,
		const struct queue_story **order, struct top *top)
{
	enum pantau_status status = PANTAU_OK;

	for (size_t i = 0; i < q->stories; i++) {
		order[i] = &q->story[i];
	}
	qsort(order, q->stories, sizeof(*order), by_points);
	for (size_t i = 0; status == PANTAU_OK && top->k > 0 &&
			i < q->stories; i++) {
		const struct queue_story *story = order[i];
		int64_t reach;
		if (top->n == top->k && story->points + REACH_MOST <
				top->item[0].key >> 32) {
			break;
		}
		status = reach_of(q, story, &reach);
		/* The stories stand by their rows: so does this id. */
		const struct keyed item = {
			(story->points + reach_points(reach)) << 32 |
				(int64_t)story->newest, story - q->story,
		};
		if (status == PANTAU_OK && !pantau_top_offer(top, item)) {
			status = pantau_fail_memory(q->err);
		}
	}
	pantau_top_sort(top);
	return status;
}

static enum pantau_status fill_row(const struct queueing *q,
		const struct queue_story *story, struct arena *arena,
		struct queue_row *row)
{
	enum pantau_status status = reach_of(q, story, &row->reach);

	for (int part = 0; part < QUEUE_REACH; part++) {
		row->part[part] = story->part[part];
	}
	row->part[QUEUE_REACH] = reach_points(row->reach);
	row->points = story->points + row->part[QUEUE_REACH];
	row->claim = story->claim;
	row->story = q->member[story->first].story;
	row->copies = (int64_t)story->n;
	row->recent = story->recent;
	row->age = story->newest == 0 ? -1 : story->newest < q->now
			? q->now - story->newest : 0;
	return status == PANTAU_OK ? pantau_store_item(q->session->store,
			story->shown, arena, &row->item, q->err) : status;
}

static enum pantau_status fill(const struct queueing *q, const struct top *top,
		size_t offset, struct queue *out)
{
	enum pantau_status status = PANTAU_OK;

	out->total = q->stories;
	if (top->n <= offset) {
		return PANTAU_OK;
	}
	out->row = pantau_arena_zero(&out->arena, top->n - offset,
			sizeof(*out->row));
	if (out->row == NULL) {
		return pantau_fail_memory(q->err);
	}
	while (status == PANTAU_OK && offset + out->n < top->n) {
		const struct queue_story *story =
				&q->story[top->item[offset + out->n].id];
		status = fill_row(q, story, &out->arena,
				&out->row[out->n++]);
	}
	return status;
}

static enum pantau_status answer(struct queueing *q,
		const struct search_options *options, struct queue *out)
{
	struct top top = {
		.k = options->limit > SIZE_MAX - options->offset ? SIZE_MAX
			: options->limit + options->offset,
	};
	const struct queue_story **order = NULL;
	enum pantau_status status = pantau_queue_stories(q);

	if (status == PANTAU_OK) {
		order = calloc(q->stories + 1, sizeof(const void *));
		status = order == NULL ? pantau_fail_memory(q->err)
				: choose(q, order, &top);
	}
	if (status == PANTAU_OK) {
		status = fill(q, &top, options->offset, out);
	}
	free(top.item);
	free(order);
	return status;
}

enum pantau_status pantau_queue_make(struct store *store,
		struct pantau_analyser *analyser, struct str query,
		const struct search_options *options, struct queue *out,
		struct pantau_error *err)
{
	struct session session;
	struct queueing q = {
		.session = &session, .now = options->query.now, .err = err,
	};

	pantau_result_init(out, sizeof(*out), &out->arena);
	enum pantau_status status = pantau_session_open(&session, store,
			analyser, query, options, err);
	if (status != PANTAU_OK) {
		return status;
	}
	status = answer(&q, options, out);
	if (status == PANTAU_OK) {
		status = pantau_session_widening(&session, &out->arena,
				&out->widening, &out->widened, err);
	}
	pantau_queue_stories_finish(&q);
	pantau_session_close(&session);
	if (status != PANTAU_OK) {
		pantau_queue_finish(out);
	}
	return status;
}

void pantau_queue_finish(struct queue *queue)
{
	pantau_result_finish(queue, sizeof(*queue), &queue->arena);
}
