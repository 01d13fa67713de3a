/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_IMPORT_SOURCE_H
#define PANTAU_IMPORT_SOURCE_H

/*
 * What a reader reads: the bytes of one member behind its byte order mark,
 * UTF-16 made UTF-8, through a window that grows as the reader asks for more.
 */

#include "import/charset.h"
#include "import/input.h"

#define SOURCE_HEAD ((size_t)64 << 10) /* what readers bid on, at most */

struct source {
	struct input *input;
	struct buf window;
	size_t at;          /* the first unread byte in the window */
	bool end;           /* the window holds all that is left */
	bool failed;        /* the member cannot be read on */
	bool marked;        /* there was a byte order mark */
	enum charset charset;
	struct utf16 utf16;
};

void pantau_source_init(struct source *source);
void pantau_source_finish(struct source *source);

/* Begins with the input's member at hand: reads a head of SOURCE_HEAD bytes
 * (or all) and passes over a mark. */
enum pantau_status pantau_source_begin(struct source *source,
		struct input *input, struct pantau_error *err);

/* Unread bytes in the window; lent until the next more() or begin(). */
static inline struct str source_view(const struct source *source)
{
	return (struct str){
		source->window.p != NULL ? source->window.p + source->at : NULL,
		source->window.n - source->at,
	};
}

static inline void source_skip(struct source *source, size_t n)
{
	source->at += n;
}

/*
 * Moves n unread bytes to *bytes, where they begin at *at and end with it. The
 * window itself goes, and *bytes' memory becomes the window, unless one huge
 * record had made it grow. False when memory is out.
 */
bool pantau_source_take(struct source *source, size_t n, struct buf *bytes,
		size_t *at);

/*
 * Reads until there are at least 'want' unread bytes, or the end. On failure
 * (PANTAU_IO, PANTAU_BAD_INPUT, PANTAU_NO_MEMORY) 'failed' is set.
 */
enum pantau_status pantau_source_more(struct source *source, size_t want,
		struct pantau_error *err);

#endif
