/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Documents that are gone, and stories that were told by their ids. */

#include <stdlib.h>

#include "similar/story_state.h"

/* An id to be forgotten, and who tells the story after it. */
struct leaver {
	uint32_t id;
	uint32_t heir, stamp; /* heir 0: nobody */
};

static int by_id(const void *a, const void *b)
{
	uint32_t x = ((const struct leaver *)a)->id;
	uint32_t y = ((const struct leaver *)b)->id;

	return (x > y) - (x < y);
}

static struct leaver *find(struct leaver *leaver, size_t n, uint32_t id)
{
	struct leaver key = {.id = id};

	return id < leaver[0].id || id > leaver[n - 1].id ? NULL :
			bsearch(&key, leaver, n, sizeof(*leaver), by_id);
}

/* The earliest of those that stay, for each story that loses its first. */
static void find_heirs(struct pantau_stories *s, struct leaver *leaver,
		size_t n)
{
	for (size_t i = 0; i < s->runs; i++) {
		const struct story_run *run = &s->run[i];
		for (uint32_t k = 0; k < run->header->items; k++) {
			const struct story_record *r = &run->record[k];
			struct leaver *left = find(leaver, n,
					pantau_stories_find(s, r->story));
			if (left != NULL && (left->heir == 0 ||
					story_before(r->stamp, r->id,
					left->stamp, left->heir)) &&
					find(leaver, n, r->id) == NULL &&
					!pantau_stories_dead(s, run, k)) {
				left->heir = r->id;
				left->stamp = r->stamp;
			}
		}
	}
}

static bool name(struct pantau_stories *s, uint32_t story, uint32_t heir,
		uint32_t time)
{
	uint32_t root = pantau_stories_find(s, story);

	if (root == heir) {
		return true;
	}
	/* First out of what it was part of, lest a circle arise. */
	if (pantau_stories_find(s, heir) != heir && !pantau_stories_tell(s,
			(struct story_edge){heir, heir, time})) {
		return false;
	}
	return pantau_stories_tell(s, (struct story_edge){root, heir, time});
}

static enum pantau_status finish(struct pantau_stories *s, bool done,
		struct pantau_error *err)
{
	if (!done) {
		pantau_stories_rollback(s);
		return pantau_fail_memory(err);
	}
	pantau_stories_commit(s);
	return PANTAU_OK;
}

enum pantau_status pantau_stories_rename(struct pantau_stories *s,
		uint32_t story, uint32_t heir, uint32_t time,
		struct pantau_error *err)
{
	pantau_stories_begin(s);
	return finish(s, name(s, story, heir, time), err);
}

enum pantau_status pantau_stories_forget(struct pantau_stories *s,
		const uint32_t *id, size_t n, struct pantau_error *err)
{
	/* And their ids alone. */
	struct leaver *leaver = calloc(2 * n + 1, sizeof(*leaver));
	bool done = true;

	if (leaver == NULL) {
		return pantau_fail_memory(err);
	}
	for (size_t i = 0; i < n; i++) {
		leaver[i].id = id[i];
	}
	qsort(leaver, n, sizeof(*leaver), by_id);
	pantau_stories_begin(s);
	if (n > 0) {
		find_heirs(s, leaver, n);
	}
	for (size_t i = 0; i < n && done; i++) {
		done = leaver[i].heir == 0 || name(s, leaver[i].id,
				leaver[i].heir, leaver[i].stamp);
	}
	uint32_t *sorted = (uint32_t *)(leaver + n);
	for (size_t i = 0; i < n; i++) {
		sorted[i] = leaver[i].id;
	}
	done = done && pantau_stories_bury(s, sorted, n);
	free(leaver);
	return finish(s, done, err);
}
