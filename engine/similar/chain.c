/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Items to versions, versions to a chain. */

#include "similar/chain.h"

#include <stdlib.h>

#include "base/hash.h"
#include "base/radix.h"
#include "similar/chain_sketch.h"

#define ITEMS_MAX ((size_t)1 << 24)

struct item {
	struct chain_item given;
	uint64_t whole;   /* its words, and what stands beside them */
	uint32_t version; /* as they were met */
};

/* A text's words in order: equal hashes of 64 bits and equal numbers of words
 * are taken for the same. */
struct words {
	uint64_t hash;
	size_t n;
};

struct pantau_chain {
	struct item *item;
	size_t items, item_room;
	struct words *words;  /* by version, as sketches */
	size_t word_room;
	struct sketches sketches;
	uint32_t *slot;       /* by hash of words: version + 1, 0 free */
	size_t slots;         /* a power of two, 0 or over twice the versions */
	struct shingler shingler;
	uint64_t seed;        /* where in slots only */
};

enum pantau_status pantau_chain_create(struct pantau_chain **out,
		struct pantau_error *err)
{
	struct pantau_chain *c = calloc(1, sizeof(*c));

	*out = c;
	if (c == NULL) {
		return pantau_fail_memory(err);
	}
	pantau_shingler_init(&c->shingler);
	pantau_sketches_init(&c->sketches);
	c->seed = pantau_hash_seed();
	return PANTAU_OK;
}

void pantau_chain_destroy(struct pantau_chain *c)
{
	if (c != NULL) {
		pantau_shingler_finish(&c->shingler);
		pantau_sketches_finish(&c->sketches);
		free(c->item);
		free(c->words);
		free(c->slot);
		free(c);
	}
}

/* --- adding --- */

static size_t find(const struct pantau_chain *c, struct words words)
{
	size_t at = (size_t)shingle_mix(words.hash ^ c->seed) &
			(c->slots - 1);

	while (c->slot[at] != 0) {
		const struct words *other = &c->words[c->slot[at] - 1];
		if (other->hash == words.hash && other->n == words.n) {
			break;
		}
		at = (at + 1) & (c->slots - 1);
	}
	return at;
}

static bool grow_slots(struct pantau_chain *c)
{
	size_t slots = c->slots != 0 ? c->slots * 2 : 64;
	uint32_t *slot = calloc(slots, sizeof(*slot));

	if (slot == NULL) {
		return false;
	}
	free(c->slot);
	c->slot = slot;
	c->slots = slots;
	for (size_t i = 0; i < c->sketches.n; i++) {
		slot[find(c, c->words[i])] = (uint32_t)i + 1;
	}
	return true;
}

static bool grow_items(struct pantau_chain *c)
{
	size_t room = c->item_room != 0 ? c->item_room * 2 : 64;
	struct item *grown = realloc(c->item, room * sizeof(*grown));

	if (grown == NULL) {
		return false;
	}
	c->item = grown;
	c->item_room = room;
	return true;
}

static bool grow_words(struct pantau_chain *c)
{
	size_t room = c->word_room != 0 ? c->word_room * 2 : 64;
	struct words *grown = realloc(c->words, room * sizeof(*grown));

	if (grown == NULL) {
		return false;
	}
	c->words = grown;
	c->word_room = room;
	return true;
}

static bool reserve(struct pantau_chain *c)
{
	size_t versions = c->sketches.n;

	return (c->items < c->item_room || grow_items(c)) &&
			(versions < c->word_room || grow_words(c)) &&
			(versions < c->slots / 2 || grow_slots(c));
}

static bool take(struct shingler *s, const struct pantau_tokens *title,
		const struct pantau_tokens *text)
{
	pantau_shingler_clear(s);
	return (title == NULL || pantau_shingler_add(s, title)) &&
			(text == NULL || pantau_shingler_add(s, text));
}

/* A text without words is told by all its terms. */
static struct words words_of(const struct shingler *s, uint64_t *whole)
{
	uint64_t hash = SHINGLE_SEED;

	for (size_t i = 0; i < s->words; i++) {
		hash = shingle_mix(hash ^ s->word[i]);
	}
	*whole = shingle_mix(hash ^ s->other) + s->others;
	return (struct words){s->words != 0 ? hash : *whole, s->words};
}

enum pantau_status pantau_chain_add(struct pantau_chain *c,
		const struct chain_item *item,
		const struct pantau_tokens *title,
		const struct pantau_tokens *text, struct pantau_error *err)
{
	struct item *added;
	uint64_t whole;

	if (c->items >= ITEMS_MAX) {
		return pantau_fail(err, PANTAU_LIMIT, PANTAU_T(err,
				"%zu items are too many for one chain: give a "
				"shorter span", "%zu artikel terlalu banyak untuk "
				"satu rantai: mohon persempit rentang waktunya"),
				c->items);
	}
	if (!take(&c->shingler, title, text) || !reserve(c)) {
		return pantau_fail_memory(err);
	}
	struct words words = words_of(&c->shingler, &whole);
	size_t at = find(c, words);
	if (c->slot[at] == 0) {
		size_t own = c->sketches.n;
		if (!pantau_sketches_add(&c->sketches, &c->shingler)) {
			return pantau_fail_memory(err);
		}
		c->words[own] = words;
		c->slot[at] = (uint32_t)own + 1;
	}
	added = &c->item[c->items++];
	*added = (struct item){*item, whole, c->slot[at] - 1};
	return PANTAU_OK;
}

/* --- making the chain --- */

/* What is being made. Scratch has two pairs for each item. */
struct making {
	struct pantau_chain *chain;
	struct arena *arena;
	struct arena scratch;
	struct radix_item *pair;
	struct chain_place *place;
	struct chain_version *version;
	uint32_t *number; /* by version as met: in order */
	uint32_t *order;  /* and back */
	struct chain *out;
};

static void sort(struct making *m, size_t n)
{
	pantau_radix_sort(m->pair, m->pair + m->chain->items, n);
}

/* By id, then by time; the undated behind. */
static void order_items(struct making *m)
{
	const struct pantau_chain *c = m->chain;

	for (size_t i = 0; i < c->items; i++) {
		m->pair[i] = (struct radix_item){c->item[i].given.id, i};
	}
	sort(m, c->items);
	for (size_t i = 0; i < c->items; i++) {
		const struct chain_item *item =
				&c->item[m->pair[i].value].given;
		/* Times order as signed numbers do, and end at 2^62. */
		m->pair[i].key = item->undated ? UINT64_MAX :
				(uint64_t)item->time ^ UINT64_C(1) << 63;
		m->out->undated += item->undated;
	}
	sort(m, c->items);
}

/* Places in order, versions numbered by their first ones. */
static void number_versions(struct making *m)
{
	const struct pantau_chain *c = m->chain;
	size_t versions = 0;

	memset(m->number, 0xff, c->sketches.n * sizeof(*m->number));
	for (size_t i = 0; i < c->items; i++) {
		uint32_t at = (uint32_t)m->pair[i].value;
		const struct item *item = &c->item[at];
		uint32_t *number = &m->number[item->version];
		if (*number == CHAIN_NONE) {
			m->order[versions] = item->version;
			*number = (uint32_t)versions++;
		}
		m->place[i] = (struct chain_place){at, *number,
			item->given.undated ? 0 : item->given.time,
			item->given.undated};
		m->version[*number].copies++;
	}
}

/* The places of each version, one version behind the other. */
static bool gather_copies(struct making *m)
{
	const struct pantau_chain *c = m->chain;
	uint32_t *copy = pantau_arena_alloc(m->arena,
			c->items * sizeof(*copy));
	uint32_t **end = pantau_arena_zero(&m->scratch, c->sketches.n,
			sizeof(*end));

	if (copy == NULL || end == NULL) {
		return false;
	}
	for (size_t i = 0; i < c->sketches.n; i++) {
		m->version[i].copy = end[i] = copy;
		copy += m->version[i].copies;
	}
	for (size_t i = 0; i < c->items; i++) {
		uint32_t own = m->place[i].version;
		struct chain_version *version = &m->version[own];
		*end[own]++ = (uint32_t)i;
		const struct chain_place *first =
				&m->place[version->copy[0]];
		version->altered += c->item[m->place[i].item].whole !=
				c->item[first->item].whole;
	}
	return true;
}

static bool find_parents(struct making *m)
{
	const struct sketches *sketches = &m->chain->sketches;
	struct version_parent *parent = pantau_arena_zero(&m->scratch,
			sketches->n, sizeof(*parent));

	if (parent == NULL || !pantau_chain_parents(sketches, m->order,
			parent)) {
		return false;
	}
	for (size_t i = 0; i < sketches->n; i++) {
		struct chain_version *version = &m->version[i];
		uint32_t of = parent[i].version;
		version->parent = of;
		if (of != CHAIN_NONE) {
			version->similar = parent[i].similar;
			version->estimated = pantau_sketch_estimates(
					&sketches->version[m->order[i]],
					&sketches->version[m->order[of]]);
			m->version[of].children++;
		}
	}
	return true;
}

/* How many different known sources, or accounts, there are. */
static size_t distinct(struct making *m, bool accounts)
{
	const struct pantau_chain *c = m->chain;
	size_t n = 0, different = 0;

	for (size_t i = 0; i < c->items; i++) {
		const struct chain_item *item = &c->item[i].given;
		uint32_t key = accounts ? item->account : item->source;
		if (key != CHAIN_UNKNOWN) {
			m->pair[n++] = (struct radix_item){key, i};
		}
	}
	sort(m, n);
	for (size_t i = 0; i < n; i++) {
		different += i == 0 || m->pair[i].key != m->pair[i - 1].key;
	}
	return different;
}

static bool measure(struct making *m)
{
	size_t dated = m->chain->items - m->out->undated;
	int64_t *time = pantau_arena_zero(&m->scratch, dated, sizeof(*time));

	if (time == NULL) {
		return false;
	}
	for (size_t i = 0; i < dated; i++) {
		time[i] = m->place[i].time;
	}
	if (dated != 0) {
		m->out->first = time[0];
		m->out->last = time[dated - 1];
	}
	m->out->sources = distinct(m, false);
	m->out->accounts = distinct(m, true);
	return pantau_spread_hours(time, dated, m->arena, &m->out->hours);
}

static bool make(struct making *m)
{
	size_t items = m->chain->items, versions = m->chain->sketches.n;

	m->pair = pantau_arena_alloc(&m->scratch,
			2 * items * sizeof(*m->pair));
	m->number = pantau_arena_alloc(&m->scratch,
			versions * sizeof(*m->number));
	m->order = pantau_arena_alloc(&m->scratch,
			versions * sizeof(*m->order));
	m->place = pantau_arena_alloc(m->arena, items * sizeof(*m->place));
	m->version = pantau_arena_zero(m->arena, versions,
			sizeof(*m->version));
	if (m->pair == NULL || m->number == NULL || m->order == NULL ||
			m->place == NULL || m->version == NULL) {
		return false;
	}
	order_items(m);
	number_versions(m);
	if (!gather_copies(m) || !find_parents(m) || !measure(m)) {
		return false;
	}
	m->out->place = m->place;
	m->out->items = items;
	m->out->version = m->version;
	m->out->versions = versions;
	return true;
}

enum pantau_status pantau_chain_make(struct pantau_chain *c,
		struct arena *arena, struct chain *out,
		struct pantau_error *err)
{
	struct making m = {.chain = c, .arena = arena, .out = out};

	*out = (struct chain){.items = 0};
	pantau_arena_init(&m.scratch);
	bool made = pantau_sketches_fit(&c->sketches) && make(&m);
	pantau_arena_finish(&m.scratch);
	if (!made) {
		*out = (struct chain){.items = 0};
		return pantau_fail_memory(err);
	}
	return PANTAU_OK;
}
