/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_TEXT_H
#define PANTAU_TEXT_H

/*
 * Text analysis: bytes to segmented, folded, stemmed tokens whose byte offsets
 * point into the original, whatever normalising did.
 *
 * A token is a span of the text as written. A position is a place in the index
 * that a phrase query counts. They are not the same: 'anti-Jokowi' is one token
 * with two positions, '#TolakBBM' one token with one position and alternative
 * terms. Terms stand at positions; tokens say which positions are theirs.
 */

#include <stddef.h>
#include <stdint.h>

#include "pantau/error.h"
#include "pantau/lexicon.h"

#ifdef __cplusplus
extern "C" {
#endif

enum pantau_token_kind {
	PANTAU_TOKEN_WORD,
	PANTAU_TOKEN_NUMBER,
	PANTAU_TOKEN_MONEY,
	PANTAU_TOKEN_DATE,
	PANTAU_TOKEN_TIME,
	PANTAU_TOKEN_HASHTAG,
	PANTAU_TOKEN_MENTION,
	PANTAU_TOKEN_URL,
	PANTAU_TOKEN_EMAIL,
	PANTAU_TOKEN_PHONE,
	PANTAU_TOKEN_EMOJI,
	PANTAU_TOKEN_EMOTICON,
	PANTAU_TOKEN_ABBREV,
	PANTAU_TOKEN_LAW,
	PANTAU_TOKEN_MASKED, /* k*rupsi, k.o.r.u.p.s.i, k0rups1 */
};

enum pantau_token_flag {
	PANTAU_TOKEN_STOP = 1 << 0,      /* a stop word */
	PANTAU_TOKEN_CAPS = 1 << 1,      /* all its letters (>= 2) are capitals */
	PANTAU_TOKEN_TITLE = 1 << 2,     /* begins with a capital, goes on small */
	PANTAU_TOKEN_ELONGATED = 1 << 3, /* a run of letters was squeezed */
	PANTAU_TOKEN_SLANG = 1 << 4,     /* rewritten by slang.tsv */
};

struct pantau_token {
	uint32_t start, end;      /* bytes of the text, end exclusive */
	uint8_t kind;             /* enum pantau_token_kind */
	uint8_t flags;            /* enum pantau_token_flag */
	uint16_t positions;       /* how many positions it covers, >= 1 */
	uint32_t position;        /* the first of them */
	uint32_t sentence;        /* from 0 */
	uint32_t first_term;      /* index of its first term */
	uint32_t terms;           /* how many; in order of position */
	uint32_t lexeme[3];       /* score vocabulary: surface, normal form, stem;
	                             0 unknown; of the first position */
};

enum pantau_term_kind {
	PANTAU_TERM_SURFACE,     /* the folded form as written */
	PANTAU_TERM_STEM,        /* only where it differs from the surface */
	PANTAU_TERM_ALTERNATIVE, /* spelling variant, word inside a hashtag */
};

struct pantau_term {
	const char *bytes;        /* UTF-8 without NUL, space or control bytes */
	uint16_t length;
	uint8_t kind;             /* enum pantau_term_kind */
	uint32_t position;
};

struct pantau_speech; /* what the words say of their language */
struct pantau_packed; /* the terms as the index takes them */

/* All arrays, and the bytes of the terms, live until the analyser's next call. */
struct pantau_tokens {
	const struct pantau_token *token;
	size_t tokens;
	const struct pantau_term *term; /* by position; surface, stem, alternatives */
	size_t terms;
	uint32_t positions;       /* length of the text in positions */
	uint32_t sentences;
	const struct pantau_speech *speech; /* for pantau_detect_language; may be
	                             NULL: nothing is known */
	const struct pantau_packed *packed; /* may be NULL: there are no terms */
};

/* Raised whenever the same input may give other tokens or terms. */
#define PANTAU_ANALYSER_VERSION 2

struct pantau_analyser; /* one per thread */

/* The lexicons are lent and must outlive the analyser. */
PANTAU_API enum pantau_status pantau_analyser_create(
		const struct pantau_lexicons *lexicons,
		struct pantau_analyser **out, struct pantau_error *err);
PANTAU_API void pantau_analyser_destroy(struct pantau_analyser *analyser);

/*
 * Analyses length bytes, which may hold NULs and ill-formed UTF-8 (each bad
 * byte separates tokens). At most 4 GiB - 1. *out is lent until the next call.
 */
PANTAU_API enum pantau_status pantau_analyse(struct pantau_analyser *analyser,
		const char *text, size_t length, struct pantau_tokens *out,
		struct pantau_error *err);

/*
 * The stem of a word as people type it (any case): folded, spelled as the
 * dictionary does where it is informal ('ngebantuin' is 'bantu', 'rs' 'rumah
 * sakit'), then stemmed. Words with spaces between give their stems likewise.
 * Lent until the next call with this analyser. Never NULL, though empty when
 * memory is out; a word that takes no affix is its own stem.
 */
PANTAU_API const char *pantau_stem(struct pantau_analyser *analyser,
		const char *word, size_t length, size_t *stem_length);

enum pantau_language {
	PANTAU_LANGUAGE_UNKNOWN = 0, /* under 5 words, another script, no model */
	PANTAU_LANGUAGE_ID,
	PANTAU_LANGUAGE_MS,
	PANTAU_LANGUAGE_JV,
	PANTAU_LANGUAGE_SU,
	PANTAU_LANGUAGE_MIN,
	PANTAU_LANGUAGE_EN,
	PANTAU_LANGUAGE_MIXED, /* sentences of more than one */
	PANTAU_LANGUAGE_OTHER, /* given with a record, none of these; never
	                          detected */
};

struct pantau_language_guess {
	enum pantau_language label;
	float confidence; /* 0 to 1: how probable the label is; unknown has 0 */
};

/*
 * The language of a document from the tokens of its title and its text, either
 * of which may be NULL, made by analysers over lexicons with
 * language-weights.tsv. Costs nothing worth counting.
 */
PANTAU_API void pantau_detect_language(const struct pantau_tokens *title,
		const struct pantau_tokens *text,
		struct pantau_language_guess *out);

/* "id", "ms", "jv", "su", "min", "en", "mixed", "other", "unknown". */
PANTAU_API const char *pantau_language_name(enum pantau_language language);

/* "word", "number" ...: the names of CLI.md. */
PANTAU_API const char *pantau_token_kind_name(enum pantau_token_kind kind);

#ifdef __cplusplus
}
#endif

#endif
