/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * Counts allocations (the linker wraps malloc and its kin): the second
 * analysis of a text, with the arena reset, makes none at all.
 */

#include "data_lexicons.h"
#include "memory_requests.h"

#include "text/analyser_parts.h"

static const char text[] =
		"Tolong pak @bupati, jalan2 di Jl. Merdeka No.5 rusak parah!!! "
		"Harga beras Rp15.000,- naik 20% sejak 1/2/2020 pukul 07.30. "
		"K*rupsi k0rups1 bangeeeet 😂😂 👍🏽 #TolakKenaikanHarga "
		"https://contoh.id/a?b=c anti-korupsi anak-anak kabéh ＨＯＡＸ "
		"+62 812-3456-7890 a@b.id D.K.I. Ma’ruf коrupsi :)))";

static void second_analysis_allocates_nothing(void **state)
{
	struct pantau_lexicons *lexicons = open_data_lexicons("text");
	struct pantau_analyser *analyser = create_analyser(lexicons);
	struct pantau_tokens first, tokens;
	struct arena arena;
	struct buf packed;
	(void)state;
	assert_non_null(analyser);
	pantau_arena_init(&arena);
	pantau_buf_init(&packed);

	assert_int_equal(pantau_analyse_into(analyser, str_of(text), &arena,
			&first, NULL), PANTAU_OK);
	pantau_pack(&first, &packed);
	assert_true(memory_requests > 0); /* the counter counts */
	size_t terms = first.terms, length = packed.n;

	for (int i = 0; i < 3; i++) {
		pantau_arena_reset(&arena);
		pantau_buf_clear(&packed);
		memory_requests = 0;
		enum pantau_status status = pantau_analyse_into(analyser,
				str_of(text), &arena, &tokens, NULL);
		pantau_pack(&tokens, &packed);
		size_t made = memory_requests;
		assert_int_equal(status, PANTAU_OK);
		assert_int_equal(made, 0);
		assert_int_equal(tokens.terms, terms);
		assert_int_equal(packed.n, length);
	}
	pantau_buf_finish(&packed);
	pantau_arena_finish(&arena);
	pantau_analyser_destroy(analyser);
	pantau_lexicons_close(lexicons);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(second_analysis_allocates_nothing),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
