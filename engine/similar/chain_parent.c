/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * Parents of versions: compared with all before while these are few, later with
 * those with which they share their rarest shingles.
 */

#include <stdlib.h>

#include "similar/chain.h"
#include "similar/chain_sketch.h"

/* Steps for all versions together, as far as CHECKS_LEAST allows. */
#define WORK ((size_t)1 << 28)
#define CHECKS_LEAST 16
#define LOOKS 32 /* for each check */

struct parents {
	const struct sketches *sketches;
	const uint32_t *order;
	size_t n;
	/* (hash, place of a version), by hash, then by place; NULL until it is
	 * needed */
	struct radix_item *index;
	size_t entries;
	struct radix_item *list; /* scratch: a version's, by their length */
	uint32_t *asked;         /* by place: who asked last, plus one */
};

/* What is known of one version. */
struct search {
	uint32_t own;
	size_t checks, looks; /* that are left */
	size_t side;          /* of a list so many of the first are looked at,
	                         and of the latest */
	struct version_parent best;
};

static const struct version_sketch *at(const struct parents *p, size_t place)
{
	return &p->sketches->version[p->order[place]];
}

static void compare(const struct parents *p, struct search *s, uint32_t other)
{
	double least = s->best.version != CHAIN_NONE ? s->best.similar :
			CHAIN_LEAST;
	double similar = pantau_sketch_jaccard(at(p, s->own), at(p, other),
			least);

	if (similar > least || (similar == least && other < s->best.version)) {
		s->best = (struct version_parent){other, similar};
	}
}

/* --- the index --- */

static size_t put(struct radix_item *item, size_t n,
		const struct sketch *sketch, size_t place)
{
	for (size_t i = 0; i < sketch->n; i++) {
		item[n + i] = (struct radix_item){sketch->hash[i], place};
	}
	return n + sketch->n;
}

static bool make_index(struct parents *p)
{
	size_t most = CHAIN_SAMPLE, all = p->sketches->kept;
	struct radix_item *scratch = malloc(all * sizeof(*scratch));

	p->index = malloc(all * sizeof(*p->index));
	p->list = malloc(2 * most * sizeof(*p->list));
	p->asked = calloc(p->n, sizeof(*p->asked));
	bool made = scratch != NULL && p->index != NULL && p->list != NULL &&
			p->asked != NULL;
	if (made) {
		for (size_t i = 0; i < p->n; i++) {
			const struct version_sketch *v = at(p, i);
			p->entries = put(p->index, p->entries, &v->own, i);
			if (v->width == 3) {
				p->entries = put(p->index, p->entries,
						&v->bigrams, i);
			}
		}
		pantau_radix_sort(p->index, scratch, p->entries);
	}
	free(scratch);
	return made;
}

static bool before(const struct parents *p, size_t entry, uint64_t hash,
		uint32_t place)
{
	const struct radix_item *item = &p->index[entry];

	return item->key < hash || (item->key == hash && item->value < place);
}

/* The first entry from 'low' up to 'high' that is not before a place of a
 * hash; those from 'high' on are not. */
static size_t find(const struct parents *p, uint64_t hash, uint32_t place,
		size_t low, size_t high)
{
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (before(p, middle, hash, place)) {
			low = middle + 1;
		} else {
			high = middle;
		}
	}
	return low;
}

/* A version's own entry of a hash: not far behind that of its hash before. */
static size_t find_own(const struct parents *p, uint64_t hash, uint32_t own,
		size_t low)
{
	size_t step = 1;

	while (step < p->entries - low && before(p, low + step, hash, own)) {
		low += step;
		step *= 2;
	}
	size_t high = step < p->entries - low ? low + step : p->entries;
	return find(p, hash, own, low, high);
}

/* The first entry of its hash: not far before it, most often. */
static size_t find_first(const struct parents *p, uint64_t hash, size_t own)
{
	size_t high = own, step = 1;

	while (step <= high && !before(p, high - step, hash, 0)) {
		high -= step;
		step *= 2;
	}
	return find(p, hash, 0, step <= high ? high - step : 0, high);
}

/* --- one version --- */

static void look(const struct parents *p, struct search *s, size_t entry)
{
	uint32_t other = (uint32_t)p->index[entry].value;

	s->looks--;
	if (p->asked[other] != s->own + 1) {
		p->asked[other] = s->own + 1;
		s->checks--;
		compare(p, s, other);
	}
}

/* Looks at the versions before that share a set's shingles, rarest first. */
static void search(const struct parents *p, struct search *s,
		const struct sketch *set)
{
	for (size_t i = 0, own = 0; i < set->n; i++) {
		own = find_own(p, set->hash[i], s->own, own);
		size_t first = find_first(p, set->hash[i], own);
		p->list[i] = (struct radix_item){own - first, first};
	}
	pantau_radix_sort(p->list, p->list + CHAIN_SAMPLE, set->n);
	for (size_t i = 0; i < set->n; i++) {
		size_t length = p->list[i].key, first = p->list[i].value;
		/* Whoever was not met so far lacks the shingles before. */
		double rest = (double)(set->n - i) / (double)set->n;
		if (rest < (s->best.version != CHAIN_NONE ? s->best.similar :
				CHAIN_LEAST)) {
			return;
		}
		for (size_t k = 0; k < length; k++) {
			if (s->checks == 0 || s->looks == 0) {
				return;
			}
			if (k == s->side && length > 2 * s->side) {
				k = length - s->side;
			}
			look(p, s, first + k);
		}
	}
}

static struct version_parent seek(const struct parents *p, uint32_t own,
		size_t checks)
{
	struct search s = {.own = own, .checks = checks,
			.looks = checks * LOOKS, .side = checks / 4,
			.best = {CHAIN_NONE, 0}};
	const struct version_sketch *v = at(p, own);

	if (own <= checks) {
		for (uint32_t other = 0; other < own; other++) {
			compare(p, &s, other);
		}
		return s.best;
	}
	search(p, &s, &v->own);
	if (v->width == 3) {
		search(p, &s, &v->bigrams);
	}
	return s.best;
}

bool pantau_chain_parents(const struct sketches *sketches,
		const uint32_t *order, struct version_parent *parent)
{
	struct parents p = {.sketches = sketches, .order = order,
			.n = sketches->n};
	bool done = true;

	for (size_t i = 0; done && i < p.n; i++) {
		const struct version_sketch *v = at(&p, i);
		size_t checks = WORK / (p.n * ((size_t)v->own.n +
				v->bigrams.n + 1));
		checks = checks < CHECKS_LEAST ? CHECKS_LEAST :
				checks > CHAIN_CHECKS ? CHAIN_CHECKS : checks;
		if (i > checks && p.index == NULL) {
			done = make_index(&p);
		}
		if (done) {
			parent[i] = seek(&p, (uint32_t)i, checks);
		}
	}
	free(p.index);
	free(p.list);
	free(p.asked);
	return done;
}
