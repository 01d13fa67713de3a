/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_LEXICON_SCORE_BUILDER_H
#define PANTAU_LEXICON_SCORE_BUILDER_H

/* What the files that build the score image share. */

#include "lexicon/build.h"
#include "lexicon/image_layout.h"
#include "lexicon/score_image.h"

struct score_builder {
	const struct tables *tables;
	struct strtab_builder lexemes, terms, files, classes;
	struct buf entries, groups, endings;
	struct trie_edge *edge;
	uint32_t edge_slots, nodes;
};

/* Entries so far; the index of the next. */
uint32_t pantau_score_builder_entries(const struct score_builder *builder);

/* Fills what all rows have in common. False when memory is out. */
bool pantau_score_entry_begin(struct score_builder *builder,
		const struct table *table, const struct tsv_row *row,
		enum entry_kind kind, struct score_entry *out);
bool pantau_score_entry_end(struct score_builder *builder,
		const struct score_entry *entry);

/* layer_build.c: the rows of learned layers and traits, which stand in no trie
 * of sequences, and the table that finds them. */
bool pantau_layers_add(struct score_builder *builder);
bool pantau_layers_store(const struct score_builder *builder,
		struct image_builder *image);

#endif
