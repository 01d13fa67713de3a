/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_LEXICON_BUILD_H
#define PANTAU_LEXICON_BUILD_H

/* Tables without errors, compiled into images. False when memory is out. */

#include "lexicon/image.h"
#include "lexicon/source.h"

/* Classes fit in a byte of the image; 0 is "none". */
#define CLASSES_MAX 255
/* Each group is a bit of a document's hoax_groups; 0xff is "none". */
#define GROUPS_MAX 32

bool pantau_text_build(const struct tables *tables, struct buf *out);
bool pantau_score_build(const struct tables *tables, struct buf *out);

/* frequent_build.c: the sections of frequency.tsv, for the text image. */
bool pantau_frequent_build(const struct table *table,
		struct image_builder *image);
/* language_build.c: those of language-weights.tsv and languages.tsv, for the
 * score image. */
bool pantau_language_build(const struct tables *tables,
		struct image_builder *image);
/* reach_build.c: what the speller's rules can reach, of all tables. */
bool pantau_reach_build(const struct table *tables,
		struct image_builder *image);

#endif
