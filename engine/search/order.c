/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Orders by a key of columns or rows: one walk over the ids with a heap. */

#include "search/order_parts.h"

#include <stdlib.h>

#include "base/error.h"

#define UNDATED INT64_MIN

/* Whether a comes before b. */
static bool better(const struct top *top, const struct keyed *a,
		const struct keyed *b)
{
	if (a->key != b->key) {
		return a->key > b->key;
	}
	return top->ascending ? a->id < b->id : a->id > b->id;
}

static void swap(struct keyed *a, struct keyed *b)
{
	struct keyed kept = *a;
	*a = *b;
	*b = kept;
}

static void rise(struct top *top, size_t at)
{
	while (at > 0 && better(top, &top->item[(at - 1) / 2],
			&top->item[at])) {
		swap(&top->item[(at - 1) / 2], &top->item[at]);
		at = (at - 1) / 2;
	}
}

static void sink(struct top *top, size_t n)
{
	size_t at = 0;
	for (;;) {
		size_t worst = at;
		for (size_t child = 2 * at + 1; child < 2 * at + 3 && child < n;
				child++) {
			if (better(top, &top->item[worst], &top->item[child])) {
				worst = child;
			}
		}
		if (worst == at) {
			return;
		}
		swap(&top->item[at], &top->item[worst]);
		at = worst;
	}
}

static bool full(const struct top *top)
{
	return top->n == top->k;
}

bool pantau_top_offer(struct top *top, struct keyed item)
{
	if (full(top)) {
		if (top->n != 0 && better(top, &item, &top->item[0])) {
			top->item[0] = item;
			sink(top, top->n);
		}
		return true;
	}
	if (top->n == top->room) {
		size_t room = top->room != 0 ? top->room * 2 : 64;
		room = room < top->k ? room : top->k;
		struct keyed *grown = realloc(top->item, room * sizeof(*grown));
		if (grown == NULL) {
			return false;
		}
		top->item = grown;
		top->room = room;
	}
	top->item[top->n++] = item;
	rise(top, top->n - 1);
	return true;
}

void pantau_top_sort(struct top *top)
{
	for (size_t n = top->n; n > 1; n--) {
		swap(&top->item[0], &top->item[n - 1]);
		sink(top, n - 1);
	}
}

/* --- keys --- */

static enum pantau_status time_key(struct keying *keying, int64_t id,
		int64_t *key, struct pantau_error *err)
{
	int64_t time = pantau_view_value(&keying->plan->view, COLUMN_TIME, id);
	(void)err;
	*key = time == 0 ? UNDATED : keying->sort == SORT_OLDEST ? -time : time;
	return keying->plan->view.status;
}

static enum pantau_status tone_key(struct keying *keying, int64_t id,
		int64_t *key, struct pantau_error *err)
{
	static const int urgency[] = {
		[PANTAU_TONE_NONE] = 0, [PANTAU_TONE_UNASSESSED] = 0,
		[PANTAU_TONE_POSITIVE] = 1,
		[PANTAU_TONE_NEUTRAL] = 2, [PANTAU_TONE_UNSURE] = 3,
		[PANTAU_TONE_NEGATIVE] = 4,
	};
	struct column_view *view = &keying->plan->view;
	uint32_t tone = pantau_view_value(view, COLUMN_TONE, id);
	int64_t time = pantau_view_value(view, COLUMN_TIME, id);
	(void)err;
	*key = (tone <= PANTAU_TONE_UNASSESSED ? (int64_t)urgency[tone] << 32 : 0) +
			time;
	return view->status;
}

/* Not a column: few ask for it, and it changes more often than the rest. */
enum pantau_status pantau_order_reach(struct store *store, int64_t id,
		int64_t *reach, struct pantau_error *err)
{
	sqlite3_stmt *stmt = pantau_store_stmt(store,
			"SELECT max(0, ifnull(likes, 0)) + max(0, ifnull(shares, 0)) "
			"+ max(0, ifnull(comments, 0)) + max(0, ifnull(views, 0)) "
			"FROM doc WHERE id = ?1", err);
	int code = SQLITE_ERROR;
	*reach = 0;
	if (stmt != NULL) {
		sqlite3_bind_int64(stmt, 1, id);
		code = sqlite3_step(stmt);
		if (code == SQLITE_ROW) {
			/* A sum past 64 bits is a real number to SQLite. */
			*reach = sqlite3_column_int64(stmt, 0);
		}
	}
	enum pantau_status status = code == SQLITE_ROW || code == SQLITE_DONE ?
			PANTAU_OK : pantau_store_fail(store, err,
			"cannot read the reach of an item",
			"tidak dapat membaca jangkauan artikel");
	sqlite3_reset(stmt);
	return status;
}

static enum pantau_status reach_key(struct keying *keying, int64_t id,
		int64_t *key, struct pantau_error *err)
{
	return pantau_order_reach(keying->plan->store, id, key, err);
}

/*
 * The best time key that rows not walked yet can have. The zone map gives it
 * by chunks, and within the chunk being walked by blocks: once the heap is full
 * of better ones the rest need not be looked at.
 */
struct horizon {
	struct plan *plan;
	bool ascending;
	int64_t chunk;               /* that the rest is of; -1: none yet */
	int64_t block[COLUMN_BLOCKS]; /* from this block of it on */
};

static int64_t best_of(const struct horizon *h, struct column_zone zone)
{
	return zone.greatest == 0 ? UNDATED : h->ascending ?
			-(int64_t)zone.least : (int64_t)zone.greatest;
}

static int64_t best_beyond(const struct horizon *h, int64_t chunk)
{
	int64_t step = h->ascending ? 1 : -1, best = UNDATED;
	int64_t last = pantau_columns_last(h->plan->store) >> 16;
	for (int64_t i = chunk + step; i >= 0 && i <= last; i += step) {
		struct column_zone zone;
		if (pantau_view_zone(&h->plan->view, (uint32_t)i, &zone.least,
				&zone.greatest)) {
			int64_t key = best_of(h, zone);
			best = key > best ? key : best;
		}
	}
	return best;
}

static enum pantau_status look_at(struct horizon *h, int64_t id,
		struct pantau_error *err)
{
	const struct column_zone *zone = pantau_columns_block_zone(
			h->plan->store, (uint32_t)(id >> 16), err);
	if (zone == NULL) {
		return err != NULL ? err->code : PANTAU_IO;
	}
	h->chunk = id >> 16;
	int64_t best = best_beyond(h, h->chunk);
	for (size_t i = 0; i < COLUMN_BLOCKS; i++) {
		size_t at = h->ascending ? COLUMN_BLOCKS - 1 - i : i;
		int64_t key = best_of(h, zone[at]);
		best = key > best ? key : best;
		h->block[at] = best;
	}
	return h->plan->view.status;
}

/* Whether no row from an id on can come into the heap. */
static enum pantau_status settle(struct horizon *h, const struct top *top,
		int64_t id, bool *settled, struct pantau_error *err)
{
	enum pantau_status status = PANTAU_OK;
	*settled = top->k == 0;
	if (h == NULL || !full(top) || *settled) {
		return PANTAU_OK;
	}
	if (id >> 16 != h->chunk) {
		status = look_at(h, id, err);
	}
	*settled = status == PANTAU_OK && top->item[0].key >=
			h->block[(id & 0xffff) / COLUMN_BLOCK];
	return status;
}

static enum pantau_status offer_all(struct keying *keying,
		struct horizon *horizon, const int64_t *id, size_t n,
		struct top *top, bool *settled, struct pantau_error *err)
{
	enum pantau_status status = PANTAU_OK;
	int64_t block = -1;
	for (size_t i = 0; status == PANTAU_OK && i < n; i++) {
		struct keyed item = {.id = id[i]};
		if (item.id / COLUMN_BLOCK != block) {
			block = item.id / COLUMN_BLOCK;
			status = settle(horizon, top, item.id, settled, err);
			if (status != PANTAU_OK || *settled) {
				return status;
			}
		}
		status = keying->key(keying, item.id, &item.key, err);
		if (status == PANTAU_OK && !pantau_top_offer(top, item)) {
			status = pantau_fail_memory(err);
		}
	}
	return status;
}

static enum pantau_status walk(struct keying *keying, struct ids *ids,
		struct horizon *horizon, struct top *top, bool counted,
		uint64_t *total, struct pantau_error *err)
{
	bool settled = top->k == 0;
	int64_t *id;
	size_t n = 0;
	uint64_t rest = 0;
	enum pantau_status status = PANTAU_OK;
	while (status == PANTAU_OK && !settled) {
		status = pantau_ids_block(ids, &id, &n, err);
		if (status == PANTAU_OK) {
			*total += n;
			status = offer_all(keying, horizon, id, n, top, &settled,
					err);
		}
	}
	if (status == PANTAU_OK && counted) {
		status = pantau_ids_rest(ids, &rest, err);
		*total += rest;
	}
	return status == PANTAU_END ? PANTAU_OK : status;
}

static enum pantau_status walk_ids(struct keying *keying, struct top *top,
		bool counted, uint64_t *total, struct pantau_error *err)
{
	struct horizon horizon = {.plan = keying->plan,
		.ascending = top->ascending, .chunk = -1};
	struct ids *ids;
	enum pantau_status status = pantau_ids_open(keying->plan,
			!top->ascending, &ids, err);
	if (status == PANTAU_OK) {
		status = walk(keying, ids, keying->key == time_key ? &horizon :
				NULL, top, counted, total, err);
	}
	pantau_ids_close(ids);
	return status;
}

static enum pantau_status offer_set(struct keying *keying,
		const struct id_set *set, struct top *top,
		struct pantau_error *err)
{
	enum pantau_status status = PANTAU_OK;
	for (int64_t at = set->last >> 6; status == PANTAU_OK && at >= 0; at--) {
		for (int bit = 63; status == PANTAU_OK && bit >= 0 &&
				set->bits[at] != 0; bit--) {
			struct keyed item = {.id = at * 64 + bit};
			if (!pantau_set_has(set, item.id)) {
				continue;
			}
			status = keying->key(keying, item.id, &item.key, err);
			if (status == PANTAU_OK && !pantau_top_offer(top,
					item)) {
				status = pantau_fail_memory(err);
			}
		}
	}
	return status;
}

enum pantau_status pantau_order_keyed(struct plan *plan, enum sort sort,
		size_t k, bool counted, const struct id_set *set,
		struct order *out, struct pantau_error *err)
{
	struct keying keying = {
		.plan = plan, .sort = sort,
		.key = sort == SORT_TONE ? tone_key :
				sort == SORT_REACH ? reach_key : time_key,
	};
	struct top top = {.k = k, .ascending = sort == SORT_OLDEST};
	enum pantau_status status = set != NULL ?
			offer_set(&keying, set, &top, err) :
			walk_ids(&keying, &top, counted, &out->total, err);
	if (status == PANTAU_OK && top.n != 0) {
		out->item = calloc(top.n, sizeof(*out->item));
		status = out->item != NULL ? PANTAU_OK : pantau_fail_memory(err);
	}
	if (status == PANTAU_OK) {
		pantau_top_sort(&top);
		for (size_t i = 0; i < top.n; i++) {
			out->item[i].id = top.item[i].id;
		}
		out->n = top.n;
	}
	free(top.item);
	return status;
}
