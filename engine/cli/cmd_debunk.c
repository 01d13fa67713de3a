/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* pantau debunk list [QUERY], pantau debunk show ID: the archive of debunks. */

#include <stddef.h>

#include "cli/commands.h"
#include "cli/debunk_print.h"
#include "cli/query_options.h"

#define LISTED 20

/* --- list --- */

struct list_options {
	const char *limit;
};

static enum pantau_status list_one(struct item_view *view, int64_t id)
{
	struct cli *cli = view->cli;
	struct debunk_view debunk;
	enum pantau_status status = pantau_debunk_load(view, id, false,
			&debunk);
	if (status != PANTAU_OK) {
		return status;
	}
	if (pantau_printer_text(cli->printer)) {
		pantau_debunk_lines(view, &debunk, 0);
		return PANTAU_OK;
	}
	pantau_print_row(cli->printer);
	pantau_debunk_fields(cli->printer, &debunk);
	pantau_print_end_row(cli->printer);
	return PANTAU_OK;
}

static enum pantau_status list_all(struct cli *cli, struct str words,
		size_t limit, uint64_t *total)
{
	struct printer *p = cli->printer;
	struct item_view view;
	struct arena arena;
	int64_t *id = NULL;
	size_t n = 0;
	enum pantau_status status = pantau_store_begin_read(cli->store,
			&cli->err);
	if (status != PANTAU_OK) {
		return status;
	}
	pantau_arena_init(&arena);
	pantau_item_view_init(&view, cli);
	status = pantau_debunk_list(cli->store, words, limit, &arena, &id, &n,
			total, &cli->err);
	if (status == PANTAU_OK) {
		pantau_print_begin(p);
		pantau_print_str(p, "query", words);
		pantau_print_int(p, "total", (int64_t)*total);
		pantau_print_list(p, "debunks");
		for (size_t i = 0; status == PANTAU_OK && i < n; i++) {
			pantau_arena_reset(&view.arena);
			status = list_one(&view, id[i]);
		}
		pantau_print_end_list(p);
		pantau_print_end(p);
	}
	if (status == PANTAU_OK && pantau_printer_text(p) && !cli->quiet) {
		pantau_out_printf(&cli->out, SAY(cli,
				"%llu debunks, %zu shown\n",
				"%llu klarifikasi, %zu ditampilkan\n"),
				(unsigned long long)*total, n);
	}
	if (status == PANTAU_OK && *total == 0 && words.n == 0) {
		pantau_cli_note(cli, "%s", SAY(cli,
				"pantau: 'pantau debunk import FILE' takes debunks "
				"in\n", "pantau: klarifikasi dimasukkan dengan "
				"'pantau debunk import FILE'\n"));
	}
	pantau_item_view_finish(&view);
	pantau_arena_finish(&arena);
	pantau_store_end_read(cli->store);
	return status;
}

/* The words of the call, with a blank between. */
static bool join(char **argv, int argc, struct buf *out)
{
	pantau_buf_init(out);
	for (int i = 0; i < argc; i++) {
		pantau_buf_str(out, i > 0 ? STR(" ") : STR(""));
		pantau_buf_str(out, str_of(argv[i]));
	}
	return !out->failed;
}

static int list(struct cli *cli, void *values, char **argv, int argc)
{
	const struct list_options *options = values;
	struct buf words;
	size_t limit = LISTED;
	uint64_t total = 0;
	enum pantau_status status = join(argv, argc, &words) ? PANTAU_OK
			: pantau_fail_memory(&cli->err);
	if (status == PANTAU_OK) {
		status = options->limit == NULL ? PANTAU_OK :
				pantau_query_limit(cli, options->limit, &limit);
	}
	if (status == PANTAU_OK) {
		status = pantau_item_audit(cli, "debunk list");
	}
	if (status == PANTAU_OK) {
		status = list_all(cli, buf_str(&words), limit, &total);
	}
	pantau_buf_finish(&words);
	return status != PANTAU_OK ? pantau_cli_fail(cli)
			: total > 0 ? EXIT_DONE : EXIT_NOTHING;
}

/* --- show --- */

struct show_options {
	const char *limit;
};

static void show_text(struct item_view *view, const struct debunk_view *debunk)
{
	struct cli *cli = view->cli;
	struct out *out = &cli->out;
	pantau_debunk_lines(view, debunk, 0);
	if (debunk->claim.text.n > 0 && debunk->title.text.n > 0) {
		pantau_out_cstr(out, SAY(cli, "  claim:\n", "  klaim:\n"));
		pantau_item_lines(view, debunk->claim.text, NULL, 0, 4);
	}
	if (debunk->body.text.n > 0) {
		pantau_out_cstr(out, SAY(cli, "  body:\n", "  isi:\n"));
		pantau_item_lines(view, debunk->body.text, NULL, 0, 4);
	}
	pantau_out_cstr(out, SAY(cli, "  from ", "  dari "));
	pantau_out_safe(out, debunk->row.input);
	if (debunk->row.debunk.line > 0) {
		pantau_out_printf(out, ":%llu",
				(unsigned long long)debunk->row.debunk.line);
	}
	pantau_out_char(out, '\n');
	if (debunk->row.repeats > 0) {
		pantau_out_printf(out, SAY(cli,
				"  all of them: pantau search klaim:%lld\n",
				"  semuanya: pantau search klaim:%lld\n"),
				(long long)debunk->row.id);
	}
}

static void show_data(struct item_view *view, const struct debunk_view *debunk)
{
	struct printer *p = view->cli->printer;
	pantau_print_begin(p);
	pantau_debunk_fields(p, debunk);
	pantau_print_str(p, "body", debunk->body.text);
	pantau_print_object(p, "provenance");
	pantau_print_str(p, "file", debunk->row.input);
	pantau_print_int(p, "line", (int64_t)debunk->row.debunk.line);
	pantau_print_end_object(p);
}

static enum pantau_status show_it(struct item_view *view, int64_t id,
		size_t limit)
{
	struct cli *cli = view->cli;
	struct debunk_view debunk;
	enum pantau_status status = pantau_store_begin_read(cli->store,
			&cli->err);
	if (status != PANTAU_OK) {
		return status;
	}
	status = pantau_debunk_load(view, id, true, &debunk);
	if (status == PANTAU_OK) {
		(pantau_printer_text(cli->printer) ? show_text : show_data)(view,
				&debunk);
		status = pantau_debunk_items(view, id, limit);
		pantau_print_end(cli->printer);
	}
	pantau_store_end_read(cli->store);
	return status;
}

static int show(struct cli *cli, void *values, char **argv, int argc)
{
	const struct show_options *options = values;
	struct item_view view;
	size_t limit = LISTED;
	int64_t id;
	(void)argc;
	if (!pantau_str_int(str_of(argv[0]), &id)) {
		pantau_fail(&cli->err, PANTAU_USAGE, SAY(cli,
				"'%.60s' is no number of a debunk; 'pantau debunk "
				"list' shows them", "'%.60s' bukan nomor klarifikasi; "
				"daftarnya di 'pantau debunk list'"), argv[0]);
		return pantau_cli_fail(cli);
	}
	if ((options->limit != NULL && pantau_query_limit(cli, options->limit,
			&limit) != PANTAU_OK) ||
			pantau_item_audit(cli, "debunk show") != PANTAU_OK) {
		return pantau_cli_fail(cli);
	}
	pantau_item_view_init(&view, cli);
	enum pantau_status status = show_it(&view, id, limit);
	pantau_item_view_finish(&view);
	return status == PANTAU_OK ? EXIT_DONE : pantau_cli_fail(cli);
}

static const struct option_spec list_options[] = {
	{"limit", OPTION_TEXT, offsetof(struct list_options, limit), "N", NULL,
		"how many to show (default 20; 0: all)",
		"banyaknya yang ditampilkan (bawaan 20; 0: semua)"},
	{NULL, OPTION_FLAG, 0, NULL, NULL, NULL, NULL},
};

static const struct option_spec show_options[] = {
	{"limit", OPTION_TEXT, offsetof(struct show_options, limit), "N", NULL,
		"items to show (default 20; 0: all)",
		"artikel yang ditampilkan (bawaan 20; 0: semua)"},
	{NULL, OPTION_FLAG, 0, NULL, NULL, NULL, NULL},
};

const struct command pantau_command_debunk_list = {
	.name = "debunk list",
	.group = GROUP_COLLECT,
	.needs = NEED_STORE | NEED_ANALYSER,
	.run = list,
	.options = list_options,
	.options_size = sizeof(struct list_options),
	.arguments = "[QUERY]",
	.most = -1,
	.summary_en = "debunks in the archive, newest or best first",
	.summary_id = "klarifikasi di arsip, yang terbaru atau tercocok dulu",
	.example = "pantau debunk list vaksin chip",
};

const struct command pantau_command_debunk_show = {
	.name = "debunk show",
	.group = GROUP_COLLECT,
	.needs = NEED_STORE | NEED_ANALYSER,
	.run = show,
	.options = show_options,
	.options_size = sizeof(struct show_options),
	.arguments = "ID",
	.least = 1,
	.most = 1,
	.summary_en = "one debunk, and the items that repeat it",
	.summary_id = "satu klarifikasi dan artikel yang mengulangnya",
	.example = "pantau debunk show 12",
};
