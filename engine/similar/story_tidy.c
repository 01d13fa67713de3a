/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Runs merged as they get many, and what is too old let go. */

#include <stdlib.h>

#include "similar/story_state.h"

#define SWEEP_LEVEL 2 /* of a merge after which all runs are looked through */

static bool keep(const struct pantau_stories *s, const struct story_run *run,
		uint32_t record)
{
	return story_held(&s->clock, run->record[record].stamp) &&
			!pantau_stories_dead(s, run, record);
}

/* How many records of a run stay, and of them, how many have postings. */
static void count(const struct pantau_stories *s, struct story_part *part)
{
	part->items = part->posted = 0;
	for (uint32_t i = 0; i < part->run->header->items; i++) {
		if (keep(s, part->run, i)) {
			part->items++;
			part->posted += story_posted(&part->run->record[i]);
		}
	}
}

/* Where they go, from 'base' on. False when memory is out. */
static bool place(const struct pantau_stories *s, struct story_part *part,
		uint32_t base)
{
	uint32_t items = part->run->header->items;

	part->base = base;
	if (part->items == items) {
		return true;
	}
	uint32_t *map = malloc(items * sizeof(*map));
	if (map == NULL) {
		return false;
	}
	for (uint32_t i = 0; i < items; i++) {
		map[i] = keep(s, part->run, i) ? base++ : UINT32_MAX;
	}
	part->map = map;
	return true;
}

/* Of those from before any date the time of arrival is now known. */
static void stamp(const struct pantau_stories *s, struct story_run *run)
{
	for (uint32_t i = 0; i < run->header->items; i++) {
		if (run->record[i].stamp == 0) {
			run->record[i].stamp = s->clock.newest[0];
		}
	}
}

/* A run is no more; there is room to say so. */
static void drop(struct pantau_stories *s, size_t at)
{
	struct story_run *run = &s->run[at];
	uint32_t number = run->header->number;
	size_t left = 0;

	if (run->stored) {
		s->gone[s->gones++] = number;
	}
	for (size_t i = 0; i < s->deads; i++) {
		if (s->dead[i] >> 32 != number) {
			s->dead[left++] = s->dead[i];
		}
	}
	s->deads = left;
	pantau_story_run_finish(run);
	s->runs--;
	memmove(run, run + 1, (s->runs - at) * sizeof(*run));
}

static bool reserve_gone(struct pantau_stories *s, size_t more)
{
	if (s->gones + more <= s->gone_room) {
		return true;
	}
	size_t room = s->gone_room * 2 + more + 16;
	uint32_t *grown = realloc(s->gone, room * sizeof(*grown));
	if (grown == NULL) {
		return false;
	}
	s->gone = grown;
	s->gone_room = room;
	return true;
}

/* What stays of n runs (1 or 2) from one on, as one run. */
static bool merge(struct pantau_stories *s, size_t at, size_t n, uint32_t level)
{
	struct story_part part[2] = {{.run = NULL}, {.run = NULL}};
	struct story_run merged = {.header = NULL};
	uint32_t base = 0;
	bool done = reserve_gone(s, n);

	for (size_t i = 0; i < n && done; i++) {
		part[i].run = &s->run[at + i];
		count(s, &part[i]);
		done = place(s, &part[i], base);
		base += part[i].items;
	}
	done = done && (base == 0 || pantau_story_run_merge(&merged, part));
	free((void *)(uintptr_t)part[0].map);
	free((void *)(uintptr_t)part[1].map);
	if (!done) {
		return false;
	}
	for (size_t i = 0; i < n; i++) {
		drop(s, at);
	}
	if (base > 0) {
		stamp(s, &merged);
		pantau_story_run_seal(&merged, s->next++, level);
		memmove(s->run + at + 1, s->run + at,
				(s->runs - at) * sizeof(*s->run));
		s->run[at] = merged;
		s->runs++;
	}
	return true;
}

/* The last runs of one level, if there are enough of them, become one of the
 * next: the two smallest first. */
static bool fold(struct pantau_stories *s, uint32_t *level)
{
	if (s->runs < STORY_FAN) {
		return false;
	}
	size_t first = s->runs - STORY_FAN;
	uint32_t here = s->run[first].header->level;
	for (size_t i = first; i < s->runs; i++) {
		if (s->run[i].header->level != here) {
			return false;
		}
	}
	while (s->runs > first + 1) {
		if (!merge(s, s->runs - 2, 2, here + 1)) {
			return false;
		}
	}
	*level = here + 1;
	return true;
}

/* Is nothing of a run held, by the times that it says it has? */
static bool is_over(const struct pantau_stories *s, const struct story_run *run)
{
	const struct story_header *h = run->header;

	return h->oldest != 0 && !story_held(&s->clock, h->newest) &&
			!story_held(&s->clock, h->oldest) &&
			(s->clock.reading < h->oldest ||
			s->clock.reading > h->newest);
}

void pantau_stories_tidy(struct pantau_stories *s)
{
	uint32_t level = 0;

	while (fold(s, &level)) {
	}
	for (size_t i = s->runs; i > 0; i--) {
		struct story_part part = {.run = &s->run[i - 1]};
		uint32_t items = part.run->header->items;
		if (is_over(s, part.run)) {
			if (reserve_gone(s, 1)) {
				drop(s, i - 1);
			}
			continue;
		}
		if (level < SWEEP_LEVEL) {
			continue;
		}
		count(s, &part);
		if (part.items <= items / 2) {
			merge(s, i - 1, 1, part.run->header->level);
		}
	}
}
