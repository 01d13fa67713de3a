/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_IMPORT_INPUT_H
#define PANTAU_IMPORT_INPUT_H

/*
 * One file or stream as a sequence of members in plain bytes, through
 * libarchive: gz, zst, xz and bz2 (once), members of zip and tar. A plain file
 * is its own one member. Everything streams; nothing is written anywhere and
 * names of members are for display only.
 *
 * Bound: of a packed input at most INPUT_UNPACKED_MIN bytes come out, or
 * INPUT_RATIO times what went in when that is more. Text packs 3 to 30 fold, and
 * what unpackers keep in memory is no more than what came out.
 */

#include "base/error.h"
#include "base/str.h"

#define INPUT_UNPACKED_MIN ((uint64_t)256 << 20)
#define INPUT_RATIO 100
/* Of xz; 'xz -9' uses half of it. */
#define INPUT_DICTIONARY_MAX ((uint64_t)128 << 20)

struct input;

/* fd is closed by pantau_input_close when owned. path is lent, for messages
 * and for nothing else. */
enum pantau_status pantau_input_open(int fd, bool owned, const char *path,
		struct input **out, struct pantau_error *err);
void pantau_input_close(struct input *input);

/*
 * The next member: PANTAU_OK, PANTAU_END, PANTAU_IO (damaged or unreadable),
 * PANTAU_BAD_INPUT (packed twice). After an error it is asked again and says
 * PANTAU_END when nothing more can be read. *name is lent until the next call;
 * empty when the input is no archive.
 */
enum pantau_status pantau_input_next(struct input *input, struct str *name,
		struct pantau_error *err);

/* Some bytes of the member, at least one, lent until the next call;
 * PANTAU_END behind the last. After an error the member is over. */
enum pantau_status pantau_input_read(struct input *input, struct str *bytes,
		struct pantau_error *err);

/* Bytes of the outermost file read so far. */
uint64_t pantau_input_bytes(const struct input *input);
/* XXH3-128 of the outermost file, read to its end for that; false when it
 * cannot be, or when something of it could not be read before. */
bool pantau_input_hash(struct input *input, unsigned char hash[16]);

#endif
