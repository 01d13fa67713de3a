/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_SEARCH_KIN_H
#define PANTAU_SEARCH_KIN_H

/*
 * The versions of a message that changed on its way: stories that were made of
 * one another. Stories hold what is nearly the same (similar/story.h); a chain
 * message gains and loses a third of its words from hand to hand and is never
 * far from the version before, though far from the first. So kin are looked for
 * from text to text: whatever shares much with one of the family belongs to it.
 *
 * Two texts share much when J reaches KIN_LEAST, by the width of the shorter,
 * and they have KIN_SHARED shingles in common: of a few words in common nobody
 * can tell where they come from. Unlike copies, versions may differ in numbers:
 * these are what rumours change.
 */

#include "store/store.h"
#include "text/analyser.h"

#define KIN_LEAST 0.35
#define KIN_SHARED 12
#define KIN_TEXTS 64      /* of a family, whose kin are looked for */
#define KIN_CANDIDATES 2048 /* items with the rarest words of a text */
#define KIN_COMPARED 64   /* of them, of other stories */

/*
 * The live items of the item's story and its kin, by time, then by row id; in
 * the arena. *stories: how many these are, 1 for an item without kin. cut: more
 * would have been looked for. In the store's read transaction; the analyser is
 * over the store's text image. Bounded by the numbers above: some tens of
 * milliseconds for a large family. PANTAU_NOT_FOUND: no such row.
 */
struct kin {
	int64_t *id;
	size_t n, stories;
	bool cut;
};
enum pantau_status pantau_kin(struct store *store,
		struct pantau_analyser *analyser, int64_t id,
		struct arena *arena, struct kin *out, struct pantau_error *err);

#endif
