/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * Affixes as they are spoken, on words that are themselves misspelt: 'orgnya',
 * 'dipake', 'ngabisin', 'mksdny'. The middle is looked up in the table and
 * then weighed like any word; the affixes come out in their written form.
 */

#include "lexicon/skeleton.h"
#include "text/spell_parts.h"

struct affixed {
	struct str prefix, base, suffix; /* suffix in its written form */
	bool nasal;    /* the prefix is a spoken meN- */
	char restored; /* the base's first letter, taken by the nasal */
	bool spoken;   /* an affix that the written language has not */
	bool clitic;   /* a -nya in another spelling */
	bool shortened; /* the prefix lacks its vowel */
};

/* meN- before a base; base loses its first letter where that melts. */
static struct str nasal(struct str *base)
{
	char first = base->p[0];
	if (memchr("aiueogh", first, 7) != NULL) {
		return STR("meng");
	}
	if (memchr("kpts", first, 4) != NULL) {
		*base = str_skip(*base, 1);
		return first == 'k' ? STR("meng") : first == 'p' ? STR("mem") :
				first == 't' ? STR("men") : STR("meny");
	}
	return memchr("bfv", first, 3) != NULL ? STR("mem") :
			memchr("cdjz", first, 4) != NULL ? STR("men") : STR("me");
}

static bool compose(struct spelling *out, const struct affixed *word,
		struct str base)
{
	struct str prefix = word->prefix;
	if (word->nasal) {
		prefix = nasal(&base);
	}
	return pantau_spell_rule(out, "imbuhan", prefix, base, word->suffix);
}

/* Takes a proposal back. */
static bool undo(struct spelling *out)
{
	out->formal = (struct str){NULL, 0};
	out->flags &= ~(unsigned)SPELL_RULE;
	return false;
}

static bool single(struct str formal)
{
	return formal.n >= 2 && memchr(formal.p, ' ', formal.n) == NULL &&
			memchr(formal.p, '-', formal.n) == NULL;
}

static struct str base_of(const struct affixed *word, char *buffer)
{
	size_t n = 0;
	if (word->restored != 0) {
		buffer[n++] = word->restored;
	}
	memcpy(buffer + n, word->base.p, word->base.n);
	return str_make(buffer, n + word->base.n);
}

/* Another spelling of the same word, not another word for it: 'liat' for
 * 'lihat' may take affixes as it does, 'bilang' for 'berkata' may not. */
static bool same_word(struct str informal, struct str formal)
{
	char a[SKELETON_MAX], b[SKELETON_MAX];
	size_t n = pantau_skeleton(informal, a), m = pantau_skeleton(formal, b);
	size_t i = 0;
	for (size_t j = 0; j < m; j++) {
		if (i < n && a[i] == b[j]) {
			i++;
		} else if (b[j] != 'h') {
			return false;
		}
	}
	char last = informal.p[informal.n - 1];
	char end = formal.p[formal.n - 1];
	return i == n && single(formal) && (last == end || end == 'h' ||
			(last == 'e' && end == 'i') || (last == 'o' && end == 'u'));
}

static bool is_clitic(struct str suffix)
{
	return str_eq(suffix, STR("nya")) || str_eq(suffix, STR("ku")) ||
			str_eq(suffix, STR("mu")) || str_eq(suffix, STR("lah")) ||
			str_eq(suffix, STR("kah")) || str_eq(suffix, STR("pun"));
}

/* The table knows the middle: 'orgnya', 'dipake'. */
static bool by_table(const struct speller *speller,
		const struct affixed *word, struct spelling *out)
{
	char buffer[RULE_LONGEST + 1];
	struct slang_info slang;
	struct str base = base_of(word, buffer);
	bool bare = word->prefix.n == 0 && !word->nasal;
	bool host = bare && is_clitic(word->suffix);
	if (base.n < (host ? 2 : 4) ||
			!pantau_text_image_lists(speller->image, base) ||
			!pantau_text_image_slang(speller->image, base, &slang) ||
			slang.guarded || (!host &&
			!same_word(base, slang.formal))) {
		return false;
	}
	return compose(out, word, slang.formal);
}

/* A spoken affix on a word that is itself well written: 'rumahny',
 * 'dpotong'. The stemmer knows the other spoken affixes. */
static bool by_dictionary(struct guess *guess, const struct affixed *word,
		struct spelling *out)
{
	char buffer[SPELL_MAX];
	struct str base = base_of(word, buffer);
	if (word->nasal || base.n < (word->shortened ? 5 : 4) ||
			(!word->clitic && !word->shortened) ||
			pantau_guess_level(guess, base, !word->shortened) <
			(word->shortened ? 6 : base.n > 4 ? 3 : 5)) {
		return false;
	}
	return compose(out, word, base) && (!word->shortened ||
			pantau_spell_derivable(guess->speller, out->formal) ||
			undo(out));
}

static bool by_guess(const struct speller *speller, const struct affixed *word,
		struct spelling *out)
{
	char buffer[RULE_LONGEST + 1];
	struct guess guess;
	struct str base = base_of(word, buffer);
	if (base.n < 4 || (!word->spoken && !word->shortened && !str_eq(word->suffix, STR("nya")) &&
			!str_eq(word->prefix, STR("di")))) {
		return false;
	}
	pantau_guess_init(&guess, speller, base, pantau_guess_bar(base.n) + 2);
	guess.deep = false;
	guess.tries = out->tries;
	pantau_spell_short(&guess, base, 1);
	if (!word->shortened) {
		pantau_spell_sound(&guess, base, 1);
	}
	out->tries = guess.tries;
	struct str found = str_make(guess.best, guess.n);
	return guess_sure(&guess) && single(found) &&
			compose(out, word, found) && (!word->shortened ||
			pantau_spell_derivable(speller, out->formal) ||
			undo(out));
}

/* --- */

#define S(literal) {literal, sizeof(literal) - 1}
#define SAME(literal) {S(literal), S(literal)}

struct ending {
	struct str spoken, written;
};

static const struct ending endings[] = {
	SAME(""), SAME("nya"), {S("nye"), S("nya")}, {S("nyo"), S("nya")},
	{S("ny"), S("nya")}, {S("x"), S("nya")}, {S("inny"), S("kannya")},
	{S("innya"), S("kannya")}, {S("in"), S("kan")}, SAME("ku"), SAME("mu"),
	SAME("lah"), SAME("kah"), SAME("pun"), SAME("an"), SAME("kan"),
	SAME("annya"), SAME("i"),
};

enum { ENDINGS = sizeof(endings) / sizeof(endings[0]), ENDING_IN = 8 };

struct beginning {
	struct str spoken, written;
	bool nasal;
	const char *restored; /* letters that the nasal may have taken */
};

static const struct beginning beginnings[] = {
	{S(""), S(""), false, NULL}, {S("di"), S("di"), false, NULL},
	{S("ter"), S("ter"), false, NULL}, {S("ber"), S("ber"), false, NULL},
	{S("nge"), S(""), true, NULL}, {S("ng"), S(""), true, "k"},
	{S("ny"), S(""), true, "sc"}, {S("n"), S(""), true, "t"},
	{S("m"), S(""), true, "p"},
	/* without their vowel: 'dpotong', 'brsyukur' */
	{S("d"), S("di"), false, NULL}, {S("br"), S("ber"), false, NULL},
	{S("tr"), S("ter"), false, NULL}, {S("mm"), S("mem"), false, NULL},
	{S("mn"), S("men"), false, NULL}, {S("pm"), S("pem"), false, NULL},
	{S("pn"), S("pen"), false, NULL},
};

enum { BEGINNINGS = sizeof(beginnings) / sizeof(beginnings[0]) };

typedef bool way(const struct speller *speller, const struct affixed *word,
		struct spelling *out);

static bool dictionary_way(const struct speller *speller,
		const struct affixed *word, struct spelling *out)
{
	struct guess guess;
	pantau_guess_init(&guess, speller, word->base, 0);
	return by_dictionary(&guess, word, out);
}

static bool with_ending(const struct speller *speller, struct str word,
		const struct beginning *beginning, const struct ending *ending,
		way *way_, struct spelling *out)
{
	size_t head = beginning->spoken.n, tail = ending->spoken.n;
	bool respelt = !str_eq(ending->spoken, ending->written);
	struct affixed a = {
		.prefix = beginning->written,
		.base = {word.p + head, word.n - head - tail},
		.suffix = ending->written,
		.nasal = beginning->nasal,
		.spoken = beginning->nasal || respelt,
		.shortened = head < beginning->written.n,
		.clitic = respelt && ending != &endings[ENDING_IN],
	};
	/* Before a vowel n-, ny- and m- have taken a letter: 'najjar' is not
	 * 'ajar'. */
	const char *restored = beginning->restored;
	bool melted = restored != NULL && *restored != 'k' &&
			memchr("aiueo", a.base.p[0], 5) != NULL;
	if (!melted && way_(speller, &a, out)) {
		return true;
	}
	for (; restored != NULL && *restored != '\0'; restored++) {
		a.restored = *restored;
		if (way_(speller, &a, out)) {
			return true;
		}
	}
	return false;
}

/* Which of the endings the word has, and which of the beginnings; a bit for
 * each. */
static unsigned endings_of(struct str word)
{
	unsigned fits = 1;
	for (size_t e = 1; e < ENDINGS; e++) {
		struct str spoken = endings[e].spoken;
		if (word.n > spoken.n &&
				spell_ends(word, spoken.p, spoken.n)) {
			fits |= 1u << e;
		}
	}
	return fits;
}

static unsigned beginnings_of(struct str word)
{
	unsigned fits = 1;
	for (size_t b = 1; b < BEGINNINGS; b++) {
		struct str spoken = beginnings[b].spoken;
		if (word.p[0] == spoken.p[0] && str_starts(word, spoken)) {
			fits |= 1u << b;
		}
	}
	return fits;
}

static bool with_beginning(const struct speller *speller, struct str word,
		const struct beginning *beginning, unsigned fits, way *way_,
		struct spelling *out)
{
	size_t head = beginning->spoken.n;
	for (; fits != 0; fits &= fits - 1) {
		const struct ending *ending = &endings[__builtin_ctz(fits)];
		size_t affixes = head + ending->spoken.n;
		if (affixes != 0 && word.n >= affixes + 2 && with_ending(speller,
				word, beginning, ending, way_, out)) {
			return true;
		}
	}
	return false;
}

bool pantau_spell_affix(const struct speller *speller, struct str word,
		bool table, struct spelling *out)
{
	static way *const ways[] = {by_table, dictionary_way, by_guess};
	if (word.n == 0 || word.n > RULE_LONGEST) {
		return false;
	}
	unsigned ends = endings_of(word), begins = beginnings_of(word);
	if (ends == 1 && begins == 1) {
		return false;
	}
	for (size_t w = 0; w < (table ? 1 : sizeof(ways) / sizeof(ways[0]));
			w++) {
		for (unsigned rest = begins; rest != 0; rest &= rest - 1) {
			if (with_beginning(speller, word,
					&beginnings[__builtin_ctz(rest)], ends,
					ways[w], out)) {
				return true;
			}
		}
	}
	return false;
}
