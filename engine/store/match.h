/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_STORE_MATCH_H
#define PANTAU_STORE_MATCH_H

/*
 * Matching: a full-text expression to row ids. search/ builds expressions only
 * with the functions here, which quote every term: no text of a user reaches
 * FTS5's parser as syntax. Behind this interface sealed partitions may later
 * come from another index.
 */

#include "store/store.h"

enum match_field { MATCH_ANY, MATCH_TITLE, MATCH_TEXT };

/* One position of a phrase: forms that may stand there, each as stored. */
struct match_position {
	const struct str *form; /* with PACK_COLOCATED where stems are meant */
	size_t forms;
	bool prefix;            /* the (single, unmarked) form is a prefix; only in
	                           the last position of a phrase */
};

struct match_phrase {
	const struct match_position *position;
	size_t positions;
};

/* Writers of FTS5 expressions; every one puts parentheses around itself. */
void pantau_match_phrase(struct buf *out, enum match_field field,
		const struct match_phrase *phrase);
void pantau_match_near(struct buf *out, enum match_field field,
		const struct match_phrase *phrase, size_t phrases, unsigned distance);

struct match;

/* Ids that match, in ascending or descending order, within [least, greatest].
 * The expression is lent until close. */
enum pantau_status pantau_match_open(struct store *store, struct str expression,
		bool descending, int64_t least, int64_t greatest,
		struct match **out, struct pantau_error *err);
/* PANTAU_OK and an id, PANTAU_END, PANTAU_LIMIT, PANTAU_INTERRUPTED, ... */
enum pantau_status pantau_match_next(struct match *match, int64_t *id,
		struct pantau_error *err);
void pantau_match_close(struct match *match);

/* The next phrase of an expression, with its quotes as written above; false at
 * the end. For weights, whose order is that of phrases in the expression. */
bool pantau_match_next_phrase(struct str expression, size_t *at,
		struct str *phrase);

/* How much a phrase of an expression counts. follows: it is another form of
 * the phrase before it and takes over that one's document frequency. */
struct match_weight {
	double weight;
	bool follows;
};

struct ranked {
	int64_t id;
	double score; /* bm25, greater is better */
};

/*
 * The k best by bm25 (k1 1.2, b 0.75; true document frequencies; lengths from
 * the column), ties by greater id first. A phrase counts by its occurrences,
 * and one at position p of title or text is worth 1 + 2 exp(-p / 5): what
 * a text is about stands at its beginning (rank.c). weight: of each phrase of
 * the expression, NULL: all 1. accept (may be NULL) filters ids before they
 * count. *n in: room in out; out: how many. *total: accepted matches. Past
 * 300,000 matches only the newest that many are ranked, and *cut says so.
 */
enum pantau_status pantau_match_rank(struct store *store,
		struct str expression, const struct match_weight *weight,
		bool (*accept)(void *context, int64_t id), void *context,
		struct ranked *out, size_t *n, uint64_t *total, bool *cut,
		struct pantau_error *err);

/* Documents that hold one stored form: for --explain and true idf. */
enum pantau_status pantau_match_frequency(struct store *store, struct str form,
		uint64_t *documents, struct pantau_error *err);

/* Forms that begin with a prefix (unmarked ones), in byte order, at most limit;
 * *cut when there were more. Copied to the arena. */
enum pantau_status pantau_match_forms(struct store *store, struct str prefix,
		size_t limit, struct arena *arena, struct str **forms, size_t *n,
		bool *cut, struct pantau_error *err);

#endif
