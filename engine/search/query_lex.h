/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_SEARCH_QUERY_LEX_H
#define PANTAU_SEARCH_QUERY_LEX_H

/* A query's bytes to tokens. Only blanks, quotes and parentheses divide; what
 * a word's signs mean is the parser's business. */

#include "base/arena.h"
#include "base/error.h"

enum lex_kind { LEX_WORD, LEX_QUOTE, LEX_OPEN, LEX_CLOSE, LEX_END,
	LEX_NOTHING }; /* the last never leaves the parser */

struct lex_token {
	enum lex_kind kind;
	bool glued;       /* nothing stands between it and the token before */
	struct str text;  /* as written; of a quote, what is inside it */
	size_t column;    /* from 1 */
	size_t end;       /* byte behind it, from 1 */
};

/*
 * The last token is LEX_END. Texts point into the query or, where a quote had
 * escapes, into the arena. PANTAU_BAD_QUERY on ill-formed UTF-8 and on a quote
 * without its end; lenient: such a quote is a blank.
 */
enum pantau_status pantau_query_lex(struct str query, bool lenient,
		struct arena *arena, struct lex_token **out, size_t *n,
		struct pantau_error *err);

/* Adds a column to the error just filled; returns status. err may be NULL. */
enum pantau_status pantau_query_at(struct pantau_error *err, size_t column,
		enum pantau_status status);

#endif
