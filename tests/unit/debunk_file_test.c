/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Files of debunks in all their forms, and what is wrong with them, by place. */

#include "import_check.h"

#include "import/debunk.h"

struct read {
	struct arena arena;
	struct debunk at[32];
	size_t n;
	struct pantau_error bad[32];
	size_t bads;
	enum pantau_status opened;
	struct pantau_error err;
};

static void read_path(struct read *r, const char *path, bool day_first)
{
	const struct debunk_options options = {
		.zone = 420,
		.dates = day_first ? DATES_DAY_FIRST : DATES_REJECT,
	};
	struct debunk_reader *reader = NULL;
	enum pantau_status status = PANTAU_OK;
	*r = (struct read){.err = {.lang = PANTAU_LANG_EN}};
	pantau_arena_init(&r->arena);
	r->opened = pantau_debunk_open(path, &options, &reader, &r->err);
	while (r->opened == PANTAU_OK && status != PANTAU_END) {
		struct pantau_error err = {.lang = PANTAU_LANG_EN};
		assert_true(r->n < 32 && r->bads < 32);
		status = pantau_debunk_next(reader, &r->arena, &r->at[r->n],
				&err);
		if (status == PANTAU_OK) {
			r->n++;
		} else if (status != PANTAU_END) {
			assert_int_equal(status, PANTAU_BAD_INPUT);
			r->bad[r->bads++] = err;
		}
	}
	pantau_debunk_close(reader);
}

static void read_text(struct read *r, struct str text)
{
	struct place place;
	place_make(&place);
	read_path(r, place_write(&place, "a", text), false);
	place_remove(&place);
}

static void free_read(struct read *r)
{
	pantau_arena_finish(&r->arena);
}

#define IS(s, text) assert_true(str_eq(s, STR(text)))

static void at(const struct pantau_error *err, uint64_t line, uint64_t column)
{
	assert_true(strlen(err->file) > 2);
	if (err->line != line || err->column != column) {
		fail_msg("%llu:%llu: %s", (unsigned long long)err->line,
				(unsigned long long)err->column, err->message);
	}
}

/* --- tables --- */

static void test_csv(void **state)
{
	struct read r;
	(void)state;
	read_text(&r, STR("Judul;Klaim;Isi Artikel;Putusan;Tautan;Tanggal;"
			"Penerbit;Lain\n"
			"Permen narkoba;\"permen; jari\";<p>Kata dinas</p>;"
			"SALAH;https://x.example/1;2026-11-08;Cek\nFakta;z\n"
			"\"Permen\n<b>dua</b>\";;;;;8 November 2026;;\n"));
	assert_int_equal(r.opened, PANTAU_OK);
	/* The row that a line feed broke is two bad ones. */
	assert_int_equal(r.bads, 2);
	at(&r.bad[0], 2, 86);
	assert_int_equal(r.n, 1);
	IS(r.at[0].title, "Permen dua");
	assert_true(r.at[0].dated);
	assert_int_equal(r.at[0].line, 4);
	free_read(&r);
	read_text(&r, STR("title,claim,body,verdict,url,date,publisher\r\n"
			"A,\"b \"\"c\"\"\",<p>Kata &amp; dinas</p>,SALAH,"
			"https://x.example/?a&b,2026-11-08,Cek Fakta\r\n"));
	assert_int_equal(r.n, 1);
	IS(r.at[0].claim, "b \"c\"");
	IS(r.at[0].body, "Kata & dinas");
	IS(r.at[0].verdict, "SALAH");
	IS(r.at[0].url, "https://x.example/?a&b");
	IS(r.at[0].publisher, "Cek Fakta");
	assert_int_equal(r.at[0].date.seconds, 1794070800);
	free_read(&r);
}

/* Quotes in a table of tabs mean something only where they fit. */
static void test_tsv(void **state)
{
	struct read r;
	(void)state;
	read_text(&r, STR("# catatan, dengan koma\n# lagi\n"
			"title\tbody\n"
			"\"Vaksin\" berisi chip\tkata \"dokter\"\n"
			"\"Kutipan yang tidak ditutup\tisi\n"
			"\"dalam \"\"kutip\"\"\"\t\"baris\nkedua\"\n"
			"satu\n"));
	assert_int_equal(r.n, 3);
	IS(r.at[0].title, "\"Vaksin\" berisi chip");
	IS(r.at[1].title, "\"Kutipan yang tidak ditutup");
	IS(r.at[2].title, "dalam \"kutip\"");
	IS(r.at[2].body, "baris\nkedua");
	assert_int_equal(r.bads, 1);
	at(&r.bad[0], 8, 1);
	free_read(&r);
}

static void test_unclosed_quotes(void **state)
{
	struct buf text;
	struct read r;
	(void)state;
	pantau_buf_init(&text);
	pantau_buf_str(&text, STR("title\tbody\n"));
	for (int i = 0; i < 30; i++) {
		pantau_buf_printf(&text, "\"judul %d\tisi\n", i);
	}
	read_text(&r, buf_str(&text));
	assert_int_equal(r.n, 30);
	assert_int_equal(r.bads, 0);
	pantau_buf_finish(&text);
	free_read(&r);
}

static void test_bad_rows(void **state)
{
	struct read r;
	(void)state;
	read_text(&r, STR("isi,tautan\nx,y\n"));
	assert_int_equal(r.opened, PANTAU_BAD_INPUT);
	at(&r.err, 1, 0);
	assert_non_null(strstr(r.err.message, "'isi', 'tautan'"));
	free_read(&r);
	read_text(&r, STR("judul,klaim,tanggal\n"
			",,2026-11-08\n"
			"a,,03/04/2026\n"
			"b,,kapan-kapan\n"
			"<b> </b>,&nbsp;,\n"
			"c,,8 Nov 2026\n"));
	assert_int_equal(r.opened, PANTAU_OK);
	assert_int_equal(r.n, 1);
	assert_int_equal(r.bads, 4);
	at(&r.bad[0], 2, 1);
	at(&r.bad[1], 3, 4);
	assert_non_null(strstr(r.bad[1].message, "--dates"));
	at(&r.bad[2], 4, 4);
	at(&r.bad[3], 5, 1);
	free_read(&r);
	read_text(&r, STR("\n \n"));
	assert_int_equal(r.opened, PANTAU_BAD_INPUT);
	free_read(&r);
	read_path(&r, "/tmp/pantau-tidak-ada", false);
	assert_int_equal(r.opened, PANTAU_IO);
	free_read(&r);
}

/* A body of 50 MB is one bad row, whatever stands in its lines. */
static void test_huge_body(void **state)
{
	struct buf text;
	struct read r;
	(void)state;
	pantau_buf_init(&text);
	pantau_buf_str(&text, STR("title,body\npertama,satu\nbesar,\""));
	while (text.n < (size_t)50 << 20) {
		pantau_buf_str(&text, STR("judul,isi yang tampak baris\n"));
	}
	pantau_buf_str(&text, STR("\"\nterakhir,dua\n"));
	read_text(&r, buf_str(&text));
	assert_int_equal(r.n, 2);
	IS(r.at[1].title, "terakhir");
	assert_int_equal(r.bads, 1);
	at(&r.bad[0], 3, 1);
	free_read(&r);
	pantau_buf_clear(&text);
	pantau_buf_str(&text, STR("{\"title\":\"a\"}\n{\"title\":\""));
	while (text.n < (size_t)50 << 20) {
		pantau_buf_str(&text, STR("judul yang panjang sekali "));
	}
	pantau_buf_str(&text, STR("\"}\n{\"title\":\"b\"}\n"));
	read_text(&r, buf_str(&text));
	assert_int_equal(r.n, 2);
	assert_int_equal(r.bads, 1);
	at(&r.bad[0], 2, ((uint64_t)16 << 20) + 1);
	free_read(&r);
	pantau_buf_finish(&text);
}

/* --- JSON --- */

static void test_ndjson(void **state)
{
	struct read r;
	(void)state;
	read_text(&r, STR("{\"judul\":\"A\",\"klaim\":\"b\",\"rating\":3}\n"
			"\n"
			"{\"judul\":\"B\",\n"
			"[1]\n"
			"{\"isi\":\"tanpa judul\"}\n"
			"{\"title\":true}\n"
			"{\"claim\":\"C\",\"date\":\"x\"}\n"
			"{\"claim\":\"D\",\"tanggal\":\"2026-11-08T10:00+07:00\"}"));
	assert_int_equal(r.n, 2);
	IS(r.at[0].verdict, "3");
	IS(r.at[1].claim, "D");
	assert_int_equal(r.at[1].line, 8);
	assert_true(r.at[1].date.has_time);
	assert_int_equal(r.bads, 5);
	at(&r.bad[0], 3, 14);
	at(&r.bad[1], 4, 2);
	at(&r.bad[2], 5, 1);
	at(&r.bad[3], 6, 1);
	at(&r.bad[4], 7, 1);
	free_read(&r);
}

#define REVIEW(n) "{\"@type\":\"ClaimReview\",\"url\":\"https://x/" n "\"," \
	"\"claimReviewed\":\"klaim " n "\",\"datePublished\":\"2026-11-08\"," \
	"\"author\":{\"@type\":\"Organization\",\"name\":\"Cek\"}," \
	"\"itemReviewed\":{\"@type\":\"Claim\",\"name\":\"lain\"}," \
	"\"reviewRating\":{\"@type\":\"Rating\",\"ratingValue\":1," \
	"\"alternateName\":\"SALAH\"}}"

static void check_review(const struct debunk *d, const char *claim)
{
	assert_true(str_eq(d->claim, str_of(claim)));
	IS(d->verdict, "SALAH");
	IS(d->publisher, "Cek");
	assert_true(d->dated && d->url.n == 11);
}

static void test_claim_review(void **state)
{
	static const char *const whole[] = {
		REVIEW("1"),
		"[" REVIEW("1") "]",
		"{\"@context\":\"https://schema.org\",\"@graph\":["
		"{\"@type\":\"WebPage\",\"name\":\"bukan\"}," REVIEW("1") "]}",
		"{\"@type\":\"DataFeed\",\"dataFeedElement\":[{\"@type\":"
		"\"DataFeedItem\",\"item\":[" REVIEW("1") "]}]}",
		"\n\n [\n" REVIEW("1") "\n]\n",
	};
	struct read r;
	(void)state;
	for (size_t i = 0; i < sizeof(whole) / sizeof(whole[0]); i++) {
		read_text(&r, str_of(whole[i]));
		assert_int_equal(r.bads, 0);
		assert_int_equal(r.n, 1);
		check_review(&r.at[0], "klaim 1");
		assert_int_equal(r.at[0].line, i == 4 ? 4 : 1);
		free_read(&r);
	}
	read_text(&r, STR(REVIEW("1") "\n" REVIEW("2") "\n"));
	assert_int_equal(r.n, 2);
	check_review(&r.at[1], "klaim 2");
	free_read(&r);
	read_text(&r, STR("{\"claimReviewed\":\"k\",\"itemReviewed\":"
			"{\"name\":\"x\"},\"name\":\"Judul\",\"publisher\":"
			"{\"name\":\"P\"},\"reviewRating\":{\"ratingValue\":2.5},"
			"\"@type\":[\"Article\",\"ClaimReview\"]}"));
	assert_int_equal(r.n, 1);
	IS(r.at[0].verdict, "2.5");
	IS(r.at[0].publisher, "P");
	IS(r.at[0].title, "Judul");
	free_read(&r);
}

static void test_lists(void **state)
{
	struct read r;
	(void)state;
	read_text(&r, STR("[\n {\"title\":\"a\", \"x\":{\"title\":\"dalam\"}},\n"
			" 7,\n {\"body\":\"{\\\"\"},\n"
			" {\"title\":\"b\"}\n]"));
	assert_int_equal(r.n, 2);
	IS(r.at[1].title, "b");
	assert_int_equal(r.at[1].line, 5);
	assert_int_equal(r.bads, 2);
	at(&r.bad[0], 3, 2);
	at(&r.bad[1], 4, 2);
	free_read(&r);
	read_text(&r, STR("[\"{,\", [{\"x\":1},2],\n {\"title\":\"a\"}, 3,\n 4]"));
	assert_int_equal(r.n, 1);
	assert_int_equal(r.bads, 3);
	at(&r.bad[0], 1, 2);
	at(&r.bad[1], 2, 17);
	at(&r.bad[2], 3, 2);
	free_read(&r);
	read_text(&r, STR("{\"@type\":\"WebPage\",\"name\":\"x\"}"));
	assert_int_equal(r.n, 0);
	assert_int_equal(r.bads, 1);
	free_read(&r);
	read_text(&r, STR("[{\"title\":\"a\"},\n {\"title\" \"b\"}]"));
	assert_int_equal(r.n, 0);
	assert_int_equal(r.bads, 1);
	at(&r.bad[0], 2, 11);
	free_read(&r);
	read_text(&r, STR("[]"));
	assert_int_equal(r.bads, 1);
	free_read(&r);
}

/* Lists and graphs as many programs write them: a line for each object. */
static void test_list_by_line(void **state)
{
	struct read r;
	(void)state;
	read_text(&r, STR("[\n{\"title\":\"a\"},\n{\"title\":\"b\"},\n"
			"{\"title\":\"c\"}\n]\n"));
	assert_int_equal(r.bads, 0);
	assert_int_equal(r.n, 3);
	assert_int_equal(r.at[2].line, 4);
	free_read(&r);
	read_text(&r, STR("{\"@context\":\"x\",\"@graph\":[\n"
			"{\"@type\":\"ClaimReview\",\"name\":\"a\"},\n"
			"{\"@type\":\"ClaimReview\",\"name\":\"b\"},\n"
			"{\"@type\":\"ClaimReview\",\"name\":\"c\"}\n]}\n"));
	assert_int_equal(r.bads, 0);
	assert_int_equal(r.n, 3);
	free_read(&r);
}

static void test_dates(void **state)
{
	struct place place;
	struct read r;
	(void)state;
	place_make(&place);
	const char *path = place_write(&place, "a",
			STR("judul,tanggal\na,03/04/2026\n"));
	read_path(&r, path, true);
	assert_int_equal(r.n, 1);
	assert_int_equal(pantau_day_number(r.at[0].date.seconds, 420),
			pantau_days_from_civil(2026, 4, 3));
	free_read(&r);
	place_remove(&place);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_csv),
		cmocka_unit_test(test_tsv),
		cmocka_unit_test(test_unclosed_quotes),
		cmocka_unit_test(test_bad_rows),
		cmocka_unit_test(test_huge_body),
		cmocka_unit_test(test_ndjson),
		cmocka_unit_test(test_claim_review),
		cmocka_unit_test(test_lists),
		cmocka_unit_test(test_list_by_line),
		cmocka_unit_test(test_dates),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
