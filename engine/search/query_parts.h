/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_SEARCH_QUERY_PARTS_H
#define PANTAU_SEARCH_QUERY_PARTS_H

/* What the files of the parser share. */

#include "base/hash.h"
#include "search/query_lex.h"
#include "search/query_names.h"

struct parser {
	const struct query_options *options;
	struct arena *arena;
	struct pantau_error *err;
	struct lex_token *token; /* all; the last is LEX_END */
	struct lex_token *at;
	struct map terms;        /* distinct words so far */
	size_t parts;            /* leaves in the tree so far */
	unsigned depth;
	enum query_field field;  /* of the group that we are in */
};

/* query_parse.c */
enum pantau_status pantau_query_or(struct parser *p, struct query_node **out);
/* We are at '('. *out is NULL when nothing is inside. */
enum pantau_status pantau_query_group(struct parser *p,
		struct query_node **out);

/* query_word.c: word is the current token, or what follows its '-'. */
enum pantau_status pantau_query_word(struct parser *p, struct str word,
		size_t column, struct query_node **out);
/* We are at a quote; FIELD_ANY: the field of the group. */
enum pantau_status pantau_query_quoted(struct parser *p,
		enum query_field field, bool exact, size_t column,
		struct query_node **out);

/* query_tree.c. A node of an operator, NULL when memory is out. */
struct query_node *pantau_query_node(struct parser *p, enum query_op op,
		size_t column);
/* A leaf, counted; text may be changed by the caller afterwards. */
enum pantau_status pantau_query_leaf(struct parser *p, enum query_op op,
		struct str text, size_t column, size_t end,
		struct query_node **out);
/* Counts the words of a leaf of text. */
enum pantau_status pantau_query_count_terms(struct parser *p,
		const struct query_node *leaf);

/* Operands of one operator. AND and OR take in the operands of operands of
 * their own kind, and drop leaves that they have. */
struct chain {
	enum query_op op;
	struct chain_link *first, *last;
	size_t n;
	enum query_field field; /* NEAR */
};
/* NULL is no operand. */
enum pantau_status pantau_query_chain_add(struct parser *p, struct chain *chain,
		struct query_node *node);
/* As above for NEAR, which takes words and phrases of one field only. */
enum pantau_status pantau_chain_near(struct parser *p, struct chain *chain,
		struct query_node *node, size_t column);
/* NULL of none, the operand itself of one, else a node. */
enum pantau_status pantau_chain_end(struct parser *p,
		const struct chain *chain, struct query_node **out);

#endif
