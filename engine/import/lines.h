/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_IMPORT_LINES_H
#define PANTAU_IMPORT_LINES_H

/* Lines of a source, with numbers; those above a limit pass by in blocks. */

#include "import/source.h"

#define LINES_RAW ((size_t)64 << 10) /* of a line that is too long, kept */

struct lines {
	struct source *source;
	size_t limit;
	uint64_t number;  /* of the line last given, from 1 */
	struct buf cut;   /* the beginning of a line that was too long */
};

void pantau_lines_init(struct lines *lines, struct source *source,
		size_t limit);
void pantau_lines_finish(struct lines *lines);

/*
 * The next line without its LF or CRLF, lent until the next call. *too_long:
 * it has more than 'limit' bytes, and the line is its first LINES_RAW bytes.
 * PANTAU_END behind the last; a line cut off by the end of the source is one.
 */
enum pantau_status pantau_lines_next(struct lines *lines, struct str *line,
		bool *too_long, struct pantau_error *err);

#endif
