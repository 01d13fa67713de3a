/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * Words with hyphens. Reduplication, clitics and prefixes written apart are
 * one position with one stem; what remains is several words under one span
 * ('anti-Jokowi'), each at its position, and the whole as an alternative.
 */

#include "text/char_class.h"
#include "text/word.h"

struct parts {
	struct str part[WORD_PARTS];
	unsigned n;
	char joined[FOLD_MAX]; /* without the hyphens */
	size_t joined_n;
};

/* False when there are too many or an empty one, as folding may leave. */
static bool split(struct str word, struct parts *out)
{
	out->n = 0;
	out->joined_n = 0;
	while (word.p != NULL) {
		struct str part = pantau_str_cut(&word, '-');
		if (part.n == 0) {
			continue;
		}
		if (out->n == WORD_PARTS) {
			return false;
		}
		out->part[out->n++] = part;
		memcpy(out->joined + out->joined_n, part.p, part.n);
		out->joined_n += part.n;
	}
	return out->n > 0;
}

static bool digits(struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		if (!ascii_is(s.p[i], ASCII_DIGIT)) {
			return false;
		}
	}
	return true;
}

/* 'ii', 'xiv'; no more than ordinals are written with. */
static bool roman(struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		if (memchr("ivx", s.p[i], 3) == NULL) {
			return false;
		}
	}
	return true;
}

static bool article(struct str part)
{
	static const char *const articles[] = {
		"al", "ar", "as", "at", "an", "ad", "az", "asy",
	};
	for (size_t i = 0; i < sizeof(articles) / sizeof(articles[0]); i++) {
		if (str_eq(part, str_of(articles[i]))) {
			return true;
		}
	}
	return false;
}

/* 'AS-Israel', 'AS-China': a name in capitals before another one. */
static bool acronym_first(struct str raw, unsigned flags)
{
	return (flags & PANTAU_TOKEN_CAPS) == 0 && raw.n > 3 &&
			raw.p[2] == '-' && ascii_is(raw.p[0], ASCII_UPPER) &&
			ascii_is(raw.p[1], ASCII_UPPER) &&
			ascii_is(raw.p[3], ASCII_UPPER);
}

/* The surface, a stem and an alternative, at one position. */
static void single(const struct word_maker *maker, struct str whole,
		struct str stem, struct str alternative, struct word_build *out)
{
	struct word *word = &out->word;
	pantau_word_add(out, whole, PANTAU_TERM_SURFACE, 0);
	pantau_word_add(out, stem, PANTAU_TERM_STEM, 0);
	pantau_word_add(out, alternative, PANTAU_TERM_ALTERNATIVE, 0);
	word->lexeme[0] = pantau_word_lexeme(maker, whole);
	word->lexeme[1] = pantau_word_lexeme(maker, alternative);
	word->lexeme[2] = pantau_word_lexeme(maker, stem);
	if (word->lexeme[1] == 0) {
		word->lexeme[1] = word->lexeme[0];
	}
	if (pantau_text_image_stopword(maker->text, whole)) {
		word->flags |= PANTAU_TOKEN_STOP;
	}
}

/* 'ke-43', 'G-20', 'COVID-19', 'e-KTP', '1990-an', 'Al-Qur'an'. */
static bool short_forms(const struct word_maker *maker, struct str raw,
		struct str whole, const struct parts *p, struct word_build *out)
{
	struct str joined = str_make(p->joined, p->joined_n);
	struct str none = {NULL, 0};
	if (p->n < 2) {
		return false;
	}
	if (digits(p->part[0])) {
		single(maker, whole, p->part[0], joined, out);
	} else if (p->n == 2 && digits(p->part[1])) {
		if (str_eq(p->part[0], STR("ke"))) {
			single(maker, whole, none, p->part[1], out);
		} else if (p->part[0].n == 1) {
			single(maker, whole, joined, none, out);
		} else {
			single(maker, whole, none, joined, out);
		}
	} else if (p->n == 2 && str_eq(p->part[0], STR("ke")) &&
			roman(p->part[1])) {
		single(maker, whole, none, p->part[1], out);
	} else if (p->n == 2 && p->part[0].n == 1) {
		single(maker, whole, none, joined, out);
	} else if (article(p->part[0]) &&
			!acronym_first(raw, out->word.flags)) {
		/* Without the apostrophe too: 'alquran', and 'al-quran'. */
		char plain[FOLD_MAX], apart[FOLD_MAX];
		size_t n = 0, m = 0;
		for (size_t i = 0; i < whole.n; i++) {
			if (whole.p[i] == '\'') {
				continue;
			}
			apart[m++] = whole.p[i];
			if (whole.p[i] != '-') {
				plain[n++] = whole.p[i];
			}
		}
		single(maker, whole, str_make(plain, n), str_make(apart, m), out);
	} else {
		return false;
	}
	return true;
}

/* 'k-o-r-u-p-s-i' */
static bool spelled_out(const struct word_maker *maker, struct str whole,
		const struct parts *p, struct word_build *out)
{
	struct str joined = str_make(p->joined, p->joined_n);
	struct stem stem;
	if (p->n < 4 || joined.n != p->n ||
			!pantau_spell_derivable(&maker->speller, joined)) {
		return false;
	}
	single(maker, whole, pantau_word_stem(maker, joined, &stem), joined,
			out);
	out->word.kind = PANTAU_TOKEN_MASKED;
	return true;
}

/* What is left of a word may be informal: 'temen-temen', 'di-bully'. */
static void respelled(const struct word_maker *maker, struct str whole,
		struct str root, struct word_build *out)
{
	struct spelling spelling;
	struct stem stem;
	pantau_spell(&maker->speller, root, false, &spelling);
	struct str formal = spelling.formal;
	if (formal.n == 0 || memchr(formal.p, ' ', formal.n) != NULL ||
			memchr(formal.p, '-', formal.n) != NULL) {
		single(maker, whole, root, (struct str){NULL, 0}, out);
		return;
	}
	formal = pantau_word_stem(maker, formal, &stem);
	if (pantau_spell_standard(&maker->speller, root)) {
		single(maker, whole, root, formal, out);
	} else {
		single(maker, whole, formal, root, out);
	}
	if ((spelling.flags & SPELL_SLANG) != 0) {
		out->word.flags |= PANTAU_TOKEN_SLANG;
	}
}

/* What the stemmer takes for one word, reduplicated or with something off. */
static bool one_word(const struct word_maker *maker, struct str whole,
		const struct parts *p, struct word_build *out)
{
	struct stem stem;
	struct str listed, plain = pantau_fold_skeleton(maker->folder, whole);
	stem.reduplicated = false;
	struct str root = pantau_word_stem(maker, plain, &stem);
	if (stem.reduplicated || !str_eq(root, plain) ||
			pantau_text_image_root(maker->text, plain) != NULL ||
			pantau_text_image_exception(maker->text, plain, &listed)) {
		respelled(maker, whole, root, out);
		return true;
	}
	if (p->n == 2 && str_eq(p->part[0], p->part[1])) {
		struct spelling spelling;
		pantau_spell(&maker->speller, p->part[0], false, &spelling);
		struct str word = spelling.n != 0 ?
				str_make(spelling.bytes, spelling.n) : p->part[0];
		single(maker, whole, pantau_word_stem(maker, word, &stem),
				(struct str){NULL, 0}, out);
		return true;
	}
	return false;
}

static void several(const struct word_maker *maker, struct str whole,
		const struct parts *p, struct word_build *out)
{
	for (unsigned i = 0; i < p->n; i++) {
		pantau_word_part(maker, p->part[i], i, out);
		if (i == 0 && p->n > 1) {
			pantau_word_add(out, whole, PANTAU_TERM_ALTERNATIVE, 0);
			pantau_word_add(out, str_make(p->joined, p->joined_n),
					PANTAU_TERM_ALTERNATIVE, 0);
		}
	}
	out->word.positions = (uint8_t)p->n;
	uint32_t lexeme = pantau_word_lexeme(maker, whole);
	if (lexeme == 0) {
		lexeme = pantau_word_lexeme(maker,
				str_make(p->joined, p->joined_n));
	}
	if (lexeme != 0) {
		out->word.lexeme[0] = out->word.lexeme[1] = lexeme;
	}
}

void pantau_word_hyphens(const struct word_maker *maker, struct str raw,
		struct str folded, struct word_build *out)
{
	struct parts parts;
	if (!split(folded, &parts)) {
		if (parts.n > 0) {
			pantau_word_add(out, folded, PANTAU_TERM_SURFACE, 0);
		}
		return;
	}
	if (parts.n == 1) {
		pantau_word_part(maker, parts.part[0], 0, out);
	} else if (!short_forms(maker, raw, folded, &parts, out) &&
			!spelled_out(maker, folded, &parts, out) &&
			!one_word(maker, folded, &parts, out)) {
		several(maker, folded, &parts, out);
	}
}
