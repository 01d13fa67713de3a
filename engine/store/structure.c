/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* The index's structure and averages records. */

#include "store/structure.h"

#include "base/error.h"
#include "store/store_parts.h"

#define COUNT_MAX 100000 /* of levels or segments; FTS5 allows 2,000 */
#define COUNTED_MAX (UINT64_C(1) << 62) /* of rows or positions */

enum pantau_status pantau_index_damaged(struct pantau_error *err)
{
	return pantau_fail(err, PANTAU_DAMAGED, "%s", PANTAU_T(err,
			"the index is damaged; run 'pantau verify', then "
			"'pantau rebuild'",
			"indeks rusak; jalankan 'pantau verify', lalu "
			"'pantau rebuild'"));
}

static enum pantau_status unreadable(struct store *store,
		struct pantau_error *err)
{
	return pantau_store_fail(store, err, "cannot read the index",
			"tidak dapat membaca indeks");
}

static enum pantau_status unwritable(struct store *store,
		struct pantau_error *err)
{
	return pantau_store_fail(store, err, "cannot write the index",
			"tidak dapat menulis indeks");
}

/* A record of fts_data, lent until the statement is reset. */
static enum pantau_status record(struct store *store, int64_t id,
		sqlite3_stmt **stmt, struct str *out, struct pantau_error *err)
{
	*stmt = pantau_store_stmt(store,
			"SELECT block FROM fts_data WHERE id = ?1", err);
	*out = str_make(NULL, 0);
	if (*stmt == NULL) {
		return unreadable(store, err);
	}
	sqlite3_bind_int64(*stmt, 1, id);
	int code = sqlite3_step(*stmt);
	if (code == SQLITE_ROW) {
		const void *p = sqlite3_column_blob(*stmt, 0);
		*out = str_make(p, p != NULL ?
				(size_t)sqlite3_column_bytes(*stmt, 0) : 0);
		return PANTAU_OK;
	}
	return code == SQLITE_DONE ? pantau_index_damaged(err) : unreadable(store, err);
}

static enum pantau_status put_record(struct store *store, int64_t id,
		struct str bytes, struct pantau_error *err)
{
	sqlite3_stmt *stmt = pantau_store_stmt(store,
			"INSERT INTO fts_data(id, block) VALUES(?1, ?2) "
			"ON CONFLICT(id) DO UPDATE SET block = excluded.block", err);

	if (stmt == NULL) {
		return unwritable(store, err);
	}
	sqlite3_bind_int64(stmt, 1, id);
	sqlite3_bind_blob64(stmt, 2, bytes.p, bytes.n, SQLITE_STATIC);
	return pantau_stmt_done(store, stmt, err);
}

/* --- structure --- */

struct record_reader {
	const unsigned char *p, *end;
	bool bad;
};

static uint32_t number(struct record_reader *in, uint32_t most)
{
	uint64_t value = 0;
	size_t n = pantau_varint_get(in->p, in->end, &value);

	in->p += n;
	if (n == 0 || value > most) {
		in->bad = true;
		return 0;
	}
	return (uint32_t)value;
}

static bool read_level(struct record_reader *in, struct arena *arena,
		struct level *level)
{
	level->merging = number(in, COUNT_MAX);
	level->segments = number(in, COUNT_MAX);
	level->room = level->segments + 1;
	level->segment = pantau_arena_zero(arena, level->room,
			sizeof(*level->segment));
	for (uint32_t i = 0; level->segment != NULL && !in->bad &&
			i < level->segments; i++) {
		struct segment *segment = &level->segment[i];
		segment->id = number(in, INDEX_SEGMENT_ID_MAX);
		segment->first = number(in, INT32_MAX);
		segment->last = number(in, INT32_MAX);
		in->bad = in->bad || segment->last < segment->first ||
				segment->id == 0;
	}
	in->bad = in->bad || level->merging > level->segments;
	return level->segment != NULL;
}

static enum pantau_status read_levels(struct record_reader *in, struct arena *arena,
		struct structure *out, struct pantau_error *err)
{
	uint64_t writes = 0;
	uint32_t levels = number(in, INDEX_SEGMENTS_MAX);
	size_t segments = number(in, COUNT_MAX), found = 0;
	size_t n = pantau_varint_get(in->p, in->end, &writes);

	in->p += n;
	in->bad = in->bad || n == 0;
	out->writes = writes;
	out->levels = in->bad ? 0 : levels;
	out->level = pantau_arena_zero(arena, out->levels + 1,
			sizeof(*out->level));
	for (size_t i = 0; out->level != NULL && !in->bad && i < out->levels;
			i++) {
		if (!read_level(in, arena, &out->level[i])) {
			return pantau_fail_memory(err);
		}
		found += out->level[i].segments;
	}
	out->segments = segments;
	if (out->level == NULL) {
		return pantau_fail_memory(err);
	}
	return in->bad || found != segments ? pantau_index_damaged(err) : PANTAU_OK;
}

/* FTS5's 'secure-delete', which others may set, changes the form of leaves and
 * raises the version. */
static enum pantau_status check_version(struct store *store, bool *foreign,
		struct pantau_error *err)
{
	sqlite3_stmt *stmt = pantau_store_stmt(store,
			"SELECT v FROM fts_config WHERE k = 'version'", err);

	if (stmt == NULL) {
		return unreadable(store, err);
	}
	int code = sqlite3_step(stmt);
	if (code == SQLITE_ROW) {
		*foreign = *foreign || sqlite3_column_int(stmt, 0) !=
				INDEX_VERSION;
	}
	sqlite3_reset(stmt);
	return code == SQLITE_ROW ? PANTAU_OK : code == SQLITE_DONE
			? pantau_index_damaged(err) : unreadable(store, err);
}

enum pantau_status pantau_structure_read(struct store *store,
		struct arena *arena, struct structure *out,
		struct pantau_error *err)
{
	/* What FTS5 of SQLite 3.44 and later puts behind the cookie when it
	 * keeps more than we know of. */
	static const unsigned char mark[4] = {0xff, 0, 0, 1};
	sqlite3_stmt *stmt;
	struct str bytes;
	enum pantau_status status = record(store, INDEX_STRUCTURE, &stmt,
			&bytes, err);

	memset(out, 0, sizeof(*out));
	if (status == PANTAU_OK && bytes.n < 7) {
		status = pantau_index_damaged(err);
	}
	if (status == PANTAU_OK) {
		struct record_reader in = {(const unsigned char *)bytes.p + 4,
				(const unsigned char *)bytes.p + bytes.n, false};
		memcpy(out->cookie, bytes.p, sizeof(out->cookie));
		out->foreign = bytes.n >= 8 && memcmp(in.p, mark, 4) == 0;
		status = out->foreign ? PANTAU_OK
				: read_levels(&in, arena, out, err);
	}
	if (stmt != NULL) {
		sqlite3_reset(stmt);
	}
	return status == PANTAU_OK ? check_version(store, &out->foreign, err)
			: status;
}

enum pantau_status pantau_structure_write(struct store *store,
		const struct structure *structure, struct pantau_error *err)
{
	struct buf buf;

	pantau_buf_init(&buf);
	pantau_buf_append(&buf, (const char *)structure->cookie,
			sizeof(structure->cookie));
	pantau_varint_append(&buf, structure->levels);
	pantau_varint_append(&buf, structure->segments);
	pantau_varint_append(&buf, structure->writes);
	for (size_t i = 0; i < structure->levels; i++) {
		const struct level *level = &structure->level[i];
		pantau_varint_append(&buf, level->merging);
		pantau_varint_append(&buf, level->segments);
		for (uint32_t k = 0; k < level->segments; k++) {
			pantau_varint_append(&buf, level->segment[k].id);
			pantau_varint_append(&buf, level->segment[k].first);
			pantau_varint_append(&buf, level->segment[k].last);
		}
	}
	enum pantau_status status = buf.failed ? pantau_fail_memory(err)
			: put_record(store, INDEX_STRUCTURE, buf_str(&buf), err);
	pantau_buf_finish(&buf);
	store->fts_stale = true;
	return status;
}

bool pantau_structure_add(struct structure *structure, struct arena *arena,
		size_t level, struct segment segment)
{
	if (level >= structure->levels) {
		struct level *grown = pantau_arena_zero(arena, level + 1,
				sizeof(*grown));
		if (grown == NULL) {
			return false;
		}
		if (structure->levels > 0) {
			memcpy(grown, structure->level,
					structure->levels * sizeof(*grown));
		}
		structure->level = grown;
		structure->levels = level + 1;
	}
	struct level *to = &structure->level[level];
	if (to->segments == to->room) {
		struct segment *grown = pantau_arena_zero(arena,
				to->room * 2 + 1, sizeof(*grown));
		if (grown == NULL) {
			return false;
		}
		if (to->segments > 0) {
			memcpy(grown, to->segment,
					to->segments * sizeof(*grown));
		}
		to->segment = grown;
		to->room = to->room * 2 + 1;
	}
	to->segment[to->segments++] = segment;
	structure->segments++;
	return true;
}

uint32_t pantau_structure_free_id(const struct structure *structure)
{
	unsigned char used[INDEX_SEGMENTS_MAX / 8 + 1] = {0};

	for (size_t i = 0; i < structure->levels; i++) {
		const struct level *level = &structure->level[i];
		for (uint32_t k = 0; k < level->segments; k++) {
			uint32_t id = level->segment[k].id;
			if (id <= INDEX_SEGMENTS_MAX) {
				used[id / 8] |= (unsigned char)(1 << id % 8);
			}
		}
	}
	for (uint32_t id = 1; id <= INDEX_SEGMENTS_MAX; id++) {
		if ((used[id / 8] >> id % 8 & 1) == 0) {
			return id;
		}
	}
	return 0;
}

/* --- averages --- */

enum pantau_status pantau_averages_read(struct store *store,
		struct averages *out, struct pantau_error *err)
{
	sqlite3_stmt *stmt;
	struct str bytes;
	enum pantau_status status = record(store, INDEX_AVERAGES, &stmt, &bytes,
			err);
	const unsigned char *p = (const unsigned char *)bytes.p;
	const unsigned char *end = p != NULL ? p + bytes.n : NULL;
	uint64_t value[1 + INDEX_FIELDS] = {0};

	/* An index without rows has an empty record. */
	for (size_t i = 0; status == PANTAU_OK && p < end &&
			i < 1 + INDEX_FIELDS; i++) {
		size_t n = pantau_varint_get(p, end, &value[i]);
		status = n == 0 || value[i] > COUNTED_MAX
				? pantau_index_damaged(err) : PANTAU_OK;
		p += n;
	}
	out->rows = (int64_t)value[0];
	for (size_t i = 0; i < INDEX_FIELDS; i++) {
		out->positions[i] = (int64_t)value[1 + i];
	}
	if (stmt != NULL) {
		sqlite3_reset(stmt);
	}
	return status;
}

enum pantau_status pantau_averages_write(struct store *store,
		const struct averages *averages, struct pantau_error *err)
{
	unsigned char bytes[(1 + INDEX_FIELDS) * INDEX_VARINT_MAX];
	size_t n = pantau_varint_put(bytes, (uint64_t)averages->rows);

	for (size_t i = 0; i < INDEX_FIELDS; i++) {
		n += pantau_varint_put(bytes + n,
				(uint64_t)averages->positions[i]);
	}
	return put_record(store, INDEX_AVERAGES,
			str_make((const char *)bytes, n), err);
}
