/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_LEXICON_BUILD_H
#define PANTAU_LEXICON_BUILD_H

/* Tables without errors, compiled into images. False when memory is out. */

#include "lexicon/source.h"

/* Classes fit in a byte of the image; 0 is "none". */
#define CLASSES_MAX 255
/* Each group is a bit of a document's hoax_groups; 0xff is "none". */
#define GROUPS_MAX 32

bool pantau_text_build(const struct tables *tables, struct buf *out);
bool pantau_score_build(const struct tables *tables, struct buf *out);

/*
 * The three weights of a polarity, for rows that do not give their own:
 * negative max(0, -p), positive max(0, p), neutral -|p| / 4. A strong word
 * speaks a little against neutral, a 0 for nothing.
 */
void pantau_polarity_weights(double polarity, float weight[3]);

#endif
