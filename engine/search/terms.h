/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_SEARCH_TERMS_H
#define PANTAU_SEARCH_TERMS_H

/*
 * From words as written to the terms that the index holds. A stem query asks
 * for the stem unmarked (the word that is its own stem) and marked (all that
 * have this stem); an exact one and a prefix for the folded surface unmarked.
 */

#include "base/hash.h"
#include "search/search.h"
#include "store/match.h"
#include "text/analyser.h"

#define POSITIONS_MAX 1024 /* of all words and phrases of a query */

#define WIDENED_MAX 3  /* words of a query that may be looked for like that */
#define WIDENING_MAX 3 /* forms for one of them */

struct term_maker {
	struct store *store;
	struct pantau_analyser *analyser;
	struct arena *arena;   /* where results live */
	struct arena scratch;
	struct map terms;      /* distinct ones so far */
	size_t positions;
	bool prefix_cut;       /* a prefix has more than PREFIX_FORMS forms */
	const struct widening *widening[WIDENED_MAX]; /* of loose words */
	size_t widened;
};

#define PREFIX_FORMS 1000

/*
 * What a phrase is to its leaf: the word or phrase itself; the word as written,
 * which its stem finds as well, so that it only ranks; or something else that
 * may be meant, of loose words. Weights are coarse on purpose: a quarter for
 * being written alike, half for being another word.
 */
enum leaf_part { LEAF_ITSELF, LEAF_FORM, LEAF_OTHER };
#define LEAF_FORM_WEIGHT 0.25
#define LEAF_OTHER_WEIGHT 0.5

/* A word or phrase of the query: any of the phrases will do. Without phrases
 * there is nothing in it that the index could hold. */
struct text_leaf {
	const struct match_phrase *phrase;
	const unsigned char *part; /* enum leaf_part by phrase; NULL: ITSELF. A
	                              FORM stands right behind its ITSELF */
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

/*
 * A loose word (query.h). Where it is several positions ('anarko-komunis'),
 * each is looked for alone. roomy: with the forms and others of it; they do
 * not count against the limits, so that the caller sees to it that there are
 * few words. A word that no document has, or one of many, is often
 * misspelled: those spelled most alike are others of it, and are noted.
 */
enum pantau_status pantau_terms_loose(struct term_maker *maker,
		const struct query_node *node, bool roomy, struct text_leaf *out,
		struct pantau_error *err);

/* Whether a loose word is nothing but function words: 'apakah', 'di'. */
enum pantau_status pantau_terms_function(struct term_maker *maker,
		const struct query_node *node, bool *out,
		struct pantau_error *err);

/* All forms of a leaf, space separated, for --explain: stems without their
 * marker, the first forms of a prefix. */
enum pantau_status pantau_terms_forms(struct term_maker *maker,
		const struct text_leaf *leaf, struct buf *out,
		struct pantau_error *err);

#endif
