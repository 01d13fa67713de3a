/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* pantau: settings, the command's row in the table, what it needs, its run. */

#include <errno.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#include "base/date.h"
#include "cli/cli.h"
#include "import/json_shim.h"

volatile sig_atomic_t pantau_cli_signal;

static void on_signal(int number)
{
	pantau_cli_signal = number;
}

/* A mapped lexicon that cannot be read any more: its disk fails, or somebody
 * cut the file. */
static void on_bus(int number)
{
	static const char text[] = "pantau: berkas tidak dapat dibaca lagi (a "
			"file can no longer be read)\n";
	(void)number;
	ssize_t done = write(STDERR_FILENO, text, sizeof(text) - 1);
	(void)done;
	_exit(EXIT_STORE);
}

void pantau_cli_signals(void)
{
	struct sigaction action = {.sa_handler = on_signal};
	sigemptyset(&action.sa_mask);
	/* A second signal ends a program that does not get to look at the
	 * first. */
	action.sa_flags = (int)SA_RESETHAND;
	sigaction(SIGINT, &action, NULL);
	sigaction(SIGTERM, &action, NULL);
	action.sa_handler = on_bus;
	sigaction(SIGBUS, &action, NULL);
	/* A full disk and a closed pipe are errors of a write, not signals. */
	signal(SIGPIPE, SIG_IGN);
	signal(SIGXFSZ, SIG_IGN);
}

/* Of the C++ libraries alone: ours goes back to where it was asked for. */
static void out_of_memory(void)
{
	static const char text[] = "pantau: memori tidak cukup (out of memory)\n";
	ssize_t done = write(STDERR_FILENO, text, sizeof(text) - 1);
	(void)done;
	_exit(EXIT_STORE);
}

static bool write_fd(void *context, const char *p, size_t n)
{
	int fd = *(const int *)context;
	while (n > 0) {
		sig_atomic_t before = pantau_cli_signal;
		ssize_t done = write(fd, p, n);
		/* Stopped while nobody read: do not wait for a reader again. */
		bool stopped = pantau_cli_signal != before;
		if (done < 0 && errno == EINTR && !stopped) {
			continue;
		}
		if (done < 0 || (stopped && (size_t)done < n)) {
			return false;
		}
		p += done;
		n -= (size_t)done;
	}
	return true;
}

/* --color, --now, --zone, --format-version, as one step: they are checked
 * even where the command at hand has no use for them. */
static enum pantau_status settle(struct cli *cli)
{
	struct pantau_error *err = &cli->err;
	err->lang = (enum pantau_lang)cli->lang;
	cli->zone = ZONE_WIB;
	if (cli->zone_text != NULL) {
		if (!pantau_zone_parse(str_of(cli->zone_text), &cli->zone)) {
			return pantau_fail(err, PANTAU_USAGE, SAY(cli,
					"no such zone '%.40s'; WIB, WITA, WIT or +HH:MM",
					"zona '%.40s' tidak dikenal; WIB, WITA, WIT, "
					"atau +HH:MM"), cli->zone_text);
		}
		cli->zone_given = true;
	}
	cli->now = (int64_t)time(NULL);
	if (cli->now_text != NULL) {
		struct timestamp now;
		if (pantau_date_parse(str_of(cli->now_text), cli->zone, &now,
				NULL) != DATE_OK) {
			return pantau_fail(err, PANTAU_USAGE, SAY(cli,
					"'--now' is no date: '%.60s'; write 2026-11-08 or "
					"2026-11-08T06:30+07:00",
					"'--now' bukan tanggal: '%.60s'; tulis 2026-11-08 "
					"atau 2026-11-08T06:30+07:00"), cli->now_text);
		}
		cli->now = now.seconds;
	}
	bool tty = isatty(STDOUT_FILENO) == 1;
	const char *no_color = getenv("NO_COLOR");
	const char *term = getenv("TERM");
	cli->colored = cli->color == 1 || (cli->color == 0 && tty &&
			(no_color == NULL || *no_color == '\0') &&
			(term == NULL || strcmp(term, "dumb") != 0));
	struct winsize size;
	if (tty && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0) {
		cli->width = size.ws_col;
	}
	return PANTAU_OK;
}

const struct command *pantau_command_find(const char *const *words, int n,
		int *used)
{
	const struct command *found = NULL;
	char pair[64] = "";
	if (n > 1) {
		snprintf(pair, sizeof(pair), "%s %s", words[0], words[1]);
	}
	*used = 0;
	for (size_t i = 0; pantau_commands[i] != NULL; i++) {
		const char *name = pantau_commands[i]->name;
		if (n > 0 && strcmp(name, words[0]) == 0 && *used < 1) {
			found = pantau_commands[i];
			*used = 1;
		}
		if (n > 1 && strcmp(name, pair) == 0) {
			found = pantau_commands[i];
			*used = 2;
		}
	}
	return found;
}

/* The second words of a group of commands, and all of them in a line. */
static void second_words(const char *word, const char *names[64],
		char *list, size_t room)
{
	size_t n = 0, length = strlen(word), used = 0;
	for (size_t i = 0; pantau_commands[i] != NULL && n < 63; i++) {
		const char *name = pantau_commands[i]->name;
		if (strncmp(name, word, length) == 0 && name[length] == ' ') {
			names[n++] = name + length + 1;
			int more = snprintf(list + used, room - used, "%s%s",
					n > 1 ? ", " : "", names[n - 1]);
			used += more < (int)(room - used) ? (size_t)more : 0;
		}
	}
	names[n] = NULL;
}

/* 'lexicon' alone, 'lexicon foo', or 'lexicon chek', which is near one. */
static void fail_group(struct cli *cli, const char *word, const char *second)
{
	const char *names[64];
	char list[256] = "";
	second_words(word, names, list, sizeof(list));
	const char *near = second != NULL ? pantau_suggest(second, names) : NULL;
	if (near != NULL) {
		pantau_fail(&cli->err, PANTAU_USAGE, SAY(cli,
				"unknown command '%s %.60s'; did you mean '%s %s'?",
				"perintah '%s %.60s' tidak dikenal; maksudnya "
				"'%s %s'?"), word, second, word, near);
	} else if (second != NULL) {
		pantau_fail(&cli->err, PANTAU_USAGE, SAY(cli,
				"unknown command '%s %.60s'; '%s' takes %s",
				"perintah '%s %.60s' tidak dikenal; pilihan '%s': "
				"%s"), word, second, word, list);
	} else {
		pantau_fail(&cli->err, PANTAU_USAGE, SAY(cli,
				"'%s' takes a second word: %s; see 'pantau help %s'",
				"'%s' perlu kata kedua: %s; lihat 'pantau help %s'"),
				word, list, word);
	}
}

int pantau_command_unknown(struct cli *cli, const char *word,
		const char *second)
{
	const char *names[64];
	bool longer = false;
	size_t n = 0, length = strlen(word);
	for (size_t i = 0; pantau_commands[i] != NULL && n < 60; i++) {
		const char *name = pantau_commands[i]->name;
		longer = longer || (strncmp(name, word, length) == 0 &&
				name[length] == ' ');
		names[n++] = name;
	}
	/* Groups that have no command of their name. */
	names[n++] = "lexicon";
	names[n++] = "hoax";
	names[n++] = "debunk";
	names[n] = NULL;
	const char *near = pantau_suggest(word, names);
	if (longer) {
		fail_group(cli, word, second);
	} else if (near != NULL) {
		pantau_fail(&cli->err, PANTAU_USAGE, SAY(cli,
				"unknown command '%.60s'; did you mean '%s'?",
				"perintah '%.60s' tidak dikenal; maksudnya '%s'?"),
				word, near);
	} else {
		pantau_fail(&cli->err, PANTAU_USAGE, SAY(cli,
				"unknown command '%.60s'; see 'pantau help'",
				"perintah '%.60s' tidak dikenal; lihat 'pantau help'"),
				word);
	}
	return pantau_cli_fail(cli);
}

/* The command's words, before its own options are known: globals may stand
 * before it, so its name is the first word that is no option and no value. */
static const struct command *name_of(int argc, char **argv, int *used,
		const char *words[2])
{
	int n = 0;
	for (int i = 1; i < argc && n < 2; i++) {
		if (strcmp(argv[i], "--") == 0) {
			break;
		}
		if (strncmp(argv[i], "--", 2) != 0) {
			words[n++] = argv[i];
			continue;
		}
		for (const struct option_spec *spec = pantau_global_options;
				spec->name != NULL; spec++) {
			if (strcmp(spec->name, argv[i] + 2) == 0 &&
					spec->type != OPTION_FLAG) {
				i++;
				break;
			}
		}
	}
	return pantau_command_find(words, n, used);
}

static int language_of(const struct cli *cli, int argc, char **argv)
{
	for (int i = 1; i + 1 < argc; i++) {
		if (strcmp(argv[i], "--lang") == 0) {
			return strcmp(argv[i + 1], "en") == 0 ? PANTAU_LANG_EN
					: PANTAU_LANG_ID;
		}
	}
	return cli->lang;
}

static int arguments_wrong(struct cli *cli, const struct command *command)
{
	pantau_fail(&cli->err, PANTAU_USAGE, SAY(cli,
			"wrong arguments; usage: pantau %s [OPTIONS]%s%s",
			"argumen tidak sesuai; pemakaian: pantau %s [OPSI]%s%s"),
			command->name, *command->arguments != '\0' ? " " : "",
			command->arguments);
	return pantau_cli_fail(cli);
}

/* What people try first. Behind a query '-h' is the word h, left out. */
static void usual_flags(int argc, char **argv)
{
	static char help[] = "--help", version[] = "version";
	if (argc == 2 && strcmp(argv[1], "--version") == 0) {
		argv[1] = version;
	} else if ((argc == 2 || argc == 3) &&
			strcmp(argv[argc - 1], "-h") == 0) {
		argv[argc - 1] = help;
	}
}

static int run(struct cli *cli, int argc, char **argv)
{
	int used = 0, words = 0;
	const char *named[2] = {NULL, NULL};
	const struct command *command = name_of(argc, argv, &used, named);
	/* Errors of the options themselves are in the language asked for, too. */
	cli->err.lang = (enum pantau_lang)language_of(cli, argc, argv);
	/* 8 KiB hold every command's options; the assertion is in the build. */
	union {
		max_align_t align;
		char bytes[8192];
	} options = {.bytes = {0}};
	struct option_set sets[2] = {
		{pantau_global_options, cli},
		{command != NULL ? command->options : NULL, options.bytes},
	};
	enum pantau_status status = pantau_options_parse(sets, 2, argv + 1,
			argc - 1, &words, &cli->err);
	enum pantau_status settled = settle(cli);
	cli->printer = pantau_printer_create((enum format)cli->format, &cli->out);
	if (cli->printer == NULL) {
		pantau_fail_memory(&cli->err);
		return pantau_cli_fail(cli);
	}
	if (command == NULL && named[0] != NULL) {
		return pantau_command_unknown(cli, named[0], named[1]);
	}
	if (status != PANTAU_OK || settled != PANTAU_OK) {
		return pantau_cli_fail(cli);
	}
	if (cli->format_version != NULL &&
			strcmp(cli->format_version, "1") != 0) {
		pantau_fail(&cli->err, PANTAU_USAGE, SAY(cli,
				"format version '%.20s' is not offered; this program "
				"writes version 1",
				"versi format '%.20s' tidak tersedia; program ini "
				"menulis versi 1"), cli->format_version);
		return pantau_cli_fail_as(cli, EXIT_VERSION);
	}
	if (command == NULL) {
		pantau_help_overview(cli);
		return cli->help ? EXIT_DONE : EXIT_USAGE;
	}
	if (cli->help) {
		pantau_help_command(cli, command);
		return EXIT_DONE;
	}
	int n = words - used;
	if (n < command->least || (command->most >= 0 && n > command->most)) {
		return arguments_wrong(cli, command);
	}
	if (pantau_cli_open(cli, command->needs) != PANTAU_OK) {
		return pantau_cli_fail(cli);
	}
	return command->run(cli, options.bytes, argv + 1 + used, n);
}

int main(int argc, char **argv)
{
	static const int out_fd = STDOUT_FILENO, log_fd = STDERR_FILENO;
	struct cli cli = {0};
	/* Numbers and case must not follow the locale; UTF-8 in and out always. */
	setlocale(LC_ALL, "C");
	pantau_cli_signals();
	pantau_json_shim_last(out_of_memory);
	pantau_out_init(&cli.out, write_fd, (void *)(uintptr_t)&out_fd);
	pantau_out_init(&cli.log, write_fd, (void *)(uintptr_t)&log_fd);
	pantau_cli_paths(&cli);
	usual_flags(argc, argv);
	int code = run(&cli, argc, argv);
	if (pantau_cli_close(&cli) != PANTAU_OK && code < EXIT_PARTLY) {
		code = pantau_cli_fail(&cli);
	}
	pantau_printer_destroy(cli.printer);
	bool written = pantau_out_flush(&cli.out);
	if (!written && pantau_cli_signal != 0) {
		code = 128 + (int)pantau_cli_signal;
	} else if (!written && code < EXIT_PARTLY) {
		pantau_fail_errno(&cli.err, "cannot write the results",
				"hasil tidak dapat ditulis", "stdout");
		cli.format = FORMAT_TEXT;
		code = pantau_cli_fail(&cli);
	}
	pantau_out_flush(&cli.log);
	pantau_out_finish(&cli.out);
	pantau_out_finish(&cli.log);
	return code;
}
