/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Compiles what the speller's rules can reach: lexicon/word_reach.h. */

#include <stdlib.h>

#include "lexicon/build.h"
#include "lexicon/image_layout.h"
#include "lexicon/skeleton.h"
#include "lexicon/word_reach.h"

static void add_skeleton(unsigned char *table, struct str word, unsigned level)
{
	char skeleton[SKELETON_MAX];
	size_t n = pantau_skeleton(word, skeleton);

	if (n != 0) {
		pantau_reach_add(table, REACH_SKELETON, pantau_word_hash(
				str_make(skeleton, n)), level);
	}
}

/* The word with each of its letters but the first left out. */
static void add_slips(unsigned char *table, struct str word, unsigned level)
{
	for (size_t out = 1; out < word.n; out++) {
		uint64_t hash = 0;
		for (size_t i = 0; i < word.n; i++) {
			if (i != out) {
				hash = pantau_word_hash_add(hash, word.p[i]);
			}
		}
		pantau_reach_add(table, REACH_SLIP, hash, level);
	}
}

static bool plain(struct str word)
{
	for (size_t i = 0; i < word.n; i++) {
		if (word.p[i] < 'a' || word.p[i] > 'z') {
			return false;
		}
	}
	return word.n != 0;
}

/* Rules make plain letters alone, but a word as it stands may be any. */
static void add_word(unsigned char *table, struct str word, unsigned level)
{
	pantau_reach_add(table, REACH_WORD, pantau_word_hash(word), level);
	if (plain(word)) {
		for (unsigned kh = 0; kh < 4; kh++) {
			pantau_reach_add(table, REACH_SOUND,
					pantau_sound_key(word, kh), level);
		}
	}
}

static void add_frequent(unsigned char *table, struct str word, unsigned level)
{
	if (level >= REACH_WORD_LEAST) {
		add_word(table, word, level);
	}
	if (level >= REACH_TAIL_LEAST) {
		pantau_reach_add(table, REACH_TAIL,
				pantau_word_hash(str_skip(word, 1)), level);
	}
	if (level >= REACH_SKELETON_LEAST) {
		add_skeleton(table, word, level);
	}
	if (level >= REACH_SLIP_LEAST) {
		add_slips(table, word, level);
	}
}

bool pantau_reach_build(const struct table *tables,
		struct image_builder *image)
{
	const struct table *frequent = &tables[TABLE_FREQUENCY];
	const struct table *slang = &tables[TABLE_SLANG];
	const struct table *stops = &tables[TABLE_STOPWORDS];
	size_t size = REACH_START(REACH_KINDS);
	unsigned char *table = calloc(1, size);

	if (table == NULL) {
		return false;
	}
	for (size_t i = 0; i < frequent->rows; i++) {
		const struct cell *cell = frequent->row[i].cell;
		add_frequent(table, cell[FREQUENCY_WORD].text,
				(unsigned)cell[FREQUENCY_LEVEL].number);
	}
	for (size_t i = 0; i < stops->rows; i++) {
		add_word(table, stops->row[i].cell[STOPWORD_WORD].text,
				REACH_SLANG);
	}
	for (size_t i = 0; i < slang->rows; i++) {
		double guard = slang->row[i].cell[SLANG_GUARD].number;
		if (guard != GUARD_STANDARD && guard != GUARD_USUAL) {
			add_word(table, slang->row[i].cell[SLANG_INFORMAL].text,
					REACH_SLANG);
		}
	}
	bool ok = pantau_image_builder_add(image, TEXT_REACH,
			str_make((const char *)table, size));
	free(table);
	return ok;
}
