/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Checks of hoax-exceptions.tsv, whose rows lean on cues and groups. */

#include <string.h>

#include "lexicon/build.h"
#include "lexicon/check.h"

static bool is_group(const struct tsv_row *row)
{
	return row->cell[EXCEPT_KIND].number == EXCEPT_GROUP;
}

/* Is there a cue, or a group, of that name? */
static void check_name(const struct table *table,
		const struct table_keys *keys, const struct tsv_row *row,
		struct finding_list *list)
{
	enum pantau_lang lang = list->lang;
	bool group = is_group(row);
	struct str name = row->cell[EXCEPT_NAME].text;
	struct str shown = pantau_finding_clip(name);
	const char *file = group ? "hoax-groups.tsv" : "hoax-cues.tsv";

	if (name.n == 0 || pantau_map_get(&keys->map[group ?
			TABLE_HOAX_GROUPS : TABLE_HOAX_CUES], name) != NULL) {
		return;
	}
	pantau_check_add(list, table, row, EXCEPT_NAME, PANTAU_FINDING_ERROR,
			PANTAU_L(lang, "write it as its row does, or delete "
			"this one", "tulis persis seperti di barisnya, atau "
			"hapus baris ini"), PANTAU_L(lang, "'" STR_FMT
			"' is not in %s", "'" STR_FMT "' tidak ada di %s"),
			STR_ARG(shown), file);
}

/* Context, kind and name as one key, in the arena; no bytes: memory is out. */
static struct str whole_key(const struct tsv_row *row, struct arena *arena)
{
	struct str context = row->cell[EXCEPT_CONTEXT].text;
	struct str name = row->cell[EXCEPT_NAME].text;
	char *key = pantau_arena_alloc(arena, context.n + name.n + 1);

	if (key == NULL) {
		return str_make(NULL, 0);
	}
	memcpy(key, context.p, context.n);
	key[context.n] = is_group(row) ? '\t' : '\n';
	memcpy(key + context.n + 1, name.p, name.n);
	return str_make(key, context.n + name.n + 1);
}

static bool check_twice(const struct table *table, size_t at, struct map *seen,
		struct arena *arena, struct finding_list *list)
{
	enum pantau_lang lang = list->lang;
	const struct tsv_row *row = &table->row[at];
	struct str key = whole_key(row, arena);
	struct str shown = pantau_finding_clip(row->cell[EXCEPT_NAME].text);
	bool added = false;
	uint32_t *first = key.n != 0 ? pantau_map_put(seen, key, &added) : NULL;

	if (first == NULL) {
		return false;
	}
	if (added) {
		*first = (uint32_t)at;
		return true;
	}
	pantau_check_add(list, table, row, 0, PANTAU_FINDING_ERROR,
			PANTAU_L(lang, "keep one of the two rows",
			"sisakan satu dari kedua baris itu"),
			PANTAU_L(lang, "line %u excepts '" STR_FMT "' there "
			"already", "baris %u sudah mengecualikan '" STR_FMT
			"' di sana"), table->row[*first].line, STR_ARG(shown));
	return true;
}

bool pantau_check_exceptions(const struct tables *tables,
		const struct table_keys *keys, struct finding_list *list)
{
	const struct table *table = &tables->table[TABLE_HOAX_EXCEPTIONS];
	struct arena arena;
	struct map seen;
	bool ok = true;

	pantau_arena_init(&arena);
	pantau_map_init(&seen, pantau_hash_seed());
	for (size_t i = 0; ok && i < table->rows; i++) {
		const struct tsv_row *row = &table->row[i];
		if (row->cell[EXCEPT_CONTEXT].text.n == 0) {
			continue;
		}
		pantau_check_phrase(table, row, list);
		check_name(table, keys, row, list);
		ok = check_twice(table, i, &seen, &arena, list);
	}
	pantau_map_finish(&seen);
	pantau_arena_finish(&arena);
	return ok && !list->failed;
}
