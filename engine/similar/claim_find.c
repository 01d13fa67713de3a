/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Candidates by BM25, what each has of the text, and the answer (claim.h). */

#include <stdlib.h>

#include "similar/claim_parts.h"

/* --- candidates --- */

#define BM25_K1 2.0f
#define BM25_B 0.75f

/* The terms of a text that debunks have, by how many have them: stems, for who
 * passes a claim on in words of his own. */
static struct radix_item *terms_of(const struct claim_finder *f, size_t *n)
{
	size_t room = f->stems.n + 1;
	struct radix_item *item = malloc(2 * room * sizeof(*item));

	*n = 0;
	if (item == NULL) {
		return NULL;
	}
	for (size_t i = 0; i < f->stems.n; i++) {
		uint32_t term = pantau_claims_term(f->claims, f->stems.key[i]);
		if (term != CLAIM_ABSENT) {
			item[(*n)++] = (struct radix_item){claims_frequency(
					f->claims, term), term};
		}
	}
	pantau_radix_sort(item, item + room, *n);
	return item;
}

static void add_term(struct claim_finder *f, uint32_t term)
{
	const struct claims *c = f->claims;
	float worth = (float)(claims_worth(c, term) * pantau_claim_often(f,
			pantau_claim_table_get(&f->stems, c->term[term])));
	float mean = c->head->mean != 0 ? (float)c->head->mean : 1;

	for (uint32_t i = c->posting[term]; i < c->posting[term + 1]; i++) {
		uint32_t debunk = c->debunk[i];
		float weight = c->weight[i];
		float length = (float)c->length[debunk] / mean;
		if (f->score[debunk] == 0) {
			f->touched[f->touches++] = debunk;
		}
		f->score[debunk] += worth * weight * (BM25_K1 + 1) / (weight +
				BM25_K1 * (1 - BM25_B + BM25_B * length));
	}
}

/* The same for who only asks what holds most of the text: neither how often a
 * debunk has the word nor how long it is matters, and nothing is to be looked
 * up for it. The word's worth. */
static float add_quickly(struct claim_finder *f, uint32_t term)
{
	const struct claims *c = f->claims;
	float rarity = (float)claims_rarity(c, term);

	for (uint32_t i = c->posting[term]; i < c->posting[term + 1]; i++) {
		uint32_t debunk = c->debunk[i];
		if (f->score[debunk] == 0) {
			f->touched[f->touches++] = debunk;
		}
		f->score[debunk] += rarity;
	}
	return rarity;
}

static bool worse(struct claim_candidate a, struct claim_candidate b)
{
	return a.bm25 != b.bm25 ? a.bm25 < b.bm25 : a.debunk > b.debunk;
}

/* Into its place among the best so far. */
static void take(struct claim_finder *f, size_t most,
		struct claim_candidate new)
{
	struct claim_candidate *best = f->candidate;

	if (f->candidates == most) {
		if (!worse(best[f->candidates - 1], new)) {
			return;
		}
		f->candidates--;
	}
	size_t at = f->candidates++;
	for (; at > 0 && worse(best[at - 1], new); at--) {
		best[at] = best[at - 1];
	}
	best[at] = new;
}

bool pantau_claim_candidates(struct claim_finder *f, bool quick)
{
	size_t postings = quick ? CLAIM_QUICK : CLAIM_POSTINGS;
	size_t most = quick ? CLAIM_QUICK_CANDIDATES : CLAIM_CANDIDATES;
	float all = 0;
	size_t n, read = 0;
	struct radix_item *term = terms_of(f, &n);

	f->candidates = f->touches = 0;
	if (term == NULL) {
		return false;
	}
	for (size_t i = 0; i < n && i < CLAIM_TERMS; i++) {
		read += term[i].key;
		if (i > 0 && read > postings) {
			break;
		}
		if (quick) {
			all += add_quickly(f, (uint32_t)term[i].value);
		} else {
			add_term(f, (uint32_t)term[i].value);
		}
	}
	free(term);
	for (size_t i = 0; i < f->touches; i++) {
		uint32_t debunk = f->touched[i];
		if (f->score[debunk] >= all * CLAIM_QUICK_PART) {
			take(f, most, (struct claim_candidate){.debunk = debunk,
					.bm25 = f->score[debunk]});
		}
		f->score[debunk] = 0;
	}
	return true;
}

/* --- the answer --- */

static bool before(const struct claim_candidate *a,
		const struct claim_candidate *b)
{
	if (a->kind != b->kind) {
		return a->kind > b->kind;
	}
	return a->score != b->score ? a->score > b->score :
			a->debunk < b->debunk;
}

static void rank(struct claim_finder *f)
{
	for (size_t i = 1; i < f->candidates; i++) {
		struct claim_candidate c = f->candidate[i];
		size_t at = i;
		for (; at > 0 && before(&c, &f->candidate[at - 1]); at--) {
			f->candidate[at] = f->candidate[at - 1];
		}
		f->candidate[at] = c;
	}
}

/* Words of denial count in the spans and up to so many bytes from them. */
#define NEAR 400

static bool denied(const struct claim_text *text, const struct claim_hit *hit)
{
	for (size_t d = 0; d < text->denials; d++) {
		const struct claim_place *word = &text->denial[d];
		for (size_t i = 0; i < hit->spans; i++) {
			const struct claim_span *span = &hit->span[i];
			if (span->field == word->field && (uint64_t)word->start
					< (uint64_t)span->end + NEAR &&
					(uint64_t)word->end + NEAR >
					span->start) {
				return true;
			}
			/* A title speaks of the whole. */
			if (word->field == 0 && span->field != 0) {
				return true;
			}
		}
	}
	return false;
}

/* Are all words of the text together rare enough for a match? A text of few
 * shingles has to be there as a whole: then none of its words may be new. */
static bool may_match(const struct claim_finder *f)
{
	bool few = f->shingles.n < CLAIM_SHARED;
	double sum = 0, enough = few ? CLAIM_SHORT_WEIGHT : CLAIM_WEIGHT;

	for (size_t i = 0; i < f->words.n && sum < enough; i++) {
		uint32_t term = f->word_term[i];
		if (term < f->claims->head->terms) {
			sum += claims_rarity(f->claims, term);
		} else if (few) {
			return false;
		}
	}
	return sum >= enough;
}

enum pantau_status pantau_claim_find(struct claim_finder *f,
		const struct claim_text *text, size_t limit,
		const struct claim_hit **hit, size_t *hits,
		struct pantau_error *err)
{
	*hit = f->hit;
	*hits = 0;
	if (!pantau_claim_read(f, text)) {
		return pantau_fail_memory(err);
	}
	if (text->quick && !may_match(f)) {
		return PANTAU_OK;
	}
	if (!pantau_claim_candidates(f, text->quick)) {
		return pantau_fail_memory(err);
	}
	pantau_claim_weigh(f, text->quick);
	rank(f);
	limit = limit < CLAIM_HITS ? limit : CLAIM_HITS;
	for (size_t i = 0; i < f->candidates && i < limit; i++) {
		const struct claim_candidate *c = &f->candidate[i];
		if (text->quick && c->kind != CLAIM_MATCH) {
			break;
		}
		struct claim_hit *out = &f->hit[i];
		*out = (struct claim_hit){
			.id = f->claims->id[c->debunk],
			.kind = c->kind,
			.containment = c->containment,
			.shared = c->shared,
			.weight = c->weight,
			.coverage = c->coverage,
			.score = c->score,
			.span = f->span[i],
			.spans = pantau_claim_spans(f, c->debunk, f->span[i]),
		};
		out->denies = denied(text, out);
		++*hits;
	}
	return PANTAU_OK;
}

/* --- finders --- */

enum pantau_status pantau_claim_finder_create(const struct claims *claims,
		struct claim_finder **out, struct pantau_error *err)
{
	struct claim_finder *f = calloc(1, sizeof(*f));
	size_t debunks = claims->head->debunks;

	if (f == NULL) {
		return pantau_fail_memory(err);
	}
	f->claims = claims;
	pantau_claim_table_init(&f->words);
	pantau_claim_table_init(&f->stems);
	pantau_claim_table_init(&f->shingles);
	f->score = calloc(debunks + 1, sizeof(*f->score));
	f->touched = malloc((debunks + 1) * sizeof(*f->touched));
	if (f->score == NULL || f->touched == NULL) {
		pantau_claim_finder_destroy(f);
		return pantau_fail_memory(err);
	}
	*out = f;
	return PANTAU_OK;
}

void pantau_claim_finder_destroy(struct claim_finder *f)
{
	if (f == NULL) {
		return;
	}
	pantau_claim_table_finish(&f->words);
	pantau_claim_table_finish(&f->stems);
	pantau_claim_table_finish(&f->shingles);
	free(f->score);
	free(f->touched);
	free(f->shingle_spot);
	free(f->shingle_mark);
	free(f->word_term);
	free(f->word_mark);
	free(f->spot);
	free(f->stem_count);
	free(f);
}
