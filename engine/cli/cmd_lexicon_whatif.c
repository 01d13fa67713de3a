/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* pantau lexicon whatif TERM WEIGHTS: what a row would change before it is
 * written: labels of gold items and of the archive. */

#include <stddef.h>
#include <stdlib.h>

#include "cli/archive.h"
#include "cli/commands.h"
#include "cli/gold_files.h"
#include "cli/show_item.h"
#include "text/language.h"
#include "tune/whatif.h"

#define SHOWN 20
#define EXTRACT 100 /* bytes of a text */
#define LABELS 5    /* negative to unassessed */

struct options {
	struct option_list gold;
	int into; /* 0: as the weights say, 1 sentiment.tsv, 2 desk.tsv */
	uint64_t limit;
	bool no_archive;
};

static const char *const intos[] = {"auto", "sentiment", "desk", NULL};
static const char *const files[] = {NULL, "sentiment.tsv", "desk.tsv"};

/* An item of the archive that changes, with copies of what is shown. */
struct sample {
	struct str id, title, text;
	enum pantau_tone label[WHATIF_SIDES];
};

struct asking {
	struct cli *cli;
	const struct options *options;
	size_t limit;
	struct whatif whatif;
	struct gold gold;
	struct judgement *judged[WHATIF_SIDES]; /* of gold items */
	struct figures figures[WHATIF_SIDES];
	struct mcnemar right;          /* first: before */
	size_t changed;                /* gold */
	bool archive;                  /* there is one */
	uint64_t scored, labelled, archive_changed;
	uint64_t count[LABELS][WHATIF_SIDES];
	struct sample *sample;
	size_t samples;
	struct arena arena;            /* of the samples */
	struct item_view view;
};

/* --- asking --- */

/* Whether a gold item gets another label; both labels. */
static bool changes(const struct asking *asking, size_t i,
		enum pantau_tone label[WHATIF_SIDES])
{
	for (int side = 0; side < WHATIF_SIDES; side++) {
		label[side] = (enum pantau_tone)asking->judged[side][i].label;
	}
	return label[WHATIF_BEFORE] != label[WHATIF_AFTER];
}

static enum pantau_status ask_gold(struct asking *asking)
{
	struct cli *cli = asking->cli;
	const struct gold *gold = &asking->gold;
	enum pantau_status status = pantau_gold_files(cli, &asking->gold,
			asking->options->gold.value, asking->options->gold.n);

	if (status != PANTAU_OK) {
		return status;
	}
	for (int side = 0; side < WHATIF_SIDES; side++) {
		asking->judged[side] = calloc(gold->n + 1,
				sizeof(*asking->judged[side]));
		if (asking->judged[side] == NULL) {
			return pantau_fail_memory(&cli->err);
		}
	}
	status = pantau_whatif_gold(&asking->whatif, gold, asking->judged,
			asking->figures, &cli->err);
	if (status != PANTAU_OK) {
		return status;
	}
	pantau_mcnemar(gold, asking->judged[WHATIF_BEFORE],
			asking->judged[WHATIF_AFTER], NULL, &asking->right);
	for (size_t i = 0; i < gold->n; i++) {
		enum pantau_tone label[WHATIF_SIDES];
		asking->changed += changes(asking, i, label);
	}
	return PANTAU_OK;
}

/* The words of a term, each quoted: all must be there. Rows match roots and
 * other spellings as the index does. A trait is in any text. */
static void make_query(const char *term, struct buf *query)
{
	struct str rest = pantau_str_trim(str_of(term));

	if (rest.p[0] == '@') {
		pantau_buf_char(query, '*');
		return;
	}
	while (rest.p != NULL) {
		struct str word = pantau_str_cut(&rest, ' ');
		while (word.n != 0 && (word.p[0] == '~' || word.p[0] == '!')) {
			word = str_skip(word, 1);
		}
		pantau_buf_str(query, query->n != 0 ? STR(" \"") : STR("\""));
		for (size_t i = 0; i < word.n; i++) {
			if (word.p[i] == '"' || word.p[i] == '\\') {
				pantau_buf_char(query, '\\');
			}
			pantau_buf_char(query, word.p[i]);
		}
		pantau_buf_char(query, '"');
	}
}

static enum pantau_status keep(struct asking *asking, const struct item *item,
		const enum pantau_tone label[WHATIF_SIDES])
{
	struct sample *sample = &asking->sample[asking->samples];
	struct arena *arena = &asking->arena;
	struct mask title, text;

	pantau_arena_reset(&asking->view.arena);
	enum pantau_status status = pantau_item_mask(&asking->view,
			item->doc.title, &title);
	if (status == PANTAU_OK) {
		status = pantau_item_mask(&asking->view, item->doc.text, &text);
	}
	if (status != PANTAU_OK) {
		return status;
	}
	*sample = (struct sample){
		.id = pantau_arena_str(arena, item->doc.id),
		.title = pantau_arena_str(arena, title.text),
		.text = pantau_arena_str(arena, pantau_gold_extract(text.text,
				0, 0, 2 * EXTRACT)),
		.label = {label[0], label[1]},
	};
	asking->samples++;
	return sample->id.p != NULL && sample->title.p != NULL &&
			sample->text.p != NULL ? PANTAU_OK :
			pantau_fail_memory(&asking->cli->err);
}

static enum pantau_status ask_item(void *context, const struct item *item)
{
	struct asking *asking = context;
	const struct doc *doc = &item->doc;
	const struct pantau_language_guess given =
			pantau_language_given(doc->language);
	enum pantau_tone label[WHATIF_SIDES];
	if (item->label.tone != PANTAU_TONE_NONE) {
		/* A person's label counts, whatever rows say. */
		asking->labelled++;
		return PANTAU_OK;
	}
	enum pantau_status status = pantau_whatif_text(&asking->whatif,
			doc->title, doc->text, (doc->fields & DOC_LANGUAGE) != 0
			? &given : NULL, label, &asking->cli->err);

	if (status != PANTAU_OK) {
		return status;
	}
	asking->scored++;
	for (int side = 0; side < WHATIF_SIDES; side++) {
		if (label[side] >= PANTAU_TONE_NEGATIVE) {
			asking->count[label[side] - PANTAU_TONE_NEGATIVE]
					[side]++;
		}
	}
	if (label[0] == label[1]) {
		return PANTAU_OK;
	}
	asking->archive_changed++;
	return asking->samples < asking->limit ? keep(asking, item, label)
			: PANTAU_OK;
}

static enum pantau_status ask_archive(struct asking *asking, const char *term)
{
	struct cli *cli = asking->cli;
	struct buf query;

	asking->archive = !asking->options->no_archive &&
			pantau_archive_there(cli);
	if (!asking->archive) {
		return PANTAU_OK;
	}
	asking->sample = calloc(asking->limit + 1, sizeof(*asking->sample));
	if (asking->sample == NULL) {
		return pantau_fail_memory(&cli->err);
	}
	pantau_buf_init(&query);
	make_query(term, &query);
	enum pantau_status status = query.failed ? pantau_fail_memory(&cli->err)
			: pantau_archive_each(cli, buf_str(&query), 0, ask_item,
			asking);
	pantau_buf_finish(&query);
	return status;
}

/* --- saying --- */

static void say_change(struct asking *asking, const enum pantau_tone label[2])
{
	pantau_out_printf(&asking->cli->out, "%s -> %s",
			pantau_say_tone(asking->cli, label[0]),
			pantau_say_tone(asking->cli, label[1]));
}

static void say_gold(struct asking *asking)
{
	struct cli *cli = asking->cli;
	struct out *out = &cli->out;
	const struct gold *gold = &asking->gold;
	size_t shown = 0;

	for (size_t i = 0; i < gold->n && shown < asking->limit; i++) {
		const struct gold_item *item = &gold->item[i];
		enum pantau_tone label[WHATIF_SIDES];
		if (!changes(asking, i, label)) {
			continue;
		}
		shown++;
		pantau_say_gold_place(cli, gold, i);
		pantau_out_cstr(out, ": ");
		say_change(asking, label);
		pantau_out_printf(out, SAY(cli, ", expected %s%s\n  ",
				", seharusnya %s%s\n  "), pantau_say_tone(cli,
				(enum pantau_tone)item->tone),
				asking->judged[WHATIF_AFTER][i].given ==
				item->tone ? "" : " (!)");
		pantau_out_safe(out, pantau_gold_extract(item->text.n != 0
				? item->text : item->title, 0, 0, 2 * EXTRACT));
		pantau_out_char(out, '\n');
	}
	pantau_out_printf(out, SAY(cli,
			"gold: %zu of %zu change, %zu set right, %zu made wrong; "
			"macro-F1 %.1f -> %.1f\n",
			"gold: %zu dari %zu berubah, %zu menjadi benar, %zu "
			"menjadi salah; macro-F1 %.1f -> %.1f\n"),
			asking->changed, gold->n, asking->right.second,
			asking->right.first,
			100 * asking->figures[WHATIF_BEFORE].macro_f1,
			100 * asking->figures[WHATIF_AFTER].macro_f1);
}

static void say_archive(struct asking *asking)
{
	struct cli *cli = asking->cli;
	struct out *out = &cli->out;

	for (size_t i = 0; i < asking->samples; i++) {
		const struct sample *sample = &asking->sample[i];
		pantau_out_safe(out, sample->id);
		pantau_out_cstr(out, ": ");
		say_change(asking, sample->label);
		pantau_out_cstr(out, "\n  ");
		pantau_out_safe(out, sample->title.n != 0 ? sample->title
				: sample->text);
		pantau_out_char(out, '\n');
	}
	pantau_out_printf(out, SAY(cli,
			"archive: %llu of %llu items with the term change",
			"arsip: %llu dari %llu artikel yang memuat istilah itu "
			"berubah"), (unsigned long long)asking->archive_changed,
			(unsigned long long)asking->scored);
	if (asking->labelled != 0) {
		pantau_out_printf(out, SAY(cli,
				"; %llu labelled ones stay as they are",
				"; %llu yang berlabel tetap"),
				(unsigned long long)asking->labelled);
	}
	pantau_out_char(out, '\n');
	for (int i = 0; i < LABELS; i++) {
		const uint64_t *n = asking->count[i];
		if (n[0] + n[1] != 0) {
			pantau_out_printf(out, "  %-12s %llu -> %llu\n",
					pantau_say_tone(cli, (enum pantau_tone)
					(i + PANTAU_TONE_NEGATIVE)),
					(unsigned long long)n[0],
					(unsigned long long)n[1]);
		}
	}
}

static void print_counts(struct asking *asking)
{
	static const char *const sides[] = {"before", "after"};
	struct printer *p = asking->cli->printer;

	pantau_print_object(p, "archive");
	pantau_print_int(p, "scored", (int64_t)asking->scored);
	pantau_print_int(p, "changed", (int64_t)asking->archive_changed);
	pantau_print_int(p, "labelled", (int64_t)asking->labelled);
	for (int side = 0; side < WHATIF_SIDES; side++) {
		pantau_print_object(p, sides[side]);
		for (int i = 0; i < LABELS; i++) {
			pantau_print_int(p, pantau_tone_name((enum pantau_tone)
					(i + PANTAU_TONE_NEGATIVE)),
					(int64_t)asking->count[i][side]);
		}
		pantau_print_end_object(p);
	}
	pantau_print_end_object(p);
}

static void print_gold(struct asking *asking)
{
	struct printer *p = asking->cli->printer;

	pantau_print_object(p, "gold");
	pantau_print_int(p, "items", (int64_t)asking->gold.n);
	pantau_print_int(p, "changed", (int64_t)asking->changed);
	pantau_print_int(p, "fixed", (int64_t)asking->right.second);
	pantau_print_int(p, "broken", (int64_t)asking->right.first);
	pantau_print_real(p, "macro_f1_before",
			100 * asking->figures[WHATIF_BEFORE].macro_f1, 2);
	pantau_print_real(p, "macro_f1_after",
			100 * asking->figures[WHATIF_AFTER].macro_f1, 2);
	pantau_print_end_object(p);
}

/* One row of the list; of the archive's items expected and right are null. */
static void print_row(struct printer *p, const char *place, struct str file,
		uint64_t line, const enum pantau_tone label[2],
		const struct gold_item *item, struct str text)
{
	pantau_print_row(p);
	pantau_print_cstr(p, "in", place);
	pantau_print_str(p, "place", file);
	if (item != NULL) {
		pantau_print_int(p, "line", (int64_t)line);
	} else {
		pantau_print_null(p, "line");
	}
	pantau_print_cstr(p, "before", pantau_tone_name(label[0]));
	pantau_print_cstr(p, "after", pantau_tone_name(label[1]));
	if (item != NULL) {
		pantau_print_cstr(p, "expected", pantau_tone_name(
				(enum pantau_tone)item->tone));
	} else {
		pantau_print_null(p, "expected");
	}
	pantau_print_str(p, "text", text);
	pantau_print_end_row(p);
}

static void print_rows(struct asking *asking)
{
	struct printer *p = asking->cli->printer;
	const struct gold *gold = &asking->gold;
	size_t shown = 0;

	pantau_print_list(p, "changes");
	for (size_t i = 0; i < gold->n && shown < asking->limit; i++) {
		const struct gold_item *item = &gold->item[i];
		enum pantau_tone label[WHATIF_SIDES];
		if (changes(asking, i, label)) {
			shown++;
			print_row(p, "gold", str_of(gold->file[item->file]
					.name), item->line, label, item,
					item->text.n != 0 ? item->text
					: item->title);
		}
	}
	for (size_t i = 0; i < asking->samples; i++) {
		const struct sample *sample = &asking->sample[i];
		print_row(p, "archive", sample->id, 0, sample->label, NULL,
				sample->title.n != 0 ? sample->title
				: sample->text);
	}
	pantau_print_end_list(p);
}

static void answer(struct asking *asking, const struct whatif_row *row)
{
	struct cli *cli = asking->cli;
	struct printer *p = cli->printer;

	if (pantau_printer_text(p)) {
		pantau_out_printf(&cli->out, "%s:%u ", asking->whatif.file,
				(unsigned)asking->whatif.line);
		pantau_out_safe(&cli->out, row->term);
		pantau_out_char(&cli->out, '\n');
		if (asking->gold.n != 0) {
			say_gold(asking);
		}
		if (asking->archive) {
			say_archive(asking);
		}
		return;
	}
	pantau_print_begin(p);
	pantau_print_str(p, "term", row->term);
	pantau_print_cstr(p, "file", asking->whatif.file);
	pantau_print_int(p, "line", asking->whatif.line);
	if (asking->gold.n != 0) {
		print_gold(asking);
	}
	if (asking->archive) {
		print_counts(asking);
	}
	print_rows(asking);
	pantau_print_end(p);
}

/* --- the command --- */

static enum pantau_status settle(struct asking *asking, char **argv,
		struct whatif_row *row)
{
	struct cli *cli = asking->cli;
	const struct options *options = asking->options;
	const struct pantau_lexicon_options lexicons =
			pantau_cli_lexicons(cli);

	asking->limit = options->limit != 0 ? (size_t)options->limit : SHOWN;
	if (asking->limit > 100000) {
		return pantau_fail(&cli->err, PANTAU_USAGE, "%s", SAY(cli,
				"'--limit' is at most 100000",
				"'--limit' paling besar 100000"));
	}
	if (options->gold.n == 0 && (options->no_archive ||
			!pantau_archive_there(cli))) {
		return pantau_fail(&cli->err, PANTAU_USAGE, "%s", SAY(cli,
				"there is nothing to ask: give --gold GOLD, or a "
				"database by --db",
				"tidak ada yang dapat diperiksa: beri --gold "
				"GOLD, atau basis data dengan --db"));
	}
	enum pantau_status status = pantau_whatif_read(argv[0], argv[1],
			files[options->into], row, &cli->err);
	if (status == PANTAU_OK) {
		status = pantau_item_audit(cli, "lexicon whatif");
	}
	return status != PANTAU_OK ? status : pantau_whatif_open(&lexicons, row,
			&asking->whatif, &cli->err);
}

static int run(struct cli *cli, void *values, char **argv, int argc)
{
	struct asking asking = {.cli = cli, .options = values};
	struct whatif_row row;
	(void)argc;
	pantau_gold_init(&asking.gold);
	pantau_arena_init(&asking.arena);
	pantau_item_view_init(&asking.view, cli);
	enum pantau_status status = settle(&asking, argv, &row);
	if (status == PANTAU_OK && asking.options->gold.n != 0) {
		status = ask_gold(&asking);
	}
	if (status == PANTAU_OK) {
		status = ask_archive(&asking, argv[0]);
	}
	if (status == PANTAU_OK) {
		answer(&asking, &row);
	}
	int code = status != PANTAU_OK ? pantau_cli_fail(cli)
			: asking.gold.rejected > 0 ? EXIT_PARTLY : EXIT_DONE;
	pantau_whatif_finish(&asking.whatif);
	pantau_item_view_finish(&asking.view);
	pantau_arena_finish(&asking.arena);
	pantau_gold_finish(&asking.gold);
	free(asking.sample);
	free(asking.judged[WHATIF_BEFORE]);
	free(asking.judged[WHATIF_AFTER]);
	return code;
}

#define AT(member) offsetof(struct options, member)

static const struct option_spec options[] = {
	{"gold", OPTION_LIST, AT(gold), "GOLD", NULL,
		"labelled texts to measure by (may be given again)",
		"teks berlabel untuk mengukur (boleh diulang)"},
	{"into", OPTION_CHOICE, AT(into), "auto|sentiment|desk", intos,
		"the file that has the row (default: by its weights)",
		"berkas yang memuat barisnya (bawaan: menurut bobotnya)"},
	{"limit", OPTION_COUNT, AT(limit), "N", NULL,
		"show N changes of each kind (20)",
		"tampilkan N perubahan untuk tiap jenis (20)"},
	{"no-archive", OPTION_FLAG, AT(no_archive), NULL, NULL,
		"leave the database alone", "jangan periksa basis data"},
	{NULL, OPTION_FLAG, 0, NULL, NULL, NULL, NULL},
};

const struct command pantau_command_lexicon_whatif = {
	.name = "lexicon whatif",
	.group = GROUP_TUNE,
	.run = run,
	.options = options,
	.options_size = sizeof(struct options),
	.arguments = "TERM WEIGHTS",
	.least = 2,
	.most = 2,
	.summary_en = "what a row would change, before it is written",
	.summary_id = "akibat sebuah baris sebelum ditulis",
	.example = "pantau lexicon whatif antre -1 --gold label.tsv",
};
