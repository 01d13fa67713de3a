/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Candidates compared, and what is linked made one story. */

#include "similar/copy.h"
#include "similar/story_state.h"

#define AHEAD 12 /* hits */
#define ASKED 1024 /* slots; a power of two, over twice what is compared */
#define ROOTS (GROUP_CHECKS * STORY_BANDS + 1)

_Static_assert(ASKED >= 2 * ROOTS, "there is always a free slot");

struct asked {
	uint64_t place;
	uint32_t record; /* + 1, whose mark it is */
};

/* One document at a time. */
struct linker {
	struct story_batch *batch;
	const struct story_lookups *lookups;
	struct pantau_error *err;
	uint32_t own;        /* its record */
	unsigned steps, checks;
	unsigned roots;      /* stories that it is linked to */
	struct {
		uint32_t story, time;
	} root[ROOTS];
	struct asked asked[ASKED];
};

static const struct story_run *run_of(const struct linker *l, uint64_t place)
{
	size_t number = (size_t)(place >> 32);

	return number == l->batch->stories->runs ? &l->batch->run :
			&l->batch->stories->run[number];
}

/* Marks a place; was it so? */
static bool asked_before(struct linker *l, uint64_t place)
{
	size_t at = (size_t)shingle_mix(place) & (ASKED - 1);

	while (l->asked[at].record == l->own + 1) {
		if (l->asked[at].place == place) {
			return true;
		}
		at = (at + 1) & (ASKED - 1);
	}
	l->asked[at] = (struct asked){place, l->own + 1};
	return false;
}

static bool linked_to(const struct linker *l, uint32_t story)
{
	for (unsigned i = 0; i < l->roots; i++) {
		if (l->root[i].story == story) {
			return true;
		}
	}
	return false;
}

static void link_to(struct linker *l, uint32_t story, uint32_t time)
{
	l->root[l->roots].story = story;
	l->root[l->roots++].time = time;
}

/*
 * How many bits two odd sketches may differ in where the sets differ in so many
 * shingles: in as many at most; where many shingles share bits, in the number to
 * be expected and four deviations.
 */
#define CERTAIN 48
static const uint8_t most_bits[] = {
	48, 49, 50, 50, 51, 52, 52, 53, 53, 54, 54, 55, 56, 56, 57, 57,
	58, 58, 59, 59, 60, 60, 60, 61, 61, 62, 62, 63, 63, 63, 64, 64,
	64, 65, 65, 66, 66, 66, 67, 67, 67, 68, 68, 68, 69, 69, 69, 69,
	70, 70, 70, 70, 71, 71, 71, 72, 72, 72, 72, 72, 73, 73, 73, 73,
	74, 74, 74, 74, 74, 75, 75, 75, 75, 75, 76, 76, 76, 76, 76, 76,
};

static unsigned differing(const struct story_record *a,
		const struct story_record *b)
{
	unsigned n = 0;

	for (size_t i = 0; i < SKETCH_ODD / 32; i++) {
		n += (unsigned)__builtin_popcount(a->odd[i] ^ b->odd[i]);
	}
	return n;
}

/* Could J be reached by sets of these sketches? Then they differ in so many of
 * all their shingles at most. */
static bool near_enough(const struct story_record *a,
		const struct story_record *b, size_t all)
{
	size_t most = (size_t)((double)all * (1 - GROUP_THRESHOLD) /
			(1 + GROUP_THRESHOLD) + 0.001);

	return most >= CERTAIN + sizeof(most_bits) || differing(a, b) <=
			(most < CERTAIN ? most : most_bits[most - CERTAIN]);
}

/* Could J be reached by sets of these sizes? */
static bool possible(const struct story_record *a, const struct story_record *b)
{
	uint32_t an = a->size >> 3, bn = b->size >> 3;

	/* Of different widths, other sets are compared than were counted. */
	if (((a->size ^ b->size) & 6) != 0) {
		return true;
	}
	uint32_t small = an < bn ? an : bn, large = an < bn ? bn : an;
	return (double)small / (double)large >= GROUP_THRESHOLD &&
			near_enough(a, b, (size_t)an + bn);
}

static enum pantau_status compare(struct linker *l, uint64_t place,
		const struct story_record *other, uint32_t root, uint32_t time)
{
	const struct story_batch *b = l->batch;
	const struct text_shingles *sets = NULL;
	struct story_work *work = &b->stories->work;

	if (place >> 32 == b->stories->runs) {
		sets = &b->item[b->order[(uint32_t)place]].sketch->sets;
	} else {
		enum pantau_status status = l->lookups->shingles(
				l->lookups->context, other->id, &sets, l->err);
		if (status != PANTAU_OK) {
			return status == PANTAU_NOT_FOUND ? PANTAU_OK : status;
		}
	}
	work->compared++;
	if (pantau_texts_copies(&b->item[b->order[l->own]].sketch->sets, sets,
			GROUP_THRESHOLD, story_apart(other->stamp,
				b->run.record[l->own].stamp))) {
		work->linked++;
		link_to(l, root, time);
	}
	return PANTAU_OK;
}

static enum pantau_status consider(struct linker *l, uint64_t place)
{
	struct pantau_stories *stories = l->batch->stories;
	const struct story_run *run = run_of(l, place);
	const struct story_record *own = &l->batch->run.record[l->own];
	const struct story_record *other = &run->record[(uint32_t)place];

	stories->work.looked++;
	if (other == own || !story_near(other->stamp, own->stamp) ||
			!possible(own, other) ||
			pantau_stories_dead(stories, run, (uint32_t)place)) {
		return PANTAU_OK;
	}
	uint32_t time = other->story_stamp;
	uint32_t root = pantau_story_parents_find(&stories->parents,
			other->story, &time);
	if (linked_to(l, root) || asked_before(l, place)) {
		return PANTAU_OK;
	}
	l->checks++;
	return compare(l, place, other, root, time);
}

/* The entries of a bucket in one run, the newest first. */
static enum pantau_status walk(struct linker *l, unsigned band, uint64_t hit)
{
	const struct story_run *run = run_of(l, hit);
	const uint64_t *posting = story_band(run, band);
	size_t at = (uint32_t)hit;
	uint64_t key = posting[at - 1] >> 32;

	for (; at > 0 && posting[at - 1] >> 32 == key; at--) {
		if (at > 3) {
			__builtin_prefetch(&run->record[
					(uint32_t)posting[at - 4]]);
		}
		if (l->steps++ == GROUP_STEPS || l->checks == GROUP_CHECKS) {
			l->steps = GROUP_STEPS;
			l->batch->stories->work.cut++;
			break;
		}
		enum pantau_status status = consider(l, (hit >> 32) << 32 |
				(uint32_t)posting[at - 1]);
		if (status != PANTAU_OK) {
			return status;
		}
	}
	return PANTAU_OK;
}

/* All stories that it is linked to become the earliest, maybe its own. */
static bool settle(struct linker *l)
{
	struct pantau_stories *stories = l->batch->stories;
	struct story_record *own = &l->batch->run.record[l->own];

	own->story = own->id;
	own->story_stamp = own->stamp;
	for (unsigned i = 0; i < l->roots; i++) {
		if (story_before(l->root[i].time, l->root[i].story,
				own->story_stamp, own->story)) {
			own->story = l->root[i].story;
			own->story_stamp = l->root[i].time;
		}
	}
	for (unsigned i = 0; i < l->roots; i++) {
		if (l->root[i].story != own->story && !pantau_stories_tell(
				stories, (struct story_edge){l->root[i].story,
				own->story, own->story_stamp})) {
			return false;
		}
	}
	return true;
}

static void link_twin(struct linker *l, uint64_t place)
{
	struct pantau_stories *stories = l->batch->stories;
	const struct story_record *twin = &run_of(l, place)->record[
			(uint32_t)place];
	uint32_t time = twin->story_stamp;
	uint32_t root = pantau_story_parents_find(&stories->parents,
			twin->story, &time);

	stories->work.same++;
	link_to(l, root, time);
}

/* Asks for the memory of hits to come: of the entry, and later of the record
 * that it names. */
static void foresee(const struct linker *l, size_t at)
{
	const struct story_batch *b = l->batch;

	for (size_t i = 0; i < 2; i++) {
		size_t ahead = at + (i == 0 ? 2 : 1) * AHEAD;
		if (ahead >= b->hits) {
			continue;
		}
		uint64_t hit = b->hit[ahead].value;
		const struct story_run *run = run_of(l, hit);
		const uint64_t *entry = story_band(run, b->hit[ahead].key &
				0xff) + (uint32_t)hit - 1;
		if (i == 0) {
			__builtin_prefetch(entry);
		} else {
			__builtin_prefetch(&run->record[(uint32_t)*entry]);
		}
	}
}

enum pantau_status pantau_story_link(struct story_batch *b,
		const struct story_lookups *lookups, struct pantau_error *err)
{
	struct linker l = {.batch = b, .lookups = lookups, .err = err};
	size_t at = 0;

	for (l.own = 0; l.own < b->records; l.own++) {
		uint64_t band = UINT64_MAX;
		l.roots = 0;
		if (b->twin[l.own] != STORY_NONE) {
			link_twin(&l, b->twin[l.own]);
		}
		for (; at < b->hits && b->hit[at].key >> 8 == l.own; at++) {
			foresee(&l, at);
			if (b->hit[at].key != band) {
				band = b->hit[at].key;
				l.steps = l.checks = 0;
			} else if (l.steps >= GROUP_STEPS) {
				continue;
			}
			enum pantau_status status = walk(&l, band & 0xff,
					b->hit[at].value);
			if (status != PANTAU_OK) {
				return status;
			}
		}
		if (!settle(&l)) {
			return pantau_fail_memory(err);
		}
	}
	return PANTAU_OK;
}
