/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Two places of a key, both in one cache line, count how often it came. */

#include "base/seen.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define BLOCKS (UINT32_C(1) << 18)
#define WORDS 8    /* of a block: one cache line */
#define PLACES 256 /* of two bits each */

struct block {
	alignas(64) uint64_t word[WORDS];
};

struct seen {
	struct block block[BLOCKS];
};

/* Where a key counts: 18 bits choose the block, 8 each its places. */
struct places {
	size_t block;
	unsigned first, second;
};

static struct places places(const unsigned char key[16])
{
	uint64_t bits;

	memcpy(&bits, key, sizeof(bits));
	unsigned first = (unsigned)(bits >> 24) % PLACES;
	unsigned apart = 1 + (unsigned)(bits >> 40) % (PLACES - 1);
	return (struct places){
		.block = (size_t)(bits & (BLOCKS - 1)),
		.first = first,
		.second = (first + apart) % PLACES,
	};
}

struct seen *pantau_seen_create(void)
{
	struct seen *seen = aligned_alloc(alignof(struct seen), sizeof(*seen));

	if (seen != NULL) {
		memset(seen, 0, sizeof(*seen));
	}
	return seen;
}

void pantau_seen_destroy(struct seen *seen)
{
	free(seen);
}

static unsigned get(const struct block *block, unsigned place)
{
	return (unsigned)(block->word[place / 32] >> (place % 32 * 2)) & 3;
}

static void count(struct block *block, unsigned place)
{
	if (get(block, place) < 2) {
		block->word[place / 32] += UINT64_C(1) << (place % 32 * 2);
	}
}

void pantau_seen_soon(const struct seen *seen, const unsigned char key[16])
{
#if defined(__GNUC__)
	__builtin_prefetch(&seen->block[places(key).block]);
#else
	(void)seen;
	(void)key;
#endif
}

void pantau_seen_add(struct seen *seen, const unsigned char key[16])
{
	struct places at = places(key);

	count(&seen->block[at.block], at.first);
	count(&seen->block[at.block], at.second);
}

static bool at_least(const struct seen *seen, const unsigned char key[16],
		unsigned times)
{
	struct places at = places(key);
	const struct block *block = &seen->block[at.block];

	return get(block, at.first) >= times && get(block, at.second) >= times;
}

bool pantau_seen_once(const struct seen *seen, const unsigned char key[16])
{
	return at_least(seen, key, 1);
}

bool pantau_seen_twice(const struct seen *seen, const unsigned char key[16])
{
	return at_least(seen, key, 2);
}
