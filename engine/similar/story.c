/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Stories from batch to batch: what they are told, and what they tell. */

#include "similar/story.h"

#include <stdlib.h>

#include "similar/story_state.h"

enum pantau_status pantau_stories_create(struct pantau_stories **out,
		struct pantau_error *err)
{
	struct pantau_stories *s = calloc(1, sizeof(*s));

	if (s == NULL) {
		return pantau_fail_memory(err);
	}
	pantau_story_parents_init(&s->parents);
	s->next = 1;
	*out = s;
	return PANTAU_OK;
}

void pantau_stories_destroy(struct pantau_stories *s)
{
	if (s == NULL) {
		return;
	}
	for (size_t i = 0; i < s->runs; i++) {
		pantau_story_run_finish(&s->run[i]);
	}
	pantau_story_parents_finish(&s->parents);
	free(s->run);
	free(s->expected);
	free(s->dead);
	free(s->edge);
	free(s->gone);
	free(s->write);
	free(s);
}

/* --- edges --- */

bool pantau_stories_tell(struct pantau_stories *s, struct story_edge edge)
{
	if (s->edges == s->edge_room) {
		size_t room = s->edge_room != 0 ? s->edge_room * 2 : 64;
		struct story_edge *grown = realloc(s->edge,
				room * sizeof(*grown));
		if (grown == NULL) {
			return false;
		}
		s->edge = grown;
		s->edge_room = room;
	}
	if (!pantau_story_parents_put(&s->parents, edge)) {
		return false;
	}
	s->edge[s->edges++] = edge;
	s->work.edges++;
	return true;
}

void pantau_stories_begin(struct pantau_stories *s)
{
	pantau_story_parents_begin(&s->parents);
	s->edges_begun = s->edges;
}

void pantau_stories_commit(struct pantau_stories *s)
{
	pantau_story_parents_commit(&s->parents);
}

void pantau_stories_rollback(struct pantau_stories *s)
{
	pantau_story_parents_rollback(&s->parents);
	s->edges = s->edges_begun;
}

uint32_t pantau_stories_find(struct pantau_stories *s, uint32_t story)
{
	return pantau_story_parents_find(&s->parents, story, NULL);
}

bool pantau_stories_dead(const struct pantau_stories *s,
		const struct story_run *run, uint32_t record)
{
	size_t low = 0, high = s->deads;
	uint64_t place = high > 0 ?
			(uint64_t)run->header->number << 32 | record : 0;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (s->dead[middle] < place) {
			low = middle + 1;
		} else {
			high = middle;
		}
	}
	return low < s->deads && s->dead[low] == place;
}

/* --- a batch --- */

static enum pantau_status refuse(const struct pantau_stories *s,
		const struct story_item *item, size_t n,
		struct pantau_error *err)
{
	if (s->missing > 0) {
		return pantau_fail(err, PANTAU_DAMAGED, PANTAU_T(err,
				"what is known of stories is not complete: "
				"%zu parts are missing",
				"data cerita tidak lengkap: %zu bagian belum "
				"ada"), s->missing);
	}
	if (n > STORY_BATCH) {
		return pantau_fail(err, PANTAU_USAGE, PANTAU_T(err,
				"%zu documents are too many at once; at most "
				"%d", "%zu dokumen terlalu banyak sekaligus; "
				"paling banyak %d"), n, STORY_BATCH);
	}
	size_t held = n;
	for (size_t i = 0; i < s->runs; i++) {
		held += s->run[i].header->items;
	}
	if (held > STORY_INDEX_MAX) {
		return pantau_fail(err, PANTAU_LIMIT, PANTAU_T(err,
				"%zu documents of 30 days are too many to "
				"compare", "%zu dokumen dalam 30 hari terlalu "
				"banyak untuk dibandingkan"), held);
	}
	for (size_t i = 0; i < n; i++) {
		if (item[i].id == 0) {
			return pantau_fail(err, PANTAU_USAGE, PANTAU_T(err,
					"a document without a number cannot "
					"be part of a story", "dokumen tanpa "
					"nomor tidak dapat masuk cerita"));
		}
	}
	return PANTAU_OK;
}

bool pantau_stories_reserve_run(struct pantau_stories *s)
{
	if (s->runs < s->run_room) {
		return true;
	}
	size_t room = s->run_room != 0 ? s->run_room * 2 : 32;
	struct story_run *grown = realloc(s->run, room * sizeof(*grown));
	if (grown == NULL) {
		return false;
	}
	s->run = grown;
	s->run_room = room;
	return true;
}

/* The batch's run joins the others, which cannot fail; its stories are told. */
static void take(struct pantau_stories *s, struct story_batch *b, size_t n,
		uint32_t *story)
{
	for (size_t i = 0; i < n; i++) {
		story[i] = b->item[i].id;
	}
	for (uint32_t i = 0; i < b->records; i++) {
		story[b->order[i]] = b->run.record[i].story;
	}
	s->clock = b->clock;
	s->work.items += b->records;
	if (b->records > 0) {
		pantau_story_run_seal(&b->run, s->next++, 0);
		s->run[s->runs++] = b->run;
		b->run = (struct story_run){.header = NULL};
	}
}

enum pantau_status pantau_stories_add_batch(struct pantau_stories *s,
		const struct story_item *item, size_t n,
		const struct story_lookups *lookups, uint32_t *story,
		struct pantau_error *err)
{
	struct story_batch batch;
	struct story_work before = s->work;
	enum pantau_status status = refuse(s, item, n, err);

	if (status != PANTAU_OK) {
		return status;
	}
	status = pantau_story_batch_init(&batch, s, item, n, err);
	if (status != PANTAU_OK) {
		return status;
	}
	pantau_stories_begin(s);
	if (!pantau_stories_reserve_run(s) ||
			!pantau_story_batch_probe(&batch)) {
		status = pantau_fail_memory(err);
	} else {
		status = pantau_story_link(&batch, lookups, err);
	}
	if (status == PANTAU_OK) {
		pantau_stories_commit(s);
		take(s, &batch, n, story);
		pantau_stories_tidy(s);
	} else {
		pantau_stories_rollback(s);
		s->work = before;
	}
	pantau_story_batch_finish(&batch);
	return status;
}

struct story_work pantau_stories_work(const struct pantau_stories *s)
{
	struct story_work work = s->work;

	work.runs = s->runs;
	work.bytes = sizeof(*s) + s->run_room * sizeof(*s->run) +
			pantau_story_parents_bytes(&s->parents) +
			s->deads * sizeof(*s->dead) +
			s->edge_room * sizeof(*s->edge) +
			s->gone_room * sizeof(*s->gone);
	for (size_t i = 0; i < s->runs; i++) {
		if (s->run[i].header != NULL) {
			work.bytes += pantau_story_run_bytes(&s->run[i]);
			work.held += s->run[i].header->items;
			work.posted += s->run[i].header->posted;
		}
	}
	return work;
}
