/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_CLI_GOLD_FILES_H
#define PANTAU_CLI_GOLD_FILES_H

/* Files of labelled texts as the arguments of a command. */

#include "cli/cli.h"
#include "tune/gold.h"

/* What was told on standard error of labelled texts: the first
 * findings, and of the others how many there are. */
struct gold_telling {
	struct cli *cli;
	size_t found;
};

/* The report of a reader, good for as long as telling is. */
struct gold_report pantau_gold_telling(struct gold_telling *telling,
		struct cli *cli);
/* Ends a list of findings: says how many more there are. */
void pantau_gold_told(struct gold_telling *telling);

/* Tells that an item is left out as a near-copy of another; why ends the
 * sentence. */
void pantau_gold_tell_copy(struct gold_telling *telling,
		const struct gold *gold, size_t item, size_t of,
		const char *why);

/* Adds the rows of a file ("-": standard input); those that cannot be used are
 * told. PANTAU_IO where it is not there, and as pantau_gold_read. */
enum pantau_status pantau_gold_file(struct cli *cli, struct gold *gold,
		const char *path);

/* The same of all files. PANTAU_BAD_INPUT: there are some, but no row that can
 * be used. */
enum pantau_status pantau_gold_files(struct cli *cli, struct gold *gold,
		const char *const *path, size_t n);

/* Prints 'file:line' for people. */
void pantau_say_gold_place(struct cli *cli, const struct gold *gold, size_t i);

/* A text around bytes of it, as one line of about so many bytes; bytes cut at
 * the ends of characters. */
struct str pantau_gold_extract(struct str text, size_t start, size_t end,
		size_t about);

#endif
