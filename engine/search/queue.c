/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* The queue: one walk over what matches, keys in a heap, then the items. */

#include "search/queue.h"

#include <stdlib.h>

#include "base/error.h"
#include "search/order_parts.h"
#include "search/session.h"

#define DAY INT64_C(86400)
#define NEW_POINTS 100
/* No sum of parts is greater: a key holds level, points and time. */
#define POINTS_MOST ((INT64_C(1) << 16) - 1)
#define COUNT_MOST ((INT64_C(1) << 48) - 1)

struct queueing {
	struct session *session;
	int64_t now;
	struct top top;
	uint64_t total;
	struct pantau_error *err;
};

/* Until stories exist every item is its own. */
static int64_t copies_of(struct session *session, int64_t id)
{
	(void)session;
	(void)id;
	return 1;
}

/* Ten times the binary logarithm of n >= 1, on lines between powers of two. */
static int64_t tenfold_log(int64_t n)
{
	int64_t whole = 0;
	n = n < 1 ? 1 : n > COUNT_MOST ? COUNT_MOST : n;
	while (n >> whole > 1) {
		whole++;
	}
	return 10 * whole + ((n - (INT64_C(1) << whole)) * 10 >> whole);
}

static int64_t newness(int64_t age)
{
	int64_t days = age / DAY;
	if (age < 0 || days > 8) {
		return 0;
	}
	int64_t from = NEW_POINTS >> days, to = NEW_POINTS >> (days + 1);
	return from - (from - to) * (age % DAY) / DAY;
}

static enum pantau_status weigh(struct queueing *q, int64_t id,
		struct queue_row *out)
{
	struct session *session = q->session;
	struct column_view *view = &session->plan.view;
	int64_t time = pantau_view_value(view, COLUMN_TIME, id);
	enum pantau_status status = pantau_order_reach(session->store, id,
			&out->reach, q->err);
	if (status != PANTAU_OK) {
		return status;
	}
	out->copies = copies_of(session, id);
	/* What is dated ahead of now is new. */
	out->age = time == 0 ? -1 : time < q->now ? q->now - time : 0;
	out->reach_points = tenfold_log(out->reach < COUNT_MOST
			? out->reach + 1 : COUNT_MOST);
	out->new_points = newness(out->age);
	out->copies_points = 2 * tenfold_log(out->copies);
	out->points = out->reach_points + out->new_points +
			out->copies_points;
	return view->status;
}

static enum pantau_status offer(struct queueing *q, int64_t id)
{
	struct column_view *view = &q->session->plan.view;
	uint32_t level = pantau_view_value(view, COLUMN_HOAX, id);
	struct queue_row row;
	if (level == PANTAU_HOAX_NONE || level > PANTAU_HOAX_CHECK ||
			(pantau_view_value(view, COLUMN_FLAGS, id) &
			ROW_VERDICT) != 0) {
		return view->status;
	}
	enum pantau_status status = weigh(q, id, &row);
	if (status != PANTAU_OK) {
		return status;
	}
	int64_t points = row.points < POINTS_MOST ? row.points : POINTS_MOST;
	const struct keyed item = {
		(int64_t)level << 48 | points << 32 |
			(int64_t)pantau_view_value(view, COLUMN_TIME, id), id,
	};
	q->total++;
	return pantau_top_offer(&q->top, item) ? view->status
			: pantau_fail_memory(q->err);
}

static enum pantau_status walk(struct queueing *q)
{
	struct ids *ids;
	int64_t *id;
	size_t n = 0;
	enum pantau_status status = pantau_ids_open(&q->session->plan, true,
			&ids, q->err);
	while (status == PANTAU_OK) {
		status = pantau_ids_block(ids, &id, &n, q->err);
		for (size_t i = 0; status == PANTAU_OK && i < n; i++) {
			status = offer(q, id[i]);
		}
	}
	pantau_ids_close(ids);
	return status == PANTAU_END ? PANTAU_OK : status;
}

static enum pantau_status fill(struct queueing *q, size_t offset,
		struct queue *out)
{
	enum pantau_status status = PANTAU_OK;
	pantau_top_sort(&q->top);
	out->total = q->total;
	if (q->top.n <= offset) {
		return PANTAU_OK;
	}
	size_t n = q->top.n - offset;
	out->row = pantau_arena_zero(&out->arena, n, sizeof(*out->row));
	if (out->row == NULL) {
		return pantau_fail_memory(q->err);
	}
	while (status == PANTAU_OK && out->n < n) {
		int64_t id = q->top.item[offset + out->n].id;
		struct queue_row *row = &out->row[out->n++];
		status = weigh(q, id, row);
		if (status == PANTAU_OK) {
			status = pantau_store_item(q->session->store, id,
					&out->arena, &row->item, q->err);
		}
	}
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
		.top.k = options->limit > SIZE_MAX - options->offset ? SIZE_MAX
			: options->limit + options->offset,
	};
	pantau_result_init(out, sizeof(*out), &out->arena);
	enum pantau_status status = pantau_session_open(&session, store,
			analyser, query, options, err);
	if (status != PANTAU_OK) {
		return status;
	}
	status = walk(&q);
	if (status == PANTAU_OK) {
		status = fill(&q, options->offset, out);
	}
	if (status == PANTAU_OK) {
		status = pantau_session_widening(&session, &out->arena,
				&out->widening, &out->widened, err);
	}
	free(q.top.item);
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
