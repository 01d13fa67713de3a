/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Tone: each thing that acts on an opinion, over a lexicon of a few rows. */

#include "score_fixture.h"

static struct pantau_tone_score tone(struct scoring *s, const char *text)
{
	struct pantau_score score;
	score_both(s, "", text, &score);
	check_tone(&score.text, strlen(text));
	return score.text;
}

/* The effect of the row that stands on some words of a text. */
static float effect(struct scoring *s, const char *text, const char *words)
{
	struct pantau_tone_score t = tone(s, text);
	const char *at = strstr(text, words);
	assert_non_null(at);
	for (size_t i = 0; i < t.evidences; i++) {
		if (t.evidence[i].start == (uint32_t)(at - text) &&
				t.evidence[i].end - t.evidence[i].start ==
				strlen(words)) {
			return t.evidence[i].effect;
		}
	}
	print_error("no row on '%s' in '%s'\n", words, text);
	fail();
	return 0;
}

/* How many rows stand on words of a text. */
static size_t found(struct scoring *s, const char *text)
{
	struct pantau_tone_score t = tone(s, text);
	return spans(&t);
}

static void labels(void **state)
{
	struct scoring *s = *state;
	assert_int_equal(tone(s, "tempatnya bagus").label,
			PANTAU_TONE_POSITIVE);
	assert_int_equal(tone(s, "jalan rusak").label, PANTAU_TONE_NEGATIVE);
	assert_int_equal(tone(s, "rapat hari senin").label,
			PANTAU_TONE_NEUTRAL);
	assert_true(tone(s, "rapat hari senin").score == 0);
	assert_int_equal(tone(s, "").label, PANTAU_TONE_NONE);
	assert_int_equal(tone(s, " ... !").label, PANTAU_TONE_NONE);
	assert_true(tone(s, "").neutral == 1.0f);
}

/* The beginning of a text without end decides; what is behind it costs no
 * memory and stands in no evidence. */
static void huge_texts(void **state)
{
	static const size_t words = 300000;
	struct scoring *s = *state;
	struct buf text;
	pantau_buf_init(&text);
	for (size_t i = 0; i < words; i++) {
		pantau_buf_str(&text, STR("bagus "));
	}
	pantau_buf_str(&text, STR("rusak"));
	struct pantau_tone_score t = tone(s, text.p);
	assert_int_equal(t.label, PANTAU_TONE_POSITIVE);
	assert_true(spans(&t) > 0 && spans(&t) <= 262144);
	assert_true(t.evidence[spans(&t) - 1].end <= 262144 * 6);
	pantau_buf_finish(&text);
}

static void unsure(void **state)
{
	struct scoring *s = *state;
	struct pantau_tone_score t = tone(s, "tempatnya bagus, jalannya rusak "
			"parah, orangnya ramah");
	assert_int_equal(spans(&t), 3);
	/* The gate: no label has the probability that one needs. */
	s->scorer->params.gate = 0.99f;
	assert_int_equal(tone(s, "bagus rusak").label, PANTAU_TONE_UNSURE);
	assert_int_equal(tone(s, "rapat").label, PANTAU_TONE_NEUTRAL);
}

static void longest_match(void **state)
{
	struct scoring *s = *state;
	struct pantau_tone_score t = tone(s, "jalan rusak parah");
	assert_int_equal(spans(&t), 1);
	assert_int_equal(t.evidence[0].start, 6);
	assert_int_equal(t.evidence[0].end, 17);
	/* Neither over a sentence nor over a comma. */
	assert_int_equal(found(s, "angkat tangan"), 1);
	assert_int_equal(found(s, "angkat. tangan"), 0);
	assert_int_equal(found(s, "angkat, tangan"), 0);
	assert_int_equal(found(s, "angkat\ntangan"), 0);
	assert_int_equal(found(s, "angkat \xe2\x80\x93 tangan"), 0);
	assert_int_equal(found(s, "\"angkat\" tangan"), 1);
}

static void surface_before_stem(void **state)
{
	struct scoring *s = *state;
	/* A row of its own keeps 'keadilan' from the row of 'adil'. */
	assert_int_equal(found(s, "keadilan"), 0);
	float whole = effect(s, "adil", "adil");
	float stemmed = effect(s, "seadil", "seadil");
	assert_true(whole > 0 && stemmed > 0 && stemmed < whole);
}

static void negation(void **state)
{
	struct scoring *s = *state;
	struct pantau_tone_score t = tone(s, "tidak bagus");
	assert_int_equal(t.label, PANTAU_TONE_NEGATIVE);
	assert_int_equal(spans(&t), 1);
	assert_int_equal(t.evidence[0].negated, 1);
	assert_true(effect(s, "tidak buruk", "buruk") > 0);
	assert_true(effect(s, "tidak buruk", "buruk") <
			effect(s, "bagus", "bagus"));
	/* Within three tokens, and the first opinion alone. */
	assert_true(effect(s, "tidak ada yang bagus", "bagus") < 0);
	assert_true(effect(s, "tidak ada yang lain bagus", "bagus") > 0);
	assert_true(effect(s, "tidak bagus ramah", "ramah") > 0);
	assert_true(effect(s, "tidak bagus dan ramah", "ramah") < 0);
}

static void negation_ends(void **state)
{
	struct scoring *s = *state;
	assert_true(effect(s, "tidak. bagus", "bagus") > 0);
	assert_true(effect(s, "tidak, bagus", "bagus") > 0);
	assert_true(effect(s, "tidak tapi bagus", "bagus") > 0);
	assert_true(effect(s, "tidak\nbagus", "bagus") > 0);
}

static void negator_kinds(void **state)
{
	struct scoring *s = *state;
	float plain = effect(s, "tidak bagus", "bagus");
	float weak = effect(s, "kurang bagus", "bagus");
	float not_yet = effect(s, "belum bagus", "bagus");
	float never = effect(s, "tidak pernah buruk", "buruk");
	assert_true(plain < 0 && weak < 0 && not_yet < 0);
	assert_true(plain <= weak && weak < not_yet);
	assert_true(never > effect(s, "tidak buruk", "buruk"));
	assert_true(effect(s, "tidak bisa tidak bagus", "bagus") > 0);
	assert_true(effect(s, "tidak kurang bagus", "bagus") > 0);
	assert_int_equal(tone(s, "tidak bisa tidak bagus").evidence[0].negated,
			0);
}

static void negation_spares(void **state)
{
	struct scoring *s = *state;
	assert_true(effect(s, "tidak kerja keras", "kerja keras") > 0);
	assert_true(effect(s, "tidak \xf0\x9f\x98\xa1", "\xf0\x9f\x98\xa1") < 0);
	assert_true(effect(s, "tidak :)", ":)") > 0);
}

static void near(float got, float wanted)
{
	if (fabsf(got - wanted) > 0.02f * fabsf(wanted)) {
		print_error("got %f, wanted %f\n", (double)got, (double)wanted);
		fail();
	}
}

static void intensifiers(void **state)
{
	struct scoring *s = *state;
	s->scorer->params.mass = 1e9f; /* so that effects can be compared */
	float plain = effect(s, "bagus", "bagus");
	near(effect(s, "sangat bagus", "bagus"), plain * 1.6f);
	near(effect(s, "bagus banget", "bagus"), plain * 1.5f);
	near(effect(s, "agak bagus", "bagus"), plain * 0.5f);
	near(effect(s, "sangat bagus banget", "bagus"), plain * 2.4f);
	near(effect(s, "banget bagus", "bagus"), plain);
	near(effect(s, "bagus sangat", "bagus"), plain);
	near(effect(s, "sangat, bagus", "bagus"), plain);
	near(effect(s, "sangat tidak bagus", "bagus"),
			effect(s, "tidak bagus", "bagus") * 1.6f);
	/* They carry nothing themselves. */
	assert_int_equal(found(s, "sangat banget agak"), 0);
	assert_int_equal(tone(s, "sangat banget agak").label,
			PANTAU_TONE_NEUTRAL);
}

/* A row of them that never ends must not be walked for each of them. */
static void many_intensifiers(void **state)
{
	struct scoring *s = *state;
	struct buf text;
	pantau_buf_init(&text);
	pantau_buf_str(&text, STR("bagus"));
	for (size_t i = 0; i < 200000; i++) {
		pantau_buf_str(&text, STR(" banget"));
	}
	assert_true(effect(s, text.p, "bagus") > effect(s, "bagus banget",
			"bagus"));
	pantau_buf_finish(&text);
}

static void two_rows(void **state)
{
	struct scoring *s = *state;
	s->scorer->params.mass = 1e9f;
	struct pantau_tone_score t = tone(s, "bagus parah");
	assert_int_equal(spans(&t), 1);
	near(t.score, effect(s, "bagus", "bagus") * 1.6f);
	t = tone(s, "parah, pak");
	assert_int_equal(spans(&t), 1);
	assert_true(t.score < 0);
	t = tone(s, "bagus, parah");
	assert_int_equal(spans(&t), 2);
	/* The left one decides first, so the second is not left alone. */
	t = tone(s, "parah banget");
	assert_true(spans(&t) == 1 && t.score < 0);
}

static void contrast(void **state)
{
	struct scoring *s = *state;
	const char *text = "bagus tapi rusak";
	s->scorer->params.mass = 1e9f;
	near(effect(s, text, "bagus"), effect(s, "bagus", "bagus") * 0.5f);
	near(effect(s, text, "rusak"), effect(s, "rusak", "rusak") * 1.25f);
	assert_int_equal(tone(s, text).label, PANTAU_TONE_NEGATIVE);
	/* The last one counts. */
	text = "bagus tapi rusak tapi ramah";
	near(effect(s, text, "rusak"), effect(s, "rusak", "rusak") * 0.5f);
}

static void emphasis(void **state)
{
	struct scoring *s = *state;
	float plain = effect(s, "jalan rusak di sana", "rusak");
	assert_true(effect(s, "jalan RUSAK di sana", "RUSAK") < plain);
	/* Where all is in capitals they say nothing. */
	assert_true(effect(s, "JALAN RUSAK DI SANA", "RUSAK") == plain);
	assert_true(effect(s, "tempat bagusss", "bagusss") >
			effect(s, "tempat bagus", "bagus"));
}

static void repetition(void **state)
{
	struct scoring *s = *state;
	struct pantau_tone_score t = tone(s, "rusak, rusak, rusak");
	assert_int_equal(spans(&t), 3);
	assert_true(t.evidence[0].effect < t.evidence[1].effect);
	assert_true(t.evidence[1].effect < t.evidence[2].effect);
}

static void own_weights(void **state)
{
	struct scoring *s = *state;
	s->scorer->params.mass = 1e9f;
	near(effect(s, "campur", "campur"), effect(s, "bagus", "bagus") / 4);
	near(effect(s, "tidak campur", "campur"),
			effect(s, "tidak bagus", "bagus") / 4);
}

/* A question and an address move neutral alone. */
static void features(void **state)
{
	struct scoring *s = *state;
	struct pantau_tone_score plain = tone(s, "apa bagus");
	struct pantau_tone_score asked = tone(s, "apa bagus?");
	struct pantau_tone_score linked = tone(s, "bagus https://a.id/x");
	assert_true(asked.score == plain.score);
	assert_true(asked.neutral > plain.neutral);
	assert_true(linked.score == plain.score);
	assert_true(linked.neutral > plain.neutral);
}

static void title_and_text(void **state)
{
	struct scoring *s = *state;
	struct pantau_score score;
	score_both(s, "Jalan rusak", "tempatnya bagus dan ramah", &score);
	assert_int_equal(score.title.label, PANTAU_TONE_NEGATIVE);
	assert_int_equal(score.text.label, PANTAU_TONE_POSITIVE);
	assert_int_equal(score.title.evidence[0].field, PANTAU_FIELD_TITLE);
	assert_int_equal(score.text.evidence[0].field, PANTAU_FIELD_TEXT);
	assert_true(score.contradiction);
	score_both(s, "Jalan rusak", "jalannya rusak", &score);
	assert_false(score.contradiction);
	score_both(s, "Rapat", "jalannya rusak", &score);
	assert_false(score.contradiction);
	score_both(s, "Jalan rusak", "", &score);
	assert_int_equal(score.text.label, PANTAU_TONE_NEGATIVE);
	assert_int_equal(score.text.evidence[0].field, PANTAU_FIELD_TITLE);
	assert_false(score.contradiction);
}

static void rules(void **state)
{
	struct scoring *s = *state;
	struct pantau_tone_score t = tone(s, "jalan rusak");
	struct pantau_rule rule;
	assert_true(pantau_lexicons_rule(s->lexicons, t.evidence[0].rule,
			&rule));
	assert_string_equal(rule.file, "sentiment.tsv");
	assert_int_equal(rule.line, 6);
	check_str(str_make(rule.term, rule.term_length), "rusak");
	assert_string_equal(rule.group, "opini");
}

static void names(void **state)
{
	(void)state;
	assert_string_equal(pantau_tone_name(PANTAU_TONE_NONE), "none");
	assert_string_equal(pantau_tone_name(PANTAU_TONE_NEGATIVE), "negative");
	assert_string_equal(pantau_tone_name(PANTAU_TONE_NEUTRAL), "neutral");
	assert_string_equal(pantau_tone_name(PANTAU_TONE_POSITIVE), "positive");
	assert_string_equal(pantau_tone_name(PANTAU_TONE_UNSURE), "unsure");
	pantau_scorer_destroy(NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		score_test(labels),
		score_test(huge_texts),
		score_test(unsure),
		score_test(longest_match),
		score_test(surface_before_stem),
		score_test(negation),
		score_test(negation_ends),
		score_test(negator_kinds),
		score_test(negation_spares),
		score_test(intensifiers),
		score_test(many_intensifiers),
		score_test(two_rows),
		score_test(contrast),
		score_test(emphasis),
		score_test(repetition),
		score_test(own_weights),
		score_test(features),
		score_test(title_and_text),
		score_test(rules),
		cmocka_unit_test(names),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
