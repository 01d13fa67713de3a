/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Whole files: read, replace at one stroke, map; and making directories. */

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"

#define CHUNK ((size_t)1 << 16)

/* As pantau_fail_errno, but a file that is not there is not found. */
static enum pantau_status fail_open(struct pantau_error *err, const char *path)
{
	enum pantau_status status = pantau_fail_errno(err, "cannot open",
			"tidak dapat membuka", path);

	if (errno == ENOENT) {
		status = PANTAU_NOT_FOUND;
		if (err != NULL) {
			err->code = status;
		}
	}
	return status;
}

static enum pantau_status fail_read(struct pantau_error *err, const char *path)
{
	return pantau_fail_errno(err, "cannot read", "tidak dapat membaca",
			path);
}

static enum pantau_status fail_write(struct pantau_error *err,
		const char *path)
{
	return pantau_fail_errno(err, "cannot write", "tidak dapat menulis",
			path);
}

static int open_read(const char *path)
{
	int fd;

	do {
		fd = open(path, O_RDONLY | O_CLOEXEC);
	} while (fd < 0 && errno == EINTR);
	return fd;
}

enum pantau_status pantau_file_read(const char *path, size_t limit,
		struct buf *out, struct pantau_error *err)
{
	enum pantau_status status = PANTAU_OK;
	size_t total = 0;

	int fd = open_read(path);
	if (fd < 0) {
		return fail_open(err, path);
	}
	for (;;) {
		if (!pantau_buf_reserve(out, CHUNK)) {
			status = pantau_fail_memory(err);
			break;
		}
		ssize_t got = read(fd, out->p + out->n, CHUNK);
		if (got < 0 && errno == EINTR) {
			continue;
		}
		if (got < 0) {
			status = fail_read(err, path);
			break;
		}
		if (got == 0) {
			break;
		}
		if ((size_t)got > limit - total) {
			status = pantau_fail(err, PANTAU_LIMIT,
					PANTAU_T(err, "'%s' is larger than %zu bytes",
						"'%s' lebih besar dari %zu byte"),
					path, limit);
			break;
		}
		total += (size_t)got;
		out->n += (size_t)got;
	}
	if (out->p != NULL) {
		out->p[out->n] = '\0';
	}
	close(fd);
	return status;
}

static bool write_all(int fd, struct str bytes)
{
	while (bytes.n != 0) {
		ssize_t done = write(fd, bytes.p, bytes.n);
		if (done < 0 && errno == EINTR) {
			continue;
		}
		if (done < 0) {
			return false;
		}
		bytes = str_skip(bytes, (size_t)done);
	}
	return true;
}

/* Makes a rename durable. Some file systems cannot; then it is left to them. */
static void sync_parent(const char *path)
{
	const char *slash = strrchr(path, '/');
	struct buf parent;

	pantau_buf_init(&parent);
	if (slash == NULL) {
		pantau_buf_char(&parent, '.');
	} else {
		pantau_buf_append(&parent, path, (size_t)(slash - path) + 1);
	}
	if (!parent.failed) {
		int fd = open(parent.p, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
		if (fd >= 0) {
			fsync(fd);
			close(fd);
		}
	}
	pantau_buf_finish(&parent);
}

enum pantau_status pantau_file_replace(const char *path, struct str bytes,
		unsigned mode, struct pantau_error *err)
{
	enum pantau_status status = PANTAU_OK;
	struct buf beside;
	int fd = -1;

	pantau_buf_init(&beside);
	pantau_buf_printf(&beside, "%s.XXXXXX", path);
	if (beside.failed) {
		pantau_buf_finish(&beside);
		return pantau_fail_memory(err);
	}
	fd = mkstemp(beside.p);
	if (fd < 0) {
		status = fail_write(err, path);
		goto out;
	}
	if (fchmod(fd, (mode_t)mode) != 0 || !write_all(fd, bytes) ||
			fsync(fd) != 0) {
		status = fail_write(err, path);
		close(fd);
		goto out_unlink;
	}
	if (close(fd) != 0 || rename(beside.p, path) != 0) {
		status = fail_write(err, path);
		goto out_unlink;
	}
	sync_parent(path);
	goto out;
out_unlink:
	unlink(beside.p);
out:
	pantau_buf_finish(&beside);
	return status;
}

enum pantau_status pantau_file_map(const char *path, struct str *out,
		struct pantau_error *err)
{
	enum pantau_status status = PANTAU_OK;
	struct stat info;

	*out = (struct str){0};
	int fd = open_read(path);
	if (fd < 0) {
		return fail_open(err, path);
	}
	if (fstat(fd, &info) != 0) {
		status = fail_read(err, path);
		goto out;
	}
	if (!S_ISREG(info.st_mode)) {
		errno = S_ISDIR(info.st_mode) ? EISDIR : ENODEV;
		status = fail_read(err, path);
		goto out;
	}
	if (info.st_size == 0) {
		goto out;
	}
	void *p = mmap(NULL, (size_t)info.st_size, PROT_READ, MAP_PRIVATE,
			fd, 0);
	if (p == MAP_FAILED) {
		status = fail_read(err, path);
		goto out;
	}
	*out = str_make(p, (size_t)info.st_size);
out:
	close(fd);
	return status;
}

void pantau_file_unmap(struct str map)
{
	/* munmap takes what mmap gave: the view is const for its readers. */
	union {
		const char *lent;
		void *owned;
	} p = {.lent = map.p};

	if (map.p != NULL) {
		munmap(p.owned, map.n);
	}
}

int pantau_file_unnamed(const char *folder)
{
	struct buf path;
	int fd = -1;

	pantau_buf_init(&path);
	pantau_buf_printf(&path, "%s/.pantau-sort-XXXXXX", folder);
	if (path.failed) {
		errno = ENOMEM;
	} else {
		fd = mkstemp(path.p);
	}
	if (fd >= 0) {
		unlink(path.p);
	}
	pantau_buf_finish(&path);
	return fd;
}

bool pantau_file_write_at(int fd, struct str bytes, uint64_t at)
{
	while (bytes.n != 0) {
		ssize_t done = pwrite(fd, bytes.p, bytes.n, (off_t)at);
		if (done < 0 && errno == EINTR) {
			continue;
		}
		if (done < 0) {
			return false;
		}
		bytes = str_skip(bytes, (size_t)done);
		at += (uint64_t)done;
	}
	return true;
}

bool pantau_file_read_at(int fd, char *p, size_t n, uint64_t at)
{
	while (n != 0) {
		ssize_t done = pread(fd, p, n, (off_t)at);
		if (done < 0 && errno == EINTR) {
			continue;
		}
		if (done <= 0) {
			errno = done == 0 ? EIO : errno;
			return false;
		}
		p += done;
		n -= (size_t)done;
		at += (uint64_t)done;
	}
	return true;
}

enum pantau_status pantau_dir_make(const char *path, struct pantau_error *err)
{
	enum pantau_status status = PANTAU_OK;
	struct stat info;
	struct buf part;
	int why = ENOTDIR;

	pantau_buf_init(&part);
	pantau_buf_append(&part, path, strlen(path));
	if (part.failed) {
		pantau_buf_finish(&part);
		return pantau_fail_memory(err);
	}
	for (size_t i = 1; i <= part.n; i++) {
		char c = part.p[i];
		if (c != '/' && c != '\0') {
			continue;
		}
		part.p[i] = '\0';
		if (mkdir(part.p, 0700) != 0 && errno != EEXIST) {
			why = errno;
			if (stat(part.p, &info) != 0 ||
					!S_ISDIR(info.st_mode)) {
				break;
			}
		}
		part.p[i] = c;
	}
	if (stat(path, &info) != 0 || !S_ISDIR(info.st_mode)) {
		/* Of the folder that could not be made, not of those in it. */
		errno = why;
		status = pantau_fail_errno(err, "cannot make directory",
				"tidak dapat membuat folder", path);
	}
	pantau_buf_finish(&part);
	return status;
}
