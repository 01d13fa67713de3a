/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_TUNE_SOFTMAX_H
#define PANTAU_TUNE_SOFTMAX_H

/*
 * Fills p with the three probabilities of the logits z and returns
 * -log p[label] (label 0..2), by way of the greatest logit, so that nothing
 * overflows and a loss near 0 keeps its digits. Relative errors stay below
 * 1e-15. A NaN among the logits gives NaN, as do two that are infinite.
 *
 * The same bits on every machine with IEEE 754 doubles: exp and log are made
 * of the four operations alone. The C library's differ between its versions
 * and between processors with and without a fused multiply-add.
 */
double pantau_softmax(const double z[3], unsigned label, double p[3]);

#endif
