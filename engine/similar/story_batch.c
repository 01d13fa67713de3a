/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * What a batch is like: the very same by hash, others by the keys of bands,
 * looked for in all runs and in the batch itself. They are looked for in
 * ascending order, so that memory is read from end to end.
 */

#include <stdlib.h>

#include "similar/story_state.h"

#define CROSS (UINT64_C(1) << 31) /* only looked under, not put there */
#define AHEAD 4 /* how many keys before it is needed memory is asked for */
#define FAR 8192 /* postings */

/* --- times --- */

static void see_time(struct story_clock *clock, uint32_t time)
{
	unsigned i = 0;

	if (time <= clock->newest[0]) {
		return;
	}
	for (; i + 1 < STORY_CLOCK && clock->newest[i + 1] < time; i++) {
		clock->newest[i] = clock->newest[i + 1];
	}
	clock->newest[i] = time;
}

/* The time that an undated document comes in at: what enough others have
 * reached, or else the newest of all. */
static uint32_t arrival(const struct story_clock *clock)
{
	return clock->newest[0] != 0 ? clock->newest[0] :
			clock->newest[STORY_CLOCK - 1];
}

static uint32_t middle(uint32_t a, uint32_t b, uint32_t c)
{
	uint32_t low = a < b ? a : b, high = a < b ? b : a;

	return c < low ? low : c > high ? high : c;
}

static void make_records(struct story_batch *b, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const struct story_item *item = &b->item[i];
		const struct shingles *own = &item->sketch->sets.own;
		see_time(&b->clock, item->time);
		if (own->n == 0) {
			continue;
		}
		b->order[b->records] = (uint32_t)i;
		struct story_record *record = &b->record[b->records++];
		*record = (struct story_record){.id = item->id,
				.stamp = item->time != 0 ? item->time :
				arrival(&b->clock),
				.size = story_size(own->n, own->width, false)};
		memcpy(record->odd, item->sketch->odd, sizeof(record->odd));
	}
	if (b->records != 0) {
		b->clock.reading = middle(b->record[0].stamp,
				b->record[b->records / 2].stamp,
				b->record[b->records - 1].stamp);
	}
}

enum pantau_status pantau_story_batch_init(struct story_batch *b,
		struct pantau_stories *stories, const struct story_item *item,
		size_t n, struct pantau_error *err)
{
	*b = (struct story_batch){.stories = stories, .item = item,
			.clock = stories->clock};
	b->order = malloc((n + 1) * sizeof(*b->order));
	b->record = malloc((n + 1) * sizeof(*b->record));
	b->twin = malloc((n + 1) * sizeof(*b->twin));
	b->sorted = malloc((n + 1) * 4 * sizeof(*b->sorted));
	b->cursor = malloc((stories->runs + 1) * sizeof(*b->cursor));
	if (b->order == NULL || b->record == NULL || b->twin == NULL ||
			b->sorted == NULL || b->cursor == NULL) {
		pantau_story_batch_finish(b);
		return pantau_fail_memory(err);
	}
	b->scratch = b->sorted + (n + 1) * 2;
	make_records(b, n);
	return PANTAU_OK;
}

void pantau_story_batch_finish(struct story_batch *b)
{
	free(b->order);
	free(b->record);
	free(b->twin);
	free(b->sorted);
	free(b->cursor);
	free(b->hit);
	pantau_story_run_finish(&b->run);
}

static const struct sketch *sketch_of(const struct story_batch *b,
		size_t record)
{
	return b->item[b->order[record]].sketch;
}

/* --- the very same --- */

/* What one document has found of its kind so far. */
struct twins {
	uint32_t record;
	unsigned steps;
	bool fresh; /* one of them is in buckets, and no older than may be */
};

static uint32_t apart(uint32_t a, uint32_t b)
{
	return a > b ? a - b : b - a;
}

/* Such a text is compared with no other: it needs no buckets. */
static bool is_short(const struct story_record *record)
{
	return record->size >> 3 < STORY_LEAST;
}

/* Is there nothing more to look for? */
static bool settled(const struct story_batch *b, const struct twins *t)
{
	return t->fresh || (b->twin[t->record] != STORY_NONE &&
			is_short(&b->record[t->record]));
}

/* One with the same hash; is there more to look for? */
static bool meet(struct story_batch *b, struct twins *t,
		const struct story_record *other, uint64_t place)
{
	const struct story_record *own = &b->record[t->record];

	/* But for the last bit, which is about buckets. */
	if ((other->size ^ own->size) <= 1 &&
			story_near(other->stamp, own->stamp)) {
		if (b->twin[t->record] == STORY_NONE) {
			b->twin[t->record] = place;
		}
		t->fresh = t->fresh || (story_posted(other) &&
				apart(other->stamp, own->stamp) <= STORY_FRESH);
	}
	return ++t->steps < GROUP_STEPS && !settled(b, t);
}

static void meet_in_run(struct story_batch *b, struct twins *t, size_t number,
		uint64_t hash)
{
	const struct story_run *run = &b->stories->run[number];
	uint32_t items = run->header->items;
	size_t at = b->cursor[number];

	/* The newest is the last of those with the same hash. */
	at = hash != UINT64_MAX ? pantau_story_seek(run->hash, items, at,
			hash + 1) : items;
	b->cursor[number] = at;
	for (bool more = true; more && at > 0 && run->hash[at - 1] == hash;
			at--) {
		uint32_t record = run->owner[at - 1];
		more = pantau_stories_dead(b->stories, run, record) ?
				++t->steps < GROUP_STEPS : meet(b, t,
				&run->record[record],
				(uint64_t)number << 32 | record);
	}
}

/* Of the documents at sorted[first..n), the first of which has another hash
 * than the one before it, those that have the same. */
static void find_twins(struct story_batch *b, size_t first, size_t at)
{
	uint64_t hash = b->sorted[at].key;
	struct twins t = {.record = (uint32_t)b->sorted[at].value};
	struct story_record *own = &b->record[t.record];
	bool more = true;

	b->twin[t.record] = STORY_NONE;
	for (size_t i = at; i > first && more; i--) {
		uint32_t other = (uint32_t)b->sorted[i - 1].value;
		more = meet(b, &t, &b->record[other],
				(uint64_t)b->stories->runs << 32 | other);
	}
	for (size_t run = b->stories->runs; run > 0 && more; run--) {
		meet_in_run(b, &t, run - 1, hash);
		more = t.steps < GROUP_STEPS && !settled(b, &t);
	}
	if (!t.fresh && !is_short(own)) {
		own->size |= 1;
		b->posted++;
	}
}

static void find_all_twins(struct story_batch *b)
{
	size_t first = 0;

	for (uint32_t i = 0; i < b->records; i++) {
		b->sorted[i] = (struct radix_item){sketch_of(b, i)->hash, i};
	}
	pantau_radix_sort(b->sorted, b->scratch, b->records);
	memset(b->cursor, 0, b->stories->runs * sizeof(*b->cursor));
	for (uint32_t i = 0; i < b->records; i++) {
		first = i > 0 && b->sorted[i].key == b->sorted[i - 1].key ?
				first : i;
		find_twins(b, first, i);
	}
}

/* --- those that share a bucket --- */

static bool add_hit(struct story_batch *b, uint64_t record, unsigned band,
		size_t run, size_t place)
{
	if (b->hits == b->hit_room) {
		size_t room = b->hit_room != 0 ? b->hit_room * 2 : 1024;
		struct radix_item *hit = realloc(b->hit, room * sizeof(*hit));
		if (hit == NULL) {
			return false;
		}
		b->hit = hit;
		b->hit_room = room;
	}
	b->hit[b->hits++] = (struct radix_item){record << 8 | band,
			(uint64_t)run << 32 | place};
	return true;
}

static size_t sort_keys(struct story_batch *b, unsigned band)
{
	size_t n = 0;

	for (uint32_t i = 0; i < b->records; i++) {
		const struct sketch *sketch = sketch_of(b, i);
		if (!story_posted(&b->record[i])) {
			continue;
		}
		b->sorted[n++] = (struct radix_item){sketch->key[band], i};
		if (band < SKETCH_CROSS && sketch->cross != NULL) {
			b->sorted[n++] = (struct radix_item){
					sketch->cross[band], i | CROSS};
		}
	}
	pantau_radix_sort(b->sorted, b->scratch, n);
	return n;
}

/* A key in all runs, the newest first. Where entries with it end is a hit. */
static bool probe(struct story_batch *b, unsigned band, uint32_t key,
		uint32_t record)
{
	for (size_t i = b->stories->runs; i > 0; i--) {
		const struct story_run *run = &b->stories->run[i - 1];
		size_t at = pantau_story_run_end(run, band, key);
		if (at > 0 && story_band(run, band)[at - 1] >> 32 == key &&
				!add_hit(b, record, band, i - 1, at)) {
			return false;
		}
	}
	return true;
}

/* Asks for the memory where a key should be, in runs that no cache holds. */
static void foresee(const struct story_batch *b, unsigned band, uint32_t key)
{
	for (size_t i = 0; i < b->stories->runs; i++) {
		const struct story_run *run = &b->stories->run[i];
		if (run->header->posted >= FAR) {
			struct story_range r = story_range(run, band, key);
			__builtin_prefetch(r.posting + r.guess);
		}
	}
}

static bool probe_band(struct story_batch *b, unsigned band)
{
	uint64_t *posting = story_band(&b->run, band);
	size_t n = sort_keys(b, band), put = 0;

	for (size_t i = 0; i < n; i++) {
		uint32_t key = (uint32_t)b->sorted[i].key;
		uint32_t record = (uint32_t)(b->sorted[i].value & ~CROSS);
		if (i + AHEAD < n) {
			foresee(b, band, (uint32_t)b->sorted[i + AHEAD].key);
		}
		/* Those of the batch that are put came before. A document
		 * meets itself where its keys of both widths are one. */
		if (put > 0 && posting[put - 1] >> 32 == key && !add_hit(b,
				record, band, b->stories->runs, put)) {
			return false;
		}
		if (!probe(b, band, key, record)) {
			return false;
		}
		if ((b->sorted[i].value & CROSS) == 0) {
			posting[put++] = (uint64_t)key << 32 | record;
		}
	}
	return true;
}

bool pantau_story_batch_probe(struct story_batch *b)
{
	find_all_twins(b);
	if (!pantau_story_run_init(&b->run, b->records, b->posted)) {
		return false;
	}
	for (uint32_t i = 0; i < b->records; i++) {
		b->run.hash[i] = b->sorted[i].key;
		b->run.owner[i] = (uint32_t)b->sorted[i].value;
		b->run.record[i] = b->record[i];
	}
	for (unsigned band = 0; band < STORY_BANDS; band++) {
		if (!probe_band(b, band)) {
			return false;
		}
	}
	/* By document, then by band; the newest runs stay first. */
	struct radix_item *scratch = malloc((b->hits + 1) * sizeof(*scratch));
	if (scratch == NULL) {
		return false;
	}
	pantau_radix_sort(b->hit, scratch, b->hits);
	free(scratch);
	return true;
}
