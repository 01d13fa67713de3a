/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_LEXICON_IMAGE_LAYOUT_H
#define PANTAU_LEXICON_IMAGE_LAYOUT_H

/*
 * The bytes of an image, for its reader and its builder alone:
 *
 *	struct image_header
 *	struct image_section [sections]
 *	the sections' bytes, each at a multiple of IMAGE_ALIGN, zeros between
 *
 * All numbers are little-endian. The hash covers all that follows the header.
 */

#include "base/hash.h"
#include "lexicon/image.h"

#define IMAGE_MAGIC "PANTAUIM"
/*
 * Of each kind of image. Raise it when a section's meaning changes: caches are
 * then compiled anew; databases, which keep the text image that they were
 * indexed with, ask for a rebuild, so leave the other kind's alone.
 *
 * Text: 1 the first layout. 2: frequent words, their skeletons, lines of slang.
 * 3: foreign words, tags in string tables. 5 (4 was never released): one filter
 * for the words of all tables, lines of exceptions, usual rows. 9: the stemmer's
 * filters. Score: as text up to 9, languages with 3. 10: learned layers, rows of
 * regional languages, modality, acts. 11: traits of acts and the act none.
 * 12: one number for a trait of tone and of acts. 13: exceptions of cues.
 */
#define IMAGE_TEXT_VERSION 9
#define IMAGE_SCORE_VERSION 13

static inline uint32_t pantau_image_version(enum image_kind kind)
{
	return kind == IMAGE_TEXT ? IMAGE_TEXT_VERSION : IMAGE_SCORE_VERSION;
}

#define IMAGE_ALIGN 16
#define IMAGE_SECTIONS_MAX 64

struct image_header {
	char magic[8];
	uint32_t version, kind, sections, reserved;
	uint64_t size; /* of the whole image */
	unsigned char hash[16];
	uint64_t padding[2]; /* the section table starts at 64 */
};

struct image_section {
	uint32_t number, reserved;
	uint64_t offset, length;
	uint64_t padding;
};

/* Sections of the text image; a string table takes three numbers. */
enum text_section {
	TEXT_ROOTS = 1,
	TEXT_EXCEPTIONS = 4,
	TEXT_EXCEPTION_STEMS = 7,
	TEXT_SLANG = 10,
	TEXT_SLANG_FORMALS = 13,
	TEXT_ABBREVIATIONS = 16,
	TEXT_ABBREVIATION_NORMALS = 19,
	TEXT_STOPWORDS = 22,
	TEXT_CLASSES = 25,
	TEXT_ROOT_INFO = 28,
	TEXT_EXCEPTION_STEM = 29,
	TEXT_SLANG_FORMAL = 30,
	TEXT_ABBREVIATION_NORMAL = 31,
	TEXT_FREQUENT = 32,
	TEXT_FREQUENT_LEVEL = 35,
	TEXT_SKELETONS = 36,
	TEXT_SKELETON_FIRST = 39,
	TEXT_SKELETON_WORD = 40,
	TEXT_SLANG_LINE = 41,
	TEXT_FOREIGN = 42, /* to 44 */
	TEXT_WORD_FILTER = 45,
	TEXT_EXCEPTION_LINE = 46,
	TEXT_REACH = 47, /* lexicon/word_reach.h */
	TEXT_STEM_ROOTS = 48, /* lexicon/word_filter.h, and the next */
	TEXT_STEM_EXCEPTIONS = 49,
};

enum score_section {
	SCORE_LEXEMES = 1,
	SCORE_TERMS = 4,
	SCORE_FILES = 7,
	SCORE_CLASSES = 10,
	SCORE_ENTRIES = 13,
	SCORE_GROUPS = 14,
	SCORE_NODES = 15,
	SCORE_EDGES = 16,
	SCORE_ORDER = 17,
	SCORE_LANGUAGE_SLOTS = 18,
	SCORE_LANGUAGE_TONES = 19,
	SCORE_LEARNED_SLOTS = 20,
};

/* High bits of text_image.slang_formal: the row is guarded; it is usual. */
#define SLANG_GUARDED 0x80000000u
#define SLANG_USUAL 0x40000000u

/*
 * A section as an array of elements of size bytes; false when its length is no
 * multiple. An absent section is an array of none.
 */
bool pantau_image_array(const struct image *image, uint32_t section,
		size_t size, const void **out, uint32_t *n);

/* A slot of a string table: an id, and above it eight bits of the hash. */
#define STRTAB_ID 0xffffffu

static inline uint32_t pantau_strtab_tag(uint64_t hash)
{
	return (uint32_t)(hash >> 56) << 24;
}

/* Edges are found by this hash of (node, lexeme). */
static inline uint32_t pantau_edge_hash(uint32_t node, uint32_t lexeme)
{
	uint64_t key = (uint64_t)node << 32 | lexeme;

	/* Fibonacci hashing, with both halves mixed in. */
	key = (key ^ key >> 29) * UINT64_C(0x9e3779b97f4a7c15);
	return (uint32_t)(key >> 32);
}

/* A string table being built; ids run from 1 in order of addition. */
struct strtab_builder {
	struct map map; /* value = id */
};

void pantau_strtab_builder_init(struct strtab_builder *builder);
void pantau_strtab_builder_finish(struct strtab_builder *builder);
/* The string's id, new or old; 0 when memory is out. */
uint32_t pantau_strtab_builder_add(struct strtab_builder *builder,
		struct str s);
/* The string's id or 0. */
uint32_t pantau_strtab_builder_find(const struct strtab_builder *builder,
		struct str s);
/* Adds the sections base .. base+2. false when memory is out. */
bool pantau_strtab_builder_store(const struct strtab_builder *builder,
		struct image_builder *image, uint32_t base);

#endif
