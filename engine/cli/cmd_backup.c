/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* pantau backup FILE: a consistent copy while others read and write. */

#include <stdio.h>

#include "cli/cmd_care.h"
#include "cli/commands.h"
#include "store/care.h"

static int run(struct cli *cli, void *options, char **argv, int argc)
{
	struct progress progress;
	char message[4200];
	(void)options;
	(void)argc;
	pantau_progress_begin(&progress, cli, "backup");
	enum pantau_status status = pantau_store_backup(cli->store, argv[0],
			pantau_care_progress, &progress, &cli->err);
	pantau_progress_end(&progress);
	if (status != PANTAU_OK) {
		return pantau_cli_fail(cli);
	}
	snprintf(message, sizeof(message), SAY(cli,
			"copied to %.4000s (the key file is not in it)",
			"disalin ke %.4000s (berkas kunci tidak ikut)"), argv[0]);
	return pantau_care_done(cli, "backup", message);
}

const struct command pantau_command_backup = {
	.name = "backup",
	.group = GROUP_CARE,
	.needs = NEED_STORE,
	.run = run,
	.arguments = "FILE",
	.least = 1,
	.most = 1,
	.summary_en = "write a sound copy of the database to FILE",
	.summary_id = "tulis salinan utuh basis data ke FILE",
	.example = "pantau backup /media/cadangan/pantau-2026-11-08.db",
};
