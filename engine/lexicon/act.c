/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* The traits that acts.tsv weighs. */

#include "lexicon/act.h"

enum text_trait pantau_act_trait(struct str cue)
{
	enum text_trait trait = pantau_trait_find(str_skip(cue, 1));

	/* The matches that tell these two are tone's. */
	return trait == TRAIT_NEGATION || trait == TRAIT_CONTRAST ? ACT_TRAITS
			: trait;
}
