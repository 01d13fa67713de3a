/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Sources, languages and regions: names behind the numbers of the columns. */

#include <stdlib.h>

#include "base/error.h"
#include "store/store_parts.h"

struct table {
	struct names *names;
	const char *load, *find, *find_nocase, *add;
};

#define TABLE(field, name) (struct table){ \
	&store->field, \
	"SELECT id, name FROM " name " WHERE id >= ?1 ORDER BY id", \
	"SELECT id FROM " name " WHERE name = ?1", \
	"SELECT min(id) FROM " name " WHERE name = ?1 COLLATE NOCASE", \
	"INSERT INTO " name "(name) VALUES(?1)"}

static struct table table_of(struct store *store, enum column column)
{
	return column == COLUMN_SOURCE ? TABLE(source, "source")
			: column == COLUMN_LANGUAGE ? TABLE(language, "language")
			: TABLE(region, "region");
}

static void finish(struct names *names)
{
	pantau_arena_finish(&names->arena);
	free(names->name);
	*names = (struct names){0};
	pantau_arena_init(&names->arena);
}

void pantau_names_finish(struct store *store)
{
	finish(&store->source);
	finish(&store->language);
	finish(&store->region);
}

/* Adds what is not loaded yet. Ids are dense, and names given out stay.
 * store->name_code says why some could not be loaded. */
static void load(struct store *store, const struct table *table)
{
	struct names *names = table->names;
	sqlite3_stmt *stmt = pantau_store_stmt(store, table->load, NULL);

	if (stmt == NULL) {
		store->name_code = sqlite3_errcode(store->db);
		return;
	}
	sqlite3_bind_int64(stmt, 1, names->n != 0 ? names->n : 1);
	int code;
	while ((code = sqlite3_step(stmt)) == SQLITE_ROW) {
		int64_t id = sqlite3_column_int64(stmt, 0);
		/* A gap far beyond is damage, and no reason to allocate. */
		if (id < 1 || id > (int64_t)names->n + (1 << 20)) {
			break;
		}
		struct str *grown = realloc(names->name, ((size_t)id + 1) *
				sizeof(*grown));
		if (grown == NULL) {
			code = SQLITE_NOMEM;
			break;
		}
		names->name = grown;
		for (; names->n <= (uint32_t)id; names->n++) {
			grown[names->n] = str_make("", 0);
		}
		struct str name, copy = {0};
		if (pantau_column_text(stmt, 1, &name)) {
			copy = pantau_arena_str(&names->arena, name);
		}
		if (copy.p == NULL) {
			/* Then this one is loaded another time. */
			names->n = (uint32_t)id;
			code = SQLITE_NOMEM;
			break;
		}
		grown[id] = copy;
	}
	if (code != SQLITE_ROW && code != SQLITE_DONE) {
		store->name_code = code;
	}
	sqlite3_reset(stmt);
}

struct str pantau_names_get(struct store *store, enum column column,
		uint32_t id)
{
	struct table table = table_of(store, column);

	if (id != 0 && id >= table.names->n) {
		load(store, &table);
	}
	return id != 0 && id < table.names->n ? table.names->name[id]
			: str_make("", 0);
}

/* 0 for none. A failure is told: within a transaction it may have ended it. */
static enum pantau_status find(struct store *store, const char *sql,
		struct str name, uint32_t *id, struct pantau_error *err)
{
	sqlite3_stmt *stmt = pantau_store_stmt(store, sql, err);
	int code = SQLITE_ERROR;

	*id = 0;
	if (stmt != NULL) {
		pantau_bind_str(stmt, 1, name);
		code = sqlite3_step(stmt);
	}
	if (code == SQLITE_ROW) {
		*id = (uint32_t)sqlite3_column_int64(stmt, 0);
	}
	enum pantau_status status = code == SQLITE_ROW || code == SQLITE_DONE
			? PANTAU_OK : pantau_store_fail(store, err,
				"cannot read a name", "tidak dapat membaca nama");
	if (stmt != NULL) {
		sqlite3_reset(stmt);
		sqlite3_clear_bindings(stmt);
	}
	return status;
}

static uint32_t id_of(struct store *store, enum column column, struct str name)
{
	struct table table = table_of(store, column);
	uint32_t id = 0;

	if (name.n == 0) {
		return 0;
	}
	enum pantau_status status = find(store, table.find, name, &id, NULL);
	if (status == PANTAU_OK && id == 0) {
		status = find(store, table.find_nocase, name, &id, NULL);
	}
	if (status != PANTAU_OK) {
		store->name_code = status == PANTAU_NO_MEMORY ? SQLITE_NOMEM
				: SQLITE_CORRUPT;
	}
	return id;
}

enum pantau_status pantau_names_put(struct store *store, enum column column,
		struct str name, uint32_t *id, struct pantau_error *err)
{
	struct table table = table_of(store, column);

	enum pantau_status status = PANTAU_OK;

	*id = 0;
	if (name.n != 0) {
		status = find(store, table.find, name, id, err);
	}
	if (status != PANTAU_OK || *id != 0 || name.n == 0) {
		return status;
	}
	sqlite3_stmt *stmt = pantau_store_stmt(store, table.add, err);
	if (stmt == NULL) {
		return pantau_store_fail(store, err, "cannot write a name",
				"tidak dapat menulis nama");
	}
	pantau_bind_str(stmt, 1, name);
	status = pantau_stmt_done(store, stmt, err);
	*id = (uint32_t)sqlite3_last_insert_rowid(store->db);
	return status;
}

struct str pantau_store_source_name(struct store *store, uint32_t source)
{
	return pantau_names_get(store, COLUMN_SOURCE, source);
}

/* A prefix that only one source has, so that 'detik' finds 'detik.com'. */
static uint32_t source_by_prefix(struct store *store, struct str prefix)
{
	uint32_t id = 0;

	pantau_names_get(store, COLUMN_SOURCE, UINT32_MAX); /* loads them all */
	for (uint32_t i = 1; i < store->source.n; i++) {
		struct str name = store->source.name[i];
		if (name.n >= prefix.n && pantau_str_eq_nocase(prefix,
				str_make(name.p, prefix.n))) {
			if (id != 0) {
				return 0;
			}
			id = i;
		}
	}
	return id;
}

uint32_t pantau_store_source_id(struct store *store, struct str name)
{
	uint32_t id = id_of(store, COLUMN_SOURCE, name);

	return id != 0 || name.n == 0 ? id : source_by_prefix(store, name);
}

struct str pantau_store_language_name(struct store *store, uint8_t language)
{
	return pantau_names_get(store, COLUMN_LANGUAGE, language);
}

uint8_t pantau_store_language_id(struct store *store, struct str name)
{
	uint32_t id = id_of(store, COLUMN_LANGUAGE, name);

	return id <= UINT8_MAX ? (uint8_t)id : 0;
}

struct str pantau_store_region_name(struct store *store, uint16_t region)
{
	return pantau_names_get(store, COLUMN_REGION, region);
}

uint16_t pantau_store_region_id(struct store *store, struct str name)
{
	uint32_t id = id_of(store, COLUMN_REGION, name);

	return id <= UINT16_MAX ? (uint16_t)id : 0;
}
