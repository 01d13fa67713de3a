/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_LEXICON_LEXICONS_H
#define PANTAU_LEXICON_LEXICONS_H

/* What other rooms see of open lexicons, and the counts that 'stats' prints. */

#include "lexicon/score_image.h"
#include "lexicon/text_image.h"
#include "pantau/lexicon.h"

const struct text_image *pantau_lexicons_text(
		const struct pantau_lexicons *lexicons);
const struct score_image *pantau_lexicons_score(
		const struct pantau_lexicons *lexicons);

/*
 * As pantau_lexicons_open, compiled in memory, with other bytes for the file of
 * one table ("" leaves it out): what the lexicons would be if it were so. The
 * bytes are not looked at after the call; errors name the file as it is.
 */
enum pantau_status pantau_lexicons_open_with(
		const struct pantau_lexicon_options *options,
		const char *file, struct str bytes,
		struct pantau_lexicons **out, struct pantau_error *err);

/* Calls row for each (file, class) with its number of rows, in file order. */
enum pantau_status pantau_lexicons_stats(
		const struct pantau_lexicon_options *options,
		void (*row)(void *context, const char *file, const char *class_,
				uint64_t rows),
		void *context, struct pantau_error *err);

/*
 * Reads one file of the folder by its name ('accounts.tsv') and calls row with
 * its cells, in the order of columns in engine/lexicon/schema_table.c; the cell
 * of an absent column is empty. row returns false to stop early. Nothing is
 * called when the file has an error (PANTAU_BAD_LEXICON, place of the first).
 * PANTAU_NOT_FOUND: no such file, or no lexicon has that name.
 */
enum pantau_status pantau_lexicon_table_each(const char *dir, const char *file,
		bool (*row)(void *context, uint32_t line,
				const struct str *cell, size_t cells),
		void *context, struct pantau_error *err);

#endif
