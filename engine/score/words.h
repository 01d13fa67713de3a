/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_SCORE_WORDS_H
#define PANTAU_SCORE_WORDS_H

/*
 * The rows of a score image as a scorer asks for them. A text costs several
 * looks at every token, and what they cost is where they land: all that begins
 * with a word stands in half a cache line, and small filters say no to most of
 * what would have to be looked for elsewhere.
 */

#include "lexicon/learned.h"
#include "lexicon/score_image.h"

/* What a walk along the trie can still find. */
enum { REACH_TONE = 1, REACH_CUE = 2, REACH_BOTH = 3 };

/* What a walk asks at a node of the trie. on: a bit for five bits of the hash
 * of each lexeme that leads on to rows of tone, of cues. */
struct score_node {
	uint32_t on[2];
	uint32_t tone;   /* index + 1 of the first entry of tone; 0: none */
	uint32_t other;  /* of structure; above them NODE_ bits */
	uint32_t cue;    /* place + 1 of the first of its cues; 0: none */
};
#define NODE_ENTRY 0x0fffffffu
#define NODE_REGION 0x20000000u /* rows of a regional language end here */
#define NODE_REACH 30          /* REACH_ bits of rows at or below it */

/* A lexeme: the node behind the root, and its rows in learned layers. */
struct score_word {
	struct score_node node;
	uint32_t way;  /* number of the node, 0 none; above it WAY_ bits */
	uint32_t word; /* its row as a word, 0 none */
	uint32_t root; /* its row as a root; above it ROOT_ bits */
};
/* The reach of the node, and that of the rows which end there. */
#define WAY_REACH 30
#define WAY_ROWS 28
#define WAY_NODE ((1u << WAY_ROWS) - 1)
#define WAY_TONES ((uint32_t)REACH_TONE << WAY_REACH | \
		(uint32_t)REACH_TONE << WAY_ROWS)
/* It has a row where it is negated; it is the first, the second of a pair. */
#define ROOT_NEGATED 0x80000000u
#define ROOT_FIRST 0x40000000u
#define ROOT_SECOND 0x20000000u
#define ROOT_ROW 0x0fffffffu

/* The way from any other node by a lexeme, and where it leads, in an
 * open-addressing table at most half full. */
struct score_edge {
	uint32_t from, lexeme;
	uint32_t way;   /* number of the node; 0: empty */
	struct score_node node;
};

/* A cue that ends at a node; those of one node stand together. */
struct score_cue {
	uint32_t entry;
	uint8_t group;  /* of hoax cues; acts and exceptions come after them */
	uint8_t place;  /* enum act_place */
	bool last;      /* of its node */
};

/* The weights of a learned row of one layer as they go into the sums. */
struct score_row {
	float effect, neutral;
	uint32_t rule;  /* entry + 1; 0: the layer has no such row */
	uint32_t fitted;
};

/* A key of a pair or of a negated root, in an open-addressing table. */
struct score_pair {
	uint64_t key;   /* 0: empty */
	uint32_t row;
};

#define FILTER_BITS 16 /* of each: 8 KiB */
#define FILTER_WORDS ((size_t)1 << (FILTER_BITS - 6))

struct score_words {
	struct score_word *word; /* by lexeme, up to lexemes; 0 has nothing */
	uint32_t lexemes;
	struct score_node root;
	struct score_edge *edge;
	uint32_t edge_mask;      /* slots less one */
	struct score_cue *cue;
	size_t cues;
	size_t exceptions;       /* of them */
	bool any_first;          /* some cue begins with '*' */
	struct score_row *row[LAYERS]; /* by row from 1; NULL: all count for
	                            nothing */
	uint32_t rows;
	struct score_pair *pair;
	uint32_t pair_slots;     /* a power of two, or 0 */
	uint64_t edge_filter[FILTER_WORDS];
	uint64_t pair_filter[FILTER_WORDS];
};

/* Frees what the tables hold. */
void pantau_score_words_finish(struct score_words *words);

static inline const struct score_word *score_word(
		const struct score_words *words, uint32_t lexeme)
{
	return &words->word[lexeme <= words->lexemes ? lexeme : 0];
}

/* The bit of a lexeme in score_node.on. */
#define SCORE_ON 0x9e3779b1u
static inline uint32_t score_on(uint32_t lexeme)
{
	return 1u << (lexeme * SCORE_ON >> 27);
}

/* Fibonacci hashing; the filter takes the high bits, the table the low ones. */
static inline uint32_t score_edge_hash(uint32_t node, uint32_t lexeme)
{
	uint64_t key = (uint64_t)node << 32 | lexeme;

	key = (key ^ key >> 29) * UINT64_C(0x9e3779b97f4a7c15);
	return (uint32_t)(key >> 32);
}

static inline bool score_filter_has(const uint64_t *filter, uint32_t hash)
{
	uint32_t bit = hash >> (32 - FILTER_BITS);
	return (filter[bit / 64] >> bit % 64 & 1) != 0;
}

static inline void score_filter_add(uint64_t *filter, uint32_t hash)
{
	uint32_t bit = hash >> (32 - FILTER_BITS);
	filter[bit / 64] |= UINT64_C(1) << bit % 64;
}

/* Most nodes lead nowhere by a lexeme: two filters know. */
static inline bool score_leads(const struct score_words *words,
		uint32_t on, uint32_t lexeme, uint32_t hash)
{
	return (on & score_on(lexeme)) != 0 && score_filter_has(
			words->edge_filter, hash);
}

/* The edge of a node other than the root, or of '*' from there; NULL when there
 * is none. */
static inline const struct score_edge *score_step(
		const struct score_words *words, uint32_t node,
		uint32_t lexeme, uint32_t hash)
{
	uint32_t at = hash & words->edge_mask;

	while (words->edge[at].way != 0) {
		const struct score_edge *edge = &words->edge[at];
		if (edge->from == node && edge->lexeme == lexeme) {
			return edge;
		}
		at = (at + 1) & words->edge_mask;
	}
	return NULL;
}

/* The row of a key of the table of pairs, 0 when there is none. Ask the filter
 * first. */
static inline uint32_t score_pair_row(const struct score_words *words,
		uint64_t key)
{
	uint32_t mask = words->pair_slots - 1, at = learned_hash(key) & mask;

	while (words->pair[at].key != key && words->pair[at].key != 0) {
		at = (at + 1) & mask;
	}
	return words->pair[at].row;
}

#endif
