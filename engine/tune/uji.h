/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_TUNE_UJI_H
#define PANTAU_TUNE_UJI_H

/*
 * Tests of the lexicons: files *.uji of rows 'expected<TAB>text<TAB>comment',
 * the comment optional. Lines that are '#' or begin with '# ' and blank lines
 * are passed over, as are CR before the line feed and a leading byte order
 * mark. What may be expected: a label of tone, the sign of the score, or what
 * the text does (an act).
 */

#include "base/arena.h"
#include "pantau/score.h"

enum uji_expected {
	UJI_NEGATIVE,
	UJI_NEUTRAL,
	UJI_POSITIVE,
	UJI_ABOVE, /* '+': the score is above UJI_SIGN */
	UJI_BELOW, /* '-': below -UJI_SIGN */
	UJI_ZERO,  /* '0': within */
	UJI_ACTS,  /* from here on: the act of this number - UJI_ACTS + 1 */
	UJI_COMPLAINT = UJI_ACTS,
	UJI_ASPIRATION,
	UJI_QUESTION,
	UJI_INFORMATION,
	UJI_PRAISE,
	UJI_EXPECTED,
};

#define UJI_SIGN 0.15f
#define UJI_LINE_MAX ((size_t)64 * 1024)
#define UJI_FILE_MAX ((size_t)16 * 1024 * 1024)

enum uji_found {
	UJI_ROW,
	UJI_FAULT, /* a bad row; err says what and where, reading can go on */
	UJI_END,
};

struct uji_row {
	uint32_t line;
	enum uji_expected expected;
	struct str name; /* what is expected, as written */
	struct str text, comment;
};

struct uji_reader {
	const char *path; /* lent, for messages */
	struct str rest;
	uint32_t line;
};

/* The bytes of a file are lent to the reader and its rows. */
void pantau_uji_begin(struct uji_reader *reader, const char *path,
		struct str bytes);

/* The next row. After UJI_FAULT err holds a PANTAU_BAD_INPUT with file, line
 * and column; err may be NULL. Linear in the size of the file. */
enum uji_found pantau_uji_next(struct uji_reader *reader, struct uji_row *out,
		struct pantau_error *err);

/* By its Indonesian or English name; UJI_EXPECTED when there is none. */
enum uji_expected pantau_uji_expected(struct str name);

/* The name of what is expected, in a language. */
const char *pantau_uji_name(enum uji_expected expected, enum pantau_lang lang);

/* Does a score have what a row expects? 'unsure' is no label. */
bool pantau_uji_holds(enum uji_expected expected,
		const struct pantau_score *score);

/* Rows of a file called belum*.uji are known gaps: they fail nobody. */
bool pantau_uji_gaps(const char *path);

struct uji_files {
	const char **path; /* in the arena */
	size_t n;
};

/*
 * Adds the *.uji files of a folder in the order of their names, or path itself
 * when it is no folder, to *files, at first zeroed. PANTAU_IO: the path cannot
 * be looked at, or the folder has no such file.
 */
enum pantau_status pantau_uji_files(const char *path, struct arena *arena,
		struct uji_files *files, struct pantau_error *err);

#endif
