/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_SEARCH_NEAR_H
#define PANTAU_SEARCH_NEAR_H

/*
 * Words of the archive that are near to one that it lacks. Nothing here reads
 * the whole vocabulary: FTS5 knows how often a word occurs only by walking all
 * its places. Candidates are therefore made, and each is looked up.
 */

#include "store/match.h"
#include "text/analyser.h"

struct near_word {
	struct str form;
	unsigned distance;    /* 0: of another kind than spelling */
	uint64_t documents;   /* that hold this very form */
};

struct near_words {
	struct near_word *word;
	size_t n, room;
	struct arena *arena;  /* of the caller; holds all */
};

/*
 * By spelling, nearest first, then most documents. One edit for words up to
 * five letters; two for longer ones when hardly a document has one. All forms
 * one edit away are found; two edits away, those that share the first half and
 * those that are roots. word is folded.
 */
enum pantau_status pantau_near_spelling(struct store *store, struct str word,
		struct near_words *out, struct pantau_error *err);

/* Other forms of the word's stem, most documents first. */
enum pantau_status pantau_near_family(struct store *store,
		struct pantau_analyser *analyser, struct str word,
		struct near_words *out, struct pantau_error *err);

/* The formal word of an informal one, and the informal ones of a formal one,
 * by the store's slang. documents are not counted: it may be several words. */
enum pantau_status pantau_near_slang(struct store *store, struct str word,
		struct near_words *out, struct pantau_error *err);

#endif
