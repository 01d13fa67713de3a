/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * Vowels left out: 'skrang', 'lngsng'. The consonants find the words of
 * frequency.tsv that have the same; the letters written must stand in such a
 * word in their order, the first one first.
 */

#include "lexicon/skeleton.h"
#include "text/spell_parts.h"

enum { WORDS_MAX = 12 };

/* How many letters of the full word are not written; -1: it is not that. */
static int left_out(struct str written, struct str full)
{
	size_t at = 0;
	for (size_t i = 0; i < full.n && at < written.n; i++) {
		at += full.p[i] == written.p[at];
	}
	return at == written.n && full.n > written.n ?
			(int)(full.n - written.n) : -1;
}

static bool vowel(char c)
{
	return c != '\0' && memchr("aiueo", c, 5) != NULL;
}

/* Two consonants that begin Indonesian words. */
static bool begins_words(char a, char b)
{
	static const char *const starts[] = {"bl", "br", "dr", "dw", "fl", "fr",
		"gl", "gr", "kh", "kl", "kr", "ng", "ny", "pl", "pr", "ps", "sk",
		"sl", "sp", "st", "sw", "sy", "tr"};
	for (size_t i = 0; i < sizeof(starts) / sizeof(starts[0]); i++) {
		if (starts[i][0] == a && starts[i][1] == b) {
			return true;
		}
	}
	return false;
}

/* Two consonants that no word of ours, nor of a language that is borrowed from,
 * ends in: 'memg', 'terhdp'. */
static bool ends_oddly(struct str word)
{
	static const char usual[] = "ng nt nd nk ns nz nc nx st rt rd rs rm rn rk rb "
			"rp rg rl rf rv rx kt ks ps pt ct ft lt ld lk ls lf lp lm "
			"th ch sh ck gh mp ms mb ph wn ws wk wl ts bs ds gs cs sk "
			"sm sp xt kh sy ys hm hn hl hr ht hs ky ry ty ly ny dy my "
			"py by vy sy zy gy cy hy fy wy";
	if (word.n < 4) {
		return false;
	}
	const char *end = word.p + word.n - 2;
	if (vowel(end[0]) || vowel(end[1]) || end[0] == end[1]) {
		return false;
	}
	for (const char *at = usual; *at != '\0'; at += 3) {
		if (at[0] == end[0] && at[1] == end[1]) {
			return false;
		}
		if (at[2] == '\0') {
			break;
		}
	}
	return true;
}

/*
 * How much a word must be doubted to be one without its vowels: one that can be
 * pronounced is rather a word that the dictionary lacks.
 */
static int pronounceable(struct str word)
{
	size_t vowels = 0, run = 0, longest = 0, head = 0;
	for (size_t i = 0; i < word.n; i++) {
		run = vowel(word.p[i]) ? 0 : run + 1;
		vowels += run == 0;
		longest = run > longest ? run : longest;
		head += i == head && run != 0;
	}
	if (vowels == 0 || head > 2 || (head == 2 &&
			!begins_words(word.p[0], word.p[1]))) {
		return 0;
	}
	return longest > 3 || ends_oddly(word) ? 2 : head == 2 ? 4 : 10;
}

void pantau_spell_short(struct guess *guess, struct str word, int cost)
{
	char skeleton[SKELETON_MAX];
	size_t n = pantau_skeleton(word, skeleton);
	if (n < 2 || word.n < 3) {
		return;
	}
	unsigned level = pantau_text_image_reach(guess->speller->image,
			REACH_SKELETON, pantau_word_hash(str_make(skeleton, n)));
	/* One letter of three consonants alone may be to the good. */
	if (!guess_may(guess, level, cost - 1)) {
		return;
	}
	cost += pronounceable(word);
	if (!guess_may(guess, level, cost - 1)) {
		return;
	}
	for (unsigned at = 0; at < WORDS_MAX; at++) {
		struct str full = pantau_text_image_skeleton(
				guess->speller->image, str_make(skeleton, n), at);
		int out = full.n != 0 ? left_out(word, full) : -1;
		if (full.n == 0) {
			break;
		}
		/* The last letter stays, but for a vowel after consonants
		 * alone: 'pny', 'bgmn'. */
		bool same_end = full.p[full.n - 1] == word.p[word.n - 1];
		if (out < 0 || (!same_end && (n != word.n || !vowel(full.p[full.n - 1])))) {
			continue;
		}
		/* Consonants alone can be nothing else but an acronym. A vowel
		 * at the start is seldom left out. */
		int more = n != word.n ? out : n == 3 ? -1 : 1;
		more += (full.p[0] != word.p[0] ? 3 : 0) + (same_end ? 0 : 1);
		pantau_guess_try(guess, full, cost + more, "singkat");
	}
}
