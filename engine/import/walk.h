/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_IMPORT_WALK_H
#define PANTAU_IMPORT_WALK_H

/*
 * Files below folders, in byte order of names at each level. Hidden names are
 * passed over, links to folders are not followed, and what is neither file nor
 * folder is left alone.
 */

#include <stdbool.h>

#include "base/error.h"

struct walk_level;

struct walk {
	struct walk_level *level; /* open folders, outermost first */
	size_t depth, room;
	char *path;               /* last given */
};

void pantau_walk_init(struct walk *walk);
void pantau_walk_finish(struct walk *walk);

/* Begins at a folder; what was not walked of another is dropped. PANTAU_IO
 * when it cannot be read. */
enum pantau_status pantau_walk_begin(struct walk *walk, const char *folder,
		struct pantau_error *err);

/* The next file: PANTAU_OK with a path lent until the next call, PANTAU_END,
 * or PANTAU_IO for a folder that cannot be read (go on calling). */
enum pantau_status pantau_walk_next(struct walk *walk, const char **path,
		struct pantau_error *err);

#endif
