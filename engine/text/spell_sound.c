/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * Letters that sound alike: 'gatel' for gatal, 'kalo' for kalau, 'dapoer' for
 * dapur. Every place where a row of the table fits is an edit; a word is
 * proposed with one edit, then with two.
 */

#include "text/spell_parts.h"

enum where {
	ANYWHERE, START, END, INSIDE, /* INSIDE: not at the start */
	LAST_VOWEL,   /* no vowel follows, a consonant does */
	BEFORE_VOWEL, /* at the start, the next letter is a vowel */
	VOWELS,       /* between two vowels */
	AFTER_VOWEL,  /* at the end, the letter before is a vowel */
	SYLLABLE,     /* behind be-, te- or pe- before a consonant */
	WHERES
};

struct sound {
	char from[3], to[4];
	uint8_t from_n, to_n;
	uint8_t where, cost;
};

#define SOUND(from, to, where, cost) \
	{from, to, sizeof(from) - 1, sizeof(to) - 1, where, cost}

static const struct sound sounds[] = {
	/* vowels */
	SOUND("e", "a", LAST_VOWEL, 2), SOUND("e", "a", INSIDE, 4),
	SOUND("e", "ai", END, 2), SOUND("e", "a", END, 6),
	SOUND("o", "au", END, 2), SOUND("o", "a", END, 6),
	SOUND("o", "u", LAST_VOWEL, 3), SOUND("o", "u", INSIDE, 5),
	SOUND("e", "i", LAST_VOWEL, 3), SOUND("e", "i", INSIDE, 5),
	SOUND("i", "e", INSIDE, 6), SOUND("u", "o", INSIDE, 6),
	SOUND("ae", "ai", ANYWHERE, 2), SOUND("ao", "au", ANYWHERE, 2),
	SOUND("oe", "u", ANYWHERE, 2), SOUND("aw", "au", ANYWHERE, 2),
	SOUND("ay", "ai", ANYWHERE, 2), SOUND("uw", "u", INSIDE, 3),
	SOUND("iy", "i", INSIDE, 3), SOUND("uy", "ui", INSIDE, 3),
	SOUND("eu", "e", INSIDE, 5), SOUND("y", "i", END, 7),
	SOUND("y", "i", INSIDE, 4), SOUND("ie", "i", END, 6),
	/* consonants, and the spelling before 1972 */
	SOUND("tj", "c", ANYWHERE, 2), SOUND("dj", "j", ANYWHERE, 2),
	SOUND("nj", "ny", ANYWHERE, 3), SOUND("sj", "sy", ANYWHERE, 2),
	SOUND("ch", "kh", ANYWHERE, 3), SOUND("ch", "c", ANYWHERE, 6),
	SOUND("j", "z", ANYWHERE, 2), SOUND("z", "j", ANYWHERE, 4),
	SOUND("z", "s", ANYWHERE, 3), SOUND("s", "z", ANYWHERE, 5),
	SOUND("f", "p", ANYWHERE, 2), SOUND("p", "f", END, 2),
	SOUND("p", "f", ANYWHERE, 5), SOUND("v", "f", ANYWHERE, 2),
	SOUND("f", "v", ANYWHERE, 3), SOUND("p", "v", ANYWHERE, 4),
	SOUND("v", "p", ANYWHERE, 4), SOUND("b", "p", END, 3),
	SOUND("p", "b", END, 4), SOUND("d", "t", END, 4),
	SOUND("t", "d", END, 4), SOUND("g", "k", END, 5),
	SOUND("nk", "ng", END, 3), SOUND("kh", "k", ANYWHERE, 4),
	SOUND("kh", "h", ANYWHERE, 3), SOUND("k", "kh", ANYWHERE, 5),
	SOUND("h", "kh", ANYWHERE, 4), SOUND("q", "k", ANYWHERE, 2),
	SOUND("x", "ks", INSIDE, 2), SOUND("x", "k", END, 4),
	SOUND("ck", "k", ANYWHERE, 3), SOUND("c", "k", ANYWHERE, 7),
	SOUND("sy", "s", ANYWHERE, 3), SOUND("s", "sy", ANYWHERE, 4),
	SOUND("sh", "s", ANYWHERE, 5), SOUND("sh", "sy", ANYWHERE, 4),
	SOUND("dh", "d", ANYWHERE, 2), SOUND("th", "t", ANYWHERE, 5),
	SOUND("gh", "g", ANYWHERE, 3), SOUND("bh", "b", ANYWHERE, 3),
	SOUND("ph", "f", ANYWHERE, 5), SOUND("dz", "z", ANYWHERE, 2),
	SOUND("np", "mp", INSIDE, 3), SOUND("nb", "mb", INSIDE, 3),
	SOUND("n", "ng", END, 7), SOUND("ng", "n", END, 7),
	SOUND("ng", "ngg", INSIDE, 5),
	/* letters that come and go */
	SOUND("", "h", BEFORE_VOWEL, 3), SOUND("", "h", VOWELS, 2),
	SOUND("", "s", BEFORE_VOWEL, 5), SOUND("", "e", START, 6),
	SOUND("", "h", AFTER_VOWEL, 4), SOUND("h", "", AFTER_VOWEL, 4),
	SOUND("h", "", BEFORE_VOWEL, 5), SOUND("h", "", VOWELS, 5),
	SOUND("", "k", AFTER_VOWEL, 5), SOUND("k", "", AFTER_VOWEL, 6),
	SOUND("", "r", SYLLABLE, 7), SOUND("z", "s", END, 2),
};

enum { EDITS_MAX = 96, PAIR_COST = 10, PAIR_SHORT = 6, COST_LEAST = 2 };

struct edit {
	uint8_t at, length, cost;
	const char *to;
	uint8_t to_n;
	uint64_t change; /* of the hash up to the edit's end */
	uint64_t hash;   /* of the word with this edit alone */
};

/* Sets of places in a word, a bit for each; the bit behind the last letter is
 * its end. */
struct places {
	size_t n;           /* letters of the word */
	uint64_t all;
	uint64_t vowels;
	uint64_t of[32];    /* by the last five bits of a letter; of NUL: all */
	uint64_t syllable;
	uint64_t fitting[WHERES][3]; /* where a part of so many letters may begin */
};

/* The places where a part of length letters may begin. */
static void find_fitting(struct places *p, size_t length)
{
	uint64_t before = p->vowels << 1, after = p->vowels >> length;
	uint64_t inside = ((p->all << 1 | 1) >> length) & ~UINT64_C(1);
	uint64_t end = p->n < length ? 0 : UINT64_C(1) << (p->n - length);
	uint64_t last = after;
	for (unsigned shift = 1; shift < 64; shift *= 2) {
		last |= last >> shift; /* all places up to the last vowel's */
	}
	p->fitting[ANYWHERE][length] = inside | 1;
	p->fitting[START][length] = 1;
	p->fitting[END][length] = end & inside;
	p->fitting[INSIDE][length] = inside;
	p->fitting[LAST_VOWEL][length] = inside & ~last & ~end;
	p->fitting[BEFORE_VOWEL][length] = after & 1;
	p->fitting[VOWELS][length] = before & after;
	p->fitting[AFTER_VOWEL][length] = end & before;
	p->fitting[SYLLABLE][length] = p->syllable;
}

static void find_places(struct str word, struct places *out)
{
	memset(out, 0, sizeof(*out));
	out->n = word.n;
	for (size_t i = 0; i < word.n; i++) {
		out->of[word.p[i] & 31] |= UINT64_C(1) << i;
	}
	out->of[0] = ~UINT64_C(0);
	out->vowels = out->of['a' & 31] | out->of['i' & 31] |
			out->of['u' & 31] | out->of['e' & 31] |
			out->of['o' & 31];
	out->all = (UINT64_C(1) << word.n) - 1;
	/* 'bedua', 'pegi' */
	if (word.n > 2 && word.p[1] == 'e' && (out->vowels & 4) == 0 &&
			memchr("btp", word.p[0], 3) != NULL) {
		out->syllable = 4;
	}
	for (size_t length = 0; length < 3; length++) {
		find_fitting(out, length);
	}
}

static size_t add(struct edit *list, size_t n, size_t at, size_t length,
		const char *to, size_t to_n, int cost)
{
	if (n < EDITS_MAX) {
		list[n++] = (struct edit){.at = (uint8_t)at,
				.length = (uint8_t)length, .cost = (uint8_t)cost,
				.to = to, .to_n = (uint8_t)to_n};
	}
	return n;
}

/* Where the letters of a row stand in the word, in a place that fits. */
static inline uint64_t standing(const struct places *places,
		const struct sound *sound)
{
	return places->of[sound->from[0] & 31] &
			places->of[sound->from[1] & 31] >> 1 &
			places->fitting[sound->where][sound->from_n];
}

static unsigned lowest(uint64_t bits)
{
	return (unsigned)__builtin_ctzll(bits);
}

/* Edits that cost at most so much. */
static size_t find_edits(struct str word, int most, struct edit *out)
{
	size_t n = 0;
	struct places places;
	find_places(word, &places);
	for (size_t i = 0; i < sizeof(sounds) / sizeof(sounds[0]); i++) {
		const struct sound *sound = &sounds[i];
		uint64_t at = standing(&places, sound);
		if (at == 0 || sound->cost > most) {
			continue;
		}
		for (; at != 0; at &= at - 1) {
			n = add(out, n, lowest(at), sound->from_n, sound->to,
					sound->to_n, sound->cost);
		}
	}
	/* A letter written twice: 'binggung', 'allhamdulillah'. */
	for (size_t at = 1; at < word.n && most >= 4; at++) {
		if (word.p[at] == word.p[at - 1]) {
			n = add(out, n, at, 1, "", 0, 4);
		}
	}
	return n;
}

static struct str apply(struct str word, const struct edit *const *edit,
		size_t edits, char *buffer)
{
	size_t n = 0, from = 0;
	for (size_t i = 0; i < edits; i++) {
		memcpy(buffer + n, word.p + from, edit[i]->at - from);
		n += edit[i]->at - from;
		memcpy(buffer + n, edit[i]->to, edit[i]->to_n);
		n += edit[i]->to_n;
		from = edit[i]->at + edit[i]->length;
	}
	memcpy(buffer + n, word.p + from, word.n - from);
	return str_make(buffer, n + word.n - from);
}

static void hash_edits(struct str word, const struct spell_hashes *hashes,
		struct edit *list, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct edit *edit = &list[i];
		size_t end = (size_t)edit->at + edit->length;
		uint64_t hash = hashes->upto[edit->at];
		for (size_t c = 0; c < edit->to_n; c++) {
			hash = pantau_word_hash_add(hash, edit->to[c]);
		}
		edit->change = hash - hashes->upto[end];
		edit->hash = hashes->upto[word.n] +
				edit->change * hashes->power[word.n - end];
	}
}

static bool vowel(char c)
{
	return c == 'a' || c == 'i' || c == 'u' || c == 'e' || c == 'o';
}

/* How common a word is, at most, that changes of sound make of this one. */
static unsigned heard(const struct text_image *image, struct str word)
{
	unsigned kh = 0, most = 0;
	for (size_t i = 0; i + 1 < word.n; i++) {
		if (word.p[i] == 'x' || (word.p[i] == 't' && word.p[i + 1] == 'j')) {
			return REACH_MOST; /* one letter for two, and 'tj' for 'c' */
		}
		if ((word.p[i] == 'n' || word.p[i] == 's') &&
				(word.p[i + 1] == 'y' || word.p[i + 1] == 'j') &&
				(i + 2 == word.n || !vowel(word.p[i + 2]))) {
			return REACH_MOST; /* a letter of its own, or half of one */
		}
		kh += word.p[i] == 'k' && word.p[i + 1] == 'h';
	}
	if (kh > 2 || word.p[word.n - 1] == 'x') {
		return REACH_MOST;
	}
	for (unsigned mask = 0; mask < 1u << kh; mask++) {
		unsigned level = pantau_text_image_reach(image, REACH_SOUND,
				pantau_sound_key(word, mask));
		most = level > most ? level : most;
	}
	return most;
}

struct sounding {
	struct guess *guess;
	struct str word;
	struct spell_hashes hashes;
	struct edit list[EDITS_MAX];
	size_t n;
	int cost;  /* of all */
};

static void try_edits(struct sounding *s, uint64_t hash,
		const struct edit *const *edit, size_t edits, int cost)
{
	char buffer[RULE_LONGEST + 8];
	struct guess *guess = s->guess;
	bool near = guess_may(guess, pantau_text_image_reach(
			guess->speller->image, REACH_WORD, hash), cost);
	if (near || guess->deep) {
		pantau_guess_weigh(guess, apply(s->word, edit, edits, buffer),
				near, cost, "bunyi");
	}
}

static void try_pairs(struct sounding *s, int most)
{
	const struct guess *guess = s->guess;
	size_t kept = 0;
	for (size_t i = 0; i < s->n; i++) {
		if (s->list[i].cost + COST_LEAST <= most) {
			s->list[kept++] = s->list[i];
		}
	}
	s->n = kept;
	for (size_t i = 0; i < s->n; i++) {
		const struct edit *a = &s->list[i];
		size_t end = (size_t)a->at + a->length;
		for (size_t j = 0; j < s->n && guess->tries < GUESS_TRIES; j++) {
			const struct edit *b = &s->list[j];
			if (b->at < end || (b->at == a->at && j <= i) ||
					a->cost + b->cost > most) {
				continue;
			}
			const struct edit *two[] = {a, b};
			try_edits(s, b->hash + a->change * s->hashes.power[
					s->word.n - end + b->to_n - b->length],
					two, 2, s->cost + 1 + a->cost + b->cost);
		}
	}
}

void pantau_spell_sound(struct guess *guess, struct str word, int cost)
{
	struct sounding s;
	if (word.n > RULE_LONGEST) {
		return;
	}
	int afford = guess_afford(guess, heard(guess->speller->image, word));
	afford = afford > INT_MAX / 2 ? afford : afford - cost;
	if (!guess->deep && afford < COST_LEAST) {
		return;
	}
	s.guess = guess;
	s.word = word;
	s.cost = cost;
	s.n = find_edits(word, guess->deep ? INT_MAX : afford, s.list);
	pantau_spell_hash(word, &s.hashes);
	hash_edits(word, &s.hashes, s.list, s.n);
	for (size_t i = 0; i < s.n; i++) {
		const struct edit *one[] = {&s.list[i]};
		try_edits(&s, s.list[i].hash, one, 1, cost + s.list[i].cost);
	}
	bool deep = guess->deep;
	guess->deep = false; /* two edits and affixes explain anything */
	int most = word.n < 6 ? PAIR_SHORT : PAIR_COST;
	try_pairs(&s, afford - 1 < most ? afford - 1 : most);
	guess->deep = deep;
}
