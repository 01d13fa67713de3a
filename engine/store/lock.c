/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * One writer at a time: a file beside the database, locked by fcntl, so that
 * the lock goes with the process. It is never removed: whoever removed it could
 * take the lock of a file that another has just opened.
 */

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/error.h"
#include "store/store_parts.h"

#define STEP_MS 100

static int try_lock(int fd)
{
	struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
	int code;

	do {
		code = fcntl(fd, F_SETLK, &lock);
	} while (code != 0 && errno == EINTR);
	return code;
}

/* Who holds it; 0 when nobody does any more. */
static int64_t holder(int fd)
{
	struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET};

	if (fcntl(fd, F_GETLK, &lock) != 0 || lock.l_type == F_UNLCK) {
		return 0;
	}
	return (int64_t)lock.l_pid;
}

static enum pantau_status busy(int fd, struct pantau_error *err)
{
	return pantau_fail(err, PANTAU_BUSY, PANTAU_T(err,
			"another pantau (process %lld) is writing this database; "
			"try again when it is done",
			"pantau lain (proses %lld) sedang menulis basis data ini; "
			"coba lagi setelah selesai"), (long long)holder(fd));
}

static enum pantau_status wait_for(int fd, const struct store_options *options,
		struct pantau_error *err)
{
	const struct timespec step = {.tv_nsec = STEP_MS * 1000000L};

	for (int64_t waited = 0; try_lock(fd) != 0; waited += STEP_MS) {
		if (errno != EACCES && errno != EAGAIN) {
			return pantau_fail_errno(err, "cannot lock",
					"tidak dapat mengunci", "lock");
		}
		if (waited >= options->busy_ms) {
			return busy(fd, err);
		}
		if (waited % 1000 == 0 && options->waiting != NULL &&
				!options->waiting(options->context,
				holder(fd))) {
			return busy(fd, err);
		}
		nanosleep(&step, NULL);
	}
	return PANTAU_OK;
}

/* For people who look into the file; the lock itself is the kernel's. */
static void write_pid(int fd)
{
	char pid[32];
	int n = snprintf(pid, sizeof(pid), "%lld\n", (long long)getpid());

	if (ftruncate(fd, 0) == 0 && pwrite(fd, pid, (size_t)n, 0) != n) {
		/* Only a note is missing then. */
		return;
	}
}

enum pantau_status pantau_lock_take(struct store *store,
		const struct store_options *options, struct pantau_error *err)
{
	struct stat info;
	struct buf path;

	pantau_buf_init(&path);
	pantau_buf_printf(&path, "%s.lock", store->path);
	if (path.failed) {
		pantau_buf_finish(&path);
		return pantau_fail_memory(err);
	}
	/* O_NOFOLLOW: a planted link must not let us write elsewhere. */
	int fd = open(path.p, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW |
			O_NONBLOCK, 0600);
	enum pantau_status status = PANTAU_OK;
	if (fd >= 0 && (fstat(fd, &info) != 0 || !S_ISREG(info.st_mode))) {
		close(fd);
		errno = ENODEV;
		fd = -1;
	}
	if (fd < 0) {
		status = pantau_fail_errno(err, "cannot open the lock file",
				"tidak dapat membuka berkas kunci tulis", path.p);
	} else {
		status = wait_for(fd, options, err);
	}
	if (status == PANTAU_OK) {
		write_pid(fd);
		store->lock = fd;
	} else if (fd >= 0) {
		close(fd);
	}
	pantau_buf_finish(&path);
	return status;
}

void pantau_lock_release(struct store *store)
{
	if (store->lock >= 0) {
		close(store->lock);
		store->lock = -1;
	}
}
