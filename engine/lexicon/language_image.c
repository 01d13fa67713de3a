/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Weights of the parts of words, found by key. */

#include "lexicon/score_image.h"

/*
 * Five bits a sign, up to four of them, and a leading 1, so that 'a' and 'aa'
 * differ; longer parts are hashed (FNV-1a) with the highest bit set.
 */
uint32_t pantau_part_key(const uint8_t *sign, size_t n)
{
	uint32_t key = PART_KEY;

	if (n <= LANGUAGE_MOST) {
		for (size_t i = 0; i < n; i++) {
			key = pantau_part_key_add(key, sign[i]);
		}
		return key;
	}
	key = 0x811c9dc5u;
	for (size_t i = 0; i < n; i++) {
		key = (key ^ sign[i]) * 0x01000193u;
	}
	return key | 0x80000000u;
}

const struct language_slot *pantau_score_image_part(
		const struct score_image *image, uint32_t key)
{
	if (image->language_slots == 0) {
		return NULL;
	}
	uint32_t mask = image->language_slots - 1;
	uint32_t at = pantau_part_slot(key) & mask;
	/* Bounded, for a damaged image may have no empty slot. */
	for (uint32_t i = 0; i <= mask; i++) {
		const struct language_slot *slot = &image->language[at];
		if (slot->key == key) {
			return slot;
		}
		if (slot->key == 0) {
			return NULL;
		}
		at = (at + 1) & mask;
	}
	return NULL;
}
