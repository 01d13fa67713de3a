/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* From labelled texts to the rows of a layer. */

#include "tune/fit.h"

#include <math.h>
#include <stdlib.h>

#include "base/error.h"
#include "lexicon/schema.h"
#include "score/tone_params.h"
#include "tune/bags.h"
#include "tune/mask.h"
#include "tune/prune.h"

#define STEPS 200
#define TOLERANCE 1e-7
/* Traits are held back more than words: what the length of a review or the
 * mere being a text says there falls upon every short text elsewhere. */
#define TRAIT_PENALTY 20.0f

struct fit {
	const struct fit_options *options;
	const struct fit_text *text;
	size_t n;
	struct pantau_lexicons *lexicons; /* that know every word */
	struct str *view;                 /* of the texts */
	struct bags bags;
	struct layer_file *layer;
	/* What goes into the regression; traits come after the features. */
	uint32_t *start, *feature;
	float *value, *offset, *weight, *penalty;
	uint8_t *label, *frozen;
	size_t rows, columns;
	struct logistic_model model;
	struct fit_report *report;
};

/* --- the lexicons that know the words --- */

static enum pantau_status know_words(struct fit *fit, struct pantau_error *err)
{
	const struct fit_options *options = fit->options;
	struct pantau_lexicons *base = NULL;
	struct buf bytes;

	pantau_buf_init(&bytes);
	pantau_buf_str(&bytes, STR(LAYER_HEADER));
	pantau_buf_str(&bytes, fit->layer->person);
	enum pantau_status status = pantau_lexicons_open_with(
			&options->lexicons, options->layer, buf_str(&bytes), &base,
			err);
	if (status == PANTAU_OK) {
		status = pantau_bag_vocabulary(base, fit->view, fit->n,
				options->least, &fit->layer->terms, &bytes, err);
	}
	pantau_lexicons_close(base);
	if (status == PANTAU_OK) {
		status = pantau_lexicons_open_with(&options->lexicons,
				options->layer, buf_str(&bytes), &fit->lexicons,
				err);
	}
	pantau_buf_finish(&bytes);
	return status;
}

/* --- features that may get a row --- */

/* Emoji in two code points and emoticons such as '~_~' cannot be terms: the
 * file would not be read again, or mean another feature. */
static bool is_term(struct str term, uint64_t key, struct buf *scratch)
{
	struct learned_term read;

	return pantau_learned_fits(term, &read, scratch) &&
			read.kind == (enum learned_kind)(key >> 56);
}

/* Rare ones, names, what is no term, and what people weigh already stay out. */
static enum pantau_status choose(struct fit *fit, const struct mask *mask,
		struct pantau_error *err)
{
	const struct bags *bags = &fit->bags;
	struct buf term, scratch;

	pantau_buf_init(&term);
	pantau_buf_init(&scratch);
	for (size_t f = 0; f < bags->features; f++) {
		uint64_t key = pantau_bags_key(bags, f);
		struct str word[2];
		if (bags->texts[f] < fit->options->least) {
			fit->frozen[f] = 1;
			continue;
		}
		pantau_buf_clear(&term);
		pantau_bags_term(fit->lexicons, key, &term, word);
		bool name = !fit->options->names &&
				pantau_mask_hides(mask, word);
		fit->frozen[f] = name || !is_term(buf_str(&term), key,
				&scratch) || pantau_map_get(&fit->layer->terms,
				buf_str(&term)) != NULL;
		fit->report->masked += name;
		fit->report->features += !fit->frozen[f];
	}
	bool failed = term.failed || scratch.failed;
	pantau_buf_finish(&scratch);
	pantau_buf_finish(&term);
	return failed ? pantau_fail_memory(err) : PANTAU_OK;
}

static bool allocate(struct fit *fit)
{
	size_t n = fit->bags.n + fit->bags.rows * TRAITS + 1;

	fit->columns = fit->bags.features + TRAITS;
	fit->start = calloc(fit->bags.rows + 1, sizeof(*fit->start));
	fit->feature = calloc(n, sizeof(*fit->feature));
	fit->value = calloc(n, sizeof(*fit->value));
	fit->offset = calloc(fit->bags.rows + 1, 3 * sizeof(*fit->offset));
	fit->weight = calloc(fit->bags.rows + 1, sizeof(*fit->weight));
	fit->label = calloc(fit->bags.rows + 1, sizeof(*fit->label));
	fit->frozen = calloc(fit->columns, sizeof(*fit->frozen));
	fit->penalty = calloc(fit->columns, sizeof(*fit->penalty));
	fit->model.weight = calloc(fit->columns, 3 *
			sizeof(*fit->model.weight));
	return fit->start != NULL && fit->feature != NULL &&
			fit->value != NULL && fit->offset != NULL &&
			fit->weight != NULL && fit->label != NULL &&
			fit->frozen != NULL && fit->penalty != NULL &&
			fit->model.weight != NULL;
}

/* The features of a text that are not frozen, scaled as the scorer will. */
static size_t put_features(struct fit *fit, size_t row, size_t at)
{
	const struct bags *bags = &fit->bags;
	size_t first = at;

	for (size_t i = bags->start[row]; i < bags->start[row + 1]; i++) {
		if (!fit->frozen[bags->feature[i]]) {
			fit->feature[at++] = bags->feature[i];
		}
	}
	float value = pantau_tone_learned(&pantau_tone_params, at - first);
	for (size_t i = first; i < at; i++) {
		fit->value[i] = value;
	}
	return at;
}

/* The rows of the regression with the features that are left. */
static void lay_rows(struct fit *fit)
{
	const struct bags *bags = &fit->bags;
	size_t at = 0;

	fit->rows = 0;
	for (size_t i = 0; i < bags->rows; i++) {
		if (!bags->assessed[i]) {
			continue;
		}
		at = put_features(fit, i, at);
		for (size_t t = 0; t < TRAITS; t++) {
			if (bags->trait[i][t] != 0) {
				fit->feature[at] = (uint32_t)(bags->features + t);
				fit->value[at++] = bags->trait[i][t];
			}
		}
		memcpy(fit->offset + fit->rows * 3, bags->offset + i * 3,
				3 * sizeof(*fit->offset));
		fit->label[fit->rows] = fit->text[i].label;
		fit->weight[fit->rows] = fit->text[i].weight;
		fit->start[++fit->rows] = (uint32_t)at;
	}
}

static enum pantau_status regress(struct fit *fit, struct pantau_error *err)
{
	lay_rows(fit);
	const struct logistic_set set = {
		.rows = fit->rows, .features = fit->columns,
		.start = fit->start, .feature = fit->feature,
		.value = fit->value, .label = fit->label,
		.offset = fit->offset, .weight = fit->weight,
	};
	const struct logistic_options options = {
		.l2 = fit->options->l2, .iterations = STEPS,
		.tolerance = TOLERANCE, .frozen = fit->frozen,
		.penalty = fit->penalty, .progress = fit->options->progress,
		.context = fit->options->context,
	};
	enum pantau_status status = pantau_logistic_fit(&set, &options,
			&fit->model, err);
	fit->report->steps += fit->model.iterations;
	fit->report->converged = fit->model.converged;
	fit->report->loss = fit->model.loss;
	return status;
}

/* The rows that are worth their place; traits stay whatever they weigh. */
static enum pantau_status prune(struct fit *fit, struct pantau_error *err)
{
	size_t features = fit->bags.features, kept;
	double *mass = calloc(features + 1, sizeof(*mass));

	if (mass == NULL) {
		return pantau_fail_memory(err);
	}
	for (size_t i = 0; i < features; i++) {
		mass[i] = fit->bags.texts[i];
	}
	enum pantau_status status = pantau_prune(fit->model.weight, mass,
			features, fit->options->rows > TRAITS
			? fit->options->rows - TRAITS : 0, fit->frozen, &kept,
			err);
	free(mass);
	return status;
}

/* --- rows --- */

static bool add_row(struct fit *fit, struct str term, size_t column,
		uint32_t texts)
{
	struct layer_file *layer = fit->layer;
	struct layer_row row = {.texts = texts};

	if (!pantau_tenths(fit->model.weight + column * 3, row.tenths)) {
		return true;
	}
	row.term = pantau_arena_str(&layer->arena, term);
	layer->row[layer->rows++] = row;
	return row.term.p != NULL;
}

static enum pantau_status make_rows(struct fit *fit, struct pantau_error *err)
{
	const struct bags *bags = &fit->bags;
	struct buf term;
	bool ok = true;

	fit->layer->row = calloc(fit->columns, sizeof(*fit->layer->row));
	if (fit->layer->row == NULL) {
		return pantau_fail_memory(err);
	}
	pantau_buf_init(&term);
	for (size_t c = 0; ok && c < fit->columns; c++) {
		struct str word[2];
		bool trait = c >= bags->features;
		if (fit->frozen[c]) {
			continue;
		}
		pantau_buf_clear(&term);
		pantau_bags_term(fit->lexicons, trait ? learned_key(
				LEARNED_TRAIT, (uint32_t)(c - bags->features) + 1,
				0) : pantau_bags_key(bags, c), &term, word);
		ok = add_row(fit, buf_str(&term), c, trait
				? (uint32_t)fit->rows : bags->texts[c]);
	}
	ok = ok && !term.failed;
	pantau_buf_finish(&term);
	pantau_layer_sort(fit->layer);
	fit->report->kept = fit->layer->rows;
	return ok ? PANTAU_OK : pantau_fail_memory(err);
}

static void release(struct fit *fit)
{
	pantau_bags_finish(&fit->bags);
	pantau_lexicons_close(fit->lexicons);
	free(fit->view);
	free(fit->start);
	free(fit->feature);
	free(fit->value);
	free(fit->offset);
	free(fit->weight);
	free(fit->label);
	free(fit->frozen);
	free(fit->penalty);
	free(fit->model.weight);
}

static enum pantau_status gather(struct fit *fit, struct pantau_error *err)
{
	fit->view = calloc(fit->n + 1, sizeof(*fit->view));
	if (fit->view == NULL) {
		return pantau_fail_memory(err);
	}
	for (size_t i = 0; i < fit->n; i++) {
		fit->view[i] = fit->text[i].text;
	}
	enum pantau_status status = know_words(fit, err);
	if (status == PANTAU_OK) {
		status = pantau_bags_make(fit->lexicons, fit->view, fit->n,
				&fit->bags, err);
	}
	if (status == PANTAU_OK && !allocate(fit)) {
		status = pantau_fail_memory(err);
	}
	for (size_t i = 0; status == PANTAU_OK && i < fit->n; i++) {
		fit->report->left_out += !fit->bags.assessed[i];
	}
	return status;
}

static enum pantau_status run(struct fit *fit, const struct mask *mask,
		struct pantau_error *err)
{
	enum pantau_status status = gather(fit, err);

	if (status == PANTAU_OK) {
		for (size_t c = 0; c < fit->columns; c++) {
			fit->penalty[c] = c < fit->bags.features ? 1.0f
					: TRAIT_PENALTY;
		}
		status = choose(fit, mask, err);
	}
	if (status == PANTAU_OK) {
		status = regress(fit, err);
	}
	if (status == PANTAU_OK) {
		status = prune(fit, err);
	}
	/* What is left takes over what the pruned ones said. */
	if (status == PANTAU_OK) {
		status = regress(fit, err);
	}
	return status == PANTAU_OK ? make_rows(fit, err) : status;
}

enum pantau_status pantau_fit_layer(const struct fit_options *options,
		const struct fit_text *text, size_t n, struct layer_file *out,
		struct fit_report *report, struct pantau_error *err)
{
	struct fit fit = {
		.options = options, .text = text, .n = n, .layer = out,
		.report = report,
	};
	struct mask mask;

	*report = (struct fit_report){.texts = n};
	enum pantau_status status = pantau_layer_read(options->lexicons.dir,
			options->layer, out, err);
	enum pantau_status read = pantau_mask_read(&mask, options->lexicons.dir,
			status == PANTAU_OK ? err : NULL);
	if (status == PANTAU_OK) {
		status = read;
	}
	if (status == PANTAU_OK) {
		status = run(&fit, &mask, err);
	}
	pantau_mask_finish(&mask);
	release(&fit);
	return status;
}
