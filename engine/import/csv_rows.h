/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_IMPORT_CSV_ROWS_H
#define PANTAU_IMPORT_CSV_ROWS_H

/*
 * The rows of a table (CSV or TSV with a header) as they come off a source, in
 * UTF-8, with their places. What the cells mean is the reader's business.
 */

#include "import/csv_parse.h"
#include "import/source.h"

#define CSV_ROW_MAX ((size_t)16 << 20) /* a longer one is rejected */

struct csv_rows {
	struct source *source;
	struct csv_row row;  /* cells of the row at hand */
	char delimiter;
	size_t look;         /* so far the end of a long row is looked for */
	bool lenient;        /* a tab parts cells whatever the quotes say, where
	                        the row has as many as the header then; and
	                        comments may stand before the header */
	size_t cells;        /* of the header */
	uint64_t line;       /* where the row at hand begins, from 1 */
	uint64_t record;     /* its number, from 1 */
	size_t pending;      /* bytes of the row at hand, to be passed over */
	unsigned unclosed;
	bool utf8;           /* a row beyond ASCII was UTF-8: all must be */
	bool skip;           /* the rest of the line at hand goes by first */
	bool over;
	struct buf header;   /* the header row as it stood */
};

/* The source is lent until finish. */
void pantau_csv_rows_init(struct csv_rows *rows, struct source *source);
void pantau_csv_rows_finish(struct csv_rows *rows);

/* The header: its bytes in *bytes, its cells in rows->row. PANTAU_BAD_INPUT
 * with a place rejects the table. */
enum pantau_status pantau_csv_rows_header(struct csv_rows *rows,
		struct arena *arena, struct str *bytes,
		struct pantau_error *err);

/*
 * The next row that is not blank, with as many cells as the header; *bytes and
 * *raw (the row as it stood, cut at 64 KiB) are lent until the next call.
 * PANTAU_END; PANTAU_BAD_INPUT with a place rejects this row.
 */
enum pantau_status pantau_csv_rows_next(struct csv_rows *rows,
		struct arena *arena, struct str *bytes, struct str *raw,
		struct pantau_error *err);

/* Adds the place of a byte of the row at hand to an error. Returns status. */
enum pantau_status pantau_csv_rows_at(const struct csv_rows *rows,
		struct str bytes, size_t at, enum pantau_status status,
		struct pantau_error *err);

#endif
