/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_STORE_REWORK_H
#define PANTAU_STORE_REWORK_H

/*
 * The parts of rebuild and rescore: batches of stored texts are read in order
 * of row ids, analysed and scored by workers, and written in the same order.
 * Batches are cut by count and bytes alone, so that results do not depend on
 * how many workers there are. A rebuild finds stories on the way, where rows
 * stand in order of time; else it reads all texts once more in that order.
 */

#include "store/body.h"
#include "store/care.h"
#include "store/index_write.h"
#include "store/store_parts.h"
#include "similar/sketch.h"

#define REWORK_DOCS INVERT_DOCS
#define REWORK_BYTES ((size_t)1 << 20) /* of unpacked text */

/* What analysis says of a row, as doc holds it. */
struct row_state {
	struct row_facts facts;
	int title_tone;
	int64_t negative, positive; /* pantau_row_shares; -1 for NULL */
	int64_t hoax_groups;
};

struct rework_row {
	int64_t id;
	struct str title;
	struct packed_text text;
	bool given;          /* its language came with it */
	struct pantau_language_guess language; /* then: which */
	struct str detected; /* else: its name */
	struct row_state old, now; /* of now, facts.language is the writer's */
	uint32_t time;       /* as COLUMN_TIME */
};

/* --- rework_batch.c --- */

struct rework_batch {
	struct arena arena; /* titles, packed texts, inverted */
	size_t n, bytes;
	struct rework_row row[REWORK_DOCS];
	bool sketches, sketches_only; /* to be made; nothing else is */
	struct sketch sketch[REWORK_DOCS];
	struct inverted inverted; /* of a rebuild */
	enum pantau_status status;
	struct pantau_error err;
};

/* What a worker works with. */
struct rework_worker {
	struct pantau_analyser *analyser;
	const struct pantau_scorer *scorer;
	struct inverter *inverter; /* NULL: the index is not touched */
	struct shingler shingler;
	struct body_unpacker *unpacker;
	struct arena scratch;      /* tokens and evidence of one text */
	struct buf text;
};

struct rework_batch *pantau_rework_batch_create(void); /* NULL: no memory */
void pantau_rework_batch_destroy(struct rework_batch *batch);
/* The texts behind a row id; n 0: there are no more. */
enum pantau_status pantau_rework_load(struct store *store, int64_t after,
		struct rework_batch *batch, struct pantau_error *err);
/* Texts of the n rows of these ids, or of the first of them: *taken. For
 * sketches alone. */
enum pantau_status pantau_rework_load_ids(struct store *store,
		const uint64_t *id, size_t n, struct rework_batch *batch,
		size_t *taken, struct pantau_error *err);
/* In a worker's thread; batch->status and err tell how it went. */
void pantau_rework_analyse(struct rework_worker *worker,
		struct rework_batch *batch);

/* --- rework_write.c --- */

struct rework_writer {
	struct store *store;
	struct column_writer *columns;
	struct index_writer *words; /* NULL: the index is not touched */
	struct score_figures *figures;
};

/* Rows that changed, all columns of a rebuild, and its words; counts them.
 * Inside the transaction. */
enum pantau_status pantau_rework_write(struct rework_writer *writer,
		struct rework_batch *batch, struct pantau_error *err);

/* --- rework_story.c: stories of all rows --- */

struct rework_stories;

struct rework_stories *pantau_rework_stories_create(struct store *store);
	/* NULL: no memory */
void pantau_rework_stories_destroy(struct rework_stories *stories);
/* What there was is no more. *in_order: rows stand in order of time, so that
 * batches may be given as they come. Inside the transaction. */
enum pantau_status pantau_rework_stories_begin(struct rework_stories *stories,
		bool *in_order, struct pantau_error *err);
/* The next texts in order of time; n 0: there are no more. */
enum pantau_status pantau_rework_stories_load(struct rework_stories *stories,
		struct rework_batch *batch, struct pantau_error *err);
/* Batches with sketches, in order. */
enum pantau_status pantau_rework_stories_add(struct rework_stories *stories,
		struct rework_batch *batch, struct pantau_error *err);
/* All is in: columns and state are written. */
enum pantau_status pantau_rework_stories_end(struct rework_stories *stories,
		struct column_writer *columns, struct pantau_error *err);

/* --- rework_resume.c: a rescore that was stopped --- */

/* Where to go on with these lexicons: row ids below *next have their scores,
 * counted in *figures. 1 and nothing where there is nothing to go on with. */
enum pantau_status pantau_rescore_resume(struct store *store,
		const struct pantau_lexicons *lexicons, int64_t *next,
		struct score_figures *figures, struct pantau_error *err);
/* Notes that, and that the scores are no longer of one make. */
enum pantau_status pantau_rescore_note(struct store *store,
		const struct pantau_lexicons *lexicons, int64_t next,
		const struct score_figures *figures, struct pantau_error *err);
/* All scores are of these lexicons. */
enum pantau_status pantau_rescore_done(struct store *store,
		const struct pantau_lexicons *lexicons,
		struct pantau_error *err);

#endif
