/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* The names that learning leaves alone. */

#include "tune/mask.h"

#include "base/error.h"
#include "lexicon/lexicons.h"
#include "lexicon/schema.h"

static bool take(void *context, uint32_t line, const struct str *cell,
		size_t cells)
{
	struct mask *mask = context;
	bool added;

	(void)line, (void)cells;
	return pantau_map_put(&mask->names, cell[ENTITY_TERM], &added) != NULL;
}

enum pantau_status pantau_mask_read(struct mask *mask, const char *dir,
		struct pantau_error *err)
{
	struct pantau_error local = pantau_error_like(err);

	pantau_map_init(&mask->names, pantau_hash_seed());
	enum pantau_status status = pantau_lexicon_table_each(dir,
			"entities.tsv", take, mask, &local);
	if (status == PANTAU_NOT_FOUND) {
		return PANTAU_OK;
	}
	if (status != PANTAU_OK && err != NULL) {
		*err = local;
	}
	return status;
}

void pantau_mask_finish(struct mask *mask)
{
	pantau_map_finish(&mask->names);
}

bool pantau_mask_hides(const struct mask *mask, const struct str word[2])
{
	char both[256];

	if (pantau_map_get(&mask->names, word[0]) != NULL) {
		return true;
	}
	if (word[1].n == 0) {
		return false;
	}
	if (pantau_map_get(&mask->names, word[1]) != NULL) {
		return true;
	}
	size_t n = word[0].n + 1 + word[1].n;
	if (n > sizeof(both)) {
		return false;
	}
	memcpy(both, word[0].p, word[0].n);
	both[word[0].n] = ' ';
	memcpy(both + word[0].n + 1, word[1].p, word[1].n);
	return pantau_map_get(&mask->names, str_make(both, n)) != NULL;
}
