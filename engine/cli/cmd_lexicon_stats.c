/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* pantau lexicon stats: how many rows there are, and what they did in labelled
 * texts. */

#include <stddef.h>
#include <stdio.h>
#include <unistd.h>

#include "cli/commands.h"
#include "cli/gold_files.h"
#include "lexicon/lexicons.h"
#include "tune/coverage.h"

struct options {
	struct option_list gold;
	bool rows;
	uint64_t limit;
	const char *file;
};

/* What the rows of a class did. */
struct class_use {
	uint64_t rows, texts, right, conflicts;
};

struct stats {
	struct cli *cli;
	const struct gold *gold;         /* NULL: nothing but counts */
	const struct coverage *coverage;
	uint64_t rows;
	bool begun;
};

/* Only once it is known that there is an answer: an error has an object of its
 * own. */
static void begin(struct stats *stats)
{
	if (!stats->begun) {
		pantau_print_begin(stats->cli->printer);
		pantau_print_list(stats->cli->printer, "rows");
		stats->begun = true;
	}
}

static double percent(uint64_t part, uint64_t whole)
{
	return whole > 0 ? 100.0 * (double)part / (double)whole : 0;
}

static struct class_use class_use(const struct stats *stats, const char *file,
		const char *class_)
{
	struct class_use sum = {0};
	struct pantau_rule rule;

	for (size_t i = 0; i < stats->coverage->n; i++) {
		const struct row_use *use = &stats->coverage->row[i];
		if (!pantau_lexicons_rule(stats->cli->lexicons, use->rule,
				&rule) || strcmp(rule.file, file) != 0 ||
				strcmp(rule.group, class_) != 0) {
			continue;
		}
		sum.rows++;
		sum.texts += use->texts;
		sum.right += use->right;
		sum.conflicts += use->conflicts;
	}
	return sum;
}

static void class_row(void *context, const char *file, const char *class_,
		uint64_t rows)
{
	struct stats *stats = context;
	struct cli *cli = stats->cli;
	struct printer *p = cli->printer;
	struct class_use use = {0};

	begin(stats);
	stats->rows += rows;
	if (stats->gold != NULL) {
		use = class_use(stats, file, class_);
	}
	if (pantau_printer_text(p)) {
		pantau_out_printf(&cli->out, "%-22s %-18s %7llu", file, class_,
				(unsigned long long)rows);
		if (use.texts > 0) {
			pantau_out_printf(&cli->out, " %7llu %7llu %5.1f %%",
					(unsigned long long)use.rows,
					(unsigned long long)use.texts,
					percent(use.right, use.texts));
		}
		pantau_out_char(&cli->out, '\n');
		return;
	}
	pantau_print_row(p);
	pantau_print_cstr(p, "file", file);
	pantau_print_cstr(p, "class", class_);
	pantau_print_int(p, "rows", (int64_t)rows);
	if (stats->gold != NULL) {
		pantau_print_int(p, "fired", (int64_t)use.rows);
		pantau_print_int(p, "texts", (int64_t)use.texts);
		pantau_print_int(p, "right", (int64_t)use.right);
		pantau_print_int(p, "conflicts", (int64_t)use.conflicts);
	}
	pantau_print_end_row(p);
}

static int by_class(struct stats *stats,
		const struct pantau_lexicon_options *lexicons)
{
	struct cli *cli = stats->cli;

	if (pantau_lexicons_stats(lexicons, class_row, stats, &cli->err) !=
			PANTAU_OK) {
		return pantau_cli_fail(cli);
	}
	begin(stats);
	pantau_print_end_list(cli->printer);
	pantau_print_int(cli->printer, "total", (int64_t)stats->rows);
	pantau_print_end(cli->printer);
	if (pantau_printer_text(cli->printer)) {
		pantau_out_printf(&cli->out, "%-41s %7llu\n",
				SAY(cli, "in all", "jumlah"),
				(unsigned long long)stats->rows);
	}
	return EXIT_DONE;
}

static void print_row(const struct stats *stats, const struct row_use *use,
		const struct pantau_rule *rule)
{
	struct printer *p = stats->cli->printer;

	pantau_print_row(p);
	pantau_print_cstr(p, "file", rule->file);
	pantau_print_int(p, "line", rule->line);
	pantau_print_str(p, "term", str_make(rule->term, rule->term_length));
	pantau_print_cstr(p, "class", rule->group);
	pantau_print_int(p, "texts", use->texts);
	pantau_print_int(p, "fired", use->fired);
	pantau_print_int(p, "right", use->right);
	pantau_print_int(p, "conflicts", use->conflicts);
	pantau_print_real(p, "precision", (double)use->right /
			(double)use->texts, 4);
	pantau_print_int(p, "harm", row_harm(use));
	pantau_print_array(p, "samples");
	for (uint32_t i = 0; i < use->samples; i++) {
		const struct gold_item *item =
				&stats->gold->item[use->sample[i]];
		pantau_print_object(p, NULL);
		pantau_print_cstr(p, "file",
				stats->gold->file[item->file].name);
		pantau_print_int(p, "line", item->line);
		pantau_print_bool(p, "right", i >= use->wrong_samples);
		pantau_print_end_object(p);
	}
	pantau_print_end_array(p);
	pantau_print_end_row(p);
}

static void say_row(const struct stats *stats, const struct row_use *use,
		const struct pantau_rule *rule)
{
	struct out *out = &stats->cli->out;

	pantau_out_printf(out, "%+6lld %6lu %6lu %6lu %7lu %6.1f %%  %s:%lu  ",
			(long long)row_harm(use), (unsigned long)use->texts,
			(unsigned long)use->fired, (unsigned long)use->right,
			(unsigned long)use->conflicts,
			percent(use->right, use->texts), rule->file,
			(unsigned long)rule->line);
	pantau_out_safe(out, str_make(rule->term, rule->term_length));
	for (uint32_t i = 0; i < use->samples; i++) {
		const struct gold_item *item =
				&stats->gold->item[use->sample[i]];
		pantau_out_cstr(out, i == 0 ? "  (" : ", ");
		pantau_out_safe(out, str_of(
				stats->gold->file[item->file].name));
		pantau_out_printf(out, ":%lu", (unsigned long)item->line);
	}
	pantau_out_cstr(out, ")\n");
}

static int by_row(struct stats *stats, const struct options *options)
{
	struct cli *cli = stats->cli;
	const struct coverage *coverage = stats->coverage;
	struct pantau_rule rule;
	uint64_t spoke = 0;

	begin(stats);
	if (pantau_printer_text(cli->printer)) {
		pantau_out_cstr(&cli->out, SAY(cli, "  harm  texts  fired  right"
				" against  precision\n",
				"  rugi   teks   kali  tepat   lawan  ketepatan\n"));
	}
	for (size_t i = 0; i < coverage->n; i++) {
		const struct row_use *use = &coverage->row[i];
		if (!pantau_lexicons_rule(cli->lexicons, use->rule, &rule) ||
				(options->file != NULL && strcmp(rule.file,
				options->file) != 0)) {
			continue;
		}
		if (++spoke > options->limit && options->limit != 0) {
			continue;
		}
		if (pantau_printer_text(cli->printer)) {
			say_row(stats, use, &rule);
		} else {
			print_row(stats, use, &rule);
		}
	}
	pantau_print_end_list(cli->printer);
	pantau_print_int(cli->printer, "texts", (int64_t)stats->gold->n);
	pantau_print_int(cli->printer, "fired", (int64_t)spoke);
	pantau_print_end(cli->printer);
	if (pantau_printer_text(cli->printer) && !cli->quiet) {
		pantau_out_printf(&cli->out, SAY(cli,
				"%llu rows spoke in %llu texts\n",
				"%llu baris terpakai dalam %llu teks\n"),
				(unsigned long long)spoke,
				(unsigned long long)stats->gold->n);
	}
	return EXIT_DONE;
}

/* A slip of the pen must not look like rows that never spoke. */
static enum pantau_status check_file(struct cli *cli, const char *file)
{
	char path[4096];

	if (file == NULL) {
		return PANTAU_OK;
	}
	snprintf(path, sizeof(path), "%s/%s", cli->lexicons_dir, file);
	return strchr(file, '/') == NULL && access(path, F_OK) == 0 ? PANTAU_OK
			: pantau_fail(&cli->err, PANTAU_USAGE, SAY(cli,
			"there is no lexicon '%.100s'; --file sentiment.tsv, for "
			"example", "tidak ada leksikon '%.100s'; misalnya --file "
			"sentiment.tsv"), file);
}

static int with_gold(struct cli *cli, const struct options *options,
		const struct pantau_lexicon_options *lexicons)
{
	struct stats stats = {.cli = cli};
	struct coverage coverage = {NULL, 0};
	struct gold gold;
	int code;

	cli->lexicons_dir = lexicons->dir;
	pantau_gold_init(&gold);
	stats.gold = &gold;
	stats.coverage = &coverage;
	enum pantau_status status = check_file(cli, options->file);
	if (status == PANTAU_OK) {
		status = pantau_cli_open(cli, NEED_LEXICONS | NEED_ANALYSER |
				NEED_SCORER);
	}
	if (status == PANTAU_OK) {
		status = pantau_gold_files(cli, &gold, options->gold.value,
				options->gold.n);
	}
	if (status == PANTAU_OK) {
		status = pantau_coverage(cli->lexicons, cli->scorer,
				cli->analyser, &gold, &coverage, &cli->err);
	}
	if (status != PANTAU_OK) {
		code = pantau_cli_fail(cli);
	} else {
		code = options->rows ? by_row(&stats, options) :
				by_class(&stats, lexicons);
	}
	if (code == EXIT_DONE && gold.rejected > 0) {
		code = EXIT_PARTLY;
	}
	pantau_coverage_finish(&coverage);
	pantau_gold_finish(&gold);
	return code;
}

static int run(struct cli *cli, void *values, char **argv, int argc)
{
	const struct options *options = values;

	struct pantau_lexicon_options lexicons = pantau_cli_lexicons(cli);
	lexicons.dir = argc > 0 ? argv[0] : lexicons.dir;
	if ((options->limit > 0 || options->file != NULL) && !options->rows) {
		pantau_fail(&cli->err, PANTAU_USAGE, SAY(cli,
				"--%s goes with --rows",
				"--%s hanya berlaku bersama --rows"),
				options->limit > 0 ? "limit" : "file");
		return pantau_cli_fail(cli);
	}
	if (options->gold.n > 0) {
		return with_gold(cli, options, &lexicons);
	}
	if (options->rows) {
		pantau_fail(&cli->err, PANTAU_USAGE, SAY(cli,
				"--rows needs labelled texts; name them with "
				"--gold FILE",
				"--rows memerlukan teks berlabel; sebutkan dengan "
				"--gold FILE"));
		return pantau_cli_fail(cli);
	}
	struct stats stats = {.cli = cli};
	return by_class(&stats, &lexicons);
}

#define AT(member) offsetof(struct options, member)

static const struct option_spec options[] = {
	{"gold", OPTION_LIST, AT(gold), "FILE", NULL,
		"labelled texts to measure the rows by; may be repeated",
		"teks berlabel untuk mengukur baris; boleh diulang"},
	{"rows", OPTION_FLAG, AT(rows), NULL, NULL,
		"each row that spoke in them, most harm first",
		"tiap baris yang terpakai, yang paling merugikan dahulu"},
	{"limit", OPTION_COUNT, AT(limit), "N", NULL,
		"at most N rows (default: all)",
		"paling banyak N baris (bawaan: semua)"},
	{"file", OPTION_TEXT, AT(file), "NAME", NULL,
		"only the rows of this file, such as sentiment.tsv",
		"hanya baris berkas ini, misalnya sentiment.tsv"},
	{NULL, OPTION_FLAG, 0, NULL, NULL, NULL, NULL},
};

const struct command pantau_command_lexicon_stats = {
	.name = "lexicon stats",
	.group = GROUP_TUNE,
	.run = run,
	.options = options,
	.options_size = sizeof(struct options),
	.arguments = "[DIR]",
	.most = 1,
	.summary_en = "rows by file and class, and what they did",
	.summary_id = "jumlah baris per berkas dan kelas, dan hasilnya",
};
