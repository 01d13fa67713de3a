/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_IMPORT_BYTES_H
#define PANTAU_IMPORT_BYTES_H

/* The outermost file or stream, in blocks, with its hash on the way. */

#include "base/error.h"
#include "base/str.h"

struct bytes {
	int fd;
	bool owned;
	bool regular;            /* a file with a place to seek to */
	bool sought;             /* so the hash needs a pass of its own */
	const char *path;        /* for messages */
	char *block;
	size_t held;             /* bytes of the block that were not given yet */
	uint64_t at;             /* in the file, behind the block */
	uint64_t read;           /* the furthest of that */
	int error;               /* errno of a read or seek that failed; or 0 */
	void *hash;              /* the XXH3 state */
};

/* fd is closed by pantau_bytes_close when owned, also after a failure. Reads
 * the head, which is what tells packed from plain. PANTAU_IO. */
enum pantau_status pantau_bytes_open(struct bytes *bytes, int fd, bool owned,
		const char *path, struct pantau_error *err);
void pantau_bytes_close(struct bytes *bytes);

/* The first bytes, at least 512 where there are so many; before any next. */
struct str pantau_bytes_head(const struct bytes *bytes);

/* The next bytes, lent until the next call; none at the end. False when they
 * cannot be read: see error. */
bool pantau_bytes_next(struct bytes *bytes, struct str *out);
/* As lseek; -1 on failure. */
int64_t pantau_bytes_seek(struct bytes *bytes, int64_t offset, int whence);

/* PANTAU_IO for the error that was met. */
enum pantau_status pantau_bytes_fail(const struct bytes *bytes,
		struct pantau_error *err);

/* XXH3-128 of all bytes: a file is read to its end for that, a stream, which
 * may have none, is not. */
bool pantau_bytes_hash(struct bytes *bytes, unsigned char hash[16]);

#endif
