/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * The analyser over arbitrary bytes: everything that token_check.h demands,
 * and the same from an analyser without fast paths.
 */

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "../unit/token_check.h"
#include "lexicon/lexicons.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct pantau_analyser *open_analyser(void)
{
	const char *root = getenv("PANTAU_SOURCE_ROOT");
	char dir[4096];
	struct pantau_lexicon_options options = {.dir = dir};
	struct pantau_error err = {.lang = PANTAU_LANG_EN};
	/* Lives as long as the process, as the analysers do. */
	static struct pantau_lexicons *lexicons;
	struct pantau_analyser *analyser = NULL;

	snprintf(dir, sizeof(dir), "%s/tests/data/text",
			root != NULL ? root : ".");
	if ((lexicons == NULL && pantau_lexicons_open(&options, &lexicons,
			&err) != PANTAU_OK) || pantau_analyser_create(lexicons,
				&analyser, &err) != PANTAU_OK) {
		fprintf(stderr, "%s: %s\n", dir, err.message);
		abort();
	}
	return analyser;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct pantau_analyser *analyser, *careful;
	static struct arena arena;

	if (analyser == NULL) {
		analyser = open_analyser();
		careful = open_analyser();
		pantau_analyser_careful(careful, true);
		pantau_arena_init(&arena);
	}
	const char *wrong = check_text(analyser, careful,
			str_make((const char *)data, size), &arena);
	if (wrong != NULL) {
		fprintf(stderr, "%s\n", wrong);
		abort();
	}
	return 0;
}
