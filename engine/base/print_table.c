/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* CSV (RFC 4180, CRLF) and TSV (backslash escapes, LF). */

#include <assert.h>
#include <stdlib.h>

#include "base/print_table.h"
#include "base/utf8.h"

void pantau_table_init(struct table *table, struct out *out, bool tabs)
{
	*table = (struct table){.out = out, .tabs = tabs};
	pantau_arena_init(&table->row_arena);
	pantau_arena_init(&table->header_arena);
}

void pantau_table_finish(struct table *table)
{
	pantau_arena_finish(&table->row_arena);
	pantau_arena_finish(&table->header_arena);
	free(table->cell);
	*table = (struct table){0};
}

void pantau_table_drop_row(struct table *table)
{
	table->cells = 0;
	pantau_arena_reset(&table->row_arena);
}

static bool grow(struct table *table)
{
	size_t capacity = table->capacity != 0 ? table->capacity * 2 : 16;
	struct cell *cell = realloc(table->cell, capacity * sizeof(*cell));

	if (cell == NULL) {
		return false;
	}
	table->cell = cell;
	table->capacity = capacity;
	return true;
}

void pantau_table_cell(struct table *table, struct str key, struct str value,
		bool text)
{
	if (table->cells == table->capacity && !grow(table)) {
		table->out->failed = true;
		return;
	}
	struct cell cell = {
		pantau_arena_str(&table->row_arena, key),
		pantau_arena_str(&table->row_arena, value),
		text,
	};
	if (cell.key.p == NULL || cell.value.p == NULL) {
		table->out->failed = true;
		return;
	}
	table->cell[table->cells++] = cell;
}

bool pantau_table_is_formula(struct str s)
{
	size_t at = 0;
	uint32_t c = ' ';

	/* Blanks that an import may trim do not hide a formula. */
	while (at < s.n && (c == ' ' || c == 0xa0 || c == 0x3000 ||
			c == 0x200b || c == UINT32_C(0xfeff))) {
		c = pantau_utf8_next(s, &at, NULL);
	}
	switch (c) {
	case '=': case '+': case '-': case '@':
	case '\t': case '\r': case '\n':
	case 0xff1d: case 0xff0b: case 0xff0d: case 0xff20: /* ＝＋－＠ */
		return true;
	default:
		return false;
	}
}

/* A cell may end up on a terminal or in a strict reader: it is UTF-8 and shows
 * control characters as text output does. */
static void put_char(struct table *table, struct str s, size_t start, size_t end,
		uint32_t c, bool ok)
{
	struct out *out = table->out;

	if (!ok) {
		pantau_out_cstr(out, "\xef\xbf\xbd");
	} else if (table->tabs && c == '\t') {
		pantau_out_cstr(out, "\\t");
	} else if (table->tabs && c == '\n') {
		pantau_out_cstr(out, "\\n");
	} else if (table->tabs && c == '\r') {
		pantau_out_cstr(out, "\\r");
	} else if (table->tabs && c == '\\') {
		pantau_out_cstr(out, "\\\\");
	} else if (!table->tabs && c == '"') {
		pantau_out_cstr(out, "\"\"");
	} else if (!table->tabs && (c == '\t' || c == '\n' || c == '\r')) {
		pantau_out_char(out, (char)c);
	} else {
		pantau_out_safe(out, str_make(s.p + start, end - start));
	}
}

static bool needs_quotes(struct str s)
{
	if (s.n == 0) {
		return false;
	}
	if (s.p[0] == ' ' || s.p[s.n - 1] == ' ') {
		return true;
	}
	for (size_t i = 0; i < s.n; i++) {
		/* ';' and tab: readers that sniff the delimiter. */
		if (strchr(",\"\r\n;\t", s.p[i]) != NULL && s.p[i] != '\0') {
			return true;
		}
	}
	return false;
}

static void put_cell(struct table *table, const struct cell *cell)
{
	struct str s = cell->value;
	bool quotes = !table->tabs && needs_quotes(s);

	if (quotes) {
		pantau_out_char(table->out, '"');
	}
	if (cell->text && pantau_table_is_formula(s)) {
		pantau_out_char(table->out, '\'');
	}
	for (size_t at = 0; at < s.n;) {
		size_t start = at;
		bool ok;
		uint32_t c = pantau_utf8_next(s, &at, &ok);
		put_char(table, s, start, at, c, ok);
	}
	if (quotes) {
		pantau_out_char(table->out, '"');
	}
}

static void put_separator(struct table *table, size_t column)
{
	if (column != 0) {
		pantau_out_char(table->out, table->tabs ? '\t' : ',');
	}
}

static void end_line(struct table *table)
{
	pantau_out_cstr(table->out, table->tabs ? "\n" : "\r\n");
}

static bool write_header(struct table *table)
{
	table->header = pantau_arena_zero(&table->header_arena, table->cells,
			sizeof(*table->header));
	if (table->header == NULL) {
		return false;
	}
	table->columns = table->cells;
	for (size_t i = 0; i < table->columns; i++) {
		struct str key = table->cell[i].key;
		table->header[i] = pantau_arena_str(&table->header_arena, key);
		if (table->header[i].p == NULL) {
			return false;
		}
		put_separator(table, i);
		put_cell(table, &(struct cell){.value = key});
	}
	end_line(table);
	return true;
}

static const struct cell *find(const struct table *table, size_t column)
{
	/* Rows mostly come in the order of the header. */
	for (size_t i = 0; i < table->cells; i++) {
		size_t at = (column + i) % table->cells;
		if (str_eq(table->cell[at].key, table->header[column])) {
			return &table->cell[at];
		}
	}
	return NULL;
}

void pantau_table_end_row(struct table *table)
{
	size_t used = 0;

	if (table->header == NULL && !write_header(table)) {
		table->out->failed = true;
		return;
	}
	for (size_t i = 0; i < table->columns; i++) {
		const struct cell *cell = find(table, i);
		put_separator(table, i);
		if (cell != NULL) {
			put_cell(table, cell);
			used++;
		}
	}
	/* A key that the first row did not have would be lost. */
	assert(used == table->cells || table->out->failed);
	(void)used;
	end_line(table);
	pantau_table_drop_row(table);
}
