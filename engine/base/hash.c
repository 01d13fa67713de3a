/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* XXH3 and a map from byte strings to 32-bit values. */

#include <errno.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/random.h>
#include <time.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "base/hash.h"

uint64_t pantau_hash(struct str s, uint64_t seed)
{
	return XXH3_64bits_withSeed(s.n != 0 ? s.p : "", s.n, seed);
}

void pantau_hash128(struct str s, unsigned char out[16])
{
	XXH128_hash_t hash = XXH3_128bits(s.n != 0 ? s.p : "", s.n);
	XXH128_canonical_t canonical;

	XXH128_canonicalFromHash(&canonical, hash);
	memcpy(out, canonical.digest, sizeof(canonical.digest));
}

uint64_t pantau_hash_seed(void)
{
	/* The one process-wide value: no output depends on it. */
	static _Atomic uint64_t shared;
	uint64_t seed = atomic_load(&shared), none = 0;
	ssize_t got;

	if (seed != 0) {
		return seed;
	}
	do {
		got = getrandom(&seed, sizeof(seed), 0);
	} while (got < 0 && errno == EINTR);
	if (got != (ssize_t)sizeof(seed)) {
		/* Without getrandom: hard to guess, at least from outside. */
		struct timespec now = {0};
		clock_gettime(CLOCK_MONOTONIC, &now);
		seed = (uint64_t)now.tv_nsec * UINT64_C(0x9e3779b97f4a7c15) ^
				(uint64_t)(uintptr_t)&now;
	}
	seed |= 1; /* 0 stands for "not yet" */
	if (!atomic_compare_exchange_strong(&shared, &none, seed)) {
		return none;
	}
	return seed;
}

void pantau_map_init(struct map *map, uint64_t seed)
{
	*map = (struct map){.seed = seed};
	pantau_arena_init(&map->keys);
}

void pantau_map_finish(struct map *map)
{
	pantau_arena_finish(&map->keys);
	free(map->entry);
	free(map->slot);
	*map = (struct map){.seed = map->seed};
}

void pantau_map_clear(struct map *map)
{
	pantau_arena_reset(&map->keys);
	map->n = 0;
	if (map->slot != NULL) {
		memset(map->slot, 0, map->slots * sizeof(*map->slot));
	}
}

/* The slot that holds key, or the empty one where it belongs. */
static size_t find(const struct map *map, struct str key, uint64_t hash)
{
	size_t at = (size_t)hash & (map->slots - 1);

	while (map->slot[at] != 0) {
		const struct map_entry *entry = &map->entry[map->slot[at] - 1];
		if (entry->hash == hash && str_eq(entry->key, key)) {
			break;
		}
		at = (at + 1) & (map->slots - 1);
	}
	return at;
}

uint32_t *pantau_map_get(const struct map *map, struct str key)
{
	if (map->n == 0) {
		return NULL;
	}
	size_t at = find(map, key, pantau_hash(key, map->seed));
	return map->slot[at] != 0 ? &map->entry[map->slot[at] - 1].value : NULL;
}

/* Twice the slots (at most half are full) and room for as many entries. */
static bool grow(struct map *map)
{
	size_t slots = map->slots != 0 ? map->slots * 2 : 16;
	size_t capacity = slots / 2;

	if (capacity >= UINT32_MAX ||
			capacity > SIZE_MAX / sizeof(*map->entry)) {
		return false;
	}
	struct map_entry *entry = realloc(map->entry,
			capacity * sizeof(*entry));
	if (entry == NULL) {
		return false;
	}
	map->entry = entry;
	uint32_t *slot = calloc(slots, sizeof(*slot));
	if (slot == NULL) {
		return false;
	}
	for (size_t i = 0; i < map->n; i++) {
		size_t at = (size_t)entry[i].hash & (slots - 1);
		while (slot[at] != 0) {
			at = (at + 1) & (slots - 1);
		}
		slot[at] = (uint32_t)i + 1;
	}
	free(map->slot);
	map->slot = slot;
	map->slots = slots;
	map->capacity = capacity;
	return true;
}

uint32_t *pantau_map_put(struct map *map, struct str key, bool *added)
{
	uint64_t hash = pantau_hash(key, map->seed);

	*added = false;
	if (map->slots != 0) {
		size_t at = find(map, key, hash);
		if (map->slot[at] != 0) {
			return &map->entry[map->slot[at] - 1].value;
		}
	}
	if (map->n == map->capacity && !grow(map)) {
		return NULL;
	}
	struct str copy = pantau_arena_str(&map->keys, key);
	if (copy.p == NULL) {
		return NULL;
	}
	map->entry[map->n] = (struct map_entry){.key = copy, .hash = hash};
	map->slot[find(map, key, hash)] = (uint32_t)map->n + 1;
	*added = true;
	return &map->entry[map->n++].value;
}
