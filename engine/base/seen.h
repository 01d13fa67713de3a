/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_BASE_SEEN_H
#define PANTAU_BASE_SEEN_H

/*
 * Which keys were there before, and which more than once, in a fixed 16 MiB
 * whatever their number: a blocked Bloom filter (Bloom 1970; Putze, Sanders,
 * Singler 2007) whose places count to two. It errs to one side only: 'not seen'
 * and 'not twice' are certain, the opposite is likely (of a million keys about
 * 1 in 900 is taken for another, of ten million 1 in 15).
 *
 * Keys are hashes already: 16 bytes that are as good as random. Whoever crafts
 * them gets more of the likely answers, never a wrong certain one.
 */

#include <stdbool.h>

struct seen;

struct seen *pantau_seen_create(void); /* NULL: out of memory */
void pantau_seen_destroy(struct seen *seen);

/* The key will be asked for soon: the answer lies in memory, and far. */
void pantau_seen_soon(const struct seen *seen, const unsigned char key[16]);
void pantau_seen_add(struct seen *seen, const unsigned char key[16]);
bool pantau_seen_once(const struct seen *seen, const unsigned char key[16]);
bool pantau_seen_twice(const struct seen *seen, const unsigned char key[16]);

#endif
