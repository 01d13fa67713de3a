/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* The order of questions, and the steps through them. */

#include "tune/review.h"

#include <math.h>
#include <stdlib.h>

#include "base/hash.h"
#include "base/utf8.h"
#include "similar/group.h"
#include "text/analyser.h"

/* --- texts --- */

void pantau_review_init(struct review *review)
{
	*review = (struct review){.n = 0};
	pantau_arena_init(&review->arena);
}

void pantau_review_finish(struct review *review)
{
	free(review->item);
	free(review->question);
	free(review->step);
	pantau_arena_finish(&review->arena);
	pantau_review_init(review);
}

/* A copy that fits into one cell; p NULL when memory is out. */
static struct str cell(struct review *review, struct str s)
{
	s = pantau_utf8_prefix(s, REVIEW_TEXT_MAX);
	char *p = pantau_arena_alloc(&review->arena, s.n);
	size_t at = 0;

	while (p != NULL && at < s.n) {
		size_t start = at;
		bool ok;
		uint32_t c = pantau_utf8_next(s, &at, &ok);
		if (c < 0x20 || c == 0x7f || !ok) {
			memset(p + start, ok ? ' ' : '?', at - start);
		} else {
			memcpy(p + start, s.p + start, at - start);
		}
	}
	return str_make(p, s.n);
}

static bool grow(struct review *review)
{
	if (review->n < review->room) {
		return true;
	}
	size_t room = review->room != 0 ? review->room * 2 : 256;
	struct review_item *grown = realloc(review->item,
			room * sizeof(*grown));
	if (grown == NULL) {
		return false;
	}
	review->item = grown;
	review->room = room;
	return true;
}

enum pantau_status pantau_review_add(struct review *review,
		const struct review_item *item, struct pantau_error *err)
{
	struct review_item copy = *item;

	copy.text = cell(review, item->text);
	copy.title = cell(review, item->title);
	copy.id = cell(review, item->id);
	copy.source = cell(review, item->source);
	if (copy.text.p == NULL || copy.title.p == NULL || copy.id.p == NULL ||
			copy.source.p == NULL || !grow(review)) {
		return pantau_fail_memory(err);
	}
	if (pantau_str_trim(copy.text).n != 0 ||
			pantau_str_trim(copy.title).n != 0) {
		review->item[review->n++] = copy;
	}
	return PANTAU_OK;
}

/* Words come before traits of the whole text, which people do not see. */
static bool weaker(const struct pantau_evidence *a,
		const struct pantau_evidence *b)
{
	bool a_words = a->end > a->start, b_words = b->end > b->start;
	return a_words != b_words ? b_words
			: fmaxf(fabsf(a->effect), fabsf(a->neutral)) <
			fmaxf(fabsf(b->effect), fabsf(b->neutral));
}

void pantau_review_score(struct review_item *item,
		const struct pantau_tone_score *tone)
{
	item->label = (uint8_t)tone->label;
	item->negative = tone->negative;
	item->neutral = tone->neutral;
	item->positive = tone->positive;
	item->evidences = 0;
	for (size_t i = 0; i < tone->evidences; i++) {
		size_t at = item->evidences;
		while (at > 0 && weaker(&item->evidence[at - 1],
				&tone->evidence[i])) {
			at--;
		}
		if (at == REVIEW_EVIDENCE) {
			continue;
		}
		item->evidences += item->evidences < REVIEW_EVIDENCE;
		for (size_t j = item->evidences - 1u; j > at; j--) {
			item->evidence[j] = item->evidence[j - 1];
		}
		item->evidence[at] = tone->evidence[i];
	}
}

double pantau_review_uncertainty(const struct review_item *item)
{
	double p[3] = {(double)item->negative, (double)item->neutral,
		(double)item->positive};
	double best = 0, second = 0;

	for (int i = 0; i < 3; i++) {
		if (p[i] > best) {
			second = best;
			best = p[i];
		} else if (p[i] > second) {
			second = p[i];
		}
	}
	return best > 0 ? 1 - (best - second) : 0;
}

/* --- groups --- */

/* What the answers say of texts that near-copies cannot be found of: those
 * without any term, and those with an id. */
static bool key_of(struct buf *key, char kind, struct str a, struct str b)
{
	pantau_buf_clear(key);
	pantau_buf_char(key, kind);
	pantau_buf_str(key, pantau_str_trim(a));
	pantau_buf_char(key, '\t');
	pantau_buf_str(key, pantau_str_trim(b));
	return !key->failed;
}

static bool remember(struct map *map, struct buf *key,
		const struct gold_item *item)
{
	bool added;
	bool ok = key_of(key, 't', item->title, item->text) &&
			pantau_map_put(map, buf_str(key), &added) != NULL;
	if (ok && item->id.n != 0) {
		ok = key_of(key, 'i', item->source, item->id) &&
				pantau_map_put(map, buf_str(key), &added) != NULL;
	}
	return ok;
}

static bool remembered(const struct map *map, struct buf *key,
		const struct review_item *item)
{
	return (key_of(key, 't', item->title, item->text) &&
			pantau_map_get(map, buf_str(key)) != NULL) ||
			(item->id.n != 0 &&
			key_of(key, 'i', item->source, item->id) &&
			pantau_map_get(map, buf_str(key)) != NULL);
}

/* The groups of the answers, then of the items; *groups is how many. */
static enum pantau_status group(const struct review *review,
		const struct gold *answered, struct pantau_analyser *analyser,
		uint32_t *of, size_t *n, struct pantau_error *err)
{
	struct pantau_groups *groups = NULL;
	enum pantau_status status = pantau_groups_create(GROUP_THRESHOLD,
			&groups, err);

	for (size_t i = 0; status == PANTAU_OK && i < answered->n; i++) {
		const struct gold_item *item = &answered->item[i];
		status = pantau_gold_group_text(groups, item->title, item->text,
				analyser, err);
	}
	for (size_t i = 0; status == PANTAU_OK && i < review->n; i++) {
		const struct review_item *item = &review->item[i];
		status = pantau_gold_group_text(groups, item->title, item->text,
				analyser, err);
	}
	if (status == PANTAU_OK) {
		*n = pantau_groups_number(groups, of);
	}
	pantau_groups_destroy(groups);
	return status;
}

/* Marks the groups that have an answer; false when memory is out. */
static bool mark(const struct review *review, const struct gold *answered,
		const uint32_t *of, bool *done)
{
	struct map map;
	struct buf key;
	bool ok = true;

	pantau_map_init(&map, pantau_hash_seed());
	pantau_buf_init(&key);
	for (size_t i = 0; ok && i < answered->n; i++) {
		done[of[i]] = true;
		ok = remember(&map, &key, &answered->item[i]);
	}
	for (size_t i = 0; ok && i < review->n; i++) {
		if (remembered(&map, &key, &review->item[i])) {
			done[of[answered->n + i]] = true;
		}
		ok = !key.failed;
	}
	pantau_buf_finish(&key);
	pantau_map_finish(&map);
	return ok;
}

/* --- the order --- */

static int by_rank(const void *a, const void *b)
{
	const struct review_question *x = a, *y = b;
	if (x->rank != y->rank) {
		return x->rank > y->rank ? -1 : 1;
	}
	return (x->item > y->item) - (x->item < y->item);
}

/* One question for each group without an answer; of is that of the items, and
 * at has room for a place of each group. */
static void ask(struct review *review, const uint32_t *of, const bool *done,
		uint32_t *at, size_t groups)
{
	memset(at, 0xff, groups * sizeof(*at));
	for (size_t i = 0; i < review->n; i++) {
		uint32_t *place = &at[of[i]];
		double uncertainty = pantau_review_uncertainty(
				&review->item[i]);
		if (*place == UINT32_MAX) {
			*place = (uint32_t)review->questions++;
			review->question[*place] = (struct review_question){
				.item = (uint32_t)i, .uncertainty = uncertainty,
			};
		}
		struct review_question *question = &review->question[*place];
		question->copies++;
		if (uncertainty > question->uncertainty) {
			question->item = (uint32_t)i;
			question->uncertainty = uncertainty;
		}
	}
	size_t kept = 0;
	for (size_t i = 0; i < review->questions; i++) {
		struct review_question question = review->question[i];
		if (done[of[question.item]]) {
			review->before++;
			continue;
		}
		question.rank = question.uncertainty *
				(1 + log2(question.copies));
		review->question[kept++] = question;
	}
	review->questions = kept;
}

enum pantau_status pantau_review_order(struct review *review,
		const struct gold *answered, size_t limit,
		struct pantau_analyser *analyser, struct pantau_error *err)
{
	size_t n = review->n + answered->n, groups = 0;
	uint32_t *of = calloc(2 * n + 1, sizeof(*of));
	bool *done = calloc(n + 1, sizeof(*done));
	enum pantau_status status = PANTAU_OK;

	review->question = calloc(review->n + 1, sizeof(*review->question));
	review->step = calloc(review->n + 1, sizeof(*review->step));
	if (of == NULL || done == NULL || review->question == NULL ||
			review->step == NULL) {
		status = pantau_fail_memory(err);
		goto out;
	}
	status = group(review, answered, analyser, of, &groups, err);
	if (status != PANTAU_OK) {
		goto out;
	}
	if (!mark(review, answered, of, done)) {
		status = pantau_fail_memory(err);
		goto out;
	}
	ask(review, of + answered->n, done, of + n, groups);
	qsort(review->question, review->questions, sizeof(*review->question),
			by_rank);
	if (review->questions > limit) {
		review->questions = limit;
	}
out:
	free(done);
	free(of);
	return status;
}

/* --- steps --- */

const struct review_question *pantau_review_now(const struct review *review)
{
	return review->at < review->questions ? &review->question[review->at]
			: NULL;
}

enum pantau_status pantau_review_answer(struct review *review,
		struct review_file *file, enum pantau_tone tone,
		struct str reason, const struct review_who *who,
		struct pantau_error *err)
{
	const struct review_question *question = pantau_review_now(review);
	enum pantau_status status = PANTAU_OK;

	if (question == NULL) {
		return PANTAU_END;
	}
	uint64_t before = file->size;
	struct str why = cell(review, reason);
	if (why.p == NULL) {
		return pantau_fail_memory(err);
	}
	if (tone != PANTAU_TONE_NONE) {
		const struct review_item *item = &review->item[question->item];
		status = pantau_review_file_put(file, &(struct review_row){
			.text = item->text, .title = item->title,
			.id = item->id, .source = item->source,
			.by = who->by, .reason = reason, .time = who->now,
			.tone = tone}, err);
	}
	if (status == PANTAU_OK) {
		review->step[review->at++] = (struct review_step){before,
			(uint8_t)tone, why};
		review->answered += tone != PANTAU_TONE_NONE;
	}
	return status;
}

enum pantau_status pantau_review_undo(struct review *review,
		struct review_file *file, struct pantau_error *err)
{
	enum pantau_status status = PANTAU_OK;

	if (review->at == 0) {
		return PANTAU_END;
	}
	const struct review_step *step = &review->step[review->at - 1];
	if (step->tone != PANTAU_TONE_NONE) {
		status = pantau_review_file_cut(file, step->before, err);
	}
	if (status == PANTAU_OK) {
		review->at--;
		review->answered -= step->tone != PANTAU_TONE_NONE;
	}
	return status;
}
