/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Checks of acts.tsv, where a cue may have a row for each act. */

#include "lexicon/act.h"
#include "lexicon/build.h"
#include "lexicon/check.h"

/* The rows of a cue, by act: a row index + 1. */
struct cue_rows {
	uint32_t row[ACTS];
};

static void check_place(const struct table *table, const struct tsv_row *row,
		struct finding_list *list)
{
	enum pantau_lang lang = list->lang;
	struct str cue = row->cell[ACT_CUE].text;
	struct str shown = pantau_finding_clip(cue);

	if (!act_is_trait(cue)) {
		pantau_check_phrase(table, row, list);
	} else if (row->cell[ACT_PLACE].number != ACT_ANY) {
		pantau_check_add(list, table, row, ACT_PLACE,
				PANTAU_FINDING_ERROR, PANTAU_L(lang,
				"write 'any'", "tulis 'any'"), PANTAU_L(lang,
				"'" STR_FMT "' is said of the whole text and "
				"stands nowhere in it", "'" STR_FMT "' berlaku "
				"untuk seluruh teks, jadi tidak punya tempat"),
				STR_ARG(shown));
	}
}

/* Two rows of a cue for one act are one too many. */
static void check_twice(const struct table *table, size_t at,
		struct cue_rows *rows, struct finding_list *list)
{
	enum pantau_lang lang = list->lang;
	const struct tsv_row *row = &table->row[at];
	struct str shown = pantau_finding_clip(row->cell[ACT_CUE].text);
	struct str act = pantau_finding_clip(row->cell[ACT_ACT].text);
	uint32_t *first = &rows->row[(unsigned)row->cell[ACT_ACT].number];

	if (*first == 0) {
		*first = (uint32_t)at + 1;
		return;
	}
	pantau_check_add(list, table, row, 0, PANTAU_FINDING_ERROR,
			PANTAU_L(lang, "keep one of the two rows",
			"sisakan satu dari kedua baris itu"),
			PANTAU_L(lang, "'" STR_FMT "' is a cue of '" STR_FMT
			"' on line %u already", "'" STR_FMT "' sudah menjadi "
			"petunjuk '" STR_FMT "' di baris %u"), STR_ARG(shown),
			STR_ARG(act), table->row[*first - 1].line);
}

bool pantau_check_acts(const struct tables *tables, struct finding_list *list)
{
	const struct table *table = &tables->table[TABLE_ACTS];
	struct arena arena;
	struct map cues;
	bool ok = true;

	pantau_arena_init(&arena);
	pantau_map_init(&cues, pantau_hash_seed());
	struct cue_rows *rows = pantau_arena_zero(&arena, table->rows,
			sizeof(*rows));
	ok = rows != NULL;
	for (size_t i = 0; ok && i < table->rows; i++) {
		const struct tsv_row *row = &table->row[i];
		bool added;
		if (row->cell[ACT_CUE].text.n == 0) {
			continue;
		}
		uint32_t *at = pantau_map_put(&cues, row->cell[ACT_CUE].text,
				&added);
		if (at == NULL) {
			ok = false;
			break;
		}
		*at = added ? (uint32_t)i : *at;
		check_place(table, row, list);
		check_twice(table, i, &rows[*at], list);
	}
	pantau_map_finish(&cues);
	pantau_arena_finish(&arena);
	return ok && !list->failed;
}
