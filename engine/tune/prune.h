/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_TUNE_PRUNE_H
#define PANTAU_TUNE_PRUNE_H

/*
 * From a fitted model to rows that people can read: few features, weights in
 * tenths. A feature is its three weights; a constant added to all three moves
 * all logits alike and changes no probability, so both look at the weights
 * less their mean ("centred") only.
 */

#include "tune/logistic.h"

/* Sums of squared values by feature, features of them: the numbers of
 * documents where values are 0 or 1. The set must be a checked one. */
void pantau_prune_mass(const struct logistic_set *set, double *mass);

/*
 * Chooses at most keep features by importance
 *
 *	sum over c of |w[c] - mean of w| * sqrt(mass)
 *
 * With squares instead of |..| it would be, but for a constant, the root mean
 * square by which the logits of the documents move when the feature goes: a
 * strong word that hardly occurs and a frequent one that says little both
 * matter little. A frequent word with a strong weight is what a reader expects
 * to find in the file. Of the same importance the lower number is kept.
 *
 * Never kept: features frozen before, and those whose tenths are all 0, which
 * would stand in the file and do nothing.
 *
 * frozen[0..features) comes in as the fit had it and goes out with 1 for all
 * that are not kept, ready for the fit that lets the remaining weights take
 * over what the pruned ones said. *kept is how many are left.
 *
 * PANTAU_BAD_INPUT for a weight or mass that is not finite, or a negative mass;
 * PANTAU_NO_MEMORY. frozen is changed on PANTAU_OK only.
 */
enum pantau_status pantau_prune(const float *weight, const double *mass,
		size_t features, size_t keep, uint8_t *frozen, size_t *kept,
		struct pantau_error *err);

#define TENTHS_MOST 50 /* the files hold weights from -5 to 5 */

/*
 * Three weights, centred, in tenths, halves away from 0, within TENTHS_MOST.
 * False when all are 0. A NaN gives 0.
 *
 * The neutral weight stays one of the three instead of being made 0 and taken
 * off the other two, which the softmax would allow as well. So a word that
 * speaks for neutral has one weight that says so, not two negative ones; the
 * strength of evidence, which the scorer takes from the negative and positive
 * weights, stays small for it; and a negator, which swaps those two, leaves
 * neutral alone. Centred is also the smallest of the equivalent triples.
 *
 * Each weight is rounded on its own: differences, all that the softmax sees,
 * are then off by 0.1 at most. To force the tenths to the sum 0 would move one
 * of them the wrong way for nothing. weight = tenths / 10.0f is the float that
 * reading the file gives.
 */
bool pantau_tenths(const float weight[3], int tenths[3]);

#endif
