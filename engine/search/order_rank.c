/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * Relevance. A plan that is one text, perhaps behind filters, is ranked
 * as it is; any other is run first, and its ids are then ranked by the OR of
 * its positive words and phrases.
 */

#include "search/order_parts.h"

#include <stdlib.h>

#include "base/error.h"

/* A bit for each row id. */
struct id_set {
	uint64_t *bits;
	int64_t last;
	uint64_t n;
};

struct acceptance {
	struct plan *plan;
	struct predicate *predicate;
	struct id_set *set;
};

static bool has(const struct id_set *set, int64_t id)
{
	return id <= set->last && (set->bits[id >> 6] >> (id & 63) & 1) != 0;
}

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
		kept += has(a->set, one);
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

static enum pantau_status collect(struct plan *plan, struct id_set *set,
		struct pantau_error *err)
{
	struct ids *ids;
	int64_t *id;
	size_t n = 0;
	set->last = pantau_columns_last(plan->store);
	set->bits = calloc((size_t)(set->last >> 6) + 1, sizeof(*set->bits));
	if (set->bits == NULL) {
		return pantau_fail_memory(err);
	}
	enum pantau_status status = pantau_ids_open(plan, true, &ids, err);
	while (status == PANTAU_OK) {
		status = pantau_ids_block(ids, &id, &n, err);
		for (size_t i = 0; status == PANTAU_OK && i < n; i++) {
			set->bits[id[i] >> 6] |= UINT64_C(1) << (id[i] & 63);
		}
		set->n += status == PANTAU_OK ? n : 0;
	}
	pantau_ids_close(ids);
	return status == PANTAU_END ? PANTAU_OK : status;
}

/* Room for k, or for all there are when k is more than one reads. */
static enum pantau_status make_room(struct plan *plan, size_t k,
		struct order *out, size_t *room, struct pantau_error *err)
{
	enum pantau_status status = PANTAU_OK;
	*room = k;
	if (k > 10000) {
		uint64_t n;
		status = pantau_ids_count(plan, &n, err);
		*room = n < k ? (size_t)n : k;
	}
	if (status == PANTAU_OK) {
		out->item = calloc(*room + 1, sizeof(*out->item));
		status = out->item != NULL ? PANTAU_OK : pantau_fail_memory(err);
	}
	return status;
}

static enum pantau_status rank_direct(struct plan *plan,
		const struct plan_node *text, struct predicate *predicate,
		size_t k, bool counted, struct order *out,
		struct pantau_error *err)
{
	struct acceptance a = {.plan = plan, .predicate = predicate};
	struct match_filter filter = {
		predicate != NULL ? keep_passing : NULL, &a, plan->least,
		plan->greatest,
	};
	enum pantau_status status = make_room(plan, k, out, &out->n, err);
	if (status != PANTAU_OK) {
		return status;
	}
	status = pantau_match_rank(plan->store, text->text, &filter, out->item,
			&out->n, counted ? &out->total : NULL,
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
		set->bits[id >> 6] &= ~(UINT64_C(1) << (id & 63));
	}
	for (int64_t id = set->last; status == PANTAU_OK && id > 0; id--) {
		struct keyed item = {.id = id};
		if (!has(set, id)) {
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

static enum pantau_status rank_set(struct plan *plan, size_t k,
		struct order *out, struct pantau_error *err)
{
	struct id_set set = {0};
	struct acceptance a = {.plan = plan, .set = &set};
	struct match_filter filter = {keep_members, &a, plan->least,
		plan->greatest};
	size_t n = 0;
	enum pantau_status status = collect(plan, &set, err);
	if (status == PANTAU_OK) {
		k = k < set.n ? k : (size_t)set.n;
		n = k;
		out->item = calloc(k + 1, sizeof(*out->item));
		status = out->item != NULL ? PANTAU_OK : pantau_fail_memory(err);
	}
	if (status == PANTAU_OK && set.n != 0) {
		status = pantau_match_rank(plan->store, plan->positive, &filter,
				out->item, &n, NULL, &out->newest_first_instead,
				err);
	}
	if (status == PANTAU_OK) {
		out->n = n;
		out->total = set.n;
		if (n < k) {
			status = add_unranked(plan, &set, k, out, err);
		}
	}
	free(set.bits);
	return status;
}

static enum pantau_status by_relevance(struct plan *plan, size_t k,
		bool counted, struct order *out, struct pantau_error *err)
{
	struct predicate *filter;
	const struct plan_node *text = sole_text(plan, &filter);
	return text != NULL ? rank_direct(plan, text, filter, k, counted, out,
			err) : rank_set(plan, k, out, err);
}

enum pantau_status pantau_order_make(struct plan *plan, enum sort sort,
		size_t k, bool counted, struct order *out,
		struct pantau_error *err)
{
	enum pantau_status status = PANTAU_OK;
	memset(out, 0, sizeof(*out));
	if (plan->root == NULL) {
		return PANTAU_OK;
	}
	bool newest = sort == SORT_RELEVANCE && plan->positive == NULL;
	if (sort == SORT_RELEVANCE && !newest) {
		status = by_relevance(plan, k, counted, out, err);
		if (status == PANTAU_OK && out->newest_first_instead) {
			pantau_order_finish(out);
			newest = true;
			out->newest_first_instead = true;
		}
	}
	if (newest || sort != SORT_RELEVANCE) {
		status = pantau_order_keyed(plan, newest ? SORT_NEWEST : sort, k,
				counted, out, err);
	}
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
