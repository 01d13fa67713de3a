/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * stem.test: a word as the dictionary spells it; its root. spell.test: words as
 * people type them; their stems as 'pantau stem' gives them.
 */

#include "spec.h"

bool spec_run_stem(struct spec *spec, struct str input)
{
	struct arena arena;
	struct stem stem;
	pantau_arena_init(&arena);
	struct str word = pantau_text_fold(spec->analyser, input, &arena);
	pantau_buf_str(&spec->got[1], pantau_analyser_stem(spec->analyser, word,
			&stem));
	pantau_arena_finish(&arena);
	return true;
}

bool spec_run_spell(struct spec *spec, struct str input)
{
	size_t n;
	const char *stem = pantau_stem(spec->analyser, input.p, input.n, &n);
	pantau_buf_append(&spec->got[1], stem, n);
	return true;
}
