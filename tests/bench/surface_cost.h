/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_BENCH_SURFACE_COST_H
#define PANTAU_BENCH_SURFACE_COST_H

/* What the parts of surface_cost share. */

#include "base/hash.h"
#include "store/accumulate.h"
#include "store/store.h"

/* An analysed corpus. An occurrence: number of its word << 3, OCCURS_FIRST for
 * the first of a position, enum pantau_term_kind. */
#define OCCURS_FIRST 4u
#define OCCURS_KIND 3u

/* Behind a surface whose reading is not its usual one, then the reading's
 * number. */
#define SURFACE_READING '\x06'

struct timed {
	size_t n, bytes;
	double seconds;
};

struct corpus {
	struct map words;
	uint32_t *code;
	size_t n, room;
	size_t *field;       /* where text and title of each document begin */
	uint32_t *source;
	size_t docs, doc_room, bytes;
	double seconds;      /* of analysis */
	struct timed brief, longer; /* texts of about 500 and 1,400 bytes */
	uint32_t *documents; /* by word: documents with it as the surface of
	                        a position that has another stem */
	unsigned char *level;/* by word: in frequency.tsv, 0 for none */
	struct map readings; /* surface and company of a position: index of: */
	uint64_t *seen;      /* how often */
	uint32_t *reading_of;/* by word: its most frequent reading + 1 */
};

bool surface_load(struct corpus *corpus,
		const struct pantau_lexicons *lexicons, const char *path,
		struct pantau_error *err);
bool surface_readings(struct corpus *corpus);
void surface_unload(struct corpus *corpus);

static inline struct str surface_word(const struct corpus *corpus,
		uint32_t code)
{
	return corpus->words.entry[code >> 3].key;
}

enum surface_form {
	FORM_STEMS, FORM_TODAY, FORM_BOTH, FORM_HASH, FORM_MIRROR,
	FORM_ONCE, FORM_RARE, FORM_FREQUENT, FORM_SURFACES, FORM_WRITTEN,
	FORM_PARTLY, FORM_LISTED,
};

enum surface_order { ORDER_GIVEN, ORDER_SHUFFLED, ORDER_SOURCE };

struct run {
	const char *name;
	enum surface_form form;
	unsigned bound;      /* bytes of a hash, documents of a form, a level */
	enum surface_order order;
	unsigned step;       /* between row ids */
	unsigned segments;
};

/* Bytes by what they say, before paging. */
struct shares {
	uint64_t postings, positions, terms;
	uint64_t id_bytes, size_bytes, position_bytes, lead_bytes, term_bytes;
	uint64_t short_ids, lists; /* deltas of one byte; doclists */
};

struct outcome {
	struct shares shares;
	double invert, accumulate, write; /* seconds of processor time */
	uint64_t leaf_bytes, leaves, file_bytes;
};

/* FORM_PARTLY, FORM_LISTED: whether a surface is one, frequent here or in
 * frequency.tsv, that in its usual reading stands without its stem and is
 * looked for by itself. */
bool surface_stands_alone(const struct corpus *corpus, const struct run *run,
		uint32_t code);

/* The terms of one field, changed as a run wants it. In the arena. */
struct reform {
	const struct corpus *corpus;
	const struct run *run;
	uint32_t *stamp;     /* by word: the field it was last put for */
	uint32_t turn;
};
bool surface_reform(struct reform *reform, size_t doc, unsigned field,
		struct arena *arena, struct pantau_tokens *out);

/* One index of the corpus in a new database at path. */
enum pantau_status surface_index(const struct corpus *corpus,
		const struct pantau_lexicons *lexicons, const struct run *run,
		const char *path, struct outcome *out, struct pantau_error *err);
enum pantau_status surface_create(const struct pantau_lexicons *lexicons,
		const char *path, struct store **out, struct pantau_error *err);
void surface_remove(const char *path);
double surface_cpu(void);
int64_t surface_ask(sqlite3 *db, const char *sql);

/* What spelled-out forms would have to be expanded to, and what that costs. */
void surface_print_readings(const struct corpus *corpus);
void surface_print_hashes(const struct corpus *corpus);
enum pantau_status surface_unions(const struct corpus *corpus,
		const struct run *run, const char *today, const char *changed,
		struct pantau_error *err);
/* FTS5's own merge at leaves of pgsz, and the size in files of three kinds. */
enum pantau_status surface_pages(const char *path, unsigned pgsz,
		struct pantau_error *err);

#endif
