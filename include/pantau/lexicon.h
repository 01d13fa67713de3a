/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_LEXICON_H
#define PANTAU_LEXICON_H

/*
 * Lexicons: a folder of TSV files that people edit, checked and compiled into
 * two immutable images: one for text (roots, stem exceptions, slang,
 * abbreviations, stop words, foreign and frequent words) and one for scores
 * (tone, negators, intensifiers, contrast, emoji, hoax cues, languages).
 * Compiled images are cached by the hash of their sources, so that a later open
 * maps two files and reads nothing else.
 *
 * A struct pantau_lexicons is immutable once open and may be shared by threads.
 */

#include <stddef.h>
#include <stdint.h>

#include "pantau/error.h"

#ifdef __cplusplus
extern "C" {
#endif

struct pantau_lexicons;

struct pantau_lexicon_options {
	const char *dir;        /* the folder with the TSV files; required */
	const char *roots_file; /* roots-hunspell.tsv made by the build; NULL: without */
	const char *cache_dir;  /* NULL: compile in memory every time */
};

/* One finding of the check. Strings are valid during the call only. */
struct pantau_lexicon_finding {
	enum { PANTAU_FINDING_ERROR, PANTAU_FINDING_WARNING } severity;
	const char *file;    /* as dir/name */
	uint64_t line, column;
	const char *message; /* what is wrong, in the language asked for */
	const char *hint;    /* what to do next; may be empty */
};

/*
 * Opens, compiling when the cache has nothing fit. On PANTAU_BAD_LEXICON err
 * holds the first error and nothing is half loaded; warnings do not fail.
 * *out is the caller's; release with pantau_lexicons_close.
 */
PANTAU_API enum pantau_status pantau_lexicons_open(
		const struct pantau_lexicon_options *options,
		struct pantau_lexicons **out, struct pantau_error *err);

PANTAU_API void pantau_lexicons_close(struct pantau_lexicons *lexicons);

/*
 * Checks every file and every row and calls found for each finding, in order
 * of file and line. PANTAU_BAD_LEXICON when there was an error (not a mere
 * warning), PANTAU_IO when the folder cannot be read.
 */
PANTAU_API enum pantau_status pantau_lexicons_check(
		const struct pantau_lexicon_options *options,
		void (*found)(void *context,
				const struct pantau_lexicon_finding *finding),
		void *context, struct pantau_error *err);

/* A row of a score lexicon, as evidence names it; strings live as long as the
 * lexicons. */
struct pantau_rule {
	const char *file;  /* 'sentiment.tsv', without folder */
	uint32_t line;
	const char *term;  /* as in the row */
	size_t term_length;
	const char *group; /* class of the row, or group of a hoax cue; may be "" */
};

/* rule is an id from evidence; false when it is not of these lexicons. */
PANTAU_API int pantau_lexicons_rule(const struct pantau_lexicons *lexicons,
		uint32_t rule, struct pantau_rule *out);

#ifdef __cplusplus
}
#endif

#endif
