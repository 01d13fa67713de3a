/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* pantau hoax queue [QUERY]: what to check, and why each. */

#include <stddef.h>

#include "base/utf8.h"
#include "cli/commands.h"
#include "cli/query_options.h"
#include "cli/queue_print.h"
#include "cli/zero_help.h"

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

static void lines(struct item_view *view, const struct queue_row *row,
		const struct debunk_view *debunk, struct str title,
		struct str begin)
{
	pantau_item_head(view, &row->item);
	pantau_item_lines(view, title, NULL, 0, 2);
	pantau_item_lines(view, begin, NULL, 0, 4);
	pantau_queue_why(view->cli, row, debunk);
}

static void data(struct item_view *view, const struct queue_row *row,
		const struct debunk_view *debunk, size_t rank, struct str title,
		struct str begin)
{
	struct cli *cli = view->cli;
	struct printer *p = cli->printer;
	pantau_print_row(p);
	pantau_print_int(p, "rank", (int64_t)rank);
	pantau_item_fields(view, &row->item, title);
	pantau_print_str(p, "excerpt", begin);
	pantau_queue_fields(cli, row, debunk);
	pantau_print_end_row(p);
}

/* The best of those whose claim the item repeats; *known is false where it is
 * gone since the queue was made. */
static enum pantau_status debunk_of(struct item_view *view,
		const struct queue_row *row, struct debunk_view *out,
		bool *known)
{
	struct cli *cli = view->cli;
	struct claim_row *claim;
	size_t n = 0, at = 0;
	enum pantau_status status = pantau_claim_rows(cli->store, row->item.id,
			&view->arena, &claim, &n, &cli->err);
	while (at < n && !pantau_claim_spreads(&claim[at], 1)) {
		at++;
	}
	if (status == PANTAU_OK && at < n) {
		status = pantau_debunk_load(view, claim[at].debunk, false, out);
		*known = status == PANTAU_OK;
	}
	return status == PANTAU_NOT_FOUND ? PANTAU_OK : status;
}

static enum pantau_status one(struct item_view *view,
		const struct queue_row *row, size_t rank)
{
	struct cli *cli = view->cli;
	struct debunk_view debunk;
	struct mask title, text;
	bool known = false;
	pantau_arena_reset(&view->arena);
	enum pantau_status status = pantau_item_mask(view, row->item.doc.title,
			&title);
	/* Masked whole: a number that the cut goes through stays hidden. */
	if (status == PANTAU_OK) {
		status = pantau_item_mask(view, row->item.doc.text, &text);
	}
	if (status == PANTAU_OK && row->claim) {
		status = debunk_of(view, row, &debunk, &known);
	}
	if (status == PANTAU_OK && pantau_printer_text(cli->printer)) {
		lines(view, row, known ? &debunk : NULL, title.text,
				excerpt(text.text));
	} else if (status == PANTAU_OK) {
		data(view, row, known ? &debunk : NULL, rank, title.text,
				excerpt(text.text));
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
				"%llu stories in the queue, %zu shown\n",
				"%llu cerita dalam antrean, %zu ditampilkan\n"),
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
