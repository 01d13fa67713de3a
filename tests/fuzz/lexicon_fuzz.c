/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * Any bytes as lexicon files, and any bytes as sections of an image.
 *
 * The input is cut at 0x1e. A part that begins with 'A' + kind is the file of
 * that kind; a part that begins with '0' + n is also section n of a text and of
 * a score image. Whatever is accepted must compile, twice to the same bytes, and
 * every row must be found again.
 */

#include <stdlib.h>
#include <string.h>

#include "lexicon/build.h"
#include "lexicon/check.h"
#include "lexicon/image_layout.h"
#include "lexicon/score_image.h"
#include "lexicon/text_image.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool held)
{
	if (!held) {
		abort();
	}
}

static bool ends_at(const struct score_image *image, uint32_t node,
		const struct tsv_row *row)
{
	uint32_t n;
	const uint32_t *entry = pantau_score_image_rows(image, node, &n);

	for (uint32_t i = 0; i < n; i++) {
		if (image->entry[entry[i]].line == row->line) {
			return true;
		}
	}
	return false;
}

static void require_score_rows(const struct score_image *image,
		const struct table *table)
{
	for (size_t i = 0; i < table->rows; i++) {
		const struct tsv_row *row = &table->row[i];
		struct str rest = row->cell[0].text;
		uint32_t node = 0;
		while (rest.n != 0) {
			uint32_t lexeme = pantau_score_image_lexeme(image,
					pantau_str_cut(&rest, ' '));
			require(lexeme != 0);
			node = pantau_score_image_step(image, node, lexeme);
			require(node != 0);
		}
		require(ends_at(image, node, row));
	}
}

static void require_text_rows(const struct text_image *image,
		const struct tables *tables)
{
	const struct table *table = &tables->table[TABLE_SLANG];
	struct slang_info slang;

	for (size_t i = 0; i < table->rows; i++) {
		const struct cell *cell = table->row[i].cell;
		require(pantau_text_image_slang(image,
				cell[SLANG_INFORMAL].text, &slang));
		require(str_eq(slang.formal, cell[SLANG_FORMAL].text));
		require(slang.guarded == str_eq(cell[SLANG_GUARD].text,
				STR("standar")));
	}
	table = &tables->table[TABLE_ROOTS];
	for (size_t i = 0; i < table->rows; i++) {
		const struct root_info *root = pantau_text_image_root(image,
				table->row[i].cell[ROOT_ROOT].text);
		require(root != NULL && root->source == ROOT_OWN &&
				root->line == table->row[i].line);
	}
	table = &tables->table[TABLE_STOPWORDS];
	for (size_t i = 0; i < table->rows; i++) {
		require(pantau_text_image_stopword(image,
				table->row[i].cell[STOPWORD_WORD].text));
	}
}

static void compile(const struct tables *tables)
{
	struct buf text, score, again;
	struct text_image text_image;
	struct score_image score_image;

	pantau_buf_init(&text);
	pantau_buf_init(&score);
	pantau_buf_init(&again);
	require(pantau_text_build(tables, &text));
	require(pantau_text_build(tables, &again));
	require(str_eq(buf_str(&text), buf_str(&again)));
	require(pantau_score_build(tables, &score));
	require(pantau_score_build(tables, &again));
	require(str_eq(buf_str(&score), buf_str(&again)));
	require(pantau_text_image_open(buf_str(&text), &text_image, NULL) ==
			PANTAU_OK);
	require(pantau_score_image_open(buf_str(&score), &score_image, NULL)
			== PANTAU_OK);
	require_text_rows(&text_image, tables);
	require_score_rows(&score_image, &tables->table[TABLE_SENTIMENT]);
	require_score_rows(&score_image, &tables->table[TABLE_EMOJI]);
	require_score_rows(&score_image, &tables->table[TABLE_NEGATORS]);
	pantau_buf_finish(&again);
	pantau_buf_finish(&score);
	pantau_buf_finish(&text);
}

static void try_files(struct str input)
{
	struct sources sources = {.dir = "."};
	struct finding_list list;
	struct tables tables;
	struct str rest = input;

	while (rest.n != 0) {
		struct str part = pantau_str_cut(&rest, 0x1e);
		size_t kind = part.n != 0 ? (size_t)(part.p[0] - 'A') : 99;
		if (kind >= TABLE_KINDS || sources.file[kind].present) {
			continue;
		}
		sources.file[kind].present = true;
		sources.file[kind].path = pantau_schema(
				(enum table_kind)kind)->file;
		pantau_buf_str(&sources.file[kind].bytes, str_skip(part, 1));
	}
	pantau_findings_init(&list, (size_t)input.n & 1 ? PANTAU_LANG_EN :
			PANTAU_LANG_ID);
	require(pantau_tables_read(&sources, &tables, &list));
	require(pantau_tables_check(&tables, &list));
	pantau_findings_sort(&list);
	for (size_t i = 0; i < list.n; i++) {
		require(list.item[i].message[0] != '\0');
		require(list.item[i].file < TABLE_KINDS);
	}
	if (list.errors == 0) {
		compile(&tables);
	}
	pantau_tables_finish(&tables);
	pantau_findings_finish(&list);
	for (int kind = 0; kind < TABLE_KINDS; kind++) {
		pantau_buf_finish(&sources.file[kind].bytes);
	}
}

static void look_up(const struct buf *text, const struct buf *score)
{
	struct text_image text_image;
	struct score_image score_image;
	struct slang_info slang;
	struct str s, word = STR("a");
	uint32_t n;

	if (pantau_text_image_open(buf_str(text), &text_image, NULL) ==
			PANTAU_OK) {
		const struct root_info *root = pantau_text_image_root(
				&text_image, word);
		if (root != NULL) {
			pantau_text_image_class(&text_image, root);
		}
		pantau_text_image_exception(&text_image, word, &s);
		pantau_text_image_slang(&text_image, word, &slang);
		pantau_text_image_abbreviation(&text_image, word, &s);
		pantau_text_image_stopword(&text_image, word);
	}
	if (pantau_score_image_open(buf_str(score), &score_image, NULL) !=
			PANTAU_OK) {
		return;
	}
	pantau_score_image_feature(&score_image, word);
	pantau_score_image_lexeme(&score_image, word);
	for (uint32_t node = 0; node < 4; node++) {
		const uint32_t *row = pantau_score_image_rows(&score_image,
				pantau_score_image_step(&score_image, node, 1),
				&n);
		for (uint32_t i = 0; i < n; i++) {
			require(row[i] < score_image.entries);
		}
	}
}

static void try_image(struct str input)
{
	struct image_builder *text = pantau_image_builder_create(IMAGE_TEXT);
	struct image_builder *score = pantau_image_builder_create(IMAGE_SCORE);
	struct buf text_bytes, score_bytes;
	struct str rest = input;

	require(text != NULL && score != NULL);
	pantau_buf_init(&text_bytes);
	pantau_buf_init(&score_bytes);
	while (rest.n != 0) {
		struct str part = pantau_str_cut(&rest, 0x1e);
		if (part.n == 0) {
			continue;
		}
		uint32_t section = (unsigned char)part.p[0] - (uint32_t)'0';
		pantau_image_builder_add(text, section, str_skip(part, 1));
		pantau_image_builder_add(score, section, str_skip(part, 1));
	}
	require(pantau_image_builder_seal(text, &text_bytes));
	require(pantau_image_builder_seal(score, &score_bytes));
	look_up(&text_bytes, &score_bytes);
	pantau_image_builder_destroy(score);
	pantau_image_builder_destroy(text);
	pantau_buf_finish(&score_bytes);
	pantau_buf_finish(&text_bytes);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str input = {(const char *)data, size};

	try_files(input);
	try_image(input);
	return 0;
}
