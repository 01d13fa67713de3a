/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Reads files of labelled texts for commands, and shows places in them. */

#include "cli/gold_files.h"

#include <stdio.h>

#include "base/error.h"

static void rejected(void *context, const char *file, uint64_t line,
		uint64_t column, const char *message)
{
	struct cli *cli = context;
	struct pantau_error err = {.lang = (enum pantau_lang)cli->lang};

	pantau_fail(&err, PANTAU_BAD_INPUT, "%s", message);
	pantau_fail_at(&err, file, line, column);
	pantau_cli_warn(cli, &err);
}

enum pantau_status pantau_gold_files(struct cli *cli, struct gold *gold,
		const char *const *path, size_t n)
{
	const struct gold_report report = {(enum pantau_lang)cli->lang,
		rejected, cli};
	enum pantau_status status = PANTAU_OK;

	for (size_t i = 0; status == PANTAU_OK && i < n; i++) {
		status = pantau_gold_read(gold, strcmp(path[i], "-") == 0
				? "/dev/stdin" : path[i], &report, &cli->err);
	}
	if (status == PANTAU_NOT_FOUND) {
		/* A missing file is no empty answer. */
		cli->err.code = PANTAU_IO;
		return PANTAU_IO;
	}
	if (status == PANTAU_OK && n > 0 && gold->n == 0) {
		return pantau_fail(&cli->err, PANTAU_BAD_INPUT, "%s", SAY(cli,
				"no labelled text can be used",
				"tidak ada teks berlabel yang dapat dipakai"));
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

struct pantau_lexicon_options pantau_gold_lexicons(struct cli *cli)
{
	pantau_cli_lexicons_where(cli);
	return (struct pantau_lexicon_options){
		.dir = cli->lexicons_dir,
		.roots_file = *cli->roots_file != '\0' ? cli->roots_file : NULL,
		.cache_dir = *cli->cache_dir != '\0' ? cli->cache_dir : NULL,
	};
}
