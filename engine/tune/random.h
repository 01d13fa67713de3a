/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_TUNE_RANDOM_H
#define PANTAU_TUNE_RANDOM_H

/* xoshiro256** (Blackman, Vigna 2018), seeded by SplitMix64: the same numbers
 * on every machine. Nothing here is secret. */

#include <stdint.h>

struct random {
	uint64_t s[4];
};

static inline uint64_t random_rotate(uint64_t x, int by)
{
	return x << by | x >> (64 - by);
}

static inline void random_seed(struct random *random, uint64_t seed)
{
	for (int i = 0; i < 4; i++) {
		uint64_t z = seed += UINT64_C(0x9e3779b97f4a7c15);
		z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
		z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
		random->s[i] = z ^ z >> 31;
	}
}

static inline uint64_t random_next(struct random *random)
{
	uint64_t *s = random->s;
	uint64_t result = random_rotate(s[1] * 5, 7) * 9, t = s[1] << 17;

	s[2] ^= s[0];
	s[3] ^= s[1];
	s[1] ^= s[2];
	s[0] ^= s[3];
	s[2] ^= t;
	s[3] = random_rotate(s[3], 45);
	return result;
}

/* 0 .. below-1, each as likely as 2^-32 allows; below > 0. */
static inline uint32_t random_below(struct random *random, uint32_t below)
{
	return (uint32_t)((random_next(random) >> 32) * below >> 32);
}

#endif
