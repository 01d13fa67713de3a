/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_SCORE_SCORE_H
#define PANTAU_SCORE_SCORE_H

/* The scorer as the pipeline uses it: tokens in, arena out. */

#include "base/arena.h"
#include "pantau/score.h"
#include "text/analyser.h"

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

/* As pantau_score_text, with the language as above. */
enum pantau_status pantau_score_given(const struct pantau_scorer *scorer,
		struct pantau_analyser *analyser, struct str title,
		struct str text, const struct pantau_language_guess *given,
		struct pantau_score *out, struct pantau_error *err);

/* Name of a hoax group ('sebar') and its title in a language. */
struct str pantau_score_group_name(const struct pantau_scorer *scorer,
		unsigned group);
struct str pantau_score_group_title(const struct pantau_scorer *scorer,
		unsigned group, enum pantau_lang lang);

#endif
