/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Amounts of money: 'Rp1.500.000,00', 'Rp.50.000,-', 'Rp 30rb', 'US$50'. */

#include "text/number.h"
#include "text/segment_parts.h"

/* Behind the currency and what may stand before the amount, or 0. */
static size_t amount_start(const struct segmenter *s, size_t at)
{
	static const struct str currencies[] = {
		{"Rp", 2}, {"RP", 2}, {"rp", 2}, {"IDR", 3}, {"USD", 3},
		{"US$", 3}, {"S$", 2}, {"$", 1}, {"\xc2\xa3", 2}, {"\xc2\xa5", 2},
		{"\xe2\x82\xac", 3},
	};
	struct str rest = str_skip(s->text, at);
	for (size_t i = 0; i < sizeof(currencies) / sizeof(currencies[0]); i++) {
		if (!str_starts(rest, currencies[i])) {
			continue;
		}
		size_t end = at + currencies[i].n;
		if (i < 3 && segment_byte(s, end) == '.') {
			end++;
		}
		if (segment_byte(s, end) == ' ') {
			end++;
		}
		return segment_is(s, end, ASCII_DIGIT) ? end : 0;
	}
	return 0;
}

size_t pantau_segment_money(struct segmenter *s, size_t at)
{
	size_t start = amount_start(s, at);
	if (start == 0) {
		return 0;
	}
	struct amount amount;
	size_t end = start + pantau_money_read(str_skip(s->text, start), true,
			&amount);
	return pantau_segment_emit(s, at, end, PANTAU_TOKEN_MONEY);
}
