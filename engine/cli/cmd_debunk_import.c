/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* pantau debunk import FILE...: debunks into the archive, and at once the items
 * that repeat them. */

#include <inttypes.h>
#include <stddef.h>
#include <stdio.h>
#include <unistd.h>

#include "base/utf8.h"
#include "cli/commands.h"
#include "cli/debunk_print.h"
#include "cli/debunk_settle.h"
#include "cli/query_options.h"

#define SAMPLES 3
#define SHOWN_DEBUNKS 10
#define SHOWN_ITEMS 5 /* of each */

struct options {
	int dates; /* enum import_dates */
	bool dry_run;
};

struct job {
	struct cli *cli;
	const struct options *options;
	struct debunker *debunker; /* NULL: a dry run */
	struct arena arena;
	uint64_t done[DEBUNK_SAME + 1], readable;
	uint64_t rejected, unreadable, again;
	char again_at[300];        /* the first that came twice */
	int64_t again_id;
	struct progress progress;
	uint64_t steps;            /* debunks, as progress has them */
};

/* --- reading --- */

static void sample_field(struct cli *cli, const char *name, struct str value)
{
	if (value.n > 0) {
		pantau_out_printf(&cli->out, "  %-10s ", name);
		pantau_out_safe(&cli->out, pantau_utf8_prefix(value, 70));
		pantau_out_cstr(&cli->out, value.n > 70 ? "...\n" : "\n");
	}
}

/* --dry-run: how columns were understood, and the first debunks. */
static void sample(struct job *job, const struct debunk_reader *reader,
		const struct debunk *debunk)
{
	struct cli *cli = job->cli;
	struct str mapping = pantau_debunk_mapping(reader);
	char date[32] = "";
	if (job->readable > SAMPLES || !pantau_printer_text(cli->printer)) {
		return;
	}
	while (job->readable == 1 && mapping.n > 0) {
		struct str line = pantau_str_cut(&mapping, '\n');
		bool none = str_ends(line, STR("-> -"));
		pantau_out_safe(&cli->out, none ? str_make(line.p, line.n - 1)
				: line);
		pantau_out_cstr(&cli->out, !none ? "\n" : SAY(cli,
				"(ignored)\n", "(diabaikan)\n"));
	}
	if (debunk->dated) {
		pantau_date_local(debunk->date.seconds, debunk->date.offset,
				date);
	}
	pantau_out_printf(&cli->out, SAY(cli, "record %" PRIu64 "\n",
			"rekaman %" PRIu64 "\n"), debunk->record);
	sample_field(cli, "title", debunk->title);
	sample_field(cli, "claim", debunk->claim);
	sample_field(cli, "body", debunk->body);
	sample_field(cli, "verdict", debunk->verdict);
	sample_field(cli, "url", debunk->url);
	sample_field(cli, "date", str_of(date));
	sample_field(cli, "publisher", debunk->publisher);
}

static enum pantau_status take(struct job *job, const char *path,
		const struct debunk_reader *reader,
		const struct debunk *debunk)
{
	enum debunk_done done;
	bool again;
	int64_t id;
	job->readable++;
	if (job->debunker == NULL) {
		sample(job, reader, debunk);
		return PANTAU_OK;
	}
	enum pantau_status status = pantau_debunker_put(job->debunker, debunk,
			path, &id, &done, &again, &job->cli->err);
	if (status != PANTAU_OK) {
		return status;
	}
	job->done[done]++;
	if (again && job->again++ == 0) {
		snprintf(job->again_at, sizeof(job->again_at), "%.200s:%" PRIu64,
				path, debunk->line);
		job->again_id = id;
	}
	return PANTAU_OK;
}

static void reject(struct job *job, bool whole)
{
	job->rejected++;
	job->unreadable += whole;
	pantau_progress_end(&job->progress);
	pantau_cli_warn_some(job->cli, &job->cli->err, job->rejected);
}

static enum pantau_status read_file(struct job *job, const char *path)
{
	struct cli *cli = job->cli;
	const struct debunk_options options = {
		.zone = cli->zone, .stdin_fd = STDIN_FILENO,
		.dates = (enum import_dates)job->options->dates,
	};
	const char *name = strcmp(path, "-") == 0 ? "<stdin>" : path;
	struct debunk_reader *reader = NULL;
	struct debunk debunk;
	enum pantau_status status = pantau_debunk_open(path, &options, &reader,
			&cli->err);
	if (status == PANTAU_BAD_INPUT || status == PANTAU_IO) {
		reject(job, status == PANTAU_IO);
		return PANTAU_OK;
	}
	while (status == PANTAU_OK && (status = pantau_cli_interrupted(cli)) ==
			PANTAU_OK) {
		pantau_arena_finish(&job->arena);
		pantau_arena_init(&job->arena);
		status = pantau_debunk_next(reader, &job->arena, &debunk,
				&cli->err);
		if (status == PANTAU_BAD_INPUT) {
			reject(job, false);
			status = PANTAU_OK;
		} else if (status == PANTAU_OK) {
			status = take(job, name, reader, &debunk);
		} else if (status == PANTAU_IO) {
			reject(job, true);
			status = PANTAU_END;
		}
		pantau_progress_show(&job->progress, job->readable, 0,
				job->readable);
	}
	pantau_debunk_close(reader);
	return status == PANTAU_END ? PANTAU_OK : status;
}

/* --- telling --- */

static void say_counts(const struct job *job)
{
	struct cli *cli = job->cli;
	if (job->options->dry_run) {
		pantau_out_printf(&cli->out, SAY(cli, "dry run: %" PRIu64
				" readable, %" PRIu64 " rejected; nothing was "
				"stored\n", "uji coba: %" PRIu64 " terbaca, %" PRIu64
				" ditolak; tidak ada yang disimpan\n"),
				job->readable, job->rejected);
		return;
	}
	pantau_out_printf(&cli->out, SAY(cli, "%" PRIu64 " new, %" PRIu64
			" updated, %" PRIu64 " unchanged, %" PRIu64 " rejected\n",
			"%" PRIu64 " baru, %" PRIu64 " diperbarui, %" PRIu64
			" tetap, %" PRIu64 " ditolak\n"), job->done[DEBUNK_NEW],
			job->done[DEBUNK_UPDATED], job->done[DEBUNK_SAME],
			job->rejected);
	if (job->again > 0) {
		pantau_cli_note(cli, SAY(cli, "pantau: %" PRIu64 " came more than "
				"once in this input; the first, %s, is debunk "
				"%" PRId64 " again\n", "pantau: %" PRIu64 " muncul lebih "
				"dari sekali di masukan ini; yang pertama, %s, sama "
				"dengan klarifikasi %" PRId64 "\n"), job->again,
				job->again_at, job->again_id);
	}
}

/* A debunk that items repeat, with the first of them. */
static enum pantau_status tell_one(struct item_view *view, int64_t id,
		uint64_t *told)
{
	struct cli *cli = view->cli;
	bool text = pantau_printer_text(cli->printer);
	struct debunk_view debunk;
	pantau_arena_reset(&view->arena);
	enum pantau_status status = pantau_debunk_load(view, id, false,
			&debunk);
	if (status != PANTAU_OK ||
			debunk.row.repeats + debunk.row.denials == 0 ||
			(text && *told >= SHOWN_DEBUNKS)) {
		*told += status == PANTAU_OK && debunk.row.repeats +
				debunk.row.denials > 0;
		return status;
	}
	if (text) {
		pantau_debunk_lines(view, &debunk, 0);
	} else {
		pantau_print_row(cli->printer);
		pantau_debunk_fields(cli->printer, &debunk);
	}
	++*told;
	status = pantau_debunk_items(view, id, SHOWN_ITEMS);
	pantau_print_end_row(cli->printer);
	return status;
}

static enum pantau_status tell_all(struct job *job, uint64_t *told)
{
	struct cli *cli = job->cli;
	struct item_view view;
	size_t n = 0;
	const uint32_t *id = job->debunker != NULL ? pantau_debunker_changed(
			job->debunker, &n) : NULL;
	enum pantau_status status = PANTAU_OK;
	pantau_item_view_init(&view, cli);
	pantau_print_list(cli->printer, "repeated");
	for (size_t i = 0; status == PANTAU_OK && i < n; i++) {
		status = tell_one(&view, id[i], told);
	}
	pantau_print_end_list(cli->printer);
	pantau_item_view_finish(&view);
	return status;
}

static enum pantau_status tell(struct job *job)
{
	struct cli *cli = job->cli;
	struct printer *p = cli->printer;
	uint64_t told = 0;
	pantau_print_begin(p);
	if (pantau_printer_text(p)) {
		say_counts(job);
	} else if (job->options->dry_run) {
		pantau_print_int(p, "readable", (int64_t)job->readable);
		pantau_print_int(p, "rejected", (int64_t)job->rejected);
		pantau_print_bool(p, "dry_run", true);
	} else {
		pantau_print_int(p, "new", (int64_t)job->done[DEBUNK_NEW]);
		pantau_print_int(p, "updated",
				(int64_t)job->done[DEBUNK_UPDATED]);
		pantau_print_int(p, "unchanged",
				(int64_t)job->done[DEBUNK_SAME]);
		pantau_print_int(p, "rejected", (int64_t)job->rejected);
		pantau_print_int(p, "again", (int64_t)job->again);
	}
	enum pantau_status status = job->options->dry_run ? PANTAU_OK
			: tell_all(job, &told);
	if (status == PANTAU_OK && pantau_printer_text(p) &&
			told > SHOWN_DEBUNKS) {
		pantau_out_printf(&cli->out, SAY(cli, "and %" PRIu64 " more "
				"debunks that items repeat\n", "dan %" PRIu64
				" klarifikasi lagi yang klaimnya diulang\n"),
				told - SHOWN_DEBUNKS);
	}
	pantau_print_end(p);
	return status;
}

/* --- the command --- */

static enum pantau_status import_all(struct job *job, char **argv, int argc)
{
	struct cli *cli = job->cli;
	enum pantau_status status = job->options->dry_run ? PANTAU_OK
			: pantau_debunker_create(cli->store, cli->now,
				&job->debunker, &cli->err);
	pantau_progress_begin(&job->progress, cli, SAY(cli, "read", "baca"));
	for (int i = 0; status == PANTAU_OK && i < argc; i++) {
		status = read_file(job, argv[i]);
	}
	pantau_progress_end(&job->progress);
	pantau_cli_warned(cli, job->rejected);
	if (status == PANTAU_OK && job->debunker != NULL) {
		status = pantau_debunk_settle(cli, job->debunker);
	}
	return status == PANTAU_OK ? tell(job) : status;
}

static int run(struct cli *cli, void *values, char **argv, int argc)
{
	const struct options *options = values;
	struct job job = {.cli = cli, .options = options};
	enum pantau_status status = options->dry_run ? PANTAU_OK
			: pantau_cli_open(cli, NEED_CREATE | NEED_ANALYSER |
				NEED_SCORER);
	if (status != PANTAU_OK) {
		return pantau_cli_fail(cli);
	}
	pantau_arena_init(&job.arena);
	status = import_all(&job, argv, argc);
	pantau_debunker_destroy(job.debunker);
	pantau_arena_finish(&job.arena);
	if (status != PANTAU_OK) {
		return pantau_cli_fail(cli);
	}
	/* Not a part was rejected: there was nothing to read. */
	return job.unreadable > 0 && job.unreadable == job.rejected &&
			job.readable == 0 ? EXIT_STORE
			: job.rejected > 0 ? EXIT_PARTLY : EXIT_DONE;
}

static const char *const date_orders[] = {
	"reject", "day-first", "month-first", NULL,
};

static const struct option_spec options[] = {
	{"dates", OPTION_CHOICE, offsetof(struct options, dates), "ORDER",
		date_orders,
		"how 03/04/2026 is read: reject, day-first, month-first",
		"cara membaca 03/04/2026: reject, day-first, month-first"},
	{"dry-run", OPTION_FLAG, offsetof(struct options, dry_run), NULL, NULL,
		"read and check, store nothing",
		"baca dan periksa saja, tanpa menyimpan"},
	{NULL, OPTION_FLAG, 0, NULL, NULL, NULL, NULL},
};

const struct command pantau_command_debunk_import = {
	.name = "debunk import",
	.group = GROUP_COLLECT,
	.run = run,
	.options = options,
	.options_size = sizeof(struct options),
	.arguments = "FILE|-...",
	.least = 1,
	.most = -1,
	.summary_en = "take in debunks; list the items that repeat them",
	.summary_id = "masukkan klarifikasi; daftar artikel yang mengulangnya",
	.example = "pantau debunk import klarifikasi.csv",
};
