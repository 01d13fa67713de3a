/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Nodes of the query tree, the limits on them, and chains of operands. */

#include "search/query_parts.h"

struct chain_link {
	struct chain_link *next;
	struct query_node *node;
};

struct query_node *pantau_query_node(struct parser *p, enum query_op op,
		size_t column)
{
	struct query_node *node = pantau_arena_zero(p->arena, 1, sizeof(*node));
	if (node != NULL) {
		node->op = op;
		node->column = column;
		node->end = column;
		node->field = p->field;
	}
	return node;
}

enum pantau_status pantau_query_leaf(struct parser *p, enum query_op op,
		struct str text, size_t column, size_t end,
		struct query_node **out)
{
	if (p->parts == QUERY_PARTS_MAX) {
		return pantau_query_at(p->err, column, pantau_fail(p->err,
				PANTAU_LIMIT, PANTAU_T(p->err,
				"the query has more than %d parts; split it",
				"kueri berisi lebih dari %d bagian; pecah kuerinya"),
				QUERY_PARTS_MAX));
	}
	*out = pantau_query_node(p, op, column);
	if (*out == NULL) {
		return pantau_fail_memory(p->err);
	}
	p->parts++;
	(*out)->text = text;
	(*out)->end = end;
	return PANTAU_OK;
}

/* One word of a leaf. How it is looked up makes a difference: "x" and ="x" are
 * two terms. */
static enum pantau_status count_term(struct parser *p,
		const struct query_node *leaf, struct str word)
{
	bool added;
	char *key = pantau_arena_alloc(p->arena, word.n + 1);
	if (key == NULL) {
		return pantau_fail_memory(p->err);
	}
	for (size_t i = 0; i < word.n; i++) {
		char c = word.p[i];
		key[i] = c >= 'A' && c <= 'Z' ? (char)(c + 'a' - 'A') : c;
	}
	key[word.n] = leaf->prefix ? '*' : leaf->exact ? '=' : ' ';
	if (pantau_map_put(&p->terms, str_make(key, word.n + 1), &added) ==
			NULL) {
		return pantau_fail_memory(p->err);
	}
	if (p->terms.n > QUERY_TERMS_MAX) {
		return pantau_query_at(p->err, leaf->column, pantau_fail(p->err,
				PANTAU_LIMIT, PANTAU_T(p->err,
				"the query has more than %d different words; split "
				"it",
				"kueri berisi lebih dari %d kata yang berbeda; pecah "
				"kuerinya"), QUERY_TERMS_MAX));
	}
	return PANTAU_OK;
}

enum pantau_status pantau_query_count_terms(struct parser *p,
		const struct query_node *leaf)
{
	struct str rest = leaf->text;
	while (rest.n != 0) {
		size_t n = 0;
		while (n < rest.n && (unsigned char)rest.p[n] > ' ') {
			n++;
		}
		if (n != 0) {
			enum pantau_status status = count_term(p, leaf,
					str_make(rest.p, n));
			if (status != PANTAU_OK) {
				return status;
			}
		}
		rest = str_skip(rest, n + 1);
	}
	return PANTAU_OK;
}

/* Leaves, and leaves turned over, that ask for the same. */
static bool same(const struct query_node *a, const struct query_node *b)
{
	while (a->op == QUERY_NOT && b->op == QUERY_NOT) {
		a = a->child[0];
		b = b->child[0];
	}
	return a->op == b->op && a->children == 0 && b->children == 0 &&
			a->field == b->field && a->exact == b->exact &&
			a->prefix == b->prefix && str_eq(a->text, b->text) &&
			a->filter == b->filter && a->number == b->number &&
			a->comparison == b->comparison &&
			a->span.from == b->span.from &&
			a->span.until == b->span.until;
}

static enum pantau_status append(struct parser *p, struct chain *chain,
		struct query_node *node)
{
	struct chain_link *link;
	for (link = chain->first; chain->op != QUERY_NEAR && link != NULL;
			link = link->next) {
		if (same(link->node, node)) {
			p->parts--;
			return PANTAU_OK;
		}
	}
	link = pantau_arena_zero(p->arena, 1, sizeof(*link));
	if (link == NULL) {
		return pantau_fail_memory(p->err);
	}
	link->node = node;
	if (chain->first == NULL) {
		chain->first = link;
	} else {
		chain->last->next = link;
	}
	chain->last = link;
	chain->n++;
	return PANTAU_OK;
}

enum pantau_status pantau_query_chain_add(struct parser *p, struct chain *chain,
		struct query_node *node)
{
	enum pantau_status status = PANTAU_OK;
	if (node == NULL) {
		return PANTAU_OK;
	}
	if (node->op != chain->op) {
		return append(p, chain, node);
	}
	for (size_t i = 0; status == PANTAU_OK && i < node->children; i++) {
		status = append(p, chain, node->child[i]);
	}
	return status;
}

enum pantau_status pantau_chain_near(struct parser *p, struct chain *chain,
		struct query_node *node, size_t column)
{
	if (node == NULL) {
		return PANTAU_OK;
	}
	if (node->op != QUERY_WORD && node->op != QUERY_PHRASE) {
		return pantau_query_at(p->err, column, pantau_fail(p->err,
				PANTAU_BAD_QUERY, "%s", PANTAU_T(p->err,
				"NEAR joins words and phrases only; take this out of "
				"it with parentheses or AND",
				"DEKAT hanya untuk kata dan frasa; keluarkan bagian "
				"ini dengan kurung atau DAN")));
	}
	if (node->field != FIELD_ANY && chain->field != FIELD_ANY &&
			node->field != chain->field) {
		return pantau_query_at(p->err, column, pantau_fail(p->err,
				PANTAU_BAD_QUERY, "%s", PANTAU_T(p->err,
				"what NEAR joins must stand in one field, title or "
				"text",
				"yang digabung DEKAT harus di bagian yang sama, "
				"judul atau isi")));
	}
	if (node->field != FIELD_ANY) {
		chain->field = node->field;
	}
	return append(p, chain, node);
}

enum pantau_status pantau_chain_end(struct parser *p,
		const struct chain *chain, struct query_node **out)
{
	*out = chain->first != NULL ? chain->first->node : NULL;
	if (chain->n < 2) {
		return PANTAU_OK;
	}
	struct query_node *node = pantau_query_node(p, chain->op,
			chain->first->node->column);
	size_t i = 0;
	if (node == NULL) {
		return pantau_fail_memory(p->err);
	}
	node->child = pantau_arena_zero(p->arena, chain->n,
			sizeof(*node->child));
	if (node->child == NULL) {
		return pantau_fail_memory(p->err);
	}
	for (const struct chain_link *link = chain->first; link != NULL;
			link = link->next) {
		node->child[i++] = link->node;
		if (link->node->column < node->column) {
			node->column = link->node->column;
		}
		if (link->node->end > node->end) {
			node->end = link->node->end;
		}
	}
	node->children = chain->n;
	node->field = chain->field;
	*out = node;
	return PANTAU_OK;
}
