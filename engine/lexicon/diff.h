/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_LEXICON_DIFF_H
#define PANTAU_LEXICON_DIFF_H

/* What differs between the rows of two lexicon folders. */

#include "lexicon/schema.h"

enum lexicon_change_kind { CHANGE_ADDED, CHANGE_REMOVED, CHANGE_CHANGED };

/* One row; strings are valid during the call only. */
struct lexicon_change {
	enum lexicon_change_kind kind;
	const struct schema *schema; /* its file and columns */
	struct str key;              /* the cell of its first column */
	uint32_t line[2];            /* in the first and in the second folder;
	                                0 where it is not there */
	struct str cell[2][TSV_COLUMNS]; /* by column; empty where the row or
	                                    the column is absent */
};

/*
 * Calls change for each row that only one folder has or whose cells differ, by
 * file, then in byte order of the first cell; rows of one key are compared in
 * the order of their lines. Comments, the order of rows and MANIFEST.tsv do not
 * count; a file that only one folder has is all added or all removed.
 *
 * PANTAU_BAD_LEXICON with its place when a row of either cannot be read,
 * PANTAU_IO when a folder cannot be: nothing is called then.
 */
enum pantau_status pantau_lexicons_diff(const char *first, const char *second,
		void (*change)(void *context,
				const struct lexicon_change *change),
		void *context, struct pantau_error *err);

#endif
