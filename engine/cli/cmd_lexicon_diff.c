/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* pantau lexicon diff: which rows two lexicon folders do not share. */

#include "cli/commands.h"
#include "lexicon/diff.h"

struct differing {
	struct cli *cli;
	const struct schema *schema; /* of the last row told */
	uint64_t n[3];               /* by kind of change */
	bool begun;
};

/* Only once both folders are read: an error has an object of its own. */
static void begin(struct differing *differing)
{
	if (!differing->begun) {
		pantau_print_begin(differing->cli->printer);
		pantau_print_list(differing->cli->printer, "rows");
		differing->begun = true;
	}
}

static bool differs(const struct lexicon_change *change, size_t column)
{
	return !str_eq(change->cell[0][column], change->cell[1][column]);
}

static void print(struct cli *cli, const struct lexicon_change *change)
{
	static const char *const kinds[] = {"added", "removed", "changed"};
	struct printer *p = cli->printer;

	pantau_print_row(p);
	pantau_print_cstr(p, "file", change->schema->file);
	pantau_print_cstr(p, "change", kinds[change->kind]);
	pantau_print_str(p, "key", change->key);
	pantau_print_int(p, "first_line", change->line[0]);
	pantau_print_int(p, "second_line", change->line[1]);
	pantau_print_array(p, "cells");
	for (size_t c = 1; c < change->schema->columns; c++) {
		if (!differs(change, c)) {
			continue;
		}
		pantau_print_object(p, NULL);
		pantau_print_cstr(p, "column", change->schema->column[c].name);
		pantau_print_str(p, "first", change->cell[0][c]);
		pantau_print_str(p, "second", change->cell[1][c]);
		pantau_print_end_object(p);
	}
	pantau_print_end_array(p);
	pantau_print_end_row(p);
}

static void say_cell(struct cli *cli, const struct lexicon_change *change,
		size_t column)
{
	static const struct str none = {"''", 2};
	struct out *out = &cli->out;

	pantau_out_printf(out, "  %s ", change->schema->column[column].name);
	for (int side = 0; side < 2; side++) {
		struct str cell = change->cell[side][column];
		if (change->line[side] == 0) {
			continue;
		}
		pantau_out_cstr(out, side == 1 && change->line[0] != 0
				? " -> " : "");
		pantau_out_safe(out, cell.n > 0 ? cell : none);
	}
}

static void say(struct differing *differing,
		const struct lexicon_change *change)
{
	struct cli *cli = differing->cli;
	struct out *out = &cli->out;

	if (differing->schema != change->schema) {
		pantau_out_printf(out, "%s\n", change->schema->file);
		differing->schema = change->schema;
	}
	pantau_out_printf(out, "  %c ", "+-~"[change->kind]);
	pantau_out_safe(out, change->key);
	for (size_t c = 1; c < change->schema->columns; c++) {
		if (differs(change, c)) {
			say_cell(cli, change, c);
		}
	}
	for (int side = 0; side < 2; side++) {
		if (change->line[side] != 0) {
			pantau_out_printf(out, "%s%lu", side == 1 &&
					change->line[0] != 0 ? ", " : "  (",
					(unsigned long)change->line[side]);
		}
	}
	pantau_out_cstr(out, ")\n");
}

static void tell(void *context, const struct lexicon_change *change)
{
	struct differing *differing = context;

	differing->n[change->kind]++;
	begin(differing);
	if (pantau_printer_text(differing->cli->printer)) {
		say(differing, change);
	} else {
		print(differing->cli, change);
	}
}

static int run(struct cli *cli, void *options, char **argv, int argc)
{
	struct differing differing = {.cli = cli};
	const uint64_t *n = differing.n;

	(void)options;
	(void)argc;
	if (pantau_lexicons_diff(argv[0], argv[1], tell, &differing,
			&cli->err) != PANTAU_OK) {
		return pantau_cli_fail(cli);
	}
	begin(&differing);
	pantau_print_end_list(cli->printer);
	pantau_print_int(cli->printer, "added", (int64_t)n[CHANGE_ADDED]);
	pantau_print_int(cli->printer, "removed", (int64_t)n[CHANGE_REMOVED]);
	pantau_print_int(cli->printer, "changed", (int64_t)n[CHANGE_CHANGED]);
	pantau_print_end(cli->printer);
	if (pantau_printer_text(cli->printer) && !cli->quiet) {
		pantau_out_printf(&cli->out, SAY(cli,
				"%llu added, %llu removed, %llu changed\n",
				"%llu ditambah, %llu dihapus, %llu diubah\n"),
				(unsigned long long)n[CHANGE_ADDED],
				(unsigned long long)n[CHANGE_REMOVED],
				(unsigned long long)n[CHANGE_CHANGED]);
	}
	return EXIT_DONE;
}

const struct command pantau_command_lexicon_diff = {
	.name = "lexicon diff",
	.group = GROUP_TUNE,
	.run = run,
	.arguments = "A B",
	.least = 2,
	.most = 2,
	.summary_en = "rows that differ between two lexicon folders",
	.summary_id = "baris yang berbeda antara dua folder leksikon",
	.example = "pantau lexicon diff lexicons/ kamus/",
};
