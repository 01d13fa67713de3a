/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* The judging half of the date parser: what the parts add up to. */

#include "base/date.h"
#include "base/date_scan.h"

#define LONGEST 128

static bool valid_day(int year, int month, int day)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

	return month >= 1 && month <= 12 && day >= 1 &&
			day <= days[month - 1] + (month == 2 && leap);
}

/* Brings the time into 0..23, 24:00 apart. */
static bool settle_time(struct date_parts *parts)
{
	if (parts->hour == DATE_UNSET) {
		return !parts->half;
	}
	if (parts->half) {
		if (parts->hour < 1 || parts->hour > 12) {
			return false;
		}
		parts->hour = parts->hour % 12 + (parts->afternoon ? 12 : 0);
	}
	if (parts->second == 60) {
		parts->second = 59; /* a leap second has no place in UTC days */
	}
	if (parts->hour == 24) {
		return parts->minute == 0 && parts->second == 0;
	}
	return parts->hour < 24 && parts->minute < 60 && parts->second < 60;
}

static bool fits(const struct date_parts *parts, int month, int day)
{
	return valid_day(parts->year, month, day) &&
			(parts->weekday == DATE_UNSET || parts->weekday ==
			pantau_weekday(pantau_days_from_civil(parts->year,
				month, day)));
}

static enum date_status in_range(int64_t seconds)
{
	return seconds >= 0 && seconds < 86400 *
			pantau_days_from_civil(2106, 1, 1) ?
			DATE_OK : DATE_RANGE;
}

static enum date_status make(const struct date_parts *parts, int month, int day,
		int default_offset, struct timestamp *out)
{
	int64_t seconds = pantau_days_from_civil(parts->year, month, day) *
			86400;

	out->offset = (int16_t)(parts->zone ? parts->offset : default_offset);
	out->has_time = parts->hour != DATE_UNSET;
	if (out->has_time) {
		seconds += parts->hour * 3600 + parts->minute * 60 +
				parts->second;
	}
	out->seconds = seconds - out->offset * 60;
	return in_range(out->seconds);
}

/* The number of a row of digits; -1 where another byte is. */
static int digits(const char *p, size_t n)
{
	int value = 0;

	for (size_t i = 0; i < n; i++) {
		unsigned digit = (unsigned)((unsigned char)p[i] - '0');
		if (digit > 9) {
			return -1;
		}
		value = value * 10 + (int)digit;
	}
	return value;
}

static bool iso_zone(struct str s, struct date_parts *parts)
{
	if (s.n == 1 && s.p[0] == 'Z') {
		parts->zone = true;
		return true;
	}
	if (s.n != 6 || (s.p[0] != '+' && s.p[0] != '-') || s.p[3] != ':') {
		return false;
	}
	int hours = digits(s.p + 1, 2), minutes = digits(s.p + 4, 2);
	parts->zone = true;
	parts->offset = (hours * 60 + minutes) * (s.p[0] == '-' ? -1 : 1);
	return hours >= 0 && hours < 14 && minutes >= 0 && minutes < 60;
}

/*
 * What machines write: 2026-11-08, 2026-11-08T06:30:00Z or with +07:00. It says
 * what the scanner would, at a tenth of the time; where it is not sure of all
 * of it (also of leap seconds and 24:00), the scanner is asked.
 */
static bool iso(struct str s, struct date_parts *parts)
{
	if (s.n < 10 || s.p[4] != '-' || s.p[7] != '-') {
		return false;
	}
	*parts = (struct date_parts){
		.year = digits(s.p, 4), .month = digits(s.p + 5, 2),
		.day = digits(s.p + 8, 2), .hour = DATE_UNSET,
		.minute = DATE_UNSET, .second = DATE_UNSET,
		.weekday = DATE_UNSET,
	};
	bool valid = parts->year >= 1 &&
			valid_day(parts->year, parts->month, parts->day);
	if (!valid || s.n == 10) {
		return valid;
	}
	if (s.n < 20 || s.p[10] != 'T' || s.p[13] != ':' || s.p[16] != ':') {
		return false;
	}
	parts->hour = digits(s.p + 11, 2);
	parts->minute = digits(s.p + 14, 2);
	parts->second = digits(s.p + 17, 2);
	return parts->hour >= 0 && parts->hour < 24 && parts->minute >= 0 &&
			parts->minute < 60 && parts->second >= 0 &&
			parts->second < 60 && iso_zone(str_skip(s, 19), parts);
}

/* Seconds with 9 or 10 digits, milliseconds with 13. */
static bool epoch(struct str s, int default_offset, struct timestamp *out)
{
	int64_t value;

	if ((s.n != 9 && s.n != 10 && s.n != 13) || s.p[0] < '0' || s.p[0] > '9' ||
			!pantau_str_int(s, &value)) {
		return false;
	}
	out->seconds = s.n == 13 ? value / 1000 : value;
	out->offset = (int16_t)default_offset;
	out->has_time = true;
	return true;
}

enum date_status pantau_date_parse(struct str s, int default_offset,
		struct timestamp *out, struct timestamp *other)
{
	struct date_parts parts;
	struct timestamp unused;

	s = pantau_str_trim(s);
	if (s.n == 0 || s.n > LONGEST) {
		return DATE_BAD;
	}
	if (epoch(s, default_offset, out)) {
		return in_range(out->seconds);
	}
	if (iso(s, &parts)) {
		return make(&parts, parts.month, parts.day, default_offset,
				out);
	}
	if (!pantau_date_scan(s, &parts) || !settle_time(&parts) ||
			parts.year == DATE_UNSET || parts.month == DATE_UNSET ||
			parts.day == DATE_UNSET) {
		return DATE_BAD;
	}
	bool straight = fits(&parts, parts.month, parts.day);
	bool swapped = parts.numeric && parts.day != parts.month &&
			fits(&parts, parts.day, parts.month);
	if (!straight && !swapped) {
		return DATE_BAD;
	}
	if (!straight) {
		return make(&parts, parts.day, parts.month, default_offset,
				out);
	}
	enum date_status status = make(&parts, parts.month, parts.day,
			default_offset, out);
	/* 5 September and 9 May 2024 are both a Thursday; but whoever writes
	 * 'Kamis' writes the day first. */
	if (status == DATE_OK && swapped && !parts.indonesian) {
		make(&parts, parts.day, parts.month, default_offset,
				other != NULL ? other : &unused);
		return DATE_AMBIGUOUS;
	}
	return status;
}
