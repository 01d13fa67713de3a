/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_LEXICON_WORD_FILTER_H
#define PANTAU_LEXICON_WORD_FILTER_H

/*
 * Two bits for each hash of a word that any table of the text image holds: the
 * speller proposes hundreds of forms for one word, and nearly all of them are
 * dismissed by one of those. The hash is a polynomial, so that forms that differ
 * in one place share most of the work.
 */

#include "base/str.h"

#define WORD_FILTER_BITS 20
#define WORD_FILTER_BYTES ((size_t)1 << (WORD_FILTER_BITS - 3))
#define WORD_RADIX UINT64_C(0x9e3779b97f4a7c15)

static inline uint64_t pantau_word_hash_add(uint64_t hash, char c)
{
	return hash * WORD_RADIX + (unsigned char)c + 1u;
}

static inline uint64_t pantau_word_hash(struct str word)
{
	uint64_t hash = 0;

	for (size_t i = 0; i < word.n; i++) {
		hash = pantau_word_hash_add(hash, word.p[i]);
	}
	return hash;
}

/* Both bits, one above the other. */
static inline uint64_t pantau_word_bits(uint64_t hash)
{
	return (hash ^ hash >> 29) * WORD_RADIX >> (64 - 2 * WORD_FILTER_BITS);
}

static inline bool pantau_word_filter_has(const unsigned char *filter,
		uint64_t hash)
{
	uint64_t bits = pantau_word_bits(hash);
	size_t first = (size_t)(bits >> WORD_FILTER_BITS);
	size_t second = (size_t)bits & (((size_t)1 << WORD_FILTER_BITS) - 1);

	/* Both are asked for at once. */
	return (filter[first / 8] >> first % 8 &
			filter[second / 8] >> second % 8 & 1) != 0;
}

static inline void pantau_word_filter_add(unsigned char *filter, uint64_t hash)
{
	uint64_t bits = pantau_word_bits(hash);
	size_t first = (size_t)(bits >> WORD_FILTER_BITS);
	size_t second = (size_t)bits & (((size_t)1 << WORD_FILTER_BITS) - 1);

	filter[first / 8] |= (unsigned char)(1u << first % 8);
	filter[second / 8] |= (unsigned char)(1u << second % 8);
}

/* One bit for each hash of a root, or of an exception: nearly all of the
 * substrings that the stemmer takes for roots are none. */
#define STEM_ROOT_BITS 19
#define STEM_EXCEPTION_BITS 15
#define STEM_FILTER_BYTES(bits) ((size_t)1 << ((bits) - 3))

static inline size_t pantau_stem_bit(uint64_t hash, unsigned bits)
{
	return (size_t)((hash ^ hash >> 29) * WORD_RADIX >> (64 - bits));
}

static inline bool pantau_stem_filter_has(const unsigned char *filter,
		unsigned bits, uint64_t hash)
{
	size_t bit = pantau_stem_bit(hash, bits);

	return (filter[bit / 8] >> bit % 8 & 1) != 0;
}

static inline void pantau_stem_filter_add(unsigned char *filter, unsigned bits,
		uint64_t hash)
{
	size_t bit = pantau_stem_bit(hash, bits);

	filter[bit / 8] |= (unsigned char)(1u << bit % 8);
}

#endif
