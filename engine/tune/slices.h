/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_TUNE_SLICES_H
#define PANTAU_TUNE_SLICES_H

/* The figures by what sort of text it is. */

#include "tune/figures.h"

enum slice_by { SLICE_LENGTH, SLICE_NEGATION, SLICE_EMOJI, SLICE_LANGUAGE,
	SLICE_KIND, SLICE_FILE, SLICES };

/* The least and the most words of a class of length; 0: there is no most. */
unsigned pantau_slice_length(unsigned number, unsigned *least);

/* name: a class of length 0 to 3, no or yes (0, 1), enum pantau_language; of
 * kinds and files the string. */
struct slice {
	enum slice_by by;
	unsigned number;
	struct str name;
	struct figures figures;
};

/*
 * Calls found for each slice that has items, in order; kinds by name, files as
 * they were read. The items must be judged with marks. There is no slice where
 * one would hold all, as where no item has a kind. PANTAU_NO_MEMORY: nothing was
 * called.
 */
enum pantau_status pantau_slices(const struct gold *gold,
		const struct judgement *judged, const uint8_t *take,
		void (*found)(void *context, const struct slice *slice),
		void *context, struct pantau_error *err);

#endif
