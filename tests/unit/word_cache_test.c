/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * The analyser's cache of words: what comes out of it is what went in, also
 * after it has grown and swept; and what it keeps for the index, the packed
 * stream and the hashes of its terms, fits the terms. What is laid out without
 * terms is the same besides.
 */

#include "data_lexicons.h"

#include "base/hash.h"
#include "text/analyser_parts.h"
#include "text/language.h"

static struct pantau_tokens analyse(struct pantau_analyser *analyser,
		struct arena *arena, struct str text)
{
	struct pantau_tokens tokens;
	pantau_arena_reset(arena);
	assert_int_equal(pantau_analyse_into(analyser, text, arena, &tokens,
			NULL), PANTAU_OK);
	return tokens;
}

static void check_packed(const struct pantau_tokens *tokens)
{
	struct str stream = tokens->packed->stream;
	struct packed_term packed;
	size_t at = 0;
	for (size_t i = 0; i < tokens->terms; i++) {
		const struct pantau_term *term = &tokens->term[i];
		struct str bytes = str_make(term->bytes, term->length);
		bool colocated = i > 0 && term->position == term[-1].position;
		assert_true(pantau_pack_next(stream, &at, &packed));
		assert_int_equal(packed.colocated, colocated);
		assert_true(str_eq(str_skip(packed.bytes, colocated), bytes));
		assert_true(tokens->packed->hash[i] == pantau_hash(bytes,
				pantau_hash_seed() + colocated));
	}
	assert_false(pantau_pack_next(stream, &at, &packed));
}

static const char *const texts[] = {
	"", "...", "a", "Tolong pak @bupati, anti-Jokowi memakan korban",
	("#TolakKenaikanHarga k*rupsi Rp15.000 20% https://contoh.id/a "
	"D.K.I. a@b.id \xf0\x9f\x98\x82 Ma\xe2\x80\x99ruf bangeeeet"),
};

static void packs_what_it_keeps(void **state)
{
	struct pantau_lexicons *lexicons = open_data_lexicons("text");
	struct pantau_analyser *analyser = create_analyser(lexicons);
	struct arena arena;
	(void)state;
	assert_non_null(analyser);
	pantau_arena_init(&arena);
	for (int round = 0; round < 2; round++) {
		for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
			struct pantau_tokens tokens = analyse(analyser, &arena,
					str_of(texts[i]));
			check_packed(&tokens);
		}
	}
	pantau_arena_finish(&arena);
	pantau_analyser_destroy(analyser);
	pantau_lexicons_close(lexicons);
}

static void check_surface(const struct pantau_tokens *all,
		const struct pantau_tokens *alone)
{
	assert_int_equal(alone->tokens, all->tokens);
	assert_int_equal(alone->terms, all->tokens);
	assert_int_equal(alone->positions, all->positions);
	assert_int_equal(alone->sentences, all->sentences);
	assert_null(alone->packed);
	for (size_t i = 0; i < all->tokens; i++) {
		struct pantau_token token = all->token[i];
		const struct pantau_term *term = &all->term[token.first_term];
		assert_int_equal(alone->term[i].length, term->length);
		assert_memory_equal(alone->term[i].bytes, term->bytes,
				term->length);
		assert_int_equal(alone->term[i].kind, term->kind);
		assert_int_equal(alone->term[i].position, token.position);
		token.first_term = (uint32_t)i;
		token.terms = 1;
		assert_memory_equal(&alone->token[i], &token, sizeof(token));
	}
	assert_int_equal(alone->speech->windows, all->speech->windows);
	assert_int_equal(alone->speech->foreign, all->speech->foreign);
	if (all->speech->windows != 0) {
		assert_memory_equal(alone->speech->window, all->speech->window,
				all->speech->windows *
				sizeof(*all->speech->window));
	}
}

/* For scores: whatever stands beside the surfaces is the same. */
static void lays_surfaces_alone(void **state)
{
	struct pantau_lexicons *lexicons = open_data_lexicons("text");
	struct pantau_analyser *analyser = create_analyser(lexicons);
	struct arena all, alone;
	(void)state;
	assert_non_null(analyser);
	pantau_arena_init(&all);
	pantau_arena_init(&alone);
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		struct str text = str_of(texts[i]);
		struct pantau_tokens first, again, tokens;
		pantau_arena_reset(&alone);
		assert_int_equal(pantau_analyse_surface(analyser, text, &alone,
				&first, NULL), PANTAU_OK);
		tokens = analyse(analyser, &all, text);
		check_surface(&tokens, &first);
		/* What was laid out does not lean on the analyser's text. */
		assert_int_equal(pantau_analyse_surface(analyser, text, &alone,
				&again, NULL), PANTAU_OK);
		check_surface(&tokens, &again);
		analyse(analyser, &all, STR("SAJA LAIN SAMA SEKALI"));
		tokens = analyse(analyser, &all, text);
		check_surface(&tokens, &again);
	}
	pantau_arena_finish(&all);
	pantau_arena_finish(&alone);
	pantau_analyser_destroy(analyser);
	pantau_lexicons_close(lexicons);
}

/* Numbers are words that cost little to make. */
#define NUMBERS 5000
#define ROUNDS 100

static void write_numbers(struct buf *text, unsigned round)
{
	pantau_buf_clear(text);
	for (unsigned i = 0; i < NUMBERS; i++) {
		pantau_buf_printf(text, "%u ", 1000000 + round * NUMBERS + i);
	}
	pantau_buf_str(text, STR("memakan korban"));
}

/* How often a word stands in the cache. */
static unsigned count_word(const struct word_cache *cache, const char *key)
{
	unsigned n = 0;
	for (size_t at = 0; at < cache->used;) {
		const struct cached_word *word = word_cache_at(cache,
				&(struct word_slot){.at = (uint32_t)(at /
				WORD_UNIT)});
		n += str_eq(word_cache_key(word), str_of(key));
		at += (size_t)word->units * WORD_UNIT;
	}
	return n;
}

static void survives_its_sweeps(void **state)
{
	struct pantau_lexicons *lexicons = open_data_lexicons("text");
	struct pantau_analyser *analyser = create_analyser(lexicons);
	size_t used = 0, sweeps = 0;
	struct arena arena;
	struct buf text;
	(void)state;
	assert_non_null(analyser);
	pantau_arena_init(&arena);
	pantau_buf_init(&text);
	for (unsigned round = 0; round < ROUNDS; round++) {
		write_numbers(&text, round);
		struct pantau_tokens tokens = analyse(analyser, &arena,
				buf_str(&text));
		assert_int_equal(tokens.tokens, NUMBERS + 2);
		for (size_t i = 0; i < NUMBERS; i++) {
			const struct pantau_token *token = &tokens.token[i];
			const struct pantau_term *term =
					&tokens.term[token->first_term];
			assert_int_equal(term->length,
					token->end - token->start);
			assert_memory_equal(term->bytes, text.p + token->start,
					term->length);
		}
		check_packed(&tokens);
		/* Every text asks for it: it stays. Most of the rest does too. */
		assert_int_equal(count_word(&analyser->cache, "memakan"), 1);
		if (analyser->cache.used < used) {
			sweeps++;
			assert_true(analyser->cache.used > used / 2);
		}
		used = analyser->cache.used;
		assert_true(analyser->cache.room <= (size_t)32 << 20);
	}
	assert_true(sweeps > 0);
	pantau_buf_finish(&text);
	pantau_arena_finish(&arena);
	pantau_analyser_destroy(analyser);
	pantau_lexicons_close(lexicons);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(packs_what_it_keeps),
		cmocka_unit_test(lays_surfaces_alone),
		cmocka_unit_test(survives_its_sweeps),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
