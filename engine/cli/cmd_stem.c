/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* pantau stem: words as people type them in, 'words TAB stems' out. */

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

/* What the words of a line come to, one value for each, spaces between. */
enum column {
	COLUMN_PREFIXES, COLUMN_SUFFIXES, COLUMN_REDUPLICATED, COLUMN_SOURCE,
	COLUMN_NORMAL, COLUMN_SPELLING, COLUMNS
};

struct answers {
	struct str stems;
	struct buf column[COLUMNS];
	bool reduplicated;
	uint32_t line; /* of the last root */
};

static struct buf *next(struct answers *answers, enum column column)
{
	struct buf *buf = &answers->column[column];
	if (buf->n != 0) {
		pantau_buf_char(buf, ' ');
	}
	return buf;
}

static void add_stem(struct answers *answers, const struct stem *stem)
{
	pantau_buf_str(next(answers, COLUMN_PREFIXES),
			str_of(*stem->prefixes != '\0' ? stem->prefixes : "-"));
	pantau_buf_str(next(answers, COLUMN_SUFFIXES),
			str_of(*stem->suffixes != '\0' ? stem->suffixes : "-"));
	pantau_buf_str(next(answers, COLUMN_REDUPLICATED),
			str_of(stem->reduplicated ? "ulang" : "-"));
	struct buf *source = next(answers, COLUMN_SOURCE);
	pantau_buf_str(source, str_of(source_name(stem)));
	if (stem->root_line != 0) {
		pantau_buf_printf(source, ":%u", (unsigned)stem->root_line);
	}
	answers->reduplicated |= stem->reduplicated;
	answers->line = stem->root_line;
}

static void add_spelling(struct answers *answers, struct str normal,
		const struct spelling *spelling)
{
	struct buf *rule = next(answers, COLUMN_SPELLING);
	pantau_buf_str(next(answers, COLUMN_NORMAL), normal);
	pantau_buf_str(rule, str_of(pantau_spelling_name(spelling)));
	if (spelling->line != 0 && (spelling->flags & SPELL_USUAL) == 0) {
		pantau_buf_printf(rule, ":%u", (unsigned)spelling->line);
	}
}

static bool analyse_line(struct pantau_analyser *analyser, struct str line,
		struct answers *answers)
{
	struct reading reading;
	struct stem stem;
	bool failed = false;
	while (line.n != 0) {
		struct str word = pantau_str_trim(pantau_str_cut(&line, ' '));
		struct str normal = pantau_analyser_spell(analyser, word,
				&reading);
		if (normal.n != 0) {
			add_spelling(answers, normal, &reading.spelling);
		}
		while (normal.n != 0) {
			struct str part = pantau_str_cut(&normal, ' ');
			pantau_analyser_stem(analyser, part, &stem);
			add_stem(answers, &stem);
		}
	}
	for (size_t i = 0; i < COLUMNS; i++) {
		failed |= answers->column[i].failed;
	}
	return !failed;
}

static void plain(struct out *out, struct str word,
		const struct answers *answers, bool explain)
{
	pantau_out_safe(out, word);
	pantau_out_char(out, '\t');
	pantau_out_safe(out, answers->stems);
	for (size_t i = 0; explain && i < COLUMNS; i++) {
		struct str value = buf_str(&answers->column[i]);
		pantau_out_char(out, '\t');
		pantau_out_safe(out, value.n != 0 ? value : STR("-"));
	}
	pantau_out_char(out, '\n');
}

static struct str without_dash(const struct buf *buf)
{
	struct str value = buf_str(buf);
	return str_eq(value, STR("-")) ? (struct str){NULL, 0} : value;
}

static void json(struct out *out, struct str word,
		const struct answers *answers, bool explain)
{
	struct str source = buf_str(&answers->column[COLUMN_SOURCE]);
	pantau_out_cstr(out, "{\"format_version\":1,\"word\":");
	pantau_out_json(out, word);
	pantau_out_cstr(out, ",\"stem\":");
	pantau_out_json(out, answers->stems);
	if (explain) {
		const char *colon = answers->line == 0 || source.n == 0 ? NULL :
				memchr(source.p, ':', source.n);
		if (colon != NULL && memchr(source.p, ' ', source.n) == NULL) {
			source.n = (size_t)(colon - source.p);
		}
		pantau_out_cstr(out, ",\"prefixes\":");
		pantau_out_json(out, without_dash(
				&answers->column[COLUMN_PREFIXES]));
		pantau_out_cstr(out, ",\"suffixes\":");
		pantau_out_json(out, without_dash(
				&answers->column[COLUMN_SUFFIXES]));
		pantau_out_printf(out, ",\"reduplicated\":%s,\"source\":",
				answers->reduplicated ? "true" : "false");
		pantau_out_json(out, source);
		pantau_out_printf(out, ",\"line\":%u,\"normal\":",
				(unsigned)answers->line);
		pantau_out_json(out, buf_str(&answers->column[COLUMN_NORMAL]));
		pantau_out_cstr(out, ",\"spelling\":");
		pantau_out_json(out, without_dash(
				&answers->column[COLUMN_SPELLING]));
	}
	pantau_out_cstr(out, "}\n");
}

static enum pantau_status answer(struct cli *cli, void *data, struct str line,
		struct pantau_error *err)
{
	const struct options *options = data;
	struct answers answers = {.line = 0};
	enum pantau_status status = PANTAU_OK;
	if (!pantau_utf8_valid(line, NULL)) {
		return pantau_fail(err, PANTAU_BAD_INPUT, "%s", SAY(cli,
				"the word is not UTF-8", "kata ini bukan UTF-8"));
	}
	for (size_t i = 0; i < COLUMNS; i++) {
		pantau_buf_init(&answers.column[i]);
	}
	/* First, for the pieces do not lend. */
	answers.stems.p = pantau_stem(cli->analyser, line.p, line.n,
			&answers.stems.n);
	if (options->explain && !analyse_line(cli->analyser, line, &answers)) {
		status = pantau_fail_memory(err);
	} else if (cli->format == FORMAT_JSON || cli->format == FORMAT_NDJSON) {
		json(&cli->out, line, &answers, options->explain);
	} else {
		plain(&cli->out, line, &answers, options->explain);
	}
	for (size_t i = 0; i < COLUMNS; i++) {
		pantau_buf_finish(&answers.column[i]);
	}
	return status;
}

static int run(struct cli *cli, void *options, char **argv, int argc)
{
	bool objects = cli->format == FORMAT_JSON || cli->format == FORMAT_NDJSON;
	return pantau_filter_run(cli, argv, argc, objects, answer, options);
}

static const struct option_spec options[] = {
	{"explain", OPTION_FLAG, offsetof(struct options, explain), NULL, NULL,
		"add affixes, reduplication, the root's source and the spelling",
		"tambahkan imbuhan, perulangan, asal kata dasar, dan ejaannya"},
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
