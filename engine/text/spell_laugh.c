/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * Laughter: however long and however wildly it is typed, each way to laugh is
 * one word, and all of them are laughing ('haha').
 */

#include "text/spell_parts.h"

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

/* Runs of one letter as one: 'hahhaa' is 'haha'. */
static struct str collapse(struct str word, char *buffer, size_t size)
{
	size_t n = 0;
	for (size_t i = 0; i < word.n && n < size; i++) {
		if (n == 0 || buffer[n - 1] != word.p[i]) {
			buffer[n++] = word.p[i];
		}
	}
	return str_make(buffer, n);
}

/* A letter of "whaeiouxkq", of which all kinds of laughing consist? */
static bool laughed(char c)
{
	static const uint32_t letters = 0xd14591;
	return c >= 'a' && c <= 'z' && (letters >> (c - 'a') & 1) != 0;
}

bool pantau_spell_laughter(struct str word, struct spelling *out)
{
	static const struct {
		const char *letters, *part, *turned, *normal;
	} kinds[] = {
		{"wk", "wkwk", "kwkw", "wkwk"},
		{"wkaeo", "wkwk", "kwkw", "wkwk"},
		{"wkao", "wkak", "wokwo", "wkwk"},
		{"wq", "wqwq", "qwqw", "wkwk"},
		{"ha", "haha", "ahah", "haha"}, {"hi", "hihi", "ihih", "hihi"},
		{"he", "hehe", "eheh", "hehe"}, {"ho", "hoho", "ohoh", "hoho"},
		{"hu", "huhu", "uhuh", "huhu"}, {"xi", "xixi", "ixix", "xixi"},
		{"heu", "heuheu", "euheu", "hehe"},
	};
	char buffer[SPELL_MAX];
	if (word.n < 4) {
		return false;
	}
	for (size_t i = 0; i < word.n; i++) {
		if (!laughed(word.p[i])) {
			return false; /* as nearly every word is */
		}
	}
	word = collapse(word, buffer, sizeof(buffer));
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		if (!only_of(word, kinds[i].letters) ||
				(!holds(word, kinds[i].part) &&
				!holds(word, kinds[i].turned))) {
			continue;
		}
		if (!str_eq(str_of(kinds[i].normal), STR("huhu"))) {
			out->formal = STR("haha"); /* 'huhu' weeps */
		}
		out->flags |= SPELL_LAUGHTER;
		return pantau_spell_set(out, str_of(kinds[i].normal));
	}
	return false;
}
