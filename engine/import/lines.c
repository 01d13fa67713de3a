/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Lines out of a source's window. */

#include "import/lines.h"

void pantau_lines_init(struct lines *lines, struct source *source,
		size_t limit)
{
	*lines = (struct lines){.source = source, .limit = limit};
	pantau_buf_init(&lines->cut);
}

void pantau_lines_finish(struct lines *lines)
{
	pantau_buf_finish(&lines->cut);
}

/* Passes over the rest of a line of any length in bounded memory. */
static enum pantau_status pass_by(struct lines *lines, struct str *line,
		struct pantau_error *err)
{
	struct source *source = lines->source;
	struct str view = source_view(source);
	pantau_buf_clear(&lines->cut);
	pantau_buf_append(&lines->cut, view.p,
			view.n < LINES_RAW ? view.n : LINES_RAW);
	if (lines->cut.failed) {
		source->failed = true;
		return pantau_fail_memory(err);
	}
	for (;;) {
		view = source_view(source);
		const char *end = view.n > 0 ? memchr(view.p, '\n', view.n) : NULL;
		if (end != NULL) {
			source_skip(source, (size_t)(end - view.p) + 1);
			break;
		}
		source_skip(source, view.n);
		if (source->end) {
			break;
		}
		enum pantau_status status = pantau_source_more(source, 1, err);
		if (status != PANTAU_OK) {
			return status;
		}
	}
	*line = buf_str(&lines->cut);
	return PANTAU_OK;
}

enum pantau_status pantau_lines_next(struct lines *lines, struct str *line,
		bool *too_long, struct pantau_error *err)
{
	struct source *source = lines->source;
	struct str view = source_view(source);
	size_t searched = 0;
	const char *end;
	*too_long = false;
	for (;;) {
		end = view.n > searched ? memchr(view.p + searched, '\n',
				view.n - searched) : NULL;
		if (end != NULL || source->end || view.n > lines->limit + 2) {
			break;
		}
		searched = view.n;
		/* At least a block more; the window at most doubles. */
		enum pantau_status status = pantau_source_more(source,
				view.n + 1, err);
		if (status != PANTAU_OK) {
			return status;
		}
		view = source_view(source);
	}
	if (end == NULL && view.n == 0) {
		return PANTAU_END;
	}
	lines->number++;
	size_t n = end != NULL ? (size_t)(end - view.p) : view.n;
	size_t cr = n > 0 && view.p[n - 1] == '\r';
	if (n - cr > lines->limit) {
		*too_long = true;
		return pass_by(lines, line, err);
	}
	*line = str_make(view.p, n - cr);
	source_skip(source, end != NULL ? n + 1 : n);
	return PANTAU_OK;
}
