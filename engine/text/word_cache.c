/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* The analyser's bounded cache of words. */

#include "text/word_cache.h"

#include <stdlib.h>

#include "text/analyser.h"
#include "text/char_class.h"

#define FIRST_SLOTS ((size_t)WORD_CACHE_SLOTS >> 9)
#define FIRST_BYTES ((size_t)64 << 10)
#define GROWTH 4
#define BYTES_MAX ((size_t)24 << 20)
#define KEY_MAX UINT8_MAX /* longer spans are kept until the next call alone */

bool pantau_word_cache_init(struct word_cache *cache)
{
	*cache = (struct word_cache){.mask = FIRST_SLOTS - 1,
			.seed = pantau_hash_seed() ^ UINT64_C(0x8ebc6af09c88c6e3),
			.term_seed = pantau_hash_seed(),
			.slot = calloc(FIRST_SLOTS, sizeof(*cache->slot)),
			.bytes = malloc(FIRST_BYTES), .room = FIRST_BYTES};
	if (cache->slot == NULL || cache->bytes == NULL) {
		pantau_word_cache_finish(cache);
		return false;
	}
	return true;
}

void pantau_word_cache_finish(struct word_cache *cache)
{
	free(cache->slot);
	free(cache->bytes);
	*cache = (struct word_cache){0};
}

static size_t words_max(const struct word_cache *cache)
{
	return (cache->mask + 1) / 4 * 3;
}

/* Enters the word that begins so many bytes from the first. */
static void enter(struct word_cache *cache, size_t at, uint64_t hash)
{
	size_t slot = word_cache_slot(cache, hash);
	while (cache->slot[slot].tag != 0) {
		slot = (slot + 1) & cache->mask;
	}
	cache->slot[slot] = (struct word_slot){word_cache_tag(hash),
			(uint32_t)(at / WORD_UNIT)};
	cache->n++;
}

static struct cached_word *word_at(const struct word_cache *cache, size_t at)
{
	return (struct cached_word *)(void *)(cache->bytes + at);
}

static uint64_t hash_of(const struct word_cache *cache,
		const struct cached_word *word)
{
	return word_hash(word_cache_key(word), cache->seed +
			(word->kinds >> 4));
}

/* The same words in more slots; false when memory is out. */
static bool grow_slots(struct word_cache *cache)
{
	size_t slots = (cache->mask + 1) * GROWTH;
	slots = slots < WORD_CACHE_SLOTS ? slots : WORD_CACHE_SLOTS;
	struct word_slot *slot = calloc(slots, sizeof(*slot));
	if (slot == NULL) {
		return false;
	}
	free(cache->slot);
	cache->slot = slot;
	cache->mask = slots - 1;
	cache->n = 0;
	for (size_t at = 0; at < cache->used;) {
		const struct cached_word *word = word_at(cache, at);
		enter(cache, at, hash_of(cache, word));
		at += (size_t)word->units * WORD_UNIT;
	}
	return true;
}

/* Marks a quarter of the bytes, from the hand on: words that nobody asked for
 * since it passed them last. Returns where the hand stops. */
static size_t pass_hand(struct word_cache *cache)
{
	size_t gone = 0, at = cache->hand;
	while (gone < cache->used / 4) {
		struct cached_word *word = word_at(cache, at);
		size_t size = (size_t)word->units * WORD_UNIT;
		if ((word->state & WORD_AGAIN) != 0) {
			word->state &= (uint8_t)~WORD_AGAIN;
		} else if ((word->state & WORD_GONE) == 0) {
			word->state |= WORD_GONE;
			gone += size;
		}
		at = at + size < cache->used ? at + size : 0;
	}
	return at;
}

/*
 * Makes room by the clock algorithm (Corbato 1968), a quarter at a time: the
 * others move up. Of words that come back seldom it keeps more than a sweep of
 * all that were not asked for again.
 */
static void sweep(struct word_cache *cache)
{
	size_t kept = 0, hand = pass_hand(cache);
	memset(cache->slot, 0, (cache->mask + 1) * sizeof(*cache->slot));
	cache->n = 0;
	for (size_t at = 0; at < cache->used;) {
		struct cached_word *word = word_at(cache, at);
		size_t size = (size_t)word->units * WORD_UNIT;
		if (at == hand) {
			cache->hand = kept;
		}
		if ((word->state & WORD_GONE) == 0) {
			memmove(cache->bytes + kept, word, size);
			enter(cache, kept, hash_of(cache,
					word_at(cache, kept)));
			kept += size;
		}
		at += size;
	}
	cache->used = kept;
}

/* Room for a word behind the others; false when memory is out. */
static bool grow_bytes(struct word_cache *cache, size_t size)
{
	size_t room = cache->room;
	while (room < cache->used + size) {
		room *= 2;
	}
	if (room != cache->room) {
		char *bytes = realloc(cache->bytes, room);
		if (bytes == NULL) {
			return false;
		}
		cache->bytes = bytes;
		cache->room = room;
	}
	return true;
}

/* Is a term at the position of the one before it? */
static bool colocated(const struct word_build *build, unsigned i)
{
	return i > 0 && build->term[i].position == build->term[i - 1].position;
}

/* The bytes that the terms take in the stream. */
static size_t stream_bytes(const struct word_build *build)
{
	size_t n = 0;
	for (unsigned i = 0; i < build->word.terms; i++) {
		n += 1u + colocated(build, i) + build->term[i].length;
	}
	return n;
}

/* The terms as they stand in the stream, and beside it. */
static void pack(struct cached_word *kept, const struct word_build *build,
		uint64_t seed)
{
	unsigned terms = build->word.terms;
	char *p = (char *)kept + kept->stream;
	char *term = (char *)kept + (size_t)kept->units * WORD_UNIT -
			terms * (sizeof(struct cached_term) + sizeof(uint64_t));
	char *hashes = term + terms * sizeof(struct cached_term);
	for (unsigned i = 0; i < terms; i++) {
		const struct word_term *from = &build->term[i];
		bool beside = colocated(build, i);
		struct cached_term to = {.length = from->length,
				.kind = from->kind & 15, .before = 1 + beside,
				.position = from->position};
		uint64_t hash = pantau_hash(str_make(from->bytes, from->length),
				seed + beside);
		*p++ = ' ';
		if (beside) {
			*p++ = PACK_COLOCATED;
		}
		memcpy(p, from->bytes, from->length);
		p += from->length;
		memcpy(term + i * sizeof(to), &to, sizeof(to));
		memcpy(hashes + i * sizeof(hash), &hash, sizeof(hash));
	}
}

/* What stands behind the struct and before the stream; how many bytes. */
static size_t begin(struct cached_word *kept, const struct word *word,
		struct str key)
{
	char *first = (char *)(kept + 1), *p = first;
	if (word->speech == SPEECH_WORD) {
		memcpy(p, word->language, SCORE_LANGUAGES * sizeof(int16_t));
		p += SCORE_LANGUAGES * sizeof(int16_t);
	}
	if ((kept->state & WORD_SCORED) != 0) {
		memcpy(p, word->lexeme, sizeof(word->lexeme));
		p += sizeof(word->lexeme);
	}
	if ((kept->state & WORD_OWN_KEY) != 0) {
		memcpy(p, key.p, key.n);
		p += key.n;
	}
	return (size_t)(p - first);
}

static uint8_t state_of(const struct word_build *build, struct str raw,
		struct str key)
{
	const struct word *word = &build->word;
	struct str first = str_make(build->term[0].bytes, word->terms != 0 ?
			build->term[0].length : 0);
	bool scored = (word->lexeme[0] | word->lexeme[1] |
			word->lexeme[2]) != 0;
	bool own = word->terms == 0 || !str_eq(key, first);
	bool lower = word->terms != 0 && first.n == raw.n;
	for (size_t i = 0; lower && i < raw.n; i++) {
		lower = ascii_lower(raw.p[i]) == first.p[i];
	}
	return (uint8_t)(word->speech | (scored ? WORD_SCORED : 0) |
			(own ? WORD_OWN_KEY : 0) | (lower ? WORD_LOWER : 0));
}

/* A finished word as it is kept, behind the others; NULL when memory is out. */
static struct cached_word *keep(struct word_cache *cache, struct str raw,
		enum pantau_token_kind kind, const struct word_build *build)
{
	const struct word *word = &build->word;
	/* Nobody looks longer ones up. */
	struct str key = str_make(raw.p, raw.n <= KEY_MAX ? raw.n : 0);
	size_t packed = stream_bytes(build);
	size_t most = sizeof(struct cached_word) + sizeof(*word) + key.n +
			packed + word->terms * (sizeof(struct cached_term) +
			sizeof(uint64_t)) + WORD_UNIT + WORD_COPY;
	if (!grow_bytes(cache, most)) {
		return NULL;
	}
	struct cached_word *kept = word_at(cache, cache->used);
	*kept = (struct cached_word){.kinds = (uint8_t)(word->kind | kind << 4),
			.flags = word->flags, .positions = word->positions,
			.terms = word->terms, .state = state_of(build, raw, key),
			.length = (uint8_t)key.n, .packed = (uint16_t)packed};
	size_t before = sizeof(*kept) + begin(kept, word, key);
	kept->stream = (uint16_t)before;
	kept->units = (uint16_t)((before + packed + WORD_UNIT - 1) / WORD_UNIT +
			word->terms * (sizeof(struct cached_term) +
			sizeof(uint64_t)) / WORD_UNIT);
	pack(kept, build, cache->term_seed);
	return kept;
}

const struct cached_word *pantau_word_cache_make(struct word_cache *cache,
		const struct word_maker *maker, struct word_build *scratch,
		struct str raw, enum pantau_token_kind kind, uint64_t hash)
{
	pantau_word_make(maker, raw, kind, scratch);
	if (pantau_folder_failed(maker->folder)) {
		return NULL;
	}
	bool full = cache->n >= words_max(cache);
	if (cache->used > BYTES_MAX || (full &&
			(cache->mask + 1 == WORD_CACHE_SLOTS ||
			!grow_slots(cache)))) {
		sweep(cache);
	}
	struct cached_word *kept = keep(cache, raw, kind, scratch);
	if (kept != NULL && raw.n <= KEY_MAX) {
		enter(cache, cache->used, hash);
		cache->used += (size_t)kept->units * WORD_UNIT;
	}
	return kept;
}
