/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_STORE_STORY_VERIFY_H
#define PANTAU_STORE_STORY_VERIFY_H

/* What can be wrong with stories, for verify. */

#include "store/store.h"

struct story_findings {
	uint64_t strange;  /* rows that were told what is no item */
	uint64_t told;     /* rows that were told an item of another story */
	uint64_t edges;    /* from or to what is no item */
	bool circle;       /* edges lead in one, or nowhere */
	bool unreadable;   /* the engine's state cannot be read */
};

/* Inside a read transaction. Not PANTAU_OK: nothing can be said; what cannot be
 * read of columns is passed over. */
enum pantau_status pantau_story_verify(struct store *store,
		struct story_findings *out, struct pantau_error *err);

#endif
