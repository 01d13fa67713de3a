/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* How debunks that have no body are ranked (claim_title.c): what is rare in the
 * language, how long a title is, how often and how else a word is written. */

#include "check.h"

#include <stdlib.h>

#include "similar/claim_parts.h"
#include "text/analyser.h"

static struct pantau_lexicons *lexicons;
static struct pantau_analyser *analyser;
static struct arena arena;

static int setup(void **state)
{
	struct pantau_lexicon_options options = {.dir = getenv("PANTAU_LEXICONS")};
	(void)state;
	pantau_arena_init(&arena);
	return pantau_lexicons_open(&options, &lexicons, NULL) != PANTAU_OK ||
			pantau_analyser_create(lexicons, &analyser, NULL) !=
			PANTAU_OK;
}

static int teardown(void **state)
{
	(void)state;
	pantau_analyser_destroy(analyser);
	pantau_lexicons_close(lexicons);
	pantau_arena_finish(&arena);
	return 0;
}

static struct pantau_tokens tokens_of(const char *text)
{
	struct pantau_tokens tokens;
	assert_int_equal(pantau_analyse_into(analyser, str_of(text), &arena,
			&tokens, NULL), PANTAU_OK);
	return tokens;
}

/* Numbered from 0; the first of two fields of NULL ends them. */
static struct claims *build(const char *const (*debunk)[CLAIM_FIELDS],
		bool common)
{
	struct claim_builder *b = NULL;
	struct claims *claims = NULL;
	assert_int_equal(pantau_claim_builder_create(&b, NULL), PANTAU_OK);
	if (common) {
		pantau_claim_builder_common(b, pantau_analyser_image(analyser));
	}
	for (uint32_t i = 0; debunk[i][0] != NULL || debunk[i][1] != NULL;
			i++) {
		struct pantau_tokens tokens[CLAIM_FIELDS];
		const struct pantau_tokens *field[CLAIM_FIELDS] = {NULL};
		for (int f = 0; f < CLAIM_FIELDS; f++) {
			if (debunk[i][f] != NULL) {
				tokens[f] = tokens_of(debunk[i][f]);
				field[f] = &tokens[f];
			}
		}
		assert_int_equal(pantau_claim_builder_add(b, i, field, NULL),
				PANTAU_OK);
	}
	assert_int_equal(pantau_claim_builder_finish(b, &claims, NULL),
			PANTAU_OK);
	pantau_claim_builder_destroy(b);
	return claims;
}

/* The number of the debunk that is first; -1: none. */
static int first_of(const struct claims *claims, const char *text,
		enum claim_kind *kind)
{
	struct claim_finder *finder = NULL;
	const struct claim_hit *hit;
	struct pantau_tokens tokens = tokens_of(text);
	size_t hits;
	assert_int_equal(pantau_claim_finder_create(claims, &finder, NULL),
			PANTAU_OK);
	assert_int_equal(pantau_claim_find(finder, &(struct claim_text){
			.text = &tokens}, 5, &hit, &hits, NULL), PANTAU_OK);
	int id = hits > 0 ? (int)hit[0].id : -1;
	*kind = hits > 0 ? hit[0].kind : CLAIM_NONE;
	pantau_claim_finder_destroy(finder);
	return id;
}

static int first(const struct claims *claims, const char *text)
{
	enum claim_kind kind;
	return first_of(claims, text, &kind);
}

static const char *const few[][CLAIM_FIELDS] = {
	{"Siapa yg punya uang"},
	{"Gizi buruk di Saporkren"},
	{"Banjir di Prancis"},
	{"Razia STNK"},
	{NULL, "razia STNK mobil, motor, dan angkot di semua jalan besar"},
	{"Longsor Waigeo", NULL, "tidak ada longsor"},
	{NULL},
};

static void knows_common_words(void **state)
{
	struct claims *claims = build(few, true), *bare = build(few, false);
	static const char text[] = "kami punya kabar yg baru dari Saporkren";
	(void)state;
	/* A common word that one title has is no name, and neither is a short
	 * form of one. */
	assert_int_equal(first(claims, text), 1);
	assert_int_equal(first(bare, text), 0);
	assert_int_equal(first(claims, "yg lain ada di Saporkren"), 1);
	pantau_claims_destroy(claims);
	pantau_claims_destroy(bare);
}

static void knows_how_long_titles_are(void **state)
{
	struct claims *claims = build(few, true);
	(void)state;
	assert_int_equal(first(claims, "besok ada razia STNK"), 3);
	assert_int_equal(first(claims, "besok razia STNK, angkot dan motor di "
			"jalan besar"), 4);
	pantau_claims_destroy(claims);
}

static void knows_words_written_otherwise(void **state)
{
	struct claims *claims = build(few, true);
	(void)state;
	assert_int_equal(first(claims, "air bah melanda Perancis"), 2);
	pantau_claims_destroy(claims);
}

static void knows_dates_written_otherwise(void **state)
{
	static const char *const two[][CLAIM_FIELDS] = {
		{"Razia STNK besok 28 Februari 2018"},
		{"Gempa Ternate besok 13/11/2021"}, {NULL}};
	struct claims *claims = build(two, true);
	enum claim_kind kind;
	(void)state;
	/* Numbers have to be the same for it to be similar. */
	static const struct {
		const char *text;
		int id;
		enum claim_kind kind;
	} row[] = {
		{"awas razia ada STNK tanggal 28/02/2018", 0, CLAIM_SIMILAR},
		{"awas razia ada STNK tanggal 28-2-2018", 0, CLAIM_SIMILAR},
		{"awas razia ada STNK tanggal 27/02/2018", 0, CLAIM_NONE},
		{"awas razia ada STNK tanggal 28/02/2019", 0, CLAIM_NONE},
		{"Ternate 13 Nov 2021 gempa besok", 1, CLAIM_SIMILAR},
		{"Ternate 13 Nopember 2021 gempa besok", 1, CLAIM_SIMILAR},
		{"Ternate 13 Nov 2020 gempa besok", 1, CLAIM_NONE},
		{"Ternate 13 jadi 2021 gempa besok", 1, CLAIM_NONE},
		{"Ternate 13 Nov 20211 gempa besok", 1, CLAIM_NONE},
		{"Nov 2021 gempa besok Ternate", 1, CLAIM_NONE},
	};
	for (size_t i = 0; i < sizeof(row) / sizeof(*row); i++) {
		assert_int_equal(first_of(claims, row[i].text, &kind),
				row[i].id);
		assert_int_equal(kind, row[i].kind);
	}
	pantau_claims_destroy(claims);
}

static void counts_words(void **state)
{
	static const char *const two[][CLAIM_FIELDS] = {
		{"Gempa Ternate"}, {"Gempa Tidore"}, {NULL}};
	struct claims *claims = build(two, true);
	(void)state;
	assert_int_equal(first(claims, "Ternate seperti Tidore"), 0);
	assert_int_equal(first(claims, "Ternate seperti Tidore, di Tidore"), 1);
	pantau_claims_destroy(claims);
}

static void tells_who_has_no_body(void **state)
{
	struct claims *claims = build(few, true);
	(void)state;
	for (uint32_t i = 0; i < pantau_claims_count(claims); i++) {
		assert_int_equal(pantau_claim_bare(claims, i), i != 5);
	}
	assert_int_equal(first(claims, "ada longsor di Waigeo"), 5);
	pantau_claims_destroy(claims);
}

static void says_how_common_they_are(void **state)
{
	struct claims *claims = build(few, true), *again = build(few, true);
	struct claims *bare = build(few, false);
	size_t known = 0;
	(void)state;
	for (uint64_t i = 0; i < claims->head->terms; i++) {
		double rarity = claims_rarity(claims, (uint32_t)i);
		known += claims->level[i] > 0;
		assert_int_equal(bare->level[i], 0);
		/* What one of few has is rare, unless people say it often. */
		assert_true(claims->level[i] > 0 || rarity > 8);
		assert_true(claims->level[i] < 10 || rarity < 7.1);
		assert_true(claims_rarity(bare, (uint32_t)i) < 3);
		assert_true(rarity > 0);
	}
	assert_true(known > 10 && known < claims->head->terms);
	assert_true(str_eq(pantau_claims_bytes(claims),
			pantau_claims_bytes(again)));
	assert_false(str_eq(pantau_claims_bytes(claims),
			pantau_claims_bytes(bare)));
	pantau_claims_destroy(claims);
	pantau_claims_destroy(again);
	pantau_claims_destroy(bare);
}

/* Nothing is rare in an archive of one, but in the language. */
static void matches_in_an_archive_of_one(void **state)
{
	static const char *const one[][CLAIM_FIELDS] = {{"Permen narkoba", NULL,
		"Beredar pesan bahwa permen jari ditemukan di sekolah, anak "
		"yang memakannya tertidur dua hari. Pesan itu tidak benar."},
		{NULL}};
	static const char text[] = "hati-hati permen jari ditemukan di sekolah, "
			"anak yang memakannya tertidur dua hari";
	struct claims *claims = build(one, true);
	enum claim_kind kind;
	(void)state;
	assert_int_equal(first_of(claims, text, &kind), 0);
	assert_int_equal(kind, CLAIM_MATCH);
	/* What everybody says is no match there. */
	assert_int_equal(first_of(claims, "bahwa pesan itu tidak benar.",
			&kind), 0);
	assert_int_not_equal(kind, CLAIM_MATCH);
	pantau_claims_destroy(claims);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(knows_common_words),
		cmocka_unit_test(knows_how_long_titles_are),
		cmocka_unit_test(knows_words_written_otherwise),
		cmocka_unit_test(knows_dates_written_otherwise),
		cmocka_unit_test(counts_words),
		cmocka_unit_test(tells_who_has_no_body),
		cmocka_unit_test(says_how_common_they_are),
		cmocka_unit_test(matches_in_an_archive_of_one),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}
