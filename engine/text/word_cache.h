/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_TEXT_WORD_CACHE_H
#define PANTAU_TEXT_WORD_CACHE_H

/*
 * Words already made, by their bytes and kind. It begins small, since a search
 * shows a few texts and every page it touches costs its start-up, and grows to
 * WORD_CACHE_SLOTS. Bounded: when full, the words that nobody asked for again
 * go, which changes speed but never a result. Its hash is seeded per process:
 * no text can be made whose words all meet in one slot.
 */

#include "base/arena.h"
#include "text/word.h"

struct cached_word {
	struct word word;
	uint64_t as_written; /* bit per term: its bytes begin the span */
	uint32_t bytes;      /* of the terms that are not as written */
	uint32_t all_bytes;  /* of all terms */
	uint32_t length;
	uint32_t size;       /* of all that lies in one piece with this */
	uint8_t kind;        /* as the segmenter said; making may change it */
	bool again;          /* asked for since it was made, or last kept */
	const char *key;
};

struct word_slot {
	uint64_t hash; /* 0: empty */
	struct cached_word *word;
};

struct word_cache {
	struct word_slot *slot;
	size_t mask;   /* slots less one; slots are a power of two */
	size_t n;
	uint64_t seed;
	struct arena arena;
};

bool pantau_word_cache_init(struct word_cache *cache);
void pantau_word_cache_finish(struct word_cache *cache);

#define WORD_CACHE_SLOTS (1u << 18)

static inline size_t pantau_word_cache_slot(const struct word_cache *cache,
		uint64_t hash)
{
	return (size_t)(hash >> 32) & cache->mask;
}

/*
 * The hash of a span, never 0. Also asks the memory for the place where the
 * word will be looked for: called some spans ahead, it hides the waiting.
 */
uint64_t pantau_word_cache_hash(const struct word_cache *cache, struct str raw,
		enum pantau_token_kind kind);

/* Asks the memory for the word too, whose place has arrived meanwhile. */
static inline void pantau_word_cache_near(const struct word_cache *cache,
		uint64_t hash)
{
	__builtin_prefetch(cache->slot[pantau_word_cache_slot(cache, hash)].word);
}

/*
 * The word of a span, made when it is not there. Lent until the next call of
 * this function. NULL when memory is out.
 */
const struct cached_word *pantau_word_cache_get(struct word_cache *cache,
		const struct word_maker *maker, struct word_build *scratch,
		struct str raw, enum pantau_token_kind kind, uint64_t hash);

#endif
