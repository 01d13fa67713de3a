/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * Letters that sound alike: 'gatel' for gatal, 'kalo' for kalau, 'dapoer' for
 * dapur. Every place where a row of the table fits is an edit; a word is
 * proposed with one edit, then with two.
 */

#include "text/spell_parts.h"

enum where {
	ANYWHERE, START, END, INSIDE, /* INSIDE: not at the start */
	LAST_VOWEL,   /* no vowel follows, a consonant does */
	BEFORE_VOWEL, /* at the start, the next letter is a vowel */
	VOWELS,       /* between two vowels */
	AFTER_VOWEL,  /* at the end, the letter before is a vowel */
	SYLLABLE,     /* behind be-, te- or pe- before a consonant */
};

struct sound {
	const char *from, *to;
	uint8_t where, cost;
};

static const struct sound sounds[] = {
	/* vowels */
	{"e", "a", LAST_VOWEL, 2}, {"e", "a", INSIDE, 4},
	{"e", "ai", END, 2}, {"e", "a", END, 6}, {"o", "au", END, 2},
	{"o", "a", END, 6}, {"o", "u", LAST_VOWEL, 3}, {"o", "u", INSIDE, 5},
	{"e", "i", LAST_VOWEL, 3}, {"e", "i", INSIDE, 5}, {"i", "e", INSIDE, 6},
	{"u", "o", INSIDE, 6}, {"ae", "ai", ANYWHERE, 2},
	{"ao", "au", ANYWHERE, 2}, {"oe", "u", ANYWHERE, 2},
	{"aw", "au", ANYWHERE, 2}, {"ay", "ai", ANYWHERE, 2},
	{"uw", "u", INSIDE, 3}, {"iy", "i", INSIDE, 3}, {"uy", "ui", INSIDE, 3},
	{"eu", "e", INSIDE, 5}, {"y", "i", END, 7}, {"y", "i", INSIDE, 4}, {"ie", "i", END, 6},
	/* consonants, and the spelling before 1972 */
	{"tj", "c", ANYWHERE, 2}, {"dj", "j", ANYWHERE, 2},
	{"nj", "ny", ANYWHERE, 3}, {"sj", "sy", ANYWHERE, 2},
	{"ch", "kh", ANYWHERE, 3}, {"ch", "c", ANYWHERE, 6},
	{"j", "z", ANYWHERE, 2}, {"z", "j", ANYWHERE, 4},
	{"z", "s", ANYWHERE, 3}, {"s", "z", ANYWHERE, 5},
	{"f", "p", ANYWHERE, 2}, {"p", "f", END, 2}, {"p", "f", ANYWHERE, 5},
	{"v", "f", ANYWHERE, 2}, {"f", "v", ANYWHERE, 3},
	{"p", "v", ANYWHERE, 4}, {"v", "p", ANYWHERE, 4},
	{"b", "p", END, 3}, {"p", "b", END, 4}, {"d", "t", END, 4},
	{"t", "d", END, 4}, {"g", "k", END, 5}, {"nk", "ng", END, 3},
	{"kh", "k", ANYWHERE, 4}, {"kh", "h", ANYWHERE, 3},
	{"k", "kh", ANYWHERE, 5}, {"h", "kh", ANYWHERE, 4},
	{"q", "k", ANYWHERE, 2}, {"x", "ks", INSIDE, 2}, {"x", "k", END, 4},
	{"ck", "k", ANYWHERE, 3}, {"c", "k", ANYWHERE, 7},
	{"sy", "s", ANYWHERE, 3}, {"s", "sy", ANYWHERE, 4},
	{"sh", "s", ANYWHERE, 5}, {"sh", "sy", ANYWHERE, 4},
	{"dh", "d", ANYWHERE, 2}, {"th", "t", ANYWHERE, 5},
	{"gh", "g", ANYWHERE, 3}, {"bh", "b", ANYWHERE, 3},
	{"ph", "f", ANYWHERE, 5}, {"dz", "z", ANYWHERE, 2},
	{"np", "mp", INSIDE, 3}, {"nb", "mb", INSIDE, 3},
	{"n", "ng", END, 7}, {"ng", "n", END, 7}, {"ng", "ngg", INSIDE, 5},
	/* letters that come and go */
	{"", "h", BEFORE_VOWEL, 3}, {"", "h", VOWELS, 2},
	{"", "s", BEFORE_VOWEL, 5}, {"", "e", START, 6},
	{"", "h", AFTER_VOWEL, 4}, {"h", "", AFTER_VOWEL, 4},
	{"h", "", BEFORE_VOWEL, 5}, {"h", "", VOWELS, 5},
	{"", "k", AFTER_VOWEL, 5}, {"k", "", AFTER_VOWEL, 6},
	{"", "r", SYLLABLE, 7}, {"z", "s", END, 2},
};

enum { EDITS_MAX = 96, PAIR_COST = 10, PAIR_SHORT = 6 };

struct edit {
	uint8_t at, length, cost;
	const char *to;
	uint8_t to_n;
};

static bool vowel(char c)
{
	return c != '\0' && memchr("aiueo", c, 5) != NULL;
}

static bool has_vowel(struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		if (vowel(s.p[i])) {
			return true;
		}
	}
	return false;
}

static bool fits(struct str word, size_t at, size_t length, enum where where)
{
	size_t end = at + length;
	bool before = at > 0 && vowel(word.p[at - 1]);
	bool after = end < word.n && vowel(word.p[end]);
	switch (where) {
	case START:
		return at == 0;
	case END:
		return end == word.n && at > 0;
	case INSIDE:
		return at > 0;
	case LAST_VOWEL:
		return at > 0 && end < word.n &&
				!has_vowel(str_skip(word, end));
	case BEFORE_VOWEL:
		return at == 0 && after;
	case VOWELS:
		return before && after;
	case AFTER_VOWEL:
		return end == word.n && before;
	case SYLLABLE: /* 'bedua', 'pegi' */
		return at == 2 && word.p[1] == 'e' && end < word.n && !after &&
				memchr("btp", word.p[0], 3) != NULL;
	case ANYWHERE:
		break;
	}
	return true;
}

static size_t add(struct edit *list, size_t n, size_t at, size_t length,
		const char *to, int cost)
{
	if (n < EDITS_MAX) {
		list[n++] = (struct edit){.at = (uint8_t)at,
				.length = (uint8_t)length, .cost = (uint8_t)cost,
				.to = to, .to_n = (uint8_t)strlen(to)};
	}
	return n;
}

static size_t find_edits(struct str word, struct edit *out)
{
	size_t n = 0;
	uint32_t letters = 1; /* a bit for each that the word has */
	for (size_t at = 0; at < word.n; at++) {
		letters |= UINT32_C(1) << (word.p[at] & 31);
	}
	for (size_t i = 0; i < sizeof(sounds) / sizeof(sounds[0]); i++) {
		const struct sound *sound = &sounds[i];
		const char *from = sound->from; /* of two letters at most */
		if ((letters >> (from[0] & 31) & 1) == 0) {
			continue;
		}
		size_t length = from[0] == '\0' ? 0 : from[1] == '\0' ? 1 : 2;
		for (size_t at = 0; at + length <= word.n; at++) {
			if ((length == 0 || word.p[at] == from[0]) &&
					(length < 2 || word.p[at + 1] == from[1]) &&
					fits(word, at, length, sound->where)) {
				n = add(out, n, at, length, sound->to,
						sound->cost);
			}
		}
	}
	/* A letter written twice: 'binggung', 'allhamdulillah'. */
	for (size_t at = 1; at < word.n; at++) {
		if (word.p[at] == word.p[at - 1]) {
			n = add(out, n, at, 1, "", 4);
		}
	}
	return n;
}

static struct str apply(struct str word, const struct edit *const *edit,
		size_t edits, char *buffer)
{
	size_t n = 0, from = 0;
	for (size_t i = 0; i < edits; i++) {
		memcpy(buffer + n, word.p + from, edit[i]->at - from);
		n += edit[i]->at - from;
		memcpy(buffer + n, edit[i]->to, edit[i]->to_n);
		n += edit[i]->to_n;
		from = edit[i]->at + edit[i]->length;
	}
	memcpy(buffer + n, word.p + from, word.n - from);
	return str_make(buffer, n + word.n - from);
}

void pantau_spell_sound(struct guess *guess, struct str word, int cost)
{
	struct edit list[EDITS_MAX];
	char buffer[RULE_LONGEST + 8];
	if (word.n > RULE_LONGEST) {
		return;
	}
	size_t n = find_edits(word, list);
	for (size_t i = 0; i < n; i++) {
		const struct edit *one[] = {&list[i]};
		pantau_guess_try(guess, apply(word, one, 1, buffer),
				cost + list[i].cost, "bunyi");
	}
	bool deep = guess->deep;
	guess->deep = false; /* two edits and affixes explain anything */
	for (size_t i = 0; i < n; i++) {
		for (size_t j = 0; j < n && guess->tries < GUESS_TRIES; j++) {
			const struct edit *two[] = {&list[i], &list[j]};
			if (list[j].at < list[i].at + list[i].length ||
					(list[j].at == list[i].at && j <= i) ||
					list[i].cost + list[j].cost >
					(word.n < 6 ? PAIR_SHORT : PAIR_COST)) {
				continue;
			}
			pantau_guess_try(guess, apply(word, two, 2, buffer),
					cost + 1 + list[i].cost + list[j].cost,
					"bunyi");
		}
	}
	guess->deep = deep;
}
