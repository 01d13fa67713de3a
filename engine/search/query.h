/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_SEARCH_QUERY_H
#define PANTAU_SEARCH_QUERY_H

/*
 * The query language (CLI.md) to a tree. Parsing knows the syntax only: words
 * stay as written; stems, expansions and row ids are the plan's business.
 * Depth is bounded and memory comes from the query's arena.
 *
 * What the language leaves open is decided so:
 * - DAN, ATAU, DEKAT, TANPA and their English twins are operators in any case
 *   when a term stands before and behind them. Elsewhere, written small they
 *   are plain words ('tanpa izin', 'banjir dan'); in capitals TANPA and NOT
 *   turn over the term behind them, and the others are an error with a column,
 *   unless they are all that a query or group holds.
 * - DEKAT without a number is DEKAT/10. In a chain of several, the whole clump
 *   must fit the greatest distance. It joins words and phrases only.
 * - '-' turns over what it is written against; '-' alone is punctuation.
 *   '-5' therefore is NOT 5, and '\-5' or "-5" the number.
 * - '*' alone is everything. '#x' and 'tagar:x' are the very hashtag '#x'.
 * - Punctuation that the index does not hold ('&', '|') leaves the query as if
 *   it were not there; a query of nothing else finds nothing.
 * - A filter's name is one of the list. 'http://...' and 'jam:10' are text;
 *   what is a letter away from a name ('sumbr:') is an error that suggests it.
 * - With --any the words side by side are ORed; filters and negated terms
 *   among them still hold for all. People ask whole questions so, and no
 *   question is an error of syntax: operators are those in capitals alone (and
 *   DEKAT/5), a quote or parenthesis without its other half and a name like
 *   'sumber:' without a value are read as if they were punctuation. A word
 *   written plainly is 'loose': the plan may widen it, and drops it where it is
 *   a function word beside others. Quoted or behind '\', it stays as it is,
 *   and so does what is turned over.
 * - Curly double quotes are quotes; in quotes, \" is a quote. 'Rp 10.000' is
 *   a phrase without them, for the index has it as one word.
 */

#include "base/arena.h"
#include "base/date.h"
#include "base/error.h"

enum query_op {
	QUERY_AND, QUERY_OR, QUERY_NOT, QUERY_NEAR, /* inner nodes */
	QUERY_WORD,    /* text; exact or prefix by flag; field */
	QUERY_PHRASE,  /* text between quotes; exact by flag; field */
	QUERY_FILTER,  /* filter and its value */
	QUERY_ALL,     /* the empty query, or '*' */
};

enum query_field { FIELD_ANY, FIELD_TITLE, FIELD_TEXT };

enum query_filter {
	FILTER_SOURCE, FILTER_KIND, FILTER_AUTHOR, FILTER_TONE, FILTER_LANGUAGE,
	FILTER_ISSUE, FILTER_DATE, FILTER_HOAX, FILTER_REGION, FILTER_COPIES,
	FILTER_VERDICT, FILTER_CLAIM, FILTER_STORY,
};

enum query_comparison {
	COMPARE_LESS, COMPARE_LEAST, COMPARE_EQUAL, COMPARE_MOST, COMPARE_MORE,
}; /* <  >=  =  <=  > */

struct query_node {
	enum query_op op;
	struct query_node **child; /* two or more; NOT has one, leaves none */
	size_t children;
	enum query_field field; /* of words, phrases and NEAR */
	enum query_filter filter;
	bool exact, prefix;
	bool loose;             /* a WORD: see --any above */
	unsigned distance;      /* NEAR */
	struct str text;        /* word (a prefix without its star), phrase, or
	                           filter value by its English name */
	struct span span;       /* FILTER_DATE */
	int64_t number;         /* FILTER_KIND, _TONE, _HOAX, _VERDICT: the enum's
	                           value, VERDICTS for any; FILTER_COPIES;
	                           FILTER_CLAIM: a debunk, 0 for any */
	enum query_comparison comparison; /* FILTER_COPIES */
	size_t column;          /* byte of the query where it begins, from 1 */
	size_t end;             /* byte behind its last one, from 1 */
};

struct query {
	struct arena arena;
	struct str source;      /* a copy of what was parsed */
	struct query_node *root;
	unsigned terms;         /* distinct words, also those in phrases */
};

struct query_options {
	int64_t now;            /* UTC seconds: what 'kemarin' means */
	int zone;
	bool any;               /* --any: side by side means OR */
};

#define QUERY_TERMS_MAX 64
#define QUERY_DEPTH_MAX 128
#define QUERY_PARTS_MAX 256       /* words, phrases and filters in all */
#define QUERY_BYTES_MAX (1u << 20)
#define QUERY_DISTANCE_MAX 1000
#define QUERY_DISTANCE 10         /* of a DEKAT without a number */

/*
 * PANTAU_BAD_QUERY with column; PANTAU_LIMIT (with column) past 64 distinct
 * terms and the other limits above. On success *out is to be finished; on
 * failure it is left finished.
 */
enum pantau_status pantau_query_parse(struct str text,
		const struct query_options *options, struct query *out,
		struct pantau_error *err);
void pantau_query_finish(struct query *query);

#endif
