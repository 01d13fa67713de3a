/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Which texts cannot be a match: told by their shingles alone. */

#include "similar/claim_parts.h"

/* Bits of a line that a shingle sets. */
#define BITS 6

/* The line by the high half, the bits by others: 9 bits each say which. */
static const uint64_t *line_of(const uint64_t *filter, uint64_t lines,
		uint64_t hash)
{
	return filter + ((hash >> 32) * lines >> 32) * 8;
}

void pantau_claim_filter_put(uint64_t *filter, uint64_t lines, uint64_t hash)
{
	uint64_t *line = (uint64_t *)(uintptr_t)line_of(filter, lines, hash);
	uint64_t bits = shingle_mix(hash);

	for (unsigned i = 0; i < BITS; i++, bits >>= 9) {
		line[bits >> 6 & 7] |= UINT64_C(1) << (bits & 63);
	}
}

static bool has(const uint64_t *line, uint64_t hash)
{
	uint64_t bits = shingle_mix(hash);

	for (unsigned i = 0; i < BITS; i++, bits >>= 9) {
		if ((line[bits >> 6 & 7] >> (bits & 63) & 1) == 0) {
			return false;
		}
	}
	return true;
}

/* What a match needs (claim_parts.h) of any debunk, of all together. */
bool pantau_claims_maybe(const struct claims *claims,
		const struct shingles *shingles)
{
	if (shingles->width != 3 || shingles->n == 0) {
		return false;
	}
	double part = ceil((double)shingles->n * CLAIM_CONTAINED);
	size_t need = shingles->n < CLAIM_SHARED ? shingles->n :
			part < CLAIM_SHARED ? CLAIM_SHARED : (size_t)part;
	size_t found = 0;
	for (size_t i = 0; i < shingles->n; i++) {
		uint64_t hash = shingles->hash[i];
		found += has(line_of(claims->filter, claims->head->lines,
				hash), hash);
		if (found >= need) {
			return true;
		}
		if (need - found > shingles->n - 1 - i) {
			return false;
		}
	}
	return false;
}
