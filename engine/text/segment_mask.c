/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * Words hidden in plain sight: a sign in the place of a letter ('k@rupsi',
 * 'p#litik', '$uap') and letters set apart ('k o r u p s i'). These look like
 * mentions, hashtags, prices and lists, which are what they are unless the
 * dictionary has the very word.
 */

#include "text/segment_parts.h"

#define SIGNS_MAX 2    /* 5 vowels for each: 25 words to ask for */
#define SIGNED_MAX 24  /* bytes */
#define SPELLED_LEAST 4
#define SPELLED_MAX 20 /* letters */

static bool listed(const struct segmenter *s, const char *p, size_t n)
{
	struct str word = str_make(p, n), stem;
	return s->image != NULL &&
			(pantau_text_image_root(s->image, word) != NULL ||
			pantau_text_image_stopword(s->image, word) ||
			pantau_text_image_exception(s->image, word, &stem));
}

/* A word, or one with a prefix that few words lack. */
static bool known(const struct segmenter *s, const char *p, size_t n)
{
	static const char *const prefixes[] = {"pe", "di", "ke", "ter", "ber"};
	if (listed(s, p, n)) {
		return true;
	}
	for (size_t i = 0; i < sizeof(prefixes) / sizeof(prefixes[0]); i++) {
		struct str prefix = str_of(prefixes[i]);
		if (n >= prefix.n + 4 && memcmp(p, prefix.p, prefix.n) == 0 &&
				listed(s, p + prefix.n, n - prefix.n)) {
			return true;
		}
	}
	return false;
}

/* Is there a word with vowels in the places given? */
static bool some_vowels(const struct segmenter *s, char *word, size_t n,
		const size_t *place, size_t places)
{
	if (places == 0) {
		return known(s, word, n);
	}
	for (size_t i = 0; i < 5; i++) {
		word[place[0]] = "aiueo"[i];
		if (some_vowels(s, word, n, place + 1, places - 1)) {
			return true;
		}
	}
	return false;
}

size_t pantau_segment_signed(struct segmenter *s, size_t at)
{
	char word[SIGNED_MAX];
	size_t place[SIGNS_MAX], places = 0, n = 0, signs = 0;
	char before = at > 0 ? s->text.p[at - 1] : ' ';
	if (ascii_is(before, ASCII_WORD) || (unsigned char)before >= 0x80) {
		return 0;
	}
	for (; n < SIGNED_MAX; n++) {
		char c = segment_byte(s, at + n);
		if (ascii_is(c, ASCII_LETTER)) {
			word[n] = ascii_lower(c);
			continue;
		}
		/* Signs stand for single letters; '$' for one alone. */
		if ((c != '@' && c != '#' && c != '$') ||
				!segment_is(s, at + n + 1, ASCII_LETTER)) {
			break;
		}
		signs++;
		word[n] = 's';
		if (c != '$' && places == SIGNS_MAX) {
			return 0;
		}
		if (c != '$') {
			place[places++] = n;
		}
	}
	char after = segment_byte(s, at + n);
	if (signs == 0 || n < 4 || n == SIGNED_MAX ||
			ascii_is(after, ASCII_WORD) || after == '_' ||
			!some_vowels(s, word, n, place, places)) {
		return 0;
	}
	return pantau_segment_emit(s, at, at + n, PANTAU_TOKEN_MASKED);
}

/* Is there a letter by itself at a place? */
static bool alone(const struct segmenter *s, size_t at)
{
	char after = segment_byte(s, at + 1);
	return segment_is(s, at, ASCII_LETTER) && !ascii_is(after, ASCII_WORD) &&
			(unsigned char)after < 0x80 && after != '\'' &&
			after != '-' && after != '/' && after != '@';
}

size_t pantau_segment_spelled(struct segmenter *s, size_t at)
{
	char word[SPELLED_MAX];
	size_t n = 0, end = at;
	if (at >= 2 && s->text.p[at - 1] == ' ' && alone(s, at - 2) &&
			(at == 2 || !segment_is(s, at - 3, ASCII_WORD))) {
		return 0; /* not where they begin */
	}
	while (alone(s, end)) {
		if (n == SPELLED_MAX) {
			return 0;
		}
		word[n++] = ascii_lower(s->text.p[end++]);
		if (segment_byte(s, end) != ' ' || !alone(s, end + 1)) {
			break;
		}
		end++;
	}
	return n >= SPELLED_LEAST && listed(s, word, n) ?
			pantau_segment_emit(s, at, end, PANTAU_TOKEN_MASKED) : 0;
}
