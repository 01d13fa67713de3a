/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* One permutation, cut into bins. */

#include "similar/minhash.h"

_Static_assert(MINHASH_BINS <= 64, "the bins that hold something fit a word");

/* A bin from the upper half of a hash, without a division. */
static unsigned bin_of(uint64_t hash)
{
	return (unsigned)((hash >> 32) * MINHASH_BINS >> 32);
}

/*
 * Fills the empty bins: each tries others in an order of its own, which is the
 * same for all sets, until it meets one that is full. About MINHASH_BINS^2 / n
 * tries for n full bins, 3,600 at most in the mean.
 */
static void densify(struct minhash *m, uint64_t full)
{
	for (unsigned i = 0; i < MINHASH_BINS; i++) {
		unsigned from = i;
		for (uint64_t tried = 1; (full >> from & 1) == 0; tried++) {
			from = bin_of(shingle_mix(tried << 8 | i));
		}
		m->value[i] = m->value[from];
	}
}

bool pantau_minhash(const struct shingles *set, struct minhash *out)
{
	uint64_t full = 0;

	if (set->n == 0) {
		return false;
	}
	/* In order, so that the first of a bin is its least. */
	for (size_t i = 0; i < set->n; i++) {
		unsigned bin = bin_of(set->hash[i]);
		if ((full >> bin & 1) == 0) {
			full |= UINT64_C(1) << bin;
			out->value[bin] = set->hash[i];
		}
	}
	densify(out, full);
	return true;
}

void pantau_minhash_keys(const struct minhash *minhash,
		uint32_t key[MINHASH_BANDS])
{
	for (unsigned band = 0; band < MINHASH_BANDS; band++) {
		const uint64_t *row = minhash->value + band * MINHASH_ROWS;
		uint64_t hash = shingle_mix(band);
		for (unsigned i = 0; i < MINHASH_ROWS; i++) {
			hash = shingle_mix(hash ^ row[i]);
		}
		key[band] = (uint32_t)(hash >> 32);
	}
}
