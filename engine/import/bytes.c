/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* A file descriptor read in blocks and hashed. */

#include "import/bytes.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#define BLOCK ((size_t)256 << 10)
#define HEAD ((size_t)512) /* where tar has its magic */

/* Reads once behind what the block holds; -1 on failure, 0 at the end. */
static ssize_t read_on(struct bytes *bytes)
{
	ssize_t n;
	do {
		n = read(bytes->fd, bytes->block + bytes->held,
				BLOCK - bytes->held);
	} while (n < 0 && errno == EINTR);
	if (n < 0) {
		bytes->error = errno;
		return -1;
	}
	if (!bytes->sought && n > 0) {
		(void)XXH3_128bits_update(bytes->hash,
				bytes->block + bytes->held, (size_t)n);
	}
	bytes->held += (size_t)n;
	bytes->at += (uint64_t)n;
	if (bytes->at > bytes->read) {
		bytes->read = bytes->at;
	}
	return n;
}

enum pantau_status pantau_bytes_open(struct bytes *bytes, int fd, bool owned,
		const char *path, struct pantau_error *err)
{
	struct stat info;
	*bytes = (struct bytes){.fd = fd, .owned = owned, .path = path};
	bytes->block = malloc(BLOCK);
	bytes->hash = XXH3_createState();
	if (bytes->block == NULL || bytes->hash == NULL) {
		return pantau_fail_memory(err);
	}
	(void)XXH3_128bits_reset(bytes->hash);
	bytes->regular = fstat(fd, &info) == 0 && S_ISREG(info.st_mode) &&
			lseek(fd, 0, SEEK_CUR) == 0;
	ssize_t n = 1;
	while (n > 0 && bytes->held < HEAD) {
		n = read_on(bytes);
	}
	return n < 0 ? pantau_bytes_fail(bytes, err) : PANTAU_OK;
}

void pantau_bytes_close(struct bytes *bytes)
{
	if (bytes->owned) {
		close(bytes->fd);
	}
	XXH3_freeState(bytes->hash);
	free(bytes->block);
}

struct str pantau_bytes_head(const struct bytes *bytes)
{
	return str_make(bytes->block, bytes->held);
}

bool pantau_bytes_next(struct bytes *bytes, struct str *out)
{
	if (bytes->held == 0 && read_on(bytes) < 0) {
		return false;
	}
	*out = str_make(bytes->block, bytes->held);
	bytes->held = 0;
	return true;
}

int64_t pantau_bytes_seek(struct bytes *bytes, int64_t offset, int whence)
{
	/* What is held was read, but not given: places count what was given. */
	if (whence == SEEK_CUR) {
		offset -= (int64_t)bytes->held;
	}
	off_t at = lseek(bytes->fd, (off_t)offset, whence);
	if (at < 0) {
		bytes->error = errno;
		return -1;
	}
	bytes->sought = true;
	bytes->held = 0;
	bytes->at = (uint64_t)at;
	return at;
}

enum pantau_status pantau_bytes_fail(const struct bytes *bytes,
		struct pantau_error *err)
{
	errno = bytes->error;
	return pantau_fail_errno(err, "cannot read", "tidak dapat membaca",
			bytes->path);
}

bool pantau_bytes_hash(struct bytes *bytes, unsigned char hash[16])
{
	XXH128_canonical_t canonical;
	if (bytes->sought) {
		if (pantau_bytes_seek(bytes, 0, SEEK_SET) != 0) {
			return false;
		}
		bytes->sought = false;
		(void)XXH3_128bits_reset(bytes->hash);
	}
	for (ssize_t n = 1; bytes->regular && n > 0;) {
		bytes->held = 0;
		n = read_on(bytes);
		if (n < 0) {
			return false;
		}
	}
	XXH128_canonicalFromHash(&canonical,
			XXH3_128bits_digest(bytes->hash));
	memcpy(hash, canonical.digest, sizeof(canonical.digest));
	return true;
}
