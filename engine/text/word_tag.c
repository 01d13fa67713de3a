/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * The words inside a hashtag: by capitals and underscores
 * ('TolakKenaikanBBM'), then by the dictionary ('tolakkenaikanbbm').
 *
 * A chunk is cut at the lowest cost over the lattice of words that the
 * dictionary has or can derive: the dynamic programme of Viterbi (1967), used
 * for word breaking as in Norvig, "Natural Language Corpus Data" (2009), with a
 * cost by kind and length of word where he has frequencies. Two ways of the
 * same cost are a doubt, and a doubt is left alone. A chunk has at most
 * TAG_MAX bytes and a word LONGEST, so that a tag's work is bounded by both.
 */

#include "text/char_class.h"
#include "text/word.h"

#define TAG_MAX 48   /* bytes of a chunk that the dictionary cuts */
#define TAG_BYTES 160
#define TAG_WORDS 12
#define LEAST 3      /* letters of a word inside, but for two of them */
#define LONGEST 16
#define DERIVED 6    /* letters that a word with affixes has at least */

/* What one more word costs; the rest settles which of as few words. */
#define COST_WORD 16
#define COST_SHORT 1
#define COST_HUNSPELL 1
#define COST_SLANG 2
#define COST_AFFIXES 3

/* A word as written, and its stem. */
static void add_word(const struct word_maker *maker, struct str word,
		struct word_build *out)
{
	struct stem stem;
	pantau_word_add(out, word, PANTAU_TERM_ALTERNATIVE, 0);
	pantau_word_add(out, pantau_word_stem(maker, word, &stem),
			PANTAU_TERM_ALTERNATIVE, 0);
}

/* May a word have affixes at all? Most pieces of a chunk do not look so. */
static bool looks_derived(struct str word)
{
	static const char *const heads[] = {"me", "pe", "be", "te", "di", "ke",
			"se"};
	static const char *const tails[] = {"an", "nya", "i", "lah", "kah",
			"ku", "mu", "pun"};
	bool looks = false;
	if (word.n < DERIVED) {
		return false;
	}
	for (size_t i = 0; i < sizeof(heads) / sizeof(heads[0]); i++) {
		looks |= memcmp(word.p, heads[i], 2) == 0;
	}
	for (size_t i = 0; i < sizeof(tails) / sizeof(tails[0]); i++) {
		looks |= str_ends(word, str_of(tails[i]));
	}
	return looks;
}

/* The cost of a word, 0 when it is none. */
static unsigned cost_of(const struct word_maker *maker, struct str word)
{
	unsigned cost = COST_WORD + (word.n == LEAST ? COST_SHORT : 0);
	struct slang_info slang;
	if (word.n < LEAST) {
		/* 'dirumahaja': the two short words that are written so. */
		return str_eq(word, STR("di")) || str_eq(word, STR("ke")) ?
				cost + COST_SHORT : 0;
	}
	const struct root_info *root = pantau_text_image_root(maker->text, word);
	if (root != NULL) {
		return cost + (root->source == ROOT_HUNSPELL ? COST_HUNSPELL : 0);
	}
	if (pantau_spell_standard(&maker->speller, word)) {
		return cost;
	}
	if (pantau_text_image_slang(maker->text, word, &slang)) {
		return cost + COST_SLANG;
	}
	if (!looks_derived(word) ||
			!pantau_spell_derivable(&maker->speller, word)) {
		return 0;
	}
	return cost + COST_AFFIXES;
}

struct lattice {
	struct str chunk;
	unsigned cost[TAG_MAX + 1], ways[TAG_MAX + 1]; /* to get to a place */
	size_t from[TAG_MAX + 1];
};

static void reach(struct lattice *l, size_t start, size_t end, unsigned cost)
{
	unsigned sum = l->cost[start] + cost;
	if (l->ways[end] == 0 || sum < l->cost[end]) {
		l->cost[end] = sum;
		l->ways[end] = l->ways[start];
		l->from[end] = start;
	} else if (sum == l->cost[end]) {
		l->ways[end] = 2; /* or more: a doubt */
	}
}

/* The words that begin at a place that can be reached. */
static void extend(const struct word_maker *maker, struct lattice *l,
		size_t start)
{
	struct str rest = str_skip(l->chunk, start);
	size_t figures = 0;
	while (figures < rest.n && ascii_is(rest.p[figures], ASCII_DIGIT)) {
		figures++;
	}
	if (figures > 0) {
		reach(l, start, start + figures, COST_WORD);
		return;
	}
	for (size_t n = 2; n <= rest.n && n <= LONGEST; n++) {
		/* 'g20', but never a part of its figures. */
		if (n < rest.n && ascii_is(rest.p[n], ASCII_DIGIT) &&
				ascii_is(rest.p[n - 1], ASCII_DIGIT)) {
			continue;
		}
		unsigned cost = cost_of(maker, str_make(rest.p, n));
		if (cost != 0) {
			reach(l, start, start + n, cost);
		}
	}
}

/* Cuts a chunk into at least two words of the dictionary; false when it cannot
 * be done, or in more than one way. least: letters of the shortest word. */
static bool by_dictionary(const struct word_maker *maker, struct str chunk,
		size_t least, struct word_build *out)
{
	struct lattice l = {.chunk = chunk};
	size_t cut[TAG_WORDS + 1], n = 0;
	if (chunk.n > TAG_MAX || chunk.n < 2 * LEAST) {
		return false;
	}
	l.ways[0] = 1;
	for (size_t start = 0; start < chunk.n; start++) {
		if (l.ways[start] != 0) {
			extend(maker, &l, start);
		}
	}
	if (l.ways[chunk.n] != 1 || l.from[chunk.n] == 0) {
		return false;
	}
	for (size_t at = chunk.n; at != 0; at = l.from[at]) {
		if (n == TAG_WORDS || at - l.from[at] < least) {
			return false;
		}
		cut[n++] = at;
	}
	for (size_t start = 0; n-- > 0; start = cut[n]) {
		add_word(maker, str_make(chunk.p + start, cut[n] - start), out);
	}
	return true;
}

/* Between letters and figures, if there is such a place. */
static void by_figures(const struct word_maker *maker, struct str chunk,
		bool whole, struct word_build *out)
{
	size_t start = 0;
	for (size_t i = 1; i <= chunk.n; i++) {
		if (i == chunk.n && start == 0 && whole) {
			return; /* one unknown word: guess nothing */
		}
		if (i == chunk.n || ascii_is(chunk.p[i], ASCII_DIGIT) !=
				ascii_is(chunk.p[i - 1], ASCII_DIGIT)) {
			struct str piece = str_make(chunk.p + start, i - start);
			if (piece.n == chunk.n || !by_dictionary(maker, piece,
					0, out)) {
				add_word(maker, piece, out);
			}
			start = i;
		}
	}
}

/* One capital and then small letters: a word that somebody set apart. */
static bool capitalised(struct str raw)
{
	for (size_t i = 1; i < raw.n; i++) {
		if (!ascii_is(raw.p[i], ASCII_LOWER)) {
			return false;
		}
	}
	return ascii_is(raw.p[0], ASCII_UPPER);
}

static void chunk_words(const struct word_maker *maker, struct str raw,
		bool whole, struct word_build *out)
{
	char copy[FOLD_MAX];
	struct str folded = pantau_fold(maker->folder, raw);
	memcpy(copy, folded.p, folded.n);
	struct str chunk = str_make(copy, folded.n);
	if (chunk.n == 0) {
		return;
	}
	struct slang_info slang;
	if (pantau_text_image_slang(maker->text, chunk, &slang) &&
			!slang.guarded) {
		while (slang.formal.p != NULL) {
			add_word(maker, pantau_str_cut(&slang.formal, ' '), out);
		}
	} else if (pantau_spell_derivable(&maker->speller, chunk)) {
		add_word(maker, chunk, out);
	} else if (!whole && capitalised(raw)) {
		/* A name most likely, or two words under one capital. */
		add_word(maker, chunk, out);
		by_dictionary(maker, chunk, LEAST + 1, out);
	} else if (!by_dictionary(maker, chunk, 0, out)) {
		by_figures(maker, chunk, whole, out);
	}
}

/* Does a word begin at i? 'tolakBBM|Naik', 'Tolak|BBM', '2019|Ganti'. */
static bool border(struct str raw, size_t i)
{
	bool upper = ascii_is(raw.p[i], ASCII_UPPER);
	char before = raw.p[i - 1];
	if (!upper) {
		return false;
	}
	return !ascii_is(before, ASCII_UPPER) ||
			(i + 1 < raw.n && ascii_is(raw.p[i + 1], ASCII_LOWER));
}

void pantau_word_tag(const struct word_maker *maker, struct str raw,
		struct word_build *out)
{
	size_t start = 0;
	if (raw.n > TAG_BYTES) {
		return;
	}
	while (start < raw.n && raw.p[start] == '_') {
		start++;
	}
	for (size_t i = start + 1; i <= raw.n; i++) {
		bool under = i < raw.n && raw.p[i] == '_';
		if (i < raw.n && !under && !border(raw, i)) {
			continue;
		}
		if (i > start) {
			chunk_words(maker, str_make(raw.p + start, i - start),
					i - start == raw.n, out);
		}
		start = under ? i + 1 : i;
	}
}
