/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_SEARCH_PLAN_PARTS_H
#define PANTAU_SEARCH_PLAN_PARTS_H

/* What the files of the planner share. */

#include "search/plan.h"

/*
 * A planned subtree. TEXT_NOT is everything but what the text matches:
 * matching has no such set, but it can take one away from another, so that
 * the complement is carried upward until it meets a text or remains one. ABSENT is
 * text without anything that the index holds.
 */
enum part_kind { PART_ABSENT, PART_TEXT, PART_TEXT_NOT, PART_COLUMNS,
	PART_MIXED };

struct part {
	enum part_kind kind;
	struct match_node *text;
	struct predicate *predicate;
	struct plan_node *node; /* MIXED */
};

struct planner {
	struct plan *plan;
	struct pantau_error *err;
};

/* plan_leaf.c. *out is PART_ABSENT before the call. positive: not below a NOT. */
enum pantau_status pantau_plan_leaf(struct planner *planner,
		const struct query_node *tree, bool positive, struct part *out);
enum pantau_status pantau_plan_near(struct planner *planner,
		const struct query_node *tree, bool positive, struct part *out);
/* Once all leaves are known: the OR of the positive ones, and the weights of
 * loose words. */
enum pantau_status pantau_plan_weigh(struct planner *planner);

#endif
