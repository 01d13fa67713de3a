/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_SCORE_TARGET_H
#define PANTAU_SCORE_TARGET_H

/* Tone near a target, over tokens that are there already. */

#include "score/score.h"

/* As pantau_score_target; the guess is that of the score of the same texts. The
 * evidence is in the arena. */
enum pantau_status pantau_score_target_tokens(
		const struct pantau_scorer *scorer,
		const struct pantau_target *target, struct str title,
		const struct pantau_tokens *title_tokens, struct str text,
		const struct pantau_tokens *text_tokens,
		const struct pantau_language_guess *guess, struct arena *arena,
		struct pantau_target_score *out, struct pantau_error *err);

#endif
