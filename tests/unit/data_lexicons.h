/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_TESTS_DATA_LEXICONS_H
#define PANTAU_TESTS_DATA_LEXICONS_H

/* The small lexicons of tests/data, and analysers over them. What cannot be
 * opened is NULL, and says why; so is what is made over NULL. */

#include "check.h"

#include <stdio.h>
#include <stdlib.h>

#include "pantau/lexicon.h"
#include "pantau/text.h"

static inline const char *source_root(void)
{
	const char *root = getenv("PANTAU_SOURCE_ROOT");
	return root != NULL ? root : ".";
}

/* name: a folder of tests/data. To be closed by the caller. */
static inline struct pantau_lexicons *open_data_lexicons(const char *name)
{
	char dir[4096];
	struct pantau_error err = {.lang = PANTAU_LANG_EN};
	struct pantau_lexicon_options options = {.dir = dir};
	struct pantau_lexicons *lexicons = NULL;
	snprintf(dir, sizeof(dir), "%s/tests/data/%s", source_root(), name);
	if (pantau_lexicons_open(&options, &lexicons, &err) != PANTAU_OK) {
		print_error("%s:%d: %s\n", err.file, (int)err.line,
				err.message);
	}
	return lexicons;
}

static inline struct pantau_analyser *create_analyser(
		const struct pantau_lexicons *lexicons)
{
	struct pantau_error err = {.lang = PANTAU_LANG_EN};
	struct pantau_analyser *analyser = NULL;
	if (lexicons != NULL && pantau_analyser_create(lexicons, &analyser,
			&err) != PANTAU_OK) {
		print_error("%s\n", err.message);
	}
	return analyser;
}

#endif
