/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_LEXICON_WORD_REACH_H
#define PANTAU_LEXICON_WORD_REACH_H

/*
 * How common a word may be, at most, that a rule of the speller could reach:
 * tables of four bits over hashes (pantau_word_hash) of what a rule makes of
 * its targets. They never say too little, and seldom too much, so that nearly
 * all proposals of a rule, and often the rule, are dismissed without looking
 * any word up. A count-min sketch with the maximum in place of the sum; the
 * kind REACH_SLIP is the deletion neighbourhood of the SymSpell algorithm.
 */

#include "lexicon/word_filter.h"

enum reach_kind {
	REACH_WORD,     /* the word itself */
	REACH_SOUND,    /* pantau_sound_key */
	REACH_TAIL,     /* without its first letter, which a prefix may take */
	REACH_SKELETON, /* lexicon/skeleton.h */
	REACH_SLIP,     /* without one letter, never the first */
	REACH_KINDS
};

/* Levels of frequency.tsv below which a kind holds no word: the least that any
 * guess through it can be worth taking from (text/spell_parts.h). */
enum {
	REACH_WORD_LEAST = 5, REACH_TAIL_LEAST = 8, REACH_SKELETON_LEAST = 3,
	REACH_SLIP_LEAST = 7,
	REACH_SLANG = 6,   /* what rows of slang.tsv and stop words count as */
	REACH_MOST = 15,   /* this level or more */
};

/* Cells of each kind, as a power of two, and where it begins in bytes. */
#define REACH_BITS(kind) ((kind) == REACH_WORD ? 17u : \
		(kind) == REACH_SLIP ? 16u : (kind) == REACH_TAIL ? 14u : 15u)
#define REACH_BYTES(kind) ((size_t)1 << (REACH_BITS(kind) - 1))
#define REACH_START(kind) (((kind) > REACH_WORD ? REACH_BYTES(REACH_WORD) : 0) + \
		((kind) > REACH_SOUND ? REACH_BYTES(REACH_SOUND) : 0) + \
		((kind) > REACH_TAIL ? REACH_BYTES(REACH_TAIL) : 0) + \
		((kind) > REACH_SKELETON ? REACH_BYTES(REACH_SKELETON) : 0) + \
		((kind) > REACH_SLIP ? REACH_BYTES(REACH_SLIP) : 0))

/* The two cells of a hash, of a table of 2^bits. */
struct reach_cells {
	uint32_t first, second;
};

static inline struct reach_cells pantau_reach_cells(uint64_t hash,
		unsigned bits)
{
	uint64_t mixed = (hash ^ hash >> 29) * WORD_RADIX;
	return (struct reach_cells){(uint32_t)(mixed >> (64 - bits)),
			(uint32_t)(mixed >> (64 - 2 * bits)) &
			((UINT32_C(1) << bits) - 1)};
}

/* The greatest level of a target of that hash; 0: there is none. */
static inline unsigned pantau_reach(const unsigned char *table,
		enum reach_kind kind, uint64_t hash)
{
	const unsigned char *at = table + REACH_START(kind);
	struct reach_cells c = pantau_reach_cells(hash, REACH_BITS(kind));
	unsigned a = at[c.first / 2] >> c.first % 2 * 4 & 15u;
	if (a == 0) {
		return 0;
	}
	unsigned b = at[c.second / 2] >> c.second % 2 * 4 & 15u;
	return a < b ? a : b;
}

void pantau_reach_add(unsigned char *table, enum reach_kind kind,
		uint64_t hash, unsigned level);

/*
 * A hash of what no change of sound (text/spell_sound.c) alters: the order of a
 * word's liquids, nasals, stops and sibilants, each as a class, without what may
 * come or go. word has small ASCII letters alone. kh: which of the word's first
 * 'kh' (a bit each) count as 'h', for that may have become of them.
 */
uint64_t pantau_sound_key(struct str word, unsigned kh);

#endif
