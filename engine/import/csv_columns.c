/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Columns to fields. */

#include "import/csv_columns.h"

#include <stdlib.h>

#include "base/utf8.h"
#include "import/fields.h"

void pantau_csv_columns_init(struct csv_columns *columns)
{
	*columns = (struct csv_columns){0};
	pantau_buf_init(&columns->mapping);
}

void pantau_csv_columns_finish(struct csv_columns *columns)
{
	free(columns->field);
	pantau_buf_finish(&columns->mapping);
}

/* Headers with quotes inside stay as written: they name nothing we know. */
static struct str header_cell(struct str bytes, const struct csv_row *header,
		size_t i)
{
	const struct csv_cell *cell = &header->cell[i];
	return pantau_str_trim(str_make(bytes.p + cell->start,
			cell->end - cell->start));
}

size_t pantau_csv_known(struct str bytes, const struct csv_row *header)
{
	size_t known = 0;
	for (size_t i = 0; i < header->cells; i++) {
		known += pantau_field_alias(header_cell(bytes, header, i),
				NULL) != 0;
	}
	return known;
}

/* The columns that there are, for a message. */
static void list_columns(struct str bytes, const struct csv_row *header,
		struct buf *out)
{
	for (size_t i = 0; i < header->cells && out->n < 240; i++) {
		struct str cell = pantau_utf8_prefix(
				header_cell(bytes, header, i), 60);
		pantau_buf_printf(out, "%s'" STR_FMT "'", i > 0 ? ", " : "",
				STR_ARG(cell));
	}
	pantau_buf_char(out, '\0');
}

static enum pantau_status fail_columns(struct str bytes,
		const struct csv_row *header, const struct import_map *map,
		struct pantau_error *err)
{
	struct buf list;
	enum pantau_status status;
	pantau_buf_init(&list);
	list_columns(bytes, header, &list);
	const char *names = list.failed ? "" : list.p;
	if (map != NULL) {
		struct str column = pantau_utf8_prefix(map->column, 60);
		status = pantau_fail(err, PANTAU_BAD_INPUT, PANTAU_T(err,
				"'--map' asks for a column '" STR_FMT "', and the "
				"columns are %s",
				"'--map' meminta kolom '" STR_FMT "', padahal kolom yang "
				"ada ialah %s"), STR_ARG(column), names);
	} else {
		status = pantau_fail(err, PANTAU_BAD_INPUT, PANTAU_T(err,
				"no column holds the text (looked for 'text', 'isi', "
				"'isi laporan', 'isi aduan', 'teks', 'konten', 'pesan', "
				"'title', 'judul' and the like); the columns are %s; "
				"name one with --map text=COLUMN",
				"tidak ada kolom berisi teks (yang dicari 'text', 'isi', "
				"'isi laporan', 'isi aduan', 'teks', 'konten', 'pesan', "
				"'title', 'judul', dan sejenisnya); kolom yang ada ialah "
				"%s; sebutkan dengan --map text=KOLOM"), names);
	}
	pantau_buf_finish(&list);
	return status;
}

/* A field already taken by --map is no longer open to names. */
static bool taken(const struct csv_columns *columns, uint32_t field)
{
	for (size_t i = 0; i < columns->count; i++) {
		if (columns->field[i] == field) {
			return true;
		}
	}
	return false;
}

static enum pantau_status apply_maps(struct csv_columns *columns,
		struct str bytes, const struct csv_row *header,
		const struct import_options *options, struct pantau_error *err)
{
	for (size_t m = 0; m < options->maps; m++) {
		uint32_t field = pantau_field_parse(options->map[m].field);
		size_t i = 0;
		while (i < columns->count && !pantau_field_same_header(
				header_cell(bytes, header, i),
				options->map[m].column)) {
			i++;
		}
		if (i == columns->count) {
			return fail_columns(bytes, header, &options->map[m], err);
		}
		columns->field[i] = field;
	}
	return PANTAU_OK;
}

/* Of several columns for one field the surest name wins, then the first. */
static void apply_names(struct csv_columns *columns, struct str bytes,
		const struct csv_row *header)
{
	uint32_t fixed = 0, found = 0;
	unsigned best[32];
	size_t column[32];
	for (size_t i = 0; i < columns->count; i++) {
		fixed |= columns->field[i];
	}
	for (size_t i = 0; i < columns->count; i++) {
		unsigned rank, bit = 0;
		uint32_t field = pantau_field_alias(
				header_cell(bytes, header, i), &rank);
		if (field == 0 || (fixed & field) != 0 ||
				columns->field[i] != 0) {
			continue;
		}
		while ((field >> bit & 1) == 0) {
			bit++;
		}
		if ((found & field) == 0 || rank < best[bit]) {
			best[bit] = rank;
			column[bit] = i;
			found |= field;
		}
	}
	for (unsigned bit = 0; bit < 32; bit++) {
		if ((found >> bit & 1) != 0) {
			columns->field[column[bit]] = UINT32_C(1) << bit;
		}
	}
}

enum pantau_status pantau_csv_columns_map(struct csv_columns *columns,
		struct str bytes, const struct csv_row *header,
		const struct import_options *options, struct pantau_error *err)
{
	columns->count = header->cells;
	columns->field = calloc(header->cells, sizeof(*columns->field));
	if (columns->field == NULL) {
		return pantau_fail_memory(err);
	}
	enum pantau_status status = apply_maps(columns, bytes, header, options,
			err);
	if (status != PANTAU_OK) {
		return status;
	}
	apply_names(columns, bytes, header);
	if (!taken(columns, DOC_TEXT) && !taken(columns, DOC_TITLE)) {
		return fail_columns(bytes, header, NULL, err);
	}
	for (size_t i = 0; i < columns->count; i++) {
		struct str cell = header_cell(bytes, header, i);
		const char *field = pantau_field_name(columns->field[i]);
		pantau_buf_str(&columns->mapping, cell);
		pantau_buf_printf(&columns->mapping, " -> %s\n",
				field[0] != '\0' ? field : "-");
	}
	return columns->mapping.failed ? pantau_fail_memory(err) : PANTAU_OK;
}
