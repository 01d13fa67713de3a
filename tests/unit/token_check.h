/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_TESTS_TOKEN_CHECK_H
#define PANTAU_TESTS_TOKEN_CHECK_H

/*
 * What holds for every analysis of any bytes. Each check returns NULL or what
 * does not hold; used by the unit tests and by the fuzz target.
 */

#include <stdlib.h>
#include <unicode/ubrk.h>
#include <unicode/utext.h>

#include "base/utf8.h"
#include "text/analyser_parts.h"

static inline const char *check_bounds(struct str text,
		const struct pantau_tokens *tokens)
{
	uint32_t end = 0, sentence = 0, position = 0;
	size_t term = 0;
	for (size_t i = 0; i < tokens->tokens; i++) {
		const struct pantau_token *t = &tokens->token[i];
		if (t->start < end || t->end <= t->start || t->end > text.n) {
			return "spans are not in order or out of bounds";
		}
		if (t->sentence < sentence || t->sentence > sentence + 1 ||
				(i == 0 && t->sentence != 0)) {
			return "sentences are not counted one by one";
		}
		if (t->position != position || t->positions == 0) {
			return "positions are not counted one by one";
		}
		if (t->first_term != term || t->terms < t->positions) {
			return "a token has not its terms";
		}
		end = t->end;
		sentence = t->sentence;
		position += t->positions;
		term += t->terms;
	}
	if (term != tokens->terms || position != tokens->positions) {
		return "the sums are wrong";
	}
	return NULL;
}

static inline const char *check_terms(const struct pantau_tokens *tokens)
{
	for (size_t i = 0; i < tokens->terms; i++) {
		const struct pantau_term *t = &tokens->term[i];
		bool first = i == 0 || t->position != t[-1].position;
		if (i != 0 && t->position < t[-1].position) {
			return "terms are not in order";
		}
		if (first != (t->kind == PANTAU_TERM_SURFACE)) {
			return "a position does not begin with its surface";
		}
		if (t->length == 0) {
			return "an empty term";
		}
		for (uint16_t j = 0; j < t->length; j++) {
			unsigned char c = (unsigned char)t->bytes[j];
			if (c <= 0x20 || c == 0x7f) {
				return "a blank or a control in a term";
			}
		}
		if (!pantau_utf8_valid(str_make(t->bytes, t->length), NULL)) {
			return "a term is not UTF-8";
		}
	}
	return NULL;
}

static inline const char *check_pack(const struct pantau_tokens *tokens)
{
	struct buf packed;
	struct packed_term read;
	const char *wrong = NULL;
	size_t at = 0;
	pantau_buf_init(&packed);
	pantau_pack(tokens, &packed);
	for (size_t i = 0; i < tokens->terms && wrong == NULL; i++) {
		const struct pantau_term *t = &tokens->term[i];
		bool colocated = t->kind != PANTAU_TERM_SURFACE;
		if (!pantau_pack_next(buf_str(&packed), &at, &read) ||
				read.colocated != colocated ||
				!str_eq(str_skip(read.bytes, colocated),
				str_make(t->bytes, t->length))) {
			wrong = "packing loses a term";
		}
	}
	if (wrong == NULL && pantau_pack_next(buf_str(&packed), &at, &read)) {
		wrong = "packing makes a term up";
	}
	pantau_buf_finish(&packed);
	return wrong;
}

/* No span begins or ends inside a grapheme cluster, nor inside a character. */
static inline const char *check_clusters(struct str text,
		const struct pantau_tokens *tokens)
{
	UErrorCode status = U_ZERO_ERROR;
	UText utext = UTEXT_INITIALIZER;
	const char *wrong = NULL;
	static UBreakIterator *clusters; /* one for the process */
	if (clusters == NULL) {
		clusters = ubrk_open(UBRK_CHARACTER, "", NULL, 0, &status);
	}
	utext_openUTF8(&utext, text.p, (int64_t)text.n, &status);
	ubrk_setUText(clusters, &utext, &status);
	if (U_FAILURE(status)) {
		return "ICU has no cluster iterator";
	}
	for (size_t i = 0; i < tokens->tokens && wrong == NULL; i++) {
		const struct pantau_token *t = &tokens->token[i];
		if (!ubrk_isBoundary(clusters, (int32_t)t->start) ||
				!ubrk_isBoundary(clusters, (int32_t)t->end)) {
			wrong = "a span splits a cluster";
		}
	}
	utext_close(&utext);
	return wrong;
}

/* The folded span of a plain word is its surface term. */
static inline const char *check_surfaces(struct pantau_analyser *analyser,
		struct str text, const struct pantau_tokens *tokens,
		struct arena *arena)
{
	for (size_t i = 0; i < tokens->tokens; i++) {
		const struct pantau_token *t = &tokens->token[i];
		const struct pantau_term *term = &tokens->term[t->first_term];
		if (t->kind != PANTAU_TOKEN_WORD || t->positions != 1) {
			continue;
		}
		struct str folded = pantau_text_fold(analyser, str_make(text.p +
				t->start, t->end - t->start), arena);
		if (!str_eq(folded, str_make(term->bytes, term->length)) &&
				memchr(folded.p, '-', folded.n) == NULL) {
			return "a surface is not its folded span";
		}
	}
	return NULL;
}

static inline const char *check_same(const struct pantau_tokens *a,
		const struct pantau_tokens *b)
{
	if (a->tokens != b->tokens || a->terms != b->terms ||
			a->positions != b->positions ||
			a->sentences != b->sentences) {
		return "both ways differ in number";
	}
	for (size_t i = 0; i < a->tokens; i++) {
		const struct pantau_token *x = &a->token[i], *y = &b->token[i];
		if (x->start != y->start || x->end != y->end ||
				x->kind != y->kind || x->flags != y->flags ||
				x->sentence != y->sentence ||
				x->positions != y->positions ||
				x->terms != y->terms ||
				memcmp(x->lexeme, y->lexeme,
					sizeof(x->lexeme)) != 0) {
			return "both ways differ in a token";
		}
	}
	for (size_t i = 0; i < a->terms; i++) {
		const struct pantau_term *x = &a->term[i], *y = &b->term[i];
		if (x->kind != y->kind || x->position != y->position ||
				!str_eq(str_make(x->bytes, x->length),
				str_make(y->bytes, y->length))) {
			return "both ways differ in a term";
		}
	}
	return NULL;
}

/* An outline stands where the tokens do. Only of words and numbers it does not
 * know whether they hide a letter. */
static inline const char *check_outline(const struct pantau_tokens *tokens,
		const struct pantau_tokens *outline)
{
	if (outline->tokens != tokens->tokens ||
			outline->positions != tokens->positions) {
		return "an outline differs in number";
	}
	for (size_t i = 0; i < tokens->tokens; i++) {
		const struct pantau_token *x = &tokens->token[i];
		const struct pantau_token *y = &outline->token[i];
		if (x->start != y->start || x->end != y->end ||
				x->position != y->position ||
				x->positions != y->positions) {
			return "an outline differs in a token";
		}
		if (x->kind != y->kind && (x->kind != PANTAU_TOKEN_MASKED ||
				(y->kind != PANTAU_TOKEN_WORD &&
				y->kind != PANTAU_TOKEN_NUMBER))) {
			return "an outline differs in a kind";
		}
	}
	return NULL;
}

/* All of the above; careful is an analyser without fast paths. */
static inline const char *check_text(struct pantau_analyser *analyser,
		struct pantau_analyser *careful, struct str text,
		struct arena *arena)
{
	struct pantau_tokens tokens, slow, outline;
	const char *wrong;
	pantau_arena_reset(arena);
	if (pantau_analyse_outline(analyser, text, arena, &outline, NULL) !=
			PANTAU_OK || pantau_analyse_into(analyser, text, arena,
				&tokens, NULL) != PANTAU_OK ||
			pantau_analyse_into(careful, text, arena, &slow,
				NULL) != PANTAU_OK) {
		return "analysis failed";
	}
	if ((wrong = check_bounds(text, &tokens)) != NULL ||
			(wrong = check_terms(&tokens)) != NULL ||
			(wrong = check_pack(&tokens)) != NULL ||
			(wrong = check_clusters(text, &tokens)) != NULL ||
			(wrong = check_surfaces(analyser, text, &tokens,
				arena)) != NULL ||
			(wrong = check_outline(&tokens, &outline)) != NULL) {
		return wrong;
	}
	return check_same(&tokens, &slow);
}

#endif
