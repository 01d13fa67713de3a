/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * The reading half of the date parser: a walk over numbers, words and signs
 * that fills the parts of a date, each at most once. What it does not know
 * makes the date bad; it never skips a word in the hope for the best.
 */

#include "base/date_scan.h"

struct scan {
	struct str s;
	size_t at;
};

static int peek(const struct scan *scan, size_t ahead)
{
	size_t at = scan->at + ahead;

	return at < scan->s.n ? (unsigned char)scan->s.p[at] : 0;
}

static bool is_digit(int c)
{
	return c >= '0' && c <= '9';
}

static bool is_letter(int c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Digits from 'ahead' on: how many and what they say (at most 9 count). */
static size_t number(const struct scan *scan, size_t ahead, int *value)
{
	size_t n = 0;

	*value = 0;
	while (is_digit(peek(scan, ahead + n))) {
		if (n < 9) {
			*value = *value * 10 + (peek(scan, ahead + n) - '0');
		}
		n++;
	}
	return n;
}

/* Sets a part that must not have been set. */
static bool set(int *part, int value)
{
	if (*part != DATE_UNSET) {
		return false;
	}
	*part = value;
	return true;
}

static bool set_zone(struct date_parts *parts, int offset)
{
	if (parts->zone) {
		return false;
	}
	parts->zone = true;
	parts->offset = offset;
	return true;
}

/* '+07:00', '+0700', and '+07' or 'GMT+7'. */
static bool scan_offset(struct scan *scan, int *offset)
{
	int value;
	bool minus = peek(scan, 0) == '-';
	size_t n = number(scan, 1, &value);

	if (n == 1 || n == 2) {
		int minutes = 0;
		if (peek(scan, n + 1) == ':') {
			if (number(scan, n + 2, &minutes) != 2) {
				return false;
			}
			n += 3;
		}
		value = value * 100 + minutes;
	} else if (n != 4) {
		return false;
	}
	if (value % 100 > 59 || value > 1400) {
		return false;
	}
	*offset = (value / 100 * 60 + value % 100) * (minus ? -1 : 1);
	scan->at += n + 1;
	return true;
}

static bool take_word(struct scan *scan, struct date_parts *parts,
		const struct date_word *word)
{
	int offset = word->value;

	switch (word->kind) {
	case DATE_WORD_MONTH:
		/* 'Nov-2026', 'Nov.' */
		if (peek(scan, 0) == '-' || peek(scan, 0) == '/' ||
				peek(scan, 0) == '.') {
			scan->at++;
		}
		return set(&parts->month, word->value);
	case DATE_WORD_HARI:
	case DATE_WORD_WEEKDAY:
		parts->indonesian = word->kind == DATE_WORD_HARI;
		if (peek(scan, 0) == '.') {
			scan->at++;
		}
		return set(&parts->weekday, word->value);
	case DATE_WORD_ZONE:
		if (word->value == 0 && (peek(scan, 0) == '+' ||
				peek(scan, 0) == '-') &&
				!scan_offset(scan, &offset)) {
			return false;
		}
		return set_zone(parts, offset);
	case DATE_WORD_HALF:
		if (parts->half) {
			return false;
		}
		parts->half = true;
		parts->afternoon = word->value != 0;
		return true;
	case DATE_WORD_HOUR:
		if (peek(scan, 0) == '.') {
			scan->at++;
		}
		parts->hour_next = true;
		return true;
	case DATE_WORD_NOISE:
		break;
	}
	return true;
}

static bool scan_word(struct scan *scan, struct date_parts *parts)
{
	char text[16];
	size_t n = 0;

	for (;;) {
		int c = peek(scan, 0);
		size_t step = 1;
		if (c == 0xe2 && peek(scan, 1) == 0x80 &&
				peek(scan, 2) == 0x99) {
			c = '\''; /* the apostrophe that word processors set */
			step = 3;
		}
		if (!is_letter(c) && c != '\'') {
			break;
		}
		if (n == sizeof(text)) {
			return false;
		}
		text[n++] = (char)c;
		scan->at += step;
	}
	const struct date_word *word = pantau_date_word(str_make(text, n));
	return word != NULL && take_word(scan, parts, word);
}

/* --- numbers --- */

static bool set_date(struct date_parts *parts, int year, int month, int day)
{
	return set(&parts->year, year) && set(&parts->month, month) &&
			set(&parts->day, day);
}

/* '2026-11-08', '08/11/2026'. *taken tells whether it looked like one. */
static bool scan_numeric_date(struct scan *scan, struct date_parts *parts,
		bool *taken)
{
	int value[3];
	size_t n[3], at = 0;
	int separator = 0;

	*taken = false;
	for (int i = 0; i < 3; i++) {
		if (i != 0) {
			int c = peek(scan, at);
			if ((c != '-' && c != '/' && c != '.') ||
					(i == 2 && c != separator)) {
				return true;
			}
			separator = c;
			at++;
		}
		n[i] = number(scan, at, &value[i]);
		if (n[i] == 0) {
			return true;
		}
		at += n[i];
	}
	bool year_first = n[0] == 4 && n[1] <= 2 && n[2] <= 2;
	bool year_last = n[0] <= 2 && n[1] <= 2 && n[2] == 4;
	if (!year_first && !year_last) {
		/* '19.30.15' is a time; '05-09-24' leaves the century open. */
		return separator == '.';
	}
	*taken = true;
	scan->at += at;
	if (year_last) {
		parts->numeric = true;
		return set_date(parts, value[2], value[1], value[0]);
	}
	if ((peek(scan, 0) == 'T' || peek(scan, 0) == 't') &&
			is_digit(peek(scan, 1))) {
		scan->at++;
	}
	return set_date(parts, value[0], value[1], value[2]);
}

/* '06:30', '06.30', '06:30:15', '06:30:15.123'. */
static bool scan_time(struct scan *scan, struct date_parts *parts, bool *taken)
{
	int hour, minute, second = 0, fraction;
	size_t at = number(scan, 0, &hour);
	int separator = peek(scan, at);

	*taken = false;
	if (at > 2 || (separator != ':' && separator != '.') ||
			number(scan, at + 1, &minute) != 2) {
		return true;
	}
	*taken = true;
	at += 3;
	if (peek(scan, at) == separator && is_digit(peek(scan, at + 1))) {
		if (number(scan, at + 1, &second) != 2) {
			return false;
		}
		at += 3;
		if ((peek(scan, at) == '.' || peek(scan, at) == ',') &&
				is_digit(peek(scan, at + 1))) {
			at += 1 + number(scan, at + 1, &fraction);
		}
	}
	scan->at += at;
	parts->hour_next = false;
	return set(&parts->hour, hour) && set(&parts->minute, minute) &&
			set(&parts->second, second);
}

/* '8th': the two letters behind a day, when they are such. */
static size_t ordinal(const struct scan *scan, size_t at)
{
	static const char *const ends[] = {"st", "nd", "rd", "th"};

	if (scan->s.n < scan->at + at + 2 || is_letter(peek(scan, at + 2))) {
		return 0;
	}
	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++) {
		if (pantau_str_eq_nocase(str_make(scan->s.p + scan->at + at, 2),
				str_of(ends[i]))) {
			return 2;
		}
	}
	return 0;
}

static bool scan_number(struct scan *scan, struct date_parts *parts)
{
	bool taken;
	int value;

	if (!scan_numeric_date(scan, parts, &taken)) {
		return false;
	}
	if (taken) {
		return true;
	}
	if (!scan_time(scan, parts, &taken)) {
		return false;
	}
	if (taken) {
		return true;
	}
	size_t n = number(scan, 0, &value);
	scan->at += n;
	if (n == 4) {
		return set(&parts->year, value);
	}
	if (n > 2) {
		return false;
	}
	if (parts->hour_next) {
		parts->hour_next = false;
		return set(&parts->hour, value) && set(&parts->minute, 0) &&
				set(&parts->second, 0);
	}
	scan->at += ordinal(scan, 0);
	/* '28-Jun-2022' */
	if ((peek(scan, 0) == '-' || peek(scan, 0) == '/') &&
			is_letter(peek(scan, 1))) {
		scan->at++;
	}
	return set(&parts->day, value);
}

/* --- the whole --- */

/* Moves over what only separates; false when there is nothing such. */
static bool scan_separator(struct scan *scan)
{
	static const char *const wide[] = {
		"\xc2\xa0",     /* no-break space */
		"\xe2\x80\xaf", /* narrow no-break space */
		"\xe2\x80\x93", /* en dash */
		"\xe2\x80\x94", /* em dash */
	};
	int c = peek(scan, 0);

	if (c == ' ' || (c >= '\t' && c <= '\r') || (c != 0 &&
			strchr(",;|@()", c) != NULL)) {
		scan->at++;
		return true;
	}
	if ((c == '-' || c == '/') && peek(scan, 1) == ' ') {
		scan->at++;
		return true;
	}
	for (size_t i = 0; i < sizeof(wide) / sizeof(wide[0]); i++) {
		if (str_starts(str_skip(scan->s, scan->at), str_of(wide[i]))) {
			scan->at += strlen(wide[i]);
			return true;
		}
	}
	return false;
}

static bool scan_part(struct scan *scan, struct date_parts *parts)
{
	int c = peek(scan, 0), offset;

	if (is_digit(c)) {
		return scan_number(scan, parts);
	}
	if (is_letter(c)) {
		return scan_word(scan, parts);
	}
	return (c == '+' || c == '-') && parts->hour != DATE_UNSET &&
			scan_offset(scan, &offset) && set_zone(parts, offset);
}

bool pantau_date_scan(struct str s, struct date_parts *parts)
{
	struct scan scan = {s, 0};

	*parts = (struct date_parts){
		.year = DATE_UNSET, .month = DATE_UNSET, .day = DATE_UNSET,
		.hour = DATE_UNSET, .minute = DATE_UNSET,
		.second = DATE_UNSET, .weekday = DATE_UNSET,
	};
	while (scan.at < s.n) {
		if (!scan_separator(&scan) && !scan_part(&scan, parts)) {
			return false;
		}
	}
	return !parts->hour_next;
}
