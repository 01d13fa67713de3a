/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* pantau label ID [tone=TONE]: what people say of one item's tone, and saying
 * it. */

#include <stddef.h>

#include "cli/commands.h"
#include "cli/label_give.h"

struct options {
	const char *by, *reason;
};

struct shown {
	struct item item;
	struct label *label; /* all there were, the one in force first */
	struct mask *reason; /* of each */
	size_t n;
	enum label_done done; /* of what was given */
};

/* --- the words of the call --- */

/* 'label improt x': an id that is nearly a command is none. */
static enum pantau_status bad_tone(struct cli *cli, const char *id,
		const char *word)
{
	static const char *const commands[] = {"import", "export", NULL};
	const char *near = pantau_suggest(id, commands);
	if (near != NULL && strchr(word, '=') == NULL) {
		return pantau_fail(&cli->err, PANTAU_USAGE, SAY(cli,
				"unknown command 'label %.40s'; did you mean "
				"'label %s'?", "perintah 'label %.40s' tidak "
				"dikenal; maksudnya 'label %s'?"), id, near);
	}
	return pantau_fail(&cli->err, PANTAU_USAGE, SAY(cli,
			"'%.60s' is no label; write tone=negative, tone=neutral, "
			"tone=positive, or tone=- to take a label away",
			"'%.60s' bukan label; tulis tone=negatif, tone=netral, "
			"tone=positif, atau tone=- untuk mencabut label"), word);
}

/* The label that the words ask for. */
static enum pantau_status asked(struct cli *cli, const struct options *options,
		char **argv, struct label *out)
{
	const char *word = argv[1];
	struct str rest = str_of(word);
	struct str field = pantau_str_cut(&rest, '=');
	*out = (struct label){.time = 0};
	if (rest.p == NULL || (!str_eq(field, STR("tone")) &&
			!str_eq(field, STR("nada"))) ||
			!pantau_label_tone(rest, &out->tone)) {
		return bad_tone(cli, argv[0], word);
	}
	enum pantau_status status = pantau_label_option(cli, "by", options->by,
			LABEL_BY_MAX, &out->by);
	if (status == PANTAU_OK && out->by.n == 0) {
		status = pantau_fail(&cli->err, PANTAU_USAGE, "%s", SAY(cli,
				"say who gives the label: --by NAME",
				"sebutkan pemberi labelnya: --by NAMA"));
	}
	return status == PANTAU_OK ? pantau_label_option(cli, "reason",
			options->reason, LABEL_REASON_MAX, &out->reason) : status;
}

/* --- finding --- */

static enum pantau_status load(struct item_view *view, int64_t id,
		struct shown *shown)
{
	struct cli *cli = view->cli;
	enum pantau_status status = pantau_store_item(cli->store, id,
			&view->arena, &shown->item, &cli->err);
	if (status == PANTAU_OK) {
		status = pantau_label_history(cli->store, id,
				LABEL_OF_TONE, &view->arena, &shown->label,
				&shown->n, &cli->err);
	}
	if (status == PANTAU_OK) {
		shown->reason = pantau_arena_zero(&view->arena, shown->n + 1,
				sizeof(*shown->reason));
		status = shown->reason == NULL ? pantau_fail_memory(&cli->err)
				: PANTAU_OK;
	}
	for (size_t i = 0; status == PANTAU_OK && i < shown->n; i++) {
		status = pantau_item_mask(view, shown->label[i].reason,
				&shown->reason[i]);
	}
	return status;
}

/* --- showing --- */

static void text(struct item_view *view, const struct shown *shown)
{
	struct cli *cli = view->cli;
	struct out *out = &cli->out;
	char when[32], zone[16];
	pantau_item_head(view, &shown->item);
	pantau_out_printf(out, "%-11s %s\n", SAY(cli, "machine", "mesin"),
			pantau_say_tone(cli, shown->item.machine_tone));
	pantau_zone_name(cli->zone, zone);
	for (size_t i = 0; i < shown->n; i++) {
		const struct label *label = &shown->label[i];
		pantau_date_local(label->time, cli->zone, when);
		pantau_out_printf(out, "%s %s  %s  ", when, zone,
				label->tone != PANTAU_TONE_NONE
				? pantau_say_tone(cli, label->tone)
				: SAY(cli, "taken away", "dicabut"));
		pantau_out_safe(out, label->by);
		if (shown->reason[i].text.n > 0) {
			pantau_out_cstr(out, "  ");
			pantau_out_safe(out, shown->reason[i].text);
		}
		pantau_out_char(out, '\n');
	}
}

static void data(struct item_view *view, const struct shown *shown)
{
	struct printer *p = view->cli->printer;
	pantau_print_begin(p);
	pantau_print_str(p, "id", shown->item.doc.id);
	pantau_print_str(p, "source", shown->item.doc.source);
	pantau_print_cstr(p, "machine",
			pantau_tone_name(shown->item.machine_tone));
	pantau_item_tone(view, &shown->item, shown->n > 0
			? shown->reason[0].text : STR(""));
	pantau_print_list(p, "history");
	for (size_t i = 0; i < shown->n; i++) {
		pantau_print_row(p);
		pantau_label_fields(p, &shown->label[i],
				shown->reason[i].text);
		pantau_print_end_row(p);
	}
	pantau_print_end_list(p);
	pantau_print_end(p);
}

static enum pantau_status answer(struct item_view *view, struct str name,
		const struct label *label, struct shown *shown)
{
	struct cli *cli = view->cli;
	int64_t id;
	enum pantau_status status = pantau_item_find(view, name, &id);
	if (status == PANTAU_OK && label != NULL) {
		status = pantau_label_give(cli, id, label, &shown->done);
	}
	return status == PANTAU_OK ? load(view, id, shown) : status;
}

/* Where not just what was asked for happened. */
static void tell(struct cli *cli, const struct label *label,
		enum label_done done)
{
	if (done == LABEL_OLDER) {
		pantau_cli_note(cli, "%s", SAY(cli,
				"pantau: a label of a later time stays in force\n",
				"pantau: label yang lebih baru tetap berlaku\n"));
	} else if (done == LABEL_SAME) {
		pantau_cli_note(cli, "%s", label->tone == PANTAU_TONE_NONE
				? SAY(cli, "pantau: there is no label to take "
					"away\n", "pantau: tidak ada label "
					"untuk dicabut\n")
				: SAY(cli, "pantau: that label is in force "
					"already\n", "pantau: label itu sudah "
					"berlaku\n"));
	}
}

static int run(struct cli *cli, void *values, char **argv, int argc)
{
	const struct options *options = values;
	struct shown shown = {.n = 0};
	struct item_view view;
	struct label label;
	bool gives = argc > 1;
	if (!gives && (options->by != NULL || options->reason != NULL)) {
		pantau_fail(&cli->err, PANTAU_USAGE, "%s", SAY(cli,
				"say which label: tone=negative, tone=neutral or "
				"tone=positive",
				"sebutkan labelnya: tone=negatif, tone=netral, atau "
				"tone=positif"));
		return pantau_cli_fail(cli);
	}
	if ((gives && asked(cli, options, argv, &label) != PANTAU_OK) ||
			pantau_cli_open(cli, NEED_ANALYSER | (gives ? NEED_WRITER
			: NEED_STORE)) != PANTAU_OK ||
			pantau_item_audit(cli, "label") != PANTAU_OK) {
		return pantau_cli_fail(cli);
	}
	pantau_item_view_init(&view, cli);
	enum pantau_status status = answer(&view, str_of(argv[0]),
			gives ? &label : NULL, &shown);
	if (status == PANTAU_OK) {
		(pantau_printer_text(cli->printer) ? text : data)(&view, &shown);
	}
	if (status == PANTAU_OK && gives) {
		tell(cli, &label, shown.done);
	}
	pantau_item_view_finish(&view);
	return status != PANTAU_OK ? pantau_cli_fail(cli)
			: gives || shown.item.label.tone != PANTAU_TONE_NONE
			? EXIT_DONE : EXIT_NOTHING;
}

static const struct option_spec options[] = {
	{"by", OPTION_TEXT, offsetof(struct options, by), "NAME", NULL,
		"who gives the label; needed", "nama pemberi label; wajib"},
	{"reason", OPTION_TEXT, offsetof(struct options, reason), "TEXT", NULL,
		"why", "alasannya"},
	{NULL, OPTION_FLAG, 0, NULL, NULL, NULL, NULL},
};

const struct command pantau_command_label = {
	.name = "label",
	.group = GROUP_TUNE,
	.run = run,
	.options = options,
	.options_size = sizeof(struct options),
	.arguments = "ID [tone=TONE]",
	.least = 1,
	.most = 2,
	.summary_en = "a person's tone for an item, over the machine's",
	.summary_id = "nada artikel menurut orang, di atas nilai mesin",
	.example = "pantau label kt-007 tone=netral --by Sari",
};
