/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* String views, numbers, buffers, and errors, which are made of them. */

#include "check.h"

#include "base/error.h"

static void trims_and_cuts(void **state)
{
	(void)state;
	struct str rest = STR("a;;c");

	check_str(pantau_str_trim(STR(" \t\r\nx y\v\f ")), "x y");
	check_str(pantau_str_trim(STR("  ")), "");
	check_str(pantau_str_cut(&rest, ';'), "a");
	check_str(pantau_str_cut(&rest, ';'), "");
	check_str(pantau_str_cut(&rest, ';'), "c");
	assert_null(rest.p);
	rest = STR("a;");
	check_str(pantau_str_cut(&rest, ';'), "a");
	assert_non_null(rest.p);
	check_str(pantau_str_cut(&rest, ';'), "");
	assert_null(rest.p);
}

static void compares(void **state)
{
	(void)state;
	assert_true(pantau_str_eq_nocase(STR("WiTa"), STR("wita")));
	assert_false(pantau_str_eq_nocase(STR("a"), STR("ab")));
	assert_false(pantau_str_eq_nocase(STR("["), STR("{")));
	assert_true(str_cmp(STR("ab"), STR("abc")) < 0);
	assert_true(str_cmp(STR("b"), STR("abc")) > 0);
	assert_int_equal(str_cmp((struct str){0}, STR("")), 0);
}

static void reads_integers(void **state)
{
	(void)state;
	int64_t n;

	assert_true(pantau_str_int(STR("9223372036854775807"), &n));
	assert_true(n == INT64_MAX);
	assert_true(pantau_str_int(STR("-9223372036854775808"), &n));
	assert_true(n == INT64_MIN);
	assert_true(pantau_str_int(STR("+07"), &n));
	assert_int_equal(n, 7);
	assert_false(pantau_str_int(STR("9223372036854775808"), &n));
	assert_false(pantau_str_int(STR("-9223372036854775809"), &n));
	assert_false(pantau_str_int(STR(""), &n));
	assert_false(pantau_str_int(STR("-"), &n));
	assert_false(pantau_str_int(STR("1 "), &n));
	assert_false(pantau_str_int(STR("0x1"), &n));
}

static void reads_fractions(void **state)
{
	(void)state;
	static const char *const bad[] = {
		"", "-", ".", ".5", "5.", "1e3", "nan", "inf", "1,5", "1.2.3",
		"0x1p3", " 1", "--1",
	};
	double x;

	assert_true(pantau_str_double(STR("-0.35"), &x) && x == -0.35);
	assert_true(pantau_str_double(STR("+12"), &x) && x == 12);
	assert_true(pantau_str_double(STR("0.1"), &x) && x == 0.1);
	/* Twice rounded it would be the next one. */
	assert_true(pantau_str_double(STR("50.7015786682481"), &x) &&
			x == 50.7015786682481);
	assert_true(pantau_str_double(STR("123456.789012"), &x) &&
			x == 123456.789012);
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		if (pantau_str_double(str_of(bad[i]), &x)) {
			fail_msg("'%s' passed", bad[i]);
		}
	}
	char many[6000];
	memset(many, '9', sizeof(many));
	assert_false(pantau_str_double(str_make(many, sizeof(many)), &x));
	many[1] = '.';
	assert_true(pantau_str_double(str_make(many, sizeof(many)), &x));
	assert_true(x > 9.99 && x <= 10);
}

static void buffers_grow(void **state)
{
	(void)state;
	struct buf buf;

	pantau_buf_init(&buf);
	for (int i = 0; i < 1000; i++) {
		pantau_buf_printf(&buf, "%03d", i);
	}
	assert_int_equal(buf.n, 3000);
	assert_int_equal(buf.p[3000], '\0');
	assert_memory_equal(buf.p + 2997, "999", 3);
	pantau_buf_clear(&buf);
	pantau_buf_utf8(&buf, 0x20ac);
	pantau_buf_char(&buf, '!');
	pantau_buf_append(&buf, NULL, 0);
	check_str(buf_str(&buf), "\xe2\x82\xac!");
	assert_false(pantau_buf_reserve(&buf, SIZE_MAX - 8));
	assert_true(buf.failed);
	pantau_buf_char(&buf, '?');
	check_str(buf_str(&buf), "\xe2\x82\xac!");
	pantau_buf_finish(&buf);
}

static void errors_speak_both_languages(void **state)
{
	(void)state;
	struct pantau_error err = {.lang = PANTAU_LANG_EN};

	assert_int_equal(pantau_fail(NULL, PANTAU_IO, "x"), PANTAU_IO);
	assert_int_equal(pantau_fail_memory(&err), PANTAU_NO_MEMORY);
	assert_string_equal(err.message, "out of memory");
	struct pantau_error other = pantau_error_like(NULL);
	pantau_fail_memory(&other);
	assert_string_equal(other.message, "memori tidak cukup");
	assert_string_equal(pantau_status_name(PANTAU_BAD_QUERY), "bad query");
	assert_string_equal(pantau_status_name((enum pantau_status)99),
			"unknown");
	assert_string_equal(pantau_status_name((enum pantau_status)-1),
			"unknown");
}

static void long_errors_are_cut_between_characters(void **state)
{
	(void)state;
	struct pantau_error err = {0};
	char text[2000], path[600];
	bool odd = false;

	for (size_t shift = 0; shift < 4; shift++) {
		memset(text, 'x', sizeof(text));
		for (size_t i = shift; i + 3 < sizeof(text); i += 3) {
			memcpy(text + i, "\xe2\x82\xac", 3);
		}
		text[sizeof(text) - 1] = '\0';
		pantau_fail(&err, PANTAU_IO, "%s", text);
		size_t n = strlen(err.message);
		assert_true(n > 750);
		assert_int_equal((n - shift) % 3, 0);
		odd = odd || n % 3 != 0;
	}
	assert_true(odd);
	memset(path, 'd', sizeof(path));
	memcpy(path + sizeof(path) - 6, "/a.db", 6);
	assert_int_equal(pantau_fail_at(&err, path, 3, 4), PANTAU_IO);
	assert_int_equal(strlen(err.file), sizeof(err.file) - 1);
	assert_non_null(strstr(err.file, "d/a.db"));
	assert_int_equal(err.line, 3);
	pantau_fail_at(&err, NULL, 5, 6);
	assert_non_null(strstr(err.file, "d/a.db"));
	assert_int_equal(err.column, 6);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(trims_and_cuts),
		cmocka_unit_test(compares),
		cmocka_unit_test(reads_integers),
		cmocka_unit_test(reads_fractions),
		cmocka_unit_test(buffers_grow),
		cmocka_unit_test(errors_speak_both_languages),
		cmocka_unit_test(long_errors_are_cut_between_characters),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
