/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Spelling: dictionary first, then laughter, kata2, and the repairs. */

#include "text/spell_parts.h"

#include "text/char_class.h"

bool pantau_spell_set(struct spelling *out, struct str word)
{
	if (word.n > SPELL_MAX) {
		return false;
	}
	memmove(out->bytes, word.p, word.n);
	out->n = word.n;
	return true;
}

bool pantau_spell_standard(const struct speller *speller, struct str word)
{
	struct str stem;
	return pantau_text_image_lists(speller->image, word) &&
			(pantau_text_image_stopword(speller->image, word) ||
			pantau_text_image_root(speller->image, word) != NULL ||
			pantau_text_image_exception(speller->image, word, &stem));
}

bool pantau_spell_known(const struct speller *speller, struct str word)
{
	struct slang_info info;
	return pantau_spell_standard(speller, word) ||
			pantau_text_image_slang(speller->image, word, &info);
}

bool pantau_spell_derivable(const struct speller *speller, struct str word)
{
	struct stem stem;
	if (pantau_spell_known(speller, word)) {
		return true;
	}
	if (word.n > STEM_MAX) {
		return false;
	}
	return pantau_stemmer_find(speller->stemmer, word, &stem) &&
			(stem.source == STEM_AFFIXES ||
			stem.source == STEM_EXCEPTION);
}

static bool slang(const struct speller *speller, struct spelling *out)
{
	struct slang_info info;
	struct str word = {out->bytes, out->n};
	if (!pantau_text_image_slang(speller->image, word, &info) ||
			(info.guarded && !info.usual) || info.formal.n == 0) {
		return false;
	}
	out->formal = info.formal;
	out->line = info.line;
	out->flags |= info.usual ? SPELL_SLANG | SPELL_USUAL : SPELL_SLANG;
	return true;
}

/* Is the word, which may be a root, a spoken one and no more? */
static bool spoken(const struct speller *speller, struct str word)
{
	const struct root_info *root = pantau_text_image_root(speller->image,
			word);
	struct str stem, class_;
	if (root == NULL || pantau_text_image_stopword(speller->image, word) ||
			pantau_text_image_exception(speller->image, word, &stem)) {
		return false;
	}
	class_ = pantau_text_image_class(speller->image, root);
	return str_eq(class_, STR("colloq")) || str_eq(class_, STR("bet"));
}

enum standing { UNKNOWN, SPOKEN, KNOWN };

/* What the dictionary says of the word; keeps its stem. A derived word whose
 * root slang.tsv respells ('dengerin') is respelled like it. */
static enum standing look_up(const struct speller *speller, struct str word,
		struct spelling *out)
{
	if (word.n <= STEM_MAX) {
		pantau_stemmer_run(speller->stemmer, word, &out->stem);
		out->stemmed = true;
		if (out->stem.source == STEM_AFFIXES) {
			struct slang_info info;
			struct str root = {out->stem.bytes, out->stem.length};
			if (pantau_text_image_slang(speller->image, root,
					&info) && !info.guarded) {
				pantau_spell_affix(speller, word, true, out);
			}
			return KNOWN;
		}
		if (out->stem.source == STEM_EXCEPTION) {
			return KNOWN;
		}
	}
	return !out->listed ? UNKNOWN : spoken(speller, word) ? SPOKEN :
			pantau_spell_standard(speller, word) ? KNOWN : UNKNOWN;
}

const char *pantau_spelling_name(const struct spelling *spelling)
{
	static const struct {
		unsigned flag;
		const char *name;
	} names[] = {
		{SPELL_SLANG, "slang.tsv"}, {SPELL_LAUGHTER, "tawa"},
		{SPELL_DOUBLED, "kata2"}, {SPELL_MASKED, "samar"},
		{SPELL_ELONGATED, "ulur"},
	};
	if ((spelling->flags & SPELL_USUAL) != 0) {
		return "-";
	}
	if ((spelling->flags & SPELL_RULE) != 0) {
		return spelling->rule;
	}
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		if ((spelling->flags & names[i].flag) != 0) {
			return names[i].name;
		}
	}
	return "-";
}

static bool typo(const struct speller *speller, struct str word,
		struct spelling *out)
{
	struct guess guess;
	pantau_guess_init(&guess, speller, word, pantau_guess_bar(word.n));
	pantau_spell_typo(&guess, word);
	return pantau_guess_take(&guess, out);
}

/* The word is not in the dictionary, or only spoken: what may it mean? */
static bool rules(const struct speller *speller, struct str word, bool name,
		int bar, struct spelling *out)
{
	struct guess guess;
	char copy[RULE_LONGEST];
	if (word.n < 3 || word.n > RULE_LONGEST ||
			pantau_text_image_foreign(speller->image, word)) {
		return false;
	}
	for (size_t i = 0; i < word.n; i++) {
		if (!ascii_is(word.p[i], ASCII_LOWER)) {
			return false;
		}
	}
	memcpy(copy, word.p, word.n);
	word.p = copy;
	if (bar == 0 && pantau_spell_joined(speller, word, out)) {
		return true;
	}
	if (name) {
		return pantau_spell_affix(speller, word, true, out);
	}
	pantau_guess_init(&guess, speller, word, pantau_guess_bar(word.n) + bar);
	pantau_spell_short(&guess, word, 0);
	pantau_spell_sound(&guess, word, 0);
	out->tries = guess.tries;
	return pantau_guess_take(&guess, out) ||
			(bar == 0 && (pantau_spell_affix(speller, word, false,
				out) || pantau_spell_split(speller, word, out) ||
				typo(speller, word, out)));
}

/* Words that the dictionary does not have. */
static void respell(const struct speller *speller, struct str word, bool name,
		struct spelling *out)
{
	if (pantau_spell_doubled(speller, word, out) ||
			pantau_spell_hyphenated(speller, word, out) ||
			pantau_spell_unit(speller, word, out)) {
		return;
	}
	if (pantau_spell_figures(speller, word, out) ||
			pantau_spell_stars(speller, word, out)) {
		out->flags |= SPELL_MASKED;
		slang(speller, out);
		return;
	}
	if (pantau_spell_squeeze(speller, word, out)) {
		out->flags |= SPELL_ELONGATED;
		word = str_make(out->bytes, out->n);
		if (pantau_spell_laughter(word, out) || slang(speller, out) ||
				(pantau_spell_derivable(speller, word) &&
				!spoken(speller, word))) {
			return;
		}
	}
	rules(speller, word, name, 0, out);
}

void pantau_spell(const struct speller *speller, struct str word, bool name,
		struct spelling *out)
{
	struct slang_info guarded;
	out->n = 0;
	out->flags = 0;
	out->formal = (struct str){NULL, 0};
	out->rule = NULL;
	out->line = 0;
	out->tries = 0;
	out->listed = out->stemmed = false;
	if (word.n == 0 || word.n > SPELL_MAX - 2) {
		return;
	}
	pantau_spell_set(out, word);
	out->listed = pantau_text_image_lists(speller->image, word);
	if ((out->listed && slang(speller, out)) || pantau_spell_laughter(word, out) ||
			pantau_spell_place(speller, word, out)) {
		return;
	}
	enum standing standing = look_up(speller, word, out);
	if (standing == SPOKEN) {
		rules(speller, word, name, 2, out);
	} else if (standing == UNKNOWN && (!out->listed ||
			!pantau_text_image_slang(speller->image, word,
				&guarded))) {
		respell(speller, word, name, out);
	}
}
