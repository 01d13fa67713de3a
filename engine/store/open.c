/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * Opening and closing. A new database is made whole under another name and
 * then linked to its own, so that a crash leaves all of it or nothing, and
 * whatever else has that name stays.
 */

/* realpath is of the XSI part of POSIX. */
#define _XOPEN_SOURCE 700

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "store/body.h"
#include "store/key_index.h"
#include "store/debunk_parts.h"
#include "store/store_parts.h"

static char *with_suffix(const char *path, const char *suffix)
{
	size_t n = strlen(path), m = strlen(suffix);
	char *p = malloc(n + m + 1);

	if (p != NULL) {
		memcpy(p, path, n);
		memcpy(p + n, suffix, m + 1);
	}
	return p;
}

const char *pantau_store_path(const struct store *store)
{
	return store->path;
}

void pantau_folder_sync(const char *path)
{
	char *folder = with_suffix(path, "");
	char *slash = folder != NULL ? strrchr(folder, '/') : NULL;

	if (slash != NULL) {
		slash[slash == folder ? 1 : 0] = '\0';
	}
	int fd = folder != NULL ? open(slash != NULL ? folder : ".", O_RDONLY |
			O_DIRECTORY | O_CLOEXEC) : -1;
	if (fd >= 0) {
		/* Some file systems cannot; then it is left to them. */
		fsync(fd);
		close(fd);
	}
	free(folder);
}

/* Tables, stamps and settings into an empty file. */
static enum pantau_status fill(struct store *store,
		const struct store_options *options, struct pantau_error *err)
{
	enum pantau_status status = pantau_store_run(store, "BEGIN IMMEDIATE",
			err);

	if (status == PANTAU_OK) {
		status = pantau_schema_create(store, err);
	}
	if (status == PANTAU_OK) {
		status = pantau_meta_set_int(store, "zone", options->zone, err);
	}
	if (status == PANTAU_OK) {
		status = pantau_stamps_keep_text(store, options->lexicons, err);
	}
	if (status == PANTAU_OK) {
		status = pantau_stamps_keep_score(store, options->lexicons, err);
	}
	if (status == PANTAU_OK) {
		status = pantau_store_run(store, "COMMIT", err);
	}
	/* Last, so that the file's own header says all that open asks. */
	return status != PANTAU_OK ? status : pantau_store_run(store,
			"PRAGMA journal_mode=WAL", err);
}

/* Gives the finished file its name; an empty file of that name goes. */
static enum pantau_status settle(const char *from, const char *to, bool empty,
		struct pantau_error *err)
{
	struct stat info;

	if (!empty && link(from, to) == 0) {
		unlink(from);
		pantau_folder_sync(to);
		return PANTAU_OK;
	}
	/* Some file systems have no links; the writer's lock is held. */
	if ((empty || (errno != EEXIST && lstat(to, &info) != 0 &&
			errno == ENOENT)) && rename(from, to) == 0) {
		pantau_folder_sync(to);
		return PANTAU_OK;
	}
	enum pantau_status status = pantau_fail_errno(err,
			"cannot make the database", "tidak dapat membuat basis data",
			to);
	unlink(from);
	return status;
}

static enum pantau_status create(struct store *store,
		const struct store_options *options, bool empty,
		struct pantau_error *err)
{
	char *beside = with_suffix(store->path, ".new");

	if (beside == NULL) {
		return pantau_fail_memory(err);
	}
	if (options->lexicons == NULL) {
		free(beside);
		return pantau_fail(err, PANTAU_USAGE, "%s", PANTAU_T(err,
				"making a database needs lexicons",
				"membuat basis data memerlukan leksikon"));
	}
	unlink(beside); /* of a run that was killed: the lock is ours */
	int fd = open(beside, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC |
			O_NOFOLLOW, 0600);
	enum pantau_status status = PANTAU_OK;
	if (fd < 0 || fchmod(fd, 0600) != 0) {
		status = pantau_fail_errno(err, "cannot make the database",
				"tidak dapat membuat basis data", store->path);
	}
	if (fd >= 0) {
		close(fd);
	}
	if (status == PANTAU_OK) {
		status = pantau_connect(store, beside, true, err);
	}
	if (status == PANTAU_OK) {
		status = fill(store, options, err);
	}
	enum pantau_status closed = pantau_disconnect(store,
			status == PANTAU_OK ? err : NULL);
	status = status == PANTAU_OK ? closed : status;
	pantau_stamps_drop_text(store, NULL, &store->stamps);
	if (status == PANTAU_OK) {
		status = settle(beside, store->path, empty, err);
	} else if (fd >= 0) {
		unlink(beside);
	}
	free(beside);
	return status;
}

/* The file is there and ours, or is made; the writer's lock is taken. */
static enum pantau_status prepare(struct store *store,
		const struct store_options *options, struct pantau_error *err)
{
	bool empty;
	enum pantau_status status = pantau_header_check(store->path, &empty, err);
	bool create_it = store->mode == STORE_CREATE &&
			(status == PANTAU_NOT_FOUND || empty);

	if (store->mode == STORE_READ || (status != PANTAU_OK && !create_it)) {
		return status;
	}
	status = pantau_lock_take(store, options, err);
	if (status == PANTAU_OK && create_it) {
		/* Another may have made it while we waited. */
		status = pantau_header_check(store->path, &empty, err);
		if (status == PANTAU_NOT_FOUND || empty) {
			status = create(store, options, empty, err);
		}
	}
	return status;
}

/* What a writer brings up to date before it writes. */
static enum pantau_status freshen(struct store *store,
		const struct store_options *options, struct pantau_error *err)
{
	unsigned stale = pantau_store_stale(store, options->lexicons);
	int64_t last = 0;
	enum pantau_status status = pantau_meta_int(store, "last_id", &last,
			err);

	/* Nothing is indexed yet: today's lexicons are the index's own. */
	if (status == PANTAU_OK && options->lexicons != NULL && stale != 0 &&
			last == 0) {
		status = pantau_store_run(store, "BEGIN IMMEDIATE", err);
		if (status == PANTAU_OK) {
			status = pantau_stamps_keep_text(store,
					options->lexicons, err);
		}
		if (status == PANTAU_OK) {
			status = pantau_stamps_keep_score(store,
					options->lexicons, err);
		}
		if (status == PANTAU_OK) {
			status = pantau_debunk_rebuild(store, NULL, err);
		}
		if (status == PANTAU_OK) {
			status = pantau_store_run(store, "COMMIT", err);
		}
	}
	if (status == PANTAU_OK && options->lexicons_dir != NULL) {
		status = pantau_accounts_refresh(store, options->lexicons_dir,
				err);
	}
	return status;
}

static bool name_files(struct store *store, const char *path,
		const struct store_options *options)
{
	/* Links resolved: one file has one lock and one key. */
	char *real = realpath(path, NULL);

	free(store->path);
	store->path = real != NULL ? real : with_suffix(path, "");
	free(store->cache_dir);
	store->cache_dir = options->cache_dir != NULL
			? with_suffix(options->cache_dir, "") : NULL;
	free(store->key_file);
	store->key_file = store->path == NULL ? NULL
			: options->key_file != NULL
			? with_suffix(options->key_file, "")
			: with_suffix(store->path, ".key");
	return store->key_file != NULL;
}

enum pantau_status pantau_store_open(const char *path,
		const struct store_options *options, struct store **out,
		struct pantau_error *err)
{
	struct store *store = calloc(1, sizeof(*store));

	*out = NULL;
	if (store == NULL) {
		return pantau_fail_memory(err);
	}
	store->mode = options->mode;
	store->busy_ms = options->busy_ms;
	store->lock = -1;
	store->columns.last = -1;
	store->columns.version = -1;
	pantau_arena_init(&store->scratch);
	pantau_buf_init(&store->packed);
	pantau_buf_init(&store->unpacked);
	pantau_buf_init(&store->account_name);
	pantau_names_finish(store);
	enum pantau_status status = name_files(store, path, options)
			? prepare(store, options, err) : pantau_fail_memory(err);
	if (status == PANTAU_OK && !name_files(store, path, options)) {
		status = pantau_fail_memory(err);
	}
	if (status == PANTAU_OK) {
		status = pantau_connect(store, store->path, false, err);
	}
	if (status == PANTAU_OK) {
		status = pantau_schema_accept(store, err);
	}
	if (status == PANTAU_OK) {
		status = pantau_stamps_load(store, err);
	}
	if (status == PANTAU_OK && store->mode != STORE_READ) {
		status = freshen(store, options, err);
	}
	if (status != PANTAU_OK) {
		store->mode = STORE_READ; /* nothing of ours to checkpoint */
		pantau_store_close(store, NULL);
		return status;
	}
	*out = store;
	return PANTAU_OK;
}

/* Readers may keep the WAL from going into the database: then the WAL itself
 * must be on disk. Closing it drops no lock of SQLite's. */
static enum pantau_status sync_wal(struct store *store,
		struct pantau_error *err)
{
	char *wal = with_suffix(store->path, "-wal");
	enum pantau_status status = PANTAU_OK;

	if (wal == NULL) {
		return pantau_fail_memory(err);
	}
	int fd = open(wal, O_RDONLY | O_CLOEXEC);
	if (fd >= 0) {
		if (fsync(fd) != 0) {
			status = pantau_fail_errno(err, "cannot write",
					"tidak dapat menulis", wal);
		}
		close(fd);
	} else if (errno != ENOENT) {
		status = pantau_fail_errno(err, "cannot open",
				"tidak dapat membuka", wal);
	}
	free(wal);
	return status;
}

static enum pantau_status checkpoint(struct store *store,
		struct pantau_error *err)
{
	bool busy = false;
	enum pantau_status status = pantau_store_run(store,
			"PRAGMA synchronous=FULL", err);

	/* A reader is not waited for. */
	sqlite3_busy_timeout(store->db, 100);
	enum pantau_status moved = pantau_store_checkpoint(store,
			SQLITE_CHECKPOINT_TRUNCATE, NULL, &busy,
			status == PANTAU_OK ? err : NULL);
	if (status == PANTAU_OK && busy) {
		return sync_wal(store, err);
	}
	return status == PANTAU_OK ? moved : status;
}

enum pantau_status pantau_store_close(struct store *store,
		struct pantau_error *err)
{
	enum pantau_status status = PANTAU_OK;

	if (store == NULL) {
		return PANTAU_OK;
	}
	if (store->db != NULL && store->mode != STORE_READ) {
		status = checkpoint(store, err);
	}
	pantau_match_memory_drop(store);
	pantau_columns_finish(store);
	pantau_key_index_finish(store);
	pantau_body_finish(store);
	pantau_names_finish(store);
	enum pantau_status closed = pantau_disconnect(store,
			status == PANTAU_OK ? err : NULL);
	pantau_stamps_drop_text(store, NULL, &store->stamps);
	pantau_lock_release(store);
	pantau_arena_finish(&store->scratch);
	pantau_buf_finish(&store->packed);
	pantau_buf_finish(&store->unpacked);
	pantau_buf_finish(&store->account_name);
	memset(store->key, 0, sizeof(store->key));
	free(store->path);
	free(store->key_file);
	free(store->cache_dir);
	free(store);
	return status == PANTAU_OK ? closed : status;
}
