/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* The words of a field and what stands between them: where clauses end. */

#include "score/parts.h"

struct str pantau_score_gap(const struct field *field, size_t token)
{
	const struct pantau_token *at = field->tokens->token;
	size_t start = token > 0 ? at[token - 1].end : 0;
	size_t end = token < field->tokens->tokens ? at[token].start :
			field->text.n;
	return str_make(field->text.p + start, end > start ? end - start : 0);
}

struct str pantau_score_written(const struct field *field, size_t token)
{
	const struct pantau_token *at = &field->tokens->token[token];
	return str_make(field->text.p + at->start, at->end - at->start);
}

struct str pantau_score_surface(const struct field *field, size_t token)
{
	const struct pantau_token *at = &field->tokens->token[token];
	if (at->terms == 0) {
		return str_make(NULL, 0);
	}
	const struct pantau_term *term = &field->tokens->term[at->first_term];
	return str_make(term->bytes, term->length);
}

/* En dash, em dash and ellipsis: E2 80 93, 94, A6. */
static bool wide_break(struct str gap, size_t at)
{
	return gap.n - at >= 3 && memcmp(gap.p + at, "\xe2\x80", 2) == 0 &&
			strchr("\x93\x94\xa6", gap.p[at + 2]) != NULL &&
			gap.p[at + 2] != '\0';
}

/* A hyphen between blanks is a dash; two full stops are an ellipsis. */
static bool clause_break(struct str gap)
{
	for (size_t i = 0; i < gap.n; i++) {
		char c = gap.p[i];
		char next = i + 1 < gap.n ? gap.p[i + 1] : '\0';
		if (c != '\0' && strchr(",;:()[]!?|\n", c) != NULL) {
			return true;
		}
		if ((c == '-' && i > 0 && next != '\0') ||
				(c == '.' && next == '.') || wide_break(gap, i)) {
			return true;
		}
	}
	return false;
}

bool pantau_score_clauses(struct field *field, struct arena *arena)
{
	const struct pantau_tokens *tokens = field->tokens;
	uint32_t clause = 0;
	field->clause = pantau_arena_alloc(arena,
			tokens->tokens * sizeof(*field->clause));
	if (field->clause == NULL) {
		return false;
	}
	for (size_t i = 0; i < tokens->tokens; i++) {
		if (i > 0 && (tokens->token[i].sentence !=
				tokens->token[i - 1].sentence ||
				clause_break(pantau_score_gap(field, i)))) {
			clause++;
		}
		field->clause[i] = clause;
	}
	return true;
}
