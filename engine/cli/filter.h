/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_CLI_FILTER_H
#define PANTAU_CLI_FILTER_H

/*
 * The three filters (stem, tokens, analyse) share their loop: one line in, one
 * answer out, in order; a bad line gives an error in its place and exit 4.
 */

#include "cli/cli.h"

/*
 * Answers one line (without its newline) on cli->out. PANTAU_BAD_INPUT makes
 * the loop put the error in the line's place; anything else but PANTAU_OK ends
 * it.
 */
typedef enum pantau_status (*filter_line)(struct cli *cli, void *context,
		struct str line, struct pantau_error *err);

/* Runs over the files named, or standard input when there are none ("-" is
 * standard input too). json: errors in place are objects, else empty lines. */
int pantau_filter_run(struct cli *cli, char **paths, int n, bool json,
		filter_line line, void *context);

#endif
