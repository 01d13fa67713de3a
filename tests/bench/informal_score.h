/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_BENCH_INFORMAL_SCORE_H
#define PANTAU_BENCH_INFORMAL_SCORE_H

/* What the files of informal_score share; its head comment defines it all. */

#include <libstemmer.h>
#include <stdio.h>

#include "lexicon/lexicons.h"
#include "text/analyser.h"

enum engine { WITH_TABLE, RULES_ONLY, LIBSTEMMER, ENGINES };

struct score {
	struct text_image image[2];            /* by engine: as it is, no slang */
	struct pantau_analyser *analyser[2];
	struct sb_stemmer *theirs;
	bool tsv, wrong;
	unsigned half;                         /* 1 odd rows, 2 even, 0 all */
	size_t unknown;                        /* how many to list */
	uint64_t posts;                        /* how many to read of a corpus */
};

/* One line of the table; a negative value is not measured. */
void bench_print(const struct score *score, const char *name, size_t rows,
		const double value[ENGINES]);
struct str bench_stem(const struct score *score, enum engine engine,
		struct str words, struct buf *out);

/* informal_coverage.c; false after telling why not. */
bool bench_coverage(const struct score *score, const char *name,
		const char *path);

#endif
