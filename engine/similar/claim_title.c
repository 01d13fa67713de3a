/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * Debunks that have no body are ranked by what a text says of their title or
 * claim in words of its own. A title is so short that BM25 can tell little of
 * it: that it has a word once says nothing, and two words more make it twice as
 * long. So it is the worth of the words that the text has, over the square root
 * of what all are worth, as vectors of words are compared (Salton, Buckley,
 * "Term-weighting approaches in automatic text retrieval", 1988).
 *
 * What was tried on pairs of narratives and titles and did not help: words that
 * follow each other or stand near each other, the beginning of the text, more for
 * names, less for words of debunking, a thesaurus (mythes-id), letters in a row
 * and names with one wrong, and most of them together in a fitted model.
 */

#include "similar/claim_parts.h"

double pantau_claim_mass(const struct claims *c, const uint32_t *gist,
		const uint32_t *end)
{
	double sum = 0;

	for (; gist < end && *gist != CLAIM_BREAK; gist++) {
		sum += claims_worth(c, *gist & ~CLAIM_NUMBER);
	}
	return sum;
}

double pantau_claim_often(const struct claim_finder *f, uint32_t stem)
{
	return stem == CLAIM_ABSENT ? 0 : 1 + 0.5 * log(f->stem_count[stem]);
}

bool pantau_claim_bare(const struct claims *c, uint32_t debunk)
{
	uint32_t first = c->first_word[debunk], end = c->first_word[debunk + 1];

	/* The last two breaks: after the claim, and after the body. */
	return end - first >= 2 && c->word[end - 1] == CLAIM_BREAK &&
			c->word[end - 2] == CLAIM_BREAK;
}

static double cosine(const struct claim_finder *f, const uint32_t *gist,
		const uint32_t *end)
{
	const struct claims *c = f->claims;
	double mass = pantau_claim_mass(c, gist, end), here = 0;

	for (; gist < end && *gist != CLAIM_BREAK; gist++) {
		uint32_t term = *gist & ~CLAIM_NUMBER;
		here += claims_worth(c, term) * pantau_claim_often(f,
				pantau_claim_table_get(&f->stems,
				c->term[term]));
	}
	return mass > 0 ? here / sqrt(mass) : 0;
}

/* What BM25 makes of a word of a title in a debunk of average length. */
#define SCALE 1.8

double pantau_claim_title(const struct claim_finder *f, uint32_t debunk)
{
	const struct claims *c = f->claims;
	const uint32_t *gist = c->gist + c->first_gist[debunk];
	const uint32_t *end = c->gist + c->first_gist[debunk + 1];
	double best = 0;

	while (gist < end) {
		best = fmax(best, cosine(f, gist, end));
		while (gist < end && *gist++ != CLAIM_BREAK) {
		}
	}
	return best * SCALE * sqrt((double)c->head->gist_mean / 1000);
}
