/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Query tree to plan. */

#include "search/plan_parts.h"

#include "base/error.h"

/* More loose words than that would be over RANK_PHRASES with their company. */
#define ROOMY_WORDS 12

static enum pantau_status build(struct planner *planner,
		const struct query_node *tree, bool positive, struct part *out);

static struct match_node *join(struct planner *planner, enum match_op op,
		struct match_node **child, size_t children)
{
	return pantau_match_join(op, child, children, &planner->plan->arena);
}

/* The parts of a kind under one operator; NULL when there is none. */
static enum pantau_status join_text(struct planner *planner,
		const struct part *part, size_t n, enum part_kind kind,
		enum match_op op, struct match_node **out)
{
	struct match_node **child = pantau_arena_zero(&planner->plan->arena, n,
			sizeof(struct match_node *));
	size_t found = 0;
	*out = NULL;
	if (child == NULL) {
		return pantau_fail_memory(planner->err);
	}
	for (size_t i = 0; i < n; i++) {
		if (part[i].kind == kind) {
			child[found++] = part[i].text;
			*out = part[i].text;
		}
	}
	if (found > 1) {
		*out = join(planner, op, child, found);
	}
	return found > 0 && *out == NULL ? pantau_fail_memory(planner->err) :
			PANTAU_OK;
}

static enum pantau_status without(struct planner *planner,
		struct match_node *from, struct match_node *what,
		struct match_node **out)
{
	struct match_node **child = pantau_arena_zero(&planner->plan->arena, 2,
			sizeof(struct match_node *));
	*out = NULL;
	if (child != NULL) {
		child[0] = from;
		child[1] = what;
		*out = join(planner, MATCH_NOT, child, 2);
	}
	return *out != NULL ? PANTAU_OK : pantau_fail_memory(planner->err);
}

/*
 * All text of an AND or OR in one part.
 * AND: a, not b -> a NOT b; not a, not b -> not (a OR b).
 * OR:  a, not b -> not (b NOT a); not a, not b -> not (a AND b).
 */
static enum pantau_status combine_text(struct planner *planner,
		const struct part *part, size_t n, bool and, struct part *out)
{
	struct match_node *has, *lacks = NULL;
	enum pantau_status status = join_text(planner, part, n, PART_TEXT,
			and ? MATCH_AND : MATCH_OR, &has);
	if (status == PANTAU_OK) {
		status = join_text(planner, part, n, PART_TEXT_NOT,
				and ? MATCH_OR : MATCH_AND, &lacks);
	}
	*out = (struct part){.kind = PART_ABSENT};
	if (status != PANTAU_OK || (has == NULL && lacks == NULL)) {
		return status;
	}
	out->kind = lacks != NULL && (has == NULL || !and) ? PART_TEXT_NOT :
			PART_TEXT;
	out->text = has != NULL ? has : lacks;
	if (has != NULL && lacks != NULL) {
		status = and ? without(planner, has, lacks, &out->text) :
				without(planner, lacks, has, &out->text);
	}
	return status;
}

static enum pantau_status combine_columns(struct planner *planner,
		const struct part *part, size_t n, bool and, struct part *out)
{
	struct arena *arena = &planner->plan->arena;
	struct predicate **list = pantau_arena_zero(arena, n, sizeof(*list));
	size_t found = 0;
	*out = (struct part){.kind = PART_ABSENT};
	if (list == NULL) {
		return pantau_fail_memory(planner->err);
	}
	for (size_t i = 0; i < n; i++) {
		if (part[i].kind == PART_COLUMNS) {
			list[found++] = part[i].predicate;
		}
	}
	if (found == 0) {
		return PANTAU_OK;
	}
	out->kind = PART_COLUMNS;
	out->predicate = found == 1 ? list[0] : pantau_predicate_join(
			and ? PREDICATE_AND : PREDICATE_OR, list, found, arena);
	return out->predicate != NULL ? PANTAU_OK :
			pantau_fail_memory(planner->err);
}

static struct plan_node *make_node(struct planner *planner, enum plan_op op,
		size_t room)
{
	struct arena *arena = &planner->plan->arena;
	struct plan_node *node = pantau_arena_zero(arena, 1, sizeof(*node));
	if (node == NULL) {
		return NULL;
	}
	node->op = op;
	node->child = pantau_arena_zero(arena, room, sizeof(*node->child));
	return node->child != NULL ? node : NULL;
}

/* NULL when memory is out; part is not absent. */
static struct plan_node *to_node(struct planner *planner,
		const struct part *part)
{
	if (part->kind == PART_MIXED) {
		return part->node;
	}
	struct plan_node *node = make_node(planner, part->kind == PART_COLUMNS ?
			PLAN_COLUMNS : PLAN_TEXT, 0);
	if (node == NULL) {
		return NULL;
	}
	node->predicate = part->predicate;
	node->text = part->text;
	if (part->kind != PART_TEXT_NOT) {
		return node;
	}
	struct plan_node *not = make_node(planner, PLAN_NOT, 1);
	if (not != NULL) {
		not->child[0] = node;
		not->children = 1;
	}
	return not;
}

/* The one text part, the one columns part and all mixed ones under one node. */
static enum pantau_status combine(struct planner *planner,
		const struct part *part, size_t n, bool and, struct part *out)
{
	struct part merged[2];
	size_t parts = 0;
	enum pantau_status status = combine_text(planner, part, n, and,
			&merged[0]);
	if (status == PANTAU_OK) {
		status = combine_columns(planner, part, n, and, &merged[1]);
	}
	struct plan_node *node = status == PANTAU_OK ? make_node(planner,
			and ? PLAN_AND : PLAN_OR, n + 2) : NULL;
	if (node == NULL) {
		return status != PANTAU_OK ? status :
				pantau_fail_memory(planner->err);
	}
	for (size_t i = 0; i < n + 2; i++) {
		const struct part *one = i < 2 ? &merged[i] : &part[i - 2];
		if (one->kind == PART_ABSENT ||
				(i >= 2 && one->kind != PART_MIXED)) {
			continue;
		}
		*out = *one;
		parts++;
		node->child[node->children] = to_node(planner, one);
		if (node->child[node->children++] == NULL) {
			return pantau_fail_memory(planner->err);
		}
	}
	if (parts == 0) {
		*out = (struct part){.kind = PART_ABSENT};
	} else if (parts > 1) {
		*out = (struct part){.kind = PART_MIXED, .node = node};
	}
	return PANTAU_OK;
}

static enum pantau_status turn_over(struct planner *planner, struct part *part)
{
	struct plan_node *not;
	switch (part->kind) {
	case PART_ABSENT:
		break;
	case PART_TEXT:
		part->kind = PART_TEXT_NOT;
		break;
	case PART_TEXT_NOT:
		part->kind = PART_TEXT;
		break;
	case PART_COLUMNS:
		part->predicate = pantau_predicate_join(PREDICATE_NOT,
				&part->predicate, 1, &planner->plan->arena);
		return part->predicate != NULL ? PANTAU_OK :
				pantau_fail_memory(planner->err);
	case PART_MIXED:
		not = make_node(planner, PLAN_NOT, 1);
		if (not == NULL) {
			return pantau_fail_memory(planner->err);
		}
		not->child[0] = part->node;
		not->children = 1;
		part->node = not;
		break;
	}
	return PANTAU_OK;
}

static enum pantau_status build_columns(struct planner *planner,
		const struct query_node *tree, struct part *out)
{
	struct plan *plan = planner->plan;
	out->kind = PART_COLUMNS;
	out->predicate = tree->op == QUERY_ALL ?
			pantau_predicate_constant(true, &plan->arena) :
			pantau_predicate_filter(&plan->view, tree, &plan->arena);
	return out->predicate != NULL ? PANTAU_OK :
			pantau_fail_memory(planner->err);
}

static enum pantau_status is_function(struct plan *plan,
		const struct query_node *tree, bool *out,
		struct pantau_error *err)
{
	*out = false;
	return tree->loose ? pantau_terms_function(&plan->terms, tree, out,
			err) : PANTAU_OK;
}

enum pantau_status pantau_plan_drops(struct plan *plan,
		const struct query_node *tree, size_t child, bool *out,
		struct pantau_error *err)
{
	*out = false;
	if (tree->op != QUERY_OR) {
		return PANTAU_OK;
	}
	enum pantau_status status = is_function(plan, tree->child[child], out,
			err);
	bool function = *out;
	for (size_t i = 0; status == PANTAU_OK && *out && function &&
			i < tree->children; i++) {
		status = is_function(plan, tree->child[i], &function, err);
	}
	*out = *out && !function;
	return status;
}

static enum pantau_status build_inner(struct planner *planner,
		const struct query_node *tree, bool positive, struct part *out)
{
	struct part *part = pantau_arena_zero(&planner->plan->arena,
			tree->children, sizeof(*part));
	enum pantau_status status = part != NULL ? PANTAU_OK :
			pantau_fail_memory(planner->err);
	for (size_t i = 0; status == PANTAU_OK && i < tree->children; i++) {
		bool drops;
		status = pantau_plan_drops(planner->plan, tree, i, &drops,
				planner->err);
		if (status == PANTAU_OK && !drops) {
			status = build(planner, tree->child[i],
					positive != (tree->op == QUERY_NOT),
					&part[i]);
		}
	}
	if (status != PANTAU_OK) {
		return status;
	}
	if (tree->op == QUERY_NOT) {
		*out = part[0];
		return turn_over(planner, out);
	}
	return combine(planner, part, tree->children, tree->op == QUERY_AND,
			out);
}

static enum pantau_status build(struct planner *planner,
		const struct query_node *tree, bool positive, struct part *out)
{
	*out = (struct part){.kind = PART_ABSENT};
	switch (tree->op) {
	case QUERY_WORD:
	case QUERY_PHRASE:
		return pantau_plan_leaf(planner, tree, positive, out);
	case QUERY_NEAR:
		return pantau_plan_near(planner, tree, positive, out);
	case QUERY_FILTER:
	case QUERY_ALL:
		return build_columns(planner, tree, out);
	default:
		return build_inner(planner, tree, positive, out);
	}
}

/* Adds a filter to the columns of an AND; its list has room for one more. */
static enum pantau_status narrow(struct planner *planner,
		struct plan_node *and, struct part *filter)
{
	struct part both[2] = {*filter, {.kind = PART_COLUMNS}};
	for (size_t i = 0; i < and->children; i++) {
		if (and->child[i]->op == PLAN_COLUMNS) {
			both[1].predicate = and->child[i]->predicate;
			enum pantau_status status = combine_columns(planner, both,
					2, true, filter);
			and->child[i]->predicate = filter->predicate;
			return status;
		}
	}
	struct plan_node *node = to_node(planner, filter);
	if (node == NULL) {
		return pantau_fail_memory(planner->err);
	}
	and->child[and->children++] = node;
	return PANTAU_OK;
}

/* --since and --until hold for every row, like a filter on the whole. */
static enum pantau_status within(struct planner *planner, int64_t since,
		int64_t until, struct part *part)
{
	if (since == INT64_MIN && until == INT64_MAX) {
		return PANTAU_OK;
	}
	struct part both[2] = {*part, {.kind = PART_COLUMNS}};
	both[1].predicate = pantau_predicate_time((struct span){since, until},
			&planner->plan->arena);
	if (both[1].predicate == NULL) {
		return pantau_fail_memory(planner->err);
	}
	return part->kind == PART_MIXED && part->node->op == PLAN_AND ?
			narrow(planner, part->node, &both[1]) :
			combine(planner, both, 2, true, part);
}

/* Ids that dates leave possible, in whole blocks. */
static void bound(struct plan *plan)
{
	const struct plan_node *node = plan->root;
	const struct predicate *predicate = NULL;
	int64_t last = pantau_columns_last(plan->store);
	if (last == 0) {
		pantau_view_check(&plan->view);
	}
	plan->least = 1;
	plan->greatest = last;
	if (node != NULL && node->op == PLAN_COLUMNS) {
		predicate = node->predicate;
	}
	for (size_t i = 0; node != NULL && node->op == PLAN_AND &&
			i < node->children; i++) {
		if (node->child[i]->op == PLAN_COLUMNS) {
			predicate = node->child[i]->predicate;
		}
	}
	if (predicate == NULL) {
		return;
	}
	while (plan->least <= plan->greatest && pantau_predicate_skips(predicate,
			&plan->view, (uint32_t)(plan->least >> 16))) {
		plan->least = ((plan->least >> 16) + 1) << 16;
	}
	while (plan->least <= plan->greatest && pantau_predicate_skips(predicate,
			&plan->view, (uint32_t)(plan->greatest >> 16))) {
		plan->greatest = (plan->greatest >> 16 << 16) - 1;
	}
	if (!pantau_predicate_dated(predicate)) {
		return;
	}
	while (plan->least <= plan->greatest && plan->view.status ==
			PANTAU_OK && pantau_predicate_skips_block(predicate,
			&plan->view, plan->least)) {
		plan->least = (plan->least / COLUMN_BLOCK + 1) * COLUMN_BLOCK;
	}
	while (plan->least <= plan->greatest && plan->view.status ==
			PANTAU_OK && pantau_predicate_skips_block(predicate,
			&plan->view, plan->greatest)) {
		plan->greatest = plan->greatest / COLUMN_BLOCK * COLUMN_BLOCK -
				1;
	}
}

static size_t count_loose(const struct query_node *tree)
{
	size_t n = tree->loose;
	for (size_t i = 0; i < tree->children; i++) {
		n += count_loose(tree->child[i]);
	}
	return n;
}

enum pantau_status pantau_plan_make(struct plan *plan, struct store *store,
		struct pantau_analyser *analyser, const struct query_node *tree,
		int64_t since, int64_t until, struct pantau_error *err)
{
	struct planner planner = {plan, err};
	struct part part;
	memset(plan, 0, sizeof(*plan));
	plan->store = store;
	pantau_arena_init(&plan->arena);
	pantau_map_init(&plan->known, pantau_hash_seed());
	pantau_map_init(&plan->parts, pantau_hash_seed());
	plan->roomy = count_loose(tree) <= ROOMY_WORDS;
	pantau_terms_init(&plan->terms, store, analyser, &plan->arena);
	pantau_view_init(&plan->view, store, err);
	enum pantau_status status = build(&planner, tree, true, &part);
	if (status == PANTAU_OK && part.kind != PART_ABSENT) {
		status = within(&planner, since, until, &part);
		plan->root = status == PANTAU_OK ? to_node(&planner, &part) :
				NULL;
		if (status == PANTAU_OK && plan->root == NULL) {
			status = pantau_fail_memory(err);
		}
	}
	if (status == PANTAU_OK) {
		status = pantau_plan_weigh(&planner);
	}
	if (status == PANTAU_OK) {
		bound(plan);
		status = plan->view.status;
	}
	if (status != PANTAU_OK) {
		pantau_plan_finish(plan);
	}
	return status;
}

void pantau_plan_finish(struct plan *plan)
{
	pantau_terms_finish(&plan->terms);
	pantau_map_finish(&plan->known);
	pantau_map_finish(&plan->parts);
	pantau_arena_finish(&plan->arena);
}
