/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_TESTS_SIMILAR_TEXTS_H
#define PANTAU_TESTS_SIMILAR_TEXTS_H

/* Tokens without an analyser, and texts of made-up words, for the tests of
 * what is similar. */

#include "check.h"

#include <stdlib.h>

#include "pantau/text.h"

struct random {
	uint64_t state;
};

/* SplitMix64: the same numbers on every machine. */
static inline uint64_t draw(struct random *r, uint64_t below)
{
	uint64_t z = r->state += UINT64_C(0x9e3779b97f4a7c15);
	z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
	return (z ^ z >> 31) % below;
}

struct made {
	struct pantau_token *token;
	struct pantau_term *term;
	size_t room;
	struct pantau_tokens tokens;
};

static inline void made_finish(struct made *m)
{
	free(m->token);
	free(m->term);
	*m = (struct made){.room = 0};
}

static inline uint8_t made_kind(struct str word)
{
	return word.p[0] == '@' ? PANTAU_TOKEN_MENTION :
			word.p[0] == '#' ? PANTAU_TOKEN_HASHTAG :
			word.p[0] == ':' ? PANTAU_TOKEN_EMOTICON :
			str_starts(word, STR("http")) ? PANTAU_TOKEN_URL :
			PANTAU_TOKEN_WORD;
}

/* A token and a term for each word between single blanks, which stay views
 * into the text. */
static inline const struct pantau_tokens *made_tokens(struct made *m,
		struct str text)
{
	size_t n = 0, words = text.n != 0;
	const char *begin = text.p;
	for (size_t i = 0; i < text.n; i++) {
		words += text.p[i] == ' ';
	}
	if (words > m->room) {
		made_finish(m);
		m->room = words;
		m->token = calloc(words, sizeof(*m->token));
		m->term = calloc(words, sizeof(*m->term));
		assert_non_null(m->token);
		assert_non_null(m->term);
	}
	while (text.n != 0) {
		struct str word = pantau_str_cut(&text, ' ');
		m->token[n] = (struct pantau_token){
				.start = (uint32_t)(word.p - begin),
				.end = (uint32_t)(word.p - begin + word.n),
				.kind = made_kind(word),
				.positions = 1, .position = (uint32_t)n,
				.first_term = (uint32_t)n, .terms = 1};
		m->term[n] = (struct pantau_term){.bytes = word.p,
				.length = (uint16_t)word.n,
				.kind = PANTAU_TERM_SURFACE,
				.position = (uint32_t)n};
		n++;
	}
	m->tokens = (struct pantau_tokens){.token = m->token, .tokens = n,
			.term = m->term, .terms = n,
			.positions = (uint32_t)n, .sentences = n != 0};
	return &m->tokens;
}

#define TEXT_WORDS 64

/* A text as numbers of words. */
struct words {
	uint32_t word[TEXT_WORDS];
	size_t n;
};

static inline struct words random_words(struct random *r, size_t n,
		uint32_t vocabulary)
{
	struct words words = {.n = n};
	for (size_t i = 0; i < n; i++) {
		words.word[i] = (uint32_t)draw(r, vocabulary);
	}
	return words;
}

/* Words changed, lost or added at random places. */
static inline struct words edited(struct random *r, const struct words *from,
		size_t edits, uint32_t vocabulary)
{
	struct words words = *from;
	for (size_t i = 0; i < edits; i++) {
		size_t at = (size_t)draw(r, words.n), kind = draw(r, 3);
		uint32_t *word = words.word + at;
		if (kind == 0) {
			*word = (uint32_t)draw(r, vocabulary);
		} else if (kind == 1 && words.n > 2) {
			words.n--;
			memmove(word, word + 1,
					(words.n - at) * sizeof(*word));
		} else if (words.n < TEXT_WORDS) {
			memmove(word + 1, word,
					(words.n - at) * sizeof(*word));
			*word = (uint32_t)draw(r, vocabulary);
			words.n++;
		}
	}
	return words;
}

static inline struct str write_words(const struct words *words,
		struct buf *out)
{
	pantau_buf_clear(out);
	for (size_t i = 0; i < words->n; i++) {
		pantau_buf_printf(out, i == 0 ? "k%u" : " k%u",
				(unsigned)words->word[i]);
	}
	assert_false(out->failed);
	return buf_str(out);
}

#endif
