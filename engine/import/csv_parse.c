/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* A row of CSV, byte by byte. */

#include "import/csv_parse.h"

#include <stdlib.h>

enum state { CELL_BEGIN, PLAIN, QUOTED, QUOTE_SEEN };

void pantau_csv_row_init(struct csv_row *row)
{
	*row = (struct csv_row){0};
}

void pantau_csv_row_finish(struct csv_row *row)
{
	free(row->cell);
	*row = (struct csv_row){0};
}

/* A new cell that begins at 'at'. */
static enum csv_status open_cell(struct csv_row *row, size_t at)
{
	if (row->cells == CSV_CELLS_MAX) {
		row->fault = at;
		return CSV_CELLS;
	}
	if (row->cells == row->room) {
		size_t room = row->room == 0 ? 32 : row->room * 2;
		struct csv_cell *cell = realloc(row->cell, room * sizeof(*cell));
		if (cell == NULL) {
			return CSV_NO_MEMORY;
		}
		row->cell = cell;
		row->room = room;
	}
	row->cell[row->cells++] = (struct csv_cell){.start = at, .end = at};
	return CSV_OK;
}

static void end_row(struct str bytes, size_t at, enum state state,
		struct csv_row *row)
{
	struct csv_cell *cell = &row->cell[row->cells - 1];
	if (state != QUOTE_SEEN) {
		cell->end = at;
		if (at > cell->start && bytes.p[at - 1] == '\r') {
			cell->end--;
		}
	}
	row->bytes = at < bytes.n ? at + 1 : at;
}

/* The byte behind a quote within quotes. */
static enum csv_status after_quote(struct str bytes, size_t at, bool last,
		struct csv_row *row)
{
	if (bytes.p[at] == '\r' && at + 1 < bytes.n && bytes.p[at + 1] == '\n') {
		return CSV_OK;
	}
	if (bytes.p[at] == '\r' && at + 1 == bytes.n) {
		return last ? CSV_OK : CSV_MORE;
	}
	row->fault = at;
	return CSV_STRAY;
}

enum csv_status pantau_csv_parse(struct str bytes, bool last, char delimiter,
		struct csv_row *row)
{
	enum state state = CELL_BEGIN;
	enum csv_status status;
	row->cells = 0;
	status = open_cell(row, 0);
	for (size_t at = 0; at < bytes.n && status == CSV_OK; at++) {
		struct csv_cell *cell = &row->cell[row->cells - 1];
		char c = bytes.p[at];
		if (state == QUOTED) {
			const char *quote = memchr(bytes.p + at, '"', bytes.n - at);
			at = quote != NULL ? (size_t)(quote - bytes.p) : bytes.n - 1;
			if (quote != NULL) {
				cell->end = at;
				state = QUOTE_SEEN;
			}
		} else if (c == delimiter) {
			cell->end = state == QUOTE_SEEN ? cell->end : at;
			status = open_cell(row, at + 1);
			state = CELL_BEGIN;
		} else if (c == '\n') {
			end_row(bytes, at, state, row);
			return CSV_OK;
		} else if (c == '"' && state == CELL_BEGIN) {
			cell->quoted = true;
			cell->start = at + 1;
			state = QUOTED;
		} else if (c == '"' && state == QUOTE_SEEN) {
			cell->doubled = true;
			state = QUOTED;
		} else if (state == QUOTE_SEEN) {
			status = after_quote(bytes, at, last, row);
		} else {
			state = PLAIN;
		}
	}
	if (status != CSV_OK || !last) {
		return status != CSV_OK ? status : CSV_MORE;
	}
	if (state == QUOTED) {
		row->fault = row->cell[row->cells - 1].start - 1;
		return CSV_UNCLOSED;
	}
	end_row(bytes, bytes.n, state, row);
	return CSV_OK;
}

/* A cell in quotes whose inner ones stand in pairs. */
static void unquote(struct str bytes, struct csv_cell *cell)
{
	size_t quotes = 0;
	if (cell->end - cell->start < 2 || bytes.p[cell->start] != '"' ||
			bytes.p[cell->end - 1] != '"') {
		return;
	}
	for (size_t i = cell->start + 1; i + 1 < cell->end; i++) {
		bool pair = bytes.p[i] == '"' && bytes.p[i + 1] == '"' &&
				i + 2 < cell->end;
		if (bytes.p[i] == '"' && !pair) {
			return;
		}
		i += pair;
		quotes += pair;
	}
	cell->start++;
	cell->end--;
	cell->quoted = true;
	cell->doubled = quotes > 0;
}

enum csv_status pantau_csv_split(struct str bytes, bool last, char delimiter,
		struct csv_row *row)
{
	const char *line = memchr(bytes.p, '\n', bytes.n);
	size_t end = line != NULL ? (size_t)(line - bytes.p) : bytes.n;
	row->cells = 0;
	if (line == NULL && !last) {
		return CSV_MORE;
	}
	enum csv_status status = open_cell(row, 0);
	for (size_t at = 0; status == CSV_OK && at < end; at++) {
		const char *next = memchr(bytes.p + at, delimiter, end - at);
		if (next == NULL) {
			break;
		}
		at = (size_t)(next - bytes.p);
		row->cell[row->cells - 1].end = at;
		status = open_cell(row, at + 1);
	}
	if (status == CSV_OK) {
		end_row(bytes, end, PLAIN, row);
		for (size_t i = 0; i < row->cells; i++) {
			unquote(bytes, &row->cell[i]);
		}
	}
	return status;
}

char pantau_csv_sniff(struct str bytes)
{
	static const char delimiters[] = {',', ';', '\t'};
	size_t count[sizeof(delimiters)] = {0};
	size_t best = 0;
	bool quoted = false;
	for (size_t i = 0; i < bytes.n; i++) {
		char c = bytes.p[i];
		if (c == '"') {
			quoted = !quoted;
		} else if (c == '\n' && !quoted) {
			break;
		}
		for (size_t d = 0; d < sizeof(delimiters) && !quoted; d++) {
			count[d] += c == delimiters[d];
		}
	}
	for (size_t d = 1; d < sizeof(delimiters); d++) {
		if (count[d] > count[best]) {
			best = d;
		}
	}
	return delimiters[best];
}

struct str pantau_csv_cell(struct str bytes, const struct csv_cell *cell,
		struct arena *arena)
{
	struct str raw = str_make(bytes.p + cell->start,
			cell->end - cell->start);
	if (!cell->doubled) {
		return raw;
	}
	char *out = pantau_arena_alloc(arena, raw.n);
	size_t n = 0;
	for (size_t i = 0; out != NULL && i < raw.n; i++) {
		out[n++] = raw.p[i];
		/* Within the cell quotes stand in pairs. */
		if (raw.p[i] == '"') {
			i++;
		}
	}
	return str_make(out, n);
}

void pantau_csv_place(struct str bytes, size_t at, uint64_t *line,
		uint64_t *column)
{
	size_t begin = 0, limit = at < bytes.n ? at : bytes.n;
	const char *end;
	while (begin < limit && (end = memchr(bytes.p + begin, '\n',
			limit - begin)) != NULL) {
		(*line)++;
		begin = (size_t)(end - bytes.p) + 1;
	}
	*column = limit - begin + 1;
}
