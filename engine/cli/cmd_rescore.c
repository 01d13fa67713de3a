/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* pantau rescore: new scores, and beside the old ones how many moved. */

#include <stddef.h>

#include "base/utf8.h"
#include "cli/cmd_care.h"
#include "cli/commands.h"
#include "cli/show_item.h"
#include "store/care.h"

struct options {
	uint64_t jobs;
};

/* The four kinds of labels, in the order that they are shown. */
enum kind { FIGURE_TONE, FIGURE_TITLE_TONE, FIGURE_HOAX_LEVEL, FIGURE_LANGUAGE, FIGURE_KINDS };

static const char *const kind_names[FIGURE_KINDS] = {
	"tone", "title_tone", "hoax", "language",
};

static const char *say_kind(const struct cli *cli, enum kind kind)
{
	switch (kind) {
	case FIGURE_TONE:
		return SAY(cli, "tone", "nada");
	case FIGURE_TITLE_TONE:
		return SAY(cli, "tone of titles", "nada judul");
	case FIGURE_HOAX_LEVEL:
		return SAY(cli, "hoax signals", "sinyal hoaks");
	default:
		return SAY(cli, "language", "bahasa");
	}
}

static size_t figures_of(const struct score_figures *figures, enum kind kind,
		const struct score_figure **out)
{
	switch (kind) {
	case FIGURE_TONE:
		*out = figures->tone;
		return FIGURE_TONES;
	case FIGURE_TITLE_TONE:
		*out = figures->title_tone;
		return FIGURE_TONES;
	case FIGURE_HOAX_LEVEL:
		*out = figures->hoax;
		return FIGURE_HOAX;
	default:
		*out = figures->language;
		return FIGURE_LANGUAGES;
	}
}

/* For machines. */
static struct str name(const struct cli *cli, enum kind kind, size_t label)
{
	struct str language;
	switch (kind) {
	case FIGURE_TONE:
	case FIGURE_TITLE_TONE:
		return str_of(pantau_tone_name((enum pantau_tone)label));
	case FIGURE_HOAX_LEVEL:
		return str_of(pantau_hoax_name((enum pantau_hoax_level)label));
	default:
		language = pantau_store_language_name(cli->store,
				(uint8_t)label);
		return language.n != 0 ? language : STR("none");
	}
}

static struct str say(const struct cli *cli, enum kind kind, size_t label)
{
	switch (kind) {
	case FIGURE_TONE:
	case FIGURE_TITLE_TONE:
		return str_of(pantau_say_tone(cli, (enum pantau_tone)label));
	case FIGURE_HOAX_LEVEL:
		return str_of(label == PANTAU_HOAX_NONE ? "-" : pantau_say_hoax(
				cli, (enum pantau_hoax_level)label));
	default:
		return pantau_say_language(cli, name(cli, kind, label));
	}
}

static uint64_t after(const struct score_figure *figure)
{
	return figure->before + figure->gained - figure->lost;
}

static bool is_shown(const struct score_figure *figure)
{
	return figure->before + figure->gained != 0;
}

static void text_kind(struct cli *cli, const struct score_figures *figures,
		enum kind kind)
{
	const struct score_figure *figure;
	struct out *out = &cli->out;
	size_t n = figures_of(figures, kind, &figure);
	pantau_out_printf(out, "%s\n", say_kind(cli, kind));
	for (size_t i = 0; i < n; i++) {
		if (!is_shown(&figure[i])) {
			continue;
		}
		struct str label = say(cli, kind, i);
		size_t width = pantau_utf8_length(label);
		pantau_out_cstr(out, "  ");
		pantau_out_safe(out, label);
		pantau_out_printf(out, "%*s %9llu -> %9llu",
				width < 14 ? (int)(14 - width) : 0, "",
				(unsigned long long)figure[i].before,
				(unsigned long long)after(&figure[i]));
		if (figure[i].gained + figure[i].lost != 0) {
			pantau_out_printf(out, "  +%llu -%llu",
					(unsigned long long)figure[i].gained,
					(unsigned long long)figure[i].lost);
		}
		pantau_out_char(out, '\n');
	}
}

static void text(struct cli *cli, const struct score_figures *figures)
{
	for (int kind = 0; figures->changed != 0 && kind < FIGURE_KINDS; kind++) {
		text_kind(cli, figures, (enum kind)kind);
	}
	pantau_out_printf(&cli->out, SAY(cli, "%llu items were scored again, "
			"%llu of them have other scores now\n",
			"%llu artikel selesai dinilai ulang, nilai %llu di antaranya "
			"berubah\n"), (unsigned long long)figures->items,
			(unsigned long long)figures->changed);
}

static void data_kind(struct cli *cli, const struct score_figures *figures,
		enum kind kind)
{
	const struct score_figure *figure;
	struct printer *p = cli->printer;
	size_t n = figures_of(figures, kind, &figure);
	for (size_t i = 0; i < n; i++) {
		if (!is_shown(&figure[i])) {
			continue;
		}
		pantau_print_row(p);
		pantau_print_cstr(p, "kind", kind_names[kind]);
		pantau_print_str(p, "label", name(cli, kind, i));
		pantau_print_int(p, "before", (int64_t)figure[i].before);
		pantau_print_int(p, "after", (int64_t)after(&figure[i]));
		pantau_print_int(p, "gained", (int64_t)figure[i].gained);
		pantau_print_int(p, "lost", (int64_t)figure[i].lost);
		pantau_print_end_row(p);
	}
}

static void data(struct cli *cli, const struct score_figures *figures)
{
	struct printer *p = cli->printer;
	pantau_print_begin(p);
	pantau_print_cstr(p, "action", "rescore");
	pantau_print_bool(p, "done", true);
	pantau_print_int(p, "items", (int64_t)figures->items);
	pantau_print_int(p, "changed", (int64_t)figures->changed);
	pantau_print_list(p, "rows");
	for (int kind = 0; kind < FIGURE_KINDS; kind++) {
		data_kind(cli, figures, (enum kind)kind);
	}
	pantau_print_end_list(p);
	pantau_print_end(p);
}

static int run(struct cli *cli, void *values, char **argv, int argc)
{
	const struct options *options = values;
	struct progress progress;
	struct score_figures figures;
	const struct rework_options rework = {
		.jobs = (size_t)options->jobs,
		.progress = pantau_care_progress, .context = &progress,
	};
	(void)argv;
	(void)argc;
	pantau_progress_begin(&progress, cli, SAY(cli, "rescore", "nilai ulang"));
	enum pantau_status status = pantau_store_rescore(cli->store,
			cli->lexicons, &rework, &figures, &cli->err);
	pantau_progress_end(&progress);
	if (status != PANTAU_OK) {
		return pantau_cli_fail(cli);
	}
	if (!pantau_printer_text(cli->printer)) {
		data(cli, &figures);
	} else if (!cli->quiet) {
		text(cli, &figures);
	}
	return EXIT_DONE;
}

static const struct option_spec options[] = {
	{"jobs", OPTION_COUNT, offsetof(struct options, jobs), "N", NULL,
		"threads that analyse (default: all cores)",
		"jumlah utas analisis (bawaan: semua inti)"},
	{NULL, OPTION_FLAG, 0, NULL, NULL, NULL, NULL},
};

const struct command pantau_command_rescore = {
	.name = "rescore",
	.group = GROUP_CARE,
	.needs = NEED_LEXICONS | NEED_WRITER,
	.run = run,
	.options = options,
	.options_size = sizeof(struct options),
	.arguments = "",
	.summary_en = "score every item again; the index stays",
	.summary_id = "nilai ulang semua artikel; indeks tetap",
	.example = "pantau rescore",
};
