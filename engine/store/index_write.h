/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_STORE_INDEX_WRITE_H
#define PANTAU_STORE_INDEX_WRITE_H

/*
 * The writer's side of the index: what batches bring is joined in memory and
 * goes to the file as one segment a flush, in the transaction of the rows. A
 * load of many documents leaves segments of disjoint ranges of ids, that is of
 * time. FTS5 has no part in it; it merges segments later.
 */

#include "store/accumulate.h"
#include "store/store.h"

struct index_writer;

struct index_writer *pantau_index_writer_create(struct store *store);
void pantau_index_writer_destroy(struct index_writer *writer);
/* After a rollback: nothing is waiting any more. */
void pantau_index_writer_forget(struct index_writer *writer);

/* Adds new documents (pantau_accumulator_add): ids ascend from call to call. */
enum pantau_status pantau_index_add(struct index_writer *writer,
		const struct inverted *batch, const int64_t *ids, size_t docs,
		struct pantau_error *err);
/* One new document by its packed streams; id greater than all before. Those of a
 * pantau_index_add that follows are greater still, so that a batch comes one way
 * or the other. */
enum pantau_status pantau_index_put(struct index_writer *writer, int64_t id,
		struct str title, struct str text, struct pantau_error *err);

/* A document whose text changed, or (title and text empty) left. It may be
 * waiting here or in the file; of several changes to one id the order of the
 * calls is theirs. Streams are copied. */
enum pantau_status pantau_index_change(struct index_writer *writer, int64_t id,
		struct str old_title, struct str old_text, struct str title,
		struct str text, struct pantau_error *err);

/* Whether so much waits in memory that it is time to flush. */
bool pantau_index_full(const struct index_writer *writer);

/* Writes what waits: inside the caller's transaction, which has to be rolled
 * back (and forget called) when it fails. *pages: leaves written. */
enum pantau_status pantau_index_flush(struct index_writer *writer,
		uint64_t *pages, struct pantau_error *err);

#endif
