/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Debunks for people and machines. */

#include "cli/debunk_print.h"

#include "base/utf8.h"

#define SHOWN 200 /* bytes of a title or claim in a list */

enum pantau_status pantau_debunk_load(struct item_view *view, int64_t id,
		bool whole, struct debunk_view *out)
{
	struct cli *cli = view->cli;
	enum pantau_status status = pantau_debunk_get(cli->store, id,
			&view->arena, &out->row, &cli->err);
	out->body = (struct mask){.spans = 0};
	if (status == PANTAU_OK) {
		status = pantau_item_mask(view, out->row.debunk.title,
				&out->title);
	}
	if (status == PANTAU_OK) {
		status = pantau_item_mask(view, out->row.debunk.claim,
				&out->claim);
	}
	return status == PANTAU_OK && whole ? pantau_item_mask(view,
			out->row.debunk.body, &out->body) : status;
}

struct str pantau_debunk_heading(const struct debunk_view *debunk)
{
	return debunk->title.text.n != 0 ? debunk->title.text
			: debunk->claim.text;
}

static void optional(struct printer *p, const char *key, struct str value)
{
	if (value.n > 0) {
		pantau_print_str(p, key, value);
	} else {
		pantau_print_null(p, key);
	}
}

/* A date without a time of day is that day, not a moment of it. */
static void date_of(const struct debunk *debunk, char out[32])
{
	if (debunk->date.has_time) {
		pantau_date_utc(debunk->date.seconds, out);
	} else {
		pantau_date_day(pantau_day_number(debunk->date.seconds,
				debunk->date.offset), out);
	}
}

void pantau_debunk_fields(struct printer *p, const struct debunk_view *view)
{
	const struct debunk *debunk = &view->row.debunk;
	char date[32];
	pantau_print_int(p, "id", view->row.id);
	pantau_print_str(p, "title", view->title.text);
	optional(p, "claim", view->claim.text);
	optional(p, "verdict", debunk->verdict);
	optional(p, "url", debunk->url);
	optional(p, "publisher", debunk->publisher);
	if (debunk->dated) {
		date_of(debunk, date);
		pantau_print_cstr(p, "date", date);
	} else {
		pantau_print_null(p, "date");
	}
	pantau_date_utc(view->row.added, date);
	pantau_print_cstr(p, "added", date);
	pantau_print_int(p, "repeats", (int64_t)view->row.repeats);
	pantau_print_int(p, "denials", (int64_t)view->row.denials);
}

static void cut(struct cli *cli, struct str text)
{
	struct str shown = pantau_utf8_prefix(text, SHOWN);
	pantau_out_safe(&cli->out, shown);
	pantau_out_cstr(&cli->out, shown.n < text.n ? "..." : "");
}

static void counts(struct cli *cli, const struct debunk_row *row,
		unsigned indent)
{
	struct out *out = &cli->out;
	if (row->repeats + row->denials == 0) {
		return;
	}
	pantau_out_printf(out, SAY(cli, "%*s%llu items repeat it",
			"%*s%llu artikel mengulangnya"), (int)indent, "",
			(unsigned long long)row->repeats);
	if (row->denials > 0) {
		pantau_out_printf(out, SAY(cli, ", %llu deny it",
				", %llu membantahnya"),
				(unsigned long long)row->denials);
	}
	pantau_out_char(out, '\n');
}

void pantau_debunk_lines(struct item_view *view,
		const struct debunk_view *shown, unsigned indent)
{
	struct cli *cli = view->cli;
	struct out *out = &cli->out;
	const struct debunk *debunk = &shown->row.debunk;
	char date[32];
	pantau_out_printf(out, "%*s[%lld]  ", (int)indent, "",
			(long long)shown->row.id);
	if (debunk->dated) {
		date_of(debunk, date);
		pantau_out_printf(out, "%.10s  ", date);
	}
	pantau_paint(cli, PAINT_BOLD);
	pantau_out_safe(out, debunk->publisher);
	pantau_paint(cli, PAINT_NONE);
	pantau_out_cstr(out, debunk->publisher.n > 0 ? "  " : "");
	if (debunk->verdict.n > 0) {
		pantau_out_safe(out, debunk->verdict);
		pantau_out_cstr(out, "  ");
	}
	cut(cli, pantau_debunk_heading(shown));
	pantau_out_char(out, '\n');
	if (debunk->url.n > 0) {
		pantau_out_printf(out, "%*s", (int)indent + 2, "");
		pantau_paint(cli, PAINT_DIM);
		pantau_out_safe(out, debunk->url);
		pantau_paint(cli, PAINT_NONE);
		pantau_out_char(out, '\n');
	}
	counts(cli, &shown->row, indent + 2);
}

/* --- what an item repeats --- */

enum pantau_status pantau_debunk_repeated(struct item_view *view, int64_t doc,
		struct repeated *out)
{
	struct cli *cli = view->cli;
	struct claim_row *row;
	enum pantau_status status = pantau_claim_rows(cli->store, doc,
			&view->arena, &row, &out->n, &cli->err);
	out->row = row;
	out->debunk = pantau_arena_zero(&view->arena, out->n + 1,
			sizeof(*out->debunk));
	if (status == PANTAU_OK && out->debunk == NULL) {
		status = pantau_fail_memory(&cli->err);
	}
	for (size_t i = 0; status == PANTAU_OK && i < out->n; i++) {
		status = pantau_debunk_load(view, row[i].debunk, false,
				&out->debunk[i]);
		if (status == PANTAU_NOT_FOUND) {
			/* 'verify' tells of it; the item is there all the same. */
			out->n = i;
			status = PANTAU_OK;
		}
	}
	return status;
}

static void repeated_data(struct printer *p, const struct repeated *repeated)
{
	pantau_print_array(p, "claims");
	for (size_t i = 0; i < repeated->n; i++) {
		const struct claim_row *row = &repeated->row[i];
		const struct debunk_view *debunk = &repeated->debunk[i];
		pantau_print_object(p, NULL);
		pantau_print_int(p, "debunk", row->debunk);
		pantau_print_str(p, "title", pantau_debunk_heading(debunk));
		optional(p, "verdict", debunk->row.debunk.verdict);
		optional(p, "url", debunk->row.debunk.url);
		pantau_print_real(p, "containment", row->containment, 4);
		pantau_print_int(p, "shared", row->shared);
		pantau_print_bool(p, "denies", row->denies);
		pantau_print_end_object(p);
	}
	pantau_print_end_array(p);
}

void pantau_debunk_say_repeated(struct cli *cli,
		const struct repeated *repeated)
{
	struct out *out = &cli->out;
	if (!pantau_printer_text(cli->printer)) {
		repeated_data(cli->printer, repeated);
		return;
	}
	for (size_t i = 0; i < repeated->n; i++) {
		const struct claim_row *row = &repeated->row[i];
		const struct debunk *debunk = &repeated->debunk[i].row.debunk;
		pantau_out_printf(out, "%-11s [%u] ", row->denies
				? SAY(cli, "denies", "membantah")
				: SAY(cli, "claim", "klaim"),
				(unsigned)row->debunk);
		cut(cli, pantau_debunk_heading(&repeated->debunk[i]));
		pantau_out_cstr(out, debunk->verdict.n > 0 ? ", " : "");
		pantau_out_safe(out, debunk->verdict);
		pantau_out_cstr(out, debunk->url.n > 0 ? ", " : "");
		pantau_out_safe(out, debunk->url);
		pantau_out_char(out, '\n');
	}
}

/* --- items --- */

static const struct claim_row *row_of(const struct claim_row *row, size_t n,
		int64_t debunk)
{
	for (size_t i = 0; i < n; i++) {
		if (row[i].debunk == debunk) {
			return &row[i];
		}
	}
	return NULL;
}

static void item_data(struct item_view *view, const struct item *item,
		struct str title, const struct claim_row *row, bool denies)
{
	struct printer *p = view->cli->printer;
	pantau_print_object(p, NULL);
	pantau_item_fields(view, item, title);
	pantau_print_bool(p, "denies", denies);
	if (row != NULL) {
		pantau_print_real(p, "containment", row->containment, 4);
		pantau_print_int(p, "shared", row->shared);
	}
	pantau_print_end_object(p);
}

static void item_lines(struct item_view *view, const struct item *item,
		struct str text, const struct claim_row *row, bool denies)
{
	struct cli *cli = view->cli;
	struct out *out = &cli->out;
	pantau_out_cstr(out, "    ");
	pantau_item_head(view, item);
	pantau_out_cstr(out, "      ");
	if (denies) {
		pantau_out_cstr(out, SAY(cli, "denies it: ", "membantah: "));
	}
	if (row != NULL) {
		pantau_out_printf(out, SAY(cli, "%.0f%% of it the same: ",
				"%.0f%% isinya sama: "), row->containment * 100);
	}
	cut(cli, text);
	pantau_out_char(out, '\n');
}

static enum pantau_status one_item(struct item_view *view, int64_t debunk,
		int64_t doc, bool denies)
{
	struct cli *cli = view->cli;
	struct item item;
	struct mask title, text;
	struct claim_row *row;
	size_t n;
	enum pantau_status status = pantau_store_item(cli->store, doc,
			&view->arena, &item, &cli->err);
	if (status == PANTAU_OK) {
		status = pantau_claim_rows(cli->store, doc, &view->arena, &row,
				&n, &cli->err);
	}
	if (status == PANTAU_OK) {
		status = pantau_item_mask(view, item.doc.title, &title);
	}
	if (status == PANTAU_OK) {
		status = pantau_item_mask(view, item.doc.text, &text);
	}
	if (status != PANTAU_OK) {
		return status;
	}
	const struct claim_row *of = row_of(row, n, debunk);
	if (pantau_printer_text(cli->printer)) {
		item_lines(view, &item, title.text.n != 0 ? title.text
				: text.text, of, denies);
	} else {
		item_data(view, &item, title.text, of, denies);
	}
	return PANTAU_OK;
}

enum pantau_status pantau_debunk_items(struct item_view *view, int64_t id,
		size_t limit)
{
	struct cli *cli = view->cli;
	enum pantau_status status = PANTAU_OK;
	size_t left = limit;
	pantau_print_array(cli->printer, "items");
	for (int denies = 0; status == PANTAU_OK && denies < 2; denies++) {
		int64_t *doc;
		size_t n;
		status = pantau_claim_items(cli->store, id, denies != 0,
				&view->arena, &doc, &n, &cli->err);
		for (size_t i = 0; status == PANTAU_OK && i < n && left > 0;
				i++, left--) {
			status = one_item(view, id, doc[i], denies != 0);
		}
	}
	pantau_print_end_array(cli->printer);
	return status;
}
