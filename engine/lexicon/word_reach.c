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

/* The 't' of 'tj' and 'tsy', the 'd' of 'dj' and 'dz' belong to what follows. */
static bool before_sibilant(struct str word, size_t at)
{
	do {
		at++;
	} while (at < word.n && word.p[at] == 'h');
	return at < word.n && class_of(word.p[at]) == SIBILANT;
}

uint64_t pantau_sound_key(struct str word, unsigned kh)
{
	uint64_t key = 1, before_last = 1;
	enum sound_class last = MUTE, first = MUTE;
	unsigned said = 0, khs = 0;

	for (size_t i = 0; i < word.n; i++) {
		char c = word.p[i];
		enum sound_class class_ = class_of(c);
		if (c == 'k' && i + 1 < word.n && word.p[i + 1] == 'h' &&
				(kh >> khs++ & 1) != 0) {
			continue;
		}
		if (class_ == MUTE || class_ == last ||
				(i > 0 && word.p[i - 1] == c) ||
				(class_ == SIBILANT && (said == 0 ||
				word.p[i - 1] == 'n')) ||
				(class_ == DENTAL && before_sibilant(word, i)) ||
				(class_ == LIQUID_R && said == 1 &&
				(first == DENTAL || first == LABIAL))) {
			continue;
		}
		before_last = key;
		key = key * 8 + class_;
		first = said++ == 0 ? class_ : first;
		last = class_;
	}
	/* At the end it comes and goes, and makes 'ng' of 'n'. */
	return last == VELAR ? before_last : key;
}
