/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* The figures of 'lexicon eval' for people. Shares are said in per cent. */

#include <stdio.h>

#include "cli/eval.h"
#include "cli/show_item.h"

/* Below it chance alone seldom does as much. */
#define P_SELDOM 0.05
#define P_HARDLY 0.001
#define P_LEAST 0.0001 /* that is shown */

static const enum pantau_tone tones[FIGURE_TONES] = {PANTAU_TONE_NEGATIVE,
	PANTAU_TONE_NEUTRAL, PANTAU_TONE_POSITIVE};

static double percent(double share)
{
	return share * 100;
}

static double part_of(size_t part, size_t of)
{
	return of > 0 ? 100 * (double)part / (double)of : 0;
}

static void say_split(const struct eval *eval)
{
	struct cli *cli = eval->cli;
	struct out *out = &cli->out;

	if (eval->split == EVAL_FOLDED) {
		pantau_out_printf(out, SAY(cli, "each of %llu parts by a desk "
				"layer that was fitted on the others\n",
				"tiap bagian dari %llu diukur dengan lapis desk "
				"yang dilatih pada bagian lain\n"),
				(unsigned long long)eval->options->folds);
	} else if (eval->split != EVAL_WHOLE) {
		pantau_out_printf(out, SAY(cli, "by a desk layer that was "
				"fitted on %zu others\n", "diukur dengan lapis "
				"desk yang dilatih pada %zu teks lain\n"),
				eval->gold.n - eval->figures.n -
				eval->left.undated - eval->left.copies);
	}
	if (eval->split == EVAL_TIME) {
		pantau_out_printf(out, SAY(cli, "left out: %zu without a date, "
				"%zu copies of older ones\n", "tidak diikutkan: "
				"%zu tanpa tanggal, %zu salinan dari yang lebih "
				"lama\n"), eval->left.undated,
				eval->left.copies);
	}
}

static void say_set(const struct eval *eval)
{
	struct cli *cli = eval->cli;
	struct out *out = &cli->out;
	const struct figures *figures = &eval->figures;
	char layers[32];

	pantau_eval_layers(eval->layers, layers);
	pantau_out_printf(out, SAY(cli, "%zu texts in %zu groups of "
			"near-duplicates", "%zu teks dalam %zu kelompok "
			"mirip"), figures->n, eval->bootstrap.groups);
	if (eval->gold.rejected > 0) {
		pantau_out_printf(out, SAY(cli, ", %zu rows rejected",
				", %zu baris ditolak"), eval->gold.rejected);
	}
	if (eval->sum.conflicts > 0) {
		pantau_out_printf(out, SAY(cli, ", %zu with two labels",
				", %zu berlabel ganda"), eval->sum.conflicts);
	}
	pantau_out_char(out, '\n');
	pantau_out_cstr(out, SAY(cli, "lexicons ", "leksikon "));
	pantau_out_safe(out, str_of(eval->lexicons.dir));
	pantau_out_printf(out, SAY(cli, ", layers %s\n", ", lapis %s\n"),
			layers);
	say_split(eval);
}

static void say_figures(const struct eval *eval)
{
	struct cli *cli = eval->cli;
	struct out *out = &cli->out;
	const struct figures *figures = &eval->figures;
	const struct interval *interval = &eval->bootstrap.macro_f1;

	pantau_out_printf(out, SAY(cli, "\nmacro-F1 %.1f (95 %%: %.1f to %.1f), "
			"accuracy %.1f, unsure %.1f %%\n",
			"\nmacro-F1 %.1f (95 %%: %.1f sampai %.1f), akurasi "
			"%.1f, ragu %.1f %%\n"), percent(figures->macro_f1),
			percent(interval->low), percent(interval->high),
			percent(figures->accuracy),
			part_of(figures->tally.unsure, figures->n));
	if (figures->tally.unassessed > 0) {
		pantau_out_printf(out, SAY(cli, "%zu in a language without "
				"lexicons, counted as neutral\n", "%zu dalam "
				"bahasa tanpa leksikon, dihitung netral\n"),
				figures->tally.unassessed);
	}
	pantau_out_printf(out, SAY(cli, "always '%s' would give macro-F1 %.1f, "
			"accuracy %.1f\n", "selalu '%s' memberi macro-F1 %.1f, "
			"akurasi %.1f\n"), pantau_say_tone(cli,
			tones[figures->commonest]),
			percent(figures->base_macro_f1),
			percent(figures->base_accuracy));
}

static void say_classes(const struct eval *eval)
{
	struct cli *cli = eval->cli;
	struct out *out = &cli->out;
	const struct figures *figures = &eval->figures;

	pantau_out_printf(out, "\n%-12s %9s %9s %9s %9s\n", "", SAY(cli,
			"texts", "teks"), SAY(cli, "precision", "presisi"),
			"recall", "F1");
	for (int i = 0; i < FIGURE_TONES; i++) {
		const struct figure *figure = &figures->tone[i];
		pantau_out_printf(out, "%-12s %9zu %9.1f %9.1f %9.1f\n",
				pantau_say_tone(cli, tones[i]), figure->texts,
				percent(figure->precision),
				percent(figure->recall), percent(figure->f1));
	}
	pantau_out_printf(out, "\n%-12s", SAY(cli, "label \\ given",
			"label \\ hasil"));
	for (int i = 0; i < FIGURE_TONES; i++) {
		pantau_out_printf(out, " %9s", pantau_say_tone(cli, tones[i]));
	}
	pantau_out_char(out, '\n');
	for (int i = 0; i < FIGURE_TONES; i++) {
		pantau_out_printf(out, "%-13s", pantau_say_tone(cli, tones[i]));
		for (int k = 0; k < FIGURE_TONES; k++) {
			pantau_out_printf(out, " %9zu",
					figures->tally.n[i][k]);
		}
		pantau_out_char(out, '\n');
	}
}

/* --- the other version --- */

static const char *chance(const struct cli *cli, double p)
{
	return p < P_HARDLY ? SAY(cli, "hardly by chance",
			"hampir pasti bukan kebetulan") :
			SAY(cli, "not likely by chance",
			"kecil kemungkinannya kebetulan");
}

static void say_meaning(const struct eval *eval)
{
	struct cli *cli = eval->cli;
	struct out *out = &cli->out;
	const struct mcnemar *mcnemar = &eval->mcnemar;

	if (mcnemar->first + mcnemar->second == 0) {
		pantau_out_cstr(out, SAY(cli,
				"  both are right on the same texts\n",
				"  keduanya tepat pada teks yang sama\n"));
	} else if (mcnemar->p >= P_SELDOM) {
		pantau_out_cstr(out, SAY(cli,
				"  not shown to differ: chance alone may do as "
				"much\n", "  belum terbukti berbeda: selisih "
				"sebesar ini bisa saja kebetulan\n"));
	} else if (mcnemar->first > mcnemar->second) {
		pantau_out_printf(out, SAY(cli,
				"  this version is right more often, and %s\n",
				"  versi ini lebih sering tepat, dan %s\n"),
				chance(cli, mcnemar->p));
	} else {
		pantau_out_printf(out, SAY(cli,
				"  the other version is right more often, and "
				"%s\n", "  versi yang lain lebih sering tepat, "
				"dan %s\n"), chance(cli, mcnemar->p));
	}
}

static void say_against(const struct eval *eval)
{
	struct cli *cli = eval->cli;
	struct out *out = &cli->out;
	const struct mcnemar *mcnemar = &eval->mcnemar;
	const struct interval *interval = &eval->bootstrap.difference;
	const char *dir = eval->options->against;
	char layers[32], chi2[40] = "", p[24];

	if (!eval->compared) {
		return;
	}
	pantau_eval_layers(eval->against_layers, layers);
	pantau_out_cstr(out, SAY(cli, "\nagainst ", "\ndibanding "));
	pantau_out_safe(out, str_of(dir != NULL ? dir : eval->lexicons.dir));
	pantau_out_printf(out, SAY(cli, ", layers %s: macro-F1 %.1f, accuracy "
			"%.1f\n", ", lapis %s: macro-F1 %.1f, akurasi %.1f\n"),
			layers, percent(eval->other_figures.macro_f1),
			percent(eval->other_figures.accuracy));
	pantau_out_printf(out, SAY(cli,
			"  difference %+.1f (95 %%: %+.1f to %+.1f)\n",
			"  selisih %+.1f (95 %%: %+.1f sampai %+.1f)\n"),
			percent(eval->figures.macro_f1 -
			eval->other_figures.macro_f1), percent(interval->low),
			percent(interval->high));
	if (!mcnemar->exact) {
		snprintf(chi2, sizeof(chi2), "chi2 %.2f, ", mcnemar->chi2);
	}
	/* Nothing is ever sure. */
	if (mcnemar->p < P_LEAST) {
		snprintf(p, sizeof(p), "p < %.4f", P_LEAST);
	} else {
		snprintf(p, sizeof(p), "p %.4f", mcnemar->p);
	}
	pantau_out_printf(out, SAY(cli, "  right here alone %zu, right there "
			"alone %zu (McNemar: %s%s)\n", "  tepat hanya di sini "
			"%zu, tepat hanya di sana %zu (McNemar: %s%s)\n"),
			mcnemar->first, mcnemar->second, chi2, p);
	say_meaning(eval);
}

/* --- slices --- */

static void length_name(const struct cli *cli, unsigned at, struct buf *name)
{
	unsigned least, most = pantau_slice_length(at, &least);

	if (least == 0) {
		pantau_buf_printf(name, SAY(cli, "up to %u words",
				"sampai %u kata"), most);
	} else if (most != 0) {
		pantau_buf_printf(name, SAY(cli, "%u to %u words",
				"%u sampai %u kata"), least, most);
	} else {
		pantau_buf_printf(name, SAY(cli, "%u words or more",
				"%u kata atau lebih"), least);
	}
}

static void slice_name(const struct cli *cli, const struct slice *slice,
		struct buf *name)
{
	const char *no[][2] = {
		[SLICE_NEGATION] = {SAY(cli, "without negator", "tanpa kata "
				"ingkar"), SAY(cli, "with negator",
				"dengan kata ingkar")},
		[SLICE_EMOJI] = {SAY(cli, "without emoji", "tanpa emoji"),
				SAY(cli, "with emoji", "dengan emoji")},
	};
	unsigned at = slice->number;

	switch (slice->by) {
	case SLICE_LENGTH:
		length_name(cli, at, name);
		break;
	case SLICE_NEGATION:
	case SLICE_EMOJI:
		pantau_buf_str(name, str_of(no[slice->by][at]));
		break;
	case SLICE_LANGUAGE:
		pantau_buf_printf(name, SAY(cli, "language %s", "bahasa %s"),
				pantau_language_name((enum pantau_language)at));
		break;
	case SLICE_KIND:
		pantau_buf_str(name, str_of(SAY(cli, "kind ", "jenis ")));
		pantau_buf_str(name, slice->name.n > 0 ? slice->name :
				STR("-"));
		break;
	default:
		pantau_buf_str(name, slice->name);
	}
}

static void say_slice(void *context, const struct slice *slice)
{
	struct cli *cli = context;
	struct out *out = &cli->out;
	struct buf name;

	pantau_buf_init(&name);
	slice_name(cli, slice, &name);
	pantau_out_printf(out, "%7zu %9.1f %9.1f  ", slice->figures.n,
			percent(slice->figures.macro_f1),
			percent(slice->figures.accuracy));
	pantau_out_safe(out, buf_str(&name));
	pantau_out_char(out, '\n');
	out->failed = out->failed || name.failed;
	pantau_buf_finish(&name);
}

enum pantau_status pantau_eval_say(struct eval *eval, struct pantau_error *err)
{
	struct cli *cli = eval->cli;

	say_set(eval);
	say_figures(eval);
	say_classes(eval);
	say_against(eval);
	if (!eval->options->slices) {
		return PANTAU_OK;
	}
	pantau_out_printf(&cli->out, "\n%7s %9s %9s\n", SAY(cli, "texts",
			"teks"), "macro-F1", SAY(cli, "accuracy", "akurasi"));
	return pantau_slices(&eval->gold, eval->judged, eval->take, say_slice,
			cli, err);
}
