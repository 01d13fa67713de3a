/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* The words of a set of texts, so that lexicons can be made that know them. */

#include <stdlib.h>

#include "base/error.h"
#include "lexicon/learned.h"
#include "lexicon/schema.h"
#include "tune/bags.h"

struct words {
	struct map seen;    /* word -> how many texts */
	uint32_t *last;     /* by word: the last text that had it, + 1 */
	size_t room;
};

/* Counts a word once for each text. */
static bool count(struct words *words, struct str word, uint32_t text)
{
	bool added;
	uint32_t *texts = pantau_map_put(&words->seen, word, &added);

	if (texts == NULL) {
		return false;
	}
	size_t at = (size_t)((const struct map_entry *)(const void *)
			((const char *)texts - offsetof(struct map_entry, value)) -
			words->seen.entry);
	if (at >= words->room) {
		size_t room = words->seen.n * 2 + 1024;
		uint32_t *grown = realloc(words->last, room * sizeof(*grown));
		if (grown == NULL) {
			return false;
		}
		memset(grown + words->room, 0, (room - words->room) *
				sizeof(*grown));
		words->last = grown;
		words->room = room;
	}
	if (words->last[at] != text + 1) {
		words->last[at] = text + 1;
		++*texts;
	}
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

	pantau_map_init(&words.seen, pantau_hash_seed());
	pantau_buf_init(&scratch);
	enum pantau_status status = count_all(lexicons, text, n, &words, err);
	for (size_t i = 0; status == PANTAU_OK && i < words.seen.n; i++) {
		struct str word = words.seen.entry[i].key;
		if (words.seen.entry[i].value >= least &&
				is_word(word, &scratch) &&
				pantau_map_get(skip, word) == NULL) {
			pantau_buf_str(out, word);
			pantau_buf_str(out, STR("\t0\t0\t0\t\t\t\n"));
		}
	}
	if (status == PANTAU_OK && (out->failed || scratch.failed)) {
		status = pantau_fail_memory(err);
	}
	pantau_buf_finish(&scratch);
	pantau_map_finish(&words.seen);
	free(words.last);
	return status;
}
