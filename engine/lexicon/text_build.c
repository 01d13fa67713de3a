/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Compiles roots, exceptions, slang, abbreviations and stop words. */

#include <stdlib.h>

#include "lexicon/build.h"
#include "lexicon/image_layout.h"
#include "lexicon/text_image.h"

/* Two string tables and, for each key, the id of its value. */
struct pairs {
	struct strtab_builder keys, values;
	struct buf ids;   /* uint32_t by key id - 1 */
	struct buf lines; /* likewise: where the row stands */
};

static void pairs_init(struct pairs *pairs)
{
	pantau_strtab_builder_init(&pairs->keys);
	pantau_strtab_builder_init(&pairs->values);
	pantau_buf_init(&pairs->ids);
	pantau_buf_init(&pairs->lines);
}

static void pairs_finish(struct pairs *pairs)
{
	pantau_strtab_builder_finish(&pairs->keys);
	pantau_strtab_builder_finish(&pairs->values);
	pantau_buf_finish(&pairs->ids);
	pantau_buf_finish(&pairs->lines);
}

static bool pairs_add(struct pairs *pairs, struct str key, struct str value,
		uint32_t flags, uint32_t line)
{
	size_t before = pairs->keys.map.n;
	uint32_t id = pantau_strtab_builder_add(&pairs->values, value);

	if (id == 0 || pantau_strtab_builder_add(&pairs->keys, key) == 0) {
		return false;
	}
	/* A checked table has no key twice; if so, the first one stays. */
	if (pairs->keys.map.n != before) {
		id |= flags;
		pantau_buf_append(&pairs->ids, (const char *)&id, sizeof(id));
		pantau_buf_append(&pairs->lines, (const char *)&line,
				sizeof(line));
	}
	return !pairs->ids.failed && !pairs->lines.failed;
}

/* Columns of a table of pairs, and the sections that it becomes. */
struct pair_layout {
	size_t key, value;
	int guard; /* column that may guard the row, or -1 */
	uint32_t keys, values, ids, lines; /* sections; 0 none */
};

static bool pairs_store(const struct pairs *pairs, struct image_builder *image,
		const struct pair_layout *layout)
{
	return pantau_strtab_builder_store(&pairs->keys, image,
				layout->keys) &&
			pantau_strtab_builder_store(&pairs->values, image,
				layout->values) &&
			pantau_image_builder_add(image, layout->ids,
				buf_str(&pairs->ids)) &&
			(layout->lines == 0 ||
			pantau_image_builder_add(image, layout->lines,
				buf_str(&pairs->lines)));
}

static uint32_t guard_flags(const struct cell *guard)
{
	return guard->number == GUARD_STANDARD ? SLANG_GUARDED :
			guard->number == GUARD_USUAL ?
			SLANG_GUARDED | SLANG_USUAL : 0;
}

static bool build_pairs(const struct table *table,
		const struct pair_layout *layout, struct image_builder *image)
{
	struct pairs pairs;
	bool ok = true;

	pairs_init(&pairs);
	for (size_t i = 0; ok && i < table->rows; i++) {
		const struct cell *cell = table->row[i].cell;
		uint32_t flags = layout->guard < 0 ? 0 :
				guard_flags(&cell[layout->guard]);
		ok = pairs_add(&pairs, cell[layout->key].text,
				cell[layout->value].text, flags,
				table->row[i].line);
	}
	ok = ok && pairs_store(&pairs, image, layout);
	pairs_finish(&pairs);
	return ok;
}

/* The words of a table's first column, and nothing of them. */
static bool build_words(const struct table *table, uint32_t section,
		struct image_builder *image)
{
	struct strtab_builder words;
	bool ok = true;

	pantau_strtab_builder_init(&words);
	for (size_t i = 0; ok && i < table->rows; i++) {
		ok = pantau_strtab_builder_add(&words,
				table->row[i].cell[0].text) != 0;
	}
	ok = ok && pantau_strtab_builder_store(&words, image, section);
	pantau_strtab_builder_finish(&words);
	return ok;
}

/* A section of bits, into which add puts each word of the tables. */
struct filter {
	uint32_t section;
	size_t bytes;
	void (*add)(unsigned char *bits, uint64_t hash);
	enum table_kind kind[6];
	size_t kinds;
};

static void add_root_bit(unsigned char *bits, uint64_t hash)
{
	pantau_stem_filter_add(bits, STEM_ROOT_BITS, hash);
}

static void add_exception_bit(unsigned char *bits, uint64_t hash)
{
	pantau_stem_filter_add(bits, STEM_EXCEPTION_BITS, hash);
}

static const struct filter filters[] = {
	{TEXT_WORD_FILTER, WORD_FILTER_BYTES, pantau_word_filter_add,
		{TABLE_ROOTS, TABLE_ROOTS_HUNSPELL, TABLE_STEM_EXCEPTIONS,
		TABLE_STOPWORDS, TABLE_SLANG, TABLE_FREQUENCY}, 6},
	{TEXT_STEM_ROOTS, STEM_FILTER_BYTES(STEM_ROOT_BITS), add_root_bit,
		{TABLE_ROOTS, TABLE_ROOTS_HUNSPELL}, 2},
	{TEXT_STEM_EXCEPTIONS, STEM_FILTER_BYTES(STEM_EXCEPTION_BITS),
		add_exception_bit, {TABLE_STEM_EXCEPTIONS}, 1},
};

static bool build_filter(const struct table *tables,
		const struct filter *filter, struct image_builder *image)
{
	unsigned char *bits = calloc(1, filter->bytes);

	if (bits == NULL) {
		return false;
	}
	for (size_t i = 0; i < filter->kinds; i++) {
		const struct table *table = &tables[filter->kind[i]];
		for (size_t row = 0; row < table->rows; row++) {
			filter->add(bits, pantau_word_hash(
					table->row[row].cell[0].text));
		}
	}
	bool ok = pantau_image_builder_add(image, filter->section,
			str_make((const char *)bits, filter->bytes));
	free(bits);
	return ok;
}

static bool build_filters(const struct table *tables,
		struct image_builder *image)
{
	bool ok = true;

	for (size_t i = 0; i < sizeof(filters) / sizeof(filters[0]); i++) {
		ok = ok && build_filter(tables, &filters[i], image);
	}
	return ok;
}

struct root_builder {
	struct strtab_builder roots, classes;
	struct buf infos; /* struct root_info by root id - 1 */
};

/* Our own rows come first and win; where ours leave the affixes open, what
 * hunspell knows fills them in. */
static bool add_root(struct root_builder *builder, const struct tsv_row *row,
		enum root_source source)
{
	uint32_t affixes = (uint32_t)row->cell[ROOT_AFFIXES].number;
	size_t before = builder->roots.map.n;
	uint32_t id = pantau_strtab_builder_add(&builder->roots,
			row->cell[ROOT_ROOT].text);
	uint32_t class_ = pantau_strtab_builder_add(&builder->classes,
			row->cell[ROOT_CLASS].text);

	if (id == 0 || class_ == 0) {
		return false;
	}
	if (builder->roots.map.n == before) {
		struct root_info *old = (struct root_info *)
				(void *)builder->infos.p + (id - 1);
		if (old->affixes == 0) {
			old->affixes = affixes;
		}
		return true;
	}
	struct root_info info = {
		.affixes = affixes,
		.class_ = (uint8_t)(class_ <= CLASSES_MAX ? class_ : 0),
		.source = (uint8_t)source,
		.line = row->line,
	};
	pantau_buf_append(&builder->infos, (const char *)&info, sizeof(info));
	return !builder->infos.failed;
}

static bool build_roots(const struct table *own, const struct table *hunspell,
		struct image_builder *image)
{
	struct root_builder builder;
	bool ok = true;

	pantau_strtab_builder_init(&builder.roots);
	pantau_strtab_builder_init(&builder.classes);
	pantau_buf_init(&builder.infos);
	for (size_t i = 0; ok && i < own->rows; i++) {
		ok = add_root(&builder, &own->row[i], ROOT_OWN);
	}
	for (size_t i = 0; ok && i < hunspell->rows; i++) {
		ok = add_root(&builder, &hunspell->row[i], ROOT_HUNSPELL);
	}
	ok = ok && pantau_strtab_builder_store(&builder.roots, image,
				TEXT_ROOTS) &&
			pantau_strtab_builder_store(&builder.classes, image,
				TEXT_CLASSES) &&
			pantau_image_builder_add(image, TEXT_ROOT_INFO,
				buf_str(&builder.infos));
	pantau_buf_finish(&builder.infos);
	pantau_strtab_builder_finish(&builder.classes);
	pantau_strtab_builder_finish(&builder.roots);
	return ok;
}

bool pantau_text_build(const struct tables *tables, struct buf *out)
{
	static const struct pair_layout exceptions = {EXCEPTION_FORM,
		EXCEPTION_STEM, -1, TEXT_EXCEPTIONS, TEXT_EXCEPTION_STEMS,
		TEXT_EXCEPTION_STEM, TEXT_EXCEPTION_LINE};
	static const struct pair_layout slang = {SLANG_INFORMAL, SLANG_FORMAL,
		SLANG_GUARD, TEXT_SLANG, TEXT_SLANG_FORMALS, TEXT_SLANG_FORMAL,
		TEXT_SLANG_LINE};
	static const struct pair_layout abbreviations = {ABBREVIATION_FORM,
		ABBREVIATION_NORMAL, -1, TEXT_ABBREVIATIONS,
		TEXT_ABBREVIATION_NORMALS, TEXT_ABBREVIATION_NORMAL, 0};
	const struct table *table = tables->table;
	struct image_builder *image = pantau_image_builder_create(IMAGE_TEXT);

	bool ok = image != NULL &&
			build_roots(&table[TABLE_ROOTS],
				&table[TABLE_ROOTS_HUNSPELL], image) &&
			build_pairs(&table[TABLE_STEM_EXCEPTIONS], &exceptions,
				image) &&
			build_pairs(&table[TABLE_SLANG], &slang, image) &&
			build_pairs(&table[TABLE_ABBREVIATIONS],
				&abbreviations, image) &&
			build_words(&table[TABLE_STOPWORDS], TEXT_STOPWORDS,
				image) &&
			build_words(&table[TABLE_FOREIGN], TEXT_FOREIGN,
				image) &&
			pantau_frequent_build(&table[TABLE_FREQUENCY], image) &&
			build_filters(table, image) &&
			pantau_reach_build(table, image) &&
			pantau_image_builder_seal(image, out);
	pantau_image_builder_destroy(image);
	return ok;
}
