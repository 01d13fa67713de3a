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
	const struct score_node *at;
	uint32_t node; /* its number */
	uint32_t level;
	bool stemmed;
};

struct walk {
	struct way ways[2][WALK_MAX]; /* those alive, and those before */
	struct way *way;
	unsigned n;
	unsigned wanted; /* REACH_ bits: other ways are not taken */
};

/* A way on from one, by a lexeme. */
static inline void push(struct walk *walk, const struct score_node *at,
		uint32_t node, const struct way *from, unsigned form)
{
	uint32_t reach = at->other >> NODE_REACH;
	if (node != 0 && (reach & walk->wanted) != 0 && walk->n < WALK_MAX) {
		walk->way[walk->n++] = (struct way){at, node,
				from->level + form_level[form],
				from->stemmed || form == FORM_STEM};
	}
}

static inline void push_child(const struct pantau_scorer *scorer,
		struct walk *walk, const struct way *from, uint32_t lexeme,
		unsigned form)
{
	const struct score_words *words = &scorer->words;
	uint32_t hash = score_edge_hash(from->node, lexeme);
	if (!score_leads(words, from->at->on[walk->wanted == REACH_CUE],
			lexeme, hash)) {
		return;
	}
	const struct score_edge *edge = score_step(words, from->node, lexeme,
			hash);
	if (edge != NULL) {
		push(walk, &edge->node, edge->way, from, form);
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
	const struct score_words *words = &scorer->words;
	const struct way root = {&words->root, 0, 0, false};
	walk->way = walk->ways[0];
	walk->n = 0;
	walk->wanted = wanted;
	for (unsigned f = 0; f < forms; f++) {
		if (differs(token, f)) {
			const struct score_word *word = score_word(words,
					token->lexeme[f]);
			push(walk, &word->node, word->way & WAY_NODE, &root, f);
		}
	}
	if (wanted == REACH_CUE && words->any_first) {
		push_child(scorer, walk, &root, LEXEME_ANY, 0);
	}
}

/* One token further. */
static void step(const struct pantau_scorer *scorer, struct walk *walk,
		const struct pantau_token *token, unsigned forms)
{
	const struct way *old = walk->way;
	unsigned n = walk->n;
	walk->way = walk->ways[old == walk->ways[0]];
	walk->n = 0;
	for (unsigned w = 0; w < n; w++) {
		const struct way *way = &old[w];
		if (way->at->on[walk->wanted == REACH_CUE] == 0) {
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

/* Are there rows for tone where a way has got to? */
static inline bool has_tone(const struct way *way, unsigned language)
{
	const struct score_node *node = way->at;
	/* 'kurangi' is no negator because its stem is one. */
	return node->tone != 0 ||
			(!way->stemmed && (node->other & NODE_ENTRY) != 0) ||
			(language != 0 && (node->other & NODE_REGION) != 0);
}

/* Those rows; false when there are none that count. */
static bool tone_rows(const struct pantau_scorer *scorer, unsigned language,
		const struct way *way, struct tone_match *out)
{
	const struct score_node *node = way->at;
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
			const struct way *way = &walk.way[w];
			struct tone_match match;
			if (!has_tone(way, field->language) ||
					(here && way->level >= best->level) ||
					!tone_rows(scorer, field->language, way,
					&match)) {
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
		struct tone_item **out, size_t *n)
{
	size_t taken = 0; /* tokens before are */
	*n = 0;
	*out = pantau_arena_alloc(arena, field->tones * sizeof(**out));
	if (*out == NULL) {
		return false;
	}
	for (size_t i = 0; i < field->begins; i++) {
		size_t at = field->begin[i] & BEGIN_TOKEN;
		struct tone_item *item = *out + *n;
		if ((field->begin[i] >> BEGIN_REACH & REACH_TONE) != 0 &&
				at >= taken && best_tone(scorer, field, at,
				&item->match)) {
			taken = (size_t)item->match.last + 1;
			++*n;
		}
	}
	return true;
}

/* The cues of a field as they are found. */
struct cue_list {
	const struct pantau_scorer *scorer;
	const struct field *field;
	uint64_t *seen; /* bit per cue */
	struct cue_match *match;
	size_t n;
};

static void add_cue(struct cue_list *list, const struct score_cue *cue,
		uint32_t first, uint32_t last)
{
	const struct pantau_scorer *scorer = list->scorer;
	size_t at = (size_t)(cue - scorer->words.cue);
	if (score_cue_first(list->seen, at)) {
		list->match[list->n++] = (struct cue_match){
			.first = first, .last = last, .cue = (uint32_t)at,
			.entry = &scorer->image->entry[cue->entry],
		};
	}
}

/* The longest cue of each group that begins at a token, and its last token;
 * only what has its bit in groups is set. */
struct longest {
	uint64_t groups;
	const struct score_cue *cue[CUE_GROUPS];
	uint32_t last[CUE_GROUPS];
};

/* cue: the first of its node. The words of an exception stand in no other's
 * way. */
static void note_cues(struct cue_list *list, const struct score_cue *cue,
		uint32_t first, uint32_t last, struct longest *best)
{
	for (bool more = true; more; more = !cue++->last) {
		unsigned g = cue->group;
		if (g == EXCEPTION_GROUP) {
			add_cue(list, cue, first, last);
		} else if (((best->groups >> g & 1) == 0 ||
				best->last[g] < last) &&
				(cue->place == ACT_ANY ||
				pantau_score_act_place(list->field, first, last,
				(enum act_place)cue->place))) {
			best->groups |= UINT64_C(1) << g;
			best->cue[g] = cue;
			best->last[g] = last;
		}
	}
}

static void cues_at(struct cue_list *list, uint32_t at, struct longest *best)
{
	const struct pantau_scorer *scorer = list->scorer;
	const struct pantau_tokens *tokens = list->field->tokens;
	struct walk walk;
	walk_begin(scorer, &walk, &tokens->token[at], 2, REACH_CUE);
	best->groups = 0;
	for (size_t i = at; walk.n > 0;) {
		for (unsigned w = 0; w < walk.n; w++) {
			uint32_t cue = walk.way[w].at->cue;
			if (cue != 0) {
				note_cues(list, &scorer->words.cue[cue - 1],
						at, (uint32_t)i, best);
			}
		}
		if (++i == tokens->tokens) {
			break;
		}
		step(scorer, &walk, &tokens->token[i], 2);
	}
}

/* The longest cues that begin at a token, but for what another one of their
 * groups has taken; each but once. */
static void take_cues(struct cue_list *list, const struct longest *best,
		uint32_t first, uint32_t free_from[CUE_GROUPS])
{
	for (uint64_t left = best->groups; left != 0; left &= left - 1) {
		unsigned g = (unsigned)__builtin_ctzll(left);
		if (first >= free_from[g]) {
			free_from[g] = best->last[g] + 1;
			add_cue(list, best->cue[g], first, best->last[g]);
		}
	}
}

bool pantau_score_match_cues(const struct pantau_scorer *scorer,
		struct field *field, struct arena *arena)
{
	uint32_t free_from[CUE_GROUPS] = {0}; /* tokens before are taken */
	size_t cues = scorer->words.cues;
	size_t most = field->cues * CUE_GROUPS + scorer->words.exceptions;
	struct cue_list list = {
		.scorer = scorer,
		.field = field,
		.seen = score_cue_bits(scorer, arena),
		.match = pantau_arena_alloc(arena, (most < cues ? most : cues) *
				sizeof(*list.match)),
	};
	if (list.match == NULL || list.seen == NULL) {
		return false;
	}
	for (size_t b = 0; b < field->begins; b++) {
		struct longest best;
		uint32_t i = field->begin[b] & BEGIN_TOKEN;
		if ((field->begin[b] >> BEGIN_REACH & REACH_CUE) != 0) {
			cues_at(&list, i, &best);
			take_cues(&list, &best, i, free_from);
		}
	}
	field->match = list.match;
	field->matches = list.n;
	return true;
}
