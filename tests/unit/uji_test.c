/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Files of tests: their rows, their faults, and what fulfils a row. */

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lexicon_folder.h"

#include "tune/uji.h"

/* 'line:expected:text:comment' for a row, '!line:column message' for a fault. */
static void read_all(const char *bytes, size_t n, struct buf *out)
{
	struct pantau_error err = {.lang = PANTAU_LANG_EN};
	struct uji_reader reader;
	struct uji_row row;
	enum uji_found found;

	pantau_uji_begin(&reader, "a.uji", str_make(bytes, n));
	while ((found = pantau_uji_next(&reader, &row, &err)) != UJI_END) {
		if (out->n > 0) {
			pantau_buf_char(out, '\n');
		}
		if (found == UJI_FAULT) {
			assert_int_equal(err.code, PANTAU_BAD_INPUT);
			assert_string_equal(err.file, "a.uji");
			pantau_buf_printf(out, "!%u:%u %s",
					(unsigned)err.line, (unsigned)err.column,
					err.message);
			continue;
		}
		pantau_buf_printf(out, "%u:%s:" STR_FMT ":" STR_FMT,
				(unsigned)row.line, pantau_uji_name(row.expected,
				PANTAU_LANG_EN), STR_ARG(row.text),
				STR_ARG(row.comment));
	}
	assert_int_equal(pantau_uji_next(&reader, &row, &err), UJI_END);
}

static void check_bytes(const char *bytes, size_t n, const char *expected,
		int line)
{
	struct buf got;

	pantau_buf_init(&got);
	read_all(bytes, n, &got);
	check_str_at(buf_str(&got), expected, __FILE__, line);
	pantau_buf_finish(&got);
}

#define check_rows(bytes, expected) \
	check_bytes((bytes), strlen(bytes), (expected), __LINE__)

static void reads_rows(void **state)
{
	(void)state;
	check_rows("", "");
	check_rows("# head\n#\n\n  \npositif\tbagus sekali\tpuji\n"
			"negative\trusak\n0\trapat\t\n",
			"5:positive:bagus sekali:puji\n6:negative:rusak:\n"
			"7:0:rapat:");
	check_rows("\xef\xbb\xbf+\tbagus\r\n-\trusak\r\n",
			"1:+:bagus:\n2:-:rusak:");
	check_rows("aduan\tlampu mati\ninformation\tjam berapa",
			"1:complaint:lampu mati:\n2:information:jam berapa:");
	/* A text may begin with a hashtag, a row may not. */
	check_rows("netral\t#rapat", "1:neutral:#rapat:");
	check_rows("NEG\ta\n Pos \tb\nAduan\tc", "1:negative:a:\n2:positive:b:\n"
			"3:complaint:c:");
}

static void tells_faults(void **state)
{
	(void)state;
	check_rows("baik\tbagus\nnetral\trapat\n",
			"!1:1 unknown expectation 'baik'; write positif, netral, "
			"negatif, +, -, 0, aduan, aspirasi, pertanyaan, informasi "
			"or pujian\n2:neutral:rapat:");
	check_rows("Bagus\tbagus", "!1:1 unknown expectation 'Bagus'; write "
			"positif, netral, negatif, +, -, 0, aduan, aspirasi, "
			"pertanyaan, informasi or pujian");
	check_rows("#netral\trapat", "!1:1 unknown expectation '#netral'; write "
			"positif, netral, negatif, +, -, 0, aduan, aspirasi, "
			"pertanyaan, informasi or pujian");
	check_rows("netral", "!1:7 no text behind 'netral'; put a tab and the "
			"text there");
	check_rows("netral\t \tsenyap", "!1:8 no text behind 'netral'; put a "
			"tab and the text there");
	check_rows("netral\ta\tb\tc", "!1:12 more than three cells; a text "
			"cannot hold a tab");
	check_rows("netral\tra\xff" "pat\n+\tbagus", "!1:10 not UTF-8; save the "
			"file as UTF-8\n2:+:bagus:");
	check_bytes("0\ta\0b", 5, "!1:4 there is a NUL byte; take it out", __LINE__);
}

static void refuses_long_lines(void **state)
{
	struct buf bytes, got;

	(void)state;
	pantau_buf_init(&bytes);
	pantau_buf_init(&got);
	pantau_buf_str(&bytes, STR("netral\t"));
	while (bytes.n <= UJI_LINE_MAX) {
		pantau_buf_str(&bytes, STR("rapat "));
	}
	pantau_buf_str(&bytes, STR("\n+\tbagus\n"));
	read_all(bytes.p, bytes.n, &got);
	check_str(buf_str(&got), "!1:65537 the line is longer than 65536 "
			"bytes\n2:+:bagus:");
	pantau_buf_finish(&got);
	pantau_buf_finish(&bytes);
}

static void names_go_both_ways(void **state)
{
	(void)state;
	for (int i = 0; i < UJI_EXPECTED; i++) {
		enum uji_expected e = (enum uji_expected)i;
		assert_int_equal(pantau_uji_expected(str_of(pantau_uji_name(e,
				PANTAU_LANG_ID))), e);
		assert_int_equal(pantau_uji_expected(str_of(pantau_uji_name(e,
				PANTAU_LANG_EN))), e);
	}
	assert_int_equal(pantau_uji_expected(STR("")), UJI_EXPECTED);
	assert_string_equal(pantau_uji_name(UJI_EXPECTED, PANTAU_LANG_ID), "");
}

static bool holds(enum uji_expected expected, enum pantau_tone label,
		float score)
{
	const struct pantau_score given = {
		.text = {.label = label, .score = score},
	};

	return pantau_uji_holds(expected, &given);
}

static void judges(void **state)
{
	(void)state;
	assert_true(holds(UJI_POSITIVE, PANTAU_TONE_POSITIVE, 1));
	assert_false(holds(UJI_POSITIVE, PANTAU_TONE_UNSURE, 1));
	assert_false(holds(UJI_NEUTRAL, PANTAU_TONE_UNASSESSED, 0));
	assert_true(holds(UJI_NEUTRAL, PANTAU_TONE_NEUTRAL, 0.4f));
	assert_true(holds(UJI_NEGATIVE, PANTAU_TONE_NEGATIVE, 0));
	assert_true(holds(UJI_ABOVE, PANTAU_TONE_UNSURE, 0.16f));
	assert_false(holds(UJI_ABOVE, PANTAU_TONE_POSITIVE, 0.15f));
	assert_true(holds(UJI_BELOW, PANTAU_TONE_UNSURE, -0.16f));
	assert_false(holds(UJI_BELOW, PANTAU_TONE_NEGATIVE, -0.15f));
	assert_true(holds(UJI_ZERO, PANTAU_TONE_NEUTRAL, 0.15f));
	assert_true(holds(UJI_ZERO, PANTAU_TONE_NEUTRAL, -0.15f));
	assert_false(holds(UJI_ZERO, PANTAU_TONE_NEUTRAL, 0.2f));
}

static void judges_acts(void **state)
{
	static const char *const names[] = {"aduan", "aspirasi", "pertanyaan",
		"informasi", "pujian"};

	(void)state;
	for (int i = 0; i < 5; i++) {
		enum uji_expected expected = pantau_uji_expected(
				str_of(names[i]));
		for (int act = PANTAU_ACT_NONE; act <= PANTAU_ACT_PRAISE;
				act++) {
			const struct pantau_score given = {
				.act = {.label = (enum pantau_act)act},
			};
			assert_int_equal(pantau_uji_holds(expected, &given),
					act == i + 1);
		}
	}
	assert_int_equal(pantau_uji_expected(STR("pujian")), UJI_PRAISE);
}

static void knows_gaps(void **state)
{
	(void)state;
	assert_true(pantau_uji_gaps("belum.uji"));
	assert_true(pantau_uji_gaps("lexicons/uji/belum-daerah.uji"));
	assert_false(pantau_uji_gaps("belum/negasi.uji"));
	assert_false(pantau_uji_gaps("belum.tsv"));
	assert_false(pantau_uji_gaps("sebelum.uji"));
}

static void finds_files(void **state)
{
	const struct folder *folder = *state;
	struct pantau_error err = {.lang = PANTAU_LANG_EN};
	struct uji_files files = {0};
	struct arena arena;
	char path[128];

	pantau_arena_init(&arena);
	assert_int_equal(pantau_uji_files(folder->dir, &arena, &files, &err),
			PANTAU_IO);
	assert_non_null(strstr(err.message, "no *.uji file in"));
	folder_write(folder, "b.uji", "");
	folder_write(folder, "a.uji", "");
	folder_write(folder, "c.tsv", "");
	folder_write(folder, ".d.uji", "");
	snprintf(path, sizeof(path), "%s/c.tsv", folder->dir);
	assert_int_equal(pantau_uji_files(path, &arena, &files, &err),
			PANTAU_OK);
	assert_int_equal(pantau_uji_files(folder->dir, &arena, &files, &err),
			PANTAU_OK);
	assert_int_equal(files.n, 3);
	assert_true(str_ends(str_of(files.path[0]), STR("/c.tsv")));
	assert_true(str_ends(str_of(files.path[1]), STR("/a.uji")));
	assert_true(str_ends(str_of(files.path[2]), STR("/b.uji")));
	snprintf(path, sizeof(path), "%s/no", folder->dir);
	assert_int_equal(pantau_uji_files(path, &arena, &files, &err),
			PANTAU_IO);
	assert_int_equal(files.n, 3);
	pantau_arena_finish(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_rows),
		cmocka_unit_test(tells_faults),
		cmocka_unit_test(refuses_long_lines),
		cmocka_unit_test(names_go_both_ways),
		cmocka_unit_test(judges),
		cmocka_unit_test(judges_acts),
		cmocka_unit_test(knows_gaps),
		cmocka_unit_test_setup_teardown(finds_files, folder_setup,
			folder_teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
