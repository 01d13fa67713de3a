/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* What a word keeps of its sound, however it is spelled. */

#include "lexicon/word_reach.h"

void pantau_reach_add(unsigned char *table, enum reach_kind kind,
		uint64_t hash, unsigned level)
{
	unsigned char *start = table + REACH_START(kind);
	struct reach_cells c = pantau_reach_cells(hash, REACH_BITS(kind));
	const uint32_t cells[] = {c.first, c.second};

	level = level < REACH_MOST ? level : REACH_MOST;
	for (size_t i = 0; i < 2; i++) {
		unsigned char *at = &start[cells[i] / 2];
		unsigned shift = cells[i] % 2 * 4;
		if ((*at >> shift & 15u) < level) {
			*at = (unsigned char)((*at & ~(15u << shift)) |
					level << shift);
		}
	}
}

enum sound_class { MUTE, LIQUID_L, LIQUID_R, NASAL, DENTAL, LABIAL, VELAR, SIBILANT };

static enum sound_class class_of(char c)
{
	/* a to z; vowels, h, w and y come and go */
	static const uint8_t classes[26] = {
		MUTE, LABIAL, VELAR, DENTAL, MUTE, LABIAL, VELAR, MUTE, MUTE,
		SIBILANT, VELAR, LIQUID_L, NASAL, NASAL, MUTE, LABIAL, VELAR,
		LIQUID_R, SIBILANT, DENTAL, MUTE, LABIAL, MUTE, VELAR, MUTE,
		SIBILANT,
	};
	return (enum sound_class)classes[c - 'a'];
}

static bool vowel(char c)
{
	return c == 'a' || c == 'i' || c == 'u' || c == 'e' || c == 'o';
}

/* A 'y' that no vowel stands beside is one: 'party'. */
static bool voiced(struct str word, size_t at)
{
	return vowel(word.p[at]) || (word.p[at] == 'y' &&
			(at == 0 || !vowel(word.p[at - 1])) &&
			(at + 1 == word.n || !vowel(word.p[at + 1])));
}

/* The 't' of 'tj' and 'tsy', the 'd' of 'dj' and 'dz' belong to what follows. */
static bool before_sibilant(struct str word, size_t at)
{
	do {
		at++;
	} while (at < word.n && word.p[at] == 'h');
	return at < word.n && class_of(word.p[at]) == SIBILANT;
}

struct listener {
	enum sound_class last, first;
	unsigned said; /* classes so far */
	bool open;     /* a vowel since the last of them */
};

/* May other spellings of the word lack this consonant, or have it? */
static bool optional(struct str word, size_t at, enum sound_class class_,
		const struct listener *so_far)
{
	char before = at > 0 ? word.p[at - 1] : 0;
	if (before == word.p[at]) {
		return true;
	}
	switch (class_) {
	case SIBILANT:
		return at == 0 || before == 'n' || before == 's' ||
				(at == 1 && (before == 'e' || before == 'd' ||
				before == 't'));
	case DENTAL:
		return before_sibilant(word, at);
	case LIQUID_R:
		return so_far->said == 1 && (so_far->first == DENTAL ||
				so_far->first == LABIAL);
	default:
		return false;
	}
}

uint64_t pantau_sound_key(struct str word, unsigned kh)
{
	struct listener l = {MUTE, MUTE, 0, false};
	uint64_t key = 1, before_last = 1;
	bool opened = false; /* l.open before the last class */
	unsigned khs = 0;

	for (size_t i = 0; i < word.n; i++) {
		char c = word.p[i];
		enum sound_class class_ = class_of(c);
		if (class_ == MUTE) {
			l.open |= voiced(word, i);
			continue;
		}
		if ((c == 'k' && i + 1 < word.n && word.p[i + 1] == 'h' &&
				(kh >> khs++ & 1) != 0) ||
				(class_ == l.last && !l.open) ||
				optional(word, i, class_, &l)) {
			continue;
		}
		before_last = key;
		opened = l.open;
		/* A vowel before the first may come and go. */
		key = pantau_word_hash_add(key, (char)(class_ +
				(l.open && l.said != 0 ? 8 : 0)));
		l.first = l.said++ == 0 ? class_ : l.first;
		l.last = class_;
		l.open = false;
	}
	/* At the end it comes and goes, and makes 'ng' of 'n'. */
	if (l.last == VELAR && !l.open) {
		key = before_last;
		l.open = opened;
	}
	return pantau_word_hash_add(key, l.open ? 16 : 17);
}
