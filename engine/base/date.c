/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * The calendar, zones and the written forms of a moment. The two conversions
 * follow Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms".
 */

#include <stdio.h>

#include "base/date.h"

#define DAY INT64_C(86400)
/* Days beyond are no dates; the limit keeps every sum below within range. */
#define DAY_LIMIT INT64_C(1000000000)

int64_t pantau_days_from_civil(int year, int month, int day)
{
	int64_t y = (int64_t)year - (month <= 2);
	int64_t era = (y >= 0 ? y : y - 399) / 400;
	int64_t year_of_era = y - era * 400;
	int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 +
			day - 1;
	int64_t day_of_era = year_of_era * 365 + year_of_era / 4 -
			year_of_era / 100 + day_of_year;

	return era * 146097 + day_of_era - 719468;
}

void pantau_civil_from_days(int64_t days, int *year, int *month, int *day)
{
	if (days > DAY_LIMIT) {
		days = DAY_LIMIT;
	} else if (days < -DAY_LIMIT) {
		days = -DAY_LIMIT;
	}
	days += 719468;
	int64_t era = (days >= 0 ? days : days - 146096) / 146097;
	int64_t day_of_era = days - era * 146097;
	int64_t year_of_era = (day_of_era - day_of_era / 1460 +
			day_of_era / 36524 - day_of_era / 146096) / 365;
	int64_t day_of_year = day_of_era - (365 * year_of_era +
			year_of_era / 4 - year_of_era / 100);
	int64_t shifted = (5 * day_of_year + 2) / 153; /* March is 0 */

	*day = (int)(day_of_year - (153 * shifted + 2) / 5 + 1);
	*month = (int)(shifted < 10 ? shifted + 3 : shifted - 9);
	*year = (int)(year_of_era + era * 400 + (*month <= 2));
}

/* Seconds of the zone's own clock, kept where sums cannot overflow. */
static int64_t local(int64_t seconds, int offset)
{
	if (seconds > DAY_LIMIT * DAY) {
		seconds = DAY_LIMIT * DAY;
	} else if (seconds < -DAY_LIMIT * DAY) {
		seconds = -DAY_LIMIT * DAY;
	}
	return seconds + (int64_t)offset * 60;
}

static int64_t floor_day(int64_t seconds)
{
	return (seconds >= 0 ? seconds : seconds - (DAY - 1)) / DAY;
}

int64_t pantau_day_number(int64_t seconds, int offset)
{
	return floor_day(local(seconds, offset));
}

int pantau_weekday(int64_t day_number)
{
	/* Day 0 was a Thursday. */
	int64_t remainder = (day_number % 7 + 3) % 7;

	return (int)(remainder < 0 ? remainder + 7 : remainder);
}

static bool two_digits(struct str s, size_t at, int *out)
{
	if (s.n < at + 2 || s.p[at] < '0' || s.p[at] > '9' ||
			s.p[at + 1] < '0' || s.p[at + 1] > '9') {
		return false;
	}
	*out = (s.p[at] - '0') * 10 + (s.p[at + 1] - '0');
	return true;
}

bool pantau_zone_parse(struct str s, int *offset)
{
	static const struct {
		struct str name;
		int offset;
	} zones[] = {
		{{"wib", 3}, ZONE_WIB},
		{{"wita", 4}, ZONE_WITA},
		{{"wit", 3}, ZONE_WIT},
		{{"z", 1}, 0},
	};
	int hours, minutes;

	for (size_t i = 0; i < sizeof(zones) / sizeof(zones[0]); i++) {
		if (pantau_str_eq_nocase(s, zones[i].name)) {
			*offset = zones[i].offset;
			return true;
		}
	}
	if (s.n == 0 || (s.p[0] != '+' && s.p[0] != '-')) {
		return false;
	}
	bool colon = s.n == 6 && s.p[3] == ':';
	if ((!colon && s.n != 5) || !two_digits(s, 1, &hours) ||
			!two_digits(s, colon ? 4 : 3, &minutes) ||
			minutes > 59 || hours * 60 + minutes > 14 * 60) {
		return false;
	}
	*offset = (hours * 60 + minutes) * (s.p[0] == '-' ? -1 : 1);
	return true;
}

void pantau_zone_name(int offset, char out[16])
{
	const char *name = offset == ZONE_WIB ? "WIB" :
			offset == ZONE_WITA ? "WITA" :
			offset == ZONE_WIT ? "WIT" : NULL;
	unsigned minutes = offset < 0 ? 0u - (unsigned)offset :
			(unsigned)offset;

	if (name != NULL) {
		snprintf(out, 16, "%s", name);
	} else {
		snprintf(out, 16, "%c%02u:%02u", offset < 0 ? '-' : '+',
				minutes / 60 % 100, minutes % 60);
	}
}

/* Ten digits and more of a year come only from damaged numbers; the buffer
 * takes any int, the caller gets what fits. */
#define WIDEST 96

static void put_day(char out[32], int64_t days)
{
	char text[WIDEST] = "";
	int year, month, day;

	pantau_civil_from_days(days, &year, &month, &day);
	if (year >= 0 && year <= 9999) {
		/* A year of counts has one for each day. */
		const char plain[] = {
			(char)('0' + year / 1000), (char)('0' + year / 100 % 10),
			(char)('0' + year / 10 % 10), (char)('0' + year % 10), '-',
			(char)('0' + month / 10), (char)('0' + month % 10), '-',
			(char)('0' + day / 10), (char)('0' + day % 10), '\0',
		};
		memcpy(out, plain, sizeof(plain));
		return;
	}
	snprintf(text, sizeof(text), "%04d-%02d-%02d", year, month, day);
	memcpy(out, text, 31);
	out[31] = '\0';
}

/* Appends the time of day to a date; seconds only in UTC. */
static void put_time(char out[32], int64_t rest, bool utc)
{
	unsigned hour = (unsigned)(rest / 3600) % 24;
	unsigned minute = (unsigned)(rest / 60) % 60;
	unsigned second = (unsigned)rest % 60;
	size_t n = strlen(out);

	if (utc) {
		snprintf(out + n, 32 - n, "T%02u:%02u:%02uZ", hour, minute,
				second);
	} else {
		snprintf(out + n, 32 - n, " %02u.%02u", hour, minute);
	}
}

void pantau_date_utc(int64_t seconds, char out[32])
{
	int64_t at = local(seconds, 0), days = floor_day(at);

	put_day(out, days);
	put_time(out, at - days * DAY, true);
}

void pantau_date_day(int64_t day_number, char out[32])
{
	put_day(out, day_number);
}

void pantau_date_local(int64_t seconds, int offset, char out[32])
{
	int64_t at = local(seconds, offset), days = floor_day(at);

	put_day(out, days);
	put_time(out, at - days * DAY, false);
}
