/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Gathers words, roots and pairs of words, each once for a text. */

#include <stdlib.h>

#include "tune/suggest_parts.h"

#define WORD_LEAST 3
#define WORD_MOST 40

void pantau_term_set_init(struct term_set *set)
{
	*set = (struct term_set){.n = 0};
	pantau_map_init(&set->keys, pantau_hash_seed());
	pantau_buf_init(&set->key);
}

void pantau_term_set_finish(struct term_set *set)
{
	pantau_map_finish(&set->keys);
	pantau_buf_finish(&set->key);
	free(set->last);
	free(set->place);
	free(set->start);
	*set = (struct term_set){.n = 0};
}

static bool grow(void **p, size_t *room, size_t least, size_t size)
{
	if (least < *room) {
		return true;
	}
	size_t more = least * 2 + 1024;
	void *grown = realloc(*p, more * size);
	if (grown == NULL) {
		return false;
	}
	memset((char *)grown + *room * size, 0, (more - *room) * size);
	*p = grown;
	*room = more;
	return true;
}

/* The term in set->key, unless the text has had it. */
static bool put(struct term_set *set, uint32_t text, uint32_t start,
		uint32_t end)
{
	bool added;
	void *last = set->last, *place = set->place;
	uint32_t *number = set->key.failed ? NULL : pantau_map_put(&set->keys,
			buf_str(&set->key), &added);

	if (number == NULL) {
		return false;
	}
	if (added) {
		*number = (uint32_t)set->keys.n - 1;
	}
	uint32_t term = *number;
	bool ok = grow(&last, &set->last_room, term, sizeof(*set->last));
	set->last = last;
	if (!ok || set->last[term] == text + 1) {
		return ok;
	}
	ok = grow(&place, &set->room, set->n, sizeof(*set->place));
	set->place = place;
	if (ok) {
		set->last[term] = text + 1;
		set->place[set->n++] = (struct term_place){term, text, start,
				end};
	}
	return ok;
}

static void make_key(struct term_set *set, enum suggest_kind kind,
		struct str first, struct str second)
{
	pantau_buf_clear(&set->key);
	pantau_buf_char(&set->key, (char)('0' + kind));
	pantau_buf_str(&set->key, first);
	if (second.n != 0) {
		pantau_buf_char(&set->key, ' ');
		pantau_buf_str(&set->key, second);
	}
}

/* A token's folded form and its root; false when it is no plain word. */
static bool word_of(const struct pantau_tokens *tokens, size_t at,
		struct str *word, struct str *root)
{
	const struct pantau_token *token = &tokens->token[at];

	if (token->kind != PANTAU_TOKEN_WORD || token->positions != 1 ||
			token->terms == 0) {
		return false;
	}
	const struct pantau_term *term = &tokens->term[token->first_term];
	*word = *root = str_make(term->bytes, term->length);
	for (uint32_t i = 1; i < token->terms; i++) {
		if (term[i].kind == PANTAU_TERM_STEM) {
			*root = str_make(term[i].bytes, term[i].length);
		}
	}
	for (size_t i = 0; i < word->n; i++) {
		if (word->p[i] >= '0' && word->p[i] <= '9') {
			return false;
		}
	}
	return word->n >= 2 && word->n <= WORD_MOST;
}

static bool side_by_side(struct str text, const struct pantau_token *a,
		const struct pantau_token *b)
{
	for (uint32_t i = a->end; i < b->start; i++) {
		if (text.p[i] != ' ') {
			return false;
		}
	}
	return a->sentence == b->sentence && b->start > a->end;
}

bool pantau_term_set_add(struct term_set *set, uint32_t number, struct str text,
		const struct pantau_tokens *tokens)
{
	struct str before = {0}, word, root;
	bool ok = true;

	for (size_t i = 0; ok && i < tokens->tokens; i++) {
		const struct pantau_token *token = &tokens->token[i];
		bool stop = (token->flags & PANTAU_TOKEN_STOP) != 0;
		if (!word_of(tokens, i, &word, &root)) {
			before.n = 0;
			continue;
		}
		if (!stop && word.n >= WORD_LEAST) {
			make_key(set, SUGGEST_WORD, word, str_make(NULL, 0));
			ok = put(set, number, token->start, token->end);
			make_key(set, SUGGEST_ROOT, root, str_make(NULL, 0));
			ok = ok && put(set, number, token->start, token->end);
		}
		const struct pantau_token *last = i > 0 ? token - 1 : token;
		if (ok && before.n != 0 && side_by_side(text, last, token) &&
				(!stop || (last->flags & PANTAU_TOKEN_STOP) ==
				0)) {
			make_key(set, SUGGEST_PAIR, before, word);
			ok = put(set, number, last->start, token->end);
		}
		before = word;
	}
	return ok;
}

bool pantau_term_set_sort(struct term_set *set)
{
	size_t terms = set->keys.n;
	struct term_place *sorted = calloc(set->n + 1, sizeof(*sorted));

	set->start = calloc(terms + 2, sizeof(*set->start));
	if (sorted == NULL || set->start == NULL) {
		free(sorted);
		return false;
	}
	/* Shifted by one: filling moves each start to that of the next. */
	for (size_t i = 0; i < set->n; i++) {
		set->start[set->place[i].term + 2]++;
	}
	for (size_t t = 2; t < terms + 2; t++) {
		set->start[t] += set->start[t - 1];
	}
	for (size_t i = 0; i < set->n; i++) {
		sorted[set->start[set->place[i].term + 1]++] = set->place[i];
	}
	free(set->place);
	set->place = sorted;
	return true;
}

uint32_t pantau_term_set_texts(struct term_set *set, enum suggest_kind kind,
		struct str words)
{
	make_key(set, kind, words, str_make(NULL, 0));
	const uint32_t *term = set->key.failed ? NULL :
			pantau_map_get(&set->keys, buf_str(&set->key));
	return term == NULL ? 0 : set->start[*term + 1] - set->start[*term];
}
