/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Languages: what words say, what a text is, what its tone then is. */

#include "score_fixture.h"

#include "base/language.h"
#include "score/score.h"
#include "text/language.h"

#define HEAD "part\tid\tms\tjv\tsu\tmin\ten\n"
#define NAMES "language\ttone\tnote\n"

/* Five words of Indonesian, Javanese and English each, and one part. */
static const char weights[] = HEAD
	"^yang$\t90\t0\t-30\t-30\t-30\t-30\n^tidak$\t90\t0\t-30\t-30\t-30\t-30\n"
	"^dengan$\t90\t0\t-30\t-30\t-30\t-30\n^kami$\t90\t0\t-30\t-30\t-30\t-30\n"
	"^jalan$\t40\t40\t-20\t-20\t-20\t-20\n"
	"^ora$\t-30\t-30\t90\t-30\t0\t0\n^iki$\t-30\t-30\t90\t-30\t0\t0\n"
	"^kowe$\t-30\t-30\t90\t-30\t0\t0\n^karo$\t-30\t-30\t90\t-30\t0\t0\n"
	"^wis$\t-30\t-30\t90\t-30\t0\t0\n"
	"^the$\t-30\t-30\t-30\t-30\t-30\t120\n^and$\t-30\t-30\t-30\t-30\t-30\t120\n"
	"^with$\t-30\t-30\t-30\t-30\t-30\t120\n^of$\t-30\t-30\t-30\t-30\t-30\t120\n"
	"ckx\t0\t0\t0\t0\t0\t127\n";

static void fill(struct scoring *s, const char *names)
{
	folder_write(s->folder, "language-weights.tsv", weights);
	if (names != NULL) {
		folder_write(s->folder, "languages.tsv", names);
	}
	pantau_scorer_destroy(s->scorer);
	pantau_analyser_destroy(s->analyser);
	pantau_lexicons_close(s->lexicons);
	assert_int_equal(scoring_open(s, s->folder->dir, NULL), 0);
}

static struct pantau_language_guess guess(struct scoring *s, const char *text)
{
	struct pantau_score score;
	score_both(s, "", text, &score);
	return score.language;
}

static void check(struct scoring *s, const char *text, const char *wanted)
{
	struct pantau_language_guess got = guess(s, text);
	assert_string_equal(pantau_language_name(got.label), wanted);
	assert_true(got.confidence >= 0 && got.confidence <= 1);
	assert_true((got.confidence > 0) == (strcmp(wanted, "unknown") != 0));
}

static void test_names(void **state)
{
	static const char *const rows[][2] = {
		{"id", "id"}, {"in", "id"}, {"ID", "id"}, {"id-ID", "id"},
		{"Bahasa Indonesia", "id"}, {"jw", "jv"}, {"jav", "jv"},
		{" Jawa ", "jv"}, {"jv_ID", "jv"}, {"sun", "su"},
		{"minangkabau", "min"}, {"zsm", "ms"}, {"EN-us", "en"},
		{"und", ""}, {"unknown", ""}, {"", ""}, {"mul", "mixed"},
		{"fr", "fr"}, {"Klingon", "Klingon"}, {"bahasa", "bahasa"},
		{"min-", "min"}, {"i", "i"},
	};
	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		check_str(pantau_language_code(str_of(rows[i][0])), rows[i][1]);
	}
	assert_int_equal(pantau_language_given(STR("JV")).label,
			PANTAU_LANGUAGE_JV);
	assert_int_equal(pantau_language_given(STR("fr")).label,
			PANTAU_LANGUAGE_OTHER);
	assert_int_equal(pantau_language_given(STR("unknown")).label,
			PANTAU_LANGUAGE_UNKNOWN);
	assert_string_equal(pantau_language_name(
			(enum pantau_language)99), "unknown");
}

static void test_labels(void **state)
{
	struct scoring *s = *state;
	fill(s, NULL);
	check(s, "kami tidak jalan dengan yang itu", "id");
	check(s, "kowe ora iki karo wis", "jv");
	check(s, "the and with of the", "en");
	/* Elongated, with accents, joined by a hyphen, before a figure. */
	check(s, "kowee\xcc\x81 oraaaa iki-iki karo2 wis", "jv");
	/* Parts inside a word speak as well. */
	check(s, "backxy rockxa tuckxi lockxo duckxu", "en");
	/* The same text has the same answer. */
	struct pantau_language_guess a = guess(s, "kowe ora iki karo jalan");
	struct pantau_language_guess b = guess(s, "kowe ora iki karo jalan");
	assert_int_equal(a.label, b.label);
	assert_true(a.confidence >= b.confidence &&
			a.confidence <= b.confidence);
}

static void test_unknown(void **state)
{
	struct scoring *s = *state;
	check(s, "the and with of the", "unknown"); /* no weights yet */
	fill(s, NULL);
	check(s, "", "unknown");
	check(s, "the and with of", "unknown");
	check(s, "#the #and @with of.the.com the@and.org 12 13 14 Rp15",
			"unknown");
	check(s, "\xf0\x9f\x98\xa1 \xf0\x9f\x98\xa1 :) :) :)", "unknown");
	/* Arabic outweighs; a single word does not. */
	check(s, "\xd8\xa7\xd9\x84 \xd8\xa7\xd9\x85 \xd8\xa7\xd9\x86 "
			"\xd8\xa7\xd8\xa8 \xd8\xa7\xd8\xaa \xd8\xa7\xd8\xab "
			"the and with of the", "unknown");
	check(s, "\xd8\xa7\xd9\x84 the and with of the", "en");
	/* Beyond what a word can be. */
	char longest[256];
	memset(longest, 'a', sizeof(longest) - 1);
	longest[sizeof(longest) - 1] = '\0';
	check(s, longest, "unknown");
}

static void test_capitals(void **state)
{
	struct scoring *s = *state;
	fill(s, NULL);
	/* Names inside a sentence have no say. */
	check(s, "kami tidak dengan yang jalan The And With Of The", "id");
	/* In a headline all words have capitals, and all speak. */
	check(s, "Kami Tidak Dengan Yang Jalan", "id");
	check(s, "THE AND WITH OF THE", "en");
}

static void test_mixed(void **state)
{
	struct scoring *s = *state;
	fill(s, NULL);
	check(s, "kami tidak dengan yang jalan yang. "
			"the and with of the and.", "mixed");
	check(s, "kowe ora iki karo wis ora. kami tidak dengan yang kami "
			"tidak. kowe ora iki karo wis ora.", "mixed");
	/* A few words do not mix a text. */
	check(s, "kami tidak dengan yang the and jalan kami tidak yang", "id");
}

static void test_title(void **state)
{
	struct scoring *s = *state;
	struct pantau_score score;
	fill(s, NULL);
	score_both(s, "kowe ora", "iki karo wis", &score);
	assert_int_equal(score.language.label, PANTAU_LANGUAGE_JV);
	score_both(s, "kowe ora iki karo wis", "", &score);
	assert_int_equal(score.language.label, PANTAU_LANGUAGE_JV);
}

static void check_label(struct scoring *s, const char *text,
		const struct pantau_language_guess *given,
		enum pantau_tone wanted)
{
	struct pantau_score score;
	assert_int_equal(pantau_score_given(s->scorer, s->analyser, STR(""),
			str_of(text), given, &score, NULL), PANTAU_OK);
	assert_int_equal(score.text.label, wanted);
	if (wanted == PANTAU_TONE_UNASSESSED) {
		assert_int_equal(score.text.evidences, 0);
		assert_int_equal(score.contradiction, 0);
	}
}

#define GOOD " bagus ramah bersih"

static void test_tone(void **state)
{
	struct scoring *s = *state;
	const struct pantau_language_guess jv = {PANTAU_LANGUAGE_JV, 1};
	const struct pantau_language_guess doubtful = {PANTAU_LANGUAGE_JV, 0.6f};
	const struct pantau_language_guess id = {PANTAU_LANGUAGE_ID, 1};
	const struct pantau_language_guess other = {PANTAU_LANGUAGE_OTHER, 1};
	/* Without the table every language is assessed. */
	fill(s, NULL);
	check_label(s, "kowe ora iki karo wis" GOOD, NULL, PANTAU_TONE_POSITIVE);
	fill(s, NAMES "id\tyes\t\njv\tno\t\n");
	check_label(s, "kowe ora iki karo wis" GOOD, NULL,
			PANTAU_TONE_UNASSESSED);
	check_label(s, "kami yang dengan yang" GOOD, NULL, PANTAU_TONE_POSITIVE);
	check_label(s, GOOD, NULL, PANTAU_TONE_POSITIVE); /* unknown */
	check_label(s, "kowe ora iki karo wis" GOOD, &id, PANTAU_TONE_POSITIVE);
	check_label(s, "kami" GOOD, &jv, PANTAU_TONE_UNASSESSED);
	check_label(s, "kami" GOOD, &doubtful, PANTAU_TONE_POSITIVE);
	check_label(s, "kami" GOOD, &other, PANTAU_TONE_UNASSESSED);
	check_label(s, "", &jv, PANTAU_TONE_NONE);
	/* A lexicon for Javanese switches it on. */
	fill(s, NAMES "id\tyes\t\njv\tyes\t\n");
	check_label(s, "kowe ora iki karo wis" GOOD, NULL, PANTAU_TONE_POSITIVE);
}

/* What check finds wrong in the two files. */
static void count_finding(void *context,
		const struct pantau_lexicon_finding *finding)
{
	size_t *n = context;
	*n += strstr(finding->file, "language") != NULL;
}

static size_t findings(struct folder *folder, const char *name,
		const char *content)
{
	struct pantau_lexicon_options options = {.dir = folder->dir};
	struct pantau_error err = {.lang = PANTAU_LANG_EN};
	size_t n = 0;
	folder_write(folder, name, content);
	pantau_lexicons_check(&options, count_finding, &n, &err);
	folder_remove(folder, name);
	return n;
}

static void test_check(void **state)
{
	struct scoring *s = *state;
	static const char file[] = "language-weights.tsv";
	static const char names[] = "languages.tsv";
	assert_int_equal(findings(s->folder, file, weights), 0);
	assert_int_equal(findings(s->folder, file,
			HEAD "^a$\t1\t2\t3\t4\t5\t-127\n"), 0);
	assert_int_equal(findings(s->folder, file,
			HEAD "^a$\t1\t2\t3\t4\t5\t128\n"), 1);
	assert_int_equal(findings(s->folder, file,
			HEAD "a^b\t1\t2\t3\t4\t5\t6\n"), 1);
	assert_int_equal(findings(s->folder, file,
			HEAD "^$\t1\t2\t3\t4\t5\t6\n"), 1);
	assert_int_equal(findings(s->folder, file,
			HEAD "A\t1\t2\t3\t4\t5\t6\n"), 1);
	assert_int_equal(findings(s->folder, file,
			HEAD "abcdefghijklmnopqrstuvwxy\t1\t2\t3\t4\t5\t6\n"), 1);
	assert_int_equal(findings(s->folder, file,
			HEAD "ab\t1\t2\t3\t4\t5\t6\nab\t1\t2\t3\t4\t5\t6\n"), 1);
	assert_int_equal(findings(s->folder, names, NAMES "id\tyes\t\n"), 0);
	assert_int_equal(findings(s->folder, names, NAMES "xx\tyes\t\n"), 1);
	assert_int_equal(findings(s->folder, names, NAMES "id\tmaybe\t\n"), 1);
}

/* Parts that a table could confuse have keys of their own. */
static void test_keys(void **state)
{
	static const uint8_t a[] = {1, 1, 1, 1, 1, 1};
	(void)state;
	for (size_t i = 1; i <= sizeof(a); i++) {
		assert_int_not_equal(pantau_part_key(a, i), 0);
		for (size_t j = 1; j < i; j++) {
			assert_int_not_equal(pantau_part_key(a, i),
					pantau_part_key(a, j));
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_keys),
		cmocka_unit_test_setup_teardown(test_labels, scoring_setup,
				scoring_teardown),
		cmocka_unit_test_setup_teardown(test_unknown, scoring_setup,
				scoring_teardown),
		cmocka_unit_test_setup_teardown(test_capitals, scoring_setup,
				scoring_teardown),
		cmocka_unit_test_setup_teardown(test_mixed, scoring_setup,
				scoring_teardown),
		cmocka_unit_test_setup_teardown(test_title, scoring_setup,
				scoring_teardown),
		cmocka_unit_test_setup_teardown(test_tone, scoring_setup,
				scoring_teardown),
		cmocka_unit_test_setup_teardown(test_check, scoring_setup,
				scoring_teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
