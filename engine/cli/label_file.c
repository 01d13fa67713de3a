/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Tables of labels, row by row. */

#include "cli/label_file.h"

#include "base/print_table.h"

/* Quotes that nobody closes are searched to the end; so often at most. */
#define UNCLOSED_MAX 64
#define NO_CELL LABEL_CELLS_MAX

static const struct {
	const char *en, *id;
} names[LABEL_COLUMNS] = {
	[LABEL_ID] = {"id", "id"},
	[LABEL_SOURCE] = {"source", "sumber"},
	[LABEL_TONE] = {"tone", "nada"},
	[LABEL_BY] = {"by", "oleh"},
	[LABEL_REASON] = {"reason", "alasan"},
	[LABEL_TIME] = {"time", "waktu"},
};

void pantau_label_file_finish(struct label_file *file)
{
	pantau_csv_row_finish(&file->row);
}

/* --- one row's cells, places in file->rest --- */

/* Splits at every tab; *bytes: of the row with its line end. */
static bool split_tabs(struct label_file *file, size_t *cells, size_t *bytes)
{
	struct str rest = file->rest;
	struct str line = pantau_str_cut(&rest, '\n');
	size_t end = line.n, at = 0;

	*bytes = rest.p != NULL ? line.n + 1 : line.n;
	end -= end > 0 && line.p[end - 1] == '\r';
	for (*cells = 0; *cells < LABEL_CELLS_MAX; ) {
		const char *tab = memchr(line.p + at, '\t', end - at);
		size_t stop = tab != NULL ? (size_t)(tab - line.p) : end;
		file->cell[(*cells)++] = (struct csv_cell){.start = at,
				.end = stop};
		if (tab == NULL) {
			return true;
		}
		at = stop + 1;
	}
	return false;
}

static size_t line_bytes(struct str rest)
{
	const char *end = memchr(rest.p, '\n', rest.n);

	return end != NULL ? (size_t)(end - rest.p) + 1 : rest.n;
}

static enum pantau_status fail_csv(struct label_file *file,
		enum csv_status parsed, struct pantau_error *err)
{
	uint64_t line = file->line, column;

	if (parsed == CSV_NO_MEMORY) {
		return pantau_fail_memory(err);
	}
	file->unclosed++;
	pantau_csv_place(file->rest, file->row.fault, &line, &column);
	enum pantau_status status = pantau_fail(err, PANTAU_BAD_INPUT, "%s",
			parsed == CSV_CELLS ? PANTAU_T(err, "too many cells in a row",
				"terlalu banyak sel dalam satu baris")
			: file->unclosed > UNCLOSED_MAX ? PANTAU_T(err,
				"too many quotes that do not close; the rest is left "
				"out", "terlalu banyak tanda kutip yang tidak "
				"ditutup; sisanya dilewati")
			: PANTAU_T(err, "a quote opens here and does not close as it "
				"should", "tanda kutip yang dibuka di sini tidak "
				"ditutup dengan benar"));
	pantau_fail_at(err, NULL, line, column);
	return status;
}

/* The cells of the row at hand. *bytes: how many to pass over, whatever the
 * status; where no row can be made out, those of the line. */
static enum pantau_status split(struct label_file *file, size_t *cells,
		size_t *bytes, struct pantau_error *err)
{
	bool fits = true;

	*bytes = line_bytes(file->rest);
	if (file->delimiter == '\t') {
		fits = split_tabs(file, cells, bytes);
	} else {
		enum csv_status parsed = pantau_csv_parse(file->rest, true,
				file->delimiter, &file->row);
		if (parsed != CSV_OK) {
			return fail_csv(file, parsed, err);
		}
		*bytes = file->row.bytes;
		*cells = file->row.cells;
		fits = *cells <= LABEL_CELLS_MAX;
		if (fits) {
			memcpy(file->cell, file->row.cell,
					*cells * sizeof(*file->cell));
		}
	}
	if (!fits) {
		enum pantau_status status = pantau_fail(err, PANTAU_BAD_INPUT,
				PANTAU_T(err, "more than %d cells in a row",
				"lebih dari %d sel dalam satu baris"),
				LABEL_CELLS_MAX);
		pantau_fail_at(err, NULL, file->line, 1);
		return status;
	}
	return PANTAU_OK;
}

static void pass(struct label_file *file, size_t bytes)
{
	uint64_t column;

	pantau_csv_place(str_make(file->rest.p, bytes), bytes, &file->line,
			&column);
	file->rest = str_skip(file->rest, bytes);
}

/* What 'label export' wrote for \t \n \r \\ comes back. */
static struct str unescape(struct str cell, struct arena *arena)
{
	if (cell.n == 0 || memchr(cell.p, '\\', cell.n) == NULL) {
		return cell;
	}
	char *out = pantau_arena_alloc(arena, cell.n);
	size_t n = 0;
	for (size_t i = 0; out != NULL && i < cell.n; i++) {
		static const char from[] = "tnr\\", to[] = "\t\n\r\\";
		const char *known = cell.p[i] == '\\' && i + 1 < cell.n
				? memchr(from, cell.p[i + 1], 4) : NULL;
		out[n++] = known != NULL ? to[known - from] : cell.p[i];
		i += known != NULL;
	}
	return str_make(out, n);
}

/* p is NULL when memory is out. */
static struct str content(struct label_file *file, const struct csv_cell *cell,
		struct arena *arena)
{
	struct str out = file->delimiter == '\t' ? unescape(str_make(
			file->rest.p + cell->start, cell->end - cell->start),
			arena) : pantau_csv_cell(file->rest, cell, arena);

	if (out.p == NULL) {
		return out;
	}
	out = pantau_str_trim(out);
	/* The quote that keeps a spreadsheet from computing. */
	if (out.n > 1 && out.p[0] == '\'' &&
			pantau_table_is_formula(str_skip(out, 1))) {
		out = str_skip(out, 1);
	}
	return out.p != NULL ? out : STR("");
}

/* --- the header --- */

static enum pantau_status fail_header(struct label_file *file, size_t start,
		enum label_column column, bool twice, struct pantau_error *err)
{
	enum pantau_status status = pantau_fail(err, PANTAU_BAD_INPUT, twice
			? PANTAU_T(err, "the column '%s' is there twice",
				"kolom '%s' ada dua kali")
			: PANTAU_T(err, "there is no column '%s' in the header; it "
				"names id, tone, by and, if you like, source, reason "
				"and time", "tidak ada kolom '%s' di baris judul; "
				"isinya id, nada, oleh, dan bila ada sumber, alasan, "
				"waktu"), PANTAU_T(err, names[column].en,
				names[column].id));

	pantau_fail_at(err, NULL, file->line, start + 1);
	return status;
}

static enum pantau_status map(struct label_file *file, size_t cells,
		struct arena *arena, struct pantau_error *err)
{
	size_t other = NO_CELL; /* as gold files may have it */

	file->cells = cells;
	for (size_t i = 0; i < cells; i++) {
		struct str name = content(file, &file->cell[i], arena);
		if (name.p == NULL) {
			return pantau_fail_memory(err);
		}
		if (other == NO_CELL && pantau_str_eq_nocase(name,
				STR("label"))) {
			other = i;
		}
		for (int column = 0; column < LABEL_COLUMNS; column++) {
			if (!pantau_str_eq_nocase(name, str_of(
					names[column].en)) && !pantau_str_eq_nocase(
					name, str_of(names[column].id))) {
				continue;
			}
			if (file->at[column] != NO_CELL) {
				return fail_header(file, file->cell[i].start,
						(enum label_column)column, true, err);
			}
			file->at[column] = i;
		}
	}
	if (file->at[LABEL_TONE] == NO_CELL) {
		file->at[LABEL_TONE] = other;
	}
	return file->at[LABEL_ID] == NO_CELL ? fail_header(file, 0, LABEL_ID,
			false, err) : file->at[LABEL_TONE] == NO_CELL
			? fail_header(file, 0, LABEL_TONE, false, err) : PANTAU_OK;
}

/* Comments before the header, as in the lexicons. */
static void pass_comments(struct label_file *file)
{
	while (file->rest.n != 0 && file->rest.p[0] == '#') {
		pass(file, line_bytes(file->rest));
	}
}

enum pantau_status pantau_label_file_open(struct label_file *file,
		struct str bytes, struct pantau_error *err)
{
	size_t cells = 0, n = 0;
	struct arena arena;

	*file = (struct label_file){.rest = bytes, .line = 1};
	pantau_csv_row_init(&file->row);
	for (int i = 0; i < LABEL_COLUMNS; i++) {
		file->at[i] = NO_CELL;
	}
	pass_comments(file);
	file->delimiter = pantau_csv_sniff(file->rest);
	if (pantau_str_trim(file->rest).n == 0) {
		enum pantau_status status = pantau_fail(err, PANTAU_BAD_INPUT,
				"%s", PANTAU_T(err,
				"there is no header; write the names of the columns "
				"on the first line, such as id, tone, by",
				"tidak ada baris judul kolom; tulis nama kolom di "
				"baris pertama, misalnya id, nada, oleh"));
		pantau_fail_at(err, NULL, file->line, 0);
		return status;
	}
	pantau_arena_init(&arena);
	enum pantau_status status = split(file, &cells, &n, err);
	if (status == PANTAU_OK) {
		status = map(file, cells, &arena, err);
	}
	pantau_arena_finish(&arena);
	pass(file, n);
	return status;
}

/* --- rows --- */

static enum pantau_status fail_cells(struct label_file *file, size_t cells,
		struct pantau_error *err)
{
	size_t at = cells > file->cells ? file->cells : cells - 1;
	uint64_t line = file->line, column;
	enum pantau_status status = pantau_fail(err, PANTAU_BAD_INPUT,
			PANTAU_T(err, "%zu cells where the header has %zu; put "
			"a separator between cells, also around empty ones",
			"ada %zu sel, padahal judul menyebut %zu kolom; beri "
			"pemisah antarsel, juga di sekitar sel kosong"), cells,
			file->cells);

	pantau_csv_place(file->rest, file->cell[at].start, &line, &column);
	pantau_fail_at(err, NULL, line, column);
	return status;
}

static enum pantau_status take(struct label_file *file, size_t cells,
		struct arena *arena, struct label_row *out,
		struct pantau_error *err)
{
	if (cells != file->cells) {
		return fail_cells(file, cells, err);
	}
	*out = (struct label_row){.line = file->line};
	for (int i = 0; i < LABEL_COLUMNS; i++) {
		uint64_t line = file->line;
		out->cell[i] = STR("");
		if (file->at[i] == NO_CELL) {
			out->column[i] = 1;
			continue;
		}
		const struct csv_cell *cell = &file->cell[file->at[i]];
		pantau_csv_place(file->rest, cell->start, &line,
				&out->column[i]);
		out->cell[i] = content(file, cell, arena);
		if (out->cell[i].p == NULL) {
			return pantau_fail_memory(err);
		}
	}
	return PANTAU_OK;
}

enum pantau_status pantau_label_file_next(struct label_file *file,
		struct arena *arena, struct label_row *out,
		struct pantau_error *err)
{
	size_t cells = 0, bytes = 0;

	for (;;) {
		if (file->rest.n == 0 || file->unclosed > UNCLOSED_MAX) {
			return PANTAU_END;
		}
		bytes = line_bytes(file->rest);
		if (pantau_str_trim(str_make(file->rest.p, bytes)).n != 0) {
			break;
		}
		pass(file, bytes);
	}
	enum pantau_status status = split(file, &cells, &bytes, err);
	if (status == PANTAU_OK) {
		status = take(file, cells, arena, out, err);
	}
	pass(file, bytes);
	return status;
}
