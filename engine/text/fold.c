/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Folding by ICU's NFKC_Casefold, with a table-driven way for ASCII. */

#include "text/fold.h"

#include <stdlib.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>
#include <unicode/ustring.h>

#include "base/utf8.h"
#include "lexicon/fold.h"
#include "text/char_class.h"
#include "text/fold_alike.h"

/* Input past this many code points cannot reach the output's 64 but through
 * characters that are left out; NFKC makes at most 18 units of one. */
#define INPUT_POINTS 256
#define UNITS (INPUT_POINTS * 18 + 1)

struct folder {
	bool careful, failed;
	char folded[FOLD_MAX];
	char skeleton[FOLD_MAX];
	UChar in[INPUT_POINTS * 2], out[UNITS];
};

struct folder *pantau_folder_create(void)
{
	return calloc(1, sizeof(struct folder));
}

void pantau_folder_destroy(struct folder *folder)
{
	free(folder);
}

void pantau_folder_careful(struct folder *folder, bool careful)
{
	folder->careful = careful;
}

bool pantau_folder_failed(struct folder *folder)
{
	bool failed = folder->failed;
	folder->failed = false;
	return failed;
}

/* False when ICU had no memory, or no answer. */
static bool normalized(struct folder *folder, UErrorCode status)
{
	if (status == U_MEMORY_ALLOCATION_ERROR) {
		folder->failed = true;
	}
	return U_SUCCESS(status);
}

static bool left_out(uint32_t cp)
{
	if (cp < 0x80) {
		return cp <= 0x20 || cp == 0x7f;
	}
	/* Skin tones, and the blanks that lexicon terms have between words. */
	return (cp >= 0x1f3fb && cp <= 0x1f3ff) || cp == UTF8_BAD ||
			u_charType((UChar32)cp) == U_SPACE_SEPARATOR ||
			pantau_fold_drops(cp);
}

/* UTF-16 to at most FOLD_POINTS code points of UTF-8. */
static size_t write_folded(const UChar *units, int32_t n, char *out)
{
	size_t length = 0, points = 0;
	for (int32_t i = 0; i < n && points < FOLD_POINTS;) {
		UChar32 cp;
		U16_NEXT(units, i, n, cp);
		if (!left_out((uint32_t)cp)) {
			uint32_t letter = pantau_char_enclosed((uint32_t)cp);
			length += pantau_utf8_put(out + length, letter != 0 ?
					letter : pantau_fold_mark((uint32_t)cp));
			points++;
		}
	}
	return length;
}

/* The first INPUT_POINTS characters as UTF-16, bad bytes left out. */
static int32_t read_units(struct str word, UChar *units)
{
	int32_t n = 0;
	size_t points = 0;
	for (size_t at = 0; at < word.n && points < INPUT_POINTS; points++) {
		bool ok;
		uint32_t cp = pantau_utf8_next(word, &at, &ok);
		if (ok) {
			U16_APPEND_UNSAFE(units, n, (UChar32)cp);
		}
	}
	return n;
}

static struct str fold_wide(struct folder *folder, struct str word)
{
	UErrorCode status = U_ZERO_ERROR;
	int32_t n = read_units(word, folder->in);
	const UNormalizer2 *nfkc = unorm2_getNFKCCasefoldInstance(&status);
	n = unorm2_normalize(nfkc, folder->in, n, folder->out, UNITS, &status);
	if (!normalized(folder, status)) {
		return str_make(folder->folded, 0);
	}
	return str_make(folder->folded,
			write_folded(folder->out, n, folder->folded));
}

/* Of U+0080 to U+00BF the small figures and letters above the line. */
static uint32_t fold_raised(unsigned char next)
{
	switch (next) {
	case 0xaa:
		return 'a';
	case 0xb2:
		return '2';
	case 0xb3:
		return '3';
	case 0xb9:
		return '1';
	case 0xba:
		return 'o';
	default:
		return 0;
	}
}

/* Latin Extended-A: capitals and small letters in turn. 0: of two characters,
 * or another one altogether. */
static uint32_t fold_extended(uint32_t cp)
{
	switch (cp) {
	case 0x130:
	case 0x132:
	case 0x133:
	case 0x13f:
	case 0x140:
	case 0x149:
	case 0x17f:
		return 0;
	case 0x178:
		return 0xff;
	default:
		break;
	}
	/* The small ones are even from U+013A and from U+017A on. */
	bool even = (cp > 0x138 && cp < 0x149) || cp > 0x178;
	return cp == 0x138 || (cp & 1) != even ? cp : cp + 1;
}

/*
 * The characters beside ASCII that most words have when they have any (Jum’at,
 * café, dānā, teman²), folded: U+2018, U+2019, the letters of Latin-1 but U+00DF,
 * those of Latin Extended-A that fold to one. They compose with nothing but
 * marks, which are none of these. 0 for all others; *n is the bytes of the one
 * at hand.
 */
static uint32_t fold_usual(struct str word, size_t at, size_t *n)
{
	const unsigned char *p = (const unsigned char *)word.p + at;
	if (word.n - at >= 3 && p[0] == 0xe2 && p[1] == 0x80 &&
			(p[2] == 0x98 || p[2] == 0x99)) {
		*n = 3;
		return '\'';
	}
	if (word.n - at < 2 || (p[1] & 0xc0) != 0x80) {
		return 0;
	}
	*n = 2;
	switch (p[0]) {
	case 0xc2:
		return fold_raised(p[1]);
	case 0xc3:
		return p[1] == 0x9f ? 0 : p[1] < 0x9f && p[1] != 0x97 ?
				p[1] + 0x60u : p[1] + 0x40u;
	case 0xc4:
	case 0xc5:
		return fold_extended((uint32_t)(p[0] & 0x1f) << 6 |
				(p[1] & 0x3f));
	default:
		return 0;
	}
}

struct str pantau_fold(struct folder *folder, struct str word)
{
	size_t n = 0, points = 0, length = 1;
	if (folder->careful) {
		return fold_wide(folder, word);
	}
	for (size_t i = 0; i < word.n; i += length) {
		uint32_t c = (unsigned char)word.p[i];
		length = 1;
		if (c >= 0x80) {
			c = fold_usual(word, i, &length);
			if (c == 0) {
				/* Behind the last letter too: a mark belongs to it. */
				return fold_wide(folder, word);
			}
		} else if (points == FOLD_POINTS) {
			break;
		}
		if (points == FOLD_POINTS || c <= 0x20 || c == 0x7f) {
			continue;
		}
		if (c < 0x80) {
			folder->folded[n++] = ascii_lower((char)c);
		} else {
			n += pantau_utf8_put(folder->folded + n, c);
		}
		points++;
	}
	return str_make(folder->folded, n);
}

static bool is_latin(UChar32 cp)
{
	UErrorCode status = U_ZERO_ERROR;
	return uscript_getScript(cp, &status) == USCRIPT_LATIN;
}

/* Does every letter of another script look Latin? Else the word is one of two
 * scripts by right, and half of it made Latin would be nonsense. */
static bool all_alike(const UChar *units, int32_t n)
{
	for (int32_t i = 0; i < n;) {
		UChar32 cp;
		U16_NEXT(units, i, n, cp);
		if (cp >= 0x80 && u_isalpha(cp) && !is_latin(cp) &&
				pantau_fold_other_alike((uint32_t)cp) == '\0') {
			return false;
		}
	}
	return true;
}

/* Decomposed units without marks on Latin letters, look-alikes replaced. */
static size_t write_skeleton(const UChar *units, int32_t n, bool mixed,
		char *out)
{
	size_t length = 0;
	bool latin = false;
	for (int32_t i = 0; i < n && length + 4 < FOLD_MAX;) {
		UChar32 cp;
		U16_NEXT(units, i, n, cp);
		char alike = pantau_fold_latin_alike((uint32_t)cp);
		if (alike == '\0' && mixed) {
			alike = pantau_fold_other_alike((uint32_t)cp);
		}
		if (alike != '\0') {
			out[length++] = alike;
			latin = true;
			continue;
		}
		if (latin && u_charType(cp) == U_NON_SPACING_MARK) {
			continue;
		}
		latin = is_latin(cp);
		length += pantau_utf8_put(out + length, (uint32_t)cp);
	}
	return length;
}

static bool is_sign(char c)
{
	return c == '#' || c == '$';
}

/* 'p#litik' is 'p*litik', '$uap' is 'suap'. */
static struct str without_signs(struct folder *folder, struct str folded)
{
	for (size_t i = 0; i < folded.n; i++) {
		char c = folded.p[i];
		/* At the beginning it makes a tag. */
		bool hides = c == '#' && i != 0;
		folder->skeleton[i] = c == '$' ? 's' : hides ? '*' : c;
	}
	return str_make(folder->skeleton, folded.n);
}

/* The same where all there is beside ASCII are Latin letters over one of ASCII;
 * false where it is not. */
static bool latin_skeleton(struct folder *folder, struct str folded,
		struct str *out)
{
	/* U+00E0 to U+017F */
	static const char plain[] = "aaaaaa\0ceeeeiiii\0nooooo\0ouuuuy\0y"
			"aaaaaaccccccccdd\0\0eeeeeeeeeegggggggghh\0\0iiiiiiii"
			"\0\0\0\0jjkk\0llllll\0\0\0\0nnnnnn\0\0\0oooooo\0\0"
			"rrrrrrsssssssstttt\0\0uuuuuuuuuuuuwwyyyzzzzzz";
	_Static_assert(sizeof(plain) == 0x180 - 0xe0, "one for each");
	size_t n = 0, length;
	for (size_t i = 0; i < folded.n; i += length) {
		char c = folded.p[i];
		length = 1;
		if ((unsigned char)c >= 0x80) {
			uint32_t cp = fold_usual(folded, i, &length);
			c = cp >= 0xe0 ? plain[cp - 0xe0] : '\0';
			if (c == '\0') {
				return false;
			}
		}
		folder->skeleton[n++] = c;
	}
	*out = str_make(folder->skeleton, n);
	return true;
}

struct str pantau_fold_skeleton(struct folder *folder, struct str folded)
{
	struct str skeleton;
	unsigned char all = 0;
	bool latin = false, sign = false;
	for (size_t i = 0; i < folded.n; i++) {
		all |= (unsigned char)folded.p[i];
		sign |= is_sign(folded.p[i]);
	}
	if (all < 0x80) {
		return sign ? without_signs(folder, folded) : folded;
	}
	for (size_t i = 0; i < folded.n; i++) {
		latin |= ascii_is(folded.p[i], ASCII_LETTER);
	}
	if (!folder->careful && latin_skeleton(folder, folded, &skeleton)) {
		return skeleton;
	}
	UErrorCode status = U_ZERO_ERROR;
	int32_t n = read_units(folded, folder->in);
	const UNormalizer2 *nfd = unorm2_getNFDInstance(&status);
	n = unorm2_normalize(nfd, folder->in, n, folder->out, UNITS, &status);
	if (!normalized(folder, status)) {
		return folded;
	}
	size_t length = write_skeleton(folder->out, n, latin &&
			all_alike(folder->out, n), folder->skeleton);
	/* What was not Latin is put together again. */
	for (size_t i = 0; i < length; i++) {
		if ((unsigned char)folder->skeleton[i] >= 0x80) {
			n = read_units(str_make(folder->skeleton, length),
					folder->in);
			n = unorm2_normalize(unorm2_getNFCInstance(&status),
					folder->in, n, folder->out, UNITS, &status);
			if (!normalized(folder, status)) {
				return folded;
			}
			length = write_folded(folder->out, n, folder->skeleton);
			break;
		}
	}
	return str_make(folder->skeleton, length);
}

/* White_Space beyond ASCII and C1; nothing has been added to it for long, and a
 * test compares it with ICU's. */
static bool is_white(uint32_t cp)
{
	return cp == 0xa0 || cp == 0x1680 || (cp >= 0x2000 && cp <= 0x200a) ||
			cp == 0x2028 || cp == 0x2029 || cp == 0x202f ||
			cp == 0x205f || cp == 0x3000;
}

struct str pantau_fold_keep(struct folder *folder, struct str word,
		size_t points)
{
	size_t n = 0, at = 0;
	while (at < word.n && points > 0 && n + 4 <= FOLD_MAX) {
		bool ok;
		uint32_t cp = pantau_utf8_next(word, &at, &ok);
		if (!ok || cp <= 0x20 || (cp >= 0x7f && cp < 0xa0)) {
			continue;
		}
		if (is_white(cp)) {
			continue;
		}
		n += pantau_utf8_put(folder->folded + n, cp);
		points--;
	}
	return str_make(folder->folded, n);
}
