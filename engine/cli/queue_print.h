/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_CLI_QUEUE_PRINT_H
#define PANTAU_CLI_QUEUE_PRINT_H

/* Why a story stands where it does in the queue. The scorer names the groups of
 * cues; debunk is NULL where none is known. */

#include "cli/debunk_print.h"
#include "search/queue.h"

/* A line for people, and the blank one behind it. */
void pantau_queue_why(struct cli *cli, const struct queue_row *row,
		const struct debunk_view *debunk);
/* For machines: hoax, groups, claim, the debunk, what was counted, points. */
void pantau_queue_fields(struct cli *cli, const struct queue_row *row,
		const struct debunk_view *debunk);

#endif
