/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * Relevance. A plan that is one text, perhaps behind filters, is ranked
 * as it is; any other is run first, and its ids are then ranked by the OR of
 * its positive words and phrases.
 */

#include "search/order_parts.h"

#include <stdlib.h>

#include "base/error.h"

struct acceptance {
	struct plan *plan;
	struct predicate *predicate;
	const struct id_set *set;
};

struct ranking {
	struct plan *plan;
	struct id_set *stories; /* grouped: what may come; else NULL */
	size_t k;
	bool counted;
	struct order *out;
};

static size_t keep_passing(void *context, int64_t *id, size_t n)
{
	struct acceptance *a = context;
	return pantau_predicate_keep(a->predicate, &a->plan->view, id, n);
}

static size_t keep_members(void *context, int64_t *id, size_t n)
{
	struct acceptance *a = context;
	size_t kept = 0;
	for (size_t i = 0; i < n; i++) {
		int64_t one = id[i];
		id[kept] = one;
		kept += pantau_set_has(a->set, one);
	}
	return kept;
}

/* The text that alone decides beside a filter; NULL when there is more. */
static const struct plan_node *sole_text(const struct plan *plan,
		struct predicate **filter)
{
	const struct plan_node *root = plan->root, *text = NULL;
	*filter = NULL;
	if (plan->phrases > MATCH_PHRASES_MAX) {
		return NULL;
	}
	if (root->op == PLAN_TEXT) {
		return root;
	}
	if (root->op != PLAN_AND || root->children != 2) {
		return NULL;
	}
	for (size_t i = 0; i < 2; i++) {
		if (root->child[i]->op == PLAN_TEXT) {
			text = root->child[i];
		} else if (root->child[i]->op == PLAN_COLUMNS) {
			*filter = root->child[i]->predicate;
		}
	}
	return *filter != NULL ? text : NULL;
}

/* Room for k, or for all there are when k is more than one reads. */
static enum pantau_status make_room(const struct ranking *r, size_t *room,
		struct pantau_error *err)
{
	enum pantau_status status = PANTAU_OK;
	uint64_t n = r->stories != NULL ? r->stories->n : UINT64_MAX;
	if (r->stories == NULL && r->k > 10000) {
		status = pantau_ids_count(r->plan, &n, err);
	}
	*room = n < r->k ? (size_t)n : r->k;
	if (status == PANTAU_OK) {
		r->out->item = calloc(*room + 1, sizeof(*r->out->item));
		status = r->out->item != NULL ? PANTAU_OK :
				pantau_fail_memory(err);
	}
	return status;
}

/* What the predicate lets through, or of it the stories alone. */
static enum pantau_status rank_direct(struct ranking *r,
		const struct plan_node *text, struct predicate *predicate,
		struct pantau_error *err)
{
	struct plan *plan = r->plan;
	struct order *out = r->out;
	struct acceptance a = {.plan = plan, .predicate = predicate,
		.set = r->stories};
	struct match_filter filter = {
		r->stories != NULL ? keep_members : predicate != NULL ?
				keep_passing : NULL, &a, plan->least,
		plan->greatest,
	};
	enum pantau_status status = make_room(r, &out->n, err);
	if (status != PANTAU_OK) {
		return status;
	}
	status = pantau_match_rank(plan->store, text->text, &filter, out->item,
			&out->n, r->counted ? &out->total : NULL,
			&out->newest_first_instead, err);
	return status == PANTAU_OK ? plan->view.status : status;
}

/* Ids of the set that no positive text is in, newest first, behind the ranked
 * ones while there is room. */
static enum pantau_status add_unranked(struct plan *plan, struct id_set *set,
		size_t k, struct order *out, struct pantau_error *err)
{
	struct top top = {.k = k - out->n};
	enum pantau_status status = PANTAU_OK;
	for (size_t i = 0; i < out->n; i++) {
		int64_t id = out->item[i].id;
		pantau_set_take(set, id);
	}
	for (int64_t id = set->last; status == PANTAU_OK && id > 0; id--) {
		struct keyed item = {.id = id};
		if (!pantau_set_has(set, id)) {
			continue;
		}
		item.key = pantau_view_value(&plan->view, COLUMN_TIME, id);
		status = plan->view.status;
		if (status == PANTAU_OK && !pantau_top_offer(&top, item)) {
			status = pantau_fail_memory(err);
		}
	}
	pantau_top_sort(&top);
	for (size_t i = 0; status == PANTAU_OK && i < top.n; i++) {
		out->item[out->n++] = (struct ranked){top.item[i].id, 0};
	}
	free(top.item);
	return status;
}

/* The set is used up. */
static enum pantau_status rank_set(struct ranking *r, struct id_set *set,
		struct pantau_error *err)
{
	struct plan *plan = r->plan;
	struct order *out = r->out;
	struct acceptance a = {.plan = plan, .set = set};
	struct match_filter filter = {keep_members, &a, plan->least,
		plan->greatest};
	size_t k = r->k < set->n ? r->k : (size_t)set->n, n = k;
	enum pantau_status status = PANTAU_OK;
	out->item = calloc(k + 1, sizeof(*out->item));
	if (out->item == NULL) {
		return pantau_fail_memory(err);
	}
	if (set->n != 0) {
		status = pantau_match_rank(plan->store, plan->positive, &filter,
				out->item, &n, NULL, &out->newest_first_instead,
				err);
	}
	if (status == PANTAU_OK) {
		out->n = n;
		out->total = set->n;
		if (n < k) {
			status = add_unranked(plan, set, k, out, err);
		}
	}
	return status;
}

static enum pantau_status by_relevance(struct ranking *r,
		struct pantau_error *err)
{
	struct predicate *filter;
	const struct plan_node *text = sole_text(r->plan, &filter);
	struct id_set set = {0};
	if (text != NULL) {
		return rank_direct(r, text, filter, err);
	}
	if (r->stories != NULL) {
		return rank_set(r, r->stories, err);
	}
	enum pantau_status status = pantau_set_collect(r->plan, &set, err);
	if (status == PANTAU_OK) {
		status = rank_set(r, &set, err);
	}
	free(set.bits);
	return status;
}

static enum pantau_status make(struct ranking *r, enum sort sort,
		struct pantau_error *err)
{
	enum pantau_status status = PANTAU_OK;
	bool newest = sort == SORT_RELEVANCE && r->plan->positive == NULL;
	if (sort == SORT_RELEVANCE && !newest) {
		status = by_relevance(r, err);
		if (status == PANTAU_OK && r->out->newest_first_instead) {
			pantau_order_finish(r->out);
			newest = true;
			r->out->newest_first_instead = true;
		}
	}
	if (newest || sort != SORT_RELEVANCE) {
		status = pantau_order_keyed(r->plan, newest ? SORT_NEWEST :
				sort, r->k, r->counted, r->stories, r->out,
				err);
	}
	return status;
}

enum pantau_status pantau_order_make(struct plan *plan, enum sort sort,
		size_t k, bool counted, bool grouped, struct order *out,
		struct pantau_error *err)
{
	struct id_set set = {0};
	struct ranking r = {
		.plan = plan, .stories = grouped ? &set : NULL, .k = k,
		.counted = counted && !grouped, .out = out,
	};
	enum pantau_status status = PANTAU_OK;
	uint64_t items = 0, stories = 0;
	memset(out, 0, sizeof(*out));
	if (plan->root == NULL) {
		return PANTAU_OK;
	}
	if (grouped) {
		status = pantau_set_stories(plan, &set, &items, err);
		stories = set.n;
	}
	if (status == PANTAU_OK) {
		status = make(&r, sort, err);
	}
	if (status == PANTAU_OK && grouped) {
		out->total = items;
		out->stories = stories;
	}
	free(set.bits);
	if (status != PANTAU_OK) {
		pantau_order_finish(out);
	}
	return status;
}

void pantau_order_finish(struct order *order)
{
	free(order->item);
	memset(order, 0, sizeof(*order));
}
