/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Compiles frequency.tsv: levels of words, and words by their skeleton. */

#include "lexicon/build.h"
#include "lexicon/image_layout.h"
#include "lexicon/skeleton.h"

enum { LEVEL_MOST = 20 };

struct frequent {
	struct strtab_builder words, skeletons;
	struct buf levels;  /* uint8_t by word id - 1 */
	struct buf key;     /* uint32_t skeleton id by word id - 1, 0 none */
	struct buf first;   /* uint32_t by skeleton id - 1, and the end */
	struct buf ordered; /* uint32_t word ids, by skeleton, then level */
};

static bool add_word(struct frequent *frequent, const struct tsv_row *row)
{
	struct str word = row->cell[FREQUENCY_WORD].text;
	uint8_t level = (uint8_t)row->cell[FREQUENCY_LEVEL].number;
	size_t before = frequent->words.map.n;
	char skeleton[SKELETON_MAX];
	uint32_t key = 0;

	if (pantau_strtab_builder_add(&frequent->words, word) == 0) {
		return false;
	}
	if (frequent->words.map.n == before) {
		return true;
	}
	size_t n = pantau_skeleton(word, skeleton);
	if (n >= 2 && n < word.n) {
		key = pantau_strtab_builder_add(&frequent->skeletons,
				str_make(skeleton, n));
		if (key == 0) {
			return false;
		}
	}
	pantau_buf_append(&frequent->levels, (const char *)&level, 1);
	pantau_buf_append(&frequent->key, (const char *)&key, sizeof(key));
	return !frequent->levels.failed && !frequent->key.failed;
}

/* A counting sort by skeleton; the commonest words of each come first. */
static bool order(struct frequent *frequent)
{
	size_t words = frequent->words.map.n;
	size_t keys = frequent->skeletons.map.n;
	const uint8_t *level = (const uint8_t *)frequent->levels.p;
	const uint32_t *key = (const uint32_t *)(void *)frequent->key.p;
	uint32_t zero = 0, ordered = 0;

	for (size_t i = 0; i <= keys + 1; i++) {
		pantau_buf_append(&frequent->first, (const char *)&zero,
				sizeof(zero));
	}
	/* next[k] is where the next word of skeleton k goes: counts first, one
	 * place up, so that filling leaves first[] behind. */
	uint32_t *next = (uint32_t *)(void *)frequent->first.p;
	if (frequent->first.failed) {
		return false;
	}
	for (size_t i = 0; i < words; i++) {
		if (key[i] != 0) {
			next[key[i] + 1]++;
			ordered++;
		}
	}
	for (size_t k = 1; k <= keys + 1; k++) {
		next[k] += next[k - 1];
	}
	for (size_t i = 0; i < ordered; i++) {
		pantau_buf_append(&frequent->ordered, (const char *)&zero,
				sizeof(zero));
	}
	uint32_t *word = (uint32_t *)(void *)frequent->ordered.p;
	if (frequent->ordered.failed) {
		return false;
	}
	for (unsigned l = LEVEL_MOST; l > 0; l--) {
		for (size_t i = 0; i < words; i++) {
			if (key[i] != 0 && level[i] == l) {
				word[next[key[i]]++] = (uint32_t)i + 1;
			}
		}
	}
	return true;
}

static bool store(const struct frequent *frequent, struct image_builder *image)
{
	/* next[k] has become the end of skeleton k: the last one is spare. */
	struct str first = buf_str(&frequent->first);

	first.n -= sizeof(uint32_t);
	return pantau_strtab_builder_store(&frequent->words, image,
				TEXT_FREQUENT) &&
			pantau_image_builder_add(image, TEXT_FREQUENT_LEVEL,
				buf_str(&frequent->levels)) &&
			pantau_strtab_builder_store(&frequent->skeletons, image,
				TEXT_SKELETONS) &&
			pantau_image_builder_add(image, TEXT_SKELETON_FIRST,
				first) &&
			pantau_image_builder_add(image, TEXT_SKELETON_WORD,
				buf_str(&frequent->ordered));
}

bool pantau_frequent_build(const struct table *table,
		struct image_builder *image)
{
	struct frequent frequent;
	bool ok = true;

	pantau_strtab_builder_init(&frequent.words);
	pantau_strtab_builder_init(&frequent.skeletons);
	pantau_buf_init(&frequent.levels);
	pantau_buf_init(&frequent.key);
	pantau_buf_init(&frequent.first);
	pantau_buf_init(&frequent.ordered);
	for (size_t i = 0; ok && i < table->rows; i++) {
		ok = add_word(&frequent, &table->row[i]);
	}
	ok = ok && order(&frequent) && store(&frequent, image);
	pantau_buf_finish(&frequent.ordered);
	pantau_buf_finish(&frequent.first);
	pantau_buf_finish(&frequent.key);
	pantau_buf_finish(&frequent.levels);
	pantau_strtab_builder_finish(&frequent.skeletons);
	pantau_strtab_builder_finish(&frequent.words);
	return ok;
}
