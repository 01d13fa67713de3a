/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_TESTS_SCORE_FIXTURE_H
#define PANTAU_TESTS_SCORE_FIXTURE_H

/* A scorer over a small lexicon that the test itself writes. */

#include <math.h>

#include "lexicon_folder.h"

#include "score/parts.h"

struct scoring {
	struct folder *folder;
	struct pantau_lexicons *lexicons;
	struct pantau_analyser *analyser;
	struct pantau_scorer *scorer;
};

static inline void scoring_fill(const struct folder *folder)
{
	folder_fill(folder);
	folder_write(folder, "sentiment.tsv", "term\tpolarity\tclass\t"
			"negative\tneutral\tpositive\n"
			"bagus\t2\topini\t\t\t\n"
			"ramah\t2\topini\t\t\t\n"
			"bersih\t2\topini\t\t\t\n"
			"buruk\t-2\topini\t\t\t\n"
			"rusak\t-2\topini\t\t\t\n"
			"rusak parah\t-3\topini\t\t\t\n"
			"parah\t-2\topini\t\t\t\n"
			"adil\t1\topini\t\t\t\n"
			"keadilan\t0\tnetral\t\t\t\n"
			"angkat tangan\t-3\tidiom\t\t\t\n"
			"kerja keras\t2\tnetral\t\t\t\n"
			"campur\t1\topini\t1.5\t0.25\t2\n");
	folder_write(folder, "slang.tsv", "informal\tformal\tclass\tguard\t"
			"example\ntdk\ttidak\tsingkatan\t\t\n"
			"yg\tyang\tsingkatan\t\t\n");
	folder_write(folder, "emoji.tsv", "term\tpolarity\tclass\n"
			"\xf0\x9f\x98\xa1\t-2\temoji\n:)\t2\temoticon\n");
	folder_write(folder, "negators.tsv", "term\tscope\tkind\n"
			"tidak\t3\tplain\nkurang\t3\tweak\n"
			"tidak pernah\t3\tnever\nbelum\t3\tnot_yet\n"
			"tidak bisa tidak\t3\tdouble\n");
	folder_write(folder, "intensifiers.tsv", "term\tfactor\tside\n"
			"banget\t1.5\tafter\nsangat\t1.6\tbefore\n"
			"agak\t0.5\tbefore\nparah\t1.6\tafter\n");
	folder_write(folder, "contrast.tsv", "term\tbefore\tafter\n"
			"tapi\t0.5\t1.25\n");
	folder_write(folder, "tone-traits.tsv",
			"trait\tnegative\tneutral\tpositive\n"
			"@base\t0\t1.1\t0\n@length\t0\t0.16\t0\n"
			"@question\t0\t0.4\t0\n@link\t0\t0.5\t0\n"
			"@number\t0\t0.4\t0\n");
	folder_write(folder, "hoax-groups.tsv",
			"group\tcap\ttitle_id\ttitle_en\n"
			"sebar\t2\tAjakan\tCall\ntipografi\t0.6\tHuruf\tType\n"
			"penipuan\t2\tPenipuan\tScam\n"
			"bantahan\t1.5\tBantahan\tDenial\n");
	folder_write(folder, "hoax-cues.tsv", "cue\tkind\tgroup\tweight\n"
			"sebarkan ke * grup\tphrase\tsebar\t1.1\n"
			"sebarkan\tphrase\tsebar\t0.5\n"
			"ke dua grup\tphrase\tsebar\t0.9\n"
			"jangan putus\tphrase\tsebar\t1.5\n"
			"klaim hadiah\tphrase\tpenipuan\t1.2\n"
			"ini hoaks\tphrase\tbantahan\t-1\n"
			"tidak benar\tphrase\tbantahan\t-1\n"
			"caps_words\tfeature\ttipografi\t0.4\n"
			"exclamation_run\tfeature\ttipografi\t0.4\n"
			"money_amount\tfeature\tpenipuan\t0.5\n"
			"short_link\tfeature\tpenipuan\t0.8\n"
			"official_domain\tfeature\tbantahan\t-0.5\n");
	folder_write(folder, "roots.tsv", "root\tclass\taffixes\n"
			"adil\ta\t\nbagus\ta\t\nbersih\ta\t\nrusak\ta\t\n"
			"tempat\tn\t\nangkat\tv\t\ntangan\tn\t\n");
	folder_write(folder, "stopwords.tsv", "word\tclass\n"
			"dan\tkonjungsi\n");
}

static inline int scoring_open(struct scoring *s, const char *dir,
		const char *roots)
{
	struct pantau_lexicon_options options = {.dir = dir,
			.roots_file = roots};
	struct pantau_error err = {.lang = PANTAU_LANG_EN};
	if (pantau_lexicons_open(&options, &s->lexicons, &err) != PANTAU_OK ||
			pantau_analyser_create(s->lexicons, &s->analyser,
				&err) != PANTAU_OK ||
			pantau_scorer_create(s->lexicons, &s->scorer, &err) !=
				PANTAU_OK) {
		print_error("%s:%d: %s\n", err.file, (int)err.line,
				err.message);
		return -1;
	}
	return 0;
}

/* A folder with the lexicon above, which is not open yet; NULL and a message
 * where that fails. */
static inline struct scoring *scoring_new(void)
{
	struct scoring *s = calloc(1, sizeof(*s));
	void *folder = NULL;
	if (s == NULL || folder_setup(&folder) != 0) {
		print_error("no folder for lexicons\n");
		free(s);
		return NULL;
	}
	s->folder = folder;
	scoring_fill(s->folder);
	return s;
}

static inline int scoring_setup(void **state)
{
	struct scoring *s = scoring_new();
	*state = s;
	return s != NULL ? scoring_open(s, s->folder->dir, NULL) : -1;
}

/* Over the lexicons that are shipped. */
static inline int scoring_setup_real(void **state)
{
	struct scoring *s = calloc(1, sizeof(*s));
	const char *dir = getenv("PANTAU_LEXICONS");
	const char *roots = getenv("PANTAU_ROOTS");
	*state = s;
	return s == NULL || dir == NULL ? -1 : scoring_open(s, dir,
			roots != NULL && roots[0] != '\0' ? roots : NULL);
}

static inline int scoring_teardown(void **state)
{
	struct scoring *s = *state;
	void *folder = s->folder;
	pantau_scorer_destroy(s->scorer);
	pantau_analyser_destroy(s->analyser);
	pantau_lexicons_close(s->lexicons);
	if (folder != NULL) {
		folder_teardown(&folder);
	}
	free(s);
	return 0;
}

static inline void score_both(struct scoring *s, const char *title,
		const char *text, struct pantau_score *out)
{
	assert_int_equal(pantau_score_text(s->scorer, s->analyser, title,
			strlen(title), text, strlen(text), out, NULL),
			PANTAU_OK);
}

static inline void check_near(float got, float wanted)
{
	if (fabsf(got - wanted) > 1e-4f) {
		print_error("got %f, wanted %f\n", (double)got, (double)wanted);
		fail();
	}
}

/* What holds for every score of a field. */
static inline void check_tone(const struct pantau_tone_score *tone,
		size_t length)
{
	float sum = 0, neutral = 0;
	bool whole = false;
	for (size_t i = 0; i < tone->evidences; i++) {
		const struct pantau_evidence *e = &tone->evidence[i];
		sum += e->effect;
		neutral += e->neutral;
		assert_true(isfinite(e->effect) && isfinite(e->neutral));
		/* What is said of the whole text comes last. */
		assert_true(e->start < e->end ? !whole : e->end == 0);
		whole = e->end == 0;
		assert_true(e->end <= length);
		assert_true(e->first <= e->last && e->rule != 0);
	}
	assert_true(sum == tone->score);
	assert_true(neutral == tone->neutrality);
	/* The probabilities are made of these two sums and nothing else. */
	if (tone->evidences > 0) {
		assert_true(fabsf(logf(tone->positive / tone->negative) - sum) <
				1e-3f + fabsf(sum) * 1e-4f ||
				fabsf(sum) > 60.0f);
	}
	float all = tone->label == PANTAU_TONE_UNASSESSED ? 0.0f : 1.0f;
	assert_true(fabsf(tone->negative + tone->neutral + tone->positive -
			all) < 1e-5f);
	assert_true(tone->negative >= 0 && tone->neutral >= 0 &&
			tone->positive >= 0);
}

/* Evidence that stands on words. */
static inline size_t spans(const struct pantau_tone_score *tone)
{
	size_t n = 0;
	for (size_t i = 0; i < tone->evidences; i++) {
		n += tone->evidence[i].end > tone->evidence[i].start;
	}
	return n;
}

/* The same of the act: its effects are its score, words before traits. */
static inline void check_act(const struct pantau_act_score *act,
		size_t title_length, size_t text_length)
{
	float sum = 0;
	bool whole = false;
	for (size_t i = 0; i < act->evidences; i++) {
		const struct pantau_evidence *e = &act->evidence[i];
		sum += e->effect;
		assert_true(isfinite(e->effect) && e->neutral == 0);
		assert_true(e->rule != 0 && e->first <= e->last);
		assert_true(e->group == 0xff && e->negated == 0);
		assert_true(e->start < e->end ? !whole : e->end == 0);
		assert_true(e->end <= (e->field == PANTAU_FIELD_TITLE ?
				title_length : text_length));
		whole = e->end == 0;
	}
	assert_true(sum == act->score);
	assert_true(act->label <= PANTAU_ACT_PRAISE);
}

static inline void check_hoax(const struct pantau_score *score)
{
	float sum = 0;
	uint32_t groups = 0;
	for (size_t i = 0; i < score->signals; i++) {
		const struct pantau_evidence *e = &score->signal[i];
		sum += e->effect;
		groups |= 1u << e->group;
		assert_true(e->rule != 0 && e->start < e->end);
		assert_true(i == 0 || e[-1].field < e->field ||
				(e[-1].field == e->field &&
				(e[-1].start < e->start ||
				(e[-1].start == e->start &&
				e[-1].rule < e->rule))));
	}
	assert_true(sum == score->hoax_score);
	assert_true(groups == score->hoax_groups);
}

#define score_test(function) cmocka_unit_test_setup_teardown(function, \
		scoring_setup, scoring_teardown)

#endif
