/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * The trie of lexeme sequences as a scorer wants it: what is at and below each
 * node, found once, so that a word at which nothing begins costs one look and
 * a sequence that breaks off at most two.
 */

#include <stdlib.h>

#include "score/parts.h"

/* The rows at a node; returns their reach. */
static unsigned read_rows(const struct score_image *image, uint32_t at,
		struct score_node *out)
{
	uint32_t n;
	const uint32_t *row = pantau_score_image_rows(image, at, &n);
	unsigned reach = 0;
	for (uint32_t i = 0; i < n && row[i] < NODE_ENTRY; i++) {
		unsigned kind = image->entry[row[i]].kind;
		if (kind == ENTRY_CUE || kind == ENTRY_ACT) {
			out->other |= NODE_CUE;
			reach |= REACH_CUE;
			continue;
		}
		reach |= REACH_TONE;
		if (image->entry[row[i]].language != 0) {
			out->other |= NODE_REGION;
			continue;
		}
		if (kind == ENTRY_TONE && out->tone == 0) {
			out->tone = row[i] + 1;
		}
		if ((kind == ENTRY_NEGATOR || kind == ENTRY_INTENSIFIER ||
				kind == ENTRY_CONTRAST ||
				kind == ENTRY_MODALITY) &&
				(out->other & NODE_ENTRY) == 0) {
			out->other |= row[i] + 1;
		}
	}
	return reach;
}

static bool fits(const struct score_image *image, const struct trie_edge *edge)
{
	return edge->next < image->nodes && edge->next < ROOT_NODE &&
			edge->node < edge->next;
}

/* A child's number is above its parent's: one pass downwards is enough. */
static void find_reach(const struct score_image *image, uint32_t *parent,
		struct score_node *node)
{
	for (uint32_t i = 0; i < image->edge_slots; i++) {
		const struct trie_edge *edge = &image->edge[i];
		if (edge->next != 0 && fits(image, edge)) {
			parent[edge->next] = edge->node;
		}
	}
	for (uint32_t at = image->nodes; at-- > 1;) {
		unsigned reach = read_rows(image, at, &node[at]);
		node[at].other |= (uint32_t)reach << NODE_REACH;
		uint32_t below = node[at].other & 3u << NODE_REACH;
		node[parent[at]].other |= below;
	}
}

/* The reach of the rows that end at a node itself. */
static uint32_t rows_at(const struct score_node *node)
{
	bool tone = node->tone != 0 ||
			(node->other & (NODE_ENTRY | NODE_REGION)) != 0;
	return (tone ? REACH_TONE : 0) |
			((node->other & NODE_CUE) != 0 ? REACH_CUE : 0);
}

/* What leads where: the filters, and the way from the root as a table. */
static void find_ways(struct pantau_scorer *scorer)
{
	const struct score_image *image = scorer->image;
	for (uint32_t i = 0; i < image->edge_slots; i++) {
		const struct trie_edge *edge = &image->edge[i];
		if (edge->next == 0 || !fits(image, edge)) {
			continue;
		}
		uint32_t reach = scorer->node[edge->next].other >> NODE_REACH;
		uint32_t *on = scorer->node[edge->node].on;
		on[0] |= (reach & REACH_TONE) != 0 ? score_on(edge->lexeme) : 0;
		on[1] |= (reach & REACH_CUE) != 0 ? score_on(edge->lexeme) : 0;
		if (edge->node == 0 && edge->lexeme <= image->lexemes.n) {
			scorer->root[edge->lexeme] = edge->next |
					reach << ROOT_REACH |
					rows_at(&scorer->node[edge->next]) <<
					ROOT_ROWS;
		}
	}
}

bool pantau_score_trie_prepare(struct pantau_scorer *scorer)
{
	const struct score_image *image = scorer->image;
	uint32_t *parent = calloc((size_t)image->nodes + 1, sizeof(*parent));
	scorer->node = calloc((size_t)image->nodes + 1,
			sizeof(*scorer->node));
	scorer->root = calloc((size_t)image->lexemes.n + 1,
			sizeof(*scorer->root));
	if (parent == NULL || scorer->node == NULL || scorer->root == NULL) {
		free(parent);
		return false;
	}
	find_reach(image, parent, scorer->node);
	find_ways(scorer);
	for (uint32_t i = 0; i < image->entries; i++) {
		scorer->cues += image->entry[i].kind == ENTRY_CUE ||
				image->entry[i].kind == ENTRY_ACT;
	}
	scorer->root[0] = 0;
	scorer->any_first = pantau_score_image_step(image, 0,
			LEXEME_ANY) != 0;
	free(parent);
	return true;
}

/* What of the reach of a token's ways remains when no row ends there and the
 * next token leads on to none. */
static uint32_t reach_on(const struct pantau_scorer *scorer,
		const uint32_t way[3], const struct pantau_token *next)
{
	uint32_t on[3][2] = {{0}}, to = 0, reach = 0;
	for (unsigned f = 0; f < 3; f++) {
		uint32_t at = way[f] & ROOT_NODE;
		on[f][0] = at != 0 ? scorer->node[at].on[0] : 0;
		on[f][1] = at != 0 ? scorer->node[at].on[1] : 0;
		to |= next != NULL && next->lexeme[f] != 0 ?
				score_on(next->lexeme[f]) : 0;
	}
	reach |= ((on[0][0] | on[1][0] | on[2][0]) & to) != 0 ? REACH_TONE : 0;
	to |= next != NULL ? score_on(LEXEME_ANY) : 0;
	reach |= ((on[0][1] | on[1][1]) & to) != 0 ? REACH_CUE : 0;
	return reach;
}

bool pantau_score_begins(const struct pantau_scorer *scorer,
		struct field *field, struct arena *arena)
{
	const struct pantau_token *token = field->tokens->token;
	const uint32_t *root = scorer->root;
	size_t n = field->tokens->tokens, begins = 0, tones = 0, cues = 0;
	uint32_t most = scorer->image->lexemes.n;
	uint32_t always = scorer->any_first ? REACH_CUE : 0;
	uint32_t *begin = pantau_arena_alloc(arena, n * sizeof(*begin));
	if (begin == NULL) {
		return false;
	}
	for (size_t i = 0; i < n; i++) {
		const uint32_t *lexeme = token[i].lexeme;
		uint32_t way[3];
		if ((lexeme[0] | lexeme[1] | lexeme[2] | always) == 0) {
			continue;
		}
		for (unsigned f = 0; f < 3; f++) {
			way[f] = root[lexeme[f] <= most ? lexeme[f] : 0];
		}
		/* Cues are found as written and in normal form alone. */
		uint32_t all = way[0] | way[1] | (way[2] & ROOT_TONES);
		uint32_t rows = all >> ROOT_ROWS & REACH_BOTH;
		uint32_t reach = all >> ROOT_REACH;
		if (reach != rows) {
			reach &= rows | reach_on(scorer, way,
					i + 1 < n ? &token[i + 1] : NULL);
		}
		reach |= always;
		begin[begins] = (uint32_t)i | reach << BEGIN_REACH;
		begins += reach != 0;
		tones += reach & REACH_TONE;
		cues += reach >> 1;
	}
	field->begin = begin;
	field->begins = begins;
	field->tones = tones;
	field->cues = cues;
	return true;
}
