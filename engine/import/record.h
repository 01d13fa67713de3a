/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_IMPORT_RECORD_H
#define PANTAU_IMPORT_RECORD_H

/*
 * A document as one run of bytes: a head of fixed size, the counts that are
 * set, the lengths of its strings, the strings. What readers' threads hand
 * over, the sorter keeps and its files hold; it never leaves the process.
 */

#include "base/arena.h"
#include "import/doc.h"

/* What goes with a document on its way to the store. */
struct sort_extra {
	unsigned char key[16], content[16];
	/* The key is new to the store and this run has it once: so much is
	 * certain; false may also mean that nobody knows. */
	bool fresh;
};

enum record_mark {
	RECORD_FRESH = 1 << 0,
	RECORD_DROPPED = 1 << 1, /* to be left out */
};

/* Lies at any byte: copy it out and back. */
struct record_head {
	uint32_t size;   /* of the whole record */
	uint32_t time;   /* UTC seconds; UINT32_MAX when undated */
	uint32_t input, fields;
	uint64_t record, line;
	unsigned char key[16], content[16];
	int16_t offset;  /* of the date's zone */
	uint8_t kind, mark;
	uint8_t has_time, owned, public_author, unused;
};

/* Packed documents in the order of the input. */
struct record_set {
	struct buf bytes;
	size_t *offset;  /* of each in the bytes */
	size_t n, room;
};

static inline struct record_head record_head(const char *p)
{
	struct record_head head;
	memcpy(&head, p, sizeof(head));
	return head;
}

static inline void record_mark(char *p, unsigned marks)
{
	p[offsetof(struct record_head, mark)] |= (char)marks;
}

void pantau_record_set_init(struct record_set *set);
void pantau_record_set_finish(struct record_set *set);
void pantau_record_set_clear(struct record_set *set); /* keeps memory */
/* Both give false when memory is out, or past 4 GiB of one document. */
bool pantau_record_set_add(struct record_set *set, const struct doc *doc,
		const struct sort_extra *extra);
bool pantau_record_set_append(struct record_set *set,
		const struct record_set *more);

/* The document in a record; its strings are views of it. */
void pantau_record_view(const char *p, struct doc *out,
		struct sort_extra *extra);
/* The same with the strings in the arena; false when memory is out. */
bool pantau_record_copy(const char *p, struct arena *arena, struct doc *out,
		struct sort_extra *extra);

#endif
