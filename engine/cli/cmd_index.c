/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* pantau index: import, analyse, store. */

#include <stddef.h>
#include <stdio.h>
#include <unistd.h>

#ifdef __GLIBC__
#include <malloc.h>
#endif

#include "base/utf8.h"
#include "cli/commands.h"
#include "cli/show_item.h"
#include "pipeline.h"

#define SAMPLES 3

struct options {
	const char *source, *kind, *rejects;
	struct option_list map;
	uint64_t jobs;
	int dates; /* enum import_dates */
	bool public_author, dry_run;
};

struct job {
	struct cli *cli;
	struct progress progress;
	FILE *rejects;
	bool rejects_failed;
	uint64_t samples;
	bool indexing; /* all is read */
};

static void rejected(void *context, const struct pantau_error *err,
		struct str raw)
{
	struct job *job = context;
	pantau_progress_end(&job->progress);
	pantau_cli_warn(job->cli, err);
	if (job->rejects != NULL && raw.n > 0) {
		bool newline = raw.p[raw.n - 1] == '\n';
		if (fwrite(raw.p, 1, raw.n, job->rejects) != raw.n ||
				(!newline && fputc('\n', job->rejects) == EOF)) {
			job->rejects_failed = true;
		}
	}
}

static void committed(void *context, uint64_t documents)
{
	struct job *job = context;
	pantau_progress_end(&job->progress);
	pantau_cli_note(job->cli, "committed %llu\n",
			(unsigned long long)documents);
}

static void progress(void *context, uint64_t done, uint64_t total,
		uint64_t documents)
{
	struct job *job = context;
	/* Reading tells of bytes, indexing of documents. */
	if (!job->indexing && documents > 0 && done == documents) {
		job->indexing = true;
		pantau_progress_begin(&job->progress, job->cli,
				SAY(job->cli, "index", "indeks"));
	}
	pantau_progress_show(&job->progress, done, total, documents);
}

static void sample_field(struct cli *cli, const char *name, struct str value)
{
	if (value.n > 0) {
		pantau_out_printf(&cli->out, "  %-10s ", name);
		pantau_out_safe(&cli->out, pantau_utf8_prefix(value, 70));
		pantau_out_cstr(&cli->out, value.n > 70 ? "...\n" : "\n");
	}
}

/* 'Column -> field' a line; a field of '-' is none. */
static void columns(struct cli *cli, struct str mapping)
{
	bool any = mapping.n > 0, body = false;
	while (mapping.n > 0) {
		struct str line = pantau_str_cut(&mapping, '\n');
		bool none = str_ends(line, STR("-> -"));
		body = body || str_ends(line, STR("-> text"));
		pantau_out_safe(&cli->out, none ? str_make(line.p, line.n - 1)
				: line);
		pantau_out_cstr(&cli->out, !none ? "\n" : SAY(cli, "(ignored)\n",
				"(diabaikan)\n"));
	}
	if (any && !body) {
		pantau_cli_note(cli, "%s", SAY(cli,
				"pantau: no column is taken for the text; name one with "
				"--map text=COLUMN\n",
				"pantau: tidak ada kolom yang dibaca sebagai teks; "
				"sebutkan dengan --map text=KOLOM\n"));
	}
}

/* --dry-run: how columns were understood, and the first documents. */
static void document(void *context, struct import *import,
		const struct doc *doc)
{
	struct job *job = context;
	struct cli *cli = job->cli;
	if (job->samples >= SAMPLES || !pantau_printer_text(cli->printer)) {
		return;
	}
	if (job->samples++ == 0) {
		columns(cli, pantau_import_mapping(import));
	}
	char published[64] = "-", zone[16];
	if ((doc->fields & DOC_PUBLISHED) != 0) {
		pantau_date_local(doc->published.seconds, doc->published.offset,
				published);
		pantau_zone_name(doc->published.offset, zone);
		snprintf(published + strlen(published), 1 + sizeof(zone), " %s",
				zone);
	}
	pantau_out_printf(&cli->out, SAY(cli, "record %llu\n", "rekaman %llu\n"),
			(unsigned long long)doc->record);
	sample_field(cli, "id", doc->id);
	sample_field(cli, "source", doc->source);
	sample_field(cli, "kind", str_of(pantau_say_kind(cli, doc->kind)));
	sample_field(cli, "published", str_of(published));
	sample_field(cli, "title", doc->title);
	sample_field(cli, "text", doc->text);
}

static void summary(struct cli *cli, const struct pipeline_summary *sum,
		bool dry_run)
{
	struct printer *p = cli->printer;
	if (pantau_printer_text(p)) {
		if (dry_run) {
			pantau_out_printf(&cli->out, SAY(cli,
					"dry run: %llu readable, %llu rejected; nothing was "
					"stored\n",
					"uji coba: %llu terbaca, %llu ditolak; tidak ada yang "
					"disimpan\n"), (unsigned long long)sum->new_,
					(unsigned long long)sum->rejected);
			return;
		}
		pantau_out_printf(&cli->out, SAY(cli,
				"%llu new, %llu updated, %llu unchanged, %llu rejected\n",
				"%llu baru, %llu diperbarui, %llu tetap, %llu ditolak\n"),
				(unsigned long long)sum->new_,
				(unsigned long long)sum->updated,
				(unsigned long long)sum->unchanged,
				(unsigned long long)sum->rejected);
		return;
	}
	pantau_print_begin(p);
	pantau_print_int(p, "new", (int64_t)sum->new_);
	pantau_print_int(p, "updated", (int64_t)sum->updated);
	pantau_print_int(p, "unchanged", (int64_t)sum->unchanged);
	pantau_print_int(p, "rejected", (int64_t)sum->rejected);
	if (dry_run) {
		pantau_print_bool(p, "dry_run", true);
	}
	pantau_print_end(p);
}

/* --map FIELD=COLUMN, many times. */
static enum pantau_status maps(struct cli *cli, const struct options *options,
		struct import_map *map, size_t *n)
{
	for (*n = 0; *n < options->map.n; (*n)++) {
		struct str rest = str_of(options->map.value[*n]);
		map[*n].field = pantau_str_cut(&rest, '=');
		map[*n].column = rest;
		if (rest.p == NULL || rest.n == 0 || map[*n].field.n == 0) {
			return pantau_fail(&cli->err, PANTAU_USAGE, SAY(cli,
					"'--map' takes FIELD=COLUMN, not '%.100s'",
					"'--map' ditulis FIELD=KOLOM, bukan '%.100s'"),
					options->map.value[*n]);
		}
	}
	return PANTAU_OK;
}

static enum pantau_status prepare(struct cli *cli,
		const struct options *options, struct pipeline_options *pipeline,
		struct import_map *map, struct job *job)
{
	struct import_options *import = &pipeline->import;
	enum pantau_status status = maps(cli, options, map, &import->maps);
	if (status != PANTAU_OK) {
		return status;
	}
	import->map = map;
	if (options->kind != NULL) {
		import->kind = pantau_doc_kind_parse(str_of(options->kind));
		if (import->kind == KIND_NONE) {
			return pantau_fail(&cli->err, PANTAU_USAGE, SAY(cli,
					"no such kind '%.40s'; news, post, comment, chat, "
					"complaint or release",
					"jenis '%.40s' tidak dikenal; berita, unggahan, "
					"komentar, percakapan, aduan, atau rilis"),
					options->kind);
		}
	}
	if (options->rejects != NULL) {
		job->rejects = fopen(options->rejects, "wb");
		if (job->rejects == NULL) {
			return pantau_fail_errno(&cli->err, "cannot write",
					"tidak dapat menulis", options->rejects);
		}
	}
	/* The database is made only when the words of the call are right. */
	return options->dry_run ? PANTAU_OK : pantau_cli_open(cli, NEED_CREATE);
}

static enum pantau_status close_rejects(struct cli *cli, struct job *job,
		const char *path)
{
	if (job->rejects != NULL &&
			(fclose(job->rejects) != 0 || job->rejects_failed)) {
		return pantau_fail_errno(&cli->err, "cannot write",
				"tidak dapat menulis", path);
	}
	return PANTAU_OK;
}

/* What one huge document took goes back to the system. By itself glibc keeps
 * for each thread what is as large as the largest that was ever freed. */
static void keep_little(void)
{
#ifdef __GLIBC__
	mallopt(M_MMAP_THRESHOLD, 4 << 20);
	mallopt(M_TRIM_THRESHOLD, 16 << 20);
#endif
}

static int run(struct cli *cli, void *values, char **argv, int argc)
{
	struct options *options = values;
	struct import_map map[OPTION_LIST_MAX];
	struct job job = {.cli = cli};
	struct pipeline_summary sum;
	struct pipeline_options pipeline = {
		.import = {
			.source = options->source,
			.public_author = options->public_author,
			.dates = (enum import_dates)options->dates,
			.stdin_fd = STDIN_FILENO,
		},
		.jobs = (size_t)options->jobs,
		.dry_run = options->dry_run,
		.stop = (const volatile int *)&pantau_cli_signal,
		.context = &job,
		.rejected = rejected,
		.committed = committed,
		.progress = progress,
		.document = document,
	};
	if (prepare(cli, options, &pipeline, map, &job) != PANTAU_OK) {
		return pantau_cli_fail(cli);
	}
	pipeline.import.zone = cli->zone;
	pipeline.lexicons = cli->lexicons;
	keep_little();
	pantau_progress_begin(&job.progress, cli, SAY(cli, "read", "baca"));
	enum pantau_status status = pantau_index(cli->store,
			(const char *const *)argv, (size_t)argc, &pipeline, &sum,
			&cli->err);
	pantau_progress_end(&job.progress);
	if (status == PANTAU_OK) {
		status = close_rejects(cli, &job, options->rejects);
	}
	if (status == PANTAU_OK || status == PANTAU_INTERRUPTED) {
		summary(cli, &sum, options->dry_run);
	}
	if (status != PANTAU_OK) {
		return pantau_cli_fail(cli);
	}
	if (sum.rejected > 0 && sum.unreadable == sum.rejected &&
			sum.new_ + sum.updated + sum.unchanged == 0) {
		/* Not a part was rejected: there was nothing to read. */
		return EXIT_STORE;
	}
	return sum.rejected > 0 ? EXIT_PARTLY : EXIT_DONE;
}

static const char *const date_orders[] = {
	"reject", "day-first", "month-first", NULL,
};

#define AT(member) offsetof(struct options, member)

static const struct option_spec options[] = {
	{"source", OPTION_TEXT, AT(source), "NAME", NULL,
		"source of documents that name none",
		"sumber untuk dokumen yang tidak menyebutkannya"},
	{"kind", OPTION_TEXT, AT(kind), "KIND", NULL,
		"news, post, comment, chat, complaint or release",
		"berita, unggahan, komentar, percakapan, aduan, rilis"},
	{"map", OPTION_LIST, AT(map), "FIELD=COLUMN", NULL,
		"take a field from a column of this name",
		"ambil isian ini dari kolom bernama itu"},
	{"public", OPTION_FLAG, AT(public_author), NULL, NULL,
		"the accounts in this input are public: keep names",
		"akun dalam masukan ini akun publik: simpan namanya"},
	{"dates", OPTION_CHOICE, AT(dates), "ORDER", date_orders,
		"how 03/04/2026 is read: reject, day-first, month-first",
		"cara membaca 03/04/2026: reject, day-first, month-first"},
	{"dry-run", OPTION_FLAG, AT(dry_run), NULL, NULL,
		"read and check, store nothing",
		"baca dan periksa saja, tanpa menyimpan"},
	{"rejects", OPTION_TEXT, AT(rejects), "FILE", NULL,
		"write rejected records to FILE",
		"tulis rekaman yang ditolak ke FILE"},
	{"jobs", OPTION_COUNT, AT(jobs), "N", NULL,
		"threads that analyse (default: all cores)",
		"jumlah utas analisis (bawaan: semua inti)"},
	{NULL, OPTION_FLAG, 0, NULL, NULL, NULL, NULL},
};

const struct command pantau_command_index = {
	.name = "index",
	.group = GROUP_COLLECT,
	.run = run,
	.options = options,
	.options_size = sizeof(struct options),
	.arguments = "FILE|DIR|-...",
	.least = 1,
	.most = -1,
	.summary_en = "import, analyse and store collected texts",
	.summary_id = "impor, analisis, dan simpan teks yang terkumpul",
	.example = "pantau --db isu.db index kiriman.ndjson berita/",
};
