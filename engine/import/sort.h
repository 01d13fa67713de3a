/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_IMPORT_SORT_H
#define PANTAU_IMPORT_SORT_H

/*
 * Documents in any order in, in order of publication out: an external merge
 * sort in bounded memory. Row ids follow publication, which is what makes
 * newest-first and date ranges fast. Equal times keep the order of the input;
 * documents without a date come last.
 */

#include "import/doc.h"
#include "base/arena.h"
#include "base/error.h"

#define SORT_MEMORY_DEFAULT ((size_t)64 << 20)

struct sorter;

/* Runs past 'memory' bytes go to unnamed files in folder. */
enum pantau_status pantau_sorter_create(const char *folder, size_t memory,
		struct sorter **out, struct pantau_error *err);
void pantau_sorter_destroy(struct sorter *sorter);

/* Copies the document. extra is kept with it (identity hashes). */
struct sort_extra {
	unsigned char key[16], content[16];
};
enum pantau_status pantau_sorter_add(struct sorter *sorter,
		const struct doc *doc, const struct sort_extra *extra,
		struct pantau_error *err);

uint64_t pantau_sorter_count(const struct sorter *sorter);

/* After the last add; then next gives documents until PANTAU_END, their
 * strings in the arena. */
enum pantau_status pantau_sorter_finish(struct sorter *sorter,
		struct pantau_error *err);
enum pantau_status pantau_sorter_next(struct sorter *sorter,
		struct arena *arena, struct doc *out, struct sort_extra *extra,
		struct pantau_error *err);

#endif
