/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_STORE_INVERT_H
#define PANTAU_STORE_INVERT_H

/*
 * Inversion: the packed streams of a batch's documents to doclists by term, in
 * the bytes of the index (index_format.h). Workers do it, each with its own
 * inverter, and know documents only by their place in the batch: row ids are
 * the writer's to give.
 */

#include "store/index_format.h"
#include "text/analyser.h"

#define INVERT_DOCS 1024 /* of one batch */

/* A term and its entries: doc numbers as varint deltas, each followed by its
 * poslist; the first number is left out, and stands in 'first'. */
struct inverted_term {
	uint64_t hash;             /* the same for the same term in a process */
	const char *bytes;
	const unsigned char *list;
	uint32_t list_bytes;
	uint16_t n;                /* of bytes */
	uint16_t first, last;      /* documents */
};

/* Terms in the order of their first occurrence. */
struct inverted {
	struct inverted_term *term;
	size_t terms;
	uint32_t positions[INVERT_DOCS][INDEX_FIELDS];
};

struct inverter;

struct inverter *pantau_inverter_create(void); /* NULL: out of memory */
void pantau_inverter_destroy(struct inverter *inverter);

/* Forgets what was added. */
void pantau_inverter_begin(struct inverter *inverter);
/* Adds a field of a document: documents in ascending order, and of each its
 * fields in ascending order; by its tokens, or by the stream that pantau_pack
 * makes of them. Both are copied. False when memory is out. */
bool pantau_inverter_tokens(struct inverter *inverter, unsigned doc,
		enum index_field field, const struct pantau_tokens *tokens);
bool pantau_inverter_add(struct inverter *inverter, unsigned doc,
		enum index_field field, struct str packed);
/* The terms of a stream that older segments may have for this document: its
 * entries will hide them. Before the document's first field. */
bool pantau_inverter_remove(struct inverter *inverter, unsigned doc,
		struct str packed);
/* Everything in the arena. False when memory is out. */
bool pantau_inverter_finish(struct inverter *inverter, struct arena *arena,
		struct inverted *out);

#endif
