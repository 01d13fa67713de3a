/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_SEARCH_PLAN_H
#define PANTAU_SEARCH_PLAN_H

/*
 * From a query tree to what can be run. Whatever part of the tree is text only
 * becomes one tree to match, whatever is filters only becomes one
 * predicate on columns; only where both are mixed does a tree of iterators
 * remain (ids.h).
 */

#include "search/predicate.h"
#include "search/search.h"
#include "search/terms.h"

enum plan_op { PLAN_TEXT, PLAN_COLUMNS, PLAN_AND, PLAN_OR, PLAN_NOT };

struct plan_node {
	enum plan_op op;
	struct match_node *text;     /* TEXT */
	struct predicate *predicate; /* COLUMNS */
	struct plan_node **child;    /* AND, OR; NOT has one */
	size_t children;
};

/* A positive word or phrase, to be marked where it stands in a text. */
struct mark {
	struct match_phrase phrase;
	enum match_field field;
};

struct plan {
	struct store *store;
	struct arena arena;
	struct term_maker terms;
	struct column_view view;     /* for predicates */
	struct plan_node *root;      /* NULL: nothing can match */
	int64_t least, greatest;     /* bounds of ids, from dates */
	struct mark *mark;
	size_t marks, marks_room;
	size_t phrases;              /* in all texts together */
	struct match_node *positive; /* OR of the positive ones, each once, of at
	                                most MATCH_PHRASES_MAX phrases; NULL:
	                                there are none */
	struct match_node **positive_leaf;
	size_t positives, positive_room, positive_phrases;
	struct map known;            /* keys of the leaves in it */
	struct map parts;            /* keys of loose words' phrases to enum
	                                leaf_part */
	bool roomy;                  /* loose words have room for company */
};

/*
 * Plans a tree, which is lent until finish; since and until hold for all of
 * it. In the store's read transaction. PANTAU_LIMIT with column.
 */
enum pantau_status pantau_plan_make(struct plan *plan, struct store *store,
		struct pantau_analyser *analyser, const struct query_node *tree,
		int64_t since, int64_t until, struct pantau_error *err);
void pantau_plan_finish(struct plan *plan);

/* Whether the child of an OR is a function word that is passed over because
 * other children are not: 'siapa', 'yang' in a question of --any. */
enum pantau_status pantau_plan_drops(struct plan *plan,
		const struct query_node *tree, size_t child, bool *out,
		struct pantau_error *err);

#endif
