/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Sources, languages and regions: names behind the numbers of the columns. */

#include <stdlib.h>

#include "base/error.h"
#include "store/store_parts.h"

/* Ids past this are not kept: no archive has as many, damage may. */
#define KEPT ((uint32_t)1 << 22)
/* A page of hits needs a few, a count by source may need all. */
#define ONE_BY_ONE 256

struct table {
	struct names *names;
	const char *one, *all, *find, *add;
};

#define TABLE(field, name) (struct table){ \
	&store->field, \
	"SELECT name FROM " name " WHERE id = ?1", \
	"SELECT id, name FROM " name, \
	"SELECT id FROM " name " WHERE name = ?1", \
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
	pantau_map_finish(&names->ids);
	*names = (struct names){0};
	pantau_arena_init(&names->arena);
}

void pantau_names_finish(struct store *store)
{
	finish(&store->source);
	finish(&store->language);
	finish(&store->region);
	pantau_map_finish(&store->accounts);
	store->accounts = (struct map){0};
}

uint32_t *pantau_remember(struct map *map, struct str key)
{
	bool added;

	if (map->seed == 0) {
		pantau_map_init(map, pantau_hash_seed() | 1);
	} else if (map->n >= PANTAU_REMEMBERED) {
		pantau_map_finish(map);
		pantau_map_init(map, pantau_hash_seed() | 1);
	}
	return pantau_map_put(map, key, &added);
}

static bool make_room(struct names *names, uint32_t id)
{
	if (id < names->room) {
		return true;
	}
	uint32_t room = id < 64 ? 128 : 2 * id;
	struct str *grown = realloc(names->name, room * sizeof(*grown));
	if (grown == NULL) {
		return false;
	}
	memset(grown + names->room, 0, (room - names->room) * sizeof(*grown));
	names->name = grown;
	names->room = room;
	return true;
}

/* Keeps the name of a statement; a name that was given out stays as it is. */
static int keep(struct names *names, int64_t id, sqlite3_stmt *stmt, int at)
{
	struct str name, copy = {0};

	if (id < 1 || id >= KEPT) {
		return SQLITE_OK;
	}
	if (!make_room(names, (uint32_t)id)) {
		return SQLITE_NOMEM;
	}
	if (names->name[id].p == NULL) {
		if (pantau_column_text(stmt, at, &name)) {
			copy = pantau_arena_str(&names->arena, name);
		}
		names->name[id] = copy;
	}
	return names->name[id].p != NULL ? SQLITE_OK : SQLITE_NOMEM;
}

/* store->name_code says why some could not be loaded. */
static void load_all(struct store *store, const struct table *table)
{
	sqlite3_stmt *stmt = pantau_store_stmt(store, table->all, NULL);
	int code = stmt == NULL ? sqlite3_errcode(store->db) : SQLITE_ROW;

	while (stmt != NULL && code == SQLITE_ROW) {
		code = sqlite3_step(stmt);
		if (code == SQLITE_ROW) {
			int kept = keep(table->names, sqlite3_column_int64(stmt,
					0), stmt, 1);
			code = kept == SQLITE_OK ? code : kept;
		}
	}
	sqlite3_reset(stmt);
	table->names->all = code == SQLITE_DONE;
	if (code != SQLITE_DONE) {
		store->name_code = code;
	}
}

static void load_one(struct store *store, const struct table *table,
		uint32_t id)
{
	sqlite3_stmt *stmt = pantau_store_stmt(store, table->one, NULL);
	int code = stmt == NULL ? sqlite3_errcode(store->db) : SQLITE_OK;

	if (stmt != NULL) {
		sqlite3_bind_int64(stmt, 1, id);
		code = sqlite3_step(stmt);
		code = code == SQLITE_ROW ? keep(table->names, id, stmt, 0)
				: code == SQLITE_DONE ? SQLITE_OK : code;
		sqlite3_reset(stmt);
	}
	if (code != SQLITE_OK) {
		store->name_code = code;
	}
}

static bool is_loaded(const struct names *names, uint32_t id)
{
	return id < names->room && names->name[id].p != NULL;
}

struct str pantau_names_get(struct store *store, enum column column,
		uint32_t id)
{
	struct table table = table_of(store, column);
	struct names *names = table.names;

	if (id == 0 || id >= KEPT) {
		return str_make("", 0);
	}
	if (!is_loaded(names, id) && !names->all &&
			names->asked++ == ONE_BY_ONE) {
		load_all(store, &table);
	}
	/* Another may be there since. */
	if (!is_loaded(names, id)) {
		load_one(store, &table, id);
	}
	return is_loaded(names, id) ? names->name[id] : str_make("", 0);
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

static uint32_t source_by_name(struct store *store, struct str name)
{
	struct table table = table_of(store, COLUMN_SOURCE);
	uint32_t id = 0;

	if (name.n == 0) {
		return 0;
	}
	enum pantau_status status = find(store, table.find, name, &id, NULL);
	if (status == PANTAU_OK && id == 0) {
		status = find(store, "SELECT min(id) FROM source "
				"WHERE name = ?1 COLLATE NOCASE", name, &id, NULL);
	}
	if (status != PANTAU_OK) {
		store->name_code = status == PANTAU_NO_MEMORY ? SQLITE_NOMEM
				: SQLITE_CORRUPT;
	}
	return id;
}

static enum pantau_status find_or_add(struct store *store,
		const struct table *table, struct str name, uint32_t *id,
		struct pantau_error *err)
{
	enum pantau_status status = find(store, table->find, name, id, err);

	if (status != PANTAU_OK || *id != 0) {
		return status;
	}
	sqlite3_stmt *stmt = pantau_store_stmt(store, table->add, err);
	if (stmt == NULL) {
		return pantau_store_fail(store, err, "cannot write a name",
				"tidak dapat menulis nama");
	}
	pantau_bind_str(stmt, 1, name);
	status = pantau_stmt_done(store, stmt, err);
	*id = (uint32_t)sqlite3_last_insert_rowid(store->db);
	return status;
}

enum pantau_status pantau_names_put(struct store *store, enum column column,
		struct str name, uint32_t *id, struct pantau_error *err)
{
	struct table table = table_of(store, column);

	*id = 0;
	if (name.n == 0) {
		return PANTAU_OK;
	}
	uint32_t *kept = pantau_remember(&table.names->ids, name);
	if (kept != NULL && *kept != 0) {
		*id = *kept;
		return PANTAU_OK;
	}
	enum pantau_status status = find_or_add(store, &table, name, id, err);
	if (status == PANTAU_OK && kept != NULL) {
		*kept = *id;
	}
	return status;
}

struct str pantau_store_source_name(struct store *store, uint32_t source)
{
	return pantau_names_get(store, COLUMN_SOURCE, source);
}

/* A prefix that only one source has, so that 'detik' finds 'detik.com'. */
static uint32_t source_by_prefix(struct store *store, struct str prefix)
{
	sqlite3_stmt *stmt = pantau_store_stmt(store, "SELECT id, name "
			"FROM source WHERE name >= ?1 COLLATE NOCASE "
			"ORDER BY name COLLATE NOCASE LIMIT 2", NULL);
	int code = stmt == NULL ? sqlite3_errcode(store->db) : SQLITE_ROW;
	uint32_t id = 0, found = 0;

	if (stmt != NULL) {
		pantau_bind_str(stmt, 1, prefix);
	}
	while (stmt != NULL && (code = sqlite3_step(stmt)) == SQLITE_ROW) {
		struct str name;
		if (!pantau_column_text(stmt, 1, &name)) {
			code = SQLITE_NOMEM;
			break;
		}
		if (name.n >= prefix.n && pantau_str_eq_nocase(prefix,
				str_make(name.p, prefix.n))) {
			id = (uint32_t)sqlite3_column_int64(stmt, 0);
			found++;
		}
	}
	if (code != SQLITE_DONE) {
		store->name_code = code;
	}
	if (stmt != NULL) {
		sqlite3_reset(stmt);
		sqlite3_clear_bindings(stmt);
	}
	return found == 1 ? id : 0;
}

uint32_t pantau_store_source_id(struct store *store, struct str name)
{
	uint32_t id = source_by_name(store, name);

	return id != 0 || name.n == 0 ? id : source_by_prefix(store, name);
}

struct str pantau_store_language_name(struct store *store, uint8_t language)
{
	return pantau_names_get(store, COLUMN_LANGUAGE, language);
}

struct str pantau_store_region_name(struct store *store, uint16_t region)
{
	return pantau_names_get(store, COLUMN_REGION, region);
}
