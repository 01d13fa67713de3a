/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Rows that are tried: reading them, putting them into files, and what they
 * change. */

#include "score_fixture.h"

#include "tune/whatif.h"

static const struct gold_report quiet = {.lang = PANTAU_LANG_EN};

static enum pantau_status read_row(const char *term, const char *weights,
		const char *file)
{
	struct whatif_row row;
	return pantau_whatif_read(term, weights, file, &row, NULL);
}

static void rows_are_read(void **state)
{
	struct whatif_row row;
	(void)state;
	assert_int_equal(pantau_whatif_read(" antre ", "-2", NULL, &row, NULL),
			PANTAU_OK);
	check_str(row.term, "antre");
	assert_int_equal(row.polarity, -2);
	assert_string_equal(row.file, "sentiment.tsv");
	assert_int_equal(pantau_whatif_read("~antre", "1.5, 0,-1.5", NULL, &row,
			NULL), PANTAU_OK);
	assert_string_equal(row.file, "desk.tsv");
	assert_float_equal(row.weight[2], -1.5, 0);
	assert_int_equal(pantau_whatif_read("antre", "-", NULL, &row, NULL),
			PANTAU_OK);
	assert_true(row.remove && row.file == NULL);
}

static void bad_rows_are_refused(void **state)
{
	static const char *const weights[] = {"", "4", "-4", "1.5", "NaN",
		"inf", "1e309", "1,2", "1,2,3,4", "1,,3", "nan,0,0",
		"1e309,0,0", "21,0,0", "0,0,-20.1", "x", "--"};
	static const char *const terms[] = {"", " ", "a\tb", "a\nb", "\xff"};
	(void)state;
	for (size_t i = 0; i < sizeof(weights) / sizeof(*weights); i++) {
		assert_int_equal(read_row("antre", weights[i], NULL),
				PANTAU_USAGE);
	}
	for (size_t i = 0; i < sizeof(terms) / sizeof(*terms); i++) {
		assert_int_equal(read_row(terms[i], "1", NULL), PANTAU_USAGE);
	}
	assert_int_equal(read_row("antre", "6,0,0", "sentiment.tsv"),
			PANTAU_USAGE);
	assert_int_equal(read_row("antre", "2", "desk.tsv"), PANTAU_USAGE);
	assert_int_equal(read_row("~antre", "2", NULL), PANTAU_USAGE);
}

static void check_edit(const char *term, const char *weights,
		const char *before, const char *after, uint32_t at)
{
	struct whatif_row row;
	struct buf out;
	uint32_t line;
	assert_int_equal(pantau_whatif_read(term, weights, "sentiment.tsv",
			&row, NULL), PANTAU_OK);
	pantau_buf_init(&out);
	assert_int_equal(pantau_whatif_edit(&row, str_of(before), &out, &line,
			NULL), PANTAU_OK);
	check_str(buf_str(&out), after);
	assert_int_equal(line, at);
	pantau_buf_finish(&out);
}

#define FILE_TEXT "# kepala\nclass\tterm\tnote\tpolarity\n# catatan\n" \
	"opini\tbagus\tx\t2\nnetral\tbiasa\t\t0\n"

static void files_get_the_row(void **state)
{
	(void)state;
	check_edit("antre", "-2", FILE_TEXT, FILE_TEXT "opini\tantre\t\t-2\n",
			6);
	check_edit("bagus", "1", FILE_TEXT, "# kepala\n"
			"class\tterm\tnote\tpolarity\n# catatan\n"
			"opini\tbagus\t\t1\nnetral\tbiasa\t\t0\n", 4);
	check_edit("bagus", "0", FILE_TEXT, "# kepala\n"
			"class\tterm\tnote\tpolarity\n# catatan\n"
			"netral\tbagus\t\t0\nnetral\tbiasa\t\t0\n", 4);
	check_edit("bagus", "-", FILE_TEXT, "# kepala\n"
			"class\tterm\tnote\tpolarity\n# catatan\n"
			"#\nnetral\tbiasa\t\t0\n", 4);
	/* Without a line's end, with CR LF and a mark, and nothing at all. */
	check_edit("antre", "1", "\xef\xbb\xbfterm\tpolarity\tclass\r\n"
			"bagus\t2\topini", "term\tpolarity\tclass\n"
			"bagus\t2\topini\nantre\t1\topini\n", 3);
	check_edit("antre", "1", "", "term\tpolarity\tclass\n"
			"antre\t1\topini\n", 2);
}

static void files_that_cannot_take_it(void **state)
{
	struct whatif_row row;
	struct buf out;
	uint32_t line;
	(void)state;
	pantau_buf_init(&out);
	assert_int_equal(pantau_whatif_read("antre", "-", "sentiment.tsv", &row,
			NULL), PANTAU_OK);
	assert_int_equal(pantau_whatif_edit(&row, STR(FILE_TEXT), &out, &line,
			NULL), PANTAU_NOT_FOUND);
	assert_int_equal(pantau_whatif_read("antre", "1", NULL, &row, NULL),
			PANTAU_OK);
	assert_int_equal(pantau_whatif_edit(&row, STR("# saja\n"), &out, &line,
			NULL), PANTAU_BAD_LEXICON);
	assert_int_equal(pantau_whatif_edit(&row, STR("a\tb\n"), &out, &line,
			NULL), PANTAU_BAD_LEXICON);
	assert_int_equal(pantau_whatif_read("antre", "1,0,0", "sentiment.tsv",
			&row, NULL), PANTAU_OK);
	assert_int_equal(pantau_whatif_edit(&row, STR(FILE_TEXT), &out, &line,
			NULL), PANTAU_BAD_LEXICON);
	pantau_buf_finish(&out);
}

/* --- both sides --- */

static enum pantau_status try_row(struct scoring *s, const char *term,
		const char *weights, struct whatif *out)
{
	const struct pantau_lexicon_options options = {.dir = s->folder->dir};
	struct whatif_row row;
	assert_int_equal(pantau_whatif_read(term, weights, NULL, &row, NULL),
			PANTAU_OK);
	return pantau_whatif_open(&options, &row, out, NULL);
}

static void check_labels(struct scoring *s, const char *term,
		const char *weights, const char *text, enum pantau_tone before,
		enum pantau_tone after)
{
	enum pantau_tone label[WHATIF_SIDES];
	struct whatif whatif;
	assert_int_equal(try_row(s, term, weights, &whatif), PANTAU_OK);
	assert_int_equal(pantau_whatif_text(&whatif, STR(""), str_of(text),
			NULL, label, NULL), PANTAU_OK);
	assert_int_equal(label[WHATIF_BEFORE], before);
	assert_int_equal(label[WHATIF_AFTER], after);
	pantau_whatif_finish(&whatif);
}

static void labels_before_and_after(void **state)
{
	struct scoring *s = *state;
	check_labels(s, "antre", "-3", "antre di loket", PANTAU_TONE_NEUTRAL,
			PANTAU_TONE_NEGATIVE);
	check_labels(s, "antre loket", "3", "antre loket", PANTAU_TONE_NEUTRAL,
			PANTAU_TONE_POSITIVE);
	check_labels(s, "bagus", "-3", "bagus", PANTAU_TONE_POSITIVE,
			PANTAU_TONE_NEGATIVE);
	check_labels(s, "bagus", "-", "bagus", PANTAU_TONE_POSITIVE,
			PANTAU_TONE_NEUTRAL);
	check_labels(s, "bagus", "0", "bagus", PANTAU_TONE_POSITIVE,
			PANTAU_TONE_NEUTRAL);
	check_labels(s, "~antre ~loket", "4,-1,0", "antre loket",
			PANTAU_TONE_NEUTRAL, PANTAU_TONE_NEGATIVE);
	check_labels(s, "!antre", "0,-1,4", "tidak antre",
			PANTAU_TONE_NEUTRAL, PANTAU_TONE_POSITIVE);
}

static void rows_that_cannot_work(void **state)
{
	struct scoring *s = *state;
	static const char *const terms[] = {"Antre", "a;b", "a  b", "...",
		"# antre"};
	struct whatif whatif;
	for (size_t i = 0; i < sizeof(terms) / sizeof(*terms); i++) {
		assert_int_equal(try_row(s, terms[i], "1", &whatif),
				PANTAU_USAGE);
		pantau_whatif_finish(&whatif);
		assert_int_equal(try_row(s, terms[i], "0", &whatif),
				PANTAU_USAGE);
		pantau_whatif_finish(&whatif);
	}
	/* Those of emoji.tsv stay where they are. */
	assert_int_equal(try_row(s, "\xf0\x9f\x98\xa1", "-1", &whatif),
			PANTAU_USAGE);
	pantau_whatif_finish(&whatif);
	assert_int_equal(try_row(s, ":)", "-", &whatif), PANTAU_USAGE);
	pantau_whatif_finish(&whatif);
	assert_int_equal(try_row(s, "@bukan", "1,0,0", &whatif), PANTAU_USAGE);
	pantau_whatif_finish(&whatif);
	assert_int_equal(try_row(s, "antre", "-", &whatif), PANTAU_NOT_FOUND);
	pantau_whatif_finish(&whatif);
	folder_write(s->folder, "sentiment.tsv", "term\tpolarity\tclass\n"
			"bagus\t9\topini\n");
	assert_int_equal(try_row(s, "antre", "1", &whatif), PANTAU_BAD_LEXICON);
	pantau_whatif_finish(&whatif);
}

static void rows_of_the_desk_are_taken_away(void **state)
{
	struct scoring *s = *state;
	folder_write(s->folder, "desk.tsv", "term\tnegative\tneutral\t"
			"positive\ttexts\tby\tnote\ncalo\t4\t0\t0\t\tdewi\t\n");
	check_labels(s, "calo", "-", "ada calo", PANTAU_TONE_NEGATIVE,
			PANTAU_TONE_NEUTRAL);
	check_labels(s, "calo", "0,0,4", "ada calo", PANTAU_TONE_NEGATIVE,
			PANTAU_TONE_POSITIVE);
}

static void figures_of_gold(void **state)
{
	struct scoring *s = *state;
	struct judgement before[4], after[4];
	struct figures figures[WHATIF_SIDES];
	struct whatif whatif;
	struct gold gold;
	pantau_gold_init(&gold);
	assert_int_equal(pantau_gold_read_bytes(&gold, "a", STR(
			"antre di loket\tnegatif\nrapat\tnetral\n"
			"bagus\tpositif\nantre\tnetral\n"), &quiet, NULL),
			PANTAU_OK);
	assert_int_equal(try_row(s, "antre", "-3", &whatif), PANTAU_OK);
	assert_int_equal(pantau_whatif_gold(&whatif, &gold,
			(struct judgement *const[]){before, after}, figures,
			NULL), PANTAU_OK);
	/* Before: neutral 2 of 3 given, found 2 of 2: 0.8; positive 1. */
	assert_float_equal(figures[WHATIF_BEFORE].macro_f1, 1.8 / 3, 1e-9);
	/* After: each of negative and neutral has two thirds. */
	assert_float_equal(figures[WHATIF_AFTER].macro_f1,
			(2.0 / 3 + 2.0 / 3 + 1) / 3, 1e-9);
	assert_int_equal(figures[WHATIF_AFTER].tally.n[1][0], 1);
	assert_int_equal(after[3].label, PANTAU_TONE_NEGATIVE);
	pantau_whatif_finish(&whatif);
	pantau_gold_finish(&gold);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rows_are_read),
		cmocka_unit_test(bad_rows_are_refused),
		cmocka_unit_test(files_get_the_row),
		cmocka_unit_test(files_that_cannot_take_it),
		score_test(labels_before_and_after),
		score_test(rows_that_cannot_work),
		score_test(rows_of_the_desk_are_taken_away),
		score_test(figures_of_gold),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
