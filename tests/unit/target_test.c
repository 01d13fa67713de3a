/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Tone near a target: which clauses count, and that nothing else does. */

#include "memory_requests.h"
#include "score_fixture.h"

#include "score/target.h"

static struct pantau_target *target_of(struct scoring *s, const char *names)
{
	struct pantau_target *target;
	assert_int_equal(pantau_target_create(s->analyser, names,
			strlen(names), &target, NULL), PANTAU_OK);
	assert_non_null(target);
	return target;
}

static struct pantau_target_score near_both(struct scoring *s,
		const char *names, const char *title, const char *text)
{
	struct pantau_target *target = target_of(s, names);
	struct pantau_target_score score;
	assert_int_equal(pantau_score_target(s->scorer, s->analyser, target,
			title, strlen(title), text, strlen(text), &score, NULL),
			PANTAU_OK);
	size_t most = strlen(title) > strlen(text) ? strlen(title)
			: strlen(text);
	if (score.clauses > 0) {
		check_tone(&score.tone, most);
	}
	pantau_target_destroy(target);
	return score;
}

static struct pantau_target_score near(struct scoring *s, const char *text)
{
	return near_both(s, "Diskominfo, Pemkab Tirtamaya", "", text);
}

/* How many rows stand on words, and how many clauses there were. */
static void expect(struct scoring *s, const char *text, uint32_t clauses,
		size_t rows, enum pantau_tone label)
{
	struct pantau_target_score score = near(s, text);
	if (score.clauses != clauses || spans(&score.tone) != rows ||
			score.tone.label != label) {
		print_error("'%s': %u clauses, %zu rows, %s\n", text,
				(unsigned)score.clauses, spans(&score.tone),
				pantau_tone_name(score.tone.label));
		fail();
	}
}

static void clauses(void **state)
{
	struct scoring *s = *state;
	/* The clause that names it, and no other sentence. */
	expect(s, "taman kota bagus. diskominfo buruk. jalan ramah bersih", 1,
			1, PANTAU_TONE_NEGATIVE);
	/* What goes before in the same sentence is about something else. */
	expect(s, "jalan rusak, diskominfo ramah", 1, 1, PANTAU_TONE_POSITIVE);
	/* The clause behind, but not the one behind that. */
	expect(s, "soal diskominfo ini, buruk, jalan bagus", 2, 1,
			PANTAU_TONE_NEGATIVE);
	/* Each clause that names it. */
	expect(s, "diskominfo bagus, jalan rusak. diskominfo ramah", 3, 3,
			PANTAU_TONE_POSITIVE);
	/* A clause behind that names it too is no mere follower. */
	expect(s, "diskominfo ada, diskominfo lagi, bersih, rusak", 3, 1,
			PANTAU_TONE_POSITIVE);
}

static void ends_of_sentences(void **state)
{
	struct scoring *s = *state;
	expect(s, "ini diskominfo. Bagus", 1, 0, PANTAU_TONE_NEUTRAL);
	expect(s, "ini diskominfo! Bagus", 1, 0, PANTAU_TONE_NEUTRAL);
	expect(s, "ini diskominfo? Bagus", 1, 0, PANTAU_TONE_NEUTRAL);
}

static void other_names(void **state)
{
	struct scoring *s = *state;
	expect(s, "kata diskominfo, bagus pak Budi itu", 1, 0,
			PANTAU_TONE_NEUTRAL);
	expect(s, "kata diskominfo, bagus PLN itu", 1, 0,
			PANTAU_TONE_NEUTRAL);
	expect(s, "kata diskominfo, bagus @budi", 1, 0, PANTAU_TONE_NEUTRAL);
	/* A stop word has its capital from the quote. */
	expect(s, "kata diskominfo: \"Dan bagus semua itu\"", 2, 1,
			PANTAU_TONE_POSITIVE);
	/* Where all words have capitals they tell nothing. */
	expect(s, "Kata Diskominfo, Bagus Semua Itu", 2, 1,
			PANTAU_TONE_POSITIVE);
	expect(s, "KATA DISKOMINFO, BAGUS SEMUA ITU", 2, 1,
			PANTAU_TONE_POSITIVE);
}

static void spellings(void **state)
{
	struct scoring *s = *state;
	expect(s, "DISKOMINFO bagus", 1, 1, PANTAU_TONE_POSITIVE);
	expect(s, "Diskominfonya bagus", 1, 1, PANTAU_TONE_POSITIVE);
	expect(s, "diskominfo-lah bagus", 1, 1, PANTAU_TONE_POSITIVE);
	expect(s, "@diskominfo bagus", 1, 1, PANTAU_TONE_POSITIVE);
	expect(s, "#PemkabTirtamaya bagus", 1, 1, PANTAU_TONE_POSITIVE);
	expect(s, "pemkab  tirtamaya bagus", 1, 1, PANTAU_TONE_POSITIVE);
	/* Not these. */
	expect(s, "diskominfos bagus", 0, 0, PANTAU_TONE_NONE);
	expect(s, "kominfo bagus", 0, 0, PANTAU_TONE_NONE);
	expect(s, "pemkab bagus tirtamaya", 0, 0, PANTAU_TONE_NONE);
	expect(s, "bagus pemkab, tirtamaya", 0, 0, PANTAU_TONE_NONE);
	expect(s, "bagus pemkab", 0, 0, PANTAU_TONE_NONE);
}

/* Negators and phrases of other clauses act on nothing here. */
static void nothing_from_elsewhere(void **state)
{
	struct scoring *s = *state;
	expect(s, "tidak. diskominfo. bagus", 1, 0, PANTAU_TONE_NEUTRAL);
	struct pantau_target_score with = near(s,
			"diskominfo tidak bagus, jalan Merdeka ramah? tapi bersih!");
	struct pantau_target_score without = near(s, "diskominfo tidak bagus,");
	assert_int_equal(with.tone.label, PANTAU_TONE_NEGATIVE);
	assert_true(with.tone.score == without.tone.score);
	assert_true(with.tone.neutrality == without.tone.neutrality);
	assert_int_equal(with.tone.evidences, without.tone.evidences);
	/* A question near it counts, one elsewhere does not. */
	with = near(s, "diskominfo bagus?");
	assert_true(with.tone.neutrality != near(s,
			"diskominfo bagus").tone.neutrality);
	with = near(s, "diskominfo bagus. jalan rusak?");
	assert_true(with.tone.neutrality == near(s,
			"diskominfo bagus. ").tone.neutrality);
}

/* Alone in its text the target has the tone of the text. */
static void whole_text(void **state)
{
	static const char text[] = "sangat ramah diskominfo 12 http://a.id, "
			"tapi tidak bersih!";
	struct scoring *s = *state;
	struct pantau_score score;
	struct pantau_target_score target = near(s, text);
	assert_int_equal(target.clauses, 2);
	size_t evidences = target.tone.evidences;
	float sum = target.tone.score, neutrality = target.tone.neutrality;
	score_both(s, "", text, &score);
	assert_true(score.text.score == sum);
	assert_true(score.text.neutrality == neutrality);
	assert_int_equal(score.text.evidences, evidences);
}

/* Bytes and tokens are those of the whole text. */
static void places(void **state)
{
	static const char text[] = "jalan rusak parah. diskominfo sangat ramah";
	struct scoring *s = *state;
	struct pantau_target_score score = near(s, text);
	const struct pantau_evidence *e = score.tone.evidence;
	assert_int_equal(spans(&score.tone), 1);
	assert_int_equal(e->start, strstr(text, "ramah") - text);
	assert_int_equal(e->end, sizeof(text) - 1);
	assert_int_equal(e->first, 5);
	assert_int_equal(e->last, 5);
	assert_int_equal(e->field, PANTAU_FIELD_TEXT);
}

static void title_and_text(void **state)
{
	struct scoring *s = *state;
	struct pantau_target_score score = near_both(s, "diskominfo",
			"diskominfo bagus", "jalan rusak");
	assert_int_equal(score.tone.label, PANTAU_TONE_POSITIVE);
	assert_int_equal(score.tone.evidence[0].field, PANTAU_FIELD_TITLE);
	score = near_both(s, "diskominfo", "diskominfo bagus",
			"diskominfo rusak");
	assert_int_equal(score.tone.label, PANTAU_TONE_NEGATIVE);
	assert_int_equal(score.tone.evidence[0].field, PANTAU_FIELD_TEXT);
	score = near_both(s, "diskominfo", "", "");
	assert_int_equal(score.tone.label, PANTAU_TONE_NONE);
	assert_int_equal(score.clauses, 0);
	assert_true(score.tone.neutral == 1.0f);
}

static void names(void **state)
{
	struct scoring *s = *state;
	struct pantau_target *target = target_of(s,
			" Diskominfo ,, Pemkab Tirtamaya,...,");
	size_t n;
	assert_memory_equal(pantau_target_name(target, 0, &n), "Diskominfo",
			10);
	assert_int_equal(n, 10);
	assert_memory_equal(pantau_target_name(target, 1, &n),
			"Pemkab Tirtamaya", 16);
	assert_int_equal(n, 16);
	assert_null(pantau_target_name(target, 2, &n));
	assert_int_equal(n, 0);
	pantau_target_destroy(target);
	pantau_target_destroy(NULL);
}

static void bad_names(void **state)
{
	static const char *const none[] = {"", " ", ",", " , ,", "..."};
	struct scoring *s = *state;
	struct pantau_target *target;
	struct pantau_error err = {.lang = PANTAU_LANG_ID};
	for (size_t i = 0; i < sizeof(none) / sizeof(*none); i++) {
		assert_int_equal(pantau_target_create(s->analyser, none[i],
				strlen(none[i]), &target, &err),
				PANTAU_BAD_INPUT);
		assert_null(target);
		assert_non_null(strstr(err.message, "tidak ada nama"));
	}
	struct buf many;
	pantau_buf_init(&many);
	for (int i = 0; i < 64; i++) {
		pantau_buf_str(&many, STR("nama,"));
	}
	assert_int_equal(pantau_target_create(s->analyser, many.p, many.n,
			&target, &err), PANTAU_OK);
	pantau_target_destroy(target);
	pantau_buf_str(&many, STR("lagi"));
	assert_int_equal(pantau_target_create(s->analyser, many.p, many.n,
			&target, &err), PANTAU_LIMIT);
	assert_null(target);
	pantau_buf_clear(&many);
	for (int i = 0; i < 17; i++) {
		pantau_buf_str(&many, STR("kata "));
	}
	assert_int_equal(pantau_target_create(s->analyser, many.p, many.n,
			&target, &err), PANTAU_LIMIT);
	assert_int_equal(pantau_target_create(s->analyser, many.p,
			many.n - 5, &target, &err), PANTAU_OK);
	pantau_target_destroy(target);
	pantau_buf_finish(&many);
}

/* A language without rows has no tone near anything; where the target is not
 * named there is nothing to say of it. */
static void languages(void **state)
{
	struct scoring *s = *state;
	folder_write(s->folder, "languages.tsv",
			"language\ttone\tnote\nid\tyes\t\nen\tno\t\n");
	pantau_scorer_destroy(s->scorer);
	pantau_analyser_destroy(s->analyser);
	pantau_lexicons_close(s->lexicons);
	assert_int_equal(scoring_open(s, s->folder->dir, NULL), 0);
	struct pantau_target *target = target_of(s, "diskominfo");
	const struct pantau_language_guess guess = {
		.label = PANTAU_LANGUAGE_EN, .confidence = 1.0f,
	};
	struct pantau_tokens none = {0}, tokens;
	struct pantau_target_score score;
	struct arena arena;
	pantau_arena_init(&arena);
	for (int i = 0; i < 2; i++) {
		struct str text = i == 0 ? STR("diskominfo bagus")
				: STR("jalan bagus");
		assert_int_equal(pantau_analyse_into(s->analyser, text, &arena,
				&tokens, NULL), PANTAU_OK);
		assert_int_equal(pantau_score_target_tokens(s->scorer, target,
				STR(""), &none, text, &tokens, &guess, &arena,
				&score, NULL), PANTAU_OK);
		assert_int_equal(score.clauses, i == 0);
		assert_int_equal(score.tone.evidences, 0);
		assert_int_equal(score.tone.label, i == 1 ? PANTAU_TONE_NONE
				: PANTAU_TONE_UNASSESSED);
	}
	pantau_arena_finish(&arena);
	pantau_target_destroy(target);
}

/* Whichever allocation fails, it is told and nothing is lost. */
static void memory(void **state)
{
	struct scoring *s = *state;
	const struct pantau_language_guess guess = {
		.label = PANTAU_LANGUAGE_UNKNOWN,
	};
	struct pantau_tokens none = {0}, tokens;
	struct pantau_target_score score;
	struct arena lent, arena;
	struct buf text;
	long n = 0;
	enum pantau_status status;
	pantau_buf_init(&text);
	pantau_arena_init(&lent);
	for (int i = 0; i < 4000; i++) {
		pantau_buf_str(&text, STR("diskominfo bagus, "));
	}
	assert_int_equal(pantau_analyse_into(s->analyser, buf_str(&text),
			&lent, &tokens, NULL), PANTAU_OK);
	do {
		struct pantau_target *target;
		pantau_arena_init(&arena);
		memory_left = n++;
		status = pantau_target_create(s->analyser,
				"Diskominfo,Pemkab Tirtamaya", 27, &target, NULL);
		if (status == PANTAU_OK) {
			status = pantau_score_target_tokens(s->scorer, target,
					STR(""), &none, buf_str(&text), &tokens,
					&guess, &arena, &score, NULL);
		}
		bool failed = memory_left < 0;
		memory_left = -1;
		assert_int_equal(status, failed ? PANTAU_NO_MEMORY : PANTAU_OK);
		pantau_target_destroy(target);
		pantau_arena_finish(&arena);
	} while (status != PANTAU_OK && n < 1000);
	assert_int_equal(status, PANTAU_OK);
	assert_int_equal(score.clauses, 4000);
	assert_true(n > 8);
	pantau_arena_finish(&lent);
	pantau_buf_finish(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		score_test(clauses),
		score_test(ends_of_sentences),
		score_test(other_names),
		score_test(spellings),
		score_test(nothing_from_elsewhere),
		score_test(whole_text),
		score_test(places),
		score_test(title_and_text),
		score_test(names),
		score_test(bad_names),
		score_test(languages),
		score_test(memory),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
