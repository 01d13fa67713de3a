/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_STORE_LABEL_H
#define PANTAU_STORE_LABEL_H

/*
 * Labels: what a named person says of an item. Of its tone, which counts over
 * the machine's, and, as a verdict, of its truth, of which the machine says
 * nothing. Nothing of it is ever overwritten: each label is a row of its own,
 * and of an item's rows for one field the latest by time is in force; at equal
 * times the one that was given later. A label that says PANTAU_TONE_NONE or
 * VERDICT_NONE takes what was said away.
 *
 * doc.tone stays what the machine says. The columns hold the tone that counts,
 * so that filters, counts and orders follow it, and mark the row by
 * ROW_LABELLED; verdicts stand in ROW_VERDICT. Whoever writes a row's columns
 * asks pantau_label_apply.
 */

#include "store/store.h"

/* Bytes of a name, of a reason and of evidence. */
#define LABEL_BY_MAX 200
#define LABEL_REASON_MAX 2000
#define LABEL_EVIDENCE_MAX 2000

/* All labels of an item's field, the one in force first; strings in the arena.
 * None is PANTAU_OK with *n 0. */
enum pantau_status pantau_label_history(struct store *store, int64_t id,
		enum label_field field, struct arena *arena,
		struct label **out, size_t *n, struct pantau_error *err);

/* Row ids of the items that have a label of the field in force, ascending. */
enum pantau_status pantau_label_items(struct store *store,
		enum label_field field, struct arena *arena, int64_t **out,
		size_t *n, struct pantau_error *err);

/* Whether the file has labels at all, of any field, in force or not: a look that
 * costs nothing once it was made. */
enum pantau_status pantau_label_any(struct store *store, bool *any,
		struct pantau_error *err);

/* --- giving labels --- */

enum label_done {
	LABEL_NEW,     /* there was none in force */
	LABEL_CHANGED, /* another one was */
	LABEL_SAME,    /* it is known: nothing was written */
	LABEL_OLDER,   /* in the history; a later one stays in force */
};

/* One transaction: everything or nothing. */
struct labeller;

/* The store must be open for writing. now: UTC seconds, of the audit and of
 * labels that bring no time. */
enum pantau_status pantau_labeller_create(struct store *store, int64_t now,
		struct labeller **out, struct pantau_error *err);

/* How labels that bring no time are taken. */
enum {
	/* Rows of a file that may come again: what was the last word of the
	 * same person already changes nothing, whoever labelled since. */
	LABELLER_AGAIN = 1,
	/* now is the present: such a label takes effect whatever the time of
	 * the one in force, and bears at least that. A clock that was wrong
	 * once, or a slip of the hand, would else shut all others out. */
	LABELLER_PRESENT = 2,
};
void pantau_labeller_set(struct labeller *labeller, unsigned flags);

/* Rolls back what is not committed. NULL is fine. */
void pantau_labeller_destroy(struct labeller *labeller);

/*
 * Labels one item; label->time 0 stands for now (see above), and such a label
 * is the same as one in force whatever its time. PANTAU_USAGE for another tone
 * than negative, neutral, positive or none, for a verdict without evidence, and
 * for strings that are no text of one line or too long (pantau_label_text);
 * PANTAU_NOT_FOUND for no such item: both
 * leave the transaction as it was. After any other failure destroy the
 * labeller.
 */
enum pantau_status pantau_labeller_put(struct labeller *labeller, int64_t id,
		const struct label *label, enum label_done *done,
		struct pantau_error *err);

enum pantau_status pantau_labeller_commit(struct labeller *labeller,
		struct pantau_error *err);

/* Whether s is UTF-8 of at most 'most' bytes without control characters or
 * what turns text around: names and reasons are shown in one line.
 * PANTAU_USAGE says what is wrong. */
enum pantau_status pantau_label_text(struct str s, size_t most,
		struct pantau_error *err);

/* 'negatif', 'netral', 'positif' or the English names, any ASCII case; '-' is
 * PANTAU_TONE_NONE. False for anything else. */
bool pantau_label_tone(struct str name, enum pantau_tone *out);

#endif
