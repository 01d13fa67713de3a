/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_TEXT_ANALYSER_PARTS_H
#define PANTAU_TEXT_ANALYSER_PARTS_H

/* The inside of the analyser, for its own file and its tests. */

#include "text/analyser.h"
#include "text/stem_cache.h"
#include "text/word_cache.h"

struct pantau_analyser {
	struct segmenter *segmenter;
	struct word_maker maker;
	struct word_cache cache;
	struct word_build scratch;
	struct arena arena;       /* results of pantau_analyse */
	struct buf stems;         /* result of pantau_stem */
	struct reading reading;   /* its scratch */
	struct stem_cache stem_cache; /* above it */
};

/* Lays everything out, in the arena, over the spans that the analyser cut last.
 * False when memory is out. */
bool pantau_lay_out(struct pantau_analyser *analyser, struct str text,
		const struct text_span *span, size_t spans, struct arena *arena,
		struct pantau_tokens *out);

/* The same for pantau_analyse_surface. */
bool pantau_lay_surface_out(struct pantau_analyser *analyser, struct str text,
		const struct text_span *span, size_t spans, struct arena *arena,
		struct pantau_tokens *out);

/* The same for pantau_analyse_outline. */
bool pantau_outline(struct pantau_analyser *analyser, struct str text,
		const struct text_span *span, size_t spans, struct arena *arena,
		struct pantau_tokens *out);

/* Turns the fast paths off (and empties the cache), for the test that both
 * ways agree. */
void pantau_analyser_careful(struct pantau_analyser *analyser, bool careful);

#endif
