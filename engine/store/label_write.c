/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Giving labels: history, columns and audit in one transaction. */

#include <stdio.h>
#include <stdlib.h>

#include "base/error.h"
#include "store/body.h"
#include "store/care.h"
#include "store/label_parts.h"

struct labeller {
	struct store *store;
	int64_t now;
	bool open; /* a transaction is */
	unsigned flags;
	struct column_writer *columns;
	struct str kept; /* what the table's reason is to hold, in room */
	char room[LABEL_EVIDENCE_MAX + 1 + LABEL_REASON_MAX];
};

static enum pantau_status unwritable(struct store *store,
		struct pantau_error *err)
{
	return pantau_store_fail(store, err, "cannot write the label",
			"tidak dapat menulis label");
}

void pantau_labeller_destroy(struct labeller *labeller)
{
	if (labeller == NULL) {
		return;
	}
	if (labeller->open) {
		sqlite3_exec(labeller->store->db, "ROLLBACK", NULL, NULL, NULL);
		pantau_store_rolled_back(labeller->store);
	}
	pantau_column_writer_destroy(labeller->columns);
	free(labeller);
}

enum pantau_status pantau_labeller_create(struct store *store, int64_t now,
		struct labeller **out, struct pantau_error *err)
{
	*out = NULL;
	if (store->mode == STORE_READ) {
		return pantau_fail(err, PANTAU_USAGE, "%s", PANTAU_T(err,
				"the database is open for reading",
				"basis data dibuka hanya untuk dibaca"));
	}
	struct labeller *labeller = calloc(1, sizeof(*labeller));
	if (labeller == NULL) {
		return pantau_fail_memory(err);
	}
	labeller->store = store;
	labeller->now = now;
	labeller->columns = pantau_column_writer_create(store);
	enum pantau_status status = labeller->columns == NULL
			? pantau_fail_memory(err)
			: pantau_store_run(store, "BEGIN IMMEDIATE", err);
	labeller->open = status == PANTAU_OK;
	if (status == PANTAU_OK) {
		status = pantau_schema_labels(store, err);
	}
	if (status != PANTAU_OK) {
		pantau_labeller_destroy(labeller);
		return status;
	}
	*out = labeller;
	return PANTAU_OK;
}

void pantau_labeller_set(struct labeller *labeller, unsigned flags)
{
	labeller->flags = flags;
}

static enum pantau_status refuse_verdict(const struct label *label,
		struct pantau_error *err)
{
	if (label->verdict >= VERDICTS) {
		return pantau_fail(err, PANTAU_USAGE, "%s", PANTAU_T(err,
				"there is no such verdict", "putusan itu tidak ada"));
	}
	if (label->verdict != VERDICT_NONE && label->evidence.n == 0) {
		return pantau_fail(err, PANTAU_USAGE, "%s", PANTAU_T(err,
				"a verdict needs its evidence",
				"putusan perlu buktinya"));
	}
	return pantau_label_text(label->evidence, LABEL_EVIDENCE_MAX, err);
}

static enum pantau_status refuse(const struct label *label,
		struct pantau_error *err)
{
	if (label->field == LABEL_OF_TONE &&
			label->tone > PANTAU_TONE_POSITIVE) {
		return pantau_fail(err, PANTAU_USAGE, "%s", PANTAU_T(err,
				"a label is negative, neutral or positive",
				"label hanya negatif, netral, atau positif"));
	}
	if (label->by.n == 0) {
		return pantau_fail(err, PANTAU_USAGE, "%s", PANTAU_T(err,
				"a label needs the name of who gives it",
				"label perlu nama pemberinya"));
	}
	enum pantau_status status = pantau_label_text(label->by, LABEL_BY_MAX,
			err);
	if (status == PANTAU_OK && label->field == LABEL_OF_VERDICT) {
		status = refuse_verdict(label, err);
	}
	return status == PANTAU_OK ? pantau_label_text(label->reason,
			LABEL_REASON_MAX, err) : status;
}

/* What the item's text is now, and whether there is such an item. */
static enum pantau_status hash_text(struct store *store, int64_t id,
		int64_t *out, struct pantau_error *err)
{
	enum pantau_status status = PANTAU_OK;
	sqlite3_stmt *stmt = pantau_store_stmt(store,
			"SELECT title, text FROM body WHERE id = ?1", err);
	struct str title, text;

	if (stmt == NULL) {
		return unwritable(store, err);
	}
	sqlite3_bind_int64(stmt, 1, id);
	int code = sqlite3_step(stmt);
	if (code == SQLITE_DONE) {
		status = pantau_fail(err, PANTAU_NOT_FOUND, "%s", PANTAU_T(err,
				"no such item", "artikel itu tidak ada"));
	} else if (code != SQLITE_ROW) {
		status = unwritable(store, err);
	} else if (!pantau_column_text(stmt, 0, &title)) {
		status = pantau_fail_memory(err);
	} else {
		status = pantau_body_text(store, stmt, 1, &store->unpacked,
				&text, err);
	}
	if (status == PANTAU_OK) {
		*out = pantau_label_text_hash(title, text);
	}
	sqlite3_reset(stmt);
	return status;
}

/* What is known of an item's labels, seen from the one to be added. */
struct known_labels {
	int64_t n;    /* that there were */
	int value;    /* in force; 0 also where there is none */
	int64_t time; /* what ours gets */
	bool later;   /* the one in force is later than ours */
	bool same;    /* ours is there, or says nothing new */
};

#define SQL_KNOWN "SELECT value, time, signed = ?2 AND reason = ?3, " \
	"signed = ?2 FROM label WHERE doc = ?1 AND field = ?4 " \
	"ORDER BY time DESC, n DESC"

static void append(struct labeller *labeller, struct str s)
{
	if (s.n != 0) {
		memcpy(labeller->room + labeller->kept.n, s.p, s.n);
		labeller->kept.n += s.n;
	}
}

/* What is said beside the value, as the table keeps it: see label_parts.h. */
static void keep(struct labeller *labeller, const struct label *label)
{
	labeller->kept = str_make(labeller->room, 0);
	if (label->field == LABEL_OF_VERDICT) {
		append(labeller, label->evidence);
		append(labeller, STR("\n"));
	}
	append(labeller, label->reason);
}

/* ?1 to ?4 of both statements. */
static void bind_label(sqlite3_stmt *stmt, int64_t id,
		const struct labeller *labeller, const struct label *label)
{
	sqlite3_bind_int64(stmt, 1, id);
	pantau_bind_str(stmt, 2, label->by);
	pantau_bind_str(stmt, 3, labeller->kept);
	pantau_bind_str(stmt, 4, pantau_label_field_name(label->field));
}

static enum pantau_status look_up(struct labeller *labeller, int64_t id,
		const struct label *label, struct known_labels *out,
		struct pantau_error *err)
{
	struct store *store = labeller->store;
	sqlite3_stmt *stmt = pantau_store_stmt(store, SQL_KNOWN, err);
	bool untimed = label->time == 0, theirs = false;
	int code;

	*out = (struct known_labels){.time = untimed ? labeller->now
			: label->time};
	if (stmt == NULL) {
		return unwritable(store, err);
	}
	bind_label(stmt, id, labeller, label);
	while ((code = sqlite3_step(stmt)) == SQLITE_ROW) {
		int value = pantau_label_stored(stmt, 0, label->field);
		int64_t time = sqlite3_column_int64(stmt, 1);
		bool alike = value == pantau_label_value(label) &&
				sqlite3_column_int(stmt, 2) != 0;
		if (out->n++ == 0) {
			bool present = untimed &&
					(labeller->flags & LABELLER_PRESENT);
			out->value = value;
			out->later = time > out->time && !present;
			out->time = present && time > out->time ? time
					: out->time;
			out->same = alike && untimed;
		}
		/* The last word of the same person. */
		if (!theirs && sqlite3_column_int(stmt, 3) != 0) {
			theirs = true;
			out->same = out->same || (alike && untimed &&
					(labeller->flags & LABELLER_AGAIN));
		}
		out->same = out->same || (alike && time == label->time);
	}
	/* Where nothing is in force there is nothing to take away. */
	out->same = out->same || (pantau_label_value(label) == 0 &&
			out->value == 0 && !out->later);
	enum pantau_status status = code == SQLITE_DONE ? PANTAU_OK
			: unwritable(store, err);
	sqlite3_reset(stmt);
	sqlite3_clear_bindings(stmt);
	return status;
}

static enum pantau_status insert(struct labeller *labeller, int64_t id,
		const struct label *label, const struct known_labels *known,
		int64_t text_hash, struct pantau_error *err)
{
	struct store *store = labeller->store;
	sqlite3_stmt *stmt = pantau_store_stmt(store, "INSERT INTO label(doc, "
			"field, time, n, value, signed, reason, text) "
			"VALUES(?1, ?4, ?5, ?6, ?7, ?2, ?3, ?8)", err);

	if (stmt == NULL) {
		return unwritable(store, err);
	}
	bind_label(stmt, id, labeller, label);
	sqlite3_bind_int64(stmt, 5, known->time);
	sqlite3_bind_int64(stmt, 6, known->n);
	sqlite3_bind_int(stmt, 7, pantau_label_value(label));
	sqlite3_bind_int64(stmt, 8, text_hash);
	store->labels = LABELS_SOME;
	return pantau_stmt_done(store, stmt, err);
}

/* The audit tells what was done, not by whom nor why: names and texts stand in
 * the label. */
static enum pantau_status tell_audit(struct labeller *labeller, int64_t id,
		const struct label *label, struct pantau_error *err)
{
	bool verdict = label->field == LABEL_OF_VERDICT;
	char detail[64];

	snprintf(detail, sizeof(detail), "%s=%s row=%lld",
			verdict ? "verdict" : "tone",
			pantau_label_value(label) == 0 ? "-"
			: verdict ? pantau_verdict_name(label->verdict)
			: pantau_tone_name(label->tone), (long long)id);
	return pantau_store_audit(labeller->store, labeller->now,
			verdict ? "verdict" : "label", detail, err);
}

static enum pantau_status put_columns(struct labeller *labeller, int64_t id,
		struct pantau_error *err)
{
	struct row_values values;
	enum pantau_status status = pantau_row_read(labeller->store, id,
			&values, err);

	return status == PANTAU_OK ? pantau_column_writer_put(
			labeller->columns, id, &values, err) : status;
}

enum pantau_status pantau_labeller_put(struct labeller *labeller, int64_t id,
		const struct label *label, enum label_done *done,
		struct pantau_error *err)
{
	struct known_labels known;
	int64_t text_hash = 0;
	enum pantau_status status = refuse(label, err);

	*done = LABEL_SAME;
	if (status == PANTAU_OK) {
		status = hash_text(labeller->store, id, &text_hash, err);
	}
	if (status == PANTAU_OK) {
		keep(labeller, label);
		status = look_up(labeller, id, label, &known, err);
	}
	if (status != PANTAU_OK || known.same) {
		return status;
	}
	*done = known.later ? LABEL_OLDER : known.value == 0
			? LABEL_NEW : LABEL_CHANGED;
	status = insert(labeller, id, label, &known, text_hash, err);
	if (status == PANTAU_OK) {
		status = tell_audit(labeller, id, label, err);
	}
	return status == PANTAU_OK && !known.later ? put_columns(labeller, id,
			err) : status;
}

enum pantau_status pantau_labeller_commit(struct labeller *labeller,
		struct pantau_error *err)
{
	struct store *store = labeller->store;
	enum pantau_status status = pantau_column_writer_flush(
			labeller->columns, err);

	if (status == PANTAU_OK) {
		status = pantau_store_run(store, "COMMIT", err);
	}
	if (status == PANTAU_OK) {
		labeller->open = false;
		pantau_columns_forget(store);
	}
	return status;
}
