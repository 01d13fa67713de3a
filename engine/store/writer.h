/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_STORE_WRITER_H
#define PANTAU_STORE_WRITER_H

/* The one writer: row, index, columns and account in one transaction. */

#include "similar/sketch.h"
#include "store/debunk.h"
#include "store/invert.h"
#include "store/store.h"

/* What analysis made of a document, ready to be stored. */
struct analysed {
	struct str packed_title, packed_text; /* pantau_pack of the tokens; may
	                                         be left out where the document
	                                         is fresh and its batch inverted */
	struct str body; /* pantau_body_pack of the text; may be empty */
	uint32_t positions;                   /* of both together */
	enum pantau_tone tone, title_tone;
	float negative, neutral, positive;
	enum pantau_hoax_level hoax;
	uint32_t hoax_groups;
	bool contradiction;
	struct str language;                  /* detected; the given one wins */
	bool asked;                           /* debunks were: what follows is all
	                                         that it repeats */
	const struct claim_row *claim;        /* doc is not looked at */
	size_t claims;
};

enum known { KNOWN_NEW, KNOWN_CHANGED, KNOWN_SAME };

struct writer;

enum write_mode { WRITE_STEADY, WRITE_BULK };

/* The store must be open for writing. PANTAU_STALE when another analyser made
 * the index. Sets FTS5's merge settings for the mode. */
enum pantau_status pantau_writer_create(struct store *store,
		enum write_mode mode, struct writer **out,
		struct pantau_error *err);
/* Rolls back what is not committed. */
void pantau_writer_destroy(struct writer *writer);

/* An input's row; called before its first document. *id out. Its hash and
 * record count are set when it was read to its end. */
enum pantau_status pantau_writer_input(struct writer *writer,
		const char *path, const char *format, int64_t *id,
		struct pantau_error *err);
enum pantau_status pantau_writer_input_done(struct writer *writer, int64_t id,
		const unsigned char hash[16], uint64_t records,
		struct pantau_error *err);

/* One document to be stored; all lent for the call. */
struct put {
	const struct doc *doc;
	int64_t input;                      /* pantau_writer_input */
	const unsigned char *key, *content; /* 16 bytes each */
	const struct analysed *analysed;
	bool fresh;    /* the key is in no row and stands in this run once: it is
	                  not looked up */
	bool inverted; /* if it is new, pantau_writer_postings brings its words;
	                  the same for all documents of a batch */
	const struct sketch *sketch; /* by which its story is found; lent until
	                                pantau_writer_stories; NULL: it is not
	                                looked for */
};

/*
 * Stores one document: inserts, updates in place (the older text leaves the
 * index), or finds it unchanged; *known says which, and *new_id is the row id
 * of a new one, else 0. Begins a transaction when none is open. On failure the
 * transaction is rolled back whole, inputs registered since the last commit
 * with it: destroy the writer then.
 *
 * Documents come sorted by publication. Where one run holds a key twice, the
 * later in the order of the input wins: when the stored row's input was
 * registered by this writer (pantau_writer_input, in input order) and its
 * (input, record) is later than (input, doc->record), the row stays as it is
 * and *known is KNOWN_CHANGED (KNOWN_SAME when the contents are equal). A
 * document found unchanged takes the later place as its provenance, so that
 * what lies between does not win either.
 */
enum pantau_status pantau_writer_put(struct writer *writer,
		const struct put *in, enum known *known, int64_t *new_id,
		struct pantau_error *err);

/* The words of new documents of a batch: ids[i] is what pantau_writer_put gave
 * for the i-th, 0 for those that are not new. In the same transaction. */
enum pantau_status pantau_writer_postings(struct writer *writer,
		const struct inverted *batch, const int64_t *ids, size_t docs,
		struct pantau_error *err);

/* Finds the stories (similar/story.h) of what was put with a sketch since the
 * last call, at most STORY_BATCH documents. In the same transaction. */
enum pantau_status pantau_writer_stories(struct writer *writer,
		struct pantau_error *err);

/* Whether so much waits in memory that it is time to commit. */
bool pantau_writer_full(const struct writer *writer);

/* Writes the columns and commits. Durable on return in WRITE_STEADY; in
 * WRITE_BULK a kill loses nothing, a power loss may until finish or close. */
enum pantau_status pantau_writer_commit(struct writer *writer,
		struct pantau_error *err);

/* In steady mode, what keeps the database quick, between commits so that none
 * waits for it: merges a share of the segments and moves what was committed
 * from the WAL to the file. Does nothing inside a transaction. */
enum pantau_status pantau_writer_tend(struct writer *writer,
		struct pantau_error *err);

/* Commits. After a bulk load also merges in bounded steps to few segments,
 * restores steady settings, checkpoints. progress may be NULL; false from it
 * ends the merging with PANTAU_INTERRUPTED, and all documents are in. */
enum pantau_status pantau_writer_finish(struct writer *writer,
		bool (*progress)(void *context), void *context,
		struct pantau_error *err);

#endif
