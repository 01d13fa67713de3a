/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* backup: a snapshot copied beside the target, synced, then renamed. */

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "store/care.h"
#include "store/store_parts.h"

#define STEP_PAGES 1024

static bool same_file(const char *a, const char *b)
{
	struct stat x, y;

	return stat(a, &x) == 0 && stat(b, &y) == 0 && x.st_dev == y.st_dev &&
			x.st_ino == y.st_ino;
}

/* The database or one of the files beside it. */
static bool is_own(const struct store *store, const char *path, bool *failed)
{
	static const char *const suffix[] = {"", "-wal", "-shm", ".lock"};
	bool own = same_file(path, store->key_file);
	struct buf name;

	pantau_buf_init(&name);
	for (size_t i = 0; !own && i < sizeof(suffix) / sizeof(suffix[0]);
			i++) {
		pantau_buf_clear(&name);
		pantau_buf_printf(&name, "%s%s", store->path, suffix[i]);
		*failed = *failed || name.failed;
		own = !name.failed && same_file(path, name.p);
	}
	pantau_buf_finish(&name);
	return own;
}

/* A WAL left beside the target would be played into the new file. */
static bool has_wal(const char *path, bool *failed)
{
	struct stat info;
	struct buf wal;

	pantau_buf_init(&wal);
	pantau_buf_printf(&wal, "%s-wal", path);
	*failed = *failed || wal.failed;
	bool some = !wal.failed && stat(wal.p, &info) == 0 && info.st_size > 0;
	pantau_buf_finish(&wal);
	return some;
}

static enum pantau_status check_target(struct store *store, const char *path,
		struct pantau_error *err)
{
	bool empty = false, failed = false;

	if (is_own(store, path, &failed)) {
		return pantau_fail(err, PANTAU_USAGE, PANTAU_T(err,
				"'%s' is the database itself; name another file",
				"'%s' adalah basis data itu sendiri; sebutkan berkas "
				"lain"), path);
	}
	if (has_wal(path, &failed)) {
		return pantau_fail(err, PANTAU_USAGE, PANTAU_T(err,
				"'%s' is in use; name another file",
				"'%s' sedang dipakai; sebutkan berkas lain"), path);
	}
	if (failed) {
		return pantau_fail_memory(err);
	}
	/* Old backups are replaced, damaged ones too; other files are not. */
	enum pantau_status status = pantau_header_check(path, &empty, err);
	return status == PANTAU_FOREIGN && !empty ? status
			: status == PANTAU_IO || status == PANTAU_NO_MEMORY ? status
			: PANTAU_OK;
}

static enum pantau_status copy(struct store *store, sqlite3 *to,
		store_progress progress, void *context, struct pantau_error *err)
{
	sqlite3_backup *backup = sqlite3_backup_init(to, "main", store->db,
			"main");
	int code = backup != NULL ? SQLITE_OK : sqlite3_errcode(to);
	enum pantau_status status = PANTAU_OK;

	while (code == SQLITE_OK && status == PANTAU_OK) {
		code = sqlite3_backup_step(backup, STEP_PAGES);
		int total = sqlite3_backup_pagecount(backup);
		int left = sqlite3_backup_remaining(backup);
		if (progress != NULL && !progress(context,
				(uint64_t)(total - left), (uint64_t)total)) {
			status = pantau_fail(err, PANTAU_INTERRUPTED, "%s",
					PANTAU_T(err, "interrupted; no copy was made",
						"dihentikan; salinan tidak dibuat"));
		}
	}
	int finished = backup != NULL ? sqlite3_backup_finish(backup)
			: SQLITE_OK;
	if (status == PANTAU_OK && (code != SQLITE_DONE ||
			finished != SQLITE_OK)) {
		status = pantau_sqlite_fail(code != SQLITE_DONE ? code
				: finished, err, "cannot copy the database",
				"tidak dapat menyalin basis data");
	}
	return status;
}

enum pantau_status pantau_store_copy(struct store *store, sqlite3 *to,
		store_progress progress, void *context, struct pantau_error *err)
{
	/* One snapshot: a writer meanwhile does not make it start again. */
	enum pantau_status status = pantau_store_begin_read(store, err);

	if (status == PANTAU_OK) {
		status = copy(store, to, progress, context, err);
		pantau_store_end_read(store);
	}
	return status;
}

static enum pantau_status copy_to(struct store *store, const char *path,
		store_progress progress, void *context, struct pantau_error *err)
{
	sqlite3 *to = NULL;
	enum pantau_status status;

	int code = sqlite3_open_v2(path, &to, SQLITE_OPEN_READWRITE |
			SQLITE_OPEN_NOMUTEX, NULL);
	if (code == SQLITE_OK) {
		/* Nobody else knows the file, and it is synced below. */
		code = sqlite3_exec(to, "PRAGMA journal_mode=OFF;"
				"PRAGMA synchronous=OFF", NULL, NULL, NULL);
	}
	status = code == SQLITE_OK
			? pantau_store_copy(store, to, progress, context, err)
			: pantau_sqlite_fail(code, err,
				"cannot write the copy",
				"tidak dapat menulis salinan");
	code = sqlite3_close(to);
	return status == PANTAU_OK && code != SQLITE_OK ? pantau_sqlite_fail(
			code, err, "cannot write the copy",
			"tidak dapat menulis salinan") : status;
}

enum pantau_status pantau_store_backup(struct store *store, const char *path,
		store_progress progress, void *context, struct pantau_error *err)
{
	struct buf beside;
	enum pantau_status status = check_target(store, path, err);

	if (status != PANTAU_OK) {
		return status;
	}
	pantau_buf_init(&beside);
	pantau_buf_printf(&beside, "%s.XXXXXX", path);
	int fd = beside.failed ? -1 : mkstemp(beside.p);
	if (beside.failed) {
		status = pantau_fail_memory(err);
	} else if (fd < 0) {
		status = pantau_fail_errno(err, "cannot write the copy",
				"tidak dapat menulis salinan", path);
	} else {
		status = copy_to(store, beside.p, progress, context, err);
	}
	if (status == PANTAU_OK && (fsync(fd) != 0 ||
			rename(beside.p, path) != 0)) {
		status = pantau_fail_errno(err, "cannot write the copy",
				"tidak dapat menulis salinan", path);
	}
	if (fd >= 0) {
		close(fd);
	}
	if (status == PANTAU_OK) {
		pantau_folder_sync(path);
	} else if (fd >= 0) {
		unlink(beside.p);
	}
	pantau_buf_finish(&beside);
	return status;
}
