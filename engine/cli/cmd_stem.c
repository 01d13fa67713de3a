/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* pantau stem: one word a line in, 'word TAB stem' a line out. */

#include <stddef.h>

#include "base/utf8.h"
#include "cli/commands.h"
#include "cli/filter.h"

#include "text/analyser.h"

struct options {
	bool explain;
};

static const char *source_name(const struct stem *stem)
{
	switch (stem->source) {
	case STEM_EXCEPTION:
		return "stem-exceptions.tsv";
	case STEM_WHOLE:
	case STEM_AFFIXES:
		if (stem->root_line == 0) {
			return "-";
		}
		return stem->root_source == ROOT_OWN ? "roots.tsv"
				: "roots-hunspell.tsv";
	case STEM_GUESS:
		return "libstemmer";
	}
	return "-";
}

static void plain(struct out *out, struct str word, struct str root,
		const struct stem *stem, bool explain)
{
	pantau_out_safe(out, word);
	pantau_out_char(out, '\t');
	pantau_out_str(out, root);
	if (explain) {
		pantau_out_printf(out, "\t%s\t%s\t%s\t%s",
				*stem->prefixes != '\0' ? stem->prefixes : "-",
				*stem->suffixes != '\0' ? stem->suffixes : "-",
				stem->reduplicated ? "ulang" : "-",
				source_name(stem));
		if (stem->root_line != 0) {
			pantau_out_printf(out, ":%u", (unsigned)stem->root_line);
		}
	}
	pantau_out_char(out, '\n');
}

static void json(struct out *out, struct str word, struct str root,
		const struct stem *stem, bool explain)
{
	pantau_out_cstr(out, "{\"format_version\":1,\"word\":");
	pantau_out_json(out, word);
	pantau_out_cstr(out, ",\"stem\":");
	pantau_out_json(out, root);
	if (explain) {
		pantau_out_printf(out, ",\"prefixes\":\"%s\",\"suffixes\":\"%s\","
				"\"reduplicated\":%s,\"source\":\"%s\",\"line\":%u",
				stem->prefixes, stem->suffixes,
				stem->reduplicated ? "true" : "false",
				source_name(stem), (unsigned)stem->root_line);
	}
	pantau_out_cstr(out, "}\n");
}

static enum pantau_status answer(struct cli *cli, void *data, struct str line,
		struct pantau_error *err)
{
	const struct options *options = data;
	struct stem stem;
	if (!pantau_utf8_valid(line, NULL)) {
		return pantau_fail(err, PANTAU_BAD_INPUT, "%s", SAY(cli,
				"the word is not UTF-8", "kata ini bukan UTF-8"));
	}
	struct str root = pantau_analyser_stem(cli->analyser,
			pantau_str_trim(line), &stem);
	if (cli->format == FORMAT_JSON || cli->format == FORMAT_NDJSON) {
		json(&cli->out, line, root, &stem, options->explain);
	} else {
		plain(&cli->out, line, root, &stem, options->explain);
	}
	return PANTAU_OK;
}

static int run(struct cli *cli, void *options, char **argv, int argc)
{
	bool objects = cli->format == FORMAT_JSON || cli->format == FORMAT_NDJSON;
	return pantau_filter_run(cli, argv, argc, objects, answer, options);
}

static const struct option_spec options[] = {
	{"explain", OPTION_FLAG, offsetof(struct options, explain), NULL, NULL,
		"add affixes, reduplication and the root's source",
		"tambahkan imbuhan, perulangan, dan asal kata dasar"},
	{NULL, OPTION_FLAG, 0, NULL, NULL, NULL, NULL},
};

const struct command pantau_command_stem = {
	.name = "stem",
	.group = GROUP_TEXT,
	.needs = NEED_LEXICONS | NEED_ANALYSER,
	.run = run,
	.options = options,
	.options_size = sizeof(struct options),
	.arguments = "[FILE...]",
	.most = -1,
	.summary_en = "the root of each word, one word a line",
	.summary_id = "kata dasar tiap kata, satu kata per baris",
	.example = "echo pertanggungjawaban | pantau stem --explain",
};
