/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * Recursive descent over the tokens: OR of AND of NEAR of NOT of parts. Only
 * parentheses nest, so their depth bounds the stack.
 */

#include "search/query_parts.h"

/* What an operator at the place we are at would be, were it one. In a question
 * of --any, small ones are words: 'apa beda rob dan banjir'. */
static enum operator_word operator_here(const struct parser *p,
		bool *capitals, size_t *distance)
{
	const struct lex_token *t = p->at;
	*capitals = false;
	*distance = 0;
	enum operator_word what = t->kind == LEX_WORD ?
			pantau_query_operator(t->text, capitals, distance) :
			WORD_PLAIN;
	bool small = what != WORD_PLAIN && !*capitals &&
			memchr(t->text.p, '/', t->text.n) == NULL;
	return p->options->any && small ? WORD_PLAIN : what;
}

/* Whether a term may begin behind the token that we are at. */
static bool more_behind(const struct parser *p)
{
	enum lex_kind next = p->at[1].kind;
	return next != LEX_END && next != LEX_CLOSE;
}

static bool first_in_group(const struct parser *p)
{
	return p->at == p->token || p->at[-1].kind == LEX_OPEN;
}

static enum pantau_status misplaced(struct parser *p, enum operator_word what)
{
	struct str word = p->at->text;
	return pantau_query_at(p->err, p->at->column, pantau_fail(p->err,
			PANTAU_BAD_QUERY, what == WORD_NOT ? PANTAU_T(p->err,
			"'%.*s' needs a term behind it; write \"%.*s\" to look for "
			"the word",
			"'%.*s' perlu istilah di belakangnya; tulis \"%.*s\" untuk "
			"mencari kata itu") : PANTAU_T(p->err,
			"'%.*s' needs a term on both sides; write \"%.*s\" to look "
			"for the word",
			"'%.*s' perlu istilah di kedua sisinya; tulis \"%.*s\" "
			"untuk mencari kata itu"), STR_ARG(word), STR_ARG(word)));
}

static enum pantau_status unopened(struct parser *p)
{
	return pantau_query_at(p->err, p->at->column, pantau_fail(p->err,
			PANTAU_BAD_QUERY, "%s", PANTAU_T(p->err,
			"there is no '(' to this ')'; take it away or quote the "
			"text",
			"tidak ada '(' untuk ')' ini; hapus, atau apit teksnya "
			"dengan tanda kutip")));
}

enum pantau_status pantau_query_group(struct parser *p,
		struct query_node **out)
{
	const struct lex_token *open = p->at++;
	if (p->depth == QUERY_DEPTH_MAX) {
		return pantau_query_at(p->err, open->column, pantau_fail(p->err,
				PANTAU_BAD_QUERY, PANTAU_T(p->err,
				"parentheses go deeper than %d here; take some away",
				"kurung di sini lebih dari %d lapis; kurangi"),
				QUERY_DEPTH_MAX));
	}
	p->depth++;
	enum pantau_status status = PANTAU_OK;
	*out = NULL;
	if (p->at->kind != LEX_CLOSE && p->at->kind != LEX_END) {
		status = pantau_query_or(p, out);
	}
	p->depth--;
	if (status != PANTAU_OK) {
		return status;
	}
	if (p->at->kind != LEX_CLOSE) {
		return pantau_query_at(p->err, open->column, pantau_fail(p->err,
				PANTAU_BAD_QUERY, "%s", PANTAU_T(p->err,
				"this parenthesis is not closed; add a ')'",
				"kurung ini tidak ditutup; tambahkan ')'")));
	}
	p->at++;
	return PANTAU_OK;
}

/* One part behind its negations. A bare operator word that comes here stands
 * where it cannot be one. */
static enum pantau_status parse_part(struct parser *p, struct str word,
		size_t column, struct query_node **out)
{
	bool capitals;
	size_t distance;
	if (p->at->kind == LEX_OPEN) {
		return pantau_query_group(p, out);
	}
	if (p->at->kind == LEX_QUOTE) {
		return pantau_query_quoted(p, FIELD_ANY, false, column, out);
	}
	enum operator_word what = operator_here(p, &capitals, &distance);
	if (!p->options->any && column == p->at->column &&
			what != WORD_PLAIN && capitals &&
			(!first_in_group(p) || more_behind(p))) {
		return misplaced(p, what);
	}
	return pantau_query_word(p, word, column, out);
}

/* '-' and NOT in front of what we are at. On return *word is the rest of the
 * word there and *column its place. */
static bool negations(struct parser *p, struct str *word, size_t *column)
{
	bool negated = false, capitals;
	size_t distance;
	*word = p->at->text;
	*column = p->at->column;
	while (p->at->kind == LEX_WORD) {
		bool joined = p->at[1].glued && (p->at[1].kind == LEX_OPEN ||
				p->at[1].kind == LEX_QUOTE);
		if (word->n > 1 && word->p[0] == '-' && word->p[1] != '-') {
			*word = str_skip(*word, 1);
			++*column;
			negated = !negated;
			break;
		}
		bool minus = word->n == 1 && word->p[0] == '-' && joined;
		bool not = operator_here(p, &capitals, &distance) == WORD_NOT &&
				more_behind(p) && (capitals || !first_in_group(p));
		if (!minus && !not) {
			break;
		}
		p->at++;
		*word = p->at->text;
		*column = p->at->column;
		negated = !negated;
	}
	return negated;
}

/* What is turned over is taken at its word. */
static void tighten(struct query_node *tree)
{
	tree->loose = false;
	for (size_t i = 0; i < tree->children; i++) {
		tighten(tree->child[i]);
	}
}

/* *out is NULL for a group without anything in it. */
static enum pantau_status parse_not(struct parser *p, struct query_node **out)
{
	struct str word;
	size_t column, start = p->at->column;
	bool negated = negations(p, &word, &column);
	if (p->at->kind == LEX_CLOSE) {
		return unopened(p);
	}
	enum pantau_status status = parse_part(p, word, column, out);
	if (status == PANTAU_OK && negated && *out != NULL) {
		struct query_node *not = pantau_query_node(p, QUERY_NOT, start);
		if (not == NULL) {
			return pantau_fail_memory(p->err);
		}
		not->child = pantau_arena_zero(p->arena, 1, sizeof(*not->child));
		if (not->child == NULL) {
			return pantau_fail_memory(p->err);
		}
		tighten(*out);
		not->child[0] = *out;
		not->children = 1;
		not->end = (*out)->end;
		*out = not;
	}
	return status;
}

static enum pantau_status parse_near(struct parser *p,
		struct query_node **out)
{
	struct chain chain = {.op = QUERY_NEAR};
	bool capitals;
	size_t distance, most = 0, column = p->at->column;
	enum pantau_status status = parse_not(p, out);
	while (status == PANTAU_OK && operator_here(p, &capitals, &distance) ==
			WORD_NEAR && more_behind(p)) {
		if (distance == SIZE_MAX) {
			return pantau_query_at(p->err, p->at->column, pantau_fail(
					p->err, PANTAU_BAD_QUERY, PANTAU_T(p->err,
					"a distance is a number from 0 to %d, as in "
					"NEAR/5",
					"jarak adalah angka dari 0 sampai %d, seperti "
					"DEKAT/5"), QUERY_DISTANCE_MAX));
		}
		most = distance > most ? distance : most;
		status = pantau_chain_near(p, &chain, *out, column);
		p->at++;
		column = p->at->column;
		if (status == PANTAU_OK) {
			status = parse_not(p, out);
		}
	}
	if (status != PANTAU_OK || chain.n == 0) {
		return status;
	}
	status = pantau_chain_near(p, &chain, *out, column);
	if (status == PANTAU_OK) {
		status = pantau_chain_end(p, &chain, out);
	}
	if (status == PANTAU_OK && *out != NULL && (*out)->op == QUERY_NEAR) {
		(*out)->distance = (unsigned)most;
	}
	return status;
}

/* Terms joined by AND itself. With --any it binds tighter than standing side
 * by side, which is an OR there. */
static enum pantau_status parse_joined(struct parser *p,
		struct query_node **out)
{
	struct chain chain = {.op = QUERY_AND};
	bool capitals;
	size_t distance;
	enum pantau_status status = parse_near(p, out);
	while (status == PANTAU_OK && operator_here(p, &capitals, &distance) ==
			WORD_AND && more_behind(p)) {
		status = pantau_query_chain_add(p, &chain, *out);
		p->at++;
		if (status == PANTAU_OK) {
			status = parse_near(p, out);
		}
	}
	if (status != PANTAU_OK || chain.last == NULL) {
		return status;
	}
	status = pantau_query_chain_add(p, &chain, *out);
	return status == PANTAU_OK ? pantau_chain_end(p, &chain, out) : status;
}

static bool narrows(const struct query_node *node)
{
	return node != NULL && (node->op == QUERY_FILTER ||
			node->op == QUERY_NOT);
}

static enum pantau_status parse_and(struct parser *p, struct query_node **out)
{
	struct chain all = {.op = QUERY_AND}, any = {.op = QUERY_OR};
	bool capitals;
	size_t distance;
	enum pantau_status status = PANTAU_OK;
	do {
		status = parse_joined(p, out);
		if (status == PANTAU_OK) {
			status = pantau_query_chain_add(p, p->options->any &&
					!narrows(*out) ? &any : &all, *out);
		}
	} while (status == PANTAU_OK && p->at->kind != LEX_END &&
			p->at->kind != LEX_CLOSE && !(more_behind(p) &&
			operator_here(p, &capitals, &distance) == WORD_OR));
	if (status == PANTAU_OK) {
		status = pantau_chain_end(p, &any, out);
	}
	if (status == PANTAU_OK) {
		status = pantau_query_chain_add(p, &all, *out);
	}
	return status == PANTAU_OK ? pantau_chain_end(p, &all, out) : status;
}

enum pantau_status pantau_query_or(struct parser *p, struct query_node **out)
{
	struct chain chain = {.op = QUERY_OR};
	bool capitals;
	size_t distance;
	enum pantau_status status = parse_and(p, out);
	while (status == PANTAU_OK && operator_here(p, &capitals, &distance) ==
			WORD_OR && more_behind(p)) {
		status = pantau_query_chain_add(p, &chain, *out);
		p->at++;
		if (status == PANTAU_OK) {
			status = parse_and(p, out);
		}
	}
	if (status == PANTAU_OK) {
		status = pantau_query_chain_add(p, &chain, *out);
	}
	return status == PANTAU_OK ? pantau_chain_end(p, &chain, out) : status;
}

/* Takes the parentheses without their other half out of a question. */
static void balance(struct lex_token *token, size_t n)
{
	size_t open = 0, close = 0, kept = 0;
	for (size_t i = 0; i < n; i++) {
		if (token[i].kind == LEX_CLOSE && open-- == 0) {
			token[i].kind = LEX_NOTHING;
			open = 0;
		}
		open += token[i].kind == LEX_OPEN;
	}
	for (size_t i = n; i-- > 0;) {
		if (token[i].kind == LEX_OPEN && close-- == 0) {
			token[i].kind = LEX_NOTHING;
			close = 0;
		}
		close += token[i].kind == LEX_CLOSE;
	}
	for (size_t i = 0; i < n; i++) {
		if (token[i].kind == LEX_NOTHING) {
			token[i + 1].glued = false; /* the last is LEX_END */
		} else {
			token[kept++] = token[i];
		}
	}
}

/* Everything but reading the tokens; *root NULL: nothing was asked. */
static enum pantau_status parse_all(struct parser *p, struct query_node **root)
{
	*root = NULL;
	if (p->at->kind == LEX_END) {
		return PANTAU_OK;
	}
	enum pantau_status status = pantau_query_or(p, root);
	if (status == PANTAU_OK && p->at->kind != LEX_END) {
		/* Only a ')' ends an expression before the end. */
		return unopened(p);
	}
	return status;
}

enum pantau_status pantau_query_parse(struct str text,
		const struct query_options *options, struct query *out,
		struct pantau_error *err)
{
	struct parser p = {.options = options, .arena = &out->arena, .err = err};
	size_t n;
	enum pantau_status status;
	memset(out, 0, sizeof(*out));
	pantau_arena_init(&out->arena);
	pantau_map_init(&p.terms, pantau_hash_seed());
	if (text.n > QUERY_BYTES_MAX) {
		status = pantau_fail(err, PANTAU_LIMIT, PANTAU_T(err,
				"the query is longer than %u bytes; shorten it",
				"kueri lebih dari %u bita; persingkat"),
				QUERY_BYTES_MAX);
		goto out;
	}
	out->source = pantau_arena_str(&out->arena, text);
	if (out->source.p == NULL) {
		status = pantau_fail_memory(err);
		goto out;
	}
	status = pantau_query_lex(out->source, options->any, &out->arena,
			&p.token, &n, err);
	if (status != PANTAU_OK) {
		goto out;
	}
	if (options->any) {
		balance(p.token, n);
	}
	p.at = p.token;
	status = parse_all(&p, &out->root);
	if (status == PANTAU_OK && out->root == NULL) {
		out->root = pantau_query_node(&p, QUERY_ALL, 1);
		status = out->root != NULL ? PANTAU_OK : pantau_fail_memory(err);
	}
	out->terms = (unsigned)p.terms.n;
out:
	pantau_map_finish(&p.terms);
	if (status != PANTAU_OK) {
		pantau_query_finish(out);
	}
	return status;
}

void pantau_query_finish(struct query *query)
{
	pantau_arena_finish(&query->arena);
	query->root = NULL;
}
