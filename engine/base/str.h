/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_BASE_STR_H
#define PANTAU_BASE_STR_H

/*
 * Text is a pointer and a length. A struct str never owns its bytes, is never
 * NUL-ended and may hold any byte; an empty one may have a NULL pointer.
 *
 * A struct buf owns a growing run of bytes. Failure to grow is sticky: the
 * flag is set, later appends do nothing, and the caller asks once at the end.
 * buf.p is NULL or holds n bytes followed by a NUL that n does not count.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "pantau/error.h"

struct str {
	const char *p;
	size_t n;
};

#define STR(literal) ((struct str){(literal), sizeof(literal) - 1})
#define STR_FMT "%.*s"
#define STR_ARG(s) (int)(s).n, (s).n != 0 ? (s).p : ""

static inline struct str str_make(const char *p, size_t n)
{
	return (struct str){p, n};
}

static inline struct str str_of(const char *cstring)
{
	return (struct str){cstring, cstring != NULL ? strlen(cstring) : 0};
}

static inline bool str_eq(struct str a, struct str b)
{
	return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

/* Whether n bytes are alike: memcmp for words and terms, of which most have fewer
 * than 16 bytes. */
static inline bool pantau_same_bytes(const char *a, const char *b, size_t n)
{
	uint64_t x, y;
	uint32_t u, v;
	for (; n >= 8; n -= 8, a += 8, b += 8) {
		memcpy(&x, a, 8);
		memcpy(&y, b, 8);
		if (x != y) {
			return false;
		}
	}
	if (n >= 4) {
		memcpy(&u, a, 4);
		memcpy(&v, b, 4);
		if (u != v) {
			return false;
		}
		n -= 4;
		a += 4;
		b += 4;
	}
	while (n > 0 && *a == *b) {
		n--;
		a++;
		b++;
	}
	return n == 0;
}

/* Byte order, shorter first on a common prefix: <0, 0, >0. */
static inline int str_cmp(struct str a, struct str b)
{
	size_t n = a.n < b.n ? a.n : b.n;
	int order = n != 0 ? memcmp(a.p, b.p, n) : 0;
	return order != 0 ? order : (a.n > b.n) - (a.n < b.n);
}

static inline bool str_starts(struct str s, struct str prefix)
{
	return s.n >= prefix.n && memcmp(s.p, prefix.p, prefix.n) == 0;
}

static inline bool str_ends(struct str s, struct str suffix)
{
	return s.n >= suffix.n &&
			memcmp(s.p + s.n - suffix.n, suffix.p, suffix.n) == 0;
}

/* The view without its first count bytes (all of it when count is larger). */
static inline struct str str_skip(struct str s, size_t count)
{
	size_t cut = count < s.n ? count : s.n;
	return (struct str){s.p + cut, s.n - cut};
}

/* Without ASCII blanks (space, tab, CR, LF, VT, FF) at either end. */
struct str pantau_str_trim(struct str s);

/* ASCII letters compare alike. */
bool pantau_str_eq_nocase(struct str a, struct str b);

/* The field before the next separator; *rest moves behind it. The last field
 * leaves rest->p NULL. */
struct str pantau_str_cut(struct str *rest, char separator);

/* A whole decimal number with optional sign; false on anything else. */
bool pantau_str_int(struct str s, int64_t *out);
/* A decimal fraction with '.', no exponent games, finite; locale-free. */
bool pantau_str_double(struct str s, double *out);

struct buf {
	char *p;
	size_t n;
	size_t capacity;
	bool failed;
};

void pantau_buf_init(struct buf *buf);
void pantau_buf_finish(struct buf *buf);
void pantau_buf_clear(struct buf *buf); /* keeps memory and clears failed */
bool pantau_buf_reserve(struct buf *buf, size_t more);
void pantau_buf_append(struct buf *buf, const char *p, size_t n);
void pantau_buf_str(struct buf *buf, struct str s);
void pantau_buf_char(struct buf *buf, char c);
void pantau_buf_utf8(struct buf *buf, uint32_t code_point);
PANTAU_PRINTF(2, 3)
void pantau_buf_printf(struct buf *buf, const char *format, ...);

static inline struct str buf_str(const struct buf *buf)
{
	return (struct str){buf->p, buf->n};
}

#endif
