/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_BASE_DATE_SCAN_H
#define PANTAU_BASE_DATE_SCAN_H

/* What the two halves of the date parser share: date_scan.c fills the parts
 * of a date, date_parse.c judges them. date_words.c knows the words. */

#include "base/str.h"

#define DATE_UNSET (-1)

struct date_parts {
	int year, month, day;
	int hour, minute, second;
	int weekday;          /* 0 Monday */
	int offset;           /* minutes, when zone */
	bool zone;            /* a zone was written */
	bool half, afternoon; /* AM or PM was written */
	bool indonesian;      /* the weekday was an Indonesian word */
	bool numeric;         /* day and month may be the other way round */
	bool hour_next;       /* 'pukul' was the last word */
};

enum date_word_kind {
	DATE_WORD_MONTH,   /* value 1..12 */
	DATE_WORD_WEEKDAY, /* value 0..6 */
	DATE_WORD_HARI,    /* the same, in Indonesian */
	DATE_WORD_ZONE,    /* value in minutes */
	DATE_WORD_HALF,    /* AM 0, PM 1 */
	DATE_WORD_HOUR,    /* an hour must follow */
	DATE_WORD_NOISE,
};

struct date_word {
	const char *text;
	enum date_word_kind kind;
	int value;
};

/* NULL for a word that has no business in a date. */
const struct date_word *pantau_date_word(struct str s);

/* Fills parts from all of s; false when something is unknown or comes twice. */
bool pantau_date_scan(struct str s, struct date_parts *parts);

#endif
