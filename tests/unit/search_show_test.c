/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* What is shown of a small store: snippets, counts, concordance, explanation. */

#include "search_docs.h"

#include "store/label.h"
#include "store/store_parts.h"

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

/* --- labels --- */

static void label(struct search_store *s, int64_t id, enum pantau_tone tone)
{
	const struct label label = {
		.tone = tone, .by = STR("Sari"), .reason = STR(""),
	};
	struct labeller *labeller;
	enum label_done done;
	search_require(s, pantau_labeller_create(s->store, NOW, &labeller,
			&s->err) == PANTAU_OK, "labeller");
	search_require(s, pantau_labeller_put(labeller, id, &label, &done,
			&s->err) == PANTAU_OK, "label");
	search_require(s, pantau_labeller_commit(labeller, &s->err) ==
			PANTAU_OK, "commit");
	pantau_labeller_destroy(labeller);
}

/* As 'key=articles/labelled', of the rows that have a label. */
static void labelled(struct search_store *s, const char *query,
		enum count_by by, const char *expected)
{
	struct counts counts;
	struct buf out;
	uint64_t sum = 0;
	pantau_buf_init(&out);
	search_require(s, pantau_count(s->store, s->analyser, str_of(query), by,
			&standard, &counts, &s->err) == PANTAU_OK, "count");
	pantau_buf_printf(&out, "%" PRIu64, counts.labelled);
	for (size_t i = 0; i < counts.n; i++) {
		const struct count_row *row = &counts.row[i];
		sum += row->labelled;
		if (row->labelled > 0) {
			pantau_buf_printf(&out, " " STR_FMT "=%" PRIu64 "/%"
					PRIu64, STR_ARG(row->key), row->articles,
					row->labelled);
		}
	}
	if (by != COUNT_TOTAL) {
		assert_int_equal(sum, counts.labelled);
	}
	check_str(buf_str(&out), expected);
	pantau_buf_finish(&out);
	pantau_counts_finish(&counts);
}

static void follows_labels(void **state)
{
	struct search_store s;
	struct search_options options = standard;
	struct hits hits;
	(void)state;
	search_open_store(&s);
	search_fill(&s, docs, sizeof(docs) / sizeof(docs[0]));
	labelled(&s, "banjir", COUNT_TONE, "0");
	label(&s, 1, PANTAU_TONE_POSITIVE);
	label(&s, 5, PANTAU_TONE_NEGATIVE);
	label(&s, 6, PANTAU_TONE_NEUTRAL);
	label(&s, 9, PANTAU_TONE_POSITIVE);
	label(&s, 9, PANTAU_TONE_NONE);
	labelled(&s, "*", COUNT_TOTAL, "3");
	labelled(&s, "banjir", COUNT_TONE, "2 negative=1/1 positive=1/1");
	labelled(&s, "nada:positif", COUNT_SOURCE, "1 detik.com=1/1");
	labelled(&s, "nada:negatif sumber:kicau", COUNT_KIND, "0");
	labelled(&s, "*", COUNT_DAY, "3 2026-11-02=2/1 2026-11-03=3/1 "
			"2026-11-04=4/1");
	labelled(&s, "*", COUNT_HOUR, "3 2026-11-02T08:00=1/1 "
			"2026-11-03T20:00=1/1 2026-11-04T06:00=1/1");
	labelled(&s, "*", COUNT_AUTHOR, "3 none=9/1 private=9/2");
	labelled(&s, "*", COUNT_REGION, "3 none=10/1 Kota Semarang=2/1 "
			"Semarang Barat=1/1");
	options.sort = SORT_TONE;
	options.limit = 10;
	search_require(&s, pantau_search(s.store, s.analyser,
			STR("sumber:detik.com"), &options, &hits, &s.err) ==
			PANTAU_OK, "search");
	assert_int_equal(hits.n, 2);
	check_str(hits.hit[1].item.doc.id, "d1");
	check_str(hits.hit[1].item.label.by, "Sari");
	assert_int_equal(hits.hit[1].item.machine_tone, PANTAU_TONE_NEGATIVE);
	assert_int_equal(hits.hit[0].item.label.tone, PANTAU_TONE_NONE);
	pantau_hits_finish(&hits);
	search_close_store(&s);
}

static void set_zone_map(struct store *store, const char *sql)
{
	assert_int_equal(sqlite3_exec(pantau_store_db(store), sql, NULL, NULL,
			NULL), SQLITE_OK);
	pantau_columns_forget(store);
}

/* A zone map that no writer made: the least time behind the greatest. */
static void counts_bear_damage(void **state)
{
	struct search_store *s = *state;
	struct counts counts;

	set_zone_map(s->store, "CREATE TEMP TABLE kept AS SELECT * FROM chunk;"
			"UPDATE chunk SET least = 9223372036854775807");
	assert_int_equal(pantau_count(s->store, s->analyser, STR("banjir"),
			COUNT_DAY, &standard, &counts, &s->err),
			PANTAU_DAMAGED);
	set_zone_map(s->store, "UPDATE chunk SET least = (SELECT least "
			"FROM kept WHERE kept.id = chunk.id)");
	counted(state, "banjir", COUNT_TOTAL, "4");
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

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(snippets),
		cmocka_unit_test(whole_text),
		cmocka_unit_test(counts),
		cmocka_unit_test(follows_labels),
		cmocka_unit_test(counts_bear_damage),
		cmocka_unit_test(concordance),
		cmocka_unit_test(explained),
	};
	return cmocka_run_group_tests(tests, search_setup, search_teardown);
}
