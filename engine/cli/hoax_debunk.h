/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_CLI_HOAX_DEBUNK_H
#define PANTAU_CLI_HOAX_DEBUNK_H

/* hoax set --debunk: what a person found goes into the archive of debunks, so
 * that items with the same words are found. */

#include "cli/debunk_print.h"

struct hoax_debunk {
	struct str title; /* empty: the item's */
	struct str claim; /* empty: the item's text */
	int64_t id;       /* out: its row */
	bool kept;        /* out: another one has that url, and stays as it is */
};

/* Whether a verdict says that something is not so: only such a one makes a
 * debunk. */
bool pantau_hoax_debunks(enum verdict verdict);

/* Adds the item with the verdict in force, in a transaction of its own. The same
 * again changes nothing. */
enum pantau_status pantau_hoax_debunk_put(struct item_view *view,
		const struct item *item, const struct label *verdict,
		struct hoax_debunk *debunk);

/* Tells of it, with the first items that repeat it. */
enum pantau_status pantau_hoax_debunk_show(struct item_view *view,
		const struct hoax_debunk *debunk);

#endif
