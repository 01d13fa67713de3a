/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_IMPORT_CSV_PARSE_H
#define PANTAU_IMPORT_CSV_PARSE_H

/*
 * CSV and TSV (RFC 4180 with any delimiter, LF or CRLF): one row out of bytes.
 * A quote opens a cell only as its first byte; elsewhere it is a character.
 */

#include "base/arena.h"
#include "base/str.h"

#define CSV_CELLS_MAX 4096

struct csv_cell {
	size_t start, end;  /* bytes of the row, without the quotes */
	bool quoted;
	bool doubled;       /* holds "" for " */
};

struct csv_row {
	struct csv_cell *cell;
	size_t cells, room;
	size_t bytes;       /* of the row with its line end */
	size_t fault;       /* the byte where a status other than OK shows */
};

enum csv_status {
	CSV_OK,
	CSV_MORE,       /* the row goes on behind the bytes; ask with more */
	CSV_UNCLOSED,   /* a quote at 'fault' is never closed (last only) */
	CSV_STRAY,      /* something between closing quote and delimiter */
	CSV_CELLS,      /* more than CSV_CELLS_MAX cells */
	CSV_NO_MEMORY,
};

void pantau_csv_row_init(struct csv_row *row);
void pantau_csv_row_finish(struct csv_row *row);

/* Parses the row at the beginning of bytes, which are not empty. last: there
 * are no more bytes behind these. */
enum csv_status pantau_csv_parse(struct str bytes, bool last, char delimiter,
		struct csv_row *row);

/* The same where every delimiter parts cells and every line is a row. A quote
 * counts only where it closes at the cell's end as it should. */
enum csv_status pantau_csv_split(struct str bytes, bool last, char delimiter,
		struct csv_row *row);

/* The delimiter of a header row: the most frequent of , ; and TAB outside
 * quotes, and on a tie the first of these. */
char pantau_csv_sniff(struct str bytes);

/* The content of a cell: a view of bytes, or a copy in the arena when quotes
 * were doubled. p is NULL when memory is out. */
struct str pantau_csv_cell(struct str bytes, const struct csv_cell *cell,
		struct arena *arena);

/* Line (added to *line) and column from 1 of a byte of a row. */
void pantau_csv_place(struct str bytes, size_t at, uint64_t *line,
		uint64_t *column);

#endif
