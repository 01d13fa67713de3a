/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_IMPORT_SORT_RUN_H
#define PANTAU_IMPORT_SORT_RUN_H

/* Sorted runs in unnamed files and their merge: the part of the sorter that
 * knows the disk. A run holds documents as sort.c lays them out. */

#include "import/sort.h"

/* The fixed part of a stored document; its strings follow. */
struct sort_head {
	uint64_t time;   /* seconds; UINT64_MAX when undated */
	uint64_t number; /* of the document in the input as a whole */
	uint64_t size;   /* of head and strings */
	struct sort_extra extra;
	struct doc doc;  /* the lengths of its strings hold; p is NULL */
};

struct sort_order {
	uint64_t time, number;
	size_t offset;   /* of the head in the bytes */
};

struct sort_run;

struct sort_runs {
	const char *folder;
	struct sort_run *run;
	size_t n, room;
	size_t *heap;    /* run numbers, least head first */
	size_t heaped;
};

void pantau_sort_runs_finish(struct sort_runs *runs);

/* Writes documents in the given order as a new run. */
enum pantau_status pantau_sort_runs_add(struct sort_runs *runs,
		struct str bytes, const struct sort_order *order, size_t n,
		struct pantau_error *err);

/* After the last add: readies the merge. Then head lends the least document
 * (head and strings, whole) or NULL at the end, and pop moves past it. */
enum pantau_status pantau_sort_runs_begin(struct sort_runs *runs,
		struct pantau_error *err);
const char *pantau_sort_runs_head(const struct sort_runs *runs);
enum pantau_status pantau_sort_runs_pop(struct sort_runs *runs,
		struct pantau_error *err);

#endif
