/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_LEXICON_CHECK_H
#define PANTAU_LEXICON_CHECK_H

/*
 * Checks across rows and files: repeated and conflicting keys, rows that can
 * never match, names that nothing defines. False when memory is out.
 */

#include "base/hash.h"
#include "lexicon/source.h"

/* Each table's keys; value = row index + 1 of the first row that has it. */
struct table_keys {
	struct map map[TABLE_KINDS];
};

bool pantau_tables_check(const struct tables *tables,
		struct finding_list *list);

/* Checks of one file that need other files' keys; used by the above. */
bool pantau_check_slang(const struct tables *tables,
		const struct table_keys *keys, struct finding_list *list);
bool pantau_check_cues(const struct tables *tables,
		const struct table_keys *keys, struct finding_list *list);
/* A cue stands once for each act; traits stand nowhere. */
bool pantau_check_acts(const struct tables *tables, struct finding_list *list);

/* A row names a cue or a group that is there, once for each context. */
bool pantau_check_exceptions(const struct tables *tables,
		const struct table_keys *keys, struct finding_list *list);

/* '*' only between words. The cue is the first cell of the row. */
void pantau_check_phrase(const struct table *table, const struct tsv_row *row,
		struct finding_list *list);

/*
 * What only a check looks at: MANIFEST.tsv (row counts) and files of names that
 * are not known. Warnings, but for a MANIFEST that cannot be read as a table.
 */
enum pantau_status pantau_folder_check(const struct sources *sources,
		const struct tables *tables, struct arena *arena,
		struct finding_list *list, struct pantau_error *err);

/* A finding at a cell; format and hint are in the language of the list. */
PANTAU_PRINTF(7, 8)
void pantau_check_add(struct finding_list *list, const struct table *table,
		const struct tsv_row *row, size_t column, int severity,
		const char *hint, const char *format, ...);

#endif
