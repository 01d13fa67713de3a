/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_CLI_ZERO_HELP_H
#define PANTAU_CLI_ZERO_HELP_H

/* What search and count say when nothing matches, or when more was looked for
 * than was asked. */

#include "cli/cli.h"
#include "search/help.h"

/* Looks for better queries; without luck, or time, there is none to tell. To be
 * followed by tell. */
void pantau_zero_help_find(struct cli *cli, struct str query,
		const struct search_options *search, struct help *out);
/* 'parts' and 'suggestions', fields of the answer; nothing in text. */
void pantau_zero_help_fields(struct cli *cli, const struct help *help);
/* In text: lines on standard error, unless --quiet. Finishes the help. */
void pantau_zero_help_tell(struct cli *cli, struct help *help);

/* What --any looked for beside words that hardly any item has: a field of the
 * answer, and a note. Both say nothing when there was nothing. */
void pantau_widening_fields(struct cli *cli, const struct widening *widening,
		size_t n);
void pantau_widening_tell(struct cli *cli, const struct widening *widening,
		size_t n);

#endif
