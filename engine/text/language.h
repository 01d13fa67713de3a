/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_TEXT_LANGUAGE_H
#define PANTAU_TEXT_LANGUAGE_H

/*
 * What the words of a text say of its language. A word's weights are the sum of
 * those of its parts (letter n-grams with the edges of the word, and the whole
 * of a frequent word: multinomial logistic regression, see language-weights.tsv)
 * and are kept with the word; a text costs a few additions for each of its
 * tokens. Names, addresses, tags, figures and emoji have no say.
 */

#include "base/arena.h"
#include "pantau/text.h"
#include "text/word.h"

#define WINDOW_LEAST 6   /* words; a shorter sentence joins the next */
#define WINDOW_MOST 24   /* words of a window */
#define WEIGHT_MOST 1300 /* of a word: a window's words stay within int16_t */

/* About a sentence: what tells a mixed text from one in one language. */
struct speech_window {
	int16_t weight[SPEECH_LANES], name[SPEECH_LANES];
	uint16_t words, names; /* names: words that look like parts of names */
};

struct pantau_speech {
	struct speech_window *window;
	size_t windows;
	uint32_t foreign; /* words in other scripts */
};

struct speech_maker {
	struct pantau_speech *speech; /* NULL: nobody wants to know */
	struct speech_window *now;
	uint32_t sentence;
};

/* A language that came with a document, as base/language.h writes it: nothing
 * is surer. OTHER for codes that are none of ours. */
struct pantau_language_guess pantau_language_given(struct str code);

/* Fills what the word says; its terms are made already. */
void pantau_language_word(const struct word_maker *maker,
		struct word_build *out);

/* Room in the arena for a text of so many spans. False when memory is out. */
bool pantau_speech_begin(struct speech_maker *maker, size_t spans,
		struct arena *arena);
/* The next window, empty. */
struct speech_window *pantau_speech_window(struct speech_maker *maker);

/* One SPEECH_WORD of a text, in order. Inline, for it is done for every token. */
static inline void speech_add(struct speech_maker *maker, unsigned flags,
		const int16_t language[SCORE_LANGUAGES], uint32_t sentence)
{
	struct speech_window *now = maker->now;
	bool first = now == NULL || sentence != maker->sentence;
	unsigned words = now == NULL ? WINDOW_MOST :
			(unsigned)now->words + now->names;
	if (words >= WINDOW_MOST || (first && words >= WINDOW_LEAST)) {
		now = pantau_speech_window(maker);
	}
	maker->sentence = sentence;
	/* A capital that begins a sentence tells nothing. */
	bool name = (flags & (first ? PANTAU_TOKEN_CAPS :
			PANTAU_TOKEN_CAPS | PANTAU_TOKEN_TITLE)) != 0;
	int16_t *sum = name ? now->name : now->weight;
	now->words += !name;
	now->names += name;
	for (size_t i = 0; i < SCORE_LANGUAGES; i++) {
		sum[i] = (int16_t)(sum[i] + language[i]);
	}
}

#endif
