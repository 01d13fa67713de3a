/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Opens lexicons as they are, or as they would be with another desk layer. */

#include "tune/version.h"

#include <stdlib.h>

#include "lexicon/lexicons.h"
#include "tune/fit.h"

#define LAYER "desk.tsv"

void pantau_version_finish(struct version *version)
{
	pantau_analyser_destroy(version->analyser);
	pantau_scorer_destroy(version->scorer);
	pantau_lexicons_close(version->lexicons);
	*version = (struct version){NULL, NULL, NULL};
}

/* What is made over lexicons. */
static enum pantau_status equip(struct version *version, unsigned layers,
		struct pantau_error *err)
{
	enum pantau_status status = pantau_scorer_create_layers(
			version->lexicons, layers, &version->scorer, err);

	return status == PANTAU_OK ? pantau_analyser_create(version->lexicons,
			&version->analyser, err) : status;
}

enum pantau_status pantau_version_open(
		const struct pantau_lexicon_options *options, unsigned layers,
		struct version *out, struct pantau_error *err)
{
	*out = (struct version){NULL, NULL, NULL};
	enum pantau_status status = pantau_lexicons_open(options,
			&out->lexicons, err);

	return status == PANTAU_OK ? equip(out, layers, err) : status;
}

/* False when memory is out. */
static bool choose(const struct gold *gold, const uint8_t *part,
		unsigned measured, struct arena *arena, struct fit_text *text,
		size_t *n)
{
	for (size_t i = 0; i < gold->n; i++) {
		const struct gold_item *item = &gold->item[i];
		if (part[i] == measured || part[i] == SPLIT_NONE) {
			continue;
		}
		struct str whole = pantau_gold_whole(item, arena);
		if (whole.p == NULL) {
			return false;
		}
		text[(*n)++] = (struct fit_text){
			.text = whole,
			.label = (uint8_t)(item->tone - PANTAU_TONE_NEGATIVE),
			.weight = 1,
		};
	}
	return true;
}

_Static_assert(WEIGHT_NEGATIVE == PANTAU_TONE_NEGATIVE - 1 &&
		WEIGHT_NEUTRAL == PANTAU_TONE_NEUTRAL - 1 &&
		WEIGHT_POSITIVE == PANTAU_TONE_POSITIVE - 1,
		"tones have one order everywhere");

/* The bytes of the layer that is fitted to some texts. */
static enum pantau_status fit(const struct pantau_lexicon_options *options,
		const struct fit_text *text, size_t n,
		bool (*progress)(void *context), struct buf *bytes,
		struct pantau_error *err)
{
	const struct fit_options settings = {
		.lexicons = *options, .layer = LAYER, .rows = FIT_DESK_ROWS,
		.least = FIT_LEAST, .l2 = FIT_DESK_L2, .progress = progress,
	};
	struct fit_report report;
	struct layer_file layer = {.rows = 0};
	enum pantau_status status = pantau_fit_layer(&settings, text, n, &layer,
			&report, err);

	if (status == PANTAU_OK && !pantau_layer_write(&layer, str_make(NULL,
			0), bytes)) {
		status = pantau_fail_memory(err);
	}
	pantau_layer_finish(&layer);
	return status;
}

enum pantau_status pantau_version_fit(
		const struct pantau_lexicon_options *options,
		const struct gold *gold, const uint8_t *part, unsigned measured,
		bool (*progress)(void *context), struct version *out,
		struct pantau_error *err)
{
	struct fit_text *text = calloc(gold->n + 1, sizeof(*text));
	struct arena arena;
	struct buf bytes;
	size_t n = 0;

	*out = (struct version){NULL, NULL, NULL};
	pantau_arena_init(&arena);
	pantau_buf_init(&bytes);
	enum pantau_status status = text != NULL && choose(gold, part, measured,
			&arena, text, &n) ? fit(options, text, n, progress,
			&bytes, err) : pantau_fail_memory(err);
	if (status == PANTAU_OK) {
		status = pantau_lexicons_open_with(options, LAYER,
				buf_str(&bytes), &out->lexicons, err);
	}
	if (status == PANTAU_OK) {
		status = equip(out, 0, err);
	}
	pantau_buf_finish(&bytes);
	pantau_arena_finish(&arena);
	free(text);
	return status;
}
