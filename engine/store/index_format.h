/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_STORE_INDEX_FORMAT_H
#define PANTAU_STORE_INDEX_FORMAT_H

/*
 * The format of FTS5's segments (SQLite's fts5 module, format version 4), as
 * pantau writes and reads them itself: in bulk, and on the way of a query, the
 * virtual table costs several times what the bytes do. FTS5 merges and checks
 * the same pages, so the file stays an ordinary FTS5 table.
 *
 * fts_data(id, block): row 1 averages, row 10 structure, and the leaves of
 * segments. A leaf: two big-endian u16 (offset of the first row id that stands
 * before any term, or 0; offset of the footer), terms with their doclists, and
 * in the footer the offset of each term as varint deltas. The first term of a
 * leaf is whole (varint size, bytes), later ones share a prefix with the one
 * before (varint shared, varint new bytes, bytes). Every term begins with
 * INDEX_TERM. A doclist: row id, then deltas, each followed by a poslist; the
 * first row id on a page is absolute. A poslist: varint of its bytes times two,
 * plus one where the entry deletes what older segments have for the row id;
 * then positions as varints of the delta plus two, beginning in column 0; a
 * byte 0x01 and a varint lead over to another column. A poslist may run on
 * over pages, broken between varints.
 *
 * fts_idx(segid, term, pgno): for each leaf that begins a term a separator
 * (at most that term, greater than all before), and twice the page's number,
 * plus one where the last doclist that begins there has a doclist index.
 */

#include "base/str.h"

#define INDEX_VERSION 4     /* in fts_config */
#define INDEX_AVERAGES 1
#define INDEX_STRUCTURE 10
#define INDEX_TERM '0'       /* leads every term of the main index */
#define INDEX_SEGMENTS_MAX 2000
#define INDEX_SEGMENT_ID_MAX 65535
#define INDEX_LEAF_BYTES 8000 /* pgsz; what others wrote may differ */
#define INDEX_VARINT_MAX 9

/* Column numbers: text first, since a position of column 0 needs no lead. */
enum index_field { INDEX_TEXT, INDEX_TITLE, INDEX_FIELDS };

static inline int64_t pantau_leaf_row(uint32_t segment, uint32_t page)
{
	return ((int64_t)segment << 37) + page;
}

/* Of the doclist index of the doclist that begins last on a page. */
static inline int64_t pantau_doclist_index_row(uint32_t segment,
		uint32_t height, uint32_t page)
{
	return ((int64_t)segment << 37) + (INT64_C(1) << 36) +
			((int64_t)height << 31) + page;
}

/* SQLite's varint: 7 bits a byte, most significant first, the ninth whole.
 * Writes at most INDEX_VARINT_MAX bytes; returns how many. */
static inline size_t pantau_varint_put(unsigned char *p, uint64_t value)
{
	unsigned char reverse[10];
	size_t n = 0;

	if (value <= 0x7f) {
		p[0] = (unsigned char)value;
		return 1;
	}
	if (value <= 0x3fff) {
		p[0] = (unsigned char)(value >> 7 | 0x80);
		p[1] = (unsigned char)(value & 0x7f);
		return 2;
	}
	if (value >> 56 != 0) {
		p[8] = (unsigned char)value;
		value >>= 8;
		for (int i = 7; i >= 0; i--) {
			p[i] = (unsigned char)((value & 0x7f) | 0x80);
			value >>= 7;
		}
		return 9;
	}
	do {
		reverse[n++] = (unsigned char)((value & 0x7f) | 0x80);
		value >>= 7;
	} while (value != 0);
	reverse[0] &= 0x7f;
	for (size_t i = 0; i < n; i++) {
		p[i] = reverse[n - 1 - i];
	}
	return n;
}

static inline void pantau_varint_append(struct buf *buf, uint64_t value)
{
	unsigned char bytes[INDEX_VARINT_MAX];
	size_t n = pantau_varint_put(bytes, value);

	pantau_buf_append(buf, (const char *)bytes, n);
}

/* How many bytes the varint at p takes, and its value; 0 when it does not end
 * before 'end'. */
static inline size_t pantau_varint_get(const unsigned char *p,
		const unsigned char *end, uint64_t *value)
{
	uint64_t v = 0;

	if (p < end && p[0] < 0x80) {
		*value = p[0];
		return 1;
	}
	for (size_t i = 0; p + i < end; i++) {
		if (i == 8) {
			*value = v << 8 | p[i];
			return 9;
		}
		v = v << 7 | (p[i] & 0x7f);
		if (p[i] < 0x80) {
			*value = v;
			return i + 1;
		}
	}
	return 0;
}

static inline size_t pantau_varint_size(uint64_t value)
{
	size_t n = 1;

	while (n < 9 && value >> (7 * n) != 0) {
		n++;
	}
	return n;
}

#endif
