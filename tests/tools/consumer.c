/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* The public API in one breath: lexicons, a stem, a tone with its rows. */
#include <pantau/pantau.h>
#include <stdio.h>
#include <string.h>

int main(int argc, char **argv)
{
	static const char text[] = "Pelayanan puskesmas sangat ramah dan cepat";
	struct pantau_lexicon_options options = {
		.dir = argc > 1 ? argv[1] : ".",
		.roots_file = argc > 2 ? argv[2] : NULL,
	};
	struct pantau_lexicons *lexicons = NULL;
	struct pantau_analyser *analyser = NULL;
	struct pantau_scorer *scorer = NULL;
	struct pantau_score score;
	struct pantau_error err = {.lang = PANTAU_LANG_EN};
	size_t n;
	if (pantau_lexicons_open(&options, &lexicons, &err) != PANTAU_OK ||
			pantau_analyser_create(lexicons, &analyser, &err) != PANTAU_OK ||
			pantau_scorer_create(lexicons, &scorer, &err) != PANTAU_OK ||
			pantau_score_text(scorer, analyser, "", 0, text,
				strlen(text), &score, &err) != PANTAU_OK) {
		fprintf(stderr, "%s:%lu: %s\n", err.file, (unsigned long)err.line,
				err.message);
		return 1;
	}
	printf("tone %s\n", pantau_tone_name(score.text.label));
	const char *stem = pantau_stem(analyser, "keadilan", 8, &n);
	printf("stem %.*s\n", (int)n, stem);
	pantau_scorer_destroy(scorer);
	pantau_analyser_destroy(analyser);
	pantau_lexicons_close(lexicons);
	return 0;
}
