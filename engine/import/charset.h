/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_IMPORT_CHARSET_H
#define PANTAU_IMPORT_CHARSET_H

/* To UTF-8 from what spreadsheets and old editors on Windows write. Done here
 * and not by ICU: it streams, counts what it mends, and keeps no handle. */

#include "base/str.h"

enum charset { CHARSET_UTF8, CHARSET_UTF16LE, CHARSET_UTF16BE };

/* The charset that a byte order mark names, and the mark's length (0: none). */
enum charset pantau_charset_mark(struct str head, size_t *length);

/* UTF-16 as it comes, in blocks of any length. Start with all zero. */
struct utf16 {
	bool big_endian;
	bool half;           /* one byte of a unit waits */
	unsigned char byte;
	uint32_t high;       /* a high surrogate waits */
	uint64_t mended;     /* lone surrogates and cut ends, now U+FFFD */
};

void pantau_utf16_feed(struct utf16 *state, struct str bytes, struct buf *out);
/* At the end of the input. */
void pantau_utf16_end(struct utf16 *state, struct buf *out);

/* windows-1252. False when a byte means nothing there: *bad says which. */
bool pantau_cp1252(struct str bytes, struct buf *out, size_t *bad);

#endif
