/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_SEARCH_ORDER_H
#define PANTAU_SEARCH_ORDER_H

/*
 * The first k ids of a plan in the order asked for, and how many there are.
 *
 * relevance  bm25; what only filters let in has score 0 and comes last, newest
 *            first; without positive text the order is newest
 * newest     time of publication, late first; undated last
 * oldest     the same, early first; undated last
 * tone       negative, unsure, neutral, positive, none; newest first in each:
 *            the label decides, as the column holds no probability
 * reach      likes + shares + comments + views, most first
 *
 * Equal ones: greater row id first, for 'oldest' the lesser.
 *
 * Grouped, each story comes once: by the earliest of its items that match, so
 * that lists keep their order by what they show, and pages count stories.
 * Undated items are nobody's earliest while a dated one matches. That takes a
 * walk over all matches, and 4 bytes a row of the archive.
 */

#include "search/plan.h"

struct order {
	struct ranked *item;   /* score is bm25, 0 in other orders */
	size_t n;
	uint64_t total;        /* items that match */
	uint64_t stories;      /* of them; known where grouped */
	bool newest_first_instead;
};

/* The caller frees with pantau_order_finish, on success only. Unless counted,
 * the total may be left at any number, and nothing is walked for it. */
enum pantau_status pantau_order_make(struct plan *plan, enum sort sort,
		size_t k, bool counted, bool grouped, struct order *out,
		struct pantau_error *err);
void pantau_order_finish(struct order *order);

#endif
