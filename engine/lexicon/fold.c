/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * Whether a term is written as engine/text/fold.c folds text: NFKC_Casefold,
 * without invisible characters and strikes, with plain apostrophes and hyphens.
 * A row in any other form could never match.
 */

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#include "lexicon/fold.h"
#include "lexicon/schema.h"

#define UNITS (TERM_WORDS_MAX * (WORD_POINTS_MAX + 1) * 2)

static bool is_ascii(struct str s)
{
	unsigned char all = 0;

	for (size_t i = 0; i < s.n; i++) {
		all |= (unsigned char)s.p[i];
	}
	return all < 0x80;
}

static bool fold_ascii(struct str s, struct buf *folded)
{
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];
		pantau_buf_char(folded, c >= 'A' && c <= 'Z' ?
				(char)(c + ('a' - 'A')) : c);
	}
	return str_eq(buf_str(folded), s);
}

bool pantau_fold_drops(uint32_t cp)
{
	if ((cp >= 0x332 && cp <= 0x338) || (cp >= 0x20d0 && cp <= 0x20ff)) {
		return true; /* underlines, strike-through, enclosing marks */
	}
	switch (u_charType((UChar32)cp)) {
	case U_ENCLOSING_MARK:
	case U_LINE_SEPARATOR:
	case U_PARAGRAPH_SEPARATOR:
	case U_CONTROL_CHAR:
	case U_FORMAT_CHAR:
	case U_UNASSIGNED:
	case U_SURROGATE:
		return true;
	default:
		return false;
	}
}

uint32_t pantau_fold_mark(uint32_t cp)
{
	switch (cp) {
	case 0x2018:
	case 0x2019:
	case 0x02bc:
		return '\'';
	case 0x2010:
	case 0x2011:
		return '-';
	default:
		return cp;
	}
}

bool pantau_folded(struct str s, struct buf *folded)
{
	UChar in[UNITS], out[UNITS * 2];
	UErrorCode code = U_ZERO_ERROR;
	int32_t n = 0;

	pantau_buf_clear(folded);
	if (is_ascii(s)) {
		return fold_ascii(s, folded);
	}
	const UNormalizer2 *nfkc = unorm2_getNFKCCasefoldInstance(&code);
	u_strFromUTF8(in, UNITS, &n, s.p, s.n < INT32_MAX ? (int32_t)s.n : 0,
			&code);
	n = unorm2_normalize(nfkc, in, n, out, UNITS * 2, &code);
	if (U_FAILURE(code)) {
		return false;
	}
	for (int32_t i = 0; i < n;) {
		UChar32 cp;
		U16_NEXT(out, i, n, cp);
		if (!pantau_fold_drops((uint32_t)cp)) {
			pantau_buf_utf8(folded,
					pantau_fold_mark((uint32_t)cp));
		}
	}
	return str_eq(buf_str(folded), s);
}
