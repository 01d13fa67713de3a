/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Divides a query at blanks, quotes and parentheses. */

#include "search/query_lex.h"

#include "base/utf8.h"

struct lexer {
	struct str query;
	struct arena *arena;
	struct lex_token *token;
	size_t n, capacity;
	bool lenient;
};

/* Bytes of a blank at a place, 0 when there is none. Controls are blanks: they
 * divide words in texts as well. */
static size_t blank(struct str s, size_t at)
{
	unsigned char c = (unsigned char)s.p[at];
	if (c <= ' ' || c == 0x7f) {
		return 1;
	}
	if (c != 0xc2 && c != 0xe2 && c != 0xe3) {
		return 0;
	}
	size_t next = at;
	uint32_t cp = pantau_utf8_next(s, &next, NULL);
	bool space = (cp >= 0x80 && cp <= 0xa0) ||
			(cp >= 0x2000 && cp <= 0x200a) || cp == 0x2028 ||
			cp == 0x2029 || cp == 0x202f || cp == 0x205f ||
			cp == 0x3000;
	return space ? next - at : 0;
}

/* Bytes of a double quote: the ASCII one, or U+201C to U+201F as typed by
 * telephones and word processors. */
static size_t quote(struct str s, size_t at)
{
	if (s.p[at] == '"') {
		return 1;
	}
	return at + 2 < s.n && (unsigned char)s.p[at] == 0xe2 &&
			(unsigned char)s.p[at + 1] == 0x80 &&
			(unsigned char)s.p[at + 2] >= 0x9c &&
			(unsigned char)s.p[at + 2] <= 0x9f ? 3 : 0;
}

static bool push(struct lexer *lexer, enum lex_kind kind, struct str text,
		size_t start, size_t end)
{
	if (lexer->n == lexer->capacity) {
		size_t capacity = lexer->capacity != 0 ? lexer->capacity * 2 : 32;
		struct lex_token *grown = pantau_arena_zero(lexer->arena,
				capacity, sizeof(*grown));
		if (grown == NULL) {
			return false;
		}
		if (lexer->n != 0) {
			memcpy(grown, lexer->token, lexer->n * sizeof(*grown));
		}
		lexer->token = grown;
		lexer->capacity = capacity;
	}
	bool glued = lexer->n != 0 &&
			lexer->token[lexer->n - 1].end == start + 1;
	lexer->token[lexer->n++] = (struct lex_token){
		.kind = kind, .glued = glued, .text = text,
		.column = start + 1, .end = end + 1,
	};
	return true;
}

/* Leaves the backslashes before quotes and backslashes out. */
static bool unescape(struct lexer *lexer, struct str *text)
{
	if (text->n == 0 || memchr(text->p, '\\', text->n) == NULL) {
		return true;
	}
	char *copy = pantau_arena_alloc(lexer->arena, text->n);
	size_t n = 0;
	if (copy == NULL) {
		return false;
	}
	for (size_t i = 0; i < text->n; i++) {
		if (text->p[i] == '\\' && i + 1 < text->n &&
				(text->p[i + 1] == '"' || text->p[i + 1] == '\\')) {
			i++;
		}
		copy[n++] = text->p[i];
	}
	*text = str_make(copy, n);
	return true;
}

static enum pantau_status lex_quote(struct lexer *lexer, size_t *at,
		struct pantau_error *err)
{
	struct str s = lexer->query;
	size_t start = *at, i = *at + quote(s, *at), from = i;
	while (i < s.n && quote(s, i) == 0) {
		i += s.p[i] == '\\' && i + 1 < s.n &&
				(s.p[i + 1] == '"' || s.p[i + 1] == '\\') ? 2 : 1;
	}
	if (i >= s.n && lexer->lenient) {
		*at = from;
		return PANTAU_OK;
	}
	if (i >= s.n) {
		return pantau_query_at(err, start + 1, pantau_fail(err,
				PANTAU_BAD_QUERY, "%s", PANTAU_T(err,
				"this quote has no end; add a '\"' where the phrase "
				"stops",
				"tanda kutip ini tidak ditutup; tambahkan '\"' di "
				"akhir frasa")));
	}
	struct str text = str_make(s.p + from, i - from);
	*at = i + quote(s, i);
	return unescape(lexer, &text) &&
			push(lexer, LEX_QUOTE, text, start, *at) ? PANTAU_OK :
			pantau_fail_memory(err);
}

/* A word goes on to the next divider; a backslash takes the one behind it in. */
static bool lex_word(struct lexer *lexer, size_t *at)
{
	struct str s = lexer->query;
	size_t start = *at, i = *at;
	while (i < s.n && blank(s, i) == 0 && s.p[i] != '(' && s.p[i] != ')' &&
			quote(s, i) == 0) {
		i++;
		if (s.p[i - 1] == '\\' && i < s.n && blank(s, i) == 0) {
			i += quote(s, i) != 0 ? quote(s, i) : 1;
		}
	}
	*at = i;
	return push(lexer, LEX_WORD, str_make(s.p + start, i - start), start, i);
}

enum pantau_status pantau_query_at(struct pantau_error *err, size_t column,
		enum pantau_status status)
{
	pantau_fail_at(err, NULL, 0, column);
	return status;
}

enum pantau_status pantau_query_lex(struct str query, bool lenient,
		struct arena *arena, struct lex_token **out, size_t *n,
		struct pantau_error *err)
{
	struct lexer lexer = {
		.query = query, .arena = arena, .lenient = lenient,
	};
	size_t at = 0;
	if (!pantau_utf8_valid(query, &at)) {
		return pantau_query_at(err, at + 1, pantau_fail(err,
				PANTAU_BAD_QUERY, "%s", PANTAU_T(err,
				"the query is not UTF-8 here; type it again",
				"kueri bukan UTF-8 di sini; ketik ulang")));
	}
	for (at = 0; at < query.n;) {
		size_t skip = blank(query, at);
		bool ok = true;
		if (skip != 0) {
			at += skip;
		} else if (quote(query, at) != 0) {
			enum pantau_status status = lex_quote(&lexer, &at, err);
			if (status != PANTAU_OK) {
				return status;
			}
		} else if (query.p[at] == '(' || query.p[at] == ')') {
			ok = push(&lexer, query.p[at] == '(' ? LEX_OPEN : LEX_CLOSE,
					str_make(query.p + at, 1), at, at + 1);
			at++;
		} else {
			ok = lex_word(&lexer, &at);
		}
		if (!ok) {
			return pantau_fail_memory(err);
		}
	}
	if (!push(&lexer, LEX_END, str_make(NULL, 0), query.n, query.n)) {
		return pantau_fail_memory(err);
	}
	*out = lexer.token;
	*n = lexer.n;
	return PANTAU_OK;
}
