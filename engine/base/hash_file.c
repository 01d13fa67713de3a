/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* The hash of a file, without holding the file. */

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "base/hash.h"

#define CHUNK ((size_t)1 << 15)

static enum pantau_status hash_all(int fd, XXH3_state_t *state, size_t limit,
		size_t *n)
{
	char chunk[CHUNK];
	ssize_t got;

	*n = 0;
	while ((got = read(fd, chunk, sizeof(chunk))) != 0) {
		if (got < 0 && errno == EINTR) {
			continue;
		}
		if (got < 0) {
			return PANTAU_IO;
		}
		if ((size_t)got > limit - *n) {
			return PANTAU_LIMIT;
		}
		XXH3_128bits_update(state, chunk, (size_t)got);
		*n += (size_t)got;
	}
	return PANTAU_OK;
}

enum pantau_status pantau_hash128_file(const char *path, size_t limit,
		size_t *n, unsigned char out[16])
{
	XXH128_canonical_t canonical;
	XXH3_state_t state;
	int fd;

	do {
		fd = open(path, O_RDONLY | O_CLOEXEC);
	} while (fd < 0 && errno == EINTR);
	if (fd < 0) {
		return errno == ENOENT ? PANTAU_NOT_FOUND : PANTAU_IO;
	}
	XXH3_128bits_reset(&state);
	enum pantau_status status = hash_all(fd, &state, limit, n);
	close(fd);
	XXH128_canonicalFromHash(&canonical, XXH3_128bits_digest(&state));
	memcpy(out, canonical.digest, sizeof(canonical.digest));
	return status;
}
