/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * language_score LEXICONS ROOTS_FILE sentences [--tsv] [LANGUAGE=]FILE...
 * language_score LEXICONS ROOTS_FILE spread [--tsv] [--show LABEL]... FILE...
 *
 * sentences: accuracy for each language, and what was taken for what, on files
 * of one sentence a line; the language is that of the argument or of the file's
 * name ('jv_train.tsv'). Lines that begin with '# ' are left out. spread: how
 * often each language is found in a file of one text a line, up to its first
 * TAB, or of NDJSON documents, and how often it is sure; --show prints the texts
 * of a label as well.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench.h"
#include "base/file.h"
#include "import/json.h"
#include "lexicon/lexicons.h"
#include "score/score.h"
#include "text/analyser.h"
#include "text/language.h"

#define FILE_MAX_BYTES ((size_t)1 << 30)
#define LABELS (PANTAU_LANGUAGE_OTHER + 1)

struct tools {
	struct pantau_lexicons *lexicons;
	struct pantau_analyser *analyser;
	struct json_parser *parser;
	struct arena arena;
	bool tsv;
	bool show[LABELS];
};

static struct pantau_language_guess detect(struct tools *tools,
		struct str title, struct str text)
{
	struct pantau_error err = {.lang = PANTAU_LANG_EN};
	struct pantau_tokens head, body;
	struct pantau_language_guess guess;
	if (pantau_analyse_into(tools->analyser, title, &tools->arena, &head,
			&err) != PANTAU_OK ||
			pantau_analyse_into(tools->analyser, text,
			&tools->arena, &body, &err) != PANTAU_OK) {
		fail("analyse", &err);
	}
	pantau_detect_language(&head, &body, &guess);
	return guess;
}

static struct str open_file(const char *path)
{
	struct pantau_error err = {.lang = PANTAU_LANG_EN};
	struct buf bytes;
	pantau_buf_init(&bytes);
	if (pantau_file_read(path, FILE_MAX_BYTES, &bytes, &err) != PANTAU_OK) {
		fail(path, &err);
	}
	return buf_str(&bytes); /* kept to the end */
}

/* 'jv=FILE', or the language that the name begins with. */
static enum pantau_language label_of(const char *argument, const char **path)
{
	const char *slash = strrchr(argument, '/');
	const char *name = slash != NULL ? slash + 1 : argument;
	const char *equal = strchr(argument, '=');
	*path = equal != NULL ? equal + 1 : argument;
	if (equal != NULL) {
		name = argument;
	}
	return pantau_language_given(str_make(name,
			strcspn(name, "=_."))).label;
}

static void sentences(struct tools *tools, const char *argument)
{
	const char *path;
	size_t taken[LABELS] = {0}, rows = 0;
	enum pantau_language wanted = label_of(argument, &path);
	struct str rest = open_file(path);
	while (rest.p != NULL) {
		struct str line = pantau_str_cut(&rest, '\n');
		if (pantau_str_trim(line).n == 0 || str_starts(line, STR("# "))) {
			continue;
		}
		pantau_arena_reset(&tools->arena);
		enum pantau_language label = detect(tools, STR(""), line).label;
		taken[label]++;
		rows++;
		if (tools->show[label] && label != wanted) {
			printf("  %s: " STR_FMT "\n", pantau_language_name(label),
					STR_ARG(line));
		}
	}
	double right = rows == 0 ? 0 : 100.0 * (double)taken[wanted] /
			(double)rows;
	printf(tools->tsv ? "language\t%s\t%.2f\t%zu" :
			"%-8s %6.2f %%  of %zu:", pantau_language_name(wanted),
			right, rows);
	for (int i = 0; i < LABELS; i++) {
		if (taken[i] > 0 && i != (int)wanted) {
			printf(tools->tsv ? "\t%s %zu" : "  %s %zu",
					pantau_language_name(
					(enum pantau_language)i), taken[i]);
		}
	}
	printf("\n");
}

/* False at a line that holds no document. */
static bool next(struct tools *tools, struct str line, bool json,
		struct str *title, struct str *text)
{
	struct import_options options = {0};
	struct doc doc;
	*title = STR("");
	*text = pantau_str_cut(&line, '\t');
	if (!json) {
		return pantau_str_trim(*text).n != 0;
	}
	if (pantau_json_parse_doc(tools->parser, *text, &options, &tools->arena,
			&doc, NULL, NULL) != PANTAU_OK) {
		return false;
	}
	*title = doc.title;
	*text = doc.text;
	return true;
}

static void print_text(struct pantau_language_guess guess, struct str title,
		struct str text)
{
	printf("  %s %.2f: " STR_FMT " ", pantau_language_name(guess.label),
			(double)guess.confidence, STR_ARG(title));
	for (size_t i = 0; i < text.n && i < 200; i++) {
		putchar(text.p[i] == '\n' ? ' ' : text.p[i]);
	}
	putchar('\n');
}

static void spread(struct tools *tools, const char *path)
{
	size_t found[LABELS] = {0}, sure[LABELS] = {0}, rows = 0;
	struct str rest = open_file(path);
	bool json = str_ends(str_of(path), STR("json")) ||
			str_ends(str_of(path), STR("jsonl"));
	while (rest.p != NULL) {
		struct str line = pantau_str_cut(&rest, '\n'), title, text;
		pantau_arena_reset(&tools->arena);
		if (!next(tools, line, json, &title, &text)) {
			continue;
		}
		struct pantau_language_guess guess = detect(tools, title, text);
		found[guess.label]++;
		sure[guess.label] += guess.confidence >= 0.8f;
		rows++;
		if (tools->show[guess.label]) {
			print_text(guess, title, text);
		}
	}
	if (!tools->tsv) {
		printf("%s: %zu texts\n", path, rows);
	}
	for (int i = 0; i < LABELS; i++) {
		double share = 100.0 * (double)found[i] / (double)rows;
		const char *name = pantau_language_name((enum pantau_language)i);
		if (found[i] > 0) {
			printf(tools->tsv ? "spread\t%s\t%.2f\t%zu\t%zu\n" :
					"  %-8s %6.2f %%  %zu, sure %zu\n", name,
					share, found[i], sure[i]);
		}
	}
}

static void open_tools(struct tools *tools, char **argv)
{
	struct pantau_error err = {.lang = PANTAU_LANG_EN};
	struct pantau_lexicon_options options = {.dir = argv[1],
			.roots_file = argv[2]};
	if (pantau_lexicons_open(&options, &tools->lexicons, &err) !=
			PANTAU_OK ||
			pantau_analyser_create(tools->lexicons,
			&tools->analyser, &err) != PANTAU_OK) {
		fail("open", &err);
	}
	tools->parser = pantau_json_parser_create();
	pantau_arena_init(&tools->arena);
}

int main(int argc, char **argv)
{
	struct tools tools = {0};
	if (argc < 5 || (strcmp(argv[3], "sentences") != 0 &&
			strcmp(argv[3], "spread") != 0)) {
		fprintf(stderr, "usage: language_score LEXICONS ROOTS_FILE "
				"sentences|spread [--tsv] [--show LABEL]... "
				"FILE...\n");
		return 2;
	}
	open_tools(&tools, argv);
	for (int i = 4; i < argc; i++) {
		if (strcmp(argv[i], "--tsv") == 0) {
			tools.tsv = true;
		} else if (strcmp(argv[i], "--show") == 0 && i + 1 < argc) {
			struct str name = str_of(argv[++i]);
			tools.show[str_eq(name, STR("unknown")) ? 0 :
				pantau_language_given(name).label] = true;
		} else if (strcmp(argv[3], "spread") == 0) {
			spread(&tools, argv[i]);
		} else {
			sentences(&tools, argv[i]);
		}
	}
	pantau_arena_finish(&tools.arena);
	pantau_json_parser_destroy(tools.parser);
	pantau_analyser_destroy(tools.analyser);
	pantau_lexicons_close(tools.lexicons);
	return 0;
}
