/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_LEXICON_FOLD_H
#define PANTAU_LEXICON_FOLD_H

/*
 * What folding does beside NFKC_Casefold, for texts (text/fold.c) and for the
 * check that lexicon rows are folded (fold.c here): both must agree, or a row
 * never matches.
 */

#include <stdbool.h>
#include <stdint.h>

/* True for characters without a place in a word: underlines, strike-through,
 * enclosing marks, controls, format characters, what is not assigned. */
bool pantau_fold_drops(uint32_t code_point);

/* Typographic apostrophes and hyphens as ASCII; all else as it is. */
uint32_t pantau_fold_mark(uint32_t code_point);

#endif
