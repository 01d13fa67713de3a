/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_LEXICON_TSV_H
#define PANTAU_LEXICON_TSV_H

/*
 * The strict reader of lexicon tables. A file is UTF-8 with one line feed per
 * row and one tab between cells; there are no quotes. Comments: before the
 * header every line that begins with '#'; after it lines that are '#' or begin
 * with '# ', so that a row may begin with a hashtag. Blank lines are warned of
 * and skipped. CR before the line feed and a leading byte order mark are errors,
 * told once: they say that an editor saved the file otherwise than the others.
 *
 * A row with an error is reported and left out; callers must not use a table
 * of a list with errors.
 */

#include "base/arena.h"
#include "lexicon/finding.h"

#define TSV_COLUMNS 12
#define TSV_LINE_MAX ((size_t)64 * 1024)
#define TSV_FILE_MAX ((size_t)16 * 1024 * 1024)

struct cell {
	struct str text;
	double number; /* value of a number, index of a choice, bits of a set */
};

struct tsv_row {
	uint32_t line;
	const char *start;  /* of the line, to tell columns */
	struct cell *cell;  /* by column of the schema */
};

struct schema;

struct table {
	const struct schema *schema;
	const char *path;        /* dir/name; lent */
	uint32_t file;           /* sorts findings */
	struct str bytes;        /* lent; cells point into it */
	struct tsv_row *row;
	size_t rows;
	bool has[TSV_COLUMNS];   /* the columns that the header names */
};

/*
 * Reads bytes as a table of the schema into the arena: structure only, numbers
 * are 0. out's path, file and bytes are set by the caller. False when memory is
 * out; all else is told to the list.
 */
bool pantau_tsv_read(struct table *out, const struct schema *schema,
		struct arena *arena, struct finding_list *list);

/* The place of a cell; for an absent column that of its row. */
struct place pantau_table_place(const struct table *table,
		const struct tsv_row *row, size_t column);

#endif
