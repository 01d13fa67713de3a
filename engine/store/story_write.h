/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_STORE_STORY_WRITE_H
#define PANTAU_STORE_STORY_WRITE_H

/*
 * The writer's side of stories: the engine of similar/story.h between the
 * commits of one process and from one process to the next. Its state is read
 * when the first documents come, and what has changed of it is written before
 * every commit, in the transaction of the rows.
 *
 * In the file a run lies in rows of story_run of STORY_PIECE bytes, numbered
 * run << STORY_PIECE_BITS | piece; number 0 is the head. story_parent holds the
 * edges in force.
 */

#include "similar/story.h"
#include "store/store_parts.h"

#define STORY_PIECE_BITS 20
#define STORY_PIECE ((size_t)256 << 10)

struct story_writer;

struct story_writer *pantau_story_writer_create(struct store *store); /* NULL:
	no memory */
void pantau_story_writer_destroy(struct story_writer *writer);

/* A document whose row is put, or was there (edited) and has other words or
 * another time now. Its sketch is lent until add. PANTAU_NO_MEMORY. */
enum pantau_status pantau_story_writer_note(struct story_writer *writer,
		const struct story_item *item, bool edited,
		struct pantau_error *err);

/*
 * The stories of what was noted go into COLUMN_STORY; last is the greatest row
 * id. Inside the transaction, which has to be rolled back (and forget called)
 * when it fails. PANTAU_DAMAGED where the state cannot be read, and what
 * pantau_stories_add_batch fails with.
 */
enum pantau_status pantau_story_writer_add(struct story_writer *writer,
		struct column_writer *columns, int64_t last,
		struct pantau_error *err);

/* All that is known is dropped, in the file too: every row will be told anew.
 * Inside the transaction, as above. */
enum pantau_status pantau_story_writer_anew(struct story_writer *writer,
		struct pantau_error *err);
/* The same as add, but rows are left to the caller: story[id] is set to what
 * goes into the column. None of what was noted was edited. */
enum pantau_status pantau_story_writer_find(struct story_writer *writer,
		uint32_t *story, struct pantau_error *err);

/* What has changed goes to the file; inside the transaction, as above. */
enum pantau_status pantau_story_writer_flush(struct story_writer *writer,
		struct pantau_error *err);

/* Whether the state in the file can be read, for verify; nothing is written.
 * PANTAU_DAMAGED, PANTAU_NO_MEMORY. */
enum pantau_status pantau_story_writer_check(struct store *store,
		struct pantau_error *err);

/* After a rollback: the state is read again from the file. */
void pantau_story_writer_forget(struct story_writer *writer);

#endif
