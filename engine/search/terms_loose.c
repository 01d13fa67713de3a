/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Loose words of --any: what else may be meant by them, and whether they mean
 * anything. */

#include "search/terms_parts.h"

#include "base/error.h"

#define OTHERS_MAX 2 /* of a word; more is a guess about what was meant */

struct loose {
	struct term_maker *maker;
	const struct query_node *node;
	const struct pantau_tokens *tokens;
	bool roomy;
	struct match_phrase *phrase;
	unsigned char *part;
	size_t n, others;
};

static bool add(struct loose *l, struct str form, bool stem,
		enum leaf_part part)
{
	struct match_position *position = pantau_arena_zero(l->maker->arena, 1,
			sizeof(*position));
	if (position == NULL ||
			!pantau_terms_forms_set(l->maker, form, stem, position)) {
		return false;
	}
	l->phrase[l->n] = (struct match_phrase){position, 1};
	l->part[l->n++] = (unsigned char)part;
	return true;
}

/* The word of one position, which begins with term 'at', and its company. */
static enum pantau_status add_position(struct loose *l, size_t at,
		const struct pantau_token *token, struct pantau_error *err)
{
	const struct pantau_tokens *tokens = l->tokens;
	const struct pantau_term *term = tokens->term;
	struct str form = pantau_terms_asked(tokens, at, true);
	enum pantau_status status = pantau_terms_count(l->maker, l->node, form,
			true, err);
	if (status != PANTAU_OK) {
		return status;
	}
	bool ok = add(l, form, true, LEAF_ITSELF);
	if (ok && l->roomy && token->kind == PANTAU_TOKEN_WORD) {
		ok = add(l, pantau_terms_str(&term[at]), false, LEAF_FORM);
	}
	for (size_t i = at + 1; ok && i < tokens->terms &&
			term[i].position == term[at].position; i++) {
		bool variant = pantau_terms_variant(l->node, tokens, &term[i]);
		bool other = l->roomy && l->others < OTHERS_MAX;
		if (term[i].kind == PANTAU_TERM_ALTERNATIVE &&
				(variant || other)) {
			l->others += !variant;
			ok = add(l, pantau_terms_str(&term[i]), true,
					LEAF_OTHER);
		}
	}
	return ok ? PANTAU_OK : pantau_fail_memory(err);
}

static bool all_function(const struct pantau_tokens *tokens)
{
	for (size_t i = 0; i < tokens->tokens; i++) {
		if ((tokens->token[i].flags & PANTAU_TOKEN_STOP) == 0) {
			return false;
		}
	}
	return tokens->tokens != 0;
}

static enum pantau_status add_all(struct loose *l, struct pantau_error *err)
{
	const struct pantau_tokens *tokens = l->tokens;
	bool function = all_function(tokens);
	for (size_t i = 0; i < tokens->tokens; i++) {
		const struct pantau_token *token = &tokens->token[i];
		size_t end = (size_t)token->first_term + token->terms;
		if (!function && (token->flags & PANTAU_TOKEN_STOP) != 0) {
			continue;
		}
		for (size_t at = token->first_term; at < end; at++) {
			if (at != 0 && tokens->term[at].position ==
					tokens->term[at - 1].position) {
				continue;
			}
			enum pantau_status status = add_position(l, at, token,
					err);
			if (status != PANTAU_OK) {
				return status;
			}
		}
	}
	return PANTAU_OK;
}

static enum pantau_status analyse(struct term_maker *maker,
		const struct query_node *node, struct pantau_tokens *tokens,
		struct pantau_error *err)
{
	pantau_arena_reset(&maker->scratch);
	return pantau_analyse_into(maker->analyser, node->text, &maker->scratch,
			tokens, err);
}

enum pantau_status pantau_terms_loose(struct term_maker *maker,
		const struct query_node *node, bool roomy, struct text_leaf *out,
		struct pantau_error *err)
{
	struct pantau_tokens tokens;
	struct loose l = {maker, node, &tokens, roomy, NULL, NULL, 0, 0};
	*out = (struct text_leaf){.field = MATCH_ANY};
	enum pantau_status status = analyse(maker, node, &tokens, err);
	if (status != PANTAU_OK || tokens.terms == 0) {
		return status;
	}
	/* Each term gives a phrase, the first of a position two. */
	l.phrase = pantau_arena_zero(maker->arena, 2 * tokens.terms,
			sizeof(*l.phrase));
	l.part = pantau_arena_zero(maker->arena, 2 * tokens.terms, 1);
	if (l.phrase == NULL || l.part == NULL) {
		return pantau_fail_memory(err);
	}
	status = add_all(&l, err);
	out->phrase = l.phrase;
	out->part = l.part;
	out->phrases = l.n;
	return status;
}

enum pantau_status pantau_terms_function(struct term_maker *maker,
		const struct query_node *node, bool *out,
		struct pantau_error *err)
{
	struct pantau_tokens tokens;
	enum pantau_status status = analyse(maker, node, &tokens, err);
	*out = status == PANTAU_OK && all_function(&tokens);
	return status;
}
