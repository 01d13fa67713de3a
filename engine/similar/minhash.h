/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_SIMILAR_MINHASH_H
#define PANTAU_SIMILAR_MINHASH_H

/*
 * MinHash signatures (Broder 1997): of two sets each place of their signatures
 * is equal with probability J. Places are filled by one permutation (Li, Owen,
 * Zhang, "One Permutation Hashing", NIPS 2012): the range of hashes is cut into
 * bins, and a place holds the least hash in its bin. Empty bins borrow from
 * others by optimal densification (Shrivastava, "Optimal Densification for Fast
 * and Accurate Minwise Hashing", ICML 2017), which keeps probability J however
 * few shingles there are. That takes 0.2 to 0.7 us a text of any length; one
 * function of multiply-shift a place takes 30 ns a shingle, which is as much
 * for a post and 12 us for news.
 *
 * Signatures are cut into bands (Leskovec, Rajaraman, Ullman, "Mining of
 * Massive Datasets", chapter 3): texts that agree in all rows of any band are
 * candidates, with probability 1 - (1 - J^ROWS)^BANDS:
 *
 *	J          0.1    0.2    0.3    0.4    0.5    0.6    0.7    0.8
 *	20 x 3    0.020  0.148  0.422  0.734  0.931  0.992  0.9998 1.000
 *
 * At J = 0.6, where a pair begins to count, at least 97 % have to be found: 16
 * bands would give 98.0 %, 20 leave room for what full buckets hide (bucket.h).
 * Two rows need 8 bands only, but make candidates of 4 times as many pairs at
 * J = 0.1, where all the strangers are; four rows need 26 bands, and each costs
 * memory and a look into it.
 */

#include "similar/shingle.h"

#define MINHASH_BANDS 20
#define MINHASH_ROWS 3
#define MINHASH_BINS (MINHASH_BANDS * MINHASH_ROWS)

struct minhash {
	uint64_t value[MINHASH_BINS];
};

/* The signature of a set; an empty one has none: false. */
bool pantau_minhash(const struct shingles *set, struct minhash *out);

/* A key for each band: equal where all rows of the band are. Keys of different
 * bands, or of different rows, are equal with a chance of 2^-32. */
void pantau_minhash_keys(const struct minhash *minhash,
		uint32_t key[MINHASH_BANDS]);

#endif
