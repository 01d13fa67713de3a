/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Checks of slang and hoax cues, which lean on other rows and files. */

#include "lexicon/build.h"
#include "lexicon/check.h"

#define COVER_WORK ((size_t)20 * 1000 * 1000) /* pairs of cues, < 1 s */

/* Names that code computes; engine/score sets them. */
static const char *const features[] = {
	"caps_words", "caps_text", "exclamation_run", "question_run",
	"short_link", "phone_number", "lookalike_domain", "official_domain",
	"media_domain", "money_amount", "emoji_alarm", "named_date",
	"quoted_attribution", "ellipsis_run", "chat_spelling", "question",
	"long_words",
};

/* Roots that are no rival reading: slang and foreign words themselves, or
 * names whose long form is what the slang row spells out. */
static bool is_informal_class(struct str class_)
{
	static const char *const informal[] = {"colloq", "jv", "su", "bet",
		"min", "acr", "inst", "prog", "party", "place", "loan",
		"tech"};

	for (size_t i = 0; i < sizeof(informal) / sizeof(informal[0]); i++) {
		if (str_eq(class_, str_of(informal[i]))) {
			return true;
		}
	}
	return false;
}

/* The root that an informal form also is, unless that is slang too; NULL. */
static const struct tsv_row *find_root(const struct tables *tables,
		const struct table_keys *keys, struct str word,
		const struct table **where)
{
	static const enum table_kind kinds[] = {TABLE_ROOTS,
		TABLE_ROOTS_HUNSPELL};

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		const uint32_t *at = pantau_map_get(&keys->map[kinds[i]], word);
		if (at == NULL) {
			continue;
		}
		*where = &tables->table[kinds[i]];
		const struct tsv_row *row = &(*where)->row[*at - 1];
		return is_informal_class(row->cell[ROOT_CLASS].text) ? NULL :
				row;
	}
	return NULL;
}

/* The form that a formal one would be rewritten to again, or NULL. */
static const struct tsv_row *find_chain(const struct table *table,
		const struct map *keys, struct str formal)
{
	const uint32_t *next = pantau_map_get(keys, formal);

	if (next == NULL) {
		return NULL;
	}
	const struct tsv_row *row = &table->row[*next - 1];
	/* A guarded word keeps its own reading: the chain ends there. */
	uint32_t guard = (uint32_t)row->cell[SLANG_GUARD].number;
	return guard != GUARD_STANDARD && guard != GUARD_USUAL ? row : NULL;
}

static void check_slang_row(const struct tables *tables,
		const struct table_keys *keys, const struct tsv_row *row,
		struct finding_list *list)
{
	const struct table *table = &tables->table[TABLE_SLANG];
	enum pantau_lang lang = list->lang;
	struct str informal = row->cell[SLANG_INFORMAL].text;
	struct str formal = row->cell[SLANG_FORMAL].text;
	struct str shown = pantau_finding_clip(informal);

	if (str_eq(informal, formal)) {
		pantau_check_add(list, table, row, SLANG_FORMAL,
				PANTAU_FINDING_ERROR, PANTAU_L(lang,
				"delete the row", "hapus barisnya"),
				PANTAU_L(lang, "'" STR_FMT "' is mapped to "
				"itself", "'" STR_FMT "' dipetakan ke dirinya "
				"sendiri"), STR_ARG(shown));
		return;
	}
	const struct tsv_row *chain = find_chain(table,
			&keys->map[TABLE_SLANG], formal);
	if (chain != NULL) {
		struct str middle = pantau_finding_clip(formal);
		struct str last = pantau_finding_clip(
				chain->cell[SLANG_FORMAL].text);
		pantau_check_add(list, table, row, SLANG_FORMAL,
				PANTAU_FINDING_WARNING, PANTAU_L(lang,
				"map it to the last form at once",
				"petakan langsung ke bentuk terakhir"),
				PANTAU_L(lang, "'" STR_FMT "' is informal too: "
				"line %u makes it '" STR_FMT "'", "'" STR_FMT
				"' juga tidak baku: baris %u menjadikannya '"
				STR_FMT "'"), STR_ARG(middle), chain->line,
				STR_ARG(last));
	}
	const struct table *where;
	const struct tsv_row *root = find_root(tables, keys, informal, &where);
	if (root != NULL && row->cell[SLANG_GUARD].number == GUARD_NONE) {
		pantau_check_add(list, table, row, SLANG_INFORMAL,
				PANTAU_FINDING_WARNING, PANTAU_L(lang,
				"delete one of the two, or fill column 'guard': "
				"'standar' keeps the root, 'bebas' rewrites it",
				"hapus salah satunya, atau isi kolom 'guard': "
				"'standar' mempertahankan kata dasar, 'bebas' "
				"tetap menggantinya"),
				PANTAU_L(lang, "'" STR_FMT "' is also a root, "
				"%s line %u", "'" STR_FMT "' juga kata dasar, "
				"%s baris %u"), STR_ARG(shown),
				where->schema->file, root->line);
	}
}

bool pantau_check_slang(const struct tables *tables,
		const struct table_keys *keys, struct finding_list *list)
{
	const struct table *table = &tables->table[TABLE_SLANG];

	for (size_t i = 0; i < table->rows; i++) {
		check_slang_row(tables, keys, &table->row[i], list);
	}
	return !list->failed;
}

static bool is_feature(struct str name)
{
	for (size_t i = 0; i < sizeof(features) / sizeof(features[0]); i++) {
		if (str_eq(name, str_of(features[i]))) {
			return true;
		}
	}
	return false;
}

static bool has_wildcard(struct str cue)
{
	struct str rest = cue;

	while (rest.n != 0) {
		if (str_eq(pantau_str_cut(&rest, ' '), STR("*"))) {
			return true;
		}
	}
	return false;
}

/* True when every text that matches b matches a, word for word. */
static bool covers(struct str a, struct str b)
{
	while (a.n != 0 && b.n != 0) {
		struct str x = pantau_str_cut(&a, ' ');
		struct str y = pantau_str_cut(&b, ' ');
		if (!str_eq(x, STR("*")) && !str_eq(x, y)) {
			return false;
		}
	}
	return a.n == 0 && b.n == 0;
}

void pantau_check_phrase(const struct table *table, const struct tsv_row *row,
		struct finding_list *list)
{
	enum pantau_lang lang = list->lang;
	struct str rest = row->cell[CUE_CUE].text, word = {0};
	bool first_any = false, last_any = false, any_word = false;
	size_t n = 0;

	while (rest.n != 0) {
		word = pantau_str_cut(&rest, ' ');
		last_any = str_eq(word, STR("*"));
		first_any |= n == 0 && last_any;
		any_word |= !last_any;
		n++;
	}
	if (!any_word) {
		pantau_check_add(list, table, row, CUE_CUE,
				PANTAU_FINDING_ERROR, PANTAU_L(lang,
				"name at least one word", "sebutkan "
				"sedikitnya satu kata"), PANTAU_L(lang,
				"the cue matches everything",
				"petunjuk ini cocok dengan apa saja"));
	} else if (first_any || last_any) {
		pantau_check_add(list, table, row, CUE_CUE,
				PANTAU_FINDING_WARNING, PANTAU_L(lang,
				"leave it out", "tanda itu dapat dihapus"),
				PANTAU_L(lang, "'*' at the end of a cue only "
				"asks for one more word", "'*' di ujung "
				"petunjuk hanya menuntut satu kata lagi"));
	}
}

static void check_cue(const struct tables *tables,
		const struct table_keys *keys, const struct tsv_row *row,
		struct finding_list *list)
{
	const struct table *table = &tables->table[TABLE_HOAX_CUES];
	enum pantau_lang lang = list->lang;
	struct str group = pantau_finding_clip(row->cell[CUE_GROUP].text);
	struct str cue = pantau_finding_clip(row->cell[CUE_CUE].text);

	if (row->cell[CUE_GROUP].text.n != 0 && pantau_map_get(
			&keys->map[TABLE_HOAX_GROUPS],
			row->cell[CUE_GROUP].text) == NULL) {
		pantau_check_add(list, table, row, CUE_GROUP,
				PANTAU_FINDING_ERROR, PANTAU_L(lang, "add the "
				"group to hoax-groups.tsv or correct its name",
				"tambahkan kelompok itu ke hoax-groups.tsv atau "
				"betulkan namanya"), PANTAU_L(lang,
				"no group '" STR_FMT "' in hoax-groups.tsv",
				"kelompok '" STR_FMT "' tidak ada di "
				"hoax-groups.tsv"), STR_ARG(group));
	}
	if (row->cell[CUE_KIND].number == CUE_PHRASE) {
		pantau_check_phrase(table, row, list);
	} else if (!is_feature(row->cell[CUE_CUE].text)) {
		pantau_check_add(list, table, row, CUE_CUE,
				PANTAU_FINDING_ERROR, PANTAU_L(lang,
				"see pantau-lexicon(5) for the names",
				"lihat nama-namanya di pantau-lexicon(5)"),
				PANTAU_L(lang, "no feature is called '" STR_FMT
				"'", "tidak ada ciri bernama '" STR_FMT "'"),
				STR_ARG(cue));
	}
}

/* Both phrases of one group, and what b matches a matches too. */
static bool is_covered(const struct cell *a, const struct cell *b)
{
	return b[CUE_KIND].number == CUE_PHRASE &&
			str_eq(a[CUE_GROUP].text, b[CUE_GROUP].text) &&
			covers(a[CUE_CUE].text, b[CUE_CUE].text);
}

/*
 * Two cues of a group that match the same words count twice. Every cue with a
 * wildcard meets every other; the work is bounded, because a file of a million
 * such cues is no reason to wait an hour for a warning.
 */
static void check_covered(const struct table *table, struct finding_list *list)
{
	enum pantau_lang lang = list->lang;
	size_t work = COVER_WORK;

	for (size_t i = 0; i < table->rows && work > table->rows; i++) {
		const struct tsv_row *wide = &table->row[i];
		struct str shown = pantau_finding_clip(
				wide->cell[CUE_CUE].text);
		if (wide->cell[CUE_KIND].number != CUE_PHRASE ||
				!has_wildcard(wide->cell[CUE_CUE].text)) {
			continue;
		}
		work -= table->rows;
		for (size_t j = 0; j < table->rows; j++) {
			const struct tsv_row *row = &table->row[j];
			if (i == j || !is_covered(wide->cell, row->cell)) {
				continue;
			}
			pantau_check_add(list, table, row, CUE_CUE,
					PANTAU_FINDING_WARNING, PANTAU_L(lang,
					"keep one of the two rows", "sisakan "
					"satu dari kedua baris itu"),
					PANTAU_L(lang, "'" STR_FMT "' on line "
					"%u matches the same words", "'" STR_FMT
					"' di baris %u cocok dengan kata yang "
					"sama"), STR_ARG(shown), wide->line);
		}
	}
}

bool pantau_check_cues(const struct tables *tables,
		const struct table_keys *keys, struct finding_list *list)
{
	const struct table *table = &tables->table[TABLE_HOAX_CUES];
	const struct table *groups = &tables->table[TABLE_HOAX_GROUPS];
	enum pantau_lang lang = list->lang;

	for (size_t i = 0; i < table->rows; i++) {
		check_cue(tables, keys, &table->row[i], list);
	}
	check_covered(table, list);
	if (groups->rows > GROUPS_MAX) {
		pantau_check_add(list, groups, &groups->row[GROUPS_MAX], 0,
				PANTAU_FINDING_ERROR, PANTAU_L(lang,
				"merge groups", "gabungkan beberapa kelompok"),
				PANTAU_L(lang, "more than %d groups",
				"lebih dari %d kelompok"), GROUPS_MAX);
	}
	return !list->failed;
}
