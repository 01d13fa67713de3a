/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_LEXICON_CACHE_H
#define PANTAU_LEXICON_CACHE_H

/*
 * Compiled images in files named by the hash of their sources, or, of kind
 * "index", by their own: what a database keeps. A cache never fails: what is
 * missing, damaged or unwritable is compiled anew, or read where it is kept.
 */

#include <sys/types.h>
#include <time.h>

#include "base/str.h"

/* A file as it was mapped. */
struct cache_map {
	struct str bytes;        /* pantau_file_unmap */
	bool sound;              /* they need no check: somebody found the file
	                            sound, and nothing was written to it since */
	struct timespec written; /* which file it was */
	ino_t inode;
};

/* Maps <dir>/<kind>-<hex>.img; false when it is not there. */
bool pantau_cache_map(const char *dir, const char *kind,
		const unsigned char hash[16], struct cache_map *out);

/* Notes that the file that was mapped was checked and is sound. */
void pantau_cache_vouch(const char *dir, const char *kind,
		const unsigned char hash[16], const struct cache_map *map);

/* Writes the file, mode 0600, and removes all but the newest of its kind. */
void pantau_cache_store(const char *dir, const char *kind,
		const unsigned char hash[16], struct str bytes);

#endif
