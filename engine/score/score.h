/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_SCORE_SCORE_H
#define PANTAU_SCORE_SCORE_H

/* The scorer as the pipeline uses it: tokens in, arena out. */

#include "base/arena.h"
#include "pantau/score.h"
#include "text/analyser.h"

/* Whose rows speak of tone: sentiment*.tsv, emoji.tsv and tone-traits.tsv;
 * learned.tsv; desk.tsv. */
enum score_layer {
	SCORE_SEED = 1 << 0,
	SCORE_LEARNED = 1 << 1,
	SCORE_DESK = 1 << 2,
};
#define SCORE_LAYERS (SCORE_SEED | SCORE_LEARNED | SCORE_DESK)

/* As pantau_scorer_create, but only the rows of some layers (enum score_layer)
 * give evidence of tone; 0: all. Negators and the like act as ever. */
enum pantau_status pantau_scorer_create_layers(
		const struct pantau_lexicons *lexicons, unsigned layers,
		struct pantau_scorer **out, struct pantau_error *err);

/*
 * Scores tokens already made by an analyser over the same score image. Both
 * texts and both token sets must be valid; empty ones have no tokens. given is
 * the language that came with the document (pantau_language_given); NULL: it is
 * detected.
 */
enum pantau_status pantau_score_tokens(const struct pantau_scorer *scorer,
		struct str title, const struct pantau_tokens *title_tokens,
		struct str text, const struct pantau_tokens *text_tokens,
		const struct pantau_language_guess *given,
		struct arena *arena, struct pantau_score *out,
		struct pantau_error *err);

/* As above, but of tone there is no evidence, and there is no act: what a
 * database keeps. All that is told is the same bit for bit. */
enum pantau_status pantau_score_labels(const struct pantau_scorer *scorer,
		struct str title, const struct pantau_tokens *title_tokens,
		struct str text, const struct pantau_tokens *text_tokens,
		const struct pantau_language_guess *given,
		struct arena *arena, struct pantau_score *out,
		struct pantau_error *err);

/* As pantau_score_text, with the language as above. */
enum pantau_status pantau_score_given(const struct pantau_scorer *scorer,
		struct pantau_analyser *analyser, struct str title,
		struct str text, const struct pantau_language_guess *given,
		struct pantau_score *out, struct pantau_error *err);

/* What a cue adds as its row says, before the cap of its group. */
float pantau_score_cue_weight(const struct pantau_scorer *scorer,
		uint32_t rule);

/* Name of a hoax group ('sebar') and its title in a language. */
struct str pantau_score_group_name(const struct pantau_scorer *scorer,
		unsigned group);
struct str pantau_score_group_title(const struct pantau_scorer *scorer,
		unsigned group, enum pantau_lang lang);
/* Whether a group's cues can raise a level: those of style cannot, nor those that
 * speak against. */
bool pantau_score_group_raises(const struct pantau_scorer *scorer,
		unsigned group);

#endif
