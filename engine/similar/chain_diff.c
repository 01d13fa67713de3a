/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * Words of one text are matched with words of the other, both in order; what
 * has no match was removed or added.
 */

#include "similar/chain_diff.h"

#include <stdlib.h>

#include "base/hash.h"
#include "base/radix.h"
#include "similar/shingle.h"

#define NONE UINT32_MAX
/* Steps of Myers' search a part may take: its words times the bound. */
#define WORK ((size_t)1 << 26)
#define BOUND_LEAST 16
#define BOUND_MOST DIFF_EXACT

/* Words from..from_end and to..to_end, the ends not counted. */
struct part {
	size_t from, from_end, to, to_end;
};

struct aligner {
	const struct diff_word *from, *to;
	uint32_t *match;     /* by word of from: its word of to, or NONE */
	size_t bound;        /* differences that are searched for */
	int32_t *reach;      /* Myers' V: for each diagonal how far it got */
	int32_t *trace;      /* V of each step: BOUND_MOST^2 / 2 numbers */
	struct radix_item *item; /* for cutting: made when first needed, for the */
	uint32_t *pile;          /* whole, which is the first to be cut */
	struct arena scratch;
	bool coarse;
};

/* --- words --- */

bool pantau_diff_words(const struct pantau_tokens *tokens,
		struct arena *arena, struct diff_words *out)
{
	struct diff_word *word = pantau_arena_zero(arena, tokens->tokens,
			sizeof(*word));

	*out = (struct diff_words){.word = word};
	if (word == NULL) {
		return false;
	}
	for (size_t i = 0; i < tokens->tokens; i++) {
		const struct pantau_token *token = &tokens->token[i];
		const struct pantau_term *term =
				tokens->term + token->first_term;
		uint64_t hash = SHINGLE_SEED;
		for (uint32_t k = 0; k < token->terms; k++) {
			if (term[k].kind == PANTAU_TERM_SURFACE) {
				hash = shingle_mix(hash ^ pantau_hash(
						str_make(term[k].bytes,
						term[k].length), SHINGLE_SEED));
			}
		}
		word[i] = (struct diff_word){hash, token->start, token->end};
	}
	out->n = tokens->tokens;
	return true;
}

static bool same(const struct aligner *a, size_t from, size_t to)
{
	return a->from[from].hash == a->to[to].hash;
}

/* --- few differences: Myers --- */

/* The numbers of step d lie behind those of the steps before: one for each
 * diagonal -d, -d + 2, ..., d. */
static size_t step_at(size_t d)
{
	return d * (d + 1) / 2;
}

/* How far diagonal k gets with d differences, of which the last removes a word
 * (from the diagonal before) or adds one (from the next). */
static int32_t start_of(const int32_t *reach, int32_t d, int32_t k)
{
	bool add = k == -d || (k != d && reach[k - 1] < reach[k + 1]);

	return d == 0 ? 0 : add ? reach[k + 1] : reach[k - 1] + 1;
}

/* From the end back: the matches of each step's run. */
static void walk_back(struct aligner *a, const struct part *part, int32_t d)
{
	int32_t x = (int32_t)(part->from_end - part->from);
	int32_t k = x - (int32_t)(part->to_end - part->to);

	for (; d >= 0; d--) {
		const int32_t *before = d > 0 ? a->trace + step_at(
				(size_t)d - 1) : NULL;
		/* Diagonal j of the step before is its number (j + d - 1) / 2. */
		bool low = k == -d, high = k == d;
		int32_t down = d == 0 || high ? -1 : before[(k + d) / 2];
		int32_t right = d == 0 || low ? -1 :
				before[(k + d) / 2 - 1];
		bool add = d > 0 && (low || (!high && right < down));
		int32_t start = d == 0 ? 0 : add ? down : right + 1;
		while (x > start) {
			x--;
			a->match[part->from + (size_t)x] = (uint32_t)(part->to +
					(size_t)(x - k));
		}
		x = add ? down : right;
		k += add ? 1 : -1;
	}
}

/* Matches the words of a part if that takes at most the bound's differences. */
static bool search(struct aligner *a, const struct part *part)
{
	int32_t n = (int32_t)(part->from_end - part->from);
	int32_t m = (int32_t)(part->to_end - part->to);
	int32_t *reach = a->reach + a->bound + 1;
	int32_t bound = (int32_t)a->bound;

	if (n - m > bound || m - n > bound) {
		return false;
	}
	for (int32_t d = 0; d <= bound; d++) {
		int32_t *trace = a->trace + step_at((size_t)d);
		for (int32_t k = -d; k <= d; k += 2) {
			int32_t x = start_of(reach, d, k);
			/* Beyond an end nothing is found. */
			while (x < n && x - k < m && same(a,
					part->from + (size_t)x,
					part->to + (size_t)(x - k))) {
				x++;
			}
			reach[k] = x;
			trace[(k + d) / 2] = x;
			if (x >= n && x - k >= m && k == n - m) {
				walk_back(a, part, d);
				return true;
			}
		}
	}
	return false;
}

/* --- many: cut where a word stands once in both --- */

struct anchor {
	uint32_t from, to;
	uint32_t before; /* the anchor before it in the longest run, or NONE */
};

/* Words that both have once, in order of from. Whether they share any word. */
static size_t find_once(const struct aligner *a, const struct part *part,
		struct anchor *anchor, bool *shared)
{
	size_t n = part->from_end - part->from, m = part->to_end - part->to;
	size_t found = 0;
	struct radix_item *item = a->item;

	for (size_t i = 0; i < n; i++) {
		item[i] = (struct radix_item){a->from[part->from + i].hash, i};
	}
	for (size_t i = 0; i < m; i++) {
		item[n + i] = (struct radix_item){a->to[part->to + i].hash,
			n + i};
	}
	pantau_radix_sort(item, item + n + m, n + m);
	for (size_t i = 0, end; i < n + m; i = end) {
		for (end = i + 1; end < n + m && item[end].key ==
				item[i].key; end++) {
		}
		/* The sort is stable: from comes first. */
		bool both = item[i].value < n && item[end - 1].value >= n;
		*shared = *shared || both;
		if (both && end - i == 2) {
			item[found++] = (struct radix_item){item[i].value,
				item[i + 1].value - n};
		}
	}
	pantau_radix_sort(item, item + n + m, found);
	for (size_t i = 0; i < found; i++) {
		anchor[i] = (struct anchor){
			(uint32_t)(part->from + item[i].key),
			(uint32_t)(part->to + item[i].value), NONE};
	}
	return found;
}

/* Marks the longest run of anchors that ascend in both: piles of patience (by
 * the least last place of the runs of each length). The first of the run is
 * returned; .before then leads to the next. */
static uint32_t longest_run(struct anchor *anchor, size_t n, uint32_t *pile)
{
	size_t piles = 0;
	uint32_t next = NONE;

	for (size_t i = 0; i < n; i++) {
		size_t low = 0, high = piles;
		while (low < high) {
			size_t middle = (low + high) / 2;
			if (anchor[pile[middle]].to < anchor[i].to) {
				low = middle + 1;
			} else {
				high = middle;
			}
		}
		anchor[i].before = low > 0 ? pile[low - 1] : NONE;
		pile[low] = (uint32_t)i;
		piles += low == piles;
	}
	for (uint32_t at = piles > 0 ? pile[piles - 1] : NONE; at != NONE;) {
		uint32_t before = anchor[at].before;
		anchor[at].before = next;
		next = at;
		at = before;
	}
	return next;
}

static bool align(struct aligner *a, struct part part, unsigned depth);

static bool cut(struct aligner *a, const struct part *part, unsigned depth)
{
	size_t n = part->from_end - part->from, m = part->to_end - part->to;
	size_t least = n < m ? n : m;
	bool shared = false;

	if (a->item == NULL) {
		a->item = pantau_arena_alloc(&a->scratch,
				2 * (n + m) * sizeof(*a->item));
		a->pile = pantau_arena_alloc(&a->scratch,
				least * sizeof(*a->pile));
	}
	struct anchor *anchor = pantau_arena_alloc(&a->scratch,
			least * sizeof(*anchor));
	if (a->item == NULL || a->pile == NULL || anchor == NULL) {
		return false;
	}
	size_t found = find_once(a, part, anchor, &shared);
	uint32_t at = longest_run(anchor, found, a->pile);
	struct part rest = *part;
	for (; at != NONE; at = anchor[at].before) {
		struct part before = {rest.from, anchor[at].from, rest.to,
			anchor[at].to};
		a->match[anchor[at].from] = anchor[at].to;
		rest.from = (size_t)anchor[at].from + 1;
		rest.to = (size_t)anchor[at].to + 1;
		if (!align(a, before, depth)) {
			return false;
		}
	}
	if (found == 0) {
		a->coarse = a->coarse || shared;
		return true;
	}
	return align(a, rest, depth);
}

/* Matches the words of a part. False when memory is out. */
static bool align(struct aligner *a, struct part part, unsigned depth)
{
	while (part.from < part.from_end && part.to < part.to_end &&
			same(a, part.from, part.to)) {
		a->match[part.from++] = (uint32_t)part.to++;
	}
	while (part.from < part.from_end && part.to < part.to_end &&
			same(a, part.from_end - 1, part.to_end - 1)) {
		a->match[--part.from_end] = (uint32_t)--part.to_end;
	}
	if (part.from == part.from_end || part.to == part.to_end ||
			search(a, &part)) {
		return true;
	}
	if (depth == DIFF_DEPTH) {
		a->coarse = true;
		return true;
	}
	return cut(a, &part, depth + 1);
}

/* --- runs --- */

static struct diff_side side(const struct diff_word *word, size_t at,
		size_t end)
{
	uint32_t start = at < end ? word[at].start : at > 0 ?
			word[at - 1].end : 0;

	return (struct diff_side){(uint32_t)at, (uint32_t)(end - at), start,
		at < end ? word[end - 1].end : start};
}

/* The run that begins at words i and j; they move behind it. */
static struct diff_run next_run(const struct aligner *a, size_t *i, size_t n,
		size_t *j, size_t m)
{
	size_t from = *i, to = *j;
	struct diff_run run = {.kind = DIFF_KEPT};

	while (*i < n && a->match[*i] == *j) {
		++*i;
		++*j;
	}
	if (*i == from) {
		while (*i < n && a->match[*i] == NONE) {
			++*i;
		}
		*j = *i < n ? a->match[*i] : m;
		run.kind = *i == from ? DIFF_ADDED : *j == to ? DIFF_REMOVED :
				DIFF_REPLACED;
	}
	run.from = side(a->from, from, *i);
	run.to = side(a->to, to, *j);
	return run;
}

static bool gather(const struct aligner *a, size_t n, size_t m,
		struct arena *arena, struct diff *out)
{
	size_t runs = 0;

	for (size_t i = 0, j = 0; i < n || j < m; runs++) {
		next_run(a, &i, n, &j, m);
	}
	struct diff_run *run = pantau_arena_zero(arena, runs, sizeof(*run));
	if (run == NULL) {
		return false;
	}
	*out = (struct diff){.run = run, .runs = runs, .coarse = a->coarse};
	for (size_t i = 0, j = 0, at = 0; at < runs; at++) {
		run[at] = next_run(a, &i, n, &j, m);
		if (run[at].kind == DIFF_KEPT) {
			out->kept += run[at].to.words;
		} else {
			out->removed += run[at].from.words;
			out->added += run[at].to.words;
		}
	}
	return true;
}

bool pantau_diff(const struct diff_words *from, const struct diff_words *to,
		struct arena *arena, struct diff *out)
{
	struct aligner a = {.from = from->word, .to = to->word};
	size_t all = from->n + to->n;
	bool done = false;

	*out = (struct diff){.runs = 0};
	if (from->n >= INT32_MAX || to->n >= INT32_MAX) {
		return false;
	}
	a.bound = all <= DIFF_EXACT ? all : WORK / all;
	a.bound = a.bound > BOUND_MOST ? BOUND_MOST : a.bound < BOUND_LEAST &&
			all > BOUND_LEAST ? BOUND_LEAST : a.bound;
	pantau_arena_init(&a.scratch);
	a.match = pantau_arena_alloc(&a.scratch, from->n * sizeof(*a.match));
	a.reach = pantau_arena_zero(&a.scratch, 2 * a.bound + 3,
			sizeof(*a.reach));
	a.trace = pantau_arena_alloc(&a.scratch, step_at(a.bound + 1) *
			sizeof(*a.trace));
	if (a.match != NULL && a.reach != NULL && a.trace != NULL) {
		memset(a.match, 0xff, from->n * sizeof(*a.match));
		done = align(&a, (struct part){0, from->n, 0, to->n}, 0) &&
				gather(&a, from->n, to->n, arena, out);
	}
	pantau_arena_finish(&a.scratch);
	return done;
}
