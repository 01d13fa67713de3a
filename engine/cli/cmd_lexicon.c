/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* pantau lexicon check: what is wrong in the word lists. */

#include <sys/stat.h>

#include "cli/commands.h"
#include "lexicon/lexicons.h"

struct tally {
	struct cli *cli;
	uint64_t errors, warnings;
	bool begun;
};

/* Only once it is known that there is an answer: an error has an object of its
 * own. */
static void begin(struct tally *tally)
{
	if (!tally->begun) {
		pantau_print_begin(tally->cli->printer);
		pantau_print_list(tally->cli->printer, "findings");
		tally->begun = true;
	}
}

static void found(void *context, const struct pantau_lexicon_finding *finding)
{
	struct tally *tally = context;
	struct cli *cli = tally->cli;
	struct out *out = &cli->out;
	bool error = finding->severity == PANTAU_FINDING_ERROR;
	begin(tally);
	tally->errors += error;
	tally->warnings += !error;
	if (!pantau_printer_text(cli->printer)) {
		struct printer *p = cli->printer;
		pantau_print_row(p);
		pantau_print_cstr(p, "severity", error ? "error" : "warning");
		pantau_print_cstr(p, "file", finding->file);
		pantau_print_int(p, "line", (int64_t)finding->line);
		pantau_print_int(p, "column", (int64_t)finding->column);
		pantau_print_cstr(p, "message", finding->message);
		pantau_print_cstr(p, "hint", finding->hint);
		pantau_print_end_row(p);
		return;
	}
	pantau_out_safe(out, str_of(finding->file));
	pantau_out_printf(out, ":%llu:%llu: %s: ",
			(unsigned long long)finding->line,
			(unsigned long long)finding->column,
			error ? SAY(cli, "error", "galat")
				: SAY(cli, "warning", "peringatan"));
	pantau_out_safe(out, str_of(finding->message));
	if (finding->hint != NULL && *finding->hint != '\0') {
		pantau_out_cstr(out, "; ");
		pantau_out_safe(out, str_of(finding->hint));
	}
	pantau_out_char(out, '\n');
}

static int check(struct cli *cli, void *options, char **argv, int argc)
{
	struct tally tally = {.cli = cli};
	struct pantau_lexicon_options lexicons = pantau_cli_lexicons(cli);
	(void)options;
	lexicons.dir = argc > 0 ? argv[0] : lexicons.dir;
	struct stat info;
	if (stat(lexicons.dir, &info) == 0 && !S_ISDIR(info.st_mode)) {
		pantau_fail(&cli->err, PANTAU_USAGE, SAY(cli,
				"'%.1000s' is a file; give the folder that it is in, "
				"files are checked against each other",
				"'%.1000s' adalah berkas; beri foldernya, karena isi "
				"berkas dicocokkan satu sama lain"), lexicons.dir);
		return pantau_cli_fail(cli);
	}
	enum pantau_status status = pantau_lexicons_check(&lexicons, found,
			&tally, &cli->err);
	if (status != PANTAU_OK && tally.errors == 0) {
		/* Not a row but the folder itself is wrong. */
		return pantau_cli_fail(cli);
	}
	begin(&tally);
	pantau_print_end_list(cli->printer);
	pantau_print_int(cli->printer, "errors", (int64_t)tally.errors);
	pantau_print_int(cli->printer, "warnings", (int64_t)tally.warnings);
	pantau_print_end(cli->printer);
	if (pantau_printer_text(cli->printer) && !cli->quiet) {
		pantau_out_printf(&cli->out, SAY(cli,
				"%llu errors, %llu warnings\n",
				"%llu galat, %llu peringatan\n"),
				(unsigned long long)tally.errors,
				(unsigned long long)tally.warnings);
	}
	return status == PANTAU_OK ? EXIT_DONE : EXIT_PARTLY;
}

const struct command pantau_command_lexicon_check = {
	.name = "lexicon check",
	.group = GROUP_TUNE,
	.run = check,
	.arguments = "[DIR]",
	.most = 1,
	.summary_en = "find wrong, double and unreachable rows",
	.summary_id = "cari baris yang salah, ganda, atau tak terjangkau",
	.example = "pantau lexicon check lexicons/",
};
