/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * The trie of lexeme sequences as a scorer wants it: what is at and below each
 * node, found once, so that a word at which nothing begins costs one look and
 * a sequence that breaks off at most two.
 */

#include <stdlib.h>
#include <string.h>

#include "score/parts.h"

/* Tokens from the one at hand whose words are asked for in advance. */
#define AHEAD 8

void pantau_score_words_finish(struct score_words *words)
{
	free(words->word);
	free(words->edge);
	free(words->cue);
	free(words->pair);
	for (int l = 0; l < LAYERS; l++) {
		free(words->row[l]);
	}
}

/* In the order of parts.h; CUE_GROUPS for other rows. */
static unsigned group_of(const struct score_entry *entry)
{
	if (entry->kind == ENTRY_EXCEPTION) {
		return EXCEPTION_GROUP;
	}
	if (entry->kind == ENTRY_ACT && entry->group < ACTS) {
		return GROUPS + entry->group;
	}
	return entry->kind == ENTRY_CUE && entry->group < GROUPS
			? entry->group : CUE_GROUPS;
}

/* There is room for as many as there are endings: a node of a damaged image
 * might claim those of others. */
static void add_cue(struct pantau_scorer *scorer, struct score_node *node,
		uint32_t entry)
{
	const struct score_entry *row = &scorer->image->entry[entry];
	struct score_words *words = &scorer->words;
	unsigned group = group_of(row);

	if (group == CUE_GROUPS || words->cues == scorer->image->orders) {
		return;
	}
	if (node->cue != 0) {
		words->cue[words->cues - 1].last = false;
	} else {
		node->cue = (uint32_t)words->cues + 1;
	}
	words->exceptions += group == EXCEPTION_GROUP;
	words->cue[words->cues++] = (struct score_cue){
		.entry = entry, .group = (uint8_t)group, .last = true,
		.place = row->kind == ENTRY_ACT ? row->variant : ACT_ANY,
	};
}

/* The rows at a node; returns their reach. */
static unsigned read_rows(struct pantau_scorer *scorer, uint32_t at,
		struct score_node *out)
{
	const struct score_image *image = scorer->image;
	uint32_t n;
	const uint32_t *row = pantau_score_image_rows(image, at, &n);
	unsigned reach = 0;
	for (uint32_t i = 0; i < n && row[i] < NODE_ENTRY; i++) {
		unsigned kind = image->entry[row[i]].kind;
		if (kind == ENTRY_CUE || kind == ENTRY_ACT ||
				kind == ENTRY_EXCEPTION) {
			add_cue(scorer, out, row[i]);
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
	return edge->next < image->nodes && edge->next < WAY_NODE &&
			edge->node < edge->next;
}

/* A child's number is above its parent's: one pass downwards is enough. */
static void find_reach(struct pantau_scorer *scorer, uint32_t *parent,
		struct score_node *node)
{
	const struct score_image *image = scorer->image;
	for (uint32_t i = 0; i < image->edge_slots; i++) {
		const struct trie_edge *edge = &image->edge[i];
		if (edge->next != 0 && fits(image, edge)) {
			parent[edge->next] = edge->node;
		}
	}
	for (uint32_t at = image->nodes; at-- > 1;) {
		unsigned reach = read_rows(scorer, at, &node[at]);
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
	return (tone ? REACH_TONE : 0) | (node->cue != 0 ? REACH_CUE : 0);
}

/* What leads where: the filters of the nodes; how many edges the table takes. */
static uint32_t find_ways(const struct score_image *image,
		struct score_node *node)
{
	uint32_t edges = 0;
	for (uint32_t i = 0; i < image->edge_slots; i++) {
		const struct trie_edge *edge = &image->edge[i];
		if (edge->next == 0 || !fits(image, edge)) {
			continue;
		}
		uint32_t reach = node[edge->next].other >> NODE_REACH;
		uint32_t bit = score_on(edge->lexeme);
		uint32_t *on = node[edge->node].on;
		on[0] |= (reach & REACH_TONE) != 0 ? bit : 0;
		on[1] |= (reach & REACH_CUE) != 0 ? bit : 0;
		edges++;
	}
	return edges;
}

static void put_edge(struct score_words *words, const struct trie_edge *edge,
		const struct score_node *node)
{
	uint32_t hash = score_edge_hash(edge->node, edge->lexeme);
	uint32_t at = hash & words->edge_mask;
	while (words->edge[at].way != 0) {
		at = (at + 1) & words->edge_mask;
	}
	words->edge[at] = (struct score_edge){edge->node, edge->lexeme,
			edge->next, *node};
	score_filter_add(words->edge_filter, hash);
}

static void put_word(struct score_words *words, const struct trie_edge *edge,
		const struct score_node *node)
{
	struct score_word *word = &words->word[edge->lexeme];
	word->node = *node;
	word->way = edge->next | node->other >> NODE_REACH << WAY_REACH |
			rows_at(node) << WAY_ROWS;
}

/* Every edge with the node behind it: those of the root by lexeme. */
static void put_edges(struct pantau_scorer *scorer,
		const struct score_node *node)
{
	const struct score_image *image = scorer->image;
	struct score_words *words = &scorer->words;
	for (uint32_t i = 0; i < image->edge_slots; i++) {
		const struct trie_edge *edge = &image->edge[i];
		if (edge->next == 0 || !fits(image, edge)) {
			continue;
		}
		bool any = edge->lexeme == LEXEME_ANY;
		if (edge->node != 0 || any) {
			put_edge(words, edge, &node[edge->next]);
			words->any_first |= edge->node == 0;
		} else if (edge->lexeme != 0 &&
				edge->lexeme <= words->lexemes) {
			put_word(words, edge, &node[edge->next]);
		}
	}
	words->root = node[0];
}

/* Elements of half a line of the cache, each within one. */
static void *make_halves(size_t n)
{
	size_t size = (n * 32 + 63) & ~(size_t)63;
	_Static_assert(sizeof(struct score_word) == 32 &&
			sizeof(struct score_edge) == 32, "two to a line");
	void *p = aligned_alloc(64, size);
	if (p != NULL) {
		memset(p, 0, size);
	}
	return p;
}

bool pantau_score_trie_prepare(struct pantau_scorer *scorer)
{
	const struct score_image *image = scorer->image;
	struct score_words *words = &scorer->words;
	size_t nodes = (size_t)image->nodes + 1, slots = 2;
	uint32_t *parent = calloc(nodes, sizeof(*parent));
	struct score_node *node = calloc(nodes, sizeof(*node));
	bool ok = false;
	words->lexemes = image->lexemes.n;
	words->word = make_halves((size_t)words->lexemes + 1);
	words->cue = calloc((size_t)image->orders + 1, sizeof(*words->cue));
	if (parent == NULL || node == NULL || words->word == NULL ||
			words->cue == NULL) {
		goto out;
	}
	find_reach(scorer, parent, node);
	for (size_t edges = find_ways(image, node); slots < edges * 2;) {
		slots *= 2;
	}
	words->edge_mask = (uint32_t)slots - 1;
	words->edge = make_halves(slots);
	if (words->edge == NULL) {
		goto out;
	}
	put_edges(scorer, node);
	ok = true;
out:
	free(node);
	free(parent);
	return ok;
}

/* The forms of a token that differ, as lexemes; how many. */
static inline unsigned forms_of(const struct pantau_token *token,
		uint32_t out[3])
{
	unsigned n = 0;
	for (unsigned f = 0; f < 3; f++) {
		uint32_t lexeme = token->lexeme[f];
		out[n] = lexeme;
		n += lexeme != 0 && (n == 0 || lexeme != out[n - 1]);
	}
	return n;
}

/* What some lexemes lead on to from a word. The edge is asked for: a walk will
 * come by. */
static uint32_t reach_by(const struct score_words *words,
		const struct score_word *word, const uint32_t *lexeme,
		unsigned lexemes)
{
	const uint32_t *on = word->node.on;
	uint32_t reach = 0, node = word->way & WAY_NODE;
	for (unsigned i = 0; i < lexemes; i++) {
		uint32_t bit = score_on(lexeme[i]);
		if (((on[0] | on[1]) & bit) == 0) {
			continue;
		}
		uint32_t hash = score_edge_hash(node, lexeme[i]);
		if (score_filter_has(words->edge_filter, hash)) {
			__builtin_prefetch(&words->edge[hash &
					words->edge_mask]);
			reach |= ((on[0] & bit) != 0 ? REACH_TONE : 0) |
					((on[1] & bit) != 0 ? REACH_CUE : 0);
		}
	}
	return reach;
}

/* The words of a token's forms. Cues are found as written and in normal form
 * alone: the stem leads to tones. */
struct forms {
	const struct score_word *word[3];
	uint32_t way; /* WAY_ bits of all */
};

static inline struct forms read_forms(const struct score_words *words,
		const struct pantau_token *token)
{
	struct forms forms;
	for (unsigned f = 0; f < 3; f++) {
		forms.word[f] = score_word(words, token->lexeme[f]);
	}
	forms.way = forms.word[0]->way | forms.word[1]->way |
			(forms.word[2]->way & WAY_TONES);
	return forms;
}

/* What the next token leads on to. */
static uint32_t reach_on(const struct score_words *words,
		const struct forms *forms, const struct pantau_token *next)
{
	const struct score_word *const *word = forms->word;
	uint32_t lexeme[4], reach = 0;
	unsigned n = forms_of(next, lexeme);
	lexeme[n++] = LEXEME_ANY;
	for (unsigned f = 0; f < 3; f++) {
		bool again = (f > 0 && word[f] == word[0]) ||
				(f > 1 && word[f] == word[1]);
		if (!again && (word[f]->node.on[0] | word[f]->node.on[1]) != 0) {
			reach |= reach_by(words, word[f], lexeme, n) &
					(f < 2 ? REACH_BOTH : REACH_TONE);
		}
	}
	return reach;
}

/* Asks for what a token, some way ahead, leads to. */
static inline void prefetch_words(const struct score_words *words,
		const struct pantau_token *token)
{
	__builtin_prefetch(score_word(words, token->lexeme[0]));
	__builtin_prefetch(score_word(words, token->lexeme[2]));
}

static inline void prefetch_rows(const struct score_image *image,
		const struct score_node *node)
{
	uint32_t other = node->other & NODE_ENTRY;
	__builtin_prefetch(&image->entry[node->tone - (node->tone != 0)]);
	__builtin_prefetch(&image->entry[other - (other != 0)]);
}

/* The bits of score_node.on of a token's forms. */
static inline uint32_t on_bits(const struct pantau_token *token)
{
	uint32_t on = 0;
	for (unsigned f = 0; f < 3; f++) {
		uint32_t lexeme = token->lexeme[f];
		on |= (uint32_t)(lexeme != 0) << (lexeme * SCORE_ON >> 27);
	}
	return on;
}

/* Tokens at which a row may begin, as far as words and the bits of their nodes
 * tell. Done for every token, so without branches. Returns how many. */
static size_t may_begin(const struct pantau_scorer *scorer,
		const struct pantau_tokens *tokens, uint32_t *begin)
{
	const struct pantau_token *token = tokens->token;
	const struct score_words *words = &scorer->words;
	uint32_t always = words->any_first ? REACH_CUE : 0;
	uint32_t to = 0, any = 0; /* what the next token leads on to */
	size_t n = tokens->tokens, begins = n;
	for (size_t i = n; i-- > 0;) {
		if (i >= AHEAD) {
			prefetch_words(words, &token[i - AHEAD]);
		}
		struct forms forms = read_forms(words, &token[i]);
		const struct score_word *const *word = forms.word;
		uint32_t tone = word[0]->node.on[0] | word[1]->node.on[0] |
				word[2]->node.on[0];
		uint32_t cue = word[0]->node.on[1] | word[1]->node.on[1];
		uint32_t reach = (forms.way >> WAY_REACH & (forms.way >>
				WAY_ROWS | ((tone & to) != 0 ? REACH_TONE : 0) |
				((cue & (to | any)) != 0 ? REACH_CUE : 0))) |
				always;
		begin[begins - 1] = (uint32_t)i | reach << BEGIN_REACH;
		begins -= reach != 0;
		to = on_bits(&token[i]);
		any = score_on(LEXEME_ANY);
	}
	return n - begins;
}

/* The next tokens of those that need one are looked up. */
bool pantau_score_begins(const struct pantau_scorer *scorer,
		struct field *field, struct arena *arena)
{
	const struct pantau_tokens *tokens = field->tokens;
	const struct score_words *words = &scorer->words;
	size_t n = tokens->tokens, begins = 0, tones = 0, cues = 0;
	uint32_t always = words->any_first ? REACH_CUE : 0;
	uint32_t *begin = pantau_arena_alloc(arena, n * sizeof(*begin));
	if (begin == NULL) {
		return false;
	}
	for (size_t b = n - may_begin(scorer, tokens, begin); b < n; b++) {
		uint32_t i = begin[b] & BEGIN_TOKEN;
		uint32_t reach = begin[b] >> BEGIN_REACH;
		const struct pantau_token *token = &tokens->token[i];
		struct forms forms = read_forms(words, token);
		uint32_t rows = forms.way >> WAY_ROWS & REACH_BOTH;
		if (forms.way >> WAY_REACH != rows && i + 1 < n) {
			reach &= rows | always | reach_on(words, &forms,
					token + 1);
		}
		if ((reach & REACH_TONE) != 0) {
			prefetch_rows(scorer->image, &forms.word[0]->node);
			prefetch_rows(scorer->image, &forms.word[2]->node);
		}
		begin[begins] = i | reach << BEGIN_REACH;
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
