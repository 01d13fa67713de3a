/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_IMPORT_CSV_COLUMNS_H
#define PANTAU_IMPORT_CSV_COLUMNS_H

/* Which column of a table is which field of a document. */

#include "import/csv_parse.h"
#include "import/import.h"

struct csv_columns {
	uint32_t *field;    /* one bit by column, or 0 */
	size_t count;
	struct buf mapping; /* 'Isi Laporan -> text' lines, for people */
};

void pantau_csv_columns_init(struct csv_columns *columns);
void pantau_csv_columns_finish(struct csv_columns *columns);

/* How many cells of a header name a field, by name or alias. */
size_t pantau_csv_known(struct str bytes, const struct csv_row *header);

/*
 * Maps by --map, then by name. PANTAU_BAD_INPUT, which names the columns that
 * there are, when --map asks for another or neither text nor title is found.
 */
enum pantau_status pantau_csv_columns_map(struct csv_columns *columns,
		struct str bytes, const struct csv_row *header,
		const struct import_options *options, struct pantau_error *err);

#endif
