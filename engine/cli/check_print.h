/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_CLI_CHECK_PRINT_H
#define PANTAU_CLI_CHECK_PRINT_H

/* What 'hoax check' found of a text, for people and machines. */

#include "cli/debunk_print.h"
#include "cli/score_print.h"
#include "search/earlier.h"
#include "search/story_facts.h"
#include "similar/claim.h"

#define CHECK_OLD_DAYS 30 /* from so many days on it is old news */

struct check {
	struct item_view view;
	bool stored;              /* an item: else a text of the caller's */
	struct item item;
	struct str title, text;   /* as they are */
	struct mask shown[2];     /* the same, masked */
	struct pantau_score score;
	const struct claim_hit *hit; /* matches and what is similar */
	size_t hits;
	struct debunk_view *debunk;  /* by hit */
	int64_t moment;           /* when it was published, or now */
	struct earlier earlier;
	int64_t days;             /* how many the earliest is older; 0: none */
	struct story_facts facts; /* of an item's story */
};

/* Is there a reason to check it? A denial is none. */
bool pantau_check_reason(const struct check *check);

void pantau_check_text(struct check *check);
void pantau_check_data(struct check *check);

#endif
