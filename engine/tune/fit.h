/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_TUNE_FIT_H
#define PANTAU_TUNE_FIT_H

/*
 * Fits a layer of learned rows to labelled texts: multinomial logistic
 * regression (logistic.h) over words, roots, negated roots, pairs and traits,
 * with what the other layers already say as the offset; pruned to so many rows
 * (prune.h), fitted again, weights in tenths. Names (entities.tsv) get none.
 */

#include "pantau/lexicon.h"
#include "tune/layer.h"

struct fit_text {
	struct str text;
	uint8_t label;    /* WEIGHT_NEGATIVE, WEIGHT_NEUTRAL, WEIGHT_POSITIVE */
	float weight;     /* beside others; 1 */
};

struct fit_options {
	struct pantau_lexicon_options lexicons; /* cache_dir is not used */
	const char *layer;  /* "learned.tsv" or "desk.tsv" */
	size_t rows;        /* at most so many are kept */
	uint32_t least;     /* texts that must have a feature */
	double l2;
	bool names;         /* names get weights too: for measuring only */
	bool (*progress)(void *context); /* false: stop; or NULL */
	void *context;
};

/* The settings that 'lexicon fit' begins with. */
#define FIT_ROWS 8000
#define FIT_LEAST 2
#define FIT_L2 5e-5
/* For desk.tsv: a desk has a hundred labels, not ten thousand. */
#define FIT_DESK_ROWS 300
#define FIT_DESK_L2 1e-2

struct fit_report {
	size_t texts, left_out; /* left out: in a language without lexicons */
	size_t features, masked, kept;
	unsigned steps;
	bool converged;
	double loss;
};

/*
 * Makes the rows of a layer. Rows of the layer's file that a person wrote stay
 * as they are and count as given; fitted ones are made anew. *out is made by
 * this call; finish it in any case. The same input gives the same rows.
 *
 * PANTAU_BAD_INPUT: a label without texts, or none at all. PANTAU_BAD_LEXICON,
 * PANTAU_IO: the folder. PANTAU_INTERRUPTED.
 */
enum pantau_status pantau_fit_layer(const struct fit_options *options,
		const struct fit_text *text, size_t n, struct layer_file *out,
		struct fit_report *report, struct pantau_error *err);

#endif
