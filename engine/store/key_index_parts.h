/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_STORE_KEY_INDEX_PARTS_H
#define PANTAU_STORE_KEY_INDEX_PARTS_H

/* What key_index.c, key_index_leaf.c and key_index_check.c share. */

#include "store/key_index.h"
#include "store/store_parts.h"

#define KEY_SLICES 64
#define KEY_SLICE(hash) ((size_t)((hash) >> 58))
#define KEY_ENTRY 12     /* bytes of one in the file */
#define KEY_ALIKE 64 /* rows of one hash that are looked at */

struct key_entry {
	uint64_t hash;
	uint32_t id; /* 0: an empty place */
};

struct key_slice {
	struct key_entry *slot;
	uint32_t n, room; /* room is a power of two, or 0 */
};

struct key_index {
	bool loaded;
	int64_t turn;                /* slices carried over since the beginning */
	size_t total;                /* entries in all slices */
	struct key_slice slice[KEY_SLICES];
	struct key_entry *fresh;   /* those that key_tail has not got yet */
	size_t fresh_n, fresh_room;
};

static inline uint64_t pantau_key_hash(const unsigned char *p)
{
	uint64_t hash = 0;

	for (int i = 0; i < 8; i++) {
		hash = hash << 8 | p[i];
	}
	return hash;
}

static inline struct key_entry pantau_key_entry(const char *at)
{
	const unsigned char *p = (const unsigned char *)at;
	struct key_entry entry = {
		pantau_key_hash(p),
		(uint32_t)p[8] << 24 | (uint32_t)p[9] << 16 |
				(uint32_t)p[10] << 8 | p[11],
	};

	return entry;
}

/* What key_tail and the memory hold; loaded when first asked for. */
enum pantau_status pantau_key_index_load(struct store *store, struct key_index **out,
		struct pantau_error *err);
/* Into the memory alone; false: none is left. */
bool pantau_key_keep(struct key_index *index, struct key_entry entry);
/* The leaf that holds a hash. */
enum pantau_status pantau_key_leaf_read(struct store *store, uint64_t hash,
		struct key_leaf *leaf, struct pantau_error *err);
/* Whether an entry of the row 'from' of key_tail is in no leaf yet. */
bool pantau_key_waits(uint64_t hash, int64_t from, int64_t turn);

#endif
