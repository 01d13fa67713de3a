/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Stories of some items, told by one pass over all rows. */

#include "search/story_facts.h"

#include <stdlib.h>

#include "base/error.h"
#include "search/predicate.h"

/* One of the stories that are asked for. */
struct asked {
	struct story_facts facts;
	uint32_t earliest;      /* row id; 0: none yet */
	uint32_t earliest_time; /* one less than the column's: undated ones
	                           wrap to the greatest */
};

struct asking {
	struct store *store;
	struct story_forest *forest;
	struct asked *asked;    /* by number, each once */
	size_t n;
	uint64_t *bit;          /* by story: it is asked for */
	struct buf source;      /* uint64_t: index of a story, source */
	struct pantau_error *err;
};

static int by_number(const void *left, const void *right)
{
	uint32_t a = ((const struct asked *)left)->facts.story;
	uint32_t b = ((const struct asked *)right)->facts.story;
	return (a > b) - (a < b);
}

static int ascending(const void *left, const void *right)
{
	uint64_t a = *(const uint64_t *)left, b = *(const uint64_t *)right;
	return (a > b) - (a < b);
}

static struct asked *find(const struct asking *a, uint32_t story)
{
	const struct asked wanted = {.facts = {.story = story}};
	return bsearch(&wanted, a->asked, a->n, sizeof(*a->asked), by_number);
}

static enum pantau_status ask(struct asking *a, const int64_t *id, size_t n,
		struct story_facts *out)
{
	enum pantau_status status = pantau_story_forest(a->store, &a->forest,
			a->err);
	if (status != PANTAU_OK) {
		return status;
	}
	a->asked = calloc(n, sizeof(*a->asked));
	a->bit = calloc(pantau_story_last(a->forest) / 64 + 1,
			sizeof(*a->bit));
	if (a->asked == NULL || a->bit == NULL) {
		status = pantau_fail_memory(a->err);
	}
	for (size_t i = 0; status == PANTAU_OK && i < n; i++) {
		uint32_t story;
		status = pantau_story_of(a->store, id[i], &story, a->err);
		if (status != PANTAU_OK) {
			break;
		}
		out[i] = (struct story_facts){.story = story};
		if ((a->bit[story / 64] >> story % 64 & 1) == 0) {
			a->bit[story / 64] |= UINT64_C(1) << story % 64;
			a->asked[a->n++].facts.story = story;
		}
	}
	if (status == PANTAU_OK) {
		qsort(a->asked, a->n, sizeof(*a->asked), by_number);
	}
	return status;
}

/* Rows come in order of their ids. */
static void see(struct asking *a, uint32_t id, uint32_t told, uint32_t time,
		uint32_t source)
{
	struct asked *asked = find(a, pantau_story_root(a->forest, told, id));
	struct story_facts *facts = &asked->facts;
	uint64_t pair = (uint64_t)(asked - a->asked) << 32 | source;
	facts->items++;
	if (time == 0) {
		facts->undated++;
	} else {
		facts->first = facts->last == 0 || time < facts->first ? time :
				facts->first;
		facts->last = time > facts->last ? time : facts->last;
	}
	if (asked->earliest == 0 || time - 1 < asked->earliest_time) {
		asked->earliest = id;
		asked->earliest_time = time - 1;
	}
	if (source != 0) {
		pantau_buf_append(&a->source, (const char *)&pair,
				sizeof(pair));
	}
}

static enum pantau_status see_all(struct asking *a)
{
	struct column_view view;
	struct buf rows;
	pantau_view_init(&view, a->store, a->err);
	pantau_buf_init(&rows);
	enum pantau_status status = pantau_story_rows(a->store, a->bit, &rows,
			a->err);
	const uint32_t *id = (const uint32_t *)(const void *)rows.p;
	size_t n = status == PANTAU_OK ? rows.n / sizeof(*id) : 0;
	for (size_t i = 0; status == PANTAU_OK && i < n; i++) {
		uint32_t told = pantau_view_value(&view, COLUMN_STORY, id[i]);
		uint32_t time = pantau_view_value(&view, COLUMN_TIME, id[i]);
		uint32_t source = pantau_view_value(&view, COLUMN_SOURCE,
				id[i]);
		status = view.status;
		if (status == PANTAU_OK) {
			see(a, id[i], told, time, source);
		}
	}
	pantau_buf_finish(&rows);
	return status == PANTAU_OK && a->source.failed ?
			pantau_fail_memory(a->err) : status;
}

/* Each source of a story counts once. */
static void count_sources(struct asking *a)
{
	uint64_t *pair = (uint64_t *)(void *)a->source.p;
	size_t n = a->source.n / sizeof(*pair);
	if (n > 1) {
		qsort(pair, n, sizeof(*pair), ascending);
	}
	for (size_t i = 0; i < n; i++) {
		if (i == 0 || pair[i] != pair[i - 1]) {
			a->asked[pair[i] >> 32].facts.sources++;
		}
	}
}

static enum pantau_status name_all(struct asking *a, struct arena *arena)
{
	enum pantau_status status = PANTAU_OK;
	for (size_t i = 0; status == PANTAU_OK && i < a->n; i++) {
		struct asked *asked = &a->asked[i];
		status = asked->earliest == 0 ? PANTAU_OK :
				pantau_store_item_name(a->store,
				asked->earliest, arena, &asked->facts.name,
				a->err);
	}
	return status;
}

enum pantau_status pantau_story_facts(struct store *store, const int64_t *id,
		size_t n, struct arena *arena, struct story_facts *out,
		struct pantau_error *err)
{
	struct asking a = {.store = store, .err = err};
	if (n == 0) {
		return PANTAU_OK;
	}
	pantau_buf_init(&a.source);
	enum pantau_status status = ask(&a, id, n, out);
	if (status == PANTAU_OK) {
		status = see_all(&a);
	}
	if (status == PANTAU_OK) {
		count_sources(&a);
		status = name_all(&a, arena);
	}
	for (size_t i = 0; status == PANTAU_OK && i < n; i++) {
		out[i] = find(&a, out[i].story)->facts;
	}
	pantau_buf_finish(&a.source);
	free(a.asked);
	free(a.bit);
	return status;
}
