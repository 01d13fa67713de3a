/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Counts: one pass over the matching ids with the columns beside them. */

#include "search/count_parts.h"

#include <stdlib.h>

#include "base/error.h"
#include "search/ids.h"
#include "search/saved.h"
#include "store/label.h"

#define KEPT_IDS 1024 /* at a time */
#define VALUES_MAX (1u << 26) /* accounts; more is damage */

bool pantau_tally_grow(struct tally *tally, uint64_t key)
{
	size_t room = tally->room != 0 ? tally->room : 256;
	while (room <= key) {
		room *= 2;
	}
	uint64_t *grown = realloc(tally->n, room * sizeof(*grown));
	if (grown == NULL) {
		return false;
	}
	memset(grown + tally->room, 0, (room - tally->room) * sizeof(*grown));
	tally->n = grown;
	tally->room = room;
	return true;
}

static enum pantau_status damaged(struct counting *c)
{
	return pantau_fail(c->err, PANTAU_DAMAGED, "%s", PANTAU_T(c->err,
			"a column names what is not there; run 'pantau verify'",
			"sebuah kolom menyebut yang tidak ada; jalankan "
			"'pantau verify'"));
}

/* Room for all units of time that the zone map knows, so that the tally need
 * not begin in 1970. */
static enum pantau_status span_times(struct counting *c)
{
	struct column_view *view = &c->session->plan.view;
	int64_t last = pantau_columns_last(view->store) >> 16;
	uint32_t least = 0, greatest = 0;
	for (int64_t chunk = 0; chunk <= last; chunk++) {
		uint32_t from, to;
		if (pantau_view_zone(view, (uint32_t)chunk, &from, &to)) {
			least = greatest == 0 || from < least ? from : least;
			greatest = to > greatest ? to : greatest;
		}
	}
	if (least > greatest) {
		return damaged(c);
	}
	c->tally.first = (size_t)pantau_count_time_key(c, least);
	uint64_t room = pantau_count_time_key(c, greatest) - c->tally.first;
	return view->status != PANTAU_OK ? view->status :
			pantau_tally_grow(&c->tally, room) ? PANTAU_OK :
			pantau_fail_memory(c->err);
}

/* Those without a time, and the rest by their unit. */
static enum pantau_status count_times(struct counting *c,
		const struct run *run, struct tally *tally, uint64_t *undated)
{
	const uint32_t *time = run->time;
	const int64_t *id = run->id;
	uint64_t none = 0, bad = 0;
	bool counts = c->by == COUNT_DAY || c->by == COUNT_HOUR;
	uint64_t first = tally->first, room = tally->room;
	for (size_t i = 0; i < run->n; i++) {
		uint32_t at = time[id[i] & 0xffff];
		none += at == 0;
		if (at == 0 || !counts) {
			continue;
		}
		uint64_t key = pantau_count_time_key(c, at);
		if (key - first < room) {
			tally->n[key - first]++;
		} else {
			bad++;
		}
	}
	*undated += none;
	return bad != 0 ? damaged(c) : PANTAU_OK;
}

static enum pantau_status count_wide(struct counting *c,
		const struct run *run, struct tally *tally)
{
	const uint32_t *values = run->values;
	for (size_t i = 0; i < run->n; i++) {
		uint32_t value = values[run->id[i] & 0xffff];
		if (value >= tally->room) {
			if (value > VALUES_MAX) {
				return damaged(c);
			}
			if (!pantau_tally_grow(tally, value)) {
				return pantau_fail_memory(c->err);
			}
		}
		tally->n[value]++;
	}
	return PANTAU_OK;
}

/* Values that the tally has room for all of. */
static void count_narrow(const struct run *run, struct tally *tally)
{
	const uint8_t *values = run->values;
	uint64_t *n = tally->n;
	for (size_t i = 0; i < run->n; i++) {
		n[values[run->id[i] & 0xffff]]++;
	}
}

static void count_regions(const struct run *run, struct tally *tally)
{
	const uint16_t *values = run->values;
	for (size_t i = 0; i < run->n; i++) {
		tally->n[values[run->id[i] & 0xffff]]++;
	}
}

static enum pantau_status tally_run(struct counting *c, const struct run *run,
		struct tally *tally, uint64_t *undated)
{
	enum pantau_status status = count_times(c, run, tally, undated);
	switch (c->column) {
	case COLUMN_TIME:
		break;
	case COLUMN_SOURCE:
	case COLUMN_ACCOUNT:
		return status == PANTAU_OK ? count_wide(c, run, tally) : status;
	case COLUMN_REGION:
		count_regions(run, tally);
		break;
	default:
		count_narrow(run, tally);
		break;
	}
	return status;
}

/* The same once more for those of a run that people labelled. */
static enum pantau_status count_labelled(struct counting *c,
		const struct run *run)
{
	const uint8_t *flags = pantau_columns_chunk(c->session->plan.store,
			COLUMN_FLAGS, (uint32_t)(run->id[0] >> 16), c->err);
	enum pantau_status status = PANTAU_OK;
	int64_t id[KEPT_IDS];
	uint64_t undated = 0;
	if (flags == NULL) {
		return c->err != NULL ? c->err->code : PANTAU_IO;
	}
	for (size_t at = 0; status == PANTAU_OK && at < run->n;) {
		struct run some = {run->time, run->values, id, 0};
		for (; at < run->n && some.n < KEPT_IDS; at++) {
			id[some.n] = run->id[at];
			some.n += (flags[run->id[at] & 0xffff] &
					ROW_LABELLED) != 0;
		}
		c->out->labelled += some.n;
		status = tally_run(c, &some, &c->labelled, &undated);
	}
	return status;
}

static enum pantau_status count_run(struct counting *c, const int64_t *id,
		size_t n)
{
	struct store *store = c->session->plan.store;
	uint32_t chunk = (uint32_t)(id[0] >> 16);
	struct run run = {.id = id, .n = n};
	run.time = pantau_columns_chunk(store, COLUMN_TIME, chunk, c->err);
	run.values = pantau_columns_chunk(store, c->column, chunk, c->err);
	if (run.time == NULL || run.values == NULL) {
		return c->err != NULL ? c->err->code : PANTAU_IO;
	}
	enum pantau_status status = tally_run(c, &run, &c->tally,
			&c->out->undated);
	if (status == PANTAU_OK) {
		status = pantau_repeats_count(c, &run);
	}
	return status == PANTAU_OK && c->labels ? count_labelled(c, &run) :
			status;
}

static enum pantau_status count_ids(struct counting *c, const int64_t *id,
		size_t n)
{
	enum pantau_status status = PANTAU_OK;
	c->out->total += n;
	for (size_t from = 0; status == PANTAU_OK && from < n;) {
		size_t end = from + 1;
		while (end < n && id[end] >> 16 == id[from] >> 16) {
			end++;
		}
		status = count_run(c, id + from, end - from);
		from = end;
	}
	return status;
}

static enum pantau_status prepare(struct counting *c)
{
	static const enum column columns[] = {
		[COUNT_TOTAL] = COLUMN_TIME, [COUNT_DAY] = COLUMN_TIME,
		[COUNT_HOUR] = COLUMN_TIME, [COUNT_ISSUE] = COLUMN_TIME,
		[COUNT_SOURCE] = COLUMN_SOURCE, [COUNT_KIND] = COLUMN_KIND,
		[COUNT_TONE] = COLUMN_TONE, [COUNT_REGION] = COLUMN_REGION,
		[COUNT_AUTHOR] = COLUMN_ACCOUNT, [COUNT_LANGUAGE] = COLUMN_LANGUAGE,
		[COUNT_VERDICT] = COLUMN_FLAGS,
	};
	c->column = columns[c->by];
	enum pantau_status status = pantau_label_any(c->session->plan.store,
			&c->labels, c->err);
	if (status == PANTAU_OK && (c->by == COUNT_DAY || c->by == COUNT_HOUR)) {
		status = span_times(c);
	} else if (status == PANTAU_OK && !pantau_tally_grow(&c->tally, c->column ==
			COLUMN_REGION ? UINT16_MAX : UINT8_MAX)) {
		/* Narrow columns need no look at the room. */
		status = pantau_fail_memory(c->err);
	}
	c->labelled.first = c->tally.first;
	if (status == PANTAU_OK) {
		status = pantau_repeats_open(c);
	}
	return status == PANTAU_OK && c->labels && !pantau_tally_grow(&c->labelled,
			c->tally.room - 1) ? pantau_fail_memory(c->err) : status;
}

/* The same over ids that were kept. */
static enum pantau_status count_kept(struct counting *c,
		const roaring_bitmap_t *bitmap)
{
	roaring_uint32_iterator_t *it = roaring_create_iterator(bitmap);
	uint32_t some[KEPT_IDS];
	int64_t id[KEPT_IDS];
	uint32_t n = 0;
	enum pantau_status status = it != NULL ? PANTAU_OK :
			pantau_fail_memory(c->err);
	while (status == PANTAU_OK && (n = roaring_read_uint32_iterator(it, some,
			KEPT_IDS)) != 0) {
		for (uint32_t i = 0; i < n; i++) {
			id[i] = some[i];
		}
		status = count_ids(c, id, n);
	}
	if (it != NULL) {
		roaring_free_uint32_iterator(it);
	}
	return status;
}

static enum pantau_status count_all(struct counting *c)
{
	struct ids *ids;
	int64_t *id;
	size_t n;
	enum pantau_status status = prepare(c);
	if (status != PANTAU_OK) {
		return status;
	}
	if (c->options->keep != NULL) {
		const roaring_bitmap_t *bitmap;
		status = pantau_saved_ids(c->options->keep, &c->session->plan,
				&bitmap, c->err);
		if (status != PANTAU_OK || bitmap != NULL) {
			return status != PANTAU_OK ? status :
					count_kept(c, bitmap);
		}
	}
	status = pantau_ids_open(&c->session->plan, true, &ids, c->err);
	while (status == PANTAU_OK) {
		status = pantau_ids_block(ids, &id, &n, c->err);
		if (status == PANTAU_OK) {
			status = count_ids(c, id, n);
		}
	}
	pantau_ids_close(ids);
	return status == PANTAU_END ? PANTAU_OK : status;
}

/* Flags were counted as they stand: what matters of them are some bits. */
static void fold_flags(struct tally *tally)
{
	uint64_t n[(ROW_VERDICT >> ROW_VERDICT_SHIFT) + 1] = {0};
	for (size_t flags = 0; flags < tally->room; flags++) {
		n[(flags & ROW_VERDICT) >> ROW_VERDICT_SHIFT] += tally->n[flags];
		tally->n[flags] = 0;
	}
	if (tally->room != 0) {
		memcpy(tally->n, n, sizeof(n));
	}
}

enum pantau_status pantau_count(struct store *store,
		struct pantau_analyser *analyser, struct str query,
		enum count_by by, const struct search_options *options,
		struct counts *out, struct pantau_error *err)
{
	struct session session;
	struct counting c = {
		.session = &session, .options = options, .by = by, .out = out,
		.err = err,
	};
	pantau_result_init(out, sizeof(*out), &out->arena);
	enum pantau_status status = pantau_session_open(&session, store,
			analyser, query, options, err);
	if (status != PANTAU_OK) {
		return status;
	}
	status = count_all(&c);
	if (status == PANTAU_OK && by == COUNT_VERDICT) {
		fold_flags(&c.tally);
		fold_flags(&c.labelled);
	}
	if (status == PANTAU_OK) {
		status = pantau_repeats_end(&c);
	}
	if (status == PANTAU_OK) {
		status = pantau_count_rows(&c);
	}
	if (status == PANTAU_OK) {
		status = pantau_session_widening(&session, &out->arena,
				&out->widening, &out->widened, err);
	}
	free(c.tally.n);
	free(c.labelled.n);
	pantau_repeats_close(&c.repeats);
	pantau_session_close(&session);
	if (status != PANTAU_OK) {
		pantau_counts_finish(out);
	}
	return status;
}

void pantau_counts_finish(struct counts *counts)
{
	pantau_result_finish(counts, sizeof(*counts), &counts->arena);
}
