/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_SIMILAR_CHAIN_SKETCH_H
#define PANTAU_SIMILAR_CHAIN_SKETCH_H

/*
 * The shingles of versions, or of long ones a sample: the least hashes of the
 * set (bottom-k). They are spread evenly, so that of the least of two sets
 * together as many are in both as of all of them.
 */

#include "base/arena.h"
#include "similar/shingle.h"

struct sketch {
	const uint64_t *hash; /* ascending */
	uint32_t n;
	bool cut;             /* there were more */
};

struct version_sketch {
	struct sketch own;     /* of the width that its length asks for */
	struct sketch bigrams; /* n 0: it has too many words, or too few */
	unsigned width;        /* of own */
};

/* Many of them, within a budget. */
struct sketches {
	struct version_sketch *version;
	size_t n, room;
	struct arena hashes;
	size_t kept;  /* hashes of all versions */
	size_t most;  /* hashes that a set may have */
	size_t reach; /* words up to which a text has bigrams besides */
};

void pantau_sketches_init(struct sketches *sketches);
void pantau_sketches_finish(struct sketches *sketches);
/* Adds the version whose words a shingler holds. False when memory is out:
 * nothing has changed but perhaps what each set may have. */
bool pantau_sketches_add(struct sketches *sketches, struct shingler *shingler);
/* Halves samples until all keep the budget. False when memory is out: they are
 * as they were. */
bool pantau_sketches_fit(struct sketches *sketches);

/*
 * J of two versions, exact where neither was cut, estimated otherwise. Where it
 * is under 'least' (0 to 1), a number under that may be given instead.
 */
double pantau_sketch_jaccard(const struct version_sketch *a,
		const struct version_sketch *b, double least);
/* Whether that is an estimate. */
bool pantau_sketch_estimates(const struct version_sketch *a,
		const struct version_sketch *b);

struct version_parent {
	uint32_t version; /* or CHAIN_NONE */
	double similar;
};

/* The parents of versions: order[i] is the sketch of the i-th in time. False
 * when memory is out. chain.h says what is exact. */
bool pantau_chain_parents(const struct sketches *sketches,
		const uint32_t *order, struct version_parent *parent);

#endif
