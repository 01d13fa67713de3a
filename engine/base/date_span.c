/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Spans of days, as queries and options write them. */

#include "base/date.h"

#define DAY INT64_C(86400)

/* Day numbers, both ends included. */
struct days {
	int64_t first, last;
};

static bool digits(struct str s, size_t at, size_t count, int *out)
{
	int value = 0;

	if (s.n < at + count) {
		return false;
	}
	for (size_t i = at; i < at + count; i++) {
		if (s.p[i] < '0' || s.p[i] > '9') {
			return false;
		}
		value = value * 10 + (s.p[i] - '0');
	}
	*out = value;
	return true;
}

/* The month that lies 'ahead' months after the one of day, as a whole. */
static struct days whole_month(int64_t day, int ahead)
{
	int year, month, unused;

	pantau_civil_from_days(day, &year, &month, &unused);
	int index = year * 12 + month - 1 + ahead;
	return (struct days){
		pantau_days_from_civil(index / 12, index % 12 + 1, 1),
		pantau_days_from_civil((index + 1) / 12,
				(index + 1) % 12 + 1, 1) - 1,
	};
}

/* '2026', '2026-11', '2026-11-08'. */
static bool calendar(struct str s, struct days *out)
{
	int year, month, day;

	if (!digits(s, 0, 4, &year) || year < 1970 || year > 2105) {
		return false;
	}
	if (s.n == 4) {
		out->first = pantau_days_from_civil(year, 1, 1);
		out->last = pantau_days_from_civil(year, 12, 31);
		return true;
	}
	if (s.p[4] != '-' || !digits(s, 5, 2, &month) || month < 1 ||
			month > 12) {
		return false;
	}
	*out = whole_month(pantau_days_from_civil(year, month, 1), 0);
	if (s.n == 7) {
		return true;
	}
	if (s.n != 10 || s.p[7] != '-' || !digits(s, 8, 2, &day) || day < 1 ||
			out->first + day - 1 > out->last) {
		return false;
	}
	out->first += day - 1;
	out->last = out->first;
	return true;
}

/* '7h', '7d': so many days, today being the last. */
static bool last_days(struct str s, int64_t today, struct days *out)
{
	int64_t count;

	if (s.n < 2 || strchr("hHdD", s.p[s.n - 1]) == NULL ||
			s.p[0] < '0' || s.p[0] > '9' ||
			!pantau_str_int(str_make(s.p, s.n - 1), &count) ||
			count < 1 || count > 36500) {
		return false;
	}
	*out = (struct days){today - count + 1, today};
	return true;
}

enum word { TODAY, YESTERDAY, THIS_WEEK, LAST_WEEK, THIS_MONTH, LAST_MONTH };

static bool find_word(struct str s, enum word *out)
{
	static const struct {
		const char *text;
		enum word word;
	} words[] = {
		{"hari-ini", TODAY}, {"today", TODAY},
		{"kemarin", YESTERDAY}, {"yesterday", YESTERDAY},
		{"pekan-ini", THIS_WEEK}, {"minggu-ini", THIS_WEEK},
		{"this-week", THIS_WEEK},
		{"pekan-lalu", LAST_WEEK}, {"minggu-lalu", LAST_WEEK},
		{"last-week", LAST_WEEK},
		{"bulan-ini", THIS_MONTH}, {"this-month", THIS_MONTH},
		{"bulan-lalu", LAST_MONTH}, {"last-month", LAST_MONTH},
	};

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		if (pantau_str_eq_nocase(s, str_of(words[i].text))) {
			*out = words[i].word;
			return true;
		}
	}
	return false;
}

static struct days word_days(enum word word, int64_t today)
{
	int64_t monday = today - pantau_weekday(today);

	switch (word) {
	case TODAY:
		return (struct days){today, today};
	case YESTERDAY:
		return (struct days){today - 1, today - 1};
	case THIS_WEEK:
		return (struct days){monday, monday + 6};
	case LAST_WEEK:
		return (struct days){monday - 7, monday - 1};
	case THIS_MONTH:
		return whole_month(today, 0);
	case LAST_MONTH:
		break;
	}
	return whole_month(today, -1);
}

static bool one(struct str s, int64_t today, struct days *out)
{
	enum word word;

	if (find_word(s, &word)) {
		*out = word_days(word, today);
		return true;
	}
	return calendar(s, out) || last_days(s, today, out);
}

bool pantau_span_parse(struct str s, int64_t now, int offset, struct span *out)
{
	int64_t today = pantau_day_number(now, offset);
	struct days left = {0}, right = {0};
	struct str from, until;

	s = pantau_str_trim(s);
	from = s;
	until = s;
	for (size_t i = 0; i + 1 < s.n; i++) {
		if (s.p[i] == '.' && s.p[i + 1] == '.') {
			from = str_make(s.p, i);
			until = str_skip(s, i + 2);
			break;
		}
	}
	if (from.n == 0 && until.n == 0) {
		return false;
	}
	if ((from.n != 0 && !one(from, today, &left)) ||
			(until.n != 0 && !one(until, today, &right))) {
		return false;
	}
	struct span span = {INT64_MIN, INT64_MAX};
	if (from.n != 0) {
		span.from = left.first * DAY - (int64_t)offset * 60;
	}
	if (until.n != 0) {
		span.until = (right.last + 1) * DAY - (int64_t)offset * 60;
	}
	if (span.from >= span.until) {
		return false;
	}
	*out = span;
	return true;
}
