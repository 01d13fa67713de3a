/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * segment.test: text; spans joined by a broken bar; index terms. tokens.test
 * has the kinds between spans and terms, and behind a hashtag its words.
 */

#include "spec.h"

static void write_spans(const struct pantau_tokens *tokens, struct str input,
		struct buf *out)
{
	for (size_t i = 0; i < tokens->tokens; i++) {
		const struct pantau_token *token = &tokens->token[i];
		if (i != 0) {
			pantau_buf_str(out, STR("\xc2\xa6"));
		}
		pantau_buf_append(out, input.p + token->start,
				token->end - token->start);
	}
}

static void write_kinds(const struct pantau_tokens *tokens, struct buf *out)
{
	for (size_t i = 0; i < tokens->tokens; i++) {
		if (i != 0) {
			pantau_buf_char(out, ' ');
		}
		pantau_buf_str(out, str_of(pantau_token_kind_name(
				tokens->token[i].kind)));
	}
}

/* The words of a hashtag, behind its own forms with and without '#'. */
static void write_words(const struct pantau_tokens *tokens,
		const struct pantau_token *token, struct buf *out)
{
	for (size_t i = 2; i < token->terms; i++) {
		const struct pantau_term *term =
				&tokens->term[token->first_term + i];
		pantau_buf_char(out, '+');
		pantau_buf_append(out, term->bytes, term->length);
	}
}

/* At each position the stem when there is one, else the surface. */
static void write_terms(const struct pantau_tokens *tokens, bool words,
		struct buf *out)
{
	size_t token = 0;
	for (size_t i = 0, next; i < tokens->terms; i = next) {
		const struct pantau_term *shown = &tokens->term[i];
		for (next = i; next < tokens->terms && tokens->term[next].position ==
				tokens->term[i].position; next++) {
			if (tokens->term[next].kind == PANTAU_TERM_STEM) {
				shown = &tokens->term[next];
			}
		}
		if (i != 0) {
			pantau_buf_char(out, ' ');
		}
		pantau_buf_append(out, shown->bytes, shown->length);
		while (token + 1 < tokens->tokens &&
				tokens->token[token + 1].first_term <= i) {
			token++;
		}
		if (words && tokens->token[token].kind == PANTAU_TOKEN_HASHTAG) {
			write_words(tokens, &tokens->token[token], out);
		}
	}
}

bool spec_run_segment(struct spec *spec, struct str input)
{
	struct pantau_tokens tokens;
	if (pantau_analyse(spec->analyser, input.p, input.n, &tokens, NULL) !=
			PANTAU_OK) {
		return false;
	}
	write_spans(&tokens, input, &spec->got[1]);
	write_terms(&tokens, false, &spec->got[2]);
	return true;
}

bool spec_run_tokens(struct spec *spec, struct str input)
{
	struct pantau_tokens tokens;
	if (pantau_analyse(spec->analyser, input.p, input.n, &tokens, NULL) !=
			PANTAU_OK) {
		return false;
	}
	write_spans(&tokens, input, &spec->got[1]);
	write_kinds(&tokens, &spec->got[2]);
	write_terms(&tokens, true, &spec->got[3]);
	return true;
}
