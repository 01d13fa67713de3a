/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_SCORE_SCORE_H
#define PANTAU_SCORE_SCORE_H

/* The scorer as the pipeline uses it: tokens in, arena out. */

#include "base/arena.h"
#include "pantau/score.h"
#include "text/analyser.h"

/* Scores tokens already made by an analyser over the same score image. Both
 * texts and both token sets must be valid; empty ones have no tokens. */
enum pantau_status pantau_score_tokens(const struct pantau_scorer *scorer,
		struct str title, const struct pantau_tokens *title_tokens,
		struct str text, const struct pantau_tokens *text_tokens,
		struct arena *arena, struct pantau_score *out,
		struct pantau_error *err);

/* Name of a hoax group ('sebar') and its title in a language. */
struct str pantau_score_group_name(const struct pantau_scorer *scorer,
		unsigned group);
struct str pantau_score_group_title(const struct pantau_scorer *scorer,
		unsigned group, enum pantau_lang lang);

#endif
