/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* explain.test: a word; its prefixes, root and suffixes as 'stem --explain' has
 * them, and what the root rests on. */

#include "spec.h"
#include "text/analyser.h"

static const char *source_of(const struct stem *stem)
{
	switch (stem->source) {
	case STEM_EXCEPTION:
		return "exception";
	case STEM_GUESS:
		return "guess";
	default:
		return stem->root_line != 0 ? "root" : "unknown";
	}
}

bool spec_run_explain(struct spec *spec, struct str input)
{
	struct stem stem;
	struct str root = pantau_analyser_stem(spec->analyser, input, &stem);

	pantau_buf_printf(&spec->got[1], "%s- " STR_FMT " -%s%s %s",
			stem.prefixes, STR_ARG(root), stem.suffixes,
			stem.reduplicated ? " twice" : "", source_of(&stem));
	return true;
}
