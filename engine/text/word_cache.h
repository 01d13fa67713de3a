/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_TEXT_WORD_CACHE_H
#define PANTAU_TEXT_WORD_CACHE_H

/*
 * Words already made, by their bytes and kind. It begins small, since a search
 * shows a few texts and every page it touches costs its start-up, and grows to
 * WORD_CACHE_SLOTS. Bounded: when full, words that nobody asked for lately go,
 * which changes speed but never a result. Its hash is seeded per process:
 * no text can be made whose words all meet in one slot.
 *
 * A word lies in one piece, in the order in which it is wanted, and takes no more
 * than it needs: most words are met a few times in a million, and the more of
 * them there is room for, the fewer are made again. Behind the struct stand:
 *
 *	int16_t [SCORE_LANGUAGES]  what it says for each, when that is SPEECH_WORD
 *	uint32_t [3]               its lexemes, unless it has none (WORD_SCORED)
 *	its key, unless it is the first term (WORD_OWN_KEY)
 *	its bytes of the packed stream, and up to three to fill a unit up
 *	struct cached_term, one for each term
 *	uint64_t, the hash of each term as in struct pantau_packed
 */

#include "text/word.h"
#include "text/word_hash.h"

struct cached_term {
	uint16_t length;
	uint8_t kind : 4;       /* enum pantau_term_kind */
	uint8_t before : 4;     /* bytes of the stream between it and the last */
	uint8_t position;       /* from 0 within the word */
};

struct cached_word {
	uint8_t kinds;     /* in the low half the word's, in the high one what
	                      the segmenter said; making may change it */
	uint8_t flags, positions, terms; /* as in struct word */
	uint8_t state;     /* enum word_speech and enum word_state */
	uint8_t length;    /* of the key */
	uint16_t stream;   /* bytes before the packed stream */
	uint16_t packed;   /* bytes of it, a blank before each position */
	uint16_t units;    /* of WORD_UNIT bytes: all that lies together */
};

enum word_state {
	WORD_SPEECH = 3,       /* the bits of enum word_speech */
	WORD_SCORED = 1 << 2,
	WORD_OWN_KEY = 1 << 3,
	WORD_AGAIN = 1 << 4,   /* asked for since it was made, or last kept */
	WORD_LOWER = 1 << 5,   /* its first term is the span in lower case */
	WORD_GONE = 1 << 6,    /* about to leave */
};

#define WORD_UNIT 4  /* all begin at a multiple */
#define WORD_COPY 16 /* as many bytes may be read where the stream's last are */

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
	size_t hand;       /* bytes before the word that may go first */
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

static inline unsigned word_cache_speech(const struct cached_word *word)
{
	return word->state & WORD_SPEECH;
}

/* Of a word whose speech is SPEECH_WORD. */
static inline const int16_t *word_cache_language(const struct cached_word *word)
{
	return (const int16_t *)(const void *)(word + 1);
}

/* Of a word that is WORD_SCORED. */
static inline const uint32_t *word_cache_lexemes(const struct cached_word *word)
{
	return (const uint32_t *)(const void *)(word_cache_language(word) +
			(word_cache_speech(word) == SPEECH_WORD ?
			SCORE_LANGUAGES : 0));
}

/* The bytes of the stream. As many as fill a WORD_COPY may be read there. */
static inline const char *word_cache_packed(const struct cached_word *word)
{
	return (const char *)word + word->stream;
}

static inline struct str word_cache_key(const struct cached_word *word)
{
	const char *packed = word_cache_packed(word);
	return str_make((word->state & WORD_OWN_KEY) != 0 ?
			packed - word->length : packed + 1, word->length);
}

static inline const struct cached_term *word_cache_terms(
		const struct cached_word *word)
{
	return (const struct cached_term *)(const void *)((const char *)word +
			(size_t)word->units * WORD_UNIT - word->terms *
			(sizeof(struct cached_term) + sizeof(uint64_t)));
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
		if (found->length == raw.n && found->kinds >> 4 == (int)kind &&
				pantau_same_bytes(word_cache_key(found).p, raw.p,
				raw.n)) {
			if ((found->state & WORD_AGAIN) == 0) {
				found->state |= WORD_AGAIN;
			}
			return found;
		}
	}
	return pantau_word_cache_make(cache, maker, scratch, raw, kind, hash);
}

#endif
