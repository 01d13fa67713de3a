/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* pantau label import FILE, pantau label export [FILE]: labels as tables. */

#include <errno.h>
#include <fcntl.h>
#include <stddef.h>
#include <stdio.h>
#include <unistd.h>

#include "base/file.h"
#include "base/hash.h"
#include "base/utf8.h"
#include "cli/commands.h"
#include "cli/label_file.h"
#include "cli/output_file.h"
#include "cli/show_item.h"
#include "import/source.h"
#include "store/label.h"

#define BYTES_MAX ((size_t)256 << 20)
#define DAY INT64_C(86400)
#define TONES 8u /* more than there are */

/* --- import --- */

struct import_options {
	const char *by;
};

struct job {
	struct cli *cli;
	const char *path;
	struct str by;   /* of rows that name nobody */
	struct labeller *labeller;
	struct map given; /* by item and time: line and tone, see mark() */
	uint64_t done[LABEL_OLDER + 1], rejected;
};

static enum pantau_status read_on(struct source *source,
		struct pantau_error *err)
{
	while (!source->end) {
		enum pantau_status status = pantau_source_more(source,
				2 * source_view(source).n + 1, err);
		if (status != PANTAU_OK) {
			return status;
		}
		if (source_view(source).n > BYTES_MAX) {
			return pantau_fail(err, PANTAU_BAD_INPUT, "%s", PANTAU_T(
					err, "more than 256 MiB of labels",
					"tabel label lebih dari 256 MiB"));
		}
	}
	return PANTAU_OK;
}

/* The whole file, unpacked and in UTF-8; lent by source. */
static enum pantau_status read_file(struct cli *cli, const char *path,
		struct input **input, struct source *source)
{
	bool standard = strcmp(path, "-") == 0;
	int fd = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
	struct str name;
	if (fd < 0) {
		return pantau_fail_errno(&cli->err, "cannot open",
				"tidak dapat membuka", path);
	}
	enum pantau_status status = pantau_input_open(fd, !standard, path,
			input, &cli->err);
	if (status == PANTAU_OK) {
		status = pantau_input_next(*input, &name, &cli->err);
	}
	if (status == PANTAU_OK) {
		status = pantau_source_begin(source, *input, &cli->err);
	}
	if (status == PANTAU_OK) {
		status = read_on(source, &cli->err);
	}
	return status == PANTAU_END ? PANTAU_OK : status;
}

/* A row that cannot be used: at a cell, with the reason that err holds. */
static enum pantau_status reject(struct cli *cli, const struct label_row *row,
		enum label_column column)
{
	cli->err.code = PANTAU_BAD_INPUT;
	pantau_fail_at(&cli->err, NULL, row->line, row->column[column]);
	return PANTAU_BAD_INPUT;
}

static enum pantau_status time_of(struct cli *cli, const struct label_row *row,
		int64_t *out)
{
	struct str cell = row->cell[LABEL_TIME];
	struct timestamp time;
	*out = 0;
	if (cell.n == 0) {
		return PANTAU_OK;
	}
	if (pantau_date_parse(cell, cli->zone, &time, NULL) != DATE_OK) {
		struct str shown = pantau_utf8_prefix(cell, 60);
		pantau_fail(&cli->err, PANTAU_BAD_INPUT, SAY(cli, "'" STR_FMT
				"' is no time; write 2026-11-08T06:30+07:00",
				"'" STR_FMT "' bukan waktu; tulis "
				"2026-11-08T06:30+07:00"), STR_ARG(shown));
		return reject(cli, row, LABEL_TIME);
	}
	/* It would stay in force over all that are given until then. */
	if (time.seconds > cli->now + DAY) {
		pantau_fail(&cli->err, PANTAU_BAD_INPUT, "%s", SAY(cli,
				"the time of the label is yet to come",
				"waktu label ini belum terjadi"));
		return reject(cli, row, LABEL_TIME);
	}
	*out = time.seconds;
	return PANTAU_OK;
}

static enum pantau_status text_of(struct cli *cli, const struct label_row *row,
		enum label_column column, size_t most, struct str *out)
{
	*out = row->cell[column];
	return pantau_label_text(*out, most, &cli->err) == PANTAU_OK ? PANTAU_OK
			: reject(cli, row, column);
}

static enum pantau_status label_of(struct job *job,
		const struct label_row *row, struct label *out)
{
	struct cli *cli = job->cli;
	struct str tone;
	*out = (struct label){.time = 0};
	enum pantau_status status = text_of(cli, row, LABEL_TONE, LABEL_BY_MAX,
			&tone);
	if (status == PANTAU_OK && !pantau_label_tone(tone, &out->tone)) {
		struct str shown = pantau_utf8_prefix(tone, 60);
		pantau_fail(&cli->err, PANTAU_BAD_INPUT, SAY(cli,
				"the tone '" STR_FMT "' is none; write negative, "
				"neutral or positive", "nada '" STR_FMT "' tidak "
				"dikenal; tulis negatif, netral, atau positif"),
				STR_ARG(shown));
		return reject(cli, row, LABEL_TONE);
	}
	if (status == PANTAU_OK) {
		status = text_of(cli, row, LABEL_BY, LABEL_BY_MAX, &out->by);
	}
	if (status == PANTAU_OK && out->by.n == 0) {
		out->by = job->by;
	}
	if (status == PANTAU_OK && out->by.n == 0) {
		pantau_fail(&cli->err, PANTAU_BAD_INPUT, "%s", SAY(cli,
				"who gives this label is not said; fill the column or "
				"give --by NAME",
				"pemberi label ini tidak disebut; isi kolomnya atau "
				"beri --by NAMA"));
		return reject(cli, row, LABEL_BY);
	}
	if (status == PANTAU_OK) {
		status = text_of(cli, row, LABEL_REASON, LABEL_REASON_MAX,
				&out->reason);
	}
	return status == PANTAU_OK ? time_of(cli, row, &out->time) : status;
}

static enum pantau_status find(struct cli *cli, const struct label_row *row,
		int64_t *id)
{
	struct str source = row->cell[LABEL_SOURCE];
	struct str name = row->cell[LABEL_ID];
	if (name.n == 0) {
		pantau_fail(&cli->err, PANTAU_BAD_INPUT, "%s", SAY(cli,
				"the id is empty; fill the cell or take the row out",
				"id kosong; isi selnya atau hapus barisnya"));
		return reject(cli, row, LABEL_ID);
	}
	enum pantau_status status = pantau_store_find_in(cli->store, source,
			name, id, &cli->err);
	if (status == PANTAU_NOT_FOUND && source.n == 0) {
		status = pantau_store_find(cli->store, name, id, &cli->err);
	}
	return status == PANTAU_NOT_FOUND || status == PANTAU_USAGE
			? reject(cli, row, LABEL_ID) : status;
}

/* Notes what a row says of an item; another one that says something else of the
 * same time is a mistake, of which nobody can tell which is right. */
static enum pantau_status mark(struct job *job, const struct label_row *row,
		int64_t id, const struct label *label)
{
	struct cli *cli = job->cli;
	char key[2 * sizeof(int64_t)];
	bool added;
	memcpy(key, &id, sizeof(id));
	memcpy(key + sizeof(id), &label->time, sizeof(label->time));
	uint32_t *said = pantau_map_put(&job->given,
			str_make(key, sizeof(key)), &added);
	if (said == NULL) {
		return pantau_fail_memory(&cli->err);
	}
	if (added) {
		*said = (uint32_t)row->line * TONES + (uint32_t)label->tone;
	}
	enum pantau_tone tone = (enum pantau_tone)(*said % TONES);
	if (tone == label->tone) {
		return PANTAU_OK;
	}
	pantau_fail(&cli->err, PANTAU_BAD_INPUT, SAY(cli,
			"line %u says '%s' of this item; keep one of the two "
			"rows", "baris %u menyebut '%s' untuk artikel ini; "
			"sisakan satu dari kedua baris itu"),
			(unsigned)(*said / TONES), tone == PANTAU_TONE_NONE
			? "-" : pantau_say_tone(cli, tone));
	return reject(cli, row, LABEL_TONE);
}

static enum pantau_status one(struct job *job, const struct label_row *row)
{
	struct cli *cli = job->cli;
	struct label label;
	enum label_done done;
	int64_t id = 0;
	enum pantau_status status = label_of(job, row, &label);
	if (status == PANTAU_OK) {
		status = find(cli, row, &id);
	}
	if (status == PANTAU_OK) {
		status = mark(job, row, id, &label);
	}
	if (status == PANTAU_OK) {
		status = pantau_labeller_put(job->labeller, id, &label, &done,
				&cli->err);
	}
	if (status == PANTAU_OK) {
		job->done[done]++;
	}
	return status;
}

static enum pantau_status every_row(struct job *job, struct label_file *file,
		struct arena *arena)
{
	struct cli *cli = job->cli;
	struct label_row row;
	enum pantau_status status = PANTAU_OK;
	while (status == PANTAU_OK) {
		pantau_arena_reset(arena);
		if (pantau_cli_signal != 0) {
			return pantau_fail(&cli->err, PANTAU_INTERRUPTED, "%s",
					SAY(cli, "interrupted; no label of this file is "
						"in", "dihentikan; tidak ada label dari "
						"berkas ini yang masuk"));
		}
		status = pantau_label_file_next(file, arena, &row, &cli->err);
		if (status == PANTAU_OK) {
			status = one(job, &row);
		}
		if (status == PANTAU_BAD_INPUT) {
			job->rejected++;
			pantau_fail_at(&cli->err, job->path, cli->err.line,
					cli->err.column);
			pantau_cli_warn_some(cli, &cli->err, job->rejected);
			status = PANTAU_OK;
		}
	}
	return status == PANTAU_END ? PANTAU_OK : status;
}

static enum pantau_status take_file(struct job *job, struct str bytes)
{
	struct cli *cli = job->cli;
	struct label_file file;
	struct arena arena;
	pantau_arena_init(&arena);
	pantau_map_init(&job->given, pantau_hash_seed());
	enum pantau_status status = pantau_label_file_open(&file, bytes,
			&cli->err);
	if (status != PANTAU_OK) {
		pantau_fail_at(&cli->err, job->path, cli->err.line,
				cli->err.column);
	} else {
		status = pantau_labeller_create(cli->store, cli->now,
				&job->labeller, &cli->err);
	}
	if (status == PANTAU_OK) {
		pantau_labeller_set(job->labeller, LABELLER_AGAIN |
				(cli->now_text == NULL ? LABELLER_PRESENT : 0u));
		status = every_row(job, &file, &arena);
		pantau_cli_warned(cli, job->rejected);
	}
	if (status == PANTAU_OK) {
		status = pantau_labeller_commit(job->labeller, &cli->err);
	}
	pantau_labeller_destroy(job->labeller);
	pantau_label_file_finish(&file);
	pantau_map_finish(&job->given);
	pantau_arena_finish(&arena);
	return status;
}

static void summary(struct cli *cli, const struct job *job)
{
	struct printer *p = cli->printer;
	const uint64_t *done = job->done;
	if (!pantau_printer_text(p)) {
		pantau_print_begin(p);
		pantau_print_int(p, "new", (int64_t)done[LABEL_NEW]);
		pantau_print_int(p, "updated", (int64_t)done[LABEL_CHANGED]);
		pantau_print_int(p, "unchanged", (int64_t)done[LABEL_SAME]);
		pantau_print_int(p, "older", (int64_t)done[LABEL_OLDER]);
		pantau_print_int(p, "rejected", (int64_t)job->rejected);
		pantau_print_end(p);
		return;
	}
	pantau_out_printf(&cli->out, SAY(cli,
			"%llu new, %llu updated, %llu unchanged, %llu rejected\n",
			"%llu baru, %llu diperbarui, %llu tetap, %llu ditolak\n"),
			(unsigned long long)done[LABEL_NEW],
			(unsigned long long)done[LABEL_CHANGED],
			(unsigned long long)(done[LABEL_SAME] + done[LABEL_OLDER]),
			(unsigned long long)job->rejected);
	if (done[LABEL_OLDER] > 0) {
		pantau_cli_note(cli, SAY(cli,
				"pantau: %llu are older than the label in force; they "
				"stand in the history\n",
				"pantau: %llu lebih lama dari label yang berlaku; "
				"tercatat di riwayat\n"),
				(unsigned long long)done[LABEL_OLDER]);
	}
}

static int import(struct cli *cli, void *values, char **argv, int argc)
{
	const struct import_options *options = values;
	struct job job = {
		.cli = cli,
		.path = strcmp(argv[0], "-") == 0 ? "<stdin>" : argv[0],
		.by = pantau_str_trim(str_of(options->by)),
	};
	struct input *input = NULL;
	struct source source;
	(void)argc;
	if (pantau_label_text(job.by, LABEL_BY_MAX, &cli->err) != PANTAU_OK) {
		return pantau_cli_fail(cli);
	}
	pantau_source_init(&source);
	enum pantau_status status = read_file(cli, argv[0], &input, &source);
	if (status == PANTAU_OK) {
		status = take_file(&job, source_view(&source));
	}
	if (input != NULL) {
		pantau_input_close(input);
	}
	pantau_source_finish(&source);
	if (status != PANTAU_OK) {
		return pantau_cli_fail(cli);
	}
	summary(cli, &job);
	return job.rejected > 0 ? EXIT_PARTLY : EXIT_DONE;
}

/* --- export --- */

struct export_options {
	bool with_text;
};

struct export {
	struct item_view view;
	struct printer *printer;
	bool with_text;
	bool one_line;    /* of the texts */
	uint64_t changed; /* labels of another text than is stored now */
};

/* Of a gold file: the text, or what stands in its place. */
static struct str gold_text(const struct doc *doc)
{
	return doc->text.n != 0 ? doc->text : doc->title;
}

/* A gold file knows no escapes: its texts stand in one line. */
static enum pantau_status in_one_line(struct cli *cli, struct arena *arena,
		struct str *text)
{
	char *line = pantau_arena_alloc(arena, text->n);
	if (line == NULL) {
		return pantau_fail_memory(&cli->err);
	}
	for (size_t i = 0; i < text->n; i++) {
		char c = text->p[i];
		line[i] = c == '\n' || c == '\r' || c == '\t' ? ' ' : c;
	}
	text->p = line;
	return PANTAU_OK;
}

static enum pantau_status export_item(struct export *export, int64_t id)
{
	struct item_view *view = &export->view;
	struct cli *cli = view->cli;
	struct printer *p = export->printer;
	struct item item;
	struct mask reason, text = {.spans = 0};
	char time[32], date[32] = "";
	pantau_arena_reset(&view->arena);
	enum pantau_status status = pantau_store_item(cli->store, id,
			&view->arena, &item, &cli->err);
	if (status == PANTAU_OK) {
		status = pantau_item_mask(view, item.label.reason, &reason);
	}
	if (status == PANTAU_OK && export->with_text) {
		status = pantau_item_mask(view, gold_text(&item.doc), &text);
	}
	if (status == PANTAU_OK && export->one_line) {
		status = in_one_line(cli, &view->arena, &text.text);
	}
	if (status != PANTAU_OK) {
		return status;
	}
	pantau_date_utc(item.label.time, time);
	export->changed += item.label.changed;
	pantau_print_row(p);
	pantau_print_str(p, "id", item.doc.id);
	pantau_print_str(p, "source", item.doc.source);
	pantau_print_cstr(p, "tone", pantau_tone_name(item.label.tone));
	pantau_print_str(p, "by", item.label.by);
	pantau_print_str(p, "reason", reason.text);
	pantau_print_cstr(p, "time", time);
	pantau_print_cstr(p, "machine", pantau_tone_name(item.machine_tone));
	if (export->with_text) {
		pantau_print_str(p, "text", text.text);
		pantau_print_str(p, "language", item.doc.language);
		if ((item.doc.fields & DOC_PUBLISHED) != 0) {
			pantau_date_utc(item.doc.published.seconds, date);
		}
		pantau_print_cstr(p, "date", date);
	}
	pantau_print_end_row(p);
	return PANTAU_OK;
}

static enum pantau_status every_item(struct export *export, size_t *n)
{
	struct cli *cli = export->view.cli;
	int64_t *id;
	struct arena arena;
	pantau_arena_init(&arena);
	enum pantau_status status = pantau_store_begin_read(cli->store,
			&cli->err);
	*n = 0;
	if (status == PANTAU_OK) {
		status = pantau_label_items(cli->store, LABEL_OF_TONE,
				&arena, &id, n, &cli->err);
		pantau_print_begin(export->printer);
		pantau_print_list(export->printer, "labels");
		for (size_t i = 0; status == PANTAU_OK && i < *n; i++) {
			status = export_item(export, id[i]);
		}
		pantau_print_end_list(export->printer);
		pantau_print_end(export->printer);
		pantau_store_end_read(cli->store);
	}
	pantau_arena_finish(&arena);
	return status;
}

/* To a file it is gathered whole, so that the file is whole or as it was. */
static enum pantau_status write_file(struct cli *cli, struct out *out,
		const char *path)
{
	return out->failed || out->buffer.failed ? pantau_fail_memory(&cli->err)
			: pantau_file_replace(path, buf_str(&out->buffer), 0600,
				&cli->err);
}

/* An earlier export may be written over, whatever its form. */
static bool may_write(struct cli *cli, const char *path)
{
	static const char *const heads[] = {
		"id\tsource\ttone\tby\t", "id,source,tone,by,",
		"{\"format_version\":1,\"labels\":",
		"{\"format_version\":1,\"id\":", NULL};
	return path == NULL ||
			pantau_output_check(cli, path, heads) == PANTAU_OK;
}

static int export(struct cli *cli, void *values, char **argv, int argc)
{
	const struct export_options *options = values;
	const char *path = argc > 0 && strcmp(argv[0], "-") != 0 ? argv[0]
			: NULL;
	struct export export = {
		.with_text = options->with_text,
		.one_line = cli->format == FORMAT_TEXT ||
			cli->format == FORMAT_TSV,
	};
	struct out gathered;
	size_t n = 0;
	if (!may_write(cli, path) ||
			pantau_item_audit(cli, "label export") != PANTAU_OK) {
		return pantau_cli_fail(cli);
	}
	pantau_out_init(&gathered, NULL, NULL);
	pantau_item_view_init(&export.view, cli);
	/* For people there is no better form than the table itself. */
	export.printer = pantau_printer_create(cli->format == FORMAT_TEXT
			? FORMAT_TSV : (enum format)cli->format, path != NULL
			? &gathered : &cli->out);
	enum pantau_status status = export.printer == NULL
			? pantau_fail_memory(&cli->err)
			: every_item(&export, &n);
	pantau_printer_destroy(export.printer);
	if (status == PANTAU_OK && path != NULL && n > 0) {
		status = write_file(cli, &gathered, path);
	}
	pantau_item_view_finish(&export.view);
	pantau_out_finish(&gathered);
	if (status != PANTAU_OK) {
		return pantau_cli_fail(cli);
	}
	if (n == 0 || path != NULL) {
		pantau_cli_note(cli, SAY(cli, "pantau: %zu labels\n",
				"pantau: %zu label\n"), n);
	}
	if (export.changed > 0) {
		pantau_cli_note(cli, SAY(cli,
				"pantau: %llu labels are of texts that were changed "
				"since\n",
				"pantau: %llu label milik teks yang sudah berubah sejak "
				"itu\n"), (unsigned long long)export.changed);
	}
	return n > 0 ? EXIT_DONE : EXIT_NOTHING;
}

static const struct option_spec import_options[] = {
	{"by", OPTION_TEXT, offsetof(struct import_options, by), "NAME", NULL,
		"who gives labels whose row names nobody",
		"pemberi label untuk baris yang tidak menyebutnya"},
	{NULL, OPTION_FLAG, 0, NULL, NULL, NULL, NULL},
};

static const struct option_spec export_options[] = {
	{"with-text", OPTION_FLAG, offsetof(struct export_options, with_text),
		NULL, NULL, "texts and languages too: a gold file",
		"sertakan teks dan bahasa: berkas acuan"},
	{NULL, OPTION_FLAG, 0, NULL, NULL, NULL, NULL},
};

const struct command pantau_command_label_import = {
	.name = "label import",
	.group = GROUP_TUNE,
	.needs = NEED_WRITER,
	.run = import,
	.options = import_options,
	.options_size = sizeof(struct import_options),
	.arguments = "FILE|-",
	.least = 1,
	.most = 1,
	.summary_en = "take in a table of labels",
	.summary_id = "masukkan tabel label",
	.example = "pantau label import label.tsv --by Sari",
};

const struct command pantau_command_label_export = {
	.name = "label export",
	.group = GROUP_TUNE,
	.needs = NEED_STORE | NEED_ANALYSER,
	.run = export,
	.options = export_options,
	.options_size = sizeof(struct export_options),
	.arguments = "[FILE|-]",
	.least = 0,
	.most = 1,
	.summary_en = "labels as a table, with texts a gold file",
	.summary_id = "label sebagai tabel; dengan teks jadi berkas acuan",
	.example = "pantau label export acuan.tsv --with-text",
};
