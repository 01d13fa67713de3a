/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* How far macro-F1 would stray on other texts of the same sort. */

#include <stdlib.h>

#include "tune/figures.h"
#include "tune/random.h"

#define CELLS (FIGURE_TONES * FIGURE_TONES)

/* The items of each group as cells of the confusion, one after another. */
struct sample {
	uint32_t *start;      /* by group; groups + 1 of them */
	uint8_t *cell[2];     /* by version; the second may be NULL */
	size_t groups;
	unsigned tones;       /* bits, as figures.tones */
	double *draw[2];      /* macro-F1 of the first; the difference */
};

static void sample_finish(struct sample *sample)
{
	free(sample->start);
	free(sample->cell[0]);
	free(sample->cell[1]);
	free(sample->draw[0]);
	free(sample->draw[1]);
}

static bool taken(const uint8_t *take, size_t i)
{
	return take == NULL || take[i] != 0;
}

static uint8_t cell_of(const struct gold_item *item,
		const struct judgement *judged)
{
	return (uint8_t)(figure_tone(item->tone) * FIGURE_TONES +
			figure_tone(judged->given));
}

/* Where each group's items begin; groups without any are passed over. number
 * says which group is which. */
static void number_groups(const struct gold *gold, const uint8_t *take,
		uint32_t *number, struct sample *sample)
{
	uint32_t total = 0, n = 0;

	for (size_t i = 0; i < gold->n; i++) {
		if (taken(take, i)) {
			number[gold->item[i].group]++;
			sample->tones |= 1u << figure_tone(gold->item[i].tone);
		}
	}
	for (uint32_t g = 0; g < gold->groups; g++) {
		uint32_t size = number[g];
		if (size > 0) {
			number[g] = n;
			sample->start[n++] = total;
			total += size;
		}
	}
	sample->start[n] = total;
	sample->groups = n;
}

static bool sample_make(const struct gold *gold, const uint8_t *take,
		const struct judgement *const judged[2], struct sample *out)
{
	size_t groups = (size_t)gold->groups + 1;
	uint32_t *number = calloc(groups * 2, sizeof(*number));
	bool ok = number != NULL;

	out->start = calloc(groups, sizeof(*out->start));
	for (int v = 0; v < 2; v++) {
		out->cell[v] = calloc(gold->n + 1, 1);
		out->draw[v] = calloc(BOOTSTRAP_DRAWS, sizeof(**out->draw));
		ok = ok && out->cell[v] != NULL && out->draw[v] != NULL;
	}
	if (!ok || out->start == NULL) {
		free(number);
		return false;
	}
	number_groups(gold, take, number, out);
	uint32_t *filled = number + groups; /* by number */
	for (size_t i = 0; i < gold->n; i++) {
		if (!taken(take, i)) {
			continue;
		}
		uint32_t g = number[gold->item[i].group];
		uint32_t at = out->start[g] + filled[g]++;
		for (int v = 0; v < 2 && judged[v] != NULL; v++) {
			out->cell[v][at] = cell_of(&gold->item[i],
					&judged[v][i]);
		}
	}
	free(number);
	return true;
}

/* Mean F1 over the tones that the whole set has and this draw as well. */
static double macro_f1(const uint32_t n[CELLS], unsigned tones)
{
	double sum = 0;
	unsigned count = 0;

	for (unsigned t = 0; t < FIGURE_TONES; t++) {
		uint32_t all = 0;
		for (unsigned i = 0; i < FIGURE_TONES; i++) {
			all += n[t * FIGURE_TONES + i] +
					n[i * FIGURE_TONES + t];
		}
		if ((tones >> t & 1) != 0 && all > 0) {
			sum += 2.0 * n[t * FIGURE_TONES + t] / all;
			count++;
		}
	}
	return count > 0 ? sum / count : 0;
}

static void draw(struct sample *sample, bool second, struct random *random,
		size_t at)
{
	uint32_t n[2][CELLS] = {{0}};
	uint32_t groups = (uint32_t)sample->groups;

	for (uint32_t i = 0; i < groups; i++) {
		uint32_t g = random_below(random, groups);
		for (uint32_t k = sample->start[g]; k < sample->start[g + 1];
				k++) {
			n[0][sample->cell[0][k]]++;
			n[1][sample->cell[1][k]]++;
		}
	}
	sample->draw[0][at] = macro_f1(n[0], sample->tones);
	if (second) {
		sample->draw[1][at] = sample->draw[0][at] -
				macro_f1(n[1], sample->tones);
	}
}

static int by_value(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

/* As many draws lie below as above. */
static struct interval middle(double *value)
{
	const size_t cut = BOOTSTRAP_DRAWS / 40;

	qsort(value, BOOTSTRAP_DRAWS, sizeof(*value), by_value);
	return (struct interval){value[cut], value[BOOTSTRAP_DRAWS - 1 - cut]};
}

enum pantau_status pantau_bootstrap(const struct gold *gold,
		const struct judgement *first, const struct judgement *second,
		const uint8_t *take, struct bootstrap *out,
		struct pantau_error *err)
{
	const struct judgement *const judged[2] = {first, second};
	struct sample sample = {.groups = 0};
	struct random random;

	*out = (struct bootstrap){.groups = 0};
	if (!sample_make(gold, take, judged, &sample)) {
		sample_finish(&sample);
		return pantau_fail_memory(err);
	}
	out->groups = sample.groups;
	random_seed(&random, BOOTSTRAP_SEED);
	for (size_t i = 0; i < BOOTSTRAP_DRAWS; i++) {
		draw(&sample, second != NULL, &random, i);
	}
	out->macro_f1 = middle(sample.draw[0]);
	out->difference = middle(sample.draw[1]);
	sample_finish(&sample);
	return PANTAU_OK;
}
