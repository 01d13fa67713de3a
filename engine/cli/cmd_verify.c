/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* pantau verify: every check that there is, all findings shown. */

#include "cli/commands.h"
#include "store/care.h"

struct report {
	struct cli *cli;
	size_t n;
};

static void found(void *context, const char *check, const char *message)
{
	struct report *report = context;
	struct cli *cli = report->cli;
	report->n++;
	if (pantau_printer_text(cli->printer)) {
		pantau_out_printf(&cli->out, "%s: ", check);
		pantau_out_safe(&cli->out, str_of(message));
		pantau_out_char(&cli->out, '\n');
		return;
	}
	pantau_print_row(cli->printer);
	pantau_print_cstr(cli->printer, "check", check);
	pantau_print_cstr(cli->printer, "message", message);
	pantau_print_end_row(cli->printer);
}

/* Stamps against today's lexicons; without lexicons there is nothing to say. */
static void edited(struct report *report)
{
	struct cli *cli = report->cli;
	if (pantau_cli_open(cli, NEED_LEXICONS) != PANTAU_OK) {
		return;
	}
	unsigned stale = pantau_store_stale(cli->store, cli->lexicons);
	if ((stale & STAMP_TEXT) != 0) {
		found(report, "stamps", SAY(cli,
				"the lexicons of the index are other ones now; run "
				"'pantau rebuild' to use them",
				"leksikon indeks sudah berubah; jalankan 'pantau "
				"rebuild' agar terpakai"));
	}
	/* Of mixed scores verify has told. */
	if ((stale & (STAMP_SCORE | STAMP_MIXED)) == STAMP_SCORE) {
		found(report, "stamps", SAY(cli,
				"the lexicons of the scores are other ones now; run "
				"'pantau rescore' to use them",
				"leksikon nilai sudah berubah; jalankan 'pantau "
				"rescore' agar terpakai"));
	}
}

static int run(struct cli *cli, void *options, char **argv, int argc)
{
	struct report report = {.cli = cli};
	(void)options;
	(void)argv;
	(void)argc;
	pantau_print_begin(cli->printer);
	pantau_print_list(cli->printer, "findings");
	enum pantau_status status = pantau_store_verify(cli->store, found,
			&report, &cli->err);
	if (status == PANTAU_OK) {
		edited(&report);
	}
	pantau_print_end_list(cli->printer);
	pantau_print_bool(cli->printer, "sound", status == PANTAU_OK);
	pantau_print_end(cli->printer);
	if (status != PANTAU_OK) {
		cli->format = FORMAT_TEXT;
		return pantau_cli_fail(cli);
	}
	if (pantau_printer_text(cli->printer) && !cli->quiet) {
		pantau_out_cstr(&cli->out, SAY(cli, "the database is sound\n",
				"basis data utuh\n"));
	}
	return EXIT_DONE;
}

const struct command pantau_command_verify = {
	.name = "verify",
	.group = GROUP_CARE,
	.needs = NEED_STORE,
	.run = run,
	.arguments = "",
	.summary_en = "check rows, index, columns and stamps; exit 5 on damage",
	.summary_id = "periksa isi, indeks, kolom, dan cap; keluar 5 bila rusak",
};
