/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* The analyser's bounded cache of words. */

#include "text/word_cache.h"

#include <stdlib.h>

#include "base/hash.h"

#define SLOTS (1u << 18)
#define WORDS_MAX (SLOTS / 4 * 3)
#define BYTES_MAX (24u << 20) /* of the arena */
#define KEY_MAX 256          /* longer spans are kept but not for long */

bool pantau_word_cache_init(struct word_cache *cache)
{
	cache->n = 0;
	cache->seed = pantau_hash_seed();
	cache->slot = calloc(SLOTS, sizeof(*cache->slot));
	pantau_arena_init(&cache->arena);
	if (cache->slot == NULL) {
		pantau_word_cache_finish(cache);
		return false;
	}
	return true;
}

void pantau_word_cache_finish(struct word_cache *cache)
{
	free(cache->slot);
	pantau_arena_finish(&cache->arena);
	*cache = (struct word_cache){0};
}

static void empty(struct word_cache *cache)
{
	memset(cache->slot, 0, SLOTS * sizeof(*cache->slot));
	pantau_arena_reset(&cache->arena);
	cache->n = 0;
}

/* Copies a finished word, its terms and their bytes into the arena. */
static struct cached_word *keep(struct arena *arena, struct str raw,
		enum pantau_token_kind kind, const struct word_build *build)
{
	const struct word *word = &build->word;
	size_t terms = word->terms * sizeof(struct word_term);
	char *memory = pantau_arena_alloc(arena, sizeof(struct cached_word) +
			terms + build->used + raw.n);
	if (memory == NULL) {
		return NULL;
	}
	struct cached_word *kept = (struct cached_word *)memory;
	*kept = (struct cached_word){.word = *word,
			.length = (uint32_t)raw.n, .kind = (uint8_t)kind};
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
		if (term->length <= raw.n &&
				memcmp(term->bytes, raw.p, term->length) == 0) {
			kept->as_written |= (uint64_t)1 << i;
		} else {
			kept->bytes += term->length;
		}
	}
	return kept;
}

static size_t slot_of(uint64_t hash)
{
	return (size_t)(hash >> 32) & (SLOTS - 1);
}

uint64_t pantau_word_cache_hash(const struct word_cache *cache, struct str raw,
		enum pantau_token_kind kind)
{
	uint64_t hash = pantau_hash(raw, cache->seed + (uint64_t)kind) | 1;
	__builtin_prefetch(&cache->slot[slot_of(hash)]);
	return hash;
}

const struct cached_word *pantau_word_cache_get(struct word_cache *cache,
		const struct word_maker *maker, struct word_build *scratch,
		struct str raw, enum pantau_token_kind kind, uint64_t hash)
{
	size_t at = slot_of(hash);
	while (cache->slot[at].hash != 0) {
		const struct cached_word *found = cache->slot[at].word;
		if (cache->slot[at].hash == hash && found->length == raw.n &&
				found->kind == kind &&
				memcmp(found->key, raw.p, raw.n) == 0) {
			return found;
		}
		at = (at + 1) & (SLOTS - 1);
	}
	if (cache->n >= WORDS_MAX || cache->arena.used > BYTES_MAX) {
		empty(cache);
		at = slot_of(hash);
	}
	pantau_word_make(maker, raw, kind, scratch);
	if (pantau_folder_failed(maker->folder)) {
		return NULL;
	}
	struct cached_word *kept = keep(&cache->arena, raw, kind, scratch);
	if (kept == NULL || raw.n > KEY_MAX) {
		return kept;
	}
	cache->slot[at] = (struct word_slot){hash, kept};
	cache->n++;
	return kept;
}
