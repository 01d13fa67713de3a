/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* pantau version: of the program and of what decides its results. */

#include "cli/commands.h"
#include "text/analyser.h"

#include "pantau_config.h"

static int run(struct cli *cli, void *options, char **argv, int argc)
{
	(void)options;
	(void)argv;
	(void)argc;
	struct printer *p = cli->printer;
	if (pantau_printer_text(p)) {
		pantau_out_printf(&cli->out, "pantau %s\n", PANTAU_VERSION);
		pantau_out_printf(&cli->out, "analyser %d, ICU %s, SQLite %s, "
				"schema %d\n", PANTAU_ANALYSER_VERSION,
				pantau_text_icu_version(), sqlite3_libversion(),
				PANTAU_SCHEMA_VERSION);
		return EXIT_DONE;
	}
	pantau_print_begin(p);
	pantau_print_cstr(p, "version", PANTAU_VERSION);
	pantau_print_int(p, "analyser", PANTAU_ANALYSER_VERSION);
	pantau_print_cstr(p, "icu", pantau_text_icu_version());
	pantau_print_cstr(p, "sqlite", sqlite3_libversion());
	pantau_print_int(p, "schema", PANTAU_SCHEMA_VERSION);
	pantau_print_end(p);
	return EXIT_DONE;
}

const struct command pantau_command_version = {
	.name = "version",
	.group = GROUP_SHELL,
	.run = run,
	.arguments = "",
	.summary_en = "versions of the program and its libraries",
	.summary_id = "versi program dan pustakanya",
};
