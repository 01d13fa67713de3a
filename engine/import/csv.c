/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* CSV and TSV with a header: one document a row. */

#include <stdlib.h>

#include "base/utf8.h"
#include "import/csv_columns.h"
#include "import/csv_parse.h"
#include "import/fields.h"
#include "import/reader.h"

#define RECORD_MAX ((size_t)16 << 20)
/* Quotes that nobody closes are searched to the end; so often at most. */
#define UNCLOSED_MAX 64

struct csv {
	struct source *source;
	const struct import_options *options;
	struct csv_row row;
	struct csv_columns columns;
	char delimiter;
	uint64_t line;       /* where the next row begins, from 1 */
	uint64_t record;
	unsigned unclosed;
	bool utf8;           /* a row beyond ASCII was UTF-8: all must be */
	bool skip;           /* the rest of the line at hand goes by first */
	bool over;
	struct buf header;   /* the header row as it stood */
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
	pantau_csv_row_finish(&csv->row);
	pantau_csv_columns_finish(&csv->columns);
	pantau_buf_finish(&csv->header);
	pantau_buf_finish(&csv->rejected);
	free(csv);
}

/* Reads the row at the source's begin whole into the window. */
static enum pantau_status read_row(struct csv *csv, struct str *bytes,
		enum csv_status *parsed, struct pantau_error *err)
{
	struct source *source = csv->source;
	for (;;) {
		*bytes = source_view(source);
		if (bytes->n == 0 && source->end) {
			return PANTAU_END;
		}
		*parsed = bytes->n == 0 ? CSV_MORE : pantau_csv_parse(*bytes,
				source->end, csv->delimiter, &csv->row);
		if (*parsed == CSV_NO_MEMORY) {
			return pantau_fail_memory(err);
		}
		if (*parsed != CSV_MORE || bytes->n > RECORD_MAX) {
			return PANTAU_OK;
		}
		/* Twice as much each time: a long row is parsed in linear time. */
		enum pantau_status status = pantau_source_more(source,
				2 * bytes->n + 1, err);
		if (status != PANTAU_OK) {
			return status;
		}
	}
}

/* Passes over n bytes and counts their lines. */
static void pass(struct csv *csv, struct str bytes, size_t n)
{
	uint64_t column;
	pantau_csv_place(str_make(bytes.p, n), n, &csv->line, &column);
	source_skip(csv->source, n);
}

/* Passes over the rest of the line at hand, in bounded memory. */
static enum pantau_status pass_line(struct csv *csv, struct pantau_error *err)
{
	for (;;) {
		struct str view = source_view(csv->source);
		const char *end = view.n > 0 ? memchr(view.p, '\n', view.n) : NULL;
		pass(csv, view, end != NULL ? (size_t)(end - view.p) + 1 : view.n);
		if (end != NULL || csv->source->end) {
			return PANTAU_OK;
		}
		enum pantau_status status = pantau_source_more(csv->source, 1,
				err);
		if (status != PANTAU_OK) {
			return status;
		}
	}
}

static enum pantau_status fail_row(struct csv *csv, struct str bytes,
		size_t at, enum pantau_status status, struct pantau_error *err)
{
	uint64_t line = csv->line, column;
	pantau_csv_place(bytes, at, &line, &column);
	pantau_fail_at(err, NULL, line, column);
	return status;
}

/* Why a row has no end that makes sense. */
static enum pantau_status fail_parsed(struct csv *csv, struct str bytes,
		enum csv_status parsed, struct pantau_error *err)
{
	size_t at = csv->row.fault;
	enum pantau_status status;
	/* A cell over several lines: the mistake is more likely its quote. */
	if (parsed == CSV_STRAY && memchr(bytes.p, '\n', at) != NULL) {
		parsed = CSV_UNCLOSED;
		at = csv->row.cell[csv->row.cells - 1].start - 1;
	}
	if (parsed == CSV_STRAY) {
		status = pantau_fail(err, PANTAU_BAD_INPUT, "%s", PANTAU_T(err,
				"text behind a closing quote; quotes inside a cell are "
				"written twice",
				"ada teks setelah tanda kutip penutup; kutip di dalam sel "
				"ditulis dua kali"));
	} else if (parsed == CSV_CELLS) {
		status = pantau_fail(err, PANTAU_BAD_INPUT, PANTAU_T(err,
				"more than %d cells in a row",
				"lebih dari %d sel dalam satu baris"), CSV_CELLS_MAX);
	} else if (parsed == CSV_UNCLOSED) {
		status = pantau_fail(err, PANTAU_BAD_INPUT, "%s", PANTAU_T(err,
				"a quote opens here and does not close as it should",
				"tanda kutip yang dibuka di sini tidak ditutup dengan "
				"benar"));
		csv->unclosed += csv->row.fault + 1 == csv->row.cell[
				csv->row.cells - 1].start;
	} else {
		at = 0;
		status = pantau_fail(err, PANTAU_BAD_INPUT, "%s", PANTAU_T(err,
				"a row of more than 16 MiB; is there a quote that never "
				"closes?",
				"satu baris data melebihi 16 MiB; apakah ada tanda kutip "
				"yang tidak ditutup?"));
		csv->unclosed++;
	}
	return fail_row(csv, bytes, at, status, err);
}

/* A row without an end that makes sense: its first line is rejected, and
 * reading goes on behind that, so that one stray quote costs one line. */
static enum pantau_status reject_line(struct csv *csv, struct str bytes,
		enum csv_status parsed, struct str *raw, struct pantau_error *err)
{
	enum pantau_status status = fail_parsed(csv, bytes, parsed, err);
	csv->over = csv->unclosed > UNCLOSED_MAX;
	const char *end = memchr(bytes.p, '\n', bytes.n);
	*raw = reader_raw(str_make(bytes.p,
			end != NULL ? (size_t)(end - bytes.p) : bytes.n));
	if (end != NULL) {
		pass(csv, bytes, (size_t)(end - bytes.p) + 1);
		return status;
	}
	/* *raw would not outlast the reading on, so that waits. */
	csv->skip = true;
	return status;
}

static enum pantau_status fail_cells(struct csv *csv, struct str bytes,
		struct pantau_error *err)
{
	size_t expected = csv->columns.count, cells = csv->row.cells;
	size_t at = csv->row.cell[cells > expected ? expected : cells - 1].start;
	enum pantau_status status = pantau_fail(err, PANTAU_BAD_INPUT,
			PANTAU_T(err, "the row's cells are %zu, the header's %zu",
				"jumlah sel baris ini %zu, jumlah judul kolom %zu"),
			cells, expected);
	return fail_row(csv, bytes, at, status, err);
}

/*
 * The row in UTF-8. A file of windows-1252 shows itself by its first row
 * beyond ASCII; once a row was UTF-8, one that is not is broken. The cells'
 * places stay those of the bytes, so a converted row is parsed again.
 */
static enum pantau_status to_utf8(struct csv *csv, struct str *bytes,
		struct arena *arena, struct pantau_error *err)
{
	size_t bad = 0, wrong;
	bool ascii = true;
	for (size_t i = 0; ascii && i < bytes->n; i++) {
		ascii = ((unsigned char)bytes->p[i] & 0x80) == 0;
	}
	const char *nul = memchr(bytes->p, '\0', bytes->n);
	if (nul != NULL) {
		enum pantau_status status = pantau_fail(err, PANTAU_BAD_INPUT,
				"%s", PANTAU_T(err, "a NUL byte",
					"ada byte NUL"));
		return fail_row(csv, *bytes, (size_t)(nul - bytes->p), status, err);
	}
	if (ascii || pantau_utf8_valid(*bytes, &bad)) {
		csv->utf8 = csv->utf8 || !ascii;
		return PANTAU_OK;
	}
	struct buf converted;
	pantau_buf_init(&converted);
	enum pantau_status status = PANTAU_OK;
	if (csv->utf8 || !pantau_cp1252(*bytes, &converted, &wrong)) {
		status = pantau_fail(err, PANTAU_BAD_INPUT, "%s", PANTAU_T(err,
				"the bytes are not UTF-8", "bukan UTF-8 yang sah"));
		fail_row(csv, *bytes, bad, status, err);
	} else {
		*bytes = converted.failed ? (struct str){0}
				: pantau_arena_str(arena, buf_str(&converted));
		if (bytes->p == NULL || pantau_csv_parse(*bytes, true,
				csv->delimiter, &csv->row) != CSV_OK) {
			status = pantau_fail_memory(err);
		}
	}
	pantau_buf_finish(&converted);
	return status;
}

/* A row of the right shape to a document. */
static enum pantau_status convert(struct csv *csv, struct str bytes,
		struct arena *arena, struct doc *out, struct pantau_error *err)
{
	*out = (struct doc){.record = csv->record, .line = csv->line};
	enum pantau_status status = to_utf8(csv, &bytes, arena, err);
	if (status != PANTAU_OK) {
		return status;
	}
	if (csv->row.cells != csv->columns.count) {
		return fail_cells(csv, bytes, err);
	}
	for (size_t i = 0; i < csv->row.cells; i++) {
		const struct csv_cell *cell = &csv->row.cell[i];
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
			return fail_row(csv, bytes, cell->start, status, err);
		}
	}
	status = pantau_field_check(out, err);
	return status == PANTAU_OK ? status
			: fail_row(csv, bytes, 0, status, err);
}
static enum pantau_status next_row(struct csv *csv, struct arena *arena,
		struct doc *out, struct str *raw, struct pantau_error *err)
{
	struct str bytes;
	enum csv_status parsed;
	enum pantau_status status = csv->skip ? pass_line(csv, err) : PANTAU_OK;
	csv->skip = false;
	while (status == PANTAU_OK && !csv->over) {
		status = read_row(csv, &bytes, &parsed, err);
		if (status != PANTAU_OK) {
			return status;
		}
		if (parsed != CSV_OK) {
			csv->record++;
			return reject_line(csv, bytes, parsed, raw, err);
		}
		bytes.n = csv->row.bytes;
		if (pantau_str_trim(bytes).n == 0) {
			pass(csv, bytes, bytes.n);
			continue;
		}
		csv->record++;
		*raw = reader_raw(bytes);
		status = convert(csv, bytes, arena, out, err);
		pass(csv, bytes, bytes.n);
		return status;
	}
	return status == PANTAU_OK ? PANTAU_END : status;
}

/* The first rejected row brings the header along, so that what was rejected
 * can be mended and indexed as it stands. */
static enum pantau_status next(void *reader, struct arena *arena,
		struct doc *out, struct str *raw, struct pantau_error *err)
{
	struct csv *csv = reader;
	enum pantau_status status = next_row(csv, arena, out, raw, err);
	if (status == PANTAU_BAD_INPUT && csv->rejected.n == 0) {
		pantau_buf_str(&csv->rejected, buf_str(&csv->header));
		pantau_buf_str(&csv->rejected, *raw);
		if (csv->rejected.failed) {
			return pantau_fail_memory(err);
		}
		*raw = buf_str(&csv->rejected);
	}
	return status;
}

/* Excel's own line that names the delimiter. */
static bool cut_sep(struct csv *csv)
{
	struct str view = source_view(csv->source);
	struct str line = pantau_str_cut(&view, '\n');
	line = pantau_str_trim(line);
	if (line.n < 4 || line.n > 5 || !str_starts(line, STR("sep="))) {
		return false;
	}
	/* 'sep=' and a TAB, which the trim took away. */
	csv->delimiter = line.n == 5 ? line.p[4] : '\t';
	view = source_view(csv->source);
	const char *end = memchr(view.p, '\n', view.n);
	pass(csv, view, end != NULL ? (size_t)(end - view.p) + 1 : view.n);
	return true;
}

static enum pantau_status read_header(struct csv *csv,
		struct pantau_error *err)
{
	struct str bytes;
	enum csv_status parsed;
	struct arena arena;
	if (!cut_sep(csv)) {
		csv->delimiter = pantau_csv_sniff(source_view(csv->source));
	}
	enum pantau_status status = read_row(csv, &bytes, &parsed, err);
	if (status == PANTAU_OK && parsed != CSV_OK) {
		return fail_parsed(csv, bytes, parsed, err);
	}
	if (status == PANTAU_END) {
		status = pantau_fail(err, PANTAU_BAD_INPUT, "%s", PANTAU_T(err,
				"there is no header with the names of the columns",
				"tidak ada baris judul kolom"));
		pantau_fail_at(err, NULL, csv->line, 0);
	}
	if (status != PANTAU_OK) {
		return status;
	}
	pantau_arena_init(&arena);
	bytes.n = csv->row.bytes;
	size_t row_bytes = bytes.n;
	struct str original = bytes;
	pantau_buf_str(&csv->header, original);
	status = to_utf8(csv, &bytes, &arena, err);
	if (status == PANTAU_OK) {
		status = pantau_csv_columns_map(&csv->columns, bytes, &csv->row,
				csv->options, err);
		if (status == PANTAU_BAD_INPUT) {
			pantau_fail_at(err, NULL, csv->line, 0);
		}
	}
	pantau_arena_finish(&arena);
	pass(csv, original, row_bytes);
	return status;
}

static enum pantau_status open_reader(const struct reader_setup *setup,
		void **out, struct pantau_error *err)
{
	struct csv *csv = calloc(1, sizeof(*csv));
	if (csv == NULL) {
		return pantau_fail_memory(err);
	}
	csv->source = setup->source;
	csv->options = setup->options;
	csv->line = 1;
	csv->utf8 = setup->source->marked;
	pantau_buf_init(&csv->header);
	pantau_buf_init(&csv->rejected);
	pantau_csv_row_init(&csv->row);
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
