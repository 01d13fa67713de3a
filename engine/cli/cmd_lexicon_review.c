/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* pantau lexicon review [QUERY]: a person labels texts, those first that the
 * lexicons are least sure of. */

#include <stddef.h>

#include "cli/commands.h"
#include "cli/gold_files.h"
#include "cli/query_options.h"
#include "cli/review_run.h"
#include "cli/show_item.h"
#include "cli/terminal.h"
#include "text/language.h"

#define DAYS 30
#define SAMPLE 2000 /* the newest that match */
#define QUESTIONS 100
#define OUTPUT "label.tsv"

struct options {
	struct query_arguments query;
	const char *by, *output, *from;
};

/* --- what is asked --- */

/* The text as it may be shown, with what the lexicons say of it as it is. */
static enum pantau_status add(struct review_run *run, struct item_view *view,
		struct review_item *item,
		const struct pantau_language_guess *given)
{
	struct cli *cli = run->cli;
	struct mask title, text;
	struct pantau_score score;
	enum pantau_status status = pantau_item_mask(view, item->title, &title);
	if (status == PANTAU_OK) {
		status = pantau_item_mask(view, item->text, &text);
	}
	if (status == PANTAU_OK) {
		status = pantau_score_given(cli->scorer, cli->analyser,
				item->title, item->text, given, &score, &cli->err);
	}
	if (status != PANTAU_OK) {
		return status;
	}
	pantau_review_score(item, &score.text);
	item->title = title.text;
	item->text = text.text;
	return pantau_review_add(run->review, item, &cli->err);
}

static enum pantau_status add_hit(struct review_run *run,
		struct item_view *view, int64_t row)
{
	struct cli *cli = run->cli;
	struct item item;
	pantau_arena_reset(&view->arena);
	enum pantau_status status = pantau_store_item(cli->store, row,
			&view->arena, &item, &cli->err);
	if (status != PANTAU_OK) {
		return status;
	}
	/* Somebody read it already; another reading is given by 'label'. */
	if (item.label.tone != PANTAU_TONE_NONE) {
		run->labelled++;
		return PANTAU_OK;
	}
	const struct doc *doc = &item.doc;
	bool named = (doc->fields & DOC_LANGUAGE) != 0 && doc->language.n > 0;
	struct pantau_language_guess given = pantau_language_given(
			doc->language);
	struct review_item asked = {
		.title = doc->title, .text = doc->text, .id = doc->id,
		.source = doc->source,
	};
	return add(run, view, &asked, named ? &given : NULL);
}

static enum pantau_status from_archive(struct review_run *run,
		struct item_view *view, struct str query,
		struct search_options *search)
{
	struct cli *cli = run->cli;
	struct hits hits;
	search->sort = SORT_NEWEST;
	search->limit = SAMPLE;
	search->uncounted = true;
	enum pantau_status status = pantau_search(cli->store, cli->analyser,
			query, search, &hits, &cli->err);
	if (status != PANTAU_OK) {
		return status;
	}
	for (size_t i = 0; status == PANTAU_OK && i < hits.n; i++) {
		status = pantau_cli_interrupted(cli);
		if (status == PANTAU_OK) {
			status = add_hit(run, view, hits.hit[i].item.id);
		}
	}
	pantau_hits_finish(&hits);
	return status;
}

static enum pantau_status from_file(struct review_run *run,
		struct item_view *view, const char *path)
{
	struct cli *cli = run->cli;
	struct gold gold;
	pantau_gold_init(&gold);
	gold.unlabelled = true;
	enum pantau_status status = pantau_gold_file(cli, &gold, path);
	run->rejected = gold.rejected > 0;
	for (size_t i = 0; status == PANTAU_OK && i < gold.n; i++) {
		const struct gold_item *item = &gold.item[i];
		const struct pantau_language_guess given = {
			(enum pantau_language)item->language, 1};
		struct review_item asked = {
			.title = item->title, .text = item->text,
			.id = item->id, .source = item->source,
		};
		pantau_arena_reset(&view->arena);
		status = pantau_cli_interrupted(cli);
		if (status == PANTAU_OK) {
			status = add(run, view, &asked, item->language !=
					PANTAU_LANGUAGE_UNKNOWN ? &given : NULL);
		}
	}
	pantau_gold_finish(&gold);
	return status;
}

/* --- the run --- */

/* What was answered before, and what is left to ask. */
static enum pantau_status order(struct review_run *run, size_t limit)
{
	struct cli *cli = run->cli;
	struct gold_telling telling;
	const struct gold_report report = pantau_gold_telling(&telling, cli);
	struct gold answered;
	pantau_gold_init(&answered);
	enum pantau_status status = pantau_gold_read_bytes(&answered,
			run->file->path, buf_str(&run->file->bytes), &report,
			&cli->err);
	pantau_gold_told(&telling);
	run->rejected = run->rejected || answered.rejected > 0;
	if (status == PANTAU_OK) {
		status = pantau_review_order(run->review, &answered, limit,
				cli->analyser, &cli->err);
	}
	pantau_gold_finish(&answered);
	return status;
}

static int nothing(struct review_run *run)
{
	struct cli *cli = run->cli;
	if (run->review->n == 0 && run->labelled > 0) {
		pantau_cli_note(cli, "%s", SAY(cli,
				"pantau: all texts have labels already\n",
				"pantau: semua teks sudah berlabel\n"));
	} else if (run->review->n == 0) {
		pantau_cli_note(cli, "%s", SAY(cli,
				"pantau: there is no text to ask about\n",
				"pantau: tidak ada teks untuk ditanyakan\n"));
	} else {
		pantau_cli_note(cli, "%s", SAY(cli,
				"pantau: all texts are answered already\n",
				"pantau: semua teks sudah dijawab\n"));
	}
	return run->rejected ? EXIT_PARTLY : EXIT_NOTHING;
}

static void summary(struct review_run *run)
{
	struct cli *cli = run->cli;
	if (cli->quiet || !pantau_printer_text(cli->printer)) {
		return;
	}
	size_t n = run->review->answered;
	pantau_out_printf(&cli->out, n == 1 ? SAY(cli, "%zu answer in ",
			"%zu jawaban di ") : SAY(cli, "%zu answers in ",
			"%zu jawaban di "), n);
	pantau_out_safe(&cli->out, str_of(run->file->path));
	pantau_out_char(&cli->out, '\n');
}

static int ask(struct review_run *run)
{
	struct cli *cli = run->cli;
	bool screen = pantau_printer_text(cli->printer);
	/* Colour only by --color always: people read here for hours. */
	cli->colored = cli->color == 1;
	if (pantau_review_now(run->review) == NULL) {
		return nothing(run);
	}
	if (run->labelled > 0) {
		pantau_cli_note(cli, SAY(cli,
				"pantau: %zu texts have labels and are not asked\n",
				"pantau: %zu teks sudah berlabel, tidak "
				"ditanyakan\n"), run->labelled);
	}
	enum pantau_status status = screen ? pantau_review_screen(run)
			: pantau_review_script(run);
	/* Where none was given there is no such file. */
	if (run->review->answered > 0 || !run->file->made) {
		summary(run);
	}
	pantau_review_keep(run);
	return status != PANTAU_OK ? pantau_cli_fail(cli)
			: run->rejected ? EXIT_PARTLY : EXIT_DONE;
}

static int answer(struct cli *cli, void *values, struct str query,
		struct search_options *search)
{
	const struct options *options = values;
	struct review review;
	struct review_file file = {.fd = -1};
	struct review_run run = {.cli = cli, .review = &review, .file = &file,
		.who = {str_of(options->by), cli->now}};
	struct item_view view;
	size_t limit = search->limit;
	if (options->query.since == NULL) {
		search->since = cli->now - DAYS * INT64_C(86400);
	}
	pantau_review_init(&review);
	pantau_item_view_init(&view, cli);
	enum pantau_status status = options->from != NULL
			? from_file(&run, &view, options->from)
			: from_archive(&run, &view, query, search);
	/* Without a text no file is made. */
	bool texts = status == PANTAU_OK && review.n > 0;
	if (texts) {
		status = pantau_review_file_open(&file, options->output != NULL
				? options->output : OUTPUT, &cli->err);
	}
	if (texts && status == PANTAU_OK) {
		status = order(&run, limit);
	}
	int code = status == PANTAU_OK ? ask(&run) : pantau_cli_fail(cli);
	pantau_review_file_finish(&file);
	pantau_item_view_finish(&view);
	pantau_review_finish(&review);
	return code;
}

/* Before anything is opened or made. */
static enum pantau_status fits(struct cli *cli, const struct options *options,
		int argc)
{
	if (cli->format != FORMAT_TEXT && cli->format != FORMAT_NDJSON) {
		return pantau_fail(&cli->err, PANTAU_USAGE, "%s", SAY(cli,
				"questions come as text or with --format ndjson",
				"pertanyaan hanya berupa teks atau --format ndjson"));
	}
	if (options->from != NULL && (argc > 0 || options->query.since != NULL
			|| options->query.until != NULL || options->query.any ||
			options->query.deadline != NULL)) {
		return pantau_fail(&cli->err, PANTAU_USAGE, "%s", SAY(cli,
				"--from takes texts of a file, a query those of "
				"the archive; give one of them",
				"--from memakai teks dari berkas, kueri memakai "
				"arsip; pilih salah satu"));
	}
	if (options->from != NULL && strcmp(options->from, "-") == 0) {
		return pantau_fail(&cli->err, PANTAU_USAGE, "%s", SAY(cli,
				"answers come by standard input; give --from a file",
				"masukan standar dipakai untuk jawaban; beri "
				"--from sebuah berkas"));
	}
	return cli->format == FORMAT_TEXT ? pantau_terminal_there(cli)
			: PANTAU_OK;
}

static int run(struct cli *cli, void *values, char **argv, int argc)
{
	const struct options *options = values;
	unsigned needs = NEED_LEXICONS | NEED_ANALYSER | NEED_SCORER;
	if (fits(cli, options, argc) != PANTAU_OK || pantau_cli_open(cli, needs |
			(options->from == NULL ? NEED_STORE : 0u)) != PANTAU_OK) {
		return pantau_cli_fail(cli);
	}
	return pantau_query_run(cli, "lexicon review", &options->query,
			QUESTIONS, argv, argc, answer, values);
}

#define AT(member) offsetof(struct options, member)

static const struct option_spec specs[] = {
	{"by", OPTION_TEXT, AT(by), "NAME", NULL,
		"who answers", "nama penjawab"},
	{"output", OPTION_TEXT, AT(output), "FILE", NULL,
		"where answers go (default: label.tsv)",
		"tempat jawaban (bawaan: label.tsv)"},
	{"from", OPTION_TEXT, AT(from), "FILE", NULL,
		"texts of a file, one a line or as a table",
		"teks dari berkas, satu per baris atau berupa tabel"},
	{"limit", OPTION_TEXT, AT(query.limit), "N", NULL,
		"at most so many questions (default: 100; 0: all there are)",
		"paling banyak sekian pertanyaan (bawaan: 100; 0: semua)"},
	QUERY_OPTION_ROWS(struct options, query),
	{NULL, OPTION_FLAG, 0, NULL, NULL, NULL, NULL},
};

const struct command pantau_command_lexicon_review = {
	.name = "lexicon review",
	.group = GROUP_TUNE,
	.run = run,
	.options = specs,
	.options_size = sizeof(struct options),
	.arguments = "[QUERY]",
	.most = -1,
	.summary_en = "label texts by one key each, the doubtful ones first",
	.summary_id = "beri label teks dengan satu tombol, yang meragukan dulu",
	.example = "pantau lexicon review jalan rusak --by Sari",
};
