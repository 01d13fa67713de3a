/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * Groups go to parts one by one, large ones first, each to where the tones are
 * then nearest to their shares. Groups of one size come in random order.
 */

#include "tune/split.h"

#include <stdlib.h>

#include "tune/random.h"

#define TONES 3

struct group {
	uint32_t number;
	uint32_t tone[TONES]; /* items by tone, from 0 */
	uint32_t size;
	uint32_t order;       /* its place among all, at random */
};

struct plan {
	struct group *group;  /* at first by number, then as they are dealt */
	uint8_t *part;        /* by number */
	uint32_t groups;
	double total[TONES];
	unsigned parts;
	double share[SPLIT_PARTS]; /* of the items; they sum to 1 */
	double held[SPLIT_PARTS][TONES];
};

static void plan_finish(struct plan *plan)
{
	free(plan->group);
	free(plan->part);
}

/* Large groups first, those of one size as chance has it. */
static int by_size(const void *a, const void *b)
{
	const struct group *x = a, *y = b;
	return x->size != y->size ? (x->size < y->size) - (x->size > y->size) :
			(x->order > y->order) - (x->order < y->order);
}

/* Each place of an order equally likely (Durstenfeld 1964). */
static void shuffle(struct plan *plan, uint64_t seed)
{
	struct group *group = plan->group;
	struct random random;

	random_seed(&random, seed);
	for (uint32_t i = 0; i < plan->groups; i++) {
		uint32_t at = random_below(&random, i + 1);
		group[i].order = group[at].order;
		group[at].order = i;
	}
}

static bool plan_make(const struct gold *gold, uint64_t seed,
		struct plan *plan)
{
	size_t n = gold->groups;

	plan->groups = gold->groups;
	plan->group = calloc(n + 1, sizeof(*plan->group));
	plan->part = calloc(n + 1, 1);
	if (plan->group == NULL || plan->part == NULL) {
		return false;
	}
	for (size_t i = 0; i < gold->n; i++) {
		const struct gold_item *item = &gold->item[i];
		struct group *group = &plan->group[item->group];
		unsigned tone = item->tone - PANTAU_TONE_NEGATIVE;
		group->number = item->group;
		group->tone[tone]++;
		group->size++;
		plan->total[tone]++;
	}
	shuffle(plan, seed);
	qsort(plan->group, n, sizeof(*plan->group), by_size);
	return true;
}

/*
 * By how much the squared distances of a part's tones from their shares grow
 * (fall, below 0) if it takes a group, in units of those shares.
 */
static double cost(const struct plan *plan, unsigned part,
		const struct group *group)
{
	double sum = 0;

	for (int t = 0; t < TONES; t++) {
		double wanted = plan->share[part] * plan->total[t];
		double more = group->tone[t];
		if (more > 0) {
			sum += more * (2 * (plan->held[part][t] - wanted) +
					more) / wanted;
		}
	}
	return sum;
}

/* Deals all groups out. Of parts that cost the same the first takes it. */
static void deal(struct plan *plan)
{
	for (uint32_t i = 0; i < plan->groups; i++) {
		const struct group *group = &plan->group[i];
		unsigned best = 0;
		double least = cost(plan, 0, group);
		for (unsigned p = 1; p < plan->parts; p++) {
			double at = cost(plan, p, group);
			if (at < least) {
				least = at;
				best = p;
			}
		}
		plan->part[group->number] = (uint8_t)best;
		for (int t = 0; t < TONES; t++) {
			plan->held[best][t] += group->tone[t];
		}
	}
}

/* Parts and shares are set. */
static enum pantau_status split(const struct gold *gold, uint64_t seed,
		struct plan *plan, uint8_t *part, struct pantau_error *err)
{
	if (!plan_make(gold, seed, plan)) {
		plan_finish(plan);
		return pantau_fail_memory(err);
	}
	deal(plan);
	for (size_t i = 0; i < gold->n; i++) {
		part[i] = plan->part[gold->item[i].group];
	}
	plan_finish(plan);
	return PANTAU_OK;
}

/* Fails where a fold has nothing: few texts of a tone go to the same one. */
static enum pantau_status check_folds(const struct gold *gold, unsigned folds,
		const uint8_t *part, struct pantau_error *err)
{
	bool has[SPLIT_PARTS] = {false};
	unsigned n = 0;

	for (size_t i = 0; i < gold->n; i++) {
		n += !has[part[i]];
		has[part[i]] = true;
	}
	return n == folds ? PANTAU_OK : pantau_fail(err, PANTAU_BAD_INPUT,
			PANTAU_T(err, "%u different texts are too few for %u "
			"folds; give fewer folds or more texts",
			"%u teks berbeda terlalu sedikit untuk %u lipatan; "
			"kurangi lipatan atau tambah teks"),
			(unsigned)gold->groups, folds);
}

enum pantau_status pantau_split_folds(const struct gold *gold, unsigned folds,
		uint64_t seed, uint8_t *part, struct pantau_error *err)
{
	struct plan plan = {.parts = folds};

	if (folds < 2 || folds > SPLIT_PARTS) {
		return pantau_fail(err, PANTAU_USAGE, PANTAU_T(err,
				"%u folds are not usable; give 2 to %d",
				"%u lipatan tidak dapat dipakai; beri 2 sampai "
				"%d"), folds, SPLIT_PARTS);
	}
	for (unsigned p = 0; p < folds; p++) {
		plan.share[p] = 1.0 / folds;
	}
	enum pantau_status status = split(gold, seed, &plan, part, err);
	return status == PANTAU_OK ? check_folds(gold, folds, part, err) :
			status;
}

/* Fails where a side has nothing. */
static enum pantau_status check_sides(const struct gold *gold,
		const uint8_t *part, struct pantau_error *err)
{
	size_t n[2] = {0, 0};

	for (size_t i = 0; i < gold->n; i++) {
		if (part[i] < 2) {
			n[part[i]]++;
		}
	}
	if (n[0] > 0 && n[1] > 0) {
		return PANTAU_OK;
	}
	return pantau_fail(err, PANTAU_BAD_INPUT, n[0] == 0 ? PANTAU_T(err,
			"the split leaves no text to fit on",
			"pembagian ini tidak menyisakan teks untuk melatih") :
			PANTAU_T(err, "the split leaves no text to measure on",
			"pembagian ini tidak menyisakan teks untuk mengukur"));
}

enum pantau_status pantau_split_holdout(const struct gold *gold, double share,
		uint64_t seed, uint8_t *part, struct pantau_error *err)
{
	struct plan plan = {.parts = 2, .share = {1 - share, share}};

	/* Not a number fails both comparisons. */
	if (!(share > 0 && share < 1)) {
		return pantau_fail(err, PANTAU_USAGE, PANTAU_T(err,
				"a share of %g cannot be held out; give one "
				"between 0 and 1, such as 0.2",
				"porsi %g tidak dapat disisihkan; beri nilai "
				"antara 0 dan 1, misalnya 0.2"), share);
	}
	enum pantau_status status = split(gold, seed, &plan, part, err);
	return status == PANTAU_OK ? check_sides(gold, part, err) : status;
}

static enum pantau_status fail_undated(struct pantau_error *err)
{
	return pantau_fail(err, PANTAU_BAD_INPUT, "%s", PANTAU_T(err,
			"no text has a date; the table needs a column 'date', "
			"such as 'label export --with-text' writes",
			"tidak ada teks yang bertanggal; tabelnya memerlukan "
			"kolom 'date', seperti yang ditulis 'label export "
			"--with-text'"));
}

enum pantau_status pantau_split_time(const struct gold *gold, int64_t at,
		uint8_t *part, struct split_time *left,
		struct pantau_error *err)
{
	uint8_t *known = calloc((size_t)gold->groups + 1, 1);

	*left = (struct split_time){.undated = 0};
	if (known == NULL) {
		return pantau_fail_memory(err);
	}
	for (size_t i = 0; i < gold->n; i++) {
		const struct gold_item *item = &gold->item[i];
		part[i] = item->date == INT64_MIN ? SPLIT_NONE :
				item->date >= at;
		left->undated += part[i] == SPLIT_NONE;
		known[item->group] |= part[i] == 0;
	}
	for (size_t i = 0; i < gold->n; i++) {
		if (part[i] == 1 && known[gold->item[i].group] != 0) {
			part[i] = SPLIT_NONE;
			left->copies++;
		}
	}
	free(known);
	return left->undated == gold->n ? fail_undated(err)
			: check_sides(gold, part, err);
}
