/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Sets into an arena, their keys and their hash. */

#include "similar/sketch.h"

#include "base/hash.h"
#include "similar/copy.h"
#include "similar/group.h"

static bool keep(struct shingles *set, struct arena *arena)
{
	uint64_t *copy = pantau_arena_alloc(arena, set->n * sizeof(*copy));

	if (copy == NULL) {
		return false;
	}
	if (set->n != 0) {
		memcpy(copy, set->hash, set->n * sizeof(*copy));
	}
	set->hash = copy;
	return true;
}

_Static_assert(STORY_BANDS <= MINHASH_BANDS, "there are so many keys");

static void keys(const struct shingles *set, uint32_t *out, size_t n)
{
	struct minhash minhash;
	uint32_t key[MINHASH_BANDS] = {0};

	if (pantau_minhash(set, &minhash)) {
		pantau_minhash_keys(&minhash, key);
	}
	memcpy(out, key, n * sizeof(*out));
}

static void turn_bits(const struct shingles *set, uint32_t *odd)
{
	for (size_t i = 0; i < set->n; i++) {
		/* MinHash goes by the first bits, as the order does. */
		unsigned bit = set->hash[i] % SKETCH_ODD;
		odd[bit / 32] ^= UINT32_C(1) << bit % 32;
	}
}

/* May a text of fewer words than SHINGLE_SHORT be like one of as many? The
 * one has words - 1 bigrams, the other SHINGLE_SHORT - 1 at least. */
static bool reaches_long(size_t words)
{
	return (double)(words - 1) >= GROUP_THRESHOLD * (SHINGLE_SHORT - 1);
}

/* The set of the other width: of a long text it is kept, to be compared by; of
 * a short one it is looked under only. */
static bool look_across(struct shingler *s, struct arena *arena,
		struct sketch *out)
{
	bool longer = out->sets.own.width == 3;
	struct shingles set = {.n = 0};

	if (longer ? s->words > pantau_shingle_reach(GROUP_THRESHOLD) :
			s->words < 3 || !reaches_long(s->words)) {
		return true;
	}
	if (!pantau_shingler_make(s, longer ? 2 : 3, &set)) {
		return false;
	}
	if (longer) {
		if (!keep(&set, arena)) {
			return false;
		}
		out->sets.bigrams = set;
	}
	uint32_t *cross = pantau_arena_alloc(arena, SKETCH_CROSS *
			sizeof(*cross));
	if (cross == NULL) {
		return false;
	}
	keys(&set, cross, SKETCH_CROSS);
	out->cross = cross;
	return true;
}

bool pantau_sketch_make(struct shingler *s, const struct pantau_tokens *title,
		const struct pantau_tokens *text, struct arena *arena,
		struct sketch *out)
{
	*out = (struct sketch){.hash = 0};
	pantau_shingler_clear(s);
	if ((title != NULL && !pantau_shingler_add(s, title)) ||
			(text != NULL && !pantau_shingler_add(s, text)) ||
			!pantau_copy_facts(s, title, text, arena,
				&out->sets) ||
			!pantau_shingler_make(s, pantau_shingle_width(
				s->words), &out->sets.own) ||
			!keep(&out->sets.own, arena)) {
		return false;
	}
	const struct shingles *own = &out->sets.own;
	if (own->n == 0) {
		return true;
	}
	out->hash = pantau_hash(str_make((const char *)own->hash,
			own->n * sizeof(*own->hash)), SHINGLE_SEED +
			own->width);
	keys(own, out->key, STORY_BANDS);
	turn_bits(own, out->odd);
	if (own->width == 2) {
		out->sets.bigrams = *own;
	}
	return own->width < 2 || look_across(s, arena, out);
}
