/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_TEXT_SEGMENT_H
#define PANTAU_TEXT_SEGMENT_H

/*
 * Bytes to spans: where the tokens of a text stand and of what kind they are.
 *
 * Invariants of the result: spans are in order, do not overlap, are not empty
 * and lie inside the text; none begins or ends inside a UTF-8 sequence or
 * inside a grapheme cluster. Ill-formed bytes and controls are in no span.
 */

#include "lexicon/text_image.h"
#include "pantau/text.h"

struct text_span {
	uint32_t start, end;
	uint32_t sentence;
	uint8_t kind; /* enum pantau_token_kind */
	bool plain;   /* letters, figures and hyphens of ASCII, no long word: its
	                 folded form stands in pantau_segment_lower */
};

struct segmenter; /* one per thread */

/* image (lent) gives abbreviations and words; NULL: none are known. */
struct segmenter *pantau_segmenter_create(const struct text_image *image);
void pantau_segmenter_destroy(struct segmenter *segmenter);
/* Gives the memory of the spans back; what was lent is gone. */
void pantau_segmenter_trim(struct segmenter *segmenter);

/* Turns the ASCII fast path off, for the test that both ways agree. */
void pantau_segmenter_careful(struct segmenter *segmenter, bool careful);

/*
 * Segments text (at most 4 GiB - 1). *out and *n are lent until the next call.
 * False when memory is out.
 */
bool pantau_segment(struct segmenter *segmenter, struct str text,
		const struct text_span **out, size_t *n);

/* The text segmented last with A to Z in lower case, as long as its spans. */
const char *pantau_segment_lower(const struct segmenter *segmenter);

#endif
