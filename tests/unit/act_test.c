/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Acts: cues, their places, traits, none, over a lexicon of a few rows. */

#include "score_fixture.h"

static int act_setup(void **state)
{
	struct scoring *s = scoring_new();
	if (s == NULL) {
		return -1;
	}
	folder_write(s->folder, "slang.tsv", "informal\tformal\tclass\t"
			"guard\nga\ttidak\tsingkatan\t\n");
	folder_write(s->folder, "acts.tsv", "cue\tact\tweight\tplace\n"
			"mohon\taspiration\t1\tany\n"
			"mohon info\tinformation\t2\tany\n"
			"info jadwal\tquestion\t1\tany\n"
			"rusak\tcomplaint\t1.5\tany\n"
			"tidak ada air\tcomplaint\t2\tany\n"
			"kapan\tquestion\t2\tbegin\n"
			"dong\taspiration\t2\tend\n"
			"dari * jam\tcomplaint\t3\tany\n"
			"ayo\tquestion\t1.5\tany\n"
			"ayo\taspiration\t1.5\tany\n"
			"hadir\tnone\t3\tany\n"
			"@base\tnone\t0.5\tany\n"
			"@question\tquestion\t1\tany\n"
			"@asks\tinformation\t0.6\tany\n"
			"@exclamation\tnone\t0.25\tany\n"
			"@positive\tpraise\t2\tany\n"
			"@negative\tcomplaint\t1\tany\n"
			"@mention\tinformation\t-0.25\tany\n");
	*state = s;
	return scoring_open(s, s->folder->dir, NULL);
}

static struct pantau_act_score both(struct scoring *s, const char *title,
		const char *text)
{
	struct pantau_score score;
	score_both(s, title, text, &score);
	check_act(&score.act, strlen(title), strlen(text));
	return score.act;
}

static struct pantau_act_score act(struct scoring *s, const char *text)
{
	return both(s, "", text);
}

static void is(struct scoring *s, const char *text, enum pantau_act wanted)
{
	enum pantau_act got = act(s, text).label;
	if (got != wanted) {
		print_error("%s: %s\n", text, pantau_act_name(got));
	}
	assert_int_equal(got, wanted);
}

static void cues(void **state)
{
	struct scoring *s = *state;
	struct pantau_act_score a = act(s, "Mohon bantuan");
	assert_int_equal(a.label, PANTAU_ACT_ASPIRATION);
	assert_int_equal(a.evidences, 1);
	assert_int_equal(a.evidence[0].end, 5);
	check_near(a.score, 1);
	/* As written and in normal form; '*' is one word. */
	is(s, "ga ada air di sini", PANTAU_ACT_COMPLAINT);
	is(s, "menunggu dari dua jam", PANTAU_ACT_COMPLAINT);
	is(s, "menunggu dari dua belas jam", PANTAU_ACT_NONE);
	/* A row counts once. */
	check_near(act(s, "mohon, mohon, mohon").score, 1);
}

/* What stands inside a longer cue does not count, whatever its act. */
static void longest(void **state)
{
	struct scoring *s = *state;
	struct pantau_act_score a = act(s, "mohon info");
	assert_int_equal(a.label, PANTAU_ACT_INFORMATION);
	check_near(a.score, 2);
	assert_int_equal(a.evidences, 1);
	is(s, "mohon, mohon info", PANTAU_ACT_INFORMATION);
	/* One that only overlaps counts. */
	check_near(act(s, "info jadwal").score, 1);
	is(s, "mohon info jadwal?", PANTAU_ACT_INFORMATION);
	check_near(act(s, "mohon info jadwal?").score, 2.6f);
}

static void places(void **state)
{
	struct scoring *s = *state;
	is(s, "kapan selesai", PANTAU_ACT_QUESTION);
	is(s, "Selamat pagi bapak ibu, kapan selesai", PANTAU_ACT_QUESTION);
	is(s, "@dishub @pemkot min kapan selesai", PANTAU_ACT_QUESTION);
	is(s, "saya tidak tahu kapan selesai", PANTAU_ACT_NONE);
	/* A later one that fits is found. */
	is(s, "saya tidak tahu kapan. Kapan ya", PANTAU_ACT_QUESTION);
	is(s, "kasih lampu dong", PANTAU_ACT_ASPIRATION);
	is(s, "kasih lampu dong kak ya", PANTAU_ACT_ASPIRATION);
	is(s, "dong kasih lampu di jalan itu", PANTAU_ACT_NONE);
}

static void traits(void **state)
{
	struct scoring *s = *state;
	struct pantau_act_score a = act(s, "besok hujan?");
	assert_int_equal(a.label, PANTAU_ACT_QUESTION);
	assert_int_equal(a.evidences, 1);
	assert_int_equal(a.evidence[0].end, 0);
	check_near(a.score, 1);
	/* A mark inside is another trait than one at the end. */
	a = act(s, "besok hujan? saya ikut");
	assert_int_equal(a.label, PANTAU_ACT_INFORMATION);
	check_near(a.score, 0.6f);
	is(s, "@dishub besok hujan? saya ikut", PANTAU_ACT_NONE);
	/* Tone counts by its probability. */
	a = act(s, "petugasnya ramah, bagus dan bersih");
	assert_int_equal(a.label, PANTAU_ACT_PRAISE);
	assert_true(a.score > 1 && a.score < 2);
	a = act(s, "rusak");
	assert_int_equal(a.evidences, 2);
	assert_true(a.score > 1.5f && a.score < 2.5f);
}

/* None has a score of its own, which the others must exceed. */
static void none(void **state)
{
	struct scoring *s = *state;
	struct pantau_act_score a = act(s, "rapat di aula!");
	assert_int_equal(a.label, PANTAU_ACT_NONE);
	assert_int_equal(a.evidences, 2);
	check_near(a.score, 0.75f);
	check_near(act(s, "warga hadir, mohon maklum").score, 3.5f);
	is(s, "warga hadir, mohon maklum", PANTAU_ACT_NONE);
	/* Nothing to judge. */
	a = act(s, "");
	assert_int_equal(a.label, PANTAU_ACT_NONE);
	assert_int_equal(a.evidences, 0);
	/* Of equals the first: aspiration before question. */
	is(s, "ayo", PANTAU_ACT_ASPIRATION);
}

static void titles(void **state)
{
	struct scoring *s = *state;
	struct pantau_act_score a = both(s, "Mohon info", "rapat di aula");
	assert_int_equal(a.label, PANTAU_ACT_INFORMATION);
	assert_int_equal(a.evidence[0].field, PANTAU_FIELD_TITLE);
	/* A row counts once in both; the marks of the body count, or of the
	 * title where there is no body. */
	check_near(both(s, "mohon info", "mohon info").score, 2);
	check_near(both(s, "kapan?", "rapat di aula").score, 2);
	check_near(both(s, "kapan?", "").score, 3);
}

/* In another language only its own cues give a text an act. */
static void languages(void **state)
{
	struct scoring *s = *state;
	struct pantau_language_guess jv = {.label = PANTAU_LANGUAGE_JV,
			.confidence = 1};
	struct str none = str_make(NULL, 0);
	struct pantau_score score;
	const char *texts[] = {"sesuk udan ora?", "sesuk kapan?"};
	for (int i = 0; i < 2; i++) {
		assert_int_equal(pantau_score_given(s->scorer, s->analyser,
				none, str_of(texts[i]), &jv, &score, NULL),
				PANTAU_OK);
		assert_int_equal(score.act.label, i == 0 ? PANTAU_ACT_NONE :
				PANTAU_ACT_QUESTION);
	}
}

/* Long texts of nothing but cues take time in proportion. */
static void many(void **state)
{
	struct scoring *s = *state;
	struct buf text;
	pantau_buf_init(&text);
	for (int i = 0; i < 50000; i++) {
		pantau_buf_str(&text, i % 2 == 0 ? STR("@a kapan ") :
				STR("mohon info dong "));
	}
	pantau_buf_char(&text, '\0');
	assert_false(text.failed);
	struct pantau_act_score a = act(s, text.p);
	pantau_buf_finish(&text);
	assert_int_equal(a.label, PANTAU_ACT_ASPIRATION);
	check_near(a.score, 2);
}

static void names(void **state)
{
	(void)state;
	assert_string_equal(pantau_act_name(PANTAU_ACT_NONE), "none");
	assert_string_equal(pantau_act_name(PANTAU_ACT_INFORMATION),
			"information");
	assert_string_equal(pantau_act_name(PANTAU_ACT_PRAISE), "praise");
	assert_string_equal(pantau_act_name((enum pantau_act)99), "none");
}

#define act_test(function) cmocka_unit_test_setup_teardown(function, \
		act_setup, scoring_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		act_test(cues),
		act_test(longest),
		act_test(places),
		act_test(traits),
		act_test(none),
		act_test(titles),
		act_test(languages),
		act_test(many),
		cmocka_unit_test(names),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
