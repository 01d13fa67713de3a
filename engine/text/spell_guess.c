/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Weighing what a misspelt word may mean. */

#include "text/spell_parts.h"

/* What the image promises of slang must be what a guess makes of it. */
_Static_assert((int)REACH_SLANG == (int)LEVEL_SLANG,
		"an informal word reaches as far as it weighs");

/* Levels by which a derived word is rarer than its root. */
enum { DERIVED_LESS = 3 };

void pantau_guess_init(struct guess *guess, const struct speller *speller,
		struct str word, int bar)
{
	guess->speller = speller;
	guess->word = word;
	guess->bar = bar;
	guess->n = 0;
	guess->worth = guess->second = -100;
	guess->rule = NULL;
	guess->tries = guess->stems = 0;
	guess->deep = true;
}

void pantau_spell_hash(struct str word, struct spell_hashes *out)
{
	out->upto[0] = 0;
	out->power[0] = 1;
	for (size_t i = 0; i < word.n; i++) {
		out->upto[i + 1] = pantau_word_hash_add(out->upto[i], word.p[i]);
		out->power[i + 1] = out->power[i] * WORD_RADIX;
	}
	for (size_t i = word.n; i < word.n + 7; i++) {
		out->power[i + 1] = out->power[i] * WORD_RADIX;
	}
}

/* Nothing is rewritten to a name, nor to a word of another language. */
static bool is_target(const struct text_image *image,
		const struct root_info *root)
{
	static const char *const none[] = {"place", "inst", "party", "prog",
		"acr", "name", "nama", "jv", "su", "min", "bet", "ms"};
	struct str class_ = pantau_text_image_class(image, root);
	for (size_t i = 0; i < sizeof(none) / sizeof(none[0]); i++) {
		if (str_eq(class_, str_of(none[i]))) {
			return false;
		}
	}
	return true;
}

static int plain_level(const struct text_image *image, struct str word)
{
	if (!pantau_text_image_lists(image, word)) {
		return 0;
	}
	unsigned level = pantau_text_image_level(image, word);
	if (level != 0) {
		return (int)level;
	}
	const struct root_info *root = pantau_text_image_root(image, word);
	if (root != NULL && word.n >= 3 && is_target(image, root)) {
		return LEVEL_ROOT;
	}
	return pantau_text_image_stopword(image, word) ? LEVEL_SLANG : 0;
}

int pantau_guess_level(struct guess *guess, struct str word, bool derived)
{
	const struct speller *speller = guess->speller;
	struct stem stem;
	int level = plain_level(speller->image, word);
	if (level != 0 || !derived || guess->stems >= GUESS_STEMS ||
			word.n > RULE_LONGEST) {
		return level;
	}
	guess->stems++;
	if (!pantau_stemmer_find(speller->stemmer, word, &stem) ||
			stem.source != STEM_AFFIXES) {
		return 0;
	}
	/* A derived word is rarer than its root, and a worse witness. */
	level = plain_level(speller->image, str_make(stem.bytes, stem.length));
	return level > DERIVED_LESS ? level - DERIVED_LESS :
			level > 0 ? LEVEL_ROOT : 0;
}

void pantau_guess_offer(struct guess *guess, struct str normal, int worth,
		const char *rule)
{
	if (normal.n > SPELL_MAX || worth <= guess->second) {
		return;
	}
	if (guess->n != 0 && str_eq(normal, str_make(guess->best, guess->n))) {
		guess->worth = worth > guess->worth ? worth : guess->worth;
		return;
	}
	if (worth <= guess->worth) {
		guess->second = worth;
		return;
	}
	guess->second = guess->worth;
	guess->worth = worth;
	guess->rule = rule;
	memcpy(guess->best, normal.p, normal.n);
	guess->n = normal.n;
}

/* May the word have affixes at all? */
static bool looks_derived(struct str word)
{
	static const char heads[][3] = {"me", "be", "te", "di", "ke", "pe",
		"se", "ng", "ny"};
	for (size_t i = 0; i < sizeof(heads) / sizeof(heads[0]); i++) {
		if (word.p[0] == heads[i][0] && word.p[1] == heads[i][1]) {
			return true;
		}
	}
	switch (word.p[word.n - 1]) {
	case 'i':
		return true;
	case 'n':
		return SPELL_ENDS(word, "an") || SPELL_ENDS(word, "in") ||
				SPELL_ENDS(word, "pun");
	case 'a':
		return SPELL_ENDS(word, "nya");
	case 'h':
		return SPELL_ENDS(word, "lah") || SPELL_ENDS(word, "kah");
	case 'u':
		return SPELL_ENDS(word, "ku") || SPELL_ENDS(word, "mu");
	default:
		return false;
	}
}

enum { DERIVED_STARTS = 10 };

/* Where a root may begin, a bit for each place: anywhere near the start of a word
 * that begins like a prefix, else at the start or behind its echo ('lelaki'). */
static unsigned starts_of(struct str word)
{
	if (pantau_stem_begins(word.p)) {
		return (1u << DERIVED_STARTS) - 1;
	}
	return word.p[2] == word.p[0] ? 1u | 4u : 1u;
}

/* A bit for each count of letters that endings may take off. */
static unsigned endings_of(struct str word)
{
	unsigned off = 1;
	for (size_t n = 0; n < 12 && n + 3 <= word.n; n++) {
		struct str rest = {word.p, word.n - n};
		unsigned more = 0;
		if ((off >> n & 1) == 0) {
			continue;
		}
		switch (rest.p[rest.n - 1]) {
		case 'i':
			more = SPELL_ENDS(rest, "wati") ? 2 | 16 : 2;
			break;
		case 'n':
			more = SPELL_ENDS(rest, "an") || SPELL_ENDS(rest, "in") ?
					4 | 8 : SPELL_ENDS(rest, "pun") ? 8 : 0;
			break;
		case 'a':
			more = SPELL_ENDS(rest, "ya") ? 4 | 8 : 0;
			break;
		case 'u':
			more = 4;
			break;
		case 'h':
			more = SPELL_ENDS(rest, "ah") ? 8 : 0;
			break;
		default:
			break;
		}
		off |= more << n;
	}
	return off;
}

/*
 * A tail that is common enough is that of a root when the root is known: but
 * for one that begins with the rest of a nasal, in the place of a letter that
 * it took. At the start a stop word counts as well ('sekitarnya').
 */
static bool is_rooted(const struct text_image *image, char first, size_t at,
		uint64_t hash)
{
	if (at == 0) {
		return first == 'm' || first == 'n' ||
				pantau_text_image_maybe(image, hash);
	}
	return memchr("mngy", first, 4) != NULL || pantau_stem_filter_has(
			image->stem_roots, STEM_ROOT_BITS, hash);
}

bool pantau_guess_derived(const struct guess *guess, struct str candidate,
		int cost)
{
	const struct text_image *image = guess->speller->image;
	uint64_t upto[RULE_LONGEST + 8], power[RULE_LONGEST + 8];
	int afford = cost + LEVEL_STEP * DERIVED_LESS;
	if (candidate.n < 3 || candidate.n > RULE_LONGEST ||
			!looks_derived(candidate)) {
		return false;
	}
	upto[0] = 0;
	power[0] = 1;
	for (size_t i = 0; i < candidate.n; i++) {
		upto[i + 1] = pantau_word_hash_add(upto[i], candidate.p[i]);
		power[i + 1] = power[i] * WORD_RADIX;
	}
	unsigned ends = endings_of(candidate), starts = starts_of(candidate);
	for (size_t end = candidate.n; end >= 2; end--, ends >>= 1) {
		if ((ends & 1) == 0) {
			continue;
		}
		for (size_t at = 0; at + 2 <= end && at < DERIVED_STARTS; at++) {
			if ((starts >> at & 1) != 0 && guess_may(guess,
					pantau_text_image_reach(image, REACH_TAIL,
					upto[end] - upto[at + 1] *
					power[end - at - 1]), afford) &&
					is_rooted(image, candidate.p[at], at,
					upto[end] - upto[at] *
					power[end - at])) {
				return true;
			}
		}
	}
	return false;
}

void pantau_guess_weigh(struct guess *guess, struct str candidate, bool listed,
		int cost, const char *rule)
{
	struct slang_info slang;
	if (guess->tries >= GUESS_TRIES || candidate.n < 3 ||
			str_eq(candidate, guess->word)) {
		return;
	}
	bool derived = guess->deep &&
			pantau_guess_derived(guess, candidate, cost);
	listed = listed && pantau_text_image_lists(guess->speller->image,
			candidate);
	if (!listed && !derived) {
		return;
	}
	guess->tries++;
	int level = pantau_guess_level(guess, candidate, derived);
	if (level != 0) {
		pantau_guess_offer(guess, candidate, LEVEL_STEP * level - cost,
				rule);
	}
	if (listed && pantau_text_image_slang(guess->speller->image, candidate,
				&slang) && !slang.guarded) {
		pantau_guess_offer(guess, slang.formal,
				LEVEL_STEP * LEVEL_SLANG - cost, rule);
	}
}

void pantau_guess_try(struct guess *guess, struct str candidate, int cost,
		const char *rule)
{
	pantau_guess_weigh(guess, candidate, true, cost, rule);
}

int pantau_guess_bar(size_t n)
{
	static const int bars[] = {99, 99, 99, 18, 11, 10, 9, 8};
	return n < sizeof(bars) / sizeof(bars[0]) ? bars[n] : 7;
}

bool pantau_guess_take(const struct guess *guess, struct spelling *out)
{
	struct str none = {NULL, 0};
	return guess_sure(guess) && pantau_spell_rule(out, guess->rule,
				str_make(guess->best, guess->n), none, none);
}

struct str pantau_spell_resolve(const struct speller *speller, struct str word)
{
	struct slang_info slang;
	if (pantau_text_image_slang(speller->image, word, &slang) &&
			!slang.guarded) {
		return slang.formal;
	}
	return pantau_spell_derivable(speller, word) ? word :
			(struct str){NULL, 0};
}

bool pantau_spell_rule(struct spelling *out, const char *rule, struct str a,
		struct str b, struct str c)
{
	const struct str parts[] = {a, b, c};
	size_t n = 0;
	if (a.n + b.n + c.n > SPELL_MAX) {
		return false;
	}
	for (size_t i = 0; i < 3; i++) {
		if (parts[i].n != 0) {
			memcpy(out->room + n, parts[i].p, parts[i].n);
			n += parts[i].n;
		}
	}
	out->formal = str_make(out->room, n);
	out->rule = rule;
	out->flags |= SPELL_RULE;
	return true;
}
