/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Terms that are suggested, and those that must not be. */

#include "score_fixture.h"

#include "tune/suggest.h"

static const struct gold_report quiet = {.lang = PANTAU_LANG_EN};

static const char *const rows =
	"antre lama di loket\tnegatif\nantre lagi di loket\tnegatif\n"
	"antre lama, pulang\tnegatif\nantrean lama di kantor\tnegatif\n"
	"buruk dan rusak\tnegatif\n"
	"gesit melayani warga\tpositif\nwarga dilayani gesit\tpositif\n"
	"gesit dan bagus\tpositif\nbagus\tpositif\n"
	"rapat di aula\tnetral\naula dibuka\tnetral\nrapat lagi\tnetral\n"
	"rapat warga\tnetral\nkantor dibuka\tnetral\n";

static void ask(struct scoring *s, struct gold *gold, const char *text,
		bool desk, size_t limit, struct suggestions *out)
{
	const struct suggest_options options = {
		.lexicons.dir = s->folder->dir, .desk = desk, .least = 2,
		.limit = limit,
	};
	struct pantau_error err = {.lang = PANTAU_LANG_EN};
	pantau_gold_init(gold);
	assert_int_equal(pantau_gold_read_bytes(gold, "label.tsv", str_of(text),
			&quiet, &err), PANTAU_OK);
	assert_int_equal(pantau_suggest_terms(&options, gold, NULL, 0, out,
			&err), PANTAU_OK);
}

static const struct suggestion *find(const struct suggestions *found,
		const char *term)
{
	for (size_t i = 0; i < found->n; i++) {
		if (str_eq(found->item[i].term, str_of(term))) {
			return &found->item[i];
		}
	}
	return NULL;
}

static void finish(struct gold *gold, struct suggestions *found)
{
	pantau_suggestions_finish(found);
	pantau_gold_finish(gold);
}

static void finds_what_sets_texts_right(void **state)
{
	struct scoring *s = *state;
	struct suggestions found;
	struct gold gold;
	ask(s, &gold, rows, false, 20, &found);
	const struct suggestion *it = find(&found, "gesit");
	assert_non_null(it);
	assert_int_equal(it->tone, 2);
	assert_true(it->polarity > 0);
	assert_int_equal(it->fixed, 2);
	assert_int_equal(it->broken, 0);
	assert_int_equal(it->texts[2], 3);
	assert_int_equal(it->open, 2);
	assert_int_equal(it->examples, 2);
	struct str text = suggest_text(&gold.item[it->example[0].text]);
	check_str(str_make(text.p + it->example[0].start, it->example[0].end -
			it->example[0].start), "gesit");
	/* Four texts are right by one row; gain orders them. */
	assert_true(found.item[0].polarity < 0);
	for (size_t i = 1; i < found.n; i++) {
		assert_true(found.item[i - 1].fixed - found.item[i - 1].broken
				>= found.item[i].fixed - found.item[i].broken);
	}
	assert_int_equal(found.texts, 14);
	assert_int_equal(found.wrong, 6);
	finish(&gold, &found);
}

static void known_rows_names_and_stop_words_stay_out(void **state)
{
	struct scoring *s = *state;
	struct suggestions found;
	struct gold gold;
	folder_write(s->folder, "sentiment.tsv", "term\tpolarity\tclass\n"
			"lama\t-1\topini\nbagus\t2\topini\n");
	folder_write(s->folder, "entities.tsv", "term\tkind\n"
			"gesit\tparty\nantre\tplace\n");
	folder_write(s->folder, "stopwords.tsv", "word\tclass\nwarga\tn\n"
			"di\tn\ndan\tn\n");
	ask(s, &gold, rows, false, 20, &found);
	assert_null(find(&found, "lama"));
	assert_null(find(&found, "gesit"));
	assert_null(find(&found, "antre"));
	assert_null(find(&found, "antre lama"));
	assert_null(find(&found, "warga"));
	finish(&gold, &found);
}

static void rows_for_the_desk_have_its_signs_and_weights(void **state)
{
	struct scoring *s = *state;
	struct suggestions found;
	struct gold gold;
	folder_write(s->folder, "roots.tsv", "root\tclass\taffixes\n"
			"antre\tv\t\n");
	ask(s, &gold, rows, true, 20, &found);
	bool root = false;
	for (size_t i = 0; i < found.n; i++) {
		const struct suggestion *it = &found.item[i];
		root |= it->term.p[0] == '~';
		assert_true((it->term.p[0] == '~') ==
				(it->kind != SUGGEST_WORD));
		assert_true(it->weight[it->tone] > 0);
	}
	assert_true(found.n > 0 && root);
	finish(&gold, &found);
}

static void the_same_again_and_within_the_limit(void **state)
{
	struct scoring *s = *state;
	struct suggestions a, b;
	struct gold first, second;
	ask(s, &first, rows, true, 20, &a);
	ask(s, &second, rows, true, 20, &b);
	assert_int_equal(a.n, b.n);
	for (size_t i = 0; i < a.n; i++) {
		assert_true(str_eq(a.item[i].term, b.item[i].term));
	}
	finish(&second, &b);
	ask(s, &second, rows, true, 1, &b);
	assert_int_equal(b.n, 1);
	finish(&second, &b);
	finish(&first, &a);
}

static void nothing_wrong_gives_nothing(void **state)
{
	struct scoring *s = *state;
	struct suggestions found;
	struct gold gold;
	ask(s, &gold, "bagus\tpositif\nbersih\tpositif\n", false, 5, &found);
	assert_int_equal(found.n, 0);
	assert_int_equal(found.wrong + found.unsure, 0);
	finish(&gold, &found);
	ask(s, &gold, "", false, 5, &found);
	assert_int_equal(found.n, 0);
	finish(&gold, &found);
}

static void unlabelled_texts_count_where_nothing_is_known(void **state)
{
	struct scoring *s = *state;
	const struct suggest_options options = {
		.lexicons.dir = s->folder->dir, .least = 2, .limit = 20,
	};
	const struct str more[] = {STR("gesit di loket"), STR("gesit, bagus"),
		STR("gesit")};
	struct suggestions found;
	struct gold gold;
	pantau_gold_init(&gold);
	assert_int_equal(pantau_gold_read_bytes(&gold, "a", str_of(rows),
			&quiet, NULL), PANTAU_OK);
	assert_int_equal(pantau_suggest_terms(&options, &gold, more, 3, &found,
			NULL), PANTAU_OK);
	assert_int_equal(found.unknown, 2);
	assert_int_equal(find(&found, "gesit")->unknown, 2);
	assert_int_equal(find(&found, "gesit")->texts[2], 3);
	finish(&gold, &found);
}

/* 'antrean' keeps its row beside a new one of 'antre'. */
static void other_forms_keep_their_rows(void **state)
{
	struct scoring *s = *state;
	static const char *const text =
		"antrean lama di kantor\tnegatif\nantrean tadi pagi\tnegatif\n"
		"antrean lagi\tnegatif\nantre lagi\tnegatif\n"
		"antre di loket\tnegatif\nbagus\tpositif\nramah\tpositif\n"
		"rapat di aula\tnetral\nrapat warga\tnetral\n";
	struct suggestions found;
	struct gold gold;
	folder_write(s->folder, "roots.tsv", "root\tclass\taffixes\n"
			"antre\tv\tan\nbagus\ta\t\n");
	ask(s, &gold, text, false, 20, &found);
	assert_int_equal(find(&found, "antre")->fixed, 5);
	finish(&gold, &found);
	folder_write(s->folder, "sentiment.tsv", "term\tpolarity\tclass\n"
			"bagus\t2\topini\nramah\t2\topini\n"
			"antrean\t1\topini\n");
	ask(s, &gold, text, false, 20, &found);
	assert_int_equal(find(&found, "antre")->fixed, 2);
	finish(&gold, &found);
	/* Learned rows say it beside others. */
	ask(s, &gold, text, true, 20, &found);
	assert_true(find(&found, "~antre")->fixed > 2);
	finish(&gold, &found);
}

static bool stop_at_once(void *context)
{
	(void)context;
	return false;
}

static void stops_and_says_what_is_wrong(void **state)
{
	struct scoring *s = *state;
	struct suggest_options options = {
		.lexicons.dir = s->folder->dir, .least = 2, .limit = 2,
		.progress = stop_at_once,
	};
	struct suggestions found;
	struct gold gold;
	pantau_gold_init(&gold);
	assert_int_equal(pantau_gold_read_bytes(&gold, "a", str_of(rows),
			&quiet, NULL), PANTAU_OK);
	assert_int_equal(pantau_suggest_terms(&options, &gold, NULL, 0, &found,
			NULL), PANTAU_INTERRUPTED);
	pantau_suggestions_finish(&found);
	folder_write(s->folder, "sentiment.tsv", "term\tpolarity\tclass\n"
			"bagus\t9\topini\n");
	options.progress = NULL;
	assert_int_equal(pantau_suggest_terms(&options, &gold, NULL, 0, &found,
			NULL), PANTAU_BAD_LEXICON);
	finish(&gold, &found);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		score_test(finds_what_sets_texts_right),
		score_test(known_rows_names_and_stop_words_stay_out),
		score_test(rows_for_the_desk_have_its_signs_and_weights),
		score_test(the_same_again_and_within_the_limit),
		score_test(nothing_wrong_gives_nothing),
		score_test(unlabelled_texts_count_where_nothing_is_known),
		score_test(other_forms_keep_their_rows),
		score_test(stops_and_says_what_is_wrong),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
