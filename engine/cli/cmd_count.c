/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* pantau count QUERY --by day: numbers without ranking. */

#include <stddef.h>

#include "base/utf8.h"
#include "cli/commands.h"
#include "cli/query_options.h"
#include "cli/show_item.h"
#include "cli/zero_help.h"

struct options {
	struct query_arguments query;
	int by; /* index into bys; enum count_by */
};

/* As enum count_by; then, but for the total, as queries and people call them. */
static const char *const bys[] = {
	"total", "day", "hour", "source", "kind", "tone", "region", "author",
	"issue", "language", "verdict", "hari", "jam", "sumber", "jenis",
	"nada", "wilayah", "akun", "isu", "bahasa", "putusan", NULL,
};
#define BYS 10 /* beside the total */

#define BLOCK "\xe2\x96\x88"
#define BLOCKS BLOCK BLOCK BLOCK BLOCK BLOCK BLOCK BLOCK BLOCK BLOCK BLOCK
#define BAR 40
static const char bars[] = BLOCKS BLOCKS BLOCKS BLOCKS;

/* A key for people: kinds and tones in the words that search shows. */
static struct str label(const struct cli *cli, int by, struct str key)
{
	if (by == COUNT_KIND) {
		enum doc_kind kind = pantau_doc_kind_parse(key);
		return kind != KIND_NONE ? str_of(pantau_say_kind(cli, kind)) : key;
	}
	for (int i = 0; by == COUNT_TONE && i <= PANTAU_TONE_UNASSESSED; i++) {
		enum pantau_tone tone = (enum pantau_tone)i;
		if (str_eq(key, str_of(pantau_tone_name(tone)))) {
			return str_of(pantau_say_tone(cli, tone));
		}
	}
	enum verdict verdict;
	if (by == COUNT_VERDICT && pantau_verdict_parse(key, &verdict)) {
		return str_of(pantau_say_verdict(cli, verdict));
	}
	if (by == COUNT_LANGUAGE) {
		return pantau_say_language(cli, key);
	}
	if ((by == COUNT_AUTHOR || by == COUNT_REGION) &&
			str_eq(key, STR("none"))) {
		return str_of(SAY(cli, "(not given)", "(tidak disebut)"));
	}
	if (by == COUNT_AUTHOR && str_eq(key, STR("private"))) {
		return str_of(SAY(cli, "(private accounts)", "(akun pribadi)"));
	}
	return key;
}

static void text(struct cli *cli, const struct counts *counts, int by)
{
	struct out *out = &cli->out;
	const char *articles = SAY(cli, "items", "artikel");
	const char *stories = SAY(cli, "stories", "cerita unik");
	int column = (int)strlen(stories) > 8 ? (int)strlen(stories) : 8;
	uint64_t most = 1;
	size_t width = 0;
	for (size_t i = 0; i < counts->n; i++) {
		const struct count_row *row = &counts->row[i];
		size_t n = pantau_utf8_length(label(cli, by, row->key));
		most = row->articles > most ? row->articles : most;
		width = n > width ? n : width;
	}
	/* Bars give way on a narrow terminal. */
	size_t used = width + 12 + (size_t)column;
	uint64_t room = cli->width == 0 || cli->width > used + BAR ? BAR
			: cli->width > used + 10 ? cli->width - used : 10;
	if (by != COUNT_TOTAL && counts->n > 0) {
		pantau_paint(cli, PAINT_DIM);
		pantau_out_printf(out, "%*s %8s %*s", (int)width, "", articles,
				column, stories);
		pantau_paint(cli, PAINT_NONE);
		pantau_out_char(out, '\n');
	}
	for (size_t i = 0; by != COUNT_TOTAL && i < counts->n; i++) {
		const struct count_row *row = &counts->row[i];
		struct str name = label(cli, by, row->key);
		pantau_out_safe(out, name);
		pantau_out_printf(out, "%*s %8llu %*llu",
				(int)(width - pantau_utf8_length(name)), "",
				(unsigned long long)row->articles, column,
				(unsigned long long)row->stories);
		size_t bar = (size_t)(row->articles * room / most);
		pantau_out_cstr(out, bar > 0 ? " " : "");
		pantau_out_str(out, str_make(bars, bar * (sizeof(BLOCK) - 1)));
		if (row->labelled > 0) {
			pantau_out_printf(out, SAY(cli, " (%llu labelled)",
					" (%llu berlabel)"),
					(unsigned long long)row->labelled);
		}
		pantau_out_char(out, '\n');
	}
	pantau_out_printf(out, "%llu %s, %llu %s",
			(unsigned long long)counts->total, articles,
			(unsigned long long)counts->stories, stories);
	if (counts->undated > 0) {
		pantau_out_printf(out, SAY(cli, ", %llu without a date",
				", %llu tanpa tanggal"),
				(unsigned long long)counts->undated);
	}
	if (counts->labelled > 0) {
		pantau_out_printf(out, SAY(cli, ", %llu with a label",
				", %llu dengan label"),
				(unsigned long long)counts->labelled);
	}
	pantau_out_char(out, '\n');
}

static void data(struct cli *cli, struct str query,
		const struct counts *counts, int by, const struct help *help)
{
	struct printer *p = cli->printer;
	pantau_print_begin(p);
	pantau_print_str(p, "query", query);
	pantau_print_int(p, "total", (int64_t)counts->total);
	pantau_print_int(p, "articles", (int64_t)counts->total);
	pantau_print_int(p, "stories", (int64_t)counts->stories);
	pantau_print_int(p, "undated", (int64_t)counts->undated);
	pantau_print_int(p, "labelled", (int64_t)counts->labelled);
	pantau_print_cstr(p, "by", bys[by]);
	pantau_widening_fields(cli, counts->widening, counts->widened);
	if (counts->total == 0) {
		pantau_zero_help_fields(cli, help);
	}
	pantau_print_list(p, "rows");
	if (by == COUNT_TOTAL) {
		/* ndjson, csv and tsv show rows alone. */
		pantau_print_row(p);
		pantau_print_cstr(p, "key", "total");
		pantau_print_int(p, "articles", (int64_t)counts->total);
		pantau_print_int(p, "stories", (int64_t)counts->stories);
		pantau_print_int(p, "labelled", (int64_t)counts->labelled);
		pantau_print_end_row(p);
	}
	for (size_t i = 0; i < counts->n; i++) {
		const struct count_row *row = &counts->row[i];
		pantau_print_row(p);
		pantau_print_str(p, "key", row->key);
		pantau_print_int(p, "articles", (int64_t)row->articles);
		pantau_print_int(p, "stories", (int64_t)row->stories);
		pantau_print_int(p, "labelled", (int64_t)row->labelled);
		pantau_print_end_row(p);
	}
	pantau_print_end_list(p);
	pantau_print_end(p);
}

static int answer(struct cli *cli, void *values, struct str query,
		struct search_options *search)
{
	const struct options *options = values;
	struct counts counts;
	if (pantau_count(cli->store, cli->analyser, query,
			(enum count_by)options->by, search, &counts, &cli->err) !=
			PANTAU_OK) {
		return pantau_cli_fail(cli);
	}
	struct help help = {0};
	if (counts.total == 0) {
		pantau_zero_help_find(cli, query, search, &help);
	}
	if (pantau_printer_text(cli->printer)) {
		text(cli, &counts, options->by);
	} else {
		data(cli, query, &counts, options->by, &help);
	}
	pantau_widening_tell(cli, counts.widening, counts.widened);
	if (counts.total == 0) {
		pantau_zero_help_tell(cli, &help);
	}
	int code = counts.total > 0 ? EXIT_DONE : EXIT_NOTHING;
	pantau_counts_finish(&counts);
	return code;
}

static int run(struct cli *cli, void *values, char **argv, int argc)
{
	struct options *options = values;
	options->by -= options->by > BYS ? BYS : 0;
	return pantau_query_run(cli, "count", &options->query, 0, argv, argc,
			answer, values);
}

static const struct option_spec options[] = {
	{"by", OPTION_CHOICE, offsetof(struct options, by), "WHAT", bys,
		"day, hour, source, kind, tone, language, region, author, "
		"verdict",
		"day, hour, source, kind, tone, language, region, author, "
		"putusan"},
	QUERY_OPTION_ROWS(struct options, query),
	{NULL, OPTION_FLAG, 0, NULL, NULL, NULL, NULL},
};

const struct command pantau_command_count = {
	.name = "count",
	.group = GROUP_SEARCH,
	.needs = NEED_STORE | NEED_ANALYSER,
	.run = run,
	.options = options,
	.options_size = sizeof(struct options),
	.arguments = "QUERY",
	.least = 1,
	.most = -1,
	.summary_en = "count items, by day, source, kind or tone",
	.summary_id = "hitung artikel per hari, sumber, jenis, atau nada",
	.example = "pantau count banjir --by day --since 7h",
};
