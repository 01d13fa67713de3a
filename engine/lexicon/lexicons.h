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

/* Calls row for each (file, class) with its number of rows, in file order. */
enum pantau_status pantau_lexicons_stats(
		const struct pantau_lexicon_options *options,
		void (*row)(void *context, const char *file, const char *class_,
				uint64_t rows),
		void *context, struct pantau_error *err);

#endif
