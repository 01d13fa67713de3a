/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Hoax signals: cues, caps, features, levels, over a lexicon of a few rows. */

#include "score_fixture.h"

static struct pantau_score hoax(struct scoring *s, const char *text)
{
	struct pantau_score score;
	score_both(s, "", text, &score);
	check_hoax(&score);
	return score;
}

static void cues(void **state)
{
	struct scoring *s = *state;
	struct pantau_score h = hoax(s, "Sebarkan ke dua grup!");
	/* The longest of a group, and none that overlaps it. */
	assert_int_equal(h.signals, 1);
	assert_int_equal(h.signal[0].start, 0);
	assert_int_equal(h.signal[0].end, 20);
	check_near(h.hoax_score, 1.1f);
	check_near(hoax(s, "sebarkan ke semua orang").hoax_score, 0.5f);
	check_near(hoax(s, "rapat di aula").hoax_score, 0);
	assert_int_equal(hoax(s, "rapat di aula").signals, 0);
	/* A wildcard takes one token, no more. */
	check_near(hoax(s, "sebarkan ke dua puluh grup").hoax_score, 0.5f);
	/* A row counts once, in either field. */
	check_near(hoax(s, "sebarkan! sebarkan! sebarkan!").hoax_score, 0.5f);
	score_both(s, "sebarkan", "sebarkan", &h);
	check_hoax(&h);
	assert_int_equal(h.signals, 1);
	assert_int_equal(h.signal[0].field, PANTAU_FIELD_TITLE);
}

/* 'tidak benar' is a denial and a negation at once. */
static void overlap_tone(void **state)
{
	struct scoring *s = *state;
	struct pantau_score h = hoax(s, "tidak benar bagus");
	assert_int_equal(h.signals, 1);
	assert_int_equal(spans(&h.text), 1);
	assert_true(h.text.evidence[0].negated);
}

static void caps(void **state)
{
	struct scoring *s = *state;
	struct pantau_score h = hoax(s, "jangan putus, sebarkan ke lima grup");
	assert_int_equal(h.signals, 2);
	check_near(h.hoax_score, 2);
	assert_true(h.signal[0].effect < 1.5f && h.signal[1].effect < 1.1f);
	h = hoax(s, "AYAM KAMPUNG KEMARIN HILANG!!!");
	check_near(h.hoax_score, 0.6f);
	assert_int_equal(h.hoax_groups, 1u << 1);
}

static void levels(void **state)
{
	struct scoring *s = *state;
	assert_int_equal(hoax(s, "sebarkan").hoax, PANTAU_HOAX_NONE);
	assert_int_equal(hoax(s, "jangan putus").hoax, PANTAU_HOAX_LOW);
	/* One kind of substance, however much of it. */
	assert_int_equal(hoax(s, "jangan putus, sebarkan ke lima grup").hoax,
			PANTAU_HOAX_LOW);
	assert_int_equal(hoax(s, "jangan putus, klaim hadiah").hoax,
			PANTAU_HOAX_CHECK);
	/* Style adds nothing to a level. */
	assert_int_equal(hoax(s, "RUMAH KAMI TERENDAM LAGI!!! MANA "
			"BANTUAN!!!").hoax, PANTAU_HOAX_NONE);
	assert_int_equal(hoax(s, "SEBARKAN KABAR TENTANG KAMPUNG KAMI!!!").hoax,
			PANTAU_HOAX_NONE);
	/* An amount of money is no second kind. */
	assert_int_equal(hoax(s, "jangan putus, Rp50.000").hoax,
			PANTAU_HOAX_LOW);
	/* It adds to no level either, unless there are cues of its group. */
	assert_int_equal(hoax(s, "sebarkan, Rp50.000").hoax,
			PANTAU_HOAX_NONE);
	check_near(hoax(s, "sebarkan, Rp50.000").hoax_score, 1.0f);
}

static void negative_evidence(void **state)
{
	struct scoring *s = *state;
	assert_int_equal(hoax(s, "jangan putus, ini hoaks").hoax,
			PANTAU_HOAX_NONE);
	assert_int_equal(hoax(s, "jangan putus, klaim hadiah: tidak benar").hoax,
			PANTAU_HOAX_LOW);
	check_near(hoax(s, "ini hoaks, tidak benar").hoax_score, -1.5f);
}

static bool has_feature(const struct pantau_score *h, struct scoring *s,
		const char *name)
{
	struct pantau_rule rule;
	for (size_t i = 0; i < h->signals; i++) {
		if (pantau_lexicons_rule(s->lexicons, h->signal[i].rule,
				&rule) && str_eq(str_of(name),
				str_make(rule.term, rule.term_length))) {
			return true;
		}
	}
	return false;
}

static void check_feature(struct scoring *s, const char *name, bool wanted,
		const char *text)
{
	struct pantau_score h = hoax(s, text);
	if (has_feature(&h, s, name) != wanted) {
		print_error("%s in '%s'\n", name, text);
		fail();
	}
}

static void typography(void **state)
{
	struct scoring *s = *state;
	check_feature(s, "caps_words", true, "BANJIR besar DATANG hari ini WARGA");
	check_feature(s, "caps_words", false, "RSUD dan BPJS serta PDAM di kota");
	check_feature(s, "caps_words", false, "Awas Hari Ini Banjir Datang");
	check_feature(s, "exclamation_run", true, "awas!!!");
	check_feature(s, "exclamation_run", true, "awas!!1!");
	check_feature(s, "exclamation_run", false, "awas!! banjir!!");
	check_feature(s, "exclamation_run", false, "awas???");
	check_feature(s, "exclamation_run", false, "pukul 111");
}

static void links(void **state)
{
	struct scoring *s = *state;
	check_feature(s, "short_link", true, "buka https://bit.ly/abc");
	check_feature(s, "short_link", false, "buka https://t.co/abc");
	check_feature(s, "official_domain", true, "buka www.bps.go.id");
	check_feature(s, "official_domain", false, "buka https://bps.go.id.xyz/");
	check_feature(s, "money_amount", true, "bayar Rp50.000");
}

static enum feature link_of(const char *link)
{
	return pantau_score_link(str_of(link));
}

static void hosts(void **state)
{
	(void)state;
	assert_int_equal(link_of("https://tirto.id/abc"),
			FEATURE_MEDIA_DOMAIN);
	assert_int_equal(link_of("regional.kompas.com/read?x=1"),
			FEATURE_MEDIA_DOMAIN);
	assert_int_equal(link_of("http://kompas.com.berita.xyz"), FEATURES);
	assert_int_equal(link_of("HTTPS://WWW.KOMINFO.GO.ID/"),
			FEATURE_OFFICIAL_DOMAIN);
	assert_int_equal(link_of("https://ui.ac.id"), FEATURE_OFFICIAL_DOMAIN);
	assert_int_equal(link_of("https://bit.ly/x"), FEATURE_SHORT_LINK);
	assert_int_equal(link_of("https://habit.ly/x"), FEATURES);
	assert_int_equal(link_of("https://kominfo-go.id.example/x"),
			FEATURE_LOOKALIKE_DOMAIN);
	assert_int_equal(link_of("https://kominfo-go-id.com"),
			FEATURE_LOOKALIKE_DOMAIN);
	assert_int_equal(link_of("bpjs.go.id.xyz"), FEATURE_LOOKALIKE_DOMAIN);
	assert_int_equal(link_of("https://bansos-2026.site/daftar"),
			FEATURE_LOOKALIKE_DOMAIN);
	assert_int_equal(link_of("https://bps.go.id@jahat.xyz/"), FEATURES);
	assert_int_equal(link_of("https://login.kemensos.my.id"),
			FEATURE_LOOKALIKE_DOMAIN);
	assert_int_equal(link_of("https://bankmandiri.co.id"),
			FEATURE_OFFICIAL_DOMAIN);
	assert_int_equal(link_of("https://warungbri.example"), FEATURES);
	assert_int_equal(link_of("https://bantuankemensos2026.xyz/daftar"),
			FEATURE_LOOKALIKE_DOMAIN);
	assert_int_equal(link_of("https://cekbansosku.web.app"),
			FEATURE_LOOKALIKE_DOMAIN);
	assert_int_equal(link_of("https://usahamandiriku.com"), FEATURES);
	assert_int_equal(link_of("https://koperasikominfo.or.id"), FEATURES);
	assert_int_equal(link_of("https://toko.example/go/id"), FEATURES);
	assert_int_equal(link_of(""), FEATURES);
}

/* The features that the small lexicon has no row for. */
static bool found(struct scoring *s, const char *text, enum feature feature)
{
	struct feature_hit hit[FEATURES];
	struct pantau_tokens tokens;
	assert_int_equal(pantau_analyse(s->analyser, text, strlen(text),
			&tokens, NULL), PANTAU_OK);
	struct field field = {.field = PANTAU_FIELD_TEXT, .text = str_of(text),
			.tokens = &tokens};
	struct arena arena;
	pantau_arena_init(&arena);
	assert_true(pantau_score_read(&field, &arena));
	size_t n = pantau_score_features(&field, 1, hit);
	pantau_arena_finish(&arena);
	for (size_t i = 0; i < n; i++) {
		assert_true(hit[i].start < hit[i].end &&
				hit[i].end <= strlen(text));
		if (hit[i].feature == feature) {
			return true;
		}
	}
	return false;
}

static void other_features(void **state)
{
	struct scoring *s = *state;
	assert_true(found(s, "\"Aman,\" kata Kepala Dinas.",
			FEATURE_QUOTED_ATTRIBUTION));
	assert_true(found(s, "\xe2\x80\x9c" "Aman,\xe2\x80\x9d ujarnya.",
			FEATURE_QUOTED_ATTRIBUTION));
	assert_false(found(s, "kata orang aman", FEATURE_QUOTED_ATTRIBUTION));
	assert_false(found(s, "\"Aman,\" kata orang yang lewat",
			FEATURE_QUOTED_ATTRIBUTION));
	assert_true(found(s, "telepon 0812-0000-1234 ya", FEATURE_PHONE_NUMBER));
	assert_true(found(s, "\xf0\x9f\x9a\xa8 awas \xf0\x9f\x9a\xa8",
			FEATURE_EMOJI_ALARM));
	assert_false(found(s, "awas \xf0\x9f\x9a\xa8", FEATURE_EMOJI_ALARM));
	assert_true(found(s, "mana???", FEATURE_QUESTION_RUN));
	assert_true(found(s, "benar tidak?", FEATURE_QUESTION));
	assert_false(found(s, "tidak benar", FEATURE_QUESTION));
	assert_false(found(s, "buka https://a.id/?x=1 ya", FEATURE_QUESTION));
	assert_true(found(s, "awas.. nanti terlambat", FEATURE_ELLIPSIS_RUN));
	assert_true(found(s, "awas\xe2\x80\xa6 nanti", FEATURE_ELLIPSIS_RUN));
	assert_false(found(s, "awas. nanti", FEATURE_ELLIPSIS_RUN));
	assert_false(found(s, "dan lain-lain...", FEATURE_ELLIPSIS_RUN));
	assert_true(found(s, "yg ini tdk benar", FEATURE_CHAT_SPELLING));
	assert_false(found(s, "yg ini tidak benar", FEATURE_CHAT_SPELLING));
	assert_true(found(s, "pemerintah kabupaten memperpanjang pendaftaran",
			FEATURE_LONG_WORDS));
	assert_false(found(s, "kantor bupati mau buka lagi besok pagi",
			FEATURE_LONG_WORDS));
	assert_false(found(s, "pemerintah memperpanjang pendaftaran",
			FEATURE_LONG_WORDS));
	assert_true(found(s, "pada 12 Mei 2026", FEATURE_NAMED_DATE));
	assert_true(found(s, "Senin (12/5/2026)", FEATURE_NAMED_DATE));
	assert_false(found(s, "ada 12 orang 2026", FEATURE_NAMED_DATE));
	assert_true(found(s, "WASPADA BANJIR BESAR DATANG MALAM NANTI SEMUA "
			"WARGA", FEATURE_CAPS_TEXT));
	assert_false(found(s, "AWAS BANJIR BESAR datang malam nanti semua "
			"warga siap", FEATURE_CAPS_TEXT));
}

static void groups(void **state)
{
	struct scoring *s = *state;
	check_str(pantau_score_group_name(s->scorer, 0), "sebar");
	check_str(pantau_score_group_title(s->scorer, 0, PANTAU_LANG_ID),
			"Ajakan");
	check_str(pantau_score_group_title(s->scorer, 3, PANTAU_LANG_EN),
			"Denial");
	check_str(pantau_score_group_name(s->scorer, 99), "");
	check_str(pantau_score_group_title(s->scorer, 99, PANTAU_LANG_EN), "");
	assert_string_equal(pantau_hoax_name(PANTAU_HOAX_NONE), "none");
	assert_string_equal(pantau_hoax_name(PANTAU_HOAX_LOW), "low");
	assert_string_equal(pantau_hoax_name(PANTAU_HOAX_CHECK), "check");
}

/* Counted once however often it stands there, in time that grows as the text. */
static void repeated(struct scoring *s, const char *word, size_t times,
		size_t signals, float score, enum pantau_hoax_level level)
{
	size_t n = strlen(word), room = n * times;
	char *text = malloc(room + 1);
	struct pantau_score h;
	assert_non_null(text);
	for (size_t i = 0; i < times; i++) {
		memcpy(text + i * n, word, n);
	}
	text[room] = '\0';
	score_both(s, "sebarkan", text, &h);
	check_hoax(&h);
	assert_int_equal(h.signals, signals);
	check_near(h.hoax_score, score);
	assert_int_equal(h.hoax, level);
	free(text);
}

#define MILLION ((size_t)1000 * 1000)

static void huge(void **state)
{
	struct scoring *s = *state;
	enum pantau_hoax_level none = PANTAU_HOAX_NONE;
	/* One word of ten million letters; one word a million times, of which
	 * 262,144 are looked at, and 3,000 are what cues count in full for. */
	repeated(s, "a", 10 * MILLION, 1, 0.5f, none);
	repeated(s, "\xe2\x80\xa6", MILLION, 1, 0.5f, none);
	repeated(s, "rapat ", MILLION, 1, 0.5f, none);
	repeated(s, "sebarkan ", MILLION, 1, 0.5f, none);
	repeated(s, "sebarkan ke ", MILLION, 1, 0.5f, none);
	/* Every second one takes what the next might begin with. */
	repeated(s, "sebarkan ke sebarkan grup ", MILLION / 4, 2,
			0.5f + 1.1f * 3000 / 262144, none);
	/* Marks are style, as many as there are. */
	repeated(s, "!1", MILLION, 2, 0.5f + 0.4f * 3000 / 262144, none);
	repeated(s, "!! ? ", MILLION, 1, 0.5f, none);
	repeated(s, "\"kata ", MILLION, 1, 0.5f, none);
}

/* What an issue's own words raise does not count in its items. */
static void exceptions(void **state)
{
	struct scoring *s = *state;
	struct pantau_score h;
	check_near(hoax(s, "klaim hadiah desa").hoax_score, 1.2f);
	/* A phrase; its context may stand in either field. */
	check_near(hoax(s, "klaim hadiah lomba desa").hoax_score, 0);
	assert_int_equal(hoax(s, "klaim hadiah lomba desa").signals, 0);
	score_both(s, "lomba desa", "klaim hadiah, jangan putus", &h);
	check_hoax(&h);
	assert_int_equal(h.signals, 1);
	assert_int_equal(h.hoax, PANTAU_HOAX_LOW);
	/* Contexts overlap, and stand inside cues and each other. */
	check_near(hoax(s, "lomba desa: klaim hadiah, Rp50.000, awas!!!")
			.hoax_score, 0.9f);
	check_near(hoax(s, "lomba desa ramai: klaim hadiah, Rp50.000, "
			"awas!!!").hoax_score, 0);
	/* A feature, a group, a wildcard. */
	check_near(hoax(s, "panitia lomba: Rp50.000").hoax_score, 0);
	check_near(hoax(s, "Rp50.000, panitia").hoax_score, 0.5f);
	check_near(hoax(s, "sebarkan jangan putus grup kita").hoax_score, 2);
	check_near(hoax(s, "grup kita semua: sebarkan, jangan putus")
			.hoax_score, 0);
	/* The longest cue of a place is still the one that stands there. */
	check_near(hoax(s, "sebarkan ke dua grup kami semua").hoax_score, 0);
}

static int exceptions_setup(void **state)
{
	struct scoring *s = scoring_new();
	*state = s;
	if (s == NULL) {
		return -1;
	}
	folder_write(s->folder, "hoax-exceptions.tsv",
			"context\tkind\tname\treason\n"
			"lomba desa\tcue\tklaim hadiah\tnama acara\n"
			"desa ramai\tcue\texclamation_run\tnama acara\n"
			"lomba desa ramai\tcue\tmoney_amount\tnama acara\n"
			"panitia lomba\tcue\tmoney_amount\tnama acara\n"
			"panitia lomba\tgroup\tbantahan\tnama acara\n"
			"grup * semua\tgroup\tsebar\tnama grup\n");
	return scoring_open(s, s->folder->dir, NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		score_test(cues),
		score_test(overlap_tone),
		score_test(caps),
		score_test(levels),
		score_test(negative_evidence),
		score_test(typography),
		score_test(links),
		cmocka_unit_test(hosts),
		score_test(other_features),
		score_test(groups),
		score_test(huge),
		cmocka_unit_test_setup_teardown(exceptions, exceptions_setup,
				scoring_teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
