/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Searching a small store: who is found, in what order, and what is shown. */

#include "check.h"

#include <inttypes.h>

#include "search_fixture.h"

#define DAY INT64_C(86400)
/* 2026-11-08T05:00:00Z, noon in Jakarta; the documents are of that week. */
#define NOW INT64_C(1794114000)
#define AT(day, hour) (NOW - 12 * 3600 + ((day) - 8) * DAY + (hour) * 3600)

static const struct search_doc docs[] = {
	/* 1 */ {"detik.com", KIND_NEWS, NULL, AT(2, 8),
		"Banjir rob rendam Semarang",
		"Tanggul jebol, warga menolak pindah dari rumah.",
		"id", "Kota Semarang", 5, PANTAU_TONE_NEGATIVE, 0},
	/* 2 */ {"detik.com", KIND_NEWS, NULL, AT(2, 9),
		"Penolakan warga atas tambang",
		"Warga menggelar aksi. Penolakan meluas sampai kota.",
		"id", "Purworejo", 0, PANTAU_TONE_NEGATIVE, 0},
	/* 3 */ {"kompas.com", KIND_NEWS, NULL, AT(3, 7),
		"Harga beras naik",
		"Kenaikan harga beras membuat pedagang pasar mengeluh.",
		"id", "Semarang", 2, PANTAU_TONE_NEGATIVE, 0},
	/* 4 */ {"kompas.com", KIND_NEWS, NULL, AT(3, 8),
		"Tanggul darurat rampung",
		"Pembangunan tanggul penahan rob selesai dalam dua pekan.",
		"id", "Kab. Demak", 9, PANTAU_TONE_POSITIVE, 0},
	/* 5 */ {"detikers", KIND_POST, "budi", AT(3, 20), "",
		"banjir lagi banjir lagi #mbg",
		"id", NULL, 1, PANTAU_TONE_NEGATIVE, 0},
	/* 6 */ {"kicau", KIND_POST, "siti", AT(4, 6), "",
		"MBG basi lagi di sekolah anak saya #MBG #MakanBergizi",
		"id", "Semarang Barat", 40, PANTAU_TONE_NEGATIVE,
		PANTAU_HOAX_LOW},
	/* 7 */ {"kicau", KIND_POST, "+bmkg", AT(4, 7), "",
		"Waspada hujan lebat di pesisir utara hari ini",
		"id", NULL, 70, PANTAU_TONE_NEUTRAL, 0},
	/* 8 */ {"grup-rt", KIND_CHAT, "budi", AT(4, 8), "",
		"SEBARKAN!!! Beras plastik beredar di pasar, viralkan",
		"id", NULL, 0, PANTAU_TONE_NEGATIVE, PANTAU_HOAX_CHECK},
	/* 9 */ {"kicau", KIND_POST, "sri", AT(4, 9), "",
		"regane beras mundhak terus, piye iki",
		"jv", "Kab. Demak", 3, PANTAU_TONE_NEGATIVE, 0},
	/* 10 */ {"detik-jateng", KIND_NEWS, NULL, AT(5, 8),
		"Korupsi dana desa",
		"Jaksa menahan koruptor dana desa. Korupsinya Rp2 miliar.",
		"id", "Demak", 12, PANTAU_TONE_NEGATIVE, 0},
	/* 11 */ {"aduan", KIND_COMPLAINT, "tono", AT(5, 9),
		"Jalan rusak", "Jalan di depan pasar rusak parah, tolong "
		"perbaiki jalan ini.", "id", "Semarang", 0,
		PANTAU_TONE_NEGATIVE, 0},
	/* 12 */ {"humas", KIND_RELEASE, "+pemkot", AT(5, 10),
		"Menteri resmikan pasar", "Menteri meresmikan pasar baru. "
		"Kementerian menyiapkan dana.", "id", "Semarang", 8,
		PANTAU_TONE_POSITIVE, 0},
	/* 13 */ {"kicau", KIND_COMMENT, "ani", AT(5, 11), "",
		"e-KTP saya belum jadi, COVID-19 sudah lewat",
		"id", NULL, 0, PANTAU_TONE_UNSURE, 0},
	/* 14 */ {"kicau", KIND_COMMENT, "ani", AT(5, 12), "",
		"ektp saya juga belum", "id", NULL, 0, PANTAU_TONE_UNSURE, 0},
	/* 15 */ {"arsip", KIND_NEWS, NULL, 0, "Banjir tahun lalu",
		"Arsip banjir tanpa tanggal.", "id", NULL, 0,
		PANTAU_TONE_NEUTRAL, 0},
	/* 16 */ {"kompas.com", KIND_NEWS, NULL, AT(1, 8),
		"Terlambat masuk", "Berita banjir yang datang terlambat.",
		"id", NULL, 0, PANTAU_TONE_NEUTRAL, 0},
	/* 17 */ {"kicau", KIND_POST, "joko", AT(6, 8), "",
		"anti-Jokowi dan pro-Jokowi ribut di medsos",
		"id", NULL, 6, PANTAU_TONE_NEGATIVE, 0},
	/* 18 */ {"kicau", KIND_POST, "joko", AT(6, 9), "",
		"cek https://turnbackhoax.id/Artikel/12 dulu, @bmkg",
		"id", NULL, 0, PANTAU_TONE_NEUTRAL, 0},
	/* 19 */ {"kompas.com", KIND_NEWS, NULL, AT(6, 10),
		"Dan atau tanpa", "Kata dan, atau, tanpa dipakai sehari-hari.",
		"id", NULL, 0, PANTAU_TONE_NEUTRAL, 0},
	/* 20 */ {"english.example", KIND_NEWS, NULL, AT(7, 8),
		"Flood in Semarang", "The tidal flood hit the old town.",
		"en", "Kota Semarang", 1, PANTAU_TONE_NEGATIVE, 0},
};

#define DOCS (sizeof(docs) / sizeof(docs[0]))

static const struct search_options standard = {
	.query = {.now = NOW, .zone = ZONE_WIB},
	.sort = SORT_OLDEST, .limit = SIZE_MAX,
	.since = INT64_MIN, .until = INT64_MAX,
};

static int setup(void **state)
{
	struct search_store *s = calloc(1, sizeof(*s));
	assert_non_null(s);
	search_open_store(s);
	search_fill(s, docs, DOCS);
	*state = s;
	return 0;
}

static int teardown(void **state)
{
	search_close_store(*state);
	free(*state);
	return 0;
}

static int by_number(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
	return (x > y) - (x < y);
}

/* Row ids found, as '1 5 7'; sorted by id unless the order is asked for. */
static void search_ids(struct search_store *s, const char *query,
		const struct search_options *options, bool sorted,
		struct buf *out)
{
	struct hits hits;
	int64_t id[64];
	pantau_buf_clear(out);
	if (pantau_search(s->store, s->analyser, str_of(query), options, &hits,
			&s->err) != PANTAU_OK) {
		pantau_buf_printf(out, "error %d at %" PRIu64, s->err.code,
				s->err.column);
		return;
	}
	for (size_t i = 0; i < hits.n; i++) {
		id[i] = hits.hit[i].item.id;
	}
	if (sorted) {
		qsort(id, hits.n, sizeof(id[0]), by_number);
	}
	for (size_t i = 0; i < hits.n; i++) {
		pantau_buf_printf(out, "%s%" PRId64, i != 0 ? " " : "", id[i]);
	}
	if (options->limit == SIZE_MAX && options->offset == 0) {
		assert_int_equal(hits.total, hits.n);
	}
	pantau_hits_finish(&hits);
}

struct row {
	const char *query, *ids;
};

static void check_rows(void **state, const struct row *row, size_t n,
		const struct search_options *options, bool sorted)
{
	struct buf out;
	pantau_buf_init(&out);
	for (size_t i = 0; i < n; i++) {
		search_ids(*state, row[i].query, options, sorted, &out);
		if (!str_eq(buf_str(&out), str_of(row[i].ids))) {
			print_error("query    <%s>\ngot      <" STR_FMT ">\n"
					"expected <%s>\n", row[i].query,
					STR_ARG(buf_str(&out)), row[i].ids);
			fail();
		}
	}
	pantau_buf_finish(&out);
}

#define CHECK(rows) check_rows(state, rows, sizeof(rows) / sizeof((rows)[0]), \
		&standard, true)

static void words(void **state)
{
	static const struct row rows[] = {
		{"banjir", "1 5 15 16"},
		{"BANJIR", "1 5 15 16"},
		{"banjir rob", "1"},
		{"banjir atau rob", "1 4 5 15 16"},
		{"banjir tanpa rob", "5 15 16"},
		{"banjir -rob -arsip", "5 16"},
		{"menolak", "1 2"},
		{"tolak", "1 2"},
		{"=\"menolak\"", "1"},
		{"=\"penolakan\"", "2"},
		{"=\"tolak\"", ""},
		{"=menolak", "1"},
		{"\"harga beras\"", "3"},
		{"\"kenaikan harga\"", "3"},
		{"\"beras harga\"", ""},
		{"=\"harga beras\"", "3"},
		{"\"warga tolak pindah\"", "1"},
		{"=\"warga tolak pindah\"", ""},
		{"korup*", "10"},
		{"koruptor*", "10"},
		{"menter*", "12"},
		{"kement*", "12"},
		{"=\"menteri\"", "12"},
		{"tanggul DEKAT/0 darurat", "4"},
		{"tanggul DEKAT/5 rob", "4"},
		{"tanggul DEKAT/1 rob", "4"},
		{"tanggul DEKAT/0 rob", ""},
		{"rob DEKAT/1 tanggul", "4"},
		{"banjir NEAR/1 semarang", ""},
		{"banjir NEAR/2 semarang", "1"},
		{"\"banjir rob\" NEAR/1 semar*", "1"},
		{"jebol NEAR rumah NEAR warga", "1"},
		{"semarang NEAR tanggul", ""},
		{"judul:banjir", "1 15"},
		{"isi:banjir", "5 15 16"},
		{"judul:(banjir OR beras) -isi:arsip", "1 3"},
		{"judul:tolak isi:tolak", "2"},
		{"judul:=\"penolakan\"", "2"},
		{"judul:warga NEAR/3 tambang", "2"},
		{"judul:pasar NEAR/3 baru", ""},
		{"pasar NEAR/3 isi:baru", "12"},
		{"tidak-ada-kata-ini", ""},
	};
	CHECK(rows);
}

static void signs_of_the_net(void **state)
{
	static const struct row rows[] = {
		{"#mbg", "5 6"},
		{"tagar:MBG", "5 6"},
		{"mbg", "5 6"},
		{"#makan*", "6"},
		{"#makan", ""},
		{"bergizi", "6"},
		{"e-ktp", "13 14"},
		{"ektp", "13 14"},
		{"=\"e-ktp\"", "13"},
		{"=\"ektp\"", "14"},
		{"covid-19", "13"},
		{"covid19", "13"},
		{"covid-*", "13"},
		{"jokowi", "17"},
		{"anti-jokowi", "17"},
		{"anti-jok*", "17"},
		{"https://turnbackhoax.id/Artikel/12", "18"},
		{"turnbackhoax.id", "18"},
		{"@bmkg", "18"},
		{"rp2 miliar", "10"},
		{"\\tanpa", "15 19"},
		{"tanpa", "15 19"},
		{"\"tanpa tanggal\"", "15"},
		{"!!!", ""},
		{"\"...\" OR ...", ""},
		{"banjir & rob", "1"},
		{"banjir | -", "1 5 15 16"},
		{"NOT !!!", ""},
		{"!!! sumber:aduan", "11"},
	};
	CHECK(rows);
}

static void filters(void **state)
{
	static const struct row rows[] = {
		{"sumber:detik", "1 2 10"},
		{"sumber:Detik.com", "1 2"},
		{"sumber:detik*", "1 2 5 10"},
		{"source:kompas banjir", "16"},
		{"sumber:x", ""},
		{"jenis:aduan", "11"},
		{"kind:release OR kind:chat", "8 12"},
		{"nada:positif", "4 12"},
		{"nada:unsure", "13 14"},
		{"bahasa:jawa", "9"},
		{"bahasa:en", "20"},
		{"hoaks:dicek", "8"},
		{"hoax:low", "6"},
		{"wilayah:semarang", "1 3 6 11 12 20"},
		{"wilayah:\"kota semarang\"", "1 20"},
		{"wilayah:demak", "4 9 10"},
		{"wilayah:sem*", "1 3 6 11 12 20"},
		{"wilayah:marang", ""},
		{"akun:@bmkg", "7"},
		{"akun:budi", "5 8"},
		{"akun:@BUDI beras", "8"},
		{"akun:nobody", ""},
		{"-akun:nobody sumber:humas", "12"},
		{"tanggal:2026-11-02", "1 2"},
		{"tanggal:2026-11-05..", "10 11 12 13 14 17 18 19 20"},
		{"tanggal:..2026-11-02", "1 2 16"},
		{"date:2d", "20"},
		{"date:kemarin", "20"},
		{"tanggal:2025", ""},
		{"banjir tanggal:2026-11-03", "5"},
		{"isu:apa", ""},
		{"salinan:>1", ""},
		{"salinan:1 banjir", "1 5 15 16"},
		{"copies:<2 -copies:0 rob", "1 4"},
	};
	CHECK(rows);
}

static void mixed_trees(void **state)
{
	static const struct row rows[] = {
		{"*", "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20"},
		{"", "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20"},
		{"-jenis:post -jenis:news", "8 11 12 13 14"},
		{"banjir OR jenis:chat", "1 5 8 15 16"},
		{"banjir OR NOT jenis:news", "1 5 6 7 8 9 11 12 13 14 15 16 17 "
			"18"},
		{"NOT (banjir OR jenis:news)", "6 7 8 9 11 12 13 14 17 18"},
		{"beras (nada:negatif OR pasar)", "3 8 9"},
		{"beras -(sumber:kompas OR bahasa:jv)", "8"},
		{"(banjir OR sumber:humas) (rob OR pasar)", "1 12"},
		{"(banjir sumber:kompas) OR (beras sumber:kicau)", "9 16"},
		{"-banjir sumber:kompas", "3 4 19"},
		{"NOT (NOT banjir)", "1 5 15 16"},
		{"NOT (banjir NOT sumber:detik)", "1 2 3 4 6 7 8 9 10 11 12 13 "
			"14 17 18 19 20"},
		{"banjir OR NOT warga", "1 3 4 5 6 7 8 9 10 11 12 13 14 15 16 "
			"17 18 19 20"},
		{"banjir *", "1 5 15 16"},
		{"-*", ""},
	};
	CHECK(rows);
}

static void orders(void **state)
{
	static const struct row newest[] = {
		{"banjir", "5 1 16 15"}, {"banjir OR beras", "9 8 5 3 1 16 15"},
	};
	static const struct row oldest[] = {{"banjir", "16 1 5 15"}};
	static const struct row tone[] = {
		{"sumber:kicau OR sumber:humas OR sumber:arsip",
			"17 9 6 14 13 18 7 15 12"},
	};
	static const struct row reach[] = {
		{"sumber:kicau", "7 6 17 9 18 14 13"},
	};
	/* Title and body of 15 hold it, and 5 twice; the filter alone lets 4
	 * and 3 in. */
	static const struct row relevance[] = {
		{"jenis:aduan", "11"},
		{"-jenis:post -jenis:news", "14 13 12 11 8"},
		{"rob OR sumber:kompas", "4 1 19 3 16"},
	};
	struct search_options options = standard;
	options.sort = SORT_NEWEST;
	check_rows(state, newest, 2, &options, false);
	options.sort = SORT_OLDEST;
	check_rows(state, oldest, 1, &options, false);
	options.sort = SORT_TONE;
	check_rows(state, tone, 1, &options, false);
	options.sort = SORT_REACH;
	check_rows(state, reach, 1, &options, false);
	options.sort = SORT_RELEVANCE;
	check_rows(state, relevance, 3, &options, false);
}

static void pages_and_time(void **state)
{
	struct search_store *s = *state;
	static const struct row third[] = {{"banjir", "16"}};
	static const struct row since[] = {
		{"banjir", "1 5"}, {"*", "1 2 3 4 5"},
		{"banjir OR sumber:kompas", "1 3 4 5"}, {"!!!", ""},
	};
	static const struct row moment[] = {{"*", "3"}};
	struct search_options options = standard;
	struct hits hits;
	options.sort = SORT_NEWEST;
	options.limit = 1;
	options.offset = 2;
	check_rows(state, third, 1, &options, false);
	assert_int_equal(pantau_search(s->store, s->analyser, STR("banjir"),
			&options, &hits, &s->err), PANTAU_OK);
	assert_int_equal(hits.total, 4);
	pantau_hits_finish(&hits);
	options.limit = 0;
	assert_int_equal(pantau_search(s->store, s->analyser, STR("banjir"),
			&options, &hits, &s->err), PANTAU_OK);
	assert_int_equal(hits.total, 4);
	assert_int_equal(hits.n, 0);
	pantau_hits_finish(&hits);
	options = standard;
	options.since = AT(2, 0);
	options.until = AT(4, 0);
	check_rows(state, since, 4, &options, true);
	/* From a moment on, and up to one: the second is not in it. */
	options.since = AT(3, 7);
	options.until = AT(3, 8);
	check_rows(state, moment, 1, &options, true);
}

static void any_of_the_words(void **state)
{
	static const struct row rows[] = {
		{"rob beras", "1 3 4 8 9"}, {"rob beras sumber:kompas", "3 4"},
	};
	struct search_options options = standard;
	options.query.any = true;
	check_rows(state, rows, 2, &options, true);
}

/* --- what is shown --- */

static void marked(struct str text, const struct byte_span *span, size_t n,
		struct buf *out)
{
	size_t at = 0;
	for (size_t i = 0; i < n; i++) {
		assert_true(span[i].start >= at && span[i].end <= text.n &&
				span[i].start < span[i].end);
		pantau_buf_append(out, text.p + at, span[i].start - at);
		pantau_buf_char(out, '[');
		pantau_buf_append(out, text.p + span[i].start,
				span[i].end - span[i].start);
		pantau_buf_char(out, ']');
		at = span[i].end;
	}
	pantau_buf_append(out, text.p + at, text.n - at);
}

static void check_shown(void **state, const char *query, size_t tokens,
		const char *title, const char *snippet)
{
	struct search_store *s = *state;
	struct search_options options = standard;
	struct hits hits;
	struct buf out;
	options.snippet_tokens = tokens;
	options.limit = 1;
	pantau_buf_init(&out);
	if (pantau_search(s->store, s->analyser, str_of(query), &options, &hits,
			&s->err) != PANTAU_OK) {
		fail_msg("%s", s->err.message);
	}
	assert_int_equal(hits.n, 1);
	const struct hit *hit = &hits.hit[0];
	marked(hit->item.doc.title, hit->title_highlight, hit->title_highlights,
			&out);
	check_str(buf_str(&out), title);
	pantau_buf_clear(&out);
	marked(hit->snippet, hit->highlight, hit->highlights, &out);
	check_str(buf_str(&out), snippet);
	assert_null(hit->item.doc.text.p);
	pantau_buf_finish(&out);
	pantau_hits_finish(&hits);
}

static void snippets(void **state)
{
	check_shown(state, "tolak wilayah:semarang -tambang", 0,
			"Banjir rob rendam Semarang",
			"Tanggul jebol, warga [menolak] pindah dari rumah.");
	check_shown(state, "penolakan wilayah:purworejo", 0,
			"[Penolakan] warga atas tambang",
			"Warga menggelar aksi. [Penolakan] meluas sampai kota.");
	check_shown(state, "judul:penolakan wilayah:purworejo", 0,
			"[Penolakan] warga atas tambang",
			"Warga menggelar aksi. Penolakan meluas sampai kota.");
	/* A phrase only as a whole; a prefix by its surface; NOT not at all. */
	check_shown(state, "\"harga beras\" pasar -jebol", 0,
			"[Harga beras] naik",
			"Kenaikan [harga beras] membuat pedagang [pasar] "
			"mengeluh.");
	check_shown(state, "korup* -sumber:x", 0, "[Korupsi] dana desa",
			"Jaksa menahan [koruptor] dana desa. [Korupsinya] Rp2 "
			"miliar.");
	check_shown(state, "jalan rusak", 4, "[Jalan] [rusak]",
			"[Jalan] di depan pasar");
	check_shown(state, "parah jalan", 4, "[Jalan] rusak",
			"[parah], tolong perbaiki [jalan]");
	check_shown(state, "pasar jenis:aduan", 3, "Jalan rusak",
			"depan [pasar] rusak");
	check_shown(state, "#mbg sumber:kicau", 0, "",
			"MBG basi lagi di sekolah anak saya [#MBG] "
			"#MakanBergizi");
	check_shown(state, "jokowi", 0, "",
			"[anti-Jokowi] dan [pro-Jokowi] ribut di medsos");
	check_shown(state, "jenis:aduan", 3, "Jalan rusak", "Jalan di depan");
}

static void whole_text(void **state)
{
	struct search_store *s = *state;
	struct search_options options = standard;
	struct hits hits;
	options.full = true;
	options.snippet_tokens = 2;
	assert_int_equal(pantau_search(s->store, s->analyser,
			STR("akun:@bmkg"), &options, &hits, &s->err), PANTAU_OK);
	assert_int_equal(hits.n, 1);
	check_str(hits.hit[0].item.doc.text, docs[6].text);
	check_str(hits.hit[0].snippet, "Waspada hujan");
	assert_true(hits.hit[0].score == 0);
	pantau_hits_finish(&hits);
	options.sort = SORT_RELEVANCE;
	assert_int_equal(pantau_search(s->store, s->analyser, STR("banjir"),
			&options, &hits, &s->err), PANTAU_OK);
	for (size_t i = 0; i + 1 < hits.n; i++) {
		assert_true(hits.hit[i].score >= hits.hit[i + 1].score);
		assert_true(hits.hit[i].score > 0);
	}
	pantau_hits_finish(&hits);
}

/* --- counts --- */

static void counted(void **state, const char *query, enum count_by by,
		const char *expected)
{
	struct search_store *s = *state;
	struct counts counts;
	struct buf out;
	uint64_t sum = 0;
	pantau_buf_init(&out);
	if (pantau_count(s->store, s->analyser, str_of(query), by, &standard,
			&counts, &s->err) != PANTAU_OK) {
		fail_msg("%s", s->err.message);
	}
	pantau_buf_printf(&out, "%" PRIu64, counts.total);
	for (size_t i = 0; i < counts.n; i++) {
		pantau_buf_printf(&out, " " STR_FMT "=%" PRIu64,
				STR_ARG(counts.row[i].key), counts.row[i].articles);
		assert_int_equal(counts.row[i].stories, counts.row[i].articles);
		sum += counts.row[i].articles;
	}
	if (by == COUNT_DAY || by == COUNT_HOUR) {
		sum += counts.undated;
	}
	if (by != COUNT_TOTAL && by != COUNT_ISSUE) {
		assert_int_equal(sum, counts.total);
	}
	check_str(buf_str(&out), expected);
	pantau_buf_finish(&out);
	pantau_counts_finish(&counts);
}

static void counts(void **state)
{
	counted(state, "banjir", COUNT_TOTAL, "4");
	counted(state, "banjir", COUNT_DAY,
			"4 2026-11-01=1 2026-11-02=1 2026-11-03=1");
	counted(state, "sumber:aduan OR sumber:detik.com", COUNT_DAY,
			"3 2026-11-02=2 2026-11-03=0 2026-11-04=0 2026-11-05=1");
	counted(state, "sumber:detik.com", COUNT_HOUR,
			"2 2026-11-02T08:00=1 2026-11-02T09:00=1");
	counted(state, "beras OR banjir", COUNT_SOURCE,
			"7 kompas.com=2 arsip=1 detik.com=1 detikers=1 grup-rt=1 "
			"kicau=1");
	counted(state, "beras", COUNT_KIND, "3 chat=1 news=1 post=1");
	counted(state, "sumber:kicau", COUNT_TONE,
			"7 negative=3 neutral=2 unsure=2");
	counted(state, "wilayah:demak OR bmkg", COUNT_REGION,
			"4 Kab. Demak=2 Demak=1 none=1");
	counted(state, "*", COUNT_AUTHOR,
			"20 none=9 private=9 bmkg=1 pemkot=1");
	counted(state, "beras", COUNT_ISSUE, "3");
	counted(state, "tidakada", COUNT_DAY, "0");
}

/* --- concordance and explanation --- */

static void check_kwic(void **state, const char *query, enum kwic_sort sort,
		size_t limit, size_t width, const char *expected)
{
	struct search_store *s = *state;
	struct search_options options = standard;
	struct kwic kwic;
	struct buf out;
	options.limit = limit;
	pantau_buf_init(&out);
	if (pantau_kwic(s->store, s->analyser, str_of(query), &options, sort,
			width, &kwic, &s->err) != PANTAU_OK) {
		fail_msg("%s", s->err.message);
	}
	pantau_buf_printf(&out, "%" PRIu64, kwic.total);
	for (size_t i = 0; i < kwic.n; i++) {
		const struct kwic_row *row = &kwic.row[i];
		pantau_buf_printf(&out, "; %" PRId64 "%s " STR_FMT "<" STR_FMT
				">" STR_FMT, row->item.id,
				row->field == MATCH_TITLE ? "t" : "",
				STR_ARG(row->left), STR_ARG(row->keyword),
				STR_ARG(row->right));
	}
	check_str(buf_str(&out), expected);
	pantau_buf_finish(&out);
	pantau_kwic_finish(&kwic);
}

static void concordance(void **state)
{
	check_kwic(state, "tanggul", KWIC_BY_ITEM, SIZE_MAX, 2,
			"3; 4t <Tanggul>darurat rampung; "
			"4 Pembangunan<tanggul>penahan rob; "
			"1 <Tanggul>jebol, warga");
	check_kwic(state, "tanggul", KWIC_BY_RIGHT, 2, 1,
			"3; 4t <Tanggul>darurat; 1 <Tanggul>jebol");
	check_kwic(state, "banjir sumber:detikers", KWIC_BY_LEFT, SIZE_MAX, 1,
			"2; 5 <banjir>lagi; 5 lagi<banjir>lagi");
	check_kwic(state, "beras OR =\"beras\" -sumber:kicau -sumber:kompas",
			KWIC_BY_ITEM, SIZE_MAX, 1, "4; 9 regane<beras>mundhak; "
			"8 SEBARKAN!!!<Beras>plastik; 3t Harga<beras>naik; "
			"3 harga<beras>membuat");
}

static void explained(void **state)
{
	struct search_store *s = *state;
	struct explanation e;
	struct buf out;
	pantau_buf_init(&out);
	assert_int_equal(pantau_explain(s->store, s->analyser,
			STR("menolak (korup* OR -\"harga naik\") nada:negatif"),
			&standard, &e, &s->err), PANTAU_OK);
	for (size_t i = 0; i < e.n; i++) {
		pantau_buf_printf(&out, "%u " STR_FMT "|" STR_FMT "|" STR_FMT
				"|%" PRIu64 "\n", e.row[i].depth,
				STR_ARG(e.row[i].node), STR_ARG(e.row[i].source),
				STR_ARG(e.row[i].forms), e.row[i].items);
	}
	check_str(buf_str(&out),
			"0 AND|menolak (korup* OR -\"harga naik\") nada:negatif"
			"||2\n"
			"1 word|menolak|tolak|2\n"
			"1 OR|korup* OR -\"harga naik\"||20\n"
			"2 prefix|korup*|korupsi korupsinya koruptor|1\n"
			"2 NOT|-\"harga naik\"||20\n"
			"3 phrase|\"harga naik\"|harga naik|0\n"
			"1 filter tone|nada:negatif||11\n");
	pantau_buf_finish(&out);
	pantau_explanation_finish(&e);
}

/* --- limits --- */

static void limits(void **state)
{
	struct search_store *s = *state;
	struct hits hits;
	struct buf query;
	struct buf out;
	volatile int stop = 1;
	struct search_options options = standard;
	pantau_buf_init(&query);
	pantau_buf_init(&out);
	/* One word for the parser, 3,000 for the analyser. */
	for (int i = 0; i < 3000; i++) {
		pantau_buf_printf(&query, "a%d,", i);
	}
	assert_int_equal(pantau_search(s->store, s->analyser, buf_str(&query),
			&standard, &hits, &s->err), PANTAU_LIMIT);
	assert_int_equal(s->err.column, 1);
	/* Many parts of few words are fine, and ranked by what is allowed. */
	pantau_buf_clear(&query);
	for (int i = 0; i < 60; i++) {
		for (int j = 0; j < 8; j++) {
			pantau_buf_printf(&query, "\"w%d w%d\" OR ", i,
					(i + j) % 60);
		}
	}
	pantau_buf_str(&query, STR("banjir"));
	options.sort = SORT_RELEVANCE;
	search_ids(s, query.p, &options, true, &out);
	check_str(buf_str(&out), "1 5 15 16");
	options.stop = &stop;
	assert_int_equal(pantau_search(s->store, s->analyser, STR("banjir"),
			&options, &hits, &s->err), PANTAU_INTERRUPTED);
	assert_int_equal(pantau_search(s->store, s->analyser, STR("banjir"),
			&standard, &hits, &s->err), PANTAU_OK);
	pantau_hits_finish(&hits);
	pantau_buf_finish(&query);
	pantau_buf_finish(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words),
		cmocka_unit_test(signs_of_the_net),
		cmocka_unit_test(filters),
		cmocka_unit_test(mixed_trees),
		cmocka_unit_test(orders),
		cmocka_unit_test(pages_and_time),
		cmocka_unit_test(any_of_the_words),
		cmocka_unit_test(snippets),
		cmocka_unit_test(whole_text),
		cmocka_unit_test(counts),
		cmocka_unit_test(concordance),
		cmocka_unit_test(explained),
		cmocka_unit_test(limits),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}
