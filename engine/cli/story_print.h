/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_CLI_STORY_PRINT_H
#define PANTAU_CLI_STORY_PRINT_H

/* What commands tell of the story of an item. */

#include "cli/cli.h"
#include "search/story_facts.h"

/* story_sources, story_first, story_last. */
void pantau_story_fields(struct printer *p, const struct story_facts *facts);
/* For people, without a newline: '12 artikel dari 5 sumber, 2026-11-08 13.30
 * WIB sampai 2026-11-09 10.00 WIB'. */
void pantau_story_say(struct cli *cli, const struct story_facts *facts);
/* '2026-11-08 13.30 WIB'. */
void pantau_say_time(struct cli *cli, int64_t seconds);

#endif
