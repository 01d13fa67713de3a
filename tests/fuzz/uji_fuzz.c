/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * Any bytes as a file of tests. Each line is a row, a fault with its place, or
 * passed over, in order; the rows, written anew, are read as the same.
 */

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "tune/uji.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool held)
{
	if (!held) {
		abort();
	}
}

static void require_row(const struct uji_row *row)
{
	require(row->expected < UJI_EXPECTED);
	require(pantau_uji_expected(row->name) == row->expected);
	require(pantau_utf8_valid(row->text, NULL) &&
			pantau_utf8_valid(row->comment, NULL));
	require(pantau_str_trim(row->text).n > 0);
	require(memchr(row->text.p, '\t', row->text.n) == NULL);
}

/* Reads all of it; rows go to out, faults are counted. */
static size_t read_all(struct str bytes, struct buf *out)
{
	struct pantau_error err = {.lang = PANTAU_LANG_EN};
	struct uji_reader reader;
	struct uji_row row;
	uint32_t line = 0;
	size_t faults = 0;
	enum uji_found found;

	pantau_uji_begin(&reader, "a.uji", bytes);
	while ((found = pantau_uji_next(&reader, &row, &err)) != UJI_END) {
		require(reader.line > line);
		line = reader.line;
		if (found == UJI_FAULT) {
			require(err.code == PANTAU_BAD_INPUT && err.line == line);
			require(err.column > 0 && err.message[0] != '\0');
			faults++;
			continue;
		}
		require(row.line == line);
		require_row(&row);
		pantau_buf_str(out, row.name);
		pantau_buf_char(out, '\t');
		pantau_buf_str(out, row.text);
		pantau_buf_char(out, '\t');
		pantau_buf_str(out, row.comment);
		pantau_buf_char(out, '\n');
	}
	return faults;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct buf rows, again;

	pantau_buf_init(&rows);
	pantau_buf_init(&again);
	read_all(str_make((const char *)data, size), &rows);
	require(read_all(buf_str(&rows), &again) == 0);
	require(str_eq(buf_str(&rows), buf_str(&again)));
	pantau_buf_finish(&again);
	pantau_buf_finish(&rows);
	return 0;
}
