/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Magic numbers, and the one header field that decides on memory. */

#include "import/packed.h"

#define XZ_MAGIC STR("\xfd" "7zXZ\0")
#define XZ_STREAM_HEADER 12
#define XZ_LZMA2 0x21
#define XZ_DICTIONARY_BITS_MAX 40

bool pantau_packed_zip(struct str head)
{
	return str_starts(head, STR("PK\003\004")) ||
			str_starts(head, STR("PK\005\006"));
}

bool pantau_packed(struct str head)
{
	return str_starts(head, STR("\x1f\x8b")) ||
			str_starts(head, STR("\x28\xb5\x2f\xfd")) ||
			str_starts(head, XZ_MAGIC) ||
			str_starts(head, STR("BZh")) ||
			pantau_packed_zip(head) ||
			(head.n > 262 && str_eq(str_make(head.p + 257, 5),
				STR("ustar")));
}

/* A number in 7-bit groups, least first (.xz format 1.0.4, section 1.2). */
static uint64_t take_number(struct str *s)
{
	uint64_t value = 0;
	for (unsigned shift = 0; s->n > 0 && shift < 63; shift += 7) {
		unsigned char byte = (unsigned char)s->p[0];
		*s = str_skip(*s, 1);
		value |= (uint64_t)(byte & 0x7f) << shift;
		if ((byte & 0x80) == 0) {
			break;
		}
	}
	return value;
}

/* Section 3.1: the block's header, then 5.3.1: a dictionary of 2 or 3 times a
 * power of two. */
uint64_t pantau_xz_dictionary(struct str head)
{
	if (!str_starts(head, XZ_MAGIC) || head.n < XZ_STREAM_HEADER + 8) {
		return 0;
	}
	struct str block = str_skip(head, XZ_STREAM_HEADER);
	unsigned flags = (unsigned char)block.p[1];
	unsigned filters = (flags & 3) + 1;
	block = str_skip(block, 2);
	if ((flags & 0x40) != 0) {
		(void)take_number(&block);
	}
	if ((flags & 0x80) != 0) {
		(void)take_number(&block);
	}
	while (filters-- > 0) {
		uint64_t id = take_number(&block);
		uint64_t size = take_number(&block);
		if (id == XZ_LZMA2 && size == 1 && block.n > 0) {
			unsigned bits = (unsigned char)block.p[0] & 0x3f;
			return bits >= XZ_DICTIONARY_BITS_MAX ? UINT32_MAX
					: (uint64_t)(2 | (bits & 1)) << (bits / 2 + 11);
		}
		block = str_skip(block, size < block.n ? (size_t)size : block.n);
	}
	return 0;
}
