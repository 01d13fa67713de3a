/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * Strict UTF-8. The ranges are those of table 3-7 of the Unicode Standard
 * (well-formed byte sequences).
 */

#include "base/utf8.h"

/* Length of the sequence that lead begins (0: none) and the range of the
 * second byte, which alone excludes overlong forms, surrogates and > 10FFFF. */
static unsigned sequence(unsigned char lead, unsigned char *low,
		unsigned char *high)
{
	*low = 0x80;
	*high = 0xbf;
	if (lead < 0x80) {
		return 1;
	}
	if (lead >= 0xc2 && lead <= 0xdf) {
		return 2;
	}
	if (lead >= 0xe0 && lead <= 0xef) {
		*low = lead == 0xe0 ? 0xa0 : 0x80;
		*high = lead == 0xed ? 0x9f : 0xbf;
		return 3;
	}
	if (lead >= 0xf0 && lead <= 0xf4) {
		*low = lead == 0xf0 ? 0x90 : 0x80;
		*high = lead == 0xf4 ? 0x8f : 0xbf;
		return 4;
	}
	return 0;
}

uint32_t pantau_utf8_next(struct str s, size_t *at, bool *ok)
{
	const unsigned char *p = (const unsigned char *)s.p + *at;
	size_t left = s.n - *at;
	unsigned char low, high;
	unsigned length = sequence(p[0], &low, &high);

	if (ok != NULL) {
		*ok = true;
	}
	if (length == 1) {
		++*at;
		return p[0];
	}
	uint32_t c = length != 0 ? p[0] & (0x7fu >> length) : 0;
	unsigned got = 1;
	while (got < length && got < left && p[got] >= low && p[got] <= high) {
		c = c << 6 | (p[got] & 0x3fu);
		low = 0x80;
		high = 0xbf;
		got++;
	}
	*at += got;
	if (length == 0 || got < length) {
		if (ok != NULL) {
			*ok = false;
		}
		return UTF8_BAD;
	}
	return c;
}

size_t pantau_utf8_put(char out[4], uint32_t c)
{
	if (c > 0x10ffff || (c >= 0xd800 && c <= 0xdfff)) {
		c = UTF8_BAD;
	}
	if (c < 0x80) {
		out[0] = (char)c;
		return 1;
	}
	if (c < 0x800) {
		out[0] = (char)(0xc0 | c >> 6);
		out[1] = (char)(0x80 | (c & 0x3f));
		return 2;
	}
	if (c < 0x10000) {
		out[0] = (char)(0xe0 | c >> 12);
		out[1] = (char)(0x80 | (c >> 6 & 0x3f));
		out[2] = (char)(0x80 | (c & 0x3f));
		return 3;
	}
	out[0] = (char)(0xf0 | c >> 18);
	out[1] = (char)(0x80 | (c >> 12 & 0x3f));
	out[2] = (char)(0x80 | (c >> 6 & 0x3f));
	out[3] = (char)(0x80 | (c & 0x3f));
	return 4;
}

/* Where the run of ASCII that starts at 'at' ends, eight bytes at a time. */
static size_t skip_ascii(struct str s, size_t at)
{
	uint64_t word;

	while (s.n - at >= sizeof(word)) {
		memcpy(&word, s.p + at, sizeof(word));
		if ((word & UINT64_C(0x8080808080808080)) != 0) {
			break;
		}
		at += sizeof(word);
	}
	while (at < s.n && (unsigned char)s.p[at] < 0x80) {
		at++;
	}
	return at;
}

bool pantau_utf8_valid(struct str s, size_t *bad)
{
	for (size_t at = skip_ascii(s, 0); at < s.n; at = skip_ascii(s, at)) {
		size_t start = at;
		bool ok;
		pantau_utf8_next(s, &at, &ok);
		if (!ok) {
			if (bad != NULL) {
				*bad = start;
			}
			return false;
		}
	}
	return true;
}

size_t pantau_utf8_length(struct str s)
{
	size_t count = 0;

	for (size_t at = 0; at < s.n; count++) {
		pantau_utf8_next(s, &at, NULL);
	}
	return count;
}

struct str pantau_utf8_prefix(struct str s, size_t max)
{
	unsigned char low, high;

	if (s.n <= max) {
		return s;
	}
	/* A cut point is good unless it falls inside a well-formed sequence,
	 * which begins at most three bytes before. */
	for (size_t back = 1; back <= 3 && back <= max; back++) {
		unsigned char lead = (unsigned char)s.p[max - back];
		if ((lead & 0xc0) == 0x80) {
			continue;
		}
		size_t at = max - back;
		if (sequence(lead, &low, &high) > back) {
			pantau_utf8_next(s, &at, NULL);
		}
		if (at > max) {
			return str_make(s.p, max - back);
		}
		break;
	}
	return str_make(s.p, max);
}
