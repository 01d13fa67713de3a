/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "check.h"

#include "base/utf8.h"

static void round_trips_every_code_point(void **state)
{
	(void)state;
	char bytes[4];

	for (uint32_t c = 0; c <= 0x10ffff; c++) {
		size_t at = 0, n = pantau_utf8_put(bytes, c);
		bool surrogate = c >= 0xd800 && c <= 0xdfff, ok;
		uint32_t got = pantau_utf8_next(str_make(bytes, n), &at, &ok);
		if (!ok || at != n || got != (surrogate ? UTF8_BAD : c)) {
			fail_msg("U+%04X came back as U+%04X", c, got);
		}
	}
	assert_int_equal(pantau_utf8_put(bytes, 0x110000), 3);
}

/* How many subparts there are, and where the first bad byte is. */
static void ill_formed_subparts(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		size_t n, length, bad;
	} cases[] = {
		/* Unicode 15, tables 3-8 to 3-11. */
		{"\xc0\xaf\xe0\x80\xbf\xf0\x81\x82\x41", 9, 9, 0},
		{"\xed\xa0\x80\xed\xbf\xbf\xed\xaf\x41", 9, 9, 0},
		{"\xf4\x91\x92\x93\xff\x41\x80\xbf\x42", 9, 9, 0},
		{"\xe1\x80\xe2\xf0\x91\x92\xf1\xbf\x41", 9, 5, 0},
		{"ab\xe2\x82", 4, 3, 2},
		{"\xf0\x9f\x98\x80\x80", 5, 2, 4},
		{"12345678\xff", 9, 9, 8},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct str s = str_make(cases[i].text, cases[i].n);
		size_t bad = 99;
		assert_int_equal(pantau_utf8_length(s), cases[i].length);
		assert_false(pantau_utf8_valid(s, &bad));
		assert_int_equal(bad, cases[i].bad);
	}
	assert_true(pantau_utf8_valid(STR("naik \xe2\x82\xac 5 juta"), NULL));
	assert_true(pantau_utf8_valid((struct str){0}, NULL));
}

static void cuts_between_characters(void **state)
{
	(void)state;
	struct str s = STR("a\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80");
	static const size_t cut[] = {0, 1, 1, 3, 3, 3, 6, 6, 6, 6, 10, 10};

	for (size_t max = 0; max < 12; max++) {
		assert_int_equal(pantau_utf8_prefix(s, max).n, cut[max]);
	}
	/* Ill-formed bytes are cut anywhere, but never grow the cut. */
	assert_int_equal(pantau_utf8_prefix(STR("\x80\x80\x80\x80\x80"), 4).n,
			4);
	assert_int_equal(pantau_utf8_prefix(STR("\xe2zzz"), 1).n, 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(round_trips_every_code_point),
		cmocka_unit_test(ill_formed_subparts),
		cmocka_unit_test(cuts_between_characters),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
