/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Amounts, laws and plain numbers. */

#include "text/number.h"

#include "text/char_class.h"

#define LAW_MAX 48

static bool is(struct str s, size_t at, unsigned bits)
{
	return at < s.n && ascii_is(s.p[at], bits);
}

static char byte(struct str s, size_t at)
{
	return at < s.n ? s.p[at] : '\0';
}

static size_t digits(struct str s, size_t at)
{
	size_t end = at;
	while (is(s, end, ASCII_DIGIT)) {
		end++;
	}
	return end - at;
}

static void add_digits(struct amount *out, const char *p, size_t n)
{
	for (size_t i = 0; i < n && out->n < 32; i++) {
		if (out->n != 0 || p[i] != '0') {
			out->text[out->n++] = p[i];
		}
	}
}

/* How many zeros a glued unit stands for, and its length. */
static size_t unit(struct str s, size_t at, unsigned *zeros)
{
	static const struct {
		struct str name;
		unsigned zeros;
	} units[] = {
		{{"rb", 2}, 3}, {{"ribu", 4}, 3}, {{"k", 1}, 3}, {{"jt", 2}, 6},
		{{"juta", 4}, 6}, {{"m", 1}, 9}, {{"miliar", 6}, 9}, {{"milyar", 6}, 9},
		{{"t", 1}, 12}, {{"triliun", 7}, 12}, {{"trilyun", 7}, 12},
	};
	size_t end = at;
	while (is(s, end, ASCII_WORD) && end - at < 8) {
		end++;
	}
	for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++) {
		if (pantau_str_eq_nocase(str_make(s.p + at, end - at),
				units[i].name)) {
			*zeros = units[i].zeros;
			return end - at;
		}
	}
	return 0;
}

/* Writes what stands behind the comma, moved left by the unit's zeros. */
static void finish_amount(struct amount *out, struct str fraction,
		unsigned zeros)
{
	size_t whole = 0;
	while (whole < fraction.n && zeros > 0) {
		add_digits(out, fraction.p + whole++, 1);
		zeros--;
	}
	while (zeros-- > 0 && out->n < 44) {
		if (out->n != 0) {
			out->text[out->n++] = '0';
		}
	}
	if (out->n == 0) {
		out->text[out->n++] = '0';
	}
	fraction = str_skip(fraction, whole);
	while (fraction.n > 0 && fraction.p[fraction.n - 1] == '0') {
		fraction.n--;
	}
	if (fraction.n > 0 && out->n + fraction.n + 1 <= sizeof(out->text)) {
		out->text[out->n++] = ',';
		memcpy(out->text + out->n, fraction.p, fraction.n);
		out->n += fraction.n;
	}
}

/* How many zeros a unit behind a blank stands for, and the length of both:
 * 'Rp1,5 triliun', and 'T' and 'M' as headlines have them. */
static size_t unit_apart(struct str s, size_t at, unsigned *zeros)
{
	size_t n = byte(s, at) == ' ' ? unit(s, at + 1, zeros) : 0;
	char first = byte(s, at + 1);
	if (n == 0 || first == 'k' || first == 'K' ||
			(n == 1 && !ascii_is(first, ASCII_UPPER)) ||
			(byte(s, at + 1 + n) == '-' &&
			is(s, at + 2 + n, ASCII_LOWER))) {
		return 0;
	}
	return n + 1;
}

size_t pantau_amount_read(struct str s, struct amount *out)
{
	return pantau_money_read(s, false, out);
}

size_t pantau_money_read(struct str s, bool apart, struct amount *out)
{
	struct str fraction = {NULL, 0};
	unsigned zeros = 0;
	size_t at = digits(s, 0);
	out->n = 0;
	add_digits(out, s.p, at);
	while ((byte(s, at) == '.' || byte(s, at) == ',') &&
			digits(s, at + 1) == 3) {
		add_digits(out, s.p + at + 1, 3);
		at += 4;
	}
	size_t behind = digits(s, at + 1);
	if ((byte(s, at) == ',' || byte(s, at) == '.') && behind >= 1 &&
			behind <= 2) {
		fraction = str_make(s.p + at + 1, behind);
		at += 1 + behind;
	} else if (byte(s, at) == ',' && byte(s, at + 1) == '-') {
		at += 2;
		at += byte(s, at) == '-';
	}
	size_t glued = unit(s, at, &zeros);
	at += glued != 0 || !apart ? glued : unit_apart(s, at, &zeros);
	finish_amount(out, fraction, zeros);
	return at;
}

static bool year(struct str s, size_t at)
{
	return digits(s, at) == 4 && (memcmp(s.p + at, "19", 2) == 0 ||
			memcmp(s.p + at, "20", 2) == 0);
}

static int four_digits(const char *p)
{
	int n = 0;
	for (size_t i = 0; i < 4; i++) {
		n = n * 10 + (p[i] - '0');
	}
	return n;
}

/* '2023/2024' is no law, nor is '1999/2000'. */
static bool school_year(struct str s)
{
	return year(s, 0) && byte(s, 4) == '/' && year(s, 5) &&
			!is(s, 9, ASCII_WORD) && byte(s, 9) != '/' &&
			four_digits(s.p) + 1 == four_digits(s.p + 5);
}

size_t pantau_law_read(struct str s)
{
	size_t at = digits(s, 0);
	if (at == 0 || at > 4 || byte(s, at) != '/' || school_year(s)) {
		return 0;
	}
	if (year(s, at + 1) && byte(s, at + 5) != '/' &&
			!is(s, at + 5, ASCII_WORD)) {
		return at + 5;
	}
	/* The ministry's code stands between number and year. */
	for (at++; at < LAW_MAX && at < s.n; at++) {
		if (s.p[at] == '/' && year(s, at + 1) &&
				!is(s, at + 5, ASCII_WORD)) {
			return at + 5;
		}
		if (!is(s, at, ASCII_UPPER | ASCII_DIGIT) && s.p[at] != '.' &&
				s.p[at] != '-' && s.p[at] != '/') {
			return 0;
		}
	}
	return 0;
}

size_t pantau_plain_number_read(struct str s)
{
	size_t at = digits(s, 0);
	size_t whole = at;
	while (byte(s, at) == '.' || byte(s, at) == ',') {
		bool comma = s.p[at] == ',';
		size_t group = digits(s, at + 1);
		if (group == 0) {
			break;
		}
		at += 1 + group;
		if (comma && group != 3) {
			break; /* the decimals: '1,2,3' is a list */
		}
	}
	size_t under = digits(s, at + 1);
	if (at == whole && byte(s, at) == '/' && under >= 1 && under <= 2 &&
			whole <= 2 && byte(s, at + 1 + under) != '/' &&
			!is(s, at + 1 + under, ASCII_WORD)) {
		at += 1 + under;
	}
	if (byte(s, at) == ' ' && byte(s, at + 1) == '%' &&
			!is(s, at + 2, ASCII_WORD)) {
		return at + 2;
	}
	return byte(s, at) == '%' ? at + 1 : at;
}
