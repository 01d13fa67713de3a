/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_TESTS_SPEC_H
#define PANTAU_TESTS_SPEC_H

/*
 * Specifications that a linguist can write: plain files of blocks divided by
 * blank lines. A block's first line is the input, the others what is wanted;
 * lines that begin with '%%' are comments. \n, \t, \\ and
 * \u{200B} stand for characters that cannot be seen.
 *
 * The name of a file says how its blocks are run: 'segment.test' by the kind
 * "segment". To add a kind, write its function in a file of this folder and
 * its row in the table of spec_test.c.
 */

#include "base/str.h"
#include "lexicon/lexicons.h"
#include "text/analyser.h"

#define SPEC_LINES 4

struct spec {
	struct pantau_lexicons *lexicons;
	struct pantau_analyser *analyser;
	struct buf got[SPEC_LINES]; /* what came out, beside the wanted lines */
};

/* Fills got[1] and on for the input (escapes resolved); false: it failed. */
typedef bool spec_run(struct spec *spec, struct str input);

spec_run spec_run_explain, spec_run_hoax, spec_run_language, spec_run_segment, spec_run_spell,
		spec_run_stem, spec_run_tokens, spec_run_tone;

#endif
