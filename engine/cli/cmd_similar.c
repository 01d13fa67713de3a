/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* pantau similar ID: the copies of an item, and with --chain how one was made
 * of the other. */

#include <stddef.h>

#include "cli/commands.h"
#include "cli/query_options.h"
#include "cli/show_item.h"
#include "cli/similar_chain.h"
#include "cli/similar_near.h"
#include "cli/story_print.h"
#include "search/kin.h"

#define SHOWN 20 /* items or versions, unless --limit says */

struct options {
	const char *limit;
	uint64_t offset;
	bool chain;
};

/* The item that was asked for. */
struct asked {
	struct item_view view;
	struct item item;
	struct story_facts facts;
	struct shingler words;
	int64_t *id;            /* of its story, in order of time */
	size_t n, place;        /* its own, from 0 */
	struct near_item near[NEAR_MOST];
	size_t nears;
};

struct showing {
	struct cli *cli;
	struct asked *asked;
	struct item_view view;  /* of the item at hand */
	struct shingler words;
};

/* --- one item --- */

/* Never 100 where something differs. */
static int percent(double part)
{
	return part >= 1 ? 100 : (int)(part * 100);
}

static void say_likeness(struct showing *s, const struct likeness *like)
{
	struct cli *cli = s->cli;
	struct out *out = &cli->out;
	if (like->similar >= 1) {
		pantau_out_cstr(out, SAY(cli, "  the same words\n",
				"  kata-katanya sama\n"));
		return;
	}
	pantau_out_printf(out, SAY(cli, "  %d %% alike: has %d %% of this item, "
			"and %d %% of its own text is in this item\n",
			"  %d %% mirip: memuat %d %% artikel ini, dan %d %% "
			"isinya ada di artikel ini\n"), percent(like->similar),
			percent(like->contains), percent(like->contained));
}

static void print_likeness(struct printer *p, const struct likeness *like)
{
	pantau_print_real(p, "similar", like->similar, 4);
	pantau_print_real(p, "contains", like->contains, 4);
	pantau_print_real(p, "contained", like->contained, 4);
}

static void print_item(struct showing *s, const struct item *item,
		const struct mask *title, const struct mask *reason,
		const struct likeness *like, size_t place)
{
	static const char *const fields[] = {"title"};
	struct printer *p = s->cli->printer;
	pantau_print_row(p);
	pantau_print_int(p, "place", (int64_t)place + 1);
	print_likeness(p, like);
	pantau_item_fields(&s->view, item, title->text);
	pantau_print_bool(p, "owned", item->doc.owned);
	pantau_item_scores(&s->view, item, &s->asked->facts, reason->text);
	pantau_item_masked(&s->view, fields, &title, 1);
	pantau_print_end_row(p);
}

static void say_item(struct showing *s, const struct item *item,
		const struct mask *title, const struct likeness *like)
{
	struct cli *cli = s->cli;
	pantau_item_head(&s->view, item);
	if (item->id == s->asked->item.id) {
		pantau_out_cstr(&cli->out, SAY(cli, "  this item\n",
				"  artikel ini\n"));
	} else {
		say_likeness(s, like);
	}
	if (title->text.n > 0) {
		pantau_item_lines(&s->view, title->text, NULL, 0, 4);
	}
}

static enum pantau_status show_item(struct showing *s, int64_t id,
		size_t place)
{
	struct cli *cli = s->cli;
	struct arena *arena = &s->view.arena;
	struct mask title, reason;
	struct likeness like = {0};
	struct item item;
	pantau_arena_reset(arena);
	enum pantau_status status = pantau_store_item(cli->store,
			id, arena, &item, &cli->err);
	if (status == PANTAU_OK) {
		status = pantau_words_of(cli, &item.doc, arena, &s->words);
	}
	if (status == PANTAU_OK) {
		status = pantau_likeness_of(cli, &s->asked->words, &s->words,
				&like);
	}
	if (status == PANTAU_OK) {
		status = pantau_item_mask(&s->view, item.doc.title, &title);
	}
	if (status == PANTAU_OK) {
		status = pantau_item_mask(&s->view, item.label.reason, &reason);
	}
	if (status == PANTAU_OK && pantau_printer_text(cli->printer)) {
		say_item(s, &item, &title, &like);
	} else if (status == PANTAU_OK) {
		print_item(s, &item, &title, &reason, &like, place);
	}
	return status;
}

/* --- the list --- */

/* What is like the item, but of another story. */
static enum pantau_status near_fields(struct showing *s)
{
	struct cli *cli = s->cli;
	struct printer *p = cli->printer;
	enum pantau_status status = PANTAU_OK;
	pantau_print_array(p, "near");
	for (size_t i = 0; status == PANTAU_OK && i < s->asked->nears; i++) {
		const struct near_item *near = &s->asked->near[i];
		struct item item;
		pantau_arena_reset(&s->view.arena);
		status = pantau_store_item(cli->store, near->id,
				&s->view.arena, &item, &cli->err);
		if (status == PANTAU_OK) {
			pantau_print_object(p, NULL);
			pantau_print_str(p, "id", item.doc.id);
			pantau_print_str(p, "source", item.doc.source);
			print_likeness(p, &near->like);
			pantau_print_end_object(p);
		}
	}
	pantau_print_end_array(p);
	return status;
}

static enum pantau_status say_near(struct showing *s)
{
	struct cli *cli = s->cli;
	enum pantau_status status = PANTAU_OK;
	if (s->asked->nears > 0) {
		pantau_out_cstr(&cli->out, s->asked->n > 1 ? "\n" : "");
		pantau_out_cstr(&cli->out, SAY(cli,
				"like it, but not of this story; version by version: "
				"pantau similar ",
				"mirip, tetapi bukan bagian cerita ini; versi demi "
				"versi: pantau similar "));
		pantau_out_safe(&cli->out, s->asked->item.doc.id);
		pantau_out_cstr(&cli->out, " --chain\n");
	}
	for (size_t i = 0; status == PANTAU_OK && i < s->asked->nears; i++) {
		status = show_item(s, s->asked->near[i].id, 0);
	}
	return status;
}

static enum pantau_status head(struct showing *s)
{
	struct cli *cli = s->cli;
	const struct asked *asked = s->asked;
	struct printer *p = cli->printer;
	if (pantau_printer_text(p) && asked->n > 1) {
		pantau_out_cstr(&cli->out, SAY(cli, "story ", "cerita "));
		pantau_out_safe(&cli->out, asked->facts.name);
		pantau_out_cstr(&cli->out, ": ");
		pantau_story_say(cli, &asked->facts);
		pantau_out_char(&cli->out, '\n');
	}
	pantau_print_begin(p);
	pantau_print_str(p, "id", asked->item.doc.id);
	pantau_print_int(p, "place", (int64_t)asked->place + 1);
	pantau_print_str(p, "story", asked->facts.name);
	pantau_print_int(p, "copies", (int64_t)asked->facts.items);
	pantau_story_fields(p, &asked->facts);
	enum pantau_status status = pantau_printer_text(p) ? PANTAU_OK :
			near_fields(s);
	pantau_print_list(p, "items");
	return status;
}

static enum pantau_status list(struct cli *cli, struct asked *asked,
		size_t limit, size_t offset)
{
	struct showing s = {.cli = cli, .asked = asked};
	size_t from = offset < asked->n ? offset : asked->n;
	size_t end = limit < asked->n - from ? from + limit : asked->n;
	pantau_item_view_init(&s.view, cli);
	pantau_shingler_init(&s.words);
	bool text = pantau_printer_text(cli->printer);
	/* An item without copies is nothing to read again. */
	end = text && asked->n < 2 ? from : end;
	enum pantau_status status = head(&s);
	for (size_t i = from; status == PANTAU_OK && i < end; i++) {
		status = pantau_cli_interrupted(cli);
		if (status == PANTAU_OK) {
			status = show_item(&s, asked->id[i], i);
		}
	}
	pantau_print_end_list(cli->printer);
	pantau_print_end(cli->printer);
	if (status == PANTAU_OK && text && asked->n > 1 && from == end) {
		pantau_out_printf(&cli->out, SAY(cli, "there are %zu items, none "
				"past them\n", "hanya ada %zu artikel\n"), asked->n);
	} else if (status == PANTAU_OK && text && asked->n > 1 &&
			end - from < asked->n) {
		pantau_out_printf(&cli->out, SAY(cli, "items %zu to %zu of %zu;"
				" this one is number %zu\n",
				"artikel ke-%zu sampai ke-%zu dari %zu; artikel "
				"ini yang ke-%zu\n"), from + 1, end, asked->n,
				asked->place + 1);
	}
	if (status == PANTAU_OK && text) {
		status = say_near(&s);
	}
	pantau_shingler_finish(&s.words);
	pantau_item_view_finish(&s.view);
	return status;
}

/* --- the command --- */

static enum pantau_status find(struct cli *cli, const char *name,
		struct asked *asked)
{
	struct arena *arena = &asked->view.arena;
	int64_t id;
	enum pantau_status status = pantau_item_find(&asked->view, str_of(name),
			&id);
	if (status == PANTAU_OK) {
		status = pantau_store_item(cli->store, id, arena, &asked->item,
				&cli->err);
	}
	if (status == PANTAU_OK) {
		status = pantau_story_facts(cli->store, &id, 1, arena,
				&asked->facts, &cli->err);
	}
	if (status == PANTAU_OK) {
		status = pantau_story_items(cli->store, asked->facts.story,
				arena, &asked->id, &asked->n, &cli->err);
	}
	while (asked->place < asked->n && asked->id[asked->place] != id) {
		asked->place++;
	}
	if (status == PANTAU_OK) {
		status = pantau_words_of(cli, &asked->item.doc, arena,
				&asked->words);
	}
	return status;
}

static void tell_alone(struct cli *cli)
{
	pantau_cli_note(cli, "%s", SAY(cli,
			"pantau: there is no copy of this item within 30 days of "
			"it\n", "pantau: tidak ada salinan artikel ini dalam 30 "
			"hari sebelum dan sesudahnya\n"));
}

/* Of the whole family: what is made of a text by hand is no copy of it. */
static enum pantau_status chain(struct cli *cli, struct asked *asked,
		size_t limit)
{
	struct kin kin;
	enum pantau_status status = pantau_kin(cli->store, cli->analyser,
			asked->item.id, &asked->view.arena, &kin, &cli->err);
	if (status != PANTAU_OK) {
		return status;
	}
	asked->nears = kin.n - asked->n;
	if (kin.cut) {
		pantau_cli_note(cli, "%s", SAY(cli, "pantau: there may be more "
				"versions; ask for one of those shown\n",
				"pantau: mungkin masih ada versi lain; tanyakan "
				"salah satu yang tampil\n"));
	}
	if (kin.n < 2) {
		pantau_cli_note(cli, "%s", SAY(cli,
				"pantau: there is no copy and no other version of "
				"this item in the archive\n",
				"pantau: tidak ada salinan atau versi lain artikel "
				"ini di arsip\n"));
	}
	return kin.n < 2 && pantau_printer_text(cli->printer) ? PANTAU_OK :
			pantau_similar_chain(cli, asked->item.doc.id,
			&asked->facts, kin.id, kin.n, asked->nears, limit);
}

static enum pantau_status answer(struct cli *cli, const char *name,
		const struct options *options, size_t limit,
		struct asked *asked)
{
	enum pantau_status status = find(cli, name, asked);
	if (status != PANTAU_OK) {
		return status;
	}
	if (options->chain) {
		return chain(cli, asked, limit);
	}
	if (asked->n < 2) {
		tell_alone(cli);
	}
	status = pantau_similar_near(cli, &asked->item.doc, asked->facts.story,
			&asked->words, asked->near, &asked->nears);
	return status != PANTAU_OK ? status : list(cli, asked, limit,
			(size_t)options->offset);
}

static int run(struct cli *cli, void *values, char **argv, int argc)
{
	const struct options *options = values;
	struct asked asked = {.n = 0};
	size_t limit = SHOWN;
	(void)argc;
	if ((options->limit != NULL && pantau_query_limit(cli, options->limit,
			&limit) != PANTAU_OK) || pantau_item_audit(cli,
			"similar") != PANTAU_OK || pantau_store_begin_read(
			cli->store, &cli->err) != PANTAU_OK) {
		return pantau_cli_fail(cli);
	}
	pantau_item_view_init(&asked.view, cli);
	pantau_shingler_init(&asked.words);
	enum pantau_status status = answer(cli, argv[0], options, limit,
			&asked);
	pantau_store_end_read(cli->store);
	pantau_shingler_finish(&asked.words);
	pantau_item_view_finish(&asked.view);
	return status != PANTAU_OK ? pantau_cli_fail(cli) :
			asked.n > 1 || asked.nears > 0 ? EXIT_DONE :
			EXIT_NOTHING;
}

#define AT(member) offsetof(struct options, member)

static const struct option_spec options[] = {
	{"chain", OPTION_FLAG, AT(chain), NULL, NULL,
		"what was changed from version to version, and how it spread",
		"apa yang diubah dari versi ke versi, dan cara menyebarnya"},
	{"limit", OPTION_TEXT, AT(limit), "N", NULL,
		"at most so many items or versions (default: 20; 0: all)",
		"paling banyak sekian artikel atau versi (bawaan: 20; 0: semua)"},
	{"offset", OPTION_COUNT, AT(offset), "N", NULL,
		"pass over so many items first",
		"lewati sekian artikel yang pertama"},
	{NULL, OPTION_FLAG, 0, NULL, NULL, NULL, NULL},
};

const struct command pantau_command_similar = {
	.name = "similar",
	.group = GROUP_SEARCH,
	.needs = NEED_STORE | NEED_ANALYSER,
	.run = run,
	.options = options,
	.options_size = sizeof(struct options),
	.arguments = "ID",
	.least = 1,
	.most = 1,
	.summary_en = "copies of an item, and how it was changed on its way",
	.summary_id = "salinan sebuah artikel, dan perubahannya di jalan",
	.example = "pantau similar tm-001 --chain",
};
