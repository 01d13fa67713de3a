/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_BASE_OUT_H
#define PANTAU_BASE_OUT_H

/*
 * A buffered output. The library has no stdout of its own: a struct out writes
 * to a function that the caller gives, or gathers in a buf. A failed write is
 * sticky and is asked for once, by pantau_out_flush.
 */

#include "base/str.h"

struct out {
	/* Takes all n bytes or returns false. NULL: gather in buffer. */
	bool (*write)(void *context, const char *p, size_t n);
	void *context;
	struct buf buffer;
	bool failed;
};

void pantau_out_init(struct out *out,
		bool (*write)(void *, const char *, size_t), void *context);
void pantau_out_finish(struct out *out);
/* True when all bytes so far were taken. */
bool pantau_out_flush(struct out *out);

void pantau_out_str(struct out *out, struct str s);
void pantau_out_cstr(struct out *out, const char *s);
void pantau_out_char(struct out *out, char c);
PANTAU_PRINTF(2, 3)
void pantau_out_printf(struct out *out, const char *format, ...);

/* For terminals and plain text: control characters, bidi overrides and
 * isolates, line separators and ill-formed bytes are shown as \x1b, \u202e. A
 * tab and a newline become a space. */
void pantau_out_safe(struct out *out, struct str s);
/* A JSON string with quotes. Ill-formed UTF-8 becomes U+FFFD. U+2028/9, C1 and
 * bidi controls are \u-escaped. */
void pantau_out_json(struct out *out, struct str s);

#endif
