/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_CLI_CLI_H
#define PANTAU_CLI_CLI_H

/*
 * What every command works with. main fills the settings, opens what the
 * command's row in the table says that it needs, runs it, and closes all in
 * reverse order. This room alone reads the environment, prints and exits.
 */

#include <signal.h>

#include "base/print.h"
#include "cli/option.h"
#include "store/store.h"

enum cli_exit {
	EXIT_DONE = 0,
	EXIT_NOTHING = 1,
	EXIT_USAGE = 2,
	EXIT_QUERY = 3,
	EXIT_PARTLY = 4,
	EXIT_STORE = 5,
	EXIT_VERSION = 21, /* that format version is not offered */
};

struct cli {
	/* settings, by the global options */
	const char *db;
	const char *lexicons_dir;
	int format;           /* enum format */
	int lang;             /* enum pantau_lang */
	int color;            /* 0 auto, 1 always, 2 never */
	const char *now_text, *zone_text, *format_version, *key_file;
	bool quiet, unmask, help;

	int64_t now;
	int zone;             /* of --zone, else of the database, else WIB */
	bool zone_given;
	bool colored;         /* standard output takes colour */
	unsigned width;       /* columns of the terminal; 0: not a terminal */

	struct out out, log;  /* standard output and standard error */
	struct printer *printer;
	struct pantau_error err;

	/* opened by need; NULL until then */
	struct pantau_lexicons *lexicons;
	struct store *store;
	struct pantau_analyser *analyser;
	struct pantau_scorer *scorer;
	char db_default[4096], lexicons_default[4096], roots_file[4096];
	char cache_dir[4096];
};

enum command_group { GROUP_COLLECT, GROUP_SEARCH, GROUP_HOAX, GROUP_TUNE, GROUP_TEXT,
	GROUP_CARE, GROUP_SHELL, GROUPS };

enum command_needs {
	NEED_LEXICONS = 1 << 0,
	NEED_STORE = 1 << 1,    /* open for reading */
	NEED_WRITER = 1 << 2,   /* open for writing */
	NEED_CREATE = 1 << 3,   /* open for writing, made when missing */
	NEED_ANALYSER = 1 << 4, /* over the store's text image when there is one */
	NEED_SCORER = 1 << 5,
};

struct command {
	const char *name;       /* 'search', 'lexicon check' */
	enum command_group group;
	unsigned needs;
	/* options points to a zeroed struct of options_size, already filled. */
	int (*run)(struct cli *cli, void *options, char **argv, int argc);
	const struct option_spec *options;
	size_t options_size;
	const char *arguments;  /* 'QUERY'; "" when there are none */
	int least, most;        /* how many; most -1: any number */
	const char *summary_en, *summary_id;
	const char *example;    /* one line that works; may be NULL */
};

extern const struct command *const pantau_commands[]; /* NULL-ended */
extern const struct option_spec pantau_global_options[];

/* Chooses the text of the user's language. */
#define SAY(cli, en, id) PANTAU_L((enum pantau_lang)(cli)->lang, en, id)

/* Opens what is needed and not open yet. */
enum pantau_status pantau_cli_open(struct cli *cli, unsigned needs);
/* Closes all; the status of the store's close. */
enum pantau_status pantau_cli_close(struct cli *cli);

/* Paths that the environment decides; fill the members of that name. */
void pantau_cli_paths(struct cli *cli);
/* How the folder of lexicons is to be opened; settles where it is
 * (lexicons_dir), and where the roots are (roots_file, "": none). */
struct pantau_lexicon_options pantau_cli_lexicons(struct cli *cli);

/* Prints cli->err (and as an object with --format json), gives the exit code. */
int pantau_cli_fail(struct cli *cli);
/* The same with an exit code that no status stands for. */
int pantau_cli_fail_as(struct cli *cli, int code);
/* Prints an error beside the work (a rejected record) on standard error. */
void pantau_cli_warn(struct cli *cli, const struct pantau_error *err);
/* The same of the n-th bad row of a file (from 1): the first 20 are shown, and
 * pantau_cli_warned tells at the end how many more there were. */
#define WARNED_MAX 20
void pantau_cli_warn_some(struct cli *cli, const struct pantau_error *err,
		uint64_t n);
void pantau_cli_warned(struct cli *cli, uint64_t n);
/* A line on standard error unless --quiet. */
PANTAU_PRINTF(2, 3)
void pantau_cli_note(struct cli *cli, const char *format, ...);

/* Set by SIGINT and SIGTERM to the signal's number. */
extern volatile sig_atomic_t pantau_cli_signal;
/* PANTAU_INTERRUPTED and its message once one came, else PANTAU_OK. */
enum pantau_status pantau_cli_interrupted(struct cli *cli);
/* The same as the progress of long work; context is not looked at. */
bool pantau_cli_go_on(void *context);
void pantau_cli_signals(void);

/* Help from the tables. */
void pantau_help_overview(struct cli *cli);
void pantau_help_command(struct cli *cli, const struct command *command);
const struct command *pantau_command_find(const char *const *words, int n,
		int *used);
/* Says that there is no such command, with the nearest; an exit code. second:
 * the word behind it, or NULL. */
int pantau_command_unknown(struct cli *cli, const char *word,
		const char *second);

/* Progress on a terminal: a line on standard error, ten times a second. */
struct progress {
	struct cli *cli;
	const char *what;
	int64_t started_ms, shown_ms;
	bool shown;
};
void pantau_progress_begin(struct progress *progress, struct cli *cli,
		const char *what);
/* total 0: unknown. units: documents so far, for the rate. */
void pantau_progress_show(struct progress *progress, uint64_t done,
		uint64_t total, uint64_t units);
void pantau_progress_end(struct progress *progress);

#endif
