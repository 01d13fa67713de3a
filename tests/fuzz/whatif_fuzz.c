/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * A term, weights and a file, a line each but for the file: the row is refused,
 * or the file with it has it in the line that is told, and stays as it is when
 * it is put there again.
 */

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "tune/whatif.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool held)
{
	if (!held) {
		abort();
	}
}

/* Bytes that are taken off where a line or file begins or ends, and comments:
 * a second time there may be more to take. */
static bool settled(struct str term, struct str bytes)
{
	for (size_t i = 0; i < bytes.n; i++) {
		if (bytes.p[i] == '\r' || bytes.p[i] == '\xef') {
			return false;
		}
	}
	return memchr(term.p, '#', term.n) == NULL;
}

static void edit(const struct whatif_row *row, struct str bytes)
{
	struct pantau_error err = {.lang = PANTAU_LANG_EN};
	struct buf once, again;
	uint32_t line, same;

	pantau_buf_init(&once);
	pantau_buf_init(&again);
	enum pantau_status status = pantau_whatif_edit(row, bytes, &once, &line,
			&err);
	require(status == PANTAU_OK ? line > 0 : err.message[0] != '\0');
	if (status == PANTAU_OK && settled(row->term, buf_str(&once))) {
		status = pantau_whatif_edit(row, buf_str(&once), &again, &same,
				&err);
		require(row->remove ? status == PANTAU_NOT_FOUND
				: status == PANTAU_OK && same == line &&
				str_eq(buf_str(&once), buf_str(&again)));
	}
	pantau_buf_finish(&again);
	pantau_buf_finish(&once);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str rest = str_make((const char *)data, size);
	struct str term = pantau_str_cut(&rest, '\n');
	struct str weights = pantau_str_cut(&rest, '\n');
	struct pantau_error err = {.lang = PANTAU_LANG_EN};
	struct whatif_row row;
	char a[256], b[256];

	if (term.n >= sizeof(a) || weights.n >= sizeof(b)) {
		return 0;
	}
	memset(a, 0, sizeof(a));
	memset(b, 0, sizeof(b));
	if (term.n != 0) {
		memcpy(a, term.p, term.n);
	}
	if (weights.n != 0) {
		memcpy(b, weights.p, weights.n);
	}
	if (pantau_whatif_read(a, b, NULL, &row, &err) != PANTAU_OK) {
		require(err.code == PANTAU_USAGE && err.message[0] != '\0');
		return 0;
	}
	require(row.term.n > 0);
	row.file = row.file != NULL ? row.file : "sentiment.tsv";
	edit(&row, rest);
	return 0;
}
