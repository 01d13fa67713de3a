/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_CLI_DEBUNK_PRINT_H
#define PANTAU_CLI_DEBUNK_PRINT_H

/* How commands show debunks, and the items that repeat them. */

#include "cli/show_item.h"
#include "store/debunk.h"

/* A debunk as it is shown: title and claim masked, in the view's arena. */
struct debunk_view {
	struct debunk_row row;
	struct mask title, claim, body;
};

/* Reads one; whole: with its body. */
enum pantau_status pantau_debunk_load(struct item_view *view, int64_t id,
		bool whole, struct debunk_view *out);

/* Where it was read, as 'file:line' of its input. */
struct str pantau_debunk_heading(const struct debunk_view *debunk);

/* For machines: id, title, claim, verdict, url, publisher, date, added,
 * repeats, denials. */
void pantau_debunk_fields(struct printer *p, const struct debunk_view *debunk);
/* For people: its head, its url, how many items repeat it. */
void pantau_debunk_lines(struct item_view *view,
		const struct debunk_view *debunk, unsigned indent);

/* The debunks that an item repeats, the best first; in the view's arena. */
struct repeated {
	const struct claim_row *row;
	struct debunk_view *debunk; /* by row */
	size_t n;
};
enum pantau_status pantau_debunk_repeated(struct item_view *view, int64_t doc,
		struct repeated *out);
/* For machines an array "claims", for people a line for each. */
void pantau_debunk_say_repeated(struct cli *cli,
		const struct repeated *repeated);

/* Items that repeat a debunk, oldest first, at most limit of them, those that
 * spread it before those that deny it. For machines the members of an array
 * "items"; for people lines. */
enum pantau_status pantau_debunk_items(struct item_view *view, int64_t id,
		size_t limit);

#endif
