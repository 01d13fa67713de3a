/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_TESTS_TWIN_H
#define PANTAU_TESTS_TWIN_H

/* Two analysers over the same lexicons, one of which never takes a fast path:
 * what they make of a text must be the same (token_check.h). */

#include "data_lexicons.h"

#include "token_check.h"

struct twin {
	struct pantau_lexicons *lexicons;
	struct pantau_analyser *analyser, *careful;
	struct arena arena;
};

/* False when a lexicon cannot be opened; to be closed all the same. */
static inline bool open_twin(struct twin *twin)
{
	pantau_arena_init(&twin->arena);
	twin->lexicons = open_data_lexicons("text");
	twin->analyser = create_analyser(twin->lexicons);
	twin->careful = create_analyser(twin->lexicons);
	if (twin->analyser == NULL || twin->careful == NULL) {
		return false;
	}
	pantau_analyser_careful(twin->careful, true);
	return true;
}

static inline void close_twin(struct twin *twin)
{
	pantau_analyser_destroy(twin->analyser);
	pantau_analyser_destroy(twin->careful);
	pantau_lexicons_close(twin->lexicons);
	pantau_arena_finish(&twin->arena);
}

#endif
