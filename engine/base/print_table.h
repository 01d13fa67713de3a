/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_BASE_PRINT_TABLE_H
#define PANTAU_BASE_PRINT_TABLE_H

/*
 * Rows of named cells to CSV or TSV. A row is gathered first and written when
 * it ends: the keys of the first row become the header, later rows are put in
 * that order, and a key that they lack leaves its cell empty.
 */

#include "base/arena.h"
#include "base/out.h"

struct cell {
	struct str key, value; /* in an arena of the table */
	bool text;             /* else a number or so, written as it is */
};

struct table {
	struct out *out;
	bool tabs;             /* TSV, else CSV */
	struct arena row_arena, header_arena;
	struct cell *cell;
	size_t cells, capacity;
	struct str *header;    /* NULL until the first row was written */
	size_t columns;
};

void pantau_table_init(struct table *table, struct out *out, bool tabs);
void pantau_table_finish(struct table *table);
/* Copies key and value. Out of memory sets out->failed. */
void pantau_table_cell(struct table *table, struct str key, struct str value,
		bool text);
void pantau_table_end_row(struct table *table);
/* Whether a spreadsheet would compute the cell instead of showing it: before a
 * text of that kind a ' is put. */
bool pantau_table_is_formula(struct str s);
/* Forgets the cells gathered since the last row. */
void pantau_table_drop_row(struct table *table);

#endif
