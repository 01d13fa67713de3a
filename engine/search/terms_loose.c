/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Loose words of --any: what else may be meant by them, and whether they mean
 * anything. */

#include "search/terms_parts.h"

#include "base/error.h"
#include "base/utf8.h"
#include "search/near.h"

#define WIDEN_LETTERS 5 /* the least; short names are near to each other */
#define MANY_ITEMS 1000 /* among fewer, a word of one item is no wonder */
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

/* Whether no document has a form, itself or as a stem, or one of many. */
static enum pantau_status is_rare(struct loose *l, struct str form, bool *out,
		struct pantau_error *err)
{
	struct match_position both;
	uint64_t plain, stem = 0;
	if (!pantau_terms_forms_set(l->maker, form, true, &both)) {
		return pantau_fail_memory(err);
	}
	enum pantau_status status = pantau_match_frequency(l->maker->store,
			both.form[0], &plain, err);
	if (status == PANTAU_OK) {
		status = pantau_match_frequency(l->maker->store, both.form[1],
				&stem, err);
	}
	*out = status == PANTAU_OK && plain + stem <= (pantau_columns_last(
			l->maker->store) >= MANY_ITEMS ? 1 : 0);
	return status;
}

static void note(struct term_maker *maker, const struct widening *widening)
{
	for (size_t i = 0; i < maker->widened; i++) {
		if (str_eq(maker->widening[i]->word, widening->word)) {
			return;
		}
	}
	if (widening->forms != 0) {
		maker->widening[maker->widened++] = widening;
	}
}

/* The nearest words that begin alike, for a word that is all but unknown. */
static enum pantau_status widen(struct loose *l, struct str word,
		struct str form, struct pantau_error *err)
{
	const struct text_image *image =
			pantau_store_text_image(l->maker->store);
	struct near_words near = {.arena = l->maker->arena};
	bool rare = false;
	if (l->maker->widened == WIDENED_MAX ||
			pantau_utf8_length(word) < WIDEN_LETTERS) {
		return PANTAU_OK;
	}
	enum pantau_status status = is_rare(l, form, &rare, err);
	if (status == PANTAU_OK && rare) {
		status = pantau_near_spelling(l->maker->store, word, &near, err);
	}
	struct widening *widening = pantau_arena_zero(l->maker->arena, 1,
			sizeof(*widening));
	if (status != PANTAU_OK || widening == NULL) {
		return status != PANTAU_OK ? status : pantau_fail_memory(err);
	}
	widening->word = pantau_arena_str(l->maker->arena, word);
	for (size_t i = 0; i < near.n && widening->forms < WIDENING_MAX &&
			near.word[i].distance == near.word[0].distance; i++) {
		if (near.word[i].form.p[0] != word.p[0] ||
				pantau_text_image_stopword(image, near.word[i].form)) {
			continue;
		}
		widening->form[widening->forms++] = near.word[i].form;
		if (!add(l, near.word[i].form, true, LEAF_OTHER)) {
			return pantau_fail_memory(err);
		}
	}
	note(l->maker, widening);
	return widening->word.p != NULL ? PANTAU_OK : pantau_fail_memory(err);
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
	if (ok && l->roomy && token->kind == PANTAU_TOKEN_WORD) {
		return widen(l, pantau_terms_str(&term[at]), form, err);
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
	/* Each term gives a phrase, the first of a position more. */
	size_t room = (2 + WIDENING_MAX) * tokens.terms;
	l.phrase = pantau_arena_zero(maker->arena, room, sizeof(*l.phrase));
	l.part = pantau_arena_zero(maker->arena, room, 1);
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
