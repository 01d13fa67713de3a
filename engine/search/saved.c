/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Bitmaps of queries, kept while the rows that they know stay as they were. */

#include "search/saved.h"

#include <stdlib.h>

#include "base/error.h"
#include "base/hash.h"
#include "search/ids.h"

#define KEPT_MAX 1024 /* queries; looked through one by one */

struct kept {
	uint64_t hash;
	struct str key;        /* owned */
	roaring_bitmap_t *ids;
	int64_t last;          /* rows up to this id are known */
	int64_t rewrites;      /* of the store, when they were */
	size_t bytes;
	uint64_t used;
};

struct saved {
	struct kept kept[KEPT_MAX];
	size_t n;
	size_t bytes, most;
	uint64_t uses;
	struct saved_work work;
};

struct saved *pantau_saved_create(size_t bytes)
{
	struct saved *saved = calloc(1, sizeof(*saved));
	if (saved != NULL) {
		saved->most = bytes;
	}
	return saved;
}

static void drop(struct saved *saved, size_t i)
{
	struct kept *kept = &saved->kept[i];
	saved->bytes -= kept->bytes;
	roaring_bitmap_free(kept->ids);
	free((char *)kept->key.p);
	*kept = saved->kept[--saved->n];
}

void pantau_saved_destroy(struct saved *saved)
{
	while (saved != NULL && saved->n != 0) {
		drop(saved, saved->n - 1);
	}
	free(saved);
}

struct saved_work pantau_saved_work(const struct saved *saved)
{
	return saved->work;
}

static struct kept *find(struct saved *saved, struct str key, uint64_t hash)
{
	for (size_t i = 0; i < saved->n; i++) {
		if (saved->kept[i].hash == hash &&
				str_eq(saved->kept[i].key, key)) {
			return &saved->kept[i];
		}
	}
	return NULL;
}

/* Lets go of the longest unused until all fits; never of the one in use. */
static void make_room(struct saved *saved, const struct kept *in_use)
{
	uint64_t used = in_use->used;
	while (saved->n > 1 && (saved->bytes > saved->most ||
			saved->n == KEPT_MAX)) {
		size_t oldest = 0;
		for (size_t i = 1; i < saved->n; i++) {
			if (saved->kept[i].used < saved->kept[oldest].used) {
				oldest = i;
			}
		}
		if (saved->kept[oldest].used == used) {
			return;
		}
		drop(saved, oldest);
	}
}

/* Adds what the plan matches from an id on. */
static enum pantau_status match(struct plan *plan, int64_t from,
		roaring_bitmap_t *out, struct pantau_error *err)
{
	int64_t least = plan->least;
	struct ids *ids;
	uint32_t *room = NULL;
	plan->least = from > least ? from : least;
	enum pantau_status status = pantau_ids_open(plan, false, &ids, err);
	while (status == PANTAU_OK) {
		int64_t *id;
		size_t n;
		status = pantau_ids_block(ids, &id, &n, err);
		if (status != PANTAU_OK) {
			break;
		}
		if (room == NULL) {
			room = malloc(IDS_BLOCK * sizeof(*room));
		}
		for (size_t i = 0; room != NULL && i < n; i++) {
			room[i] = (uint32_t)id[i];
		}
		if (room == NULL) {
			status = pantau_fail_memory(err);
		} else {
			roaring_bitmap_add_many(out, n, room);
		}
	}
	pantau_ids_close(ids);
	free(room);
	plan->least = least;
	return status == PANTAU_END ? PANTAU_OK : status;
}

/* Whether rows that were there may match once others have come in: how many a
 * story has is a matter of all of them. */
static bool shifts(const struct plan_node *node)
{
	bool found = node != NULL && node->op == PLAN_COLUMNS &&
			pantau_predicate_shifts(node->predicate);
	for (size_t i = 0; node != NULL && !found && i < node->children; i++) {
		found = shifts(node->child[i]);
	}
	return found;
}

/* Makes a kept query say what holds now. */
static enum pantau_status renew(struct saved *saved, struct kept *kept,
		struct plan *plan, struct pantau_error *err)
{
	int64_t last = pantau_columns_last(plan->store);
	int64_t rewrites = pantau_columns_rewrites(plan->store);
	bool sound = kept->last >= 0 && rewrites >= 0 &&
			kept->rewrites == rewrites && kept->last <= last &&
			(kept->last == last || !shifts(plan->root));
	if (sound && kept->last == last) {
		saved->work.none++;
		return PANTAU_OK;
	}
	if (!sound) {
		roaring_bitmap_clear(kept->ids);
	}
	*(sound ? &saved->work.tail : &saved->work.whole) += 1;
	enum pantau_status status = match(plan, sound ? kept->last + 1 : 1,
			kept->ids, err);
	/* What was matched in part is not to be trusted. */
	kept->last = status == PANTAU_OK ? last : -1;
	kept->rewrites = rewrites;
	roaring_bitmap_run_optimize(kept->ids);
	saved->bytes -= kept->bytes;
	kept->bytes = roaring_bitmap_size_in_bytes(kept->ids) + kept->key.n;
	saved->bytes += kept->bytes;
	return status;
}

static struct kept *add(struct saved *saved, struct str key, uint64_t hash)
{
	struct kept *kept = &saved->kept[saved->n];
	char *copy = malloc(key.n + 1);
	roaring_bitmap_t *ids = roaring_bitmap_create();
	if (copy == NULL || ids == NULL) {
		free(copy);
		if (ids != NULL) {
			roaring_bitmap_free(ids);
		}
		return NULL;
	}
	memcpy(copy, key.p, key.n);
	*kept = (struct kept){.hash = hash, .key = str_make(copy, key.n),
		.ids = ids, .last = -1};
	saved->n++;
	return kept;
}

enum pantau_status pantau_saved_ids(struct saved *saved, struct plan *plan,
		const roaring_bitmap_t **out, struct pantau_error *err)
{
	struct buf key;
	*out = NULL;
	if (pantau_columns_last(plan->store) > UINT32_MAX) {
		return PANTAU_OK;
	}
	pantau_buf_init(&key);
	pantau_plan_key(&key, plan->root);
	uint64_t hash = pantau_hash(buf_str(&key), pantau_hash_seed());
	struct kept *kept = key.failed ? NULL : find(saved, buf_str(&key),
			hash);
	if (kept == NULL && !key.failed) {
		kept = add(saved, buf_str(&key), hash);
	}
	pantau_buf_finish(&key);
	if (kept == NULL) {
		return pantau_fail_memory(err);
	}
	kept->used = ++saved->uses;
	enum pantau_status status = renew(saved, kept, plan, err);
	uint64_t used = kept->used;
	make_room(saved, kept);
	for (size_t i = 0; i < saved->n; i++) {
		/* Making room moves them. */
		if (saved->kept[i].used == used && status == PANTAU_OK) {
			*out = saved->kept[i].ids;
		}
	}
	return status;
}
