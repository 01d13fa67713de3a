/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_IMPORT_SORT_RUN_H
#define PANTAU_IMPORT_SORT_RUN_H

/* Sorted runs one behind the other in an unnamed file, and their merge: the
 * part of the sorter that knows the disk. */

#include "base/error.h"
#include "base/radix.h"
#include "import/record.h"

struct sort_run;

struct sort_runs {
	const char *folder;
	int fd;           /* -1: no file yet */
	uint64_t end;     /* of the file */
	struct sort_run *run;
	size_t n, room;
	size_t window;    /* bytes to read at once */
	size_t *heap;     /* run numbers, least head first */
	size_t heaped;
};

/* folder is lent. */
void pantau_sort_runs_init(struct sort_runs *runs, const char *folder);
void pantau_sort_runs_finish(struct sort_runs *runs);

/* Makes the file, if there is none, and room for one more run. */
enum pantau_status pantau_sort_runs_ready(struct sort_runs *runs,
		struct pantau_error *err);

/* Writes records (values of order: their offsets in bytes) as a new run; after
 * a call of ready. */
enum pantau_status pantau_sort_runs_add(struct sort_runs *runs,
		struct str bytes, const struct radix_item *order, size_t n,
		struct pantau_error *err);

/* After the last add: readies the merge with windows of 'memory' bytes in all.
 * Then head lends the least record, whole, until PANTAU_END, and pop (after
 * head) moves past it. Of equal times the earlier run's comes first. */
enum pantau_status pantau_sort_runs_begin(struct sort_runs *runs,
		size_t memory, struct pantau_error *err);
enum pantau_status pantau_sort_runs_head(struct sort_runs *runs,
		const char **record, struct pantau_error *err);
/* The head of the least record, perhaps without what follows it; or NULL. */
const char *pantau_sort_runs_peek(const struct sort_runs *runs);
enum pantau_status pantau_sort_runs_pop(struct sort_runs *runs,
		struct pantau_error *err);

#endif
