/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * Walks the tokens along the trie of lexeme sequences. At each token every
 * form may step: as written, normalised, stemmed; the less a sequence leans on
 * the later forms, the better it is among those of the same length.
 */

#include <stdlib.h>

#include "score/parts.h"

#define WALK_MAX 12 /* ways alive at once; a trie of words rarely has three */

/* How far off a step is, by form; stems count more than two normal forms. */
static const uint8_t form_level[3] = {0, 1, 4};
#define FORM_STEM 2

struct way {
	uint32_t node;
	uint32_t level;
	bool stemmed;
};

struct walk {
	struct way way[WALK_MAX];
	unsigned n;
	unsigned wanted; /* REACH_ bits: other ways are not taken */
};

/* Which rows are at or below each node. A child's number is above its
 * parent's, so one pass downwards is enough. */
static void find_reach(const struct score_image *image, uint32_t *parent,
		uint8_t *reach)
{
	for (uint32_t i = 0; i < image->edge_slots; i++) {
		const struct trie_edge *edge = &image->edge[i];
		if (edge->next != 0 && edge->next < image->nodes &&
				edge->node < edge->next) {
			parent[edge->next] = edge->node;
		}
	}
	for (uint32_t node = image->nodes; node-- > 1;) {
		uint32_t n;
		const uint32_t *row = pantau_score_image_rows(image, node, &n);
		for (uint32_t i = 0; i < n; i++) {
			reach[node] |= image->entry[row[i]].kind == ENTRY_CUE ?
					REACH_CUE : REACH_TONE;
		}
		reach[parent[node]] |= reach[node];
	}
}

bool pantau_score_match_prepare(struct pantau_scorer *scorer)
{
	const struct score_image *image = scorer->image;
	uint32_t lexemes = image->lexemes.n;
	uint32_t *parent = calloc((size_t)image->nodes + 1, sizeof(*parent));
	scorer->reach = calloc((size_t)image->nodes + 1, 1);
	scorer->root = calloc((size_t)lexemes + 1, sizeof(*scorer->root));
	if (parent == NULL || scorer->reach == NULL || scorer->root == NULL) {
		free(parent);
		return false;
	}
	find_reach(image, parent, scorer->reach);
	for (uint32_t i = 1; i <= lexemes; i++) {
		scorer->root[i] = pantau_score_image_step(image, 0, i);
	}
	for (uint32_t i = 0; i < image->entries; i++) {
		scorer->cues += image->entry[i].kind == ENTRY_CUE;
	}
	scorer->any_first = pantau_score_image_step(image, 0,
			LEXEME_ANY) != 0;
	free(parent);
	return true;
}

static uint32_t child(const struct pantau_scorer *scorer, uint32_t node,
		uint32_t lexeme)
{
	if (node == 0 && lexeme <= scorer->image->lexemes.n) {
		return scorer->root[lexeme];
	}
	return pantau_score_image_step(scorer->image, node, lexeme);
}

static void push(const struct pantau_scorer *scorer, struct walk *walk,
		uint32_t node, const struct way *from, unsigned form)
{
	if (node != 0 && (scorer->reach[node] & walk->wanted) != 0 &&
			walk->n < WALK_MAX) {
		walk->way[walk->n++] = (struct way){node,
				from->level + form_level[form],
				from->stemmed || form == FORM_STEM};
	}
}

/* One token further. forms: 2 leaves the stem out. */
static void step(const struct pantau_scorer *scorer, struct walk *walk,
		const struct pantau_token *token, unsigned forms, bool any)
{
	struct walk next;
	next.n = 0;
	next.wanted = walk->wanted;
	for (unsigned w = 0; w < walk->n; w++) {
		const struct way *way = &walk->way[w];
		for (unsigned f = 0; f < forms; f++) {
			uint32_t lexeme = token->lexeme[f];
			if (lexeme == 0 || (f > 0 && lexeme == token->lexeme[0]) ||
					(f > 1 && lexeme == token->lexeme[1])) {
				continue;
			}
			push(scorer, &next, child(scorer, way->node, lexeme),
					way, f);
		}
		if (any && (way->node != 0 || scorer->any_first)) {
			push(scorer, &next, child(scorer, way->node,
					LEXEME_ANY), way, 0);
		}
	}
	walk->n = next.n;
	memcpy(walk->way, next.way, next.n * sizeof(next.way[0]));
}

static void walk_begin(struct walk *walk, unsigned wanted)
{
	walk->way[0] = (struct way){0, 0, false};
	walk->n = 1;
	walk->wanted = wanted;
}

static bool known(const struct pantau_token *token)
{
	return (token->lexeme[0] | token->lexeme[1] | token->lexeme[2]) != 0;
}

static size_t known_tokens(const struct pantau_tokens *tokens)
{
	size_t n = 0;
	for (size_t i = 0; i < tokens->tokens; i++) {
		n += known(&tokens->token[i]);
	}
	return n;
}

/* The rows for tone at a node; false when it has none that count. */
static bool tone_rows(const struct score_image *image, const struct way *way,
		struct tone_match *out)
{
	uint32_t n;
	const uint32_t *row = pantau_score_image_rows(image, way->node, &n);
	out->tone = out->other = NULL;
	for (uint32_t i = 0; i < n; i++) {
		const struct score_entry *entry = &image->entry[row[i]];
		if (entry->kind == ENTRY_TONE && out->tone == NULL) {
			out->tone = entry;
		}
		/* 'kurangi' is no negator because its stem is one. */
		if ((entry->kind == ENTRY_NEGATOR ||
				entry->kind == ENTRY_INTENSIFIER ||
				entry->kind == ENTRY_CONTRAST) &&
				!way->stemmed && out->other == NULL) {
			out->other = entry;
		}
	}
	out->level = way->level;
	out->stemmed = way->stemmed;
	return out->tone != NULL || out->other != NULL;
}

/* The best match that begins at a token: the longest, then the least off. */
static bool best_tone(const struct pantau_scorer *scorer,
		const struct field *field, size_t at, struct tone_match *best)
{
	const struct pantau_tokens *tokens = field->tokens;
	struct walk walk;
	bool found = false;
	walk_begin(&walk, REACH_TONE);
	for (size_t i = at; i < tokens->tokens && walk.n > 0; i++) {
		if (field->clause[i] != field->clause[at]) {
			break;
		}
		step(scorer, &walk, &tokens->token[i], 3, false);
		bool here = false;
		for (unsigned w = 0; w < walk.n; w++) {
			struct tone_match match;
			if (!tone_rows(scorer->image, &walk.way[w], &match) ||
					(here && match.level >= best->level)) {
				continue;
			}
			match.first = (uint32_t)at;
			match.last = (uint32_t)i;
			*best = match;
			found = here = true;
		}
	}
	return found;
}

bool pantau_score_match_tone(const struct pantau_scorer *scorer,
		const struct field *field, struct arena *arena,
		struct tone_match **out, size_t *n)
{
	const struct pantau_tokens *tokens = field->tokens;
	*n = 0;
	*out = pantau_arena_alloc(arena,
			known_tokens(tokens) * sizeof(**out));
	if (*out == NULL) {
		return false;
	}
	for (size_t i = 0; i < tokens->tokens;) {
		struct tone_match match;
		if (known(&tokens->token[i]) &&
				best_tone(scorer, field, i, &match)) {
			(*out)[(*n)++] = match;
			i = match.last;
		}
		i++;
	}
	return true;
}

/* The longest cue of each group that begins at a token, and its last token;
 * only what has its bit in groups is set. */
struct longest {
	uint32_t groups;
	const struct score_entry *entry[GROUPS];
	uint32_t last[GROUPS];
};

static void note_cues(const struct score_image *image, uint32_t node,
		uint32_t last, struct longest *best)
{
	uint32_t n;
	const uint32_t *row = pantau_score_image_rows(image, node, &n);
	for (uint32_t r = 0; r < n; r++) {
		const struct score_entry *entry = &image->entry[row[r]];
		unsigned g = entry->group;
		if (entry->kind == ENTRY_CUE && g < GROUPS &&
				((best->groups & 1u << g) == 0 ||
				best->last[g] < last)) {
			best->groups |= 1u << g;
			best->entry[g] = entry;
			best->last[g] = last;
		}
	}
}

static void cues_at(const struct pantau_scorer *scorer,
		const struct field *field, size_t at, struct longest *best)
{
	const struct pantau_tokens *tokens = field->tokens;
	struct walk walk;
	walk_begin(&walk, REACH_CUE);
	best->groups = 0;
	for (size_t i = at; i < tokens->tokens && walk.n > 0; i++) {
		step(scorer, &walk, &tokens->token[i], 2, true);
		for (unsigned w = 0; w < walk.n; w++) {
			note_cues(scorer->image, walk.way[w].node, (uint32_t)i,
					best);
		}
	}
}

static bool has_cue(const struct cue_match *match, size_t n,
		const struct score_entry *entry)
{
	for (size_t i = 0; i < n; i++) {
		if (match[i].entry == entry) {
			return true;
		}
	}
	return false;
}

bool pantau_score_match_cues(const struct pantau_scorer *scorer,
		const struct field *field, struct arena *arena,
		struct cue_match **out, size_t *n)
{
	const struct pantau_tokens *tokens = field->tokens;
	uint32_t free_from[GROUPS] = {0}; /* tokens before are taken */
	*n = 0;
	*out = pantau_arena_alloc(arena, scorer->cues * sizeof(**out));
	if (*out == NULL) {
		return false;
	}
	for (size_t i = 0; i < tokens->tokens; i++) {
		struct longest best;
		if (!scorer->any_first && !known(&tokens->token[i])) {
			continue;
		}
		cues_at(scorer, field, i, &best);
		for (unsigned g = 0; g < GROUPS && best.groups >> g != 0; g++) {
			const struct score_entry *entry = best.entry[g];
			if ((best.groups >> g & 1) == 0 || i < free_from[g]) {
				continue;
			}
			free_from[g] = best.last[g] + 1;
			if (!has_cue(*out, *n, entry)) {
				(*out)[(*n)++] = (struct cue_match){(uint32_t)i,
						best.last[g], entry};
			}
		}
	}
	return true;
}
