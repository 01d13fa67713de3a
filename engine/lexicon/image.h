/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_LEXICON_IMAGE_H
#define PANTAU_LEXICON_IMAGE_H

/*
 * The image format: a header, a table of sections, and the sections' bytes;
 * little-endian, position-independent, every section aligned to 16. It is
 * read in place from a mapped file, from a heap copy or from a database blob.
 * Opening checks magic, version, kind, checksum and that all sections lie
 * inside; every later look-up stays inside its section whatever the bytes.
 */

#include "base/error.h"
#include "base/str.h"

enum image_kind { IMAGE_TEXT = 1, IMAGE_SCORE = 2 };

struct image {
	struct str bytes;       /* lent; 16-byte aligned */
	enum image_kind kind;
	unsigned char hash[16]; /* XXH3-128 of all sections: the stamp */
};

/* PANTAU_DAMAGED when the bytes are no image of that kind and version. */
enum pantau_status pantau_image_open(struct str bytes, enum image_kind kind,
		struct image *out, struct pantau_error *err);

/* The same for bytes that are known to have their checksum. */
enum pantau_status pantau_image_open_sound(struct str bytes,
		enum image_kind kind, struct image *out,
		struct pantau_error *err);

/* A section's bytes; empty when the image has none of that number. */
struct str pantau_image_section(const struct image *image, uint32_t section);

/* Building: sections are added in any order, then sealed into bytes. */
struct image_builder;
struct image_builder *pantau_image_builder_create(enum image_kind kind);
void pantau_image_builder_destroy(struct image_builder *builder);
/* Copies the bytes. false when memory is out. */
bool pantau_image_builder_add(struct image_builder *builder, uint32_t section,
		struct str bytes);
bool pantau_image_builder_seal(struct image_builder *builder, struct buf *out);

/*
 * A string table in three sections (base, base+1, base+2): slots, entries,
 * bytes. Ids run from 1; 0 is "not there". Open addressing over XXH3.
 */
struct strtab_entry {
	uint32_t offset, length;
};

struct strtab {
	const uint32_t *slot;
	uint32_t slots; /* a power of two, or 0 for an empty table */
	const struct strtab_entry *entry;
	uint32_t n;
	struct str bytes;
};

bool pantau_strtab_open(const struct image *image, uint32_t base,
		struct strtab *out);
uint32_t pantau_strtab_find(const struct strtab *table, struct str key);
/* Asks the memory for the place of a key of that hash: looking it up soon
 * afterwards waits less. */
uint64_t pantau_strtab_hash(struct str key);
static inline void pantau_strtab_near(const struct strtab *table,
		uint64_t hash)
{
	if (table->slots != 0) {
		__builtin_prefetch(&table->slot[(uint32_t)hash &
				(table->slots - 1)]);
	}
}
/* The string of an id, empty when the id is out of range. */
struct str pantau_strtab_at(const struct strtab *table, uint32_t id);

#endif
