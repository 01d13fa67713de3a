/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* pantau lexicon suggest GOLD...: terms whose rows would help. */

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"
#include "cli/archive.h"
#include "cli/commands.h"
#include "cli/gold_files.h"
#include "cli/show_item.h"
#include "lexicon/tsv.h"
#include "tune/layer.h"
#include "tune/suggest.h"

#define SHOWN 20
#define LIMIT_MOST 10000
#define EXTRACT 90       /* bytes of an example */
#define ARCHIVE_MOST 20000

struct options {
	struct option_list unlabelled;
	int into; /* 0 sentiment.tsv, 1 desk.tsv */
	uint64_t limit, least;
	bool archive;
};

static const char *const intos[] = {"sentiment", "desk", NULL};
static const char *const files[] = {"sentiment.tsv", "desk.tsv"};
static const char *const heads[] = {"term\tpolarity\tclass\texample\tnote",
	"term\tnegative\tneutral\tpositive\ttexts\tby\tnote"};

/* Texts without labels, and where each is from. */
struct more {
	struct cli *cli;
	struct arena arena;
	struct str *text;
	struct str *place; /* a file's name, or the id of an item */
	uint32_t *line;    /* 0: of the archive */
	size_t n, room;
	size_t rejected;   /* lines of files */
	struct item_view view;
};

struct work {
	struct cli *cli;
	const struct options *options;
	struct gold gold;
	struct more more;
	struct suggestions found;
	struct buf head;   /* columns of the file that rows are for */
	struct buf row;
};

/* --- texts without labels --- */

static bool add_text(struct more *more, struct str text, struct str place,
		uint32_t line)
{
	if (more->n == more->room) {
		size_t room = more->room * 2 + 256;
		struct str *t = realloc(more->text, room * sizeof(*t));
		more->text = t != NULL ? t : more->text;
		struct str *p = realloc(more->place, room * sizeof(*p));
		more->place = p != NULL ? p : more->place;
		uint32_t *l = realloc(more->line, room * sizeof(*l));
		more->line = l != NULL ? l : more->line;
		if (t == NULL || p == NULL || l == NULL) {
			return false;
		}
		more->room = room;
	}
	more->text[more->n] = pantau_arena_str(&more->arena, text);
	more->place[more->n] = pantau_arena_str(&more->arena, place);
	more->line[more->n] = line;
	return more->text[more->n].p != NULL && more->place[more->n++].p != NULL;
}

/* Texts of files, be they labelled or not. */
static enum pantau_status read_texts(struct more *more,
		const struct option_list *path)
{
	struct cli *cli = more->cli;
	enum pantau_status status = PANTAU_OK;
	struct gold gold;

	pantau_gold_init(&gold);
	gold.unlabelled = true;
	for (size_t i = 0; status == PANTAU_OK && i < path->n; i++) {
		status = pantau_gold_file(cli, &gold, path->value[i]);
	}
	for (size_t i = 0; status == PANTAU_OK && i < gold.n; i++) {
		const struct gold_item *item = &gold.item[i];
		if (!add_text(more, suggest_text(item), str_of(gold.file[
				item->file].name), item->line)) {
			status = pantau_fail_memory(&cli->err);
		}
	}
	more->rejected = gold.rejected;
	pantau_gold_finish(&gold);
	return status;
}

/* Masked, so that no example shows what search would not. */
static enum pantau_status take_item(void *context, const struct item *item)
{
	struct more *more = context;
	const struct doc *doc = &item->doc;
	struct mask mask;

	pantau_arena_reset(&more->view.arena);
	enum pantau_status status = pantau_item_mask(&more->view,
			doc->text.n != 0 ? doc->text : doc->title, &mask);
	if (status == PANTAU_OK && !add_text(more, mask.text, doc->id, 0)) {
		status = pantau_fail_memory(&more->cli->err);
	}
	return status;
}

static enum pantau_status read_more(struct work *work)
{
	struct cli *cli = work->cli;
	const struct options *options = work->options;
	enum pantau_status status = read_texts(&work->more,
			&options->unlabelled);

	if (status == PANTAU_OK && options->archive) {
		status = pantau_item_audit(cli, "lexicon suggest");
	}
	if (status == PANTAU_OK && options->archive) {
		status = pantau_archive_each(cli, STR("*"), ARCHIVE_MOST,
				take_item, &work->more);
	}
	return status;
}

/* --- rows --- */

/* 0 negative, 1 neutral, 2 positive. */
static const char *tone_name(int tone)
{
	return pantau_tone_name((enum pantau_tone)(tone +
			PANTAU_TONE_NEGATIVE));
}

/* The header of the file as it is, so that rows fit below it. */
static enum pantau_status read_head(struct work *work)
{
	struct cli *cli = work->cli;
	struct pantau_error ignored = pantau_error_like(&cli->err);
	int into = work->options->into;
	struct buf bytes;
	char path[4096];

	pantau_buf_init(&bytes);
	snprintf(path, sizeof(path), "%s/%s", cli->lexicons_dir, files[into]);
	if (pantau_file_read(path, TSV_FILE_MAX, &bytes, &ignored) ==
			PANTAU_OK) {
		struct str rest = buf_str(&bytes);
		while (rest.n != 0 && work->head.n == 0) {
			struct str line = pantau_str_trim(pantau_str_cut(&rest,
					'\n'));
			if (line.n != 0 && line.p[0] != '#') {
				pantau_buf_str(&work->head, line);
			}
		}
	}
	if (work->head.n == 0) {
		pantau_buf_str(&work->head, str_of(heads[into]));
	}
	bool failed = bytes.failed || work->head.failed;
	pantau_buf_finish(&bytes);
	return failed ? pantau_fail_memory(&cli->err) : PANTAU_OK;
}

static void put_note(struct work *work, const struct suggestion *s)
{
	pantau_buf_printf(&work->row, SAY(work->cli,
			"suggested: z %.1f; %u negative, %u neutral, %u positive",
			"saran: z %.1f; %u negatif, %u netral, %u positif"),
			s->keyness.z, (unsigned)s->texts[0],
			(unsigned)s->texts[1], (unsigned)s->texts[2]);
}

static void put_cell(struct work *work, const struct suggestion *s,
		struct str name)
{
	struct buf *row = &work->row;

	for (int i = 0; i < 3; i++) {
		if (work->options->into == 1 && str_eq(name,
				str_of(tone_name(i)))) {
			pantau_buf_printf(row, "%.1f", s->weight[i]);
			return;
		}
	}
	if (str_eq(name, STR("term"))) {
		pantau_buf_str(row, s->term);
	} else if (str_eq(name, STR("polarity"))) {
		pantau_buf_printf(row, "%d", s->polarity);
	} else if (str_eq(name, STR("class"))) {
		pantau_buf_str(row, STR("opini"));
	} else if (str_eq(name, STR("texts"))) {
		pantau_buf_printf(row, "%u", (unsigned)(s->texts[0] +
				s->texts[1] + s->texts[2]));
	} else if (str_eq(name, STR("note"))) {
		put_note(work, s);
	}
}

/* The row as the file would have it; lent until the next call. */
static struct str row_of(struct work *work, const struct suggestion *s)
{
	struct str rest = buf_str(&work->head);

	pantau_buf_clear(&work->row);
	while (rest.p != NULL) {
		put_cell(work, s, pantau_str_cut(&rest, '\t'));
		if (rest.p != NULL) {
			pantau_buf_char(&work->row, '\t');
		}
	}
	return buf_str(&work->row);
}

/* --- saying --- */

struct shown_place {
	struct str file, text;
	uint32_t line;
};

static struct shown_place place_of(const struct work *work,
		const struct suggest_example *example)
{
	const struct gold *gold = &work->gold;
	size_t i = example->text;

	if (i < gold->n) {
		const struct gold_item *item = &gold->item[i];
		return (struct shown_place){
			str_of(gold->file[item->file].name),
			suggest_text(item), item->line};
	}
	i -= gold->n;
	return (struct shown_place){work->more.place[i], work->more.text[i],
			work->more.line[i]};
}

static void say_examples(struct work *work, const struct suggestion *s)
{
	struct out *out = &work->cli->out;

	for (size_t i = 0; i < s->examples; i++) {
		const struct suggest_example *e = &s->example[i];
		struct shown_place place = place_of(work, e);
		pantau_out_cstr(out, "    ");
		pantau_out_safe(out, place.file);
		if (place.line != 0) {
			pantau_out_printf(out, ":%u", (unsigned)place.line);
		}
		pantau_out_printf(out, ":%u-%u: ", (unsigned)e->start,
				(unsigned)e->end);
		pantau_out_safe(out, pantau_gold_extract(place.text, e->start,
				e->end, EXTRACT));
		pantau_out_char(out, '\n');
	}
}

static void say_weight(struct work *work, const struct suggestion *s)
{
	struct out *out = &work->cli->out;

	if (work->options->into == 1) {
		pantau_out_printf(out, "%.1f,%.1f,%.1f", s->weight[0],
				s->weight[1], s->weight[2]);
	} else {
		pantau_out_printf(out, "%+d", s->polarity);
	}
}

static void say_one(struct work *work, size_t number)
{
	const struct suggestion *s = &work->found.item[number];
	struct cli *cli = work->cli;
	struct out *out = &cli->out;

	pantau_paint(cli, PAINT_BOLD);
	pantau_out_safe(out, s->term);
	pantau_paint(cli, PAINT_NONE);
	pantau_out_cstr(out, "  ");
	say_weight(work, s);
	pantau_out_printf(out, SAY(cli,
			"  gain %+d (%d set right, %d made wrong)  z %.1f  "
			"G2 %.1f\n    %u negative, %u neutral, %u positive",
			"  hasil %+d (%d menjadi benar, %d menjadi salah)  "
			"z %.1f  G2 %.1f\n    %u negatif, %u netral, %u positif"),
			(int)(s->fixed - s->broken), (int)s->fixed,
			(int)s->broken, s->keyness.z, s->keyness.g2,
			(unsigned)s->texts[0], (unsigned)s->texts[1],
			(unsigned)s->texts[2]);
	if (work->more.n != 0) {
		pantau_out_printf(out, SAY(cli, ", %u unlabelled without "
				"evidence", ", %u tanpa label dan tanpa bukti"),
				(unsigned)s->unknown);
	}
	pantau_out_char(out, '\n');
	say_examples(work, s);
}

static void say_all(struct work *work)
{
	const struct suggestions *found = &work->found;
	struct cli *cli = work->cli;

	for (size_t i = 0; i < found->n; i++) {
		say_one(work, i);
	}
	pantau_out_printf(&cli->out, SAY(cli,
			"%zu texts: %zu wrong, %zu unsure, %zu without evidence; "
			"%zu of %zu candidates shown\n",
			"%zu teks: %zu keliru, %zu ragu, %zu tanpa bukti; %zu "
			"dari %zu calon ditampilkan\n"), found->texts,
			found->wrong, found->unsure, found->blank, found->n,
			found->candidates);
}

static void print_examples(struct work *work, const struct suggestion *s)
{
	struct printer *p = work->cli->printer;

	pantau_print_array(p, "examples");
	for (size_t i = 0; i < s->examples; i++) {
		const struct suggest_example *e = &s->example[i];
		struct shown_place place = place_of(work, e);
		pantau_print_object(p, NULL);
		pantau_print_str(p, "place", place.file);
		if (place.line != 0) {
			pantau_print_int(p, "line", place.line);
		}
		pantau_print_int(p, "start", e->start);
		pantau_print_int(p, "end", e->end);
		pantau_print_str(p, "text", place.text);
		pantau_print_end_object(p);
	}
	pantau_print_end_array(p);
}

static void print_one(struct work *work, const struct suggestion *s)
{
	static const char *const kinds[] = {"word", "root", "pair"};
	struct printer *p = work->cli->printer;

	pantau_print_row(p);
	pantau_print_str(p, "term", s->term);
	pantau_print_cstr(p, "kind", kinds[s->kind]);
	pantau_print_cstr(p, "tone", tone_name(s->tone));
	pantau_print_cstr(p, "file", files[work->options->into]);
	pantau_print_str(p, "row", row_of(work, s));
	pantau_print_int(p, "gain", s->fixed - s->broken);
	pantau_print_int(p, "fixed", s->fixed);
	pantau_print_int(p, "broken", s->broken);
	pantau_print_real(p, "z", s->keyness.z, 2);
	pantau_print_real(p, "g2", s->keyness.g2, 2);
	pantau_print_real(p, "log_odds", s->keyness.odds, 2);
	pantau_print_int(p, "open", s->open);
	pantau_print_object(p, "texts");
	for (int i = 0; i < 3; i++) {
		pantau_print_int(p, tone_name(i), s->texts[i]);
	}
	pantau_print_end_object(p);
	pantau_print_int(p, "unknown", s->unknown);
	pantau_print_int(p, "polarity", s->polarity);
	pantau_print_array(p, "weights");
	for (int i = 0; i < 3; i++) {
		pantau_print_real(p, NULL, s->weight[i], 1);
	}
	pantau_print_end_array(p);
	pantau_print_real(p, "now", s->now, 2);
	print_examples(work, s);
	pantau_print_end_row(p);
}

static void print_all(struct work *work)
{
	const struct suggestions *found = &work->found;
	struct printer *p = work->cli->printer;

	pantau_print_begin(p);
	pantau_print_int(p, "texts", (int64_t)found->texts);
	pantau_print_int(p, "left_out", (int64_t)found->left_out);
	pantau_print_int(p, "rejected", (int64_t)(work->gold.rejected +
			work->more.rejected));
	pantau_print_int(p, "wrong", (int64_t)found->wrong);
	pantau_print_int(p, "unsure", (int64_t)found->unsure);
	pantau_print_int(p, "without_evidence", (int64_t)found->blank);
	pantau_print_int(p, "unlabelled", (int64_t)work->more.n);
	pantau_print_int(p, "unknown", (int64_t)found->unknown);
	pantau_print_int(p, "candidates", (int64_t)found->candidates);
	pantau_print_list(p, "terms");
	for (size_t i = 0; i < found->n; i++) {
		print_one(work, &found->item[i]);
	}
	pantau_print_end_list(p);
	pantau_print_end(p);
}

/* Rows as the file has them, below its header. */
static void print_rows(struct work *work)
{
	struct out *out = &work->cli->out;

	pantau_out_str(out, buf_str(&work->head));
	pantau_out_char(out, '\n');
	for (size_t i = 0; i < work->found.n; i++) {
		pantau_out_str(out, row_of(work, &work->found.item[i]));
		pantau_out_char(out, '\n');
	}
}

/* --- the command --- */

static enum pantau_status search(struct work *work, char **argv, int argc)
{
	struct cli *cli = work->cli;
	const struct options *options = work->options;
	const struct suggest_options settings = {
		.lexicons = pantau_cli_lexicons(cli),
		.desk = options->into == 1,
		.least = options->least != 0 ? (uint32_t)options->least
				: SUGGEST_LEAST,
		.limit = options->limit != 0 ? (size_t)options->limit : SHOWN,
		.progress = pantau_cli_go_on,
	};

	if (options->limit > LIMIT_MOST || options->least > LIMIT_MOST) {
		return pantau_fail(&cli->err, PANTAU_USAGE, SAY(cli,
				"'--limit' and '--least' are at most %d",
				"'--limit' dan '--least' paling besar %d"),
				LIMIT_MOST);
	}
	enum pantau_status status = pantau_gold_files(cli, &work->gold,
			(const char *const *)argv, (size_t)argc);
	if (status == PANTAU_OK) {
		status = read_more(work);
	}
	if (status == PANTAU_OK) {
		status = read_head(work);
	}
	return status != PANTAU_OK ? status : pantau_suggest_terms(&settings,
			&work->gold, work->more.text, work->more.n,
			&work->found, &cli->err);
}

static int run(struct cli *cli, void *values, char **argv, int argc)
{
	struct work work = {.cli = cli, .options = values,
			.more = {.cli = cli}};
	pantau_gold_init(&work.gold);
	pantau_arena_init(&work.more.arena);
	pantau_arena_init(&work.found.arena);
	pantau_item_view_init(&work.more.view, cli);
	pantau_buf_init(&work.head);
	pantau_buf_init(&work.row);
	enum pantau_status status = search(&work, argv, argc);
	if (status == PANTAU_OK) {
		(pantau_printer_text(cli->printer) ? say_all :
				cli->format == FORMAT_TSV ? print_rows :
				print_all)(&work);
	}
	int code = status != PANTAU_OK ? pantau_cli_fail(cli)
			: work.gold.rejected + work.more.rejected > 0
			? EXIT_PARTLY
			: work.found.n == 0 ? EXIT_NOTHING : EXIT_DONE;
	pantau_buf_finish(&work.row);
	pantau_buf_finish(&work.head);
	pantau_item_view_finish(&work.more.view);
	pantau_suggestions_finish(&work.found);
	pantau_arena_finish(&work.more.arena);
	pantau_gold_finish(&work.gold);
	free(work.more.text);
	free(work.more.place);
	free(work.more.line);
	return code;
}

#define AT(member) offsetof(struct options, member)

static const struct option_spec options[] = {
	{"into", OPTION_CHOICE, AT(into), "sentiment|desk", intos,
		"the file that rows are for (sentiment)",
		"berkas tujuan barisnya (sentiment)"},
	{"limit", OPTION_COUNT, AT(limit), "N", NULL,
		"N terms at most (20)", "paling banyak N istilah (20)"},
	{"least", OPTION_COUNT, AT(least), "N", NULL,
		"texts that must have a term (2)",
		"jumlah teks yang harus memuat sebuah istilah (2)"},
	{"unlabelled", OPTION_LIST, AT(unlabelled), "FILE", NULL,
		"texts without labels, one a line (may be given again)",
		"teks tanpa label, satu per baris (boleh diulang)"},
	{"archive", OPTION_FLAG, AT(archive), NULL, NULL,
		"take the newest 20,000 items of the database as such",
		"pakai 20.000 artikel terbaru di basis data sebagai teks "
		"tanpa label"},
	{NULL, OPTION_FLAG, 0, NULL, NULL, NULL, NULL},
};

const struct command pantau_command_lexicon_suggest = {
	.name = "lexicon suggest",
	.group = GROUP_TUNE,
	.run = run,
	.options = options,
	.options_size = sizeof(struct options),
	.arguments = "GOLD...",
	.least = 1,
	.most = -1,
	.summary_en = "terms that would help, from texts scored wrong",
	.summary_id = "istilah yang akan membantu, dari teks yang keliru dinilai",
	.example = "pantau lexicon suggest label.tsv --limit 10",
};
