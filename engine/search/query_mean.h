/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_SEARCH_QUERY_MEAN_H
#define PANTAU_SEARCH_QUERY_MEAN_H

/* From the tree as it was written to the tree that is answered. */

#include "search/query.h"

struct pantau_analyser;

/*
 * Words and names side by side become 'this or its other form', by slang.tsv
 * (guard 'lazim') and the rules of spelling; exact forms, prefixes and NEAR
 * stay. Words of --any, which widens by itself, only meet their names. New
 * nodes lie in the query's arena. PANTAU_NO_MEMORY leaves a tree that may only
 * be finished.
 */
enum pantau_status pantau_query_mean(struct query *query,
		struct pantau_analyser *analyser, struct pantau_error *err);

#endif
