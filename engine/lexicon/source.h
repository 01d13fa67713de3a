/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_LEXICON_SOURCE_H
#define PANTAU_LEXICON_SOURCE_H

/* The files of a lexicon folder: their bytes, their hash, their tables. */

#include "lexicon/schema.h"
#include "pantau/lexicon.h"

struct source {
	bool present;
	const char *path; /* dir/name */
	struct buf bytes;
};

struct sources {
	struct arena arena;
	const char *dir;
	struct source file[TABLE_KINDS];
	unsigned char hash[16]; /* of names and bytes; the cache key */
};

/*
 * Reads every known file of the folder. PANTAU_BAD_LEXICON when there is none,
 * PANTAU_IO when the folder or a file cannot be read, PANTAU_NOT_FOUND when
 * roots_file is named and not there. Finish *out in any case.
 */
enum pantau_status pantau_sources_read(
		const struct pantau_lexicon_options *options,
		struct sources *out, struct pantau_error *err);
void pantau_sources_finish(struct sources *sources);

/* The hash alone, which is all that a start with a cache needs: the files are
 * not held. False where something cannot be read; reading them says what. */
bool pantau_sources_hash(const struct pantau_lexicon_options *options,
		unsigned char out[16]);

/* dir/name in the arena; NULL when memory is out. */
const char *pantau_path_join(struct arena *arena, const char *dir,
		const char *name);

/* All tables; an absent file is a table without rows whose schema is NULL. */
struct tables {
	struct arena arena;
	struct table table[TABLE_KINDS];
};

/* Reads and checks cells. False when memory is out. Finish *out in any case. */
bool pantau_tables_read(const struct sources *sources, struct tables *out,
		struct finding_list *list);
void pantau_tables_finish(struct tables *tables);

/* One file by its kind, as pantau_tables_read would. */
bool pantau_table_read(struct table *out, enum table_kind kind,
		const char *path, struct str bytes, struct arena *arena,
		struct finding_list *list);

#endif
