/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* A window over the bytes of a member. */

#include "import/source.h"

/* A window that one huge record made grow is not kept for the next member. */
#define WINDOW_KEPT ((size_t)4 << 20)

void pantau_source_init(struct source *source)
{
	*source = (struct source){0};
	pantau_buf_init(&source->window);
}

void pantau_source_finish(struct source *source)
{
	pantau_buf_finish(&source->window);
}

static void compact(struct source *source)
{
	struct buf *window = &source->window;
	if (source->at == 0) {
		return;
	}
	window->n -= source->at;
	memmove(window->p, window->p + source->at, window->n);
	source->at = 0;
}

bool pantau_source_take(struct source *source, size_t n, struct buf *bytes,
		size_t *at)
{
	struct buf window = source->window;
	size_t end = source->at + n;
	pantau_buf_clear(bytes);
	*at = 0;
	if (window.capacity > WINDOW_KEPT) {
		pantau_buf_append(bytes, window.p + source->at, n);
		source_skip(source, n);
		return !bytes->failed;
	}
	pantau_buf_append(bytes, window.p + end, window.n - end);
	if (bytes->failed) {
		return false;
	}
	source->window = *bytes;
	*at = source->at;
	source->at = 0;
	*bytes = window;
	bytes->n = end;
	return true;
}

/* Adds one block of the member to the window. */
static enum pantau_status add_block(struct source *source,
		struct pantau_error *err)
{
	struct str bytes;
	enum pantau_status status = pantau_input_read(source->input, &bytes,
			err);
	if (status == PANTAU_END) {
		source->end = true;
		if (source->charset != CHARSET_UTF8) {
			pantau_utf16_end(&source->utf16, &source->window);
		}
	} else if (status != PANTAU_OK) {
		return status;
	} else if (source->charset != CHARSET_UTF8) {
		pantau_utf16_feed(&source->utf16, bytes, &source->window);
	} else {
		pantau_buf_str(&source->window, bytes);
	}
	return source->window.failed ? pantau_fail_memory(err) : PANTAU_OK;
}

enum pantau_status pantau_source_more(struct source *source, size_t want,
		struct pantau_error *err)
{
	enum pantau_status status = PANTAU_OK;
	compact(source);
	while (status == PANTAU_OK && !source->end &&
			source->window.n < want) {
		status = add_block(source, err);
	}
	if (status != PANTAU_OK) {
		source->failed = true;
	}
	return status;
}

/* What was read as bytes up to here turns out to be UTF-16. */
static enum pantau_status decode_head(struct source *source,
		struct pantau_error *err)
{
	struct buf raw = source->window;
	pantau_buf_init(&source->window);
	source->utf16 = (struct utf16){
		.big_endian = source->charset == CHARSET_UTF16BE,
	};
	pantau_utf16_feed(&source->utf16, str_skip(buf_str(&raw), 2),
			&source->window);
	if (source->end) {
		pantau_utf16_end(&source->utf16, &source->window);
	}
	pantau_buf_finish(&raw);
	return source->window.failed ? pantau_fail_memory(err) : PANTAU_OK;
}

enum pantau_status pantau_source_begin(struct source *source,
		struct input *input, struct pantau_error *err)
{
	if (source->window.capacity > WINDOW_KEPT) {
		pantau_buf_finish(&source->window);
	}
	struct buf window = source->window;
	size_t mark;
	pantau_buf_clear(&window);
	*source = (struct source){.input = input, .window = window};
	enum pantau_status status = pantau_source_more(source, SOURCE_HEAD, err);
	if (status != PANTAU_OK) {
		return status;
	}
	source->charset = pantau_charset_mark(source_view(source), &mark);
	source->marked = mark > 0;
	if (source->charset != CHARSET_UTF8) {
		status = decode_head(source, err);
		source->failed = status != PANTAU_OK;
	} else {
		source_skip(source, mark);
	}
	return status;
}
