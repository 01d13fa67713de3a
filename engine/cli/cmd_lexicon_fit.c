/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* pantau lexicon fit GOLD...: learns the rows of a layer from labelled texts. */

#include <math.h>
#include <stddef.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "cli/commands.h"
#include "cli/gold_files.h"
#include "cli/output_file.h"
#include "cli/show_item.h"
#include "tune/fit.h"

#define SHOWN 8 /* rows for each tone */

struct options {
	int layer; /* enum layer */
	struct option_list without;
	const char *rows, *least, *l2, *output, *provenance;
	bool names;
};

static const char *const layers[] = {"desk", "learned", NULL};
static const char *const files[] = {"desk.tsv", "learned.tsv"};

/* The sets, those of --without behind the others. */
struct sets {
	struct cli *cli;
	struct gold gold;
	size_t files;          /* that are fitted */
	float *weight;         /* by file */
	struct fit_text *text;
	size_t n, held_out;
};

/* 'FILE=0.3': what a text of it weighs beside others. A file whose name has '='
 * in it is taken as it is. */
static enum pantau_status weight_of(struct sets *sets, const char *argument,
		const char **path, float *weight)
{
	struct cli *cli = sets->cli;
	struct str name = str_of(argument);
	const char *equals = strrchr(argument, '=');
	double value = 1;
	if (equals != NULL && pantau_str_double(str_of(equals + 1), &value)) {
		name.n = (size_t)(equals - argument);
	} else if (equals != NULL && strchr(equals, '/') == NULL &&
			access(argument, F_OK) != 0) {
		value = 0;
	}
	/* Also of what is 0 as a float. */
	if (!((float)value > 0 && value <= 1000)) {
		return pantau_fail(&cli->err, PANTAU_USAGE, SAY(cli,
				"'%s': a weight is over 0 and at most 1000",
				"'%s': bobot harus di atas 0 dan paling besar 1000"),
				argument);
	}
	*weight = (float)value;
	*path = pantau_arena_cstr(&sets->gold.arena, name);
	return *path != NULL ? PANTAU_OK : pantau_fail_memory(&cli->err);
}

/* Those of --without come last, whatever they weigh. */
static enum pantau_status read_all(struct sets *sets,
		const struct options *options, char **argv, int argc)
{
	struct cli *cli = sets->cli;
	size_t fitted = (size_t)argc, n = fitted + options->without.n;
	const char **path = calloc(n, sizeof(*path));
	enum pantau_status status = PANTAU_OK;
	sets->files = fitted;
	sets->weight = calloc(n, sizeof(*sets->weight));
	if (path == NULL || sets->weight == NULL) {
		status = pantau_fail_memory(&cli->err);
	}
	for (size_t i = 0; status == PANTAU_OK && i < n; i++) {
		status = weight_of(sets, i < fitted ? argv[i]
				: options->without.value[i - fitted], &path[i],
				&sets->weight[i]);
	}
	if (status == PANTAU_OK) {
		status = pantau_gold_files(cli, &sets->gold, path, n);
	}
	free(path);
	return status;
}

/* Tells of texts that have two labels. */
static enum pantau_status check_labels(struct sets *sets)
{
	struct gold_telling telling;
	const struct gold_report report = pantau_gold_telling(&telling,
			sets->cli);
	struct gold_sum sum;
	enum pantau_status status = pantau_gold_check(&sets->gold, &report,
			&sum, &sets->cli->err);
	pantau_gold_told(&telling);
	return status;
}

/* By group: the first of its texts that is kept for measuring, + 1. */
static enum pantau_status find_kept(struct sets *sets, uint32_t **out)
{
	struct gold *gold = &sets->gold;
	struct cli *cli = sets->cli;
	enum pantau_status status = PANTAU_OK;
	*out = NULL;
	if (gold->files > sets->files) {
		status = pantau_gold_group(gold, cli->analyser, &cli->err);
	}
	uint32_t *kept = calloc((size_t)gold->groups + 1, sizeof(*kept));
	if (status == PANTAU_OK && kept == NULL) {
		status = pantau_fail_memory(&cli->err);
	}
	for (size_t i = gold->n; status == PANTAU_OK && i-- > 0;) {
		if (gold->item[i].file >= sets->files) {
			kept[gold->item[i].group] = (uint32_t)i + 1;
		}
	}
	*out = kept;
	return status;
}

static enum pantau_status choose_texts(struct sets *sets)
{
	struct gold *gold = &sets->gold;
	struct gold_telling telling = {.cli = sets->cli};
	uint32_t *kept;
	enum pantau_status status = find_kept(sets, &kept);
	sets->text = calloc(gold->n + 1, sizeof(*sets->text));
	if (status == PANTAU_OK && sets->text == NULL) {
		status = pantau_fail_memory(&sets->cli->err);
	}
	for (size_t i = 0; status == PANTAU_OK && i < gold->n; i++) {
		const struct gold_item *item = &gold->item[i];
		if (item->file >= sets->files) {
			continue;
		}
		if (kept[item->group] != 0) {
			pantau_gold_tell_copy(&telling, gold, i,
					kept[item->group] - 1, SAY(sets->cli,
					"which is kept for measuring",
					"yang dipakai untuk pengukuran"));
			sets->held_out++;
			continue;
		}
		struct str text = pantau_gold_whole(item, &gold->arena);
		if (text.p == NULL) {
			status = pantau_fail_memory(&sets->cli->err);
			break;
		}
		sets->text[sets->n++] = (struct fit_text){
			text,
			(uint8_t)(item->tone - PANTAU_TONE_NEGATIVE),
			sets->weight[item->file],
		};
	}
	pantau_gold_told(&telling);
	free(kept);
	return status;
}

/* --- what comes out --- */

/* Names of files without their folders: the same wherever they lie. */
static void say_file(struct buf *out, const struct sets *sets, size_t i)
{
	const char *name = sets->gold.file[i].name;
	const char *slash = strrchr(name, '/');
	pantau_buf_printf(out, " %s", slash != NULL ? slash + 1 : name);
	if (i < sets->files && sets->weight[i] != 1.0f) {
		pantau_buf_printf(out, "=%g", (double)sets->weight[i]);
	}
}

static void make_head(const struct sets *sets, const struct options *options,
		const struct fit_options *settings, struct buf *out)
{
	pantau_buf_printf(out, "Weights of tone learned from labelled texts; rows "
			"of 'fit' are made anew by each fit, yours stay: put your "
			"name into column 'by'.\npantau lexicon fit --layer %s "
			"--rows %zu --least %u --l2 %g", layers[options->layer],
			settings->rows, (unsigned)settings->least, settings->l2);
	for (size_t i = 0; i < sets->files; i++) {
		say_file(out, sets, i);
	}
	for (size_t i = sets->files; i < sets->gold.files; i++) {
		pantau_buf_str(out, STR(" --without"));
		say_file(out, sets, i);
	}
	pantau_buf_str(out, STR("\nlicence: CC BY-SA 4.0\nprovenance: "));
	pantau_buf_str(out, str_of(options->provenance != NULL
			? options->provenance : "learned from the texts above"));
}

/* How much a row says for a tone, over all texts. */
static double strength(const struct layer_row *row, int tone)
{
	return row->tenths[tone] * sqrt(row->texts);
}

/* The strongest rows of a tone, each after the one before. */
static const struct layer_row *next_strongest(const struct layer_file *layer,
		int tone, const struct layer_row *before)
{
	const struct layer_row *best = NULL;
	for (size_t i = 0; i < layer->rows; i++) {
		const struct layer_row *row = &layer->row[i];
		double value = strength(row, tone);
		if (before != NULL && (value > strength(before, tone) ||
				(value == strength(before, tone) &&
				row <= before))) {
			continue;
		}
		if (best == NULL || value > strength(best, tone)) {
			best = row;
		}
	}
	return best;
}

static void say_strongest(struct cli *cli, const struct layer_file *layer,
		int tone)
{
	const struct layer_row *row = NULL;
	pantau_out_printf(&cli->out, "%-8s ", pantau_say_tone(cli,
			(enum pantau_tone)(tone + PANTAU_TONE_NEGATIVE)));
	for (int i = 0; i < SHOWN; i++) {
		row = next_strongest(layer, tone, row);
		if (row == NULL || row->tenths[tone] <= 0) {
			break;
		}
		pantau_out_cstr(&cli->out, i > 0 ? ", " : "");
		pantau_out_safe(&cli->out, row->term);
		pantau_out_printf(&cli->out, " %+.1f", row->tenths[tone] / 10.0);
	}
	pantau_out_char(&cli->out, '\n');
}

static void say_report(struct cli *cli, const struct sets *sets,
		const struct fit_report *report, const char *file)
{
	struct printer *p = cli->printer;
	if (pantau_printer_text(p)) {
		pantau_out_printf(&cli->out, SAY(cli,
				"%zu texts, %zu held out, %zu in other languages\n"
				"%zu features, %zu names left alone\n"
				"%zu rows written to %s (%u steps%s)\n",
				"%zu teks, %zu disisihkan, %zu berbahasa lain\n"
				"%zu ciri, %zu nama dibiarkan\n"
				"%zu baris ditulis ke %s (%u langkah%s)\n"),
				report->texts, sets->held_out, report->left_out,
				report->features, report->masked, report->kept,
				file, report->steps, report->converged ? "" : SAY(cli,
				", stopped early", ", belum tuntas"));
		return;
	}
	pantau_print_begin(p);
	pantau_print_cstr(p, "file", file);
	pantau_print_int(p, "texts", (int64_t)report->texts);
	pantau_print_int(p, "held_out", (int64_t)sets->held_out);
	pantau_print_int(p, "left_out", (int64_t)report->left_out);
	pantau_print_int(p, "rejected", (int64_t)sets->gold.rejected);
	pantau_print_int(p, "features", (int64_t)report->features);
	pantau_print_int(p, "names", (int64_t)report->masked);
	pantau_print_int(p, "rows", (int64_t)report->kept);
	pantau_print_int(p, "steps", report->steps);
	pantau_print_bool(p, "converged", report->converged);
	pantau_print_real(p, "loss", report->loss, 6);
	pantau_print_end(p);
}

/* A layer knows only what this fit showed it. */
static void tell_fewer(struct cli *cli, const struct options *options,
		const struct layer_file *layer, const struct fit_report *report,
		const char *file)
{
	if (options->output != NULL || layer->texts <= report->texts) {
		return;
	}
	pantau_cli_note(cli, SAY(cli, "pantau: the rows that %s had were fitted "
			"on %u texts or more, these on %zu; fit on all labels "
			"at once to keep what it knew\n",
			"pantau: baris %s sebelumnya dilatih pada %u teks atau "
			"lebih, kini pada %zu; latih pada semua label "
			"sekaligus agar yang lama tidak hilang\n"), file,
			(unsigned)layer->texts, report->texts);
}

static enum pantau_status put_out(struct cli *cli, const struct sets *sets,
		const struct options *options,
		const struct fit_options *settings,
		const struct layer_file *layer, const struct fit_report *report)
{
	enum pantau_status status = PANTAU_OK;
	struct buf head, bytes, path;
	pantau_buf_init(&head);
	pantau_buf_init(&bytes);
	pantau_buf_init(&path);
	make_head(sets, options, settings, &head);
	bool ok = !head.failed && pantau_layer_write(layer, buf_str(&head),
			&bytes);
	if (options->output != NULL) {
		pantau_buf_str(&path, str_of(options->output));
	} else {
		pantau_buf_printf(&path, "%s/%s", settings->lexicons.dir,
				settings->layer);
	}
	if (!ok || path.failed) {
		status = pantau_fail_memory(&cli->err);
	} else if (str_eq(buf_str(&path), STR("-"))) {
		pantau_out_str(&cli->out, buf_str(&bytes));
	} else {
		status = pantau_file_replace(path.p, buf_str(&bytes), 0644,
				&cli->err);
		bool text = pantau_printer_text(cli->printer);
		if (status == PANTAU_OK && !(text && cli->quiet)) {
			say_report(cli, sets, report, path.p);
			tell_fewer(cli, options, layer, report, path.p);
		}
		for (int tone = 0; status == PANTAU_OK && tone < 3 && text &&
				!cli->quiet; tone++) {
			say_strongest(cli, layer, tone);
		}
	}
	pantau_buf_finish(&path);
	pantau_buf_finish(&bytes);
	pantau_buf_finish(&head);
	return status;
}

/* --- the command --- */

/* Those that are at least 1 are counts. */
static bool number(struct cli *cli, const char *name, const char *text,
		double least, double most, double *out)
{
	bool whole = least >= 1;
	if (text == NULL) {
		return true;
	}
	if (pantau_str_double(str_of(text), out) && *out >= least &&
			*out <= most && (!whole || floor(*out) == *out)) {
		return true;
	}
	pantau_fail(&cli->err, PANTAU_USAGE, whole ? SAY(cli,
			"--%s is a whole number from %.10g to %.10g, not '%s'",
			"--%s harus bilangan bulat dari %.10g sampai %.10g, "
			"bukan '%s'") : SAY(cli,
			"--%s is a number from %.10g to %.10g, not '%s'",
			"--%s harus bilangan dari %.10g sampai %.10g, bukan "
			"'%s'"), name, least, most, text);
	return false;
}

static bool settle(struct cli *cli, const struct options *options,
		struct fit_options *out)
{
	bool desk = options->layer == 0;
	double rows = desk ? FIT_DESK_ROWS : FIT_ROWS, least = FIT_LEAST;
	double l2 = desk ? FIT_DESK_L2 : FIT_L2;
	if (!number(cli, "rows", options->rows, 1, 1e6, &rows) ||
			!number(cli, "least", options->least, 1, 1e6, &least) ||
			!number(cli, "l2", options->l2, 1e-9, 1e3, &l2)) {
		return false;
	}
	*out = (struct fit_options){
		.lexicons = pantau_cli_lexicons(cli),
		.layer = files[options->layer],
		.rows = (size_t)rows, .least = (uint32_t)least, .l2 = l2,
		.names = options->names, .progress = pantau_cli_go_on,
	};
	return true;
}

static enum pantau_status fit(struct sets *sets, const struct options *options,
		const struct fit_options *settings)
{
	struct cli *cli = sets->cli;
	struct layer_file layer;
	struct fit_report report;
	enum pantau_status status = pantau_fit_layer(settings, sets->text,
			sets->n, &layer, &report, &cli->err);
	if (status == PANTAU_BAD_INPUT && *cli->err.file == '\0' &&
			sets->n > 0) {
		const struct gold_item *first = &sets->gold.item[0];
		pantau_fail_at(&cli->err, sets->gold.file[first->file].name,
				first->line, 1);
	}
	if (status == PANTAU_OK) {
		status = put_out(cli, sets, options, settings, &layer, &report);
	}
	pantau_layer_finish(&layer);
	return status;
}

/* Another layer may be written over, not the lexicon beside it. */
static bool may_write(struct cli *cli, const char *path)
{
	static const char *const heads[] = {
		"term\tnegative\tneutral\tpositive\ttexts", NULL};
	return path == NULL || strcmp(path, "-") == 0 ||
			pantau_output_check(cli, path, heads) == PANTAU_OK;
}

static int run(struct cli *cli, void *values, char **argv, int argc)
{
	const struct options *options = values;
	struct sets sets = {.cli = cli};
	struct fit_options settings;
	if (!settle(cli, options, &settings) ||
			!may_write(cli, options->output)) {
		return pantau_cli_fail(cli);
	}
	pantau_gold_init(&sets.gold);
	enum pantau_status status = read_all(&sets, options, argv, argc);
	if (status == PANTAU_OK) {
		status = check_labels(&sets);
	}
	if (status == PANTAU_OK) {
		status = choose_texts(&sets);
	}
	if (status == PANTAU_OK) {
		status = fit(&sets, options, &settings);
	}
	int code = status != PANTAU_OK ? pantau_cli_fail(cli)
			: sets.gold.rejected > 0 ? EXIT_PARTLY : EXIT_DONE;
	free(sets.text);
	free(sets.weight);
	pantau_gold_finish(&sets.gold);
	return code;
}

#define AT(member) offsetof(struct options, member)

static const struct option_spec specs[] = {
	{"layer", OPTION_CHOICE, AT(layer), "LAYER", layers,
		"desk (default) or learned", "desk (bawaan) atau learned"},
	{"rows", OPTION_TEXT, AT(rows), "N", NULL,
		"rows at most (desk: 300, learned: 8000)",
		"baris paling banyak (desk: 300, learned: 8000)"},
	{"least", OPTION_TEXT, AT(least), "N", NULL,
		"texts that must have a word (2)",
		"jumlah teks yang harus memuat sebuah kata (2)"},
	{"l2", OPTION_TEXT, AT(l2), "X", NULL,
		"how much weights are held back (desk: 0.01)",
		"seberapa kuat bobot ditahan (desk: 0.01)"},
	{"without", OPTION_LIST, AT(without), "GOLD", NULL,
		"leave out near-copies of these texts, kept for measuring",
		"sisihkan salinan dekat teks ini, untuk pengukuran"},
	{"names", OPTION_FLAG, AT(names), NULL, NULL,
		"let names have weights too (for comparison only)",
		"beri nama bobot juga (hanya untuk perbandingan)"},
	{"output", OPTION_TEXT, AT(output), "FILE", NULL,
		"write there; - for standard output",
		"tulis ke berkas itu; - untuk keluaran standar"},
	{"provenance", OPTION_TEXT, AT(provenance), "TEXT", NULL,
		"what the head of the file says of the texts",
		"keterangan asal teks di kepala berkas"},
	{NULL, OPTION_FLAG, 0, NULL, NULL, NULL, NULL},
};

const struct command pantau_command_lexicon_fit = {
	.name = "lexicon fit",
	.group = GROUP_TUNE,
	.needs = NEED_LEXICONS | NEED_ANALYSER,
	.run = run,
	.options = specs,
	.options_size = sizeof(struct options),
	.arguments = "GOLD[=WEIGHT]...",
	.least = 1,
	.most = -1,
	.summary_en = "learn weights of tone from labelled texts",
	.summary_id = "pelajari bobot nada dari teks berlabel",
	.example = "pantau lexicon fit label.tsv",
};
