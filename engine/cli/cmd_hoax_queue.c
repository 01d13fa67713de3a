/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* pantau hoax queue [QUERY]: what to check, and why each. */

#include <stddef.h>

#include "base/utf8.h"
#include "cli/commands.h"
#include "cli/query_options.h"
#include "cli/show_item.h"
#include "cli/zero_help.h"
#include "score/score.h"
#include "search/queue.h"

#define DAY 86400
#define HOUR 3600
#define GROUPS_MOST 32
#define EXCERPT 200 /* bytes */

struct options {
	struct query_arguments query;
};

/* The beginning of a text, whole words of its first bytes. */
static struct str excerpt(struct str text)
{
	struct str cut = pantau_utf8_prefix(text, EXCERPT);
	size_t end = cut.n;
	if (cut.n == text.n) {
		return text;
	}
	while (end > 0 && cut.p[end] != ' ' && cut.p[end] != '\n') {
		end--;
	}
	return end > 0 ? str_make(cut.p, end) : cut;
}

static void say_age(struct cli *cli, const struct queue_row *row)
{
	struct out *out = &cli->out;
	if (row->age < 0) {
		pantau_out_cstr(out, SAY(cli, "undated", "tanpa tanggal"));
	} else if (row->age < 2 * DAY) {
		pantau_out_printf(out, SAY(cli, "%lld hours old",
				"umur %lld jam"), (long long)(row->age / HOUR));
	} else {
		pantau_out_printf(out, SAY(cli, "%lld days old",
				"umur %lld hari"), (long long)(row->age / DAY));
	}
	pantau_out_printf(out, " (+%lld)", (long long)row->new_points);
}

static void why(struct cli *cli, const struct queue_row *row)
{
	struct out *out = &cli->out;
	const char *between = ": ";
	pantau_out_printf(out, SAY(cli, "    why: %s", "    alasan: %s"),
			pantau_say_hoax(cli, row->item.hoax));
	for (unsigned g = 0; g < GROUPS_MOST; g++) {
		if ((row->item.hoax_groups >> g & 1) == 0) {
			continue;
		}
		pantau_out_cstr(out, between);
		pantau_out_safe(out, pantau_score_group_title(cli->scorer,
				(uint8_t)g, (enum pantau_lang)cli->lang));
		between = ", ";
	}
	pantau_out_printf(out, SAY(cli, "; reach %lld (+%lld); ",
			"; jangkauan %lld (+%lld); "), (long long)row->reach,
			(long long)row->reach_points);
	say_age(cli, row);
	pantau_out_printf(out, SAY(cli, "; copies %lld (+%lld); points %lld\n\n",
			"; salinan %lld (+%lld); poin %lld\n\n"),
			(long long)row->copies, (long long)row->copies_points,
			(long long)row->points);
}

static void lines(struct item_view *view, const struct queue_row *row,
		struct str title, struct str begin)
{
	pantau_item_head(view, &row->item);
	pantau_item_lines(view, title, NULL, 0, 2);
	pantau_item_lines(view, begin, NULL, 0, 4);
	why(view->cli, row);
}

static void data(struct item_view *view, const struct queue_row *row,
		size_t rank, struct str title, struct str begin)
{
	struct cli *cli = view->cli;
	struct printer *p = cli->printer;
	pantau_print_row(p);
	pantau_print_int(p, "rank", (int64_t)rank);
	pantau_item_fields(view, &row->item, title);
	pantau_print_str(p, "excerpt", begin);
	pantau_print_cstr(p, "hoax", pantau_hoax_name(row->item.hoax));
	pantau_print_array(p, "groups");
	for (unsigned g = 0; g < GROUPS_MOST; g++) {
		if ((row->item.hoax_groups >> g & 1) != 0) {
			pantau_print_str(p, NULL, pantau_score_group_name(
					cli->scorer, (uint8_t)g));
		}
	}
	pantau_print_end_array(p);
	pantau_print_int(p, "points", row->points);
	pantau_print_int(p, "reach", row->reach);
	pantau_print_int(p, "reach_points", row->reach_points);
	if (row->age < 0) {
		pantau_print_null(p, "age");
	} else {
		pantau_print_int(p, "age", row->age);
	}
	pantau_print_int(p, "new_points", row->new_points);
	pantau_print_int(p, "copies", row->copies);
	pantau_print_int(p, "copies_points", row->copies_points);
	pantau_print_end_row(p);
}

static enum pantau_status one(struct item_view *view,
		const struct queue_row *row, size_t rank)
{
	struct cli *cli = view->cli;
	struct mask title, text;
	pantau_arena_reset(&view->arena);
	enum pantau_status status = pantau_item_mask(view, row->item.doc.title,
			&title);
	/* Masked whole: a number that the cut goes through stays hidden. */
	if (status == PANTAU_OK) {
		status = pantau_item_mask(view, row->item.doc.text, &text);
	}
	if (status == PANTAU_OK && pantau_printer_text(cli->printer)) {
		lines(view, row, title.text, excerpt(text.text));
	} else if (status == PANTAU_OK) {
		data(view, row, rank, title.text, excerpt(text.text));
	}
	return status;
}

static enum pantau_status print(struct cli *cli, struct str query,
		const struct queue *queue, size_t offset)
{
	struct printer *p = cli->printer;
	struct item_view view;
	enum pantau_status status = PANTAU_OK;
	pantau_item_view_init(&view, cli);
	pantau_print_begin(p);
	pantau_print_str(p, "query", query);
	pantau_print_int(p, "total", (int64_t)queue->total);
	pantau_widening_fields(cli, queue->widening, queue->widened);
	pantau_print_list(p, "queue");
	for (size_t i = 0; status == PANTAU_OK && i < queue->n; i++) {
		status = one(&view, &queue->row[i], offset + i + 1);
	}
	pantau_print_end_list(p);
	pantau_print_end(p);
	pantau_item_view_finish(&view);
	if (status == PANTAU_OK && pantau_printer_text(p) && !cli->quiet) {
		pantau_out_printf(&cli->out, SAY(cli,
				"%llu items in the queue, %zu shown\n",
				"%llu artikel dalam antrean, %zu ditampilkan\n"),
				(unsigned long long)queue->total, queue->n);
	}
	pantau_widening_tell(cli, queue->widening, queue->widened);
	return status;
}

static int answer(struct cli *cli, void *values, struct str query,
		struct search_options *search)
{
	struct queue queue;
	(void)values;
	if (pantau_queue_make(cli->store, cli->analyser, query, search, &queue,
			&cli->err) != PANTAU_OK) {
		return pantau_cli_fail(cli);
	}
	/* Only now: the query is read with the words of the archive; from here
	 * on the groups need their names. */
	enum pantau_status status = queue.n == 0 ? PANTAU_OK
			: pantau_cli_open(cli, NEED_LEXICONS | NEED_SCORER);
	if (status == PANTAU_OK) {
		status = print(cli, query, &queue, search->offset);
	}
	int code = status != PANTAU_OK ? pantau_cli_fail(cli)
			: queue.total > 0 ? EXIT_DONE : EXIT_NOTHING;
	pantau_queue_finish(&queue);
	return code;
}

static int run(struct cli *cli, void *values, char **argv, int argc)
{
	const struct options *options = values;
	static char all[] = "*";
	char *everything[] = {all, NULL};
	return pantau_query_run(cli, "hoax queue", &options->query, 20,
			argc > 0 ? argv : everything, argc > 0 ? argc : 1,
			answer, values);
}

static const struct option_spec options[] = {
	QUERY_LIMIT_ROWS(struct options, query, "20"),
	QUERY_OPTION_ROWS(struct options, query),
	{NULL, OPTION_FLAG, 0, NULL, NULL, NULL, NULL},
};

const struct command pantau_command_hoax_queue = {
	.name = "hoax queue",
	.group = GROUP_HOAX,
	.needs = NEED_STORE | NEED_ANALYSER,
	.run = run,
	.options = options,
	.options_size = sizeof(struct options),
	.arguments = "[QUERY]",
	.least = 0,
	.most = -1,
	.summary_en = "what to check first, and why",
	.summary_id = "yang perlu dicek lebih dulu, beserta alasannya",
	.example = "pantau hoax queue --since 2h --limit 10",
};
