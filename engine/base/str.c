/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* String views, numbers without locale, growing buffers. */

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/str.h"
#include "base/utf8.h"

static bool is_blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

struct str pantau_str_trim(struct str s)
{
	while (s.n != 0 && is_blank(s.p[0])) {
		s = str_skip(s, 1);
	}
	while (s.n != 0 && is_blank(s.p[s.n - 1])) {
		s.n--;
	}
	return s;
}

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

bool pantau_str_eq_nocase(struct str a, struct str b)
{
	if (a.n != b.n) {
		return false;
	}
	for (size_t i = 0; i < a.n; i++) {
		if (lower(a.p[i]) != lower(b.p[i])) {
			return false;
		}
	}
	return true;
}

struct str pantau_str_cut(struct str *rest, char separator)
{
	struct str field = *rest;
	const char *end = rest->n != 0 ?
			memchr(rest->p, separator, rest->n) : NULL;

	if (end == NULL) {
		*rest = (struct str){0};
		return field;
	}
	field.n = (size_t)(end - field.p);
	*rest = str_skip(*rest, field.n + 1);
	return field;
}

/* Takes the sign off; true for a minus. */
static bool cut_sign(struct str *s)
{
	if (s->n == 0 || (s->p[0] != '-' && s->p[0] != '+')) {
		return false;
	}
	bool minus = s->p[0] == '-';
	*s = str_skip(*s, 1);
	return minus;
}

bool pantau_str_int(struct str s, int64_t *out)
{
	bool minus = cut_sign(&s);
	int64_t value = 0; /* kept negative: INT64_MIN has no positive twin */

	if (s.n == 0) {
		return false;
	}
	for (size_t i = 0; i < s.n; i++) {
		int digit = s.p[i] - '0';
		if (digit < 0 || digit > 9 ||
				value < (INT64_MIN + digit) / 10) {
			return false;
		}
		value = value * 10 - digit;
	}
	if (!minus && value == INT64_MIN) {
		return false;
	}
	*out = minus ? value : -value;
	return true;
}

/*
 * Up to 15 digits the result is the nearest double (one exact division);
 * further digits go through long double and may be off in the last place.
 */
bool pantau_str_double(struct str s, double *out)
{
	bool minus = cut_sign(&s);
	bool digit_last = false, point = false;
	long double mantissa = 0, scale = 1;

	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];
		if (c == '.' && !point && digit_last) {
			point = true;
			digit_last = false;
			continue;
		}
		if (c < '0' || c > '9') {
			return false;
		}
		digit_last = true;
		/* Digits that cannot change the value must not overflow it. */
		if (point && scale >= 1e30L) {
			continue;
		}
		mantissa = mantissa * 10 + (c - '0');
		scale = point ? scale * 10 : scale;
	}
	/* One rounding where both are exact, not one to long double first. */
	bool exact = mantissa < 0x1p53L && scale <= 1e22L;
	double value = exact ? (double)mantissa / (double)scale :
			(double)(mantissa / scale);
	if (!digit_last || !isfinite(value)) {
		return false;
	}
	*out = minus ? -value : value;
	return true;
}

void pantau_buf_init(struct buf *buf)
{
	*buf = (struct buf){0};
}

void pantau_buf_finish(struct buf *buf)
{
	free(buf->p);
	*buf = (struct buf){0};
}

void pantau_buf_clear(struct buf *buf)
{
	buf->n = 0;
	buf->failed = false;
	if (buf->p != NULL) {
		buf->p[0] = '\0';
	}
}

bool pantau_buf_reserve(struct buf *buf, size_t more)
{
	if (buf->failed) {
		return false;
	}
	if (buf->capacity > buf->n && more < buf->capacity - buf->n) {
		return true;
	}
	if (more >= SIZE_MAX / 2 - buf->n) {
		buf->failed = true;
		return false;
	}
	size_t capacity = buf->capacity != 0 ? buf->capacity : 32;
	while (capacity <= buf->n + more) {
		capacity *= 2;
	}
	char *p = realloc(buf->p, capacity);
	if (p == NULL) {
		buf->failed = true;
		return false;
	}
	buf->p = p;
	buf->capacity = capacity;
	buf->p[buf->n] = '\0';
	return true;
}

void pantau_buf_append(struct buf *buf, const char *p, size_t n)
{
	if (!pantau_buf_reserve(buf, n)) {
		return;
	}
	if (n != 0) {
		memcpy(buf->p + buf->n, p, n);
	}
	buf->n += n;
	buf->p[buf->n] = '\0';
}

void pantau_buf_str(struct buf *buf, struct str s)
{
	pantau_buf_append(buf, s.p, s.n);
}

void pantau_buf_char(struct buf *buf, char c)
{
	pantau_buf_append(buf, &c, 1);
}

void pantau_buf_utf8(struct buf *buf, uint32_t code_point)
{
	char bytes[4];

	pantau_buf_append(buf, bytes, pantau_utf8_put(bytes, code_point));
}

void pantau_buf_printf(struct buf *buf, const char *format, ...)
{
	va_list args;
	char probe[1];

	va_start(args, format);
	int n = vsnprintf(probe, 0, format, args);
	va_end(args);
	if (n < 0) {
		buf->failed = true;
	}
	if (n <= 0 || !pantau_buf_reserve(buf, (size_t)n)) {
		return;
	}
	va_start(args, format);
	vsnprintf(buf->p + buf->n, (size_t)n + 1, format, args);
	va_end(args);
	buf->n += (size_t)n;
}
