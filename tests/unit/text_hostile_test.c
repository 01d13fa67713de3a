/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * Texts that nobody writes in good faith: bytes that are no characters, one
 * word of megabytes, piles of marks, pieces that each scanner looks ahead on.
 * Everything that token_check.h demands holds, and four times the text gives
 * four times the tokens; what is not linear would not end within the limit
 * that the build sets for a test.
 */

#include "twin.h"

struct fixture {
	struct twin twin;
	struct buf text;
};

static int open_fixture(void **state)
{
	struct fixture *f = calloc(1, sizeof(*f));
	assert_non_null(f);
	pantau_buf_init(&f->text);
	*state = f;
	return open_twin(&f->twin) ? 0 : -1;
}

static int close_fixture(void **state)
{
	struct fixture *f = *state;
	close_twin(&f->twin);
	pantau_buf_finish(&f->text);
	free(f);
	return 0;
}

/* A piece again and again, up to some bytes. */
static void fill(struct fixture *f, struct str piece, size_t bytes)
{
	pantau_buf_clear(&f->text);
	while (f->text.n + piece.n <= bytes) {
		pantau_buf_str(&f->text, piece);
	}
	assert_false(f->text.failed);
}

static void check_all(struct fixture *f, struct str piece)
{
	const char *wrong = check_text(f->twin.analyser, f->twin.careful,
			buf_str(&f->text), &f->twin.arena);
	if (wrong != NULL) {
		fail_msg("%zu bytes of <" STR_FMT ">: %s", f->text.n,
				STR_ARG(piece), wrong);
	}
}

/* Tokens of the text by the fast way; bounds and sums hold. */
static size_t tokens_of(struct fixture *f)
{
	struct pantau_tokens tokens;
	pantau_arena_reset(&f->twin.arena);
	assert_int_equal(pantau_analyse_into(f->twin.analyser, buf_str(&f->text),
			&f->twin.arena, &tokens, NULL), PANTAU_OK);
	const char *wrong = check_bounds(buf_str(&f->text), &tokens);
	assert_true(wrong == NULL);
	return tokens.tokens;
}

#define PIECE(literal) {literal, sizeof(literal) - 1}

/* Each is followed by what a scanner hopes to find, but never the end. */
static const struct str pieces[] = {
	PIECE("."), PIECE(".."), PIECE("(("), PIECE("#_"), PIECE("a-"),
	PIECE("jl."), PIECE("1."), PIECE("_*"), PIECE("@1."), PIECE("a_"),
	PIECE("#a#a"), PIECE("#a"), PIECE("##"), PIECE("a@"), PIECE("a@a#"),
	PIECE("a$"), PIECE("a "), PIECE("k o "), PIECE("a/"), PIECE("s/d"),
	PIECE("s/d/"), PIECE("a.b."), PIECE("a.id"), PIECE("a.b@"),
	PIECE("http://"), PIECE("www."), PIECE("wa.me/"), PIECE("Rp"),
	PIECE("Rp1."), PIECE("Rp1 "), PIECE("08 "), PIECE("+62-"),
	PIECE("1/1/"), PIECE("1/A"), PIECE("12:"), PIECE("1 %"), PIECE("1-"),
	PIECE("a'"), PIECE("a*"), PIECE("a**"), PIECE("T_"), PIECE(":)"),
	PIECE(":))"), PIECE("a\0"), PIECE("\0"), PIECE("\x1b[0m"),
	PIECE("\xff"), PIECE("\xc3"), PIECE("\xe2\x80"), PIECE("\xf0\x9f\x98"),
	PIECE("\xed\xa0\x80"), PIECE("\xed\xa0\xbd\xed\xb8\x80"),
	PIECE("\xc0\x80"), PIECE("\xf4\x90\x80\x80"), PIECE("\xe2\x80\x8b"),
	PIECE("a\xe2\x80\x8b"), PIECE("\xe2\x80\x8d"), PIECE("\xcc\xb6"),
	PIECE("a\xcc\xb6"), PIECE("\xef\xb8\x8f"), PIECE("1\xef\xb8\x8f"),
	PIECE("1\xef\xb8\x8f\xe2\x83\xa3"), PIECE("\xf0\x9f\x87\xae"),
	PIECE("\xf0\x9f\x91\xa9\xe2\x80\x8d"), PIECE("\xf0\x9f\x85\xbf"),
	PIECE("\xf0\x9f\x85\xba\xf0\x9f\x85\xbf"), PIECE("\xd8\x80"),
	PIECE("\xe4\xb8\xad"), PIECE("\xe0\xb8\x81\xe0\xb8\xb3"),
	PIECE("\xe2\x80\xae" "a"), PIECE("\xd0\xba"), PIECE("k\xd0\xbe"),
};

/* Both ways agree, whatever 16 bytes the pieces fall into. */
static void both_ways_agree(void **state)
{
	struct fixture *f = *state;
	for (size_t i = 0; i < sizeof(pieces) / sizeof(pieces[0]); i++) {
		for (size_t lead = 0; lead < 20; lead += 3) {
			fill(f, STR("b"), lead);
			for (size_t n = 0; n < 200; n += pieces[i].n) {
				pantau_buf_str(&f->text, pieces[i]);
			}
			check_all(f, pieces[i]);
		}
	}
}

static void four_times_the_text(void **state)
{
	struct fixture *f = *state;
	for (size_t i = 0; i < sizeof(pieces) / sizeof(pieces[0]); i++) {
		fill(f, pieces[i], 1 << 16);
		size_t n = tokens_of(f);
		fill(f, pieces[i], 1 << 18);
		size_t four = tokens_of(f);
		/* One token whatever its length, or some lost at the ends. */
		size_t margin = 8 + n / 32;
		if (n > 8 && (four < 4 * n - margin ||
				four > 4 * n + margin)) {
			fail_msg("<" STR_FMT ">: %zu and %zu tokens",
					STR_ARG(pieces[i]), n, four);
		}
	}
}

static void one_long_word(void **state)
{
	struct fixture *f = *state;
	fill(f, STR("korupsi"), 10 << 20);
	assert_int_equal(tokens_of(f), 1);
	fill(f, STR("\xd0\xba\xd0\xbe"), 4 << 20);
	assert_int_equal(tokens_of(f), 1);
	fill(f, STR("#a#a"), 4 << 20);
	assert_int_equal(tokens_of(f), 2 << 20);
	fill(f, STR("12345678"), 4 << 20);
	assert_int_equal(tokens_of(f), 1);
}

static void piles_of_marks(void **state)
{
	struct fixture *f = *state;
	struct pantau_tokens tokens;
	fill(f, STR("\xcc\x81"), 200000);
	pantau_buf_str(&f->text, STR(" habis"));
	size_t n = f->text.n;
	struct buf text;
	pantau_buf_init(&text);
	pantau_buf_str(&text, STR("baca e"));
	pantau_buf_str(&text, buf_str(&f->text));
	n += 6;
	pantau_arena_reset(&f->twin.arena);
	assert_int_equal(pantau_analyse_into(f->twin.analyser, buf_str(&text),
			&f->twin.arena, &tokens, NULL), PANTAU_OK);
	assert_int_equal(tokens.tokens, 3);
	assert_int_equal(tokens.token[1].start, 5);
	assert_int_equal(tokens.token[1].end, n - 6);
	assert_int_equal(tokens.token[2].start, n - 5);
	pantau_buf_finish(&text);
}

static void chains_of_joiners(void **state)
{
	struct fixture *f = *state;
	fill(f, STR("\xf0\x9f\x91\xa9\xe2\x80\x8d"), 700000);
	pantau_buf_str(&f->text, STR("\xf0\x9f\x91\xa9 ya"));
	assert_int_equal(tokens_of(f), 2);
}

/* Tags made to have many ways to be cut, or none at the very end; their words
 * stay within the room for them. */
static void tags_of_many_words(void **state)
{
	static const char *const words[] = {
		"didididididididididididididididididididididid", "rumahrumah",
		"kedidikedikedidikedikedidi", "memperumahrumahrumahrumahkan",
		"tolaktolaktolaktolaktolaktolaktolaktolaktolakzq",
		"orangorangorangorangorangorangorangorangorangorangorangora",
		"1di2ke3di4ke5di6ke7di8ke9", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
		"AbAbAbAbAbAbAbAbAbAbAbAbAbAbAbAbAbAbAbAbAbAbAbAbAbAbAbAbAbAbAb",
		"_____________________________a", "a_b_c_d_e_f_g_h_i_j_k_l_m_n",
	};
	struct fixture *f = *state;
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		pantau_buf_clear(&f->text);
		/* Each another one: the cache must not help. */
		for (unsigned j = 0; j < 2000; j++) {
			pantau_buf_printf(&f->text, "#%s%u ", words[i], j);
		}
		assert_int_equal(tokens_of(f), 2000);
		check_all(f, str_of(words[i]));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(both_ways_agree),
		cmocka_unit_test(four_times_the_text),
		cmocka_unit_test(one_long_word),
		cmocka_unit_test(piles_of_marks),
		cmocka_unit_test(chains_of_joiners),
		cmocka_unit_test(tags_of_many_words),
	};
	return cmocka_run_group_tests(tests, open_fixture, close_fixture);
}
