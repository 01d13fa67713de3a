/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* tone.test: text; label. hoax.test, complaints.test: text; level.
 * language.test: text; code. Tone is that of the seed alone: what learned
 * layers do to it is told by lexicons/uji and by the figures, and changes with
 * each fit. */

#include "score/score.h"
#include "spec.h"

static bool run(struct spec *spec, struct str input, struct pantau_score *out)
{
	struct pantau_scorer *scorer;
	if (pantau_scorer_create_layers(spec->lexicons, SCORE_SEED, &scorer,
			NULL) != PANTAU_OK) {
		return false;
	}
	bool ok = pantau_score_text(scorer, spec->analyser, NULL, 0, input.p,
			input.n, out, NULL) == PANTAU_OK;
	pantau_scorer_destroy(scorer);
	return ok;
}

bool spec_run_tone(struct spec *spec, struct str input)
{
	struct pantau_score score;
	if (!run(spec, input, &score)) {
		return false;
	}
	pantau_buf_str(&spec->got[1], str_of(pantau_tone_name(
			score.text.label)));
	return true;
}

bool spec_run_hoax(struct spec *spec, struct str input)
{
	struct pantau_score score;
	if (!run(spec, input, &score)) {
		return false;
	}
	pantau_buf_str(&spec->got[1], str_of(pantau_hoax_name(score.hoax)));
	return true;
}

bool spec_run_language(struct spec *spec, struct str input)
{
	struct pantau_score score;
	if (!run(spec, input, &score)) {
		return false;
	}
	pantau_buf_str(&spec->got[1], str_of(pantau_language_name(
			score.language.label)));
	return true;
}
