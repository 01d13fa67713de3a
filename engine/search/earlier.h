/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_SEARCH_EARLIER_H
#define PANTAU_SEARCH_EARLIER_H

/*
 * Old news as new: items of the archive that a text is a copy of, or was taken
 * from, and that came before it. The rarest words give candidates by the main
 * index (alike.h); each is compared: it is a copy (J of shingles at least
 * GROUP_THRESHOLD), or holds at least half of the text's runs of three words,
 * EARLIER_SHARED of them at least. One may be missed, but none is made up.
 */

#include "search/search.h"

#define EARLIER_LOOKED 24 /* candidates, at most */
#define EARLIER_SCORE 0.25 /* of the best one's, or it is no candidate */
#define EARLIER_SHARED 12
#define EARLIER_CONTAINED 0.5

struct earlier {
	uint64_t items;      /* alike, earlier and dated, of those looked at */
	struct item item;    /* the earliest of them, if there are any; strings
	                        in the arena */
	double containment;  /* of the text's runs of three words in it; of a text
	                        too short for that 1 */
};

/*
 * What came before a moment (UTC seconds), but for the item 'not' (0: none).
 * title or text may be empty. analyser is over the store's text image; its lent
 * results stay good. In the store's read transaction.
 */
enum pantau_status pantau_earlier(struct store *store,
		struct pantau_analyser *analyser, struct str title,
		struct str text, int64_t before, int64_t not,
		struct arena *arena, struct earlier *out,
		struct pantau_error *err);

#endif
