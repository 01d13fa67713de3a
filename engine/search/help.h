/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_SEARCH_HELP_H
#define PANTAU_SEARCH_HELP_H

/*
 * What to ask instead of a query that found nothing. Every row is a query and
 * how many items it finds: it was run, so that no hint is wrong.
 */

#include "search/search.h"

enum help_kind {
	HELP_PART,     /* a word or phrase of the query alone; items may be 0 */
	HELP_SPELLING, /* a word that is spelled like one without items */
	HELP_FAMILY,   /* another form of the stem of an exact word */
	HELP_SLANG,    /* its formal word, or an informal one */
	HELP_WIDER,    /* the same, less strictly */
	HELP_WITHOUT,  /* the query without one of its parts */
	HELP_UNDATED,  /* the query without --since and --until */
	HELP_ANY,      /* the query with --any */
};

struct help_row {
	enum help_kind kind;
	struct str part;  /* of the query as written; empty: the whole */
	struct str query; /* what to ask instead */
	uint64_t items;   /* in all the archive, except of WITHOUT and ANY, which
	                     keep the dates that were asked for */
};

struct help {
	struct arena arena;
	struct help_row *row; /* parts in order, each before its suggestions */
	size_t n, room;
};

#define HELP_PARTS 6       /* of a query that are looked into */
#define HELP_EACH 3        /* suggestions of one kind for one part */

/* For a query without items. Work is bounded whatever the archive holds. On
 * success *out is to be finished. */
enum pantau_status pantau_help(struct store *store,
		struct pantau_analyser *analyser, struct str query,
		const struct search_options *options, struct help *out,
		struct pantau_error *err);
void pantau_help_finish(struct help *help);

/* 'spelling', 'without' ...: as in the JSON output. */
const char *pantau_help_name(enum help_kind kind);

#endif
