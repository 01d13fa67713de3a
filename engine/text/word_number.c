/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* The index forms of money, dates, times and telephone numbers. */

#include "text/char_class.h"
#include "text/number.h"
#include "text/word.h"

/* 'rp' and 'Rp.', 'us$' ...: one short name each; empty when it is none. */
static struct str currency_name(struct str currency)
{
	static const struct {
		struct str written, normal;
	} currencies[] = {
		{{"rp", 2}, {"rp", 2}}, {{"idr", 3}, {"rp", 2}},
		{{"usd", 3}, {"usd", 3}}, {{"us$", 3}, {"usd", 3}},
		{{"$", 1}, {"usd", 3}}, {{"s$", 2}, {"sgd", 3}},
		{{"\xc2\xa3", 2}, {"gbp", 3}}, {{"\xc2\xa5", 2}, {"jpy", 3}},
		{{"\xe2\x82\xac", 3}, {"eur", 3}},
	};
	while (currency.n > 0 && (currency.p[currency.n - 1] == ' ' ||
			currency.p[currency.n - 1] == '.')) {
		currency.n--;
	}
	for (size_t i = 0; i < sizeof(currencies) / sizeof(currencies[0]); i++) {
		if (pantau_str_eq_nocase(currency, currencies[i].written)) {
			return currencies[i].normal;
		}
	}
	return (struct str){NULL, 0};
}

static void money(const struct word_maker *maker, struct str raw,
		struct word_build *out)
{
	char normal[64];
	struct amount amount;
	size_t figure = 0;
	pantau_word_add(out, pantau_fold(maker->folder, raw),
			PANTAU_TERM_SURFACE, 0);
	while (figure < raw.n && !ascii_is(raw.p[figure], ASCII_DIGIT)) {
		figure++;
	}
	if (figure == raw.n) {
		return; /* a keycap took the figure away */
	}
	struct str blank = str_skip(raw, figure);
	pantau_money_read(blank, true, &amount);
	while (blank.n > 0 && blank.p[0] != ' ') {
		blank = str_skip(blank, 1);
	}
	struct str name = currency_name(str_make(raw.p, figure));
	if (name.n != 0) {
		memcpy(normal, name.p, name.n);
		memcpy(normal + name.n, amount.text, amount.n);
		pantau_word_add(out, str_make(normal, name.n + amount.n),
				PANTAU_TERM_STEM, 0);
	}
	/* 'triliun' of 'Rp1,5 triliun' */
	pantau_word_add(out, pantau_fold(maker->folder, blank),
			PANTAU_TERM_ALTERNATIVE, 0);
}

static void date(const struct word_maker *maker, struct str raw,
		struct word_build *out)
{
	struct numeric_date read;
	pantau_word_add(out, pantau_fold(maker->folder, raw),
			PANTAU_TERM_SURFACE, 0);
	if (pantau_numeric_date_read(raw, &read) != 0 && read.settled) {
		pantau_word_add(out, str_of(read.iso), PANTAU_TERM_STEM, 0);
	}
}

/* '19:30' is found as '19.30', the way Indonesian writes it. */
static void clock(const struct word_maker *maker, struct str raw,
		struct word_build *out)
{
	char copy[16];
	struct str surface = pantau_word_add(out, pantau_fold(maker->folder, raw),
			PANTAU_TERM_SURFACE, 0);
	if (surface.n > sizeof(copy)) {
		return;
	}
	for (size_t i = 0; i < surface.n; i++) {
		copy[i] = surface.p[i] == ':' ? '.' : surface.p[i];
	}
	pantau_word_add(out, str_make(copy, surface.n), PANTAU_TERM_STEM, 0);
}

static void phone(const struct word_maker *maker, struct str raw,
		struct word_build *out)
{
	struct phone read;
	if (pantau_phone_read(raw, &read) == 0) {
		pantau_word_add(out, pantau_fold(maker->folder, raw),
				PANTAU_TERM_SURFACE, 0);
		return;
	}
	pantau_word_add(out, str_make(read.digits, read.n),
			PANTAU_TERM_SURFACE, 0);
	pantau_word_add(out, str_make(read.full, read.full_n),
			PANTAU_TERM_STEM, 0);
}

void pantau_word_number(const struct word_maker *maker, struct str raw,
		struct word_build *out)
{
	switch (out->word.kind) {
	case PANTAU_TOKEN_MONEY:
		money(maker, raw, out);
		break;
	case PANTAU_TOKEN_DATE:
		date(maker, raw, out);
		break;
	case PANTAU_TOKEN_TIME:
		clock(maker, raw, out);
		break;
	default:
		phone(maker, raw, out);
		break;
	}
}
