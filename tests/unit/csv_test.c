/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Tables: rows, delimiters, charsets, columns, and rows that are broken. */

#include "import_check.h"

#include <dirent.h>

#include "base/file.h"
#include "base/print_json.h"
#include "import/charset.h"
#include "import/csv_parse.h"

/* The rows of a table as 'a|b' lines; a row that does not parse gives '!' and
 * its status, and ends it. */
static void rows(struct str bytes, char delimiter, struct buf *out)
{
	struct csv_row row;
	struct arena arena;
	pantau_csv_row_init(&row);
	pantau_arena_init(&arena);
	pantau_buf_clear(out);
	while (bytes.n > 0) {
		enum csv_status status = pantau_csv_parse(bytes, true, delimiter,
				&row);
		if (status != CSV_OK) {
			pantau_buf_printf(out, "!%d@%zu", status, row.fault);
			break;
		}
		for (size_t i = 0; i < row.cells; i++) {
			pantau_buf_str(out, i > 0 ? STR("|") : STR(""));
			pantau_buf_str(out, pantau_csv_cell(bytes, &row.cell[i],
					&arena));
		}
		pantau_buf_char(out, '\n');
		bytes = str_skip(bytes, row.bytes);
	}
	pantau_csv_row_finish(&row);
	pantau_arena_finish(&arena);
}

static void parses_rows(void **state)
{
	(void)state;
	static const struct {
		const char *bytes, *expected;
	} cases[] = {
		{"a,b\nc,d\n", "a|b\nc|d\n"},
		{"a,b\r\nc,d", "a|b\nc|d\n"},
		{"a,b\r\nc,d\r", "a|b\nc|d\n"},
		{",\n", "|\n"},
		{"\n", "\n"},
		{"\"a,\nb\",c\n", "a,\nb|c\n"},
		{"\"a\"\"b\",\"\"\r\n", "a\"b|\n"},
		{"\"\"\"\"\n", "\"\n"},
		{"\"a\",\"b\"", "a|b\n"},
		{"a\"b,5\" pipa\n", "a\"b|5\" pipa\n"},
		{" \"a\",b\n", " \"a\"|b\n"},
		{"a;b,c\n", "a;b|c\n"},
		{"a,\"b\"x\n", "!3@5"},
		{"a,\"b", "!2@2"},
		{"a,\"b\n", "!2@2"},
		{"\"", "!2@0"},
	};
	struct buf out;
	pantau_buf_init(&out);
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		rows(str_of(cases[i].bytes), ',', &out);
		check_str(buf_str(&out), cases[i].expected);
	}
	pantau_buf_finish(&out);
}

/* However the bytes are cut, a row comes out as it does whole. */
static void asks_for_more_at_any_cut(void **state)
{
	(void)state;
	struct str bytes = STR("ab,\"c\r\n\"\"d\",e\r\nnext");
	struct csv_row row;
	pantau_csv_row_init(&row);
	for (size_t n = 0; n < bytes.n; n++) {
		enum csv_status status = pantau_csv_parse(
				str_make(bytes.p, n), false, ',', &row);
		assert_int_equal(status, n < 15 ? CSV_MORE : CSV_OK);
	}
	assert_int_equal(row.bytes, 15);
	assert_int_equal(row.cells, 3);
	pantau_csv_row_finish(&row);
}

static void sniffs_the_delimiter(void **state)
{
	(void)state;
	assert_int_equal(pantau_csv_sniff(STR("a,b,c\n;;;;")), ',');
	assert_int_equal(pantau_csv_sniff(STR("a;b,c;d\n")), ';');
	assert_int_equal(pantau_csv_sniff(STR("a\tb\tc,d\n")), '\t');
	assert_int_equal(pantau_csv_sniff(STR("\"a,b,c,d\";e\n")), ';');
	assert_int_equal(pantau_csv_sniff(STR("judul\n")), ',');
	assert_int_equal(pantau_csv_sniff(STR("")), ',');
}

static void decodes_utf16_in_pieces(void **state)
{
	(void)state;
	/* A letter, an e with acute, an emoji, a lone half, and a cut end. */
	struct str big = STR("\0a\0\xe9\xd8\x3d\xde\x00\xd8\x3d\0b\xdc\0\xd8");
	for (size_t step = 1; step <= big.n; step++) {
		struct utf16 state16 = {.big_endian = true};
		struct buf out;
		pantau_buf_init(&out);
		for (size_t at = 0; at < big.n; at += step) {
			size_t n = big.n - at < step ? big.n - at : step;
			pantau_utf16_feed(&state16, str_make(big.p + at, n), &out);
		}
		pantau_utf16_end(&state16, &out);
		check_str(buf_str(&out), "a\xc3\xa9\xf0\x9f\x98\x80\xef\xbf\xbd"
				"b\xef\xbf\xbd\xef\xbf\xbd");
		assert_int_equal(state16.mended, 3);
		pantau_buf_finish(&out);
	}
}

static void maps_columns_and_sets_fields(void **state)
{
	(void)state;
	struct outcomes all;
	outcomes_of(&all, "aduan.csv", STR("\xef\xbb\xbf"
			"Nomor;Tanggal;Kanal;Pelapor;No. HP;Judul;Isi Laporan;Suka\r\n"
			"TM-1; 22/10/2026 08:15 ;Loket;Warga;0812;Pohon;\"Tumbang\r\n"
			"semalam \"\"besar\"\"\";1.250\r\n"
			"\r\n"
			"TM-2;;;;;Lampu;;\r\n"), NULL);
	assert_int_equal(all.n, 2);
	const struct doc *doc = &all.at[0].doc;
	check_str(doc->id, "TM-1");
	check_str(doc->source, "Loket");
	check_str(doc->author, "Warga");
	check_str(doc->title, "Pohon");
	check_str(doc->text, "Tumbang\r\nsemalam \"besar\"");
	assert_int_equal(doc->published.seconds, 1792631700);
	assert_int_equal(doc->likes, 1250);
	assert_int_equal(doc->line, 2);
	doc = &all.at[1].doc;
	assert_int_equal(doc->fields, DOC_ID | DOC_SOURCE | DOC_KIND | DOC_TITLE);
	check_str(doc->source, "aduan");
	assert_int_equal(doc->line, 5);
	assert_int_equal(doc->record, 2);
	outcomes_finish(&all);
}

static void shows_the_mapping(void **state)
{
	(void)state;
	struct place place;
	struct arena arena;
	struct import *import;
	struct doc doc;
	struct str raw;
	static const struct import_options options = {.zone = ZONE_WIB};
	place_make(&place);
	pantau_arena_init(&arena);
	const char *path = place_write(&place, "a.tsv",
			STR("Tweet\tRating\tText\nlama\t5\tbaru\n"));
	assert_int_equal(pantau_import_open(&path, 1, &options, &import, NULL),
			PANTAU_OK);
	assert_int_equal(pantau_import_mapping(import).n, 0);
	assert_int_equal(pantau_import_next(import, &arena, &doc, &raw, NULL),
			PANTAU_OK);
	/* 'text' is surer than 'tweet', wherever it stands. */
	check_str(pantau_import_mapping(import),
			"Tweet -> -\nRating -> -\nText -> text\n");
	check_str(doc.text, "baru");
	pantau_import_close(import);
	pantau_arena_finish(&arena);
	place_remove(&place);
}

static void map_takes_columns_by_name(void **state)
{
	(void)state;
	const struct import_map map[] = {
		{STR("text"), STR("ringkasan berita")}, {STR("id"), STR("Kode X")},
	};
	struct import_options options = {.map = map, .maps = 2};
	struct outcomes all;
	struct str bytes = STR("Isi,Ringkasan_Berita,kode-x\na,b,c\n");
	outcomes_of(&all, "x.csv", bytes, &options);
	assert_int_equal(all.docs, 1);
	check_str(all.at[0].doc.text, "b");
	check_str(all.at[0].doc.id, "c");
	outcomes_finish(&all);

	outcomes_of(&all, "x.csv", STR("Isi,Lain\na,b\n"), &options);
	assert_int_equal(all.n, 1);
	check_reject(&all.at[0], 1, 0, "'ringkasan berita'");
	assert_non_null(strstr(all.at[0].err.message, "'Isi', 'Lain'"));
	outcomes_finish(&all);

	struct pantau_error err = {.lang = PANTAU_LANG_EN};
	const struct import_map bad = {STR("isi"), STR("x")};
	struct import *import;
	options = (struct import_options){.map = &bad, .maps = 1};
	assert_int_equal(pantau_import_open(NULL, 0, &options, &import, &err),
			PANTAU_USAGE);
	assert_non_null(strstr(err.message, "'isi'"));
}

static void a_table_without_text_is_refused(void **state)
{
	(void)state;
	struct outcomes all;
	outcomes_of(&all, "x.csv", STR("Nama,Alamat\na,b\n"), NULL);
	assert_int_equal(all.n, 1);
	check_reject(&all.at[0], 1, 0, "'isi laporan'");
	assert_non_null(strstr(all.at[0].err.message, "'Nama', 'Alamat'"));
	assert_non_null(strstr(all.at[0].err.message, "--map text="));
	assert_non_null(strstr(all.at[0].err.file, "/x.csv"));
	outcomes_finish(&all);
}

static void a_broken_header_says_why(void **state)
{
	(void)state;
	struct outcomes all;
	struct buf wide;
	outcomes_of(&all, "x.csv", STR("judul,\"isi\na,b\n"), NULL);
	assert_int_equal(all.n, 1);
	check_reject(&all.at[0], 1, 7, "a quote opens here");
	outcomes_finish(&all);
	pantau_buf_init(&wide);
	pantau_buf_str(&wide, STR("judul,isi"));
	for (int i = 0; i < CSV_CELLS_MAX; i++) {
		pantau_buf_char(&wide, ',');
	}
	pantau_buf_str(&wide, STR("\na,b\n"));
	outcomes_of(&all, "x.csv", buf_str(&wide), NULL);
	assert_int_equal(all.n, 1);
	check_reject(&all.at[0], 1, 9 + CSV_CELLS_MAX, "more than 4096 cells");
	outcomes_finish(&all);
	pantau_buf_finish(&wide);
}

static void broken_rows_cost_one_line(void **state)
{
	(void)state;
	struct outcomes all;
	outcomes_of(&all, "x.csv", STR("judul,isi\n"
			"a,b\n"                /* 2 */
			"a,b,c\n"              /* 3: too many */
			"a\n"                  /* 4: too few */
			"a,\"b\"c\n"           /* 5: behind a quote */
			"a,\"b\n"              /* 6: a quote that stays open */
			"x,y\n"                /* 7 */
			"\"u\nv\",\"b\",x\n"   /* 8 and 9: too many */
			"p,\"q\nr\0\"\n"       /* 10 and 11: NUL */
			",\n"                  /* 12: nothing in it */
			"c,d"), NULL);
	check_reject(&all.at[1], 3, 5, "cells are 3, the header's 2");
	/* The first one brings the header along. */
	check_str(all.at[1].raw, "judul,isi\na,b,c\n");
	check_reject(&all.at[2], 4, 1, "cells are 1");
	check_reject(&all.at[3], 5, 6, "closing quote");
	check_str(all.at[3].raw, "a,\"b\"c");
	check_reject(&all.at[4], 6, 3, "a quote opens here");
	check_str(all.at[4].raw, "a,\"b");
	check_str(all.at[5].doc.title, "x");
	assert_int_equal(all.at[5].doc.line, 7);
	check_reject(&all.at[6], 9, 8, "cells are 3");
	check_reject(&all.at[7], 11, 2, "NUL");
	check_reject(&all.at[8], 12, 1, "no text");
	check_str(all.at[9].doc.text, "d");
	assert_int_equal(all.at[9].doc.line, 13);
	assert_int_equal(all.docs, 3);
	assert_int_equal(all.n, 10);
	outcomes_finish(&all);
}

static void bad_values_name_their_cell(void **state)
{
	(void)state;
	struct outcomes all;
	outcomes_of(&all, "x.csv", STR("isi,tanggal\n"
			"\"a\nb\",03/04/2026\n"
			"c,2026-04-03\n"), NULL);
	check_reject(&all.at[0], 3, 4, "2026-03-04");
	assert_int_equal(all.at[1].status, PANTAU_OK);
	outcomes_finish(&all);
}

static void charset_shows_in_the_first_row_beyond_ascii(void **state)
{
	(void)state;
	struct outcomes all;
	outcomes_of(&all, "x.csv", STR("judul;isi\nharga;\x93" "5\x94 \x80\n"
			"\"a\"\"\xe9\";b\n"), NULL);
	assert_int_equal(all.docs, 2);
	check_str(all.at[0].doc.text,
			"\xe2\x80\x9c" "5\xe2\x80\x9d \xe2\x82\xac");
	check_str(all.at[1].doc.title, "a\"\xc3\xa9");
	outcomes_finish(&all);
	/* Once UTF-8, always UTF-8. */
	outcomes_of(&all, "x.csv", STR("judul;isi\n\xc3\xa9;b\nx;a\xe9\n"), NULL);
	assert_int_equal(all.docs, 1);
	check_reject(&all.at[1], 3, 4, "not UTF-8");
	outcomes_finish(&all);
	/* A byte that means nothing in windows-1252 either. */
	outcomes_of(&all, "x.csv", STR("judul;isi\na;\x81\n"), NULL);
	check_reject(&all.at[0], 2, 3, "not UTF-8");
	outcomes_finish(&all);
	/* With a mark there is no doubt. */
	outcomes_of(&all, "x.csv", STR("\xef\xbb\xbfjudul;isi\na;\xe9\n"), NULL);
	check_reject(&all.at[0], 2, 3, "not UTF-8");
	outcomes_finish(&all);
}

static void reads_utf16_as_excel_writes_it(void **state)
{
	(void)state;
	struct outcomes all;
	outcomes_of(&all, "x.csv", STR("\xff\xfej\0u\0d\0u\0l\0\t\0i\0s\0i\0\r\0"
			"\n\0a\0\t\0\xe9\0\x3d\xd8\r\0\n\0"), NULL);
	assert_int_equal(all.docs, 1);
	check_str(all.at[0].doc.text, "\xc3\xa9\xef\xbf\xbd");
	assert_int_equal(pantau_import_input(all.import, 0)->mended, 1);
	outcomes_finish(&all);
}

static void knows_tables_by_their_header(void **state)
{
	(void)state;
	struct outcomes all;
	outcomes_of(&all, "ekspor", STR("sep=;\r\njudul;isi\r\na;b\r\n"), NULL);
	assert_int_equal(all.at[0].status, PANTAU_OK);
	outcomes_finish(&all);
	outcomes_of(&all, "ekspor", STR("judul;isi\na;b\n"), NULL);
	assert_string_equal(pantau_import_input(all.import, 0)->format, "csv");
	check_str(all.at[0].doc.text, "b");
	outcomes_finish(&all);
	/* Running text with a comma is no table. */
	outcomes_of(&all, "surat", STR("Yth. Bapak, isi surat\n\nHormat kami\n"),
			NULL);
	assert_string_equal(pantau_import_input(all.import, 0)->format, "text");
	outcomes_finish(&all);
}

/* A table as JSON without blanks, as the suite has it. */
static void to_json(struct str bytes, struct buf *out)
{
	struct csv_row header, row;
	struct arena arena;
	struct out json_out;
	struct json json = {.out = &json_out};
	char delimiter = pantau_csv_sniff(bytes);
	struct str head = bytes;
	pantau_csv_row_init(&header);
	pantau_csv_row_init(&row);
	pantau_arena_init(&arena);
	pantau_out_init(&json_out, NULL, NULL);
	assert_int_equal(pantau_csv_parse(bytes, true, delimiter, &header),
			CSV_OK);
	bytes = str_skip(bytes, header.bytes);
	pantau_json_open(&json, NULL, '[');
	while (bytes.n > 0) {
		assert_int_equal(pantau_csv_parse(bytes, true, delimiter, &row),
				CSV_OK);
		assert_int_equal(row.cells, header.cells);
		pantau_json_open(&json, NULL, '{');
		for (size_t i = 0; i < row.cells; i++) {
			struct str key = pantau_csv_cell(head, &header.cell[i],
					&arena);
			pantau_json_str(&json, pantau_arena_cstr(&arena, key),
					pantau_csv_cell(bytes, &row.cell[i], &arena));
		}
		pantau_json_close(&json, '}');
		bytes = str_skip(bytes, row.bytes);
	}
	pantau_json_close(&json, ']');
	pantau_buf_str(out, buf_str(&json_out.buffer));
	pantau_out_finish(&json_out);
	pantau_csv_row_finish(&header);
	pantau_csv_row_finish(&row);
	pantau_arena_finish(&arena);
}

/* JSON without the blanks between its tokens. */
static void squeeze(struct str json, struct buf *out)
{
	bool quoted = false;
	for (size_t i = 0; i < json.n; i++) {
		char c = json.p[i];
		if (!quoted && (c == ' ' || c == '\n' || c == '\r')) {
			continue;
		}
		pantau_buf_char(out, c);
		if (quoted && c == '\\') {
			pantau_buf_char(out, json.p[++i]);
		} else if (c == '"') {
			quoted = !quoted;
		}
	}
}

static void agrees_with_csv_spectrum(void **state)
{
	(void)state;
	const char *shared = getenv("PANTAU_SHARED");
	char folder[512], path[1024];
	snprintf(folder, sizeof(folder), "%s/suites/csv-spectrum",
			shared != NULL ? shared : "");
	snprintf(path, sizeof(path), "%s/csvs", folder);
	DIR *dir = shared != NULL ? opendir(path) : NULL;
	if (dir == NULL) {
		print_message("# skipped: PANTAU_SHARED has no suites/csv-spectrum\n");
		return;
	}
	size_t files = 0;
	for (struct dirent *entry; (entry = readdir(dir)) != NULL;) {
		struct buf bytes, found, expected;
		if (entry->d_name[0] == '.') {
			continue;
		}
		pantau_buf_init(&bytes);
		pantau_buf_init(&found);
		pantau_buf_init(&expected);
		snprintf(path, sizeof(path), "%s/csvs/%s", folder, entry->d_name);
		assert_int_equal(pantau_file_read(path, 1 << 20, &bytes, NULL),
				PANTAU_OK);
		to_json(buf_str(&bytes), &found);
		snprintf(path, sizeof(path), "%s/json/%.*s.json", folder,
				(int)strlen(entry->d_name) - 4, entry->d_name);
		pantau_buf_clear(&bytes);
		assert_int_equal(pantau_file_read(path, 1 << 20, &bytes, NULL),
				PANTAU_OK);
		squeeze(buf_str(&bytes), &expected);
		/* Upstream this JSON is of another table. */
		if (strcmp(entry->d_name, "location_coordinates.csv") != 0) {
			check_str(buf_str(&found), expected.p);
		}
		files++;
		pantau_buf_finish(&bytes);
		pantau_buf_finish(&found);
		pantau_buf_finish(&expected);
	}
	closedir(dir);
	assert_int_equal(files, 12);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(parses_rows),
		cmocka_unit_test(asks_for_more_at_any_cut),
		cmocka_unit_test(sniffs_the_delimiter),
		cmocka_unit_test(decodes_utf16_in_pieces),
		cmocka_unit_test(maps_columns_and_sets_fields),
		cmocka_unit_test(shows_the_mapping),
		cmocka_unit_test(map_takes_columns_by_name),
		cmocka_unit_test(a_table_without_text_is_refused),
		cmocka_unit_test(a_broken_header_says_why),
		cmocka_unit_test(broken_rows_cost_one_line),
		cmocka_unit_test(bad_values_name_their_cell),
		cmocka_unit_test(charset_shows_in_the_first_row_beyond_ascii),
		cmocka_unit_test(reads_utf16_as_excel_writes_it),
		cmocka_unit_test(knows_tables_by_their_header),
		cmocka_unit_test(agrees_with_csv_spectrum),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
