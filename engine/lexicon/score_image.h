/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_LEXICON_SCORE_IMAGE_H
#define PANTAU_LEXICON_SCORE_IMAGE_H

/*
 * The score image, typed: a vocabulary of lexemes, a trie of lexeme sequences,
 * and the rows at its nodes. A lexeme is a folded word or emoji that occurs in
 * some row; ids run from 1, 0 means no row knows the word.
 */

#include "lexicon/image.h"

enum entry_kind {
	ENTRY_TONE = 1,    /* sentiment.tsv, emoji.tsv: weight[3] */
	ENTRY_NEGATOR,     /* scope tokens; variant = enum negator_kind */
	ENTRY_INTENSIFIER, /* weight[0] = factor; variant = enum side */
	ENTRY_CONTRAST,    /* weight[0] before, weight[1] after the last one */
	ENTRY_CUE,         /* hoax phrase: weight[0], group */
	ENTRY_FEATURE,     /* hoax feature computed by code: weight[0], group */
	ENTRY_MODALITY,    /* weight[0] = factor; variant = enum modality_kind */
	ENTRY_ACT,         /* weight[0]; group = enum pantau_act; variant = enum
	                      act_place */
	ENTRY_TRAIT,       /* of the whole text: weight[3]; variant = trait */
	ENTRY_LEARNED,     /* weight[3]; variant = enum layer; scope = 1: fitted */
	ENTRY_ACT_TRAIT,   /* weight[0]; group as above; variant = enum text_trait */
	ENTRY_EXCEPTION,   /* words of a context, where a row or a group of hoax
	                      cues does not count: term its cue, or group */
	ENTRY_KINDS,
};

enum negator_kind { NEGATOR_PLAIN, NEGATOR_WEAK, NEGATOR_NEVER, NEGATOR_NOT_YET,
	NEGATOR_WITHOUT, NEGATOR_PROHIBIT, NEGATOR_DOUBLE };
enum modality_kind { MODALITY_WISH, MODALITY_SHOULD, MODALITY_CONDITION,
	MODALITY_DOUBT, MODALITY_REQUEST };
enum side { SIDE_BEFORE, SIDE_AFTER, SIDE_BOTH };

/*
 * Weights by tone, in this order everywhere. A row that gives only a polarity
 * p has negative max(0, -p), neutral -|p| / 4, positive max(0, p).
 */
enum { WEIGHT_NEGATIVE, WEIGHT_NEUTRAL, WEIGHT_POSITIVE };

struct score_entry {
	uint8_t kind;      /* enum entry_kind */
	uint8_t variant;   /* negator kind, side; 1 for an emoji's tone row */
	uint8_t scope;     /* negators: following tokens */
	uint8_t group;     /* cues: index into the groups; others 0xff */
	uint8_t words;     /* length of the sequence; 0 for features */
	uint8_t class_;    /* index into the class names */
	uint8_t file;      /* index into the file names */
	uint8_t language;  /* the one it counts in, as numbered below; 0: all */
	uint32_t line;
	uint32_t term;     /* string id in terms: the row's term as written */
	float weight[3];
};

struct score_group {
	float cap;         /* most that the group can add, absolute */
	uint32_t name, title_id, title_en; /* string ids in terms */
};

/*
 * Languages: what each part of a word says for each of them. Keys of parts are
 * made by pantau_part_key; key 0 is an empty slot.
 */
#define SCORE_LANGUAGES 6   /* id, ms, jv, su, min, en; their numbers from 1 */
enum { SCORE_LANGUAGE_JV = 3, SCORE_LANGUAGE_SU = 4 };
#define LANGUAGE_LETTERS 24 /* of a word; longer ones say nothing */
#define LANGUAGE_LEAST 2    /* of a part, edges of the word included */
#define LANGUAGE_MOST 4     /* parts longer than this are whole words */

struct language_slot {
	uint32_t key;
	int8_t weight[SCORE_LANGUAGES];
	int8_t padding[2];
};

/* Signs of parts: 1 to 26 for letters, and the edges of words. */
enum { PART_BEGIN = 27, PART_END = 28 };

#define LEXEME_ANY 0xffffffffu /* '*' in a cue: any one token */

/* Layers of learned rows, in the order in which they add up. */
enum layer { LAYER_LEARNED, LAYER_DESK, LAYERS };

/* A key of lexicon/learned.h with its rows, in an open-addressing table. */
struct learned_slot {
	uint64_t key;           /* 0: empty */
	uint32_t entry[LAYERS]; /* index + 1; 0: none */
};

struct trie_node {
	uint32_t first_entry, entries; /* rows that end here: a run in order[] */
};

/* An edge, in an open-addressing table keyed by (node, lexeme). */
struct trie_edge {
	uint32_t node, lexeme, next; /* next 0: empty slot */
};

struct score_image {
	struct image image;
	struct strtab lexemes, terms, files, classes;
	const struct score_entry *entry;
	uint32_t entries;
	const struct score_group *group;
	uint32_t groups;
	const struct trie_node *node; /* node 0 is the root */
	uint32_t nodes;
	const struct trie_edge *edge;
	uint32_t edge_slots;          /* a power of two */
	const uint32_t *order;        /* entry indexes, grouped by node */
	uint32_t orders;
	const struct language_slot *language;
	uint32_t language_slots;      /* a power of two; 0 without weights */
	const uint8_t *language_tone; /* by language: do the rows cover it? */
	uint32_t language_tones;      /* SCORE_LANGUAGES, or 0: nobody said */
	const struct learned_slot *learned;
	uint32_t learned_slots;       /* a power of two, or 0: no layers */
};

enum pantau_status pantau_score_image_open(struct str bytes,
		struct score_image *out, struct pantau_error *err);

/* 0 when no row has the word. */
uint32_t pantau_score_image_lexeme(const struct score_image *image,
		struct str folded);
/* The node behind an edge, 0 when there is none. */
uint32_t pantau_score_image_step(const struct score_image *image,
		uint32_t node, uint32_t lexeme);
/*
 * The rows that end at a node, as entry indexes; none at node 0. Rule id =
 * entry index + 1. Emoji rows end also at their spelling without U+FE0F and
 * emoticons at their small-letter one, unless another row has that.
 */
const uint32_t *pantau_score_image_rows(const struct score_image *image,
		uint32_t node, uint32_t *n);
/* NULL when no layer weighs it. */
const struct learned_slot *pantau_score_image_learned(
		const struct score_image *image, uint64_t key);
/* A feature's row by name ('caps_words'); NULL when no row sets it. */
const struct score_entry *pantau_score_image_feature(
		const struct score_image *image, struct str name);

/* Where the search for a key begins. */
static inline uint32_t pantau_part_slot(uint32_t key)
{
	return (key * 0x9e3779b1u) >> 15;
}

/* The key of no signs, and of a part of up to LANGUAGE_MOST with one more. */
#define PART_KEY 1u
static inline uint32_t pantau_part_key_add(uint32_t key, uint8_t sign)
{
	return key << 5 | sign;
}

/* The key of a part of so many signs, never 0. Parts of LANGUAGE_MOST signs
 * and fewer have keys of their own. */
uint32_t pantau_part_key(const uint8_t *sign, size_t n);
/* NULL when no row has the part. */
const struct language_slot *pantau_score_image_part(
		const struct score_image *image, uint32_t key);

#endif
