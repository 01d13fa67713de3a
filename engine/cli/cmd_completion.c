/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* pantau completion bash|zsh|fish: a script made from the tables. */

#include <stdio.h>

#include "cli/commands.h"

typedef void (*writer)(struct cli *cli);

/* Words for values that are no fixed choice, by what help calls them. */
static const struct {
	const char *value, *words;
} hints[] = {
	{"KIND", "news post comment chat complaint release"},
	{"DATE", "hari-ini kemarin pekan-ini pekan-lalu bulan-ini bulan-lalu"},
	{"ZONE", "WIB WITA WIT"},
};

static void option_words(struct out *out, const struct option_spec *spec)
{
	for (; spec != NULL && spec->name != NULL; spec++) {
		pantau_out_printf(out, " --%s", spec->name);
	}
}

static bool is_path(const char *value)
{
	return strstr(value, "FILE") != NULL || strstr(value, "DIR") != NULL;
}

/* The words that an option's value may be; nothing when none are known. */
static void value_words(struct out *out, const struct option_spec *spec)
{
	for (size_t i = 0; spec->choices != NULL && spec->choices[i] != NULL;
			i++) {
		pantau_out_printf(out, "%s%s", i == 0 ? "" : " ",
				spec->choices[i]);
	}
	for (size_t i = 0; i < sizeof(hints) / sizeof(*hints); i++) {
		if (strcmp(spec->value, hints[i].value) == 0) {
			pantau_out_cstr(out, hints[i].words);
		}
	}
}

/* Help inside quotes: a backslash before what the quotes would not hold. */
static void quoted(struct out *out, const char *text, const char *special)
{
	for (; *text != '\0'; text++) {
		if (*text == '\'' && strchr(special, '\'') != NULL) {
			pantau_out_cstr(out, "'\\''");
			continue;
		}
		if (strchr(special, *text) != NULL) {
			pantau_out_char(out, '\\');
		}
		pantau_out_char(out, *text);
	}
}

static bool second_word(const char *name)
{
	return strchr(name, ' ') != NULL;
}

/* Commands of two words complete by their first word, then their second. */
static struct str first_word(const char *name)
{
	struct str rest = str_of(name);
	return pantau_str_cut(&rest, ' ');
}

/* Whether the command before it in the table begins with the same word. */
static bool same_first(size_t i)
{
	return i > 0 && str_eq(first_word(pantau_commands[i - 1]->name),
			first_word(pantau_commands[i]->name));
}

static void first_words(struct out *out)
{
	for (size_t i = 0; pantau_commands[i] != NULL; i++) {
		if (!same_first(i)) {
			pantau_out_char(out, ' ');
			pantau_out_str(out, first_word(pantau_commands[i]->name));
		}
	}
}

/* The second words of the commands that begin as the i-th does, a blank behind
 * each; false where there are none. out may be NULL. */
static bool second_words(struct out *out, size_t i)
{
	struct str first = first_word(pantau_commands[i]->name);
	bool any = false;
	for (; pantau_commands[i] != NULL && str_eq(first, first_word(
			pantau_commands[i]->name)); i++) {
		const char *name = pantau_commands[i]->name;
		if (second_word(name) && out != NULL) {
			pantau_out_printf(out, "%s ", name + first.n + 1);
		}
		any = any || second_word(name);
	}
	return any;
}

/* Of commands whose name may go on with a second word: reads that too. */
static void bash_seconds(struct out *out)
{
	for (size_t i = 0; pantau_commands[i] != NULL; i++) {
		struct str first = first_word(pantau_commands[i]->name);
		if (!same_first(i) && second_words(NULL, i)) {
			pantau_out_printf(out, "\t\t" STR_FMT
					") if [[ $command ]]; then break; fi; "
					"command='" STR_FMT " ';;\n", STR_ARG(first),
					STR_ARG(first));
		}
	}
}

/* command is a pattern of the shell. */
static void bash_values(struct out *out, const char *command,
		const struct option_spec *spec)
{
	for (; spec != NULL && spec->name != NULL; spec++) {
		if (spec->value == NULL) {
			continue;
		}
		pantau_out_printf(out, "\t%s:--%s) ", command, spec->name);
		if (is_path(spec->value)) {
			pantau_out_cstr(out, "_pantau_files");
		} else {
			pantau_out_cstr(out, "_pantau_words \"");
			value_words(out, spec);
			pantau_out_char(out, '"');
		}
		pantau_out_cstr(out, "; return;;\n");
	}
}

static void value_options(struct out *out, const struct option_spec *spec)
{
	for (; spec != NULL && spec->name != NULL; spec++) {
		if (spec->value != NULL) {
			pantau_out_printf(out, "|--%s", spec->name);
		}
	}
}

static void bash_arguments(struct out *out, const struct command *command)
{
	pantau_out_printf(out, "\t%s) _pantau_words \"", command->name);
	option_words(out, command->options);
	pantau_out_cstr(out, " $global");
	if (strcmp(command->arguments, "[COMMAND]") == 0) {
		first_words(out);
	}
	for (const char *c = strchr(command->arguments, '|') != NULL &&
			!is_path(command->arguments) ? command->arguments : "";
			*c != '\0'; c++) {
		pantau_out_cstr(out, c == command->arguments ? " " : "");
		pantau_out_char(out, *c == '|' ? ' ' : *c);
	}
	pantau_out_printf(out, "\"%s;;\n",
			is_path(command->arguments) ? "; _pantau_files" : "");
}

/* A command of one word beside some of two: its options, and what may stand
 * behind its first argument. */
static void bash_rest(struct out *out, struct str first)
{
	for (size_t i = 0; pantau_commands[i] != NULL; i++) {
		const struct command *command = pantau_commands[i];
		if (!str_eq(str_of(command->name), first)) {
			continue;
		}
		pantau_out_printf(out, "\t'%s '*) _pantau_words \"",
				command->name);
		if (strstr(command->arguments, "tone=TONE") != NULL) {
			pantau_out_cstr(out, "tone=negatif tone=netral "
					"tone=positif tone=-");
		}
		option_words(out, command->options);
		pantau_out_cstr(out, " $global\";;\n");
	}
}

static void bash_command(struct out *out, size_t i)
{
	const struct command *command = pantau_commands[i];
	struct str first = first_word(command->name);
	bool two = second_word(command->name);
	if (two) {
		pantau_out_printf(out, "\t'%s') _pantau_words \"", command->name);
		option_words(out, command->options);
		pantau_out_cstr(out, " $global\"; _pantau_files;;\n");
	} else if (!second_words(NULL, i)) {
		bash_arguments(out, command);
	}
	if (!same_first(i) && second_words(NULL, i)) {
		pantau_out_printf(out, "\t'" STR_FMT " ') _pantau_words \"",
				STR_ARG(first));
		second_words(out, i);
		pantau_out_cstr(out, "$global\";;\n");
	}
	/* The last of those with this first word: what is none of them is an
	 * argument of the command of one word. */
	if (two && (pantau_commands[i + 1] == NULL || !same_first(i + 1))) {
		bash_rest(out, first);
	}
}

/* The shell splits --sort=x at '=', so both ways to write a value look alike
 * once that word is passed over. */
static void bash(struct cli *cli)
{
	struct out *out = &cli->out;
	pantau_out_cstr(out, "# bash completion for pantau\n"
			"_pantau_words() {\n"
			"\tmapfile -t -O ${#COMPREPLY[@]} COMPREPLY < "
			"<(compgen -W \"$1\" -- \"$cur\")\n}\n"
			"_pantau_files() {\n"
			"\tcompopt -o filenames 2>/dev/null\n"
			"\tmapfile -t -O ${#COMPREPLY[@]} COMPREPLY < "
			"<(compgen -f -- \"$cur\")\n}\n"
			"_pantau() {\n"
			"\tlocal cur=${COMP_WORDS[COMP_CWORD]} command= i\n"
			"\tlocal option=${COMP_WORDS[COMP_CWORD-1]}\n"
			"\tCOMPREPLY=()\n"
			"\tif [[ $cur == = ]]; then cur=; fi\n"
			"\tif [[ $option == = ]]; then "
			"option=${COMP_WORDS[COMP_CWORD-2]}; fi\n"
			"\tfor ((i = 1; i < COMP_CWORD; i++)); do\n"
			"\t\tcase ${COMP_WORDS[i]} in\n\t\t--''");
	value_options(out, pantau_global_options);
	for (size_t i = 0; pantau_commands[i] != NULL; i++) {
		value_options(out, pantau_commands[i]->options);
	}
	pantau_out_cstr(out, ")\n"
			"\t\t\tif [[ ${COMP_WORDS[i+1]} == = ]]; then ((i++)); fi\n"
			"\t\t\t((i++));;\n"
			"\t\t-*) ;;\n");
	bash_seconds(out);
	pantau_out_cstr(out, "\t\t*) command+=${COMP_WORDS[i]}; break;;\n"
			"\t\tesac\n\tdone\n\tlocal global='");
	option_words(out, pantau_global_options);
	pantau_out_cstr(out, "'\n\tcase $command:$option in\n");
	bash_values(out, "*", pantau_global_options);
	for (size_t i = 0; pantau_commands[i] != NULL; i++) {
		const char *name = pantau_commands[i]->name;
		char pattern[64];
		snprintf(pattern, sizeof(pattern), second_word(name) ||
				!second_words(NULL, i) ? "'%s'" : "'%s '*", name);
		bash_values(out, pattern, pantau_commands[i]->options);
	}
	pantau_out_cstr(out, "\tesac\n\tcase $command in\n"
			"\t'') _pantau_words \"");
	first_words(out);
	pantau_out_cstr(out, " $global\";;\n");
	for (size_t i = 0; pantau_commands[i] != NULL; i++) {
		bash_command(out, i);
	}
	pantau_out_cstr(out, "\tesac\n}\ncomplete -F _pantau pantau\n");
}

static void zsh_option(struct cli *cli, const struct option_spec *spec)
{
	struct out *out = &cli->out;
	for (; spec != NULL && spec->name != NULL; spec++) {
		pantau_out_printf(out, "\t\t'--%s[", spec->name);
		quoted(out, SAY(cli, spec->help_en, spec->help_id), "'[]\\");
		pantau_out_char(out, ']');
		if (spec->value != NULL && is_path(spec->value)) {
			pantau_out_printf(out, ":%s:_files", spec->value);
		} else if (spec->value != NULL) {
			pantau_out_printf(out, ":%s:(", spec->value);
			value_words(out, spec);
			pantau_out_char(out, ')');
		}
		pantau_out_cstr(out, "'\n");
	}
}

/* A command's own options, of one word or of two. */
static void zsh_case(struct cli *cli, const struct command *command, bool two)
{
	struct out *out = &cli->out;
	if (command->options != NULL && second_word(command->name) == two) {
		pantau_out_printf(out, "\t'%s%s options+=(\n", command->name,
				two ? "')" : " '*)");
		zsh_option(cli, command->options);
		pantau_out_cstr(out, "\t\t);;\n");
	}
}

static void zsh(struct cli *cli)
{
	struct out *out = &cli->out;
	pantau_out_cstr(out, "#compdef pantau\n_pantau() {\n"
			"\tlocal -a commands options\n\tcommands=(");
	first_words(out);
	pantau_out_cstr(out, ")\n\toptions=(\n");
	zsh_option(cli, pantau_global_options);
	pantau_out_cstr(out, "\t)\n\tcase \"${words[2]} ${words[3]}\" in\n");
	/* What one word begins is a pattern for two as well: it comes last. */
	for (size_t i = 0; pantau_commands[i] != NULL; i++) {
		zsh_case(cli, pantau_commands[i], true);
	}
	for (size_t i = 0; pantau_commands[i] != NULL; i++) {
		zsh_case(cli, pantau_commands[i], false);
	}
	pantau_out_cstr(out, "\tesac\n\t_arguments $options "
			"'1:command:compadd -a commands' '*:file:_files'\n}\n"
			"_pantau \"$@\"\n");
}

static void fish_option(struct cli *cli, const struct option_spec *spec,
		const char *command)
{
	struct out *out = &cli->out;
	for (; spec != NULL && spec->name != NULL; spec++) {
		pantau_out_cstr(out, "complete -c pantau");
		if (command != NULL) {
			pantau_out_printf(out,
					" -n '__fish_seen_subcommand_from %s'", command);
		}
		pantau_out_printf(out, " -l %s -d \"", spec->name);
		quoted(out, SAY(cli, spec->help_en, spec->help_id), "\"$\\");
		pantau_out_cstr(out, spec->value != NULL ? "\" -r" : "\"");
		if (spec->value != NULL && !is_path(spec->value)) {
			pantau_out_cstr(out, " -f -a \"");
			value_words(out, spec);
			pantau_out_char(out, '"');
		}
		pantau_out_char(out, '\n');
	}
}

static void fish(struct cli *cli)
{
	struct out *out = &cli->out;
	pantau_out_cstr(out, "# fish completion for pantau\n");
	fish_option(cli, pantau_global_options, NULL);
	for (size_t i = 0; pantau_commands[i] != NULL; i++) {
		const struct command *command = pantau_commands[i];
		const char *summary = SAY(cli, command->summary_en,
				command->summary_id);
		struct str rest = str_of(command->name);
		struct str word = pantau_str_cut(&rest, ' ');
		if (rest.p == NULL) {
			pantau_out_printf(out, "complete -c pantau -n "
					"__fish_use_subcommand -a %s -d \"%s\"\n",
					command->name, summary);
			fish_option(cli, command->options, command->name);
		} else {
			pantau_out_printf(out, "complete -c pantau -n "
					"'__fish_seen_subcommand_from " STR_FMT
					"' -a " STR_FMT " -d \"%s\"\n", STR_ARG(word),
					STR_ARG(rest), summary);
			fish_option(cli, command->options, rest.p);
		}
	}
	pantau_out_printf(out, "complete -c pantau -n __fish_use_subcommand -a "
			"lexicon -d \"%s\"\n", SAY(cli, "tune the lexicons",
			"setel leksikon"));
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
			shells[i].write(cli);
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
