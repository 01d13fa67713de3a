/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_CLI_OUTPUT_FILE_H
#define PANTAU_CLI_OUTPUT_FILE_H

/* Files that a command is told to write. */

#include "cli/cli.h"

/*
 * Whether path may be written over: nothing is there, or a file that is empty
 * or of the command's own kind, which is when its first line that is no comment
 * begins with one of heads (NULL-ended). PANTAU_BAD_INPUT says that it is
 * something else, PANTAU_IO that it cannot be read.
 */
enum pantau_status pantau_output_check(struct cli *cli, const char *path,
		const char *const *heads);

#endif
