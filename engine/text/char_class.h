/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_TEXT_CHAR_CLASS_H
#define PANTAU_TEXT_CHAR_CLASS_H

/*
 * What the segmenter wants to know of a character. ASCII has a table of bits,
 * everything else is asked of ICU's properties; a test holds both to the same
 * answer for ASCII.
 */

#include "base/str.h"

enum char_class {
	CHAR_END,     /* behind the last byte */
	CHAR_BAD,     /* ill-formed, control, unassigned: separates */
	CHAR_SPACE,
	CHAR_NEWLINE,
	CHAR_OTHER,   /* punctuation and symbols */
	CHAR_LETTER,
	CHAR_DIGIT,   /* decimal digits and what NFKC makes of them (orang²) */
	CHAR_MARK,    /* belongs to the character before it, ZWJ included */
	CHAR_JOIN,    /* invisible, but no part of a cluster: ZWSP, soft hyphen */
	CHAR_PREPEND, /* belongs to the character after it */
	CHAR_EMOJI,   /* extended pictographic */
	CHAR_FLAG,    /* regional indicator */
	CHAR_SCRIPT,  /* a script without spaces: ICU's dictionaries cut it */
};

enum ascii_bit {
	ASCII_UPPER = 1 << 0,
	ASCII_LOWER = 1 << 1,
	ASCII_DIGIT = 1 << 2,
	ASCII_SPACE = 1 << 3, /* newlines too */
	ASCII_END = 1 << 4,   /* ends a word at once, no second look needed */
	ASCII_FACE = 1 << 5,  /* an emoticon may begin with it */
	ASCII_LOOK = 1 << 6,  /* a letter that may begin money or an emoticon */
	ASCII_SECOND = 1 << 7, /* and what then comes second */
	ASCII_SKIP = 1 << 8,  /* between tokens it means nothing */
};
#define ASCII_LETTER (ASCII_UPPER | ASCII_LOWER)
#define ASCII_WORD (ASCII_LETTER | ASCII_DIGIT)

extern const uint16_t pantau_ascii_bits[256]; /* 0 from 0x80 */

enum char_class pantau_char_class(uint32_t code_point);
/* The same by ICU's properties alone, which the other one asks for characters
 * that its table of the usual ones does not have. */
enum char_class pantau_char_class_careful(uint32_t code_point);
/* Shown as an emoji without U+FE0F (Emoji_Presentation); false says nothing:
 * only the usual ones are in the table. */
bool pantau_char_surely_emoji(uint32_t code_point);
/* U+00A9 and the like: emoji only when U+FE0F follows. */
bool pantau_char_text_emoji(uint32_t code_point);

/* The small letter in a circle or square (U+1F17A), 0 when it is none. Some are
 * emoji by themselves (U+1F17F). */
uint32_t pantau_char_enclosed(uint32_t code_point);

static inline bool ascii_is(char c, unsigned bits)
{
	return (pantau_ascii_bits[(unsigned char)c] & bits) != 0;
}

static inline char ascii_lower(char c)
{
	return ascii_is(c, ASCII_UPPER) ? (char)(c | 0x20) : c;
}

#endif
