/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_BENCH_STEM_SET_H
#define PANTAU_BENCH_STEM_SET_H

/* Sets of forms with their roots, for stem_score. */

#include <stdbool.h>
#include <stddef.h>

#include "text/stem.h"

struct sb_stemmer;

enum engine { OURS, THEIRS, ENGINES };

struct row {
	char *form, *gold;
	char *class_;          /* part of speech, or the affix pattern */
	char *stem[ENGINES];
	unsigned long frequency;
};

struct set {
	struct row *row;
	size_t n;
	bool weighted;         /* Universal Dependencies: has frequencies */
	double speed[ENGINES]; /* words a second, each word stemmed alone */
};

struct engines {
	struct stemmer *ours;
	struct sb_stemmer *theirs;
};

/* Says what failed on stderr. The set is to be freed in either case. */
bool set_read(const char *path, struct set *set);
void set_free(struct set *set);
/* Fills the stems and the speeds. */
void set_run(const struct engines *engines, struct set *set);

bool row_right(const struct row *row, enum engine engine);
/* Percent of types, or of running tokens. */
double set_share(const struct set *set, enum engine engine, bool tokens);
/* Of all pairs of forms, those that share a root against those that share a
 * stem. */
double set_pair_f1(const struct set *set, enum engine engine);

#endif
