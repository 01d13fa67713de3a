/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* pantau lexicon test: what the lexicons must say of texts, in *.uji files. */

#include <stdio.h>

#include "base/arena.h"
#include "base/file.h"
#include "cli/commands.h"
#include "cli/score_print.h"
#include "cli/show_item.h"
#include "tune/uji.h"

struct outcomes {
	uint64_t passed, failed, gaps, bad;
};

struct testing {
	struct cli *cli;
	const char *path;     /* the file at hand */
	bool gap;             /* its rows fail nobody */
	struct outcomes counts; /* of it */
	struct outcomes all;
};

/* What a score gave, in the terms of what was expected of it. */
static const char *given(struct cli *cli, enum uji_expected expected,
		const struct pantau_score *score, char room[32])
{
	if (expected >= UJI_ACTS) {
		return pantau_printer_text(cli->printer)
				? pantau_say_act(cli, score->act.label)
				: pantau_act_name(score->act.label);
	}
	if (expected < UJI_ABOVE) {
		return pantau_printer_text(cli->printer)
				? pantau_say_tone(cli, score->text.label)
				: pantau_tone_name(score->text.label);
	}
	snprintf(room, 32, "%+.2f", (double)score->text.score);
	return room;
}

static void say_failure(struct testing *testing, const struct uji_row *row,
		const struct pantau_score *score)
{
	struct cli *cli = testing->cli;
	struct out *out = &cli->out;
	struct scored_text texts = {{{NULL, 0}, row->text}};
	char room[32];

	pantau_out_safe(out, str_of(testing->path));
	pantau_out_printf(out, ":%lu: ", (unsigned long)row->line);
	if (testing->gap) {
		pantau_out_cstr(out, SAY(cli, "known gap: ",
				"belum tercapai: "));
	}
	pantau_out_safe(out, row->text);
	if (row->comment.n > 0) {
		pantau_out_cstr(out, " (");
		pantau_out_safe(out, row->comment);
		pantau_out_char(out, ')');
	}
	pantau_out_printf(out, SAY(cli, "\n  expected %s, given %s\n",
			"\n  harapan %s, hasil %s\n"),
			pantau_uji_name(row->expected,
				(enum pantau_lang)cli->lang),
			given(cli, row->expected, score, room));
	if (!testing->gap && row->expected >= UJI_ACTS) {
		pantau_out_cstr(out, "  ");
		pantau_say_act_evidence(cli, &score->act, &texts);
	} else if (!testing->gap) {
		pantau_say_tone_evidence(cli, SAY(cli, "  tone", "  nada"),
				&score->text, &texts);
	}
}

static void print_failure(struct testing *testing, const struct uji_row *row,
		const struct pantau_score *score)
{
	struct cli *cli = testing->cli;
	struct printer *p = cli->printer;
	struct scored_text texts = {{{NULL, 0}, row->text}};
	char room[32];

	pantau_print_row(p);
	pantau_print_cstr(p, "file", testing->path);
	pantau_print_int(p, "line", row->line);
	pantau_print_bool(p, "known_gap", testing->gap);
	pantau_print_str(p, "text", row->text);
	pantau_print_str(p, "comment", row->comment);
	pantau_print_cstr(p, "expected", pantau_uji_name(row->expected,
			PANTAU_LANG_EN));
	pantau_print_cstr(p, "given", given(cli, row->expected, score, room));
	pantau_print_tone(cli, "tone", &score->text, &texts);
	pantau_print_act(cli, "act", &score->act, &texts);
	pantau_print_end_row(p);
}

static enum pantau_status judge(struct testing *testing,
		const struct uji_row *row)
{
	struct cli *cli = testing->cli;
	struct pantau_score score;
	enum pantau_status status = pantau_score_text(cli->scorer,
			cli->analyser, NULL, 0, row->text.p, row->text.n,
			&score, &cli->err);

	if (status != PANTAU_OK) {
		return status;
	}
	if (pantau_uji_holds(row->expected, &score)) {
		testing->counts.passed++;
		return PANTAU_OK;
	}
	if (testing->gap) {
		testing->counts.gaps++;
	} else {
		testing->counts.failed++;
	}
	if (!pantau_printer_text(cli->printer)) {
		print_failure(testing, row, &score);
	} else if (!testing->gap || !cli->quiet) {
		say_failure(testing, row, &score);
	}
	return PANTAU_OK;
}

static void say_counts(struct cli *cli, const char *what,
		const struct outcomes *counts)
{
	struct out *out = &cli->out;

	pantau_out_safe(out, str_of(what));
	pantau_out_printf(out, SAY(cli, ": %llu passed, %llu failed",
			": %llu lulus, %llu gagal"),
			(unsigned long long)counts->passed,
			(unsigned long long)counts->failed);
	if (counts->gaps > 0) {
		pantau_out_printf(out, SAY(cli, ", %llu known gaps",
				", %llu belum tercapai"),
				(unsigned long long)counts->gaps);
	}
	if (counts->bad > 0) {
		pantau_out_printf(out, SAY(cli, ", %llu bad rows",
				", %llu baris rusak"),
				(unsigned long long)counts->bad);
	}
	pantau_out_char(out, '\n');
}

static enum pantau_status run_file(struct testing *testing, const char *path,
		struct str bytes)
{
	struct cli *cli = testing->cli;
	enum pantau_status status = PANTAU_OK;
	struct uji_reader reader;
	struct uji_row row;
	enum uji_found found;

	testing->path = path;
	testing->gap = pantau_uji_gaps(path);
	testing->counts = (struct outcomes){0};
	pantau_uji_begin(&reader, path, bytes);
	while (status == PANTAU_OK && (found = pantau_uji_next(&reader, &row,
			&cli->err)) != UJI_END) {
		if (found == UJI_FAULT) {
			pantau_cli_warn_some(cli, &cli->err,
					++testing->counts.bad);
		} else {
			status = judge(testing, &row);
		}
		if (status == PANTAU_OK) {
			status = pantau_cli_interrupted(cli);
		}
	}
	pantau_cli_warned(cli, testing->counts.bad);
	testing->all.passed += testing->counts.passed;
	testing->all.failed += testing->counts.failed;
	testing->all.gaps += testing->counts.gaps;
	testing->all.bad += testing->counts.bad;
	if (status == PANTAU_OK && pantau_printer_text(cli->printer) &&
			!cli->quiet) {
		say_counts(cli, path, &testing->counts);
	}
	return status;
}

static int finish(struct testing *testing)
{
	struct cli *cli = testing->cli;
	struct printer *p = cli->printer;
	const struct outcomes *all = &testing->all;

	pantau_print_end_list(p);
	pantau_print_int(p, "passed", (int64_t)all->passed);
	pantau_print_int(p, "failed", (int64_t)all->failed);
	pantau_print_int(p, "known_gaps", (int64_t)all->gaps);
	pantau_print_int(p, "bad_rows", (int64_t)all->bad);
	pantau_print_end(p);
	if (pantau_printer_text(p)) {
		say_counts(cli, SAY(cli, "in all", "jumlah"), all);
	}
	return all->bad > 0 ? EXIT_PARTLY : all->failed > 0 ? EXIT_NOTHING :
			EXIT_DONE;
}

static enum pantau_status find_files(struct cli *cli, char **argv, int argc,
		struct arena *arena, struct uji_files *files)
{
	char uji[sizeof(cli->lexicons_default) + 8];
	enum pantau_status status = PANTAU_OK;

	if (argc == 0) {
		snprintf(uji, sizeof(uji), "%s/uji", cli->lexicons_dir);
		return pantau_uji_files(uji, arena, files, &cli->err);
	}
	for (int i = 0; status == PANTAU_OK && i < argc; i++) {
		status = pantau_uji_files(argv[i], arena, files, &cli->err);
	}
	return status;
}

/* What stands in the files, in the arena. */
static enum pantau_status read_files(struct cli *cli,
		const struct uji_files *files, struct arena *arena,
		struct str **out)
{
	enum pantau_status status = PANTAU_OK;

	*out = pantau_arena_zero(arena, files->n, sizeof(**out));
	if (*out == NULL) {
		return pantau_fail_memory(&cli->err);
	}
	for (size_t i = 0; status == PANTAU_OK && i < files->n; i++) {
		struct buf bytes;
		pantau_buf_init(&bytes);
		status = pantau_file_read(files->path[i], UJI_FILE_MAX, &bytes,
				&cli->err);
		if (status == PANTAU_OK) {
			(*out)[i] = pantau_arena_str(arena, buf_str(&bytes));
		}
		if (status == PANTAU_OK && (*out)[i].p == NULL) {
			status = pantau_fail_memory(&cli->err);
		}
		pantau_buf_finish(&bytes);
	}
	return status;
}

static int run(struct cli *cli, void *options, char **argv, int argc)
{
	struct testing testing = {.cli = cli};
	struct uji_files files = {0};
	struct str *bytes = NULL;
	struct arena arena;

	(void)options;
	pantau_arena_init(&arena);
	enum pantau_status status = find_files(cli, argv, argc, &arena,
			&files);
	if (status == PANTAU_OK) {
		status = read_files(cli, &files, &arena, &bytes);
	}
	/* One that cannot be read does not end half an answer. */
	if (status == PANTAU_OK) {
		pantau_print_begin(cli->printer);
		pantau_print_list(cli->printer, "failures");
	}
	for (size_t i = 0; status == PANTAU_OK && i < files.n; i++) {
		status = run_file(&testing, files.path[i], bytes[i]);
	}
	int code = status == PANTAU_OK ? finish(&testing) :
			pantau_cli_fail(cli);
	pantau_arena_finish(&arena);
	return code;
}

const struct command pantau_command_lexicon_test = {
	.name = "lexicon test",
	.group = GROUP_TUNE,
	.needs = NEED_LEXICONS | NEED_ANALYSER | NEED_SCORER,
	.run = run,
	.arguments = "[DIR|FILE...]",
	.most = -1,
	.summary_en = "texts whose tone is known, in *.uji files",
	.summary_id = "uji nada pada teks di berkas *.uji",
	.example = "pantau lexicon test lexicons/uji/negasi.uji",
};
