/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * Tone near a target: the field is cut down to the clauses that name it and
 * what follows on them, and scored as if there were nothing else.
 */

#include "score/target.h"

#include "base/error.h"
#include "score/parts.h"

static bool exclaims_behind(const struct field *field, size_t token)
{
	struct str gap = pantau_score_gap(field, token + 1);
	return gap.n > 0 && memchr(gap.p, '!', gap.n) != NULL;
}

/* Counts what pantau_score_read counts, over the tokens that are left. */
static void take_signs(const struct field *from, const uint32_t *origin,
		struct field *to)
{
	const struct pantau_token *token = to->tokens->token;
	size_t odd = 0;
	for (size_t i = 0; i < to->tokens->tokens; i++) {
		to->caps += (token[i].flags & PANTAU_TOKEN_CAPS) != 0;
		to->exclaims = to->exclaims || exclaims_behind(from, origin[i]);
		while (odd < from->odds && from->odd[odd] < origin[i]) {
			odd++;
		}
		if (odd < from->odds && from->odd[odd] == origin[i]) {
			to->odd[to->odds++] = (uint32_t)i;
			to->figures += (1u << token[i].kind & FIELD_FIGURES) != 0;
			to->links += (1u << token[i].kind & FIELD_LINKS) != 0;
		}
	}
}

/* The tokens of clauses that are near; origin says where each stood. False when
 * memory is out. */
static bool cut_down(const struct field *from, const uint8_t *near,
		struct arena *arena, struct field *to,
		struct pantau_tokens *tokens, uint32_t **origin)
{
	size_t all = from->tokens->tokens, n = 0;
	struct pantau_token *token = pantau_arena_alloc(arena,
			all * sizeof(*token));
	uint32_t *clause = pantau_arena_alloc(arena, all * sizeof(*clause));
	uint32_t *odd = pantau_arena_alloc(arena, all * sizeof(*odd));
	*origin = pantau_arena_alloc(arena, all * sizeof(**origin));
	if (token == NULL || clause == NULL || odd == NULL || *origin == NULL) {
		return false;
	}
	for (size_t i = 0; i < all; i++) {
		if (near[from->clause[i]] != 0) {
			token[n] = from->tokens->token[i];
			clause[n] = from->clause[i];
			(*origin)[n++] = (uint32_t)i;
		}
	}
	*tokens = *from->tokens;
	tokens->token = token;
	tokens->tokens = n;
	*to = (struct field){
		.field = from->field, .language = from->language,
		.text = from->text, .tokens = tokens, .clause = clause,
		.odd = odd,
	};
	/* What stands behind the last clause is behind the text. */
	size_t next = n > 0 ? (size_t)(*origin)[n - 1] + 1 : all;
	if (next < all) {
		to->text.n = from->tokens->token[next].start;
	}
	take_signs(from, *origin, to);
	return true;
}

/* Evidence counts the tokens of the text, not those that were left. */
static bool restore_places(struct pantau_tone_score *tone,
		const uint32_t *origin, struct arena *arena)
{
	struct pantau_evidence *evidence = pantau_arena_alloc(arena,
			tone->evidences * sizeof(*evidence));
	if (evidence == NULL) {
		return false;
	}
	for (size_t i = 0; i < tone->evidences; i++) {
		evidence[i] = tone->evidence[i];
		if (evidence[i].end > evidence[i].start) {
			evidence[i].first = origin[evidence[i].first];
			evidence[i].last = origin[evidence[i].last];
		}
	}
	tone->evidence = evidence;
	return true;
}

static enum pantau_status score_near(const struct pantau_scorer *scorer,
		const struct field *from, const uint8_t *near,
		struct arena *arena, struct pantau_tone_score *out,
		struct pantau_error *err)
{
	struct field field;
	struct pantau_tokens tokens;
	uint32_t *origin;
	if (!cut_down(from, near, arena, &field, &tokens, &origin) ||
			!pantau_score_begins(scorer, &field, arena)) {
		return pantau_fail_memory(err);
	}
	enum pantau_status status = pantau_score_tone(scorer, &field, true, arena,
			out, err);
	if (status == PANTAU_OK && !restore_places(out, origin, arena)) {
		status = pantau_fail_memory(err);
	}
	return status;
}

static enum pantau_status score_field(const struct pantau_scorer *scorer,
		const struct pantau_target *target, struct field *field,
		const struct pantau_language_guess *guess, struct arena *arena,
		struct pantau_target_score *out, struct pantau_error *err)
{
	size_t n = field->tokens->tokens;
	if (n == 0) {
		return PANTAU_OK;
	}
	uint8_t *near = pantau_arena_zero(arena, n, 1);
	if (near == NULL || !pantau_score_read(field, arena)) {
		return pantau_fail_memory(err);
	}
	field->language = pantau_score_region(guess);
	out->clauses = (uint32_t)pantau_target_clauses(target,
			field, near);
	if (out->clauses == 0) {
		return PANTAU_OK;
	}
	if (!pantau_score_covers(scorer, guess)) {
		out->tone.label = PANTAU_TONE_UNASSESSED;
		out->tone.neutral = 0;
		return PANTAU_OK;
	}
	return score_near(scorer, field, near, arena, &out->tone, err);
}

enum pantau_status pantau_score_target_tokens(
		const struct pantau_scorer *scorer,
		const struct pantau_target *target, struct str title,
		const struct pantau_tokens *title_tokens, struct str text,
		const struct pantau_tokens *text_tokens,
		const struct pantau_language_guess *guess, struct arena *arena,
		struct pantau_target_score *out, struct pantau_error *err)
{
	struct pantau_tokens head = *title_tokens, body = *text_tokens;
	struct field field[2] = {
		pantau_score_field(PANTAU_FIELD_TEXT, text, &body),
		pantau_score_field(PANTAU_FIELD_TITLE, title, &head),
	};
	enum pantau_status status = PANTAU_OK;
	*out = (struct pantau_target_score){.tone = {.neutral = 1.0f}};
	for (int i = 0; status == PANTAU_OK && out->clauses == 0 && i < 2;
			i++) {
		status = score_field(scorer, target, &field[i], guess, arena,
				out, err);
	}
	return status;
}

enum pantau_status pantau_score_target(const struct pantau_scorer *scorer,
		struct pantau_analyser *analyser,
		const struct pantau_target *target,
		const char *title, size_t title_length,
		const char *text, size_t text_length,
		struct pantau_target_score *out, struct pantau_error *err)
{
	struct arena *arena = pantau_analyser_arena(analyser);
	struct str head = str_make(title, title_length);
	struct str body = str_make(text, text_length);
	struct pantau_tokens head_tokens, body_tokens;
	struct pantau_language_guess guess;
	enum pantau_status status = pantau_analyse_into(analyser, head, arena,
			&head_tokens, err);
	if (status == PANTAU_OK) {
		status = pantau_analyse_into(analyser, body, arena,
				&body_tokens, err);
	}
	if (status != PANTAU_OK) {
		return status;
	}
	pantau_detect_language(&head_tokens, &body_tokens, &guess);
	return pantau_score_target_tokens(scorer, target, head, &head_tokens,
			body, &body_tokens, &guess, arena, out, err);
}
