/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Filters on the story of an item: which one it is, and how many are in it. */

#include "search/predicate.h"

#include "base/error.h"

#define AT_ONCE 256 /* rows */

static struct predicate *make(enum predicate_kind kind,
		struct column_view *view, struct arena *arena)
{
	struct predicate *predicate = pantau_arena_zero(arena, 1,
			sizeof(*predicate));
	if (predicate == NULL) {
		return NULL;
	}
	predicate->kind = kind;
	enum pantau_status status = pantau_story_forest(view->store,
			&predicate->forest, view->err);
	if (status == PANTAU_OK && kind == PREDICATE_COPIES) {
		status = pantau_story_sizes(view->store, &predicate->items,
				view->err);
	}
	if (status == PANTAU_OK) {
		return predicate;
	}
	/* The view's status ends the query; until then nothing is looked up. */
	view->status = status;
	return pantau_predicate_constant(false, arena);
}

struct predicate *pantau_predicate_story(struct column_view *view,
		struct str name, struct arena *arena)
{
	struct pantau_error why = {.code = PANTAU_OK};
	struct predicate *predicate;
	int64_t id;
	if (view->err != NULL) {
		why = pantau_error_like(view->err);
	}
	enum pantau_status status = pantau_store_find(view->store, name, &id,
			&why);
	if (status == PANTAU_NOT_FOUND) {
		return pantau_predicate_constant(false, arena);
	}
	if (status != PANTAU_OK) {
		view->status = status;
		if (view->err != NULL) {
			*view->err = why;
		}
		return pantau_predicate_constant(false, arena);
	}
	predicate = make(PREDICATE_STORY, view, arena);
	status = predicate != NULL && predicate->kind == PREDICATE_STORY ?
			pantau_story_of(view->store, id, &predicate->value,
				view->err) : PANTAU_OK;
	if (status != PANTAU_OK) {
		view->status = status;
	}
	return predicate;
}

struct predicate *pantau_predicate_copies(struct column_view *view,
		enum query_comparison comparison, int64_t number,
		struct arena *arena)
{
	int64_t least = comparison == COMPARE_LEAST ||
			comparison == COMPARE_EQUAL ? number : 0;
	int64_t most = comparison == COMPARE_MOST ||
			comparison == COMPARE_EQUAL ? number : UINT32_MAX;
	least = comparison == COMPARE_MORE && number < INT64_MAX ? number + 1 :
			comparison == COMPARE_MORE ? number : least;
	most = comparison == COMPARE_LESS ? number - 1 : most;
	if (most < least || least > (int64_t)UINT32_MAX) {
		return pantau_predicate_constant(false, arena);
	}
	struct predicate *predicate = make(PREDICATE_COPIES, view, arena);
	if (predicate != NULL) {
		predicate->least = (uint32_t)least;
		predicate->most = most < (int64_t)UINT32_MAX ? (uint32_t)most :
				UINT32_MAX;
	}
	return predicate;
}

static bool passes(const struct predicate *predicate, uint32_t story)
{
	return predicate->kind == PREDICATE_STORY ? story == predicate->value :
			predicate->items[story] >= predicate->least &&
			predicate->items[story] <= predicate->most;
}

bool pantau_predicate_story_test(const struct predicate *predicate,
		uint32_t told, int64_t id)
{
	return passes(predicate, pantau_story_root(predicate->forest, told,
			(uint32_t)id));
}

size_t pantau_predicate_story_keep(const struct predicate *predicate,
		const uint32_t *told, int64_t *id, size_t n)
{
	uint32_t story[AT_ONCE];
	size_t kept = 0;
	for (size_t from = 0; from < n; from += AT_ONCE) {
		size_t some = n - from < AT_ONCE ? n - from : AT_ONCE;
		pantau_story_roots(predicate->forest, told, id + from, some,
				story);
		for (size_t i = 0; i < some; i++) {
			id[kept] = id[from + i];
			kept += passes(predicate, story[i]);
		}
	}
	return kept;
}

bool pantau_predicate_shifts(const struct predicate *predicate)
{
	bool shifts = predicate->kind == PREDICATE_STORY ||
			predicate->kind == PREDICATE_COPIES;
	for (size_t i = 0; !shifts && i < predicate->children; i++) {
		shifts = pantau_predicate_shifts(predicate->child[i]);
	}
	return shifts;
}
