/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_SEARCH_QUERY_NAMES_H
#define PANTAU_SEARCH_QUERY_NAMES_H

/* The words that the query language itself knows, in both languages, and the
 * values that filters take. */

#include "search/query.h"

enum name_kind { NAME_FIELD, NAME_FILTER, NAME_HASHTAG };

struct query_name {
	const char *name;
	enum name_kind kind;
	int which; /* enum query_field or enum query_filter */
};

/* The name of a prefix, any case; NULL when there is none such. */
const struct query_name *pantau_query_name(struct str name);
/* A name of the list that is a slip of the finger away; NULL if none. */
const char *pantau_query_name_near(struct str name);
/* English name of a filter: 'source'. */
const char *pantau_query_filter_name(enum query_filter filter);

enum operator_word { WORD_PLAIN, WORD_AND, WORD_OR, WORD_NOT, WORD_NEAR };

/* Which operator a word may be, any case; *capitals: all its letters are.
 * 'DEKAT/5' is WORD_NEAR and *distance its number; a distance that is none or
 * too large is SIZE_MAX. */
enum operator_word pantau_query_operator(struct str word, bool *capitals,
		size_t *distance);

/*
 * Reads a filter's value into the node, whose filter, column and end are set.
 * PANTAU_BAD_QUERY at column: not a value of this filter. text lives as long
 * as the query's arena.
 */
enum pantau_status pantau_query_value(struct query_node *node,
		struct str value, const struct query_options *options,
		size_t column, struct pantau_error *err);

#endif
