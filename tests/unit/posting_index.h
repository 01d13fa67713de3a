/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_TESTS_POSTING_INDEX_H
#define PANTAU_TESTS_POSTING_INDEX_H

/* An index made by FTS5 out of random documents, in small pages and many
 * segments, and what FTS5 itself says is in it (fts5vocab). */

#include <inttypes.h>

#include "store_fixture.h"

#include "store/posting.h"
#include "store/store_parts.h"

#define IDS_MAX 4000
#define TEXT_MAX 60000
#define MARKED "\x02"

struct random {
	uint64_t state;
};

static inline uint32_t draw(struct random *r, uint32_t below)
{
	r->state ^= r->state << 13;
	r->state ^= r->state >> 7;
	r->state ^= r->state << 17;
	return (uint32_t)(r->state >> 20) % below;
}

struct index_docs {
	struct store *store;
	struct random random;
	char *text[IDS_MAX], *title[IDS_MAX]; /* NULL: no such document */
	int64_t greatest;
};

static inline void run_sql(struct store *store, const char *sql)
{
	if (sqlite3_exec(store->db, sql, NULL, NULL, NULL) != SQLITE_OK) {
		fail_msg("%s: %s", sql, sqlite3_errmsg(store->db));
	}
}

static inline void fts_command(struct store *store, const char *name,
		int value)
{
	char sql[100];
	snprintf(sql, sizeof(sql), "INSERT INTO fts(fts, rank) "
			"VALUES('%s', %d)", name, value);
	run_sql(store, sql);
}

/* Words of few letters, the short ones often: shared prefixes, and lists from
 * one entry to thousands. */
static inline void draw_word(struct random *r, char *out)
{
	static const char letter[] = "abcdeghiklmnoprstu";
	uint32_t kind = draw(r, 16);
	size_t n = 0, length = kind < 6 ? 1 : kind < 11 ? 2 : kind < 15 ? 3 : 6;

	while (n < length) {
		uint32_t most = n == 0 ? 8 : n < 2 ? 12 : 18;
		out[n++] = letter[draw(r, most)];
	}
	out[n] = '\0';
}

static inline char *draw_text(struct random *r, size_t words)
{
	char *text = malloc(TEXT_MAX), word[16];
	size_t n = 0;

	assert_non_null(text);
	text[0] = '\0';
	for (size_t i = 0; i < words && n + 40 < TEXT_MAX; i++) {
		draw_word(r, word);
		n += (size_t)snprintf(text + n, TEXT_MAX - n, "%s%s",
				i > 0 ? " " : "", word);
		if (draw(r, 4) == 0) {
			n += (size_t)snprintf(text + n, TEXT_MAX - n,
					" " MARKED "%c%s", 'x', word);
		}
	}
	return text;
}

static inline void put_fts(struct index_docs *docs, const char *sql, int64_t id,
		const char *title, const char *text)
{
	sqlite3_stmt *stmt = pantau_store_stmt(docs->store, sql, NULL);
	assert_non_null(stmt);
	sqlite3_bind_int64(stmt, 1, id);
	sqlite3_bind_text(stmt, 2, title, -1, SQLITE_STATIC);
	sqlite3_bind_text(stmt, 3, text, -1, SQLITE_STATIC);
	assert_int_equal(pantau_stmt_done(docs->store, stmt, NULL), 0);
}

static inline void remove_doc(struct index_docs *docs, int64_t id)
{
	if (docs->text[id] == NULL) {
		return;
	}
	put_fts(docs, "INSERT INTO fts(fts, rowid, title, text) "
			"VALUES('delete', ?1, ?2, ?3)", id, docs->title[id],
			docs->text[id]);
	free(docs->text[id]);
	free(docs->title[id]);
	docs->text[id] = docs->title[id] = NULL;
}

static inline void add_doc(struct index_docs *docs, int64_t id, size_t words)
{
	remove_doc(docs, id);
	docs->text[id] = draw_text(&docs->random, words);
	docs->title[id] = draw_text(&docs->random, draw(&docs->random, 4));
	put_fts(docs, "INSERT INTO fts(rowid, title, text) "
			"VALUES(?1, ?2, ?3)", id, docs->title[id],
			docs->text[id]);
	docs->greatest = id > docs->greatest ? id : docs->greatest;
}

static inline struct index_docs *docs_open(struct fixture *f, uint64_t seed,
		int page_bytes)
{
	struct index_docs *docs = calloc(1, sizeof(*docs));
	assert_non_null(docs);
	docs->store = open_store(f, STORE_CREATE);
	docs->random.state = seed * UINT64_C(0x9e3779b97f4a7c15) + 1;
	fts_command(docs->store, "pgsz", page_bytes);
	fts_command(docs->store, "automerge", 0);
	fts_command(docs->store, "crisismerge", 64);
	fts_command(docs->store, "usermerge", 2);
	return docs;
}

static inline void docs_close(struct fixture *f, struct index_docs *docs)
{
	for (size_t i = 0; i < IDS_MAX; i++) {
		free(docs->text[i]);
		free(docs->title[i]);
	}
	close_store(f, docs->store);
	assert_int_equal(remove(f->path), 0);
	free(docs);
}

/* --- what FTS5 says --- */

struct truth_entry {
	int64_t id;
	size_t first, n; /* of the positions */
};

struct truth_term {
	struct str term;
	size_t first, n; /* of the entries */
};

struct truth {
	struct arena arena;
	struct truth_term *term;
	struct truth_entry *entry;
	uint64_t *position;
	size_t terms, entries, positions;
};

static inline void *room_for(void *array, size_t n, size_t size)
{
	if (n < 64 || (n & (n - 1)) == 0) {
		array = realloc(array, 2 * (n < 64 ? 64 : n) * size);
		assert_non_null(array);
	}
	return array;
}

static inline void truth_read(struct store *store, struct truth *truth)
{
	sqlite3_stmt *stmt = NULL;
	struct str first_column;

	memset(truth, 0, sizeof(*truth));
	pantau_arena_init(&truth->arena);
	run_sql(store, "CREATE VIRTUAL TABLE IF NOT EXISTS temp.instance "
			"USING fts5vocab(main, fts, instance)");
	stmt = pantau_store_stmt(store, "SELECT name FROM "
			"pragma_table_info('fts') WHERE cid = 0", NULL);
	assert_int_equal(sqlite3_step(stmt), SQLITE_ROW);
	first_column = pantau_arena_str(&truth->arena,
			pantau_column_str(stmt, 0));
	sqlite3_reset(stmt);
	assert_int_equal(sqlite3_prepare_v2(store->db, "SELECT term, doc, col, "
			"offset FROM temp.instance", -1, &stmt, NULL),
			SQLITE_OK);
	while (sqlite3_step(stmt) == SQLITE_ROW) {
		struct str term = pantau_column_str(stmt, 0);
		int64_t id = sqlite3_column_int64(stmt, 1);
		bool fresh = truth->terms == 0 || !str_eq(term,
				truth->term[truth->terms - 1].term);
		if (fresh) {
			truth->term = room_for(truth->term, truth->terms,
					sizeof(*truth->term));
			truth->term[truth->terms++] = (struct truth_term){
					pantau_arena_str(&truth->arena, term),
					truth->entries, 0};
		}
		if (fresh || truth->entry[truth->entries - 1].id != id) {
			truth->entry = room_for(truth->entry, truth->entries,
					sizeof(*truth->entry));
			truth->entry[truth->entries++] = (struct truth_entry){
					id, truth->positions, 0};
			truth->term[truth->terms - 1].n++;
		}
		truth->position = room_for(truth->position, truth->positions,
				sizeof(*truth->position));
		truth->position[truth->positions++] = POSTING_POSITION(
				!str_eq(pantau_column_str(stmt, 2),
				first_column), sqlite3_column_int64(stmt, 3));
		truth->entry[truth->entries - 1].n++;
	}
	assert_int_equal(sqlite3_finalize(stmt), SQLITE_OK);
}

static inline void truth_finish(struct truth *truth)
{
	free(truth->term);
	free(truth->entry);
	free(truth->position);
	pantau_arena_finish(&truth->arena);
}

#endif
