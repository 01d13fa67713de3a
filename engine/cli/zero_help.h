/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_CLI_ZERO_HELP_H
#define PANTAU_CLI_ZERO_HELP_H

/* What search, count and kwic say when nothing matches. */

#include "cli/cli.h"
#include "search/help.h"

/* Looks for better queries; without luck, or time, there is none to tell. Call
 * it between the answer's own fields and its list; to be followed by tell. */
void pantau_zero_help_find(struct cli *cli, struct str query,
		const struct search_options *search, struct help *out);
/* 'parts' and 'suggestions', fields of the answer; nothing in text. */
void pantau_zero_help_fields(struct cli *cli, const struct help *help);
/* In text: lines on standard error, unless --quiet. Finishes the help. */
void pantau_zero_help_tell(struct cli *cli, struct help *help);

#endif
