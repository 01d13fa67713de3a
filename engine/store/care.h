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

struct rework_options {
	size_t jobs;             /* threads that analyse; 0: as many as cores */
	store_progress progress; /* may be NULL */
	void *context;
};

/* How many items had a label, and how many came to it and left it. */
struct score_figure {
	uint64_t before, gained, lost;
};

#define FIGURE_TONES (PANTAU_TONE_UNASSESSED + 1)
#define FIGURE_HOAX (PANTAU_HOAX_CHECK + 1)
#define FIGURE_LANGUAGES 256

/* Old and new scores, as the machine gives them. Languages stand under their
 * numbers (pantau_store_language_name). */
struct score_figures {
	uint64_t items;   /* scored, also before a stop that this went on from */
	uint64_t changed; /* of them: other scores now, also by less than a label */
	struct score_figure tone[FIGURE_TONES], title_tone[FIGURE_TONES];
	struct score_figure hoax[FIGURE_HOAX];
	struct score_figure language[FIGURE_LANGUAGES];
};

/* Takes the text image of these lexicons, analyses every text again, makes the
 * index anew, rescores, restamps. One transaction: all or nothing. options and
 * out may be NULL. */
enum pantau_status pantau_store_rebuild(struct store *store,
		const struct pantau_lexicons *lexicons,
		const struct rework_options *options, struct score_figures *out,
		struct pantau_error *err);

/*
 * Scores every item again with these lexicons, from the stored texts; the index
 * is not touched, and rows whose scores stay are not. Commits now and then:
 * after PANTAU_INTERRUPTED, a failure or a crash, what was committed stays, the
 * store says so (STAMP_MIXED), and the next call goes on from there unless the
 * lexicons changed again. What comes out is the same whatever the jobs and the
 * interruptions. options and out may be NULL; out is filled in every case.
 */
enum pantau_status pantau_store_rescore(struct store *store,
		const struct pantau_lexicons *lexicons,
		const struct rework_options *options, struct score_figures *out,
		struct pantau_error *err);

/*
 * To be called before items are written with scores of these lexicons. A
 * stopped rescore with other ones then begins anew: if it went on, items that
 * it has passed and that change now would keep the scores of these.
 */
enum pantau_status pantau_rescore_other_writer(struct store *store,
		const struct pantau_lexicons *lexicons,
		struct pantau_error *err);

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
