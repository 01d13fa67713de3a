/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * similar --chain: every item is read once to find the versions, and those that
 * are shown are read again, one at a time, for what is said of them.
 */

#include "cli/similar_chain.h"

#include <stdlib.h>

#include "base/date.h"
#include "cli/show_item.h"
#include "store/columns.h"

#define COPIES_SHOWN 5

struct slot {
	struct item_view view;
	struct item item;
	struct mask field[CHAIN_FIELDS];
	struct pantau_tokens tokens[CHAIN_FIELDS];
};

struct telling {
	struct cli *cli;
	const int64_t *id;
	size_t n;
	struct spread_item *spread;
	struct pantau_chain *chain;
	struct slot slot[CHAIN_LOOK_UPS];
	struct arena arena;
};

/* --- reading --- */

static enum pantau_status analyse(struct cli *cli, struct arena *arena,
		struct str text, struct pantau_tokens *out)
{
	return pantau_analyse_into(cli->analyser, text, arena, out, &cli->err);
}

/* Who knows the day alone knows neither hours nor who was first within it. */
static bool has_moment(const struct doc *doc)
{
	return (doc->fields & DOC_PUBLISHED) != 0 && doc->published.has_time;
}

static enum pantau_status add_item(struct telling *t, size_t i,
		struct slot *slot)
{
	struct cli *cli = t->cli;
	struct arena *arena = &slot->view.arena;
	const struct doc *doc = &slot->item.doc;
	pantau_arena_reset(arena);
	enum pantau_status status = pantau_store_item(cli->store, t->id[i],
			arena, &slot->item, &cli->err);
	if (status == PANTAU_OK) {
		status = analyse(cli, arena, doc->title,
				&slot->tokens[CHAIN_TITLE]);
	}
	if (status == PANTAU_OK) {
		status = analyse(cli, arena, doc->text,
				&slot->tokens[CHAIN_TEXT]);
	}
	if (status != PANTAU_OK) {
		return status;
	}
	uint32_t source = pantau_columns_value(cli->store, COLUMN_SOURCE,
			t->id[i]);
	uint32_t account = pantau_columns_value(cli->store, COLUMN_ACCOUNT,
			t->id[i]);
	const struct chain_item item = {
		.id = (uint64_t)t->id[i], .time = doc->published.seconds,
		.undated = (doc->fields & DOC_PUBLISHED) == 0,
		.source = source != 0 ? source : CHAIN_UNKNOWN,
		.account = account != 0 ? account : CHAIN_UNKNOWN,
	};
	t->spread[i] = (struct spread_item){
		.time = item.time, .undated = !has_moment(doc),
		.account = account != 0 ? account : SPREAD_UNKNOWN,
		.owned = doc->owned,
	};
	return pantau_chain_add(t->chain, &item, &slot->tokens[CHAIN_TITLE],
			&slot->tokens[CHAIN_TEXT], &cli->err);
}

static enum pantau_status add_items(struct telling *t)
{
	enum pantau_status status = pantau_chain_create(&t->chain,
			&t->cli->err);
	t->spread = calloc(t->n + 1, sizeof(*t->spread));
	if (status == PANTAU_OK && t->spread == NULL) {
		status = pantau_fail_memory(&t->cli->err);
	}
	for (size_t i = 0; status == PANTAU_OK && i < t->n; i++) {
		status = pantau_cli_interrupted(t->cli);
		if (status == PANTAU_OK) {
			status = add_item(t, i, &t->slot[CHAIN_CHILD]);
		}
	}
	return status;
}

static enum pantau_status look_up(void *context, uint32_t number,
		enum chain_look_up kind, struct chain_doc *out,
		struct pantau_error *err)
{
	struct telling *t = context;
	struct slot *slot = &t->slot[kind];
	struct item *item = &slot->item;
	(void)err; /* it is cli->err */
	pantau_arena_reset(&slot->view.arena);
	enum pantau_status status = pantau_store_item(t->cli->store,
			t->id[number], &slot->view.arena, item, &t->cli->err);
	*out = (struct chain_doc){.id = item->doc.id,
		.source = item->doc.source, .author = item->doc.author};
	if (kind == CHAIN_COPY) {
		return status;
	}
	const struct str texts[CHAIN_FIELDS] = {item->doc.title,
		item->doc.text};
	for (int i = 0; status == PANTAU_OK && i < CHAIN_FIELDS; i++) {
		if (texts[i].n == 0) {
			continue;
		}
		status = pantau_item_mask(&slot->view, texts[i],
				&slot->field[i]);
		/* Words are compared as they were written, so that a number
		 * that changed is marked behind its mask as well. */
		if (status == PANTAU_OK) {
			status = analyse(t->cli, &slot->view.arena, texts[i],
					&slot->tokens[i]);
		}
		out->field[i] = slot->field[i].text;
		out->tokens[i] = &slot->tokens[i];
	}
	return status;
}

/* --- the archive's hours --- */

/* When the moments of a story begin and end, in whole hours; false without. */
static bool moments(const struct telling *t, int64_t *first, int64_t *end)
{
	bool any = false;
	for (size_t i = 0; i < t->n; i++) {
		int64_t hour = pantau_spread_hour(t->spread[i].time);
		if (t->spread[i].undated) {
			continue;
		}
		*first = !any || hour < *first ? hour : *first;
		*end = !any || hour + SPREAD_HOUR > *end ? hour + SPREAD_HOUR :
				*end;
		any = true;
	}
	return any;
}

static enum pantau_status count_hours(struct cli *cli, uint32_t chunk,
		int64_t first, int64_t end, struct spread_hour *hour)
{
	const uint32_t *time = pantau_columns_chunk(cli->store, COLUMN_TIME,
			chunk, &cli->err);
	const uint8_t *flags = time == NULL ? NULL : pantau_columns_chunk(
			cli->store, COLUMN_FLAGS, chunk, &cli->err);
	if (flags == NULL) {
		return cli->err.code;
	}
	for (size_t i = 0; i < COLUMN_CHUNK; i++) {
		if (time[i] != 0 && time[i] >= first && time[i] < end &&
				(flags[i] & ROW_LIVE) != 0) {
			hour[(time[i] - first) / SPREAD_HOUR].items++;
		}
	}
	return PANTAU_OK;
}

/* How many posts the archive has of each hour of the story. */
static enum pantau_status archive_hours(struct telling *t,
		struct spread_hour **hour, size_t *n)
{
	struct cli *cli = t->cli;
	int64_t first = 0, end = 0;
	int64_t chunks = pantau_columns_last(cli->store) / COLUMN_CHUNK;
	enum pantau_status status = PANTAU_OK;
	*n = 0;
	if (!moments(t, &first, &end)) {
		return PANTAU_OK;
	}
	*n = (size_t)((end - first) / SPREAD_HOUR);
	*hour = pantau_arena_zero(&t->arena, *n, sizeof(**hour));
	if (*hour == NULL) {
		return pantau_fail_memory(&cli->err);
	}
	for (size_t i = 0; i < *n; i++) {
		(*hour)[i].start = first + (int64_t)i * SPREAD_HOUR;
	}
	for (int64_t i = 0; status == PANTAU_OK && i <= chunks; i++) {
		uint32_t least, greatest;
		if (pantau_columns_zone(cli->store, (uint32_t)i, &least,
				&greatest) && greatest >= first && least < end) {
			status = count_hours(cli, (uint32_t)i, first, end,
					*hour);
		}
	}
	return status;
}

/* --- sources --- */

struct counted {
	uint32_t source;
	size_t items;
};

static int by_source(const void *a, const void *b)
{
	uint32_t x = ((const struct counted *)a)->source;
	uint32_t y = ((const struct counted *)b)->source;
	return (x > y) - (x < y);
}

static int most_first(const void *a, const void *b)
{
	const struct chain_source *x = a, *y = b;
	if (x->items != y->items) {
		return x->items > y->items ? -1 : 1;
	}
	return str_cmp(x->name, y->name);
}

static enum pantau_status name_sources(struct telling *t,
		struct counted *counted, struct chain_about *about)
{
	struct cli *cli = t->cli;
	size_t n = 0;
	for (size_t i = 0; i < t->n; i++) {
		counted[i] = (struct counted){pantau_columns_value(cli->store,
				COLUMN_SOURCE, t->id[i]), 1};
	}
	qsort(counted, t->n, sizeof(*counted), by_source);
	for (size_t i = 0; i < t->n; i++) {
		if (n > 0 && counted[n - 1].source == counted[i].source) {
			counted[n - 1].items++;
		} else {
			counted[n++] = counted[i];
		}
	}
	struct chain_source *source = pantau_arena_zero(&t->arena, n + 1,
			sizeof(*source));
	for (size_t i = 0; source != NULL && i < n; i++) {
		source[i].items = counted[i].items;
		source[i].name = counted[i].source == 0 ? STR("") :
				pantau_arena_str(&t->arena,
				pantau_store_source_name(cli->store,
				counted[i].source));
		if (source[i].name.p == NULL) {
			source = NULL;
		}
	}
	if (source == NULL) {
		return pantau_fail_memory(&cli->err);
	}
	qsort(source, n, sizeof(*source), most_first);
	about->source = source;
	about->sources = n;
	return PANTAU_OK;
}

static enum pantau_status list_sources(struct telling *t,
		struct chain_about *about)
{
	struct counted *counted = calloc(t->n + 1, sizeof(*counted));
	enum pantau_status status = counted == NULL ?
			pantau_fail_memory(&t->cli->err) :
			name_sources(t, counted, about);
	free(counted);
	return status;
}

/* --- the answer --- */

static enum pantau_status tell(struct telling *t, struct chain_about *about,
		size_t versions)
{
	const struct chain_docs docs = {look_up, t};
	const struct chain_limits limits = {versions, COPIES_SHOWN};
	struct spread_hour *hour = NULL;
	struct chain chain;
	struct spread spread;
	size_t hours = 0;
	enum pantau_status status = add_items(t);
	if (status == PANTAU_OK) {
		status = pantau_chain_make(t->chain, &t->arena, &chain,
				&t->cli->err);
	}
	if (status == PANTAU_OK) {
		status = archive_hours(t, &hour, &hours);
	}
	if (status == PANTAU_OK && !pantau_spread(t->spread, t->n, hour, hours,
			&t->arena, &spread)) {
		status = pantau_fail_memory(&t->cli->err);
	}
	if (status == PANTAU_OK) {
		status = list_sources(t, about);
	}
	return status != PANTAU_OK ? status : pantau_chain_print(t->cli, &chain,
			about, &spread, &docs, &limits);
}

enum pantau_status pantau_similar_chain(struct cli *cli, struct str name,
		const struct story_facts *facts, const int64_t *id, size_t n,
		size_t near, size_t versions)
{
	struct telling t = {.cli = cli, .id = id,
		.n = n < SIMILAR_ITEMS ? n : SIMILAR_ITEMS};
	struct chain_about about = {.id = name, .story = facts->name,
		.left_out = n - t.n, .near = n == t.n ? near : 0};
	pantau_arena_init(&t.arena);
	for (int i = 0; i < CHAIN_LOOK_UPS; i++) {
		pantau_item_view_init(&t.slot[i].view, cli);
	}
	enum pantau_status status = tell(&t, &about, versions);
	for (int i = 0; i < CHAIN_LOOK_UPS; i++) {
		pantau_item_view_finish(&t.slot[i].view);
	}
	pantau_chain_destroy(t.chain);
	free(t.spread);
	pantau_arena_finish(&t.arena);
	return status;
}
