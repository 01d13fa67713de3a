/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Help for queries, in words and in JSON. */

#include "cli/zero_help.h"

void pantau_zero_help_find(struct cli *cli, struct str query,
		const struct search_options *search, struct help *out)
{
	/* The answer stands without hints as well: why there are none is no
	 * error of it. */
	struct pantau_error err = {.lang = cli->err.lang};
	if (pantau_help(cli->store, cli->analyser, query, search, out, &err) !=
			PANTAU_OK) {
		memset(out, 0, sizeof(*out));
		pantau_arena_init(&out->arena);
	}
}

static void rows(struct printer *p, const struct help *help, const char *key,
		bool parts)
{
	pantau_print_array(p, key);
	for (size_t i = 0; i < help->n; i++) {
		const struct help_row *row = &help->row[i];
		if ((row->kind == HELP_PART) != parts) {
			continue;
		}
		pantau_print_object(p, NULL);
		if (!parts) {
			pantau_print_cstr(p, "kind", pantau_help_name(row->kind));
		}
		pantau_print_str(p, "part", row->part);
		if (!parts) {
			pantau_print_str(p, "query", row->query);
		}
		pantau_print_int(p, "items", (int64_t)row->items);
		pantau_print_end_object(p);
	}
	pantau_print_end_array(p);
}

void pantau_zero_help_fields(struct cli *cli, const struct help *help)
{
	rows(cli->printer, help, "parts", true);
	rows(cli->printer, help, "suggestions", false);
}

static const char *label(const struct cli *cli, enum help_kind kind)
{
	switch (kind) {
	case HELP_SPELLING:
		return SAY(cli, "spelled alike", "ejaan mirip");
	case HELP_FAMILY:
		return SAY(cli, "other forms", "bentuk lain");
	case HELP_SLANG:
		return SAY(cli, "as others write it", "ragam lain");
	default:
		return SAY(cli, "less strict", "lebih longgar");
	}
}

/* One part and what was found for it; gives the row behind. */
static size_t part_line(struct cli *cli, const struct help *help, size_t at)
{
	struct out *log = &cli->log;
	const struct help_row *row = &help->row[at];
	struct str part = row->part;
	bool counted = row->kind == HELP_PART && row->items != 0;
	pantau_out_cstr(log, "pantau: '");
	pantau_out_safe(log, part);
	if (counted) {
		pantau_out_printf(log, SAY(cli, "' is in %llu items",
				"' ada di %llu artikel"),
				(unsigned long long)row->items);
	} else {
		pantau_out_cstr(log, SAY(cli, "' is in no item",
				"' tidak ada di arsip"));
	}
	at += row->kind == HELP_PART;
	int kind = -1;
	for (; at < help->n && help->row[at].kind > HELP_PART &&
			help->row[at].kind < HELP_WITHOUT &&
			str_eq(help->row[at].part, part); at++) {
		row = &help->row[at];
		pantau_out_cstr(log, (int)row->kind != kind ? "; " : ", ");
		if ((int)row->kind != kind) {
			pantau_out_cstr(log, label(cli, row->kind));
			pantau_out_cstr(log, ": ");
		}
		kind = (int)row->kind;
		pantau_out_safe(log, row->query);
		pantau_out_printf(log, " (%llu)", (unsigned long long)row->items);
	}
	pantau_out_char(log, '\n');
	return at;
}

static void whole_line(struct cli *cli, const struct help_row *row)
{
	struct out *log = &cli->log;
	unsigned long long items = row->items;
	if (row->kind == HELP_WITHOUT) {
		pantau_out_cstr(log, SAY(cli, "pantau: without '",
				"pantau: tanpa '"));
		pantau_out_safe(log, row->part);
		pantau_out_printf(log, SAY(cli, "' there are %llu items\n",
				"' ada %llu artikel\n"), items);
	} else if (row->kind == HELP_UNDATED) {
		pantau_out_printf(log, SAY(cli,
				"pantau: without --since and --until there are %llu "
				"items\n",
				"pantau: tanpa --since dan --until ada %llu artikel\n"),
				items);
	} else {
		pantau_out_printf(log, SAY(cli,
				"pantau: with --any (one of the words will do) there "
				"are %llu items\n",
				"pantau: dengan --any (cukup salah satu kata) ada %llu "
				"artikel\n"), items);
	}
}

void pantau_zero_help_tell(struct cli *cli, struct help *help)
{
	bool tell = pantau_printer_text(cli->printer) && !cli->quiet;
	for (size_t at = 0; tell && at < help->n;) {
		if (help->row[at].kind < HELP_WITHOUT) {
			at = part_line(cli, help, at);
		} else {
			whole_line(cli, &help->row[at++]);
		}
	}
	pantau_out_flush(&cli->log);
	pantau_help_finish(help);
}

void pantau_widening_fields(struct cli *cli, const struct widening *widening,
		size_t n)
{
	struct printer *p = cli->printer;
	if (n == 0) {
		return;
	}
	pantau_print_array(p, "widened");
	for (size_t i = 0; i < n; i++) {
		pantau_print_object(p, NULL);
		pantau_print_str(p, "word", widening[i].word);
		pantau_print_array(p, "forms");
		for (size_t j = 0; j < widening[i].forms; j++) {
			pantau_print_str(p, NULL, widening[i].form[j]);
		}
		pantau_print_end_array(p);
		pantau_print_end_object(p);
	}
	pantau_print_end_array(p);
}

void pantau_widening_tell(struct cli *cli, const struct widening *widening,
		size_t n)
{
	struct out *log = &cli->log;
	for (size_t i = 0; !cli->quiet && i < n; i++) {
		pantau_out_cstr(log, "pantau: '");
		pantau_out_safe(log, widening[i].word);
		pantau_out_cstr(log, SAY(cli,
				"' is in one item at most; looked for as well:",
				"' ada di paling banyak satu artikel; dicari juga:"));
		for (size_t j = 0; j < widening[i].forms; j++) {
			pantau_out_cstr(log, j != 0 ? ", " : " ");
			pantau_out_safe(log, widening[i].form[j]);
		}
		pantau_out_char(log, '\n');
	}
	pantau_out_flush(log);
}
