/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Help, from the same tables that parsing and completion use. */

#include <stdio.h>

#include "cli/commands.h"

static const char *const group_titles[GROUPS][2] = {
	[GROUP_COLLECT] = {"collect", "kumpulkan"},
	[GROUP_SEARCH] = {"search", "cari"},
	[GROUP_HOAX] = {"check what may be untrue", "periksa kebenaran"},
	[GROUP_TUNE] = {"tune the lexicons", "setel leksikon"},
	[GROUP_TEXT] = {"filters, without a database", "saringan, tanpa basis data"},
	[GROUP_CARE] = {"care for the database", "rawat basis data"},
	[GROUP_SHELL] = {"about the program", "tentang program"},
};

void pantau_help_overview(struct cli *cli)
{
	struct out *out = &cli->out;
	pantau_out_cstr(out, SAY(cli,
			"pantau - text analysis for issue monitoring in Indonesian\n\n"
			"usage: pantau [OPTIONS] COMMAND [ARGUMENTS]\n",
			"pantau - analisis teks untuk pemantauan isu\n\n"
			"pemakaian: pantau [OPSI] PERINTAH [ARGUMEN]\n"));
	for (int group = 0; group < GROUPS; group++) {
		pantau_out_printf(out, "\n%s\n",
				group_titles[group][cli->lang == PANTAU_LANG_EN ? 0 : 1]);
		for (size_t i = 0; pantau_commands[i] != NULL; i++) {
			const struct command *command = pantau_commands[i];
			if ((int)command->group == group) {
				pantau_out_printf(out, "  %-16s %s\n", command->name,
						SAY(cli, command->summary_en,
							command->summary_id));
			}
		}
	}
	pantau_out_cstr(out, SAY(cli,
			"\n'pantau help COMMAND' tells more about a command.\n",
			"\n'pantau help PERINTAH' menjelaskan satu perintah.\n"));
}

static void options(struct cli *cli, const struct option_spec *spec)
{
	for (; spec != NULL && spec->name != NULL; spec++) {
		char left[64];
		snprintf(left, sizeof(left), "--%s%s%s", spec->name,
				spec->value != NULL ? " " : "",
				spec->value != NULL ? spec->value : "");
		pantau_out_printf(&cli->out, "  %-22s %s\n", left,
				SAY(cli, spec->help_en, spec->help_id));
	}
}

void pantau_help_command(struct cli *cli, const struct command *command)
{
	struct out *out = &cli->out;
	pantau_out_printf(out, SAY(cli, "usage: pantau %s [OPTIONS]%s%s\n\n",
			"pemakaian: pantau %s [OPSI]%s%s\n\n"), command->name,
			*command->arguments != '\0' ? " " : "", command->arguments);
	pantau_out_printf(out, "%s\n", SAY(cli, command->summary_en,
			command->summary_id));
	if (command->options != NULL && command->options->name != NULL) {
		pantau_out_cstr(out, SAY(cli, "\noptions\n", "\nopsi\n"));
		options(cli, command->options);
	}
	pantau_out_cstr(out, SAY(cli, "\noptions of every command\n",
			"\nopsi semua perintah\n"));
	options(cli, pantau_global_options);
	if (command->example != NULL) {
		pantau_out_printf(out, SAY(cli, "\nexample\n  %s\n",
				"\ncontoh\n  %s\n"), command->example);
	}
}

static int run(struct cli *cli, void *values, char **argv, int argc)
{
	(void)values;
	if (argc == 0) {
		pantau_help_overview(cli);
		return EXIT_DONE;
	}
	const char *words[2] = {argv[0], argc > 1 ? argv[1] : NULL};
	int used;
	const struct command *command = pantau_command_find(words,
			argc > 1 ? 2 : 1, &used);
	if (command != NULL) {
		pantau_help_command(cli, command);
		return EXIT_DONE;
	}
	bool group = false;
	for (size_t i = 0; argc == 1 && pantau_commands[i] != NULL; i++) {
		const char *name = pantau_commands[i]->name;
		size_t length = strlen(argv[0]);
		/* 'help lexicon': a name with a second word. */
		if (strncmp(name, argv[0], length) == 0 && name[length] == ' ') {
			pantau_help_command(cli, pantau_commands[i]);
			pantau_out_char(&cli->out, '\n');
			group = true;
		}
	}
	return group ? EXIT_DONE : pantau_command_unknown(cli, argv[0],
			argc > 1 ? argv[1] : NULL);
}

const struct command pantau_command_help = {
	.name = "help",
	.group = GROUP_SHELL,
	.run = run,
	.arguments = "[COMMAND]",
	.most = 2,
	.summary_en = "how commands are used",
	.summary_id = "cara memakai perintah",
	.example = "pantau help search",
};
