/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_BASE_DATE_H
#define PANTAU_BASE_DATE_H

/*
 * Dates as people and machines write them, to UTC seconds and an offset.
 *
 * Accepted: ISO 8601 (2026-11-08, 2026-11-08T06:30[:00[.123]][Z|+07:00|+0700]),
 * RFC 822 (Sun, 08 Nov 2026 06:30:00 +0700), epoch seconds (9 or 10 digits,
 * milliseconds with 13), and Indonesian and English prose: 'Kamis, 05-09-2024,
 * 10:53 WIB', '28 Juni 2022', '8 Nov 2026 pukul 19.30 WITA', '23/6/2022'.
 * Numbers alone are day first, as Indonesia writes, but only where that is the
 * one possible reading or the weekday or a month name settles it; '03/04/2026'
 * is ambiguous and is refused, never guessed. A weekday must fit the date. Where
 * it fits both readings, an Indonesian one (Kamis) means day first, and an
 * English one settles nothing.
 */

#include "base/str.h"

enum zone_offset { ZONE_WIB = 420, ZONE_WITA = 480, ZONE_WIT = 540 }; /* minutes */

struct timestamp {
	int64_t seconds;  /* UTC, since 1970-01-01T00:00:00Z */
	int16_t offset;   /* minutes east of UTC, as written or the default */
	bool has_time;    /* a time of day was given; else it is 00:00 local */
};

enum date_status { DATE_OK, DATE_BAD, DATE_AMBIGUOUS, DATE_RANGE };

/*
 * Parses all of s. default_offset (minutes) holds where s names no zone.
 * DATE_RANGE: outside 1970-01-01 .. 2105-12-31 (u32 seconds). On
 * DATE_AMBIGUOUS *out is one of the readings and *other (may be NULL) the
 * other, for the message.
 */
enum date_status pantau_date_parse(struct str s, int default_offset,
		struct timestamp *out, struct timestamp *other);

/* 'WIB', 'WITA', 'WIT', 'Z', '+07:00', '+0700', any case; false if neither. */
bool pantau_zone_parse(struct str s, int *offset);
/* 'WIB' ... or '+05:30'. Writes at most 16 bytes with NUL. */
void pantau_zone_name(int offset, char out[16]);

/* Proleptic Gregorian calendar (Hinnant, chrono-compatible algorithms). */
int64_t pantau_days_from_civil(int year, int month, int day);
void pantau_civil_from_days(int64_t days, int *year, int *month, int *day);
/* Day number of a moment in a zone: floor((seconds + offset*60) / 86400). */
int64_t pantau_day_number(int64_t seconds, int offset);
/* 0 Monday .. 6 Sunday. */
int pantau_weekday(int64_t day_number);

/* '2026-11-08T06:30:00Z'; out holds at least 32 bytes. */
void pantau_date_utc(int64_t seconds, char out[32]);
/* '2026-11-08' and '2026-11-08 13.30' in the zone. */
void pantau_date_day(int64_t day_number, char out[32]);
void pantau_date_local(int64_t seconds, int offset, char out[32]);

/*
 * A span of days as queries and options write it, in a zone, seen from now:
 * '2026-11-01', '2026-11-01..2026-11-07', '2026-11', '2026', '..D', 'D..',
 * 'hari-ini'/'today', 'kemarin'/'yesterday', '7h'/'7d' (the last 7 days with
 * today; h is hari, so '24h' are 24 days and '24j' is nothing), 'pekan-ini',
 * 'pekan-lalu'/'last-week', 'bulan-ini', 'bulan-lalu'/'last-month'.
 * from <= t < until, UTC seconds; an open end is INT64_MIN or INT64_MAX.
 */
struct span {
	int64_t from, until;
};
bool pantau_span_parse(struct str s, int64_t now, int offset, struct span *out);

#endif
