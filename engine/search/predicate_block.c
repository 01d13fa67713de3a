/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Filters over many rows at once: one loop over a column's values for each
 * filter, instead of one walk down the filters for each row. */

#include "search/predicate.h"

#include "base/error.h"

/* The ids of a run all stand in one chunk, whose column is loaded here. */
static const void *column_of(struct column_view *view, enum column column,
		int64_t id)
{
	pantau_view_value(view, column, id);
	return view->status == PANTAU_OK ? view->chunk[column] : NULL;
}

static size_t keep_time(const struct predicate *predicate,
		const uint32_t *time, int64_t *id, size_t n)
{
	struct span span = predicate->span;
	size_t kept = 0;
	for (size_t i = 0; i < n; i++) {
		uint32_t value = time[id[i] & 0xffff];
		id[kept] = id[i];
		kept += value != 0 && value >= span.from && value < span.until;
	}
	return kept;
}

static size_t keep_value(const struct predicate *predicate, const void *values,
		int64_t *id, size_t n)
{
	uint32_t mask = predicate->mask; /* of u8 columns alone */
	size_t kept = 0;
	switch (predicate->column) {
	case COLUMN_TIME:
	case COLUMN_SOURCE:
	case COLUMN_ACCOUNT:
		for (size_t i = 0; i < n; i++) {
			id[kept] = id[i];
			kept += ((const uint32_t *)values)[id[i] & 0xffff] ==
					predicate->value;
		}
		break;
	case COLUMN_LENGTH:
	case COLUMN_REGION:
		for (size_t i = 0; i < n; i++) {
			id[kept] = id[i];
			kept += ((const uint16_t *)values)[id[i] & 0xffff] ==
					predicate->value;
		}
		break;
	default:
		for (size_t i = 0; i < n; i++) {
			id[kept] = id[i];
			kept += (((const uint8_t *)values)[id[i] & 0xffff] &
					mask) == predicate->value;
		}
		break;
	}
	return kept;
}

static size_t keep_tested(struct predicate *predicate,
		struct column_view *view, int64_t *id, size_t n)
{
	size_t kept = 0;
	for (size_t i = 0; i < n && view->status == PANTAU_OK; i++) {
		int64_t one = id[i];
		id[kept] = one;
		kept += pantau_predicate_test(predicate, view, one);
	}
	return kept;
}

static size_t keep_run(struct predicate *predicate, struct column_view *view,
		int64_t *id, size_t n)
{
	const void *values;
	switch (predicate->kind) {
	case PREDICATE_CONSTANT:
		return predicate->constant ? n : 0;
	case PREDICATE_TIME:
		values = column_of(view, COLUMN_TIME, id[0]);
		return values != NULL ? keep_time(predicate, values, id, n) : 0;
	case PREDICATE_VALUE:
		values = column_of(view, predicate->column, id[0]);
		return values != NULL ? keep_value(predicate, values, id, n) : 0;
	case PREDICATE_STORY:
	case PREDICATE_COPIES:
		values = column_of(view, COLUMN_STORY, id[0]);
		return values != NULL ? pantau_predicate_story_keep(predicate,
				values, id, n) : 0;
	case PREDICATE_AND:
		for (size_t i = 0; i < predicate->children && n != 0; i++) {
			n = keep_run(predicate->child[i], view, id, n);
		}
		return n;
	default:
		return keep_tested(predicate, view, id, n);
	}
}

size_t pantau_predicate_keep(struct predicate *predicate,
		struct column_view *view, int64_t *id, size_t n)
{
	size_t kept = 0, from = 0;
	while (from < n && view->status == PANTAU_OK) {
		size_t end = from + 1;
		while (end < n && id[end] >> 16 == id[from] >> 16) {
			end++;
		}
		size_t run = keep_run(predicate, view, id + from, end - from);
		memmove(id + kept, id + from, run * sizeof(*id));
		kept += run;
		from = end;
	}
	return kept;
}
