/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* The rarest words of a text, and who has them. */

#include "search/alike.h"

#include <stdlib.h>

#include "base/error.h"
#include "base/hash.h"
#include "base/radix.h"

struct words {
	struct arena arena;
	struct map known;
	struct str word[ALIKE_READ];
	size_t n;
};

/* Words as shingles have them: what a copy keeps. */
static bool gather(struct words *words, const struct pantau_tokens *tokens)
{
	for (size_t i = 0; tokens != NULL && i < tokens->tokens &&
			words->n < ALIKE_READ; i++) {
		const struct pantau_token *token = &tokens->token[i];
		bool added = false;
		if (!pantau_shingle_is_word(token->kind) ||
				(token->flags & PANTAU_TOKEN_STOP) != 0 ||
				token->terms == 0) {
			continue;
		}
		const struct pantau_term *term =
				&tokens->term[token->first_term];
		struct str word = str_make(term->bytes, term->length);
		if (pantau_map_put(&words->known, word, &added) == NULL) {
			return false;
		}
		if (added) {
			words->word[words->n++] = word;
		}
	}
	return true;
}

/* The rarest first; those that nobody has are left out. */
static enum pantau_status rarest(struct store *store, struct words *words,
		struct str *out, size_t *n, struct pantau_error *err)
{
	struct radix_item item[2 * ALIKE_READ];
	enum pantau_status status = PANTAU_OK;
	size_t found = 0;

	for (size_t i = 0; status == PANTAU_OK && i < words->n; i++) {
		uint64_t documents;
		status = pantau_match_frequency(store, words->word[i],
				&documents, err);
		if (status == PANTAU_OK && documents > 0) {
			item[found++] = (struct radix_item){documents, i};
		}
	}
	pantau_radix_sort(item, item + ALIKE_READ, found);
	*n = found < ALIKE_WORDS ? found : ALIKE_WORDS;
	for (size_t i = 0; i < *n; i++) {
		out[i] = words->word[item[i].value];
	}
	return status;
}

static struct match_node *tree_of(struct words *words, const struct str *word,
		size_t n)
{
	struct match_node **leaf = pantau_arena_zero(&words->arena, n,
			sizeof(*leaf));

	if (leaf == NULL) {
		return NULL;
	}
	for (size_t i = 0; i < n; i++) {
		struct match_position *position = pantau_arena_zero(
				&words->arena, 1, sizeof(*position));
		struct match_phrase *phrase = pantau_arena_zero(&words->arena,
				1, sizeof(*phrase));
		if (position == NULL || phrase == NULL) {
			return NULL;
		}
		position->form = &word[i];
		position->forms = 1;
		phrase->position = position;
		phrase->positions = 1;
		leaf[i] = pantau_match_leaf(MATCH_ANY, phrase, 1, 0,
				&words->arena);
		if (leaf[i] == NULL) {
			return NULL;
		}
	}
	return n == 1 ? leaf[0] : pantau_match_join(MATCH_OR, leaf, n,
			&words->arena);
}

static enum pantau_status look(struct store *store, struct words *words,
		struct ranked *out, size_t *n, struct pantau_error *err)
{
	struct str word[ALIKE_WORDS];
	size_t found;
	bool cut;
	enum pantau_status status = rarest(store, words, word, &found, err);

	if (status != PANTAU_OK || found == 0) {
		*n = 0;
		return status;
	}
	struct match_node *tree = tree_of(words, word, found);
	return tree == NULL ? pantau_fail_memory(err) : pantau_match_rank(
			store, tree, NULL, out, n, NULL, &cut, err);
}

enum pantau_status pantau_alike_read(struct pantau_analyser *analyser,
		struct str title, struct str text, struct arena *arena,
		struct alike_text *out, struct shingler *words,
		struct pantau_error *err)
{
	enum pantau_status status = pantau_analyse_into(analyser, title, arena,
			&out->title, err);

	if (status == PANTAU_OK) {
		status = pantau_analyse_into(analyser, text, arena, &out->text,
				err);
	}
	if (status != PANTAU_OK || words == NULL) {
		return status;
	}
	pantau_shingler_clear(words);
	return pantau_shingler_add(words, &out->title) &&
			pantau_shingler_add(words, &out->text) ? PANTAU_OK
			: pantau_fail_memory(err);
}

bool pantau_alike_sets(struct shingler *a, struct shingler *b,
		struct shingles *of_a, struct shingles *of_b)
{
	unsigned width = pantau_shingle_width(a->words < b->words ? a->words
			: b->words);

	return pantau_shingler_make(a, width, of_a) &&
			pantau_shingler_make(b, width, of_b);
}

enum pantau_status pantau_alike(struct store *store,
		const struct pantau_tokens *const *field, size_t fields,
		struct ranked *out, size_t *n, struct pantau_error *err)
{
	struct words *words = malloc(sizeof(*words));
	enum pantau_status status = PANTAU_OK;

	if (words == NULL) {
		return pantau_fail_memory(err);
	}
	words->n = 0;
	pantau_arena_init(&words->arena);
	pantau_map_init(&words->known, pantau_hash_seed());
	for (size_t i = 0; status == PANTAU_OK && i < fields; i++) {
		status = gather(words, field[i]) ? PANTAU_OK
				: pantau_fail_memory(err);
	}
	if (status == PANTAU_OK) {
		status = look(store, words, out, n, err);
	}
	pantau_map_finish(&words->known);
	pantau_arena_finish(&words->arena);
	free(words);
	return status;
}
