/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * The words inside a hashtag: by capitals ('TolakKenaikanBBM'), then by figures
 * and by the dictionary where it leaves no doubt ('KTTG20', 'savepetani').
 */

#include "text/char_class.h"
#include "text/word.h"

#define TAG_MAX 40 /* letters that are split by the dictionary */
#define TAG_WORDS 12
#define SHORTEST 2 /* letters of a word that the dictionary may find inside */
#define LEAST 3    /* but for two of them */
#define LONGEST 16

static void add_word(const struct word_maker *maker, struct str word,
		struct word_build *out)
{
	struct stem stem;
	pantau_word_add(out, pantau_word_stem(maker, word, &stem),
			PANTAU_TERM_ALTERNATIVE, 0);
}

static bool fit(const struct word_maker *maker, struct str word)
{
	if (word.n < LEAST) {
		/* 'dirumahaja': the two short words that are written so. */
		return str_eq(word, STR("di")) || str_eq(word, STR("ke"));
	}
	return word.n <= LONGEST && pantau_spell_known(&maker->speller, word);
}

/*
 * Splits a chunk into known words, as few as can be; false unless one way of
 * doing so with that few exists.
 */
static bool by_dictionary(const struct word_maker *maker, struct str chunk,
		struct word_build *out)
{
	unsigned words[TAG_MAX + 1] = {0}, ways[TAG_MAX + 1] = {0};
	size_t from[TAG_MAX + 1] = {0}, cut[TAG_WORDS + 1];
	if (chunk.n > TAG_MAX || chunk.n < 2 * LEAST) {
		return false;
	}
	ways[0] = 1;
	for (size_t end = SHORTEST; end <= chunk.n; end++) {
		for (size_t start = 0; start + SHORTEST <= end; start++) {
			struct str word = str_make(chunk.p + start, end - start);
			if (ways[start] == 0 || !fit(maker, word)) {
				continue;
			}
			unsigned count = words[start] + 1;
			if (ways[end] == 0 || count < words[end]) {
				words[end] = count;
				ways[end] = ways[start];
				from[end] = start;
			} else if (count == words[end]) {
				ways[end] += ways[start];
			}
		}
	}
	if (ways[chunk.n] != 1 || words[chunk.n] < 2 ||
			words[chunk.n] > TAG_WORDS) {
		return false;
	}
	unsigned n = words[chunk.n];
	cut[n] = chunk.n;
	for (unsigned i = n; i > 0; i--) {
		cut[i - 1] = from[cut[i]];
	}
	for (unsigned i = 0; i < n; i++) {
		add_word(maker, str_make(chunk.p + cut[i], cut[i + 1] - cut[i]),
				out);
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
			add_word(maker, str_make(chunk.p + start, i - start), out);
			start = i;
		}
	}
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
	} else if (!by_dictionary(maker, chunk, out)) {
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
	if (raw.n > 160) {
		return;
	}
	for (size_t i = 1; i <= raw.n; i++) {
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
