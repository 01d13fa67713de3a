/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_SIMILAR_SHINGLE_H
#define PANTAU_SIMILAR_SHINGLE_H

/*
 * Texts as sets of shingles, runs of neighbouring words, and how much two sets
 * have in common (Broder, "On the resemblance and containment of documents",
 * 1997):
 *
 *	J(A,B) = |A and B| / |A or B|   resemblance, the same both ways
 *	C(A,B) = |A and B| / |A|        how much of A is in B
 *
 * Words are the folded surface terms of words, numbers, sums, dates, times,
 * abbreviations, laws and hashtags, one at each position. Left out is what
 * changes from copy to copy without saying anything else: mentions, links,
 * e-mail addresses and phone numbers (whom it is sent to, where from), emoji
 * and emoticons (decoration). A text without any word is told by all its terms
 * together: only the very same is like it.
 *
 * A shingle is a 64-bit hash under a fixed seed, so that sets, and whatever is
 * made of them, are the same in every process and on every machine. That any
 * two of a million shingles have the same hash by accident has a chance of one
 * in 37 million. Who knows the seed can make up words that are taken for
 * others, and gains by it what copying the others' text would have given.
 */

#include "base/arena.h"
#include "base/radix.h"
#include "pantau/text.h"

#define SHINGLE_SEED UINT64_C(0x70616e746175) /* "pantau" */
#define SHINGLE_SHORT 20 /* words: under them bigrams, from there trigrams */

struct shingles {
	const uint64_t *hash; /* ascending, each once */
	size_t n;
	unsigned width;       /* words in a shingle; 0: all terms are one */
};

/* The finalizer of SplitMix64 (Steele, Lea, Flood 2014): 64 bits to 64 bits,
 * one to one, each bit of the outcome depending on all. */
static inline uint64_t shingle_mix(uint64_t x)
{
	x = (x ^ x >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	x = (x ^ x >> 27) * UINT64_C(0x94d049bb133111eb);
	return x ^ x >> 31;
}

/* How many shingles both have. */
size_t pantau_shingles_shared(const struct shingles *a,
		const struct shingles *b);
/* J(a,b) and C(a,b); 0 where nothing is to be divided by: an empty text is
 * like no other. Sets of different widths have nothing in common. */
double pantau_shingles_jaccard(const struct shingles *a,
		const struct shingles *b);
double pantau_shingles_containment(const struct shingles *a,
		const struct shingles *b);
/* Is J(a,b) >= threshold (over 0)? Exact, but gives up as soon as it cannot
 * be: at most n + n / threshold steps for the smaller n. */
bool pantau_shingles_reach(const struct shingles *a, const struct shingles *b,
		double threshold);

/* --- making them --- */

/* Scratch for making sets; one thread at a time. */
struct shingler {
	uint64_t *word;          /* hashes of the words, in order */
	size_t words, word_room;
	uint64_t other;          /* the terms that are no words */
	size_t others;
	struct radix_item *item; /* and as many again for sorting */
	size_t item_room;
};

void pantau_shingler_init(struct shingler *s);
void pantau_shingler_finish(struct shingler *s);
/* Forgets the words; memory for a text of megabytes is given back. */
void pantau_shingler_clear(struct shingler *s);
/* Adds the words of a text, or of one of its parts after the other (a shingle
 * may then lie across). False when memory is out. */
bool pantau_shingler_add(struct shingler *s,
		const struct pantau_tokens *tokens);

/* Are tokens of a kind (enum pantau_token_kind) words of a shingle? */
bool pantau_shingle_is_word(uint8_t kind);

/* The width that a text of some words asks for: 3 from SHINGLE_SHORT on, 2
 * under it, 1 for a single word, 0 for none. */
unsigned pantau_shingle_width(size_t words);

/* The shingle of width words, over 0, by their hashes. */
uint64_t pantau_shingle(const uint64_t *word, unsigned width);

/*
 * The set of shingles of a width, for width 0 of the one shingle of all terms.
 * Empty where there are too few words, or no terms. Lent until the next call
 * with s. False when memory is out. Linear in the words.
 */
bool pantau_shingler_make(struct shingler *s, unsigned width,
		struct shingles *out);
/* The set of any hashes, of width 1; else the same. */
bool pantau_shingler_set(struct shingler *s, const uint64_t *hash, size_t n,
		struct shingles *out);

/* --- what texts are compared by --- */

/*
 * Two texts are compared by the width of the shorter: a text that is long by a
 * word or two must still be like its copy that is short. So a text of 20 words
 * and somewhat more has bigrams as well. The other sets are what copies have to
 * agree in besides (copy.h); who asks for likeness alone leaves them empty.
 * Nothing but sets is in here, which are kept one like the other.
 */
struct text_shingles {
	struct shingles own;     /* of the width that its length asks for */
	struct shingles bigrams; /* n 0: it has too many words, or too few */
	struct shingles numbers; /* that it tells */
	struct shingles words;   /* but stop words; n 0: it has too many */
	struct shingles title;   /* the same; n 0: it is more than a title */
};

/* Up to how many words a text has bigrams besides. Beyond, J of any text under
 * SHINGLE_SHORT words to it stays under the threshold (unless it says the same
 * again and again; such a pair is not found). */
size_t pantau_shingle_reach(double threshold);

/* Is J of the two texts >= threshold? */
bool pantau_texts_alike(const struct text_shingles *a,
		const struct text_shingles *b, double threshold);

#endif
