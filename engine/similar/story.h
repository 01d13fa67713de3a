/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_SIMILAR_STORY_H
#define PANTAU_SIMILAR_STORY_H

/*
 * Stories: documents that copies link, found as they come in. Two documents are
 * linked when their J (shingle.h) reaches GROUP_THRESHOLD, they agree in what
 * copies agree in (copy.h), and they were published at most STORY_WINDOW apart;
 * a story is what links hold together.
 * Documents with the very same shingles are linked by the hash of their sets,
 * others are proposed by keys of MinHash (minhash.h) and compared: a pair may
 * be missed, none is made up. A text of under STORY_LEAST shingles is a copy of
 * the very same only: of five words, four are said by many who do not know each
 * other ('PSBB diperpanjang lagi').
 *
 * A story's id is the id of its earliest item, by time, then by id. A row's
 * story is told once, when it comes in. Where stories turn out to be one, or an
 * earlier item comes late, edges from story to parent are told instead, which
 * readers follow (pantau_stories_find); no row is told anew.
 *
 * Ids are those of rows: never 0, and never again once they were forgotten: an
 * edited document that comes back under the id of a story that others belong to
 * would find itself among them. What is to come back is replaced instead.
 *
 * The window. Time 0 is a document without a date, whose time is that of its
 * arrival: the newest at hand. What is older than STORY_WINDOW before the
 * newest, and further than that from what is coming in (an archive read
 * backwards), is no longer held: it goes when its run is merged (story_run.h),
 * or once it is half of a run. The newest time is one that STORY_CLOCK
 * documents have reached, so that a few from the future do no harm; until so
 * many with a date have come, everything stays.
 *
 * Work is bounded whatever the texts are. For each band at most GROUP_STEPS
 * documents of a bucket are looked at, newest first, and GROUP_CHECKS of them
 * compared; those of its own story, those compared before and those whose
 * number of shingles or odd sketch (sketch.h) rules it out are passed over. A
 * document that is the very same as another of STORY_FRESH is not put into
 * buckets again, so that a flood of copies hides nothing.
 *
 * Memory: at most 180 bytes a document held, 48 for one that is not put into
 * buckets; and 12 to 48 for an edge, all of which are kept.
 *
 * Same documents in the same order and batches, same stories, in one process or
 * resumed in many. One thread at a time.
 */

#include "base/error.h"
#include "similar/group.h"
#include "similar/sketch.h"
#include "similar/story_parent.h"

#define STORY_WINDOW (30 * UINT32_C(86400)) /* seconds */
#define STORY_FRESH (3 * UINT32_C(86400))
#define STORY_CLOCK 16
#define STORY_LEAST 5 /* shingles */
#define STORY_BATCH 65536 /* documents */

struct pantau_stories;

struct story_item {
	uint32_t id;                 /* of its row */
	uint32_t time;               /* seconds since 1970; 0: undated */
	const struct sketch *sketch; /* lent for the call */
};

/* What the engine asks its caller for. */
struct story_lookups {
	void *context;
	/*
	 * The sets of a document of an earlier batch, lent until the next
	 * call. PANTAU_NOT_FOUND: it is gone, and passed over. Anything else
	 * but PANTAU_OK ends the batch, with err filled.
	 */
	enum pantau_status (*shingles)(void *context, uint32_t id,
			const struct text_shingles **out,
			struct pantau_error *err);
};

/* What was done, for measuring. */
struct story_work {
	uint64_t items;      /* with any term */
	uint64_t same;       /* linked by their hash */
	uint64_t looked;     /* looked at in buckets */
	uint64_t compared;   /* pairs */
	uint64_t linked;     /* of them */
	uint64_t cut;        /* bands with more than was looked at */
	uint64_t edges;      /* told */
	uint64_t held;       /* documents, now */
	uint64_t posted;     /* of them, in buckets */
	uint64_t runs;
	uint64_t bytes;      /* memory held, without scratch */
};

enum pantau_status pantau_stories_create(struct pantau_stories **out,
		struct pantau_error *err);
void pantau_stories_destroy(struct pantau_stories *stories);

/*
 * Adds n documents in order of arrival; story[i] is the story of item[i] at
 * that time. PANTAU_USAGE (an id of 0, over STORY_BATCH), PANTAU_DAMAGED (runs
 * are missing after a resume), PANTAU_LIMIT (4 billion held), PANTAU_NO_MEMORY,
 * or what a look-up failed with: nothing was added then.
 */
enum pantau_status pantau_stories_add_batch(struct pantau_stories *stories,
		const struct story_item *item, size_t n,
		const struct story_lookups *lookups, uint32_t *story,
		struct pantau_error *err);

/* The story that a story is now part of, or itself. */
uint32_t pantau_stories_find(struct pantau_stories *stories, uint32_t story);

/*
 * Documents that are deleted or edited: they are proposed no more. A story that
 * has the id of one of them, and others in the window, gets the id of the
 * earliest of those, which is told as an edge. Unknown ids are passed over.
 * Linear in what is held, so once for many. PANTAU_NO_MEMORY: nothing has
 * changed.
 */
enum pantau_status pantau_stories_forget(struct pantau_stories *stories,
		const uint32_t *id, size_t n, struct pantau_error *err);

/*
 * Gives a story the id of another of its items: for a caller who knows of items
 * before the window that 'forget' does not. Edges are told: story -> heir, and
 * heir -> heir where heir was part of another story (its edge is void).
 * PANTAU_NO_MEMORY: nothing has changed.
 */
enum pantau_status pantau_stories_rename(struct pantau_stories *stories,
		uint32_t story, uint32_t heir, uint32_t time,
		struct pantau_error *err);

/* A document that comes back under its id, and who tells its story then. */
struct story_leaver {
	uint32_t id;
	uint32_t heir; /* 0: nobody */
	uint32_t time; /* of the story's earliest item, without it */
};

/* The stories that are part of those of leavers, which are sorted by id, each
 * once: *part, in ascending order, to be freed by the caller. PANTAU_NO_MEMORY. */
enum pantau_status pantau_stories_parts(struct pantau_stories *stories,
		const struct story_leaver *leaver, size_t n, uint32_t **part,
		size_t *parts, struct pantau_error *err);

/*
 * Documents that are edited: they are forgotten, and nothing that is held tells
 * of their ids any more, so that they may come again. leaver is sorted by id,
 * each once. The items of a story with such an id, and the stories that are
 * part of it, are told the heir's instead, which is its earliest item but for
 * the leavers, and the caller's to name; where the story was part of another,
 * they are told that one, and heir and time are filled in. Edges are told.
 * Linear in what is held. PANTAU_NO_MEMORY: nothing has changed.
 */
enum pantau_status pantau_stories_replace(struct pantau_stories *stories,
		struct story_leaver *leaver, size_t n, struct pantau_error *err);

struct story_work pantau_stories_work(const struct pantau_stories *stories);

/* --- to store, and to go on in another process (story_save.c) --- */

/* What has changed since pantau_stories_stored. */
struct story_changes {
	const struct story_edge *edge; /* in order; a story's last one counts,
	                                  one to itself voids it */
	size_t edges;
	const uint32_t *write;         /* numbers of runs to write */
	size_t writes;
	const uint32_t *gone;          /* numbers of runs to delete */
	size_t gones;
};

/* Lent until the next call with stories. PANTAU_NO_MEMORY. */
enum pantau_status pantau_stories_changes(struct pantau_stories *stories,
		struct story_changes *out, struct pantau_error *err);
/* The changes are stored. Without it they add up. */
void pantau_stories_stored(struct pantau_stories *stories);

/* The bytes of a run, lent until the next call with stories; they stay the same
 * as long as the run is there, but for what is replaced (then it is among those
 * to write again). p is NULL where it is not. */
struct str pantau_stories_run(const struct pantau_stories *stories,
		uint32_t number);
/* The bytes of all else but edges: 16 for each run, 8 for each document
 * forgotten, and 104. To be written after every batch. PANTAU_NO_MEMORY. */
enum pantau_status pantau_stories_head(const struct pantau_stories *stories,
		struct buf *out, struct pantau_error *err);

/*
 * In a fresh one: first the head, then all runs in any order, and all edges.
 * Bytes are copied. What is damaged, of another batch or not to be expected is
 * refused as PANTAU_DAMAGED and may be given again; PANTAU_NO_MEMORY.
 */
enum pantau_status pantau_stories_resume(struct pantau_stories *stories,
		struct str head, struct pantau_error *err);
enum pantau_status pantau_stories_load_run(struct pantau_stories *stories,
		struct str run, struct pantau_error *err);
/* The same for a block of malloc, which is taken over where it succeeds. */
enum pantau_status pantau_stories_take_run(struct pantau_stories *stories,
		void *block, size_t n, struct pantau_error *err);
enum pantau_status pantau_stories_load_edge(struct pantau_stories *stories,
		struct story_edge edge, struct pantau_error *err);

#endif
