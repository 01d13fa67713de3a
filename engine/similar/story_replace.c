/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Documents that leave, and those that come back under the ids of stories. */

#include <stdlib.h>

#include "similar/story_state.h"

/* --- who leaves --- */

/* A test that lets few others through, so that records are passed quickly. */
#define SIEVE 65536 /* bits */

struct sieve {
	uint64_t bit[SIEVE / 64];
};

static void sift(struct sieve *sieve, uint32_t id)
{
	id %= SIEVE;
	sieve->bit[id / 64] |= UINT64_C(1) << id % 64;
}

static bool passes(const struct sieve *sieve, uint32_t id)
{
	id %= SIEVE;
	return (sieve->bit[id / 64] >> id % 64 & 1) != 0;
}

/* --- the dead --- */

static int by_number(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return (x > y) - (x < y);
}

static int by_id(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return (x > y) - (x < y);
}

/* How many records leave; where dead is not NULL, also which. */
static size_t leave(const struct pantau_stories *s, const struct sieve *sieve,
		const uint32_t *id, size_t n, uint64_t *dead)
{
	size_t met = 0;

	for (size_t i = 0; i < s->runs; i++) {
		const struct story_run *run = &s->run[i];
		for (uint32_t k = 0; k < run->header->items; k++) {
			uint32_t own = run->record[k].id;
			if (!passes(sieve, own) || bsearch(&own, id, n,
					sizeof(*id), by_id) == NULL ||
					pantau_stories_dead(s, run, k)) {
				continue;
			}
			if (dead != NULL) {
				dead[met] = (uint64_t)run->header->number <<
						32 | k;
			}
			met++;
		}
	}
	return met;
}

bool pantau_stories_bury(struct pantau_stories *s, const uint32_t *id,
		size_t n)
{
	struct sieve sieve = {{0}};

	for (size_t i = 0; i < n; i++) {
		sift(&sieve, id[i]);
	}
	size_t met = n > 0 ? leave(s, &sieve, id, n, NULL) : 0;
	size_t deads = s->deads + met;
	if (met == 0) {
		return true;
	}
	uint64_t *dead = malloc(deads * sizeof(*dead));
	if (dead == NULL) {
		return false;
	}
	leave(s, &sieve, id, n, dead + s->deads);
	if (s->deads > 0) {
		memcpy(dead, s->dead, s->deads * sizeof(*dead));
	}
	qsort(dead, deads, sizeof(*dead), by_number);
	free(s->dead);
	s->dead = dead;
	s->deads = deads;
	return true;
}

/* --- stories without their first --- */

static struct story_leaver *find(const struct story_leaver *leaver, size_t n,
		uint32_t id)
{
	/* The id comes first. */
	return n == 0 ? NULL : bsearch(&id, leaver, n, sizeof(*leaver), by_id);
}

/* A leaver of which a story is part, through others or not. */
static bool is_part(struct pantau_stories *s, const struct story_leaver *leaver,
		size_t n, uint32_t story)
{
	return find(leaver, n, story) == NULL && find(leaver, n,
			pantau_stories_find(s, story)) != NULL;
}

enum pantau_status pantau_stories_parts(struct pantau_stories *s,
		const struct story_leaver *leaver, size_t n, uint32_t **part,
		size_t *parts, struct pantau_error *err)
{
	size_t met = 0;

	*part = NULL;
	*parts = 0;
	for (int turn = 0; turn < 2; turn++) {
		for (size_t i = met = 0; i < s->parents.slots; i++) {
			uint32_t story = s->parents.slot[i].story;
			if (story == 0 || !is_part(s, leaver, n, story)) {
				continue;
			}
			if (turn == 1) {
				(*part)[met] = story;
			}
			met++;
		}
		if (turn == 0) {
			*part = malloc((met + 1) * sizeof(**part));
			if (*part == NULL) {
				return pantau_fail_memory(err);
			}
		}
	}
	*parts = met;
	qsort(*part, met, sizeof(**part), by_id);
	return PANTAU_OK;
}

/* Whoever was part of another story leaves its items to that one, or to the
 * heir of its root, if that leaves too. */
static void find_heirs(struct pantau_stories *s, struct story_leaver *leaver,
		size_t n)
{
	for (size_t i = 0; i < n; i++) {
		uint32_t time = 0;
		uint32_t root = pantau_story_parents_find(&s->parents,
				leaver[i].id, &time);
		if (root == leaver[i].id) {
			continue;
		}
		const struct story_leaver *other = find(leaver, n, root);
		leaver[i].heir = other != NULL ? other->heir : root;
		leaver[i].time = other != NULL ? other->time : time;
	}
}

/* Stories that had the root of a leaver, in memory or as their edges were told
 * before paths became shorter, and what they are told instead. */
struct kin {
	struct story_edge *edge;
	size_t n;
};

static bool is_root_of(const uint32_t *root, size_t n, uint32_t story)
{
	return bsearch(&story, root, n, sizeof(*root), by_id) != NULL;
}

static bool find_kin(struct pantau_stories *s,
		const struct story_leaver *leaver, const uint32_t *root,
		size_t n, struct kin *kin)
{
	kin->n = 0;
	kin->edge = malloc((s->parents.used + 1) * sizeof(*kin->edge));
	for (size_t i = 0; kin->edge != NULL && i < s->parents.slots; i++) {
		uint32_t story = s->parents.slot[i].story, time = 0;
		uint32_t own = story == 0 ? 0 : pantau_story_parents_find(
				&s->parents, story, &time);
		if (own == story || !is_root_of(root, n, own)) {
			continue;
		}
		const struct story_leaver *left = find(leaver, n, own);
		struct story_edge edge = {story, own, time};
		if (left != NULL) {
			edge.parent = left->heir;
			edge.time = left->time;
		}
		/* Nothing is told of one that leaves, nor of the heir. */
		if (edge.parent == 0 || find(leaver, n, story) != NULL) {
			edge.parent = story;
		}
		kin->edge[kin->n++] = edge;
	}
	return kin->edge != NULL;
}

/* The records of one run; was there any? */
static bool tell_records(struct story_run *run, const struct sieve *sieve,
		const struct story_leaver *leaver, size_t n)
{
	bool any = false;

	for (uint32_t k = 0; k < run->header->items; k++) {
		struct story_record *r = &run->record[k];
		const struct story_leaver *left = passes(sieve, r->story) ?
				find(leaver, n, r->story) : NULL;
		if (left != NULL && left->heir != 0) {
			r->story = left->heir;
			r->story_stamp = left->time;
			any = true;
		}
	}
	return any;
}

static void tell_runs(struct pantau_stories *s,
		const struct story_leaver *leaver, size_t n)
{
	struct sieve sieve = {{0}};

	for (size_t i = 0; i < n; i++) {
		sift(&sieve, leaver[i].id);
	}
	for (size_t i = 0; i < s->runs; i++) {
		struct story_run *run = &s->run[i];
		if (tell_records(run, &sieve, leaver, n)) {
			pantau_story_run_seal(run, run->header->number,
					run->header->level);
			run->changed = true;
		}
	}
}

/* What can fail comes first, and can be taken back. */
static bool replace(struct pantau_stories *s, struct story_leaver *leaver,
		size_t n, uint32_t *id, struct kin *kin)
{
	for (size_t i = 0; i < n; i++) {
		id[i] = pantau_stories_find(s, leaver[i].id);
	}
	qsort(id, n, sizeof(*id), by_id);
	find_heirs(s, leaver, n);
	if (!find_kin(s, leaver, id, n, kin)) {
		return false;
	}
	for (size_t i = 0; i < kin->n; i++) {
		if (!pantau_stories_tell(s, kin->edge[i])) {
			return false;
		}
	}
	for (size_t i = 0; i < n; i++) {
		id[i] = leaver[i].id;
	}
	return pantau_stories_bury(s, id, n);
}

enum pantau_status pantau_stories_replace(struct pantau_stories *s,
		struct story_leaver *leaver, size_t n, struct pantau_error *err)
{
	uint32_t *id = malloc((n + 1) * sizeof(*id));
	struct kin kin = {.edge = NULL};

	pantau_stories_begin(s);
	bool done = id != NULL && replace(s, leaver, n, id, &kin);
	free(id);
	free(kin.edge);
	if (!done) {
		pantau_stories_rollback(s);
		return pantau_fail_memory(err);
	}
	pantau_stories_commit(s);
	tell_runs(s, leaver, n);
	return PANTAU_OK;
}
