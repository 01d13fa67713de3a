/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_SIMILAR_BUCKET_H
#define PANTAU_SIMILAR_BUCKET_H

/*
 * Buckets of locality-sensitive hashing: for each key of a band the texts that
 * have it, newest first. One thread at a time.
 *
 * Memory: 84 bytes a text for its places in the lists, and 8 for each slot of
 * the table, of which a third to two thirds are in use: 240 to 480 a text where
 * no two share a key.
 *
 * Where keys lie in the table depends on a seed of the process, so that nobody
 * can make up texts that all meet there; which texts a bucket gives, and in
 * what order, does not.
 */

#include "similar/minhash.h"

struct bucket_slot {
	uint32_t key;
	uint32_t head;        /* the newest entry, from 1; 0: a free slot */
};

struct buckets {
	struct bucket_slot *slot;
	size_t slots, used;   /* slots are a power of two */
	unsigned shift;       /* 64 less its exponent */
	uint32_t *next;       /* MINHASH_BANDS a text: the entry before, or 0 */
	uint32_t *owner;      /* by text: the number it was put in with */
	size_t texts, room;
	uint64_t seed;
};

void pantau_buckets_init(struct buckets *buckets);
void pantau_buckets_finish(struct buckets *buckets);

/* Room for one text more, so that putting it in cannot fail. False when memory
 * is out, or at 214 million texts; nothing has changed then. */
bool pantau_buckets_reserve(struct buckets *buckets);

/* The newest entry of each key's bucket, or 0. */
void pantau_buckets_heads(const struct buckets *buckets,
		const uint32_t key[MINHASH_BANDS],
		uint32_t head[MINHASH_BANDS]);

/* Whose entry it is, and the next older one of its bucket, or 0. */
static inline uint32_t bucket_owner(const struct buckets *buckets,
		uint32_t entry)
{
	return buckets->owner[(entry - 1) / MINHASH_BANDS];
}

static inline uint32_t bucket_next(const struct buckets *buckets,
		uint32_t entry)
{
	return buckets->next[entry - 1];
}

/* Puts a text in, for which room was reserved. */
void pantau_buckets_put(struct buckets *buckets,
		const uint32_t key[MINHASH_BANDS], uint32_t owner);

/* Memory taken. */
size_t pantau_buckets_bytes(const struct buckets *buckets);

#endif
