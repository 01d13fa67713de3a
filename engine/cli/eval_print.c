/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* The figures of 'lexicon eval' as one answer with lists of slices and errors. */

#include <stdio.h>

#include "cli/eval.h"
#include "cli/score_print.h"
#include "cli/show_item.h"

#define SHARES 4 /* decimals */

static const enum pantau_tone tones[FIGURE_TONES] = {PANTAU_TONE_NEGATIVE,
	PANTAU_TONE_NEUTRAL, PANTAU_TONE_POSITIVE};

void pantau_eval_layers(unsigned layers, char out[32])
{
	static const char *const names[] = {"seed", "learned", "desk"};
	size_t n = 0;

	out[0] = '\0';
	for (unsigned i = 0; i < 3; i++) {
		if ((layers >> i & 1) != 0) {
			n += (size_t)snprintf(out + n, 32 - n, "%s%s",
					n > 0 ? "," : "", names[i]);
		}
	}
}

static void print_interval(struct printer *p, const char *key,
		const struct interval *interval)
{
	pantau_print_object(p, key);
	pantau_print_real(p, "low", interval->low, SHARES);
	pantau_print_real(p, "high", interval->high, SHARES);
	pantau_print_end_object(p);
}

static void print_classes(struct printer *p, const struct figures *figures)
{
	pantau_print_array(p, "classes");
	for (int i = 0; i < FIGURE_TONES; i++) {
		const struct figure *figure = &figures->tone[i];
		pantau_print_object(p, NULL);
		pantau_print_cstr(p, "label", pantau_tone_name(tones[i]));
		pantau_print_int(p, "texts", (int64_t)figure->texts);
		pantau_print_real(p, "precision", figure->precision, SHARES);
		pantau_print_real(p, "recall", figure->recall, SHARES);
		pantau_print_real(p, "f1", figure->f1, SHARES);
		pantau_print_end_object(p);
	}
	pantau_print_end_array(p);
	pantau_print_object(p, "confusion");
	for (int i = 0; i < FIGURE_TONES; i++) {
		pantau_print_object(p, pantau_tone_name(tones[i]));
		for (int k = 0; k < FIGURE_TONES; k++) {
			pantau_print_int(p, pantau_tone_name(tones[k]),
					(int64_t)figures->tally.n[i][k]);
		}
		pantau_print_end_object(p);
	}
	pantau_print_end_object(p);
}

static void print_split(const struct eval *eval)
{
	static const char *const names[] = {"", "folds", "holdout", "time"};
	struct printer *p = eval->cli->printer;

	if (eval->split == EVAL_WHOLE) {
		return;
	}
	pantau_print_object(p, "split");
	pantau_print_cstr(p, "by", names[eval->split]);
	pantau_print_int(p, "parts", eval->split == EVAL_FOLDED ?
			(int64_t)eval->options->folds : 1);
	pantau_print_int(p, "undated", (int64_t)eval->left.undated);
	pantau_print_int(p, "copies_left_out", (int64_t)eval->left.copies);
	pantau_print_end_object(p);
}

static void print_set(const struct eval *eval)
{
	struct printer *p = eval->cli->printer;
	char layers[32];

	pantau_eval_layers(eval->layers, layers);
	pantau_print_cstr(p, "lexicons", eval->lexicons.dir);
	pantau_print_cstr(p, "layers", layers);
	pantau_print_int(p, "read", (int64_t)eval->gold.n);
	pantau_print_int(p, "rejected", (int64_t)eval->gold.rejected);
	pantau_print_int(p, "copies", (int64_t)eval->sum.copies);
	pantau_print_int(p, "conflicts", (int64_t)eval->sum.conflicts);
	print_split(eval);
	pantau_print_int(p, "texts", (int64_t)eval->figures.n);
	pantau_print_int(p, "groups", (int64_t)eval->bootstrap.groups);
}

static void print_figures(const struct eval *eval)
{
	struct printer *p = eval->cli->printer;
	const struct figures *figures = &eval->figures;

	pantau_print_object(p, "baseline");
	pantau_print_cstr(p, "label",
			pantau_tone_name(tones[figures->commonest]));
	pantau_print_real(p, "macro_f1", figures->base_macro_f1, SHARES);
	pantau_print_real(p, "accuracy", figures->base_accuracy, SHARES);
	pantau_print_end_object(p);
	pantau_print_real(p, "macro_f1", figures->macro_f1, SHARES);
	print_interval(p, "macro_f1_95", &eval->bootstrap.macro_f1);
	pantau_print_real(p, "accuracy", figures->accuracy, SHARES);
	pantau_print_int(p, "unsure", (int64_t)figures->tally.unsure);
	pantau_print_int(p, "unassessed", (int64_t)figures->tally.unassessed);
	print_classes(p, figures);
}

static void print_against(const struct eval *eval)
{
	struct printer *p = eval->cli->printer;
	const struct mcnemar *mcnemar = &eval->mcnemar;
	const char *dir = eval->options->against;
	char layers[32];

	if (!eval->compared) {
		return;
	}
	pantau_eval_layers(eval->against_layers, layers);
	pantau_print_object(p, "against");
	pantau_print_cstr(p, "lexicons", dir != NULL ? dir :
			eval->lexicons.dir);
	pantau_print_cstr(p, "layers", layers);
	pantau_print_real(p, "macro_f1", eval->other_figures.macro_f1, SHARES);
	pantau_print_real(p, "accuracy", eval->other_figures.accuracy, SHARES);
	pantau_print_real(p, "difference", eval->figures.macro_f1 -
			eval->other_figures.macro_f1, SHARES);
	print_interval(p, "difference_95", &eval->bootstrap.difference);
	pantau_print_object(p, "mcnemar");
	pantau_print_int(p, "b", (int64_t)mcnemar->first);
	pantau_print_int(p, "c", (int64_t)mcnemar->second);
	pantau_print_bool(p, "exact", mcnemar->exact);
	pantau_print_real(p, "chi2", mcnemar->chi2, 4);
	pantau_print_real(p, "p", mcnemar->p, 6);
	pantau_print_end_object(p);
	pantau_print_end_object(p);
}

/* --- slices --- */

static void print_slice(void *context, const struct slice *slice)
{
	static const char *const by[] = {"length", "negation", "emoji",
		"language", "kind", "file"};
	struct printer *p = context;
	const struct figures *figures = &slice->figures;
	struct str name = slice->name;
	char length[32];

	if (slice->by == SLICE_LENGTH) {
		unsigned least, most = pantau_slice_length(slice->number,
				&least);
		int n = snprintf(length, sizeof(length), "%u-", least);
		if (most != 0) {
			snprintf(length + n, sizeof(length) - (size_t)n, "%u",
					most);
		}
		name = str_of(length);
	} else if (slice->by < SLICE_KIND) {
		name = str_of(slice->by == SLICE_LANGUAGE ?
				pantau_language_name((enum pantau_language)
				slice->number) : slice->number != 0 ? "yes" :
				"no");
	}
	pantau_print_row(p);
	pantau_print_cstr(p, "by", by[slice->by]);
	pantau_print_str(p, "slice", name);
	pantau_print_int(p, "texts", (int64_t)figures->n);
	for (int i = 0; i < FIGURE_TONES; i++) {
		pantau_print_int(p, pantau_tone_name(tones[i]),
				(int64_t)figures->tone[i].texts);
	}
	pantau_print_real(p, "macro_f1", figures->macro_f1, SHARES);
	pantau_print_real(p, "accuracy", figures->accuracy, SHARES);
	pantau_print_end_row(p);
}

static enum pantau_status print_slices(const struct eval *eval,
		struct pantau_error *err)
{
	struct printer *p = eval->cli->printer;

	if (!eval->options->slices) {
		return PANTAU_OK;
	}
	pantau_print_list(p, "slices");
	enum pantau_status status = pantau_slices(&eval->gold, eval->judged,
			eval->take, print_slice, p, err);
	pantau_print_end_list(p);
	return status;
}

/* --- errors --- */

static void print_error(const struct eval *eval, size_t at,
		const struct pantau_score *score)
{
	struct cli *cli = eval->cli;
	struct printer *p = cli->printer;
	const struct gold_item *item = &eval->gold.item[at];
	const struct judgement *judged = &eval->judged[at];
	const struct scored_text texts = {{item->title, item->text}};

	pantau_print_row(p);
	pantau_print_cstr(p, "file", eval->gold.file[item->file].name);
	pantau_print_int(p, "line", item->line);
	pantau_print_str(p, "id", item->id);
	pantau_print_cstr(p, "expected",
			pantau_tone_name((enum pantau_tone)item->tone));
	pantau_print_cstr(p, "given",
			pantau_tone_name((enum pantau_tone)judged->label));
	pantau_print_real(p, "confidence",
			(double)pantau_judge_confidence(judged), SHARES);
	pantau_print_str(p, "title", item->title);
	pantau_print_str(p, "text", item->text);
	pantau_print_tone(cli, "tone", &score->text, &texts);
	pantau_print_end_row(p);
}

static void say_error(const struct eval *eval, size_t at,
		const struct pantau_score *score)
{
	struct cli *cli = eval->cli;
	struct out *out = &cli->out;
	const struct gold_item *item = &eval->gold.item[at];
	const struct scored_text texts = {{item->title, item->text}};

	pantau_out_char(out, '\n');
	pantau_out_safe(out, str_of(eval->gold.file[item->file].name));
	pantau_out_printf(out, SAY(cli, ":%u: labelled %s\n",
			":%u: berlabel %s\n"), (unsigned)item->line,
			pantau_say_tone(cli, (enum pantau_tone)item->tone));
	if (item->title.n > 0) {
		pantau_out_cstr(out, "  ");
		pantau_out_safe(out, item->title);
		pantau_out_char(out, '\n');
	}
	pantau_out_cstr(out, "  ");
	pantau_out_safe(out, item->text);
	pantau_out_char(out, '\n');
	pantau_say_tone_evidence(cli, SAY(cli, "tone of the text", "nada isi"),
			&score->text, &texts);
}

static enum pantau_status print_errors(const struct eval *eval,
		struct pantau_error *err)
{
	struct cli *cli = eval->cli;
	bool text = pantau_printer_text(cli->printer);
	enum pantau_status status = PANTAU_OK;

	if (eval->options->errors == 0) {
		return PANTAU_OK;
	}
	pantau_print_list(cli->printer, "errors");
	for (size_t i = 0; status == PANTAU_OK && i < eval->shown; i++) {
		size_t at = eval->error[i];
		const struct version *version = eval_version(eval, at);
		struct pantau_score score;
		status = pantau_judge_item(&eval->gold.item[at],
				version->analyser, version->scorer, &score,
				err);
		if (status != PANTAU_OK) {
			break;
		}
		/* The rules are those of the version that judged. */
		cli->lexicons = version->lexicons;
		(text ? say_error : print_error)(eval, at, &score);
		cli->lexicons = NULL;
	}
	pantau_print_end_list(cli->printer);
	return status;
}

enum pantau_status pantau_eval_print(struct eval *eval,
		struct pantau_error *err)
{
	struct printer *p = eval->cli->printer;

	if (pantau_printer_text(p)) {
		enum pantau_status status = pantau_eval_say(eval, err);
		return status == PANTAU_OK ? print_errors(eval, err) : status;
	}
	pantau_print_begin(p);
	print_set(eval);
	print_figures(eval);
	print_against(eval);
	pantau_print_int(p, "wrong", (int64_t)eval->errors);
	enum pantau_status status = print_slices(eval, err);
	if (status == PANTAU_OK) {
		status = print_errors(eval, err);
	}
	pantau_print_end(p);
	return status;
}
