/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Analyses texts, numbers their features and asks the scorer for its logits. */

#include "tune/bags.h"

#include <stdlib.h>

#include "base/error.h"
#include "score/score.h"

struct gathering {
	struct bags *bags;
	uint32_t *row;      /* features of the text at hand */
	size_t n, room;
	bool failed;
};

static void add(void *context, uint64_t key, uint32_t first, uint32_t last)
{
	struct gathering *g = context;
	bool added;
	uint32_t *number = pantau_map_put(&g->bags->keys,
			str_make((const char *)&key, sizeof(key)), &added);

	(void)first, (void)last;
	if (number != NULL && added) {
		*number = (uint32_t)g->bags->features++;
	}
	if (g->n == g->room) {
		size_t room = g->room * 2 + 256;
		uint32_t *grown = realloc(g->row, room * sizeof(*grown));
		if (grown == NULL) {
			g->failed = true;
			return;
		}
		g->row = grown;
		g->room = room;
	}
	if (number == NULL) {
		g->failed = true;
		return;
	}
	g->row[g->n++] = *number;
}

static int ascending(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
	return (x > y) - (x < y);
}

/* Room for a row of n more; the arrays belong to the heap. */
static bool reserve(struct bags *bags, size_t *room, size_t n)
{
	if (bags->n + n <= *room) {
		return true;
	}
	size_t more = (*room + n) * 2;
	uint32_t *grown = realloc(bags->feature, more * sizeof(*grown));
	if (grown == NULL) {
		return false;
	}
	bags->feature = grown;
	*room = more;
	return true;
}

/* The features of the text at hand, each once. */
static bool put_row(struct gathering *g, size_t *room)
{
	struct bags *bags = g->bags;

	if (g->n != 0) {
		qsort(g->row, g->n, sizeof(*g->row), ascending);
	}
	if (!reserve(bags, room, g->n)) {
		return false;
	}
	for (size_t i = 0; i < g->n; i++) {
		if (i == 0 || g->row[i] != g->row[i - 1]) {
			bags->feature[bags->n++] = g->row[i];
		}
	}
	return true;
}

static enum pantau_status put_offset(struct bags *bags, size_t row,
		const struct pantau_scorer *scorer, struct str text,
		const struct pantau_tokens *tokens, struct arena *arena,
		struct pantau_error *err)
{
	struct pantau_tokens none = {0};
	struct pantau_score score;
	enum pantau_status status = pantau_score_tokens(scorer, STR(""), &none,
			text, tokens, NULL, arena, &score, err);
	const struct pantau_tone_score *tone = &score.text;

	if (status != PANTAU_OK) {
		return status;
	}
	float *offset = bags->offset + row * 3;
	offset[WEIGHT_NEGATIVE] = tone->score * -0.5f;
	offset[WEIGHT_NEUTRAL] = tone->neutrality;
	offset[WEIGHT_POSITIVE] = tone->score * 0.5f;
	bags->assessed[row] = tone->label != PANTAU_TONE_UNASSESSED &&
			tone->label != PANTAU_TONE_NONE;
	return PANTAU_OK;
}

static bool allocate(struct bags *bags, size_t rows)
{
	pantau_arena_init(&bags->arena);
	pantau_map_init(&bags->keys, pantau_hash_seed());
	bags->rows = rows;
	bags->start = calloc(rows + 1, sizeof(*bags->start));
	bags->offset = calloc(rows + 1, 3 * sizeof(*bags->offset));
	bags->trait = calloc(rows + 1, sizeof(*bags->trait));
	bags->assessed = calloc(rows + 1, sizeof(*bags->assessed));
	return bags->start != NULL && bags->offset != NULL &&
			bags->trait != NULL && bags->assessed != NULL;
}

static bool count_texts(struct bags *bags)
{
	bags->texts = calloc(bags->features + 1, sizeof(*bags->texts));
	for (size_t i = 0; bags->texts != NULL && i < bags->n; i++) {
		bags->texts[bags->feature[i]]++;
	}
	return bags->texts != NULL;
}

static enum pantau_status every(struct gathering *g,
		struct pantau_analyser *analyser,
		const struct pantau_scorer *scorer, const struct str *text,
		struct pantau_error *err)
{
	struct bags *bags = g->bags;
	const struct bag_sink sink = {.add = add, .context = g};
	enum pantau_status status = PANTAU_OK;
	size_t room = 0;

	for (size_t i = 0; status == PANTAU_OK && i < bags->rows; i++) {
		struct pantau_tokens tokens;
		pantau_arena_reset(&bags->arena);
		g->n = 0;
		status = pantau_analyse_into(analyser, text[i], &bags->arena,
				&tokens, err);
		if (status == PANTAU_OK && tokens.tokens != 0 &&
				!pantau_bag_text(scorer, text[i], &tokens,
				&bags->arena, &sink, bags->trait[i])) {
			g->failed = true;
		}
		if (status == PANTAU_OK) {
			status = put_offset(bags, i, scorer, text[i], &tokens,
					&bags->arena, err);
		}
		if (status == PANTAU_OK && (g->failed || !put_row(g, &room))) {
			status = pantau_fail_memory(err);
		}
		bags->start[i + 1] = (uint32_t)bags->n;
	}
	return status;
}

enum pantau_status pantau_bags_make(const struct pantau_lexicons *lexicons,
		const struct str *text, size_t n, struct bags *out,
		struct pantau_error *err)
{
	struct gathering gathering = {.bags = out};
	struct pantau_analyser *analyser = NULL;
	struct pantau_scorer *scorer = NULL;

	*out = (struct bags){0};
	enum pantau_status status = allocate(out, n) ? pantau_scorer_create(
			lexicons, &scorer, err) : pantau_fail_memory(err);
	if (status == PANTAU_OK) {
		status = pantau_analyser_create(lexicons, &analyser, err);
	}
	if (status == PANTAU_OK) {
		status = every(&gathering, analyser, scorer, text, err);
	}
	if (status == PANTAU_OK && !count_texts(out)) {
		status = pantau_fail_memory(err);
	}
	free(gathering.row);
	pantau_analyser_destroy(analyser);
	pantau_scorer_destroy(scorer);
	return status;
}

void pantau_bags_finish(struct bags *bags)
{
	pantau_arena_finish(&bags->arena);
	pantau_map_finish(&bags->keys);
	free(bags->texts);
	free(bags->start);
	free(bags->feature);
	free(bags->offset);
	free(bags->trait);
	free(bags->assessed);
	*bags = (struct bags){0};
}

uint64_t pantau_bags_key(const struct bags *bags, size_t feature)
{
	uint64_t key;
	memcpy(&key, bags->keys.entry[feature].key.p, sizeof(key));
	return key;
}

void pantau_bags_term(const struct pantau_lexicons *lexicons, uint64_t key,
		struct buf *out, struct str word[2])
{
	static const char *const signs[] = {
		[LEARNED_WORD] = "", [LEARNED_ROOT] = "~",
		[LEARNED_NEGATED] = "!", [LEARNED_PAIR] = "~",
		[LEARNED_TRAIT] = "@",
	};
	const struct strtab *lexemes = &pantau_lexicons_score(lexicons)->lexemes;
	enum learned_kind kind = (enum learned_kind)(key >> 56);
	uint32_t first = (uint32_t)(key >> 28) & 0xfffffff;
	uint32_t second = (uint32_t)key & 0xfffffff;

	word[0] = word[1] = str_make(NULL, 0);
	pantau_buf_str(out, str_of(signs[kind]));
	if (kind == LEARNED_TRAIT) {
		pantau_buf_str(out, str_of(pantau_trait_name(
				(enum text_trait)(first - 1))));
		return;
	}
	word[0] = pantau_strtab_at(lexemes, first);
	pantau_buf_str(out, word[0]);
	if (kind == LEARNED_PAIR) {
		word[1] = pantau_strtab_at(lexemes, second);
		pantau_buf_str(out, STR(" ~"));
		pantau_buf_str(out, word[1]);
	}
}
