/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_STORE_STORE_H
#define PANTAU_STORE_STORE_H

/*
 * The store: one SQLite file with rows, index, columns, scores, accounts,
 * stamps and the text image that the index was built with.
 *
 * A struct store is one connection and belongs to one thread. Any number of
 * stores may read a file while one writes it.
 */

#include <sqlite3.h>

#include "base/arena.h"
#include "import/doc.h"
#include "score/score.h"
#include "store/verdict.h"

#define PANTAU_APPLICATION_ID 0x706e7461 /* "pnta" */
#define PANTAU_SCHEMA_VERSION 2

enum store_mode { STORE_READ, STORE_WRITE, STORE_CREATE };

struct store;

struct store_options {
	enum store_mode mode;
	const char *key_file;  /* NULL: the database's path and ".key" */
	int zone;              /* minutes; kept when the database is created */
	const struct pantau_lexicons *lexicons; /* needed by STORE_CREATE, whose
	                          text image is then kept; otherwise may be NULL */
	const char *lexicons_dir; /* writers read accounts.tsv there when it
	                          changed; NULL: the archive's list stays */
	const char *cache_dir; /* where the text image is also kept, by its hash,
	                          to be mapped at the next open; NULL: nowhere */
	int busy_ms;           /* how long a second writer waits; 0: not */
	/* Called while waiting for another writer, about once a second; may be
	 * NULL; false gives up with PANTAU_BUSY. */
	bool (*waiting)(void *context, int64_t holder_pid);
	void *context;
};

/*
 * Opens; the caller owns *out. PANTAU_NOT_FOUND (no such file, not CREATE),
 * PANTAU_FOREIGN, PANTAU_NEWER, PANTAU_DAMAGED, PANTAU_BUSY, PANTAU_IO: the file
 * is left untouched. Read-only media and folders work with STORE_READ.
 * STORE_WRITE and STORE_CREATE take the writer's lock (a lock file's fcntl lock
 * beside the database holding the pid) until close, and apply migrations.
 */
enum pantau_status pantau_store_open(const char *path,
		const struct store_options *options, struct store **out,
		struct pantau_error *err);

/* Checkpoints (writers) and closes. The store is gone whatever is returned;
 * a writer that returns PANTAU_OK has all commits on disk. NULL is fine. */
enum pantau_status pantau_store_close(struct store *store,
		struct pantau_error *err);

sqlite3 *pantau_store_db(struct store *store);
const char *pantau_store_path(const struct store *store);
int pantau_store_zone(const struct store *store);

/* The text image that the index was built with; lives as long as the store. */
const struct text_image *pantau_store_text_image(const struct store *store);

/* Which stamps differ from these lexicons and this program. */
enum store_stamp {
	STAMP_ANALYSER = 1 << 0, /* other analyser or ICU: writing refuses */
	STAMP_TEXT = 1 << 1,     /* roots, slang ... edited: 'rebuild' advised */
	STAMP_SCORE = 1 << 2,    /* score lexicons edited: 'rescore' advised */
	STAMP_MIXED = 1 << 3,    /* a rescore was stopped: scores of two makes;
	                            with lexicons, STAMP_SCORE too */
};
unsigned pantau_store_stale(const struct store *store,
		const struct pantau_lexicons *lexicons);

/* Ends the running statement with PANTAU_LIMIT once ms have passed (0: no
 * limit), or with PANTAU_INTERRUPTED once *stop is set (may be NULL). */
void pantau_store_deadline(struct store *store, int64_t ms,
		const volatile int *stop);

/* Whether that has come; for loops that run no statement. */
enum pantau_status pantau_store_due(struct store *store,
		struct pantau_error *err);

/* Turns the connection's last SQLite error into ours (BUSY, IO, DAMAGED, LIMIT,
 * INTERRUPTED, NO_MEMORY). what names the step in both languages. */
enum pantau_status pantau_store_fail(struct store *store,
		struct pantau_error *err, const char *what_en,
		const char *what_id);

/* A statement prepared once per connection and kept; sql must be a constant.
 * NULL on error (err filled). Reset it after use. */
sqlite3_stmt *pantau_store_stmt(struct store *store, const char *sql,
		struct pantau_error *err);

/* One read transaction over several statements. Columns loaded within it
 * belong to it. Nested calls count. */
enum pantau_status pantau_store_begin_read(struct store *store,
		struct pantau_error *err);
void pantau_store_end_read(struct store *store);

/* Names behind the numbers that rows and columns hold. */
struct str pantau_store_source_name(struct store *store, uint32_t source);
/* 0 when there is no such name. The exact name wins, then the same in another
 * case, then the one source that begins so in any case. */
uint32_t pantau_store_source_id(struct store *store, struct str name);
struct str pantau_store_language_name(struct store *store, uint8_t language);
struct str pantau_store_region_name(struct store *store, uint16_t region);
/* The account of a handle as people write it ('@bmkg', 'bmkg', 'akun-0123...');
 * 0 when the archive has none, or none that can be found without the key. */
enum pantau_status pantau_store_account_id(struct store *store,
		struct str handle, uint32_t *id, struct pantau_error *err);
/* Lent until the next call for the name: the public name or 'akun-' and 12 hex
 * digits. */
struct str pantau_store_account_name(struct store *store, uint32_t account,
		bool *is_public);
/* Which accounts are private: private[account] is set for those under n. One
 * scan, for who asks for many. */
enum pantau_status pantau_store_private_accounts(struct store *store,
		unsigned char *private, size_t n, struct pantau_error *err);
/* Whether a handle (with or without '@', any case) is a known public account:
 * of the archive or of accounts.tsv as last indexed. For masking. */
bool pantau_store_public_handle(struct store *store, struct str handle);

/* What a label says something of; each has a history of its own. */
enum label_field { LABEL_OF_TONE, LABEL_OF_VERDICT };

/* What a person says of an item (label.h): of its tone, where NONE stands for
 * nothing, or whether it is true, with what shows it. */
struct label {
	enum label_field field;
	enum pantau_tone tone;  /* LABEL_OF_TONE */
	enum verdict verdict;   /* LABEL_OF_VERDICT */
	struct str evidence;    /* the same */
	struct str by, reason;  /* who signs; may be empty */
	int64_t time;           /* UTC seconds */
	bool changed;           /* title or text are others by now */
};

/*
 * One item with all its fields, strings in the arena. PANTAU_NOT_FOUND. The
 * name people use for it is doc.id: the id that came with it, or, where none
 * did, the first 16 hex digits of its key (DOC_ID is then not set).
 */
struct item {
	int64_t id;             /* row id: changes with 'optimize', never shown */
	struct doc doc;         /* author as printed: public name or pseudonym */
	bool public_account;
	enum pantau_tone tone;         /* that counts: the label's, or else the
	                                  machine's */
	enum pantau_tone machine_tone; /* of the body */
	enum pantau_tone title_tone;
	struct label label;            /* of the tone */
	struct label verdict;
	float negative, neutral, positive; /* of the body */
	enum pantau_hoax_level hoax;
	uint32_t hoax_groups;
	bool contradiction;
	struct str input_path;  /* provenance */
	unsigned char input_hash[16];
	uint64_t input_record;
};
enum pantau_status pantau_store_item(struct store *store, int64_t id,
		struct arena *arena, struct item *out, struct pantau_error *err);

/* The id of an item as people use it, in the arena. PANTAU_NOT_FOUND. */
enum pantau_status pantau_store_item_name(struct store *store, int64_t id,
		struct arena *arena, struct str *out, struct pantau_error *err);

/* The row of an item by its name: 'ID' as doc.id says above, or 'SOURCE:ID'
 * where several sources use the same. PANTAU_NOT_FOUND; PANTAU_USAGE when
 * several fit (the message names the sources). */
enum pantau_status pantau_store_find(struct store *store, struct str name,
		int64_t *id, struct pantau_error *err);
/* The same within one source, by its exact name; an empty one is that of items
 * without a source. PANTAU_NOT_FOUND. */
enum pantau_status pantau_store_find_in(struct store *store, struct str source,
		struct str name, int64_t *id, struct pantau_error *err);
/* The id of an item that is spelled almost like a name that was not found, for a
 * hint; empty when none is near among the newest. In the arena. */
enum pantau_status pantau_store_find_near(struct store *store, struct str name,
		struct arena *arena, struct str *out, struct pantau_error *err);

#endif
