/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_STORE_PARTS_H
#define PANTAU_STORE_PARTS_H

/* What the files of this room share and no other room sees. */

#include "base/hash.h"
#include "base/sha256.h"
#include "store/columns.h"
#include "store/match.h"
#include "store/writer.h"

#define STATEMENTS_MAX 160

/* A text image of its own, in memory or mapped from the cache: FTS5 and
 * analysers point into it. A rebuild adds one in front, and the older stay
 * until close. */
struct kept_image {
	struct kept_image *next;
	void *bytes;
	struct str map;
	struct text_image image;
};

/* Names of one table by their number, and the other way for the writer: bounded
 * memories of what the tables say. */
struct names {
	struct arena arena;
	struct str *name; /* by id; p is NULL where not loaded */
	uint32_t room;    /* of name */
	uint32_t asked;   /* loaded one by one; past some, all are */
	bool all;
	struct map ids;   /* of names; made on first use (seed not 0) */
};

struct column_cache {
	void **chunk[COLUMNS]; /* by chunk number; NULL where not loaded */
	uint32_t chunks;       /* room in each */
	struct column_zone *zone;   /* by chunk, all read at once; NULL: not yet */
	uint32_t zones;
	struct column_zone **block; /* by chunk, as chunk[] */
	int64_t last;          /* greatest row id; -1: not asked yet */
	int64_t version;       /* data version that all of this is of */
};

struct stamps {
	int64_t analyser;
	char icu[32];
	unsigned char text[16], score[16];
};

/* Whether the file has labels; asked again whenever it changed. */
enum labels_known { LABELS_UNKNOWN, LABELS_NONE, LABELS_SOME };

struct fts_ranking;
struct match_memory;
struct story_forest;
struct key_index;
struct bodies;

/* Bytes of a document's key and of what is kept of its content's hash. */
#define KEY_BYTES 16
#define CONTENT_BYTES 8

struct store {
	sqlite3 *db;
	char *path, *key_file, *cache_dir;
	enum store_mode mode;
	bool fixed;          /* the file cannot be written, whoever asks */
	int lock;            /* descriptor of the lock file; -1 */
	int zone;
	int busy_ms;
	struct stamps stamps;
	struct kept_image *image;
	struct pantau_analyser *analyser; /* for pantau_pack, over image */
	struct arena scratch;             /* its tokens */
	struct buf packed;                /* its result */
	struct buf unpacked;              /* a text on its way to either */
	struct {
		const char *sql;
		sqlite3_stmt *stmt;
	} statement[STATEMENTS_MAX];
	size_t statements;
	unsigned readers;    /* nested read transactions */
	bool began;          /* the outermost one is ours to end */
	struct column_cache columns;
	enum labels_known labels;
	struct names source, language, region;
	struct map accounts; /* folded handle: twice the id, and 1 if public */
	struct buf account_name;
	int name_code;       /* of SQLite: why a name was last not to be had */
	unsigned char key[SHA256_BYTES];
	bool key_loaded;
	int64_t deadline;    /* monotonic nanoseconds; 0: none */
	const volatile int *stop;
	enum pantau_status halted; /* why the progress handler stopped */
	struct fts_ranking *ranking; /* what pantau_rank works for */
	struct match_memory *match_memory; /* frequencies of phrases */
	bool match_by_fts;         /* whatever the index is like */
	struct index_reader *reader; /* segment_read.h; NULL before its use */
	struct key_index *key_index; /* keys that wait in memory; may be NULL */
	struct bodies *bodies;       /* dictionaries that were read; may be NULL */
	struct story_forest *stories; /* as read with the columns; may be NULL */
	bool fts_stale;            /* FTS5 may have an older structure in mind
	                              than this connection has written */
};

/* --- connect.c: a connection as every one is set up --- */

/* Tokenizer, pantau_pack and pantau_rank; ours runs from here on. */
enum pantau_status pantau_functions_register(struct store *store, sqlite3 *db,
		struct pantau_error *err);
/* Opens store->db, guarded; the file's header was checked before. creating:
 * the file is empty, and nobody else knows its name. */
enum pantau_status pantau_connect(struct store *store, const char *path,
		bool creating, struct pantau_error *err);
/* How long SQLite waits for its own locks, in milliseconds. */
int pantau_store_patience(const struct store *store);
/* Finalizes, closes and forgets; a failure of the last close is told. */
enum pantau_status pantau_disconnect(struct store *store,
		struct pantau_error *err);
/* Whether the first bytes of a file are those of a pantau database: read
 * through SQLite, whose locks a close of our own would drop, before it looks
 * itself. PANTAU_NOT_FOUND for no file; *empty for a regular one of no bytes. */
enum pantau_status pantau_header_check(const char *path, bool *empty,
		struct pantau_error *err);

/* --- statement.c --- */

/* Runs constant SQL that gives no rows. what as in pantau_store_fail. */
enum pantau_status pantau_store_run(struct store *store, const char *sql,
		struct pantau_error *err);
/* As pantau_store_fail for a code that is at hand. */
enum pantau_status pantau_sqlite_fail(int code, struct pantau_error *err,
		const char *what_en, const char *what_id);
/* Why, in the user's words: SQLite's own name tables and files. */
const char *pantau_sqlite_reason(int code, const struct pantau_error *err);
/* True once the time is up or a stop was asked for; sets store->halted. */
bool pantau_store_halted(struct store *store);
/* The same as an error; PANTAU_OK while there is time. */
enum pantau_status pantau_store_halt(struct store *store,
		struct pantau_error *err);
/* Steps a statement that gives no row, and resets it. */
enum pantau_status pantau_stmt_done(struct store *store, sqlite3_stmt *stmt,
		struct pantau_error *err);
/* After a ROLLBACK: forgets all that was read or noted within it. Nothing lent
 * by the store is of use any more, but for a dictionary. */
void pantau_store_rolled_back(struct store *store);
void pantau_bind_str(sqlite3_stmt *stmt, int at, struct str s);
/* Lent until the next step. */
struct str pantau_column_str(sqlite3_stmt *stmt, int at);
/* The same; false when there is a text and no memory for it. */
bool pantau_column_text(sqlite3_stmt *stmt, int at, struct str *out);

/* --- open.c, backup.c --- */

/* Makes the name of a file durable, where the file system can. */
void pantau_folder_sync(const char *path);
/* A snapshot into an empty database of the caller's. progress may be NULL. */
enum pantau_status pantau_store_copy(struct store *store, sqlite3 *to,
		bool (*progress)(void *context, uint64_t done, uint64_t total),
		void *context, struct pantau_error *err);

/* --- schema.c --- */

/* Makes all tables in a database that has none. Page size and the rest were
 * set on the connection. */
enum pantau_status pantau_schema_create(struct store *store,
		struct pantau_error *err);
/* The table of labels, in a database that was made before there were any. */
enum pantau_status pantau_schema_labels(struct store *store,
		struct pantau_error *err);
/* The tables of stories, likewise. */
enum pantau_status pantau_schema_stories(struct store *store,
		struct pantau_error *err);
/* The tables of debunks, which the first of them makes. */
enum pantau_status pantau_schema_debunks(struct store *store,
		struct pantau_error *err);
/* Whether there is such a table: archives are older than some of them. */
enum pantau_status pantau_schema_has(struct store *store, const char *table,
		bool *has, struct pantau_error *err);
/* Whether the version is one that this program reads. */
enum pantau_status pantau_schema_accept(struct store *store,
		struct pantau_error *err);

/* --- stamps.c --- */

enum pantau_status pantau_meta_int(struct store *store, const char *name,
		int64_t *out, struct pantau_error *err);
enum pantau_status pantau_meta_set_int(struct store *store, const char *name,
		int64_t value, struct pantau_error *err);
/* Copies at most room bytes; *n is 0 when there is no such row. */
enum pantau_status pantau_meta_blob(struct store *store, const char *name,
		void *out, size_t room, size_t *n, struct pantau_error *err);
enum pantau_status pantau_meta_set_blob(struct store *store, const char *name,
		const void *p, size_t n, struct pantau_error *err);
/* Stamps and image of the file into the store. */
enum pantau_status pantau_stamps_load(struct store *store,
		struct pantau_error *err);
/* Keeps the text image of these lexicons in file and store, and restamps the
 * index; pantau_pack works over it from here on. */
enum pantau_status pantau_stamps_keep_text(struct store *store,
		const struct pantau_lexicons *lexicons,
		struct pantau_error *err);
/* Goes back to an older image, after a rollback. */
void pantau_stamps_drop_text(struct store *store, struct kept_image *back,
		const struct stamps *stamps);
enum pantau_status pantau_stamps_keep_score(struct store *store,
		const struct pantau_lexicons *lexicons,
		struct pantau_error *err);
/* Stamps the scores as of more than one make, inside a transaction. */
enum pantau_status pantau_stamps_mix_score(struct store *store,
		struct pantau_error *err);
bool pantau_stamps_mixed(const struct store *store);
bool pantau_stamps_other_analyser(const struct store *store);

/* --- fts_tokenizer.c --- */

enum pantau_status pantau_tokenizer_register(struct store *store,
		fts5_api *api, struct pantau_error *err);
enum pantau_status pantau_pack_register(struct store *store, sqlite3 *db,
		struct pantau_error *err);
/* Packs one text with the kept image into store->packed, which is cleared. */
enum pantau_status pantau_store_pack(struct store *store, struct str text,
		struct pantau_error *err);
/* The analyser behind it, made on first use. */
enum pantau_status pantau_store_analyser(struct store *store,
		struct pantau_analyser **out, struct pantau_error *err);

/* --- story_read.c --- */

void pantau_story_forest_drop(struct store *store);

/* --- rank_fts.c --- */

enum pantau_status pantau_rank_register(struct store *store, fts5_api *api,
		struct pantau_error *err);

/* --- segment_read.c --- */

/* Lets go of the page at hand; without it no read transaction ends. */
void pantau_reader_rest(struct store *store);
void pantau_reader_drop(struct store *store);

/* --- rank_frequency.c --- */

void pantau_match_memory_drop(struct store *store);

/* --- match_fts.c --- */

/* As pantau_store_fail, for a search: an expression that FTS5 refuses is too
 * large, since it cannot be ill formed. */
enum pantau_status pantau_match_fail(struct store *store,
		struct pantau_error *err);

/* --- fts.c: settings and merging --- */

/* SQLite's settings of a mode; outside of transactions. */
enum pantau_status pantau_fts_mode(struct store *store, enum write_mode mode,
		struct pantau_error *err);
/* To be called before FTS5 reads or merges on this connection: what we wrote
 * ourselves it has not seen. */
enum pantau_status pantau_fts_fresh(struct store *store,
		struct pantau_error *err);
/* Merges about as much as keeps segments few when that many pages were
 * written. A transaction of its own. */
enum pantau_status pantau_fts_merge_some(struct store *store, uint64_t pages,
		struct pantau_error *err);
/* Segments of the index now. */
enum pantau_status pantau_fts_segments(struct store *store, int64_t *out,
		struct pantau_error *err);
/* Merges in transactions of bounded size until few segments are left or
 * progress says stop (PANTAU_INTERRUPTED). whole merges all into one. */
enum pantau_status pantau_fts_merge(struct store *store, bool whole,
		bool (*progress)(void *context), void *context,
		struct pantau_error *err);
/* Do the index of items and, where there are debunks, theirs fit themselves and,
 * if asked, their texts? SQLite's code: the check is an INSERT by its form. */
int pantau_fts_check(sqlite3 *db, bool against_texts);

/* --- checkpoint.c --- */

/* One checkpoint of a kind (SQLITE_CHECKPOINT_...). *pages, if not NULL: those
 * of the WAL. *busy: a reader or checkpoint in the way left some undone. */
enum pantau_status pantau_store_checkpoint(struct store *store, int how,
		int *pages, bool *busy, struct pantau_error *err);
/* What is to be had without waiting; for a moment where the WAL grew large. */
enum pantau_status pantau_store_tend_wal(struct store *store,
		struct pantau_error *err);

/* --- lock.c --- */

enum pantau_status pantau_lock_take(struct store *store,
		const struct store_options *options, struct pantau_error *err);
void pantau_lock_release(struct store *store);

/* --- columns.c --- */

extern const unsigned char pantau_column_width[COLUMNS];

/* Drops what is cached when the file changed since. */
void pantau_columns_refresh(struct store *store);
void pantau_columns_forget(struct store *store);
void pantau_columns_finish(struct store *store);

/* What a row says for its columns. */
struct row_values {
	uint32_t value[ROW_COLUMNS];
};

/* --- write_columns.c: the writer's side --- */

struct column_writer;
struct column_writer *pantau_column_writer_create(struct store *store);
void pantau_column_writer_destroy(struct column_writer *writer);
/* Takes effect in the file with the flush; all inside the transaction. What the
 * row does not say stays: COLUMN_STORY, ROW_CLAIM. */
enum pantau_status pantau_column_writer_put(struct column_writer *writer,
		int64_t id, const struct row_values *row,
		struct pantau_error *err);
/* What a row does not say, of a row that was put. */
enum pantau_status pantau_column_writer_story(struct column_writer *writer,
		int64_t id, uint32_t story, struct pantau_error *err);
enum pantau_status pantau_column_writer_claim(struct column_writer *writer,
		int64_t id, bool claim, struct pantau_error *err);
enum pantau_status pantau_column_writer_flush(struct column_writer *writer,
		struct pantau_error *err);
/* After a rollback. */
void pantau_column_writer_forget(struct column_writer *writer);

/* --- names.c, account.c, key.c --- */

/* Writes that a memory of names or accounts takes; then it begins again. */
#define PANTAU_REMEMBERED ((size_t)1 << 18)
/* Finds or makes the place of a key in such a memory; NULL: no memory, and the
 * tables are asked as before. */
uint32_t *pantau_remember(struct map *map, struct str key);

/* Finds or adds; 0 for an empty name or past the column's range. */
enum pantau_status pantau_names_put(struct store *store, enum column column,
		struct str name, uint32_t *id, struct pantau_error *err);
struct str pantau_names_get(struct store *store, enum column column,
		uint32_t id);
/* Forgets all names and accounts: at the end, and after a rollback. */
void pantau_names_finish(struct store *store);
enum pantau_status pantau_account_put(struct store *store, struct str author,
		bool is_public, uint32_t *id, struct pantau_error *err);
/* Reads accounts.tsv of the folder when it changed since last time. */
enum pantau_status pantau_accounts_refresh(struct store *store,
		const char *lexicons_dir, struct pantau_error *err);
/* The handle as accounts are told apart: trimmed, one '@' off, ASCII small. */
struct str pantau_handle_fold(struct str handle, struct arena *arena);
/* Loads the key; with create makes the file when no account needs another. */
enum pantau_status pantau_key_load(struct store *store, bool create,
		struct pantau_error *err);

/* --- doc_row.c: what the columns hold for a row --- */

/* The facts of a row that columns repeat, in the order of the select list. */
#define PANTAU_ROW_FACTS \
	"published, source, account, positions, region, kind, tone, hoax, " \
	"language, owned, contradiction"
struct row_facts {
	bool dated;
	int64_t published, source, account, positions, region, language;
	int kind, tone, hoax;
	bool owned, contradiction;
};
/* The form of a time of publication that is not kept as written, since it can be
 * made again: '2026-11-08T06:30:00Z' or with '+07:00'. Returns its length. */
#define PUBLISHED_FORM 26
size_t pantau_published_form(const struct timestamp *time,
		char out[PUBLISHED_FORM]);
/* From a statement that selects PANTAU_ROW_FACTS at 'at'. */
void pantau_row_facts(sqlite3_stmt *stmt, int at, struct row_facts *out);
void pantau_row_values(const struct row_facts *in, struct row_values *out);
/* What COLUMN_TIME is to hold. */
uint32_t pantau_row_time(const struct row_facts *in);
/* The same of a row as it is stored, with its label. PANTAU_DAMAGED when it is
 * not there. */
enum pantau_status pantau_row_read(struct store *store, int64_t id,
		struct row_values *out, struct pantau_error *err);

/* --- label.c --- */

/* The label in force, if any, goes over what the machine says: to be called for
 * every row that was there before, before its values are put. */
enum pantau_status pantau_label_apply(struct store *store, int64_t id,
		struct row_values *values, struct pantau_error *err);

/* --- write_row.c --- */

/* What goes into a row; id is new, or that of the row to be replaced. */
struct row {
	int64_t id;
	const struct doc *doc;
	int64_t input;
	const unsigned char *key, *content;
	const struct analysed *analysed;
};

/* Numbers of the names that a row refers to; made where they are new. */
struct row_refs {
	uint32_t source, language, region, account;
};
enum pantau_status pantau_row_refs(struct store *store, const struct doc *doc,
		struct str language, struct row_refs *refs, struct pantau_error *err);
/* Inserts or replaces; *out is what the columns are to hold. (RETURNING would
 * tell it too, but needs a savepoint, at which FTS5 writes its hash out: twice
 * the time of everything. No statement on the way of a document may need one.) */
enum pantau_status pantau_row_put(struct store *store, const struct row *in,
		const struct row_refs *refs, struct row_values *out,
		struct pantau_error *err);
/* The shares of tone as doc.negative and doc.positive: of SHARES_WHOLE, and what
 * is left is neutral. False where all three are 0: nothing was assessed. */
#define SHARES_WHOLE 10000
bool pantau_row_shares(float negative, float neutral, float positive,
		int64_t *less, int64_t *more);
/* Binds them at 'at' and behind it; NULL for false. */
void pantau_bind_shares(sqlite3_stmt *stmt, int at, float negative,
		float neutral, float positive);
/* packed: of the text, or empty. */
enum pantau_status pantau_body_put(struct store *store, int64_t id,
		const struct doc *doc, struct str packed,
		struct pantau_error *err);

#endif
