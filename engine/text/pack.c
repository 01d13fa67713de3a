/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* The packed token stream that FTS5 gets instead of the text. */

#include "text/analyser.h"

void pantau_pack(const struct pantau_tokens *tokens, struct buf *out)
{
	size_t size = 0;
	for (size_t i = 0; i < tokens->terms; i++) {
		size += tokens->term[i].length + 2u;
	}
	if (!pantau_buf_reserve(out, size)) {
		return;
	}
	char *p = out->p + out->n;
	for (size_t i = 0; i < tokens->terms; i++) {
		const struct pantau_term *term = &tokens->term[i];
		if (i != 0) {
			*p++ = ' ';
			if (term->position == term[-1].position) {
				*p++ = PACK_COLOCATED;
			}
		}
		memcpy(p, term->bytes, term->length);
		p += term->length;
	}
	if (p != NULL) {
		out->n = (size_t)(p - out->p);
		*p = '\0';
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
