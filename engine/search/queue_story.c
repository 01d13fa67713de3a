/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* The stories that wait: a walk over what the query matches marks them, a pass
 * over the columns brings all of their items together. */

#include "search/queue_parts.h"

#include <stdlib.h>

#include "base/error.h"
#include "search/ids.h"
#include "store/story.h"

#define DAY INT64_C(86400)
#define CLAIM_POINTS 200
#define CHECK_POINTS 100
#define LOW_POINTS 40
#define NEW_POINTS 100
#define COPY_POINTS 10
#define RATE_POINTS 20
#define COUNT_MOST ((INT64_C(1) << 48) - 1)

/* --- bits by row id --- */

static bool bit(const uint64_t *bits, uint32_t at)
{
	return (bits[at / 64] >> at % 64 & 1) != 0;
}

static void mark(uint64_t *bits, uint32_t at)
{
	bits[at / 64] |= UINT64_C(1) << at % 64;
}

/* --- verdicts --- */

/* Whether a row has a verdict that is about the text it has now: after another
 * text came in, people have to look again. */
static bool is_decided(struct queueing *q, uint32_t flags, int64_t id,
		enum pantau_status *status)
{
	struct arena arena;
	struct item item;

	if ((flags & ROW_VERDICT) == 0 || *status != PANTAU_OK) {
		return false;
	}
	pantau_arena_init(&arena);
	*status = pantau_store_item(q->session->store, id, &arena, &item,
			q->err);
	bool decided = *status == PANTAU_OK && !item.verdict.changed;
	pantau_arena_finish(&arena);
	return decided;
}

/* --- which stories --- */

static enum pantau_status offer(struct queueing *q,
		struct story_forest *forest, int64_t id)
{
	enum pantau_status status = PANTAU_OK;
	struct column_view *view = &q->session->plan.view;
	uint32_t flags = pantau_view_value(view, COLUMN_FLAGS, id);
	uint32_t level = pantau_view_value(view, COLUMN_HOAX, id);
	bool cues = level != PANTAU_HOAX_NONE && level <= PANTAU_HOAX_CHECK;

	if (id < 1 || id > q->last || (!cues && (flags & ROW_CLAIM) == 0) ||
			(flags & ROW_OWNED) != 0 ||
			is_decided(q, flags, id, &status)) {
		return status;
	}
	mark(q->waits, (uint32_t)id);
	mark(q->told, pantau_story_root(forest, pantau_view_value(view,
			COLUMN_STORY, id), (uint32_t)id));
	q->waiting++;
	return status == PANTAU_OK ? view->status : status;
}

static enum pantau_status walk(struct queueing *q, struct story_forest *forest)
{
	struct ids *ids;
	int64_t *id;
	size_t n = 0;
	enum pantau_status status = pantau_ids_open(&q->session->plan, true,
			&ids, q->err);

	while (status == PANTAU_OK) {
		status = pantau_ids_block(ids, &id, &n, q->err);
		for (size_t i = 0; status == PANTAU_OK && i < n; i++) {
			status = offer(q, forest, id[i]);
		}
	}
	pantau_ids_close(ids);
	return status == PANTAU_END ? PANTAU_OK : status;
}

/* --- their items --- */

static bool join(struct queueing *q, uint32_t story, uint32_t id)
{
	if (q->members == q->room) {
		size_t room = q->room != 0 ? q->room * 2 : 1024;
		struct queue_member *grown = realloc(q->member,
				room * sizeof(*grown));
		if (grown == NULL) {
			return false;
		}
		q->member = grown;
		q->room = room;
	}
	q->member[q->members++] = (struct queue_member){story, id};
	return true;
}

static enum pantau_status join_chunk(struct queueing *q,
		struct story_forest *forest, uint32_t chunk)
{
	struct store *store = q->session->store;
	const uint32_t *told = pantau_columns_chunk(store, COLUMN_STORY, chunk,
			q->err);
	const uint8_t *flags = told == NULL ? NULL : pantau_columns_chunk(store,
			COLUMN_FLAGS, chunk, q->err);
	uint32_t first = chunk * COLUMN_CHUNK;

	if (flags == NULL) {
		return q->err != NULL ? q->err->code : PANTAU_DAMAGED;
	}
	for (uint32_t i = 0; i < COLUMN_CHUNK && i <= q->last - first; i++) {
		if ((flags[i] & ROW_LIVE) == 0) {
			continue;
		}
		uint32_t story = pantau_story_root(forest, told[i], first + i);
		if (bit(q->told, story) && !join(q, story, first + i)) {
			return pantau_fail_memory(q->err);
		}
	}
	return pantau_store_due(store, q->err);
}

static int by_story(const void *a, const void *b)
{
	const struct queue_member *x = a, *y = b;

	if (x->story != y->story) {
		return x->story < y->story ? -1 : 1;
	}
	return (x->id > y->id) - (x->id < y->id);
}

/* --- what is known of each --- */

int64_t pantau_queue_doublings(int64_t n, int64_t unit)
{
	int64_t whole = 0;

	n = n < 1 ? 1 : n > COUNT_MOST ? COUNT_MOST : n;
	while (n >> whole > 1) {
		whole++;
	}
	return unit * whole + ((n - (INT64_C(1) << whole)) * unit >> whole);
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

/* How much a row says for being the one to show. */
static uint64_t say_of(struct column_view *view, uint32_t id)
{
	uint32_t time = pantau_view_value(view, COLUMN_TIME, id);
	uint64_t claim = (pantau_view_value(view, COLUMN_FLAGS, id) &
			ROW_CLAIM) != 0;

	/* Undated ones are the last: 0 less 1 is the greatest. */
	return claim << 40 | (uint64_t)pantau_view_value(view, COLUMN_HOAX,
			id) << 32 | (UINT32_MAX - (time - 1));
}

static void weigh(const struct queueing *q, struct queue_story *story)
{
	struct column_view *view = &q->session->plan.view;
	uint32_t level = pantau_view_value(view, COLUMN_HOAX, story->shown);
	/* What is dated ahead of now is new. */
	int64_t age = story->newest == 0 ? -1 : story->newest < q->now
			? q->now - story->newest : 0;

	story->part[QUEUE_MATCH] = story->claim ? CLAIM_POINTS : 0;
	story->part[QUEUE_CUES] = level == PANTAU_HOAX_CHECK ? CHECK_POINTS
			: level == PANTAU_HOAX_LOW ? LOW_POINTS : 0;
	story->part[QUEUE_NEW] = newness(age);
	story->part[QUEUE_COPIES] = pantau_queue_doublings((int64_t)story->n,
			COPY_POINTS);
	story->part[QUEUE_RATE] = pantau_queue_doublings(story->recent,
			RATE_POINTS);
	for (int part = 0; part < QUEUE_REACH; part++) {
		story->points += story->part[part];
	}
}

/* Looks at the members; *waits is false when the story does not any more. */
static enum pantau_status sum_up(struct queueing *q, struct queue_story *story,
		bool *waits)
{
	enum pantau_status status = PANTAU_OK;
	struct column_view *view = &q->session->plan.view;
	uint64_t best = 0;
	bool decided = false;

	for (size_t i = 0; i < story->n && !decided; i++) {
		uint32_t id = q->member[story->first + i].id;
		uint32_t time = pantau_view_value(view, COLUMN_TIME, id);
		decided = is_decided(q, pantau_view_value(view, COLUMN_FLAGS,
				id), id, &status);
		story->newest = time > story->newest ? time : story->newest;
		story->recent += time != 0 && time > q->now - DAY;
		if (!bit(q->waits, id)) {
			continue;
		}
		uint64_t says = say_of(view, id);
		if (story->shown == 0 || says > best) {
			best = says;
			story->shown = id;
		}
	}
	story->claim = best >> 40 != 0;
	*waits = !decided && story->shown != 0;
	return status == PANTAU_OK ? view->status : status;
}

static int by_shown(const void *a, const void *b)
{
	const struct queue_story *x = a, *y = b;

	return (x->shown > y->shown) - (x->shown < y->shown);
}

static enum pantau_status tell_apart(struct queueing *q)
{
	enum pantau_status status = PANTAU_OK;

	/* A story that waits has a row that does. */
	q->story = calloc((size_t)q->waiting + 1, sizeof(*q->story));
	if (q->story == NULL) {
		return pantau_fail_memory(q->err);
	}
	for (size_t at = 0; status == PANTAU_OK && at < q->members;) {
		bool waits;
		struct queue_story *story = &q->story[q->stories];
		*story = (struct queue_story){.first = at};
		while (at < q->members && q->member[at].story ==
				q->member[story->first].story) {
			at++;
		}
		story->n = at - story->first;
		status = sum_up(q, story, &waits);
		if (status == PANTAU_OK && waits) {
			weigh(q, story);
			q->stories++;
		}
	}
	qsort(q->story, q->stories, sizeof(*q->story), by_shown);
	return status;
}

enum pantau_status pantau_queue_stories(struct queueing *q)
{
	struct store *store = q->session->store;
	struct story_forest *forest;
	enum pantau_status status = pantau_story_forest(store, &forest, q->err);

	if (status != PANTAU_OK) {
		return status;
	}
	q->last = pantau_story_last(forest);
	q->waits = calloc(q->last / 64 + 1, sizeof(*q->waits));
	q->told = calloc(q->last / 64 + 1, sizeof(*q->told));
	if (q->waits == NULL || q->told == NULL) {
		status = pantau_fail_memory(q->err);
	}
	if (status == PANTAU_OK) {
		status = walk(q, forest);
	}
	for (uint32_t chunk = 0; status == PANTAU_OK && q->waiting > 0 &&
			chunk <= q->last / COLUMN_CHUNK; chunk++) {
		status = join_chunk(q, forest, chunk);
	}
	if (status == PANTAU_OK && q->members > 1) {
		qsort(q->member, q->members, sizeof(*q->member), by_story);
	}
	return status == PANTAU_OK ? tell_apart(q) : status;
}

void pantau_queue_stories_finish(struct queueing *q)
{
	free(q->waits);
	free(q->told);
	free(q->member);
	free(q->story);
}
