/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* One document against all debunks. */

#include "store/claim_check.h"

#include <stdlib.h>

#include "base/error.h"

struct claim_checker {
	const struct claims *claims;
	const struct pantau_scorer *scorer;
	struct claim_finder *finder;
};

enum pantau_status pantau_claim_checker_create(const struct claims *claims,
		const struct pantau_scorer *scorer, struct claim_checker **out,
		struct pantau_error *err)
{
	struct claim_checker *checker = calloc(1, sizeof(*checker));

	if (checker == NULL) {
		return pantau_fail_memory(err);
	}
	checker->claims = claims;
	checker->scorer = scorer;
	enum pantau_status status = pantau_claim_finder_create(claims,
			&checker->finder, err);
	if (status != PANTAU_OK) {
		free(checker);
		return status;
	}
	*out = checker;
	return PANTAU_OK;
}

void pantau_claim_checker_destroy(struct claim_checker *checker)
{
	if (checker != NULL) {
		pantau_claim_finder_destroy(checker->finder);
		free(checker);
	}
}

/* Rows of that weight deny by themselves. */
#define DENIES (-0.6f)
/* So many words back a 'bukan' turns the word round. */
#define BEFORE 2

static bool is_word(const struct pantau_tokens *tokens, uint32_t token,
		const char *const *list)
{
	const struct pantau_token *t = &tokens->token[token];
	for (; t->terms > 0 && *list != NULL; list++) {
		const struct pantau_term *term = &tokens->term[t->first_term];
		if (str_eq(str_make(term->bytes, term->length),
				str_of(*list))) {
			return true;
		}
	}
	return false;
}

/* 'ini bukan hoaks', 'no hoax'. */
static bool turned_round(const struct pantau_tokens *tokens,
		const struct pantau_evidence *signal)
{
	static const char *const hoax[] = {"hoaks", "hoax", "hoak", "hox",
		"bohong", NULL};
	static const char *const not[] = {"bukan", "bukanlah", "bkn", "bukn",
		"no", "not", NULL};
	if (tokens == NULL || signal->first >= tokens->tokens ||
			!is_word(tokens, signal->first, hoax)) {
		return false;
	}
	for (uint32_t i = 1; i <= BEFORE && i <= signal->first; i++) {
		if (is_word(tokens, signal->first - i, not)) {
			return true;
		}
	}
	return false;
}

static bool is_denial(const struct pantau_scorer *scorer,
		const struct pantau_evidence *signal,
		const struct pantau_tokens *tokens)
{
	/* A sum of a float and a decimal: with room for its rounding. */
	return pantau_score_cue_weight(scorer, signal->rule) <
			DENIES + 0.01f && str_eq(pantau_score_group_name(scorer,
			signal->group), STR("bantahan")) &&
			!turned_round(tokens, signal);
}

bool pantau_claim_denials(const struct pantau_scorer *scorer,
		const struct pantau_score *score,
		const struct pantau_tokens *title,
		const struct pantau_tokens *text, struct arena *arena,
		struct claim_place **place, size_t *n)
{
	*n = 0;
	*place = pantau_arena_alloc(arena, (score->signals + 1) *
			sizeof(**place));
	if (*place == NULL) {
		return false;
	}
	for (size_t i = 0; i < score->signals; i++) {
		const struct pantau_evidence *signal = &score->signal[i];
		if (is_denial(scorer, signal, signal->field ==
				PANTAU_FIELD_TITLE ? title : text)) {
			(*place)[(*n)++] = (struct claim_place){signal->start,
				signal->end, signal->field};
		}
	}
	return true;
}

/* False: memory. *maybe: it may match. */
static bool may_match(const struct claim_checker *checker,
		const struct claim_document *document, bool *maybe)
{
	struct shingles made;
	const struct shingles *set = document->trigrams;

	if (set == NULL) {
		if (!pantau_shingler_make(document->words, 3, &made)) {
			return false;
		}
		set = &made;
	}
	*maybe = pantau_claims_maybe(checker->claims, set);
	return true;
}

static enum pantau_status find(struct claim_checker *checker,
		const struct claim_document *document, struct arena *arena,
		const struct claim_hit **hit, size_t *hits,
		struct pantau_error *err)
{
	struct claim_text text = {
		.title = document->title, .text = document->text,
		.quick = true,
	};
	struct claim_place *denial = NULL;

	if (checker->scorer != NULL && document->score != NULL &&
			!pantau_claim_denials(checker->scorer, document->score,
			document->title, document->text, arena, &denial,
			&text.denials)) {
		return pantau_fail_memory(err);
	}
	text.denial = denial;
	return pantau_claim_find(checker->finder, &text, CLAIM_HITS, hit, hits,
			err);
}

enum pantau_status pantau_claim_check(struct claim_checker *checker,
		const struct claim_document *document, struct arena *arena,
		struct claim_row **row, size_t *n, struct pantau_error *err)
{
	const struct claim_hit *hit;
	size_t hits;
	bool maybe = false;

	*row = NULL;
	*n = 0;
	if (!may_match(checker, document, &maybe)) {
		return pantau_fail_memory(err);
	}
	if (!maybe) {
		return PANTAU_OK;
	}
	enum pantau_status status = find(checker, document, arena, &hit, &hits,
			err);
	if (status != PANTAU_OK) {
		return status;
	}
	/* Matches come first. */
	while (*n < hits && hit[*n].kind == CLAIM_MATCH) {
		++*n;
	}
	if (*n == 0) {
		return PANTAU_OK;
	}
	*row = pantau_arena_zero(arena, *n, sizeof(**row));
	if (*row == NULL) {
		return pantau_fail_memory(err);
	}
	for (size_t i = 0; i < *n; i++) {
		(*row)[i] = (struct claim_row){
			.debunk = hit[i].id, .kind = hit[i].kind,
			.containment = hit[i].containment,
			.shared = hit[i].shared, .denies = hit[i].denies,
		};
	}
	return PANTAU_OK;
}
