/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_IMPORT_DEBUNK_H
#define PANTAU_IMPORT_DEBUNK_H

/*
 * Debunks as fact checkers publish them: what was claimed, what they found, and
 * where it says so. Read from a table (CSV or TSV with a header), from objects
 * a line (NDJSON), or from a JSON text: an object or an array of such, or
 * schema.org's ClaimReview as JSON-LD, wherever in it they stand (alone, in an
 * array, in a graph, in a feed). Packed inputs and UTF-16 as of posts.
 *
 * Names of columns and members, in either language: title (judul), claim
 * (klaim, narasi, claimReviewed), body (isi, artikel), verdict (putusan,
 * rating), url (tautan), date (tanggal, datePublished), publisher (penerbit).
 * Markup in them goes (html.h). What has neither a title nor a claim is none.
 */

#include "base/date.h"
#include "import/import.h"

#define DEBUNK_TEXT_MAX ((size_t)16 << 20) /* bytes of title, claim, body */
#define DEBUNK_NAME_MAX 2000               /* of verdict, url, publisher */

struct debunk {
	struct str title, claim, body; /* any but title or claim may be empty */
	struct str verdict, url, publisher; /* of one line */
	bool dated;
	struct timestamp date;
	uint64_t record, line;         /* where in the input, from 1 */
};

struct debunk_options {
	int zone;                /* of dates that name none, minutes */
	enum import_dates dates; /* what settles '03/04/2026' */
	int stdin_fd;            /* read for the path "-" */
};

struct debunk_reader;

/* One input; the path is lent until close. PANTAU_IO, PANTAU_BAD_INPUT (with
 * file and line: no column holds a title or claim). */
enum pantau_status pantau_debunk_open(const char *path,
		const struct debunk_options *options,
		struct debunk_reader **out, struct pantau_error *err);
void pantau_debunk_close(struct debunk_reader *reader);

/* The next one, its strings in the arena. PANTAU_END; PANTAU_BAD_INPUT rejects
 * one record (err has file, line and column; go on calling); PANTAU_IO;
 * PANTAU_NO_MEMORY. */
enum pantau_status pantau_debunk_next(struct debunk_reader *reader,
		struct arena *arena, struct debunk *out,
		struct pantau_error *err);

/* 'Judul -> title' lines; empty for what has no columns. */
struct str pantau_debunk_mapping(const struct debunk_reader *reader);

#endif
