/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Paths from the environment; opening and closing what commands need; how
 * errors are shown. */

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "base/date.h"
#include "base/file.h"
#include "cli/cli.h"
#include "pantau_config.h"

static bool exists(const char *path)
{
	return access(path, R_OK) == 0;
}

static enum pantau_lang language(void)
{
	static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		const char *value = getenv(names[i]);
		if (value != NULL && *value != '\0') {
			return strncmp(value, "en", 2) == 0 ? PANTAU_LANG_EN
					: PANTAU_LANG_ID;
		}
	}
	return PANTAU_LANG_ID;
}

/* Looks for name beside the program: in share/pantau of the prefix that it was
 * installed to, else in the folders above it (a build tree). */
static bool beside_program(const char *name, const char *probe, char *out,
		size_t size)
{
	char folder[3072];
	ssize_t n = readlink("/proc/self/exe", folder, sizeof(folder) - 1);
	if (n <= 0) {
		return false;
	}
	folder[n] = '\0';
	for (int up = 0; up < 6; up++) {
		char *slash = strrchr(folder, '/');
		if (slash == NULL || slash == folder) {
			return false;
		}
		*slash = '\0';
		char path[4096];
		snprintf(out, size, "%s/share/pantau/%s", folder, name);
		snprintf(path, sizeof(path), "%.3500s%s", out, probe);
		if (exists(path)) {
			return true;
		}
		snprintf(out, size, "%s/%s", folder, name);
		snprintf(path, sizeof(path), "%.3500s%s", out, probe);
		if (exists(path)) {
			return true;
		}
	}
	return false;
}

static void data_path(const char *name, const char *probe, char *out,
		size_t size)
{
	if (!beside_program(name, probe, out, size)) {
		snprintf(out, size, "%s/%s", PANTAU_DATADIR, name);
	}
}

void pantau_cli_paths(struct cli *cli)
{
	const char *home = getenv("HOME");
	const char *data = getenv("XDG_DATA_HOME");
	const char *cache = getenv("XDG_CACHE_HOME");
	cli->lang = language();
	cli->err.lang = (enum pantau_lang)cli->lang;
	if (data != NULL && *data == '/') {
		snprintf(cli->db_default, sizeof(cli->db_default),
				"%s/pantau/pantau.db", data);
	} else if (home != NULL) {
		snprintf(cli->db_default, sizeof(cli->db_default),
				"%s/.local/share/pantau/pantau.db", home);
	}
	if (cache != NULL && *cache == '/') {
		snprintf(cli->cache_dir, sizeof(cli->cache_dir), "%s/pantau", cache);
	} else if (home != NULL) {
		snprintf(cli->cache_dir, sizeof(cli->cache_dir), "%s/.cache/pantau",
				home);
	}
	const char *db = getenv("PANTAU_DB");
	cli->db = db != NULL && *db != '\0' ? db : NULL;
	const char *lexicons = getenv("PANTAU_LEXICONS");
	if (lexicons != NULL && *lexicons != '\0') {
		cli->lexicons_dir = lexicons;
	}
}

static void find_lexicons(struct cli *cli)
{
	if (cli->lexicons_dir == NULL) {
		data_path("lexicons", "/MANIFEST.tsv", cli->lexicons_default,
				sizeof(cli->lexicons_default));
		cli->lexicons_dir = cli->lexicons_default;
	}
	data_path("roots-hunspell.tsv", "", cli->roots_file,
			sizeof(cli->roots_file));
	if (!exists(cli->roots_file)) {
		*cli->roots_file = '\0';
	}
}

struct pantau_lexicon_options pantau_cli_lexicons(struct cli *cli)
{
	find_lexicons(cli);
	return (struct pantau_lexicon_options){
		.dir = cli->lexicons_dir,
		.roots_file = *cli->roots_file != '\0' ? cli->roots_file : NULL,
		.cache_dir = *cli->cache_dir != '\0' ? cli->cache_dir : NULL,
	};
}

static enum pantau_status open_lexicons(struct cli *cli)
{
	struct pantau_lexicon_options options = pantau_cli_lexicons(cli);
	return pantau_lexicons_open(&options, &cli->lexicons, &cli->err);
}

static bool waiting(void *context, int64_t holder)
{
	struct cli *cli = context;
	pantau_cli_note(cli, SAY(cli,
			"pantau: another pantau (process %lld) is writing; waiting\n",
			"pantau: pantau lain (proses %lld) sedang menulis; menunggu\n"),
			(long long)holder);
	return pantau_cli_signal == 0;
}

static enum pantau_status open_store(struct cli *cli, unsigned needs)
{
	if (cli->db == NULL) {
		cli->db = cli->db_default;
		if (*cli->db == '\0') {
			return pantau_fail(&cli->err, PANTAU_USAGE, "%s", SAY(cli,
					"no database; give --db FILE or set PANTAU_DB",
					"basis data belum ditentukan; beri --db FILE atau "
					"isi PANTAU_DB"));
		}
		if ((needs & NEED_CREATE) != 0) {
			char folder[4096];
			snprintf(folder, sizeof(folder), "%s", cli->db);
			*strrchr(folder, '/') = '\0';
			enum pantau_status status = pantau_dir_make(folder, &cli->err);
			if (status != PANTAU_OK) {
				return status;
			}
		}
	}
	/* Only a writer reads the folder, and open lexicons have settled it. */
	bool writes = (needs & (NEED_WRITER | NEED_CREATE)) != 0;
	if (writes && cli->lexicons == NULL) {
		find_lexicons(cli);
	}
	/* What checks or changes a database reads the image that is in it. */
	bool kept = !writes && (needs & NEED_ANALYSER) != 0 &&
			*cli->cache_dir != '\0';
	struct store_options options = {
		.mode = (needs & NEED_CREATE) != 0 ? STORE_CREATE :
				(needs & NEED_WRITER) != 0 ? STORE_WRITE : STORE_READ,
		.key_file = cli->key_file,
		.zone = cli->zone,
		.lexicons = cli->lexicons,
		.lexicons_dir = writes ? cli->lexicons_dir : NULL,
		.cache_dir = kept ? cli->cache_dir : NULL,
		.busy_ms = 60000,
		.waiting = waiting,
		.context = cli,
	};
	enum pantau_status status = pantau_store_open(cli->db, &options,
			&cli->store, &cli->err);
	if (status == PANTAU_NOT_FOUND && access(cli->db, F_OK) != 0) {
		/* A missing database is no empty answer: exit 5, not 1. */
		status = pantau_fail(&cli->err, PANTAU_IO, SAY(cli,
				"no database '%.1000s'; name one with --db, or make it "
				"with 'pantau index'",
				"basis data '%.1000s' belum ada; sebutkan dengan --db, "
				"atau buat dengan 'pantau index'"), cli->db);
	}
	if (status == PANTAU_OK && !cli->zone_given) {
		cli->zone = pantau_store_zone(cli->store);
	}
	return status;
}

enum pantau_status pantau_cli_open(struct cli *cli, unsigned needs)
{
	enum pantau_status status = PANTAU_OK;
	bool store = (needs & (NEED_STORE | NEED_WRITER | NEED_CREATE)) != 0;
	bool lexicons = (needs & (NEED_LEXICONS | NEED_CREATE | NEED_SCORER)) != 0
			|| ((needs & NEED_ANALYSER) != 0 && !store);
	if (lexicons && cli->lexicons == NULL) {
		status = open_lexicons(cli);
	}
	if (status == PANTAU_OK && store && cli->store == NULL) {
		status = open_store(cli, needs);
	}
	if (status == PANTAU_OK && (needs & NEED_ANALYSER) != 0 &&
			cli->analyser == NULL) {
		const struct text_image *text = cli->store != NULL
				? pantau_store_text_image(cli->store)
				: pantau_lexicons_text(cli->lexicons);
		const struct score_image *score = cli->lexicons != NULL
				? pantau_lexicons_score(cli->lexicons) : NULL;
		status = pantau_analyser_create_over(text, score, &cli->analyser,
				&cli->err);
	}
	if (status == PANTAU_OK && (needs & NEED_SCORER) != 0 &&
			cli->scorer == NULL) {
		status = pantau_scorer_create(cli->lexicons, &cli->scorer,
				&cli->err);
	}
	return status;
}

enum pantau_status pantau_cli_close(struct cli *cli)
{
	pantau_scorer_destroy(cli->scorer);
	pantau_analyser_destroy(cli->analyser);
	enum pantau_status status = pantau_store_close(cli->store, &cli->err);
	pantau_lexicons_close(cli->lexicons);
	cli->scorer = NULL;
	cli->analyser = NULL;
	cli->store = NULL;
	cli->lexicons = NULL;
	return status;
}

static int exit_code(enum pantau_status status)
{
	switch (status) {
	case PANTAU_OK:
	case PANTAU_END:
		return EXIT_DONE;
	case PANTAU_NOT_FOUND:
		return EXIT_NOTHING;
	case PANTAU_USAGE:
		return EXIT_USAGE;
	case PANTAU_BAD_QUERY:
	case PANTAU_LIMIT:
		return EXIT_QUERY;
	case PANTAU_BAD_INPUT:
	case PANTAU_BAD_LEXICON:
		return EXIT_PARTLY;
	case PANTAU_INTERRUPTED:
		return 128 + (pantau_cli_signal != 0 ? (int)pantau_cli_signal
				: SIGINT);
	default:
		return EXIT_STORE;
	}
}

void pantau_cli_warn(struct cli *cli, const struct pantau_error *err)
{
	struct out *log = &cli->log;
	pantau_out_cstr(log, "pantau: ");
	if (*err->file != '\0') {
		pantau_out_safe(log, str_of(err->file));
		pantau_out_char(log, ':');
		if (err->line != 0) {
			pantau_out_printf(log, "%llu:", (unsigned long long)err->line);
		}
		if (err->line != 0 && err->column != 0) {
			pantau_out_printf(log, "%llu:",
					(unsigned long long)err->column);
		}
		pantau_out_char(log, ' ');
	} else if (err->column != 0) {
		pantau_out_printf(log, SAY(cli, "column %llu: ", "kolom %llu: "),
				(unsigned long long)err->column);
	}
	pantau_out_safe(log, str_of(err->message));
	pantau_out_char(log, '\n');
	pantau_out_flush(log);
}

void pantau_cli_warn_some(struct cli *cli, const struct pantau_error *err,
		uint64_t n)
{
	if (n <= WARNED_MAX) {
		pantau_cli_warn(cli, err);
	}
}

void pantau_cli_warned(struct cli *cli, uint64_t n)
{
	if (n > WARNED_MAX) {
		pantau_cli_note(cli, SAY(cli, "pantau: and %llu more\n",
				"pantau: dan %llu lagi\n"),
				(unsigned long long)(n - WARNED_MAX));
	}
}

int pantau_cli_fail_as(struct cli *cli, int code)
{
	const struct pantau_error *err = &cli->err;
	pantau_cli_warn(cli, err);
	if (cli->format == FORMAT_JSON || cli->format == FORMAT_NDJSON) {
		struct printer *p = cli->printer;
		if (p == NULL) {
			return code;
		}
		pantau_print_begin(p);
		pantau_print_object(p, "error");
		pantau_print_int(p, "code", code);
		pantau_print_cstr(p, "message", err->message);
		pantau_print_cstr(p, "file", err->file);
		pantau_print_int(p, "line", (int64_t)err->line);
		pantau_print_int(p, "column", (int64_t)err->column);
		pantau_print_end_object(p);
		pantau_print_end(p);
	}
	return code;
}

int pantau_cli_fail(struct cli *cli)
{
	return pantau_cli_fail_as(cli, exit_code(cli->err.code));
}

void pantau_cli_note(struct cli *cli, const char *format, ...)
{
	char line[2048];
	va_list args;
	if (cli->quiet) {
		return;
	}
	va_start(args, format);
	vsnprintf(line, sizeof(line), format, args);
	va_end(args);
	pantau_out_cstr(&cli->log, line);
	pantau_out_flush(&cli->log);
}

enum pantau_status pantau_cli_interrupted(struct cli *cli)
{
	return pantau_cli_signal == 0 ? PANTAU_OK : pantau_fail(&cli->err,
			PANTAU_INTERRUPTED, "%s", SAY(cli, "interrupted",
			"dihentikan"));
}

bool pantau_cli_go_on(void *context)
{
	(void)context;
	return pantau_cli_signal == 0;
}
