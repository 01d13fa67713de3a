/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* An open table of keys; behind each key a list through one array. */

#include "similar/bucket.h"

#include <stdlib.h>

#include "base/hash.h"

#define TEXTS_MAX (UINT32_MAX / MINHASH_BANDS)
#define SLOTS_LEAST 10 /* as an exponent */

void pantau_buckets_init(struct buckets *b)
{
	*b = (struct buckets){.seed = pantau_hash_seed()};
}

void pantau_buckets_finish(struct buckets *b)
{
	free(b->slot);
	free(b->next);
	free(b->owner);
	pantau_buckets_init(b);
}

size_t pantau_buckets_bytes(const struct buckets *b)
{
	return b->slots * sizeof(*b->slot) + b->room *
			(MINHASH_BANDS * sizeof(*b->next) + sizeof(*b->owner));
}

/* The upper bits: in a table of twice the size keys stand in the same order,
 * so that growing reads and writes memory from end to end. */
static size_t home(const struct buckets *b, uint32_t key)
{
	return (size_t)(shingle_mix(key ^ b->seed) >> b->shift);
}

/* The slot of a key, or the free one where it belongs. */
static size_t find(const struct buckets *b, uint32_t key)
{
	size_t at = home(b, key);

	while (b->slot[at].head != 0 && b->slot[at].key != key) {
		at = (at + 1) & (b->slots - 1);
	}
	return at;
}

static bool grow_slots(struct buckets *b)
{
	struct bucket_slot *old = b->slot;
	size_t n = b->slots, slots = n != 0 ? n * 2 : (size_t)1 << SLOTS_LEAST;

	if (slots > SIZE_MAX / sizeof(*b->slot)) {
		return false;
	}
	struct bucket_slot *slot = calloc(slots, sizeof(*slot));
	if (slot == NULL) {
		return false;
	}
	b->shift = n != 0 ? b->shift - 1 : 64 - SLOTS_LEAST;
	b->slot = slot;
	b->slots = slots;
	for (size_t i = 0; i < n; i++) {
		if (old[i].head != 0) {
			slot[find(b, old[i].key)] = old[i];
		}
	}
	free(old);
	return true;
}

static bool grow_lists(struct buckets *b)
{
	size_t room = b->room != 0 ? b->room * 2 : 64;
	uint32_t *owner = realloc(b->owner, room * sizeof(*owner));

	if (owner == NULL) {
		return false;
	}
	b->owner = owner;
	uint32_t *next = realloc(b->next,
			room * MINHASH_BANDS * sizeof(*next));
	if (next == NULL) {
		return false;
	}
	b->next = next;
	b->room = room;
	return true;
}

bool pantau_buckets_reserve(struct buckets *b)
{
	return b->texts < TEXTS_MAX &&
			(b->texts < b->room || grow_lists(b)) &&
			(b->used + MINHASH_BANDS <= b->slots / 3 * 2 ||
			grow_slots(b));
}

void pantau_buckets_heads(const struct buckets *b,
		const uint32_t key[MINHASH_BANDS],
		uint32_t head[MINHASH_BANDS])
{
	/* All on their way before the first is waited for. */
	for (unsigned i = 0; i < MINHASH_BANDS && b->slots != 0; i++) {
		__builtin_prefetch(&b->slot[home(b, key[i])]);
	}
	for (unsigned i = 0; i < MINHASH_BANDS; i++) {
		head[i] = b->slots != 0 ? b->slot[find(b, key[i])].head : 0;
	}
}

void pantau_buckets_put(struct buckets *b, const uint32_t key[MINHASH_BANDS],
		uint32_t owner)
{
	uint32_t first = (uint32_t)(b->texts * MINHASH_BANDS);

	b->owner[b->texts++] = owner;
	for (unsigned i = 0; i < MINHASH_BANDS; i++) {
		struct bucket_slot *slot = &b->slot[find(b, key[i])];
		b->used += slot->head == 0;
		b->next[first + i] = slot->head;
		*slot = (struct bucket_slot){key[i], first + i + 1};
	}
}
