/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_CLI_LABEL_FILE_H
#define PANTAU_CLI_LABEL_FILE_H

/*
 * Tables of labels: a header that names the columns (id, source, tone, by,
 * reason, time; or sumber, nada, oleh, alasan, waktu; label where there is no
 * tone; others are passed over),
 * then a label a row. With tabs it is what 'label export' writes: no quotes,
 * and \t \n \r \\ for what would break a row. With commas or semicolons it is
 * CSV (import/csv_parse.h).
 */

#include "base/error.h"
#include "import/csv_parse.h"

enum label_column {
	LABEL_ID, LABEL_SOURCE, LABEL_TONE, LABEL_BY, LABEL_REASON, LABEL_TIME,
	LABEL_COLUMNS,
};

#define LABEL_CELLS_MAX 64

struct label_file {
	struct str rest;            /* what is not read yet; lent */
	uint64_t line;              /* where it begins, from 1 */
	char delimiter;
	size_t cells;               /* of the header */
	size_t at[LABEL_COLUMNS];   /* which cell; LABEL_CELLS_MAX: none */
	unsigned unclosed;          /* quotes so far that nothing closed */
	struct csv_row row;
	struct csv_cell cell[LABEL_CELLS_MAX];
};

/* One row: cells trimmed, an absent one empty; in the arena or the file. */
struct label_row {
	struct str cell[LABEL_COLUMNS];
	uint64_t line;
	uint64_t column[LABEL_COLUMNS]; /* byte of the line, from 1 */
};

/* Reads the header. bytes are lent until finish; finish in any case.
 * PANTAU_BAD_INPUT with line and column when a column that is needed (id, tone)
 * is not there, or one is there twice. */
enum pantau_status pantau_label_file_open(struct label_file *file,
		struct str bytes, struct pantau_error *err);
void pantau_label_file_finish(struct label_file *file);

/* The next row that is not blank. PANTAU_END behind the last; PANTAU_BAD_INPUT
 * with line and column rejects this row, and reading goes on behind it. */
enum pantau_status pantau_label_file_next(struct label_file *file,
		struct arena *arena, struct label_row *out,
		struct pantau_error *err);

#endif
