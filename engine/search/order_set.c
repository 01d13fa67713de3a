/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Sets of row ids: all that match, or of each story the earliest that does. */

#include "search/order_parts.h"

#include <stdlib.h>

#include "base/error.h"
#include "store/story.h"

static enum pantau_status open_set(struct plan *plan, struct id_set *set,
		struct pantau_error *err)
{
	set->n = 0;
	enum pantau_status status = pantau_columns_end(plan->store, &set->last,
			err);
	if (status != PANTAU_OK) {
		return status;
	}
	set->bits = calloc((size_t)(set->last >> 6) + 1, sizeof(*set->bits));
	return set->bits != NULL ? PANTAU_OK : pantau_fail_memory(err);
}

static void put(struct id_set *set, int64_t id)
{
	set->bits[id >> 6] |= UINT64_C(1) << (id & 63);
}

enum pantau_status pantau_set_collect(struct plan *plan, struct id_set *set,
		struct pantau_error *err)
{
	struct ids *ids;
	int64_t *id;
	size_t n = 0;
	enum pantau_status status = open_set(plan, set, err);
	if (status != PANTAU_OK) {
		return status;
	}
	status = pantau_ids_open(plan, true, &ids, err);
	while (status == PANTAU_OK) {
		status = pantau_ids_block(ids, &id, &n, err);
		for (size_t i = 0; status == PANTAU_OK && i < n; i++) {
			put(set, id[i]);
		}
		set->n += status == PANTAU_OK ? n : 0;
	}
	pantau_ids_close(ids);
	return status == PANTAU_END ? PANTAU_OK : status;
}

/* --- stories --- */

struct earliest {
	struct plan *plan;
	struct id_set *set;
	struct story_forest *forest;
	uint32_t *of; /* by story: its earliest id so far; 0: none */
	uint32_t story[IDS_BLOCK];
	struct pantau_error *err;
};

/* Ids of one chunk. */
static enum pantau_status choose(struct earliest *e, const int64_t *id,
		size_t n)
{
	struct store *store = e->plan->store;
	uint32_t chunk = (uint32_t)(id[0] >> 16);
	const uint32_t *told = pantau_columns_chunk(store, COLUMN_STORY, chunk,
			e->err);
	const uint32_t *time = told == NULL ? NULL : pantau_columns_chunk(
			store, COLUMN_TIME, chunk, e->err);
	if (time == NULL) {
		return e->err != NULL ? e->err->code : PANTAU_IO;
	}
	pantau_story_roots(e->forest, told, id, n, e->story);
	for (size_t i = 0; i < n; i++) {
		uint32_t *of = &e->of[e->story[i]];
		/* 0 - 1 wraps to the greatest: undated ones are the latest. */
		uint32_t at = time[id[i] & 0xffff] - 1;
		uint32_t before = *of == 0 ? 0 : pantau_columns_value(store,
				COLUMN_TIME, *of) - 1;
		if (*of != 0 && (before < at || (before == at &&
				*of < (uint32_t)id[i]))) {
			continue;
		}
		if (*of != 0) {
			pantau_set_take(e->set, *of);
		}
		e->set->n += *of == 0;
		put(e->set, id[i]);
		*of = (uint32_t)id[i];
	}
	return PANTAU_OK;
}

static enum pantau_status choose_all(struct earliest *e, uint64_t *items)
{
	struct ids *ids;
	int64_t *id;
	size_t n = 0;
	enum pantau_status status = pantau_ids_open(e->plan, true, &ids,
			e->err);
	while (status == PANTAU_OK) {
		status = pantau_ids_block(ids, &id, &n, e->err);
		*items += status == PANTAU_OK ? n : 0;
		for (size_t from = 0; status == PANTAU_OK && from < n;) {
			size_t end = from + 1;
			while (end < n && id[end] >> 16 == id[from] >> 16) {
				end++;
			}
			status = choose(e, id + from, end - from);
			from = end;
		}
	}
	pantau_ids_close(ids);
	return status == PANTAU_END ? PANTAU_OK : status;
}

enum pantau_status pantau_set_stories(struct plan *plan, struct id_set *set,
		uint64_t *items, struct pantau_error *err)
{
	struct earliest *e = malloc(sizeof(*e));
	*items = 0;
	set->bits = NULL;
	if (e == NULL) {
		return pantau_fail_memory(err);
	}
	e->plan = plan;
	e->set = set;
	e->err = err;
	e->of = NULL;
	enum pantau_status status = open_set(plan, set, err);
	if (status == PANTAU_OK) {
		status = pantau_story_forest(plan->store, &e->forest, err);
	}
	if (status == PANTAU_OK) {
		e->of = calloc((size_t)set->last + 1, sizeof(*e->of));
		status = e->of != NULL ? choose_all(e, items) :
				pantau_fail_memory(err);
	}
	free(e->of);
	free(e);
	return status;
}
