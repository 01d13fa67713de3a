/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Blocks of sorted arrays: made, merged, checked, searched. */

#include "similar/story_run.h"

#include <stdlib.h>

#include "base/hash.h"
#include "base/pages.h"

#define MAGIC "pantau-r"
#define ORDER UINT32_C(0x01020304)

_Static_assert(sizeof(struct story_header) == 64, "no holes");
_Static_assert(sizeof(struct story_record) == 36, "no holes");

static size_t block_size(uint32_t items, uint32_t posted)
{
	return sizeof(struct story_header) + (size_t)items *
			(sizeof(uint64_t) + sizeof(struct story_record) +
			sizeof(uint32_t)) + (size_t)posted * STORY_BANDS *
			sizeof(uint64_t);
}

#define SPARSE 16 /* postings, or up to twice as many, to a value of bits */

static size_t starts(unsigned bits)
{
	return STORY_BANDS * (((size_t)1 << bits) + 1);
}

/* The arrays of a block for so many, of which header and starts are new. */
static bool lay_out(struct story_run *run, void *block, uint32_t items,
		uint32_t posted)
{
	*run = (struct story_run){.header = NULL};
	while ((posted >> run->bits) >= 2 * SPARSE) {
		run->bits++;
	}
	run->start = malloc(starts(run->bits) * sizeof(*run->start));
	if (run->start == NULL) {
		return false;
	}
	run->header = block;
	run->size = block_size(items, posted);
	run->hash = (uint64_t *)(run->header + 1);
	run->posting = run->hash + items;
	run->record = (struct story_record *)(run->posting +
			(size_t)posted * STORY_BANDS);
	run->owner = (uint32_t *)(run->record + items);
	return true;
}

static void find_starts(struct story_run *run)
{
	size_t values = (size_t)1 << run->bits, posted = run->header->posted;

	for (unsigned band = 0; band < STORY_BANDS; band++) {
		const uint64_t *posting = story_band(run, band);
		uint32_t *start = run->start + band * (values + 1);
		size_t value = 0;
		for (size_t i = 0; i < posted; i++) {
			size_t here = run->bits == 0 ? 0 : (size_t)
					(posting[i] >> (64 - run->bits));
			while (value <= here) {
				start[value++] = (uint32_t)i;
			}
		}
		while (value <= values) {
			start[value++] = (uint32_t)posted;
		}
	}
}

size_t pantau_story_run_bytes(const struct story_run *run)
{
	return run->size + starts(run->bits) * sizeof(*run->start);
}

bool pantau_story_run_init(struct story_run *run, uint32_t items,
		uint32_t posted)
{
	void *block = malloc(block_size(items, posted));

	if (block == NULL || !lay_out(run, block, items, posted)) {
		free(block);
		*run = (struct story_run){.header = NULL};
		return false;
	}
	pantau_pages_huge(block, run->size);
	*run->header = (struct story_header){.magic = MAGIC, .order = ORDER,
			.items = items, .posted = posted};
	return true;
}

void pantau_story_run_finish(struct story_run *run)
{
	free(run->header);
	free(run->start);
	*run = (struct story_run){.header = NULL};
}

static uint64_t checksum(const struct story_run *run)
{
	size_t skip = offsetof(struct story_header, order);

	return pantau_hash(str_make((const char *)run->header + skip,
			run->size - skip), 0);
}

void pantau_story_run_seal(struct story_run *run, uint32_t number,
		uint32_t level)
{
	struct story_header *h = run->header;

	h->number = number;
	h->level = level;
	h->oldest = UINT32_MAX;
	h->newest = 0;
	for (uint32_t i = 0; i < h->items; i++) {
		uint32_t stamp = run->record[i].stamp;
		h->oldest = stamp < h->oldest ? stamp : h->oldest;
		h->newest = stamp > h->newest ? stamp : h->newest;
	}
	h->checksum = checksum(run);
	find_starts(run);
}

/* --- from bytes --- */

static bool ascending(const uint64_t *entry, size_t n)
{
	for (size_t i = 1; i < n; i++) {
		if (entry[i - 1] > entry[i]) {
			return false;
		}
	}
	return true;
}

/* Whatever the bytes are, nothing outside the block will be read. */
static bool sound(const struct story_run *run)
{
	const struct story_header *h = run->header;

	if (!ascending(run->hash, h->items)) {
		return false;
	}
	for (uint32_t i = 0; i < h->items; i++) {
		if (run->owner[i] >= h->items || run->record[i].id == 0 ||
				run->record[i].story == 0) {
			return false;
		}
	}
	for (unsigned band = 0; band < STORY_BANDS; band++) {
		const uint64_t *posting = story_band(run, band);
		for (uint32_t i = 0; i < h->posted; i++) {
			if ((uint32_t)posting[i] >= h->items) {
				return false;
			}
		}
		if (!ascending(posting, h->posted)) {
			return false;
		}
	}
	return true;
}

bool pantau_story_run_take(struct story_run *run, void *block, size_t n,
		bool *memory)
{
	const struct story_header *h = block;

	*run = (struct story_run){.header = NULL};
	*memory = false;
	if (n < sizeof(*h) || memcmp(h->magic, MAGIC, sizeof(h->magic)) != 0 ||
			h->order != ORDER || h->items > STORY_INDEX_MAX ||
			h->posted > h->items ||
			n != block_size(h->items, h->posted)) {
		return false;
	}
	if (!lay_out(run, block, h->items, h->posted)) {
		*memory = true;
		return false;
	}
	if (checksum(run) != h->checksum || !sound(run)) {
		run->header = NULL;
		pantau_story_run_finish(run);
		return false;
	}
	run->stored = true;
	find_starts(run);
	return true;
}

/* --- two to one --- */

static uint32_t moved(const struct story_part *part, uint32_t record)
{
	return part->map != NULL ? part->map[record] : part->base + record;
}

/* Entries of one band, where all go somewhere: without a branch on the order,
 * which nothing could foretell. */
static void merge_whole(const struct story_part part[2], unsigned band,
		uint64_t *out)
{
	const uint64_t *a = story_band(part[0].run, band);
	const uint64_t *b = story_band(part[1].run, band);
	size_t an = part[0].posted, bn = part[1].posted, i = 0, k = 0;

	while (i < an && k < bn) {
		uint64_t x = a[i] + part[0].base, y = b[k] + part[1].base;
		bool first = x <= y;
		*out++ = first ? x : y;
		i += first;
		k += !first;
	}
	for (; i < an; i++) {
		*out++ = a[i] + part[0].base;
	}
	for (; k < bn; k++) {
		*out++ = b[k] + part[1].base;
	}
}

/* The next entry that goes anywhere, moved; UINT64_MAX at the end, which no
 * entry is. */
static uint64_t next_kept(const struct story_part *part, const uint64_t *entry,
		size_t n, size_t *at)
{
	while (*at < n) {
		uint64_t e = entry[(*at)++];
		uint32_t to = moved(part, (uint32_t)e);
		if (to != UINT32_MAX) {
			return (e & ~(uint64_t)UINT32_MAX) | to;
		}
	}
	return UINT64_MAX;
}

static void merge_kept(const struct story_part part[2], unsigned band,
		uint64_t *out, size_t n)
{
	const uint64_t *entry[2] = {NULL, NULL};
	size_t from[2] = {0, 0}, at[2] = {0, 0};
	uint64_t next[2];

	for (int p = 0; p < 2; p++) {
		if (part[p].run != NULL) {
			entry[p] = story_band(part[p].run, band);
			from[p] = part[p].run->header->posted;
		}
		next[p] = next_kept(&part[p], entry[p], from[p], &at[p]);
	}
	for (size_t i = 0; i < n; i++) {
		int p = next[1] < next[0];
		out[i] = next[p];
		next[p] = next_kept(&part[p], entry[p], from[p], &at[p]);
	}
}

/* The same by hash; of equal ones the earlier part's come first. */
static void merge_hashes(struct story_run *out,
		const struct story_part part[2])
{
	uint32_t at[2] = {0, 0}, items[2], n = 0;

	for (int p = 0; p < 2; p++) {
		items[p] = part[p].run != NULL ? part[p].run->header->items : 0;
	}
	while (at[0] < items[0] || at[1] < items[1]) {
		int p = at[0] == items[0] || (at[1] < items[1] &&
				part[1].run->hash[at[1]] <
				part[0].run->hash[at[0]]);
		uint32_t i = at[p]++;
		uint32_t to = moved(&part[p], part[p].run->owner[i]);
		if (to != UINT32_MAX) {
			out->hash[n] = part[p].run->hash[i];
			out->owner[n++] = to;
		}
	}
}

static void move_records(struct story_run *out, const struct story_part *part)
{
	uint32_t items = part->run != NULL ? part->run->header->items : 0;

	for (uint32_t i = 0; i < items; i++) {
		uint32_t to = moved(part, i);
		if (to != UINT32_MAX) {
			out->record[to] = part->run->record[i];
		}
	}
}

bool pantau_story_run_merge(struct story_run *out,
		const struct story_part part[2])
{
	uint32_t posted = part[0].posted + part[1].posted;
	bool whole = part[0].run != NULL && part[1].run != NULL &&
			part[0].map == NULL && part[1].map == NULL;

	if (!pantau_story_run_init(out, part[0].items + part[1].items,
			posted)) {
		return false;
	}
	move_records(out, &part[0]);
	move_records(out, &part[1]);
	merge_hashes(out, part);
	for (unsigned band = 0; band < STORY_BANDS; band++) {
		if (whole) {
			merge_whole(part, band, story_band(out, band));
		} else {
			merge_kept(part, band, story_band(out, band), posted);
		}
	}
	return true;
}

/* --- search --- */

#define NEAR 16 /* entries looked at one by one */

static size_t halve(const uint64_t *entry, size_t low, size_t high,
		uint64_t least)
{
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (entry[middle] < least) {
			low = middle + 1;
		} else {
			high = middle;
		}
	}
	return low;
}

size_t pantau_story_run_end(const struct story_run *run, unsigned band,
		uint32_t key)
{
	struct story_range r = story_range(run, band, key);
	uint64_t least = (uint64_t)key << 32 | UINT32_MAX;
	size_t at = r.guess;

	/* No record is UINT32_MAX, so that no entry is 'least'. */
	if (at < r.high && r.posting[at] < least) {
		size_t most = r.high - at > NEAR ? at + NEAR : r.high;
		while (++at < most && r.posting[at] < least) {
		}
		return at < most || at == r.high ? at : halve(r.posting, at,
				r.high, least);
	}
	size_t most = at - r.low > NEAR ? at - NEAR : r.low;
	while (at > most && r.posting[at - 1] > least) {
		at--;
	}
	return at > most || at == r.low ? at : halve(r.posting, r.low, at,
			least);
}

size_t pantau_story_seek(const uint64_t *entry, size_t n, size_t from,
		uint64_t least)
{
	size_t low = from, step = 1;

	while (low + step <= n && entry[low + step - 1] < least) {
		low += step;
		step *= 2;
	}
	return halve(entry, low, low + step < n ? low + step : n, least);
}
