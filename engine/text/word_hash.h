/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_TEXT_WORD_HASH_H
#define PANTAU_TEXT_WORD_HASH_H

/*
 * A hash of words for tables in memory: no call and one multiplication for what
 * has up to 16 bytes, as nearly all words have (the short-input step of wyhash,
 * Wang Yi, public domain), XXH3 for what is longer. seed must be secret where
 * the words come from outside.
 */

#include "base/hash.h"

#ifdef __SIZEOF_INT128__
__extension__ typedef unsigned __int128 word_hash_wide;

static inline uint64_t word_hash_mix(uint64_t a, uint64_t b)
{
	word_hash_wide product = (word_hash_wide)a * b;
	return (uint64_t)product ^ (uint64_t)(product >> 64);
}

static inline uint64_t word_hash_read4(const char *p)
{
	uint32_t x;
	memcpy(&x, p, sizeof(x));
	return x;
}

static inline uint64_t word_hash(struct str s, uint64_t seed)
{
	const uint64_t k0 = UINT64_C(0xa0761d6478bd642f);
	const uint64_t k1 = UINT64_C(0xe7037ed1a0b428db);
	uint64_t a, b;
	if (s.n > 16) {
		return pantau_hash(s, seed);
	}
	if (s.n >= 4) {
		/* Two pairs of four bytes, which overlap and miss none. */
		size_t step = s.n >> 3 << 2;
		a = word_hash_read4(s.p) << 32 | word_hash_read4(s.p + step);
		b = word_hash_read4(s.p + s.n - 4) << 32 |
				word_hash_read4(s.p + s.n - 4 - step);
	} else if (s.n > 0) {
		a = (uint64_t)(unsigned char)s.p[0] << 16 |
				(uint64_t)(unsigned char)s.p[s.n >> 1] << 8 |
				(unsigned char)s.p[s.n - 1];
		b = 0;
	} else {
		a = b = 0;
	}
	return word_hash_mix(k1 ^ s.n, word_hash_mix(a ^ k1 ^ seed,
			b ^ k0 ^ seed));
}
#else
static inline uint64_t word_hash(struct str s, uint64_t seed)
{
	return pantau_hash(s, seed);
}
#endif

#endif
