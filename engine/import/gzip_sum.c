/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* CRC-32 by table (RFC 1952, section 8). */

#include "import/gzip_sum.h"

#define POLYNOMIAL 0xedb88320u

void pantau_gzip_sum_init(struct gzip_sum *sum)
{
	*sum = (struct gzip_sum){.crc = UINT32_MAX};
	for (uint32_t i = 0; i < 256; i++) {
		uint32_t c = i;
		for (int bit = 0; bit < 8; bit++) {
			c = (c & 1) != 0 ? c >> 1 ^ POLYNOMIAL : c >> 1;
		}
		sum->table[i] = c;
	}
}

void pantau_gzip_sum_packed(struct gzip_sum *sum, struct str bytes)
{
	const size_t room = sizeof(sum->tail);
	if (bytes.n >= room) {
		memcpy(sum->tail, bytes.p + bytes.n - room, room);
	} else if (bytes.n > 0) {
		memmove(sum->tail, sum->tail + bytes.n, room - bytes.n);
		memcpy(sum->tail + room - bytes.n, bytes.p, bytes.n);
	}
}

void pantau_gzip_sum_plain(struct gzip_sum *sum, struct str bytes)
{
	uint32_t crc = sum->crc;
	for (size_t i = 0; i < bytes.n; i++) {
		crc = sum->table[(crc ^ (unsigned char)bytes.p[i]) & 0xff] ^
				crc >> 8;
	}
	sum->crc = crc;
	sum->size += (uint32_t)bytes.n;
}

static uint32_t little_endian(const unsigned char *p)
{
	return p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 |
			(uint32_t)p[3] << 24;
}

bool pantau_gzip_sum_wrong(const struct gzip_sum *sum)
{
	return little_endian(sum->tail + 4) == sum->size &&
			little_endian(sum->tail) != (sum->crc ^ UINT32_MAX);
}
