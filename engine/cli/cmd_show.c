/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* pantau show ID: one item with all that is known of it; with --explain the
 * scores again, point by point, from today's lexicons. */

#include <stddef.h>

#include "cli/commands.h"
#include "cli/debunk_print.h"
#include "cli/score_print.h"
#include "cli/show_item.h"
#include "cli/story_print.h"
#include "score/score.h"
#include "text/language.h"

struct options {
	bool explain;
	const char *target;
};

struct shown {
	struct item item;
	struct story_facts story;
	struct mask title, text, reason;
	struct verdict_history verdicts; /* with --explain all there were */
	struct repeated claims;
	struct pantau_score score; /* with --explain or --target */
	struct pantau_target *target; /* or NULL */
	struct pantau_target_score near;
	struct scored_text texts;
	bool explain;
};

static void engagement(struct cli *cli, const struct doc *doc)
{
	const struct {
		const char *key, *name_id;
		uint32_t field;
		int64_t value;
	} rows[] = {
		{"likes", "suka", DOC_LIKES, doc->likes},
		{"shares", "dibagikan", DOC_SHARES, doc->shares},
		{"comments", "komentar", DOC_COMMENTS, doc->comments},
		{"views", "dilihat", DOC_VIEWS, doc->views},
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		if ((doc->fields & rows[i].field) == 0) {
			continue;
		}
		if (pantau_printer_text(cli->printer)) {
			pantau_out_printf(&cli->out, "%-11s %lld\n",
					SAY(cli, rows[i].key, rows[i].name_id),
					(long long)rows[i].value);
		} else {
			pantau_print_int(cli->printer, rows[i].key, rows[i].value);
		}
	}
}

static void hex(const unsigned char hash[16], char out[33])
{
	static const char digits[] = "0123456789abcdef";
	for (size_t i = 0; i < 16; i++) {
		out[2 * i] = digits[hash[i] >> 4];
		out[2 * i + 1] = digits[hash[i] & 15];
	}
	out[32] = '\0';
}

/* A language that pantau found, not one that came with the item. */
static bool detected(const struct doc *doc)
{
	return doc->language.n > 0 && (doc->fields & DOC_LANGUAGE) == 0;
}

/* What shows it and why; with --explain what was said before, too. */
static void verdict_fields(struct printer *p, const struct shown *shown)
{
	const struct verdict_history *all = &shown->verdicts;
	if (shown->item.verdict.verdict != VERDICT_NONE) {
		pantau_print_str(p, "verdict_evidence", all->evidence[0].text);
		pantau_print_str(p, "verdict_reason", all->reason[0].text);
	} else {
		pantau_print_null(p, "verdict_evidence");
		pantau_print_null(p, "verdict_reason");
	}
	if (!shown->explain) {
		return;
	}
	pantau_print_array(p, "verdict_history");
	for (size_t i = 0; i < all->n; i++) {
		pantau_print_object(p, NULL);
		pantau_verdict_fields(p, all, i);
		pantau_print_end_object(p);
	}
	pantau_print_end_array(p);
}

static void data(struct item_view *view, const struct shown *shown)
{
	static const char *const fields[] = {"title", "text"};
	const struct mask *const masks[] = {&shown->title, &shown->text};
	struct cli *cli = view->cli;
	struct printer *p = cli->printer;
	const struct doc *doc = &shown->item.doc;
	char hash[33];
	hex(shown->item.input_hash, hash);
	pantau_print_begin(p);
	pantau_item_fields(view, &shown->item, shown->title.text);
	pantau_print_str(p, "text", shown->text.text);
	pantau_print_str(p, "published_raw", doc->published_raw);
	pantau_print_str(p, "language", doc->language);
	pantau_print_bool(p, "language_detected", detected(doc));
	pantau_print_str(p, "region", doc->region);
	pantau_print_str(p, "parent", doc->parent);
	engagement(cli, doc);
	pantau_print_bool(p, "owned", doc->owned);
	pantau_item_scores(view, &shown->item, &shown->story,
			shown->reason.text);
	pantau_story_fields(p, &shown->story);
	verdict_fields(p, shown);
	pantau_debunk_say_repeated(cli, &shown->claims);
	pantau_print_cstr(p, "title_tone",
			pantau_tone_name(shown->item.title_tone));
	pantau_print_bool(p, "contradiction", shown->item.contradiction);
	pantau_print_object(p, "provenance");
	pantau_print_str(p, "file", shown->item.input_path);
	pantau_print_cstr(p, "hash", hash);
	pantau_print_int(p, "record", (int64_t)shown->item.input_record);
	pantau_print_end_object(p);
	if (shown->explain) {
		pantau_print_object(p, "analysis");
		pantau_print_real(p, "language_confidence",
				(double)shown->score.language.confidence, 2);
		pantau_print_tone(cli, "tone", &shown->score.text, &shown->texts);
		pantau_print_tone(cli, "title_tone", &shown->score.title,
				&shown->texts);
		pantau_print_act(cli, "act", &shown->score.act, &shown->texts);
		pantau_print_hoax(cli, "hoax", &shown->score, &shown->texts);
		pantau_print_end_object(p);
	}
	if (shown->target != NULL) {
		pantau_print_target(cli, "target_tone", shown->target,
				&shown->near, &shown->texts);
	}
	pantau_item_masked(view, fields, masks, 2);
	pantau_print_end(p);
}

static void line(struct cli *cli, const char *name, struct str value)
{
	if (value.n > 0) {
		pantau_out_printf(&cli->out, "%-11s ", name);
		pantau_out_safe(&cli->out, value);
		pantau_out_char(&cli->out, '\n');
	}
}

/* A person's tone stands at the head; here why, and what the machine says. */
static void label(struct cli *cli, const struct shown *shown)
{
	const struct item *item = &shown->item;
	if (item->label.tone != PANTAU_TONE_NONE) {
		line(cli, SAY(cli, "machine", "mesin"), str_of(pantau_say_tone(
				cli, item->machine_tone)));
		line(cli, SAY(cli, "reason", "alasan"), shown->reason.text);
	}
}

/* The verdict itself stands at the head, too; here what shows it. */
static void verdicts(struct cli *cli, const struct shown *shown)
{
	const struct verdict_history *all = &shown->verdicts;
	if (shown->explain) {
		pantau_say_verdicts(cli, all);
	} else if (shown->item.verdict.verdict != VERDICT_NONE) {
		const struct verdict_history first = {
			all->label, all->evidence, all->reason, 1,
		};
		pantau_say_verdicts(cli, &first);
	}
}

/* The name is the first item's, where that is another one. */
static void story(struct cli *cli, const struct shown *shown)
{
	const struct story_facts *facts = &shown->story;
	if (facts->items < 2) {
		return;
	}
	pantau_out_printf(&cli->out, "%-11s ", SAY(cli, "story", "cerita"));
	pantau_story_say(cli, facts);
	if (!str_eq(facts->name, shown->item.doc.id)) {
		pantau_out_cstr(&cli->out, SAY(cli, "; first: ",
				"; pertama: "));
		pantau_out_safe(&cli->out, facts->name);
	}
	pantau_out_char(&cli->out, '\n');
}

static void language(struct cli *cli, const struct doc *doc)
{
	const char *name = SAY(cli, "language", "bahasa");
	if (!detected(doc)) {
		line(cli, name, doc->language);
		return;
	}
	pantau_out_printf(&cli->out, "%-11s ", name);
	pantau_out_safe(&cli->out, pantau_say_language(cli, doc->language));
	/* 'unknown (detected)' would say two things at once. */
	pantau_out_cstr(&cli->out, str_eq(doc->language, STR("unknown")) ? "\n" :
			SAY(cli, " (detected)\n", " (dikenali)\n"));
}

/* Paragraph by paragraph, as the text was written. */
static void body(struct item_view *view, struct str text)
{
	while (text.n > 0) {
		struct str line = pantau_str_cut(&text, '\n');
		if (line.n > 0) {
			pantau_item_lines(view, line, NULL, 0, 0);
		} else {
			pantau_out_char(&view->cli->out, '\n');
		}
	}
}

static void text(struct item_view *view, const struct shown *shown)
{
	struct cli *cli = view->cli;
	struct out *out = &cli->out;
	const struct doc *doc = &shown->item.doc;
	pantau_item_head(view, &shown->item);
	label(cli, shown);
	verdicts(cli, shown);
	pantau_debunk_say_repeated(cli, &shown->claims);
	line(cli, SAY(cli, "author", "akun"), doc->author);
	line(cli, "url", doc->url);
	line(cli, SAY(cli, "region", "wilayah"), doc->region);
	language(cli, doc);
	line(cli, SAY(cli, "parent", "induk"), doc->parent);
	story(cli, shown);
	engagement(cli, doc);
	line(cli, SAY(cli, "file", "berkas"), shown->item.input_path);
	pantau_out_printf(out, "%-11s %llu\n\n", SAY(cli, "record", "rekaman"),
			(unsigned long long)shown->item.input_record);
	if (shown->title.text.n > 0) {
		pantau_paint(cli, PAINT_BOLD);
		pantau_item_lines(view, shown->title.text, NULL, 0, 0);
		pantau_paint(cli, PAINT_NONE);
	}
	body(view, shown->text.text);
	if (shown->explain) {
		pantau_out_char(out, '\n');
		pantau_say_score(cli, &shown->score, &shown->texts);
	}
	if (shown->target != NULL) {
		pantau_out_char(out, '\n');
		pantau_say_target(cli, shown->target, &shown->near,
				&shown->texts);
	}
}

static enum pantau_status read(struct item_view *view, struct str name,
		struct shown *shown)
{
	struct cli *cli = view->cli;
	int64_t id;
	enum pantau_status status = pantau_item_find(view, name, &id);
	if (status == PANTAU_OK) {
		status = pantau_store_item(cli->store, id, &view->arena,
				&shown->item, &cli->err);
	}
	return status != PANTAU_OK ? status : pantau_story_facts(cli->store,
			&id, 1, &view->arena, &shown->story, &cli->err);
}

static enum pantau_status load(struct item_view *view, struct str name,
		struct shown *shown)
{
	struct cli *cli = view->cli;
	enum pantau_status status = pantau_store_begin_read(cli->store,
			&cli->err);
	if (status == PANTAU_OK) {
		status = read(view, name, shown);
		pantau_store_end_read(cli->store);
	}
	if (status == PANTAU_OK) {
		status = pantau_item_mask(view, shown->item.doc.title,
				&shown->title);
	}
	if (status == PANTAU_OK) {
		status = pantau_item_mask(view, shown->item.doc.text,
				&shown->text);
	}
	if (status == PANTAU_OK) {
		status = pantau_item_mask(view, shown->item.label.reason,
				&shown->reason);
	}
	if (status == PANTAU_OK) {
		status = pantau_verdict_history(view, shown->item.id,
				&shown->verdicts);
	}
	if (status == PANTAU_OK) {
		status = pantau_debunk_repeated(view, shown->item.id,
				&shown->claims);
	}
	shown->texts.field[PANTAU_FIELD_TITLE] = shown->title.text;
	shown->texts.field[PANTAU_FIELD_TEXT] = shown->text.text;
	return status;
}

/* Scores the stored texts again, with today's lexicons. */
static enum pantau_status score(struct item_view *view, struct shown *shown)
{
	struct cli *cli = view->cli;
	const struct doc *doc = &shown->item.doc;
	const struct pantau_language_guess given = pantau_language_given(
			doc->language);
	struct pantau_tokens title, text;
	enum pantau_status status = pantau_analyse_into(cli->analyser,
			doc->title, &view->arena, &title, &cli->err);
	if (status == PANTAU_OK) {
		status = pantau_analyse_into(cli->analyser, doc->text,
				&view->arena, &text, &cli->err);
	}
	if (status == PANTAU_OK) {
		status = pantau_score_tokens(cli->scorer, doc->title, &title,
				doc->text, &text,
				(doc->fields & DOC_LANGUAGE) != 0 ? &given : NULL,
				&view->arena, &shown->score, &cli->err);
	}
	if (status == PANTAU_OK && shown->target != NULL) {
		status = pantau_score_target_tokens(cli->scorer, shown->target,
				doc->title, &title, doc->text, &text,
				&shown->score.language, &view->arena,
				&shown->near, &cli->err);
	}
	return status;
}

static int run(struct cli *cli, void *values, char **argv, int argc)
{
	const struct options *options = values;
	struct shown shown = {.explain = options->explain};
	bool scored = options->explain || options->target != NULL;
	struct item_view view;
	(void)argc;
	if (pantau_item_audit(cli, "show") != PANTAU_OK || (scored &&
			pantau_cli_open(cli, NEED_LEXICONS | NEED_SCORER) !=
			PANTAU_OK)) {
		return pantau_cli_fail(cli);
	}
	/* Only now: with lexicons open the analyser knows their words, which
	 * evidence needs. */
	if (pantau_cli_open(cli, NEED_STORE | NEED_ANALYSER) != PANTAU_OK ||
			pantau_cli_target(cli, options->target,
			&shown.target) != PANTAU_OK) {
		return pantau_cli_fail(cli);
	}
	pantau_item_view_init(&view, cli);
	enum pantau_status status = load(&view, str_of(argv[0]), &shown);
	if (status == PANTAU_OK && scored) {
		status = score(&view, &shown);
	}
	if (status == PANTAU_OK) {
		(pantau_printer_text(cli->printer) ? text : data)(&view, &shown);
	}
	pantau_item_view_finish(&view);
	pantau_target_destroy(shown.target);
	return status == PANTAU_OK ? EXIT_DONE : pantau_cli_fail(cli);
}

static const struct option_spec options[] = {
	{"explain", OPTION_FLAG, offsetof(struct options, explain), NULL, NULL,
		"show every point of tone, act and hoax signals with its row",
		"tampilkan tiap butir nada, tindak tutur, dan sinyal hoaks"},
	{"target", OPTION_TEXT, offsetof(struct options, target), "NAME,...",
		NULL, "also the tone of the clauses near these names",
		"juga nada klausa di sekitar nama-nama ini"},
	{NULL, OPTION_FLAG, 0, NULL, NULL, NULL, NULL},
};

const struct command pantau_command_show = {
	.name = "show",
	.group = GROUP_SEARCH,
	.needs = NEED_STORE,
	.run = run,
	.options = options,
	.options_size = sizeof(struct options),
	.arguments = "ID",
	.least = 1,
	.most = 1,
	.summary_en = "one item, whole, with its scores",
	.summary_id = "satu artikel lengkap dengan nilainya",
	.example = "pantau show kabartirta.example:kt-007 --explain",
};
