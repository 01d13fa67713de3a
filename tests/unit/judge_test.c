/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Layers that are left out, judgements, slices, and versions with a desk layer
 * that was fitted on a part. */

#include "score_fixture.h"

#include "tune/slices.h"
#include "tune/version.h"

struct judging {
	struct scoring *s;
	struct gold gold;
	struct judgement *judged;
};

static int setup(void **state)
{
	struct judging *j = calloc(1, sizeof(*j));
	void *scoring = NULL;
	if (j == NULL || scoring_setup(&scoring) != 0) {
		return -1;
	}
	j->s = scoring;
	pantau_gold_init(&j->gold);
	*state = j;
	return 0;
}

static int teardown(void **state)
{
	struct judging *j = *state;
	void *scoring = j->s;
	pantau_gold_finish(&j->gold);
	free(j->judged);
	free(j);
	return scoring_teardown(&scoring);
}

static void read_gold(struct judging *j, const char *text)
{
	const struct gold_report report = {.found = NULL};
	assert_int_equal(pantau_gold_read_bytes(&j->gold, "f", str_of(text),
			&report, NULL), PANTAU_OK);
	free(j->judged);
	j->judged = calloc(j->gold.n + 1, sizeof(*j->judged));
	assert_non_null(j->judged);
}

static void judge(struct judging *j, const struct judge_options *options)
{
	assert_int_equal(pantau_judge(&j->gold, j->s->lexicons, j->s->scorer,
			options, j->judged, NULL), PANTAU_OK);
}

/* --- layers --- */

static void reopen(struct scoring *s, unsigned layers)
{
	struct pantau_error err = {.lang = PANTAU_LANG_EN};
	pantau_scorer_destroy(s->scorer);
	pantau_analyser_destroy(s->analyser);
	pantau_lexicons_close(s->lexicons);
	assert_int_equal(scoring_open(s, s->folder->dir, NULL), 0);
	pantau_scorer_destroy(s->scorer);
	s->scorer = NULL;
	assert_int_equal(pantau_scorer_create_layers(s->lexicons, layers,
			&s->scorer, &err), PANTAU_OK);
}

/* The files that give evidence of a text, each once, in order. */
static void check_files(struct scoring *s, const char *text,
		const char *expected)
{
	struct pantau_score score;
	struct buf files;
	const char *last = "";
	score_both(s, "", text, &score);
	check_tone(&score.text, strlen(text));
	pantau_buf_init(&files);
	for (size_t i = 0; i < score.text.evidences; i++) {
		struct pantau_rule rule;
		assert_true(pantau_lexicons_rule(s->lexicons,
				score.text.evidence[i].rule, &rule));
		if (strcmp(rule.file, last) != 0) {
			pantau_buf_printf(&files, "%s%s", files.n > 0 ? " " :
					"", rule.file);
		}
		last = rule.file;
	}
	check_str(buf_str(&files), expected);
	pantau_buf_finish(&files);
}

static void leaves_layers_out(void **state)
{
	struct judging *j = *state;
	struct scoring *s = j->s;
	static const char head[] = "term\tnegative\tneutral\tpositive\ttexts\t"
			"by\tnote\n";
	char learned[256], desk[256];
	static const char *const text = "tempatnya bagus tapi sepi";

	snprintf(learned, sizeof(learned), "%ssepi\t1\t0\t-1\t9\tfit\t\n"
			"@contrast\t1\t0\t0\t9\tfit\t\n", head);
	snprintf(desk, sizeof(desk), "%ssepi\t0\t0\t2\t\tdewi\t\n", head);
	folder_write(s->folder, "learned.tsv", learned);
	folder_write(s->folder, "desk.tsv", desk);
	reopen(s, 0);
	check_files(s, text, "sentiment.tsv learned.tsv desk.tsv "
			"tone-traits.tsv learned.tsv");
	reopen(s, SCORE_LAYERS);
	check_files(s, text, "sentiment.tsv learned.tsv desk.tsv "
			"tone-traits.tsv learned.tsv");
	reopen(s, SCORE_SEED);
	check_files(s, text, "sentiment.tsv tone-traits.tsv");
	reopen(s, SCORE_LEARNED);
	check_files(s, text, "learned.tsv");
	reopen(s, SCORE_DESK);
	check_files(s, text, "desk.tsv");
	reopen(s, SCORE_SEED | SCORE_DESK);
	check_files(s, text, "sentiment.tsv desk.tsv tone-traits.tsv");
}

/* A layer that is left out weighs as if it were not there. */
static void scores_as_if_it_were_not_there(void **state)
{
	struct judging *j = *state;
	struct scoring *s = j->s;
	struct pantau_score with, without;
	static const char *const text = "tempatnya bagus, tapi sepi dan parah";

	score_both(s, "", text, &without);
	folder_write(s->folder, "learned.tsv", "term\tnegative\tneutral\t"
			"positive\nsepi\t1\t0\t-1\n~tempat\t0\t1\t0\n");
	float score = without.text.score, neutrality = without.text.neutrality;
	reopen(s, SCORE_SEED | SCORE_DESK);
	score_both(s, "", text, &with);
	assert_true(with.text.score == score);
	assert_true(with.text.neutrality == neutrality);
	reopen(s, 0);
	score_both(s, "", text, &with);
	assert_true(with.text.score < score);
}

/* --- judgements --- */

static void judges_items(void **state)
{
	struct judging *j = *state;
	const struct judge_options options = {.jobs = 1, .marks = true};

	read_gold(j, "title\ttext\ttone\tlanguage\n"
			"\ttempatnya tidak bagus\tneg\t\n"
			"\trapat hari senin\tneu\tjv\n"
			"bersih\t\tpos\tsu\n"
			"tidak\tbagus \xf0\x9f\x98\xa1\tpos\t\n");
	judge(j, &options);
	const struct judgement *judged = j->judged;
	assert_int_equal(judged[0].label, PANTAU_TONE_NEGATIVE);
	assert_int_equal(judged[0].given, PANTAU_TONE_NEGATIVE);
	assert_int_equal(judged[0].words, 3);
	assert_int_equal(judged[0].marks, JUDGE_NEGATION);
	assert_true(judged[0].negative > judged[0].positive);
	assert_true(pantau_judge_confidence(&judged[0]) ==
			judged[0].negative);
	assert_int_equal(judged[1].given, PANTAU_TONE_NEUTRAL);
	assert_int_equal(judged[1].language, PANTAU_LANGUAGE_JV);
	assert_int_equal(judged[1].marks, 0);
	/* Without a text the title is judged. */
	assert_int_equal(judged[2].given, PANTAU_TONE_POSITIVE);
	assert_int_equal(judged[2].words, 1);
	assert_int_equal(judged[3].marks, JUDGE_NEGATION | JUDGE_EMOJI);
	assert_int_equal(judged[3].words, 3);
}

static void counts_unsure_as_neutral(void **state)
{
	struct judging *j = *state;
	const struct judge_options options = {.jobs = 1};

	read_gold(j, "bagus rusak\tneu\nbagus\tpos\n");
	j->s->scorer->params.gate = 0.99f;
	judge(j, &options);
	assert_int_equal(j->judged[0].label, PANTAU_TONE_UNSURE);
	assert_int_equal(j->judged[0].given, PANTAU_TONE_NEUTRAL);
	assert_true(pantau_judge_confidence(&j->judged[0]) ==
			j->judged[0].neutral);
}

/* Bit for bit the same, whatever the threads; others are left alone. */
static void judges_alike_in_parallel(void **state)
{
	struct judging *j = *state;
	static const char *const words[] = {"bagus", "rusak", "tidak",
		"rapat", "sangat", "ramah", "parah", "tapi"};
	struct buf text;
	struct judgement *alone;
	uint8_t take[700];

	pantau_buf_init(&text);
	for (size_t i = 0; i < 700; i++) {
		take[i] = i % 3 != 1;
		for (size_t k = 0; k < 1 + i % 7; k++) {
			pantau_buf_printf(&text, "%s ",
					words[(i * 5 + k * k) % 8]);
		}
		pantau_buf_str(&text, STR("\tneg\n"));
	}
	read_gold(j, text.p);
	alone = calloc(700, sizeof(*alone));
	assert_non_null(alone);
	judge(j, &(struct judge_options){.jobs = 1, .marks = true,
			.take = take});
	memcpy(alone, j->judged, 700 * sizeof(*alone));
	judge(j, &(struct judge_options){.jobs = 5, .marks = true,
			.take = take});
	assert_memory_equal(alone, j->judged, 700 * sizeof(*alone));
	for (size_t i = 0; i < 700; i++) {
		assert_true((alone[i].label != PANTAU_TONE_NONE) ==
				(take[i] != 0));
	}
	judge(j, &(struct judge_options){.jobs = 0});
	assert_int_equal(j->judged[1].words, 2);
	free(alone);
	pantau_buf_finish(&text);
}

static void judges_one_item_with_evidence(void **state)
{
	struct judging *j = *state;
	struct pantau_score score;

	read_gold(j, "tempatnya bagus\tpos\n");
	assert_int_equal(pantau_judge_item(&j->gold.item[0], j->s->analyser,
			j->s->scorer, &score, NULL), PANTAU_OK);
	assert_int_equal(score.text.label, PANTAU_TONE_POSITIVE);
	assert_int_equal(spans(&score.text), 1);
	read_gold(j, "");
	judge(j, &(struct judge_options){.jobs = 2}); /* nothing at all */
}

/* --- slices --- */

struct told {
	struct buf text;
};

static void tell(void *context, const struct slice *slice)
{
	struct told *told = context;
	pantau_buf_printf(&told->text, "%d.%u%s" STR_FMT ":%zu ",
			(int)slice->by, slice->number, slice->name.n > 0 ? "=" :
			"", STR_ARG(slice->name), slice->figures.n);
}

static void slices_a_set(void **state)
{
	struct judging *j = *state;
	const struct gold_report report = {.found = NULL};
	const uint8_t take[] = {1, 1, 1, 0, 1};
	struct told told;

	read_gold(j, "text\ttone\tkind\tlanguage\n"
			"tidak bagus\tneg\tpost\tid\n"
			"rapat satu dua tiga empat lima enam tujuh delapan\tneu"
			"\tchat\tid\nbagus\tpos\t\tid\nrusak\tneg\tlost\tid\n");
	assert_int_equal(pantau_gold_read_bytes(&j->gold, "g",
			STR("bagus :)\tpos\n"), &report, NULL), PANTAU_OK);
	free(j->judged);
	j->judged = calloc(5, sizeof(*j->judged));
	assert_non_null(j->judged);
	judge(j, &(struct judge_options){.jobs = 1, .marks = true,
			.take = take});
	pantau_buf_init(&told.text);
	assert_int_equal(pantau_slices(&j->gold, j->judged, take, tell, &told,
			NULL), PANTAU_OK);
	check_str(buf_str(&told.text), "0.0:3 0.1:1 1.0:3 1.1:1 2.0:3 2.1:1 "
			"3.0:1 3.1:3 4.0:2 4.1=chat:1 4.2=post:1 5.0=f:3 "
			"5.1=g:1 ");
	pantau_buf_finish(&told.text);
	unsigned least;
	assert_int_equal(pantau_slice_length(0, &least), 8);
	assert_int_equal(least, 0);
	assert_int_equal(pantau_slice_length(1, &least), 20);
	assert_int_equal(least, 9);
	assert_int_equal(pantau_slice_length(3, &least), 0);
	assert_int_equal(least, 51);
}

/* --- versions --- */

static void opens_versions(void **state)
{
	struct judging *j = *state;
	struct pantau_lexicon_options options = {.dir = j->s->folder->dir};
	struct pantau_error err = {.lang = PANTAU_LANG_EN};
	struct version version;

	assert_int_equal(pantau_version_open(&options, SCORE_SEED, &version,
			&err), PANTAU_OK);
	assert_non_null(version.analyser);
	assert_int_equal(version.scorer->layers, SCORE_SEED);
	pantau_version_finish(&version);
	assert_null(version.lexicons);
	options.dir = "/nowhere";
	assert_int_not_equal(pantau_version_open(&options, 0, &version, &err),
			PANTAU_OK);
	pantau_version_finish(&version);
}

/* A word that no row knows, learned from the other part alone. */
static bool stop(void *context)
{
	assert_null(context);
	return false;
}

static void fits_on_the_other_part(void **state)
{
	struct judging *j = *state;
	const struct pantau_lexicon_options options = {
		.dir = j->s->folder->dir};
	struct version version;
	struct buf text;
	uint8_t part[90];
	struct gold *gold = &j->gold;

	pantau_buf_init(&text);
	for (size_t i = 0; i < 90; i++) {
		part[i] = i >= 60 ? SPLIT_NONE : i >= 48;
		pantau_buf_printf(&text, "acara %s nomor %zu\t%s\n", i % 3 == 0 ?
				"gemblung" : i % 3 == 1 ? "biasa" : "joss", i,
				i % 3 == 0 ? "neg" : i % 3 == 1 ? "neu" :
				"pos");
	}
	read_gold(j, text.p);
	assert_int_equal(pantau_version_fit(&options, gold, part, 1, stop, &version,
			NULL), PANTAU_INTERRUPTED);
	pantau_version_finish(&version);
	assert_int_equal(pantau_version_fit(&options, gold, part, 1, NULL,
			&version, NULL), PANTAU_OK);
	const struct judge_options judging = {.jobs = 1};
	assert_int_equal(pantau_judge(gold, version.lexicons, version.scorer,
			&judging, j->judged, NULL), PANTAU_OK);
	for (size_t i = 0; i < 90; i++) {
		assert_int_equal(j->judged[i].given, gold->item[i].tone);
	}
	pantau_version_finish(&version);
	/* The measured part says nothing: there, 'joss' alone is positive. */
	for (size_t i = 0; i < 90; i++) {
		part[i] = gold->item[i].tone == PANTAU_TONE_POSITIVE;
	}
	assert_int_equal(pantau_version_fit(&options, gold, part, 1, NULL,
			&version, NULL), PANTAU_BAD_INPUT);
	pantau_version_finish(&version);
	pantau_gold_finish(gold);
	pantau_buf_finish(&text);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(leaves_layers_out),
		TEST(scores_as_if_it_were_not_there),
		TEST(judges_items),
		TEST(counts_unsure_as_neutral),
		TEST(judges_alike_in_parallel),
		TEST(judges_one_item_with_evidence),
		TEST(slices_a_set),
		TEST(opens_versions),
		TEST(fits_on_the_other_part),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
