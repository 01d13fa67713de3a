/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Checks across the rows of lexicon tables. */

#include <stdarg.h>
#include <stdio.h>

#include "base/distance.h"
#include "lexicon/build.h"
#include "lexicon/check.h"

#define SLIPS_MAX 2     /* rows of a class that may be a slip */
#define SLIPS_BESIDE 10 /* the one meant has so many times as many */

void pantau_check_add(struct finding_list *list, const struct table *table,
		const struct tsv_row *row, size_t column, int severity,
		const char *hint, const char *format, ...)
{
	struct place place = pantau_table_place(table, row, column);
	char message[768];
	va_list args;

	va_start(args, format);
	int n = vsnprintf(message, sizeof(message), format, args);
	va_end(args);
	if (n > 0) {
		pantau_finding_add(list, &place, severity, hint, "%s", message);
	}
}

/* The column whose value makes two rows with one key contradict, or -1. */
static int value_column(enum table_kind kind)
{
	switch (kind) {
	case TABLE_SENTIMENT:
	case TABLE_EMOJI:
		return TONE_POLARITY;
	case TABLE_SLANG:
		return SLANG_FORMAL;
	case TABLE_STEM_EXCEPTIONS:
		return EXCEPTION_STEM;
	case TABLE_ABBREVIATIONS:
		return ABBREVIATION_NORMAL;
	case TABLE_HOAX_CUES:
		return CUE_GROUP;
	default:
		return -1;
	}
}

static void tell_repeated(const struct table *table, const struct tsv_row *row,
		const struct tsv_row *first, struct finding_list *list)
{
	enum pantau_lang lang = list->lang;
	int column = value_column(table->schema->kind);
	struct str key = pantau_finding_clip(row->cell[0].text);
	const char *hint = PANTAU_L(lang, "keep one of the two rows",
			"sisakan satu dari kedua baris itu");

	if (column >= 0 && !str_eq(row->cell[column].text,
			first->cell[column].text)) {
		struct str here = pantau_finding_clip(row->cell[column].text);
		struct str there = pantau_finding_clip(
				first->cell[column].text);
		pantau_check_add(list, table, row, 0, PANTAU_FINDING_ERROR,
				hint, PANTAU_L(lang, "'" STR_FMT "' is '"
				STR_FMT "' here and '" STR_FMT "' on line %u",
				"'" STR_FMT "' di sini '" STR_FMT "', tetapi '"
				STR_FMT "' di baris %u"), STR_ARG(key),
				STR_ARG(here), STR_ARG(there), first->line);
		return;
	}
	pantau_check_add(list, table, row, 0, PANTAU_FINDING_ERROR, hint,
			PANTAU_L(lang, "'" STR_FMT "' is on line %u already",
			"'" STR_FMT "' sudah ada di baris %u"), STR_ARG(key),
			first->line);
}

/* Fills the keys of a table and tells of repeated ones. */
static bool check_keys(const struct table *table, struct map *map,
		struct finding_list *list)
{
	bool added;

	for (size_t i = 0; i < table->rows; i++) {
		const struct tsv_row *row = &table->row[i];
		if (row->cell[0].text.n == 0) {
			continue;
		}
		uint32_t *index = pantau_map_put(map, row->cell[0].text,
				&added);
		if (index == NULL) {
			return false;
		}
		if (added) {
			*index = (uint32_t)i + 1;
		} else {
			tell_repeated(table, row, &table->row[*index - 1],
					list);
		}
	}
	return true;
}

/* The class that a rare one is a slip of, NULL where it is none. */
static const struct map_entry *class_meant(const struct map *classes,
		struct str name)
{
	const uint32_t *rows = pantau_map_get(classes, name);
	struct letters given, other;

	if (rows == NULL || *rows > SLIPS_MAX || name.n < 4 ||
			!pantau_letters_of(name, &given)) {
		return NULL;
	}
	for (size_t i = 0; i < classes->n; i++) {
		const struct map_entry *entry = &classes->entry[i];
		if (entry->value >= SLIPS_BESIDE * *rows &&
				pantau_letters_of(entry->key, &other) &&
				pantau_distance(&given, &other, 1) == 1) {
			return entry;
		}
	}
	return NULL;
}

static void check_class_slips(const struct table *table,
		const struct map *classes, struct finding_list *list)
{
	enum pantau_lang lang = list->lang;
	int column = table->rows != 0 ? table->schema->class_ : -1;

	for (size_t i = 0; column >= 0 && i < table->rows; i++) {
		const struct tsv_row *row = &table->row[i];
		struct str name = row->cell[column].text;
		const struct map_entry *meant = class_meant(classes, name);
		if (meant == NULL) {
			continue;
		}
		struct str shown = pantau_finding_clip(name);
		pantau_check_add(list, table, row, (size_t)column,
				PANTAU_FINDING_WARNING, PANTAU_L(lang,
				"correct it if that is meant", "betulkan jika "
				"itu maksudnya"), PANTAU_L(lang, "hardly a row "
				"has the class '" STR_FMT "', but many '"
				STR_FMT "'", "kelas '" STR_FMT "' hampir tidak "
				"dipakai, sedangkan '" STR_FMT "' banyak"),
				STR_ARG(shown), STR_ARG(meant->key));
	}
}

/* The image has a byte for the class. */
static bool check_classes(const struct table *const *table, size_t tables,
		struct finding_list *list)
{
	enum pantau_lang lang = list->lang;
	struct map classes;
	bool added, ok = true;

	pantau_map_init(&classes, pantau_hash_seed());
	for (size_t t = 0; ok && t < tables; t++) {
		int column = table[t]->rows != 0 ?
				table[t]->schema->class_ : -1;
		for (size_t i = 0; column >= 0 && i < table[t]->rows; i++) {
			const struct tsv_row *row = &table[t]->row[i];
			uint32_t *rows = pantau_map_put(&classes,
					row->cell[column].text, &added);
			ok = rows != NULL;
			if (!ok) {
				break;
			}
			++*rows;
			if (!added || classes.n <= CLASSES_MAX) {
				continue;
			}
			pantau_check_add(list, table[t], row, (size_t)column,
					PANTAU_FINDING_ERROR,
					PANTAU_L(lang, "use a class that other "
					"rows have", "pakai kelas yang sudah "
					"ada"), PANTAU_L(lang, "more than %d "
					"classes", "lebih dari %d kelas"),
					CLASSES_MAX);
		}
	}
	for (size_t t = 0; ok && t < tables; t++) {
		check_class_slips(table[t], &classes, list);
	}
	pantau_map_finish(&classes);
	return ok;
}

static void check_tones(const struct tables *tables,
		const struct table_keys *keys, struct finding_list *list)
{
	enum pantau_lang lang = list->lang;
	const struct table *table = &tables->table[TABLE_SENTIMENT];

	for (size_t i = 0; i < table->rows; i++) {
		const struct tsv_row *row = &table->row[i];
		struct str term = pantau_finding_clip(row->cell[0].text);
		const uint32_t *emoji = pantau_map_get(&keys->map[TABLE_EMOJI],
				row->cell[0].text);
		if (emoji != NULL) {
			pantau_check_add(list, table, row, 0,
					PANTAU_FINDING_WARNING,
					PANTAU_L(lang, "both rows count; keep "
					"one of them", "keduanya ikut dihitung; "
					"sisakan satu saja"),
					PANTAU_L(lang, "'" STR_FMT "' is in "
					"emoji.tsv too, line %u", "'" STR_FMT
					"' juga ada di emoji.tsv baris %u"),
					STR_ARG(term), tables->table[
					TABLE_EMOJI].row[*emoji - 1].line);
		}
		/* What is no number at all was told as that. */
		double polarity;
		if (pantau_str_double(row->cell[TONE_POLARITY].text,
				&polarity) && polarity == 0 &&
				!table->has[TONE_NEGATIVE] &&
				!str_eq(row->cell[TONE_CLASS].text,
				STR("netral"))) {
			pantau_check_add(list, table, row, TONE_POLARITY,
					PANTAU_FINDING_WARNING,
					PANTAU_L(lang, "give it a polarity or "
					"the class 'netral'", "beri polaritas "
					"atau kelas 'netral'"),
					PANTAU_L(lang, "'" STR_FMT "' weighs "
					"nothing", "'" STR_FMT "' tidak berbobot"),
					STR_ARG(term));
		}
	}
}

static bool is_mark(char c)
{
	return c > 0x20 && c < 0x7f && !((c | 0x20) >= 'a' &&
			(c | 0x20) <= 'z') && !(c >= '0' && c <= '9');
}

/* No text is segmented so that a word holds these, or ends so. */
static const char *unreachable(struct str term)
{
	static const char *const quotes[] = {"\"", "\xe2\x80\x9c",
		"\xe2\x80\x9d", "\xe2\x80\x9e"};
	static const char *const ends[] = {",", "!", "?", ";", ":"};

	for (size_t i = 0; i < sizeof(quotes) / sizeof(quotes[0]); i++) {
		struct str quote = str_of(quotes[i]);
		for (size_t at = 0; at + quote.n <= term.n; at++) {
			if (memcmp(term.p + at, quote.p, quote.n) == 0) {
				return quotes[i];
			}
		}
	}
	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++) {
		/* Behind another mark it may be an emoticon. */
		if (term.n > 1 && str_ends(term, str_of(ends[i])) &&
				!is_mark(term.p[term.n - 2])) {
			return ends[i];
		}
	}
	return NULL;
}

static bool is_words(enum column_type type)
{
	return type == COLUMN_TERM || type == COLUMN_CUE ||
			type == COLUMN_ACT || type == COLUMN_LEARNED;
}

/* What a spreadsheet puts around a cell, and what people copy with a word. */
static void check_marks(const struct table *table, struct finding_list *list)
{
	enum pantau_lang lang = list->lang;

	for (size_t i = 0; i < table->rows; i++) {
		struct str term = table->row[i].cell[0].text;
		const char *mark = unreachable(term);
		if (mark == NULL) {
			continue;
		}
		bool end = memchr(",!?;:", mark[0], 5) != NULL;
		struct str shown = pantau_finding_clip(term);
		pantau_check_add(list, table, &table->row[i], 0,
				PANTAU_FINDING_WARNING, end ? PANTAU_L(lang,
				"write the words alone", "tulis kata-katanya "
				"saja") : PANTAU_L(lang, "a quote of a "
				"spreadsheet? write the words alone", "tanda "
				"kutip dari spreadsheet? tulis kata-katanya "
				"saja"), PANTAU_L(lang, "'" STR_FMT "' never "
				"matches: no word has %s", "'" STR_FMT "' "
				"tidak akan pernah cocok: tidak ada kata yang "
				"memuat %s"), STR_ARG(shown), mark);
	}
}

/* Fitzpatrick modifiers U+1F3FB..U+1F3FF: text is looked up without them. */
static void check_emoji(const struct table *table, struct finding_list *list)
{
	enum pantau_lang lang = list->lang;

	for (size_t i = 0; i < table->rows; i++) {
		struct str term = table->row[i].cell[0].text;
		for (size_t b = 0; b + 4 <= term.n; b++) {
			if (memcmp(term.p + b, "\xf0\x9f\x8f", 3) != 0 ||
					(unsigned char)term.p[b + 3] < 0xbb) {
				continue;
			}
			pantau_check_add(list, table, &table->row[i], 0,
					PANTAU_FINDING_WARNING,
					PANTAU_L(lang, "write the emoji without "
					"its skin tone", "tulis emoji tanpa "
					"warna kulit"),
					PANTAU_L(lang, "an emoji with a skin "
					"tone never matches", "emoji berwarna "
					"kulit tidak akan cocok"));
			break;
		}
	}
}

/* A form that segmenting cuts up is never asked for. */
static void check_exceptions(const struct table *table,
		struct finding_list *list)
{
	static const char apart[] = "!\"#$%&()*+,/:;<=>?@[\\]^`{|}~";
	enum pantau_lang lang = list->lang;

	for (size_t i = 0; i < table->rows; i++) {
		struct str form = table->row[i].cell[0].text;
		for (size_t b = 0; b < form.n; b++) {
			if (strchr(apart, form.p[b]) == NULL) {
				continue;
			}
			pantau_check_add(list, table, &table->row[i], 0,
					PANTAU_FINDING_WARNING,
					PANTAU_L(lang, "delete the row",
					"hapus barisnya"),
					PANTAU_L(lang, "segmenting never gives "
					"a word with '%c'", "pemenggalan kata "
					"tidak pernah menghasilkan '%c'"),
					form.p[b]);
			break;
		}
	}
}

static bool check_all(const struct tables *tables, struct table_keys *keys,
		struct finding_list *list)
{
	const struct table *table = tables->table;
	const struct table *const root_tables[] = {&table[TABLE_ROOTS],
		&table[TABLE_ROOTS_HUNSPELL]};
	const struct table *const score_tables[] = {&table[TABLE_SENTIMENT],
		&table[TABLE_EMOJI], &table[TABLE_NEGATORS],
		&table[TABLE_INTENSIFIERS], &table[TABLE_HOAX_CUES]};

	for (int kind = 0; kind < TABLE_KINDS; kind++) {
		/* A cue may speak of several acts, a context except several
		 * cues. */
		if (kind != TABLE_ACTS && kind != TABLE_HOAX_EXCEPTIONS &&
				!check_keys(&table[kind], &keys->map[kind],
				list)) {
			return false;
		}
	}
	for (int kind = 0; kind < TABLE_KINDS; kind++) {
		if (is_words(pantau_schema((enum table_kind)kind)->
				column[0].type)) {
			check_marks(&table[kind], list);
		}
	}
	check_tones(tables, keys, list);
	check_emoji(&table[TABLE_EMOJI], list);
	check_exceptions(&table[TABLE_STEM_EXCEPTIONS], list);
	return check_classes(root_tables, 2, list) &&
			check_classes(score_tables, 5, list) &&
			pantau_check_slang(tables, keys, list) &&
			pantau_check_cues(tables, keys, list) &&
			pantau_check_acts(tables, list) &&
			pantau_check_exceptions(tables, keys, list);
}

bool pantau_tables_check(const struct tables *tables,
		struct finding_list *list)
{
	struct table_keys keys;

	for (int kind = 0; kind < TABLE_KINDS; kind++) {
		pantau_map_init(&keys.map[kind], pantau_hash_seed());
	}
	bool ok = check_all(tables, &keys, list) && !list->failed;
	for (int kind = 0; kind < TABLE_KINDS; kind++) {
		pantau_map_finish(&keys.map[kind]);
	}
	return ok;
}
