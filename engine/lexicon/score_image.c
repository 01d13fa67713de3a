/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* The score image, read in place. */

#include <math.h>

#include "lexicon/image_layout.h"
#include "lexicon/learned.h"
#include "lexicon/score_image.h"

static bool open_tables(struct score_image *out)
{
	const struct image *image = &out->image;
	const void *entry, *group, *node, *edge, *order, *slot, *tone, *learned;

	if (!pantau_strtab_open(image, SCORE_LEXEMES, &out->lexemes) ||
			!pantau_strtab_open(image, SCORE_TERMS, &out->terms) ||
			!pantau_strtab_open(image, SCORE_FILES, &out->files) ||
			!pantau_strtab_open(image, SCORE_CLASSES,
				&out->classes) ||
			!pantau_image_array(image, SCORE_ENTRIES,
				sizeof(struct score_entry), &entry,
				&out->entries) ||
			!pantau_image_array(image, SCORE_GROUPS,
				sizeof(struct score_group), &group,
				&out->groups) ||
			!pantau_image_array(image, SCORE_NODES,
				sizeof(struct trie_node), &node,
				&out->nodes) ||
			!pantau_image_array(image, SCORE_EDGES,
				sizeof(struct trie_edge), &edge,
				&out->edge_slots) ||
			!pantau_image_array(image, SCORE_ORDER,
				sizeof(uint32_t), &order, &out->orders)) {
		return false;
	}
	if (!pantau_image_array(image, SCORE_LANGUAGE_SLOTS,
			sizeof(struct language_slot), &slot,
			&out->language_slots) ||
			!pantau_image_array(image, SCORE_LANGUAGE_TONES, 1,
				&tone, &out->language_tones) ||
			!pantau_image_array(image, SCORE_LEARNED_SLOTS,
				sizeof(struct learned_slot), &learned,
				&out->learned_slots) ||
			(out->language_slots & (out->language_slots - 1)) != 0 ||
			(out->learned_slots & (out->learned_slots - 1)) != 0 ||
			(out->language_tones != 0 &&
			out->language_tones != SCORE_LANGUAGES)) {
		return false;
	}
	out->language = slot;
	out->language_tone = tone;
	out->learned = learned;
	out->entry = entry;
	out->group = group;
	out->node = node;
	out->edge = edge;
	out->order = order;
	return (out->edge_slots & (out->edge_slots - 1)) == 0;
}

/* What a scorer would use as an index or in sums, checked once here. */
static bool values_fit(const struct score_image *image)
{
	for (uint32_t i = 0; i < image->entries; i++) {
		const struct score_entry *entry = &image->entry[i];
		if (entry->kind < ENTRY_TONE || entry->kind >= ENTRY_KINDS ||
				(entry->kind != ENTRY_ACT &&
				entry->kind != ENTRY_ACT_TRAIT &&
				entry->group != 0xff &&
				entry->group >= image->groups) ||
				!isfinite(entry->weight[0]) ||
				!isfinite(entry->weight[1]) ||
				!isfinite(entry->weight[2])) {
			return false;
		}
		if ((entry->kind == ENTRY_CUE ||
				entry->kind == ENTRY_FEATURE) &&
				entry->group == 0xff) {
			return false;
		}
	}
	for (uint32_t i = 0; i < image->learned_slots; i++) {
		for (int l = 0; l < LAYERS; l++) {
			if (image->learned[i].entry[l] > image->entries) {
				return false;
			}
		}
	}
	for (uint32_t i = 0; i < image->groups; i++) {
		if (!isfinite(image->group[i].cap)) {
			return false;
		}
	}
	for (uint32_t i = 0; i < image->orders; i++) {
		if (image->order[i] >= image->entries) {
			return false;
		}
	}
	return true;
}

enum pantau_status pantau_score_image_open(struct str bytes,
		struct score_image *out, struct pantau_error *err)
{
	*out = (struct score_image){0};
	enum pantau_status status = pantau_image_open(bytes, IMAGE_SCORE,
			&out->image, err);
	if (status != PANTAU_OK) {
		return status;
	}
	if (!open_tables(out) || !values_fit(out)) {
		return pantau_fail(err, PANTAU_DAMAGED, "%s", PANTAU_T(err,
				"the compiled lexicon for scores is damaged",
				"citra leksikon penilaian rusak"));
	}
	return PANTAU_OK;
}

uint32_t pantau_score_image_lexeme(const struct score_image *image,
		struct str folded)
{
	return pantau_strtab_find(&image->lexemes, folded);
}

uint32_t pantau_score_image_step(const struct score_image *image,
		uint32_t node, uint32_t lexeme)
{
	if (image->edge_slots == 0) {
		return 0;
	}
	uint32_t mask = image->edge_slots - 1;
	uint32_t at = pantau_edge_hash(node, lexeme) & mask;
	for (uint32_t i = 0; i <= mask; i++) {
		const struct trie_edge *edge = &image->edge[at];
		if (edge->next == 0) {
			return 0;
		}
		if (edge->node == node && edge->lexeme == lexeme) {
			return edge->next < image->nodes ? edge->next : 0;
		}
		at = (at + 1) & mask;
	}
	return 0;
}

const struct learned_slot *pantau_score_image_learned(
		const struct score_image *image, uint64_t key)
{
	uint32_t mask = image->learned_slots - 1;

	/* A damaged image may have no empty slot. */
	for (uint32_t i = 0; i < image->learned_slots; i++) {
		const struct learned_slot *slot = &image->learned[
				(learned_hash(key) + i) & mask];
		if (slot->key == key) {
			return slot;
		}
		if (slot->key == 0) {
			break;
		}
	}
	return NULL;
}

/* The run of a node inside order[], cut where a damaged image overshoots. */
static const uint32_t *run(const struct score_image *image, uint32_t node,
		uint32_t *n)
{
	*n = 0;
	if (node >= image->nodes) {
		return NULL;
	}
	struct trie_node at = image->node[node];
	if (at.first_entry > image->orders ||
			at.entries > image->orders - at.first_entry ||
			at.entries == 0) {
		return NULL;
	}
	*n = at.entries;
	return image->order + at.first_entry;
}

const uint32_t *pantau_score_image_rows(const struct score_image *image,
		uint32_t node, uint32_t *n)
{
	/* No sequence ends at the root: its run holds the features. */
	if (node == 0) {
		*n = 0;
		return NULL;
	}
	return run(image, node, n);
}

const struct score_entry *pantau_score_image_feature(
		const struct score_image *image, struct str name)
{
	uint32_t n;
	const uint32_t *rows = run(image, 0, &n);

	for (uint32_t i = 0; i < n; i++) {
		const struct score_entry *entry = &image->entry[rows[i]];
		if (entry->kind == ENTRY_FEATURE && str_eq(name,
				pantau_strtab_at(&image->terms,
					entry->term))) {
			return entry;
		}
	}
	return NULL;
}
