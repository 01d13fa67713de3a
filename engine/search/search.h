/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_SEARCH_SEARCH_H
#define PANTAU_SEARCH_SEARCH_H

/* Hits, counts, concordance and explanation of a query on a store. */

#include "search/query.h"
#include "search/story_facts.h"
#include "store/columns.h"
#include "store/match.h"

/* Orders and their ties: see order.h. */
enum sort { SORT_RELEVANCE, SORT_NEWEST, SORT_OLDEST, SORT_TONE, SORT_REACH };

struct saved;

struct search_options {
	struct query_options query;
	enum sort sort;
	size_t limit, offset;
	int64_t since, until;   /* UTC seconds, since <= t < until; INT64_MIN/MAX */
	int64_t deadline_ms;    /* 0: none */
	const volatile int *stop;
	bool full;              /* fill hit.item's text even when a snippet does */
	size_t snippet_tokens;  /* 0: the default, 30 */
	bool uncounted;         /* hits.total is not asked for */
	bool grouped;           /* each story once, see order.h; limit and
	                           offset count stories */
	bool stories;           /* fill hit.story: one pass over the archive's
	                           columns; grouped hits have it anyway */
	struct saved *keep;     /* counts keep what the query matches there, and
	                           find it there (saved.h); NULL: they do not */
};

/* A word of --any that hardly any item has, and one that was looked for as
 * well since it is spelled alike. Strings are in the result's arena. */
struct widening {
	struct str word, form[3];
	size_t forms;
};

struct byte_span {
	size_t start, end;
};

struct hit {
	struct item item;             /* strings in the result's arena */
	double score;                 /* bm25; 0 for other orders */
	struct str snippet;           /* of the text as written; whole tokens, no
	                                 ellipsis, line breaks left */
	const struct byte_span *highlight; /* in snippet */
	size_t highlights;
	const struct byte_span *title_highlight; /* in item.doc.title */
	size_t title_highlights;
	const struct story_facts *story; /* NULL: not asked for */
};

struct hits {
	struct arena arena;
	struct hit *hit;
	size_t n;
	uint64_t total;               /* all items that match */
	uint64_t stories;             /* of them; 0 unless grouped */
	bool newest_first_instead;    /* too many to rank */
	struct widening *widening;
	size_t widened;
	bool prefix_cut;              /* a prefix has over 1,000 forms; all of
	                                 them were looked for */
};

/* On success *out is to be finished by pantau_hits_finish. Zero hits is
 * PANTAU_OK. analyser is over the store's text image. */
enum pantau_status pantau_search(struct store *store,
		struct pantau_analyser *analyser, struct str query,
		const struct search_options *options, struct hits *out,
		struct pantau_error *err);
void pantau_hits_finish(struct hits *hits);

enum count_by { COUNT_TOTAL, COUNT_DAY, COUNT_HOUR, COUNT_SOURCE, COUNT_KIND,
	COUNT_TONE, COUNT_REGION, COUNT_AUTHOR, COUNT_ISSUE, COUNT_LANGUAGE,
	COUNT_VERDICT };

struct count_row {
	struct str key;         /* '2026-11-08', 'detik', 'negative' */
	uint64_t articles;
	uint64_t stories;       /* of the articles; one may be in several rows */
	uint64_t labelled;      /* of the articles: tone by a person (label.h) */
};

struct counts {
	struct arena arena;
	struct count_row *row;  /* days in order; others most first, then key */
	size_t n;
	uint64_t total, undated, labelled;
	uint64_t stories;       /* among all of them, undated ones too */
	struct widening *widening;
	size_t widened;
};

/*
 * Days and hours are those of options->query.zone; an hour's key is
 * '2026-11-08T13:00'. Days without items between the first and the last are
 * rows with 0; hours without are no rows. What has no date is in no day or
 * hour, what has no region, kind, tone, author or verdict is in the row 'none', and all
 * private accounts are in the row 'private', so that rows (and undated) sum to
 * total. There are no issues to count by yet: that gives no rows.
 */
enum pantau_status pantau_count(struct store *store,
		struct pantau_analyser *analyser, struct str query,
		enum count_by by, const struct search_options *options,
		struct counts *out, struct pantau_error *err);
void pantau_counts_finish(struct counts *counts);

/* One line of a concordance. */
struct kwic_row {
	struct item item;       /* without text */
	enum match_field field;
	struct str left, keyword, right; /* as written */
	size_t start, end;      /* bytes of the keyword in its field */
};
struct kwic {
	struct arena arena;
	struct kwic_row *row;
	size_t n;
	uint64_t total;         /* lines in all, before limit and offset */
	bool cut;               /* more items match: the newest were read */
};
enum kwic_sort { KWIC_BY_ITEM, KWIC_BY_LEFT, KWIC_BY_RIGHT };
/* width: tokens either side. Items newest first, at most 10,000 items; limit
 * and offset count lines. Sorted by the words to the left (the nearest first) or
 * to the right. Two finds of one span are one line. */
enum pantau_status pantau_kwic(struct store *store,
		struct pantau_analyser *analyser, struct str query,
		const struct search_options *options, enum kwic_sort sort,
		size_t width, struct kwic *out, struct pantau_error *err);
void pantau_kwic_finish(struct kwic *kwic);

/* The tree with stems, expansions, and how many items each branch matches. */
struct explain_row {
	unsigned depth;
	struct str node;        /* 'AND', 'word', 'phrase', 'filter tone' ... */
	struct str source;      /* the query's text of that node */
	struct str forms;       /* terms looked up, space separated */
	uint64_t items;
};
struct explanation {
	struct arena arena;
	struct explain_row *row;
	size_t n;
};
enum pantau_status pantau_explain(struct store *store,
		struct pantau_analyser *analyser, struct str query,
		const struct search_options *options, struct explanation *out,
		struct pantau_error *err);
void pantau_explanation_finish(struct explanation *explanation);

#endif
