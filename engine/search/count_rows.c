/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* From numbers by key to rows with names. */

#include "search/count_parts.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/error.h"

/* The key's name, lent until the next call; empty when it has none. */
static struct str name_of(struct counting *c, uint64_t key, char room[48])
{
	struct column_view *view = &c->session->plan.view;
	int64_t unit = c->by == COUNT_DAY ? DAY : HOUR;
	int64_t at = (int64_t)key * unit - DAY;
	switch (c->by) {
	case COUNT_DAY:
		pantau_date_day(at / DAY, room);
		return str_of(room);
	case COUNT_HOUR:
		pantau_date_day(pantau_day_number(at, 0), room);
		snprintf(room + strlen(room), 16, "T%02d:00",
				(int)((at + DAY) % DAY / HOUR));
		return str_of(room);
	case COUNT_SOURCE:
		return key == 0 ? STR("") : pantau_view_name(view,
				COLUMN_SOURCE, (uint32_t)key);
	case COUNT_KIND:
		return key >= KINDS ? STR("") :
				str_of(pantau_doc_kind_name((enum doc_kind)key));
	case COUNT_TONE:
		return key > PANTAU_TONE_UNASSESSED ? STR("") :
				str_of(pantau_tone_name((enum pantau_tone)key));
	case COUNT_REGION:
		return key == 0 ? STR("") : pantau_view_name(view,
				COLUMN_REGION, (uint32_t)key);
	case COUNT_LANGUAGE:
		return key == 0 ? STR("") : pantau_view_name(view,
				COLUMN_LANGUAGE, (uint32_t)key);
	case COUNT_VERDICT:
		return key == VERDICT_NONE ? STR("") :
				str_of(pantau_verdict_name((enum verdict)key));
	default:
		break;
	}
	if (key == 0) {
		return STR("");
	}
	struct str name;
	enum pantau_status status = pantau_count_account(c, (uint32_t)key,
			&name);
	if (status != PANTAU_OK) {
		view->status = status;
	}
	return name;
}

static enum pantau_status add_row(struct counting *c, struct str key,
		const struct count_row *values, size_t *private)
{
	struct count_row *row = &c->out->row[c->out->n];
	bool is_private = c->by == COUNT_AUTHOR && str_eq(key, STR("private"));
	if (is_private && *private != SIZE_MAX) {
		row = &c->out->row[*private];
		row->articles += values->articles;
		row->stories += values->stories;
		row->labelled += values->labelled;
		return c->session->plan.view.status;
	}
	if (is_private) {
		*private = c->out->n;
	}
	*row = *values;
	row->key = pantau_arena_str(&c->out->arena, key.n != 0 ? key :
			STR("none"));
	c->out->n++;
	return row->key.p == NULL ? pantau_fail_memory(c->err) :
			c->session->plan.view.status;
}

static int most_first(const void *left, const void *right)
{
	const struct count_row *a = left, *b = right;
	if (a->articles != b->articles) {
		return a->articles > b->articles ? -1 : 1;
	}
	return str_cmp(a->key, b->key);
}

static uint64_t at(const struct tally *tally, size_t key)
{
	return key < tally->room ? tally->n[key] : 0;
}

enum pantau_status pantau_count_rows(struct counting *c)
{
	const struct tally *tally = &c->tally;
	size_t first = 0, end = tally->room, rows = 0, private = SIZE_MAX;
	char room[48];
	while (first < end && tally->n[first] == 0) {
		first++;
	}
	while (end > first && tally->n[end - 1] == 0) {
		end--;
	}
	for (size_t key = first; key < end; key++) {
		rows += c->by == COUNT_DAY || tally->n[key] != 0;
	}
	c->out->row = pantau_arena_zero(&c->out->arena, rows + 1,
			sizeof(*c->out->row));
	if (c->out->row == NULL) {
		return pantau_fail_memory(c->err);
	}
	for (size_t key = first; key < end; key++) {
		if (c->by != COUNT_DAY && tally->n[key] == 0) {
			continue;
		}
		const struct count_row values = {
			.articles = tally->n[key],
			.stories = tally->n[key] -
					at(&c->repeats.tally, key),
			.labelled = at(&c->labelled, key),
		};
		enum pantau_status status = add_row(c, name_of(c,
				key + tally->first, room), &values, &private);
		if (status != PANTAU_OK) {
			return status;
		}
	}
	if (c->by != COUNT_DAY && c->by != COUNT_HOUR && c->out->n > 1) {
		qsort(c->out->row, c->out->n, sizeof(*c->out->row), most_first);
	}
	return PANTAU_OK;
}
