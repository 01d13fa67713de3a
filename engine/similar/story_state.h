/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_SIMILAR_STORY_STATE_H
#define PANTAU_SIMILAR_STORY_STATE_H

/* What the files of stories share; nobody else includes it. */

#include "similar/story.h"
#include "similar/story_run.h"

#define STORY_FAN 4 /* runs of a level are merged to one of the next */

/* Times seen: what is new, and where the reading is. */
struct story_clock {
	uint32_t newest[STORY_CLOCK]; /* ascending; 0: not so many yet */
	uint32_t reading; /* the middle of three times of the last batch */
};

/* A run that a resume waits for. */
struct story_expected {
	uint64_t checksum, number;
};

struct pantau_stories {
	struct story_run *run; /* the earliest first */
	size_t runs, run_room;
	struct story_expected *expected; /* of each run, while any is missing */
	size_t missing;
	struct story_parents parents;
	uint64_t *dead;        /* number << 32 | record, ascending */
	size_t deads;
	struct story_clock clock;
	uint32_t next;         /* number of a run */
	struct story_edge *edge; /* told and not yet stored */
	size_t edges, edge_room;
	size_t edges_begun;    /* how many there were before 'begin' */
	uint32_t *gone;        /* stored runs that are no more */
	size_t gones, gone_room;
	uint32_t *write;       /* lent by pantau_stories_changes */
	struct story_work work;
};

/* Between two stamps; 0, before any date, is near to all. */
static inline uint32_t story_apart(uint32_t a, uint32_t b)
{
	return a == 0 || b == 0 ? 0 : a > b ? a - b : b - a;
}

/* Are two stamps near enough for a link? */
static inline bool story_near(uint32_t a, uint32_t b)
{
	return story_apart(a, b) <= STORY_WINDOW;
}

static inline bool story_held(const struct story_clock *clock, uint32_t stamp)
{
	uint32_t now = clock->newest[0];

	return now < STORY_WINDOW || stamp >= now - STORY_WINDOW ||
			story_near(stamp, clock->reading);
}

/* Is story a, by its earliest item, before story b? */
static inline bool story_before(uint32_t a_stamp, uint32_t a, uint32_t b_stamp,
		uint32_t b)
{
	return a_stamp != b_stamp ? a_stamp < b_stamp : a < b;
}

/* Was the record of a run forgotten? */
bool pantau_stories_dead(const struct pantau_stories *stories,
		const struct story_run *run, uint32_t record);

/* Documents by their ids, in ascending order, are proposed no more. Linear in
 * what is held. False when memory is out; nothing has changed. */
bool pantau_stories_bury(struct pantau_stories *stories, const uint32_t *id,
		size_t n);

/* What is done to edges until commit can be taken back. */
void pantau_stories_begin(struct pantau_stories *stories);
void pantau_stories_commit(struct pantau_stories *stories);
void pantau_stories_rollback(struct pantau_stories *stories);
/* Puts and tells an edge. False when memory is out; nothing has changed. */
bool pantau_stories_tell(struct pantau_stories *stories,
		struct story_edge edge);

/*
 * Merges what is to be merged and lets go what is no longer held. Where memory
 * is out it stops half-way, which is as good: the next batch goes on.
 */
void pantau_stories_tidy(struct pantau_stories *stories);

/* Room for one run more. False when memory is out. */
bool pantau_stories_reserve_run(struct pantau_stories *stories);

/* --- a batch (story_batch.c), linked (story_link.c) --- */

#define STORY_NONE UINT64_MAX

struct story_batch {
	struct pantau_stories *stories;
	const struct story_item *item;
	uint32_t *order;        /* the item of each record */
	uint32_t records;       /* items with any term */
	uint32_t posted;
	struct story_record *record;
	uint64_t *twin;         /* run << 32 | record of the very same, where
	                           run 'runs' is the batch, or STORY_NONE */
	struct radix_item *sorted, *scratch; /* two for each record */
	size_t *cursor;         /* of each run, among its hashes */
	struct radix_item *hit; /* record << 8 | band, run << 32 | place */
	size_t hits, hit_room;
	struct story_run run;   /* made of it */
	struct story_clock clock;
};

enum pantau_status pantau_story_batch_init(struct story_batch *batch,
		struct pantau_stories *stories, const struct story_item *item,
		size_t n, struct pantau_error *err);
void pantau_story_batch_finish(struct story_batch *batch);
/* Twins, buckets and hits. False when memory is out. */
bool pantau_story_batch_probe(struct story_batch *batch);

/* The stories of all records, in the batch's run; edges are put and told. */
enum pantau_status pantau_story_link(struct story_batch *batch,
		const struct story_lookups *lookups, struct pantau_error *err);

#endif
