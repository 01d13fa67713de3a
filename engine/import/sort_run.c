/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Runs of documents in an unnamed file, merged by a heap of their heads (Knuth
 * 3, 5.4.1). */

#include "import/sort_run.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"

#define WINDOW_MIN ((size_t)16 << 10)
#define WINDOW_MAX ((size_t)256 << 10)
#define WRITE_BLOCK ((size_t)1 << 20)
/* Records are written in another order than they lie in memory: each would
 * wait for its bytes. */
#define AHEAD 8

/* A sorted run in the file, read through a window. */
struct sort_run {
	uint64_t from, left; /* of the file: bytes not yet read */
	struct buf window;
	size_t at;           /* of the head at hand in the window */
	uint32_t time;       /* of that */
};

void pantau_sort_runs_init(struct sort_runs *runs, const char *folder)
{
	*runs = (struct sort_runs){.folder = folder, .fd = -1};
}

void pantau_sort_runs_finish(struct sort_runs *runs)
{
	for (size_t i = 0; i < runs->n; i++) {
		pantau_buf_finish(&runs->run[i].window);
	}
	if (runs->fd >= 0) {
		close(runs->fd);
	}
	free(runs->run);
	free(runs->heap);
}

static enum pantau_status fail_write(const struct sort_runs *runs,
		struct pantau_error *err)
{
	return pantau_fail_errno(err, "cannot write while sorting in",
			"tidak dapat menulis saat mengurutkan di", runs->folder);
}

enum pantau_status pantau_sort_runs_ready(struct sort_runs *runs,
		struct pantau_error *err)
{
	if (runs->fd < 0) {
		runs->fd = pantau_file_unnamed(runs->folder);
	}
	if (runs->fd < 0) {
		return pantau_fail_errno(err, "cannot make a file for sorting in",
				"tidak dapat membuat berkas pengurutan di",
				runs->folder);
	}
	if (runs->n < runs->room) {
		return PANTAU_OK;
	}
	size_t room = runs->room == 0 ? 16 : runs->room * 2;
	struct sort_run *run = realloc(runs->run, room * sizeof(*run));
	if (run == NULL) {
		return pantau_fail_memory(err);
	}
	runs->run = run;
	runs->room = room;
	return PANTAU_OK;
}

static void fetch(const char *p)
{
#if defined(__GNUC__)
	__builtin_prefetch(p);
	__builtin_prefetch(p + 64);
	__builtin_prefetch(p + 128);
#else
	(void)p;
#endif
}

enum pantau_status pantau_sort_runs_add(struct sort_runs *runs,
		struct str bytes, const struct radix_item *order, size_t n,
		struct pantau_error *err)
{
	struct sort_run run = {.from = runs->end};
	struct buf block;
	enum pantau_status status = PANTAU_OK;
	pantau_buf_init(&block);
	for (size_t i = 0; status == PANTAU_OK && i < n; i++) {
		const char *p = bytes.p + order[i].value;
		if (i + AHEAD < n) {
			fetch(bytes.p + order[i + AHEAD].value);
		}
		pantau_buf_append(&block, p, record_head(p).size);
		if (block.failed) {
			status = pantau_fail_memory(err);
		} else if (block.n >= WRITE_BLOCK || i + 1 == n) {
			status = pantau_file_write_at(runs->fd, buf_str(&block),
					runs->end) ? PANTAU_OK
					: fail_write(runs, err);
			runs->end += block.n;
			pantau_buf_clear(&block);
		}
	}
	pantau_buf_finish(&block);
	run.left = runs->end - run.from;
	if (run.left > 0) {
		runs->run[runs->n++] = run;
	}
	return status;
}

/* Makes at least n bytes from run->at on available in the window. */
static enum pantau_status need(struct sort_runs *runs, struct sort_run *run,
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
	size_t want = n - have > runs->window ? n - have : runs->window;
	if (want > run->left) {
		want = (size_t)run->left;
	}
	if (!pantau_buf_reserve(&run->window, want)) {
		return pantau_fail_memory(err);
	}
	if (!pantau_file_read_at(runs->fd, run->window.p + run->window.n, want,
			run->from)) {
		return pantau_fail_errno(err, "cannot read while sorting in",
				"tidak dapat membaca saat mengurutkan di",
				runs->folder);
	}
	run->window.n += want;
	run->from += want;
	run->left -= want;
	return PANTAU_OK;
}

/* Brings the head of a run into the window; its strings may be long, and many
 * runs wait at a time. */
static enum pantau_status load(struct sort_runs *runs, struct sort_run *run,
		struct pantau_error *err)
{
	if (run->at == run->window.n && run->window.capacity > 4 * runs->window) {
		pantau_buf_finish(&run->window);
		run->at = 0;
	}
	enum pantau_status status = need(runs, run, sizeof(struct record_head),
			err);
	if (status == PANTAU_OK) {
		run->time = record_head(run->window.p + run->at).time;
	}
	return status;
}

static bool less(const struct sort_runs *runs, size_t a, size_t b)
{
	uint32_t x = runs->run[a].time, y = runs->run[b].time;
	return x != y ? x < y : a < b;
}

static void sink(struct sort_runs *runs, size_t i)
{
	size_t *heap = runs->heap;
	for (;;) {
		size_t child = 2 * i + 1;
		if (child >= runs->heaped) {
			return;
		}
		if (child + 1 < runs->heaped &&
				less(runs, heap[child + 1], heap[child])) {
			child++;
		}
		if (!less(runs, heap[child], heap[i])) {
			return;
		}
		size_t swap = heap[i];
		heap[i] = heap[child];
		heap[child] = swap;
		i = child;
	}
}

enum pantau_status pantau_sort_runs_begin(struct sort_runs *runs,
		size_t memory, struct pantau_error *err)
{
	enum pantau_status status = PANTAU_OK;
	size_t window = memory / (runs->n + 1);
	runs->window = window < WINDOW_MIN ? WINDOW_MIN
			: window > WINDOW_MAX ? WINDOW_MAX : window;
	runs->heap = calloc(runs->n + 1, sizeof(*runs->heap));
	if (runs->heap == NULL) {
		return pantau_fail_memory(err);
	}
	for (size_t i = 0; status == PANTAU_OK && i < runs->n; i++) {
		status = load(runs, &runs->run[i], err);
		runs->heap[runs->heaped++] = i;
	}
	for (size_t i = runs->heaped / 2; status == PANTAU_OK && i-- > 0;) {
		sink(runs, i);
	}
	return status;
}

enum pantau_status pantau_sort_runs_head(struct sort_runs *runs,
		const char **record, struct pantau_error *err)
{
	if (runs->heaped == 0) {
		return PANTAU_END;
	}
	struct sort_run *run = &runs->run[runs->heap[0]];
	enum pantau_status status = need(runs, run,
			record_head(run->window.p + run->at).size, err);
	*record = run->window.p + run->at;
	return status;
}

const char *pantau_sort_runs_peek(const struct sort_runs *runs)
{
	if (runs->heaped == 0) {
		return NULL;
	}
	const struct sort_run *run = &runs->run[runs->heap[0]];
	return run->window.p + run->at;
}

enum pantau_status pantau_sort_runs_pop(struct sort_runs *runs,
		struct pantau_error *err)
{
	struct sort_run *run = &runs->run[runs->heap[0]];
	enum pantau_status status = PANTAU_OK;
	run->at += record_head(run->window.p + run->at).size;
	if (run->left == 0 && run->at == run->window.n) {
		pantau_buf_finish(&run->window);
		runs->heap[0] = runs->heap[--runs->heaped];
	} else {
		status = load(runs, run, err);
	}
	sink(runs, 0);
	return status;
}
