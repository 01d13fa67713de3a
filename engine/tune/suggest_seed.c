/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Where rows of the seed stand in texts: another row of it has no say there,
 * unless it is longer. */

#include "tune/suggest_parts.h"

#include "base/arena.h"
#include "lexicon/lexicons.h"

static bool is_seed(const struct pantau_lexicons *lexicons, uint32_t rule)
{
	struct pantau_rule row;

	return pantau_lexicons_rule(lexicons, rule, &row) &&
			strcmp(row.file, "learned.tsv") != 0 &&
			strcmp(row.file, "desk.tsv") != 0;
}

bool pantau_seed_spans_make(const struct pantau_lexicons *lexicons,
		const struct pantau_tone_score *tone, struct arena *arena,
		struct seed_spans *out)
{
	*out = (struct seed_spans){.n = 0};
	out->span = pantau_arena_zero(arena, tone->evidences + 1,
			sizeof(*out->span));
	for (size_t i = 0; out->span != NULL && i < tone->evidences; i++) {
		const struct pantau_evidence *e = &tone->evidence[i];
		/* Traits stand nowhere. */
		if (e->end != 0 && is_seed(lexicons, e->rule)) {
			out->span[out->n++] = (struct seed_span){e->start,
				e->end};
		}
	}
	return out->span != NULL;
}

bool pantau_seed_takes(const struct seed_spans *spans,
		const struct term_place *place, size_t length)
{
	for (size_t i = 0; i < spans->n; i++) {
		const struct seed_span *span = &spans->span[i];
		bool same = span->start == place->start &&
				span->end == place->end;
		if (span->start <= place->start && place->end <= span->end &&
				(!same || place->end - place->start !=
				length)) {
			return true;
		}
	}
	return false;
}
