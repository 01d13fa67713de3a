/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* The words of a set of texts, so that lexicons can be made that know them. */

#include <stdlib.h>

#include "base/error.h"
#include "lexicon/learned.h"
#include "lexicon/schema.h"
#include "tune/bags.h"

struct word_use {
	uint32_t texts, last; /* last: the last text that had it, + 1 */
};

struct words {
	struct map numbers;   /* word -> its number */
	struct word_use *use; /* by number */
	size_t room;
};

static bool grow(struct words *words)
{
	size_t room = words->room * 2 + 1024;
	struct word_use *grown = realloc(words->use, room * sizeof(*grown));

	if (grown == NULL) {
		return false;
	}
	words->use = grown;
	words->room = room;
	return true;
}

/* Counts a word once for each text. */
static bool count(struct words *words, struct str word, uint32_t text)
{
	bool added;
	uint32_t *number = pantau_map_put(&words->numbers, word, &added);

	if (number == NULL) {
		return false;
	}
	if (added) {
		*number = (uint32_t)words->numbers.n - 1;
		if (*number >= words->room && !grow(words)) {
			return false;
		}
		words->use[*number] = (struct word_use){0, 0};
	}
	struct word_use *use = &words->use[*number];
	use->texts += use->last != text + 1;
	use->last = text + 1;
	return true;
}

static bool count_text(struct words *words, const struct pantau_tokens *tokens,
		uint32_t text)
{
	for (size_t i = 0; i < tokens->terms; i++) {
		const struct pantau_term *term = &tokens->term[i];
		if (!count(words, str_make(term->bytes, term->length), text)) {
			return false;
		}
	}
	return true;
}

/* Figures say nothing of tone that would hold elsewhere. */
static bool is_word(struct str word, struct buf *scratch)
{
	struct learned_term term;

	for (size_t i = 0; i < word.n; i++) {
		if (word.p[i] >= '0' && word.p[i] <= '9') {
			return false;
		}
	}
	return pantau_learned_parse(word, &term) && term.kind == LEARNED_WORD &&
			word.n <= WORD_POINTS_MAX &&
			pantau_folded(word, scratch);
}

static enum pantau_status count_all(const struct pantau_lexicons *lexicons,
		const struct str *text, size_t n, struct words *words,
		struct pantau_error *err)
{
	struct pantau_analyser *analyser;
	struct arena arena;
	enum pantau_status status = pantau_analyser_create(lexicons, &analyser,
			err);

	pantau_arena_init(&arena);
	for (size_t i = 0; status == PANTAU_OK && i < n; i++) {
		struct pantau_tokens tokens;
		pantau_arena_reset(&arena);
		status = pantau_analyse_into(analyser, text[i], &arena, &tokens,
				err);
		if (status == PANTAU_OK && !count_text(words, &tokens,
				(uint32_t)i)) {
			status = pantau_fail_memory(err);
		}
	}
	pantau_arena_finish(&arena);
	pantau_analyser_destroy(analyser);
	return status;
}

enum pantau_status pantau_bag_vocabulary(const struct pantau_lexicons *lexicons,
		const struct str *text, size_t n, uint32_t least,
		const struct map *skip, struct buf *out,
		struct pantau_error *err)
{
	struct words words = {.room = 0};
	struct buf scratch;

	pantau_map_init(&words.numbers, pantau_hash_seed());
	pantau_buf_init(&scratch);
	enum pantau_status status = count_all(lexicons, text, n, &words, err);
	for (size_t i = 0; status == PANTAU_OK && i < words.numbers.n; i++) {
		struct str word = words.numbers.entry[i].key;
		if (words.use[i].texts >= least && is_word(word, &scratch) &&
				pantau_map_get(skip, word) == NULL) {
			pantau_buf_str(out, word);
			pantau_buf_str(out, STR("\t0\t0\t0\t\t\t\n"));
		}
	}
	if (status == PANTAU_OK && (out->failed || scratch.failed)) {
		status = pantau_fail_memory(err);
	}
	pantau_buf_finish(&scratch);
	pantau_map_finish(&words.numbers);
	free(words.use);
	return status;
}
