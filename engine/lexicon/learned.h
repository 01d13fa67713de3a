/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_LEXICON_LEARNED_H
#define PANTAU_LEXICON_LEARNED_H

/*
 * What a row of a learned layer (learned.tsv, desk.tsv) weighs:
 *
 *	bagus		a word as written, folded
 *	~bagus		a word by its root or its normal form ('bgs', 'bagusnya')
 *	!bagus		the same where a negator reaches it
 *	~kurang ~bagus	two such words side by side, in one clause
 *	@question	what the text as a whole is
 *
 * Rows are found by a key made of the lexemes of their words.
 */

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"
#include "lexicon/trait.h"

enum learned_kind {
	LEARNED_WORD = 1,
	LEARNED_ROOT,
	LEARNED_NEGATED,
	LEARNED_PAIR,
	LEARNED_TRAIT,
};

struct learned_term {
	enum learned_kind kind;
	struct str word[2];       /* views into the cell, without signs */
	enum text_trait trait;    /* before TRAITS */
};

/* False when a cell is none of the forms above (folding is not checked). */
bool pantau_learned_parse(struct str cell, struct learned_term *out);

/* Lexemes are ids of a string table, under 2^28; never 0. A trait stands as the
 * first, its number + 1. */
#define LEARNED_LEXEME UINT64_C(0xfffffff)

static inline uint64_t learned_key(enum learned_kind kind, uint32_t first,
		uint32_t second)
{
	return (uint64_t)kind << 56 | (uint64_t)first << 28 | second;
}

/* Where the search for a key begins, before masking. */
static inline uint32_t learned_hash(uint64_t key)
{
	return (uint32_t)((key * UINT64_C(0x9e3779b97f4a7c15)) >> 32);
}

#endif
