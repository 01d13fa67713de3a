/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_IMPORT_SORT_H
#define PANTAU_IMPORT_SORT_H

/*
 * Documents in any order in, in order of publication out: an external merge
 * sort in bounded memory. Row ids follow publication, which is what makes
 * newest-first and date ranges fast. Equal times keep the order of the input;
 * documents without a date come last.
 *
 * What is added fills a run; a full one is sorted and written by a thread of
 * its own while the next fills. Input that fits never touches the disk.
 */

#include "base/error.h"
#include "import/record.h"

#define SORT_MEMORY_DEFAULT ((size_t)96 << 20)

struct sorter;

/* Called for each run before it is sorted: its documents are in the order of
 * the input, keys and marks in their heads may be changed. *dropped: how many
 * were marked RECORD_DROPPED. last: no run follows. */
typedef enum pantau_status (*pantau_sorter_close)(void *context,
		struct record_set *run, bool last, size_t *dropped,
		struct pantau_error *err);

/* Two runs together stay below 'memory' bytes but for a set that is larger than
 * that; full ones go to an unnamed file in folder. close may be NULL. */
enum pantau_status pantau_sorter_create(const char *folder, size_t memory,
		pantau_sorter_close close, void *context, struct sorter **out,
		struct pantau_error *err);
void pantau_sorter_destroy(struct sorter *sorter);

/* Copies all of a set. */
enum pantau_status pantau_sorter_append(struct sorter *sorter,
		const struct record_set *set, struct pantau_error *err);

/* Documents that were added and, once finished, not dropped. */
uint64_t pantau_sorter_count(const struct sorter *sorter);

/* After the last add; then next gives documents until PANTAU_END, their
 * strings in the arena. */
enum pantau_status pantau_sorter_finish(struct sorter *sorter,
		struct pantau_error *err);
enum pantau_status pantau_sorter_next(struct sorter *sorter,
		struct arena *arena, struct doc *out, struct sort_extra *extra,
		struct pantau_error *err);
/* The key of the document that comes next; NULL when that is not known. */
const unsigned char *pantau_sorter_peek(const struct sorter *sorter);

#endif
