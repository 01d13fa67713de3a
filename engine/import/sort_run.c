/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Runs of documents in unnamed files, merged by a heap of their heads (Knuth 3,
 * 5.4.1). */

#include "import/sort_run.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define READ_MIN ((size_t)64 << 10)
#define WRITE_BLOCK ((size_t)1 << 20)

/* A sorted run in a file, read through a window. */
struct sort_run {
	int fd;
	uint64_t left;   /* bytes not yet read from the file */
	struct buf window;
	size_t at;       /* of the head at hand in the window */
};

void pantau_sort_runs_finish(struct sort_runs *runs)
{
	for (size_t i = 0; i < runs->n; i++) {
		if (runs->run[i].fd >= 0) {
			close(runs->run[i].fd);
		}
		pantau_buf_finish(&runs->run[i].window);
	}
	free(runs->run);
	free(runs->heap);
}

static enum pantau_status write_all(struct sort_runs *runs, int fd,
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
					runs->folder);
		}
		p += done;
		n -= (size_t)done;
	}
	return PANTAU_OK;
}

/* An unlinked file: whatever ends the program, nothing is left behind. */
static enum pantau_status unnamed_file(struct sort_runs *runs, int *fd,
		struct pantau_error *err)
{
	char path[4096];
	snprintf(path, sizeof(path), "%.4000s/.pantau-sort-XXXXXX",
			runs->folder);
	*fd = mkstemp(path);
	if (*fd < 0) {
		return pantau_fail_errno(err, "cannot make a file for sorting in",
				"tidak dapat membuat berkas pengurutan di",
				runs->folder);
	}
	unlink(path);
	return PANTAU_OK;
}

static bool room_for_run(struct sort_runs *runs)
{
	if (runs->n < runs->room) {
		return true;
	}
	size_t room = runs->room == 0 ? 8 : runs->room * 2;
	struct sort_run *run = realloc(runs->run, room * sizeof(*run));
	if (run == NULL) {
		return false;
	}
	runs->run = run;
	runs->room = room;
	return true;
}

static enum pantau_status write_run(struct sort_runs *runs,
		struct sort_run *run, struct str bytes,
		const struct sort_order *order, size_t n, struct pantau_error *err)
{
	struct buf block;
	enum pantau_status status = PANTAU_OK;
	pantau_buf_init(&block);
	for (size_t i = 0; status == PANTAU_OK && i < n; i++) {
		const char *p = bytes.p + order[i].offset;
		struct sort_head head;
		memcpy(&head, p, sizeof(head));
		pantau_buf_append(&block, p, (size_t)head.size);
		run->left += head.size;
		if (block.failed) {
			status = pantau_fail_memory(err);
		} else if (block.n >= WRITE_BLOCK || i + 1 == n) {
			status = write_all(runs, run->fd, block.p, block.n, err);
			pantau_buf_clear(&block);
		}
	}
	pantau_buf_finish(&block);
	return status;
}

enum pantau_status pantau_sort_runs_add(struct sort_runs *runs,
		struct str bytes, const struct sort_order *order, size_t n,
		struct pantau_error *err)
{
	if (!room_for_run(runs)) {
		return pantau_fail_memory(err);
	}
	struct sort_run *run = &runs->run[runs->n];
	*run = (struct sort_run){.fd = -1};
	pantau_buf_init(&run->window);
	enum pantau_status status = unnamed_file(runs, &run->fd, err);
	if (status != PANTAU_OK) {
		return status;
	}
	runs->n++;
	return write_run(runs, run, bytes, order, n, err);
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
					runs->folder);
		}
		run->window.n += (size_t)done;
		run->left -= (uint64_t)done;
		want -= (size_t)done;
	}
	return PANTAU_OK;
}

static bool run_empty(const struct sort_run *run)
{
	return run->left == 0 && run->at == run->window.n;
}

/* Brings the head of a run, whole with its strings, into the window. */
static enum pantau_status load(struct sort_runs *runs, struct sort_run *run,
		struct sort_head *head, struct pantau_error *err)
{
	enum pantau_status status = need(runs, run, sizeof(*head), err);
	if (status != PANTAU_OK) {
		return status;
	}
	memcpy(head, run->window.p + run->at, sizeof(*head));
	return need(runs, run, (size_t)head->size, err);
}

static bool less(const struct sort_runs *runs, size_t a, size_t b)
{
	struct sort_head x, y;
	memcpy(&x, runs->run[a].window.p + runs->run[a].at, sizeof(x));
	memcpy(&y, runs->run[b].window.p + runs->run[b].at, sizeof(y));
	return x.time != y.time ? x.time < y.time : x.number < y.number;
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
		struct pantau_error *err)
{
	enum pantau_status status = PANTAU_OK;
	runs->heap = calloc(runs->n + 1, sizeof(*runs->heap));
	if (runs->heap == NULL) {
		return pantau_fail_memory(err);
	}
	for (size_t i = 0; status == PANTAU_OK && i < runs->n; i++) {
		struct sort_head head;
		if (lseek(runs->run[i].fd, 0, SEEK_SET) != 0) {
			return pantau_fail_errno(err, "cannot read while sorting in",
					"tidak dapat membaca saat mengurutkan di",
					runs->folder);
		}
		status = load(runs, &runs->run[i], &head, err);
		runs->heap[runs->heaped++] = i;
	}
	for (size_t i = runs->heaped / 2; status == PANTAU_OK && i-- > 0;) {
		sink(runs, i);
	}
	return status;
}

const char *pantau_sort_runs_head(const struct sort_runs *runs)
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
	struct sort_head head;
	enum pantau_status status = PANTAU_OK;
	memcpy(&head, run->window.p + run->at, sizeof(head));
	run->at += (size_t)head.size;
	if (run_empty(run)) {
		runs->heap[0] = runs->heap[--runs->heaped];
	} else {
		status = load(runs, run, &head, err);
	}
	sink(runs, 0);
	return status;
}
