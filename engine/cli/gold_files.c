/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Reads files of labelled texts for commands, and shows places in them. */

#include "cli/gold_files.h"

#include <stdio.h>

#include "base/error.h"

static void found(void *context, const char *file, uint64_t line,
		uint64_t column, const char *message)
{
	struct gold_telling *telling = context;
	struct pantau_error err = pantau_error_like(&telling->cli->err);

	telling->found++;
	pantau_fail(&err, PANTAU_BAD_INPUT, "%s", message);
	pantau_fail_at(&err, file, line, column);
	pantau_cli_warn_some(telling->cli, &err, telling->found);
}

struct gold_report pantau_gold_telling(struct gold_telling *telling,
		struct cli *cli)
{
	*telling = (struct gold_telling){.cli = cli};
	return (struct gold_report){
		.lang = (enum pantau_lang)cli->lang,
		.found = found, .context = telling,
	};
}

void pantau_gold_told(struct gold_telling *telling)
{
	pantau_cli_warned(telling->cli, telling->found);
	telling->found = 0;
}

void pantau_gold_tell_copy(struct gold_telling *telling,
		const struct gold *gold, size_t item, size_t of,
		const char *why)
{
	const struct gold_item *copy = &gold->item[item];
	const struct gold_item *first = &gold->item[of];
	char message[512];

	snprintf(message, sizeof(message), SAY(telling->cli,
			"left out: a near-copy of %.300s:%u, %s",
			"disisihkan: salinan dekat dari %.300s:%u, %s"),
			gold->file[first->file].name, (unsigned)first->line,
			why);
	found(telling, gold->file[copy->file].name, copy->line, 1, message);
}

enum pantau_status pantau_gold_file(struct cli *cli, struct gold *gold,
		const char *path)
{
	struct gold_telling telling;
	const struct gold_report report = pantau_gold_telling(&telling, cli);
	enum pantau_status status = pantau_gold_read(gold, path, &report,
			&cli->err);

	pantau_gold_told(&telling);
	if (status == PANTAU_NOT_FOUND) {
		/* A missing file is no empty answer. */
		cli->err.code = status = PANTAU_IO;
	}
	return status;
}

enum pantau_status pantau_gold_files(struct cli *cli, struct gold *gold,
		const char *const *path, size_t n)
{
	enum pantau_status status = PANTAU_OK;

	for (size_t i = 0; status == PANTAU_OK && i < n; i++) {
		status = pantau_gold_file(cli, gold, path[i]);
	}
	if (status == PANTAU_OK && n > 0 && gold->n == 0) {
		pantau_gold_none(gold, &cli->err);
		cli->err.code = status = PANTAU_BAD_INPUT;
	}
	return status;
}

void pantau_say_gold_place(struct cli *cli, const struct gold *gold, size_t i)
{
	const struct gold_item *item = &gold->item[i];

	pantau_out_safe(&cli->out, str_of(gold->file[item->file].name));
	pantau_out_printf(&cli->out, ":%u", (unsigned)item->line);
}

static bool is_inside(char c)
{
	return ((unsigned char)c & 0xc0) == 0x80;
}

struct str pantau_gold_extract(struct str text, size_t start, size_t end,
		size_t about)
{
	size_t side = end - start < about ? (about - (end - start)) / 2 : 0;
	size_t first = start > side ? start - side : 0;
	size_t last = text.n - end > side ? end + side : text.n;

	/* Whole words where there is a blank before the span. */
	for (size_t i = first; first > 0 && i < start; i++) {
		if (text.p[i] == ' ') {
			first = i + 1;
			break;
		}
	}
	while (first > 0 && first < start && is_inside(text.p[first])) {
		first++;
	}
	while (last > end && last < text.n && is_inside(text.p[last])) {
		last--;
	}
	return str_make(text.p + first, last - first);
}
