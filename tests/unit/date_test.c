/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "check.h"

#include "base/date.h"

static void calendar_round_trip(void **state)
{
	(void)state;
	int64_t before = pantau_days_from_civil(-1, 12, 31);

	assert_int_equal(pantau_days_from_civil(1970, 1, 1), 0);
	assert_int_equal(pantau_days_from_civil(2000, 3, 1), 11017);
	assert_int_equal(pantau_weekday(0), 3);
	assert_int_equal(pantau_weekday(-4), 6);
	assert_int_equal(pantau_weekday(pantau_days_from_civil(2024, 9, 5)), 3);
	for (int64_t day = before; day < before + 800000; day++) {
		int y, m, d;
		pantau_civil_from_days(day, &y, &m, &d);
		if (pantau_days_from_civil(y, m, d) != day) {
			fail_msg("%d-%d-%d", y, m, d);
		}
	}
}

static void accepts(void **state)
{
	(void)state;
	/* The time in UTC as written below, default zone WIB. */
	static const struct {
		const char *in, *utc;
	} cases[] = {
		{"2026-11-08", "2026-11-07T17:00:00Z"},
		{"2026-11-08T06:30Z", "2026-11-08T06:30:00Z"},
		{"2026-11-08T06:30:15.123+07:00", "2026-11-07T23:30:15Z"},
		{"2026-11-08t06:30:15,5+0700", "2026-11-07T23:30:15Z"},
		{"2026-11-08 06:30", "2026-11-07T23:30:00Z"},
		{"2026-11-08T06:30:00-03:30", "2026-11-08T10:00:00Z"},
		{"2026/11/08 24:00 WIB", "2026-11-08T17:00:00Z"},
		{"2016-12-31T23:59:60Z", "2016-12-31T23:59:59Z"},
		{"Sun, 08 Nov 2026 06:30:00 +0700", "2026-11-07T23:30:00Z"},
		{"Sun, 8 Nov 2026 06:30 GMT", "2026-11-08T06:30:00Z"},
		{"08 Nov 2026 06:30:00 EST", "2026-11-08T11:30:00Z"},
		{"Sun Nov 08 2026 06:30:00 GMT+0700", "2026-11-07T23:30:00Z"},
		{"Kamis, 05-09-2024, 10:53 WIB", "2024-09-05T03:53:00Z"},
		{"Kamis (5/9/2024)", "2024-09-04T17:00:00Z"},
		{"28 Juni 2022", "2022-06-27T17:00:00Z"},
		{"8 Nov 2026 pukul 19.30 WITA", "2026-11-08T11:30:00Z"},
		{"Minggu, 8 November 2026 pukul 7 WIT", "2026-11-07T22:00:00Z"},
		{"23/6/2022", "2022-06-22T17:00:00Z"},
		{"6/23/2022", "2022-06-22T17:00:00Z"},
		{"5.5.2024", "2024-05-04T17:00:00Z"},
		{"Jum'at 28 Agt 2026", "2026-08-27T17:00:00Z"},
		{"Jum\xe2\x80\x99" "at, 28 Agustus 2026",
			"2026-08-27T17:00:00Z"},
		{"Ahad, 8 Nop 2026", "2026-11-07T17:00:00Z"},
		{"1 Ags 2026", "2026-07-31T17:00:00Z"},
		{"28-Jun-2022 10:00", "2022-06-28T03:00:00Z"},
		{"Jan 29, 2020 @ 05:33", "2020-01-28T22:33:00Z"},
		{"November 8th, 2026 at 12:05 AM", "2026-11-07T17:05:00Z"},
		{"8 Nov 2026 12:05 pm", "2026-11-08T05:05:00Z"},
		{"10.53 WIB, Kamis 5 September 2024", "2024-09-05T03:53:00Z"},
		{"5 Sept. 2024 - 10:53:09WIB", "2024-09-05T03:53:09Z"},
		{"29 Feb 2024\xc2\xa0" "07:00", "2024-02-29T00:00:00Z"},
		{"1725508380", "2024-09-05T03:53:00Z"},
		{"1725508380999", "2024-09-05T03:53:00Z"},
		{"999999999", "2001-09-09T01:46:39Z"},
		{" 2105-12-31T23:59:59Z ", "2105-12-31T23:59:59Z"},
		{"1970-01-01T00:00Z", "1970-01-01T00:00:00Z"},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct timestamp t;
		char utc[32];
		if (pantau_date_parse(str_of(cases[i].in), ZONE_WIB, &t,
				NULL) != DATE_OK) {
			fail_msg("'%s' refused", cases[i].in);
		}
		pantau_date_utc(t.seconds, utc);
		if (strcmp(utc, cases[i].utc) != 0) {
			fail_msg("'%s' is %s", cases[i].in, utc);
		}
	}
}

static void refuses(void **state)
{
	(void)state;
	static const struct {
		const char *in;
		enum date_status status;
	} cases[] = {
		{"", DATE_BAD}, {"kemarin", DATE_BAD}, {"0", DATE_BAD},
		{"2026", DATE_BAD}, {"2026-11", DATE_BAD},
		{"8 Nov", DATE_BAD}, {"Nov 2026", DATE_BAD},
		{"20261108", DATE_BAD}, {"172550838", DATE_OK},
		{"17255083801", DATE_BAD}, {"-1725508380", DATE_BAD},
		{"05/09/24", DATE_BAD}, {"05-09-24", DATE_BAD},
		{"5 Sep 24", DATE_BAD},
		{"31 April 2026", DATE_BAD}, {"2026-02-29", DATE_BAD},
		{"2100-02-29", DATE_BAD}, {"0/5/2026", DATE_BAD},
		{"32/13/2026", DATE_BAD}, {"13/13/2026", DATE_BAD},
		{"2026-13-08", DATE_BAD}, {"2026-11-00", DATE_BAD},
		{"2026-11-08T24:01", DATE_BAD}, {"2026-11-08T25:00", DATE_BAD},
		{"2026-11-08T06:60", DATE_BAD},
		{"2026-11-08T06:30:61Z", DATE_BAD},
		{"2026-11-08T06:30+15:00", DATE_BAD},
		{"2026-11-08T06:30+07:60", DATE_BAD},
		{"2026-11-08T06:30Z WIB", DATE_BAD},
		{"2026-11-08 +0700", DATE_BAD},
		{"8 Nov 2026 13:00 PM", DATE_BAD}, {"8 Nov 2026 PM", DATE_BAD},
		{"8 Nov 2026 pukul", DATE_BAD}, {"8 Nov 2026 foo", DATE_BAD},
		{"8 Nov 2026 9 Nov 2026", DATE_BAD},
		{"8 Nov 2026 10:00 11:00", DATE_BAD},
		{"Jumat, 05-09-2024", DATE_BAD},
		{"Senin, 8 November 2026", DATE_BAD},
		{"03/04/2026", DATE_AMBIGUOUS}, {"3-4-2026", DATE_AMBIGUOUS},
		{"05-09-2024 10:53 WIB", DATE_AMBIGUOUS},
		{"1969-12-31", DATE_RANGE}, {"1970-01-01", DATE_RANGE},
		{"9999-01-01", DATE_RANGE}, {"0001-01-01", DATE_RANGE},
		{"9999999999", DATE_RANGE}, {"2106-01-01Z", DATE_RANGE},
		{"01/02/1960", DATE_RANGE},
	};
	struct timestamp t;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		enum date_status got = pantau_date_parse(str_of(cases[i].in),
				ZONE_WIB, &t, NULL);
		if (got != cases[i].status) {
			fail_msg("'%s' gave %d", cases[i].in, (int)got);
		}
	}
	assert_int_equal(pantau_date_parse(STR("8 Nov 2026\0"), 0, &t, NULL),
			DATE_BAD);
}

static void tells_both_readings(void **state)
{
	(void)state;
	struct timestamp t, other;
	char text[32];

	assert_int_equal(pantau_date_parse(STR("03/04/2026 10.00"), ZONE_WIT,
			&t, &other), DATE_AMBIGUOUS);
	pantau_date_local(t.seconds, t.offset, text);
	assert_string_equal(text, "2026-04-03 10.00");
	pantau_date_local(other.seconds, other.offset, text);
	assert_string_equal(text, "2026-03-04 10.00");
	/* 2 January and 1 February 2026 fall on different days... */
	assert_int_equal(pantau_date_parse(STR("Jumat, 2/1/2026"), 420, &t,
			&other), DATE_OK);
	assert_int_equal(pantau_day_number(t.seconds, 420),
			pantau_days_from_civil(2026, 1, 2));
	assert_int_equal(pantau_date_parse(STR("Minggu, 2/1/2026"), 420, &t,
			&other), DATE_OK);
	assert_int_equal(pantau_day_number(t.seconds, 420),
			pantau_days_from_civil(2026, 2, 1));
	/* ...but 9 May and 5 September 2024 on the same. */
	assert_int_equal(pantau_date_parse(STR("Thursday, 9/5/2024"), 420, &t,
			&other), DATE_AMBIGUOUS);
	assert_int_equal(pantau_date_parse(STR("Kamis, 9/5/2024"), 420, &t,
			&other), DATE_OK);
	assert_int_equal(pantau_day_number(t.seconds, 420),
			pantau_days_from_civil(2024, 5, 9));
}

static void has_time_and_zone(void **state)
{
	(void)state;
	struct timestamp t;

	assert_int_equal(pantau_date_parse(STR("28 Juni 2022"), ZONE_WITA, &t,
			NULL), DATE_OK);
	assert_false(t.has_time);
	assert_int_equal(t.offset, ZONE_WITA);
	assert_int_equal(pantau_date_parse(STR("28 Juni 2022 0.00 WIT"),
			ZONE_WITA, &t, NULL), DATE_OK);
	assert_true(t.has_time);
	assert_int_equal(t.offset, ZONE_WIT);
}

static void zones(void **state)
{
	(void)state;
	static const struct {
		const char *in;
		int offset;
		const char *name;
	} good[] = {
		{"wib", 420, "WIB"}, {"Wita", 480, "WITA"}, {"WIT", 540, "WIT"},
		{"z", 0, "+00:00"}, {"+07:00", 420, "WIB"},
		{"-0330", -210, "-03:30"}, {"+0530", 330, "+05:30"},
	};
	static const char *const bad[] = {
		"", "W", "WIBB", "+7", "+07", "+07:0", "+7:000", "0700",
		"+07-00", "+0760", "+1401", "+ab:cd", "Asia/Jakarta",
	};
	char name[16];
	int offset;

	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++) {
		assert_true(pantau_zone_parse(str_of(good[i].in), &offset));
		assert_int_equal(offset, good[i].offset);
		pantau_zone_name(offset, name);
		assert_string_equal(name, good[i].name);
	}
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		assert_false(pantau_zone_parse(str_of(bad[i]), &offset));
	}
}

static void writes(void **state)
{
	(void)state;
	char text[32];

	pantau_date_day(pantau_day_number(1725508380, ZONE_WIB), text);
	assert_string_equal(text, "2024-09-05");
	static const struct {
		int64_t day;
		const char *text;
	} days[] = {
		{-719528, "0000-01-01"}, {-719529, "-001-12-31"},
		{2932896, "9999-12-31"}, {2932897, "10000-01-01"},
		{0, "1970-01-01"}, {11016, "2000-02-29"},
	};
	for (size_t i = 0; i < sizeof(days) / sizeof(days[0]); i++) {
		pantau_date_day(days[i].day, text);
		assert_string_equal(text, days[i].text);
	}
	pantau_date_utc(-1, text);
	assert_string_equal(text, "1969-12-31T23:59:59Z");
	assert_int_equal(pantau_day_number(-1, 0), -1);
	assert_int_equal(pantau_day_number(-1, 420), 0);
	/* A damaged file may hold any number: no overflow, some text. */
	pantau_date_utc(INT64_MAX, text);
	pantau_date_local(INT64_MIN, -840, text);
	pantau_date_day(INT64_MIN, text);
	assert_true(strlen(text) < 32);
}

static void spans(void **state)
{
	(void)state;
	/* Sunday, 8 November 2026, 01.00 WIB: still the 7th in UTC. */
	const int64_t now = 1794074400;
	static const struct {
		const char *in, *from, *last;
	} cases[] = {
		{"2026-11-01", "2026-11-01", "2026-11-01"},
		{"2026-11-01..2026-11-07", "2026-11-01", "2026-11-07"},
		{"2026-02", "2026-02-01", "2026-02-28"},
		{"2024", "2024-01-01", "2024-12-31"},
		{"2026-01..2026-03", "2026-01-01", "2026-03-31"},
		{"..2026-11-07", NULL, "2026-11-07"},
		{"2026-11-07..", "2026-11-07", NULL},
		{"hari-ini", "2026-11-08", "2026-11-08"},
		{"TODAY", "2026-11-08", "2026-11-08"},
		{"kemarin", "2026-11-07", "2026-11-07"},
		{"7h", "2026-11-02", "2026-11-08"},
		{"1d", "2026-11-08", "2026-11-08"},
		{"pekan-ini", "2026-11-02", "2026-11-08"},
		{"pekan-lalu", "2026-10-26", "2026-11-01"},
		{"bulan-ini", "2026-11-01", "2026-11-30"},
		{"last-month", "2026-10-01", "2026-10-31"},
		{"bulan-lalu..kemarin", "2026-10-01", "2026-11-07"},
	};
	static const char *const bad[] = {
		"", "..", "24j", "0h", "h", "7", "-7h", "2026-13", "2026-02-30",
		"2026-11-07..2026-11-01", "1969", "2026-1-1", "2026-11-01..x",
		"99999999999h", "2026-11-01...2026-11-02", "besok",
	};
	struct span span;
	char text[32];

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		if (!pantau_span_parse(str_of(cases[i].in), now, ZONE_WIB,
				&span)) {
			fail_msg("'%s' refused", cases[i].in);
		}
		if (cases[i].from == NULL) {
			assert_true(span.from == INT64_MIN);
		} else {
			pantau_date_local(span.from, ZONE_WIB, text);
			assert_memory_equal(text, cases[i].from, 10);
			assert_string_equal(text + 10, " 00.00");
		}
		if (cases[i].last == NULL) {
			assert_true(span.until == INT64_MAX);
		} else {
			pantau_date_local(span.until - 1, ZONE_WIB, text);
			assert_memory_equal(text, cases[i].last, 10);
			assert_string_equal(text + 10, " 23.59");
		}
	}
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		if (pantau_span_parse(str_of(bad[i]), now, ZONE_WIB, &span)) {
			fail_msg("'%s' passed", bad[i]);
		}
	}
}

/* What machines write takes a short way; in small letters, or with a comma
 * behind it, the same takes the long one. */
static void short_way_says_what_the_long_one_says(void **state)
{
	(void)state;
	static const char *const forms[] = {
		"2026-11-08", "2024-02-29T23:59:59Z", "2026-11-08T06:30:00+07:00",
		"1970-01-01T07:00:00+07:00", "2105-12-31T23:59:59Z",
		"2106-01-01T00:00:00Z", "2026-11-08T06:30:00-14:00",
	};
	static const char marks[] = "0123456789:-+TZ .a";
	unsigned seed = 20261122, good = 0;

	for (unsigned i = 0; i < 60000; i++) {
		char one[40], other[40];
		struct timestamp a = {0}, b = {0}, a2 = {0}, b2 = {0};
		size_t n = strlen(forms[i % 7]);
		memcpy(one, forms[i % 7], n + 1);
		for (unsigned k = 0; k < i % 3; k++) {
			seed = seed * 1103515245 + 12345;
			one[(seed >> 8) % n] = marks[(seed >> 20) %
					(sizeof(marks) - 1)];
		}
		for (size_t k = 0; k <= n; k++) {
			other[k] = one[k] == 'T' ? 't' : one[k] == 'Z' ? 'z' : one[k];
		}
		if (n == 10) {
			memcpy(other + n, ",", 2);
			one[4] = other[4] = '-'; /* seconds take no comma */
		}
		enum date_status x = pantau_date_parse(str_of(one), ZONE_WITA, &a,
				&a2);
		enum date_status y = pantau_date_parse(str_of(other), ZONE_WITA,
				&b, &b2);
		if (x != y || a.seconds != b.seconds || a.offset != b.offset ||
				a.has_time != b.has_time || a2.seconds != b2.seconds) {
			fail_msg("'%s'", one);
		}
		good += x == DATE_OK;
	}
	assert_true(good > 20000);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(calendar_round_trip),
		cmocka_unit_test(accepts),
		cmocka_unit_test(refuses),
		cmocka_unit_test(tells_both_readings),
		cmocka_unit_test(has_time_and_zone),
		cmocka_unit_test(zones),
		cmocka_unit_test(writes),
		cmocka_unit_test(spans),
		cmocka_unit_test(short_way_says_what_the_long_one_says),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
