/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_STORE_MATCH_H
#define PANTAU_STORE_MATCH_H

/*
 * Matching: a tree of words, phrases and operators to row ids and scores.
 * search/ builds trees and knows nothing of the index behind them, which is
 * read in one of two ways: from its postings (posting.h), or, where a newer
 * FTS5 wrote it in a format that pantau does not know, by FTS5's own MATCH.
 * Both give the same ids, and the same scores to the last bit, but for what
 * FTS5 counts besides: occurrences in a part of the tree (a NEAR, the right side
 * of a NOT) that the document does not match.
 */

#include "store/store.h"

enum match_field { MATCH_ANY, MATCH_TITLE, MATCH_TEXT };

/*
 * One position of a phrase: forms that may stand there, each as stored: the
 * first unmarked one that an index can hold, and all marked ones. A form that
 * none can hold (empty, with a space or a NUL) stands nowhere.
 */
struct match_position {
	const struct str *form; /* with PACK_COLOCATED where stems are meant */
	size_t forms;
	bool prefix;            /* the (single, unmarked) form is a prefix; only in
	                           the last position of a phrase */
};

/* Stands within one field. Without positions it stands nowhere. */
struct match_phrase {
	const struct match_position *position;
	size_t positions;
};

enum match_op { MATCH_PHRASE, MATCH_NEAR, MATCH_AND, MATCH_OR, MATCH_NOT };

struct match_node {
	enum match_op op;
	enum match_field field;            /* of a leaf: PHRASE or NEAR */
	const struct match_phrase *phrase; /* one, or those of a NEAR: one
	                                      instance of each, in any order, with
	                                      at most distance tokens between the
	                                      end of the first and the beginning
	                                      of the last */
	size_t phrases;
	unsigned distance;
	double weight;                     /* of a PHRASE; a NEAR's weigh 1 */
	bool follows;                      /* it is another form of the leaf
	                                      before it, whose document frequency
	                                      it takes over */
	struct match_node *const *child;   /* AND and OR; NOT has two: the first
	                                      without the second */
	size_t children;
};

/* NULL when memory is out. Phrases and the list of children are lent. */
struct match_node *pantau_match_leaf(enum match_field field,
		const struct match_phrase *phrase, size_t phrases,
		unsigned distance, struct arena *arena);
struct match_node *pantau_match_join(enum match_op op,
		struct match_node *const *child, size_t children,
		struct arena *arena);
/* Appends bytes that are the same for equal trees, weights aside, and differ
 * for all others. */
void pantau_match_key(struct buf *out, const struct match_node *tree);
void pantau_match_phrase_key(struct buf *out,
		const struct match_phrase *phrase);
/* Phrases of all leaves. */
size_t pantau_match_phrases(const struct match_node *tree);

struct match;

/* Ids that match, in ascending or descending order, within [least, greatest].
 * The tree is lent until close. In the store's read transaction. */
enum pantau_status pantau_match_open(struct store *store,
		const struct match_node *tree, bool descending, int64_t least,
		int64_t greatest, struct match **out, struct pantau_error *err);
/* PANTAU_OK and an id, PANTAU_END, PANTAU_LIMIT, PANTAU_INTERRUPTED, ... */
enum pantau_status pantau_match_next(struct match *match, int64_t *id,
		struct pantau_error *err);
/* The first id behind the last one given that is at or behind from. */
enum pantau_status pantau_match_seek(struct match *match, int64_t from,
		int64_t *id, struct pantau_error *err);
/* The next ids, as many as are at hand, at least one; lent until the next
 * call. What walks over all matches should take them so. */
enum pantau_status pantau_match_block(struct match *match, const int64_t **id,
		size_t *n, struct pantau_error *err);
/* How many there are behind what was given; the walk is then at its end. */
enum pantau_status pantau_match_rest(struct match *match, uint64_t *n,
		struct pantau_error *err);
/* NULL is fine. */
void pantau_match_close(struct match *match);

struct ranked {
	int64_t id;
	double score; /* bm25, greater is better */
};

/* Which of the ids (descending) count: moves them to the front and returns how
 * many they are. */
struct match_filter {
	size_t (*keep)(void *context, int64_t *id, size_t n);
	void *context;
	int64_t least, greatest; /* no others count either */
};

/*
 * Where a phrase begins in a document: positions of title and text as the index
 * counts them, ascending.
 */
struct match_spots {
	const uint32_t *title, *text;
	size_t titles, texts;
};

/*
 * The spots of a phrase without a prefix, in one field or any, in each of the
 * documents (ids descending, each once). Costs a few page reads for each,
 * whatever stands in between. out has room for n; what it points to lies in the
 * arena. PANTAU_NEWER when only FTS5 can read the index. In the store's read
 * transaction.
 */
enum pantau_status pantau_match_spots(struct store *store,
		const struct match_phrase *phrase, enum match_field field,
		const int64_t *id, size_t n, struct arena *arena,
		struct match_spots *out, struct pantau_error *err);

#define MATCH_PHRASES_MAX 64 /* of a tree that is ranked */

/*
 * The k best by bm25 (k1 1.2, b 0.75; true document frequencies; lengths from
 * the column), ties by greater id first. A phrase counts by its occurrences,
 * and one at position p of title or text is worth 1 + 2 exp(-p / 5): what
 * a text is about stands at its beginning (rank.c). filter may be NULL. *n in:
 * room in out; out: how many. total: matches that pass the filter; NULL: they
 * need not be counted, so that what cannot be among the k best is passed over.
 * Past 300,000 matches FTS5's way ranks only the newest that many, and *cut
 * says so; the other knows no such limit. PANTAU_LIMIT past MATCH_PHRASES_MAX.
 */
enum pantau_status pantau_match_rank(struct store *store,
		const struct match_node *tree, const struct match_filter *filter,
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

/* From here on all matching of this connection goes by FTS5, or again as suits
 * the index best: for tests and benchmarks. */
void pantau_match_by_fts(struct store *store, bool always);

#endif
