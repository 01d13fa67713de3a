/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* The packed token stream that FTS5 gets instead of the text. */

#include "text/analyser.h"

void pantau_pack(const struct pantau_tokens *tokens, struct buf *out)
{
	if (tokens->packed != NULL) {
		pantau_buf_str(out, tokens->packed->stream);
	}
}

bool pantau_pack_next(struct str packed, size_t *at, struct packed_term *out)
{
	while (*at < packed.n && packed.p[*at] == ' ') {
		++*at;
	}
	if (*at >= packed.n) {
		return false;
	}
	const char *start = packed.p + *at;
	const char *space = memchr(start, ' ', packed.n - *at);
	size_t n = space != NULL ? (size_t)(space - start) : packed.n - *at;
	*at += n;
	out->bytes = str_make(start, n);
	out->colocated = start[0] == PACK_COLOCATED;
	return true;
}
