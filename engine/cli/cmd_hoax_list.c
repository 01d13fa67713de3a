/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* pantau hoax list: the verdicts in force. */

#include "cli/commands.h"
#include "cli/show_item.h"
#include "store/label.h"

struct listing {
	struct item_view view;
	size_t n;
	size_t changed; /* of other texts than are stored now */
};

static void data(struct cli *cli, const struct item *item, struct str title,
		const struct verdict_history *one)
{
	struct printer *p = cli->printer;
	pantau_print_row(p);
	pantau_print_str(p, "id", item->doc.id);
	pantau_print_str(p, "source", item->doc.source);
	pantau_verdict_fields(p, one, 0);
	pantau_print_cstr(p, "hoax", pantau_hoax_name(item->hoax));
	pantau_print_str(p, "title", title);
	pantau_print_end_row(p);
}

static enum pantau_status one(struct listing *list, int64_t id)
{
	struct item_view *view = &list->view;
	struct cli *cli = view->cli;
	struct verdict_history only = {.n = 1};
	struct item item;
	struct mask title;
	pantau_arena_reset(&view->arena);
	enum pantau_status status = pantau_store_item(cli->store, id,
			&view->arena, &item, &cli->err);
	if (status == PANTAU_OK) {
		only.label = &item.verdict;
		status = pantau_verdict_mask(view, &only);
	}
	if (status == PANTAU_OK) {
		status = pantau_item_mask(view, item.doc.title, &title);
	}
	if (status != PANTAU_OK) {
		return status;
	}
	list->changed += item.verdict.changed;
	if (!pantau_printer_text(cli->printer)) {
		data(cli, &item, title.text, &only);
		return PANTAU_OK;
	}
	pantau_item_head(view, &item);
	pantau_item_lines(view, title.text, NULL, 0, 2);
	pantau_say_verdicts(cli, &only);
	pantau_out_char(&cli->out, '\n');
	return PANTAU_OK;
}

static enum pantau_status every_item(struct listing *list, struct arena *arena)
{
	struct cli *cli = list->view.cli;
	int64_t *id;
	enum pantau_status status = pantau_store_begin_read(cli->store,
			&cli->err);
	if (status != PANTAU_OK) {
		return status;
	}
	status = pantau_label_items(cli->store, LABEL_OF_VERDICT, arena, &id,
			&list->n, &cli->err);
	pantau_print_begin(cli->printer);
	pantau_print_list(cli->printer, "verdicts");
	for (size_t i = 0; status == PANTAU_OK && i < list->n; i++) {
		status = pantau_cli_signal != 0 ? pantau_cli_interrupted(cli)
				: one(list, id[i]);
	}
	pantau_print_end_list(cli->printer);
	pantau_print_end(cli->printer);
	pantau_store_end_read(cli->store);
	return status;
}

static int run(struct cli *cli, void *values, char **argv, int argc)
{
	struct listing list = {.n = 0};
	struct arena arena;
	(void)values;
	(void)argv;
	(void)argc;
	if (pantau_item_audit(cli, "hoax list") != PANTAU_OK) {
		return pantau_cli_fail(cli);
	}
	pantau_item_view_init(&list.view, cli);
	pantau_arena_init(&arena);
	enum pantau_status status = every_item(&list, &arena);
	pantau_arena_finish(&arena);
	pantau_item_view_finish(&list.view);
	if (status != PANTAU_OK) {
		return pantau_cli_fail(cli);
	}
	if (pantau_printer_text(cli->printer) && !cli->quiet) {
		pantau_out_printf(&cli->out, SAY(cli, "%zu verdicts\n",
				"%zu putusan\n"), list.n);
	}
	if (list.changed > 0) {
		pantau_cli_note(cli, SAY(cli,
				"pantau: %zu verdicts are of texts that were changed "
				"since\n",
				"pantau: %zu putusan milik teks yang sudah berubah "
				"sejak itu\n"), list.changed);
	}
	return list.n > 0 ? EXIT_DONE : EXIT_NOTHING;
}

const struct command pantau_command_hoax_list = {
	.name = "hoax list",
	.group = GROUP_HOAX,
	.needs = NEED_STORE | NEED_ANALYSER,
	.run = run,
	.arguments = "",
	.summary_en = "the verdicts in force, with their evidence",
	.summary_id = "putusan yang berlaku beserta buktinya",
	.example = "pantau --format csv hoax list > putusan.csv",
};
