/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* CSV and TSV with a header: one document a row. */

#include <stdlib.h>

#include "import/csv_columns.h"
#include "import/csv_rows.h"
#include "import/fields.h"
#include "import/reader.h"

struct csv {
	const struct import_options *options;
	struct csv_rows rows;
	struct csv_columns columns;
	struct buf rejected; /* header and first rejected row */
};

static bool has_name(struct str name)
{
	return pantau_reader_named(name, STR(".csv")) ||
			pantau_reader_named(name, STR(".tsv"));
}

static int bid(struct str head, bool whole, struct str name, bool alone)
{
	struct csv_row row;
	int bid = has_name(name) ? 70 : 0;
	(void)alone;
	if (bid == 0 && memchr(head.p, '\0', head.n) == NULL) {
		/* Two columns that we know: no running text begins so. */
		pantau_csv_row_init(&row);
		if (pantau_csv_parse(head, whole, pantau_csv_sniff(head), &row) ==
				CSV_OK && pantau_csv_known(head, &row) >= 2) {
			bid = 65;
		}
		pantau_csv_row_finish(&row);
	}
	return bid;
}

static void close_reader(void *reader)
{
	struct csv *csv = reader;
	pantau_csv_rows_finish(&csv->rows);
	pantau_csv_columns_finish(&csv->columns);
	pantau_buf_finish(&csv->rejected);
	free(csv);
}

/* A row of the right shape to a document. */
static enum pantau_status convert(struct csv *csv, struct str bytes,
		struct arena *arena, struct doc *out, struct pantau_error *err)
{
	const struct csv_rows *rows = &csv->rows;
	enum pantau_status status;
	*out = (struct doc){.record = rows->record, .line = rows->line};
	for (size_t i = 0; i < rows->row.cells; i++) {
		const struct csv_cell *cell = &rows->row.cell[i];
		uint32_t field = csv->columns.field[i];
		if (field == 0) {
			continue;
		}
		struct str value = pantau_csv_cell(bytes, cell, arena);
		if (value.p != NULL && !cell->doubled) {
			value = pantau_arena_str(arena, value);
		}
		if (value.p == NULL) {
			return pantau_fail_memory(err);
		}
		if ((field & (DOC_TEXT | DOC_TITLE)) == 0) {
			value = pantau_str_trim(value);
		}
		status = pantau_field_set(out, field, value, csv->options,
				err);
		if (status != PANTAU_OK) {
			return pantau_csv_rows_at(rows, bytes, cell->start,
					status, err);
		}
	}
	status = pantau_field_check(out, err);
	return status == PANTAU_OK ? status
			: pantau_csv_rows_at(rows, bytes, 0, status, err);
}

static enum pantau_status next_row(struct csv *csv, struct arena *arena,
		struct doc *out, struct str *raw, struct pantau_error *err)
{
	struct str bytes;
	enum pantau_status status = pantau_csv_rows_next(&csv->rows, arena,
			&bytes, raw, err);
	if (status == PANTAU_OK) {
		status = convert(csv, bytes, arena, out, err);
	} else {
		*out = (struct doc){.record = csv->rows.record,
			.line = csv->rows.line};
	}
	return status;
}

/* The first rejected row brings the header along, so that what was rejected
 * can be mended and indexed as it stands. */
static enum pantau_status next(void *reader, struct arena *arena,
		struct doc *out, struct str *raw, struct pantau_error *err)
{
	struct csv *csv = reader;
	enum pantau_status status = next_row(csv, arena, out, raw, err);
	if (status == PANTAU_BAD_INPUT && csv->rejected.n == 0) {
		pantau_buf_str(&csv->rejected, buf_str(&csv->rows.header));
		pantau_buf_str(&csv->rejected, *raw);
		if (csv->rejected.failed) {
			return pantau_fail_memory(err);
		}
		*raw = buf_str(&csv->rejected);
	}
	return status;
}

static enum pantau_status read_header(struct csv *csv,
		struct pantau_error *err)
{
	struct str bytes;
	struct arena arena;
	pantau_arena_init(&arena);
	enum pantau_status status = pantau_csv_rows_header(&csv->rows, &arena,
			&bytes, err);
	if (status == PANTAU_OK) {
		status = pantau_csv_columns_map(&csv->columns, bytes,
				&csv->rows.row, csv->options, err);
		if (status == PANTAU_BAD_INPUT) {
			pantau_fail_at(err, NULL, csv->rows.line, 0);
		}
	}
	pantau_arena_finish(&arena);
	return status;
}

static enum pantau_status open_reader(const struct reader_setup *setup,
		void **out, struct pantau_error *err)
{
	struct csv *csv = calloc(1, sizeof(*csv));
	if (csv == NULL) {
		return pantau_fail_memory(err);
	}
	csv->options = setup->options;
	pantau_csv_rows_init(&csv->rows, setup->source);
	pantau_buf_init(&csv->rejected);
	pantau_csv_columns_init(&csv->columns);
	enum pantau_status status = read_header(csv, err);
	if (status != PANTAU_OK) {
		close_reader(csv);
		return status;
	}
	*out = csv;
	return PANTAU_OK;
}

static struct str mapping(const void *reader)
{
	const struct csv *csv = reader;
	return buf_str(&csv->columns.mapping);
}

const struct reader_ops pantau_reader_csv = {
	.name = "csv",
	.bid = bid,
	.open = open_reader,
	.next = next,
	.mapping = mapping,
	.close = close_reader,
};
