/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * Walks the tokens along the trie of lexeme sequences. At each token every
 * form may step: as written, normalised, stemmed; the less a sequence leans on
 * the later forms, the better it is among those of the same length.
 */

#include "score/parts.h"

#define WALK_MAX 12 /* ways alive at once; a trie of words rarely has three */

/* How far off a step is, by form; stems count more than two normal forms. */
static const uint8_t form_level[3] = {0, 1, 4};
#define LEVEL_STEM 4

struct way {
	uint32_t node;
	uint32_t level;
	bool stemmed;
};

struct walk {
	struct way way[WALK_MAX];
	unsigned n;
};

static void push(struct walk *walk, uint32_t node, uint32_t level, bool stemmed)
{
	if (node != 0 && walk->n < WALK_MAX) {
		walk->way[walk->n++] = (struct way){node, level, stemmed};
	}
}

/* One token further. forms: 2 leaves the stem out. */
static void step(const struct score_image *image, struct walk *walk,
		const struct pantau_token *token, unsigned forms, bool any)
{
	struct walk next = {.n = 0};
	for (unsigned w = 0; w < walk->n; w++) {
		const struct way *way = &walk->way[w];
		for (unsigned f = 0; f < forms; f++) {
			uint32_t lexeme = token->lexeme[f];
			if (lexeme == 0 || (f > 0 && lexeme == token->lexeme[0]) ||
					(f > 1 && lexeme == token->lexeme[1])) {
				continue;
			}
			push(&next, pantau_score_image_step(image, way->node,
					lexeme), way->level + form_level[f],
					way->stemmed || f == 2);
		}
		if (any) {
			push(&next, pantau_score_image_step(image, way->node,
					LEXEME_ANY), way->level, way->stemmed);
		}
	}
	*walk = next;
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
	struct walk walk = {.way = {{0, 0, false}}, .n = 1};
	bool found = false;
	for (size_t i = at; i < tokens->tokens && walk.n > 0; i++) {
		if (field->clause[i] != field->clause[at]) {
			break;
		}
		step(scorer->image, &walk, &tokens->token[i], 3, false);
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

/* The longest cue of each group that begins at a token, and its last token. */
struct longest {
	const struct score_entry *entry[GROUPS];
	uint32_t last[GROUPS];
};

static void cues_at(const struct pantau_scorer *scorer,
		const struct field *field, size_t at, struct longest *best)
{
	const struct score_image *image = scorer->image;
	const struct pantau_tokens *tokens = field->tokens;
	struct walk walk = {.way = {{0, 0, false}}, .n = 1};
	for (size_t i = at; i < tokens->tokens && walk.n > 0; i++) {
		step(image, &walk, &tokens->token[i], 2, true);
		for (unsigned w = 0; w < walk.n; w++) {
			uint32_t n;
			const uint32_t *row = pantau_score_image_rows(image,
					walk.way[w].node, &n);
			for (uint32_t r = 0; r < n; r++) {
				const struct score_entry *entry =
						&image->entry[row[r]];
				unsigned g = entry->group;
				if (entry->kind == ENTRY_CUE && g < GROUPS &&
						(best->entry[g] == NULL ||
						best->last[g] < i)) {
					best->entry[g] = entry;
					best->last[g] = (uint32_t)i;
				}
			}
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
		struct longest best = {{NULL}, {0}};
		if (!scorer->any_first && !known(&tokens->token[i])) {
			continue;
		}
		cues_at(scorer, field, i, &best);
		for (unsigned g = 0; g < GROUPS; g++) {
			const struct score_entry *entry = best.entry[g];
			if (entry == NULL || i < free_from[g]) {
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
