/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Learned layers: how their rows count, and how they are fitted. */

#include <math.h>

#include "score_fixture.h"

#include "score/bag.h"
#include "tune/fit.h"

#define HEAD LAYER_HEADER

/* The scorer of the folder as it is now. */
static void reopen(struct scoring *s)
{
	pantau_scorer_destroy(s->scorer);
	pantau_analyser_destroy(s->analyser);
	pantau_lexicons_close(s->lexicons);
	assert_int_equal(scoring_open(s, s->folder->dir, NULL), 0);
}

static struct pantau_tone_score tone(struct scoring *s, const char *text)
{
	struct pantau_score score;
	score_both(s, "", text, &score);
	check_tone(&score.text, strlen(text));
	return score.text;
}

/* The evidence of a row, by its term; NULL when it did not count. */
static const struct pantau_evidence *row_of(struct scoring *s,
		const struct pantau_tone_score *tone, const char *term)
{
	for (size_t i = 0; i < tone->evidences; i++) {
		struct pantau_rule rule;
		assert_true(pantau_lexicons_rule(s->lexicons,
				tone->evidence[i].rule, &rule));
		if (str_eq(str_make(rule.term, rule.term_length),
				str_of(term)) && strcmp(rule.file,
				"sentiment.tsv") != 0 && strcmp(rule.file,
				"tone-traits.tsv") != 0) {
			return &tone->evidence[i];
		}
	}
	return NULL;
}

static void rows_of_people_count_in_full(void **state)
{
	struct scoring *s = *state;
	folder_write(s->folder, "desk.tsv", HEAD
			"calo\t2\t0\t-1\t\tdewi\t\n"
			"~tempat\t0\t1\t0\t\tdewi\t\n"
			"@exclamation\t0.5\t0\t0\t\tdewi\t\n");
	reopen(s);
	struct pantau_tone_score t = tone(s, "banyak calo di tempatnya, calo");
	const struct pantau_evidence *row = row_of(s, &t, "calo");
	assert_non_null(row);
	/* Once, where it stands first. */
	assert_int_equal(row->start, 7);
	assert_float_equal(row->effect, -3, 1e-5);
	assert_float_equal(row->neutral, -0.5, 1e-5);
	row = row_of(s, &t, "~tempat");
	assert_non_null(row);
	assert_float_equal(row->neutral, 1, 1e-5);
	assert_null(row_of(s, &t, "@exclamation"));
	t = tone(s, "calo!");
	assert_float_equal(row_of(s, &t, "@exclamation")->effect, -0.5, 1e-5);
}

static void fitted_rows_share_their_weight(void **state)
{
	struct scoring *s = *state;
	float one = pantau_tone_learned(&s->scorer->params, 1);
	float two = pantau_tone_learned(&s->scorer->params, 2);
	/* Few rows say little; of many, each says less. */
	assert_true(one < two && two < 2 * one);
	assert_true(pantau_tone_learned(&s->scorer->params, 100) < one);
	folder_write(s->folder, "learned.tsv", HEAD
			"sepi\t1\t0\t0\t9\tfit\t\n"
			"ramai\t0\t0\t1\t9\tfit\t\n"
			"!ramai\t1\t0\t-1\t9\tfit\t\n"
			"~pasar ~ramai\t0\t0\t2\t9\tfit\t\n");
	reopen(s);
	struct pantau_tone_score t = tone(s, "toko sepi");
	assert_float_equal(row_of(s, &t, "sepi")->effect, -one, 1e-4);
	t = tone(s, "sepi dan ramai");
	assert_float_equal(row_of(s, &t, "sepi")->effect, -two, 1e-4);
	t = tone(s, "pasar ramai");
	assert_float_equal(row_of(s, &t, "~pasar ~ramai")->effect,
			2 * two, 1e-4);
	assert_null(row_of(s, &t, "!ramai"));
	/* Not across a clause. */
	t = tone(s, "pasar, ramai");
	assert_null(row_of(s, &t, "~pasar ~ramai"));
	t = tone(s, "pasar tidak ramai");
	assert_true(row_of(s, &t, "!ramai")->negated);
	assert_non_null(row_of(s, &t, "ramai"));
	t = tone(s, "tidak, ramai");
	assert_null(row_of(s, &t, "!ramai"));
}

/* An idiom does not mean its words. */
static void idioms_hide_their_words(void **state)
{
	struct scoring *s = *state;
	folder_write(s->folder, "learned.tsv", HEAD
			"tangan\t0\t0\t1\t9\tfit\t\n"
			"~angkat ~tangan\t0\t0\t1\t9\tfit\t\n"
			"~tangan ~kami\t0\t0\t1\t9\tfit\t\n");
	folder_write(s->folder, "sentiment.tsv",
			"term\tpolarity\tclass\texample\tnote\n"
			"angkat tangan\t-2\tidiom\t\t\n"
			"tangan dingin\t2\topini\t\t\n");
	reopen(s);
	struct pantau_tone_score t = tone(s, "angkat tangan kami");
	assert_null(row_of(s, &t, "tangan"));
	assert_null(row_of(s, &t, "~angkat ~tangan"));
	assert_null(row_of(s, &t, "~tangan ~kami"));
	t = tone(s, "tangan kami, tangan dingin");
	assert_non_null(row_of(s, &t, "~tangan ~kami"));
	t = tone(s, "tangan dingin");
	assert_non_null(row_of(s, &t, "tangan"));
}

static void layers_add_up(void **state)
{
	struct scoring *s = *state;
	folder_write(s->folder, "learned.tsv", HEAD "bagus\t0\t0\t1\t9\tfit\t\n");
	folder_write(s->folder, "desk.tsv", HEAD "bagus\t3\t0\t0\t\t\tsindiran\n");
	reopen(s);
	struct pantau_tone_score t = tone(s, "bagus");
	size_t n = 0;
	for (size_t i = 0; i < t.evidences; i++) {
		n += t.evidence[i].end == 5;
	}
	assert_int_equal(n, 3);
}

/* What fitting is told of a text, as far as there are rows: each key once, in
 * order. */
struct told {
	const struct score_image *image;
	uint32_t rule[64], first[64], last[64];
	size_t n;
};

static void tell(void *context, uint64_t key, uint32_t first, uint32_t last)
{
	struct told *told = context;
	const struct learned_slot *slot = pantau_score_image_learned(
			told->image, key);
	uint32_t rule = slot != NULL ? slot->entry[LAYER_LEARNED] : 0;
	for (size_t i = 0; i < told->n; i++) {
		rule = told->rule[i] == rule ? 0 : rule;
	}
	if (rule != 0) {
		assert_true(told->n < 64);
		told->rule[told->n] = rule;
		told->first[told->n] = first;
		told->last[told->n++] = last;
	}
}

static size_t check_told(struct scoring *s, const char *text)
{
	struct told told = {.image = s->scorer->image};
	const struct bag_sink sink = {.add = tell, .context = &told};
	struct pantau_tokens tokens;
	struct arena arena;
	float traits[TRAITS];
	pantau_arena_init(&arena);
	assert_int_equal(pantau_analyse_into(s->analyser, str_of(text), &arena,
			&tokens, NULL), PANTAU_OK);
	assert_true(pantau_bag_text(s->scorer, str_of(text), &tokens, &arena,
			&sink, traits));
	pantau_arena_finish(&arena);
	struct pantau_tone_score t = tone(s, text);
	size_t n = 0;
	for (size_t i = 0; i < t.evidences; i++) {
		const struct pantau_evidence *e = &t.evidence[i];
		if (s->scorer->image->entry[e->rule - 1].kind !=
				ENTRY_LEARNED || e->end == 0) {
			continue;
		}
		assert_true(n < told.n);
		assert_int_equal(e->rule, told.rule[n]);
		assert_int_equal(e->first, told.first[n]);
		assert_int_equal(e->last, told.last[n]);
		n++;
	}
	assert_int_equal(n, told.n);
	return n;
}

/* The scorer looks rows up in tables of its own; what it finds is what fitting
 * is told of. */
static void finds_what_fitting_sees(void **state)
{
	struct scoring *s = *state;
	folder_write(s->folder, "slang.tsv", "informal\tformal\tclass\t"
			"guard\nga\ttidak\tsingkatan\t\n");
	folder_write(s->folder, "learned.tsv", HEAD
			"tempat\t1\t0\t0\t9\tfit\t\n"
			"tempatnya\t1\t0\t0\t9\tfit\t\n"
			"~tempat\t1\t0\t0\t9\tfit\t\n"
			"!tempat\t1\t0\t0\t9\tfit\t\n"
			"~tempat ~tempat\t1\t0\t0\t9\tfit\t\n"
			"~tidak ~tempat\t1\t0\t0\t9\tfit\t\n"
			"~tempat ~adil\t1\t0\t0\t9\tfit\t\n"
			"!adil\t1\t0\t0\t9\tfit\t\n"
			"ga\t1\t0\t0\t9\tfit\t\n"
			"!kosong\t1\t0\t0\t9\tfit\t\n"
			"@question\t1\t0\t0\t9\tfit\t\n");
	reopen(s);
	assert_int_equal(check_told(s, ""), 0);
	assert_int_equal(check_told(s, "sepi"), 0);
	assert_int_equal(check_told(s, "tempat"), 1);
	assert_int_equal(check_told(s, "tempatnya, tempat tempat?"), 4);
	assert_int_equal(check_told(s, "ga tempatnya adil"), 7);
	assert_int_equal(check_told(s, "tempat 12 adil, tidak 12 tempat"), 2);
	assert_int_equal(check_told(s, "tidak ada yang adil. kosong, belum "
			"kosong; tempat keadilan tidak adil"), 4);
}

/* --- fitting --- */

static const char *const praise[] = {"pelayanannya gesit dan rapi",
	"rapi sekali kerjanya", "gesit, warga puas", "jalan sudah rapi",
	"petugas gesit di Sukamaju", "rapi dan gesit"};
static const char *const blame[] = {"antre lama di loket",
	"lama sekali antre", "loket tutup, warga kecewa", "antre lagi antre",
	"lama menunggu di Sukamaju, tidak gesit", "loket tidak gesit"};
static const char *const plain[] = {"rapat hari senin di aula",
	"aula dibuka senin", "jadwal rapat di aula", "senin ada rapat",
	"rapat di Sukamaju senin", "jadwal senin di aula"};

#define EACH 6

static void fill(struct fit_text text[3 * EACH])
{
	const char *const *all[3] = {blame, plain, praise};
	for (size_t i = 0; i < (size_t)3 * EACH; i++) {
		text[i] = (struct fit_text){str_of(all[i % 3][i / 3]),
				(uint8_t)(i % 3), 1};
	}
}

static struct fit_options settings(struct scoring *s)
{
	return (struct fit_options){
		.lexicons.dir = s->folder->dir, .layer = "learned.tsv",
		.rows = 100, .least = 2, .l2 = 1e-3,
	};
}

/* Fits, and gives the file that it would be. */
static void fit(struct scoring *s, const struct fit_options *options,
		const struct fit_text *text, size_t n, struct buf *out)
{
	struct layer_file layer;
	struct fit_report report;
	struct pantau_error err = {.lang = PANTAU_LANG_EN};
	if (pantau_fit_layer(options, text, n, &layer, &report, &err) !=
			PANTAU_OK) {
		fail_msg("%s:%d: %s", err.file, (int)err.line, err.message);
	}
	assert_true(report.kept > 0 && report.kept <= options->rows);
	assert_int_equal(report.kept, layer.rows);
	assert_true(report.converged);
	pantau_buf_init(out);
	/* A file's name may be anything, the layer is to be read again. */
	assert_true(pantau_layer_write(&layer, STR("dari b\xff\x01.tsv\nlagi"),
			out));
	assert_true(str_starts(buf_str(out), STR("# dari b? .tsv\n# lagi\n")));
	pantau_layer_finish(&layer);
	(void)s;
}

static bool has(const struct buf *file, const char *term)
{
	char line[64];
	snprintf(line, sizeof(line), "\n%s\t", term);
	return strstr(file->p, line) != NULL;
}

static void learns_and_tells_apart(void **state)
{
	struct scoring *s = *state;
	struct fit_text text[3 * EACH];
	struct fit_options options = settings(s);
	struct buf file, again;
	fill(text);
	folder_write(s->folder, "entities.tsv", "term\tkind\tnote\n"
			"sukamaju\tplace\t\n");
	fit(s, &options, text, 3 * EACH, &file);
	assert_true(has(&file, "rapi"));
	assert_true(has(&file, "!gesit") || has(&file, "~tidak ~gesit"));
	/* Names learn nothing, alone or in a pair; figures neither. */
	assert_null(strstr(file.p, "sukamaju"));
	folder_write(s->folder, "learned.tsv", file.p);
	/* The same bytes again, over the file that it made. */
	fit(s, &options, text, 3 * EACH, &again);
	assert_string_equal(file.p, again.p);
	reopen(s);
	for (size_t i = 0; i < (size_t)3 * EACH; i++) {
		static const enum pantau_tone wanted[] = {PANTAU_TONE_NEGATIVE,
			PANTAU_TONE_NEUTRAL, PANTAU_TONE_POSITIVE};
		char copy[64];
		snprintf(copy, sizeof(copy), STR_FMT, STR_ARG(text[i].text));
		if (tone(s, copy).label != wanted[text[i].label]) {
			fail_msg("'%s'", copy);
		}
	}
	options.names = true;
	pantau_buf_finish(&again);
	fit(s, &options, text, 3 * EACH, &again);
	assert_non_null(strstr(again.p, "sukamaju"));
	pantau_buf_finish(&again);
	pantau_buf_finish(&file);
}

static void keeps_what_people_wrote(void **state)
{
	struct scoring *s = *state;
	struct fit_text text[3 * EACH];
	struct fit_options options = settings(s);
	struct buf file;
	fill(text);
	options.layer = "desk.tsv";
	folder_write(s->folder, "desk.tsv", "# meja\n" HEAD
			"rapi\t4\t0\t-4\t\tdewi\tsindiran\n"
			"gesit\t0.5\t0\t0\t7\tfit\t\n");
	fit(s, &options, text, 3 * EACH, &file);
	assert_non_null(strstr(file.p,
			"\nrapi\t4\t0\t-4\t\tdewi\tsindiran\n"));
	assert_null(strstr(strstr(file.p, "\nrapi\t") + 1, "\nrapi\t"));
	/* What was fitted before is made anew. */
	assert_null(strstr(file.p, "gesit\t0.5\t0\t0\t7\t"));
	folder_write(s->folder, "desk.tsv", file.p);
	reopen(s);
	pantau_buf_finish(&file);
}

static void keeps_to_so_many_rows(void **state)
{
	struct scoring *s = *state;
	struct fit_text text[3 * EACH];
	struct fit_options options = settings(s);
	struct buf file;
	size_t rows = 0;
	fill(text);
	options.rows = 14;
	fit(s, &options, text, 3 * EACH, &file);
	for (size_t i = 0; i < file.n; i++) {
		rows += file.p[i] == '\n';
	}
	/* A comment and the header. */
	assert_true(rows <= 2 + 14);
	pantau_buf_finish(&file);
}

/* Emoji in two code points and emoticons that look like signs are words of the
 * texts, but no terms of a layer: what is written can be read again. */
static void writes_what_it_can_read(void **state)
{
	struct scoring *s = *state;
	struct fit_text text[3 * EACH];
	char with_signs[3 * EACH][96];
	struct fit_options options = settings(s);
	struct buf file;
	fill(text);
	folder_write(s->folder, "emoji.tsv", "term\tpolarity\tclass\n"
			"\xe2\x9d\xa4\xef\xb8\x8f\t2\temoji\n~_~\t-1\temoticon\n");
	for (size_t i = 0; i < (size_t)3 * EACH; i++) {
		snprintf(with_signs[i], sizeof(with_signs[i]), STR_FMT " %s",
				STR_ARG(text[i].text), i % 3 == 2
				? "\xe2\x9d\xa4\xef\xb8\x8f" : "~_~");
		text[i].text = str_of(with_signs[i]);
	}
	fit(s, &options, text, 3 * EACH, &file);
	assert_true(has(&file, "rapi"));
	assert_null(strstr(file.p, "\xe2\x9d\xa4"));
	assert_null(strstr(file.p, "_~"));
	folder_write(s->folder, "learned.tsv", file.p);
	reopen(s);
	pantau_buf_finish(&file);
}

static void refuses(void **state)
{
	struct scoring *s = *state;
	struct fit_text text[3 * EACH];
	struct fit_options options = settings(s);
	struct layer_file layer;
	struct fit_report report;
	struct pantau_error err = {.lang = PANTAU_LANG_EN};
	fill(text);
	for (size_t i = 0; i < (size_t)3 * EACH; i++) {
		text[i].label = 1;
	}
	assert_int_equal(pantau_fit_layer(&options, text, 3 * EACH, &layer,
			&report, &err), PANTAU_BAD_INPUT);
	pantau_layer_finish(&layer);
	assert_int_equal(pantau_fit_layer(&options, text, 0, &layer, &report,
			&err), PANTAU_BAD_INPUT);
	pantau_layer_finish(&layer);
	folder_write(s->folder, "learned.tsv", HEAD "@nada\t1\t0\t0\t\t\t\n");
	fill(text);
	assert_int_equal(pantau_fit_layer(&options, text, 3 * EACH, &layer,
			&report, &err), PANTAU_BAD_LEXICON);
	assert_int_equal(err.line, 2);
	pantau_layer_finish(&layer);
}

static void rows_are_checked(void **state)
{
	static const char *const bad[] = {"@nada", "~", "!", "dua kata",
		"~dua kata", "~a ~b ~c", "~a  ~b", "Besar", "~Besar", ""};
	struct scoring *s = *state;
	struct pantau_lexicon_options options = {.dir = s->folder->dir};
	struct pantau_lexicons *lexicons;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		char file[256];
		snprintf(file, sizeof(file), HEAD "baik\t0\t0\t1\t\t\t\n"
				"%s\t1\t0\t0\t\t\t\n", bad[i]);
		folder_write(s->folder, "desk.tsv", file);
		struct pantau_error err = {.lang = PANTAU_LANG_EN};
		if (pantau_lexicons_open(&options, &lexicons, &err) !=
				PANTAU_BAD_LEXICON || err.line != 3) {
			fail_msg("'%s'", bad[i]);
		}
	}
	static const char *const weights[] = {"nan", "1e309", "inf", "21",
		"0x1", "1,5", "--1", ""};
	for (size_t i = 0; i < sizeof(weights) / sizeof(weights[0]); i++) {
		char file[256];
		snprintf(file, sizeof(file), HEAD "baik\t0\t%s\t1\t\t\t\n",
				weights[i]);
		folder_write(s->folder, "desk.tsv", file);
		struct pantau_error err = {.lang = PANTAU_LANG_EN};
		if (pantau_lexicons_open(&options, &lexicons, &err) !=
				PANTAU_BAD_LEXICON || err.line != 2 ||
				err.column != 8) {
			fail_msg("'%s' %d", weights[i], (int)err.column);
		}
	}
}

static void heads_name_what_was_fitted_on(void **state)
{
	struct scoring *s = *state;
	struct buf texts;
	pantau_buf_init(&texts);
	folder_write(s->folder, "desk.tsv", "# by hand\n"
			"# pantau lexicon fit --layer desk --rows 9 acuan kami.tsv "
			"warga.tsv=0.5 --without uji.tsv\n" HEAD
			"calo\t2\t0\t-1\t7\tfit\t\n");
	assert_int_equal(pantau_layer_texts(s->folder->dir, "desk.tsv", &texts,
			NULL), PANTAU_OK);
	struct str names = buf_str(&texts);
	assert_true(pantau_layer_has_text(names, STR("gold/acuan kami.tsv")));
	assert_true(pantau_layer_has_text(names, STR("warga.tsv")));
	assert_false(pantau_layer_has_text(names, STR("arga.tsv")));
	assert_false(pantau_layer_has_text(names, STR("warga.ts")));
	assert_false(pantau_layer_has_text(names, STR("uji.tsv")));
	assert_false(pantau_layer_has_text(names, STR("")));
	pantau_buf_clear(&texts);
	assert_int_equal(pantau_layer_texts(s->folder->dir, "learned.tsv",
			&texts, NULL), PANTAU_OK);
	assert_false(pantau_layer_has_text(buf_str(&texts), STR("uji.tsv")));
	pantau_buf_finish(&texts);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		score_test(rows_of_people_count_in_full),
		score_test(heads_name_what_was_fitted_on),
		score_test(fitted_rows_share_their_weight),
		score_test(idioms_hide_their_words),
		score_test(layers_add_up),
		score_test(finds_what_fitting_sees),
		score_test(learns_and_tells_apart),
		score_test(keeps_what_people_wrote),
		score_test(keeps_to_so_many_rows),
		score_test(writes_what_it_can_read),
		score_test(refuses),
		score_test(rows_are_checked),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
