/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_BATCH_H
#define PANTAU_BATCH_H

/*
 * A batch is what travels: documents and, once a worker had it, their analyses,
 * all in one arena. One owner at a time: reader, worker, writer, then recycled.
 * Batches are cut by bytes and count, never by time, so that results do not
 * depend on the clock.
 */

#include "import/sort.h"
#include "score/score.h"
#include "similar/sketch.h"
#include "store/body.h"
#include "store/claim_check.h"
#include "store/writer.h"

#define BATCH_DOCS INVERT_DOCS
#define BATCH_BYTES ((size_t)1 << 20)

struct batch {
	struct arena arena;
	struct arena scratch;  /* tokens and evidence of one document */
	struct buf packed;
	struct body_packer *packer;
	const struct body_dictionary *dictionary; /* of the store, or NULL */
	size_t n;
	size_t bytes;          /* of the documents' titles and texts */
	struct doc doc[BATCH_DOCS];
	struct sort_extra extra[BATCH_DOCS];
	struct analysed analysed[BATCH_DOCS];
	struct sketch sketch[BATCH_DOCS]; /* in the arena; if there is a
	                                     shingler */
	struct inverted inverted;
	enum pantau_status status;
	struct pantau_error err;
};

struct batch *pantau_batch_create(void); /* NULL: out of memory */
void pantau_batch_destroy(struct batch *batch);
void pantau_batch_reset(struct batch *batch);
/* Gives all memory back; reset makes it ready again. */
void pantau_batch_release(struct batch *batch);
bool pantau_batch_full(const struct batch *batch);

/* What a worker works with. */
struct batch_worker {
	struct pantau_analyser *analyser;
	const struct pantau_scorer *scorer;
	struct inverter *inverter;
	struct shingler *shingler; /* NULL: no stories are looked for */
	struct shingler *words;    /* the same, or another; for claims */
	struct claim_checker *checker; /* NULL: there are no debunks */
};

/* Fills analysed[] and sketch[] for all documents, and inverted; status and err
 * tell how it went. */
void pantau_batch_analyse(struct batch *batch,
		const struct batch_worker *worker);

#endif
