/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Items of the database, one after the other. */

#include "cli/archive.h"

#include <unistd.h>

#include "base/error.h"
#include "search/ids.h"
#include "search/session.h"

bool pantau_archive_there(struct cli *cli)
{
	return cli->db != NULL || (*cli->db_default != '\0' &&
			access(cli->db_default, F_OK) == 0);
}

static enum pantau_status walk(struct cli *cli, struct session *session,
		uint64_t most, enum pantau_status (*take)(void *context,
				const struct item *item),
		void *context)
{
	struct arena arena;
	struct ids *ids;
	int64_t id;
	enum pantau_status status = pantau_ids_open(&session->plan, true, &ids,
			&cli->err);

	pantau_arena_init(&arena);
	for (uint64_t n = 0; status == PANTAU_OK && (most == 0 || n < most);
			n++) {
		struct item item;
		pantau_arena_reset(&arena);
		status = pantau_ids_next(ids, &id, &cli->err);
		if (status == PANTAU_OK) {
			status = pantau_cli_interrupted(cli);
		}
		if (status == PANTAU_OK) {
			status = pantau_store_item(cli->store, id, &arena,
					&item, &cli->err);
		}
		if (status == PANTAU_OK) {
			status = take(context, &item);
		}
	}
	pantau_arena_finish(&arena);
	pantau_ids_close(ids);
	return status == PANTAU_END ? PANTAU_OK : status;
}

enum pantau_status pantau_archive_each(struct cli *cli, struct str query,
		uint64_t most,
		enum pantau_status (*item)(void *context,
				const struct item *item),
		void *context)
{
	const struct search_options options = {
		.query = {.now = cli->now, .zone = cli->zone},
		.sort = SORT_NEWEST, .since = INT64_MIN, .until = INT64_MAX,
	};
	struct session session;
	enum pantau_status status = pantau_cli_open(cli, NEED_STORE |
			NEED_ANALYSER);

	if (status == PANTAU_OK) {
		status = pantau_session_open(&session, cli->store,
				cli->analyser, query, &options, &cli->err);
	}
	if (status != PANTAU_OK) {
		return status;
	}
	status = walk(cli, &session, most, item, context);
	pantau_session_close(&session);
	return status;
}
