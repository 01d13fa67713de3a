/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * External merge sort of documents (Knuth 3, 5.4). A run is sorted in memory
 * by (time, number) and written to an unnamed file; runs are merged by a heap
 * of their heads. Input that fits in memory never touches the disk.
 */

#include "import/sort.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define READ_MIN ((size_t)64 << 10)

/* The fixed part of a stored document; the strings follow. */
struct head {
	uint64_t time;   /* seconds; UINT64_MAX when undated */
	uint64_t number; /* of the document in the input as a whole */
	uint64_t size;   /* of head and strings */
	struct sort_extra extra;
	struct doc doc;  /* its views hold offsets from the head in p */
};

struct order {
	uint64_t time, number;
	size_t offset;
};

/* A sorted run in a file, read through a window. */
struct run {
	int fd;
	uint64_t left;   /* bytes not yet read from the file */
	struct buf window;
	size_t at;       /* of the head at hand in the window */
};

struct sorter {
	char *folder;
	size_t memory;
	uint64_t count;
	struct buf heads;       /* the run being gathered */
	struct order *order;
	size_t orders, order_room, next;
	struct run *run;
	size_t runs, run_room;
	size_t *heap;           /* run numbers, least head first */
	size_t heaped;
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
	*out = sorter;
	return PANTAU_OK;
}

void pantau_sorter_destroy(struct sorter *sorter)
{
	if (sorter == NULL) {
		return;
	}
	for (size_t i = 0; i < sorter->runs; i++) {
		if (sorter->run[i].fd >= 0) {
			close(sorter->run[i].fd);
		}
		pantau_buf_finish(&sorter->run[i].window);
	}
	pantau_buf_finish(&sorter->heads);
	free(sorter->order);
	free(sorter->run);
	free(sorter->heap);
	free(sorter->folder);
	free(sorter);
}

uint64_t pantau_sorter_count(const struct sorter *sorter)
{
	return sorter->count;
}

static int by_time(const void *a, const void *b)
{
	const struct order *x = a, *y = b;
	if (x->time != y->time) {
		return x->time < y->time ? -1 : 1;
	}
	return (x->number > y->number) - (x->number < y->number);
}

static enum pantau_status write_all(struct sorter *sorter, int fd,
		const char *p, size_t n, struct pantau_error *err)
{
	while (n > 0) {
		ssize_t done = write(fd, p, n);
		if (done < 0 && errno == EINTR) {
			continue;
		}
		if (done <= 0) {
			return pantau_fail_errno(err, "cannot write while sorting in",
					"tidak dapat menulis saat mengurutkan di",
					sorter->folder);
		}
		p += done;
		n -= (size_t)done;
	}
	return PANTAU_OK;
}

/* An unlinked file: whatever ends the program, nothing is left behind. */
static enum pantau_status unnamed_file(struct sorter *sorter, int *fd,
		struct pantau_error *err)
{
	char path[4096];
	snprintf(path, sizeof(path), "%.4000s/.pantau-sort-XXXXXX",
			sorter->folder);
	*fd = mkstemp(path);
	if (*fd < 0) {
		return pantau_fail_errno(err, "cannot make a file for sorting in",
				"tidak dapat membuat berkas pengurutan di",
				sorter->folder);
	}
	unlink(path);
	return PANTAU_OK;
}

static bool room_for_run(struct sorter *sorter)
{
	if (sorter->runs < sorter->run_room) {
		return true;
	}
	size_t room = sorter->run_room == 0 ? 8 : sorter->run_room * 2;
	struct run *run = realloc(sorter->run, room * sizeof(*run));
	if (run == NULL) {
		return false;
	}
	sorter->run = run;
	sorter->run_room = room;
	return true;
}

static enum pantau_status spill(struct sorter *sorter,
		struct pantau_error *err)
{
	if (!room_for_run(sorter)) {
		return pantau_fail_memory(err);
	}
	struct run *run = &sorter->run[sorter->runs];
	*run = (struct run){.fd = -1};
	enum pantau_status status = unnamed_file(sorter, &run->fd, err);
	if (status != PANTAU_OK) {
		return status;
	}
	sorter->runs++;
	qsort(sorter->order, sorter->orders, sizeof(*sorter->order), by_time);
	struct buf block;
	pantau_buf_init(&block);
	for (size_t i = 0; status == PANTAU_OK && i < sorter->orders; i++) {
		const char *p = sorter->heads.p + sorter->order[i].offset;
		struct head head;
		memcpy(&head, p, sizeof(head));
		pantau_buf_append(&block, p, head.size);
		run->left += head.size;
		if (block.failed) {
			status = pantau_fail_memory(err);
		} else if (block.n >= ((size_t)1 << 20) ||
				i + 1 == sorter->orders) {
			status = write_all(sorter, run->fd, block.p, block.n, err);
			pantau_buf_clear(&block);
		}
	}
	pantau_buf_finish(&block);
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
	struct order *order = realloc(sorter->order, room * sizeof(*order));
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
	struct head head = {
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
	sorter->order[sorter->orders] = (struct order){
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

/* Makes at least n bytes from run->at on available in the window. */
static enum pantau_status need(struct sorter *sorter, struct run *run,
		size_t n, struct pantau_error *err)
{
	size_t have = run->window.n - run->at;
	if (have >= n) {
		return PANTAU_OK;
	}
	if (run->at > 0) {
		memmove(run->window.p, run->window.p + run->at, have);
		run->window.n = have;
		run->at = 0;
	}
	size_t want = n - have > READ_MIN ? n - have : READ_MIN;
	if (want > run->left) {
		want = (size_t)run->left;
	}
	if (!pantau_buf_reserve(&run->window, want)) {
		return pantau_fail_memory(err);
	}
	while (want > 0) {
		ssize_t done = read(run->fd, run->window.p + run->window.n, want);
		if (done < 0 && errno == EINTR) {
			continue;
		}
		if (done <= 0) {
			return pantau_fail_errno(err, "cannot read while sorting in",
					"tidak dapat membaca saat mengurutkan di",
					sorter->folder);
		}
		run->window.n += (size_t)done;
		run->left -= (uint64_t)done;
		want -= (size_t)done;
	}
	return PANTAU_OK;
}

static bool run_empty(const struct run *run)
{
	return run->left == 0 && run->at == run->window.n;
}

/* Brings the head of a run, whole with its strings, into the window. */
static enum pantau_status load(struct sorter *sorter, struct run *run,
		struct head *head, struct pantau_error *err)
{
	enum pantau_status status = need(sorter, run, sizeof(*head), err);
	if (status != PANTAU_OK) {
		return status;
	}
	memcpy(head, run->window.p + run->at, sizeof(*head));
	return need(sorter, run, (size_t)head->size, err);
}

static bool less(const struct sorter *sorter, size_t a, size_t b)
{
	struct head x, y;
	memcpy(&x, sorter->run[a].window.p + sorter->run[a].at, sizeof(x));
	memcpy(&y, sorter->run[b].window.p + sorter->run[b].at, sizeof(y));
	return x.time != y.time ? x.time < y.time : x.number < y.number;
}

static void sink(struct sorter *sorter, size_t i)
{
	size_t *heap = sorter->heap;
	for (;;) {
		size_t child = 2 * i + 1;
		if (child >= sorter->heaped) {
			return;
		}
		if (child + 1 < sorter->heaped &&
				less(sorter, heap[child + 1], heap[child])) {
			child++;
		}
		if (!less(sorter, heap[child], heap[i])) {
			return;
		}
		size_t swap = heap[i];
		heap[i] = heap[child];
		heap[child] = swap;
		i = child;
	}
}

enum pantau_status pantau_sorter_finish(struct sorter *sorter,
		struct pantau_error *err)
{
	if (sorter->runs == 0) {
		if (sorter->orders > 0) {
			qsort(sorter->order, sorter->orders, sizeof(*sorter->order),
					by_time);
		}
		return PANTAU_OK;
	}
	enum pantau_status status = sorter->orders > 0 ? spill(sorter, err)
			: PANTAU_OK;
	pantau_buf_finish(&sorter->heads);
	pantau_buf_init(&sorter->heads);
	sorter->heap = calloc(sorter->runs, sizeof(*sorter->heap));
	if (sorter->heap == NULL) {
		return pantau_fail_memory(err);
	}
	for (size_t i = 0; status == PANTAU_OK && i < sorter->runs; i++) {
		struct run *run = &sorter->run[i];
		struct head head;
		pantau_buf_init(&run->window);
		if (lseek(run->fd, 0, SEEK_SET) != 0) {
			return pantau_fail_errno(err, "cannot read while sorting in",
					"tidak dapat membaca saat mengurutkan di",
					sorter->folder);
		}
		status = load(sorter, run, &head, err);
		sorter->heap[sorter->heaped++] = i;
	}
	if (status == PANTAU_OK) {
		for (size_t i = sorter->heaped / 2; i-- > 0;) {
			sink(sorter, i);
		}
	}
	return status;
}

/* A stored document to a struct doc with its strings in the arena. */
static enum pantau_status unpack(const char *p, struct arena *arena,
		struct doc *out, struct sort_extra *extra, struct pantau_error *err)
{
	struct head head;
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
	if (sorter->runs == 0) {
		if (sorter->next == sorter->orders) {
			return PANTAU_END;
		}
		size_t offset = sorter->order[sorter->next++].offset;
		return unpack(sorter->heads.p + offset, arena, out, extra, err);
	}
	if (sorter->heaped == 0) {
		return PANTAU_END;
	}
	struct run *run = &sorter->run[sorter->heap[0]];
	struct head head;
	memcpy(&head, run->window.p + run->at, sizeof(head));
	enum pantau_status status = unpack(run->window.p + run->at, arena, out,
			extra, err);
	if (status != PANTAU_OK) {
		return status;
	}
	run->at += (size_t)head.size;
	if (run_empty(run)) {
		sorter->heap[0] = sorter->heap[--sorter->heaped];
	} else {
		status = load(sorter, run, &head, err);
	}
	sink(sorter, 0);
	return status;
}
