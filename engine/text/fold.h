/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_TEXT_FOLD_H
#define PANTAU_TEXT_FOLD_H

/*
 * Folding: the surface form that the index holds, and the plain skeleton that
 * the dictionaries are asked with. ASCII never reaches ICU. The root locale's
 * case folding is used: Turkish i is not treated apart.
 */

#include "base/str.h"

#define FOLD_POINTS 64   /* longer words are cut there */
#define FOLD_MAX 1024    /* bytes that a folded word may take */

struct folder; /* scratch; one per thread */

struct folder *pantau_folder_create(void);
void pantau_folder_destroy(struct folder *folder);
/* Sends ASCII through ICU as well, for the test that both ways agree. */
void pantau_folder_careful(struct folder *folder, bool careful);

/* Whether memory was out since this was last asked: then what was given is
 * not the whole. */
bool pantau_folder_failed(struct folder *folder);

/*
 * NFKC, case folded; zero-width characters, soft hyphens, strike-through and
 * enclosing marks, controls, blanks and ill-formed bytes left out; typographic
 * apostrophes and hyphens as ASCII; at most FOLD_POINTS code points. Lent
 * until the next call. Empty when nothing remains.
 */
struct str pantau_fold(struct folder *folder, struct str word);

/*
 * The skeleton of a folded word: diacritics of Latin letters gone (kabéh),
 * look-alikes from other scripts in a Latin word made Latin, a '#' in the
 * place of a letter '*' and '$' 's'. Lent until the next call; may be the
 * argument itself.
 */
struct str pantau_fold_skeleton(struct folder *folder, struct str folded);

/* For addresses and emoji: as written but for controls, blanks, bad bytes. */
struct str pantau_fold_keep(struct folder *folder, struct str word,
		size_t points);

#endif
