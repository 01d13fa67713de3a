/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* rebuild and optimize: two commands of one shape, in one file. */

#include "cli/cmd_care.h"

#include <stddef.h>

#include "cli/commands.h"
#include "store/care.h"

struct rebuild_options {
	uint64_t jobs;
};

bool pantau_care_progress(void *context, uint64_t done, uint64_t total)
{
	pantau_progress_show(context, done, total, done);
	return pantau_cli_signal == 0;
}

int pantau_care_done(struct cli *cli, const char *action, const char *message)
{
	struct printer *p = cli->printer;
	if (pantau_printer_text(p)) {
		if (!cli->quiet) {
			pantau_out_printf(&cli->out, "%s\n", message);
		}
		return EXIT_DONE;
	}
	pantau_print_begin(p);
	pantau_print_cstr(p, "action", action);
	pantau_print_bool(p, "done", true);
	pantau_print_end(p);
	return EXIT_DONE;
}

static int finish(struct cli *cli, struct progress *progress,
		enum pantau_status status, const char *action, const char *message)
{
	pantau_progress_end(progress);
	return status == PANTAU_OK ? pantau_care_done(cli, action, message)
			: pantau_cli_fail(cli);
}

static int rebuild(struct cli *cli, void *values, char **argv, int argc)
{
	const struct rebuild_options *options = values;
	struct progress progress;
	const struct rework_options rework = {
		.jobs = (size_t)options->jobs,
		.progress = pantau_care_progress, .context = &progress,
	};
	(void)argv;
	(void)argc;
	pantau_progress_begin(&progress, cli, SAY(cli, "rebuild", "susun ulang"));
	return finish(cli, &progress, pantau_store_rebuild(cli->store,
			cli->lexicons, &rework, NULL, &cli->err),
			"rebuild", SAY(cli, "the index was made anew",
				"indeks selesai disusun ulang"));
}

static int optimize(struct cli *cli, void *options, char **argv, int argc)
{
	struct progress progress;
	(void)options;
	(void)argv;
	(void)argc;
	pantau_progress_begin(&progress, cli, "optimize");
	return finish(cli, &progress, pantau_store_optimize(cli->store,
			pantau_care_progress, &progress, &cli->err),
			"optimize", SAY(cli, "the index was merged",
				"indeks selesai digabung"));
}

static const struct option_spec rebuild_options[] = {
	{"jobs", OPTION_COUNT, offsetof(struct rebuild_options, jobs), "N", NULL,
		"threads that analyse (default: all cores)",
		"jumlah utas analisis (bawaan: semua inti)"},
	{NULL, OPTION_FLAG, 0, NULL, NULL, NULL, NULL},
};

const struct command pantau_command_rebuild = {
	.name = "rebuild",
	.group = GROUP_CARE,
	.needs = NEED_LEXICONS | NEED_WRITER,
	.run = rebuild,
	.options = rebuild_options,
	.options_size = sizeof(struct rebuild_options),
	.arguments = "",
	.summary_en = "analyse every text again with today's lexicons",
	.summary_id = "analisis ulang semua teks dengan leksikon terbaru",
};

const struct command pantau_command_optimize = {
	.name = "optimize",
	.group = GROUP_CARE,
	.needs = NEED_WRITER,
	.run = optimize,
	.arguments = "",
	.summary_en = "merge the index for faster searches",
	.summary_id = "gabungkan indeks agar pencarian lebih cepat",
};
