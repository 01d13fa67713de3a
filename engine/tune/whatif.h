/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_TUNE_WHATIF_H
#define PANTAU_TUNE_WHATIF_H

/*
 * What one row more, another one or one less would change: lexicons as they are
 * beside lexicons as they would be, in memory. No file is touched.
 */

#include "lexicon/lexicons.h"
#include "tune/figures.h"

/* A row of sentiment.tsv (a polarity) or of desk.tsv (three weights). */
struct whatif_row {
	struct str term;      /* '~', '!', '@' before it: of desk.tsv */
	bool remove, weights; /* weights: else the polarity counts */
	int polarity;
	double weight[3];     /* negative, neutral, positive */
	const char *file;     /* NULL: that of what is given, or, to remove, the
	                         first of the two that has the term */
};

/*
 * Reads 'TERM' and '-', '-2' or '1.5,0,-1.5'. PANTAU_USAGE: no term, no weights,
 * out of range, no number, or a term that is not of the file. file may be NULL;
 * the row lends from the arguments.
 */
enum pantau_status pantau_whatif_read(const char *term, const char *weights,
		const char *file, struct whatif_row *out,
		struct pantau_error *err);

/*
 * The file with that row: in place of the one that has its term, else at the
 * end, or without it. bytes are those of the file as it is ("" where there is
 * none). *line: where the row is, or was. PANTAU_NOT_FOUND: there is none to
 * remove. PANTAU_BAD_LEXICON: there is no header, or one without a term.
 */
enum pantau_status pantau_whatif_edit(const struct whatif_row *row,
		struct str bytes, struct buf *out, uint32_t *line,
		struct pantau_error *err);

enum { WHATIF_BEFORE, WHATIF_AFTER, WHATIF_SIDES };

struct whatif {
	const char *file;   /* "sentiment.tsv" or "desk.tsv" */
	uint32_t line;
	struct pantau_lexicons *lexicons[WHATIF_SIDES];
	struct pantau_analyser *analyser[WHATIF_SIDES];
	struct pantau_scorer *scorer[WHATIF_SIDES];
};

/*
 * Opens both; finish *out in any case. PANTAU_USAGE: the row would be refused,
 * or can match no text. PANTAU_NOT_FOUND as above; PANTAU_BAD_LEXICON: the
 * lexicons as they are.
 */
enum pantau_status pantau_whatif_open(
		const struct pantau_lexicon_options *options,
		const struct whatif_row *row, struct whatif *out,
		struct pantau_error *err);
void pantau_whatif_finish(struct whatif *whatif);

/* The labels of a text on both sides. given: its language, or NULL. */
enum pantau_status pantau_whatif_text(const struct whatif *whatif,
		struct str title, struct str text,
		const struct pantau_language_guess *given,
		enum pantau_tone label[WHATIF_SIDES],
		struct pantau_error *err);

/* All items on both sides, as pantau_judge; judged[side] has room for them. */
enum pantau_status pantau_whatif_gold(const struct whatif *whatif,
		const struct gold *gold,
		struct judgement *const judged[WHATIF_SIDES],
		struct figures out[WHATIF_SIDES], struct pantau_error *err);

#endif
