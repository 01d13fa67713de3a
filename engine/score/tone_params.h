/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_SCORE_TONE_PARAMS_H
#define PANTAU_SCORE_TONE_PARAMS_H

#include <stddef.h>

/*
 * The constants of the tone scorer. They were chosen on the training parts of
 * SmSA and NusaX (CC BY-SA 4.0) and on corpus/gold, and are measured elsewhere.
 */

enum { DAMP_NEGATIVE, DAMP_POSITIVE }; /* the sign a word has as written */

#define NEGATOR_KINDS 7

struct tone_params {
	float gain;            /* weights to logits */
	float mass;            /* evidence at which length begins to damp */
	float neutral_weight;  /* of the rows' own neutral weights */
	float learned;         /* weights of fitted rows to logits */
	float learned_half;    /* rows of which a layer says half of it */
	float stem;            /* strength of a row found by its stem */
	float repeat;          /* of each further time a row stands there */
	float elongated, caps; /* strengthening */
	float factor_min, factor_max; /* bounds of all intensifiers together */
	float topic_long;      /* topic words in texts over long_words words */
	float long_words;
	float sides_least;     /* weight from which a side of a text counts */
	float courtesy;        /* left of thanks below a complaint, a request */
	float bitter;          /* left of cheerful signs beside bad words */
	float mocked;          /* left of good words beside mocking signs */
	float gate;            /* least probability of a label */
	/* What remains of a word's strength on the other side. */
	float negate[NEGATOR_KINDS][2];
};

extern const struct tone_params pantau_tone_params;

/*
 * What each fitted row of a layer counts in a field that holds so many. Long
 * texts grow by the root of the rows; of short ones, which learned layers see
 * little of, they say less.
 */
float pantau_tone_learned(const struct tone_params *params, size_t rows);

/* Strength of the rows of a class; 1 for classes that are not listed. */
struct tone_class {
	const char *name;
	float factor;
};
extern const struct tone_class pantau_tone_classes[];
extern const unsigned pantau_tone_class_count;

#endif
