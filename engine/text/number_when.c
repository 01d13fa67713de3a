/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Dates in figures, times of day and telephone numbers. */

#include "text/number.h"

#include "text/char_class.h"

static char byte(struct str s, size_t at)
{
	return at < s.n ? s.p[at] : '\0';
}

static bool is_digit(struct str s, size_t at)
{
	return at < s.n && ascii_is(s.p[at], ASCII_DIGIT);
}

/* The number of at most four figures at a place; *n its length. */
static int figures(struct str s, size_t at, size_t *n)
{
	int value = 0;
	*n = 0;
	while (is_digit(s, at + *n)) {
		if (*n == 4) {
			*n = 0;
			return -1;
		}
		value = value * 10 + (s.p[at + *n] - '0');
		++*n;
	}
	return value;
}

static bool valid(int y, int m, int d)
{
	static const int days[12] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31,
			30, 31};
	bool leap = (y % 4 == 0 && y % 100 != 0) || y % 400 == 0;
	return y >= 1000 && y < 3000 && m >= 1 && m <= 12 && d >= 1 &&
			d <= days[m - 1] && (leap || m != 2 || d != 29);
}

static void put(char *out, int value, int width)
{
	for (int i = width - 1; i >= 0; i--) {
		out[i] = (char)('0' + value % 10);
		value /= 10;
	}
}

static bool settle(int y, int m, int d, bool settled, struct numeric_date *out)
{
	if (!valid(y, m, d)) {
		return false;
	}
	memcpy(out->iso, "0000-00-00", 11);
	put(out->iso, y, 4);
	put(out->iso + 5, m, 2);
	put(out->iso + 8, d, 2);
	out->settled = settled;
	return true;
}

size_t pantau_numeric_date_read(struct str s, struct numeric_date *out)
{
	size_t n[3];
	int v[3];
	v[0] = figures(s, 0, &n[0]);
	char sep = byte(s, n[0]);
	if (n[0] == 0 || n[0] == 3 || (sep != '/' && sep != '-' && sep != '.')) {
		return 0;
	}
	v[1] = figures(s, n[0] + 1, &n[1]);
	size_t third = n[0] + n[1] + 2;
	if (n[1] < 1 || n[1] > 2 || byte(s, third - 1) != sep) {
		return 0;
	}
	v[2] = figures(s, third, &n[2]);
	size_t end = third + n[2];
	if (is_digit(s, end) || (byte(s, end) == sep && is_digit(s, end + 1)) ||
			(n[0] == 4 ? n[2] < 1 || n[2] > 2 : n[2] != 4 &&
			(n[2] != 2 || sep == '.'))) {
		return 0;
	}
	if (n[0] == 4) {
		return settle(v[0], v[1], v[2], true, out) ? end : 0;
	}
	int y = n[2] == 4 ? v[2] : v[2] + (v[2] < 70 ? 2000 : 1900);
	if (v[1] > 12) {
		return settle(y, v[0], v[1], true, out) ? end : 0;
	}
	return settle(y, v[1], v[0], v[0] > 12 || v[0] == v[1], out) ? end : 0;
}

size_t pantau_clock_read(struct str s, bool *sure)
{
	size_t n[2];
	int hour = figures(s, 0, &n[0]);
	char sep = byte(s, n[0]);
	if (n[0] == 0 || n[0] > 2 || hour > 24 || (sep != '.' && sep != ':')) {
		return 0;
	}
	int minute = figures(s, n[0] + 1, &n[1]);
	if (n[1] != 2 || minute > 59) {
		return 0;
	}
	size_t end = n[0] + 3;
	*sure = sep == ':' || n[0] == 2;
	if (byte(s, end) == sep) {
		size_t seconds;
		int value = figures(s, end + 1, &seconds);
		if (seconds == 2 && value < 60) {
			end += 3;
		} else if (seconds != 0) {
			return 0;
		}
	}
	if (is_digit(s, end) || byte(s, end) == '%' ||
			(byte(s, end) == ',' && is_digit(s, end + 1))) {
		return 0;
	}
	return end;
}

enum phone_form { PHONE_NONE, PHONE_MOBILE, PHONE_LAND, PHONE_62, PHONE_WORLD };

static enum phone_form phone_form(struct str s)
{
	if (byte(s, 0) == '+') {
		return is_digit(s, 1) ? PHONE_WORLD : PHONE_NONE;
	}
	if (byte(s, 0) == '0') {
		return byte(s, 1) == '8' ? PHONE_MOBILE :
				byte(s, 1) >= '2' && byte(s, 1) <= '9' ? PHONE_LAND :
				PHONE_NONE;
	}
	if (str_starts(s, STR("62")) && (byte(s, 2) == '8' ||
			((byte(s, 2) == '-' || byte(s, 2) == ' ') &&
			byte(s, 3) == '8'))) {
		return PHONE_62;
	}
	return PHONE_NONE;
}

static bool phone_length(enum phone_form form, size_t digits)
{
	switch (form) {
	case PHONE_MOBILE:
		return digits >= 10 && digits <= 13;
	case PHONE_LAND:
		return digits >= 9 && digits <= 12;
	case PHONE_62:
		return digits >= 10 && digits <= 14;
	case PHONE_WORLD:
		return digits >= 8 && digits <= 15;
	default:
		return false;
	}
}

/* How many figures stand at a place. */
static size_t group_at(struct str s, size_t at)
{
	size_t n = 0;
	while (n < 17 && is_digit(s, at + n)) {
		n++;
	}
	return n;
}

static void complete(enum phone_form form, struct phone *out)
{
	const char *digits = out->digits;
	size_t n = out->n;
	out->full_n = 0;
	if (form == PHONE_MOBILE || form == PHONE_LAND) {
		memcpy(out->full, "+62", 3);
		out->full_n = 3;
		digits++;
		n--;
	} else if (form == PHONE_62) {
		out->full[out->full_n++] = '+';
	}
	memcpy(out->full + out->full_n, digits, n);
	out->full_n += n;
}

size_t pantau_phone_read(struct str s, struct phone *out)
{
	enum phone_form form = phone_form(s);
	size_t plus = form == PHONE_WORLD, at = plus, found = 0, length = 0;
	if (form == PHONE_NONE) {
		return 0;
	}
	char digits[17] = "+";
	size_t n = plus;
	for (;;) {
		size_t group = group_at(s, at);
		char sep = at > plus ? s.p[at - 1] : '-';
		bool first = at == plus;
		if (n + group > 16 || group < (first ? 1u : sep == '-' ? 2u : 3u)) {
			break;
		}
		memcpy(digits + n, s.p + at, group);
		n += group;
		at += group;
		if (phone_length(form, n - plus) && !is_digit(s, at) &&
				(at >= s.n || !ascii_is(s.p[at], ASCII_LETTER))) {
			found = at;
			length = n;
		}
		char next = byte(s, at);
		if (group >= 10 || (next != ' ' && next != '-' && next != '.')) {
			break;
		}
		at++;
	}
	if (found != 0) {
		memcpy(out->digits, digits, length);
		out->n = length;
		complete(form, out);
	}
	return found;
}
