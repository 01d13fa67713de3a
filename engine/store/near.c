/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* What somebody may have meant who wrote an id that no item has. */

#include "base/distance.h"
#include "base/error.h"
#include "store/store_parts.h"

#define SLIPS 2        /* of the keyboard, at most */
#define LOOKED_AT 200000 /* of the newest items: a hint must not take long */

/* Behind the last colon, where a name was written with its source. */
static struct str without_source(struct str name)
{
	size_t at = name.n;

	while (at > 0 && name.p[at - 1] != ':') {
		at--;
	}
	return str_skip(name, at);
}

static unsigned slips(const struct letters *wanted, struct str id,
		unsigned most)
{
	struct letters letters;

	return pantau_letters_of(id, &letters)
			? pantau_distance(wanted, &letters, most) : most + 1;
}

enum pantau_status pantau_store_find_near(struct store *store, struct str name,
		struct arena *arena, struct str *out, struct pantau_error *err)
{
	struct letters wanted;
	unsigned most = SLIPS;
	int code = SQLITE_DONE;

	*out = STR("");
	name = without_source(name);
	/* Of a short id everything is near. */
	if (!pantau_letters_of(name, &wanted) || wanted.n <= SLIPS) {
		return PANTAU_OK;
	}
	sqlite3_stmt *stmt = pantau_store_stmt(store, "SELECT ext_id FROM doc "
			"WHERE ext_id IS NOT NULL ORDER BY id DESC LIMIT ?1", err);
	if (stmt == NULL) {
		return pantau_store_fail(store, err, "cannot read the item",
				"tidak dapat membaca artikel");
	}
	enum pantau_status status = PANTAU_OK;
	sqlite3_bind_int64(stmt, 1, LOOKED_AT);
	while (most > 0 && status == PANTAU_OK &&
			(code = sqlite3_step(stmt)) == SQLITE_ROW) {
		struct str id = pantau_column_str(stmt, 0);
		unsigned n = slips(&wanted, id, most);
		if (n < most || (n == most && out->n == 0)) {
			most = n > 1 ? n : 0;
			*out = pantau_arena_str(arena, id);
			status = out->p == NULL ? pantau_fail_memory(err)
					: PANTAU_OK;
		}
	}
	if (status == PANTAU_OK && code != SQLITE_ROW && code != SQLITE_DONE) {
		status = pantau_store_fail(store, err, "cannot read the item",
				"tidak dapat membaca artikel");
	}
	sqlite3_reset(stmt);
	return status;
}
