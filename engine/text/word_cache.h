/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_TEXT_WORD_CACHE_H
#define PANTAU_TEXT_WORD_CACHE_H

/*
 * Words already made, by their bytes and kind. It begins small, since a search
 * shows a few texts and every page it touches costs its start-up, and grows to
 * WORD_CACHE_SLOTS. Bounded: when full, the words that nobody asked for again
 * go, which changes speed but never a result. Its hash is seeded per process:
 * no text can be made whose words all meet in one slot.
 *
 * A word lies in one piece, so that one that is known costs two lines of memory
 * or three: what scores and languages want first, then its terms, its bytes of
 * the packed stream, and its key unless that begins with it.
 */

#include "text/word.h"
#include "text/word_hash.h"

struct cached_term {
	uint64_t hash;          /* see struct pantau_packed */
	uint16_t start, length; /* in the packed bytes, no marker */
	uint8_t kind;           /* enum pantau_term_kind */
	uint8_t position;       /* from 0 within the word */
};

struct cached_word {
	struct word word;
	uint8_t kind;      /* as the segmenter said; making may change it */
	bool again;        /* asked for since it was made, or last kept */
	uint16_t packed;   /* bytes of the stream, a blank before each position */
	uint16_t key;      /* where in them, or behind them, the key stands */
	uint16_t units;    /* of WORD_UNIT bytes: all that lies together */
	uint32_t length;   /* of the key */
	struct cached_term term[];
};

#define WORD_UNIT 16

struct word_slot {
	uint32_t tag;  /* of the hash, never 0; 0: empty */
	uint32_t at;   /* units before the word */
};

struct word_cache {
	struct word_slot *slot;
	size_t mask;       /* slots less one; slots are a power of two */
	size_t n;
	char *bytes;       /* the words, one behind the other */
	size_t used, room;
	uint64_t seed;
	uint64_t term_seed; /* of the terms' hashes */
};

bool pantau_word_cache_init(struct word_cache *cache);
void pantau_word_cache_finish(struct word_cache *cache);

#define WORD_CACHE_SLOTS (1u << 19)

static inline size_t word_cache_slot(const struct word_cache *cache,
		uint64_t hash)
{
	return (size_t)(hash >> 32) & cache->mask;
}

static inline uint32_t word_cache_tag(uint64_t hash)
{
	return (uint32_t)hash | 1;
}

static inline struct cached_word *word_cache_at(const struct word_cache *cache,
		const struct word_slot *slot)
{
	return (struct cached_word *)(void *)(cache->bytes +
			(size_t)slot->at * WORD_UNIT);
}

/* The bytes of the stream. As many as fill a WORD_UNIT may be read there. */
static inline const char *word_cache_packed(const struct cached_word *word)
{
	return (const char *)&word->term[word->word.terms];
}

/*
 * The hash of a span. Also asks the memory for the place where the word will be
 * looked for: called some spans ahead, it hides the waiting.
 */
static inline uint64_t word_cache_hash(const struct word_cache *cache,
		struct str raw, enum pantau_token_kind kind)
{
	uint64_t hash = word_hash(raw, cache->seed + (uint64_t)kind);
	__builtin_prefetch(&cache->slot[word_cache_slot(cache, hash)]);
	return hash;
}

/* Asks the memory for the word too, whose place has arrived meanwhile. */
static inline void word_cache_near(const struct word_cache *cache,
		uint64_t hash)
{
	const char *word = (const char *)word_cache_at(cache,
			&cache->slot[word_cache_slot(cache, hash)]);
	__builtin_prefetch(word);
	__builtin_prefetch(word + 64);
}

/* Makes the word of a span that the cache has not. */
const struct cached_word *pantau_word_cache_make(struct word_cache *cache,
		const struct word_maker *maker, struct word_build *scratch,
		struct str raw, enum pantau_token_kind kind, uint64_t hash);

/*
 * The word of a span, made when it is not there. Lent until the next call of
 * this function. NULL when memory is out.
 */
static inline const struct cached_word *word_cache_get(struct word_cache *cache,
		const struct word_maker *maker, struct word_build *scratch,
		struct str raw, enum pantau_token_kind kind, uint64_t hash)
{
	uint32_t tag = word_cache_tag(hash);
	for (size_t at = word_cache_slot(cache, hash);
			cache->slot[at].tag != 0; at = (at + 1) & cache->mask) {
		if (cache->slot[at].tag != tag) {
			continue;
		}
		struct cached_word *found = word_cache_at(cache,
				&cache->slot[at]);
		if (found->length == raw.n && found->kind == kind &&
				pantau_same_bytes(word_cache_packed(found) +
				found->key, raw.p, raw.n)) {
			if (!found->again) {
				found->again = true;
			}
			return found;
		}
	}
	return pantau_word_cache_make(cache, maker, scratch, raw, kind, hash);
}

#endif
