/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_IDENTITY_H
#define PANTAU_IDENTITY_H

/*
 * Who documents are, run by run of the sorter: ordinals of records without an
 * id, what the store has already, what is certainly new. Whatever their number,
 * it takes 17 MiB and what one run takes; the rest is in a file.
 */

#include "base/error.h"
#include "import/record.h"

struct store;
struct identity;

/* store: NULL for one that is known to be empty. folder (lent) is for a file
 * without a name. */
enum pantau_status pantau_identity_create(struct store *store,
		const char *folder, struct identity **out,
		struct pantau_error *err);
void pantau_identity_destroy(struct identity *identity);

/*
 * The next documents in the order of the input; their heads hold the key and
 * content, the former as of a first record (ordinal 0). Sets the final keys,
 * marks what is unchanged as RECORD_DROPPED (*dropped counts) and what may be
 * new and alone as RECORD_FRESH. last: no more follow.
 */
enum pantau_status pantau_identity_settle(struct identity *identity,
		struct record_set *run, bool last, size_t *dropped,
		struct pantau_error *err);

/* After the last settle: whether a RECORD_FRESH is really alone in this run. */
bool pantau_identity_fresh(const struct identity *identity,
		const unsigned char key[16]);
/* It will be asked for this key soon. */
void pantau_identity_soon(const struct identity *identity,
		const unsigned char key[16]);

#endif
