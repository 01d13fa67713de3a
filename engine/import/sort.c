/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * External merge sort of documents. A run is gathered in memory and sorted by
 * (time, number); input that fits never touches the disk, the rest goes to
 * sort_run.c.
 */

#include "import/sort.h"

#include <stdlib.h>

#include "import/sort_run.h"

struct sorter {
	char *folder;
	size_t memory;
	uint64_t count;
	struct buf heads;         /* the run being gathered */
	struct sort_order *order;
	size_t orders, order_room, next;
	struct sort_runs runs;
};

/* The strings of a document, in one order for writing and reading. */
#define STRINGS 10
static void strings(struct doc *doc, struct str *out[STRINGS])
{
	struct str *const all[STRINGS] = {
		&doc->id, &doc->source, &doc->url, &doc->author,
		&doc->published_raw, &doc->title, &doc->text, &doc->language,
		&doc->region, &doc->parent,
	};
	memcpy(out, all, sizeof(all));
}

enum pantau_status pantau_sorter_create(const char *folder, size_t memory,
		struct sorter **out, struct pantau_error *err)
{
	struct sorter *sorter = calloc(1, sizeof(*sorter));
	if (sorter == NULL) {
		return pantau_fail_memory(err);
	}
	sorter->memory = memory;
	pantau_buf_init(&sorter->heads);
	sorter->folder = strdup(folder);
	if (sorter->folder == NULL) {
		free(sorter);
		return pantau_fail_memory(err);
	}
	sorter->runs.folder = sorter->folder;
	*out = sorter;
	return PANTAU_OK;
}

void pantau_sorter_destroy(struct sorter *sorter)
{
	if (sorter == NULL) {
		return;
	}
	pantau_sort_runs_finish(&sorter->runs);
	pantau_buf_finish(&sorter->heads);
	free(sorter->order);
	free(sorter->folder);
	free(sorter);
}

uint64_t pantau_sorter_count(const struct sorter *sorter)
{
	return sorter->count;
}

static int by_time(const void *a, const void *b)
{
	const struct sort_order *x = a, *y = b;
	if (x->time != y->time) {
		return x->time < y->time ? -1 : 1;
	}
	return (x->number > y->number) - (x->number < y->number);
}

static void sort(struct sorter *sorter)
{
	if (sorter->orders > 0) {
		qsort(sorter->order, sorter->orders, sizeof(*sorter->order),
				by_time);
	}
}

static enum pantau_status spill(struct sorter *sorter,
		struct pantau_error *err)
{
	sort(sorter);
	enum pantau_status status = pantau_sort_runs_add(&sorter->runs,
			buf_str(&sorter->heads), sorter->order, sorter->orders, err);
	pantau_buf_clear(&sorter->heads);
	sorter->orders = 0;
	return status;
}

static bool room_for_order(struct sorter *sorter)
{
	if (sorter->orders < sorter->order_room) {
		return true;
	}
	size_t room = sorter->order_room == 0 ? 4096 : sorter->order_room * 2;
	struct sort_order *order = realloc(sorter->order, room * sizeof(*order));
	if (order == NULL) {
		return false;
	}
	sorter->order = order;
	sorter->order_room = room;
	return true;
}

enum pantau_status pantau_sorter_add(struct sorter *sorter,
		const struct doc *doc, const struct sort_extra *extra,
		struct pantau_error *err)
{
	bool dated = (doc->fields & DOC_PUBLISHED) != 0;
	struct sort_head head = {
		.time = dated ? (uint64_t)doc->published.seconds : UINT64_MAX,
		.number = sorter->count,
		.size = sizeof(head),
		.extra = *extra,
		.doc = *doc,
	};
	struct str *stored[STRINGS];
	strings(&head.doc, stored);
	struct str view[STRINGS];
	for (int i = 0; i < STRINGS; i++) {
		view[i] = *stored[i];
		stored[i]->p = NULL;
		head.size += view[i].n;
	}
	if (sorter->orders > 0 && sorter->heads.n + head.size > sorter->memory) {
		enum pantau_status status = spill(sorter, err);
		if (status != PANTAU_OK) {
			return status;
		}
	}
	if (!room_for_order(sorter)) {
		return pantau_fail_memory(err);
	}
	sorter->order[sorter->orders] = (struct sort_order){
		head.time, head.number, sorter->heads.n,
	};
	pantau_buf_append(&sorter->heads, (const char *)&head, sizeof(head));
	for (int i = 0; i < STRINGS; i++) {
		pantau_buf_str(&sorter->heads, view[i]);
	}
	if (sorter->heads.failed) {
		return pantau_fail_memory(err);
	}
	sorter->orders++;
	sorter->count++;
	return PANTAU_OK;
}

enum pantau_status pantau_sorter_finish(struct sorter *sorter,
		struct pantau_error *err)
{
	if (sorter->runs.n == 0) {
		sort(sorter);
		return PANTAU_OK;
	}
	enum pantau_status status = sorter->orders > 0 ? spill(sorter, err)
			: PANTAU_OK;
	/* The merge needs windows now; the run's memory is of no more use. */
	pantau_buf_finish(&sorter->heads);
	pantau_buf_init(&sorter->heads);
	return status == PANTAU_OK ? pantau_sort_runs_begin(&sorter->runs, err)
			: status;
}

/* A stored document to a struct doc with its strings in the arena. */
static enum pantau_status unpack(const char *p, struct arena *arena,
		struct doc *out, struct sort_extra *extra, struct pantau_error *err)
{
	struct sort_head head;
	memcpy(&head, p, sizeof(head));
	struct str bytes = pantau_arena_str(arena,
			str_make(p + sizeof(head), (size_t)head.size - sizeof(head)));
	if (bytes.p == NULL) {
		return pantau_fail_memory(err);
	}
	struct str *view[STRINGS];
	strings(&head.doc, view);
	for (int i = 0; i < STRINGS; i++) {
		view[i]->p = bytes.p;
		bytes = str_skip(bytes, view[i]->n);
	}
	*out = head.doc;
	*extra = head.extra;
	return PANTAU_OK;
}

enum pantau_status pantau_sorter_next(struct sorter *sorter,
		struct arena *arena, struct doc *out, struct sort_extra *extra,
		struct pantau_error *err)
{
	if (sorter->runs.n == 0) {
		if (sorter->next == sorter->orders) {
			return PANTAU_END;
		}
		size_t offset = sorter->order[sorter->next++].offset;
		return unpack(sorter->heads.p + offset, arena, out, extra, err);
	}
	const char *head = pantau_sort_runs_head(&sorter->runs);
	if (head == NULL) {
		return PANTAU_END;
	}
	enum pantau_status status = unpack(head, arena, out, extra, err);
	return status == PANTAU_OK ? pantau_sort_runs_pop(&sorter->runs, err)
			: status;
}
