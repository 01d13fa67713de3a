/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* pantau completion bash|zsh|fish: a script made from the tables. */

#include "cli/commands.h"

typedef void (*writer)(struct out *out);

static void option_words(struct out *out, const struct option_spec *spec)
{
	for (; spec != NULL && spec->name != NULL; spec++) {
		pantau_out_printf(out, " --%s", spec->name);
	}
}

static bool second_word(const char *name)
{
	return strchr(name, ' ') != NULL;
}

/* Commands of two words complete by their first word, then their second. */
static void first_words(struct out *out)
{
	const char *last = "";
	for (size_t i = 0; pantau_commands[i] != NULL; i++) {
		struct str rest = str_of(pantau_commands[i]->name);
		struct str word = pantau_str_cut(&rest, ' ');
		if (strncmp(last, word.p, word.n) != 0 || last[word.n] != ' ') {
			pantau_out_char(out, ' ');
			pantau_out_str(out, word);
		}
		last = pantau_commands[i]->name;
	}
}

static void bash(struct out *out)
{
	pantau_out_cstr(out, "# bash completion for pantau\n_pantau() {\n"
			"\tlocal cur=${COMP_WORDS[COMP_CWORD]} word command= i\n"
			"\tfor ((i = 1; i < COMP_CWORD; i++)); do\n"
			"\t\tword=${COMP_WORDS[i]}\n"
			"\t\tcase $word in -*) ;; *) command=$word; break;; esac\n"
			"\tdone\n\tlocal global='");
	option_words(out, pantau_global_options);
	pantau_out_cstr(out, "'\n\tcase $command in\n\t'') COMPREPLY=($(compgen -W \"");
	first_words(out);
	pantau_out_cstr(out, " $global\" -- \"$cur\"));;\n");
	for (size_t i = 0; pantau_commands[i] != NULL; i++) {
		const struct command *command = pantau_commands[i];
		if (second_word(command->name)) {
			continue;
		}
		pantau_out_printf(out, "\t%s) COMPREPLY=($(compgen -f -W \"",
				command->name);
		option_words(out, command->options);
		pantau_out_cstr(out, " $global\" -- \"$cur\"));;\n");
	}
	pantau_out_cstr(out, "\tlexicon) COMPREPLY=($(compgen -f -W \"check stats "
			"$global\" -- \"$cur\"));;\n\tesac\n}\n"
			"complete -o filenames -F _pantau pantau\n");
}

static void zsh_option(struct out *out, const struct option_spec *spec)
{
	for (; spec != NULL && spec->name != NULL; spec++) {
		pantau_out_printf(out, "\t\t'--%s[%s]%s%s%s'\n", spec->name,
				spec->help_en, spec->value != NULL ? ":" : "",
				spec->value != NULL ? spec->value : "",
				spec->value != NULL ? ":_files" : "");
	}
}

static void zsh(struct out *out)
{
	pantau_out_cstr(out, "#compdef pantau\n_pantau() {\n"
			"\tlocal -a commands options\n\tcommands=(");
	first_words(out);
	pantau_out_cstr(out, ")\n\toptions=(\n");
	zsh_option(out, pantau_global_options);
	pantau_out_cstr(out, "\t)\n\tcase ${words[2]} in\n");
	for (size_t i = 0; pantau_commands[i] != NULL; i++) {
		const struct command *command = pantau_commands[i];
		if (second_word(command->name) || command->options == NULL) {
			continue;
		}
		pantau_out_printf(out, "\t%s) options+=(\n", command->name);
		zsh_option(out, command->options);
		pantau_out_cstr(out, "\t\t);;\n");
	}
	pantau_out_cstr(out, "\tesac\n\t_arguments $options "
			"'1:command:compadd -a commands' '*:file:_files'\n}\n"
			"_pantau \"$@\"\n");
}

static void fish_option(struct out *out, const struct option_spec *spec,
		const char *command)
{
	for (; spec != NULL && spec->name != NULL; spec++) {
		pantau_out_cstr(out, "complete -c pantau");
		if (command != NULL) {
			pantau_out_printf(out,
					" -n '__fish_seen_subcommand_from %s'", command);
		}
		pantau_out_printf(out, " -l %s -d \"%s\"%s", spec->name,
				spec->help_en, spec->value != NULL ? " -r" : "");
		for (size_t i = 0; spec->choices != NULL &&
				spec->choices[i] != NULL; i++) {
			pantau_out_printf(out, "%s%s", i == 0 ? " -f -a \"" : " ",
					spec->choices[i]);
		}
		pantau_out_cstr(out, spec->choices != NULL ? "\"\n" : "\n");
	}
}

static void fish(struct out *out)
{
	pantau_out_cstr(out, "# fish completion for pantau\n");
	fish_option(out, pantau_global_options, NULL);
	for (size_t i = 0; pantau_commands[i] != NULL; i++) {
		const struct command *command = pantau_commands[i];
		struct str rest = str_of(command->name);
		struct str word = pantau_str_cut(&rest, ' ');
		if (rest.p == NULL) {
			pantau_out_printf(out, "complete -c pantau -n "
					"__fish_use_subcommand -a %s -d \"%s\"\n",
					command->name, command->summary_en);
			fish_option(out, command->options, command->name);
		} else {
			pantau_out_printf(out, "complete -c pantau -n "
					"'__fish_seen_subcommand_from " STR_FMT
					"' -a " STR_FMT " -d \"%s\"\n", STR_ARG(word),
					STR_ARG(rest), command->summary_en);
		}
	}
	pantau_out_cstr(out, "complete -c pantau -n __fish_use_subcommand -a "
			"lexicon -d \"tune the lexicons\"\n");
}

static int run(struct cli *cli, void *options, char **argv, int argc)
{
	static const struct {
		const char *shell;
		writer write;
	} shells[] = {{"bash", bash}, {"zsh", zsh}, {"fish", fish}};
	(void)options;
	(void)argc;
	for (size_t i = 0; i < sizeof(shells) / sizeof(*shells); i++) {
		if (strcmp(argv[0], shells[i].shell) == 0) {
			shells[i].write(&cli->out);
			return EXIT_DONE;
		}
	}
	pantau_fail(&cli->err, PANTAU_USAGE, SAY(cli,
			"no completion for '%.40s'; bash, zsh or fish",
			"pelengkapan untuk '%.40s' tidak ada; bash, zsh, atau fish"),
			argv[0]);
	return pantau_cli_fail(cli);
}

const struct command pantau_command_completion = {
	.name = "completion",
	.group = GROUP_SHELL,
	.run = run,
	.arguments = "bash|zsh|fish",
	.least = 1,
	.most = 1,
	.summary_en = "a completion script for a shell",
	.summary_id = "skrip pelengkapan untuk shell",
	.example = "pantau completion bash > /etc/bash_completion.d/pantau",
};
