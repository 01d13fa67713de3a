/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Words and their stems: sets of two entries, a line of memory for each. */

#include "text/stem_cache.h"

#include <stdlib.h>

#include "base/hash.h"

enum { WAYS = 2, BYTES_MAX = 60 };

#define SETS ((size_t)1 << 15) /* 4 MiB in all */

struct stem_cache_entry {
	uint8_t word, answer; /* lengths; word 0: empty */
	uint8_t recent;       /* hit or put since the other of its set was */
	uint8_t tag;          /* of the hash: most strangers end here */
	char bytes[BYTES_MAX]; /* the word, then the answer */
};

_Static_assert(sizeof(struct stem_cache_entry) == 64, "one line each");

void pantau_stem_cache_init(struct stem_cache *cache)
{
	*cache = (struct stem_cache){.seed = pantau_hash_seed()};
}

void pantau_stem_cache_finish(struct stem_cache *cache)
{
	free(cache->entry);
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
			return str_make(set[i].bytes + word.n, set[i].answer);
		}
	}
	return (struct str){NULL, 0};
}

static bool allocate(struct stem_cache *cache)
{
	if (cache->entry == NULL) {
		cache->entry = aligned_alloc(64,
				SETS * WAYS * sizeof(*cache->entry));
		pantau_stem_cache_clear(cache);
	}
	return cache->entry != NULL;
}

void pantau_stem_cache_put(struct stem_cache *cache, struct str word,
		uint64_t hash, struct str answer)
{
	if (word.n == 0 || word.n > BYTES_MAX ||
			answer.n > BYTES_MAX - word.n || !allocate(cache)) {
		return;
	}
	struct stem_cache_entry *set = set_of(cache, hash);
	size_t i = set[0].recent != 0 && set[0].word != 0 ? 1 : 0;
	set[i].word = (uint8_t)word.n;
	set[i].answer = (uint8_t)answer.n;
	set[i].tag = tag_of(hash);
	set[i].recent = 1;
	set[1 - i].recent = 0;
	memcpy(set[i].bytes, word.p, word.n);
	memcpy(set[i].bytes + word.n, answer.p, answer.n);
}
