/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* The judging half of the date parser: what the parts add up to. */

#include "base/date.h"
#include "base/date_scan.h"

#define LONGEST 128

static bool valid_day(int year, int month, int day)
{
	int y, m, d;

	if (month < 1 || month > 12 || day < 1 || day > 31) {
		return false;
	}
	/* 31 April would come back as 1 May. */
	pantau_civil_from_days(pantau_days_from_civil(year, month, day), &y,
			&m, &d);
	return d == day;
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
