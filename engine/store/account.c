/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * Accounts: public ones under their name, all others under an HMAC of the
 * handle, shown as 'akun-' and 12 hex digits. Reading needs no key: the HMAC
 * is what is stored.
 */

#include <stdio.h>

#include "base/error.h"
#include "store/store_parts.h"

#define PREFIX "akun-"
#define SHOWN 6 /* bytes of the HMAC that a name shows */

struct str pantau_handle_fold(struct str handle, struct arena *arena)
{
	handle = pantau_str_trim(handle);
	if (handle.n != 0 && handle.p[0] == '@') {
		handle = str_skip(handle, 1);
	}
	char *p = pantau_arena_alloc(arena, handle.n);
	for (size_t i = 0; p != NULL && i < handle.n; i++) {
		char c = handle.p[i];
		p[i] = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
	}
	return str_make(p, p != NULL ? handle.n : 0);
}

static enum pantau_status unwritable(struct store *store,
		struct pantau_error *err)
{
	return pantau_store_fail(store, err, "cannot write an account",
			"tidak dapat menulis akun");
}

static enum pantau_status unreadable(struct store *store,
		struct pantau_error *err)
{
	return pantau_store_fail(store, err, "cannot read an account",
			"tidak dapat membaca akun");
}

/* The id that a statement with one parameter finds, 0 for none. A failure is
 * told: within a transaction it may have ended it. */
static enum pantau_status find(struct store *store, const char *sql,
		struct str value, bool blob, uint32_t *id,
		struct pantau_error *err)
{
	sqlite3_stmt *stmt = pantau_store_stmt(store, sql, err);
	int code = SQLITE_ERROR;

	*id = 0;
	if (stmt != NULL && blob) {
		sqlite3_bind_blob64(stmt, 1, value.p, value.n, SQLITE_STATIC);
	} else if (stmt != NULL) {
		pantau_bind_str(stmt, 1, value);
	}
	code = stmt != NULL ? sqlite3_step(stmt) : code;
	if (code == SQLITE_ROW) {
		*id = (uint32_t)sqlite3_column_int64(stmt, 0);
	}
	enum pantau_status status = code == SQLITE_ROW || code == SQLITE_DONE
			? PANTAU_OK : unreadable(store, err);
	if (stmt != NULL) {
		sqlite3_reset(stmt);
		sqlite3_clear_bindings(stmt);
	}
	return status;
}

static enum pantau_status find_handle(struct store *store, struct str folded,
		uint32_t *id, struct pantau_error *err)
{
	return find(store, "SELECT id FROM account WHERE handle = ?1", folded,
			false, id, err);
}

static enum pantau_status find_listed(struct store *store, struct str folded,
		uint32_t *listed, struct pantau_error *err)
{
	return find(store, "SELECT 1 FROM public_account WHERE handle = ?1",
			folded, false, listed, err);
}

static enum pantau_status find_private(struct store *store, struct str folded,
		unsigned char mac[SHA256_BYTES], uint32_t *id,
		struct pantau_error *err)
{
	pantau_hmac_sha256(str_make((const char *)store->key, SHA256_BYTES),
			folded, mac);
	return find(store, "SELECT id FROM account WHERE mac = ?1",
			str_make((const char *)mac, SHA256_BYTES), true, id, err);
}

static enum pantau_status add(struct store *store, struct str folded,
		struct str name, const unsigned char *mac, uint32_t *id,
		struct pantau_error *err)
{
	sqlite3_stmt *stmt = pantau_store_stmt(store,
			"INSERT INTO account(handle, name, mac) VALUES(?1, ?2, ?3)",
			err);

	if (stmt == NULL) {
		return unwritable(store, err);
	}
	if (mac != NULL) {
		sqlite3_bind_blob(stmt, 3, mac, SHA256_BYTES, SQLITE_STATIC);
	} else {
		pantau_bind_str(stmt, 1, folded);
		pantau_bind_str(stmt, 2, name);
	}
	enum pantau_status status = pantau_stmt_done(store, stmt, err);
	*id = (uint32_t)sqlite3_last_insert_rowid(store->db);
	return status;
}

/* A private account that turns out to be public keeps its number. */
static enum pantau_status promote(struct store *store, uint32_t id,
		struct str folded, struct str name, struct pantau_error *err)
{
	sqlite3_stmt *stmt = pantau_store_stmt(store, "UPDATE account "
			"SET handle = ?2, name = ?3, mac = NULL WHERE id = ?1", err);

	if (stmt == NULL) {
		return unwritable(store, err);
	}
	sqlite3_bind_int64(stmt, 1, id);
	pantau_bind_str(stmt, 2, folded);
	pantau_bind_str(stmt, 3, name);
	return pantau_stmt_done(store, stmt, err);
}

static enum pantau_status put_public(struct store *store, struct str folded,
		struct str name, uint32_t *id, struct pantau_error *err)
{
	unsigned char mac[SHA256_BYTES];
	uint32_t old = 0;
	enum pantau_status status = pantau_key_load(store, false, err);

	if (status == PANTAU_OK) {
		status = find_private(store, folded, mac, &old, err);
	} else if (status == PANTAU_NOT_FOUND) {
		/* Without a key nobody can be found to have been private. */
		status = PANTAU_OK;
	}
	if (status != PANTAU_OK) {
		return status;
	}
	if (old == 0) {
		return add(store, folded, name, NULL, id, err);
	}
	*id = old;
	return promote(store, old, folded, name, err);
}

static enum pantau_status put_private(struct store *store, struct str folded,
		uint32_t *id, struct pantau_error *err)
{
	unsigned char mac[SHA256_BYTES];
	enum pantau_status status = pantau_key_load(store, true, err);

	if (status == PANTAU_OK) {
		status = find_private(store, folded, mac, id, err);
	}
	return status != PANTAU_OK || *id != 0 ? status
			: add(store, folded, folded, mac, id, err);
}

/* Asks the tables; *is_public is what they say of the account. */
static enum pantau_status put_asking(struct store *store, struct str author,
		struct str folded, bool *is_public, uint32_t *id,
		struct pantau_error *err)
{
	uint32_t listed = *is_public;
	enum pantau_status status = find_handle(store, folded, id, err);

	if (status == PANTAU_OK && *id == 0 && listed == 0) {
		status = find_listed(store, folded, &listed, err);
	}
	*is_public = *id != 0 || listed != 0;
	if (status != PANTAU_OK || *id != 0) {
		return status;
	}
	return *is_public ? put_public(store, folded, pantau_str_trim(author),
			id, err) : put_private(store, folded, id, err);
}

enum pantau_status pantau_account_put(struct store *store, struct str author,
		bool is_public, uint32_t *id, struct pantau_error *err)
{
	*id = 0;
	pantau_arena_reset(&store->scratch);
	struct str folded = pantau_handle_fold(author, &store->scratch);
	if (folded.p == NULL) {
		return pantau_fail_memory(err);
	}
	if (folded.n == 0) {
		return PANTAU_OK;
	}
	uint32_t *kept = pantau_remember(&store->accounts, folded);
	/* A private one may turn out to be public, never the other way. */
	if (kept != NULL && *kept != 0 && (!is_public || (*kept & 1) != 0)) {
		*id = *kept >> 1;
		return PANTAU_OK;
	}
	enum pantau_status status = put_asking(store, author, folded,
			&is_public, id, err);
	if (status == PANTAU_OK && kept != NULL && *id <= UINT32_MAX >> 1) {
		*kept = *id << 1 | is_public;
	}
	return status;
}

static int digit(char c)
{
	return c >= '0' && c <= '9' ? c - '0'
			: c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* 'akun-' and 12 hex digits to the account whose HMAC begins so; 0 for none. */
static enum pantau_status find_pseudonym(struct store *store,
		struct str folded, uint32_t *id, struct pantau_error *err)
{
	unsigned char least[SHOWN], greatest[SHA256_BYTES];
	struct str hex = str_skip(folded, sizeof(PREFIX) - 1);

	*id = 0;
	if (!str_starts(folded, STR(PREFIX)) || hex.n != (size_t)2 * SHOWN) {
		return PANTAU_OK;
	}
	for (size_t i = 0; i < SHOWN; i++) {
		int high = digit(hex.p[2 * i]), low = digit(hex.p[2 * i + 1]);
		if (high < 0 || low < 0) {
			return PANTAU_OK;
		}
		least[i] = (unsigned char)(high << 4 | low);
	}
	memset(greatest, 0xff, sizeof(greatest));
	memcpy(greatest, least, sizeof(least));
	sqlite3_stmt *stmt = pantau_store_stmt(store, "SELECT id FROM account "
			"WHERE mac BETWEEN ?1 AND ?2 ORDER BY mac LIMIT 1", err);
	if (stmt == NULL) {
		return unreadable(store, err);
	}
	sqlite3_bind_blob(stmt, 1, least, sizeof(least), SQLITE_STATIC);
	sqlite3_bind_blob(stmt, 2, greatest, sizeof(greatest), SQLITE_STATIC);
	int code = sqlite3_step(stmt);
	if (code == SQLITE_ROW) {
		*id = (uint32_t)sqlite3_column_int64(stmt, 0);
	}
	enum pantau_status status = code == SQLITE_ROW || code == SQLITE_DONE
			? PANTAU_OK : unreadable(store, err);
	sqlite3_reset(stmt);
	sqlite3_clear_bindings(stmt);
	return status;
}

enum pantau_status pantau_store_account_id(struct store *store,
		struct str handle, uint32_t *id, struct pantau_error *err)
{
	struct pantau_error why = pantau_error_like(err);
	unsigned char mac[SHA256_BYTES];

	*id = 0;
	pantau_arena_reset(&store->scratch);
	struct str folded = pantau_handle_fold(handle, &store->scratch);
	if (folded.p == NULL) {
		return pantau_fail_memory(err);
	}
	if (folded.n == 0) {
		return PANTAU_OK;
	}
	enum pantau_status status = find_pseudonym(store, folded, id, err);
	if (status == PANTAU_OK && *id == 0) {
		status = find_handle(store, folded, id, err);
	}
	if (status != PANTAU_OK || *id != 0) {
		return status;
	}
	status = pantau_key_load(store, false, &why);
	if (status == PANTAU_OK) {
		return find_private(store, folded, mac, id, err);
	}
	/* Who has not got the key finds no private account. */
	if (status == PANTAU_NOT_FOUND || status == PANTAU_IO) {
		return PANTAU_OK;
	}
	if (err != NULL) {
		*err = why;
	}
	return status;
}

struct str pantau_store_account_name(struct store *store, uint32_t account,
		bool *is_public)
{
	struct buf *out = &store->account_name;
	sqlite3_stmt *stmt = pantau_store_stmt(store,
			"SELECT name, mac FROM account WHERE id = ?1", NULL);

	pantau_buf_clear(out);
	*is_public = false;
	if (stmt == NULL) {
		store->name_code = sqlite3_errcode(store->db);
	}
	if (stmt == NULL || account == 0) {
		return str_make("", 0);
	}
	sqlite3_bind_int64(stmt, 1, account);
	int code = sqlite3_step(stmt);
	if (code == SQLITE_ROW) {
		const unsigned char *mac = sqlite3_column_blob(stmt, 1);
		struct str name;
		*is_public = mac == NULL;
		if (mac != NULL) {
			pantau_buf_str(out, STR(PREFIX));
		} else if (pantau_column_text(stmt, 0, &name)) {
			pantau_buf_str(out, name);
		} else {
			code = SQLITE_NOMEM;
		}
		for (int i = 0; mac != NULL && i < SHOWN &&
				i < sqlite3_column_bytes(stmt, 1); i++) {
			pantau_buf_printf(out, "%02x", mac[i]);
		}
	}
	if (out->failed) {
		code = SQLITE_NOMEM;
	}
	if (code != SQLITE_ROW && code != SQLITE_DONE) {
		store->name_code = code;
	}
	sqlite3_reset(stmt);
	return out->failed ? str_make("", 0) : buf_str(out);
}

enum pantau_status pantau_store_private_accounts(struct store *store,
		unsigned char *private, size_t n, struct pantau_error *err)
{
	sqlite3_stmt *stmt = pantau_store_stmt(store,
			"SELECT id FROM account WHERE mac IS NOT NULL", err);
	int code = SQLITE_ERROR;

	while (stmt != NULL && (code = sqlite3_step(stmt)) == SQLITE_ROW) {
		int64_t id = sqlite3_column_int64(stmt, 0);
		if (id >= 0 && (uint64_t)id < n) {
			private[id] = 1;
		}
	}
	sqlite3_reset(stmt);
	return code == SQLITE_DONE ? PANTAU_OK : pantau_store_fail(store, err,
			"cannot read the accounts", "tidak dapat membaca akun");
}

bool pantau_store_public_handle(struct store *store, struct str handle)
{
	struct arena arena;

	pantau_arena_init(&arena);
	struct str folded = pantau_handle_fold(handle, &arena);
	uint32_t known = 0;
	if (folded.n != 0 && find_listed(store, folded, &known, NULL) ==
			PANTAU_OK && known == 0) {
		find_handle(store, folded, &known, NULL);
	}
	pantau_arena_finish(&arena);
	return known != 0;
}
