/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Union-find over pairs that buckets propose and exact J confirms. */

#include "similar/group.h"

#include <stdlib.h>

#include "base/hash.h"
#include "similar/bucket.h"

#define TEXTS_MAX (UINT32_MAX - 1)

/* A text that is not the very same as one before it. */
struct member {
	struct text_shingles shingles; /* in the arena */
	uint64_t hash;   /* of its own shingles, under the process's seed */
	uint32_t parent; /* a member before it, or itself */
	uint32_t asked;  /* the member, from 1, that last met it in a bucket */
	uint32_t number; /* of its group, where it is the first of one */
};

struct pantau_groups {
	double threshold;
	size_t reach;     /* words up to which texts have bigrams besides */
	struct shingler shingler;
	struct arena sets;
	struct member *member;
	size_t members, member_room;
	uint32_t *text;   /* the member of each text */
	size_t texts, text_room;
	uint32_t *slot;   /* member + 1 by its hash; 0: free */
	size_t slots;     /* a power of two, at most half of them full */
	struct buckets bigrams, trigrams;
	uint64_t seed;
	struct pantau_group_work work;
};

enum pantau_status pantau_groups_create(double threshold,
		struct pantau_groups **out, struct pantau_error *err)
{
	/* Not a number fails both comparisons. */
	if (!(threshold > 0 && threshold <= 1)) {
		return pantau_fail(err, PANTAU_USAGE, PANTAU_T(err,
				"a threshold of likeness of %g is not usable; "
				"give one over 0, at most 1",
				"ambang kemiripan %g tidak dapat dipakai; "
				"mohon beri nilai di atas 0, paling besar 1"),
				threshold);
	}
	struct pantau_groups *g = calloc(1, sizeof(*g));
	if (g == NULL) {
		return pantau_fail_memory(err);
	}
	g->threshold = threshold;
	g->reach = pantau_shingle_reach(threshold);
	g->seed = pantau_hash_seed();
	pantau_shingler_init(&g->shingler);
	pantau_arena_init(&g->sets);
	pantau_buckets_init(&g->bigrams);
	pantau_buckets_init(&g->trigrams);
	*out = g;
	return PANTAU_OK;
}

void pantau_groups_destroy(struct pantau_groups *g)
{
	if (g == NULL) {
		return;
	}
	pantau_shingler_finish(&g->shingler);
	pantau_arena_finish(&g->sets);
	pantau_buckets_finish(&g->bigrams);
	pantau_buckets_finish(&g->trigrams);
	free(g->member);
	free(g->text);
	free(g->slot);
	free(g);
}

/* --- groups --- */

/* The first member of a member's group. Halves the way for those who come
 * after (Tarjan, van Leeuwen 1984). */
static uint32_t root_of(struct pantau_groups *g, uint32_t at)
{
	struct member *member = g->member;

	while (member[at].parent != at) {
		member[at].parent = member[member[at].parent].parent;
		at = member[at].parent;
	}
	return at;
}

/* The earlier root stays one, so that a group is told by its first text. */
static void join(struct pantau_groups *g, uint32_t a, uint32_t b)
{
	if (a < b) {
		g->member[b].parent = a;
	} else {
		g->member[a].parent = b;
	}
	g->work.linked++;
}

/* --- the very same --- */

static uint64_t hash_of(const struct pantau_groups *g,
		const struct shingles *set)
{
	return pantau_hash(str_make((const char *)set->hash,
			set->n * sizeof(*set->hash)), g->seed + set->width);
}

static bool same(const struct shingles *a, const struct shingles *b)
{
	return a->width == b->width && a->n == b->n &&
			memcmp(a->hash, b->hash, a->n * sizeof(*a->hash)) == 0;
}

/* The slot of the member with the same shingles, or the free one for it. */
static size_t find(const struct pantau_groups *g, const struct shingles *set,
		uint64_t hash)
{
	size_t at = (size_t)hash & (g->slots - 1);

	for (; g->slot[at] != 0; at = (at + 1) & (g->slots - 1)) {
		const struct member *m = &g->member[g->slot[at] - 1];
		if (m->hash == hash && same(&m->shingles.own, set)) {
			break;
		}
	}
	return at;
}

/* --- room, before anything changes --- */

static bool grow_slots(struct pantau_groups *g)
{
	size_t slots = g->slots != 0 ? g->slots * 2 : 256;
	uint32_t *slot = calloc(slots, sizeof(*slot));

	if (slot == NULL) {
		return false;
	}
	/* All differ, so the first free slot is the right one. */
	for (size_t i = 0; i < g->members; i++) {
		size_t at = (size_t)g->member[i].hash & (slots - 1);
		if (g->member[i].shingles.own.n == 0) {
			continue;
		}
		while (slot[at] != 0) {
			at = (at + 1) & (slots - 1);
		}
		slot[at] = (uint32_t)i + 1;
	}
	free(g->slot);
	g->slot = slot;
	g->slots = slots;
	return true;
}

static bool grow_members(struct pantau_groups *g)
{
	size_t room = g->member_room != 0 ? g->member_room * 2 : 64;
	struct member *grown = realloc(g->member, room * sizeof(*grown));

	if (grown == NULL) {
		return false;
	}
	g->member = grown;
	g->member_room = room;
	return true;
}

static bool grow_texts(struct pantau_groups *g)
{
	size_t room = g->text_room != 0 ? g->text_room * 2 : 256;
	uint32_t *grown = realloc(g->text, room * sizeof(*grown));

	if (grown == NULL) {
		return false;
	}
	g->text = grown;
	g->text_room = room;
	return true;
}

static bool reserve(struct pantau_groups *g)
{
	return (g->texts < g->text_room || grow_texts(g)) &&
			(g->members < g->member_room || grow_members(g)) &&
			(g->members < g->slots / 2 || grow_slots(g)) &&
			pantau_buckets_reserve(&g->bigrams) &&
			pantau_buckets_reserve(&g->trigrams);
}

static bool keep(struct pantau_groups *g, struct shingles *set)
{
	uint64_t *copy = pantau_arena_alloc(&g->sets,
			set->n * sizeof(*copy));

	if (copy == NULL) {
		return false;
	}
	if (set->n != 0) {
		memcpy(copy, set->hash, set->n * sizeof(*copy));
	}
	set->hash = copy;
	return true;
}

/* --- the nearly same --- */

/* Compares the newest member with one of its bucket; was there work? */
static bool compare(struct pantau_groups *g, uint32_t other)
{
	uint32_t own = (uint32_t)g->members - 1;
	struct member *a = &g->member[own], *b = &g->member[other];

	if (b->asked == own + 1) {
		return false;
	}
	b->asked = own + 1;
	uint32_t root = root_of(g, own), other_root = root_of(g, other);
	if (root == other_root) {
		return false;
	}
	g->work.compared++;
	if (pantau_texts_alike(&a->shingles, &b->shingles, g->threshold)) {
		join(g, root, other_root);
	}
	return true;
}

static void walk(struct pantau_groups *g, const struct buckets *buckets,
		uint32_t entry)
{
	unsigned steps = 0, checks = 0;

	while (entry != 0 && steps < GROUP_STEPS && checks < GROUP_CHECKS) {
		checks += compare(g, bucket_owner(buckets, entry));
		entry = bucket_next(buckets, entry);
		steps++;
	}
	g->work.cut += entry != 0;
}

/* Looks for texts like the newest member and leaves it to be found. */
static void seek(struct pantau_groups *g, struct buckets *buckets,
		const struct shingles *set)
{
	struct minhash minhash;
	uint32_t key[MINHASH_BANDS], head[MINHASH_BANDS];

	if (!pantau_minhash(set, &minhash)) {
		return;
	}
	pantau_minhash_keys(&minhash, key);
	pantau_buckets_heads(buckets, key, head);
	for (unsigned band = 0; band < MINHASH_BANDS; band++) {
		walk(g, buckets, head[band]);
	}
	pantau_buckets_put(buckets, key, (uint32_t)g->members - 1);
}

/* A new member, for which there is room; its shingles are in the arena. */
static void add_member(struct pantau_groups *g,
		const struct text_shingles *shingles, uint64_t hash)
{
	uint32_t own = (uint32_t)g->members;

	if (shingles->own.n != 0) {
		g->slot[find(g, &shingles->own, hash)] = own + 1;
	}
	g->member[g->members++] = (struct member){.shingles = *shingles,
			.hash = hash, .parent = own};
	g->text[g->texts++] = own;
	seek(g, &g->bigrams, &shingles->bigrams);
	if (shingles->own.width == 3) {
		seek(g, &g->trigrams, &shingles->own);
	}
}

static bool take(struct pantau_groups *g, const struct pantau_tokens *title,
		const struct pantau_tokens *text)
{
	pantau_shingler_clear(&g->shingler);
	return (title == NULL || pantau_shingler_add(&g->shingler, title)) &&
			(text == NULL || pantau_shingler_add(&g->shingler,
			text));
}

/* The shingles of a text that is not the very same as another. */
static bool complete(struct pantau_groups *g, struct text_shingles *shingles)
{
	size_t words = g->shingler.words;

	if (!keep(g, &shingles->own)) {
		return false;
	}
	if (shingles->own.width == 2) {
		shingles->bigrams = shingles->own;
		return true;
	}
	if (words < SHINGLE_SHORT || words > g->reach) {
		return true;
	}
	return pantau_shingler_make(&g->shingler, 2, &shingles->bigrams) &&
			keep(g, &shingles->bigrams);
}

enum pantau_status pantau_groups_add(struct pantau_groups *g,
		const struct pantau_tokens *title,
		const struct pantau_tokens *text, struct pantau_error *err)
{
	struct text_shingles shingles = {.bigrams = {.n = 0}};

	if (g->texts >= TEXTS_MAX) {
		return pantau_fail(err, PANTAU_LIMIT, PANTAU_T(err,
				"%zu texts are too many to group: split them",
				"%zu teks terlalu banyak untuk dikelompokkan: "
				"mohon dipecah"), g->texts);
	}
	if (!take(g, title, text) || !pantau_shingler_make(&g->shingler,
			pantau_shingle_width(g->shingler.words),
			&shingles.own) || !reserve(g)) {
		return pantau_fail_memory(err);
	}
	uint64_t hash = hash_of(g, &shingles.own);
	uint32_t found = shingles.own.n == 0 ? 0 :
			g->slot[find(g, &shingles.own, hash)];
	if (found != 0) {
		g->text[g->texts++] = found - 1;
		return PANTAU_OK;
	}
	if (!complete(g, &shingles)) {
		return pantau_fail_memory(err);
	}
	add_member(g, &shingles, hash);
	return PANTAU_OK;
}

size_t pantau_groups_number(struct pantau_groups *g, uint32_t *number)
{
	size_t met = 0;
	uint32_t groups = 0;

	for (size_t i = 0; i < g->texts; i++) {
		uint32_t member = g->text[i], root = root_of(g, member);
		/* Members come in order: is this one here for the first time,
		 * and the first of a group? */
		if (member == met) {
			met++;
			if (root == member) {
				g->member[member].number = groups++;
			}
		}
		number[i] = g->member[root].number;
	}
	return groups;
}

struct pantau_group_work pantau_groups_work(const struct pantau_groups *g)
{
	struct pantau_group_work work = g->work;

	work.texts = g->texts;
	work.different = g->members;
	work.bytes = sizeof(*g) + g->sets.used +
			g->member_room * sizeof(*g->member) +
			g->text_room * sizeof(*g->text) +
			g->slots * sizeof(*g->slot) +
			pantau_buckets_bytes(&g->bigrams) +
			pantau_buckets_bytes(&g->trigrams);
	return work;
}
