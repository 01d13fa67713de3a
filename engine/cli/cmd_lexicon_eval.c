/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* pantau lexicon eval: how well the lexicons tell the tone of labelled texts. */

#include <stddef.h>

#include "base/date.h"
#include "base/utf8.h"
#include "cli/commands.h"
#include "cli/eval.h"
#include "cli/gold_files.h"

/* --- options --- */

static enum pantau_status read_layers(struct eval *eval, const char *list,
		unsigned *out)
{
	static const char *const names[] = {"seed", "learned", "desk"};
	struct cli *cli = eval->cli;
	struct str rest = str_of(list);

	*out = list == NULL ? SCORE_LAYERS : 0;
	while (rest.p != NULL) {
		struct str name = pantau_str_trim(pantau_str_cut(&rest, ','));
		unsigned bit = 0;
		while (bit < 3 && !str_eq(name, str_of(names[bit]))) {
			bit++;
		}
		if (bit == 3) {
			return pantau_fail(&cli->err, PANTAU_USAGE, SAY(cli,
					"no layer '" STR_FMT "'; seed, learned "
					"or desk, with commas between",
					"tidak ada lapis '" STR_FMT "'; seed, "
					"learned, atau desk, dipisahkan koma"),
					STR_ARG(pantau_utf8_prefix(name, 40)));
		}
		*out |= 1u << bit;
	}
	return PANTAU_OK;
}

static enum pantau_status read_share(struct eval *eval)
{
	struct cli *cli = eval->cli;
	const char *text = eval->options->holdout;

	if (pantau_str_double(str_of(text), &eval->share) && eval->share > 0 &&
			eval->share < 1) {
		eval->split = EVAL_HOLDOUT;
		return PANTAU_OK;
	}
	return pantau_fail(&cli->err, PANTAU_USAGE, SAY(cli,
			"'--holdout' is no share: '%.40s'; give one between 0 "
			"and 1, such as 0.2", "'--holdout' bukan porsi: "
			"'%.40s'; beri nilai antara 0 dan 1, misalnya 0.2"),
			text);
}

static enum pantau_status read_time(struct eval *eval)
{
	struct cli *cli = eval->cli;
	const char *text = eval->options->by_time;
	struct timestamp at;

	if (pantau_date_parse(str_of(text), cli->zone, &at, NULL) == DATE_OK) {
		eval->time = at.seconds;
		eval->split = EVAL_TIME;
		return PANTAU_OK;
	}
	return pantau_fail(&cli->err, PANTAU_USAGE, SAY(cli,
			"'--by-time' is no date: '%.60s'; write 2026-11-08",
			"'--by-time' bukan tanggal: '%.60s'; tulis "
			"2026-11-08"), text);
}

static enum pantau_status read_split(struct eval *eval)
{
	const struct eval_options *options = eval->options;
	struct cli *cli = eval->cli;
	int asked = (options->folds != 0) + (options->holdout != NULL) +
			(options->by_time != NULL);

	if (asked > 1 || (asked == 1 && options->layers != NULL)) {
		return pantau_fail(&cli->err, PANTAU_USAGE, "%s", asked > 1 ?
				SAY(cli, "give one of '--folds', '--holdout' "
				"and '--by-time'", "beri salah satu saja dari "
				"'--folds', '--holdout', dan '--by-time'") :
				SAY(cli, "a split fits the desk layer on all "
				"others, so '--layers' cannot be given with "
				"it", "pembagian melatih lapis desk di atas "
				"semua lapis lain, jadi '--layers' tidak dapat "
				"dipakai bersamanya"));
	}
	if (options->folds == 1 || options->folds > EVAL_FOLDS) {
		return pantau_fail(&cli->err, PANTAU_USAGE, SAY(cli,
				"%llu folds are not usable; give 2 to %d",
				"%llu lipatan tidak dapat dipakai; beri 2 "
				"sampai %d"),
				(unsigned long long)options->folds, EVAL_FOLDS);
	}
	eval->split = options->folds != 0 ? EVAL_FOLDED : EVAL_WHOLE;
	return options->holdout != NULL ? read_share(eval) :
			options->by_time != NULL ? read_time(eval) : PANTAU_OK;
}

static enum pantau_status settle(struct eval *eval)
{
	const struct eval_options *options = eval->options;
	struct cli *cli = eval->cli;
	enum pantau_status status = read_layers(eval, options->layers,
			&eval->layers);

	if (status == PANTAU_OK) {
		status = read_split(eval);
	}
	if (status == PANTAU_OK) {
		status = read_layers(eval, options->against_layers,
				&eval->against_layers);
	}
	eval->compared = options->against != NULL ||
			options->against_layers != NULL;
	/* What a fit brings is seen beside what there was without it. */
	if (eval->split != EVAL_WHOLE && !eval->compared) {
		eval->compared = true;
		eval->against_layers = SCORE_SEED | SCORE_LEARNED;
	}
	/* Unless named, only what is there, or fitted, is said to be on. */
	eval->lexicons = pantau_cli_lexicons(cli);
	if (options->layers == NULL) {
		eval->layers &= pantau_eval_present(eval->lexicons.dir) |
				(eval->split != EVAL_WHOLE ? SCORE_DESK : 0u);
	}
	if (options->against_layers == NULL) {
		eval->against_layers &= pantau_eval_present(options->against
				!= NULL ? options->against
				: eval->lexicons.dir);
	}
	return status;
}

/* --- labelled texts --- */

/* The exit code, or -1 when there is something to measure. */
static int read_gold(struct eval *eval, char **argv, int argc)
{
	struct cli *cli = eval->cli;
	struct gold_telling telling;
	const struct gold_report report = pantau_gold_telling(&telling, cli);

	for (int i = 0; i < argc; i++) {
		if (pantau_gold_file(cli, &eval->gold, argv[i]) != PANTAU_OK) {
			return pantau_cli_fail_as(cli, EXIT_STORE);
		}
	}
	enum pantau_status status = pantau_gold_check(&eval->gold, &report,
			&eval->sum, &cli->err);
	pantau_gold_told(&telling);
	return status == PANTAU_OK ? -1 : status == PANTAU_NO_MEMORY ?
			pantau_cli_fail(cli) : pantau_cli_fail_as(cli,
			eval->gold.rejected > 0 ? EXIT_PARTLY : EXIT_NOTHING);
}

static int run(struct cli *cli, void *options, char **argv, int argc)
{
	struct eval eval = {.cli = cli, .options = options};
	enum pantau_status status = settle(&eval);
	int code = -1;

	pantau_gold_init(&eval.gold);
	if (status == PANTAU_OK) {
		code = read_gold(&eval, argv, argc);
	}
	if (status == PANTAU_OK && code < 0) {
		status = pantau_eval_tell_fitted(&eval);
		status = status == PANTAU_OK ? pantau_eval_measure(&eval)
				: status;
		status = status == PANTAU_OK ? pantau_eval_print(&eval,
				&cli->err) : status;
	}
	if (code < 0) {
		code = status != PANTAU_OK ? pantau_cli_fail(cli) :
				eval.gold.rejected > 0 ? EXIT_PARTLY :
				EXIT_DONE;
	}
	pantau_eval_finish(&eval);
	return code;
}

#define AT(member) offsetof(struct eval_options, member)

static const struct option_spec options[] = {
	{"layers", OPTION_TEXT, AT(layers), "LIST", NULL,
		"only these: seed, learned, desk",
		"hanya lapis ini: seed, learned, desk"},
	{"against", OPTION_TEXT, AT(against), "DIR", NULL,
		"compare with the lexicons of another folder",
		"bandingkan dengan leksikon di folder lain"},
	{"against-layers", OPTION_TEXT, AT(against_layers), "LIST", NULL,
		"compare with only these layers",
		"bandingkan dengan lapis ini saja"},
	{"folds", OPTION_COUNT, AT(folds), "N", NULL,
		"fit a desk layer on N-1 of N parts, measure on the other, in "
		"turn", "latih lapis desk pada N-1 dari N bagian, ukur pada "
		"sisanya, bergiliran"},
	{"holdout", OPTION_TEXT, AT(holdout), "SHARE", NULL,
		"measure on this share, fit a desk layer on the rest",
		"ukur pada porsi ini, latih lapis desk pada sisanya"},
	{"by-time", OPTION_TEXT, AT(by_time), "DATE", NULL,
		"fit on what is older, measure on what is from then on",
		"latih pada yang lebih lama, ukur pada yang sejak itu"},
	{"errors", OPTION_COUNT, AT(errors), "N", NULL,
		"show the N surest errors with their evidence",
		"tampilkan N kekeliruan yang paling yakin beserta buktinya"},
	{"slices", OPTION_FLAG, AT(slices), NULL, NULL,
		"figures by length, negation, emoji, language, kind and file",
		"angka per panjang, ingkaran, emoji, bahasa, jenis, dan "
		"berkas"},
	{"jobs", OPTION_COUNT, AT(jobs), "N", NULL,
		"threads (default: one for each core)",
		"utas (bawaan: satu per inti)"},
	{NULL, OPTION_FLAG, 0, NULL, NULL, NULL, NULL},
};

const struct command pantau_command_lexicon_eval = {
	.name = "lexicon eval",
	.group = GROUP_TUNE,
	.run = run,
	.options = options,
	.options_size = sizeof(struct eval_options),
	.arguments = "GOLD...",
	.least = 1,
	.most = -1,
	.summary_en = "how well the lexicons tell the tone of labelled texts",
	.summary_id = "seberapa tepat leksikon menilai nada teks berlabel",
	.example = "pantau lexicon eval acuan.tsv --errors 5",
};
