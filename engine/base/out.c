/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Buffered output, and the two ways to write text that nobody vouches for. */

#include <stdarg.h>
#include <stdio.h>

#include "base/out.h"
#include "base/utf8.h"

#define FLUSH_AT ((size_t)1 << 16)

void pantau_out_init(struct out *out,
		bool (*write)(void *, const char *, size_t), void *context)
{
	*out = (struct out){.write = write, .context = context};
	pantau_buf_init(&out->buffer);
}

void pantau_out_finish(struct out *out)
{
	pantau_buf_finish(&out->buffer);
	*out = (struct out){0};
}

static void drain(struct out *out)
{
	if (out->write == NULL || out->buffer.n == 0) {
		return;
	}
	if (!out->failed &&
			!out->write(out->context, out->buffer.p, out->buffer.n)) {
		out->failed = true;
	}
	out->buffer.n = 0;
}

bool pantau_out_flush(struct out *out)
{
	if (out->buffer.failed) {
		out->failed = true;
	}
	drain(out);
	return !out->failed;
}

static void put(struct out *out, const char *p, size_t n)
{
	pantau_buf_append(&out->buffer, p, n);
	if (out->buffer.n >= FLUSH_AT) {
		drain(out);
	}
	if (out->buffer.failed && out->write != NULL) {
		/* Without memory nothing waits: an error must get out still. */
		drain(out);
		out->buffer.failed = false;
		if (!out->failed && !out->write(out->context, p, n)) {
			out->failed = true;
		}
	}
}

void pantau_out_str(struct out *out, struct str s)
{
	put(out, s.p, s.n);
}

void pantau_out_cstr(struct out *out, const char *s)
{
	put(out, s, strlen(s));
}

void pantau_out_char(struct out *out, char c)
{
	put(out, &c, 1);
}

void pantau_out_printf(struct out *out, const char *format, ...)
{
	char small[256];
	va_list args;

	va_start(args, format);
	int n = vsnprintf(small, sizeof(small), format, args);
	va_end(args);
	if (n < 0) {
		out->failed = true;
		return;
	}
	if ((size_t)n < sizeof(small)) {
		put(out, small, (size_t)n);
		return;
	}
	if (!pantau_buf_reserve(&out->buffer, (size_t)n)) {
		out->failed = true;
		return;
	}
	va_start(args, format);
	vsnprintf(out->buffer.p + out->buffer.n, (size_t)n + 1, format, args);
	va_end(args);
	out->buffer.n += (size_t)n;
	put(out, "", 0);
}

/* Characters beyond ASCII that command a terminal or turn text around. */
static bool is_unruly(uint32_t c)
{
	return (c >= 0x80 && c <= 0x9f) ||    /* C1 controls */
			c == 0x061c ||                /* Arabic letter mark */
			c == 0x200e || c == 0x200f || /* LRM, RLM */
			(c >= 0x2028 && c <= 0x202e) || /* separators, bidi */
			(c >= 0x2066 && c <= 0x2069);   /* isolates */
}

static void safe_ascii(struct out *out, struct str s, size_t at)
{
	unsigned char c = (unsigned char)s.p[at];

	if (c == '\r' && at + 1 < s.n && s.p[at + 1] == '\n') {
		return; /* CR LF is one newline, so one space */
	}
	if (c == '\t' || c == '\n') {
		pantau_out_char(out, ' ');
	} else if (c < 0x20 || c == 0x7f) {
		pantau_out_printf(out, "\\x%02x", c);
	} else {
		pantau_out_char(out, (char)c);
	}
}

/* Where the run of plain printable ASCII from 'at' ends. */
static size_t skip_plain(struct str s, size_t at)
{
	while (at < s.n && s.p[at] >= ' ' && s.p[at] < 0x7f &&
			s.p[at] != '"' && s.p[at] != '\\') {
		at++;
	}
	return at;
}

void pantau_out_safe(struct out *out, struct str s)
{
	size_t at = 0;

	while (at < s.n) {
		size_t start = at;
		bool ok;
		at = skip_plain(s, at);
		put(out, s.p + start, at - start);
		if (at == s.n) {
			break;
		}
		start = at;
		uint32_t c = pantau_utf8_next(s, &at, &ok);
		if (!ok) {
			for (size_t i = start; i < at; i++) {
				pantau_out_printf(out, "\\x%02x",
						(unsigned char)s.p[i]);
			}
		} else if (c < 0x80) {
			safe_ascii(out, s, start);
		} else if (is_unruly(c)) {
			pantau_out_printf(out, "\\u%04x", (unsigned)c);
		} else {
			put(out, s.p + start, at - start);
		}
	}
}

static void json_escape(struct out *out, uint32_t c)
{
	static const char from[] = "\"\\\n\r\t\b\f";
	static const char to[] = "\"\\nrtbf";
	const char *known = c != 0 && c < 0x80 ? strchr(from, (int)c) : NULL;

	if (known != NULL) {
		pantau_out_char(out, '\\');
		pantau_out_char(out, to[known - from]);
	} else {
		pantau_out_printf(out, "\\u%04x", (unsigned)c);
	}
}

void pantau_out_json(struct out *out, struct str s)
{
	size_t at = 0;

	pantau_out_char(out, '"');
	while (at < s.n) {
		size_t start = at;
		bool ok;
		at = skip_plain(s, at);
		put(out, s.p + start, at - start);
		if (at == s.n) {
			break;
		}
		start = at;
		uint32_t c = pantau_utf8_next(s, &at, &ok);
		if (!ok) {
			pantau_out_cstr(out, "\xef\xbf\xbd");
		} else if (c < 0x80 || is_unruly(c)) {
			json_escape(out, c);
		} else {
			put(out, s.p + start, at - start);
		}
	}
	pantau_out_char(out, '"');
}
