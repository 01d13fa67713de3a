/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_LEXICON_CACHE_H
#define PANTAU_LEXICON_CACHE_H

/*
 * Compiled images in files named by the hash of their sources, or, of kind
 * "index", by their own: what a database keeps. A cache never fails: what is
 * missing, damaged or unwritable is compiled anew, or read where it is kept.
 */

#include "base/str.h"

/*
 * Maps <dir>/<kind>-<hex>.img; false when it is not there. The bytes are not
 * checked yet. Unmap with pantau_file_unmap.
 */
bool pantau_cache_map(const char *dir, const char *kind,
		const unsigned char hash[16], struct str *out);

/* Writes the file, mode 0600, and removes all but the newest of its kind. */
void pantau_cache_store(const char *dir, const char *kind,
		const unsigned char hash[16], struct str bytes);

#endif
