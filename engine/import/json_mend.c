/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Lone surrogate escapes, as posts have them that were cut inside an emoji. */

#include "import/json_mend.h"

static int hex_digit(char c)
{
	if (c >= '0' && c <= '9') {
		return c - '0';
	}
	c = (char)(c | 0x20);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The code unit of a \uXXXX at p, or -1. */
static long unit_at(const char *p, const char *end)
{
	long unit = 0;
	if (end - p < 6 || p[0] != '\\' || p[1] != 'u') {
		return -1;
	}
	for (int i = 2; i < 6; i++) {
		int digit = hex_digit(p[i]);
		if (digit < 0) {
			return -1;
		}
		unit = unit * 16 + digit;
	}
	return unit;
}

static bool is_high(long unit)
{
	return unit >= 0xd800 && unit <= 0xdbff;
}

static bool is_low(long unit)
{
	return unit >= 0xdc00 && unit <= 0xdfff;
}

uint64_t pantau_json_mend(char *text, size_t length)
{
	const char *end = text + length;
	uint64_t mended = 0;
	/* A backslash outside a string is refused later, whatever we do. */
	for (char *p = text; (p = memchr(p, '\\', (size_t)(end - p))) != NULL;) {
		long unit = unit_at(p, end);
		if (unit < 0) {
			p += end - p < 2 ? end - p : 2;
		} else if (is_high(unit) && is_low(unit_at(p + 6, end))) {
			p += 12;
		} else {
			if (is_high(unit) || is_low(unit)) {
				memcpy(p + 2, "FFFD", 4);
				mended++;
			}
			p += 6;
		}
	}
	return mended;
}
