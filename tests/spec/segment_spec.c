/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* segment.test: text; spans joined by a broken bar; index terms. */

#include "spec.h"

bool spec_run_segment(struct spec *spec, struct str input)
{
	struct pantau_tokens tokens;
	struct buf *spans = &spec->got[1], *terms = &spec->got[2];
	if (pantau_analyse(spec->analyser, input.p, input.n, &tokens, NULL) !=
			PANTAU_OK) {
		return false;
	}
	for (size_t i = 0; i < tokens.tokens; i++) {
		const struct pantau_token *token = &tokens.token[i];
		if (i != 0) {
			pantau_buf_str(spans, STR("\xc2\xa6"));
		}
		pantau_buf_append(spans, input.p + token->start,
				token->end - token->start);
	}
	/* At each position the stem when there is one, else the surface. */
	for (size_t i = 0, next; i < tokens.terms; i = next) {
		const struct pantau_term *shown = &tokens.term[i];
		for (next = i; next < tokens.terms && tokens.term[next].position ==
				tokens.term[i].position; next++) {
			if (tokens.term[next].kind == PANTAU_TERM_STEM) {
				shown = &tokens.term[next];
			}
		}
		if (i != 0) {
			pantau_buf_char(terms, ' ');
		}
		pantau_buf_append(terms, shown->bytes, shown->length);
	}
	return true;
}

bool spec_run_stem(struct spec *spec, struct str input)
{
	size_t n;
	const char *stem = pantau_stem(spec->analyser, input.p, input.n, &n);
	pantau_buf_append(&spec->got[1], stem, n);
	return true;
}
