/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Spelling: dictionary first, then laughter, kata2, and the repairs. */

#include "text/spell.h"

#include "text/char_class.h"

bool pantau_spell_set(struct spelling *out, struct str word)
{
	if (word.n > SPELL_MAX) {
		return false;
	}
	memmove(out->bytes, word.p, word.n);
	out->n = word.n;
	return true;
}

bool pantau_spell_standard(const struct speller *speller, struct str word)
{
	struct str stem;
	return pantau_text_image_stopword(speller->image, word) ||
			pantau_text_image_root(speller->image, word) != NULL ||
			pantau_text_image_exception(speller->image, word, &stem);
}

bool pantau_spell_known(const struct speller *speller, struct str word)
{
	struct slang_info info;
	return pantau_spell_standard(speller, word) ||
			pantau_text_image_slang(speller->image, word, &info);
}

bool pantau_spell_derivable(const struct speller *speller, struct str word)
{
	struct stem stem;
	if (pantau_spell_known(speller, word)) {
		return true;
	}
	if (word.n > STEM_MAX) {
		return false;
	}
	pantau_stemmer_run(speller->stemmer, word, &stem);
	return stem.source == STEM_AFFIXES || stem.source == STEM_EXCEPTION;
}

static bool slang(const struct speller *speller, struct spelling *out)
{
	struct slang_info info;
	if (!pantau_text_image_slang(speller->image,
			str_make(out->bytes, out->n), &info) || info.guarded ||
			info.formal.n == 0) {
		return false;
	}
	out->formal = info.formal;
	out->flags |= SPELL_SLANG;
	return true;
}

static bool holds(struct str word, const char *part)
{
	size_t n = strlen(part);
	for (size_t i = 0; i + n <= word.n; i++) {
		if (memcmp(word.p + i, part, n) == 0) {
			return true;
		}
	}
	return false;
}

static bool only_of(struct str word, const char *letters)
{
	for (size_t i = 0; i < word.n; i++) {
		if (word.p[i] == '\0' || strchr(letters, word.p[i]) == NULL) {
			return false;
		}
	}
	return true;
}

/* 'wkwkwkwk', 'awokwok', 'hahahha': every length is one word. */
static bool laughter(struct str word, struct spelling *out)
{
	static const struct {
		const char *letters, *part, *turned;
	} kinds[] = {
		{"wk", "wkwk", "kwkw"}, {"wkaeo", "wkwk", "kwkw"},
		{"wkao", "wkak", "wokwo"}, {"ha", "haha", "ahah"},
		{"hi", "hihi", "ihih"}, {"he", "hehe", "eheh"},
		{"ho", "hoho", "ohoh"}, {"hu", "huhu", "uhuh"},
		{"xi", "xixi", "ixix"},
	};
	static const char *const normal[] = {
		"wkwk", "wkwk", "wkwk", "haha", "hihi", "hehe", "hoho", "huhu",
		"xixi",
	};
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		if (only_of(word, kinds[i].letters) &&
				(holds(word, kinds[i].part) ||
				holds(word, kinds[i].turned))) {
			return pantau_spell_set(out, str_of(normal[i]));
		}
	}
	return false;
}

/*
 * 'kata2', 'anak2nya': the '2' says the part before it twice. The root alone
 * goes into the index, with what follows, so the '2' becomes a hyphen and the
 * part again. Short forms ('org2') are looked up first.
 */
static bool doubled(const struct speller *speller, struct str word,
		struct spelling *out)
{
	const char *two = memchr(word.p, '2', word.n);
	if (two == NULL || two - word.p < 2) {
		return false;
	}
	struct str base = str_make(word.p, (size_t)(two - word.p));
	struct str suffix = str_skip(word, base.n + 1);
	struct slang_info info;
	for (size_t i = 0; i < base.n; i++) {
		if (!ascii_is(base.p[i], ASCII_LETTER)) {
			return false;
		}
	}
	if (pantau_text_image_slang(speller->image, base, &info) &&
			!info.guarded && memchr(info.formal.p, ' ',
			info.formal.n) == NULL) {
		base = info.formal;
	} else if (!pantau_spell_derivable(speller, base)) {
		return false;
	}
	static const char *const endings[] = {
		"", "nya", "ku", "mu", "lah", "kah", "pun", "an", "kan", "i",
		"annya",
	};
	bool fits = false;
	for (size_t i = 0; i < sizeof(endings) / sizeof(endings[0]); i++) {
		fits |= str_eq(suffix, str_of(endings[i]));
	}
	if (!fits || 2 * base.n + 1 + suffix.n > SPELL_MAX) {
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

/* As pantau_spell_derivable, but for informal words; keeps the stem. */
static bool standard_or_derived(const struct speller *speller,
		struct str word, struct spelling *out)
{
	if (word.n <= STEM_MAX) {
		pantau_stemmer_run(speller->stemmer, word, &out->stem);
		out->stemmed = true;
		if (out->stem.source == STEM_AFFIXES ||
				out->stem.source == STEM_EXCEPTION) {
			return true;
		}
	}
	return pantau_spell_standard(speller, word);
}

void pantau_spell(const struct speller *speller, struct str word,
		struct spelling *out)
{
	struct slang_info guarded;
	out->n = 0;
	out->flags = 0;
	out->formal = (struct str){NULL, 0};
	out->stemmed = false;
	if (word.n > SPELL_MAX - 2) {
		return;
	}
	pantau_spell_set(out, word);
	if (slang(speller, out) || laughter(word, out) ||
			standard_or_derived(speller, word, out) ||
			pantau_text_image_slang(speller->image, word, &guarded)) {
		return;
	}
	if (doubled(speller, word, out)) {
		return;
	}
	if (pantau_spell_figures(speller, word, out) ||
			pantau_spell_stars(speller, word, out)) {
		out->flags |= SPELL_MASKED;
	} else if (pantau_spell_squeeze(speller, word, out)) {
		out->flags |= SPELL_ELONGATED;
		if (laughter(str_make(out->bytes, out->n), out)) {
			return;
		}
	}
	if (out->flags != 0) {
		slang(speller, out);
	}
}
