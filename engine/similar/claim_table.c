/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Tables of hashes, and the walk over the words of a text (claim_parts.h). */

#include <stdlib.h>

#include "base/hash.h"
#include "similar/claim_parts.h"

/* What is kept for the next text stays small, whatever this one needed. */
#define KEPT ((size_t)1 << 16)

void pantau_claim_table_init(struct claim_table *table)
{
	*table = (struct claim_table){.seed = pantau_hash_seed()};
}

void pantau_claim_table_finish(struct claim_table *table)
{
	free(table->key);
	free(table->slot);
	pantau_claim_table_init(table);
}

void pantau_claim_table_clear(struct claim_table *table)
{
	if (table->slots > KEPT) {
		pantau_claim_table_finish(table);
	} else if (table->slots != 0) {
		memset(table->slot, 0, table->slots * sizeof(*table->slot));
	}
	table->n = 0;
}

static size_t slot_of(const struct claim_table *table, uint64_t key)
{
	size_t at = (size_t)shingle_mix(key ^ table->seed) &
			(table->slots - 1);

	while (table->slot[at] != 0 && table->key[table->slot[at] - 1] != key) {
		at = (at + 1) & (table->slots - 1);
	}
	return at;
}

uint32_t pantau_claim_table_get(const struct claim_table *table, uint64_t key)
{
	if (table->n == 0) {
		return CLAIM_ABSENT;
	}
	/* CLAIM_ABSENT is 0 - 1: a free slot. */
	return table->slot[slot_of(table, key)] - 1;
}

static bool grow(struct claim_table *table)
{
	size_t slots = table->slots != 0 ? table->slots * 2 : 256;
	uint64_t *key = NULL;
	uint32_t *slot = NULL;

	if (slots > UINT32_MAX) {
		return false;
	}
	key = realloc(table->key, slots / 2 * sizeof(*key));
	if (key == NULL) {
		return false;
	}
	table->key = key;
	slot = calloc(slots, sizeof(*slot));
	if (slot == NULL) {
		return false;
	}
	free(table->slot);
	table->slot = slot;
	table->slots = slots;
	table->room = slots / 2;
	for (size_t i = 0; i < table->n; i++) {
		slot[slot_of(table, key[i])] = (uint32_t)i + 1;
	}
	return true;
}

uint32_t pantau_claim_table_put(struct claim_table *table, uint64_t key)
{
	if (table->n == table->room && !grow(table)) {
		return CLAIM_ABSENT;
	}
	size_t at = slot_of(table, key);
	if (table->slot[at] == 0) {
		table->key[table->n] = key;
		table->slot[at] = (uint32_t)++table->n;
	}
	return table->slot[at] - 1;
}

/* --- words --- */

uint64_t pantau_claim_hash(const struct pantau_term *term)
{
	return pantau_hash(str_make(term->bytes, term->length), SHINGLE_SEED);
}

/* A surface term, and what comes after it at its position. */
static void read_terms(const struct pantau_term *term, size_t most,
		struct claim_word *out)
{
	out->term = term;
	out->surface = out->stem = pantau_claim_hash(term);
	for (out->terms = 1; out->terms < most && term[out->terms].position ==
			term->position; out->terms++) {
		if (term[out->terms].kind == PANTAU_TERM_STEM) {
			out->stem = pantau_claim_hash(&term[out->terms]);
		}
	}
}

bool pantau_claim_walk_next(struct claim_walk *walk, struct claim_word *out)
{
	const struct pantau_tokens *tokens = walk->tokens;

	for (; walk->token < tokens->tokens; walk->token++, walk->term = 0) {
		const struct pantau_token *token = &tokens->token[walk->token];
		if (!pantau_shingle_is_word(token->kind)) {
			continue;
		}
		while (walk->term < token->terms) {
			size_t at = token->first_term + walk->term++;
			const struct pantau_term *term = &tokens->term[at];
			if (term->kind != PANTAU_TERM_SURFACE) {
				continue;
			}
			read_terms(term, (size_t)token->first_term +
					token->terms - at, out);
			out->kind = token->kind;
			out->flags = token->flags;
			out->start = token->start;
			out->end = token->end;
			return true;
		}
	}
	return false;
}
