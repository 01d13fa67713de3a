/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * Any bytes as a leaf page of the index. Its parts and terms stay within it,
 * entries come in ascending order and lie on the page, and all ways of walking
 * them agree.
 */

#include <stdlib.h>
#include <string.h>

#include "store/posting.h"
#include "store/posting_page.h"

#define ROOM 40000

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool held)
{
	if (!held) {
		abort();
	}
}

struct lists {
	int64_t id[ROOM], back_id[ROOM];
	const unsigned char *poslist[ROOM], *back_poslist[ROOM];
	uint32_t bytes[ROOM], back_bytes[ROOM];
	uint64_t position[ROOM];
};

/* An entry's poslist as far as it is on the page. */
static void check_poslist(struct lists *l, size_t i, const unsigned char *end)
{
	size_t n = l->bytes[i];

	n = n > (size_t)(end - l->poslist[i]) ? (size_t)(end - l->poslist[i])
			: n;
	size_t positions = pantau_poslist_decode(l->poslist[i], (uint32_t)n,
			l->position, ROOM);
	require(positions <= n);
	for (size_t j = 1; j < positions; j++) {
		require(l->position[j] >= l->position[j - 1]);
	}
}

static void check_entries(const struct leaf *leaf, uint32_t from, uint32_t to)
{
	size_t bytes = to - from;
	unsigned char *page = calloc(1, bytes + ENTRIES_PADDING);
	struct lists *l = malloc(sizeof(*l));
	struct entry_arrays up = {l->id, l->poslist, l->bytes};
	struct entry_arrays down = {l->back_id, l->back_poslist, l->back_bytes};

	require(page != NULL && l != NULL);
	memcpy(page, leaf->p + from, bytes);
	struct entries start = {.at = page, .end = page + bytes,
			.absolute = true};
	struct entries e = start;
	size_t n = pantau_entries_decode(&e, true, &up, ROOM);
	require(n <= bytes / 2 + 1);
	uint64_t holding = 0;
	for (size_t i = 0; i < n; i++) {
		require(i == 0 || l->id[i] > l->id[i - 1]);
		require(l->poslist[i] > page && l->poslist[i] <= start.end);
		check_poslist(l, i, start.end);
		holding += l->bytes[i] != 0;
	}
	require(e.over == 0 || n > 0);
	struct entries back = start;
	size_t room = bytes / 2 + 1;
	require(pantau_entries_decode_back(&back, true, INT64_MAX, &down,
			room) == n);
	require(back.damaged == e.damaged && back.over == e.over);
	for (size_t i = 0; i < n; i++) {
		require(l->back_id[room - 1 - i] == l->id[i]);
		require(l->back_poslist[room - 1 - i] == l->poslist[i]);
		require(l->back_bytes[room - 1 - i] == l->bytes[i]);
	}
	struct entries counted = start;
	require(pantau_entries_count(&counted) == holding);
	require(counted.damaged == e.damaged);
	if (n > 0) {
		struct entries skipped = start;
		size_t middle = n / 2;
		pantau_entries_skip(&skipped, l->id[middle]);
		require(pantau_entries_decode(&skipped, true, &down, 1) == 1);
		require(l->back_id[0] == l->id[middle]);
	}
	free(l);
	free(page);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct leaf leaf;
	struct leaf_terms terms;
	struct leaf_extent extent, found;
	struct buf term;

	if (!pantau_leaf_parse(data, size, &leaf)) {
		return 0;
	}
	require(leaf.body <= leaf.n && leaf.term <= leaf.body);
	if (leaf.rows != 0) {
		require(leaf.rows < leaf.term);
		check_entries(&leaf, leaf.rows, leaf.term);
	}
	pantau_buf_init(&term);
	pantau_leaf_terms(&leaf, &terms);
	while (pantau_leaf_next_term(&terms, &term, &extent)) {
		require(extent.rows <= extent.end && extent.end <= leaf.body);
		check_entries(&leaf, extent.rows, extent.end);
		/* Out of order, or with prefixes not shared, it may hide. */
		if (pantau_leaf_find(&leaf, buf_str(&term), &found) ==
				LEAF_FOUND) {
			require(found.rows <= found.end &&
					found.end <= leaf.body);
		}
	}
	pantau_leaf_find(&leaf, STR("0tidakada"), &found);
	pantau_buf_finish(&term);
	return 0;
}
