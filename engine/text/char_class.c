/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Character classes: tables for ASCII and for what posts and news usually have
 * besides, ICU's properties for the rest. */

#include "text/char_class.h"

#include <stdlib.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>

#define U ASCII_UPPER
#define V (ASCII_UPPER | ASCII_LOOK)
#define W (ASCII_UPPER | ASCII_LOOK | ASCII_SECOND)
#define Q (ASCII_UPPER | ASCII_SECOND)
#define L ASCII_LOWER
#define M (ASCII_LOWER | ASCII_LOOK)
#define R (ASCII_LOWER | ASCII_SECOND)
#define D ASCII_DIGIT
#define S (ASCII_SPACE | ASCII_END | ASCII_SKIP)
#define N (ASCII_SPACE | ASCII_END)
#define E ASCII_END
#define T (ASCII_SECOND)
#define J ASCII_SKIP
#define K (ASCII_END | ASCII_SKIP)
#define F ASCII_FACE
#define G (ASCII_FACE | ASCII_END)

const uint16_t pantau_ascii_bits[256] = {
	/* 00 */ K, K, K, K, K, K, K, K, K, S, N, S, S, S, K, K,
	/* 10 */ K, K, K, K, K, K, K, K, K, K, K, K, K, K, K, K,
	/*    ! " # $ % & '   ( ) * + , - . / */
	/* 20 */ S, E, K, 0, T, J, K, J, K, K, 0, 0, K, F, 0, K,
	/* 30 */ D, D, D, D, D, D, D, D, D, D, F, G, G, G, G, E,
	/* 40 */ 0, U, U, U, Q, U, U, U, U, V, U, U, U, U, U, U,
	/* 50 */ Q, U, V, W, U, V, U, U, V, U, U, K, G, K, G, J,
	/* 60 */ K, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L,
	/* 70 */ R, L, M, L, L, L, L, L, M, L, L, K, K, K, K, K,
};

#undef U
#undef V
#undef W
#undef Q
#undef L
#undef M
#undef R
#undef D
#undef S
#undef N
#undef E
#undef T
#undef J
#undef K
#undef F
#undef G

bool pantau_char_text_emoji(uint32_t cp)
{
	return cp == 0xa9 || cp == 0xae || cp == 0x203c || cp == 0x2049 ||
			cp == 0x2122 || cp == 0x2139 || cp == 0x3030 || cp == 0x303d;
}

uint32_t pantau_char_enclosed(uint32_t cp)
{
	static const struct {
		uint32_t first, last;
	} rows[] = {
		{0x24b6, 0x24cf}, {0x24d0, 0x24e9}, {0x1f130, 0x1f149},
		{0x1f150, 0x1f169}, {0x1f170, 0x1f189},
	};
	if (cp < rows[0].first) {
		return 0;
	}
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		if (cp >= rows[i].first && cp <= rows[i].last) {
			return 'a' + (cp - rows[i].first);
		}
	}
	return 0;
}

static bool spaceless(uint32_t cp)
{
	if (cp < 0xe00) {
		return false;
	}
	/* Prolonged sound and iteration marks have the script Common. */
	if (cp == 0x30fc || cp == 0xff70 || cp == 0x3005 || cp == 0x3007) {
		return true;
	}
	UErrorCode status = U_ZERO_ERROR;
	switch (uscript_getScript((UChar32)cp, &status)) {
	case USCRIPT_HAN:
	case USCRIPT_HIRAGANA:
	case USCRIPT_KATAKANA:
	case USCRIPT_THAI:
	case USCRIPT_LAO:
	case USCRIPT_KHMER:
	case USCRIPT_MYANMAR:
		return true;
	default:
		return false;
	}
}

static enum char_class class_of_type(uint32_t cp)
{
	switch (u_charType((UChar32)cp)) {
	case U_UPPERCASE_LETTER:
	case U_LOWERCASE_LETTER:
	case U_TITLECASE_LETTER:
	case U_MODIFIER_LETTER:
	case U_OTHER_LETTER:
	case U_LETTER_NUMBER:
		return spaceless(cp) ? CHAR_SCRIPT : CHAR_LETTER;
	case U_DECIMAL_DIGIT_NUMBER:
	case U_OTHER_NUMBER:
		return CHAR_DIGIT;
	case U_NON_SPACING_MARK:
	case U_ENCLOSING_MARK:
	case U_COMBINING_SPACING_MARK:
		return CHAR_MARK;
	case U_SPACE_SEPARATOR:
		return CHAR_SPACE;
	case U_LINE_SEPARATOR:
	case U_PARAGRAPH_SEPARATOR:
		return CHAR_NEWLINE;
	case U_FORMAT_CHAR:
		return CHAR_JOIN;
	case U_CONTROL_CHAR:
		if (cp == '\t' || cp == '\v' || cp == '\f' || cp == '\r') {
			return CHAR_SPACE;
		}
		return cp == '\n' || cp == 0x85 ? CHAR_NEWLINE : CHAR_BAD;
	case U_UNASSIGNED:
	case U_PRIVATE_USE_CHAR:
	case U_SURROGATE:
		return CHAR_BAD;
	default:
		return CHAR_OTHER;
	}
}

enum char_class pantau_char_class_careful(uint32_t cp)
{
	if (cp < 0x250) {
		/* No clusters and no scripts to ask about; U+00AD is a format
		 * character, the pictographs here need a selector. */
		return class_of_type(cp);
	}
	if (pantau_char_text_emoji(cp)) {
		return CHAR_OTHER; /* U+2139 is a letter by its type */
	}
	switch (u_getIntPropertyValue((UChar32)cp,
			UCHAR_GRAPHEME_CLUSTER_BREAK)) {
	case U_GCB_EXTEND:
	case U_GCB_ZWJ:
	case U_GCB_SPACING_MARK:
		return CHAR_MARK;
	case U_GCB_PREPEND:
		return CHAR_PREPEND;
	case U_GCB_REGIONAL_INDICATOR:
		return CHAR_FLAG;
	default:
		break;
	}
	enum char_class class_ = class_of_type(cp);
	if (pantau_char_enclosed(cp) != 0 && !u_hasBinaryProperty((UChar32)cp,
			UCHAR_EXTENDED_PICTOGRAPHIC)) {
		return CHAR_LETTER;
	}
	if ((class_ == CHAR_OTHER || class_ == CHAR_BAD) &&
			u_hasBinaryProperty((UChar32)cp,
				UCHAR_EXTENDED_PICTOGRAPHIC)) {
		return CHAR_EMOJI;
	}
	return class_;
}

struct usual {
	uint32_t first, last;
	uint8_t class_;
	bool emoji; /* by itself */
};

/*
 * Quotes, dashes, accented letters and emoji, assigned for long, so that their
 * classes no longer change. Most texts then never ask ICU: opening and
 * relocating it would be a fifth of a whole search.
 */
static const struct usual usual[] = {
	{0xa0, 0xa0, CHAR_SPACE, false},
	{0xa1, 0xa9, CHAR_OTHER, false},
	{0xaa, 0xaa, CHAR_LETTER, false},
	{0xab, 0xac, CHAR_OTHER, false},
	{0xad, 0xad, CHAR_JOIN, false},
	{0xae, 0xb1, CHAR_OTHER, false},
	{0xb2, 0xb3, CHAR_DIGIT, false},
	{0xb4, 0xb4, CHAR_OTHER, false},
	{0xb5, 0xb5, CHAR_LETTER, false},
	{0xb6, 0xb8, CHAR_OTHER, false},
	{0xb9, 0xb9, CHAR_DIGIT, false},
	{0xba, 0xba, CHAR_LETTER, false},
	{0xbb, 0xbb, CHAR_OTHER, false},
	{0xbc, 0xbe, CHAR_DIGIT, false},
	{0xbf, 0xbf, CHAR_OTHER, false},
	{0xc0, 0xd6, CHAR_LETTER, false},
	{0xd7, 0xd7, CHAR_OTHER, false},
	{0xd8, 0xf6, CHAR_LETTER, false},
	{0xf7, 0xf7, CHAR_OTHER, false},
	{0xf8, 0x24f, CHAR_LETTER, false},
	{0x300, 0x36f, CHAR_MARK, false},
	{0x2000, 0x200a, CHAR_SPACE, false},
	{0x200b, 0x200b, CHAR_JOIN, false},
	{0x200c, 0x200d, CHAR_MARK, false},
	{0x200e, 0x200f, CHAR_JOIN, false},
	{0x2010, 0x2027, CHAR_OTHER, false},
	{0x2028, 0x2029, CHAR_NEWLINE, false},
	{0x202a, 0x202e, CHAR_JOIN, false},
	{0x202f, 0x202f, CHAR_SPACE, false},
	{0x2030, 0x205e, CHAR_OTHER, false},
	{0x2060, 0x2064, CHAR_JOIN, false},
	{0x20a0, 0x20bf, CHAR_OTHER, false},
	{0x2190, 0x2193, CHAR_OTHER, false},
	{0x2500, 0x257f, CHAR_OTHER, false},
	{0x25a0, 0x25a9, CHAR_OTHER, false},
	{0x25cb, 0x25cf, CHAR_OTHER, false},
	{0x2705, 0x2705, CHAR_EMOJI, true},
	{0x274c, 0x274c, CHAR_EMOJI, true},
	{0x2753, 0x2755, CHAR_EMOJI, true},
	{0x2757, 0x2757, CHAR_EMOJI, true},
	{0x2764, 0x2764, CHAR_EMOJI, false},
	{0x27a1, 0x27a1, CHAR_EMOJI, false},
	{0xfe00, 0xfe0f, CHAR_MARK, false},
	{0xfffd, 0xfffd, CHAR_OTHER, false},
	{0x1f1e6, 0x1f1ff, CHAR_FLAG, true},
	{0x1f300, 0x1f320, CHAR_EMOJI, true},
	{0x1f337, 0x1f37c, CHAR_EMOJI, true},
	{0x1f380, 0x1f393, CHAR_EMOJI, true},
	{0x1f3a0, 0x1f3ca, CHAR_EMOJI, true},
	{0x1f3fb, 0x1f3ff, CHAR_MARK, true},
	{0x1f400, 0x1f43e, CHAR_EMOJI, true},
	{0x1f442, 0x1f4fc, CHAR_EMOJI, true},
	{0x1f4ff, 0x1f53d, CHAR_EMOJI, true},
	{0x1f5fb, 0x1f64f, CHAR_EMOJI, true},
	{0x1f680, 0x1f6c5, CHAR_EMOJI, true},
	{0x1f910, 0x1f93a, CHAR_EMOJI, true},
	{0x1f940, 0x1f945, CHAR_EMOJI, true},
	{0x1f950, 0x1f96b, CHAR_EMOJI, true},
	{0x1f970, 0x1f970, CHAR_EMOJI, true},
	{0x1f973, 0x1f976, CHAR_EMOJI, true},
	{0x1f97a, 0x1f97a, CHAR_EMOJI, true},
};

static int by_place(const void *key, const void *row)
{
	uint32_t cp = *(const uint32_t *)key;
	const struct usual *at = row;
	return cp < at->first ? -1 : cp > at->last;
}

static const struct usual *find_usual(uint32_t cp)
{
	return bsearch(&cp, usual, sizeof(usual) / sizeof(usual[0]),
			sizeof(usual[0]), by_place);
}

enum char_class pantau_char_class(uint32_t cp)
{
	const struct usual *row = find_usual(cp);
	return row != NULL ? (enum char_class)row->class_
			: pantau_char_class_careful(cp);
}

bool pantau_char_surely_emoji(uint32_t cp)
{
	const struct usual *row = find_usual(cp);
	return row != NULL && row->emoji;
}
