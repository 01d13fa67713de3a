/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Confusion, precision, recall, F1 and their mean over the tones. */

#include "tune/figures.h"

static double share(size_t part, size_t of)
{
	return of > 0 ? (double)part / (double)of : 0;
}

static struct figure figure_of(const struct tally *tally, int tone)
{
	size_t right = tally->n[tone][tone], given = 0, wanted = 0;

	for (int i = 0; i < FIGURE_TONES; i++) {
		wanted += tally->n[tone][i];
		given += tally->n[i][tone];
	}
	return (struct figure){
		.texts = wanted,
		.precision = share(right, given),
		.recall = share(right, wanted),
		/* As 2PR / (P + R), and defined where both are 0. */
		.f1 = share(2 * right, wanted + given),
	};
}

void pantau_figures_make(const struct tally *tally, struct figures *out)
{
	size_t right = 0;
	unsigned tones = 0;
	double sum = 0;

	*out = (struct figures){.tally = *tally};
	for (int i = 0; i < FIGURE_TONES; i++) {
		const struct figure figure = figure_of(tally, i);
		out->tone[i] = figure;
		out->n += figure.texts;
		right += tally->n[i][i];
		if (figure.texts > out->tone[out->commonest].texts) {
			out->commonest = (unsigned)i;
		}
		if (figure.texts > 0) {
			out->tones |= 1u << i;
			tones++;
			sum += figure.f1;
		}
	}
	if (tones == 0) {
		return;
	}
	out->macro_f1 = sum / tones;
	out->accuracy = share(right, out->n);
	out->base_accuracy = share(out->tone[out->commonest].texts, out->n);
	out->base_macro_f1 = 2 * out->base_accuracy /
			(1 + out->base_accuracy) / tones;
}

void pantau_figures(const struct gold *gold, const struct judgement *judged,
		const uint8_t *take, struct figures *out)
{
	struct tally tally = {.unsure = 0};

	for (size_t i = 0; i < gold->n; i++) {
		if (take == NULL || take[i] != 0) {
			tally_add(&tally, &gold->item[i], &judged[i]);
		}
	}
	pantau_figures_make(&tally, out);
}
