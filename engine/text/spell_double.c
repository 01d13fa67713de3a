/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Words said twice: 'kata2', 'anak2nya', 'liat-liat', 'buruburu'. */

#include "text/char_class.h"
#include "text/spell_parts.h"

/* The word that the part stands for, one alone; empty when none is known. */
static struct str one_word(const struct speller *speller, struct str part,
		struct spelling *scratch)
{
	struct str none = {NULL, 0};
	for (size_t i = 0; i < part.n; i++) {
		if (!ascii_is(part.p[i], ASCII_LETTER)) {
			return none;
		}
	}
	if (part.n < 2) {
		return none;
	}
	pantau_spell(speller, part, false, scratch);
	struct str normal = spelling_normal(scratch, part);
	if (memchr(normal.p, ' ', normal.n) != NULL ||
			memchr(normal.p, '-', normal.n) != NULL) {
		return none;
	}
	return scratch->flags != 0 || (part.n > 2 && /* not 'km2' */
			pantau_spell_derivable(speller, normal)) ? normal : none;
}

/* A clitic as it is spoken: 'bapak-bapaknye', 'anak2x'. */
static struct str clitic(struct str tail)
{
	static const char *const spoken[] = {"ny", "nye", "nyo", "x"};
	for (size_t i = 0; i < sizeof(spoken) / sizeof(spoken[0]); i++) {
		if (str_eq(tail, str_of(spoken[i]))) {
			return STR("nya");
		}
	}
	return tail;
}

/*
 * The '2' says the part before it twice. The root alone goes into the index,
 * with what follows, so the '2' becomes a hyphen and the part again. Short
 * forms ('org2') are looked up first.
 */
bool pantau_spell_doubled(const struct speller *speller, struct str word,
		struct spelling *out)
{
	static const char *const endings[] = {
		"", "nya", "ku", "mu", "lah", "kah", "pun", "an", "kan", "i",
		"annya", "in", "x", "ny", "nye", "nyo",
	};
	struct spelling scratch;
	const char *two = memchr(word.p, '2', word.n);
	bool fits = false;
	if (two == NULL) {
		two = memchr(word.p, '"', word.n); /* 'orang"nya' */
	}
	if (two == NULL) {
		return false;
	}
	struct str base = str_make(word.p, (size_t)(two - word.p));
	struct str suffix = str_skip(word, base.n + 1);
	for (size_t i = 0; i < sizeof(endings) / sizeof(endings[0]); i++) {
		fits |= str_eq(suffix, str_of(endings[i]));
	}
	if (!fits) {
		return false;
	}
	suffix = clitic(suffix);
	base = one_word(speller, base, &scratch);
	if (base.n == 0 || 2 * base.n + 1 + suffix.n > SPELL_MAX) {
		return false;
	}
	memcpy(out->bytes, base.p, base.n);
	out->bytes[base.n] = '-';
	memcpy(out->bytes + base.n + 1, base.p, base.n);
	memcpy(out->bytes + 2 * base.n + 1, suffix.p, suffix.n);
	out->n = 2 * base.n + 1 + suffix.n;
	out->flags |= SPELL_DOUBLED;
	return true;
}

bool pantau_spell_hyphenated(const struct speller *speller, struct str word,
		struct spelling *out)
{
	struct spelling scratch;
	struct str rest = word, head = pantau_str_cut(&rest, '-');
	if (rest.p == NULL || head.n == 0 || !str_starts(rest, head)) {
		return false;
	}
	struct str written = str_skip(rest, head.n), tail = clitic(written);
	struct str part = one_word(speller, head, &scratch);
	char buffer[SPELL_MAX];
	if (part.n == 0 || (str_eq(part, head) && str_eq(tail, written)) ||
			tail.n > 4 ||
			2 * part.n + 1 > sizeof(buffer)) {
		return false;
	}
	memcpy(buffer, part.p, part.n);
	buffer[part.n] = '-';
	memcpy(buffer + part.n + 1, part.p, part.n);
	return pantau_spell_rule(out, "ulang", str_make(buffer, 2 * part.n + 1),
			tail, (struct str){NULL, 0});
}

bool pantau_spell_twice(const struct speller *speller, struct str word,
		struct spelling *out)
{
	struct str half = str_make(word.p, word.n / 2);
	if (word.n < 6 || word.n % 2 != 0 ||
			!str_eq(half, str_skip(word, half.n))) {
		return false;
	}
	half = pantau_spell_resolve(speller, half);
	return half.n != 0 && memchr(half.p, ' ', half.n) == NULL &&
			pantau_spell_rule(out, "ulang", half, STR("-"), half);
}
