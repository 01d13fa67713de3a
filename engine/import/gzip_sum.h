/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_IMPORT_GZIP_SUM_H
#define PANTAU_IMPORT_GZIP_SUM_H

/*
 * The checksum of a gz file (RFC 1952), which libarchive does not look at: a
 * bit that turned over would change a text in silence.
 */

#include "base/str.h"

struct gzip_sum {
	uint32_t table[256];
	uint32_t crc;           /* of what came out, inverted */
	uint32_t size;          /* of that, as the format counts: modulo 2^32 */
	unsigned char tail[8];  /* the last bytes that went in */
};

void pantau_gzip_sum_init(struct gzip_sum *sum);
/* What goes in and what comes out, each whole and in order. */
void pantau_gzip_sum_packed(struct gzip_sum *sum, struct str bytes);
void pantau_gzip_sum_plain(struct gzip_sum *sum, struct str bytes);

/* At the end: true when the size at the end of the file fits and the checksum
 * beside it does not. Where the size does not fit, other things stand at the
 * end (a second part, filling), and nothing is known. */
bool pantau_gzip_sum_wrong(const struct gzip_sum *sum);

#endif
