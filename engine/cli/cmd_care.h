/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_CLI_CMD_CARE_H
#define PANTAU_CLI_CMD_CARE_H

/* What the commands that care for a store share: progress that a signal
 * stops, and the line at the end. */

#include "cli/cli.h"

/* A store_progress over a struct progress. */
bool pantau_care_progress(void *context, uint64_t done, uint64_t total);

/* Prints 'key: value' rows of an answer: on text 'message' alone. */
int pantau_care_done(struct cli *cli, const char *action, const char *message);

#endif
