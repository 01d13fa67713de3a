/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_STORE_CARE_H
#define PANTAU_STORE_CARE_H

/* Keeping a store sound: verify, rebuild, rescore, optimize, backup. */

#include "store/store.h"

/* One finding of verify; message in the error's language. */
typedef void (*store_found)(void *context, const char *check,
		const char *message);

/*
 * SQLite's own check, FTS5's rank-1 check against the stored texts, stamps, and
 * columns against rows. All findings are reported. PANTAU_DAMAGED when there
 * was one; stale stamps are reported but are no damage. Changes nothing; on
 * media that cannot be written the index is checked on a temporary copy.
 */
enum pantau_status pantau_store_verify(struct store *store,
		store_found found, void *context, struct pantau_error *err);

/* progress(context, done, total) may return false to stop; NULL is fine. total
 * is 0 where nobody can know it (optimize). */
typedef bool (*store_progress)(void *context, uint64_t done, uint64_t total);

/* Takes the text image of these lexicons, analyses every text again, makes the
 * index anew, rescores, restamps. One transaction: all or nothing. */
enum pantau_status pantau_store_rebuild(struct store *store,
		const struct pantau_lexicons *lexicons,
		store_progress progress, void *context, struct pantau_error *err);

/* Scores every item again with these lexicons; the index is not touched. */
enum pantau_status pantau_store_rescore(struct store *store,
		const struct pantau_lexicons *lexicons,
		store_progress progress, void *context, struct pantau_error *err);

/* Merges the index in bounded steps, checkpoints between, then analyses
 * statistics and truncates the WAL. */
enum pantau_status pantau_store_optimize(struct store *store,
		store_progress progress, void *context, struct pantau_error *err);

/* A consistent copy while others read and write; replaces path atomically,
 * never the database itself or a file beside it (PANTAU_USAGE), nor a file
 * that is no pantau database (PANTAU_FOREIGN). The key file is not copied. */
enum pantau_status pantau_store_backup(struct store *store, const char *path,
		store_progress progress, void *context, struct pantau_error *err);

/*
 * Appends a line to the audit table: time (UTC seconds), action, and a detail
 * that holds no text of documents and no names. Works on a store open for
 * reading too (through a short connection of its own); PANTAU_IO when the file
 * cannot be written.
 */
enum pantau_status pantau_store_audit(struct store *store, int64_t now,
		const char *action, const char *detail, struct pantau_error *err);

#endif
