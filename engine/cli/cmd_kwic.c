/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* pantau kwic QUERY: the words around each find, lined up (Luhn 1960). */

#include <stddef.h>

#include "base/utf8.h"
#include "cli/commands.h"
#include "cli/query_options.h"
#include "cli/show_item.h"

#define WIDTH 6      /* tokens either side */
#define COLUMNS_TEXT 100

struct options {
	struct query_arguments query;
	int sort; /* enum kwic_sort */
	const char *width;
};

static const char *const sorts[] = {"item", "left", "right", NULL};

/* The last (or first) code points of s that fit into columns. */
static struct str fit(struct str s, size_t columns, bool last)
{
	size_t length = pantau_utf8_length(s), at = 0, seen = 0;
	size_t skip = last && length > columns ? length - columns : 0;
	while (at < s.n && seen < skip) {
		pantau_utf8_next(s, &at, NULL);
		seen++;
	}
	struct str rest = str_skip(s, at);
	for (at = 0, seen = 0; at < rest.n && seen < columns; seen++) {
		pantau_utf8_next(rest, &at, NULL);
	}
	return str_make(rest.p, at);
}

/* Contexts come without blanks at their ends; closing marks follow closely. */
static bool closes(struct str s)
{
	return s.n > 0 && strchr(",.;:!?)]}%", s.p[0]) != NULL;
}

static void line(struct cli *cli, struct str left, struct str keyword,
		struct str right, size_t side)
{
	struct out *out = &cli->out;
	struct str before = fit(left, side, true);
	pantau_out_printf(out, "%*s", (int)(side - pantau_utf8_length(before)),
			"");
	pantau_out_safe(out, before);
	pantau_out_char(out, ' ');
	pantau_paint(cli, PAINT_HIT);
	pantau_out_safe(out, keyword);
	pantau_paint(cli, PAINT_NONE);
	pantau_out_cstr(out, right.n == 0 || closes(right) ? "" : " ");
	pantau_out_safe(out, fit(right, side, false));
	pantau_out_char(out, '\n');
}

static enum pantau_status one(struct item_view *view,
		const struct kwic_row *row)
{
	struct cli *cli = view->cli;
	struct printer *p = cli->printer;
	struct mask left, keyword, right, title;
	pantau_arena_reset(&view->arena);
	enum pantau_status status = pantau_item_mask(view, row->left, &left);
	if (status == PANTAU_OK) {
		status = pantau_item_mask(view, row->keyword, &keyword);
	}
	if (status == PANTAU_OK) {
		status = pantau_item_mask(view, row->right, &right);
	}
	if (status == PANTAU_OK) {
		status = pantau_item_mask(view, row->item.doc.title, &title);
	}
	if (status != PANTAU_OK) {
		return status;
	}
	if (pantau_printer_text(p)) {
		size_t columns = cli->width > 40 ? cli->width : COLUMNS_TEXT;
		size_t used = pantau_utf8_length(keyword.text) + 3;
		line(cli, left.text, keyword.text, right.text,
				columns > used + 20 ? (columns - used) / 2 : 10);
		return PANTAU_OK;
	}
	pantau_print_row(p);
	pantau_item_fields(view, &row->item, title.text);
	pantau_print_cstr(p, "field",
			row->field == MATCH_TITLE ? "title" : "text");
	pantau_print_int(p, "start", (int64_t)row->start);
	pantau_print_int(p, "end", (int64_t)row->end);
	pantau_print_str(p, "left", left.text);
	pantau_print_str(p, "keyword", keyword.text);
	pantau_print_str(p, "right", right.text);
	pantau_print_bool(p, "masked", left.spans + keyword.spans +
			right.spans + title.spans > 0);
	pantau_print_end_row(p);
	return PANTAU_OK;
}

static int print(struct cli *cli, struct str query, const struct kwic *kwic)
{
	struct printer *p = cli->printer;
	struct item_view view;
	enum pantau_status status = PANTAU_OK;
	pantau_item_view_init(&view, cli);
	pantau_print_begin(p);
	pantau_print_str(p, "query", query);
	pantau_print_int(p, "total", (int64_t)kwic->total);
	if (kwic->cut) {
		pantau_print_bool(p, "cut", true);
	}
	pantau_print_list(p, "lines");
	for (size_t i = 0; status == PANTAU_OK && i < kwic->n; i++) {
		status = one(&view, &kwic->row[i]);
	}
	pantau_print_end_list(p);
	pantau_print_end(p);
	pantau_item_view_finish(&view);
	if (status != PANTAU_OK) {
		return pantau_cli_fail(cli);
	}
	if (pantau_printer_text(p) && !cli->quiet) {
		pantau_out_printf(&cli->out, SAY(cli, "%llu lines, %zu shown\n",
				"%llu baris, %zu ditampilkan\n"),
				(unsigned long long)kwic->total, kwic->n);
	}
	if (kwic->cut) {
		pantau_cli_note(cli, "%s", SAY(cli,
				"pantau: over 10,000 items match; the newest of them "
				"were read\n",
				"pantau: lebih dari 10.000 artikel cocok; hanya yang "
				"terbaru yang dibaca\n"));
	}
	return kwic->total > 0 ? EXIT_DONE : EXIT_NOTHING;
}

static int answer(struct cli *cli, void *values, struct str query,
		struct search_options *search)
{
	const struct options *options = values;
	struct kwic kwic;
	int64_t width = WIDTH;
	if (options->width != NULL && (!pantau_str_int(str_of(options->width),
			&width) || width < 1 || width > 100)) {
		pantau_fail(&cli->err, PANTAU_USAGE, "%s", SAY(cli,
				"'--width' is a number of words from 1 to 100",
				"'--width' adalah jumlah kata dari 1 sampai 100"));
		return pantau_cli_fail(cli);
	}
	if (pantau_kwic(cli->store, cli->analyser, query, search,
			(enum kwic_sort)options->sort, (size_t)width, &kwic,
			&cli->err) != PANTAU_OK) {
		return pantau_cli_fail(cli);
	}
	int code = print(cli, query, &kwic);
	pantau_kwic_finish(&kwic);
	return code;
}

static int run(struct cli *cli, void *values, char **argv, int argc)
{
	const struct options *options = values;
	return pantau_query_run(cli, "kwic", &options->query, 50, argv, argc,
			answer, values);
}

#define AT(member) offsetof(struct options, member)

static const struct option_spec options[] = {
	QUERY_LIMIT_ROWS(struct options, query, "50"),
	{"sort", OPTION_CHOICE, AT(sort), "ORDER", sorts,
		"item (newest first), left or right context",
		"item (terbaru dulu), left (kiri), atau right (kanan)"},
	{"width", OPTION_TEXT, AT(width), "N", NULL,
		"words either side (default: 6)",
		"jumlah kata di tiap sisi (bawaan: 6)"},
	QUERY_OPTION_ROWS(struct options, query),
	{NULL, OPTION_FLAG, 0, NULL, NULL, NULL, NULL},
};

const struct command pantau_command_kwic = {
	.name = "kwic",
	.group = GROUP_SEARCH,
	.needs = NEED_STORE | NEED_ANALYSER,
	.run = run,
	.options = options,
	.options_size = sizeof(struct options),
	.arguments = "QUERY",
	.least = 1,
	.most = -1,
	.summary_en = "each find with the words around it",
	.summary_id = "tiap temuan dengan kata-kata di sekitarnya",
	.example = "pantau kwic tanggul --sort right",
};
