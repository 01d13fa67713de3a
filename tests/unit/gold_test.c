/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Labelled texts: what is read, what is told, what is grouped. */

#include "data_lexicons.h"
#include "memory_requests.h"

#include <unistd.h>

#include "base/file.h"
#include "tune/gold.h"

/* A set, and all that was told of it: 'file:line:column: message; ...'. */
struct fixture {
	struct gold gold;
	struct buf told;
	struct gold_report report;
};

static void tell(void *context, const char *file, uint64_t line,
		uint64_t column, const char *message)
{
	struct fixture *f = context;
	pantau_buf_printf(&f->told, "%s%s:%u:%u: %s", f->told.n > 0 ? "; " : "",
			file, (unsigned)line, (unsigned)column, message);
}

static int setup(void **state)
{
	struct fixture *f = calloc(1, sizeof(*f));
	assert_non_null(f);
	pantau_gold_init(&f->gold);
	pantau_buf_init(&f->told);
	f->report = (struct gold_report){PANTAU_LANG_EN, tell, f};
	*state = f;
	return 0;
}

static int teardown(void **state)
{
	struct fixture *f = *state;
	pantau_gold_finish(&f->gold);
	pantau_buf_finish(&f->told);
	free(f);
	return 0;
}

static void read_str(struct fixture *f, struct str bytes)
{
	assert_int_equal(pantau_gold_read_bytes(&f->gold, "f", bytes,
			&f->report, NULL), PANTAU_OK);
}

/* All that is told of some bytes, and how many rows are kept. */
static void check_told(struct fixture *f, struct str bytes, size_t rows,
		const char *told)
{
	size_t before = f->gold.n, rejected = f->gold.rejected;
	pantau_buf_clear(&f->told);
	read_str(f, bytes);
	check_str(buf_str(&f->told), told);
	assert_int_equal(f->gold.n - before, rows);
	const struct gold_file *file = &f->gold.file[f->gold.files - 1];
	assert_int_equal(file->rows, rows);
	assert_int_equal(file->rejected, f->gold.rejected - rejected);
}

static void reads_rows_without_header(void **state)
{
	struct fixture *f = *state;

	check_told(f, STR("# comment\tneg\n#\nbagus sekali\tpos\n"
			"# biasa\tneu\n\n jelek  \t NEGATIVE \n"
			"ya\tNetral\nbaik\tpositif\nburuk\tnegatif"), 6, "");
	const struct gold_item *item = f->gold.item;
	check_str(item[0].text, "bagus sekali");
	assert_int_equal(item[0].tone, PANTAU_TONE_POSITIVE);
	assert_int_equal(item[0].line, 3);
	check_str(item[1].text, "# biasa"); /* a row, once rows have begun */
	assert_int_equal(item[1].tone, PANTAU_TONE_NEUTRAL);
	check_str(item[2].text, " jelek  ");
	assert_int_equal(item[2].tone, PANTAU_TONE_NEGATIVE);
	assert_int_equal(item[2].line, 6);
	assert_int_equal(item[3].tone, PANTAU_TONE_NEUTRAL);
	assert_int_equal(item[4].tone, PANTAU_TONE_POSITIVE);
	assert_int_equal(item[5].tone, PANTAU_TONE_NEGATIVE);
	assert_int_equal(item[0].has_act, 0);
	assert_int_equal(item[0].language, PANTAU_LANGUAGE_UNKNOWN);
	assert_true(item[0].date == INT64_MIN && item[0].title.n == 0);
}

static void reads_columns_by_name(void **state)
{
	struct fixture *f = *state;

	check_told(f, STR("\xef\xbb\xbf# licence\r\nother\tDate\ttone\ttext\t"
			"title\tact\tkind\tid\tlanguage\tgroup\tsource\tlabel"
			"\r\nx\t2026-11-08T06:30Z\tneg\tisi\tkepala\taduan\t"
			"post\t a1 \tJawa\tg\tx.id\tpos\r\n\t\tpos\t\tkepala"
			"\t\t\t\t\t\t\t\r\n\t\tneu\tisi\t\tNONE\t\t\tban\t\t\t"
			"\r\n"), 3, "");
	const struct gold_item *item = f->gold.item;
	check_str(item[0].text, "isi");
	check_str(item[0].title, "kepala");
	check_str(item[0].kind, "post");
	check_str(item[0].id, "a1");
	check_str(item[0].source, "x.id");
	check_str(item[0].group_name, "g");
	assert_int_equal(item[0].tone, PANTAU_TONE_NEGATIVE);
	assert_int_equal(item[0].act, 1);
	assert_int_equal(item[0].has_act, 1);
	assert_int_equal(item[0].language, PANTAU_LANGUAGE_JV);
	assert_true(item[0].date == 1794119400);
	assert_int_equal(item[0].line, 3);
	assert_int_equal(item[1].has_act, 0);
	assert_int_equal(item[1].text.n, 0);
	assert_int_equal(item[2].act, 0);
	assert_int_equal(item[2].has_act, 1);
	assert_int_equal(item[2].language, PANTAU_LANGUAGE_OTHER);
}

static void reads_indonesian_names(void **state)
{
	struct fixture *f = *state;
	static const char *const acts[] = {"aduan", "aspirasi", "pertanyaan",
		"informasi", "pujian"};
	uint8_t act;

	check_told(f, STR("teks\tnada\ttanggal\nbagus\tpositif\t8 November "
			"2026\n"), 1, "");
	/* Without a zone: WIB. */
	assert_true(f->gold.item[0].date == 1794096000 - 7 * 3600);
	for (uint8_t i = 0; i < 5; i++) {
		assert_true(pantau_gold_act(str_of(acts[i]), &act));
		assert_int_equal(act, i + 1);
	}
	assert_false(pantau_gold_act(STR("keluh"), &act));
}

static void tells_bad_rows(void **state)
{
	struct fixture *f = *state;

	check_told(f, STR("bagus\tpos\nbagus\njelek\tnega\n\tpos\n \tpos\n"
			"a\tb\tpos\nbaik\tneg\n"), 2,
			"f:2:6: no tab between the text and its label; put one "
			"there; "
			"f:3:7: unknown label 'nega'; positive, neutral or "
			"negative; f:4:1: the text is empty; fill the cell or "
			"take the row out; f:5:1: the text is empty; fill the "
			"cell or take the row out; "
			"f:6:1: 3 cells where 2 are expected; put "
			"one tab between cells, also around empty ones, and "
			"none inside");
	check_told(f, STR("text\tpolarity\nbagus\tpos\n"), 1,
			"f:1:6: unknown label 'polarity'; positive, neutral or "
			"negative");
	check_told(f, STR("id\ttext\ttone\tact\tdate\n1\ta\tpos\tkeluh\t\n"
			"2\tb\tpos\t\t03/04/2026\n3\tc\tpos\tpraise\n"
			"4\td\tpos\tpraise\t2026\n5\te\t\t\t\n"
			"6\tf\tneg\t\t2026-01-02\n"), 1,
			"f:2:9: unknown act 'keluh'; complaint, aspiration, "
			"question, information, praise or none; f:3:10: "
			"'03/04/2026' is no date that has one reading; write "
			"2026-11-08; f:4:1: 4 cells where 5 are expected; put "
			"one tab between cells, also around empty ones, and "
			"none inside; f:5:16: '2026' is no date that has one "
			"reading; write 2026-11-08; f:6:5: unknown label ''; "
			"positive, neutral or negative");
	f->report.lang = PANTAU_LANG_ID;
	check_told(f, STR("jelek\tnega\n"), 0, "f:1:7: label 'nega' tidak "
			"dikenal; isi positif, netral, atau negatif");
	f->report.found = NULL; /* nobody listens */
	check_told(f, STR("jelek\n"), 0, "");
}

#define CSV "f:1:1: this is CSV; save it as text with tabs between cells " \
	"(TSV), as 'pantau label export --with-text' writes without --format"
#define JSON "f:1:1: this is JSON; take it into the archive by 'pantau index'" \
	", or make it a table with tabs"

static void tells_other_forms_once(void **state)
{
	struct fixture *f = *state;

	check_told(f, STR("id,source,tone,by,text\na,b,neutral,c,\"ya\ntidak\""
			"\nb,b,positive,c,ya\n"), 0, CSV);
	check_told(f, STR("\"teks\";\"nada\"\n\"a\";\"netral\"\n"), 0, CSV);
	check_told(f, STR("bagus, sekali,positif\nrusak,negatif\n"), 0, CSV);
	check_told(f, STR("{\"id\": \"a\", \"text\": \"b\"}\n{\"id\"}\n"), 0,
			JSON);
	check_told(f, STR("[\n{\n"), 0, "f:1:2: no tab between the text and "
			"its label; put one there; f:2:1: this is JSON; take it "
			"into the archive by 'pantau index', or make it a table "
			"with tabs");
	/* A slip in one line, and texts that only look like it. */
	check_told(f, STR("bagus,positif\nrusak\tnegatif\n"), 1, "f:1:14: no "
			"tab between the text and its label; put one there");
	check_told(f, STR("{\"a\": 1}\tneutral\ntext,tone\tneutral\n"), 2, "");
	f->gold.unlabelled = true;
	check_told(f, STR("Nomor;Tanggal;Judul;Isi\n1;2;\"a\nb\";c\n"), 0, CSV);
	check_told(f, STR("{\"id\": \"a\"}\n"), 0, JSON);
	check_told(f, STR("Teks ini, kata warga, tidak negatif\nrusak, negatif\n"
			"{a}\n[1] b\n"), 4, "");
}

static void tells_bad_bytes(void **state)
{
	struct fixture *f = *state;
	struct buf text;

	check_told(f, STR("bag\xffus\tpos\nb\xed\xa0\x80\tpos\nbaik\tneg\n"
			"a\xe2\x82"), 1,
			"f:1:4: byte 0xff is not UTF-8; save the file as "
			"UTF-8; f:2:2: byte 0xed is not UTF-8; save the file "
			"as UTF-8; f:4:2: byte 0xe2 is not UTF-8; save the "
			"file as UTF-8");
	check_told(f, str_make("a\0b\tpos\nbaik\tn\0eg\nya\tneu", 24), 1,
			"f:1:2: there is a NUL byte; take it out, or save the "
			"file as UTF-8; f:2:7: there is a NUL byte; take it "
			"out, or save the file as UTF-8");
	pantau_buf_init(&text);
	for (size_t i = 0; i < 10 * GOLD_LINE_MAX; i++) {
		pantau_buf_char(&text, 'x');
	}
	pantau_buf_str(&text, STR("\tpos\nbaik\tneg\n"));
	check_told(f, buf_str(&text), 1, "f:1:1048577: the line is longer "
			"than 1 MiB; shorten it");
	/* As long as may be. */
	pantau_buf_clear(&text);
	for (size_t i = 0; i < GOLD_LINE_MAX - 4; i++) {
		pantau_buf_char(&text, 'x');
	}
	pantau_buf_str(&text, STR("\tpos\r\n"));
	check_told(f, buf_str(&text), 1, "");
	pantau_gold_finish(&f->gold);
	pantau_buf_finish(&text);
}

static void bears_empty_files_and_wide_headers(void **state)
{
	struct fixture *f = *state;
	struct buf text;

	check_told(f, STR(""), 0, "");
	check_told(f, str_make(NULL, 0), 0, "");
	check_told(f, STR("\xef\xbb\xbf"), 0, "");
	check_told(f, STR("# only\n\n\r\n"), 0, "");
	check_told(f, STR("text\ttone\n"), 0, "");
	/* Labels by id: told once, not for each row. */
	check_told(f, STR("id\tsource\ttone\na1\tx\tpos\na2\tx\tneg\n"), 0,
			"f:1:1: no column 'text'; 'pantau label export "
			"--with-text' writes labels with it");
	pantau_buf_init(&text);
	pantau_buf_str(&text, STR("text\ttone"));
	for (int i = 0; i < 100; i++) {
		pantau_buf_str(&text, STR("\ttitle"));
	}
	pantau_buf_str(&text, STR("\nbagus\tpos\tawal"));
	for (int i = 0; i < 99; i++) {
		pantau_buf_str(&text, STR("\takhir"));
	}
	check_told(f, buf_str(&text), 1, "");
	check_str(f->gold.item[0].title, "awal");
	pantau_gold_finish(&f->gold);
	pantau_buf_finish(&text);
}

static void reads_files(void **state)
{
	struct fixture *f = *state;
	char path[] = "/tmp/pantau-gold-XXXXXX";
	struct pantau_error err = {.lang = PANTAU_LANG_EN};
	int fd = mkstemp(path);

	assert_true(fd >= 0);
	close(fd);
	assert_int_equal(pantau_file_replace(path, STR("a\tpos\nb\tx\n"), 0600,
			NULL), PANTAU_OK);
	assert_int_equal(pantau_gold_read(&f->gold, path, &f->report, NULL),
			PANTAU_OK);
	read_str(f, STR("c\tneg\n"));
	assert_int_equal(pantau_gold_read(&f->gold, "/nowhere/x.tsv",
			&f->report, &err), PANTAU_NOT_FOUND);
	unlink(path);
	assert_int_equal(f->gold.n, 2);
	assert_int_equal(f->gold.files, 2);
	assert_int_equal(f->gold.rejected, 1);
	assert_int_equal(f->gold.item[1].file, 1);
	assert_string_equal(f->gold.file[0].name, path);
	check_str(f->gold.item[0].text, "a");
}

static void checks_the_set(void **state)
{
	struct fixture *f = *state;
	struct pantau_error err = {.lang = PANTAU_LANG_EN};
	struct gold_sum sum;

	assert_int_equal(pantau_gold_check(&f->gold, &f->report, &sum, &err),
			PANTAU_NOT_FOUND);
	read_str(f, STR("\nbagus\tpos\nbaik\tpos\n"));
	assert_int_equal(pantau_gold_check(&f->gold, &f->report, &sum, &err),
			PANTAU_BAD_INPUT);
	assert_string_equal(err.message, "all 2 texts are labelled 'positive'; "
			"at least two labels are needed to measure or to fit");
	assert_string_equal(err.file, "f");
	assert_int_equal(err.line, 2);
	assert_int_equal(sum.tone[PANTAU_TONE_POSITIVE], 2);
	read_str(f, STR("title\ttext\ttone\n\tbagus \tneg\n\tbaik\tpos\n"
			"bagus\t\tneu\n\tbagus\tpositif\n"));
	check_str(buf_str(&f->told), "");
	assert_int_equal(pantau_gold_check(&f->gold, &f->report, &sum, &err),
			PANTAU_OK);
	check_str(buf_str(&f->told), "f:2:1: the same text is 'negative' here "
			"and 'positive' at f:2; keep one label");
	assert_int_equal(sum.conflicts, 1);
	assert_int_equal(sum.copies, 3);
	assert_int_equal(sum.tone[PANTAU_TONE_POSITIVE], 4);
	assert_int_equal(sum.tone[PANTAU_TONE_NEGATIVE], 1);
	assert_int_equal(sum.tone[PANTAU_TONE_NEUTRAL], 1);
}

static void groups_near_duplicates(void **state)
{
	struct fixture *f = *state;
	struct pantau_lexicons *lexicons = open_data_lexicons("text");
	struct pantau_analyser *analyser = create_analyser(lexicons);
	static const uint32_t wanted[] = {0, 1, 0, 2, 1, 3, 1, 3, 4};

	assert_non_null(analyser);
	assert_int_equal(pantau_gold_group(&f->gold, analyser, NULL),
			PANTAU_OK);
	assert_int_equal(f->gold.groups, 0);
	read_str(f, STR("text\ttone\tgroup\n"
			"satu dua tiga empat lima enam tujuh\tpos\t\n"
			"merah putih biru\tpos\ta\n"
			"satu dua tiga empat lima enam delapan\tneg\t\n"
			"hijau ungu kuning\tpos\t\n"
			"lain sama sekali dari yang di atas\tneu\ta\n"
			"kata yang berbeda lagi di sini\tneu\tb\n"
			"merah putih biru\tneg\t\n"
			"yang tidak mirip dengan apa pun juga\tneu\tb\n"));
	/* The same name in another file says nothing. */
	read_str(f, STR("group\ttext\ttone\nb\tpagi siang sore malam\tpos\n"));
	assert_int_equal(pantau_gold_group(&f->gold, analyser, NULL),
			PANTAU_OK);
	assert_int_equal(f->gold.groups, 5);
	for (size_t i = 0; i < f->gold.n; i++) {
		assert_int_equal(f->gold.item[i].group, wanted[i]);
	}
	pantau_analyser_destroy(analyser);
	pantau_lexicons_close(lexicons);
}

static void joins_title_and_text(void **state)
{
	struct fixture *f = *state;

	read_str(f, STR("title\ttext\ttone\nkepala\tisi\tpos\nkepala\t\tneg\n"
			"\tisi\tneg\n"));
	check_str(pantau_gold_whole(&f->gold.item[0], &f->gold.arena),
			"kepala\nisi");
	check_str(pantau_gold_whole(&f->gold.item[1], &f->gold.arena),
			"kepala");
	check_str(pantau_gold_whole(&f->gold.item[2], &f->gold.arena), "isi");
}

/* A name joins groups that others were joined with before. */
static void joins_named_groups_in_chains(void **state)
{
	struct fixture *f = *state;
	struct pantau_lexicons *lexicons = open_data_lexicons("text");
	struct pantau_analyser *analyser = create_analyser(lexicons);
	static const uint32_t wanted[] = {0, 1, 0, 1, 1, 2, 0, 0};

	assert_non_null(analyser);
	read_str(f, STR("text\ttone\tgroup\nsatu\tpos\tx\ndua\tpos\ty\n"
			"tiga\tpos\tx\nempat\tpos\ty\ndua\tneg\tz\nlima\tpos\t"
			"\nenam\tpos\tu\ntiga\tpos\tu\n"));
	assert_int_equal(pantau_gold_group(&f->gold, analyser, NULL),
			PANTAU_OK);
	assert_int_equal(f->gold.groups, 3);
	for (size_t i = 0; i < f->gold.n; i++) {
		assert_int_equal(f->gold.item[i].group, wanted[i]);
	}
	pantau_analyser_destroy(analyser);
	pantau_lexicons_close(lexicons);
}

static void read_and_use(struct fixture *f, struct pantau_analyser *analyser,
		struct str bytes, enum pantau_status status[3])
{
	struct gold_sum sum;
	status[0] = pantau_gold_read_bytes(&f->gold, "f", bytes, &f->report,
			NULL);
	status[1] = pantau_gold_check(&f->gold, &f->report, &sum, NULL);
	status[2] = pantau_gold_group(&f->gold, analyser, NULL);
}

/* Whatever allocation fails, what was there stays, and nothing leaks. */
static void survives_without_memory(void **state)
{
	struct fixture *f = *state;
	struct pantau_lexicons *lexicons = open_data_lexicons("text");
	struct pantau_analyser *analyser = create_analyser(lexicons);
	struct buf text;
	size_t failed = 0;
	bool whole = false;

	assert_non_null(analyser);
	pantau_buf_init(&text);
	pantau_buf_str(&text, STR("text\ttone\tgroup\n"));
	for (int i = 0; i < 400; i++) {
		pantau_buf_printf(&text, "kata %d dan %d\t%s\tg%d\n", i, i * 7,
				i % 2 == 0 ? "pos" : "neg", i / 3);
	}
	for (int at = 0; !whole; at++) {
		enum pantau_status status[3];
		memory_left = at;
		read_and_use(f, analyser, buf_str(&text), status);
		whole = memory_left >= 0;
		memory_left = -1;
		if (status[0] != PANTAU_OK) {
			assert_int_equal(status[0], PANTAU_NO_MEMORY);
			assert_int_equal(f->gold.n, 0);
			assert_int_equal(f->gold.files, 0);
		} else {
			assert_int_equal(f->gold.n, 400);
		}
		failed += status[0] != PANTAU_OK || status[1] != PANTAU_OK ||
				status[2] != PANTAU_OK;
		pantau_gold_finish(&f->gold);
	}
	assert_true(failed > 10);
	pantau_buf_finish(&text);
	pantau_analyser_destroy(analyser);
	pantau_lexicons_close(lexicons);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(reads_rows_without_header),
		TEST(reads_columns_by_name),
		TEST(reads_indonesian_names),
		TEST(tells_bad_rows),
		TEST(tells_other_forms_once),
		TEST(tells_bad_bytes),
		TEST(bears_empty_files_and_wide_headers),
		TEST(reads_files),
		TEST(checks_the_set),
		TEST(groups_near_duplicates),
		TEST(joins_named_groups_in_chains),
		TEST(joins_title_and_text),
		TEST(survives_without_memory),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
