/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* A poslist and its positions. */

#include "store/posting.h"

size_t pantau_poslist_decode(const unsigned char *poslist, uint32_t bytes,
		uint64_t *out, size_t room)
{
	const unsigned char *p = poslist, *end = poslist + bytes;
	uint64_t base = 0, at = 0;
	size_t n = 0;

	while (p < end && n < room) {
		uint64_t value = 0;
		size_t taken = pantau_varint_get(p, end, &value);
		p += taken;
		if (taken == 0 || value == 0) {
			break;
		}
		if (value == 1) {
			taken = pantau_varint_get(p, end, &value);
			p += taken;
			if (taken == 0 || value > INT32_MAX ||
					value <= base >> 32) {
				break;
			}
			base = value << 32;
			at = 0;
			continue;
		}
		at += value - 2;
		if (value > UINT32_MAX || at > INT32_MAX) {
			break;
		}
		out[n++] = base | at;
	}
	return n;
}
