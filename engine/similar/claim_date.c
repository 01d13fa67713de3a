/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* A date that a text writes in one way and a title in another: '28/02/2018' and
 * '28 Februari 2018' have no word in common. */

#include <stdio.h>

#include "base/date_scan.h"
#include "base/hash.h"
#include "similar/claim_parts.h"

static struct str text_of(const struct pantau_term *term)
{
	return str_make(term->bytes, term->length);
}

static uint64_t hash_of(struct str text)
{
	return pantau_hash(text, SHINGLE_SEED);
}

/* A number of so many digits, or -1. */
static int number_of(struct str text, size_t least, size_t most)
{
	int value = 0;

	if (text.n < least || text.n > most) {
		return -1;
	}
	for (size_t i = 0; i < text.n; i++) {
		if (text.p[i] < '0' || text.p[i] > '9') {
			return -1;
		}
		value = value * 10 + (text.p[i] - '0');
	}
	return value;
}

/* '2018-02-28', as the analyser has dates: the words of '28 Februari 2018'. */
static size_t in_words(struct str date, uint64_t out[CLAIM_DATE])
{
	static const char *const months[] = {"januari", "februari", "maret",
		"april", "mei", "juni", "juli", "agustus", "september",
		"oktober", "november", "desember"};

	if (date.n != 10 || date.p[4] != '-' || date.p[7] != '-') {
		return 0;
	}
	int month = number_of(str_make(date.p + 5, 2), 2, 2);
	struct str day = str_make(date.p + 8, 2);
	if (month < 1 || month > 12 || number_of(day, 2, 2) < 1) {
		return 0;
	}
	out[0] = hash_of(day.p[0] == '0' ? str_skip(day, 1) : day);
	out[1] = hash_of(str_of(months[month - 1]));
	out[2] = hash_of(str_make(date.p, 4));
	return 3;
}

size_t pantau_claim_date(const struct claim_word last[3],
		uint64_t out[CLAIM_DATE])
{
	if (last[2].kind == PANTAU_TOKEN_DATE) {
		/* As written, or as the analyser has it, which comes next. */
		size_t at = last[2].terms > 1 && last[2].term[1].kind ==
				PANTAU_TERM_STEM;
		return in_words(text_of(&last[2].term[at]), out);
	}
	if (last[0].kind != PANTAU_TOKEN_NUMBER || last[0].terms == 0 ||
			last[2].kind != PANTAU_TOKEN_NUMBER) {
		return 0;
	}
	int day = number_of(text_of(last[0].term), 1, 2);
	int year = number_of(text_of(last[2].term), 4, 4);
	if (day < 1 || year < 0) {
		return 0;
	}
	const struct date_word *month = pantau_date_word(
			text_of(last[1].term));
	if (month == NULL || month->kind != DATE_WORD_MONTH) {
		return 0;
	}
	char date[32];
	snprintf(date, sizeof(date), "%04d-%02d-%02d", year, month->value,
			day);
	out[0] = hash_of(str_of(date));
	return 1;
}
