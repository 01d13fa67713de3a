/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* The analyser's bounded cache of words. */

#include "text/word_cache.h"

#include <stdlib.h>

#include "text/analyser.h"

#define FIRST_SLOTS ((size_t)WORD_CACHE_SLOTS >> 9)
#define FIRST_BYTES ((size_t)64 << 10)
#define GROWTH 4
#define BYTES_MAX ((size_t)24 << 20)
#define KEY_MAX 256 /* longer spans are kept until the next call alone */

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
	return word_hash(str_make(word_cache_packed(word) + word->key,
			word->length), cache->seed + word->kind);
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

/* At most half the room for what was asked for again, the oldest first: they
 * move up to where the others were. */
static void sweep(struct word_cache *cache)
{
	size_t kept = 0;
	memset(cache->slot, 0, (cache->mask + 1) * sizeof(*cache->slot));
	cache->n = 0;
	for (size_t at = 0; at < cache->used && kept < BYTES_MAX / 2 &&
			cache->n < words_max(cache) / 2;) {
		struct cached_word *word = word_at(cache, at);
		size_t size = (size_t)word->units * WORD_UNIT;
		if (word->again) {
			word->again = false;
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

/* The terms as they stand in the stream; returns the bytes written. */
static size_t pack(struct cached_word *kept, const struct word_build *build,
		uint64_t seed)
{
	char *packed = (char *)&kept->term[build->word.terms], *p = packed;
	for (unsigned i = 0; i < build->word.terms; i++) {
		const struct word_term *from = &build->term[i];
		*p++ = ' ';
		bool colocated = i > 0 && from->position == from[-1].position;
		if (colocated) {
			*p++ = PACK_COLOCATED;
		}
		kept->term[i] = (struct cached_term){
			.start = (uint16_t)(p - packed),
			.length = from->length, .kind = from->kind,
			.position = from->position,
			.hash = pantau_hash(str_make(from->bytes, from->length),
				seed + colocated),
		};
		memcpy(p, from->bytes, from->length);
		p += from->length;
	}
	return (size_t)(p - packed);
}

/* A finished word as it is kept, behind the others; NULL when memory is out. */
static struct cached_word *keep(struct word_cache *cache, struct str raw,
		enum pantau_token_kind kind, const struct word_build *build)
{
	const struct word *word = &build->word;
	/* A blank and a marker for each term, and what may be read beyond. */
	size_t most = sizeof(struct cached_word) +
			word->terms * (sizeof(struct cached_term) + 2) +
			build->used + raw.n + 2 * WORD_UNIT;
	if (!grow_bytes(cache, most)) {
		return NULL;
	}
	struct cached_word *kept = word_at(cache, cache->used);
	*kept = (struct cached_word){.word = *word, .kind = (uint8_t)kind,
			.length = (uint32_t)raw.n};
	size_t packed = pack(kept, build, cache->term_seed);
	char *key = (char *)&kept->term[word->terms];
	kept->packed = (uint16_t)packed;
	kept->key = 1;
	if (word->terms == 0 || build->term[0].length != raw.n ||
			memcmp(key + 1, raw.p, raw.n) != 0) {
		kept->key = (uint16_t)packed;
		memcpy(key + packed, raw.p, raw.n);
		packed += raw.n;
	}
	size_t size = (size_t)(key - (char *)kept) + packed;
	kept->units = (uint16_t)((size + WORD_UNIT - 1) / WORD_UNIT);
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
