/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_CLI_GOLD_FILES_H
#define PANTAU_CLI_GOLD_FILES_H

/* Files of labelled texts as the arguments of a command. */

#include "cli/cli.h"
#include "tune/gold.h"

/* Adds the rows of each file; rows that cannot be used are told on standard
 * error. PANTAU_IO where a file is not there, and as pantau_gold_read;
 * PANTAU_BAD_INPUT: no row can be used. */
enum pantau_status pantau_gold_files(struct cli *cli, struct gold *gold,
		const char *const *path, size_t n);

/* Prints 'file:line' for people. */
void pantau_say_gold_place(struct cli *cli, const struct gold *gold, size_t i);

/* A text around bytes of it, as one line of about so many bytes; bytes cut at
 * the ends of characters. */
struct str pantau_gold_extract(struct str text, size_t start, size_t end,
		size_t about);

/* How the folder of lexicons is to be opened. */
struct pantau_lexicon_options pantau_gold_lexicons(struct cli *cli);

#endif
