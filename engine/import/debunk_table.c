/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Tables of debunks. */

#include <stdlib.h>

#include "base/utf8.h"
#include "import/debunk_parts.h"

/* So far the end of a row too long is looked for, so that a body of megabytes
 * is one bad row, not as many as it has lines. */
#define ROW_SEEN ((size_t)128 << 20)

static struct str header_cell(struct str bytes, const struct csv_cell *cell)
{
	return pantau_str_trim(str_make(bytes.p + cell->start,
			cell->end - cell->start));
}

static enum pantau_status fail_columns(const struct debunk_table *table,
		struct str bytes, struct pantau_error *err)
{
	struct buf list;
	pantau_buf_init(&list);
	for (size_t i = 0; i < table->rows.cells && list.n < 240; i++) {
		struct str cell = pantau_utf8_prefix(header_cell(bytes,
				&table->rows.row.cell[i]), 60);
		pantau_buf_printf(&list, "%s'" STR_FMT "'", i > 0 ? ", " : "",
				STR_ARG(cell));
	}
	pantau_buf_char(&list, '\0');
	enum pantau_status status = pantau_fail(err, PANTAU_BAD_INPUT,
			PANTAU_T(err, "no column holds a title or a claim (looked "
			"for 'title', 'judul', 'claim', 'klaim', 'narasi' and the "
			"like); the columns are %s",
			"tidak ada kolom judul atau klaim (yang dicari 'title', "
			"'judul', 'claim', 'klaim', 'narasi', dan sejenisnya); "
			"kolom yang ada ialah %s"), list.failed ? "" : list.p);
	pantau_buf_finish(&list);
	pantau_fail_at(err, NULL, table->rows.line, 0);
	return status;
}

/* Of several columns for one field the surest name wins, then the first. */
static enum pantau_status map(struct debunk_table *table, struct str bytes,
		struct pantau_error *err)
{
	const struct csv_row *row = &table->rows.row;
	unsigned best[DEBUNK_FIELDS], rank;
	size_t column[DEBUNK_FIELDS];
	for (int f = 0; f < DEBUNK_FIELDS; f++) {
		best[f] = UINT32_MAX;
	}
	table->field = calloc(row->cells, sizeof(*table->field));
	if (table->field == NULL) {
		return pantau_fail_memory(err);
	}
	for (size_t i = 0; i < row->cells; i++) {
		enum debunk_field field = pantau_debunk_field(header_cell(bytes,
				&row->cell[i]), &rank);
		table->field[i] = DEBUNK_FIELDS;
		if (field != DEBUNK_FIELDS && rank < best[field]) {
			best[field] = rank;
			column[field] = i;
		}
	}
	for (int f = 0; f < DEBUNK_FIELDS; f++) {
		if (best[f] != UINT32_MAX) {
			table->field[column[f]] = (enum debunk_field)f;
		}
	}
	for (size_t i = 0; i < row->cells; i++) {
		pantau_buf_str(&table->mapping, header_cell(bytes,
				&row->cell[i]));
		pantau_buf_printf(&table->mapping, " -> %s\n",
				pantau_debunk_field_name(table->field[i]));
	}
	if (best[DEBUNK_TITLE] == UINT32_MAX &&
			best[DEBUNK_CLAIM] == UINT32_MAX) {
		return fail_columns(table, bytes, err);
	}
	return table->mapping.failed ? pantau_fail_memory(err) : PANTAU_OK;
}

enum pantau_status pantau_debunk_table_open(struct debunk_table *table,
		struct source *source, struct pantau_error *err)
{
	struct arena arena;
	struct str bytes;
	pantau_csv_rows_init(&table->rows, source);
	pantau_buf_init(&table->mapping);
	table->field = NULL;
	table->rows.look = ROW_SEEN;
	table->rows.lenient = true;
	pantau_arena_init(&arena);
	enum pantau_status status = pantau_csv_rows_header(&table->rows,
			&arena, &bytes, err);
	if (status == PANTAU_OK) {
		status = map(table, bytes, err);
	}
	pantau_arena_finish(&arena);
	return status;
}

void pantau_debunk_table_close(struct debunk_table *table)
{
	pantau_csv_rows_finish(&table->rows);
	pantau_buf_finish(&table->mapping);
	free(table->field);
}

enum pantau_status pantau_debunk_table_next(struct debunk_table *table,
		const struct debunk_options *options, struct arena *arena,
		struct debunk *out, struct pantau_error *err)
{
	struct csv_rows *rows = &table->rows;
	struct str bytes, raw;
	enum pantau_status status = pantau_csv_rows_next(rows, arena, &bytes,
			&raw, err);
	*out = (struct debunk){.record = rows->record, .line = rows->line};
	for (size_t i = 0; status == PANTAU_OK && i < rows->cells; i++) {
		const struct csv_cell *cell = &rows->row.cell[i];
		if (table->field[i] == DEBUNK_FIELDS) {
			continue;
		}
		struct str value = pantau_csv_cell(bytes, cell, arena);
		value = value.p != NULL && !cell->doubled ?
				pantau_arena_str(arena, value) : value;
		if (value.p == NULL) {
			return pantau_fail_memory(err);
		}
		status = pantau_debunk_set(out, table->field[i], value, options,
				arena, err);
		if (status == PANTAU_BAD_INPUT) {
			return pantau_csv_rows_at(rows, bytes, cell->start,
					status, err);
		}
	}
	if (status == PANTAU_OK) {
		status = pantau_debunk_check(out, err);
		status = status == PANTAU_OK ? status : pantau_csv_rows_at(rows,
				bytes, 0, status, err);
	}
	return status;
}
