/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* How commands show what people found an item to be. */

#include "cli/show_item.h"
#include "store/label.h"

enum pantau_status pantau_verdict_mask(struct item_view *view,
		struct verdict_history *history)
{
	enum pantau_status status = PANTAU_OK;
	history->evidence = pantau_arena_zero(&view->arena, history->n + 1,
			sizeof(*history->evidence));
	history->reason = pantau_arena_zero(&view->arena, history->n + 1,
			sizeof(*history->reason));
	if (history->evidence == NULL || history->reason == NULL) {
		return pantau_fail_memory(&view->cli->err);
	}
	for (size_t i = 0; status == PANTAU_OK && i < history->n; i++) {
		status = pantau_item_mask(view, history->label[i].evidence,
				&history->evidence[i]);
		if (status == PANTAU_OK) {
			status = pantau_item_mask(view, history->label[i].reason,
					&history->reason[i]);
		}
	}
	return status;
}

enum pantau_status pantau_verdict_history(struct item_view *view, int64_t id,
		struct verdict_history *out)
{
	struct cli *cli = view->cli;
	enum pantau_status status = pantau_label_history(cli->store, id,
			LABEL_OF_VERDICT, &view->arena, &out->label, &out->n,
			&cli->err);
	return status == PANTAU_OK ? pantau_verdict_mask(view, out) : status;
}

void pantau_verdict_fields(struct printer *p,
		const struct verdict_history *history, size_t i)
{
	const struct label *label = &history->label[i];
	char time[32];
	pantau_date_utc(label->time, time);
	if (label->verdict != VERDICT_NONE) {
		pantau_print_cstr(p, "verdict",
				pantau_verdict_name(label->verdict));
	} else {
		pantau_print_null(p, "verdict");
	}
	pantau_print_str(p, "by", label->by);
	pantau_print_cstr(p, "time", time);
	pantau_print_str(p, "evidence", history->evidence[i].text);
	pantau_print_str(p, "reason", history->reason[i].text);
	pantau_print_bool(p, "text_changed", label->changed);
}

void pantau_item_verdict(struct printer *p, const struct item *item)
{
	const struct label *label = &item->verdict;
	char time[32];
	if (label->verdict == VERDICT_NONE) {
		pantau_print_null(p, "verdict");
		pantau_print_null(p, "verdict_by");
		pantau_print_null(p, "verdict_time");
		pantau_print_null(p, "verdict_text_changed");
		return;
	}
	pantau_date_utc(label->time, time);
	pantau_print_cstr(p, "verdict", pantau_verdict_name(label->verdict));
	pantau_print_str(p, "verdict_by", label->by);
	pantau_print_cstr(p, "verdict_time", time);
	pantau_print_bool(p, "verdict_text_changed", label->changed);
}

const char *pantau_say_verdict(const struct cli *cli, enum verdict verdict)
{
	if (verdict == VERDICT_NONE) {
		return SAY(cli, "no verdict", "belum diputus");
	}
	return cli->lang == PANTAU_LANG_EN ? pantau_verdict_name(verdict)
			: pantau_verdict_word(verdict);
}

void pantau_item_say_verdict(struct cli *cli, const struct label *label)
{
	enum verdict verdict = label->verdict;
	if (verdict == VERDICT_NONE) {
		return;
	}
	pantau_out_cstr(&cli->out, "  ");
	pantau_paint(cli, verdict == VERDICT_TRUE ? PAINT_GOOD : PAINT_BAD);
	pantau_out_printf(&cli->out, "[%s: %s (", SAY(cli, "verdict",
			"putusan"), pantau_say_verdict(cli, verdict));
	pantau_out_safe(&cli->out, label->by);
	pantau_out_cstr(&cli->out, !label->changed ? ")]" : SAY(cli,
			"; text changed since)]", "; teks berubah sejak itu)]"));
	pantau_paint(cli, PAINT_NONE);
}

void pantau_say_verdicts(struct cli *cli,
		const struct verdict_history *history)
{
	struct out *out = &cli->out;
	char when[32], zone[16];
	pantau_zone_name(cli->zone, zone);
	for (size_t i = 0; i < history->n; i++) {
		const struct label *label = &history->label[i];
		pantau_date_local(label->time, cli->zone, when);
		pantau_out_printf(out, "%s %s  %s  ", when, zone,
				label->verdict != VERDICT_NONE
				? pantau_say_verdict(cli, label->verdict)
				: SAY(cli, "taken back", "dicabut"));
		pantau_out_safe(out, label->by);
		if (history->evidence[i].text.n > 0) {
			pantau_out_cstr(out, "  ");
			pantau_out_safe(out, history->evidence[i].text);
		}
		pantau_out_char(out, '\n');
		if (history->reason[i].text.n > 0) {
			pantau_out_cstr(out, "    ");
			pantau_out_safe(out, history->reason[i].text);
			pantau_out_char(out, '\n');
		}
	}
}
