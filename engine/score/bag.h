/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_SCORE_BAG_H
#define PANTAU_SCORE_BAG_H

/*
 * The features of a field that learned layers weigh (lexicon/learned.h): words,
 * roots, negated roots, pairs of roots, traits of the whole. The scorer asks for
 * those that have a row, fitting for all: both walk the tokens as here.
 */

#include "lexicon/learned.h"
#include "score/parts.h"

/* Addresses and figures are told by traits, not by what they say. */
#define BAG_NO_WORDS (1u << PANTAU_TOKEN_URL | 1u << PANTAU_TOKEN_MENTION | \
		1u << PANTAU_TOKEN_EMAIL | 1u << PANTAU_TOKEN_PHONE | \
		1u << PANTAU_TOKEN_NUMBER | 1u << PANTAU_TOKEN_MONEY | \
		1u << PANTAU_TOKEN_DATE | 1u << PANTAU_TOKEN_TIME)

/* A word that people spell otherwise is the word it stands for. */
static inline uint32_t bag_root(const struct pantau_token *token)
{
	return (token->flags & PANTAU_TOKEN_SLANG) != 0 &&
			token->lexeme[1] != 0 ? token->lexeme[1]
			: token->lexeme[2];
}

/* The matches of a field on a walk: those that have been passed, and the tokens
 * that the last negator among them reaches; the next formula, first and last
 * token, and the match from which it is looked for. */
struct bag_items {
	const struct pantau_scorer *scorer;
	const struct tone_item *item;
	size_t items, passed, looked;
	uint32_t first, end, formula[2];
};

/* Passes the matches that end before a token. */
void pantau_bag_pass(struct bag_items *items, uint32_t token);
/* Looks for the next formula that does not end before a token. */
void pantau_bag_formula(struct bag_items *items, uint32_t token);

/* item: the field's matches. */
static inline struct bag_items bag_items(const struct pantau_scorer *scorer,
		const struct tone_item *item, size_t n)
{
	struct bag_items items = {.scorer = scorer, .item = item, .items = n};
	pantau_bag_formula(&items, 0);
	return items;
}

/* A walk over the words of a field, from left to right. The words of an idiom,
 * of a formula of thanks or prayer and of a neutral expression are no features:
 * what such a row of several words says is not what they say. What is of the
 * matches stands apart, so that all of this stays in registers. */
struct bag_walk {
	const struct pantau_token *token;
	const uint32_t *clause;
	size_t tokens;
	uint32_t next;
	/* The word at hand: its token, its lexemes, and the root of the word
	 * right before it in its clause, each 0 where it has none. */
	uint32_t at, word, root, before;
};

static inline struct bag_walk bag_walk(const struct field *field)
{
	return (struct bag_walk){.token = field->tokens->token,
			.clause = field->clause,
			.tokens = field->tokens->tokens};
}

/* On to the next word; false behind the last. */
static inline bool bag_next(struct bag_walk *walk, struct bag_items *items)
{
	while (walk->next < walk->tokens) {
		uint32_t i = walk->next++;
		const struct pantau_token *token = &walk->token[i];
		bool formula = i >= items->formula[0];
		if (i >= items->formula[1]) {
			pantau_bag_formula(items, i + 1);
		}
		if (formula || (1u << token->kind & BAG_NO_WORDS) != 0) {
			walk->root = 0;
			continue;
		}
		walk->before = i > 0 && walk->clause[i] == walk->clause[i - 1]
				? walk->root : 0;
		walk->at = i;
		walk->word = token->lexeme[0];
		walk->root = bag_root(token);
		return true;
	}
	return false;
}

/* Does a negator reach the word at hand? */
static inline bool bag_negated(const struct bag_walk *walk,
		struct bag_items *items)
{
	uint32_t at = walk->at;

	if (items->passed < items->items &&
			items->item[items->passed].match.last < at) {
		pantau_bag_pass(items, at);
	}
	return at <= items->end && at > items->first &&
			walk->clause[at] == walk->clause[items->first];
}

/* What is told of features: each with the tokens it stands on, some again. */
struct bag_sink {
	void (*add)(void *context, uint64_t key, uint32_t first, uint32_t last);
	void *context;
};

/*
 * All features of a text, for fitting: its tokens by an analyser over the
 * scorer's own lexicons. Traits as below. False when memory is out.
 */
bool pantau_bag_text(const struct pantau_scorer *scorer, struct str text,
		const struct pantau_tokens *tokens, struct arena *arena,
		const struct bag_sink *sink, float traits[TRAITS]);

/* The value of every trait; most are 0 or 1. */
void pantau_bag_traits(const struct field *field, const struct tone_item *item,
		size_t n, float out[TRAITS]);

#endif
