/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_TESTS_DATA_ANALYSER_H
#define PANTAU_TESTS_DATA_ANALYSER_H

/* An analyser over a folder of tests/data; what cannot be opened ends the run. */

#include <stdio.h>
#include <stdlib.h>

#include "lexicon/lexicons.h"
#include "text/analyser.h"

/* Analyser and lexicons live as long as the process; the lexicons, of the
 * folder of the first call, are shared by all. */
static inline struct pantau_analyser *open_data_analyser(const char *name)
{
	const char *root = getenv("PANTAU_SOURCE_ROOT");
	char dir[4096];
	struct pantau_lexicon_options options = {.dir = dir};
	struct pantau_error err = {.lang = PANTAU_LANG_EN};
	static struct pantau_lexicons *lexicons;
	struct pantau_analyser *analyser = NULL;

	snprintf(dir, sizeof(dir), "%s/tests/data/%s",
			root != NULL ? root : ".", name);
	if ((lexicons == NULL && pantau_lexicons_open(&options, &lexicons,
			&err) != PANTAU_OK) || pantau_analyser_create(lexicons,
				&analyser, &err) != PANTAU_OK) {
		fprintf(stderr, "%s: %s\n", dir, err.message);
		abort();
	}
	return analyser;
}

#endif
