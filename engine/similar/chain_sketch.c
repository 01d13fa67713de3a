/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Samples of shingles that together keep to a budget. */

#include "similar/chain_sketch.h"

#include <stdlib.h>

#include "similar/chain.h"

#define SAMPLE_LEAST 16

void pantau_sketches_init(struct sketches *s)
{
	*s = (struct sketches){.most = CHAIN_SAMPLE,
			.reach = pantau_shingle_reach(CHAIN_LEAST)};
	pantau_arena_init(&s->hashes);
}

void pantau_sketches_finish(struct sketches *s)
{
	free(s->version);
	pantau_arena_finish(&s->hashes);
	pantau_sketches_init(s);
}

/* --- keeping them --- */

static bool keep(struct arena *arena, const uint64_t *hash, size_t n,
		size_t most, struct sketch *out)
{
	size_t kept = n < most ? n : most;
	uint64_t *copy = pantau_arena_alloc(arena, kept * sizeof(*copy));

	if (copy == NULL) {
		return false;
	}
	if (kept != 0) {
		memcpy(copy, hash, kept * sizeof(*copy));
	}
	out->cut = out->cut || kept < n;
	out->hash = copy;
	out->n = (uint32_t)kept;
	return true;
}

static size_t kept_at(const struct sketches *s, size_t most)
{
	size_t kept = 0;

	for (size_t i = 0; i < s->n; i++) {
		const struct version_sketch *v = &s->version[i];
		kept += v->own.n < most ? v->own.n : most;
		kept += v->width != 3 ? 0 : v->bigrams.n < most ?
				v->bigrams.n : most;
	}
	return kept;
}

/* Shortens one version into another arena; those of width 2 have one set for
 * both. */
static bool shorten(struct arena *arena, struct version_sketch *v, size_t most)
{
	if (!keep(arena, v->own.hash, v->own.n, most, &v->own)) {
		return false;
	}
	if (v->width == 2) {
		v->bigrams = v->own;
		return true;
	}
	return keep(arena, v->bigrams.hash, v->bigrams.n, most, &v->bigrams);
}

bool pantau_sketches_fit(struct sketches *s)
{
	size_t most = s->most, kept = s->kept;

	while (kept > CHAIN_HASHES && most > SAMPLE_LEAST) {
		most /= 2;
		kept = kept_at(s, most);
	}
	if (most == s->most) {
		return true;
	}
	struct arena hashes;
	struct version_sketch *version = malloc(s->n * sizeof(*version));
	bool done = version != NULL;
	pantau_arena_init(&hashes);
	for (size_t i = 0; done && i < s->n; i++) {
		version[i] = s->version[i];
		done = shorten(&hashes, &version[i], most);
	}
	if (!done) {
		pantau_arena_finish(&hashes);
		free(version);
		return false;
	}
	free(s->version);
	pantau_arena_finish(&s->hashes);
	s->version = version;
	s->room = s->n;
	s->hashes = hashes;
	s->kept = kept;
	s->most = most;
	return true;
}

static bool reserve(struct sketches *s)
{
	if (s->n < s->room) {
		return true;
	}
	size_t room = s->room < 32 ? 64 : s->room * 2;
	struct version_sketch *grown = realloc(s->version,
			room * sizeof(*grown));
	if (grown == NULL) {
		return false;
	}
	s->version = grown;
	s->room = room;
	return true;
}

static bool make(struct sketches *s, struct shingler *shingler,
		unsigned width, struct sketch *out)
{
	struct shingles set;

	return pantau_shingler_make(shingler, width, &set) &&
			keep(&s->hashes, set.hash, set.n, s->most, out);
}

bool pantau_sketches_add(struct sketches *s, struct shingler *shingler)
{
	unsigned width = pantau_shingle_width(shingler->words);
	struct version_sketch v = {.width = width};

	if (!pantau_sketches_fit(s) || !reserve(s) ||
			!make(s, shingler, width, &v.own)) {
		return false;
	}
	if (width == 2) {
		v.bigrams = v.own;
	} else if (width == 3 && shingler->words <= s->reach &&
			!make(s, shingler, 2, &v.bigrams)) {
		return false;
	}
	s->version[s->n++] = v;
	s->kept += v.own.n + (width == 3 ? v.bigrams.n : 0);
	return true;
}

/* --- two of them --- */

/* The sets that two versions are compared by; NULL: there are none. */
static const struct sketch *compared(const struct version_sketch *a,
		const struct version_sketch *b)
{
	return a->width == b->width ? &a->own :
			a->width >= 2 && b->width >= 2 ? &a->bigrams : NULL;
}

/* Of the union's least hashes those up to where a sample ends. */
static double estimate(const struct sketch *a, const struct sketch *b)
{
	size_t i = 0, j = 0, shared = 0;

	while (i < a->n && j < b->n) {
		uint64_t x = a->hash[i], y = b->hash[j];
		shared += x == y;
		i += x <= y;
		j += y <= x;
	}
	/* The rest of the one that was not cut is known if the other, whole
	 * one ended. */
	bool whole_a = i == a->n && !a->cut, whole_b = j == b->n && !b->cut;
	i = whole_b ? a->n : i;
	j = whole_a ? b->n : j;
	return i + j > shared ? (double)shared / (double)(i + j - shared) : 0;
}

/* J, or -1 once it cannot reach 'least' any more. */
static double exact(const struct sketch *a, const struct sketch *b,
		double least)
{
	size_t i = 0, j = 0, shared = 0, all = (size_t)a->n + b->n;
	size_t need = (size_t)(least / (1 + least) * (double)all);

	/* Division rounds: one less can still do. */
	need = need > 0 ? need - 1 : 0;
	if (need > a->n || need > b->n) {
		return -1;
	}
	size_t spare_a = a->n - need, spare_b = b->n - need;
	while (i < a->n && j < b->n) {
		uint64_t x = a->hash[i], y = b->hash[j];
		shared += x == y;
		i += x <= y;
		j += y <= x;
		if (i - shared > spare_a || j - shared > spare_b) {
			return -1;
		}
	}
	return all > 0 ? (double)shared / (double)(all - shared) : 0;
}

bool pantau_sketch_estimates(const struct version_sketch *a,
		const struct version_sketch *b)
{
	const struct sketch *x = compared(a, b), *y = compared(b, a);

	return x != NULL && (x->cut || y->cut);
}

double pantau_sketch_jaccard(const struct version_sketch *a,
		const struct version_sketch *b, double least)
{
	const struct sketch *x = compared(a, b), *y = compared(b, a);

	if (x == NULL || x->n == 0 || y->n == 0) {
		return 0;
	}
	return x->cut || y->cut ? estimate(x, y) : exact(x, y, least);
}
