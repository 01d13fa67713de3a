/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Tone: what a text leaves of an opinion by what else it says, and how far
 * words of wish, duty and condition reach. */

#include "score_fixture.h"

static int setup(void **state)
{
	struct scoring *s = scoring_new();

	if (s == NULL) {
		return -1;
	}
	folder_write(s->folder, "sentiment.tsv", "term\tpolarity\tclass\n"
			"bagus\t2\topini\nhebat\t2\topini\nramah\t2\topini\n"
			"rusak\t-2\topini\nlampu mati\t-2\taduan\n"
			"bohong\t-2\topini\nmohon info\t0\tnetral\n"
			"makasih\t2\tterimakasih\n");
	folder_write(s->folder, "emoji.tsv", "term\tpolarity\tclass\n"
			"\xf0\x9f\x98\xa1\t-2\tejek\n"
			"\xf0\x9f\x98\xad\t-2\temoji\n:)\t2\temoticon\n");
	folder_write(s->folder, "negators.tsv", "term\tscope\tkind\n"
			"tidak\t3\tplain\njangan\t3\tprohibit\n");
	folder_write(s->folder, "modality.tsv", "term\tkind\tfactor\n"
			"mohon info\trequest\t0.3\ntolong\trequest\t0.4\n"
			"semoga\twish\t0.4\nandai\tcondition\t-0.5\n"
			"kalau\tcondition\t0.3\nharus\tshould\t-0.1\n");
	*state = s;
	return scoring_open(s, s->folder->dir, NULL);
}

static float score_of(struct scoring *s, const char *text)
{
	struct pantau_score score;

	score_both(s, "", text, &score);
	check_tone(&score.text, strlen(text));
	return score.text.score;
}

/* The effect of the row on some words of a text. */
static float effect(struct scoring *s, const char *text, const char *words)
{
	size_t start = (size_t)(strstr(text, words) - text);
	struct pantau_score score;

	score_both(s, "", text, &score);
	check_tone(&score.text, strlen(text));
	for (size_t i = 0; i < score.text.evidences; i++) {
		const struct pantau_evidence *e = &score.text.evidence[i];
		if (e->start == start && e->end == start + strlen(words)) {
			return e->effect;
		}
	}
	fail_msg("no row on '%s' in '%s'", words, text);
	return 0;
}

static void thanks_below_complaints(void **state)
{
	struct scoring *s = *state;
	float full = effect(s, "kantornya jauh, makasih", "makasih");

	assert_true(effect(s, "jalannya rusak, makasih", "makasih") <
			full * 0.4f);
	assert_true(score_of(s, "jalannya rusak, makasih") < 0);
	/* Thanks for something good stay what they are. */
	assert_true(effect(s, "jalannya bagus sekarang, makasih", "makasih") >
			full * 0.7f);
}

static void thanks_behind_requests(void **state)
{
	struct scoring *s = *state;
	float full = effect(s, "infonya jelas, makasih", "makasih");

	assert_true(effect(s, "mohon info jadwal, makasih", "makasih") <
			full * 0.4f);
	assert_true(effect(s, "tolong dijawab, makasih", "makasih") <
			full * 0.4f);
	/* A request after the thanks is another matter. */
	assert_true(effect(s, "makasih infonya, tolong dijawab", "makasih") >
			full * 0.7f);
}

static void cheer_beside_bad_words(void **state)
{
	struct scoring *s = *state;

	assert_true(effect(s, "jalannya rusak :)", ":)") <
			effect(s, "jalannya panjang :)", ":)") * 0.4f);
	assert_true(score_of(s, "jalannya rusak :)") < 0);
	assert_true(effect(s, "jalannya bagus :)", ":)") > 0.5f);
}

static void praise_as_a_call(void **state)
{
	struct scoring *s = *state;

	assert_true(score_of(s, "jalan kami lampu mati, hebat") < 0);
	assert_true(score_of(s, "hebat pak, jalan kami lampu mati") < 0);
	/* Not where it says of what, nor without a complaint, nor where the
	 * text weighs one against the other. */
	assert_true(effect(s, "di sana lampu mati, petugas kami hebat sekali",
			"hebat") > 0.5f);
	assert_true(effect(s, "jalannya rusak, hebat", "hebat") > 0.5f);
	assert_true(effect(s, "di sana lampu mati tapi tetap, hebat", "hebat") >
			0.5f);
}

static void mockery(void **state)
{
	struct scoring *s = *state;

	assert_true(score_of(s, "ramah petugasnya \xf0\x9f\x98\xa1") < 0);
	assert_true(effect(s, "ramah petugasnya \xf0\x9f\x98\xa1", "ramah") <
			effect(s, "ramah petugasnya \xf0\x9f\x98\xad", "ramah") *
			0.5f);
}

static void what_would_be(void **state)
{
	struct scoring *s = *state;

	/* The clause behind is as unreal as the condition. */
	assert_true(effect(s, "andai petugas ada, jalannya bagus", "bagus") < 0);
	assert_true(effect(s, "andai petugas ada, jalannya bagus, kotanya ramah",
			"ramah") > 0);
	/* A plain condition stays in its clause. */
	assert_true(effect(s, "kalau petugas ada, jalannya bagus", "bagus") >
			0.5f);
}

static void duty(void **state)
{
	struct scoring *s = *state;
	float full = effect(s, "kami jalannya rusak", "rusak");

	/* What has to be borne is there; what ought to be is not. */
	assert_true(effect(s, "kami harus jalannya rusak", "rusak") <=
			full * 0.9f);
	assert_true(effect(s, "kami harus bagus", "bagus") < 0);
	assert_true(effect(s, "kalau jalannya rusak", "rusak") > full * 0.5f);
}

static void prohibition(void **state)
{
	struct scoring *s = *state;

	assert_true(effect(s, "jangan bohong", "bohong") < 0);
	assert_true(effect(s, "jangan bohong", "bohong") >
			effect(s, "mereka bohong", "bohong"));
	assert_true(effect(s, "tidak bohong", "bohong") > 0);
	assert_true(effect(s, "jangan bagus", "bagus") < 0);
}

/* However long a text is, each opinion is looked at once by each modal word
 * before it. */
static void many_modal_words(void **state)
{
	struct scoring *s = *state;
	struct buf text;

	pantau_buf_init(&text);
	for (size_t i = 0; i < 40000; i++) {
		pantau_buf_str(&text, STR("andai bagus "));
	}
	assert_true(score_of(s, text.p) < 0);
	pantau_buf_finish(&text);
}

#define sides_test(function) cmocka_unit_test_setup_teardown(function, setup, \
		scoring_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		sides_test(thanks_below_complaints),
		sides_test(thanks_behind_requests),
		sides_test(cheer_beside_bad_words),
		sides_test(praise_as_a_call),
		sides_test(mockery),
		sides_test(what_would_be),
		sides_test(duty),
		sides_test(prohibition),
		sides_test(many_modal_words),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
