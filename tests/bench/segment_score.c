/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * segment_score LEXICONS ROOTS_FILE FILE
 *
 * How many rows of a file 'id, category, input, wanted spans, wanted terms'
 * (tab separated, spans joined by a broken bar, one heading line) the analyser
 * gets fully right; the rows that it does not are printed.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "lexicon/lexicons.h"
#include "text/analyser.h"

#define FILE_MAX_BYTES (16u << 20)

static void write_spans(const struct pantau_tokens *tokens, struct str text,
		struct buf *out)
{
	for (size_t i = 0; i < tokens->tokens; i++) {
		const struct pantau_token *token = &tokens->token[i];
		if (i != 0) {
			pantau_buf_str(out, STR("\xc2\xa6"));
		}
		pantau_buf_append(out, text.p + token->start,
				token->end - token->start);
	}
}

/* At each position the stem when there is one, else the surface form. */
static void write_terms(const struct pantau_tokens *tokens, struct buf *out)
{
	for (size_t i = 0; i < tokens->terms;) {
		const struct pantau_term *shown = &tokens->term[i];
		size_t next = i;
		while (next < tokens->terms && tokens->term[next].position ==
				tokens->term[i].position) {
			if (tokens->term[next].kind == PANTAU_TERM_STEM) {
				shown = &tokens->term[next];
			}
			next++;
		}
		if (out->n != 0) {
			pantau_buf_char(out, ' ');
		}
		pantau_buf_append(out, shown->bytes, shown->length);
		i = next;
	}
}

static bool score_row(struct pantau_analyser *analyser, struct str line,
		struct buf *spans, struct buf *terms)
{
	struct str cell[6] = {{NULL, 0}};
	struct pantau_tokens tokens;
	struct pantau_error err = {.lang = PANTAU_LANG_EN};
	for (size_t i = 0; i < 6 && line.p != NULL; i++) {
		cell[i] = pantau_str_cut(&line, '\t');
	}
	if (pantau_analyse(analyser, cell[2].p, cell[2].n, &tokens, &err) !=
			PANTAU_OK) {
		fprintf(stderr, "%s\n", err.message);
		exit(1);
	}
	pantau_buf_clear(spans);
	pantau_buf_clear(terms);
	write_spans(&tokens, cell[2], spans);
	write_terms(&tokens, terms);
	bool right = str_eq(buf_str(spans), cell[3]) &&
			str_eq(buf_str(terms), cell[4]);
	if (!right) {
		printf(STR_FMT "\t" STR_FMT "\n\tspans " STR_FMT "\n\twant  "
				STR_FMT "\n\tterms " STR_FMT "\n\twant  "
				STR_FMT "\n", STR_ARG(cell[0]), STR_ARG(cell[2]),
				STR_ARG(*spans), STR_ARG(cell[3]),
				STR_ARG(*terms), STR_ARG(cell[4]));
	}
	return right;
}

static struct pantau_analyser *open_analyser(char **argv,
		struct pantau_lexicons **lexicons)
{
	struct pantau_error err = {.lang = PANTAU_LANG_EN};
	struct pantau_lexicon_options options = {.dir = argv[1],
			.roots_file = argv[2][0] != '\0' ? argv[2] : NULL};
	struct pantau_analyser *analyser = NULL;
	if (pantau_lexicons_open(&options, lexicons, &err) != PANTAU_OK ||
			pantau_analyser_create(*lexicons, &analyser, &err) !=
				PANTAU_OK) {
		fprintf(stderr, "%s:%llu: %s\n", err.file,
				(unsigned long long)err.line, err.message);
		return NULL;
	}
	return analyser;
}

int main(int argc, char **argv)
{
	struct pantau_lexicons *lexicons = NULL;
	struct pantau_error err = {.lang = PANTAU_LANG_EN};
	struct buf file, spans, terms;
	size_t rows = 0, right = 0;
	if (argc != 4) {
		fprintf(stderr, "usage: %s LEXICONS ROOTS_FILE FILE\n", argv[0]);
		return 2;
	}
	struct pantau_analyser *analyser = open_analyser(argv, &lexicons);
	pantau_buf_init(&file);
	pantau_buf_init(&spans);
	pantau_buf_init(&terms);
	if (analyser == NULL || pantau_file_read(argv[3], FILE_MAX_BYTES, &file,
			&err) != PANTAU_OK) {
		fprintf(stderr, "%s\n", err.message);
		return 1;
	}
	struct str rest = buf_str(&file);
	pantau_str_cut(&rest, '\n');
	while (rest.n != 0) {
		struct str line = pantau_str_cut(&rest, '\n');
		rows++;
		right += score_row(analyser, line, &spans, &terms);
	}
	printf("%zu of %zu\n", right, rows);
	pantau_buf_finish(&file);
	pantau_buf_finish(&spans);
	pantau_buf_finish(&terms);
	pantau_analyser_destroy(analyser);
	pantau_lexicons_close(lexicons);
	return 0;
}
