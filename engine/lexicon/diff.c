/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Two folders row by row: each table sorted by its key, then merged. */

#include "lexicon/diff.h"

#include <stdlib.h>

#include "lexicon/source.h"

struct side {
	struct sources sources;
	struct tables tables;
	struct finding_list list;
};

struct teller {
	void (*change)(void *context, const struct lexicon_change *change);
	void *context;
};

static enum pantau_status read_side(const char *dir, struct side *out,
		struct pantau_error *err)
{
	const struct pantau_lexicon_options options = {.dir = dir};
	enum pantau_status status = pantau_sources_read(&options,
			&out->sources, err);

	if (status != PANTAU_OK) {
		return status;
	}
	if (!pantau_tables_read(&out->sources, &out->tables, &out->list)) {
		return pantau_fail_memory(err);
	}
	return out->list.errors != 0 ? pantau_findings_fail(&out->list, err) :
			PANTAU_OK;
}

static int by_key(const void *a, const void *b)
{
	const struct tsv_row *x = *(const struct tsv_row *const *)a;
	const struct tsv_row *y = *(const struct tsv_row *const *)b;
	int order = str_cmp(x->cell[0].text, y->cell[0].text);

	return order != 0 ? order : (x->line > y->line) - (x->line < y->line);
}

/* NULL when memory is out. */
static const struct tsv_row **sorted(const struct table *table,
		struct arena *arena)
{
	const struct tsv_row **row = pantau_arena_zero(arena, table->rows + 1,
			sizeof(const struct tsv_row *));

	for (size_t i = 0; row != NULL && i < table->rows; i++) {
		row[i] = &table->row[i];
	}
	if (row != NULL) {
		qsort(row, table->rows, sizeof(*row), by_key);
	}
	return row;
}

/* A pair of rows of one key, or a row alone (the other is NULL). */
static void tell(const struct teller *teller, const struct schema *schema,
		const struct tsv_row *first, const struct tsv_row *second)
{
	const struct tsv_row *row[2] = {first, second};
	struct lexicon_change change = {
		.schema = schema,
		.kind = first == NULL ? CHANGE_ADDED :
				second == NULL ? CHANGE_REMOVED :
				CHANGE_CHANGED,
		.key = (first != NULL ? first : second)->cell[0].text,
	};
	bool same = first != NULL && second != NULL;

	for (int side = 0; side < 2; side++) {
		if (row[side] == NULL) {
			continue;
		}
		change.line[side] = row[side]->line;
		for (size_t c = 0; c < schema->columns; c++) {
			change.cell[side][c] = row[side]->cell[c].text;
		}
	}
	for (size_t c = 0; same && c < schema->columns; c++) {
		same = str_eq(change.cell[0][c], change.cell[1][c]);
	}
	if (!same) {
		teller->change(teller->context, &change);
	}
}

static bool merge(const struct table *first, const struct table *second,
		struct arena *arena, const struct teller *teller)
{
	const struct schema *schema = first->schema != NULL ? first->schema :
			second->schema;
	const struct tsv_row **a = sorted(first, arena);
	const struct tsv_row **b = sorted(second, arena);
	size_t i = 0, k = 0;

	if (a == NULL || b == NULL) {
		return false;
	}
	while (i < first->rows || k < second->rows) {
		int order = i == first->rows ? 1 : k == second->rows ? -1 :
				str_cmp(a[i]->cell[0].text,
				b[k]->cell[0].text);
		tell(teller, schema, order <= 0 ? a[i] : NULL,
				order >= 0 ? b[k] : NULL);
		i += order <= 0;
		k += order >= 0;
	}
	return true;
}

enum pantau_status pantau_lexicons_diff(const char *first, const char *second,
		void (*change)(void *context,
				const struct lexicon_change *change),
		void *context, struct pantau_error *err)
{
	const struct teller teller = {change, context};
	const char *const dir[2] = {first, second};
	enum pantau_status status = PANTAU_OK;
	struct side *side = calloc(2, sizeof(*side));
	struct arena arena;

	if (side == NULL) {
		return pantau_fail_memory(err);
	}
	pantau_arena_init(&arena);
	for (int i = 0; i < 2; i++) {
		pantau_findings_init(&side[i].list, err != NULL ? err->lang :
				PANTAU_LANG_ID);
	}
	for (int i = 0; status == PANTAU_OK && i < 2; i++) {
		status = read_side(dir[i], &side[i], err);
	}
	for (int kind = 0; status == PANTAU_OK && kind < TABLE_KINDS; kind++) {
		if (!merge(&side[0].tables.table[kind],
				&side[1].tables.table[kind], &arena, &teller)) {
			status = pantau_fail_memory(err);
		}
	}
	for (int i = 0; i < 2; i++) {
		pantau_tables_finish(&side[i].tables);
		pantau_sources_finish(&side[i].sources);
		pantau_findings_finish(&side[i].list);
	}
	pantau_arena_finish(&arena);
	free(side);
	return status;
}
