/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include <stdio.h>
#include <stdlib.h>

#include "check.h"

#include "lexicon/schema.h"
#include "lexicon/source.h"
#include "lexicon/text_image.h"

#define TONE_HEAD "term\tpolarity\tclass\texample\tnote\n"

struct reading {
	struct arena arena;
	struct finding_list list;
	struct table table;
};

static void read_bytes(struct reading *reading, enum table_kind kind,
		struct str bytes)
{
	pantau_arena_init(&reading->arena);
	pantau_findings_init(&reading->list, PANTAU_LANG_EN);
	assert_true(pantau_table_read(&reading->table, kind, "dir/file.tsv",
			bytes, &reading->arena, &reading->list));
	pantau_findings_sort(&reading->list);
}

static void finish(struct reading *reading)
{
	pantau_findings_finish(&reading->list);
	pantau_arena_finish(&reading->arena);
}

/* 'line:column: severity: message; ...' of all findings. */
static void check_findings(enum table_kind kind, struct str bytes,
		const char *expected)
{
	struct reading reading;
	struct buf got;

	read_bytes(&reading, kind, bytes);
	pantau_buf_init(&got);
	for (size_t i = 0; i < reading.list.n; i++) {
		const struct finding *item = &reading.list.item[i];
		pantau_buf_printf(&got, "%s%u:%u: %s%s", i != 0 ? "; " : "",
				item->line, item->column,
				item->severity == PANTAU_FINDING_WARNING ?
				"warning: " : "", item->message);
		assert_string_equal(item->path, "dir/file.tsv");
	}
	check_str(buf_str(&got), expected);
	pantau_buf_finish(&got);
	finish(&reading);
}

#define check_tone(text, expected) \
	check_findings(TABLE_SENTIMENT, STR(text), (expected))

static void reads_rows(void **state)
{
	(void)state;
	struct reading reading;

	read_bytes(&reading, TABLE_SENTIMENT, STR("#comment\n# other\n"
			TONE_HEAD "# --- opini ---\nbagus\t2\topini\t\t\n"
			"#\n#viral sekali\t-1\tkolokial\tx y\tcatatan"));
	assert_int_equal(reading.list.n, 0);
	assert_int_equal(reading.table.rows, 2);
	const struct tsv_row *row = reading.table.row;
	assert_int_equal(row[0].line, 5);
	check_str(row[0].cell[TONE_TERM].text, "bagus");
	assert_true(row[0].cell[TONE_POLARITY].number == 2);
	assert_int_equal(row[1].line, 7);
	check_str(row[1].cell[TONE_TERM].text, "#viral sekali");
	assert_true(row[1].cell[TONE_POLARITY].number == -1);
	check_str(row[1].cell[TONE_CLASS].text, "kolokial");
	assert_false(reading.table.has[TONE_NEUTRAL]);
	finish(&reading);
}

static void takes_columns_in_any_order(void **state)
{
	(void)state;
	struct reading reading;

	read_bytes(&reading, TABLE_SENTIMENT,
			STR("class\tpositive\tpolarity\tterm\n"
			"opini\t0.5\t1\tapik\n"));
	assert_int_equal(reading.list.n, 0);
	check_str(reading.table.row[0].cell[TONE_TERM].text, "apik");
	assert_true(reading.table.row[0].cell[TONE_POSITIVE].number == 0.5);
	finish(&reading);
}

static void places_header_errors(void **state)
{
	(void)state;

	check_tone("", "1:1: no header line");
	check_tone("# licence\n", "1:1: no header line");
	check_tone("term\tpolarity\n",
			"1:14: column 'class' is missing");
	check_tone("term\tpolarity\tclass\tbobot\n",
			"1:21: unknown column 'bobot'");
	check_tone("term\tpolarity\tterm\tclass\n",
			"1:15: column 'term' is there twice");
	/* One wrong column does not hide what is wrong below it. */
	check_tone("term\tbobot\tpolarity\tclass\nbagus\tx\tdua\topini\n",
			"1:6: unknown column 'bobot'; 2:9: 'dua' in column "
			"'polarity' is not a whole number");
}

static void places_row_errors(void **state)
{
	(void)state;

	check_tone(TONE_HEAD "bagus\t2\topini\t\n", "2:15: 4 cells where the "
			"header names 5 columns");
	check_tone(TONE_HEAD "bagus\t2\topini\t\t\tx\n", "2:17: 6 cells where "
			"the header names 5 columns");
	check_tone(TONE_HEAD "bagus\n", "2:6: 1 cells where the header names 5 "
			"columns");
	check_tone(TONE_HEAD "\t2\topini\t\t\n", "2:1: column 'term' is empty");
	check_tone(TONE_HEAD "bagus\t\topini\t\t\n",
			"2:7: column 'polarity' is empty");
	check_tone(TONE_HEAD "a\t9\topini\t\t\nb\t1\tOpini\t\t\n",
			"2:3: '9' in column 'polarity' is outside -3 to 3; "
			"3:5: 'Opini' in column 'class' is not a name");
}

static void places_bad_bytes(void **state)
{
	(void)state;

	check_tone(TONE_HEAD "bag\0us\t2\topini\t\t\n",
			"2:4: control byte 0x00 in a row");
	check_tone(TONE_HEAD "bagus\t2\topini\t\x1b[31m\t\n",
			"2:15: control byte 0x1b in a row");
	check_tone(TONE_HEAD "bagus\t2\topini\tx\r\ty\n",
			"2:16: control byte 0x0d in a row");
	check_tone(TONE_HEAD "bagus\t2\topini\t\xff\t\nbaik\tx\topini\t\t\n",
			"2:15: byte 0xff is not UTF-8; 3:6: 'x' in column "
			"'polarity' is not a whole number");
	/* A surrogate and a cut sequence are no UTF-8 either. */
	check_tone(TONE_HEAD "a\xed\xa0\x80\t2\topini\t\t\n",
			"2:2: byte 0xed is not UTF-8");
	check_tone(TONE_HEAD "a\xe2\x82", "2:2: byte 0xe2 is not UTF-8");
}

static void refuses_foreign_line_ends(void **state)
{
	(void)state;

	check_tone("\xef\xbb\xbfterm\tpolarity\tclass\r\nbaik\t1\topini\r\n",
			"1:1: byte order mark before the text; 1:20: lines "
			"end with CR LF");
	check_tone("term\tpolarity\tclass\n\nbaik\t1\topini\n\n",
			"2:1: warning: blank line; 4:1: warning: blank line");
}

static void refuses_long_lines(void **state)
{
	(void)state;
	struct buf text;

	pantau_buf_init(&text);
	pantau_buf_str(&text, STR(TONE_HEAD "bagus\t2\topini\t"));
	for (size_t i = 0; i < 10 * 1000 * 1000; i++) {
		pantau_buf_char(&text, 'x');
	}
	pantau_buf_str(&text, STR("\t\nbaik\tx\topini\t\t\n"));
	check_findings(TABLE_SENTIMENT, buf_str(&text), "2:65537: line is "
			"longer than 64 KiB; 3:6: 'x' in column 'polarity' is "
			"not a whole number");
	pantau_buf_finish(&text);
}

static void refuses_bad_numbers(void **state)
{
	(void)state;
	static const char *const bad[] = {"nan", "NaN", "inf", "-inf", "1e309",
		"0x10", "1,5", "1.5x", " 1", "--1", "satu"};

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		char text[128], expected[128];
		snprintf(text, sizeof(text), "term\tbefore\tafter\ntapi\t%s\t1"
				"\n", bad[i]);
		snprintf(expected, sizeof(expected), "2:6: '%s' in column "
				"'before' is not a number", bad[i]);
		check_findings(TABLE_CONTRAST, str_of(text), expected);
	}
	check_findings(TABLE_CONTRAST,
			STR("term\tbefore\tafter\ntapi\t0.5\t3.01\n"),
			"2:10: '3.01' in column 'after' is outside 0 to 3");
	check_findings(TABLE_NEGATORS,
			STR("term\tscope\tkind\ntidak\t2.5\tplain\n"),
			"2:7: '2.5' in column 'scope' is not a whole number");
	check_findings(TABLE_NEGATORS, STR("term\tscope\tkind\n"
			"tidak\t99999999999999999999\tplain\n"),
			"2:7: '99999999999999999999' in column 'scope' is not "
			"a whole number");
}

static void refuses_unknown_choices(void **state)
{
	(void)state;

	check_findings(TABLE_INTENSIFIERS,
			STR("term\tfactor\tside\nsangat\t1.5\tdepan\n"),
			"2:12: 'depan' in column 'side' is none of: before, "
			"after, both");
	check_findings(TABLE_SLANG, STR("informal\tformal\tclass\tguard\n"
			"yg\tyang\tsingkatan\tya\n"),
			"2:19: 'ya' in column 'guard' is none of: "
			"standar, bebas, lazim");
	check_findings(TABLE_ROOTS, STR("root\tclass\taffixes\n"
			"ajar\tv\tme,ngapain\n"),
			"2:8: 'ngapain' is not the name of an affix");
}

static void refuses_terms_that_never_match(void **state)
{
	(void)state;

	check_tone(TONE_HEAD "Bagus\t1\topini\t\t\n",
			"2:1: 'Bagus' can never match; write 'bagus'");
	check_tone(TONE_HEAD "baik  sekali\t1\topini\t\t\n",
			"2:5: column 'term' has a blank too many");
	check_tone(TONE_HEAD "baik \t1\topini\t\t\n",
			"2:5: column 'term' has a blank too many");
	/* NFD, a zero-width joiner, a full-width letter. */
	check_tone(TONE_HEAD "cafe\xcc\x81\t1\topini\t\t\n",
			"2:1: 'cafe\xcc\x81' can never match; write "
			"'caf\xc3\xa9'");
	check_tone(TONE_HEAD "ba\xe2\x80\x8dik\t1\topini\t\t\n",
			"2:1: 'ba\xe2\x80\x8dik' can never match; write "
			"'baik'");
	check_tone(TONE_HEAD "\xef\xbd\x82" "aik\t1\topini\t\t\n",
			"2:1: '\xef\xbd\x82" "aik' can never match; write "
			"'baik'");
	check_tone(TONE_HEAD "jum\xe2\x80\x99" "at\t1\topini\t\t\n",
			"2:1: 'jum\xe2\x80\x99" "at' can never match; write "
			"'jum'at'");
	check_tone(TONE_HEAD "\xc3\x89lite\t1\topini\t\t\n",
			"2:1: '\xc3\x89lite' can never match; write "
			"'\xc3\xa9lite'");
	check_tone(TONE_HEAD "caf\xc3\xa9 enak\t1\topini\t\t\n", "");
	check_tone(TONE_HEAD "baik aaaaaaaaaaaaaaaabbbbbbbbbbbbbbbbcccccccccc"
			"ccccccdddddddddddddddde\t1\topini\t\t\n",
			"2:1: a word has more than 64 characters and can never "
			"match");
	check_tone(TONE_HEAD "a b c d e f g h i j k l\t1\topini\t\t\n", "");
	check_tone(TONE_HEAD "a b c d e f g h i j k l m\t1\topini\t\t\n",
			"2:1: the term has 13 words; at most 12 can match");
	check_findings(TABLE_STEM_EXCEPTIONS,
			STR("form\tstem\nserah terima\tserah\n"),
			"2:6: column 'form' has a blank too many");
	check_findings(TABLE_ABBREVIATIONS,
			STR("form\tnormal\tclass\ndr\tdr\tgelar\n"),
			"2:1: abbreviation does not end with a dot");
}

static void limits_findings(void **state)
{
	(void)state;
	struct reading reading;
	struct buf text;

	pantau_buf_init(&text);
	pantau_buf_str(&text, STR("form\tstem\n"));
	for (int i = 0; i < FINDINGS_MAX + 500; i++) {
		pantau_buf_str(&text, STR("x\n"));
	}
	read_bytes(&reading, TABLE_STEM_EXCEPTIONS, buf_str(&text));
	assert_int_equal(reading.list.n, FINDINGS_MAX + 1);
	assert_int_equal(reading.list.errors, FINDINGS_MAX + 500);
	assert_string_equal(reading.list.item[FINDINGS_MAX].message,
			"there are more errors in this file");
	finish(&reading);
	pantau_buf_finish(&text);
}

static void parses_affixes(void **state)
{
	(void)state;
	struct str bad;
	uint32_t bits;

	assert_true(pantau_affixes_parse(STR("me,mekan,pean"), &bits, &bad));
	assert_int_equal(bits, AFFIX_ME | AFFIX_MEKAN | AFFIX_PEAN);
	assert_true(pantau_affixes_parse(STR("-"), &bits, &bad));
	assert_int_equal(bits, AFFIX_NONE);
	assert_true(pantau_affixes_parse(STR(""), &bits, &bad));
	assert_int_equal(bits, 0);
	assert_true(pantau_affixes_parse(STR("di, nya"), &bits, &bad));
	assert_int_equal(bits, AFFIX_ME | AFFIX_CLITIC);
	assert_false(pantau_affixes_parse(STR("me,,i"), &bits, &bad));
	assert_int_equal(bad.n, 0);
}

static void speaks_indonesian(void **state)
{
	(void)state;
	struct finding_list list;
	struct arena arena;
	struct table table;

	pantau_arena_init(&arena);
	pantau_findings_init(&list, PANTAU_LANG_ID);
	assert_true(pantau_table_read(&table, TABLE_SENTIMENT, "s.tsv",
			STR("term\tpolarity\tclass\nbaik\tx\topini\n"),
			&arena, &list));
	assert_int_equal(list.n, 1);
	assert_string_equal(list.item[0].message,
			"'x' di kolom 'polarity' bukan bilangan bulat");
	assert_string_equal(list.item[0].hint,
			"tulis angka tanpa pecahan, misalnya -2");
	pantau_findings_finish(&list);
	pantau_arena_finish(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_rows),
		cmocka_unit_test(takes_columns_in_any_order),
		cmocka_unit_test(places_header_errors),
		cmocka_unit_test(places_row_errors),
		cmocka_unit_test(places_bad_bytes),
		cmocka_unit_test(refuses_foreign_line_ends),
		cmocka_unit_test(refuses_long_lines),
		cmocka_unit_test(refuses_bad_numbers),
		cmocka_unit_test(refuses_unknown_choices),
		cmocka_unit_test(refuses_terms_that_never_match),
		cmocka_unit_test(limits_findings),
		cmocka_unit_test(parses_affixes),
		cmocka_unit_test(speaks_indonesian),
	};

	return cmocka_run_group_tests_name("lexicon_tsv", tests, NULL, NULL);
}
