/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* The names of a target, and the clauses of a field that are near it. */

#include <stdlib.h>

#include "base/error.h"
#include "score/parts.h"

#define NAMES 64 /* of one target */
#define WORDS 16 /* of one name */

struct name {
	struct str word[WORDS]; /* folded */
	size_t words;
	struct str given;       /* as it was written */
	struct str joined;      /* folded, without the blanks: '#pemkabtirta' */
};

struct pantau_target {
	struct arena arena;
	struct name name[NAMES];
	size_t names;
};

/* --- the names --- */

static enum pantau_status read_name(struct pantau_target *target,
		struct pantau_analyser *analyser, struct str given,
		struct pantau_error *err)
{
	struct name *name = &target->name[target->names];
	struct pantau_tokens tokens;
	struct buf joined;
	enum pantau_status status = pantau_analyse_into(analyser, given,
			&target->arena, &tokens, err);
	if (status != PANTAU_OK || tokens.tokens == 0) {
		return status;
	}
	if (tokens.tokens > WORDS) {
		return pantau_fail(err, PANTAU_LIMIT, PANTAU_T(err,
				"a name has at most %d words: '" STR_FMT "'",
				"nama paling panjang %d kata: '" STR_FMT "'"),
				WORDS, STR_ARG(given));
	}
	const struct field field = {.text = given, .tokens = &tokens};
	pantau_buf_init(&joined);
	for (size_t i = 0; i < tokens.tokens; i++) {
		struct str word = pantau_score_surface(&field, i);
		if (word.n > 0) {
			name->word[name->words++] = word;
			pantau_buf_str(&joined, word);
		}
	}
	name->given = pantau_arena_str(&target->arena, given);
	name->joined = pantau_arena_str(&target->arena, buf_str(&joined));
	bool failed = joined.failed || name->given.p == NULL ||
			name->joined.p == NULL;
	pantau_buf_finish(&joined);
	target->names += name->words > 0;
	return failed ? pantau_fail_memory(err) : PANTAU_OK;
}

static enum pantau_status read_names(struct pantau_target *target,
		struct pantau_analyser *analyser, struct str names,
		struct pantau_error *err)
{
	struct str rest = names;
	enum pantau_status status = PANTAU_OK;
	while (status == PANTAU_OK && rest.p != NULL) {
		struct str given = pantau_str_trim(pantau_str_cut(&rest, ','));
		if (given.n > 0 && target->names == NAMES) {
			return pantau_fail(err, PANTAU_LIMIT, PANTAU_T(err,
					"a target has at most %d names",
					"sebuah sasaran paling banyak %d nama"),
					NAMES);
		}
		if (given.n > 0) {
			status = read_name(target, analyser, given, err);
		}
	}
	if (status == PANTAU_OK && target->names == 0) {
		status = pantau_fail(err, PANTAU_BAD_INPUT, PANTAU_T(err,
				"no name of a target in '" STR_FMT "'",
				"tidak ada nama sasaran dalam '" STR_FMT "'"),
				STR_ARG(names));
	}
	return status;
}

enum pantau_status pantau_target_create(struct pantau_analyser *analyser,
		const char *names, size_t length, struct pantau_target **out,
		struct pantau_error *err)
{
	struct pantau_target *target = calloc(1, sizeof(*target));
	*out = NULL;
	if (target == NULL) {
		return pantau_fail_memory(err);
	}
	pantau_arena_init(&target->arena);
	enum pantau_status status = read_names(target, analyser,
			str_make(names, length), err);
	if (status != PANTAU_OK) {
		pantau_target_destroy(target);
		return status;
	}
	*out = target;
	return PANTAU_OK;
}

void pantau_target_destroy(struct pantau_target *target)
{
	if (target != NULL) {
		pantau_arena_finish(&target->arena);
		free(target);
	}
}

const char *pantau_target_name(const struct pantau_target *target, size_t i,
		size_t *length)
{
	if (i >= target->names) {
		*length = 0;
		return NULL;
	}
	*length = target->name[i].given.n;
	return target->name[i].given.p;
}

/* --- where they stand --- */

/* 'Diskominfonya', 'Diskominfo-lah': the name and what is hung on to it. */
static bool is_word(struct str surface, struct str word)
{
	static const char *const clitics[] = {"nya", "lah", "kah", "pun"};
	if (!str_starts(surface, word)) {
		return false;
	}
	struct str rest = str_skip(surface, word.n);
	if (rest.n > 1 && rest.p[0] == '-') {
		rest = str_skip(rest, 1);
	}
	for (size_t i = 0; i < sizeof(clitics) / sizeof(*clitics); i++) {
		if (str_eq(rest, str_of(clitics[i]))) {
			return true;
		}
	}
	return rest.n == 0;
}

/* '@Diskominfo', '#PemkabTirtamaya': whole, or as one of the tag's words. */
static bool in_tag(const struct field *field, size_t at, struct str joined)
{
	const struct pantau_token *token = &field->tokens->token[at];
	for (uint32_t i = 0; i < token->terms; i++) {
		const struct pantau_term *term = &field->tokens->term[
				token->first_term + i];
		if (str_eq(str_make(term->bytes, term->length), joined)) {
			return true;
		}
	}
	return false;
}

static bool names_at(const struct field *field, size_t at,
		const struct name *name)
{
	unsigned kind = field->tokens->token[at].kind;
	if ((kind == PANTAU_TOKEN_MENTION || kind == PANTAU_TOKEN_HASHTAG) &&
			in_tag(field, at, name->joined)) {
		return true;
	}
	if (field->tokens->tokens - at < name->words) {
		return false;
	}
	for (size_t w = 0; w < name->words; w++) {
		if (field->clause[at + w] != field->clause[at]) {
			return false;
		}
		struct str surface = pantau_score_surface(field, at + w);
		if (w + 1 < name->words ? !str_eq(surface, name->word[w])
				: !is_word(surface, name->word[w])) {
			return false;
		}
	}
	return true;
}

/* Capitals tell names only where most words have none. */
static bool capitals_tell(const struct field *field)
{
	size_t capitals = 0;
	for (size_t i = 0; i < field->tokens->tokens; i++) {
		capitals += (field->tokens->token[i].flags &
				(PANTAU_TOKEN_CAPS | PANTAU_TOKEN_TITLE)) != 0;
	}
	return capitals * 2 <= field->tokens->tokens;
}

static bool is_name(const struct pantau_token *token, bool capitals)
{
	return token->kind == PANTAU_TOKEN_MENTION || (capitals &&
			(token->flags & (PANTAU_TOKEN_CAPS |
			PANTAU_TOKEN_TITLE)) != 0 &&
			(token->flags & PANTAU_TOKEN_STOP) == 0);
}

/* What a clause is to the target. */
enum { NAMED = 1, FOLLOWS = 2 };

size_t pantau_target_clauses(const struct pantau_target *target,
		const struct field *field, uint8_t *near)
{
	const struct pantau_token *token = field->tokens->token;
	const uint32_t *clause = field->clause;
	size_t n = field->tokens->tokens, found = 0;
	bool capitals = capitals_tell(field);
	for (size_t i = 0; i < n; i++) {
		for (size_t k = 0; near[clause[i]] == 0 &&
				k < target->names; k++) {
			if (names_at(field, i, &target->name[k])) {
				near[clause[i]] = NAMED;
				found++;
			}
		}
	}
	for (size_t i = 1, end; i < n; i = end) {
		bool follows = clause[i] != clause[i - 1] &&
				near[clause[i]] == 0 &&
				near[clause[i - 1]] == NAMED &&
				token[i].sentence == token[i - 1].sentence;
		for (end = i; end < n && clause[end] == clause[i]; end++) {
			follows = follows && !is_name(&token[end], capitals);
		}
		if (follows) {
			near[clause[i]] = FOLLOWS;
			found++;
		}
	}
	return found;
}
