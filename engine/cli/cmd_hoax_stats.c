/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* pantau hoax stats [QUERY]: how often each cue of hoaxes fires. */

#include <stddef.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "cli/commands.h"
#include "cli/cue_count.h"
#include "cli/query_options.h"
#include "cli/show_item.h"
#include "lexicon/lexicons.h"

struct options {
	struct query_arguments query;
	uint64_t jobs;
};

/* A row that fired, with what the lexicons say of it. */
struct fired {
	const struct cue_use *use;
	struct pantau_rule rule;
};

struct answer {
	struct cli *cli;
	const struct cue_counts *counts;
	struct fired *row; /* by group, then most items first */
	size_t rows;
};

static double share(const struct answer *answer, uint64_t items)
{
	return answer->counts->items > 0 ? (double)items /
			(double)answer->counts->items : 0;
}

static int by_items(const void *a, const void *b)
{
	const struct fired *x = a, *y = b;

	if (x->use->items != y->use->items) {
		return x->use->items < y->use->items ? 1 : -1;
	}
	return (x->rule.line > y->rule.line) - (x->rule.line < y->rule.line);
}

static bool sort_out(struct answer *answer)
{
	const struct cue_counts *counts = answer->counts;
	size_t n = 0;

	for (uint32_t rule = 1; rule <= counts->rules; rule++) {
		n += counts->row[rule].items > 0;
	}
	answer->row = calloc(n + 1, sizeof(*answer->row));
	if (answer->row == NULL) {
		pantau_fail_memory(&answer->cli->err);
		return false;
	}
	for (uint32_t rule = 1; rule <= counts->rules; rule++) {
		struct fired *row = &answer->row[answer->rows];
		row->use = &counts->row[rule];
		answer->rows += row->use->items > 0 && pantau_lexicons_rule(
				answer->cli->lexicons, rule, &row->rule);
	}
	qsort(answer->row, answer->rows, sizeof(*answer->row), by_items);
	return true;
}

/* --- text --- */

static void say_use(const struct answer *answer, const struct cue_use *use)
{
	struct out *out = &answer->cli->out;

	for (uint32_t i = 0; i < use->samples; i++) {
		pantau_out_cstr(out, i == 0 ? "  (" : ", ");
		pantau_out_safe(out, use->sample[i]);
	}
	pantau_out_cstr(out, ")\n");
}

static void say_figures(const struct answer *answer, const struct cue_use *use)
{
	pantau_out_printf(&answer->cli->out, "%8llu %6.2f %%",
			(unsigned long long)use->items,
			100 * share(answer, use->items));
}

static void text_group(const struct answer *answer, unsigned group)
{
	struct cli *cli = answer->cli;
	struct out *out = &cli->out;
	struct str name = pantau_score_group_name(cli->scorer, group);

	say_figures(answer, &answer->counts->group[group]);
	pantau_out_cstr(out, "  ");
	pantau_out_safe(out, pantau_score_group_title(cli->scorer, group,
			(enum pantau_lang)cli->lang));
	say_use(answer, &answer->counts->group[group]);
	for (size_t i = 0; i < answer->rows; i++) {
		const struct fired *row = &answer->row[i];
		if (!str_eq(name, str_of(row->rule.group))) {
			continue;
		}
		say_figures(answer, row->use);
		pantau_out_printf(out, "    %s:%lu  ", row->rule.file,
				(unsigned long)row->rule.line);
		pantau_out_safe(out, str_make(row->rule.term,
				row->rule.term_length));
		say_use(answer, row->use);
	}
}

static void text(const struct answer *answer)
{
	const struct cue_counts *counts = answer->counts;
	struct cli *cli = answer->cli;

	for (unsigned g = 0; g < CUE_GROUPS_MAX; g++) {
		if (counts->group[g].items > 0) {
			text_group(answer, g);
		}
	}
	if (!cli->quiet) {
		pantau_out_printf(&cli->out, SAY(cli, "%llu items: %llu with "
				"weak signals, %llu to be checked; %zu rows "
				"fired\n", "%llu artikel: %llu bersinyal lemah, "
				"%llu perlu dicek; %zu baris muncul\n"),
				(unsigned long long)counts->items,
				(unsigned long long)
				counts->level[PANTAU_HOAX_LOW],
				(unsigned long long)
				counts->level[PANTAU_HOAX_CHECK], answer->rows);
	}
}

/* --- for machines --- */

static void data_row(const struct answer *answer, struct str group,
		const struct fired *row, const struct cue_use *use)
{
	struct printer *p = answer->cli->printer;

	pantau_print_row(p);
	pantau_print_str(p, "group", group);
	if (row != NULL) {
		pantau_print_cstr(p, "file", row->rule.file);
		pantau_print_int(p, "line", row->rule.line);
		pantau_print_str(p, "cue", str_make(row->rule.term,
				row->rule.term_length));
	} else {
		pantau_print_null(p, "file");
		pantau_print_null(p, "line");
		pantau_print_null(p, "cue");
	}
	pantau_print_int(p, "items", (int64_t)use->items);
	pantau_print_real(p, "share", share(answer, use->items), 4);
	pantau_print_array(p, "samples");
	for (uint32_t i = 0; i < use->samples; i++) {
		pantau_print_str(p, NULL, use->sample[i]);
	}
	pantau_print_end_array(p);
	pantau_print_end_row(p);
}

static void data(const struct answer *answer, struct str query)
{
	const struct cue_counts *counts = answer->counts;
	struct cli *cli = answer->cli;
	struct printer *p = cli->printer;

	pantau_print_begin(p);
	pantau_print_str(p, "query", query);
	pantau_print_int(p, "items", (int64_t)counts->items);
	pantau_print_int(p, "low", (int64_t)counts->level[PANTAU_HOAX_LOW]);
	pantau_print_int(p, "check", (int64_t)counts->level[PANTAU_HOAX_CHECK]);
	pantau_print_list(p, "rows");
	for (unsigned g = 0; g < CUE_GROUPS_MAX; g++) {
		struct str name = pantau_score_group_name(cli->scorer, g);
		if (counts->group[g].items == 0) {
			continue;
		}
		data_row(answer, name, NULL, &counts->group[g]);
		for (size_t i = 0; i < answer->rows; i++) {
			if (str_eq(name, str_of(answer->row[i].rule.group))) {
				data_row(answer, name, &answer->row[i],
						answer->row[i].use);
			}
		}
	}
	pantau_print_end_list(p);
	pantau_print_end(p);
}

/* --- the command --- */

static int print(struct cli *cli, struct str query,
		const struct cue_counts *counts)
{
	struct answer answer = {.cli = cli, .counts = counts};

	if (!sort_out(&answer)) {
		return pantau_cli_fail(cli);
	}
	if (pantau_printer_text(cli->printer)) {
		text(&answer);
	} else {
		data(&answer, query);
	}
	free(answer.row);
	return counts->items > 0 ? EXIT_DONE : EXIT_NOTHING;
}

static int answer(struct cli *cli, void *values, struct str query,
		struct search_options *search)
{
	const struct options *options = values;
	struct progress progress;
	struct cue_counts counts;
	int code;

	search->deadline_ms = 0; /* the archive may be large */
	pantau_progress_begin(&progress, cli, SAY(cli, "score", "nilai"));
	enum pantau_status status = pantau_cue_count(cli, query, search,
			(size_t)options->jobs, &progress, &counts);
	pantau_progress_end(&progress);
	code = status == PANTAU_OK ? print(cli, query, &counts) :
			pantau_cli_fail(cli);
	pantau_cue_counts_finish(&counts);
	return code;
}

static int run(struct cli *cli, void *values, char **argv, int argc)
{
	const struct options *options = values;
	static char all[] = "*";
	char *everything[] = {all, NULL};

	return pantau_query_run(cli, "hoax stats", &options->query, 0,
			argc > 0 ? argv : everything, argc > 0 ? argc : 1,
			answer, values);
}

static const struct option_spec options[] = {
	{"jobs", OPTION_COUNT, offsetof(struct options, jobs), "N", NULL,
		"threads that analyse (default: all cores)",
		"jumlah utas analisis (bawaan: semua inti)"},
	{"since", OPTION_TEXT, offsetof(struct options, query.since), "DATE",
		NULL, "from this day or moment on", "sejak hari atau waktu itu"},
	{"until", OPTION_TEXT, offsetof(struct options, query.until), "DATE",
		NULL, "through this day, or before this moment",
		"sampai akhir hari itu, atau sebelum waktu itu"},
	{"any", OPTION_FLAG, offsetof(struct options, query.any), NULL, NULL,
		"any of the words will do, instead of all",
		"cukup salah satu kata, tidak harus semua"},
	{NULL, OPTION_FLAG, 0, NULL, NULL, NULL, NULL},
};

const struct command pantau_command_hoax_stats = {
	.name = "hoax stats",
	.group = GROUP_HOAX,
	.needs = NEED_LEXICONS | NEED_STORE | NEED_ANALYSER | NEED_SCORER,
	.run = run,
	.options = options,
	.options_size = sizeof(struct options),
	.arguments = "[QUERY]",
	.most = -1,
	.summary_en = "how often each cue of hoaxes fires",
	.summary_id = "seberapa sering tiap tanda hoaks muncul",
	.example = "pantau hoax stats 'hoaks:dicek'",
};
