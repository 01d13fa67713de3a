/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_SIMILAR_STORY_RUN_H
#define PANTAU_SIMILAR_STORY_RUN_H

/*
 * A run of documents that came one after another: their records in order of
 * arrival, the hashes of their sets in ascending order, and for each band the
 * postings (key, record) in ascending order. Runs are merged, never changed: a
 * log-structured merge tree (O'Neil, Cheng, Gawlick, O'Neil, "The
 * Log-Structured Merge-Tree", 1996) without levels on a disk.
 *
 * A run is one block of memory, which is at the same time what is stored: a
 * header with a checksum, then the arrays, little end first. It is read where
 * it lies, so that loading is copying. Beside it stands where the postings of
 * each band begin for every value of the first bits of a key, 2 to 4 bytes a
 * document: keys are spread like hashes, so that a posting is found where it
 * should lie.
 */

#include "similar/sketch.h"

#define STORY_INDEX_MAX (UINT32_MAX - 1)

/* A document. */
struct story_record {
	uint32_t id;
	uint32_t stamp;       /* time of publication, else of arrival */
	uint32_t story;       /* when it came in, or later */
	uint32_t story_stamp; /* of that story's earliest item */
	uint32_t size;        /* story_size() */
	uint32_t odd[SKETCH_ODD / 32];
};

/* How many shingles, how wide, and whether there are postings. */
static inline uint32_t story_size(size_t n, unsigned width, bool posted)
{
	uint32_t most = UINT32_MAX >> 3;

	return (n < most ? (uint32_t)n : most) << 3 | width << 1 |
			(uint32_t)posted;
}

static inline bool story_posted(const struct story_record *record)
{
	return (record->size & 1) != 0;
}

struct story_header {
	char magic[8];
	uint64_t checksum; /* of all that follows */
	uint32_t order;    /* of the bytes of a number */
	uint32_t number;   /* of the run, given once */
	uint32_t level;    /* how often it was merged */
	uint32_t items;
	uint32_t posted;   /* of them, which have postings */
	uint32_t oldest, newest; /* stamps */
	uint32_t zero[5];
};

struct story_run {
	struct story_header *header; /* the block */
	size_t size;                 /* of it, in bytes */
	uint64_t *hash;              /* ascending; items */
	uint64_t *posting;           /* key << 32 | record; posted a band */
	struct story_record *record;
	uint32_t *owner;             /* the record of each hash */
	uint32_t *start;             /* 2^bits + 1 a band: first postings */
	unsigned bits;
	bool stored;                 /* the caller has its bytes */
	bool changed;                /* they are others by now */
};

/* Memory held. */
size_t pantau_story_run_bytes(const struct story_run *run);

/* A block for so many; all of it is to be filled, then sealed. False when
 * memory is out. */
bool pantau_story_run_init(struct story_run *run, uint32_t items,
		uint32_t posted);
void pantau_story_run_finish(struct story_run *run);
void pantau_story_run_seal(struct story_run *run, uint32_t number,
		uint32_t level);
/* A run of a block of malloc, which it takes over if it is sound. False when it
 * is damaged, of another order of bytes, or when memory is out (*memory). */
bool pantau_story_run_take(struct story_run *run, void *block, size_t n,
		bool *memory);

static inline uint64_t *story_band(const struct story_run *run, unsigned band)
{
	return run->posting + (size_t)band * run->header->posted;
}

/* Where a record of one run goes in another; by map, where there is one. */
struct story_part {
	const struct story_run *run;
	const uint32_t *map;  /* UINT32_MAX: nowhere */
	uint32_t base;        /* what is added without a map */
	uint32_t items, posted; /* that go anywhere */
};

/* The run of two, the earlier first, unsealed. False when memory is out. */
bool pantau_story_run_merge(struct story_run *out,
		const struct story_part part[2]);

/* The postings of a band among which a key is. */
struct story_range {
	const uint64_t *posting;
	size_t low, high, guess; /* where it should be: from low to high */
};

static inline struct story_range story_range(const struct story_run *run,
		unsigned band, uint32_t key)
{
	const uint32_t *start = run->start + (size_t)band *
			(((size_t)1 << run->bits) + 1);
	uint64_t place = (uint64_t)key << run->bits;
	size_t at = (size_t)(place >> 32);
	struct story_range r = {.posting = story_band(run, band),
			.low = start[at], .high = start[at + 1]};

	r.guess = r.low + (size_t)((r.high - r.low) * (place & UINT32_MAX) >>
			32);
	return r;
}

/*
 * Where the postings of a key end in a band: behind the last one, or where they
 * would be. Some log n steps whatever the keys are.
 */
size_t pantau_story_run_end(const struct story_run *run, unsigned band,
		uint32_t key);

/* The first of n ascending entries at or after 'from' that is not under
 * 'least': doubling steps, then halves. */
size_t pantau_story_seek(const uint64_t *entry, size_t n, size_t from,
		uint64_t least);

#endif
