/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_STORE_TERM_SLOTS_H
#define PANTAU_STORE_TERM_SLOTS_H

/*
 * An open-addressing table of term numbers by hash, for terms that their owner
 * keeps in an array. A slot holds half of the hash as a tag, so that a search
 * visits no term that is not meant: each visit misses the cache.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct term_slot {
	uint32_t term;  /* number + 1; 0 empty */
	uint32_t tag;   /* of the hash, the upper half */
};

/* All zero: empty. The owner frees slot. */
struct term_slots {
	struct term_slot *slot;
	size_t n;       /* a power of two, or 0 */
};

/* Makes a larger table of the terms in the owner's array, of elements of so
 * many bytes, each of which begins with its hash (uint64_t). False when memory
 * is out: the old table stays. */
bool pantau_slots_grow(struct term_slots *slots, const void *array,
		size_t element, size_t terms);

/* Whether one more term than so many wants a larger table. */
static inline bool pantau_slots_full(const struct term_slots *slots,
		size_t terms)
{
	return 2 * terms >= slots->n;
}

/* The first slot from 'at' on with the tag of a hash, or an empty one. */
static inline size_t pantau_slots_next(const struct term_slots *slots,
		uint64_t hash, size_t at)
{
	uint32_t tag = (uint32_t)(hash >> 32);

	at &= slots->n - 1;
	while (slots->slot[at].term != 0 && slots->slot[at].tag != tag) {
		at = (at + 1) & (slots->n - 1);
	}
	return at;
}

/* Where a search for a hash begins. */
static inline size_t pantau_slots_first(const struct term_slots *slots,
		uint64_t hash)
{
	return pantau_slots_next(slots, hash, (size_t)hash);
}

/* Asks the memory for the place of a hash. */
static inline void pantau_slots_fetch(const struct term_slots *slots,
		uint64_t hash)
{
	__builtin_prefetch(&slots->slot[(size_t)hash & (slots->n - 1)]);
}

/* Fills an empty slot. */
static inline void pantau_slots_set(struct term_slots *slots, size_t at,
		uint64_t hash, size_t term)
{
	slots->slot[at] = (struct term_slot){
		(uint32_t)term + 1, (uint32_t)(hash >> 32),
	};
}

#endif
