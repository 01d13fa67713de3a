/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * A tree over postings. All parts are driven by one call: seek(from), the
 * first id from there on in walking order. What must agree (the positions of
 * a phrase, the phrases of a NEAR, the parts of an AND) leaps from one to the
 * next, the rarest leading.
 */

#include "base/error.h"
#include "store/rank_parts.h"
#include "store/store_parts.h"

static struct part *make(struct match_walk *r, size_t children)
{
	struct part *part = pantau_arena_zero(r->arena, 1, sizeof(*part));

	if (part == NULL) {
		return NULL;
	}
	part->field = NO_FIELD;
	part->child = pantau_arena_zero(r->arena, children,
			sizeof(*part->child));
	return part->child != NULL ? part : NULL;
}

/* The rarest first, of which each is once. */
static void add_lead(struct part *part, struct forms *forms)
{
	size_t at = part->leads++;

	for (; at > 0 && part->lead[at - 1]->estimate > forms->estimate; at--) {
		part->lead[at] = part->lead[at - 1];
	}
	part->lead[at] = forms;
	part->estimate = part->lead[0]->estimate;
}

/* Positions that ask for the same share one. */
static enum pantau_status open_positions(struct match_walk *r, struct part *part,
		struct pantau_error *err)
{
	const struct match_phrase *words = part->words;
	enum pantau_status status = PANTAU_OK;

	for (size_t i = 0; status == PANTAU_OK && !part->ended &&
			i < words->positions; i++) {
		struct forms *forms = NULL;
		for (size_t j = 0; j < i && forms == NULL; j++) {
			if (pantau_positions_alike(&words->position[j],
					&words->position[i])) {
				forms = part->position[j];
			}
		}
		if (forms == NULL) {
			status = pantau_forms_open(r, &words->position[i], &forms,
					err);
			if (forms != NULL) {
				add_lead(part, forms);
			}
		}
		part->position[part->positions++] = forms;
		part->ended = forms == NULL || forms->n == 0;
	}
	return status;
}

static enum pantau_status open_phrase(struct match_walk *r,
		const struct match_phrase *phrase, enum match_field field,
		struct part **out, struct pantau_error *err)
{
	struct part *part = make(r, 0);

	*out = part;
	if (part == NULL) {
		return pantau_fail_memory(err);
	}
	part->words = phrase;
	part->field = r->field[field];
	part->plain = phrase->positions == 1 && part->field == NO_FIELD;
	part->phrase = r->phrases++;
	part->ended = phrase->positions == 0;
	part->position = pantau_arena_zero(r->arena, phrase->positions,
			sizeof(struct forms *));
	part->lead = pantau_arena_zero(r->arena, phrase->positions,
			sizeof(struct forms *));
	return part->position != NULL && part->lead != NULL
			? open_positions(r, part, err) : pantau_fail_memory(err);
}

static enum pantau_status open_near(struct match_walk *r, struct part *part,
		const struct match_node *node, struct pantau_error *err)
{
	enum pantau_status status = PANTAU_OK;

	part->near = pantau_arena_zero(r->arena, node->phrases,
			sizeof(*part->near));
	if (part->near == NULL) {
		return pantau_fail_memory(err);
	}
	part->phrase = r->phrases;
	for (size_t i = 0; status == PANTAU_OK && i < node->phrases; i++) {
		status = open_phrase(r, &node->phrase[i], node->field,
				&part->child[i], err);
		part->children++;
		if (status == PANTAU_OK) {
			part->child[i]->plain = false; /* its spots are needed */
			part->near[i].spots = &part->child[i]->spots;
			part->near[i].positions = node->phrase[i].positions;
		}
	}
	return status;
}

/* How many ids a part has at most, and whether it can have any. */
static void estimate(struct part *part)
{
	enum match_op op = part->node->op;
	bool all = op == MATCH_AND || op == MATCH_NEAR;

	part->estimate = all ? UINT64_MAX : 0;
	part->ended = !all;
	for (size_t i = 0; i < part->children; i++) {
		const struct part *child = part->child[i];
		if (op == MATCH_NOT && i != 0) {
			break;
		}
		if (all) {
			part->ended = part->ended || child->ended;
			part->estimate = child->estimate < part->estimate
					? child->estimate : part->estimate;
		} else {
			part->ended = part->ended && child->ended;
			part->estimate += child->estimate;
		}
	}
}

/* The rarest first. The phrases of a NEAR keep their places in near. */
static void sort(struct part **child, size_t n)
{
	for (size_t i = 1; i < n; i++) {
		struct part *one = child[i];
		size_t at = i;
		for (; at > 0 && child[at - 1]->estimate > one->estimate; at--) {
			child[at] = child[at - 1];
		}
		child[at] = one;
	}
}

enum pantau_status pantau_part_open(struct match_walk *reading,
		const struct match_node *node, struct part **out,
		struct pantau_error *err)
{
	enum pantau_status status = PANTAU_OK;

	if (node->op == MATCH_PHRASE) {
		status = open_phrase(reading, &node->phrase[0],
				node->field, out, err);
		if (status == PANTAU_OK) {
			(*out)->node = node;
		}
		return status;
	}
	struct part *part = make(reading, node->children + node->phrases);
	*out = part;
	if (part == NULL) {
		return pantau_fail_memory(err);
	}
	part->node = node;
	if (node->op == MATCH_NEAR) {
		status = open_near(reading, part, node, err);
	}
	for (size_t i = 0; status == PANTAU_OK && i < node->children; i++) {
		status = pantau_part_open(reading, node->child[i],
				&part->child[i], err);
		part->children++;
	}
	if (status == PANTAU_OK) {
		estimate(part);
	}
	if (status == PANTAU_OK && node->op != MATCH_NOT) {
		sort(part->child, part->children);
	}
	return status;
}

void pantau_part_close(struct part *part)
{
	if (part == NULL) {
		return;
	}
	for (size_t i = 0; i < part->leads; i++) {
		pantau_forms_close(part->lead[i]);
	}
	for (size_t i = 0; i < part->children; i++) {
		pantau_part_close(part->child[i]);
	}
}

/* --- seeking --- */

/* The first id from there on that all positions have. */
static enum pantau_status meet(struct match_walk *r, struct part *part,
		int64_t from, struct pantau_error *err)
{
	for (size_t i = 0; i < part->leads; i++) {
		struct forms *forms = part->lead[i];
		enum pantau_status status = pantau_forms_seek(r, forms, from,
				err);
		if (status != PANTAU_OK || forms->ended) {
			part->ended = true;
			return status;
		}
		if (i != 0 && forms->at != from) {
			i = SIZE_MAX; /* back to the rarest */
		}
		from = forms->at;
	}
	part->at = from;
	return PANTAU_OK;
}

/* Where the whole phrase stands in document at. */
static bool find_spots(struct match_walk *r, struct part *part,
		struct spots *scratch)
{
	if (part->positions == 2 && part->leads == 2) {
		return pantau_forms_pairs(r, part->position[0],
				part->position[1], part->field, &part->spots);
	}
	bool ok = pantau_forms_spots(r, part->position[0], part->field,
			&part->spots);

	for (size_t i = 1; ok && i < part->positions && part->spots.n != 0;
			i++) {
		ok = pantau_forms_spots(r, part->position[i], part->field,
				scratch);
		if (ok) {
			pantau_spots_followed(&part->spots, scratch, (unsigned)i);
		}
	}
	return ok;
}

static enum pantau_status seek_phrase(struct match_walk *r, struct part *part,
		int64_t from, struct pantau_error *err)
{
	if (part->plain) {
		struct forms *forms = part->position[0];
		enum pantau_status status = pantau_forms_seek(r, forms, from,
				err);
		part->at = forms->at;
		part->ended = forms->ended;
		return status;
	}
	for (;;) {
		enum pantau_status status = meet(r, part, from, err);
		if (status != PANTAU_OK || part->ended) {
			return status;
		}
		if (!find_spots(r, part, &r->scratch)) {
			return pantau_fail_memory(err);
		}
		if (part->spots.n != 0) {
			return PANTAU_OK;
		}
		from = pantau_behind(r, part->at);
		status = pantau_reading_step(r, err);
		if (status != PANTAU_OK) {
			return status;
		}
	}
}

static enum pantau_status seek_and(struct match_walk *r, struct part *part,
		int64_t from, struct pantau_error *err)
{
	for (size_t i = 0; i < part->children; i++) {
		struct part *child = part->child[i];
		enum pantau_status status = pantau_part_seek(r, child, from,
				err);
		if (status != PANTAU_OK || child->ended) {
			part->ended = true;
			return status;
		}
		if (i != 0 && child->at != from) {
			i = SIZE_MAX; /* back to the rarest */
		}
		from = child->at;
	}
	part->at = from;
	return PANTAU_OK;
}

static enum pantau_status seek_near(struct match_walk *r, struct part *part,
		int64_t from, struct pantau_error *err)
{
	for (;;) {
		enum pantau_status status = seek_and(r, part, from, err);
		if (status != PANTAU_OK || part->ended) {
			return status;
		}
		pantau_spots_near(part->near, part->node->phrases,
				part->node->distance, r->store);
		if (part->near[0].spots->n != 0) {
			return PANTAU_OK;
		}
		from = pantau_behind(r, part->at);
		status = pantau_reading_step(r, err);
		if (status != PANTAU_OK) {
			return status;
		}
	}
}

static enum pantau_status seek_or(struct match_walk *r, struct part *part,
		int64_t from, struct pantau_error *err)
{
	part->ended = true;
	for (size_t i = 0; i < part->children; i++) {
		struct part *child = part->child[i];
		enum pantau_status status = pantau_part_seek(r, child, from,
				err);
		if (status != PANTAU_OK) {
			return status;
		}
		if (!child->ended && (part->ended ||
				pantau_before(r, child->at, part->at))) {
			part->at = child->at;
			part->ended = false;
		}
	}
	return PANTAU_OK;
}

static enum pantau_status seek_not(struct match_walk *r, struct part *part,
		int64_t from, struct pantau_error *err)
{
	struct part *has = part->child[0], *lacks = part->child[1];

	for (;;) {
		enum pantau_status status = pantau_part_seek(r, has, from, err);
		if (status == PANTAU_OK && !has->ended) {
			status = pantau_part_seek(r, lacks, has->at, err);
		}
		part->at = has->at;
		part->ended = has->ended;
		if (status != PANTAU_OK || has->ended || lacks->ended ||
				lacks->at != has->at) {
			return status;
		}
		from = pantau_behind(r, has->at);
	}
}

enum pantau_status pantau_part_seek(struct match_walk *reading,
		struct part *part, int64_t from, struct pantau_error *err)
{
	if (part->ended || (part->found &&
			!pantau_before(reading, part->at, from))) {
		return PANTAU_OK;
	}
	enum pantau_status status = pantau_reading_step(reading, err);
	if (status != PANTAU_OK) {
		return status;
	}
	part->found = true;
	switch (part->node != NULL ? part->node->op : MATCH_PHRASE) {
	case MATCH_PHRASE:
		return seek_phrase(reading, part, from, err);
	case MATCH_NEAR:
		return seek_near(reading, part, from, err);
	case MATCH_AND:
		return seek_and(reading, part, from, err);
	case MATCH_OR:
		return seek_or(reading, part, from, err);
	case MATCH_NOT:
		break;
	}
	return seek_not(reading, part, from, err);
}

/* --- occurrences --- */

static uint64_t spots_times(const struct match_walk *r, const struct spots *spots)
{
	uint64_t sum = 0;

	for (size_t i = 0; i < spots->n; i++) {
		uint64_t at = spots->at[i] & UINT32_MAX;
		sum += at < RANK_OPENING ? r->worth[at] : RANK_UNIT;
	}
	return sum;
}

void pantau_part_times(const struct match_walk *reading, struct part *part,
		int64_t id, uint64_t *times)
{
	bool here = !part->ended && part->at == id;

	for (size_t i = 0; part->near != NULL && i < part->children; i++) {
		times[part->phrase + i] = !here ? 0 : spots_times(reading,
				part->near[i].spots);
	}
	if (part->words != NULL) {
		times[part->phrase] = !here ? 0 : part->plain
				? pantau_forms_times(reading, part->position[0])
				: spots_times(reading, &part->spots);
	}
	for (size_t i = 0; part->near == NULL && i < part->children; i++) {
		pantau_part_times(reading, part->child[i],
				here ? id : INT64_MIN, times);
	}
}
