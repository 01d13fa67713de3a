/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_SEARCH_QUERY_H
#define PANTAU_SEARCH_QUERY_H

/*
 * The query language (CLI.md) to a tree. Parsing knows the syntax only: words
 * stay as written; stems, expansions and row ids are the plan's business.
 * Depth is bounded and memory comes from the query's arena.
 */

#include "base/arena.h"
#include "base/date.h"
#include "base/error.h"

enum query_op {
	QUERY_AND, QUERY_OR, QUERY_NOT, QUERY_NEAR, /* inner nodes */
	QUERY_WORD,    /* text; exact or prefix by flag; field */
	QUERY_PHRASE,  /* text between quotes; exact by flag; field */
	QUERY_FILTER,  /* filter and its value */
	QUERY_ALL,     /* the empty query, or a NOT alone */
};

enum query_field { FIELD_ANY, FIELD_TITLE, FIELD_TEXT };

enum query_filter {
	FILTER_SOURCE, FILTER_KIND, FILTER_AUTHOR, FILTER_TONE, FILTER_LANGUAGE,
	FILTER_ISSUE, FILTER_DATE, FILTER_HOAX, FILTER_REGION, FILTER_COPIES,
};

struct query_node {
	enum query_op op;
	struct query_node *left, *right; /* NOT uses left only */
	enum query_field field;
	enum query_filter filter;
	bool exact, prefix;
	unsigned distance;      /* NEAR */
	struct str text;        /* word, phrase or filter value; in the arena */
	struct span span;       /* FILTER_DATE */
	int64_t number;         /* FILTER_COPIES */
	int comparison;         /* FILTER_COPIES: '<', '=', '>', or -1 <=, 1 >= */
	size_t column;          /* byte of the query where it begins, from 1 */
};

struct query {
	struct arena arena;
	struct str source;      /* a copy of what was parsed */
	struct query_node *root;
	unsigned terms;         /* words and phrases' words */
};

struct query_options {
	int64_t now;            /* UTC seconds: what 'kemarin' means */
	int zone;
	bool any;               /* --any: side by side means OR */
};

#define QUERY_TERMS_MAX 64
#define QUERY_DEPTH_MAX 128

/* PANTAU_BAD_QUERY with column; PANTAU_LIMIT past 64 distinct terms. On success
 * *out is to be finished; on failure it is left finished. */
enum pantau_status pantau_query_parse(struct str text,
		const struct query_options *options, struct query *out,
		struct pantau_error *err);
void pantau_query_finish(struct query *query);

#endif
