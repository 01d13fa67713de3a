/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_BASE_HASH_H
#define PANTAU_BASE_HASH_H

/*
 * XXH3 and an open-addressing map from byte strings to 32-bit values.
 * Maps keyed by input are seeded per process (pantau_map_init takes the seed),
 * so that nobody can craft collisions; iteration order is insertion order and
 * so never depends on the seed.
 */

#include "base/arena.h"
#include "base/error.h"

uint64_t pantau_hash(struct str s, uint64_t seed);
/* 128 bits as 16 bytes, big-endian canonical form. */
void pantau_hash128(struct str s, unsigned char out[16]);
/* The same of a file of at most limit bytes; *n is their number. PANTAU_NOT_FOUND,
 * PANTAU_LIMIT, PANTAU_IO; nothing is said about it. */
enum pantau_status pantau_hash128_file(const char *path, size_t limit,
		size_t *n, unsigned char out[16]);
/* A random seed for maps keyed by input; the same all through a process. */
uint64_t pantau_hash_seed(void);

struct map_entry {
	struct str key;
	uint64_t hash;
	uint32_t value;
};

struct map {
	struct map_entry *entry; /* dense, insertion order */
	uint32_t *slot;          /* entry index + 1, 0 empty */
	size_t n, capacity;      /* entries; slots are a power of two */
	size_t slots;
	uint64_t seed;
	struct arena keys;       /* copies of the keys */
};

void pantau_map_init(struct map *map, uint64_t seed);
void pantau_map_finish(struct map *map);
void pantau_map_clear(struct map *map);
/* The value's place, or NULL. Valid until the next pantau_map_put. */
uint32_t *pantau_map_get(const struct map *map, struct str key);
/* Finds or adds (value 0, *added true); NULL when memory is out. */
uint32_t *pantau_map_put(struct map *map, struct str key, bool *added);

#endif
