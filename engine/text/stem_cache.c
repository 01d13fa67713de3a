/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Words and their stems: sets of two entries, one line of memory each. */

#include "text/stem_cache.h"

#include <stdlib.h>

#include "base/hash.h"

enum { WAYS = 2, BYTES_MAX = 27, APART = 0xff };

#define SETS ((size_t)1 << 17) /* 8 MiB in all, from the first put on */

struct stem_cache_entry {
	uint8_t word, answer; /* lengths; word 0: empty */
	uint8_t at;     /* where in the word the answer stands; APART: behind it */
	uint8_t recent; /* hit or put since the other of its set was */
	uint8_t tag;    /* of the hash: most strangers end here */
	char bytes[BYTES_MAX];
};

#define LINE (WAYS * sizeof(struct stem_cache_entry))

_Static_assert(LINE == 64, "two entries to a line of memory");

void pantau_stem_cache_init(struct stem_cache *cache)
{
	*cache = (struct stem_cache){.seed = pantau_hash_seed()};
}

void pantau_stem_cache_finish(struct stem_cache *cache)
{
	free(cache->memory);
	cache->memory = NULL;
	cache->entry = NULL;
}

void pantau_stem_cache_clear(struct stem_cache *cache)
{
	if (cache->entry != NULL) {
		memset(cache->entry, 0, SETS * WAYS * sizeof(*cache->entry));
	}
}

uint64_t pantau_stem_cache_hash(const struct stem_cache *cache,
		struct str word)
{
	return pantau_hash(word, cache->seed);
}

static struct stem_cache_entry *set_of(const struct stem_cache *cache,
		uint64_t hash)
{
	return cache->entry + (size_t)(hash & (SETS - 1)) * WAYS;
}

static uint8_t tag_of(uint64_t hash)
{
	return (uint8_t)(hash >> 56);
}

struct str pantau_stem_cache_get(struct stem_cache *cache, struct str word,
		uint64_t hash)
{
	if (cache->entry == NULL || word.n == 0 || word.n > BYTES_MAX) {
		return (struct str){NULL, 0};
	}
	struct stem_cache_entry *set = set_of(cache, hash);
	for (size_t i = 0; i < WAYS; i++) {
		if (set[i].word == word.n && set[i].tag == tag_of(hash) &&
				memcmp(set[i].bytes, word.p, word.n) == 0) {
			set[i].recent = 1;
			set[1 - i].recent = 0;
			return str_make(set[i].bytes + (set[i].at != APART ?
					set[i].at : word.n), set[i].answer);
		}
	}
	return (struct str){NULL, 0};
}

/* From calloc, whose pages cost nothing before they are used; moved on to
 * where a line begins. */
static bool allocate(struct stem_cache *cache)
{
	if (cache->entry == NULL) {
		cache->memory = calloc(SETS * WAYS + WAYS,
				sizeof(*cache->entry));
		if (cache->memory == NULL) {
			return false;
		}
		size_t over = (uintptr_t)cache->memory % LINE;
		cache->entry = (struct stem_cache_entry *)(void *)(
				(char *)cache->memory + (LINE - over) % LINE);
	}
	return true;
}

/* Most stems are a part of the word. */
static uint8_t place_of(struct str word, struct str answer)
{
	for (size_t at = 0; at + answer.n <= word.n; at++) {
		if (memcmp(word.p + at, answer.p, answer.n) == 0) {
			return (uint8_t)at;
		}
	}
	return APART;
}

void pantau_stem_cache_put(struct stem_cache *cache, struct str word,
		uint64_t hash, struct str answer)
{
	if (word.n == 0 || word.n > BYTES_MAX) {
		return;
	}
	uint8_t at = place_of(word, answer);
	if ((at == APART && answer.n > BYTES_MAX - word.n) ||
			!allocate(cache)) {
		return;
	}
	struct stem_cache_entry *set = set_of(cache, hash);
	size_t i = set[0].recent != 0 ? 1 : 0;
	set[i] = (struct stem_cache_entry){.word = (uint8_t)word.n,
			.answer = (uint8_t)answer.n, .at = at, .recent = 1,
			.tag = tag_of(hash)};
	set[1 - i].recent = 0;
	memcpy(set[i].bytes, word.p, word.n);
	if (at == APART) {
		memcpy(set[i].bytes + word.n, answer.p, answer.n);
	}
}
