/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* pantau hoax set ID: a named person's verdict on one item. */

#include <stddef.h>

#include "cli/commands.h"
#include "cli/hoax_debunk.h"
#include "cli/label_give.h"

struct options {
	const char *verdict, *by, *evidence, *reason, *title, *claim;
	bool debunk;
};

struct shown {
	struct item item;
	struct verdict_history history;
	enum label_done done; /* of what was given */
	struct hoax_debunk debunk;
};

/* --- the words of the call --- */

static enum pantau_status needs(struct cli *cli, bool there,
		const char *message)
{
	return there ? PANTAU_OK : pantau_fail(&cli->err, PANTAU_USAGE, "%s",
			message);
}

static enum pantau_status verdict_of(struct cli *cli, const char *word,
		enum verdict *out)
{
	enum pantau_status status = needs(cli, word != NULL, SAY(cli,
			"say the verdict: --verdict false, misleading, scam, true, "
			"unproven, satire, or - to take it back",
			"sebutkan putusannya: --verdict salah, menyesatkan, "
			"penipuan, benar, belum-terbukti, satir, atau - untuk "
			"mencabut"));
	if (status == PANTAU_OK && !pantau_verdict_parse(str_of(word), out)) {
		status = pantau_fail(&cli->err, PANTAU_USAGE, SAY(cli,
				"'%.60s' is no verdict; write false, misleading, scam, "
				"true, unproven, satire, or - to take it back",
				"'%.60s' bukan putusan; tulis salah, menyesatkan, "
				"penipuan, benar, belum-terbukti, satir, atau - untuk "
				"mencabut"), word);
	}
	return status;
}

/* The verdict that the options ask for. */
static enum pantau_status asked(struct cli *cli, const struct options *options,
		struct label *out)
{
	*out = (struct label){.field = LABEL_OF_VERDICT};
	enum pantau_status status = verdict_of(cli, options->verdict,
			&out->verdict);
	if (status == PANTAU_OK) {
		status = pantau_label_option(cli, "by", options->by,
				LABEL_BY_MAX, &out->by);
	}
	if (status == PANTAU_OK) {
		status = needs(cli, out->by.n != 0, SAY(cli,
				"say who gives the verdict: --by NAME",
				"sebutkan pemberi putusannya: --by NAMA"));
	}
	if (status == PANTAU_OK) {
		status = pantau_label_option(cli, "evidence", options->evidence,
				LABEL_EVIDENCE_MAX, &out->evidence);
	}
	if (status == PANTAU_OK) {
		status = needs(cli, out->evidence.n != 0 ||
				out->verdict == VERDICT_NONE, SAY(cli,
				"say what shows it: --evidence URL or TEXT",
				"sebutkan buktinya: --evidence URL atau TEKS"));
	}
	return status == PANTAU_OK ? pantau_label_option(cli, "reason",
			options->reason, LABEL_REASON_MAX, &out->reason) : status;
}

/* What of it goes into the archive of debunks. */
static enum pantau_status asked_debunk(struct cli *cli,
		const struct options *options, enum verdict verdict,
		struct hoax_debunk *out)
{
	enum pantau_status status = needs(cli, options->debunk ||
			(options->title == NULL && options->claim == NULL),
			SAY(cli, "--title and --claim go with --debunk",
			"--title dan --claim hanya bersama --debunk"));
	if (status == PANTAU_OK && options->debunk) {
		status = needs(cli, pantau_hoax_debunks(verdict), SAY(cli,
				"only false, misleading, scam and satire make a "
				"debunk; leave --debunk away",
				"hanya salah, menyesatkan, penipuan, dan satir yang "
				"jadi klarifikasi; hapus --debunk"));
	}
	if (status == PANTAU_OK) {
		status = pantau_label_option(cli, "title", options->title,
				LABEL_REASON_MAX, &out->title);
	}
	return status == PANTAU_OK ? pantau_label_option(cli, "claim",
			options->claim, LABEL_REASON_MAX, &out->claim) : status;
}

/* --- showing --- */

static enum pantau_status text(struct item_view *view,
		const struct shown *shown)
{
	pantau_item_head(view, &shown->item);
	pantau_say_verdicts(view->cli, &shown->history);
	return shown->debunk.id == 0 ? PANTAU_OK
			: pantau_hoax_debunk_show(view, &shown->debunk);
}

static enum pantau_status data(struct item_view *view,
		const struct shown *shown)
{
	struct printer *p = view->cli->printer;
	enum pantau_status status = PANTAU_OK;
	pantau_print_begin(p);
	pantau_print_str(p, "id", shown->item.doc.id);
	pantau_print_str(p, "source", shown->item.doc.source);
	pantau_print_cstr(p, "hoax", pantau_hoax_name(shown->item.hoax));
	pantau_item_verdict(p, &shown->item);
	if (shown->debunk.id != 0) {
		status = pantau_hoax_debunk_show(view, &shown->debunk);
	}
	pantau_print_list(p, "history");
	for (size_t i = 0; i < shown->history.n; i++) {
		pantau_print_row(p);
		pantau_verdict_fields(p, &shown->history, i);
		pantau_print_end_row(p);
	}
	pantau_print_end_list(p);
	pantau_print_end(p);
	return status;
}

static enum pantau_status answer(struct item_view *view, struct str name,
		const struct label *label, bool debunk, struct shown *shown)
{
	struct cli *cli = view->cli;
	int64_t id;
	enum pantau_status status = pantau_item_find(view, name, &id);
	if (status == PANTAU_OK) {
		status = pantau_label_give(cli, id, label, &shown->done);
	}
	if (status == PANTAU_OK) {
		status = pantau_store_item(cli->store, id, &view->arena,
				&shown->item, &cli->err);
	}
	/* Not of what is overruled by a later one. */
	if (status == PANTAU_OK && debunk && shown->done != LABEL_OLDER) {
		status = pantau_hoax_debunk_put(view, &shown->item, label,
				&shown->debunk);
	}
	return status == PANTAU_OK ? pantau_verdict_history(view, id,
			&shown->history) : status;
}

/* Where not just what was asked for happened. */
static void tell(struct cli *cli, const struct label *label,
		enum label_done done)
{
	if (done == LABEL_OLDER) {
		pantau_cli_note(cli, "%s", SAY(cli,
				"pantau: a verdict of a later time stays in force\n",
				"pantau: putusan yang lebih baru tetap berlaku\n"));
	} else if (done == LABEL_SAME) {
		pantau_cli_note(cli, "%s", label->verdict == VERDICT_NONE
				? SAY(cli, "pantau: there is no verdict to take "
					"back\n", "pantau: tidak ada putusan "
					"untuk dicabut\n")
				: SAY(cli, "pantau: that verdict is in force "
					"already\n", "pantau: putusan itu sudah "
					"berlaku\n"));
	}
}

static int run(struct cli *cli, void *values, char **argv, int argc)
{
	const struct options *options = values;
	struct shown shown = {.done = LABEL_SAME};
	struct item_view view;
	struct label label;
	(void)argc;
	if (asked(cli, options, &label) != PANTAU_OK ||
			asked_debunk(cli, options, label.verdict,
				&shown.debunk) != PANTAU_OK ||
			pantau_cli_open(cli, NEED_ANALYSER | NEED_WRITER |
				(options->debunk ? NEED_SCORER : 0u)) !=
			PANTAU_OK ||
			pantau_item_audit(cli, "hoax set") != PANTAU_OK) {
		return pantau_cli_fail(cli);
	}
	pantau_item_view_init(&view, cli);
	enum pantau_status status = answer(&view, str_of(argv[0]), &label,
			options->debunk, &shown);
	if (status == PANTAU_OK) {
		status = (pantau_printer_text(cli->printer) ? text : data)(&view,
				&shown);
	}
	if (status == PANTAU_OK) {
		tell(cli, &label, shown.done);
	}
	pantau_item_view_finish(&view);
	return status == PANTAU_OK ? EXIT_DONE : pantau_cli_fail(cli);
}

#define AT(member) offsetof(struct options, member)

static const struct option_spec options[] = {
	{"verdict", OPTION_TEXT, AT(verdict), "VERDICT", NULL,
		"false, misleading, scam, true, unproven, satire or -; needed",
		"salah, menyesatkan, penipuan, benar, belum-terbukti, satir, "
		"atau -; wajib"},
	{"by", OPTION_TEXT, AT(by), "NAME", NULL,
		"who gives the verdict; needed", "nama pemberi putusan; wajib"},
	{"evidence", OPTION_TEXT, AT(evidence), "URL|TEXT", NULL,
		"what shows it; needed", "buktinya; wajib"},
	{"reason", OPTION_TEXT, AT(reason), "TEXT", NULL,
		"why, in a line", "alasannya, satu baris"},
	{"debunk", OPTION_FLAG, AT(debunk), NULL, NULL,
		"add it to the debunks, and find who repeats it",
		"masukkan juga ke arsip klarifikasi dan cari pengulangnya"},
	{"title", OPTION_TEXT, AT(title), "TEXT", NULL,
		"title of the debunk (default: the item's)",
		"judul klarifikasi (bawaan: judul artikel)"},
	{"claim", OPTION_TEXT, AT(claim), "TEXT", NULL,
		"what is claimed (default: the item's text)",
		"klaimnya (bawaan: teks artikel)"},
	{NULL, OPTION_FLAG, 0, NULL, NULL, NULL, NULL},
};

const struct command pantau_command_hoax_set = {
	.name = "hoax set",
	.group = GROUP_HOAX,
	.run = run,
	.options = options,
	.options_size = sizeof(struct options),
	.arguments = "ID --verdict VERDICT --by NAME --evidence TEXT",
	.least = 1,
	.most = 1,
	.summary_en = "a named person's verdict on an item",
	.summary_id = "putusan seseorang atas artikel, dengan bukti",
	.example = "pantau hoax set kt-007 --verdict salah --by Sari "
		"--evidence https://klarifikasi.example/7",
};
