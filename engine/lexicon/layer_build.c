/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Compiles the learned layers and the traits of texts. */

#include <stdlib.h>

#include "lexicon/learned.h"
#include "lexicon/score_builder.h"

static const enum table_kind layer_tables[LAYERS] = {
	[LAYER_LEARNED] = TABLE_LEARNED,
	[LAYER_DESK] = TABLE_DESK,
};

/* The three weights stand in the same columns of all these tables. */
static bool add_weights(struct score_builder *builder,
		const struct table *table, const struct tsv_row *row,
		enum entry_kind kind, unsigned variant)
{
	struct score_entry entry;

	if (!pantau_score_entry_begin(builder, table, row, kind, &entry)) {
		return false;
	}
	entry.variant = (uint8_t)variant;
	entry.scope = kind == ENTRY_LEARNED && str_eq(
			row->cell[LAYER_BY].text, STR(LAYER_FITTED));
	for (int i = 0; i < 3; i++) {
		entry.weight[i] = (float)row->cell[LAYER_NEGATIVE + i].number;
	}
	return pantau_score_entry_end(builder, &entry);
}

/* Their words get lexemes: the analyser then tells them apart. */
static bool add_words(struct score_builder *builder, struct str cell)
{
	struct learned_term term;

	if (!pantau_learned_parse(cell, &term)) {
		return true;
	}
	for (int i = 0; i < 2; i++) {
		if (term.word[i].n != 0 && pantau_strtab_builder_add(
				&builder->lexemes, term.word[i]) == 0) {
			return false;
		}
	}
	return true;
}

bool pantau_layers_add(struct score_builder *builder)
{
	const struct table *traits =
			&builder->tables->table[TABLE_TONE_TRAITS];
	struct learned_term term;
	bool ok = true;

	for (size_t i = 0; ok && i < traits->rows; i++) {
		if (pantau_learned_parse(traits->row[i].cell[0].text, &term) &&
				term.kind == LEARNED_TRAIT) {
			ok = add_weights(builder, traits, &traits->row[i],
					ENTRY_TRAIT, term.trait);
		}
	}
	for (unsigned l = 0; ok && l < LAYERS; l++) {
		const struct table *table =
				&builder->tables->table[layer_tables[l]];
		for (size_t i = 0; ok && i < table->rows; i++) {
			ok = add_words(builder, table->row[i].cell[0].text) &&
					add_weights(builder, table,
					&table->row[i], ENTRY_LEARNED, l);
		}
	}
	return ok;
}

/* The key of a row whose words have lexemes by now. */
static uint64_t key_of(const struct score_builder *builder, struct str cell)
{
	struct learned_term term;
	uint32_t word[2] = {0, 0};

	if (!pantau_learned_parse(cell, &term)) {
		return 0;
	}
	if (term.kind == LEARNED_TRAIT) {
		return learned_key(term.kind, (uint32_t)term.trait + 1, 0);
	}
	for (int i = 0; i < 2; i++) {
		if (term.word[i].n != 0) {
			word[i] = pantau_strtab_builder_find(&builder->lexemes,
					term.word[i]);
		}
	}
	return learned_key(term.kind, word[0], word[1]);
}

static void put(struct learned_slot *slot, uint32_t slots, uint64_t key,
		enum layer layer, uint32_t entry)
{
	uint32_t at = learned_hash(key) & (slots - 1);

	while (slot[at].key != 0 && slot[at].key != key) {
		at = (at + 1) & (slots - 1);
	}
	slot[at].key = key;
	slot[at].entry[layer] = entry + 1;
}

bool pantau_layers_store(const struct score_builder *builder,
		struct image_builder *image)
{
	const struct score_entry *entry = (const void *)builder->entries.p;
	uint32_t entries = pantau_score_builder_entries(builder), slots = 16;
	size_t rows = 0;

	for (unsigned l = 0; l < LAYERS; l++) {
		rows += builder->tables->table[layer_tables[l]].rows;
	}
	if (rows == 0) {
		return true;
	}
	while (slots < rows * 2) {
		slots *= 2;
	}
	struct learned_slot *slot = calloc(slots, sizeof(*slot));
	if (slot == NULL) {
		return false;
	}
	/* Rows were added in order, each layer at one stretch: from the end. */
	for (unsigned l = LAYERS; l-- > 0;) {
		const struct table *table =
				&builder->tables->table[layer_tables[l]];
		for (size_t i = table->rows; i-- > 0;) {
			uint64_t key = key_of(builder,
					table->row[i].cell[0].text);
			while (entries > 0 && entry[entries - 1].kind !=
					ENTRY_LEARNED) {
				entries--;
			}
			put(slot, slots, key, (enum layer)l, --entries);
		}
	}
	bool ok = pantau_image_builder_add(image, SCORE_LEARNED_SLOTS, str_make(
			(const char *)slot, slots * sizeof(*slot)));
	free(slot);
	return ok;
}
