/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_TEXT_NUMBER_H
#define PANTAU_TEXT_NUMBER_H

/*
 * Numbers as people write them. Each reader looks at the beginning of s and
 * returns how many bytes belong to the thing, 0 when it is not there. The same
 * readers cut the text into spans and give the spans their index form.
 */

#include "base/str.h"

/* An amount without thousand marks: '1500000', '2,5'. */
struct amount {
	char text[48];
	size_t n;
};
/* At a digit; takes ',-' and a glued 'rb', 'jt' ... along. Never 0. */
size_t pantau_amount_read(struct str s, struct amount *out);
/* Also takes a unit behind a blank along, when apart: 'Rp1,5 triliun'. */
size_t pantau_money_read(struct str s, bool apart, struct amount *out);

struct numeric_date {
	char iso[11];  /* '2022-06-23', NUL-ended; when settled */
	bool settled;  /* one reading only: '23/6/2022', not '3/4/2022' */
};
size_t pantau_numeric_date_read(struct str s, struct numeric_date *out);

/* '19.30', '07:15:00'. sure: cannot be a decimal number as well. */
size_t pantau_clock_read(struct str s, bool *sure);

struct phone {
	char digits[17]; /* as written without separators, with '+' */
	size_t n;
	char full[20];   /* '+62812...' */
	size_t full_n;
};
size_t pantau_phone_read(struct str s, struct phone *out);

/* '11/2008', '1/PMK.03/2020'. */
size_t pantau_law_read(struct str s);

/* '1.500,25', '50%', '24/7'. */
size_t pantau_plain_number_read(struct str s);

#endif
