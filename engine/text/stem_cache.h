/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_TEXT_STEM_CACHE_H
#define PANTAU_TEXT_STEM_CACHE_H

/*
 * A bounded cache from a word as it was given to the answer of pantau_stem:
 * plain bytes to plain bytes. Two places for each hash, which is seeded for the
 * process, in one line of memory; what is there only ever saves time, an answer
 * never depends on it. One for each analyser, of one thread.
 */

#include "base/str.h"

struct stem_cache_entry;

struct stem_cache {
	void *memory;                   /* NULL until the first put */
	struct stem_cache_entry *entry; /* in it */
	uint64_t seed;
};

void pantau_stem_cache_init(struct stem_cache *cache);
void pantau_stem_cache_finish(struct stem_cache *cache);
/* Forgets all. */
void pantau_stem_cache_clear(struct stem_cache *cache);

uint64_t pantau_stem_cache_hash(const struct stem_cache *cache,
		struct str word);

/* p is NULL when the word is not there; else lent until the next put. */
struct str pantau_stem_cache_get(struct stem_cache *cache, struct str word,
		uint64_t hash);

/* Keeps the answer, unless both are too long or memory is out. */
void pantau_stem_cache_put(struct stem_cache *cache, struct str word,
		uint64_t hash, struct str answer);

#endif
