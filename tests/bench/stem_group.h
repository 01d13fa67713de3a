/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_BENCH_STEM_GROUP_H
#define PANTAU_BENCH_STEM_GROUP_H

#include <stddef.h>

enum { PATTERN_MAX = 96 };

/*
 * The affix pattern by which root became form, from their spelling alone:
 * 'meN-…-kan', '-nya', 'redup', 'none' (nothing came off), 'other' (the root
 * is not in the form). out has PATTERN_MAX bytes.
 */
void stem_pattern(const char *form, const char *root, char *out);

#endif
