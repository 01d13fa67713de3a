/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Words to hashes, runs of them to sorted sets, sets to resemblance. */

#include "similar/shingle.h"

#include <stdlib.h>

#include "base/hash.h"

/* What is kept for the next text stays small, whatever this one needed. */
#define KEPT_WORDS ((size_t)1 << 18)

/* --- two sets --- */

size_t pantau_shingles_shared(const struct shingles *a,
		const struct shingles *b)
{
	size_t i = 0, j = 0, shared = 0;

	/* Without a branch on the order, which nothing could foretell. */
	while (i < a->n && j < b->n) {
		uint64_t x = a->hash[i], y = b->hash[j];
		shared += x == y;
		i += x <= y;
		j += y <= x;
	}
	return shared;
}

static double ratio(size_t shared, size_t all)
{
	return all != 0 ? (double)shared / (double)all : 0;
}

double pantau_shingles_jaccard(const struct shingles *a,
		const struct shingles *b)
{
	size_t shared = pantau_shingles_shared(a, b);

	return ratio(shared, a->n + b->n - shared);
}

double pantau_shingles_containment(const struct shingles *a,
		const struct shingles *b)
{
	return ratio(pantau_shingles_shared(a, b), a->n);
}

/* The least number shared that gives J >= threshold: about t (a+b) / (1+t),
 * made exact by the very division that J is. */
static size_t least_shared(size_t all, double threshold)
{
	size_t need = (size_t)(threshold / (1 + threshold) * (double)all);

	while (need > 0 && ratio(need, all - need) >= threshold) {
		need--;
	}
	while (2 * need <= all && ratio(need, all - need) < threshold) {
		need++;
	}
	return need;
}

bool pantau_shingles_reach(const struct shingles *a, const struct shingles *b,
		double threshold)
{
	const struct shingles *small = a->n < b->n ? a : b;
	const struct shingles *large = a->n < b->n ? b : a;

	if (small->n == 0 || ratio(small->n, large->n) < threshold) {
		return false;
	}
	size_t need = least_shared(a->n + b->n, threshold);
	size_t i = 0, j = 0, shared = 0;
	if (need > small->n) {
		return false;
	}
	size_t spare_i = small->n - need, spare_j = large->n - need;
	while (i < small->n && j < large->n) {
		uint64_t x = small->hash[i], y = large->hash[j];
		shared += x == y;
		i += x <= y;
		j += y <= x;
		if (i - shared > spare_i || j - shared > spare_j) {
			return false;
		}
	}
	return shared >= need;
}

/* --- making them --- */

void pantau_shingler_init(struct shingler *s)
{
	*s = (struct shingler){0};
}

void pantau_shingler_finish(struct shingler *s)
{
	free(s->word);
	free(s->item);
	pantau_shingler_init(s);
}

void pantau_shingler_clear(struct shingler *s)
{
	s->words = s->others = 0;
	s->other = 0;
	if (s->word_room > KEPT_WORDS) {
		pantau_shingler_finish(s);
	}
}

static bool add_word(struct shingler *s, uint64_t hash)
{
	if (s->words == s->word_room) {
		size_t room = s->word_room != 0 ? s->word_room * 2 : 256;
		uint64_t *grown = room > SIZE_MAX / sizeof(*grown) ? NULL :
				realloc(s->word, room * sizeof(*grown));
		if (grown == NULL) {
			return false;
		}
		s->word = grown;
		s->word_room = room;
	}
	s->word[s->words++] = hash;
	return true;
}

bool pantau_shingle_is_word(uint8_t kind)
{
	switch (kind) {
	case PANTAU_TOKEN_MENTION:
	case PANTAU_TOKEN_URL:
	case PANTAU_TOKEN_EMAIL:
	case PANTAU_TOKEN_PHONE:
	case PANTAU_TOKEN_EMOJI:
	case PANTAU_TOKEN_EMOTICON:
		return false;
	default:
		return true;
	}
}

bool pantau_shingler_add(struct shingler *s,
		const struct pantau_tokens *tokens)
{
	for (size_t i = 0; i < tokens->tokens; i++) {
		const struct pantau_token *token = &tokens->token[i];
		const struct pantau_term *term =
				tokens->term + token->first_term;
		bool word = pantau_shingle_is_word(token->kind);
		for (uint32_t k = 0; k < token->terms; k++) {
			if (term[k].kind != PANTAU_TERM_SURFACE) {
				continue;
			}
			uint64_t hash = pantau_hash(str_make(term[k].bytes,
					term[k].length), SHINGLE_SEED);
			if (!word) {
				s->other = shingle_mix(s->other ^ hash);
				s->others++;
			} else if (!add_word(s, hash)) {
				return false;
			}
		}
	}
	return true;
}

unsigned pantau_shingle_width(size_t words)
{
	return words >= SHINGLE_SHORT ? 3 : words >= 2 ? 2 : (unsigned)words;
}

/* The width goes in first: no bigram is a trigram's equal. */
uint64_t pantau_shingle(const uint64_t *word, unsigned width)
{
	uint64_t hash = shingle_mix(SHINGLE_SEED + width);

	for (unsigned i = 0; i < width; i++) {
		hash = shingle_mix(hash ^ word[i]);
	}
	return hash;
}

static bool reserve_items(struct shingler *s, size_t n)
{
	if (n > s->item_room) {
		size_t room = n < 256 ? 256 : n;
		if (room > SIZE_MAX / (2 * sizeof(*s->item))) {
			return false;
		}
		struct radix_item *item = malloc(2 * room * sizeof(*item));
		if (item == NULL) {
			return false;
		}
		free(s->item);
		s->item = item;
		s->item_room = room;
	}
	return true;
}

/* Hashes spread evenly over their first bytes: one pass by them leaves next to
 * nothing to sort. Where they do not, somebody made them so, and all eight
 * bytes are sorted by. */
#define SPREAD_LEAST 24
#define SPREAD_MOST 2048
#define SPREAD_PILE 64 /* at most with one first byte */

static void sort_items(struct radix_item *item, struct radix_item *scratch,
		size_t n)
{
	uint16_t at[257] = {0};
	unsigned pile = 0;

	if (n >= SPREAD_LEAST && n <= SPREAD_MOST) {
		for (size_t i = 0; i < n; i++) {
			unsigned here = ++at[(item[i].key >> 56) + 1];
			pile = here > pile ? here : pile;
		}
		for (size_t i = 1; i < 256 && pile <= SPREAD_PILE; i++) {
			at[i + 1] = (uint16_t)(at[i + 1] + at[i]);
		}
	}
	if (pile == 0 || pile > SPREAD_PILE) {
		pantau_radix_sort(item, scratch, n);
		return;
	}
	for (size_t i = 0; i < n; i++) {
		scratch[at[item[i].key >> 56]++] = item[i];
	}
	for (size_t i = 0; i < n; i++) {
		uint64_t key = scratch[i].key;
		size_t to = i;
		for (; to > 0 && item[to - 1].key > key; to--) {
			item[to].key = item[to - 1].key;
		}
		item[to].key = key;
	}
}

/* The n items as a set, which lies where they do. */
static void settle(struct shingler *s, size_t n, struct shingles *out)
{
	/* Each once, and closer together: what is written was read before. */
	uint64_t *hash = (uint64_t *)(void *)s->item, last = 0;

	sort_items(s->item, s->item + s->item_room, n);
	for (size_t i = 0; i < n; i++) {
		uint64_t key = s->item[i].key;
		if (out->n == 0 || key != last) {
			hash[out->n++] = last = key;
		}
	}
	out->hash = hash;
}

bool pantau_shingler_make(struct shingler *s, unsigned width,
		struct shingles *out)
{
	size_t n = width == 0 ? s->words == 0 && s->others != 0 :
			s->words >= width ? s->words - width + 1 : 0;

	*out = (struct shingles){.width = width};
	if (n == 0) {
		return true;
	}
	if (!reserve_items(s, n)) {
		return false;
	}
	for (size_t i = 0; i < n; i++) {
		s->item[i] = (struct radix_item){.key = width != 0 ?
				pantau_shingle(s->word + i, width) :
				shingle_mix(s->other)};
	}
	settle(s, n, out);
	return true;
}

bool pantau_shingler_set(struct shingler *s, const uint64_t *hash, size_t n,
		struct shingles *out)
{
	*out = (struct shingles){.width = 1};
	if (n == 0) {
		return true;
	}
	if (!reserve_items(s, n)) {
		return false;
	}
	for (size_t i = 0; i < n; i++) {
		s->item[i] = (struct radix_item){.key = hash[i]};
	}
	settle(s, n, out);
	return true;
}

/* --- what texts are compared by --- */

size_t pantau_shingle_reach(double threshold)
{
	/* The longest of the short texts has SHINGLE_SHORT - 2 bigrams, one of
	 * n words n - 1; J is at most their ratio. */
	return (size_t)((SHINGLE_SHORT - 2) / threshold) + 1;
}

bool pantau_texts_alike(const struct text_shingles *a,
		const struct text_shingles *b, double threshold)
{
	if (a->own.width == b->own.width) {
		return pantau_shingles_reach(&a->own, &b->own, threshold);
	}
	return pantau_shingles_reach(&a->bigrams, &b->bigrams, threshold);
}
