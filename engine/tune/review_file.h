/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_TUNE_REVIEW_FILE_H
#define PANTAU_TUNE_REVIEW_FILE_H

/*
 * The answers of a review: a table as tune/gold.h reads it, REVIEW_HEADER and a
 * row for each answer, in the order in which they were given. A row is on disk
 * before the next question; one that was cut short by a crash goes when the file
 * is opened again. One process writes a file at a time (fcntl lock).
 */

#include "base/error.h"
#include "base/str.h"
#include "pantau/score.h"

#define REVIEW_HEADER "text\ttone\tid\tsource\tby\ttime\treason\ttitle"

struct review_file {
	int fd;           /* -1: not open */
	const char *path; /* lent */
	uint64_t size;
	bool made;        /* it was not there before */
	struct buf bytes; /* what it held when it was opened */
};

/* Cells come without control characters, but for reason and by: theirs become
 * blanks, and their backslashes double, as 'label import' reads them. */
struct review_row {
	struct str text, title, id, source, by, reason;
	int64_t time; /* UTC seconds */
	enum pantau_tone tone;
};

/*
 * Opens a file, made where it is missing (mode 0600: it holds what people
 * wrote). PANTAU_BAD_INPUT: it is another table, and stays as it is.
 * PANTAU_BUSY: another process writes it. PANTAU_LIMIT: over 1 GiB. PANTAU_IO,
 * PANTAU_NO_MEMORY. Finish in any case.
 */
enum pantau_status pantau_review_file_open(struct review_file *file,
		const char *path, struct pantau_error *err);
/* A file that was made and got no row goes again. */
void pantau_review_file_finish(struct review_file *file);

/* Adds a row. PANTAU_BUSY: somebody else changed the file; PANTAU_IO,
 * PANTAU_NO_MEMORY. What was there before stays whatever fails. */
enum pantau_status pantau_review_file_put(struct review_file *file,
		const struct review_row *row, struct pantau_error *err);

/* Takes off the rows behind size, one that the file had. As above. */
enum pantau_status pantau_review_file_cut(struct review_file *file,
		uint64_t size, struct pantau_error *err);

#endif
