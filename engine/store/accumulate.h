/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_STORE_ACCUMULATE_H
#define PANTAU_STORE_ACCUMULATE_H

/*
 * What becomes one segment: the doclists of many batches, joined by term in
 * memory. A doclist grows in slices that double, as in Lucene's and Buettcher's
 * (Buettcher, Clarke and Cormack, Information Retrieval, 2010, 4.5.2) in-memory
 * indexes; batches come in ascending row ids, so that nothing is ever moved.
 */

#include "store/invert.h"

struct accumulator;

struct accumulator *pantau_accumulator_create(void); /* NULL: no memory */
void pantau_accumulator_destroy(struct accumulator *accumulator);
/* Forgets everything. */
void pantau_accumulator_clear(struct accumulator *accumulator);

/*
 * Adds a batch of docs documents: ids[doc] is the row id of one, or 0 to leave
 * it out. Of a term ids must ascend, over all batches. False when memory is out; what it
 * holds is then of no use.
 */
bool pantau_accumulator_add(struct accumulator *accumulator,
		const struct inverted *batch, const int64_t *ids, size_t docs);

/* Memory taken, and terms held. */
size_t pantau_accumulator_bytes(const struct accumulator *accumulator);
size_t pantau_accumulator_terms(const struct accumulator *accumulator);

/* Brings the terms into byte order. False when memory is out. */
bool pantau_accumulator_sort(struct accumulator *accumulator);
/* The i-th term of that order, and its doclist into a buf, which is cleared:
 * absolute first row id, then entries. False when memory is out. */
bool pantau_accumulator_list(const struct accumulator *accumulator, size_t i,
		struct str *term, struct buf *list);

#endif
