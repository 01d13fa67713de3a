/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Compiles the weights of the parts of words, and which languages the rows of
 * tone cover. */

#include <stdlib.h>

#include "lexicon/build.h"
#include "lexicon/image_layout.h"
#include "lexicon/score_image.h"

static uint32_t key_of(struct str part)
{
	uint8_t sign[LANGUAGE_LETTERS + 2];
	size_t n = 0;

	/* The check saw that it fits. */
	for (size_t i = 0; i < part.n && n < sizeof(sign); i++) {
		sign[n++] = part.p[i] == '^' ? PART_BEGIN :
				part.p[i] == '$' ? PART_END :
				(uint8_t)(part.p[i] - 'a' + 1);
	}
	return pantau_part_key(sign, n);
}

/* The first of two parts with one key stays. */
static void put(struct language_slot *slot, uint32_t mask,
		const struct cell *cell)
{
	uint32_t key = key_of(cell[PART_PART].text);
	uint32_t at = pantau_part_slot(key) & mask;

	while (slot[at].key != 0 && slot[at].key != key) {
		at = (at + 1) & mask;
	}
	if (slot[at].key == 0) {
		slot[at].key = key;
		for (size_t i = 0; i < SCORE_LANGUAGES; i++) {
			slot[at].weight[i] = (int8_t)
					cell[PART_WEIGHT + i].number;
		}
	}
}

static bool build_weights(const struct table *table,
		struct image_builder *image)
{
	size_t slots = table->rows != 0 ? 16 : 0;

	while (slots < 2 * table->rows) {
		slots *= 2;
	}
	struct language_slot *slot = calloc(slots != 0 ? slots : 1,
			sizeof(*slot));
	if (slot == NULL) {
		return false;
	}
	for (size_t i = 0; i < table->rows; i++) {
		put(slot, (uint32_t)slots - 1, table->row[i].cell);
	}
	bool ok = pantau_image_builder_add(image, SCORE_LANGUAGE_SLOTS,
			str_make((const char *)slot, slots * sizeof(*slot)));
	free(slot);
	return ok;
}

bool pantau_language_build(const struct tables *tables,
		struct image_builder *image)
{
	const struct table *table = &tables->table[TABLE_LANGUAGES];
	char tone[SCORE_LANGUAGES] = {0};

	for (size_t i = 0; i < table->rows; i++) {
		const struct cell *cell = table->row[i].cell;
		tone[(size_t)cell[LANGUAGE_CODE].number] =
				cell[LANGUAGE_TONE].number == TONE_YES;
	}
	return build_weights(&tables->table[TABLE_LANGUAGE_WEIGHTS], image) &&
			pantau_image_builder_add(image, SCORE_LANGUAGE_TONES,
				str_make(tone, table->rows != 0 ?
				sizeof(tone) : 0));
}
