/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * What learned layers and the traits of a text add to its tone. A row counts
 * once, where it stands first. Fitted rows are scaled by how many of their
 * layer a field has, as they were when it was fitted; rows of people are not.
 */

#include <math.h>
#include <stdlib.h>

#include "score/bag.h"

/* A row of some layers and where it stands first. */
struct row_match {
	const struct learned_slot *slot;
	uint32_t first, last;
};

struct finding {
	const struct pantau_scorer *scorer;
	uint64_t *seen;          /* a bit for each slot */
	struct row_match *match;
	size_t n, room;
	size_t rows, fitted[LAYERS];
};

static unsigned bits_of(uint64_t key, int word)
{
	switch ((enum learned_kind)(key >> 56)) {
	case LEARNED_WORD:
		return word == 0 ? BAG_WORD : 0;
	case LEARNED_ROOT:
		return word == 0 ? BAG_ROOT : 0;
	case LEARNED_NEGATED:
		return word == 0 ? BAG_NEGATED : 0;
	case LEARNED_PAIR:
		return word == 0 ? BAG_FIRST : BAG_SECOND;
	default:
		return 0;
	}
}

bool pantau_score_layers_prepare(struct pantau_scorer *scorer)
{
	const struct score_image *image = scorer->image;

	for (uint32_t i = 0; i < image->entries; i++) {
		const struct score_entry *entry = &image->entry[i];
		if (entry->kind == ENTRY_TRAIT && entry->variant < TRAITS &&
				(scorer->layers & SCORE_SEED) != 0) {
			scorer->trait[entry->variant] = entry;
		}
	}
	scorer->weighed = calloc((size_t)image->lexemes.n + 1, 1);
	if (scorer->weighed == NULL) {
		return false;
	}
	for (uint32_t i = 0; i < image->learned_slots; i++) {
		uint64_t key = image->learned[i].key;
		uint32_t word[2] = {(uint32_t)(key >> 28) & 0xfffffff,
			(uint32_t)key & 0xfffffff};
		for (int w = 0; w < 2; w++) {
			if (word[w] <= image->lexemes.n) {
				scorer->weighed[word[w]] |=
						(uint8_t)bits_of(key, w);
			}
		}
	}
	return true;
}

static void found(void *context, uint64_t key, uint32_t first, uint32_t last)
{
	struct finding *finding = context;
	const struct score_image *image = finding->scorer->image;
	const struct learned_slot *slot = pantau_score_image_learned(image,
			key);

	if (slot == NULL || finding->n == finding->room) {
		return;
	}
	size_t at = (size_t)(slot - image->learned);
	if ((finding->seen[at / 64] >> at % 64 & 1) != 0) {
		return;
	}
	finding->seen[at / 64] |= UINT64_C(1) << at % 64;
	finding->match[finding->n++] = (struct row_match){slot, first, last};
	for (int l = 0; l < LAYERS; l++) {
		uint32_t entry = slot->entry[l];
		bool counts = entry != 0 && score_layer_on(finding->scorer, l);
		finding->rows += counts;
		finding->fitted[l] += counts && image->entry[entry - 1].scope !=
				0;
	}
}

void pantau_evidence_add(struct evidence_list *list,
		const struct pantau_evidence *evidence)
{
	list->item[list->n++] = *evidence;
	list->score += evidence->effect;
	list->neutrality += evidence->neutral;
}

/* The three weights of a row, times a factor, as evidence. */
static void weigh(const struct score_entry *entry, float factor,
		struct pantau_evidence *out)
{
	const float *w = entry->weight;

	out->effect = (w[WEIGHT_POSITIVE] - w[WEIGHT_NEGATIVE]) * factor;
	out->neutral = (w[WEIGHT_NEUTRAL] - (w[WEIGHT_POSITIVE] +
			w[WEIGHT_NEGATIVE]) * 0.5f) * factor;
}

static void add_rows(const struct pantau_scorer *scorer,
		const struct field *field, const struct finding *finding,
		enum layer layer, struct evidence_list *list)
{
	const struct pantau_token *token = field->tokens->token;
	float scale = pantau_tone_learned(&scorer->params,
			finding->fitted[layer]);

	for (size_t i = 0; i < finding->n; i++) {
		const struct row_match *match = &finding->match[i];
		uint32_t rule = match->slot->entry[layer];
		if (rule == 0 || !score_layer_on(scorer, (int)layer)) {
			continue;
		}
		const struct score_entry *entry =
				&scorer->image->entry[rule - 1];
		struct pantau_evidence evidence = {
			.rule = rule,
			.start = token[match->first].start,
			.end = token[match->last].end,
			.first = match->first, .last = match->last,
			.field = (uint8_t)field->field, .group = 0xff,
			.negated = match->slot->key >> 56 == LEARNED_NEGATED,
		};
		weigh(entry, entry->scope != 0 ? scale : 1.0f, &evidence);
		pantau_evidence_add(list, &evidence);
	}
}

static void add_trait(const struct pantau_scorer *scorer,
		const struct field *field, const struct score_entry *entry,
		float value, struct evidence_list *list)
{
	struct pantau_evidence evidence = {
		.rule = score_rule(scorer, entry),
		.field = (uint8_t)field->field, .group = 0xff,
	};

	weigh(entry, value, &evidence);
	pantau_evidence_add(list, &evidence);
}

/* Traits have a row of their own, and may have one in each layer. */
static void add_traits(const struct pantau_scorer *scorer,
		const struct field *field, const struct tone_item *item, size_t n,
		struct evidence_list *list)
{
	const struct score_image *image = scorer->image;
	float value[TRAITS];

	pantau_bag_traits(field, item, n, value);
	for (unsigned t = 0; t < TRAITS; t++) {
		const struct learned_slot *slot = value[t] != 0 &&
				image->learned_slots != 0
				? pantau_score_image_learned(image, learned_key(
				LEARNED_TRAIT, t + 1, 0)) : NULL;
		if (value[t] != 0 && scorer->trait[t] != NULL) {
			add_trait(scorer, field, scorer->trait[t], value[t],
					list);
		}
		for (int l = 0; slot != NULL && l < LAYERS; l++) {
			if (slot->entry[l] != 0 &&
					score_layer_on(scorer, l)) {
				add_trait(scorer, field, &image->entry[
						slot->entry[l] - 1], value[t], list);
			}
		}
	}
}

/* Room for what the layers may add; what is in the list goes along. */
static bool reserve(struct evidence_list *list, size_t more,
		struct arena *arena)
{
	struct pantau_evidence *grown = pantau_arena_alloc(arena,
			(list->n + more) * sizeof(*grown));

	if (grown == NULL) {
		return false;
	}
	if (list->n != 0) {
		memcpy(grown, list->item, list->n * sizeof(*grown));
	}
	list->item = grown;
	return true;
}

static bool find_rows(const struct pantau_scorer *scorer,
		const struct field *field, const struct tone_item *item, size_t n,
		struct arena *arena, struct finding *out)
{
	const struct score_image *image = scorer->image;
	size_t most = field->tokens->tokens * 4;

	*out = (struct finding){.scorer = scorer};
	if (image->learned_slots == 0) {
		return true;
	}
	out->room = most < image->learned_slots ? most : image->learned_slots;
	out->match = pantau_arena_alloc(arena, out->room * sizeof(*out->match));
	out->seen = pantau_arena_zero(arena, image->learned_slots / 64 + 1,
			sizeof(*out->seen));
	if (out->match == NULL || out->seen == NULL) {
		return false;
	}
	const struct bag_sink sink = {
		.wanted = scorer->weighed, .lexemes = image->lexemes.n,
		.add = found, .context = out,
	};
	pantau_bag_words(scorer, field, item, n, &sink);
	return true;
}

bool pantau_score_layers(const struct pantau_scorer *scorer,
		const struct field *field, const struct tone_item *item, size_t n,
		struct arena *arena, struct evidence_list *list, size_t *rows)
{
	struct finding finding;
	size_t more = (size_t)TRAITS * (LAYERS + 1);

	if (!find_rows(scorer, field, item, n, arena, &finding)) {
		return false;
	}
	*rows = finding.rows;
	if (!reserve(list, more + *rows, arena)) {
		return false;
	}
	for (int l = 0; l < LAYERS; l++) {
		add_rows(scorer, field, &finding, (enum layer)l, list);
	}
	add_traits(scorer, field, item, n, list);
	return true;
}
