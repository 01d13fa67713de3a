/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * Whether a term is written as the analyser folds text: NFKC, case folded, no
 * zero-width characters. A row in any other form could never match.
 */

#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#include "base/utf8.h"
#include "lexicon/schema.h"

#define UNITS 1024 /* longer terms are refused elsewhere by their words */

static bool ascii_folded(struct str s, bool *ascii)
{
	bool upper = false;

	*ascii = true;
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];
		if (c >= 0x80) {
			*ascii = false;
			return false;
		}
		upper |= c >= 'A' && c <= 'Z';
	}
	return !upper;
}

static bool is_invisible(UChar c)
{
	return (c >= 0x200b && c <= 0x200d) || c == 0x2060 || c == 0xfeff ||
			c == 0x00ad;
}

/* NFKC, case fold, NFKC again (folding may undo it), invisible ones out. */
static int32_t fold_units(const UChar *in, int32_t n, UChar out[UNITS],
		UErrorCode *code)
{
	const UNormalizer2 *nfkc = unorm2_getNFKCInstance(code);
	UChar first[UNITS], folded[UNITS];

	int32_t length = unorm2_normalize(nfkc, in, n, first, UNITS, code);
	length = u_strFoldCase(folded, UNITS, first, length,
			U_FOLD_CASE_DEFAULT, code);
	length = unorm2_normalize(nfkc, folded, length, out, UNITS, code);
	if (U_FAILURE(*code)) {
		return 0;
	}
	int32_t kept = 0;
	for (int32_t i = 0; i < length; i++) {
		if (!is_invisible(out[i])) {
			out[kept++] = out[i];
		}
	}
	return kept;
}

bool pantau_folded(struct str s, struct buf *folded)
{
	UChar in[UNITS], out[UNITS];
	UErrorCode code = U_ZERO_ERROR;
	int32_t n = 0;
	bool ascii;

	if (ascii_folded(s, &ascii) || s.n >= UNITS) {
		return true;
	}
	pantau_buf_clear(folded);
	if (ascii) {
		for (size_t i = 0; i < s.n; i++) {
			char c = s.p[i];
			pantau_buf_char(folded, c >= 'A' && c <= 'Z' ?
					(char)(c + ('a' - 'A')) : c);
		}
		return false;
	}
	u_strFromUTF8(in, UNITS, &n, s.p, (int32_t)s.n, &code);
	n = fold_units(in, n, out, &code);
	if (U_FAILURE(code) || !pantau_buf_reserve(folded, (size_t)n * 3 + 1)) {
		return true;
	}
	int32_t bytes = 0;
	char utf8[UNITS * 3];
	u_strToUTF8(utf8, (int32_t)sizeof(utf8), &bytes, out, n, &code);
	if (U_FAILURE(code)) {
		return true;
	}
	pantau_buf_append(folded, utf8, (size_t)bytes);
	return str_eq(buf_str(folded), s);
}
