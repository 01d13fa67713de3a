/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Stories among the items that are counted: each once in every row that has
 * some of its items, and once in all. */

#include "search/count_parts.h"

#include <stdlib.h>

#include "base/error.h"

#define AT_ONCE 1024           /* rows */
#define FIRST_PAIRS 4096
#define TIDY_PAIRS (1u << 20)  /* from so many on, doubles are taken out */
#define ASKED_SINGLY 1000       /* accounts */
#define NO_KEY UINT32_MAX      /* undated: of no row, and yet of a story */

void pantau_repeats_close(struct story_repeats *repeats)
{
	free(repeats->root);
	free(repeats->pair);
	free(repeats->tally.n);
	free(repeats->private);
}

enum pantau_status pantau_repeats_open(struct counting *c)
{
	struct story_repeats *repeats = &c->repeats;
	struct store *store = c->session->plan.store;
	enum pantau_status status = pantau_story_forest(store,
			&repeats->forest, c->err);
	if (status != PANTAU_OK) {
		return status;
	}
	repeats->tidy = TIDY_PAIRS;
	repeats->tally.first = c->tally.first;
	repeats->root = calloc(pantau_story_last(repeats->forest) / 64 + 1,
			sizeof(*repeats->root));
	return repeats->root != NULL && pantau_tally_grow(&repeats->tally,
			c->tally.room - 1) ? PANTAU_OK :
			pantau_fail_memory(c->err);
}

/* --- keys of rows --- */

/* Room for an account, which the tally has by now; past some, all are asked
 * for at once. */
static enum pantau_status ask(struct counting *c, uint32_t account)
{
	struct story_repeats *repeats = &c->repeats;
	if (account >= repeats->accounts) {
		size_t room = c->tally.room;
		unsigned char *grown = realloc(repeats->private, room);
		if (grown == NULL) {
			return pantau_fail_memory(c->err);
		}
		memset(grown + repeats->accounts, 0, room - repeats->accounts);
		repeats->private = grown;
		repeats->accounts = room;
		repeats->all = false;
	}
	if (repeats->all || repeats->private[account] ||
			repeats->asked++ < ASKED_SINGLY) {
		return PANTAU_OK;
	}
	repeats->all = true;
	return pantau_store_private_accounts(c->session->plan.store,
			repeats->private, repeats->accounts, c->err);
}

enum pantau_status pantau_count_account(struct counting *c, uint32_t account,
		struct str *name)
{
	struct column_view *view = &c->session->plan.view;
	struct story_repeats *repeats = &c->repeats;
	bool is_public = false;
	*name = STR("private");
	enum pantau_status status = ask(c, account);
	if (status != PANTAU_OK || repeats->private[account]) {
		return status;
	}
	struct str found = pantau_store_account_name(view->store, account,
			&is_public);
	if (found.n == 0) {
		pantau_view_unnamed(view);
	}
	repeats->private[account] = !is_public;
	*name = is_public ? found : *name;
	return view->status;
}

/* All private accounts are one row, so that their stories are told apart
 * under one key: that of the first of them. */
static enum pantau_status share_private(struct counting *c, uint32_t *key)
{
	struct story_repeats *repeats = &c->repeats;
	struct str name;
	enum pantau_status status = pantau_count_account(c, *key, &name);
	if (status == PANTAU_OK && repeats->private[*key]) {
		repeats->shared = repeats->shared != 0 ? repeats->shared : *key;
		*key = repeats->shared;
	}
	return status;
}

/* What a row is counted under, less the tally's first. */
static enum pantau_status key_of(struct counting *c, const struct run *run, int64_t id,
		uint32_t *key)
{
	size_t at = (size_t)(id & 0xffff);
	switch (c->column) {
	case COLUMN_TIME:
		*key = c->by == COUNT_TOTAL || c->by == COUNT_ISSUE ||
				run->time[at] == 0 ? NO_KEY :
				(uint32_t)(pantau_count_time_key(c,
				run->time[at]) - c->tally.first);
		return PANTAU_OK;
	case COLUMN_SOURCE:
		*key = ((const uint32_t *)run->values)[at];
		return PANTAU_OK;
	case COLUMN_ACCOUNT:
		*key = ((const uint32_t *)run->values)[at];
		return *key == 0 ? PANTAU_OK : share_private(c, key);
	case COLUMN_REGION:
		*key = ((const uint16_t *)run->values)[at];
		return PANTAU_OK;
	default:
		*key = ((const uint8_t *)run->values)[at];
		if (c->by == COUNT_VERDICT) {
			*key = (*key & ROW_VERDICT) >> ROW_VERDICT_SHIFT;
		}
		return PANTAU_OK;
	}
}

static enum pantau_status unread(const struct counting *c)
{
	return c->err != NULL ? c->err->code : PANTAU_IO;
}

/* The same of a row that was counted before: its chunk has been read. */
static enum pantau_status key_before(struct counting *c, int64_t id,
		uint32_t *key)
{
	struct store *store = c->session->plan.store;
	uint32_t chunk = (uint32_t)(id >> 16);
	struct run run = {
		.time = pantau_columns_chunk(store, COLUMN_TIME, chunk, c->err),
		.values = pantau_columns_chunk(store, c->column, chunk,
				c->err),
	};
	return run.time == NULL || run.values == NULL ? unread(c) :
			key_of(c, &run, id, key);
}

/* --- pairs --- */

static uint64_t pair_of(uint32_t story, uint32_t key)
{
	return (uint64_t)story << 32 | key;
}

/* By digits of a byte, the least first; digits that all have in common cost
 * nothing. scratch has as much room. */
static void sort(uint64_t *pair, uint64_t *scratch, size_t n)
{
	uint64_t *from = pair, *to = scratch;
	for (unsigned shift = 0; shift < 64; shift += 8) {
		size_t at[256] = {0}, sum = 0;
		for (size_t i = 0; i < n; i++) {
			at[from[i] >> shift & 0xff]++;
		}
		if (n == 0 || at[from[0] >> shift & 0xff] == n) {
			continue;
		}
		for (size_t i = 0; i < 256; i++) {
			size_t here = at[i];
			at[i] = sum;
			sum += here;
		}
		for (size_t i = 0; i < n; i++) {
			to[at[from[i] >> shift & 0xff]++] = from[i];
		}
		uint64_t *swap = from;
		from = to;
		to = swap;
	}
	if (from != pair) {
		memcpy(pair, from, n * sizeof(*pair));
	}
}

/* In order, each once. False when memory is out. */
static bool tidy(struct story_repeats *repeats)
{
	size_t n = repeats->pairs, kept = 0;
	uint64_t *pair = repeats->pair;
	uint64_t *scratch = n != 0 ? malloc(n * sizeof(*scratch)) : NULL;
	if (n != 0 && scratch == NULL) {
		return false;
	}
	sort(pair, scratch, n);
	free(scratch);
	for (size_t i = 0; i < n; i++) {
		if (i == 0 || pair[i] != pair[kept - 1]) {
			pair[kept++] = pair[i];
		}
	}
	repeats->pairs = kept;
	repeats->tidy = kept * 2 > TIDY_PAIRS ? kept * 2 : TIDY_PAIRS;
	return true;
}

static bool keep_pair(struct story_repeats *repeats, uint64_t pair)
{
	if (repeats->pairs >= repeats->tidy && !tidy(repeats)) {
		return false;
	}
	if (repeats->pairs == repeats->room) {
		size_t room = repeats->room != 0 ? repeats->room * 2 :
				FIRST_PAIRS;
		uint64_t *grown = realloc(repeats->pair,
				room * sizeof(*grown));
		if (grown == NULL) {
			return false;
		}
		repeats->pair = grown;
		repeats->room = room;
	}
	repeats->pair[repeats->pairs++] = pair;
	return true;
}

static enum pantau_status keep(struct counting *c, const struct run *run, const int64_t *id,
		const uint32_t *story, size_t n)
{
	struct story_repeats *repeats = &c->repeats;
	for (size_t i = 0; i < n; i++) {
		uint32_t key;
		if (story[i] == (uint32_t)id[i]) {
			repeats->root[story[i] / 64] |= UINT64_C(1) <<
					story[i] % 64;
			continue;
		}
		enum pantau_status status = key_of(c, run, id[i], &key);
		if (status != PANTAU_OK) {
			return status;
		}
		if (!keep_pair(repeats, pair_of(story[i], key))) {
			return pantau_fail_memory(c->err);
		}
		repeats->others++;
		if (key != NO_KEY) {
			repeats->tally.n[key]++;
		}
	}
	return PANTAU_OK;
}

enum pantau_status pantau_repeats_count(struct counting *c,
		const struct run *run)
{
	struct story_repeats *repeats = &c->repeats;
	uint32_t story[AT_ONCE];
	const uint32_t *told = pantau_columns_chunk(c->session->plan.store,
			COLUMN_STORY, (uint32_t)(run->id[0] >> 16), c->err);
	if (told == NULL) {
		return unread(c);
	}
	if (repeats->tally.room < c->tally.room && !pantau_tally_grow(
			&repeats->tally, c->tally.room - 1)) {
		return pantau_fail_memory(c->err);
	}
	for (size_t at = 0; at < run->n; at += AT_ONCE) {
		const int64_t *id = run->id + at;
		size_t n = run->n - at < AT_ONCE ? run->n - at : AT_ONCE;
		pantau_story_roots(repeats->forest, told, id, n, story);
		enum pantau_status status = keep(c, run, id, story, n);
		if (status != PANTAU_OK) {
			return status;
		}
	}
	return PANTAU_OK;
}

/* The pairs of one story: one item for each key stands for it there, unless the
 * story's first item does, and one in all. */
static enum pantau_status end_story(struct counting *c, const uint64_t *pair,
		size_t n)
{
	struct story_repeats *repeats = &c->repeats;
	uint32_t story = (uint32_t)(pair[0] >> 32), first = NO_KEY;
	bool root = (repeats->root[story / 64] >> story % 64 & 1) != 0;
	enum pantau_status status = root ? key_before(c, story, &first) :
			PANTAU_OK;
	if (status != PANTAU_OK) {
		return status;
	}
	repeats->others -= !root;
	for (size_t i = 0; i < n; i++) {
		uint32_t key = (uint32_t)pair[i];
		if (key != NO_KEY && !(root && key == first)) {
			repeats->tally.n[key]--;
		}
	}
	return PANTAU_OK;
}

enum pantau_status pantau_repeats_end(struct counting *c)
{
	struct story_repeats *repeats = &c->repeats;
	enum pantau_status status = tidy(repeats) ? PANTAU_OK :
			pantau_fail_memory(c->err);
	const uint64_t *pair = repeats->pair;
	for (size_t at = 0; status == PANTAU_OK && at < repeats->pairs;) {
		size_t end = at + 1;
		while (end < repeats->pairs &&
				pair[end] >> 32 == pair[at] >> 32) {
			end++;
		}
		status = end_story(c, pair + at, end - at);
		at = end;
	}
	c->out->stories = c->out->total - repeats->others;
	return status;
}
