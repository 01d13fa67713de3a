/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* How many documents hold a phrase, for its idf. */

#include <stdlib.h>

#include "base/error.h"
#include "base/hash.h"
#include "store/rank_parts.h"
#include "store/store_parts.h"

/* What was counted, by the phrase's key; all of one state of the file. */
struct match_memory {
	int64_t version; /* data version */
	int changes;     /* of the connection's own */
	struct map place;
	double *documents;
	size_t room;
};

#define KEPT_MAX 65536

void pantau_match_memory_drop(struct store *store)
{
	struct match_memory *memory = store->match_memory;

	if (memory != NULL) {
		pantau_map_finish(&memory->place);
		free(memory->documents);
		free(memory);
		store->match_memory = NULL;
	}
}

/* NULL when there is no memory for it. */
static struct match_memory *memory_of(struct store *store)
{
	struct match_memory *memory = store->match_memory;
	int changes = sqlite3_total_changes(store->db);

	if (memory == NULL) {
		memory = calloc(1, sizeof(*memory));
		if (memory == NULL) {
			return NULL;
		}
		pantau_map_init(&memory->place, pantau_hash_seed());
		store->match_memory = memory;
		memory->version = -1;
	}
	if (memory->version != store->columns.version ||
			memory->changes != changes ||
			memory->place.n >= KEPT_MAX) {
		pantau_map_clear(&memory->place);
		memory->version = store->columns.version;
		memory->changes = changes;
	}
	return memory;
}

static bool recall(const struct match_memory *memory, struct str key,
		double *documents)
{
	const uint32_t *place = memory != NULL ? pantau_map_get(&memory->place,
			key) : NULL;

	if (place != NULL) {
		*documents = memory->documents[*place];
	}
	return place != NULL;
}

/* Without memory it is counted again next time. */
static void remember(struct match_memory *memory, struct str key,
		double documents)
{
	bool added;

	if (memory != NULL && memory->place.n >= memory->room) {
		size_t room = memory->room * 2 + 64;
		double *grown = realloc(memory->documents,
				room * sizeof(*grown));
		if (grown == NULL) {
			return;
		}
		memory->documents = grown;
		memory->room = room;
	}
	uint32_t *place = memory != NULL ? pantau_map_put(&memory->place, key,
			&added) : NULL;
	if (place != NULL) {
		*place = (uint32_t)memory->place.n - 1;
		memory->documents[*place] = documents;
	}
}

static enum pantau_status count_all(struct match *match, double *documents,
		struct pantau_error *err)
{
	enum pantau_status status;
	const int64_t *id;
	uint64_t all = 0;
	size_t n;

	do {
		status = pantau_match_block(match, &id, &n, err);
		all += n;
	} while (status == PANTAU_OK);
	*documents = (double)all;
	return status == PANTAU_END ? PANTAU_OK : status;
}

static enum pantau_status count(struct store *store,
		const struct rank_leaf *leaf, double *documents,
		struct pantau_error *err)
{
	struct match_node node = {
		.op = MATCH_PHRASE, .field = leaf->field,
		.phrase = leaf->phrase, .phrases = 1, .weight = 1,
	};
	struct match *match;
	enum pantau_status status = pantau_match_open(store, &node, false, 1,
			INT64_MAX, &match, err);

	*documents = 0;
	if (status == PANTAU_OK) {
		status = count_all(match, documents, err);
		pantau_match_close(match);
	}
	return status;
}

enum pantau_status pantau_rank_frequency(struct store *store,
		const struct rank_leaf *leaf, double *documents,
		struct pantau_error *err)
{
	struct match_memory *memory = memory_of(store);
	enum pantau_status status = PANTAU_OK;
	struct buf key;

	pantau_buf_init(&key);
	pantau_buf_printf(&key, "%d ", (int)leaf->field);
	pantau_match_phrase_key(&key, leaf->phrase);
	if (key.failed) {
		status = pantau_fail_memory(err);
	} else if (!recall(memory, buf_str(&key), documents)) {
		status = count(store, leaf, documents, err);
		if (status == PANTAU_OK) {
			remember(memory, buf_str(&key), *documents);
		}
	}
	pantau_buf_finish(&key);
	return status;
}
