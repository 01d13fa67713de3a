/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * External merge sort of documents. A run is gathered in memory and sorted by
 * time, which keeps the order of equals; input that fits never touches the
 * disk, the rest goes to sort_run.c.
 */

#include "import/sort.h"

#include <stdlib.h>

#include "base/pool.h"
#include "import/sort_run.h"

/* What a document costs a run besides its bytes: its offset, its place in the
 * order and in the order's scratch. */
#define BESIDES (sizeof(size_t) + 2 * sizeof(struct radix_item))

/* The windows of the merge take this part of a run's memory: what is merged
 * is analysed and written meanwhile, which needs the rest. */
#define WINDOWS_PART 8

struct sorter {
	char *folder;
	size_t run_bytes;
	pantau_sorter_close close;
	void *context;
	uint64_t count;
	struct record_set filling, full; /* the runs at hand */
	struct radix_item *order;        /* of the full one, and its scratch */
	size_t ordered, order_room, next;
	struct sort_runs runs;
	struct pool *pool;               /* of the one thread that spills */
	bool spilling;
	enum pantau_status status;       /* of the last spill */
	struct pantau_error err;
};

enum pantau_status pantau_sorter_create(const char *folder, size_t memory,
		pantau_sorter_close close, void *context, struct sorter **out,
		struct pantau_error *err)
{
	struct sorter *sorter = calloc(1, sizeof(*sorter));
	if (sorter == NULL) {
		return pantau_fail_memory(err);
	}
	sorter->run_bytes = memory / 2;
	sorter->close = close;
	sorter->context = context;
	sorter->err = pantau_error_like(err);
	pantau_record_set_init(&sorter->filling);
	pantau_record_set_init(&sorter->full);
	sorter->folder = strdup(folder);
	if (sorter->folder == NULL) {
		free(sorter);
		return pantau_fail_memory(err);
	}
	pantau_sort_runs_init(&sorter->runs, sorter->folder);
	*out = sorter;
	return PANTAU_OK;
}

void pantau_sorter_destroy(struct sorter *sorter)
{
	if (sorter == NULL) {
		return;
	}
	pantau_pool_destroy(sorter->pool);
	pantau_sort_runs_finish(&sorter->runs);
	pantau_record_set_finish(&sorter->filling);
	pantau_record_set_finish(&sorter->full);
	free(sorter->order);
	free(sorter->folder);
	free(sorter);
}

uint64_t pantau_sorter_count(const struct sorter *sorter)
{
	return sorter->count;
}

/* The order of the full run, without what was dropped. */
static bool sort(struct sorter *sorter)
{
	const struct record_set *run = &sorter->full;
	if (run->n > sorter->order_room) {
		free(sorter->order);
		sorter->order_room = 0;
		sorter->order = calloc(run->n, 2 * sizeof(*sorter->order));
		if (sorter->order == NULL) {
			return false;
		}
		sorter->order_room = run->n;
	}
	sorter->ordered = 0;
	for (size_t i = 0; i < run->n; i++) {
		struct record_head head = record_head(
				run->bytes.p + run->offset[i]);
		if ((head.mark & RECORD_DROPPED) == 0) {
			sorter->order[sorter->ordered++] = (struct radix_item){
				head.time, run->offset[i],
			};
		}
	}
	if (sorter->ordered > 0) {
		pantau_radix_sort(sorter->order, sorter->order +
				sorter->order_room, sorter->ordered);
	}
	return true;
}

/* The spilling thread: sorts the full run and writes it. */
static void spill(void *context, size_t worker, void *item)
{
	struct sorter *sorter = context;
	(void)worker;
	(void)item;
	sorter->status = !sort(sorter) ? pantau_fail_memory(&sorter->err)
			: pantau_sort_runs_add(&sorter->runs,
				buf_str(&sorter->full.bytes), sorter->order,
				sorter->ordered, &sorter->err);
}

static enum pantau_status wait(struct sorter *sorter, struct pantau_error *err)
{
	if (!sorter->spilling) {
		return PANTAU_OK;
	}
	(void)pantau_pool_take(sorter->pool);
	sorter->spilling = false;
	if (sorter->status != PANTAU_OK && err != NULL) {
		*err = sorter->err;
	}
	return sorter->status;
}

/* The run that was filled becomes the full one. */
static enum pantau_status close_run(struct sorter *sorter, bool last,
		struct pantau_error *err)
{
	size_t dropped = 0;
	enum pantau_status status = sorter->close == NULL ? PANTAU_OK
			: sorter->close(sorter->context, &sorter->filling, last,
				&dropped, err);
	if (status == PANTAU_OK) {
		sorter->count -= dropped;
		status = wait(sorter, err);
	}
	if (status == PANTAU_OK) {
		struct record_set empty = sorter->full;
		sorter->full = sorter->filling;
		sorter->filling = empty;
		pantau_record_set_clear(&sorter->filling);
	}
	return status;
}

static enum pantau_status start_spill(struct sorter *sorter,
		struct pantau_error *err)
{
	static const struct pool_ops ops = {.work = spill};
	enum pantau_status status = pantau_sort_runs_ready(&sorter->runs, err);
	if (status == PANTAU_OK && sorter->pool == NULL) {
		sorter->pool = pantau_pool_create(1, 1, &ops, sorter);
		status = sorter->pool != NULL ? PANTAU_OK
				: pantau_fail_memory(err);
	}
	if (status == PANTAU_OK) {
		pantau_pool_submit(sorter->pool, sorter);
		sorter->spilling = true;
	}
	return status;
}

/* Makes room for more documents. */
static enum pantau_status make_room(struct sorter *sorter, size_t bytes,
		size_t n, struct pantau_error *err)
{
	const struct record_set *run = &sorter->filling;
	if (run->n == 0 || run->bytes.n + bytes + (run->n + n) * BESIDES <=
			sorter->run_bytes) {
		return PANTAU_OK;
	}
	enum pantau_status status = close_run(sorter, false, err);
	return status == PANTAU_OK ? start_spill(sorter, err) : status;
}

enum pantau_status pantau_sorter_append(struct sorter *sorter,
		const struct record_set *set, struct pantau_error *err)
{
	enum pantau_status status = make_room(sorter, set->bytes.n, set->n, err);
	if (status == PANTAU_OK) {
		status = pantau_record_set_append(&sorter->filling, set)
				? PANTAU_OK : pantau_fail_memory(err);
	}
	sorter->count += status == PANTAU_OK ? set->n : 0;
	return status;
}

enum pantau_status pantau_sorter_finish(struct sorter *sorter,
		struct pantau_error *err)
{
	bool fits = sorter->pool == NULL;
	enum pantau_status status = close_run(sorter, true, err);
	if (status == PANTAU_OK && fits) {
		return sort(sorter) ? PANTAU_OK : pantau_fail_memory(err);
	}
	if (status == PANTAU_OK) {
		status = start_spill(sorter, err);
	}
	if (status == PANTAU_OK) {
		status = wait(sorter, err);
	}
	/* The merge needs windows now; the runs' memory is of no more use. */
	pantau_pool_destroy(sorter->pool);
	sorter->pool = NULL;
	pantau_record_set_finish(&sorter->filling);
	pantau_record_set_finish(&sorter->full);
	free(sorter->order);
	sorter->order = NULL;
	sorter->ordered = 0;
	return status == PANTAU_OK ? pantau_sort_runs_begin(&sorter->runs,
			sorter->run_bytes / WINDOWS_PART, err) : status;
}

enum pantau_status pantau_sorter_next(struct sorter *sorter,
		struct arena *arena, struct doc *out, struct sort_extra *extra,
		struct pantau_error *err)
{
	bool merging = sorter->runs.n > 0;
	const char *record = NULL;
	enum pantau_status status = PANTAU_OK;
	if (merging) {
		status = pantau_sort_runs_head(&sorter->runs, &record, err);
	} else if (sorter->next < sorter->ordered) {
		record = sorter->full.bytes.p +
				sorter->order[sorter->next++].value;
	} else {
		status = PANTAU_END;
	}
	if (status == PANTAU_OK &&
			!pantau_record_copy(record, arena, out, extra)) {
		status = pantau_fail_memory(err);
	}
	return status == PANTAU_OK && merging
			? pantau_sort_runs_pop(&sorter->runs, err) : status;
}

const unsigned char *pantau_sorter_peek(const struct sorter *sorter)
{
	const char *record = pantau_sort_runs_peek(&sorter->runs);
	return record == NULL ? NULL : (const unsigned char *)record +
			offsetof(struct record_head, key);
}
