/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_LEXICON_SKELETON_H
#define PANTAU_LEXICON_SKELETON_H

/*
 * The consonants that remain of a word when people leave its vowels out: the
 * key under which builder and speller meet. 'ng' counts as 'g', for that is
 * how it is shortened (dengan: 'dgn', 'dngn').
 */

#include "base/str.h"

#define SKELETON_MAX 24 /* bytes; longer words have none */

/* Fills out with SKELETON_MAX bytes at most; the length, 0 when the word has
 * other bytes than small ASCII letters or is too long. */
size_t pantau_skeleton(struct str word, char out[SKELETON_MAX]);

#endif
