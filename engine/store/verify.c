/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* verify: everything that can be told to be wrong is told. */

#include <stdarg.h>
#include <stdio.h>

#include "base/error.h"
#include "store/care.h"
#include "store/debunk_parts.h"
#include "store/key_index.h"
#include "store/label.h"
#include "store/store_parts.h"
#include "store/story_verify.h"
#include "store/structure.h"

#define SHOWN 3 /* rows of one kind that are named; the rest is counted */

struct verify {
	struct store *store;
	store_found found;
	void *context;
	size_t damages;
	enum pantau_lang lang;
};

#define SAY(verify, en, id) PANTAU_L((verify)->lang, en, id)

PANTAU_PRINTF(4, 5)
static void tell(struct verify *verify, bool damage, const char *check,
		const char *format, ...)
{
	char message[512];
	va_list args;

	va_start(args, format);
	vsnprintf(message, sizeof(message), format, args);
	va_end(args);
	verify->damages += damage;
	if (verify->found != NULL) {
		verify->found(verify->context, check, message);
	}
}

/* Out of memory and a stop are no findings. */
static enum pantau_status tell_failed(struct verify *verify, int code,
		const char *check, const char *why, struct pantau_error *err)
{
	if ((code & 0xff) == SQLITE_NOMEM) {
		return pantau_fail_memory(err);
	}
	if ((code & 0xff) == SQLITE_INTERRUPT) {
		return pantau_store_fail(verify->store, err, "cannot verify",
				"tidak dapat memeriksa");
	}
	tell(verify, true, check, "%s", why);
	return PANTAU_OK;
}

static enum pantau_status check_sqlite(struct verify *verify,
		struct pantau_error *err)
{
	sqlite3 *db = verify->store->db;
	sqlite3_stmt *stmt = NULL;
	int code = sqlite3_prepare_v2(db, "PRAGMA integrity_check(100)", -1,
			&stmt, NULL);

	while (code == SQLITE_OK || code == SQLITE_ROW) {
		code = sqlite3_step(stmt);
		if (code == SQLITE_ROW) {
			const char *line = (const char *)sqlite3_column_text(stmt,
					0);
			if (line != NULL && strcmp(line, "ok") != 0) {
				tell(verify, true, "sqlite", "%s", line);
			}
		}
	}
	enum pantau_status status = code == SQLITE_DONE ? PANTAU_OK
			: tell_failed(verify, code, "sqlite", sqlite3_errmsg(db),
				err);
	sqlite3_finalize(stmt);
	return status;
}

/* --- index against texts --- */

/* On media that cannot be written, or while another writes, a copy serves:
 * the check is an INSERT by its form. */
static enum pantau_status check_copy(struct verify *verify, bool against_texts,
		int *code, struct pantau_error *err)
{
	sqlite3 *db = NULL;
	enum pantau_status status = PANTAU_OK;

	*code = sqlite3_open_v2("", &db, SQLITE_OPEN_READWRITE |
			SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, NULL);
	if (*code == SQLITE_OK) {
		status = pantau_functions_register(verify->store, db, err);
	}
	if (*code == SQLITE_OK && status == PANTAU_OK) {
		struct pantau_error why = {.lang = verify->lang};
		status = pantau_store_copy(verify->store, db, NULL, NULL, &why);
		if (status == PANTAU_NO_MEMORY) {
			status = pantau_fail_memory(err);
		} else if (status != PANTAU_OK) {
			tell(verify, true, "index", "%s", why.message);
			status = PANTAU_OK;
		} else {
			sqlite3_db_config(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0,
					NULL);
			*code = pantau_fts_check(db, against_texts);
		}
	}
	sqlite3_close(db);
	return status;
}

static enum pantau_status check_index(struct verify *verify,
		struct pantau_error *err)
{
	struct store *store = verify->store;
	/* Another analyser would make other terms of every text. */
	bool against_texts = !pantau_stamps_other_analyser(store);
	bool reading = store->mode == STORE_READ;
	enum pantau_status status = PANTAU_OK;
	int code = SQLITE_READONLY;

	if (!store->fixed && !reading) {
		status = pantau_fts_fresh(store, err);
	}
	if (!store->fixed && status == PANTAU_OK) {
		if (reading) {
			sqlite3_exec(store->db, "PRAGMA query_only=OFF", NULL, NULL,
					NULL);
		}
		code = pantau_fts_check(store->db, against_texts);
		if (reading) {
			sqlite3_exec(store->db, "PRAGMA query_only=ON", NULL, NULL,
					NULL);
		}
	}
	if ((code & 0xff) == SQLITE_READONLY || (code & 0xff) == SQLITE_BUSY ||
			(code & 0xff) == SQLITE_CANTOPEN) {
		status = check_copy(verify, against_texts, &code, err);
	}
	if (status != PANTAU_OK || code == SQLITE_OK) {
		return status;
	}
	return tell_failed(verify, code, "index", (code & 0xff) ==
			SQLITE_CORRUPT ? SAY(verify, "the index does not fit the "
			"texts; run 'pantau rebuild'", "indeks tidak cocok dengan "
			"teks; jalankan 'pantau rebuild'") : sqlite3_errstr(code),
			err);
}

/* --- rows --- */

static enum pantau_status check_count(struct verify *verify, const char *sql,
		const char *what_en, const char *what_id,
		struct pantau_error *err)
{
	sqlite3_stmt *stmt = NULL;
	enum pantau_status status = PANTAU_OK;
	sqlite3 *db = verify->store->db;
	int code = sqlite3_prepare_v2(db, sql, -1, &stmt, NULL);

	code = code == SQLITE_OK ? sqlite3_step(stmt) : code;
	if (code == SQLITE_ROW) {
		int64_t n = sqlite3_column_int64(stmt, 0);
		if (n != 0) {
			tell(verify, true, "rows", "%s: %lld", SAY(verify,
					what_en, what_id), (long long)n);
		}
	} else {
		status = tell_failed(verify, code, "rows", sqlite3_errmsg(db),
				err);
	}
	sqlite3_finalize(stmt);
	return status;
}

static enum pantau_status check_rows(struct verify *verify,
		struct pantau_error *err)
{
	static const struct {
		const char *sql, *en, *id;
	} check[] = {
		{"SELECT count(*) FROM doc WHERE NOT EXISTS "
			"(SELECT 1 FROM body WHERE body.id = doc.id)",
			"items without a text", "artikel tanpa teks"},
		{"SELECT count(*) FROM body WHERE NOT EXISTS "
			"(SELECT 1 FROM doc WHERE doc.id = body.id)",
			"texts without an item", "teks tanpa artikel"},
		{"SELECT count(*) FROM doc WHERE id < 1 OR id > "
			"(SELECT value FROM meta WHERE name = 'last_id')",
			"items past the last row id",
			"artikel di luar nomor baris terakhir"},
		{"SELECT count(*) FROM doc WHERE source <> 0 AND source NOT IN "
			"(SELECT id FROM source)",
			"items of an unknown source", "artikel tanpa nama sumber"},
		{"SELECT count(*) FROM doc WHERE account <> 0 AND account NOT IN "
			"(SELECT id FROM account)",
			"items of an unknown account", "artikel tanpa akun"},
		{"SELECT count(*) FROM body WHERE typeof(text) = 'blob' AND "
			"pantau_text(text) IS NULL",
			"texts that cannot be unpacked",
			"teks yang tidak dapat dibuka"},
		{"SELECT count(*) FROM doc WHERE length(key) <> 16 OR "
			"length(content) <> 8",
			"items with a damaged identity",
			"artikel dengan identitas rusak"},
		/* FTS5 takes any page before the first for the first. */
		{"SELECT count(*) FROM fts_idx WHERE typeof(pgno) <> 'integer' "
			"OR pgno < 2 OR pgno >> 1 > 2147483647",
			"index terms that lead to no page",
			"istilah indeks yang menunjuk halaman yang tidak ada"},
	};
	enum pantau_status status = PANTAU_OK;

	for (size_t i = 0; status == PANTAU_OK &&
			i < sizeof(check) / sizeof(check[0]); i++) {
		status = check_count(verify, check[i].sql, check[i].en,
				check[i].id, err);
	}
	return status;
}

/* Each label is of an item, says what a label can say, and is signed. That the
 * columns follow it is a matter of the columns. */
static enum pantau_status check_labels(struct verify *verify,
		struct pantau_error *err)
{
	bool any;
	enum pantau_status status = pantau_label_any(verify->store, &any, err);

	if (status != PANTAU_OK || !any) {
		return status;
	}
	status = check_count(verify, "SELECT count(*) FROM label WHERE NOT "
			"EXISTS (SELECT 1 FROM doc WHERE doc.id = label.doc)",
			"labels without an item", "label tanpa artikel", err);
	return status != PANTAU_OK ? status : check_count(verify,
			"SELECT count(*) FROM label WHERE typeof(value) <> 'integer' "
			"OR value NOT BETWEEN 0 AND CASE field WHEN 'tone' THEN 3 "
			"WHEN 'verdict' THEN 6 ELSE -1 END OR signed = '' "
			"OR typeof(time) <> 'integer' OR (field = 'verdict' "
			"AND value > 0 AND instr(reason, char(10)) < 2)",
			"labels that say nothing that a label can say",
			"label yang isinya tidak mungkin diberikan", err);
}

static enum pantau_status check_stories(struct verify *verify,
		struct pantau_error *err)
{
	struct story_findings found;
	enum pantau_status status = pantau_story_verify(verify->store, &found,
			err);

	if (status != PANTAU_OK) {
		return status;
	}
	const struct {
		uint64_t n;
		const char *en, *id;
	} said[] = {
		{found.strange, "items told a story that is no item",
			"artikel dengan cerita yang bukan artikel"},
		{found.told, "items told an item of another story",
			"artikel dengan cerita yang ikut cerita lain"},
		{found.edges, "stories that became part of no item",
			"cerita yang bergabung ke artikel yang tidak ada"},
		{found.circle, "stories that are part of each other",
			"cerita yang saling bergabung"},
		{found.unreadable, "records of stories that cannot be read",
			"catatan cerita yang tidak dapat dibaca"},
	};
	for (size_t i = 0; i < sizeof(said) / sizeof(said[0]); i++) {
		if (said[i].n != 0) {
			tell(verify, true, "stories", SAY(verify,
					"%s: %llu; run 'pantau rebuild'",
					"%s: %llu; jalankan 'pantau rebuild'"),
					SAY(verify, said[i].en, said[i].id),
					(unsigned long long)said[i].n);
		}
	}
	return PANTAU_OK;
}

/* FTS5's check adds up the lengths, but does not count: bm25 needs both. */
static enum pantau_status check_averages(struct verify *verify,
		struct pantau_error *err)
{
	struct store *store = verify->store;
	struct pantau_error why = {.lang = verify->lang};
	struct averages averages;
	char sql[128];
	enum pantau_status status = pantau_averages_read(store, &averages, &why);

	if (status == PANTAU_NO_MEMORY) {
		return pantau_fail_memory(err);
	}
	if (status != PANTAU_OK) {
		tell(verify, true, "index", "%s", why.message);
		return PANTAU_OK;
	}
	snprintf(sql, sizeof(sql), "SELECT count(*) <> %lld FROM doc",
			(long long)averages.rows);
	return check_count(verify, sql, "counts of the index that are wrong",
			"jumlah yang salah di indeks", err);
}

static enum pantau_status check_keys(struct verify *verify,
		struct pantau_error *err)
{
	struct pantau_error why = {.lang = verify->lang};
	bool fits = false;
	enum pantau_status status = pantau_key_index_check(verify->store, &fits,
			&why);

	if (status == PANTAU_NO_MEMORY) {
		return pantau_fail_memory(err);
	}
	if (status != PANTAU_OK) {
		tell(verify, true, "rows", "%s", why.message);
	} else if (!fits) {
		tell(verify, true, "rows", "%s", SAY(verify, "the keys that are "
				"known do not fit the items; run 'pantau rebuild'",
				"kunci yang dikenal tidak cocok dengan artikelnya; "
				"jalankan 'pantau rebuild'"));
	}
	return PANTAU_OK;
}

/* --- columns against rows --- */

struct chunk_seen {
	uint32_t chunk;
	uint64_t live;            /* rows with an item */
	uint32_t least, greatest; /* of their times */
};

/* The chunk's rows are all seen: are other ones marked live, is its zone
 * right? */
static enum pantau_status check_chunk(struct verify *verify,
		const struct chunk_seen *seen, struct pantau_error *err)
{
	struct store *store = verify->store;
	const uint8_t *flags = pantau_columns_chunk(store, COLUMN_FLAGS,
			seen->chunk, NULL);
	uint32_t least, greatest;
	uint64_t live = 0;

	for (size_t i = 0; flags != NULL && i < COLUMN_CHUNK; i++) {
		live += (flags[i] & ROW_LIVE) != 0;
	}
	if (live != seen->live) {
		tell(verify, true, "columns", SAY(verify,
				"chunk %u marks %llu rows as live, there are %llu",
				"bagian %u menandai %llu baris, yang ada %llu"),
				(unsigned)seen->chunk, (unsigned long long)live,
				(unsigned long long)seen->live);
	}
	if (!pantau_columns_zone(store, seen->chunk, &least, &greatest) &&
			(sqlite3_errcode(store->db) & 0xff) == SQLITE_NOMEM) {
		return pantau_fail_memory(err);
	}
	if (least != seen->least || greatest != seen->greatest) {
		tell(verify, true, "columns", SAY(verify,
				"the zone of chunk %u is wrong",
				"rentang waktu bagian %u salah"),
				(unsigned)seen->chunk);
	}
	return PANTAU_OK;
}

/* All columns of a chunk in memory; else why not, once. */
static enum pantau_status load_chunk(struct verify *verify, uint32_t chunk,
		bool *loaded, struct pantau_error *err)
{
	struct pantau_error why = {.lang = verify->lang};

	*loaded = true;
	for (int column = 0; *loaded && column < COLUMNS; column++) {
		*loaded = pantau_columns_chunk(verify->store,
				(enum column)column, chunk, &why) != NULL;
	}
	if (!*loaded && why.code == PANTAU_NO_MEMORY) {
		return pantau_fail_memory(err);
	}
	if (!*loaded) {
		tell(verify, true, "columns", "%s", why.message);
	}
	return PANTAU_OK;
}

static bool row_fits(struct store *store, int64_t id,
		const struct row_values *row)
{
	for (int column = 0; column < ROW_COLUMNS; column++) {
		uint32_t value = pantau_columns_value(store,
				(enum column)column, id);
		value &= column == COLUMN_FLAGS ? ~(uint32_t)ROW_CLAIM
				: UINT32_MAX;
		if (value != row->value[column]) {
			return false;
		}
	}
	return true;
}

static void see(struct verify *verify, struct chunk_seen *seen, int64_t id,
		const struct row_values *row, uint64_t *wrong)
{
	uint32_t time = row->value[COLUMN_TIME];

	seen->live++;
	if (time != 0) {
		seen->least = seen->greatest == 0 || time < seen->least ? time
				: seen->least;
		seen->greatest = time > seen->greatest ? time : seen->greatest;
	}
	if (!row_fits(verify->store, id, row) && (*wrong)++ < SHOWN) {
		tell(verify, true, "columns", SAY(verify,
				"the columns of row %lld do not fit its item",
				"kolom baris %lld tidak cocok dengan artikelnya"),
				(long long)id);
	}
}

/* Takes the rows of one chunk from stmt, which stands on a row while *code is
 * SQLITE_ROW, and leaves it on the first of the next. *next: the chunk to look
 * at then; past one that is not there, that of the row. */
static enum pantau_status check_chunk_rows(struct verify *verify,
		sqlite3_stmt *stmt, int *code, int64_t *next, uint64_t *wrong,
		struct pantau_error *err)
{
	uint32_t chunk = (uint32_t)*next;
	struct chunk_seen seen = {.chunk = chunk};
	struct row_facts facts;
	struct row_values row;
	bool loaded;
	enum pantau_status status = load_chunk(verify, chunk, &loaded, err);

	while (status == PANTAU_OK && *code == SQLITE_ROW) {
		int64_t id = sqlite3_column_int64(stmt, 0);
		if (id / COLUMN_CHUNK > chunk) {
			break;
		}
		/* Other row ids are told of by the check of rows. */
		if (id >= 1 && loaded) {
			pantau_row_facts(stmt, 1, &facts);
			pantau_row_values(&facts, &row);
			status = pantau_label_apply(verify->store, id, &row,
					err);
			if (status == PANTAU_OK) {
				see(verify, &seen, id, &row, wrong);
			}
		}
		*code = sqlite3_step(stmt);
	}
	if (status == PANTAU_OK && loaded && (*code == SQLITE_ROW ||
			*code == SQLITE_DONE)) {
		status = check_chunk(verify, &seen, err);
	}
	/* A damaged last row id may stand for thousands of chunks. */
	*next = loaded ? *next + 1 : *code == SQLITE_ROW
			? sqlite3_column_int64(stmt, 0) / COLUMN_CHUNK : INT64_MAX;
	return status;
}

static enum pantau_status check_columns(struct verify *verify,
		struct pantau_error *err)
{
	struct store *store = verify->store;
	enum pantau_status status = PANTAU_OK;
	sqlite3_stmt *stmt = NULL;
	uint64_t wrong = 0;
	int64_t last = pantau_columns_last(store);
	int code = sqlite3_prepare_v2(store->db, "SELECT id, " PANTAU_ROW_FACTS
			" FROM doc WHERE id <= ?1 ORDER BY id", -1, &stmt, NULL);

	if (code == SQLITE_OK) {
		sqlite3_bind_int64(stmt, 1, last);
		code = sqlite3_step(stmt);
	}
	for (int64_t chunk = 0; status == PANTAU_OK && last > 0 &&
			(code == SQLITE_ROW || code == SQLITE_DONE) &&
			chunk <= last / COLUMN_CHUNK;) {
		status = check_chunk_rows(verify, stmt, &code, &chunk, &wrong,
				err);
	}
	if (status == PANTAU_OK && code != SQLITE_ROW && code != SQLITE_DONE) {
		status = tell_failed(verify, code, "columns",
				sqlite3_errmsg(store->db), err);
	}
	sqlite3_finalize(stmt);
	if (wrong > SHOWN) {
		tell(verify, true, "columns", SAY(verify,
				"and %llu more rows", "dan %llu baris lain"),
				(unsigned long long)(wrong - SHOWN));
	}
	return status;
}

static void check_stamps(struct verify *verify)
{
	const struct stamps *stamps = &verify->store->stamps;

	if (pantau_stamps_other_analyser(verify->store)) {
		tell(verify, false, "stamps", SAY(verify,
				"the index was made by analyser %lld with ICU %s, this "
				"program has %d with ICU %s; run 'pantau rebuild'",
				"indeks dibuat oleh penganalisis %lld dengan ICU %s, "
				"program ini %d dengan ICU %s; jalankan 'pantau "
				"rebuild'"), (long long)stamps->analyser, stamps->icu,
				PANTAU_ANALYSER_VERSION, pantau_text_icu_version());
	}
	if (pantau_stamps_mixed(verify->store)) {
		tell(verify, false, "stamps", "%s", SAY(verify,
				"a rescore was stopped: some scores are new, the others "
				"old; run 'pantau rescore' to finish it",
				"penilaian ulang terhenti: sebagian nilai baru, sisanya "
				"lama; jalankan 'pantau rescore' untuk menuntaskannya"));
	}
}

static enum pantau_status check_claims(struct verify *verify,
		struct pantau_error *err)
{
	uint64_t wrong = 0;
	enum pantau_status status = pantau_claims_verify(verify->store, &wrong,
			err);

	if (status == PANTAU_OK && wrong > 0) {
		tell(verify, true, "claims", SAY(verify,
				"%llu items do not fit the debunks they repeat; run "
				"'pantau rebuild'",
				"%llu artikel tidak cocok dengan klarifikasi yang "
				"diulangnya; jalankan 'pantau rebuild'"),
				(unsigned long long)wrong);
	}
	return status;
}

enum pantau_status pantau_store_verify(struct store *store,
		store_found found, void *context, struct pantau_error *err)
{
	struct verify verify = {
		.store = store, .found = found, .context = context,
		.lang = err != NULL ? err->lang : PANTAU_LANG_ID,
	};
	enum pantau_status status = check_sqlite(&verify, err);

	if (status == PANTAU_OK) {
		status = check_index(&verify, err);
	}
	if (status == PANTAU_OK) {
		status = pantau_store_begin_read(store, err);
	}
	if (status == PANTAU_OK) {
		/* What is cached may be from before the damage. */
		pantau_columns_forget(store);
		status = check_rows(&verify, err);
		if (status == PANTAU_OK) {
			status = check_labels(&verify, err);
		}
		if (status == PANTAU_OK) {
			status = check_averages(&verify, err);
		}
		if (status == PANTAU_OK) {
			status = check_keys(&verify, err);
		}
		if (status == PANTAU_OK) {
			status = check_columns(&verify, err);
		}
		if (status == PANTAU_OK) {
			status = check_stories(&verify, err);
		}
		if (status == PANTAU_OK) {
			status = check_claims(&verify, err);
		}
		pantau_store_end_read(store);
	}
	if (status != PANTAU_OK) {
		return status;
	}
	check_stamps(&verify);
	return verify.damages == 0 ? PANTAU_OK : pantau_fail(err,
			PANTAU_DAMAGED, PANTAU_T(err,
			"the database is damaged (%zu findings); keep it, and restore "
			"a backup or run 'pantau rebuild'",
			"basis data rusak (%zu temuan); simpan, lalu pulihkan cadangan "
			"atau jalankan 'pantau rebuild'"), verify.damages);
}
