/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * Words without a known root. Most of them are names, and a name cut in two is
 * found by nobody: so libstemmer is believed only where hardly anything but
 * affixes can be meant, and else at most -nya and its like come off.
 */

#include <libstemmer.h>

#include "text/stem_parts.h"

static bool has_vowel(struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		if (stem_is_vowel(s.p[i])) {
			return true;
		}
	}
	return false;
}

/* 'prioritas', 'stabil', 'ngeri', not 'scover' or 'mnemonik'. */
static bool begins_native(struct str s)
{
	return s.n < 2 || stem_is_vowel(s.p[0]) || stem_is_vowel(s.p[1]) ||
			stem_is_of(s.p[1], L('r') | L('l') | L('y') | L('h') |
				L('w')) ||
			(s.p[0] == 'n' && s.p[1] == 'g') ||
			(s.p[0] == 's' && stem_is_of(s.p[1],
				L('t') | L('p') | L('k')));
}

/* One consonant at the end, or -ng, -ks, -ns: not 'diamond', 'versity'. */
static bool ends_native(struct str s)
{
	static const uint32_t foreign = L('c') | L('j') | L('q') | L('v') |
			L('w') | L('x');
	char last = s.p[s.n - 1];

	if (s.n < 2 || stem_is_vowel(last)) {
		return true;
	}
	return !stem_is_of(last, foreign) && (stem_is_vowel(s.p[s.n - 2]) ||
			str_ends(s, STR("ng")) || str_ends(s, STR("ks")) ||
			str_ends(s, STR("ns")));
}

/* No letters or clusters that only foreign words have. */
static bool looks_native(struct str s)
{
	size_t run = 0;

	for (size_t i = 0; i < s.n; i++) {
		bool doubled = i > 0 && s.p[i] == s.p[i - 1] && s.p[i] != 'a';

		run = stem_is_vowel(s.p[i]) ? 0 : run + 1;
		if (s.p[i] < 'a' || s.p[i] > 'z' || s.p[i] == 'x' ||
				s.p[i] == 'q' || doubled || run > 3 ||
				(i == 2 && run == 3)) {
			return false;
		}
	}
	return has_vowel(s) && begins_native(s) && ends_native(s);
}

/* 'distinguished', 'disturbing', 'direction': di- is no prefix there. */
static bool ends_english(struct str word)
{
	static const struct str endings[] = {
		{"able", 4}, {"ance", 4}, {"ence", 4}, {"ing", 3}, {"shed", 4},
		{"sion", 4}, {"tion", 4}, {"tions", 5},
	};

	for (size_t i = 0; i < sizeof(endings) / sizeof(*endings); i++) {
		if (str_ends(word, endings[i])) {
			return true;
		}
	}
	return false;
}

/* Begins with a prefix that hardly any root begins with. */
static bool is_strong(struct str word)
{
	static const char *const strong[] = {"ber", "meng", "meny", "memp",
		"memb", "menc", "mend", "menj", "ter", "di", "peng"};

	for (size_t i = 0; i < sizeof(strong) / sizeof(*strong); i++) {
		if (str_starts(word, str_of(strong[i]))) {
			return true;
		}
	}
	return false;
}

/* stem is what libstemmer made of word. */
static bool is_safe(struct str word, struct str stem)
{
	size_t before = 0;
	size_t after;

	if (stem.n < 4 || stem.n >= word.n || !looks_native(stem) ||
			ends_english(word)) {
		return false;
	}
	while (before + stem.n <= word.n &&
			memcmp(word.p + before, stem.p, stem.n) != 0) {
		before++;
	}
	if (before + stem.n > word.n) {
		return is_strong(word); /* a letter was restored */
	}
	after = word.n - before - stem.n;
	if (before == 0) {
		return false;
	}
	if (after == 2 && before <= 3 && stem.n >= 6 && (word.p[0] == 'k' ||
			word.p[0] == 'p') && stem.p[stem.n - 1] != 'k') {
		return true; /* ke-...-an, per-...-an */
	}
	return is_strong(word) && (after >= 2 || stem.n >= 5);
}

/* -nya alone: -lah and -kah end too many names (Abdullah). */
static struct str without_clitic(struct str word, struct stem *out)
{
	struct str host = {word.p, word.n > 3 ? word.n - 3 : 0};

	/* 'podcastnya'; 'bbmnya', which has no other vowel. */
	if (word.n >= 5 && str_ends(word, STR("nya")) &&
			(host.n >= 4 || !has_vowel(host))) {
		memcpy(out->suffixes, "nya", 4);
		return host;
	}
	return word;
}

/* libstemmer takes prefixes off that begin with one of these, and what nothing
 * comes off before is not safe. */
static bool may_be_safe(struct str word)
{
	static const uint32_t before_e = L('b') | L('k') | L('m') | L('p') |
			L('t');

	return word.n > 4 && ((word.p[1] == 'e' &&
			stem_is_of(word.p[0], before_e)) ||
			(word.p[1] == 'i' && word.p[0] == 'd'));
}

void pantau_stem_guess(struct sb_stemmer *guesser, struct str word,
		struct stem *out)
{
	struct str stem = {NULL, 0};

	if (may_be_safe(word)) {
		const sb_symbol *bytes = sb_stemmer_stem(guesser,
				(const sb_symbol *)word.p, (int)word.n);
		stem = str_make((const char *)bytes, bytes != NULL ?
				(size_t)sb_stemmer_length(guesser) : 0);
	}
	if (!is_safe(word, stem)) {
		stem = without_clitic(word, out);
	}
	memcpy(out->bytes, stem.p, stem.n);
	out->length = stem.n;
	out->source = stem.n < word.n ? STEM_GUESS : STEM_WHOLE;
}
