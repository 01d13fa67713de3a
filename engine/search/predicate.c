/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Filters on columns, with what was found out about a name remembered. */

#include "search/predicate.h"

#include "base/error.h"
#include "store/debunk.h"

void pantau_view_init(struct column_view *view, struct store *store,
		struct pantau_error *err)
{
	*view = (struct column_view){.store = store, .err = err};
}

uint32_t pantau_view_value(struct column_view *view, enum column column,
		int64_t id)
{
	uint32_t number = (uint32_t)(id >> 16), at = (uint32_t)(id & 0xffff);
	if (number != view->number) {
		memset(view->chunk, 0, sizeof(view->chunk));
		view->number = number;
	}
	if (view->chunk[column] == NULL) {
		view->chunk[column] = pantau_columns_chunk(view->store, column,
				number, view->err);
		if (view->chunk[column] == NULL) {
			view->status = view->err != NULL ? view->err->code :
					PANTAU_DAMAGED;
			return 0;
		}
	}
	switch (column) {
	case COLUMN_TIME:
	case COLUMN_SOURCE:
	case COLUMN_ACCOUNT:
	case COLUMN_STORY:
		return ((const uint32_t *)view->chunk[column])[at];
	case COLUMN_LENGTH:
	case COLUMN_REGION:
		return ((const uint16_t *)view->chunk[column])[at];
	default:
		return ((const uint8_t *)view->chunk[column])[at];
	}
}

bool pantau_view_check(struct column_view *view)
{
	int code = sqlite3_errcode(pantau_store_db(view->store)) & 0xff;
	if (code == SQLITE_OK || code == SQLITE_ROW || code == SQLITE_DONE) {
		return true;
	}
	view->status = pantau_store_fail(view->store, view->err,
			"cannot read the columns", "tidak dapat membaca kolom");
	return false;
}

bool pantau_view_zone(struct column_view *view, uint32_t chunk,
		uint32_t *least, uint32_t *greatest)
{
	bool dated = pantau_columns_zone(view->store, chunk, least, greatest);
	if (!dated) {
		pantau_view_check(view);
	}
	return dated;
}

void pantau_view_unnamed(struct column_view *view)
{
	if (pantau_view_check(view)) {
		view->status = pantau_fail(view->err, PANTAU_IO, "%s", PANTAU_T(
				view->err, "cannot read the name behind a column",
				"tidak dapat membaca nama di balik kolom"));
	}
}

struct str pantau_view_name(struct column_view *view, enum column column,
		uint32_t value)
{
	struct store *store = view->store;
	struct str name = column == COLUMN_SOURCE ?
			pantau_store_source_name(store, value) :
			column == COLUMN_REGION ?
			pantau_store_region_name(store, (uint16_t)value) :
			pantau_store_language_name(store, (uint8_t)value);
	if (name.n == 0) {
		pantau_view_unnamed(view);
	}
	return name;
}

static bool word_sign(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
			(c >= 'a' && c <= 'z') || (unsigned char)c >= 0x80;
}

bool pantau_name_matches(struct str name, struct str wanted,
		enum name_rule rule, bool open)
{
	if (rule == NAME_WHOLE && !open) {
		return pantau_str_eq_nocase(name, wanted);
	}
	size_t last = rule == NAME_WITHIN ? name.n : 0;
	for (size_t at = 0; at <= last && at + wanted.n <= name.n; at++) {
		size_t end = at + wanted.n;
		if (pantau_str_eq_nocase(str_make(name.p + at, wanted.n),
				wanted) &&
				(at == 0 || !word_sign(name.p[at - 1])) &&
				(open || end == name.n || !word_sign(name.p[end]))) {
			return true;
		}
	}
	return false;
}

static struct predicate *make(enum predicate_kind kind, struct arena *arena)
{
	struct predicate *predicate = pantau_arena_zero(arena, 1,
			sizeof(*predicate));
	if (predicate != NULL) {
		predicate->kind = kind;
	}
	return predicate;
}

struct predicate *pantau_predicate_constant(bool value, struct arena *arena)
{
	struct predicate *predicate = make(PREDICATE_CONSTANT, arena);
	if (predicate != NULL) {
		predicate->constant = value;
	}
	return predicate;
}

struct predicate *pantau_predicate_time(struct span span, struct arena *arena)
{
	struct predicate *predicate = make(PREDICATE_TIME, arena);
	if (predicate != NULL) {
		predicate->span = span;
	}
	return predicate;
}

static struct predicate *value_is(enum column column, uint32_t value,
		struct arena *arena)
{
	struct predicate *predicate = make(PREDICATE_VALUE, arena);
	if (predicate != NULL) {
		predicate->column = column;
		predicate->mask = UINT32_MAX;
		predicate->value = value;
	}
	return predicate;
}

/* VERDICTS stands for any of them. */
static struct predicate *verdict_is(uint32_t verdict, struct arena *arena)
{
	bool any = verdict == VERDICTS;
	struct predicate *predicate = value_is(COLUMN_FLAGS, any ? VERDICT_NONE
			: verdict << ROW_VERDICT_SHIFT, arena);
	if (predicate == NULL) {
		return NULL;
	}
	predicate->mask = ROW_VERDICT;
	return !any ? predicate : pantau_predicate_join(PREDICATE_NOT,
			&predicate, 1, arena);
}

static struct predicate *name_is(enum column column, struct str name,
		enum name_rule rule, uint32_t memos, struct arena *arena)
{
	struct predicate *predicate = make(PREDICATE_NAME, arena);
	if (predicate == NULL) {
		return NULL;
	}
	while (name.n > 1 && name.p[name.n - 1] == '*') {
		name.n--;
		predicate->open = true;
	}
	predicate->column = column;
	predicate->name = name;
	predicate->rule = rule;
	predicate->memo = pantau_arena_zero(arena, memos, 1);
	predicate->memos = memos;
	return predicate->memo != NULL ? predicate : NULL;
}

/* An account that the archive does not have is nobody's, not 'no account'. */
static struct predicate *author_is(struct column_view *view,
		struct str handle, struct arena *arena)
{
	uint32_t account;
	enum pantau_status status = pantau_store_account_id(view->store, handle,
			&account, view->err);
	if (status != PANTAU_OK) {
		view->status = status;
	}
	return account != 0 ? value_is(COLUMN_ACCOUNT, account, arena) :
			pantau_predicate_constant(false, arena);
}

/* The items that spread what a debunk is about, or what any is. */
static struct predicate *repeats(struct column_view *view, int64_t debunk,
		struct arena *arena)
{
	struct predicate *predicate = debunk != 0 ? make(PREDICATE_SET, arena)
			: value_is(COLUMN_FLAGS, ROW_CLAIM, arena);
	int64_t *id;
	if (predicate == NULL) {
		return NULL;
	}
	if (debunk == 0) {
		predicate->mask = ROW_CLAIM;
		return predicate;
	}
	enum pantau_status status = pantau_claim_items(view->store, debunk,
			false, arena, &id, &predicate->ids, view->err);
	predicate->id = id;
	if (status != PANTAU_OK) {
		view->status = status;
	}
	return predicate;
}

struct predicate *pantau_predicate_filter(struct column_view *view,
		const struct query_node *filter, struct arena *arena)
{
	uint32_t number = (uint32_t)filter->number;
	switch (filter->filter) {
	case FILTER_SOURCE:
		return name_is(COLUMN_SOURCE, filter->text, NAME_LEADS, 1 << 16,
				arena);
	case FILTER_REGION:
		return name_is(COLUMN_REGION, filter->text, NAME_WITHIN, 1 << 16,
				arena);
	case FILTER_LANGUAGE:
		return name_is(COLUMN_LANGUAGE, filter->text, NAME_WHOLE, 1 << 8,
				arena);
	case FILTER_KIND:
		return value_is(COLUMN_KIND, number, arena);
	case FILTER_TONE:
		return value_is(COLUMN_TONE, number, arena);
	case FILTER_HOAX:
		return value_is(COLUMN_HOAX, number, arena);
	case FILTER_VERDICT:
		return verdict_is(number, arena);
	case FILTER_AUTHOR:
		return author_is(view, filter->text, arena);
	case FILTER_DATE:
		return pantau_predicate_time(filter->span, arena);
	case FILTER_COPIES:
		return pantau_predicate_copies(view, filter->comparison,
				filter->number, arena);
	case FILTER_STORY:
		return pantau_predicate_story(view, filter->text, arena);
	case FILTER_CLAIM:
		return repeats(view, filter->number, arena);
	case FILTER_ISSUE:
		break;
	}
	return pantau_predicate_constant(false, arena);
}

struct predicate *pantau_predicate_join(enum predicate_kind kind,
		struct predicate *const *child, size_t children,
		struct arena *arena)
{
	struct predicate *predicate = make(kind, arena);
	if (predicate == NULL) {
		return NULL;
	}
	predicate->child = pantau_arena_zero(arena, children,
			sizeof(*predicate->child));
	if (predicate->child == NULL) {
		return NULL;
	}
	memcpy(predicate->child, child, children * sizeof(*child));
	predicate->children = children;
	return predicate;
}

static bool test_name(struct predicate *predicate, struct column_view *view,
		uint32_t value)
{
	if (value == 0) {
		return false;
	}
	if (value < predicate->memos && predicate->memo[value] != 0) {
		return predicate->memo[value] == 2;
	}
	bool matches = pantau_name_matches(pantau_view_name(view,
			predicate->column, value), predicate->name, predicate->rule,
			predicate->open);
	if (value < predicate->memos) {
		predicate->memo[value] = matches ? 2 : 1;
	}
	return matches;
}

static bool among(const struct predicate *predicate, int64_t id)
{
	size_t low = 0, high = predicate->ids;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (predicate->id[middle] < id) {
			low = middle + 1;
		} else {
			high = middle;
		}
	}
	return low < predicate->ids && predicate->id[low] == id;
}

bool pantau_predicate_test(struct predicate *predicate,
		struct column_view *view, int64_t id)
{
	uint32_t value;
	switch (predicate->kind) {
	case PREDICATE_CONSTANT:
		return predicate->constant;
	case PREDICATE_VALUE:
		return (pantau_view_value(view, predicate->column, id) &
				predicate->mask) == predicate->value;
	case PREDICATE_SET:
		return among(predicate, id);
	case PREDICATE_NAME:
		return test_name(predicate, view, pantau_view_value(view,
				predicate->column, id));
	case PREDICATE_TIME:
		value = pantau_view_value(view, COLUMN_TIME, id);
		return value != 0 && value >= predicate->span.from &&
				value < predicate->span.until;
	case PREDICATE_STORY:
	case PREDICATE_COPIES:
		return pantau_predicate_story_test(predicate,
				pantau_view_value(view, COLUMN_STORY, id), id);
	case PREDICATE_NOT:
		return !pantau_predicate_test(predicate->child[0], view, id);
	case PREDICATE_AND:
	case PREDICATE_OR:
		break;
	}
	bool any = predicate->kind == PREDICATE_OR;
	for (size_t i = 0; i < predicate->children; i++) {
		if (pantau_predicate_test(predicate->child[i], view, id) == any) {
			return any;
		}
	}
	return !any;
}

/* No row with these times passes. */
static bool outside(const struct predicate *predicate,
		struct column_zone zone)
{
	bool any = predicate->kind == PREDICATE_AND;
	switch (predicate->kind) {
	case PREDICATE_CONSTANT:
		return !predicate->constant;
	case PREDICATE_TIME:
		return zone.greatest == 0 || zone.greatest < predicate->span.from ||
				zone.least >= predicate->span.until;
	case PREDICATE_AND:
	case PREDICATE_OR:
		for (size_t i = 0; i < predicate->children; i++) {
			if (outside(predicate->child[i], zone) == any) {
				return any;
			}
		}
		return !any;
	default:
		return false;
	}
}

bool pantau_predicate_dated(const struct predicate *predicate)
{
	bool dated = predicate->kind == PREDICATE_TIME;
	for (size_t i = 0; !dated && i < predicate->children; i++) {
		dated = pantau_predicate_dated(predicate->child[i]);
	}
	return dated;
}

bool pantau_predicate_skips(const struct predicate *predicate,
		struct column_view *view, uint32_t chunk)
{
	struct column_zone zone = {0, 0};
	if (pantau_predicate_dated(predicate)) {
		pantau_view_zone(view, chunk, &zone.least, &zone.greatest);
	}
	return outside(predicate, zone);
}

bool pantau_predicate_skips_block(const struct predicate *predicate,
		struct column_view *view, int64_t id)
{
	const struct column_zone *zone = pantau_columns_block_zone(view->store,
			(uint32_t)(id >> 16), view->err);
	if (zone == NULL) {
		view->status = view->err != NULL ? view->err->code :
				PANTAU_DAMAGED;
		return true;
	}
	return outside(predicate, zone[(id & 0xffff) / COLUMN_BLOCK]);
}
