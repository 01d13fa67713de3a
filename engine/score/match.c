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

/* A way on from one, by a lexeme. */
static void push(const struct pantau_scorer *scorer, struct walk *walk,
		uint32_t node, const struct way *from, unsigned form)
{
	uint32_t reach = scorer->node[node].other >> NODE_REACH;
	if (node != 0 && (reach & walk->wanted) != 0 && walk->n < WALK_MAX) {
		walk->way[walk->n++] = (struct way){node,
				from->level + form_level[form],
				from->stemmed || form == FORM_STEM};
	}
}

/* Most nodes lead nowhere from here: the filter knows. */
static void push_child(const struct pantau_scorer *scorer, struct walk *walk,
		const struct way *from, uint32_t lexeme, unsigned form)
{
	uint32_t on = scorer->node[from->node].on[walk->wanted == REACH_CUE];
	if ((on & score_on(lexeme)) != 0) {
		push(scorer, walk, pantau_score_image_step(scorer->image,
				from->node, lexeme), from, form);
	}
}

/* Is a form of a token worth a step of its own? */
static inline bool differs(const struct pantau_token *token, unsigned form)
{
	uint32_t lexeme = token->lexeme[form];
	return lexeme != 0 && (form == 0 || lexeme != token->lexeme[0]) &&
			(form < 2 || lexeme != token->lexeme[1]);
}

/* The first token, from the root. forms: 2 leaves the stem out. */
static void walk_begin(const struct pantau_scorer *scorer, struct walk *walk,
		const struct pantau_token *token, unsigned forms,
		unsigned wanted)
{
	static const struct way root = {0, 0, false};
	walk->n = 0;
	walk->wanted = wanted;
	for (unsigned f = 0; f < forms; f++) {
		uint32_t lexeme = token->lexeme[f];
		if (differs(token, f) && lexeme <= scorer->image->lexemes.n) {
			push(scorer, walk, scorer->root[lexeme] & ROOT_NODE,
					&root, f);
		}
	}
	if (wanted == REACH_CUE && scorer->any_first) {
		push_child(scorer, walk, &root, LEXEME_ANY, 0);
	}
}

/* One token further. */
static void step(const struct pantau_scorer *scorer, struct walk *walk,
		const struct pantau_token *token, unsigned forms)
{
	struct way old[WALK_MAX];
	unsigned n = walk->n;
	memcpy(old, walk->way, n * sizeof(old[0]));
	walk->n = 0;
	for (unsigned w = 0; w < n; w++) {
		const struct way *way = &old[w];
		if (scorer->node[way->node].on[walk->wanted == REACH_CUE] == 0) {
			continue;
		}
		for (unsigned f = 0; f < forms; f++) {
			if (differs(token, f)) {
				push_child(scorer, walk, way,
						token->lexeme[f], f);
			}
		}
		if (walk->wanted == REACH_CUE) {
			push_child(scorer, walk, way, LEXEME_ANY, 0);
		}
	}
}

/* The rows of the text's own language win over those of Indonesian. */
static void regional_rows(const struct score_image *image, const struct way *way,
		unsigned language, struct tone_match *out)
{
	uint32_t n;
	const uint32_t *row = pantau_score_image_rows(image, way->node, &n);
	for (uint32_t i = 0; i < n; i++) {
		const struct score_entry *entry = &image->entry[row[i]];
		if (entry->language != language) {
			continue;
		}
		if (entry->kind == ENTRY_TONE) {
			out->tone = entry;
		} else if (!way->stemmed) {
			out->other = entry;
		}
	}
}

/* The rows for tone where a way has got to; false when it has none that
 * count. */
static bool tone_rows(const struct pantau_scorer *scorer, unsigned language,
		const struct way *way, struct tone_match *out)
{
	const struct score_node *node = &scorer->node[way->node];
	/* 'kurangi' is no negator because its stem is one. */
	uint32_t other = way->stemmed ? 0 : node->other & NODE_ENTRY;
	const struct score_entry *entry = scorer->image->entry;
	out->tone = node->tone != 0 ? &entry[node->tone - 1] : NULL;
	out->other = other != 0 ? &entry[other - 1] : NULL;
	out->level = way->level;
	out->stemmed = way->stemmed;
	if (language != 0 && (node->other & NODE_REGION) != 0) {
		regional_rows(scorer->image, way, language, out);
	}
	return out->tone != NULL || out->other != NULL;
}

/* The best match that begins at a token: the longest, then the least off. */
static bool best_tone(const struct pantau_scorer *scorer,
		const struct field *field, size_t at, struct tone_match *best)
{
	const struct pantau_tokens *tokens = field->tokens;
	struct walk walk;
	bool found = false;
	walk_begin(scorer, &walk, &tokens->token[at], 3, REACH_TONE);
	for (size_t i = at; walk.n > 0;) {
		bool here = false;
		for (unsigned w = 0; w < walk.n; w++) {
			struct tone_match match;
			if (!tone_rows(scorer, field->language, &walk.way[w],
					&match) ||
					(here && match.level >= best->level)) {
				continue;
			}
			match.first = (uint32_t)at;
			match.last = (uint32_t)i;
			*best = match;
			found = here = true;
		}
		if (++i == tokens->tokens ||
				field->clause[i] != field->clause[at]) {
			break;
		}
		step(scorer, &walk, &tokens->token[i], 3);
	}
	return found;
}

bool pantau_score_match_tone(const struct pantau_scorer *scorer,
		const struct field *field, struct arena *arena,
		struct tone_match **out, size_t *n)
{
	size_t taken = 0; /* tokens before are */
	*n = 0;
	*out = pantau_arena_alloc(arena, field->tones * sizeof(**out));
	if (*out == NULL) {
		return false;
	}
	for (size_t i = 0; i < field->begins; i++) {
		size_t at = field->begin[i] & BEGIN_TOKEN;
		struct tone_match *match = *out + *n;
		if ((field->begin[i] >> BEGIN_REACH & REACH_TONE) != 0 &&
				at >= taken && best_tone(scorer, field, at,
				match)) {
			taken = (size_t)match->last + 1;
			++*n;
		}
	}
	return true;
}

/* The longest cue of each group that begins at a token, and its last token;
 * only what has its bit in groups is set. */
struct longest {
	uint64_t groups;
	const struct score_entry *entry[CUE_GROUPS];
	uint32_t last[CUE_GROUPS];
};

/* The acts come after the groups of hoax cues. */
static unsigned group_of(const struct score_entry *entry)
{
	if (entry->kind == ENTRY_ACT && entry->group < ACTS) {
		return GROUPS + entry->group;
	}
	return entry->kind == ENTRY_CUE && entry->group < GROUPS
			? entry->group : CUE_GROUPS;
}

static void note_cues(const struct score_image *image,
		const struct field *field, uint32_t node, size_t first,
		uint32_t last, struct longest *best)
{
	uint32_t n;
	const uint32_t *row = pantau_score_image_rows(image, node, &n);
	for (uint32_t r = 0; r < n; r++) {
		const struct score_entry *entry = &image->entry[row[r]];
		unsigned g = group_of(entry);
		if (g < CUE_GROUPS && ((best->groups >> g & 1) == 0 ||
				best->last[g] < last) &&
				(entry->kind != ENTRY_ACT ||
				pantau_score_act_place(field, first, last,
				(enum act_place)entry->variant))) {
			best->groups |= UINT64_C(1) << g;
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
	walk_begin(scorer, &walk, &tokens->token[at], 2, REACH_CUE);
	best->groups = 0;
	for (size_t i = at; walk.n > 0;) {
		for (unsigned w = 0; w < walk.n; w++) {
			uint32_t node = walk.way[w].node;
			if ((scorer->node[node].other & NODE_CUE) != 0) {
				note_cues(scorer->image, field, node, at,
						(uint32_t)i, best);
			}
		}
		if (++i == tokens->tokens) {
			break;
		}
		step(scorer, &walk, &tokens->token[i], 2);
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
		struct field *field, struct arena *arena)
{
	uint32_t free_from[CUE_GROUPS] = {0}; /* tokens before are taken */
	size_t n = 0, most = field->cues * CUE_GROUPS;
	struct cue_match *match = pantau_arena_alloc(arena, (most <
			scorer->cues ? most : scorer->cues) * sizeof(*match));
	if (match == NULL) {
		return false;
	}
	for (size_t b = 0; b < field->begins; b++) {
		struct longest best;
		size_t i = field->begin[b] & BEGIN_TOKEN;
		if ((field->begin[b] >> BEGIN_REACH & REACH_CUE) == 0) {
			continue;
		}
		cues_at(scorer, field, i, &best);
		for (unsigned g = 0; g < CUE_GROUPS && best.groups >> g != 0;
				g++) {
			const struct score_entry *entry = best.entry[g];
			if ((best.groups >> g & 1) == 0 || i < free_from[g]) {
				continue;
			}
			free_from[g] = best.last[g] + 1;
			if (!has_cue(match, n, entry)) {
				match[n++] = (struct cue_match){(uint32_t)i,
						best.last[g], entry};
			}
		}
	}
	field->match = match;
	field->matches = n;
	return true;
}
