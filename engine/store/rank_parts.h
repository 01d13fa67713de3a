/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_STORE_RANK_PARTS_H
#define PANTAU_STORE_RANK_PARTS_H

/* The formula of ranking, and what both ways of it share (rank.c). */

#include "store/match_parts.h"

#define RANK_K1 1.2
#define RANK_B 0.75
#define RANK_OPENING 40              /* positions worth more than one */
#define RANK_UNIT (UINT32_C(1) << 20) /* one occurrence */
#define RANK_STEPS 1099511627776.0   /* 2^40: of a score */
#define RANK_LENGTHS 1024             /* of documents, made ready */

/* Leaves of a tree in order. */
struct rank_leaf {
	const struct match_phrase *phrase;
	enum match_field field;
	double weight;
	bool follows;
};

struct ranking {
	struct store *store;
	const struct match_filter *filter; /* NULL: all ids count */
	struct ranked *heap;               /* the worst of the best first */
	size_t n, room;
	uint64_t accepted;
	bool counts;                       /* accepted is asked for */
	struct rank_leaf leaf[MATCH_PHRASES_MAX];
	size_t phrases;
	/* Of each phrase: idf and weight, times RANK_STEPS; of the only one 1. */
	double factor[MATCH_PHRASES_MAX];
	double documents, average;         /* of the index; positions of one */
	uint32_t worth[RANK_OPENING];
	double norm[RANK_LENGTHS];         /* by length */
	const uint16_t *length;
	int64_t length_chunk;
};

double pantau_rank_idf(double documents, double holding);
/* Fills documents, average, worth and norm. */
void pantau_rank_prepare(struct ranking *r, double documents, double positions);
/* Lengths of the chunk that holds an id; NULL when they cannot be read. */
const uint16_t *pantau_rank_lengths(struct ranking *r, int64_t id,
		struct pantau_error *err);
/* Keeps an item that is among the best. */
void pantau_rank_offer(struct ranking *r, struct ranked item);

static inline double pantau_rank_norm(const struct ranking *r, double length)
{
	return RANK_K1 * (1 - RANK_B + RANK_B * length / r->average);
}

/* What a phrase adds to the score of a document of a length: times is the
 * worth of its occurrences in RANK_UNITs. */
static inline double pantau_rank_part(const struct ranking *r, double factor,
		uint64_t times, uint32_t length)
{
	double tf = (double)(int64_t)times * (1.0 / RANK_UNIT);
	double norm = length < RANK_LENGTHS ? r->norm[length]
			: pantau_rank_norm(r, length);

	return factor * tf * (RANK_K1 + 1) / (tf + norm);
}

/* The same in whole steps. */
static inline int64_t pantau_rank_steps(const struct ranking *r, size_t phrase,
		uint64_t times, uint32_t length)
{
	return (int64_t)(pantau_rank_part(r, r->factor[phrase], times,
			length) + 0.5);
}

/* Fill the heap; holding: documents that the only phrase stands in. */
enum pantau_status pantau_rank_by_fts(struct ranking *r,
		const struct match_node *tree, double *holding, bool *cut,
		struct pantau_error *err);
enum pantau_status pantau_rank_direct(struct ranking *r,
		const struct match_node *tree, struct match_walk *reading,
		double *holding, struct pantau_error *err);

/* --- rank_frequency.c --- */

/* Documents that hold a phrase, whatever the bounds of a reading. Kept until
 * the file changes. */
enum pantau_status pantau_rank_frequency(struct store *store,
		const struct rank_leaf *leaf, double *documents,
		struct pantau_error *err);

#endif
