/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_LEXICON_FINDING_H
#define PANTAU_LEXICON_FINDING_H

/*
 * What reading and checking find. Findings are gathered, because checks across
 * files find them in another order than people read them, then sorted by file,
 * line and column. A file keeps at most FINDINGS_MAX errors and as many
 * warnings, so that no warning hides an error; a last one says that there were
 * more.
 */

#include "base/arena.h"
#include "base/error.h"
#include "pantau/lexicon.h"

#define FINDINGS_MAX 1000
#define FINDING_FILES 32 /* further ones share the last count */

struct finding {
	int severity; /* PANTAU_FINDING_ERROR or _WARNING */
	uint32_t file;
	uint32_t line, column;
	uint32_t number; /* keeps the order of findings at one place */
	const char *path, *message, *hint;
};

struct finding_list {
	enum pantau_lang lang;
	struct arena arena;
	struct finding *item;
	size_t n, capacity;
	size_t errors;
	uint32_t by_file[2][FINDING_FILES]; /* by severity */
	bool failed; /* memory was out */
};

/* Where a finding is. The path must outlive the list. */
struct place {
	const char *path;
	uint32_t file; /* sorts the files */
	uint32_t line, column;
};

void pantau_findings_init(struct finding_list *list, enum pantau_lang lang);
void pantau_findings_finish(struct finding_list *list);

/* hint is copied; format and hint are in list->lang. */
PANTAU_PRINTF(5, 6)
void pantau_finding_add(struct finding_list *list, const struct place *place,
		int severity, const char *hint, const char *format, ...);

void pantau_findings_sort(struct finding_list *list);

/* Sorts, and makes the first error one of err. Returns PANTAU_BAD_LEXICON. */
enum pantau_status pantau_findings_fail(struct finding_list *list,
		struct pantau_error *err);

/* Text of a row as a message shows it: at most 80 bytes, whole characters. */
struct str pantau_finding_clip(struct str s);

#endif
