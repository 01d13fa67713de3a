/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Rows off a source, with what is wrong with them. */

#include "import/csv_rows.h"

#include "base/utf8.h"
#include "import/reader.h"

/* Quotes that nobody closes are searched to the end; so often at most. */
#define UNCLOSED_MAX 64

void pantau_csv_rows_init(struct csv_rows *rows, struct source *source)
{
	*rows = (struct csv_rows){
		.source = source, .line = 1, .look = CSV_ROW_MAX,
		.utf8 = source->marked,
	};
	pantau_buf_init(&rows->header);
	pantau_csv_row_init(&rows->row);
}

void pantau_csv_rows_finish(struct csv_rows *rows)
{
	pantau_csv_row_finish(&rows->row);
	pantau_buf_finish(&rows->header);
}

/* Is the table one whose quotes were found to mean nothing? */
static bool plainly(const struct csv_rows *rows)
{
	return rows->lenient && rows->delimiter == '\t' &&
			rows->unclosed > UNCLOSED_MAX;
}

/* Reads the row at the source's begin whole into the window. */
static enum pantau_status read_row(struct csv_rows *rows, struct str *bytes,
		enum csv_status *parsed, struct pantau_error *err)
{
	struct source *source = rows->source;
	for (;;) {
		*bytes = source_view(source);
		if (bytes->n == 0 && source->end) {
			return PANTAU_END;
		}
		*parsed = bytes->n == 0 ? CSV_MORE : plainly(rows) ?
				pantau_csv_split(*bytes, source->end,
				rows->delimiter, &rows->row) :
				pantau_csv_parse(*bytes, source->end,
				rows->delimiter, &rows->row);
		if (*parsed == CSV_NO_MEMORY) {
			return pantau_fail_memory(err);
		}
		if (*parsed != CSV_MORE || bytes->n > rows->look) {
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
static void pass(struct csv_rows *rows, struct str bytes, size_t n)
{
	uint64_t column;
	pantau_csv_place(str_make(bytes.p, n), n, &rows->line, &column);
	source_skip(rows->source, n);
}

/* Passes over the rest of the line at hand, in bounded memory. */
static enum pantau_status pass_line(struct csv_rows *rows,
		struct pantau_error *err)
{
	for (;;) {
		struct str view = source_view(rows->source);
		const char *end = view.n > 0 ? memchr(view.p, '\n', view.n) : NULL;
		pass(rows, view, end != NULL ? (size_t)(end - view.p) + 1 : view.n);
		if (end != NULL || rows->source->end) {
			return PANTAU_OK;
		}
		enum pantau_status status = pantau_source_more(rows->source, 1,
				err);
		if (status != PANTAU_OK) {
			return status;
		}
	}
}

enum pantau_status pantau_csv_rows_at(const struct csv_rows *rows,
		struct str bytes, size_t at, enum pantau_status status,
		struct pantau_error *err)
{
	uint64_t line = rows->line, column;
	pantau_csv_place(bytes, at, &line, &column);
	pantau_fail_at(err, NULL, line, column);
	return status;
}

/* Why a row has no end that makes sense. */
static enum pantau_status fail_parsed(struct csv_rows *rows, struct str bytes,
		enum csv_status parsed, struct pantau_error *err)
{
	size_t at = rows->row.fault;
	enum pantau_status status;
	/* A cell over several lines: the mistake is more likely its quote. */
	if (parsed == CSV_STRAY && memchr(bytes.p, '\n', at) != NULL) {
		parsed = CSV_UNCLOSED;
		at = rows->row.cell[rows->row.cells - 1].start - 1;
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
		rows->unclosed += rows->row.fault + 1 == rows->row.cell[
				rows->row.cells - 1].start;
	} else {
		at = 0;
		status = pantau_fail(err, PANTAU_BAD_INPUT, "%s", PANTAU_T(err,
				"a row of more than 16 MiB; is there a quote that never "
				"closes?",
				"satu baris data melebihi 16 MiB; apakah ada tanda kutip "
				"yang tidak ditutup?"));
		rows->unclosed++;
	}
	return pantau_csv_rows_at(rows, bytes, at, status, err);
}

/* A row without an end that makes sense: its first line is rejected, and
 * reading goes on behind that, so that one stray quote costs one line. */
static enum pantau_status reject_line(struct csv_rows *rows, struct str bytes,
		enum csv_status parsed, struct str *raw, struct pantau_error *err)
{
	enum pantau_status status = fail_parsed(rows, bytes, parsed, err);
	rows->over = rows->unclosed > UNCLOSED_MAX && !plainly(rows);
	const char *end = memchr(bytes.p, '\n', bytes.n);
	*raw = reader_raw(str_make(bytes.p,
			end != NULL ? (size_t)(end - bytes.p) : bytes.n));
	if (end != NULL) {
		pass(rows, bytes, (size_t)(end - bytes.p) + 1);
		return status;
	}
	/* *raw would not outlast the reading on, so that waits. */
	rows->skip = true;
	return status;
}

static enum pantau_status fail_cells(struct csv_rows *rows, struct str bytes,
		struct pantau_error *err)
{
	size_t expected = rows->cells, cells = rows->row.cells;
	size_t at = rows->row.cell[cells > expected ? expected : cells - 1].start;
	enum pantau_status status = pantau_fail(err, PANTAU_BAD_INPUT,
			PANTAU_T(err, "the row's cells are %zu, the header's %zu",
				"jumlah sel baris ini %zu, jumlah judul kolom %zu"),
			cells, expected);
	return pantau_csv_rows_at(rows, bytes, at, status, err);
}

/* A row that parsed before, in other bytes. */
static bool parse_again(struct csv_rows *rows, struct str bytes)
{
	size_t cells = rows->row.cells;
	return (pantau_csv_parse(bytes, true, rows->delimiter, &rows->row) ==
			CSV_OK && rows->row.cells == cells) ||
			(rows->lenient && pantau_csv_split(bytes, true,
			rows->delimiter, &rows->row) == CSV_OK);
}

/*
 * The row in UTF-8. A file of windows-1252 shows itself by its first row
 * beyond ASCII; once a row was UTF-8, one that is not is broken. The cells'
 * places stay those of the bytes, so a converted row is parsed again.
 */
static enum pantau_status to_utf8(struct csv_rows *rows, struct str *bytes,
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
		return pantau_csv_rows_at(rows, *bytes,
				(size_t)(nul - bytes->p), status, err);
	}
	if (ascii || pantau_utf8_valid(*bytes, &bad)) {
		rows->utf8 = rows->utf8 || !ascii;
		return PANTAU_OK;
	}
	struct buf converted;
	pantau_buf_init(&converted);
	enum pantau_status status = PANTAU_OK;
	if (rows->utf8 || !pantau_cp1252(*bytes, &converted, &wrong)) {
		status = pantau_fail(err, PANTAU_BAD_INPUT, "%s", PANTAU_T(err,
				"the bytes are not UTF-8", "bukan UTF-8 yang sah"));
		pantau_csv_rows_at(rows, *bytes, bad, status, err);
	} else {
		*bytes = converted.failed ? (struct str){0}
				: pantau_arena_str(arena, buf_str(&converted));
		if (bytes->p == NULL || !parse_again(rows, *bytes)) {
			status = pantau_fail_memory(err);
		}
	}
	pantau_buf_finish(&converted);
	return status;
}

/* Excel's own line that names the delimiter. */
static bool cut_sep(struct csv_rows *rows)
{
	struct str view = source_view(rows->source);
	struct str line = pantau_str_cut(&view, '\n');
	line = pantau_str_trim(line);
	if (line.n < 4 || line.n > 5 || !str_starts(line, STR("sep="))) {
		return false;
	}
	/* 'sep=' and a TAB, which the trim took away. */
	rows->delimiter = line.n == 5 ? line.p[4] : '\t';
	view = source_view(rows->source);
	const char *end = memchr(view.p, '\n', view.n);
	pass(rows, view, end != NULL ? (size_t)(end - view.p) + 1 : view.n);
	return true;
}

/* Lines that begin with '# ' before the header are comments. */
static void pass_comments(struct csv_rows *rows)
{
	for (;;) {
		struct str view = source_view(rows->source);
		const char *end = str_starts(view, STR("# ")) ?
				memchr(view.p, '\n', view.n) : NULL;
		if (end == NULL) {
			return;
		}
		pass(rows, view, (size_t)(end - view.p) + 1);
	}
}

enum pantau_status pantau_csv_rows_header(struct csv_rows *rows,
		struct arena *arena, struct str *bytes,
		struct pantau_error *err)
{
	enum csv_status parsed;
	if (rows->lenient) {
		pass_comments(rows);
	}
	if (!cut_sep(rows)) {
		rows->delimiter = pantau_csv_sniff(source_view(rows->source));
	}
	enum pantau_status status = read_row(rows, bytes, &parsed, err);
	if (status == PANTAU_OK && parsed != CSV_OK) {
		return fail_parsed(rows, *bytes, parsed, err);
	}
	if (status == PANTAU_END) {
		status = pantau_fail(err, PANTAU_BAD_INPUT, "%s", PANTAU_T(err,
				"there is no header with the names of the columns",
				"tidak ada baris judul kolom"));
		pantau_fail_at(err, NULL, rows->line, 0);
	}
	if (status != PANTAU_OK) {
		return status;
	}
	bytes->n = rows->pending = rows->row.bytes;
	pantau_buf_str(&rows->header, *bytes);
	rows->cells = rows->row.cells;
	status = to_utf8(rows, bytes, arena, err);
	return status == PANTAU_OK && rows->header.failed
			? pantau_fail_memory(err) : status;
}

/* --- rows --- */

/* Where quotes are no quotes: the line as the tabs have it. */
static bool take_plain(struct csv_rows *rows, struct str *bytes,
		enum csv_status *parsed)
{
	if (!rows->lenient || rows->delimiter != '\t' || plainly(rows) ||
			(*parsed == CSV_OK && rows->row.cells == rows->cells)) {
		return true;
	}
	enum csv_status was = *parsed;
	enum csv_status split = pantau_csv_split(*bytes, true, '\t',
			&rows->row);
	if (split == CSV_NO_MEMORY) {
		return false;
	}
	if (split == CSV_OK && rows->row.cells == rows->cells) {
		rows->unclosed += was == CSV_UNCLOSED || was == CSV_MORE;
		*parsed = CSV_OK;
		return true;
	}
	*parsed = pantau_csv_parse(*bytes, rows->source->end, '\t',
			&rows->row);
	return *parsed != CSV_NO_MEMORY;
}

static enum pantau_status check(struct csv_rows *rows, struct str *bytes,
		struct arena *arena, struct pantau_error *err)
{
	enum pantau_status status = to_utf8(rows, bytes, arena, err);
	if (status != PANTAU_OK) {
		return status;
	}
	return rows->row.cells == rows->cells ? PANTAU_OK
			: fail_cells(rows, *bytes, err);
}

enum pantau_status pantau_csv_rows_next(struct csv_rows *rows,
		struct arena *arena, struct str *bytes, struct str *raw,
		struct pantau_error *err)
{
	enum csv_status parsed;
	pass(rows, source_view(rows->source), rows->pending);
	rows->pending = 0;
	enum pantau_status status = rows->skip ? pass_line(rows, err)
			: PANTAU_OK;
	rows->skip = false;
	while (status == PANTAU_OK && !rows->over) {
		status = read_row(rows, bytes, &parsed, err);
		if (status != PANTAU_OK) {
			return status;
		}
		if (!take_plain(rows, bytes, &parsed)) {
			return pantau_fail_memory(err);
		}
		if (parsed != CSV_OK) {
			rows->record++;
			return reject_line(rows, *bytes, parsed, raw, err);
		}
		bytes->n = rows->row.bytes;
		if (pantau_str_trim(*bytes).n == 0) {
			pass(rows, *bytes, bytes->n);
			continue;
		}
		rows->record++;
		rows->pending = bytes->n;
		*raw = reader_raw(*bytes);
		if (rows->look > CSV_ROW_MAX && bytes->n > CSV_ROW_MAX) {
			return fail_parsed(rows, *bytes, CSV_MORE, err);
		}
		return check(rows, bytes, arena, err);
	}
	return status == PANTAU_OK ? PANTAU_END : status;
}
