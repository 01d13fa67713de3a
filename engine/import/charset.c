/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* UTF-16 and windows-1252 to UTF-8. */

#include "import/charset.h"
#include "base/utf8.h"

enum charset pantau_charset_mark(struct str head, size_t *length)
{
	if (str_starts(head, STR("\xef\xbb\xbf"))) {
		*length = 3;
		return CHARSET_UTF8;
	}
	*length = 2;
	if (str_starts(head, STR("\xff\xfe"))) {
		return CHARSET_UTF16LE;
	}
	if (str_starts(head, STR("\xfe\xff"))) {
		return CHARSET_UTF16BE;
	}
	*length = 0;
	return CHARSET_UTF8;
}

static void mend(struct utf16 *state, struct buf *out)
{
	state->mended++;
	state->high = 0;
	pantau_buf_utf8(out, UTF8_BAD);
}

static void take_unit(struct utf16 *state, uint32_t unit, struct buf *out)
{
	bool low = unit >= 0xdc00 && unit <= 0xdfff;
	if (state->high != 0 && low) {
		pantau_buf_utf8(out, 0x10000 + ((state->high - 0xd800) << 10) +
				(unit - 0xdc00));
		state->high = 0;
		return;
	}
	if (state->high != 0) {
		mend(state, out);
	}
	if (unit >= 0xd800 && unit <= 0xdbff) {
		state->high = unit;
	} else if (low) {
		mend(state, out);
	} else {
		pantau_buf_utf8(out, unit);
	}
}

void pantau_utf16_feed(struct utf16 *state, struct str bytes, struct buf *out)
{
	for (size_t i = 0; i < bytes.n; i++) {
		unsigned char byte = (unsigned char)bytes.p[i];
		if (!state->half) {
			state->byte = byte;
			state->half = true;
			continue;
		}
		state->half = false;
		take_unit(state, state->big_endian
				? (uint32_t)state->byte << 8 | byte
				: (uint32_t)byte << 8 | state->byte, out);
	}
}

void pantau_utf16_end(struct utf16 *state, struct buf *out)
{
	if (state->high != 0 || state->half) {
		mend(state, out);
		state->half = false;
	}
}

/* 0x80 to 0x9f (WHATWG Encoding, index windows-1252); 0: not defined. */
static const uint16_t cp1252_high[32] = {
	0x20ac, 0, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021,
	0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017d, 0,
	0, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
	0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0, 0x017e, 0x0178,
};

bool pantau_cp1252(struct str bytes, struct buf *out, size_t *bad)
{
	for (size_t i = 0; i < bytes.n; i++) {
		unsigned char byte = (unsigned char)bytes.p[i];
		uint32_t code = byte;
		if (byte >= 0x80 && byte < 0xa0) {
			code = cp1252_high[byte - 0x80];
		}
		if (byte >= 0x80 && code == 0) {
			*bad = i;
			return false;
		}
		pantau_buf_utf8(out, code);
	}
	return true;
}
