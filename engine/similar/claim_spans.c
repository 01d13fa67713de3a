/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* What a text and a debunk share: how much, whether that makes a match, and
 * where it stands in both. */

#include "similar/claim_parts.h"

/* The shingle of the text that begins at a word of a debunk, or CLAIM_ABSENT. */
static uint32_t shingle_at(const struct claim_finder *f, const uint32_t *word)
{
	if (word[0] == CLAIM_BREAK || word[1] == CLAIM_BREAK ||
			word[2] == CLAIM_BREAK) {
		return CLAIM_ABSENT;
	}
	return pantau_claim_table_get(&f->shingles, claim_shingle(word[0],
			word[1], word[2]));
}

/* Words of a shingle, unless a debunk's others had them already. */
static double weight_of(struct claim_finder *f, uint32_t spot, uint32_t mark)
{
	double sum = 0;

	for (uint32_t i = spot; i < spot + 3; i++) {
		uint32_t word = f->spot[i].word, term = f->word_term[word];
		/* Shingles made to collide may be of words that are in no
		 * debunk. */
		if (f->word_mark[word] != mark &&
				term < f->claims->head->terms) {
			f->word_mark[word] = mark;
			sum += claims_rarity(f->claims, term);
		}
	}
	return sum;
}

static void share(struct claim_finder *f, struct claim_candidate *candidate,
		uint32_t mark)
{
	const struct claims *c = f->claims;
	uint32_t first = c->first_word[candidate->debunk];
	uint32_t end = c->first_word[candidate->debunk + 1];

	for (uint32_t i = first; i + 2 < end; i++) {
		uint32_t shingle = shingle_at(f, c->word + i);
		if (shingle != CLAIM_ABSENT &&
				f->shingle_mark[shingle] != mark) {
			f->shingle_mark[shingle] = mark;
			candidate->shared++;
			candidate->weight += weight_of(f,
					f->shingle_spot[shingle], mark);
		}
	}
	candidate->containment = f->shingles.n == 0 ? 0 :
			(double)candidate->shared / (double)f->shingles.n;
}

/* How much of the gist of a title or claim a text has; 0 where a number of it
 * is not there, or there are too few words. */
static double cover(const struct claim_finder *f, const uint32_t *gist,
		const uint32_t *end)
{
	const struct claims *c = f->claims;
	double all = 0, here = 0;
	size_t words = 0;

	for (; gist < end && *gist != CLAIM_BREAK; gist++) {
		uint32_t term = *gist & ~CLAIM_NUMBER;
		double rarity = claims_rarity(c, term);
		bool has = pantau_claim_table_get(&f->stems, c->term[term]) !=
				CLAIM_ABSENT;
		if (!has && term != *gist) {
			return 0;
		}
		all += rarity;
		here += has ? rarity : 0;
		words += has;
	}
	return words >= CLAIM_COVERED_WORDS && here >= CLAIM_WEIGHT ?
			here / all : 0;
}

static double coverage(const struct claim_finder *f, uint32_t debunk)
{
	const uint32_t *gist = f->claims->gist + f->claims->first_gist[debunk];
	const uint32_t *end = f->claims->gist +
			f->claims->first_gist[debunk + 1];
	double best = 0;

	while (gist < end) {
		best = fmax(best, cover(f, gist, end));
		while (gist < end && *gist++ != CLAIM_BREAK) {
		}
	}
	return best;
}

static enum claim_kind kind_of(const struct claim_finder *f,
		const struct claim_candidate *c)
{
	if (c->shared >= CLAIM_SHARED && c->containment >= CLAIM_CONTAINED &&
			c->weight >= CLAIM_WEIGHT) {
		return CLAIM_MATCH;
	}
	if (f->shingles.n < CLAIM_SHARED && c->shared > 0 &&
			c->shared == f->shingles.n &&
			c->weight >= CLAIM_SHORT_WEIGHT) {
		return CLAIM_MATCH;
	}
	if ((c->shared >= CLAIM_SIMILAR_SHARED && c->weight >= CLAIM_WEIGHT &&
			c->containment >= CLAIM_SIMILAR_CONTAINED) ||
			(c->shared >= CLAIM_QUOTED &&
			c->weight >= CLAIM_QUOTED_WEIGHT)) {
		return CLAIM_SIMILAR;
	}
	return c->coverage >= (f->plain < CLAIM_LONG ? CLAIM_COVERED :
			CLAIM_COVERED_LONG) ? CLAIM_SIMILAR : CLAIM_NONE;
}

static double score_of(const struct claim_finder *f,
		const struct claim_candidate *c)
{
	double repeated = 1 + 2 * c->containment;

	if (!pantau_claim_bare(f->claims, c->debunk)) {
		return c->bm25 * (repeated + c->coverage);
	}
	/* Of a title three words in a row say no more than the words. */
	return pantau_claim_title(f, c->debunk) *
			(c->kind == CLAIM_MATCH ? repeated : 1);
}

void pantau_claim_weigh(struct claim_finder *f, bool quick)
{
	for (size_t i = 0; i < f->candidates; i++) {
		struct claim_candidate *c = &f->candidate[i];
		share(f, c, (uint32_t)i);
		c->coverage = quick ? 0 : coverage(f, c->debunk);
		c->kind = kind_of(f, c);
		c->score = score_of(f, c);
	}
}

/* --- where --- */

struct run {
	uint32_t spot, word, words; /* in the text, in the debunk */
};

/* The longest runs of words that are the same, at most CLAIM_SPANS. */
static size_t find_runs(const struct claim_finder *f, uint32_t debunk,
		struct run run[CLAIM_SPANS])
{
	const struct claims *c = f->claims;
	uint32_t end = c->first_word[debunk + 1];
	size_t n = 0;

	for (uint32_t i = c->first_word[debunk], words; i + 2 < end;
			i += words) {
		uint32_t shingle = shingle_at(f, c->word + i);
		words = 1;
		if (shingle == CLAIM_ABSENT) {
			continue;
		}
		uint32_t spot = f->shingle_spot[shingle];
		for (words = 3; i + words < end && spot + words < f->spots &&
				f->spot[spot + words].word != CLAIM_BREAK &&
				f->word_term[f->spot[spot + words].word] ==
				c->word[i + words]; words++) {
		}
		size_t at = n < CLAIM_SPANS ? n++ : CLAIM_SPANS - 1;
		if (at == CLAIM_SPANS - 1 && n == CLAIM_SPANS &&
				run[at].words >= words && run[at].words != 0) {
			continue;
		}
		for (; at > 0 && run[at - 1].words < words; at--) {
			run[at] = run[at - 1];
		}
		run[at] = (struct run){spot, i, words};
	}
	return n;
}

static uint32_t take_number(const struct claims *c, uint64_t *at)
{
	uint32_t value = 0;

	for (unsigned shift = 0; *at < c->head->places && shift < 32;
			shift += 7) {
		uint8_t byte = c->place[(*at)++];
		value |= (uint32_t)(byte & 127) << shift;
		if (byte < 128) {
			break;
		}
	}
	return value;
}

/* Reads where the words of a debunk stand and fills that in. */
static void place_runs(const struct claims *c, uint32_t debunk,
		const struct run *run, struct claim_span *span, size_t n)
{
	uint64_t at = c->first_place[debunk];
	uint32_t start = 0, end;
	uint8_t field = 0;

	for (uint32_t i = c->first_word[debunk];
			i < c->first_word[debunk + 1]; i++) {
		if (c->word[i] == CLAIM_BREAK) {
			field++;
			start = 0;
			continue;
		}
		start += take_number(c, &at);
		end = start + take_number(c, &at);
		for (size_t k = 0; k < n; k++) {
			if (i == run[k].word) {
				span[k].debunk_start = start;
				span[k].debunk_field = field;
			}
			if (i == run[k].word + run[k].words - 1) {
				span[k].debunk_end = end;
			}
		}
	}
}

size_t pantau_claim_spans(const struct claim_finder *f, uint32_t debunk,
		struct claim_span span[CLAIM_SPANS])
{
	struct run run[CLAIM_SPANS] = {{0, 0, 0}};
	size_t n = find_runs(f, debunk, run);

	/* By place in the text. */
	for (size_t i = 1; i < n; i++) {
		struct run here = run[i];
		size_t at = i;
		for (; at > 0 && run[at - 1].spot > here.spot; at--) {
			run[at] = run[at - 1];
		}
		run[at] = here;
	}
	for (size_t i = 0; i < n; i++) {
		uint32_t last = run[i].spot + run[i].words - 1;
		span[i] = (struct claim_span){
			.start = f->spot[run[i].spot].start,
			.end = f->spot[last].end,
			.field = run[i].spot >= f->title_spots,
		};
	}
	place_runs(f->claims, debunk, run, span, n);
	return n;
}
