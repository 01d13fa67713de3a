/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_SIMILAR_CLAIM_PARTS_H
#define PANTAU_SIMILAR_CLAIM_PARTS_H

/* What the files of the archive of claims share (claim.h). */

#include <math.h>

#include "similar/claim.h"

/* What makes a match: so many shingles, such a part of the text's, and words in
 * them that are so rare, in bits. A text of fewer shingles has to be there as a
 * whole. Chosen on tests/bench/claim_score. */
#define CLAIM_SHARED 5
#define CLAIM_CONTAINED 0.5
#define CLAIM_WEIGHT 20.0
#define CLAIM_SHORT_WEIGHT 12.0

/* What is similar has fewer of them, or, in a text that goes on, what would be a
 * text of its own; or so much of the rarity of a title's words, which are so
 * many at least; more of it where the text is long. */
#define CLAIM_SIMILAR_SHARED 3
#define CLAIM_SIMILAR_CONTAINED 0.25
#define CLAIM_QUOTED 15
#define CLAIM_QUOTED_WEIGHT 60.0
#define CLAIM_COVERED 0.6
#define CLAIM_COVERED_LONG 0.8
#define CLAIM_COVERED_WORDS 3
#define CLAIM_LONG 200

/* --- a table of hashes --- */

/*
 * Hashes, each once, numbered in the order they came. Where they lie depends on
 * a seed of the process, so that nobody can make up words that all meet; their
 * numbers do not.
 */
struct claim_table {
	uint64_t *key;      /* by number */
	uint32_t *slot;     /* number + 1; 0 free */
	size_t n, room;
	size_t slots;       /* a power of two */
	uint64_t seed;
};

void pantau_claim_table_init(struct claim_table *table);
void pantau_claim_table_finish(struct claim_table *table);
/* Forgets all; memory that was for very many is given back. */
void pantau_claim_table_clear(struct claim_table *table);
#define CLAIM_ABSENT UINT32_MAX
/* The number of a hash, or CLAIM_ABSENT. */
uint32_t pantau_claim_table_get(const struct claim_table *table, uint64_t key);
/* The same, put in where it is absent; CLAIM_ABSENT: memory is out. */
uint32_t pantau_claim_table_put(struct claim_table *table, uint64_t key);

/* --- the words of a text --- */

struct claim_word {
	uint8_t kind;           /* enum pantau_token_kind */
	uint8_t flags;          /* enum pantau_token_flag */
	uint64_t surface, stem; /* hashes; the same where it has no stem */
	uint32_t start, end;    /* bytes of its field */
	const struct pantau_term *term; /* all at its position, surface first */
	size_t terms;
};

/*
 * The next word of some tokens, as shingles have them. token and term are where
 * the walk is; 0 at first. False at the end.
 */
struct claim_walk {
	const struct pantau_tokens *tokens;
	size_t token;
	uint32_t term;
};
bool pantau_claim_walk_next(struct claim_walk *walk, struct claim_word *out);
uint64_t pantau_claim_hash(const struct pantau_term *term);

/* The last three words of a text, of none terms where there were not as many:
 * hashes of how a date that ends with the last may be written otherwise, if one
 * does. How many. */
#define CLAIM_DATE 3
size_t pantau_claim_date(const struct claim_word last[3],
		uint64_t out[CLAIM_DATE]);

/* --- the archive --- */

#define CLAIM_BREAK UINT32_MAX /* among words: a new field begins */
#define CLAIM_ORDER UINT32_C(0x01020304)
#define CLAIM_VERSION 2

/* The gist of a title or a claim: at most so many stems, each once, then
 * CLAIM_BREAK; those of numbers are marked. */
#define CLAIM_GIST 64
#define CLAIM_NUMBER (UINT32_C(1) << 31)

/* At the beginning of the bytes. */
struct claim_head {
	char magic[8];
	uint64_t hash;      /* of what comes after it */
	uint32_t order;     /* CLAIM_ORDER as the machine writes it */
	uint32_t version;
	uint32_t analyser;
	uint32_t debunks;
	uint64_t bytes;     /* of all */
	uint64_t terms, postings, words, places, gists;
	uint64_t lines;     /* of the filter, of 64 bytes */
	uint32_t bits;      /* of the directory of terms */
	uint32_t mean;      /* length of a debunk */
	uint32_t fill;      /* texts that it is filled up with */
	uint32_t unused;    /* 0 */
	uint64_t gist_mean; /* mass of a title (claim_mass), times 1,000 */
};

#define CLAIM_HASHED 16     /* bytes before what is hashed */

/* Views into the bytes. */
struct claims {
	const struct claim_head *head;
	const uint64_t *term;         /* hashes, ascending */
	const uint64_t *filter;       /* lines of 8 */
	const uint32_t *directory;    /* by the first bits: the first term */
	const uint32_t *posting;      /* by term: the first posting */
	const uint32_t *debunk;       /* by posting */
	const uint32_t *id;           /* by debunk */
	const uint32_t *length;       /* by debunk: sum of its weights */
	const uint32_t *first_word;   /* by debunk, and one more */
	const uint32_t *first_place;  /* by debunk, and one more */
	const uint32_t *first_gist;   /* by debunk, and one more */
	const uint32_t *gist;         /* of title and of claim: different stems */
	const uint32_t *word;         /* terms, or CLAIM_BREAK */
	const uint8_t *level;         /* by term: how common, 0 not known */
	const uint8_t *weight;        /* by posting */
	const uint8_t *place;         /* by word: gap and length, 7 bits a byte */
	struct str bytes;
	void *owned;                  /* memory of the bytes, or NULL */
};

/* Where the parts of the bytes lie, by the counts in the head: false where they
 * are more than memory could hold. bytes NULL: only how many there are. */
bool pantau_claims_lay_out(struct claims *claims, const char *bytes,
		size_t *size);

/* A term by its hash, or CLAIM_ABSENT. */
uint32_t pantau_claims_term(const struct claims *claims, uint64_t hash);

/* In how many debunks a term stands. */
static inline uint32_t claims_frequency(const struct claims *claims,
		uint32_t term)
{
	return claims->posting[term + 1] - claims->posting[term];
}

/* The shingle of three words. */
static inline uint64_t claim_shingle(uint32_t a, uint32_t b, uint32_t c)
{
	return shingle_mix(shingle_mix((uint64_t)a << 32 | b) ^ c);
}

/* How rare a term is that stands in some of the debunks, in bits. */
static inline double claim_rarity(double debunks, double frequency)
{
	return log2(1 + (debunks - frequency + 0.5) / (frequency + 0.5));
}

/* How many of a million words a word is at a level of frequency.tsv: half the
 * power of two. */
#define CLAIM_MILLION 1e6
/* The words of a short text, such as a title. */
#define CLAIM_TEXT 15
/* An archive of fewer debunks is taken for one that is filled up with such
 * texts, if it knows how common words are: of three debunks nothing is rare. */
#define CLAIM_FILLED 1000
#define CLAIM_COMMON_LEAST 0.2

static inline double claims_rarity(const struct claims *claims, uint32_t term)
{
	double n = claims->head->debunks, df = claims_frequency(claims, term);
	unsigned level = claims->level[term];

	if (level == 0) {
		return claim_rarity(n + claims->head->fill, df);
	}
	double texts = exp2(level - 1.0) / CLAIM_MILLION * CLAIM_TEXT;
	texts = texts < 1 ? texts : 1;
	double rarity = claim_rarity(n + claims->head->fill,
			df + claims->head->fill * texts);
	/* No rarer than in such texts, though few debunks have it. */
	return fmin(rarity, fmax(-log2(texts), CLAIM_COMMON_LEAST));
}

/* --- titles --- */

/* How much a term counts for: a name says more than its share of all the
 * words. */
static inline double claims_worth(const struct claims *claims, uint32_t term)
{
	double rarity = claims_rarity(claims, term);

	return rarity * rarity;
}

/* What the words of a gist, which ends at CLAIM_BREAK, are worth together. */
double pantau_claim_mass(const struct claims *claims, const uint32_t *gist,
		const uint32_t *end);

/* --- the filter --- */

/* A Bloom filter in lines of the cache (Putze, Sanders, Singler, "Cache-, Hash-
 * and Space-Efficient Bloom Filters", 2007): 64 bytes hold about 48 shingles.
 * One that is not in it is taken for one that is with a chance of about 1 %. */
#define CLAIM_LINE 48

void pantau_claim_filter_put(uint64_t *filter, uint64_t lines, uint64_t hash);

/* --- finding --- */

/* At most so many postings are read for a text, whatever it is, or those of its
 * rarest term. */
#define CLAIM_POSTINGS 150000
#define CLAIM_QUICK 4000
#define CLAIM_QUICK_CANDIDATES 8
/* Who has half of a text's shingles has about half of its rarest words. */
#define CLAIM_QUICK_PART 0.25f
#define CLAIM_TERMS 64       /* of a text, at most, the rarest */
#define CLAIM_CANDIDATES 64

struct claim_spot {
	uint32_t word;      /* of the different words; CLAIM_BREAK */
	uint32_t start, end;
};

struct claim_candidate {
	uint32_t debunk;
	float bm25;
	uint32_t shared;
	double containment, weight, coverage, score;
	enum claim_kind kind;
};

struct claim_finder {
	const struct claims *claims;
	float *score;       /* by debunk; 0 between calls */
	uint32_t *touched;  /* debunks */
	size_t touches;
	struct claim_table words;    /* different words, by surface */
	struct claim_table stems;    /* different stems, other spellings */
	uint32_t *stem_count;        /* by stem */
	size_t stem_room;
	struct claim_table shingles; /* different shingles */
	uint32_t *shingle_spot;      /* by shingle: where it first is */
	uint32_t *shingle_mark;      /* by shingle: candidate that last had it */
	size_t shingle_room;
	uint32_t *word_term;         /* by word: term, or over all terms */
	uint32_t *word_mark;         /* by word: as above */
	size_t word_room;
	struct claim_spot *spot;     /* the text in order */
	size_t spots, spot_room, title_spots;
	size_t plain;                /* spots that are words */
	struct claim_candidate candidate[CLAIM_CANDIDATES];
	size_t candidates;
	struct claim_hit hit[CLAIM_HITS];
	struct claim_span span[CLAIM_HITS][CLAIM_SPANS];
};

/* The text in words, shingles and spots. False when memory is out. */
bool pantau_claim_read(struct claim_finder *finder,
		const struct claim_text *text);
/* Fills the candidates, best first: by BM25, or quickly (claim_find.c). False
 * when memory is out. */
bool pantau_claim_candidates(struct claim_finder *finder, bool quick);
/* How often a word with a stem stands in the text, as ranking takes it: twice is
 * more than once, but not two times more. */
double pantau_claim_often(const struct claim_finder *finder, uint32_t stem);
/* A debunk that has no body? Its rank in place of BM25, on the same scale. */
bool pantau_claim_bare(const struct claims *claims, uint32_t debunk);
double pantau_claim_title(const struct claim_finder *finder, uint32_t debunk);
/* What the text shares with each, its kind and score; quickly: only what tells a
 * match. */
void pantau_claim_weigh(struct claim_finder *finder, bool quick);
/* The spans that a text shares with a debunk; how many. */
size_t pantau_claim_spans(const struct claim_finder *finder, uint32_t debunk,
		struct claim_span span[CLAIM_SPANS]);

#endif
