/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_SIMILAR_CLAIM_H
#define PANTAU_SIMILAR_CLAIM_H

/*
 * An archive of debunked claims, and which of them a text repeats.
 *
 * Debunks quote what they debunk, so what a text repeats is found by runs of
 * its words: the rarest terms of the text give candidates by BM25 (Robertson,
 * Zaragoza, "The Probabilistic Relevance Framework", 2009) over title, claim
 * and body; each candidate is then told by the containment of the text's
 * shingles of three words (Broder 1997; shingle.h says what counts as a word).
 * A debunk that has no body is ranked by its title or claim instead
 * (claim_title.c): what a text says of it in words of its own, rare ones first.
 *
 * That a text repeats the words of a debunk says that they are known and where
 * to read on. Whether it spreads the claim, asks about it or denies it, and
 * whether the claim is false, a person decides.
 *
 * An archive is one run of bytes, which can be stored as it is and opened again
 * at no cost. It never changes once made and may be shared by threads; whoever
 * asks it has a finder of his own. Same debunks in the same order, same bytes;
 * same text, same answer.
 *
 * Memory: about 1.8 bytes for each byte of the debunks.
 */

#include "base/error.h"
#include "pantau/text.h"
#include "similar/shingle.h"

#define CLAIM_WORDS 65536 /* of a field; what comes after is not looked at */
#define CLAIM_HITS 20     /* most that a text gets */
#define CLAIM_SPANS 16    /* most that are shown of one: the longest */

enum claim_field {
	CLAIM_TITLE = 0,
	CLAIM_CLAIM = 1, /* the claim in a sentence, as ClaimReview has it */
	CLAIM_BODY = 2,
};
#define CLAIM_FIELDS 3

struct claims;
struct text_image;

/* --- making an archive --- */

struct claim_builder;

enum pantau_status pantau_claim_builder_create(struct claim_builder **out,
		struct pantau_error *err);
void pantau_claim_builder_destroy(struct claim_builder *builder);

/*
 * How common words are in the language (frequency.tsv): what is rare is then
 * known in an archive of few debunks, where nothing is rare otherwise, and of
 * titles alone, where a common word passes for a rare one. Before the first
 * debunk; the image is lent until the archive is made, and an archive is of the
 * image that it was made with.
 */
void pantau_claim_builder_common(struct claim_builder *builder,
		const struct text_image *image);

/*
 * Adds a debunk under a number of the caller's. A field may be NULL; the tokens
 * are not looked at again. PANTAU_NO_MEMORY, PANTAU_LIMIT (2 billion words in
 * all): the builder can only be destroyed then.
 */
enum pantau_status pantau_claim_builder_add(struct claim_builder *builder,
		uint32_t id, const struct pantau_tokens *field[CLAIM_FIELDS],
		struct pantau_error *err);

/* The archive, the caller's to destroy; the builder is done with, whatever
 * happens, and can only be destroyed. PANTAU_NO_MEMORY, PANTAU_LIMIT. */
enum pantau_status pantau_claim_builder_finish(struct claim_builder *builder,
		struct claims **out, struct pantau_error *err);

/* The bytes of an archive, lent as long as it lives. */
struct str pantau_claims_bytes(const struct claims *claims);

/*
 * An archive of such bytes, which are lent and must outlive it (a copy is made
 * where they do not lie at a multiple of 8). All that is read through is
 * checked. PANTAU_DAMAGED, PANTAU_STALE (made by another version, another
 * analyser or on another kind of machine: build it again), PANTAU_NO_MEMORY.
 */
enum pantau_status pantau_claims_open(struct str bytes, struct claims **out,
		struct pantau_error *err);
/* The same for bytes that somebody found sound and nobody wrote to since: only
 * their head is looked at. */
enum pantau_status pantau_claims_open_sound(struct str bytes,
		struct claims **out, struct pantau_error *err);
void pantau_claims_destroy(struct claims *claims);
size_t pantau_claims_count(const struct claims *claims);

/*
 * Can a text with these shingles, of three words whatever its length, be a
 * match? No is certain (for a text without a title, or with its shingles across
 * both, all but certain). For import: some nanoseconds a shingle.
 */
bool pantau_claims_maybe(const struct claims *claims,
		const struct shingles *shingles);

/* --- asking it --- */

enum claim_kind {
	CLAIM_NONE = 0,
	CLAIM_SIMILAR, /* shares rare words with it, or most of its title */
	CLAIM_MATCH,   /* repeats what the debunk quotes */
};

/* Bytes of the text and of the debunk that say the same. */
struct claim_span {
	uint32_t start, end;
	uint32_t debunk_start, debunk_end;
	uint8_t field;        /* of the text: 0 title, 1 text */
	uint8_t debunk_field; /* enum claim_field */
};

struct claim_hit {
	uint32_t id;
	enum claim_kind kind;
	double containment;   /* of the text's shingles in the debunk */
	uint32_t shared;      /* how many these are */
	double weight;        /* how rare the words in them are, in bits */
	double coverage;      /* of the title or the claim, by words */
	double score;         /* what hits are ranked by */
	bool denies;          /* words of denial stand in or near the spans */
	const struct claim_span *span; /* by place in the text */
	size_t spans;
};

/* A place in the text. */
struct claim_place {
	uint32_t start, end;
	uint8_t field;        /* 0 title, 1 text */
};

struct claim_text {
	const struct pantau_tokens *title; /* either may be NULL */
	const struct pantau_tokens *text;
	/* Words of denial, as the scorer finds them (the group 'bantahan' of
	 * hoax-cues.tsv). */
	const struct claim_place *denial;
	size_t denials;
	bool quick; /* for import: fewer postings are read, and matches alone
	               are told */
};

struct claim_finder; /* one per thread */

/* The archive is lent and must outlive the finder. 8 bytes a debunk. */
enum pantau_status pantau_claim_finder_create(const struct claims *claims,
		struct claim_finder **out, struct pantau_error *err);
void pantau_claim_finder_destroy(struct claim_finder *finder);

/*
 * What a text repeats, matches first, then by score, then in the order of the
 * archive: at most limit, and at most CLAIM_HITS. Those of no kind are the best
 * of the others, for a person who looks on. *hit is lent until the next call.
 * Linear in the text, and bounded in the archive: CLAIM_POSTINGS
 * (claim_parts.h). PANTAU_NO_MEMORY: the finder is as good as new.
 */
enum pantau_status pantau_claim_find(struct claim_finder *finder,
		const struct claim_text *text, size_t limit,
		const struct claim_hit **hit, size_t *hits,
		struct pantau_error *err);

#endif
