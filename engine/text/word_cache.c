/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* The analyser's bounded cache of words. */

#include "text/word_cache.h"

#include <stdlib.h>

#include "base/hash.h"

#define SLOTS WORD_CACHE_SLOTS
#define FIRST_SLOTS (SLOTS >> 8)
#define GROWTH 4
#define BYTES_MAX (24u << 20) /* of the arena */
#define KEY_MAX 256          /* longer spans are kept but not for long */

static bool make(struct word_cache *cache, size_t slots, uint64_t seed)
{
	*cache = (struct word_cache){.mask = slots - 1, .seed = seed,
			.slot = calloc(slots, sizeof(*cache->slot))};
	pantau_arena_init(&cache->arena);
	return cache->slot != NULL;
}

bool pantau_word_cache_init(struct word_cache *cache)
{
	return make(cache, FIRST_SLOTS, pantau_hash_seed());
}

void pantau_word_cache_finish(struct word_cache *cache)
{
	free(cache->slot);
	pantau_arena_finish(&cache->arena);
	*cache = (struct word_cache){0};
}

static void empty(struct word_cache *cache)
{
	memset(cache->slot, 0, (cache->mask + 1) * sizeof(*cache->slot));
	pantau_arena_reset(&cache->arena);
	cache->n = 0;
}

/* A copy of a word in another arena; NULL when memory is out. */
static struct cached_word *move(struct arena *arena,
		const struct cached_word *from)
{
	char *memory = pantau_arena_alloc(arena, from->size);
	const char *old = (const char *)from;
	if (memory == NULL) {
		return NULL;
	}
	memcpy(memory, from, from->size);
	struct cached_word *to = (struct cached_word *)memory;
	to->word.term = (struct word_term *)(memory + sizeof(*to));
	to->key = memory + (from->key - old);
	to->again = false;
	for (unsigned i = 0; i < to->word.terms; i++) {
		struct word_term *term = &to->word.term[i];
		term->bytes = memory + (term->bytes - old);
	}
	return to;
}

/* The empty slot where a hash belongs. */
static struct word_slot *vacancy(const struct word_cache *cache, uint64_t hash)
{
	size_t at = pantau_word_cache_slot(cache, hash);
	while (cache->slot[at].hash != 0) {
		at = (at + 1) & cache->mask;
	}
	return &cache->slot[at];
}

static size_t words_max(const struct word_cache *cache)
{
	return (cache->mask + 1) / 4 * 3;
}

/* The same words in more slots; false when memory is out. */
static bool grow(struct word_cache *cache)
{
	struct word_cache grown;
	if (!make(&grown, (cache->mask + 1) * GROWTH, cache->seed)) {
		return false;
	}
	for (size_t i = 0; i <= cache->mask; i++) {
		if (cache->slot[i].hash != 0) {
			*vacancy(&grown, cache->slot[i].hash) = cache->slot[i];
		}
	}
	free(cache->slot);
	cache->slot = grown.slot;
	cache->mask = grown.mask;
	return true;
}

/* Half the room for what was asked for again; empty when memory is out. */
static void sweep(struct word_cache *cache)
{
	struct word_cache kept;
	bool ok = make(&kept, cache->mask + 1, cache->seed);
	for (size_t i = 0; ok && i <= cache->mask &&
			kept.n < words_max(&kept) / 2 &&
			kept.arena.used < BYTES_MAX / 2; i++) {
		const struct word_slot *slot = &cache->slot[i];
		if (slot->hash == 0 || !slot->word->again) {
			continue;
		}
		struct cached_word *word = move(&kept.arena, slot->word);
		ok = word != NULL;
		if (ok) {
			*vacancy(&kept, slot->hash) =
					(struct word_slot){slot->hash, word};
			kept.n++;
		}
	}
	if (!ok) {
		pantau_word_cache_finish(&kept);
		empty(cache);
		return;
	}
	pantau_word_cache_finish(cache);
	*cache = kept;
}

/* Copies a finished word, its terms and their bytes into the arena. */
static struct cached_word *keep(struct arena *arena, struct str raw,
		enum pantau_token_kind kind, const struct word_build *build)
{
	const struct word *word = &build->word;
	size_t terms = word->terms * sizeof(struct word_term);
	size_t size = sizeof(struct cached_word) + terms + build->used + raw.n;
	char *memory = pantau_arena_alloc(arena, size);
	if (memory == NULL) {
		return NULL;
	}
	struct cached_word *kept = (struct cached_word *)memory;
	*kept = (struct cached_word){.word = *word,
			.length = (uint32_t)raw.n, .size = (uint32_t)size,
			.kind = (uint8_t)kind};
	kept->word.term = (struct word_term *)(memory + sizeof(*kept));
	char *bytes = memory + sizeof(*kept) + terms;
	memcpy(bytes, raw.p, raw.n);
	kept->key = bytes;
	bytes += raw.n;
	for (unsigned i = 0; i < word->terms; i++) {
		struct word_term *term = &kept->word.term[i];
		*term = word->term[i];
		memcpy(bytes, term->bytes, term->length);
		term->bytes = bytes;
		bytes += term->length;
		kept->all_bytes += term->length;
		if (term->length <= raw.n &&
				memcmp(term->bytes, raw.p, term->length) == 0) {
			kept->as_written |= (uint64_t)1 << i;
		} else {
			kept->bytes += term->length;
		}
	}
	return kept;
}

uint64_t pantau_word_cache_hash(const struct word_cache *cache, struct str raw,
		enum pantau_token_kind kind)
{
	uint64_t hash = pantau_hash(raw, cache->seed + (uint64_t)kind) | 1;
	__builtin_prefetch(&cache->slot[pantau_word_cache_slot(cache, hash)]);
	return hash;
}

const struct cached_word *pantau_word_cache_get(struct word_cache *cache,
		const struct word_maker *maker, struct word_build *scratch,
		struct str raw, enum pantau_token_kind kind, uint64_t hash)
{
	size_t at = pantau_word_cache_slot(cache, hash);
	while (cache->slot[at].hash != 0) {
		struct cached_word *found = cache->slot[at].word;
		if (cache->slot[at].hash == hash && found->length == raw.n &&
				found->kind == kind &&
				pantau_same_bytes(found->key, raw.p, raw.n)) {
			found->again = true;
			return found;
		}
		at = (at + 1) & cache->mask;
	}
	bool full = cache->n >= words_max(cache);
	if (cache->arena.used > BYTES_MAX || (full &&
			(cache->mask + 1 == SLOTS || !grow(cache)))) {
		sweep(cache);
	}
	pantau_word_make(maker, raw, kind, scratch);
	if (pantau_folder_failed(maker->folder)) {
		return NULL;
	}
	struct cached_word *kept = keep(&cache->arena, raw, kind, scratch);
	if (kept == NULL || raw.n > KEY_MAX) {
		return kept;
	}
	*vacancy(cache, hash) = (struct word_slot){hash, kept};
	cache->n++;
	return kept;
}
