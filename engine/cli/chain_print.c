/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Versions with what changed between them, as objects. */

#include "cli/chain_print.h"

#include "base/date.h"

static const char *const fields[] = {"title", "text"};
static const char *const kinds[] = {"kept", "added", "removed", "replaced"};

static void print_time(struct printer *p, const char *key, int64_t seconds,
		bool known)
{
	char time[32];
	if (known) {
		pantau_date_utc(seconds, time);
		pantau_print_cstr(p, key, time);
	} else {
		pantau_print_null(p, key);
	}
}

static void print_known(struct printer *p, const char *key, struct str value)
{
	if (value.n > 0) {
		pantau_print_str(p, key, value);
	} else {
		pantau_print_null(p, key);
	}
}

static void print_hour(struct printer *p, const char *key,
		const struct spread_hour *hour)
{
	pantau_print_object(p, key);
	print_time(p, "hour", hour->start, true);
	pantau_print_int(p, "items", (int64_t)hour->items);
	pantau_print_end_object(p);
}

static void print_hours(struct printer *p, const struct spread_hours *hours)
{
	if (hours->n > 0) {
		print_hour(p, "peak", &hours->hour[hours->peak]);
	} else {
		pantau_print_null(p, "peak");
	}
	pantau_print_array(p, "hours");
	for (size_t i = 0; i < hours->n; i++) {
		print_hour(p, NULL, &hours->hour[i]);
	}
	pantau_print_end_array(p);
}

/* --- the story --- */

static void print_about(struct printer *p, const struct chain_about *about)
{
	pantau_print_str(p, "id", about->id);
	pantau_print_str(p, "story", about->story);
	pantau_print_int(p, "left_out", (int64_t)about->left_out);
	pantau_print_int(p, "near", (int64_t)about->near);
	pantau_print_array(p, "by_source");
	for (size_t i = 0; i < about->sources; i++) {
		pantau_print_object(p, NULL);
		print_known(p, "source", about->source[i].name);
		pantau_print_int(p, "items", (int64_t)about->source[i].items);
		pantau_print_end_object(p);
	}
	pantau_print_end_array(p);
}

static void print_story(struct printer *p, const struct chain *chain,
		const struct chain_limits *limits)
{
	bool dated = chain->items > chain->undated;
	pantau_print_int(p, "items", (int64_t)chain->items);
	pantau_print_int(p, "undated", (int64_t)chain->undated);
	pantau_print_int(p, "versions", (int64_t)chain->versions);
	print_time(p, "first", chain->first, dated);
	print_time(p, "last", chain->last, dated);
	pantau_print_int(p, "seconds", chain->last - chain->first);
	pantau_print_int(p, "sources", (int64_t)chain->sources);
	pantau_print_int(p, "accounts", (int64_t)chain->accounts);
	print_hours(p, &chain->hours);
	if (chain->versions > limits->versions) {
		pantau_print_bool(p, "cut", true);
	}
}

static void print_part(struct printer *p, const char *key,
		const struct spread_part *part)
{
	pantau_print_object(p, key);
	pantau_print_int(p, "items", (int64_t)part->items);
	pantau_print_int(p, "undated", (int64_t)part->undated);
	pantau_print_int(p, "accounts", (int64_t)part->accounts);
	pantau_print_int(p, "of_unknown", (int64_t)part->unknown);
	print_hours(p, &part->hours);
	pantau_print_object(p, "burst");
	pantau_print_int(p, "seconds", SPREAD_WINDOW);
	pantau_print_int(p, "items", (int64_t)part->burst);
	pantau_print_int(p, "accounts", (int64_t)part->burst_accounts);
	print_time(p, "start", part->burst_start, part->burst > 0);
	pantau_print_end_object(p);
	pantau_print_object(p, "synchronous");
	pantau_print_int(p, "seconds", SPREAD_WINDOW);
	pantau_print_int(p, "pairs", (int64_t)part->pairs);
	pantau_print_int(p, "possible", (int64_t)part->possible);
	pantau_print_real(p, "expected", part->expected, 4);
	pantau_print_real(p, "ratio", part->ratio, 2);
	pantau_print_real(p, "tail", part->tail, 9);
	pantau_print_int(p, "whole_minutes", (int64_t)part->whole_minutes);
	pantau_print_end_object(p);
	pantau_print_end_object(p);
}

static void print_spread(struct printer *p, const struct spread *spread)
{
	pantau_print_object(p, "spread");
	print_part(p, "others", &spread->others);
	print_part(p, "owned", &spread->owned);
	pantau_print_end_object(p);
}

/* --- versions --- */

static enum pantau_status compare(struct chain_view *view, int field)
{
	struct diff_words from;
	static const struct pantau_tokens none;
	const struct pantau_tokens *child = view->child.tokens[field];
	const struct pantau_tokens *parent = view->parent.tokens[field];
	if (!pantau_diff_words(child != NULL ? child : &none, &view->arena,
			&view->words[field]) || !pantau_diff_words(
			parent != NULL ? parent : &none, &view->arena, &from) ||
			!pantau_diff(&from, &view->words[field], &view->arena,
			&view->diff[field])) {
		return pantau_fail_memory(&view->cli->err);
	}
	return PANTAU_OK;
}

/* Fetches a version and its parent, and compares them. */
static enum pantau_status load(struct chain_view *view, size_t number)
{
	const struct chain *chain = view->chain;
	const struct chain_docs *docs = view->docs;
	const struct chain_version *version = &chain->version[number];
	view->version = version;
	view->number = number;
	view->parent = (struct chain_doc){.tokens = {NULL}};
	pantau_arena_reset(&view->arena);
	enum pantau_status status = docs->look_up(docs->context,
			chain->place[version->copy[0]].item, CHAIN_CHILD,
			&view->child, &view->cli->err);
	if (status == PANTAU_OK && version->parent != CHAIN_NONE) {
		uint32_t first = chain->version[version->parent].copy[0];
		status = docs->look_up(docs->context, chain->place[first].item,
				CHAIN_PARENT, &view->parent, &view->cli->err);
	}
	for (int i = 0; i < CHAIN_FIELDS && status == PANTAU_OK; i++) {
		status = compare(view, i);
	}
	return status;
}

static void print_side(struct printer *p, const char *key,
		const struct diff_side *side, struct str text, bool quoted)
{
	pantau_print_object(p, key);
	pantau_print_int(p, "start", side->start);
	pantau_print_int(p, "end", side->end);
	pantau_print_int(p, "words", side->words);
	if (quoted && side->words > 0) {
		pantau_print_str(p, "text", str_make(text.p + side->start,
				side->end - side->start));
	}
	pantau_print_end_object(p);
}

/* What changed from the parent; without one nothing did. */
static void print_changes(const struct chain_view *view)
{
	struct printer *p = view->cli->printer;
	bool coarse = false;
	pantau_print_array(p, "changes");
	for (int i = 0; i < CHAIN_FIELDS && view->version->parent !=
			CHAIN_NONE; i++) {
		const struct diff *diff = &view->diff[i];
		coarse = coarse || diff->coarse;
		for (size_t k = 0; k < diff->runs; k++) {
			const struct diff_run *run = &diff->run[k];
			bool quoted = run->kind != DIFF_KEPT;
			pantau_print_object(p, NULL);
			pantau_print_cstr(p, "field", fields[i]);
			pantau_print_cstr(p, "kind", kinds[run->kind]);
			print_side(p, "from", &run->from,
					view->parent.field[i], quoted);
			print_side(p, "to", &run->to, view->child.field[i],
					quoted);
			pantau_print_end_object(p);
		}
	}
	pantau_print_end_array(p);
	pantau_print_bool(p, "coarse", coarse);
}

static enum pantau_status print_copies(const struct chain_view *view)
{
	struct printer *p = view->cli->printer;
	const struct chain_version *version = view->version;
	enum pantau_status status = PANTAU_OK;
	size_t most = view->limits->copies;
	pantau_print_array(p, "copies");
	for (size_t i = 1; i < version->copies && i <= most &&
			status == PANTAU_OK; i++) {
		const struct chain_place *place =
				&view->chain->place[version->copy[i]];
		struct chain_doc doc;
		status = view->docs->look_up(view->docs->context, place->item,
				CHAIN_COPY, &doc, &view->cli->err);
		if (status == PANTAU_OK) {
			pantau_print_object(p, NULL);
			pantau_print_str(p, "id", doc.id);
			pantau_print_str(p, "source", doc.source);
			print_known(p, "author", doc.author);
			print_time(p, "published", place->time,
					!place->undated);
			pantau_print_end_object(p);
		}
	}
	pantau_print_end_array(p);
	return status;
}

static enum pantau_status print_version(const struct chain_view *view)
{
	struct printer *p = view->cli->printer;
	const struct chain_version *version = view->version;
	const struct chain_doc *doc = &view->child;
	const struct chain_place *place =
			&view->chain->place[version->copy[0]];
	pantau_print_row(p);
	pantau_print_int(p, "version", (int64_t)view->number + 1);
	if (version->parent != CHAIN_NONE) {
		pantau_print_int(p, "parent", (int64_t)version->parent + 1);
	} else {
		pantau_print_null(p, "parent");
	}
	pantau_print_real(p, "similar", version->similar, 4);
	pantau_print_bool(p, "estimated", version->estimated);
	pantau_print_str(p, "id", doc->id);
	pantau_print_str(p, "source", doc->source);
	print_known(p, "author", doc->author);
	print_time(p, "published", place->time, !place->undated);
	print_known(p, "title", doc->field[CHAIN_TITLE]);
	pantau_print_str(p, "text", doc->field[CHAIN_TEXT]);
	pantau_print_int(p, "children", version->children);
	pantau_print_int(p, "items", (int64_t)version->copies);
	pantau_print_int(p, "altered", (int64_t)version->altered);
	enum pantau_status status = print_copies(view);
	print_changes(view);
	pantau_print_end_row(p);
	return status;
}

enum pantau_status pantau_chain_print(struct cli *cli,
		const struct chain *chain, const struct chain_about *about,
		const struct spread *spread, const struct chain_docs *docs,
		const struct chain_limits *limits)
{
	struct printer *p = cli->printer;
	bool text = pantau_printer_text(p);
	struct chain_view view = {.cli = cli, .chain = chain, .about = about,
		.docs = docs, .limits = limits};
	enum pantau_status status = PANTAU_OK;
	pantau_arena_init(&view.arena);
	if (text) {
		pantau_chain_say_head(&view);
	}
	pantau_print_begin(p);
	if (about != NULL && !text) {
		print_about(p, about);
	}
	print_story(p, chain, limits);
	if (spread != NULL && !text) {
		print_spread(p, spread);
	}
	pantau_print_list(p, "chain");
	for (size_t i = 0; i < chain->versions && i < limits->versions &&
			status == PANTAU_OK; i++) {
		status = load(&view, i);
		if (status == PANTAU_OK) {
			status = text ? pantau_chain_say_version(&view) :
					print_version(&view);
		}
	}
	pantau_print_end_list(p);
	pantau_print_end(p);
	if (text && status == PANTAU_OK && spread != NULL) {
		pantau_chain_say_spread(cli, spread);
	}
	pantau_arena_finish(&view.arena);
	return status;
}
