/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * The stemmer's driver: hyphens, exceptions, then every analysis over known
 * roots ranked, then libstemmer's guess.
 */

#include <libstemmer.h>
#include <stdlib.h>

#include "text/stem_parts.h"

static void note_standing(struct stemmer *stemmer)
{
	static const struct {
		const char *class_;
		enum standing standing;
	} known[] = {
		{"place", STANDING_NAME}, {"inst", STANDING_NAME},
		{"party", STANDING_NAME}, {"prog", STANDING_NAME},
		{"acr", STANDING_NAME}, {"name", STANDING_NAME},
		{"nama", STANDING_NAME}, {"part", STANDING_FUNCTION},
		{"pron", STANDING_FUNCTION},
	};

	for (unsigned i = 0; i < 256; i++) {
		struct root_info root = {.class_ = (uint8_t)i};
		struct str class_ = pantau_text_image_class(stemmer->image, &root);

		for (size_t j = 0; j < sizeof(known) / sizeof(*known); j++) {
			if (str_eq(class_, str_of(known[j].class_))) {
				stemmer->standing[i] = (uint8_t)known[j].standing;
			}
		}
	}
}

enum pantau_status pantau_stemmer_create(const struct text_image *image,
		struct stemmer **out, struct pantau_error *err)
{
	struct stemmer *stemmer = calloc(1, sizeof(*stemmer));
	sb_symbol longest[STEM_MAX];

	if (stemmer == NULL) {
		return pantau_fail_memory(err);
	}
	stemmer->guess = sb_stemmer_new("indonesian", NULL);
	if (stemmer->guess == NULL) {
		free(stemmer);
		return pantau_fail_memory(err);
	}
	stemmer->image = image;
	pantau_stem_powers(stemmer);
	note_standing(stemmer);
	/* libstemmer's buffer grows to the longest word: let it do so now. */
	memset(longest, 'a', sizeof(longest));
	if (sb_stemmer_stem(stemmer->guess, longest, STEM_MAX) == NULL) {
		pantau_stemmer_destroy(stemmer);
		return pantau_fail_memory(err);
	}
	*out = stemmer;
	return PANTAU_OK;
}

void pantau_stemmer_destroy(struct stemmer *stemmer)
{
	if (stemmer != NULL) {
		sb_stemmer_delete(stemmer->guess);
		free(stemmer);
	}
}

static void fill(struct stem *out, struct str bytes, enum stem_source source)
{
	memcpy(out->bytes, bytes.p, bytes.n);
	out->length = bytes.n;
	out->source = source;
}

static bool find_exception(struct stemmer *stemmer, struct str word,
		struct stem *out)
{
	struct str stem;
	uint32_t line = pantau_text_image_exception_at(stemmer->image, word,
			&stem);

	if (line == 0 || stem.n > STEM_MAX) {
		return false;
	}
	fill(out, stem, STEM_EXCEPTION);
	out->root_line = line;
	return true;
}

/* An exception that chooses among analyses has affixes to show. */
static bool name_exception(struct stemmer *stemmer, struct str word,
		struct stem *out)
{
	struct candidate list[16];
	char buffer[STEM_MAX];
	size_t n = pantau_stem_candidates(stemmer, word, list, 16);

	for (size_t i = 0; i < n; i++) {
		if (str_eq(pantau_stem_root_bytes(word, &list[i], buffer),
				str_make(out->bytes, out->length))) {
			pantau_stem_name(word, &list[i], out);
			return true;
		}
	}
	return false;
}

static bool same_clitics(const struct candidate *best,
		const struct suffix_state *state)
{
	return best != NULL && best->suffix.possessive == state->possessive &&
			best->suffix.particle == state->particle;
}

/* An exception's form with clitics: 'pekerjanya'. best is the best analysis of
 * the whole word or NULL; the stemmer's scratch is of the word. */
static bool find_host(struct stemmer *stemmer, struct str word,
		const struct candidate *best, struct stem *out)
{
	const struct affix_states *states = &stemmer->states;
	struct candidate clitics = {0};

	/* All clitics end in one of these letters. */
	if (!stem_is_of(word.p[word.n - 1], L('a') | L('u') | L('n') | L('h'))) {
		return false;
	}
	for (size_t s = 0; s < states->suffixes; s++) {
		const struct suffix_state *state = &states->suffix[s];
		struct str host = {word.p, state->end};

		if (state->derived != SUFFIX_NONE || host.n == word.n ||
				(best != NULL && best->score >= SCORE_EXCEPTION
				&& !same_clitics(best, state))) {
			continue;
		}
		if (pantau_stem_may_except(stemmer, host.n) &&
				find_exception(stemmer, host, out)) {
			clitics.suffix = *state;
			if (!name_exception(stemmer, word, out)) {
				pantau_stem_name(word, &clitics, out);
			}
			return true;
		}
	}
	return false;
}

/* 'setelah', 'sehingga', 'sekitarnya': little words that nobody takes apart,
 * without their clitics. */
static bool is_frozen(const struct stemmer *stemmer, struct str word,
		const struct candidate *best)
{
	return best->prefix.n == 1 && best->prefix.prefix[0] == PREFIX_SE &&
			best->suffix.derived == SUFFIX_NONE &&
			pantau_text_image_stopword(stemmer->image,
				str_make(word.p, best->suffix.end));
}

bool pantau_stem_known(struct stemmer *stemmer, struct str word,
		struct stem *out)
{
	struct candidate best;
	char buffer[STEM_MAX];
	size_t n;

	pantau_stem_hash(stemmer, word);
	if (pantau_stem_may_except(stemmer, word.n) &&
			find_exception(stemmer, word, out)) {
		name_exception(stemmer, word, out);
		return true;
	}
	n = pantau_stem_candidates(stemmer, word, &best, 1);
	if (find_host(stemmer, word, n != 0 ? &best : NULL, out)) {
		return true;
	}
	if (n == 0) {
		return false;
	}
	if (is_frozen(stemmer, word, &best)) {
		best.prefix = (struct prefix_state){0};
		best.root = pantau_stem_root(stemmer,
				str_make(word.p, best.suffix.end));
	}
	fill(out, pantau_stem_root_bytes(word, &best, buffer),
			best.suffix.end == word.n && best.prefix.n == 0 ?
			STEM_WHOLE : STEM_AFFIXES);
	if (best.root != NULL) {
		out->root_source = best.root->source;
		out->root_line = best.root->line;
	}
	pantau_stem_name(word, &best, out);
	return true;
}

void pantau_stem_plain(struct stemmer *stemmer, struct str word,
		struct stem *out)
{
	if (!pantau_stem_known(stemmer, word, out)) {
		pantau_stem_guess(stemmer->guess, word, out);
	}
}

static void clear(struct stem *out)
{
	out->length = 0;
	out->root_source = ROOT_OWN;
	out->root_line = 0;
	out->prefixes[0] = out->suffixes[0] = '\0';
	out->reduplicated = false;
}

bool pantau_stemmer_find(struct stemmer *stemmer, struct str word,
		struct stem *out)
{
	clear(out);
	if (word.n < 2 || word.n >= STEM_MAX) {
		return false;
	}
	if (memchr(word.p, '-', word.n) == NULL) {
		return pantau_stem_known(stemmer, word, out);
	}
	pantau_stemmer_run(stemmer, word, out);
	return out->source == STEM_EXCEPTION || out->source == STEM_AFFIXES ||
			out->root_line != 0;
}

void pantau_stemmer_run(struct stemmer *stemmer, struct str word,
		struct stem *out)
{
	clear(out);
	if (word.n < 2 || word.n >= STEM_MAX) {
		fill(out, str_make(word.p, word.n < STEM_MAX ? word.n :
				STEM_MAX), STEM_WHOLE);
		return;
	}
	if (memchr(word.p, '-', word.n) == NULL) {
		pantau_stem_plain(stemmer, word, out);
	} else if (!find_exception(stemmer, word, out) &&
			!pantau_stem_hyphenated(stemmer, word, out)) {
		pantau_stem_plain(stemmer, word, out);
	}
}
