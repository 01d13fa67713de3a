/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_PARCEL_H
#define PANTAU_PARCEL_H

/*
 * What travels while inputs are read: some documents and, behind them, records
 * nobody has looked into yet. A thread turns all of it into packed documents
 * with their hashes. One owner at a time, as with a batch.
 */

#include "import/import.h"
#include "import/record.h"

/* What a thread needs; its own. */
struct parcel_worker {
	struct import_worker *import;
	struct arena arena;
};

struct parcel {
	struct record_set records;   /* in the order of the input */
	struct import_chunk chunk;   /* read behind them */
	struct import_place *bad;    /* records of the chunk to be rejected */
	size_t bads, room;
	size_t weight;               /* for who counts what is under way */
	bool no_memory;
	/* What ended the parcel before a chunk: PANTAU_OK, PANTAU_END, or what
	 * pantau_import_next said, with the error and the raw record. */
	enum pantau_status status;
	struct pantau_error err;
	struct buf raw;
};

struct parcel *pantau_parcel_create(void); /* NULL: out of memory */
void pantau_parcel_destroy(struct parcel *parcel);

bool pantau_parcel_worker_init(struct parcel_worker *worker);
void pantau_parcel_worker_finish(struct parcel_worker *worker);

/* Takes on from the import: documents one by one until there is a chunk, the
 * parcel is full, or something is wrong (status, of err's language). */
void pantau_parcel_fill(struct parcel *parcel, struct import *import,
		struct arena *arena, const struct pantau_error *like);

/* The work on it, in any thread. */
void pantau_parcel_read(struct parcel *parcel, struct parcel_worker *worker);

/* The error of the nth of the bad records: PANTAU_BAD_INPUT, or memory is out.
 * raw is lent until the parcel is filled again. */
enum pantau_status pantau_parcel_bad(struct parcel *parcel, size_t n,
		struct parcel_worker *worker, struct str *raw,
		struct pantau_error *err);

#endif
