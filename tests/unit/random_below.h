/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_TESTS_RANDOM_BELOW_H
#define PANTAU_TESTS_RANDOM_BELOW_H

#include <stddef.h>
#include <stdint.h>

/* Knuth's MMIX generator: the same everywhere. */
static inline uint32_t random_below(uint64_t *state, size_t n)
{
	*state = *state * UINT64_C(6364136223846793005) +
			UINT64_C(1442695040888963407);
	return (uint32_t)((*state >> 33) % n);
}

#endif
