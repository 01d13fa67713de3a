/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_SEARCH_TERMS_H
#define PANTAU_SEARCH_TERMS_H

/*
 * From words as written to the terms that the index holds. A stem query asks
 * for the stem unmarked (the word that is its own stem) and marked (all that
 * have this stem); an exact one and a prefix for the folded surface unmarked.
 */

#include "base/hash.h"
#include "search/query.h"
#include "store/match.h"
#include "text/analyser.h"

#define POSITIONS_MAX 1024 /* of all words and phrases of a query */

struct term_maker {
	struct store *store;
	struct pantau_analyser *analyser;
	struct arena *arena;   /* where results live */
	struct arena scratch;
	struct map terms;      /* distinct ones so far */
	size_t positions;
	bool prefix_cut;       /* a prefix has more than PREFIX_FORMS forms */
};

#define PREFIX_FORMS 1000

/* A word or phrase of the query: any of the phrases will do. Without phrases
 * there is nothing in it that the index could hold. */
struct text_leaf {
	const struct match_phrase *phrase;
	size_t phrases;
	enum match_field field;
};

void pantau_terms_init(struct term_maker *maker, struct store *store,
		struct pantau_analyser *analyser, struct arena *arena);
void pantau_terms_finish(struct term_maker *maker);

/* node is a QUERY_WORD or QUERY_PHRASE. variants: spelling variants of a
 * single word ('e-KTP', 'ektp') become phrases of their own. PANTAU_LIMIT with
 * column past QUERY_TERMS_MAX distinct terms. */
enum pantau_status pantau_terms_leaf(struct term_maker *maker,
		const struct query_node *node, bool variants,
		struct text_leaf *out, struct pantau_error *err);

/* All forms of a leaf, space separated, for --explain: stems without their
 * marker, the first forms of a prefix. */
enum pantau_status pantau_terms_forms(struct term_maker *maker,
		const struct text_leaf *leaf, struct buf *out,
		struct pantau_error *err);

#endif
