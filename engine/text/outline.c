/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Where the tokens of a text stand, without what they say: words are made only
 * where nothing else tells how many positions they take. */

#include "text/analyser_parts.h"

struct outline {
	struct pantau_analyser *a;
	struct str text;
	struct pantau_token *token;
	size_t tokens;
	uint32_t position;
};

/*
 * Does a span take one position, whatever it says? A word or number does, even
 * one with a stem and alternatives, unless hyphens part it or folding leaves
 * nothing of it.
 */
static bool one_position(const struct outline *o, const struct text_span *span)
{
	size_t n = span->end - span->start;
	struct str word = str_make(o->text.p + span->start, n);

	if (span->kind != PANTAU_TOKEN_WORD &&
			span->kind != PANTAU_TOKEN_NUMBER &&
			span->kind != PANTAU_TOKEN_MASKED) {
		return false;
	}
	if (!span->plain) {
		word = pantau_fold(o->a->maker.folder, word);
	}
	return word.n != 0 && memchr(word.p, '-', word.n) == NULL;
}

/* By the word itself, which also may know its kind better; 0 positions: nothing
 * of the span remains. False when memory is out. */
static bool make_word(struct outline *o, const struct text_span *span,
		struct pantau_token *token)
{
	struct word_cache *cache = &o->a->cache;
	struct str raw = str_make(o->text.p + span->start,
			span->end - span->start);
	enum pantau_token_kind kind = (enum pantau_token_kind)span->kind;
	const struct cached_word *kept = word_cache_get(cache, &o->a->maker,
			&o->a->scratch, raw, kind,
			word_cache_hash(cache, raw, kind));

	if (kept == NULL) {
		return false;
	}
	const struct cached_term *term = word_cache_terms(kept);
	token->kind = kept->kinds & 15;
	token->positions = 0;
	for (unsigned i = 0; i < kept->terms; i++) {
		token->positions += i == 0 || term[i].position !=
				term[i - 1].position;
	}
	return true;
}

static bool outline_spans(struct outline *o, const struct text_span *span,
		size_t spans)
{
	for (size_t i = 0; i < spans; i++) {
		struct pantau_token token = {
			.start = span[i].start, .end = span[i].end,
			.kind = span[i].kind, .sentence = span[i].sentence,
			.position = o->position, .positions = 1,
		};
		bool one = one_position(o, &span[i]);
		if (pantau_folder_failed(o->a->maker.folder) ||
				(!one && !make_word(o, &span[i], &token))) {
			return false;
		}
		if (token.positions != 0) {
			o->token[o->tokens++] = token;
			o->position += token.positions;
		}
	}
	return true;
}

bool pantau_outline(struct pantau_analyser *a, struct str text,
		const struct text_span *span, size_t spans, struct arena *arena,
		struct pantau_tokens *out)
{
	struct outline o = {.a = a, .text = text,
			.token = pantau_arena_alloc(arena,
				(spans + 1) * sizeof(*o.token))};

	if (o.token == NULL || !outline_spans(&o, span, spans)) {
		return false;
	}
	*out = (struct pantau_tokens){.token = o.token, .tokens = o.tokens,
			.positions = o.position};
	return true;
}
