/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * Repairs of words that were made unreadable for machines: figures for letters
 * (k0rups1), stars (k*rupsi), stretched letters (bangeeeet). Each asks the
 * dictionary which word is meant; the order of asking decides between several.
 */

#include "text/char_class.h"
#include "text/spell.h"

#define RUNS_MAX 4

/* Informal forms do not count: 'njing' is what hides in '4njing'. */
static bool known_part(const struct speller *speller, struct str part)
{
	return part.n >= 2 && pantau_spell_standard(speller, part);
}

/* '5orang', 'level1': figures at an end beside a word are figures. */
static bool figures_apart(const struct speller *speller, struct str word)
{
	size_t head = 0, tail = word.n;
	while (head < word.n && ascii_is(word.p[head], ASCII_DIGIT)) {
		head++;
	}
	while (tail > head && ascii_is(word.p[tail - 1], ASCII_DIGIT)) {
		tail--;
	}
	return (head > 0 && known_part(speller, str_skip(word, head))) ||
			(tail < word.n &&
			known_part(speller, str_make(word.p, tail)));
}

bool pantau_spell_figures(const struct speller *speller, struct str word,
		struct spelling *out)
{
	static const char reading[2][11] = {"oizeasgtbg", "olzeasbtbq"};
	size_t figures = 0, letters = 0;
	for (size_t i = 0; i < word.n; i++) {
		figures += ascii_is(word.p[i], ASCII_DIGIT);
		letters += ascii_is(word.p[i], ASCII_LETTER);
	}
	if (figures == 0 || letters < 3 || figures > letters ||
			figures + letters != word.n ||
			figures_apart(speller, word)) {
		return false;
	}
	for (int way = 0; way < 2; way++) {
		char tried[SPELL_MAX];
		for (size_t i = 0; i < word.n; i++) {
			char c = word.p[i];
			tried[i] = ascii_is(c, ASCII_DIGIT) ?
					reading[way][c - '0'] : c;
		}
		struct str candidate = str_make(tried, word.n);
		if (pantau_spell_derivable(speller, candidate)) {
			return pantau_spell_set(out, candidate);
		}
	}
	return false;
}

/* How well a candidate for a masked word would do; 0: not at all. */
static unsigned plausible(const struct speller *speller, struct str word,
		unsigned vowels)
{
	const struct root_info *root = pantau_text_image_root(speller->image,
			word);
	if (root != NULL) {
		unsigned affixes = 0;
		for (uint32_t bits = root->affixes; bits != 0; bits &= bits - 1) {
			affixes++;
		}
		return 100 + 100 * vowels + affixes;
	}
	return pantau_spell_derivable(speller, word) ? 1 + vowels : 0;
}

#define STARS_MAX 2

struct star_search {
	const struct speller *speller;
	char tried[SPELL_MAX], best[SPELL_MAX];
	size_t n;
	size_t star[STARS_MAX];
	unsigned stars, score;
};

static void try_letters(struct star_search *search, unsigned depth,
		unsigned vowels)
{
	/* Vowels first: they are what people hide. Two stars are taken for
	 * vowels alone, which bounds the work that a word can cause. */
	static const char letters[] = "aiueobcdfghjklmnpqrstvwxyz";
	size_t n = search->stars == 1 ? sizeof(letters) - 1 : 5;
	if (depth >= STARS_MAX || depth == search->stars) {
		unsigned score = plausible(search->speller,
				str_make(search->tried, search->n), vowels);
		if (score > search->score) {
			search->score = score;
			memcpy(search->best, search->tried, search->n);
		}
		return;
	}
	for (size_t i = 0; i < n; i++) {
		search->tried[search->star[depth]] = letters[i];
		try_letters(search, depth + 1, vowels + (i < 5));
	}
}

/* The one root that two letters of any kind make: 'anj**g'; false when there is
 * none, or another. */
static bool only_root(struct star_search *search)
{
	bool found = false;
	for (char a = 'a'; a <= 'z'; a++) {
		search->tried[search->star[0]] = a;
		for (char b = 'a'; b <= 'z'; b++) {
			search->tried[search->star[1]] = b;
			if (pantau_text_image_root(search->speller->image,
					str_make(search->tried, search->n)) == NULL) {
				continue;
			}
			if (found) {
				return false;
			}
			found = true;
			memcpy(search->best, search->tried, search->n);
		}
	}
	return found;
}

bool pantau_spell_stars(const struct speller *speller, struct str word,
		struct spelling *out)
{
	struct star_search search = {.speller = speller, .n = word.n};
	bool stars = memchr(word.p, '*', word.n) != NULL;
	bool ats = memchr(word.p, '@', word.n) != NULL;
	if (word.n < 4 || (!stars && !ats)) {
		return false;
	}
	/* '@' looks like an 'a', though it may stand for any: 'k@rupsi'. */
	for (size_t i = 0; i < word.n; i++) {
		search.tried[i] = word.p[i] == '@' ? 'a' : word.p[i];
	}
	if (!stars && pantau_spell_derivable(speller,
			str_make(search.tried, word.n))) {
		return pantau_spell_set(out, str_make(search.tried, word.n));
	}
	for (size_t i = 0; i < word.n; i++) {
		if (word.p[i] != '*' && word.p[i] != '@') {
			continue;
		}
		/* Two of four letters, three at all: too little is left. */
		if (search.stars == STARS_MAX || (search.stars == 1 && word.n < 5)) {
			return false;
		}
		search.star[search.stars++] = i;
	}
	try_letters(&search, 0, 0);
	return (search.score > 0 || (search.stars == 2 && only_root(&search))) &&
			pantau_spell_set(out, str_make(search.best, word.n));
}

struct runs {
	size_t start[RUNS_MAX], length[RUNS_MAX];
	size_t n, longest;
	bool last; /* a pair at the end, of a letter that no word doubles there */
};

static bool roman(struct str word)
{
	for (size_t i = 0; i < word.n; i++) {
		if (memchr("ivxlcdm", word.p[i], 7) == NULL) {
			return false;
		}
	}
	return true;
}

/* Runs of one letter; false when there are too many or nothing else. */
static bool find_runs(struct str word, struct runs *out)
{
	out->n = out->longest = 0;
	for (size_t i = 0; i < word.n;) {
		size_t end = i + 1;
		if (!ascii_is(word.p[i], ASCII_LETTER)) {
			return false;
		}
		while (end < word.n && word.p[end] == word.p[i]) {
			end++;
		}
		if (end - i == word.n) {
			return false;
		}
		if (end - i >= 2) {
			if (out->n == RUNS_MAX) {
				return false;
			}
			out->start[out->n] = i;
			out->length[out->n++] = end - i;
			out->longest = end - i > out->longest ? end - i :
					out->longest;
		}
		i = end;
	}
	out->last = out->n > 0 && out->start[out->n - 1] +
			out->length[out->n - 1] == word.n &&
			memchr(word.n > 4 ? "aiuhnrkmgptyoes" : "aiuhnrkmgpty",
				word.p[word.n - 1], word.n > 4 ? 15 : 12) != NULL;
	return out->n > 0;
}

/* The word with each run cut to two letters where its bit is set, else one. */
static struct str cut_runs(struct str word, const struct runs *runs,
		unsigned two, char *buffer)
{
	size_t n = 0, from = 0;
	for (size_t i = 0; i < runs->n; i++) {
		size_t keep = (two >> i & 1) != 0 ? 2 : 1;
		size_t head = runs->start[i] - from + keep;
		memcpy(buffer + n, word.p + from, head);
		n += head;
		from = runs->start[i] + runs->length[i];
	}
	memcpy(buffer + n, word.p + from, word.n - from);
	return str_make(buffer, n + word.n - from);
}

/* Two letters for one are often a name ('klopp'): the word must be common. */
static bool common(const struct speller *speller, struct str word)
{
	struct slang_info info;
	char last = word.n != 0 ? word.p[word.n - 1] : 'x';
	return speller->image->frequent.n == 0 || word.n >= 6 ||
			(word.n >= 4 && memchr("aiu", last, 3) != NULL) ||
			pantau_text_image_level(speller->image, word) >= 5 ||
			pantau_text_image_stopword(speller->image, word) ||
			pantau_text_image_slang(speller->image, word, &info);
}

bool pantau_spell_squeeze(const struct speller *speller, struct str word,
		struct spelling *out)
{
	struct runs runs;
	char buffer[SPELL_MAX];
	struct str tried;
	if (word.n < 3 || !find_runs(word, &runs) ||
			(runs.longest == 3 && roman(word)) ||
			(runs.longest == 2 && (!runs.last ||
				pantau_text_image_foreign(speller->image,
					word)))) {
		return false; /* 'look' is not 'lok', nor 'press' 'pres' */
	}
	static bool (*const knows[])(const struct speller *, struct str) = {
		pantau_spell_standard, pantau_spell_known,
		pantau_spell_derivable,
	};
	for (size_t i = 0; i < sizeof(knows) / sizeof(knows[0]); i++) {
		/* Two letters first: 'saaat' is 'saat' before it is 'sat'. */
		for (unsigned two = (1u << runs.n); two-- > 0;) {
			tried = cut_runs(word, &runs, two, buffer);
			if (knows[i](speller, tried)) {
				return !str_eq(tried, word) &&
						(runs.longest > 2 ||
						common(speller, tried)) &&
						pantau_spell_set(out, tried);
			}
		}
	}
	if (runs.longest < 3) {
		return false;
	}
	unsigned two = 0;
	for (size_t i = 0; i < runs.n; i++) {
		two |= runs.length[i] == 2 ? 1u << i : 0;
	}
	tried = cut_runs(word, &runs, two, buffer);
	return tried.n >= 2 && pantau_spell_set(out, tried);
}
