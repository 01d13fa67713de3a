/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* The strict reader of lexicon tables. */

#include "base/utf8.h"
#include "lexicon/schema.h"

struct reader {
	struct table *table;
	struct arena *arena;
	struct finding_list *list;
	size_t rows_max;
	int column[TSV_COLUMNS]; /* of the schema, by place in the header */
	size_t columns;          /* in the header */
	bool header;             /* was read */
	bool utf8;               /* the whole file is */
	bool cr_told;
};

struct place pantau_table_place(const struct table *table,
		const struct tsv_row *row, size_t column)
{
	struct place place = {
		.path = table->path,
		.file = table->file,
		.line = row->line,
		.column = 1,
	};

	if (row->cell[column].text.p != NULL) {
		place.column = (uint32_t)(row->cell[column].text.p -
				row->start) + 1;
	}
	return place;
}

static struct place place_at(const struct reader *reader, uint32_t line,
		size_t offset)
{
	return (struct place){reader->table->path, reader->table->file, line,
		(uint32_t)offset + 1};
}

/* The first control byte that is no tab, or n. */
static size_t find_control(struct str line)
{
	for (size_t i = 0; i < line.n; i++) {
		unsigned char c = (unsigned char)line.p[i];
		if ((c < 0x20 && c != '\t') || c == 0x7f) {
			return i;
		}
	}
	return line.n;
}

/* False, after telling why, when the line's bytes cannot be read as cells. */
static bool line_fit(struct reader *reader, struct str line, uint32_t number)
{
	enum pantau_lang lang = reader->list->lang;
	struct place place;
	size_t bad;

	if (line.n > TSV_LINE_MAX) {
		place = place_at(reader, number, TSV_LINE_MAX);
		pantau_finding_add(reader->list, &place, PANTAU_FINDING_ERROR,
				PANTAU_L(lang, "break the line into rows",
				"pecah baris ini menjadi beberapa baris"),
				PANTAU_L(lang, "line is longer than 64 KiB",
				"baris lebih panjang dari 64 KiB"));
		return false;
	}
	if (!reader->utf8 && !pantau_utf8_valid(line, &bad)) {
		place = place_at(reader, number, bad);
		pantau_finding_add(reader->list, &place, PANTAU_FINDING_ERROR,
				PANTAU_L(lang, "save the file as UTF-8",
				"simpan berkas ini sebagai UTF-8"),
				PANTAU_L(lang, "byte 0x%02x is not UTF-8",
				"bita 0x%02x bukan UTF-8"),
				(unsigned)(unsigned char)line.p[bad]);
		return false;
	}
	bad = find_control(line);
	if (bad < line.n) {
		place = place_at(reader, number, bad);
		pantau_finding_add(reader->list, &place, PANTAU_FINDING_ERROR,
				PANTAU_L(lang, "delete this byte",
				"hapus bita ini"),
				PANTAU_L(lang, "control byte 0x%02x in a row",
				"ada bita kendali 0x%02x di dalam baris"),
				(unsigned)(unsigned char)line.p[bad]);
		return false;
	}
	return true;
}

static int find_column(const struct schema *schema, struct str name)
{
	for (size_t i = 0; i < schema->columns; i++) {
		if (str_eq(name, str_of(schema->column[i].name))) {
			return (int)i;
		}
	}
	return -1;
}

/* Tells of a header cell that is unknown, repeated or one too many. */
static void header_cell_bad(struct reader *reader, const struct place *place,
		struct str name, bool repeated)
{
	enum pantau_lang lang = reader->list->lang;
	struct str shown = pantau_finding_clip(name);

	if (repeated) {
		pantau_finding_add(reader->list, place, PANTAU_FINDING_ERROR,
				PANTAU_L(lang, "keep one of the two",
				"sisakan satu saja"),
				PANTAU_L(lang, "column '" STR_FMT "' is there "
				"twice", "kolom '" STR_FMT "' ada dua kali"),
				STR_ARG(shown));
		return;
	}
	pantau_finding_add(reader->list, place, PANTAU_FINDING_ERROR,
			PANTAU_L(lang, "delete the column or correct its name",
			"hapus kolom itu atau betulkan namanya"),
			PANTAU_L(lang, "unknown column '" STR_FMT "'",
			"kolom '" STR_FMT "' tidak dikenal"), STR_ARG(shown));
}

static void read_header(struct reader *reader, struct str line,
		uint32_t number)
{
	struct table *table = reader->table;
	const struct schema *schema = table->schema;
	enum pantau_lang lang = reader->list->lang;
	struct place place;
	struct str rest = line;

	reader->header = true;
	while (rest.p != NULL) {
		struct str name = pantau_str_cut(&rest, '\t');
		int column = find_column(schema, name);
		bool repeated = column >= 0 && table->has[column];
		if ((column < 0 && !schema->open) || repeated) {
			place = place_at(reader, number,
					(size_t)(name.p - line.p));
			header_cell_bad(reader, &place, name, repeated);
			column = -1;
		}
		if (column >= 0) {
			table->has[column] = true;
		}
		if (reader->columns < TSV_COLUMNS) {
			reader->column[reader->columns] = column;
		}
		reader->columns++;
	}
	for (size_t i = 0; i < schema->columns; i++) {
		if (table->has[i] || schema->column[i].optional) {
			continue;
		}
		place = place_at(reader, number, line.n);
		pantau_finding_add(reader->list, &place, PANTAU_FINDING_ERROR,
				PANTAU_L(lang, "add the column to the header "
				"and to each row", "tambahkan kolom itu pada "
				"judul kolom dan setiap baris"),
				PANTAU_L(lang, "column '%s' is missing",
				"kolom '%s' tidak ada"),
				schema->column[i].name);
	}
}

static void count_wrong(struct reader *reader, struct str line,
		uint32_t number, size_t cells, size_t extra_at)
{
	enum pantau_lang lang = reader->list->lang;
	bool more = cells > reader->columns;
	struct place place = place_at(reader, number,
			more ? extra_at : line.n);

	pantau_finding_add(reader->list, &place, PANTAU_FINDING_ERROR,
			PANTAU_L(lang, "put one tab between cells, also around "
			"empty ones", "beri satu tab antarsel, juga di sekitar "
			"sel kosong"),
			PANTAU_L(lang, "%zu cells where the header names %zu "
			"columns", "ada %zu sel, padahal judul menyebut %zu "
			"kolom"), cells, reader->columns);
}

/* False when memory is out. */
static bool read_row(struct reader *reader, struct str line, uint32_t number)
{
	struct table *table = reader->table;
	struct str rest = line;
	size_t cells = 0, extra_at = 0;

	struct cell *cell = pantau_arena_zero(reader->arena,
			table->schema->columns, sizeof(*cell));
	if (cell == NULL) {
		return false;
	}
	while (rest.p != NULL) {
		struct str text = pantau_str_cut(&rest, '\t');
		if (cells == reader->columns) {
			extra_at = (size_t)(text.p - line.p);
		}
		if (cells < reader->columns && cells < TSV_COLUMNS &&
				reader->column[cells] >= 0) {
			cell[reader->column[cells]].text = text;
		}
		cells++;
	}
	if (cells != reader->columns) {
		count_wrong(reader, line, number, cells, extra_at);
		return true;
	}
	table->row[table->rows++] = (struct tsv_row){number, line.p, cell};
	return true;
}

static void tell(struct reader *reader, int severity, uint32_t number,
		size_t offset, const char *hint, const char *message)
{
	struct place place = place_at(reader, number, offset);

	pantau_finding_add(reader->list, &place, severity, hint, "%s", message);
}

/* Takes off CR; false when the line is a comment, blank or unfit. */
static bool line_counts(struct reader *reader, struct str *line,
		uint32_t number)
{
	enum pantau_lang lang = reader->list->lang;

	if (line->n != 0 && line->p[line->n - 1] == '\r') {
		line->n--;
		if (!reader->cr_told) {
			reader->cr_told = true;
			tell(reader, PANTAU_FINDING_ERROR, number, line->n,
					PANTAU_L(lang,
					"save the file with LF line ends",
					"simpan berkas dengan akhir baris LF"),
					PANTAU_L(lang, "lines end with CR LF",
					"baris diakhiri CR LF"));
		}
	}
	if (!line_fit(reader, *line, number)) {
		return false;
	}
	if (line->n == 0) {
		tell(reader, PANTAU_FINDING_WARNING, number, 0, PANTAU_L(lang,
				"delete the line", "hapus baris ini"),
				PANTAU_L(lang, "blank line", "baris kosong"));
		return false;
	}
	return !(line->p[0] == '#' && (!reader->header || line->n == 1 ||
			line->p[1] == ' '));
}

static bool read_lines(struct reader *reader, struct str rest)
{
	uint32_t number = 0;

	while (rest.n != 0) {
		struct str line = pantau_str_cut(&rest, '\n');
		number++;
		if (!line_counts(reader, &line, number)) {
			continue;
		}
		if (!reader->header) {
			read_header(reader, line, number);
		} else if (!read_row(reader, line, number)) {
			return false;
		}
	}
	return true;
}

bool pantau_tsv_read(struct table *out, const struct schema *schema,
		struct arena *arena, struct finding_list *list)
{
	enum pantau_lang lang = list->lang;
	struct reader reader = {.table = out, .arena = arena, .list = list};
	struct str rest = out->bytes;
	size_t lines = 1;

	out->schema = schema;
	out->rows = 0;
	for (size_t i = 0; i < rest.n; i++) {
		lines += rest.p[i] == '\n';
	}
	out->row = pantau_arena_zero(arena, lines, sizeof(*out->row));
	if (out->row == NULL) {
		return false;
	}
	reader.utf8 = pantau_utf8_valid(rest, NULL);
	if (str_starts(rest, STR("\xef\xbb\xbf"))) {
		rest = str_skip(rest, 3);
		tell(&reader, PANTAU_FINDING_ERROR, 1, 0, PANTAU_L(lang,
				"save the file without a byte order mark",
				"simpan berkas tanpa byte order mark (BOM)"),
				PANTAU_L(lang, "byte order mark before the text",
				"ada byte order mark (BOM) di awal berkas"));
	}
	if (!read_lines(&reader, rest)) {
		return false;
	}
	if (!reader.header) {
		struct place place = place_at(&reader, 1, 0);
		pantau_finding_add(list, &place, PANTAU_FINDING_ERROR,
				PANTAU_L(lang, "begin with the names of the "
				"columns, a tab between them", "mulailah dengan "
				"nama kolom yang dipisahkan tab"),
				PANTAU_L(lang, "no header line",
				"tidak ada baris judul kolom"));
	}
	return true;
}
