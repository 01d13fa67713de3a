/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * The analyser over a small lexicon of its own: kinds, terms of every sort,
 * positions, sentences, flags, lexemes, folding, and that a second analysis
 * allocates nothing. What the segmenter cuts is in tests/spec/segment.test.
 */

#include "data_lexicons.h"

#include "text/analyser_parts.h"
#include "text/char_class.h"
#include "text/number.h"

struct fixture {
	struct pantau_lexicons *lexicons;
	struct pantau_analyser *analyser;
	struct pantau_tokens tokens;
	struct buf out;
};

static int open_fixture(void **state)
{
	struct fixture *f = calloc(1, sizeof(*f));
	assert_non_null(f);
	pantau_buf_init(&f->out);
	f->lexicons = open_data_lexicons("text");
	f->analyser = create_analyser(f->lexicons);
	*state = f;
	return f->analyser != NULL ? 0 : -1;
}

static int close_fixture(void **state)
{
	struct fixture *f = *state;
	pantau_analyser_destroy(f->analyser);
	pantau_analyser_destroy(NULL);
	pantau_lexicons_close(f->lexicons);
	pantau_buf_finish(&f->out);
	free(f);
	return 0;
}

static const struct pantau_tokens *analyse(void **state, const char *text)
{
	struct fixture *f = *state;
	assert_int_equal(pantau_analyse(f->analyser, text, strlen(text),
			&f->tokens, NULL), PANTAU_OK);
	return &f->tokens;
}

/* All terms: 'surface', '=stem', '~alternative', positions divided by '|'. */
static void check_terms(void **state, const char *text, const char *expected)
{
	struct fixture *f = *state;
	const struct pantau_tokens *tokens = analyse(state, text);
	pantau_buf_clear(&f->out);
	for (size_t i = 0; i < tokens->terms; i++) {
		const struct pantau_term *term = &tokens->term[i];
		if (i != 0) {
			pantau_buf_str(&f->out, term->position !=
					term[-1].position ? STR(" | ") : STR(" "));
		}
		if (term->kind != PANTAU_TERM_SURFACE) {
			pantau_buf_char(&f->out, term->kind == PANTAU_TERM_STEM ?
					'=' : '~');
		}
		pantau_buf_append(&f->out, term->bytes, term->length);
	}
	check_str(buf_str(&f->out), expected);
}

static void check_kinds(void **state, const char *text, const char *expected)
{
	struct fixture *f = *state;
	const struct pantau_tokens *tokens = analyse(state, text);
	pantau_buf_clear(&f->out);
	for (size_t i = 0; i < tokens->tokens; i++) {
		pantau_buf_printf(&f->out, i == 0 ? "%s" : " %s",
				pantau_token_kind_name(tokens->token[i].kind));
	}
	check_str(buf_str(&f->out), expected);
}

static void names_every_kind(void **state)
{
	check_kinds(state, "kata 12 Rp5 1/2/2020 07:30 #tagar @akun a.co/b",
			"word number money date time hashtag mention url");
	check_kinds(state, "a@b.id +62 812-3456-7890 👍 :) dr. 1/2020 k*rupsi",
			"email phone emoji emoticon abbrev law masked");
	check_kinds(state, "k0rups1 k.o.r.u.p.s.i k-o-r-u-p-s-i 4njing",
			"masked masked masked masked");
	check_kinds(state, "30rb b1 h2o budi_s D.K.I. 5kali",
			"number word word mention abbrev number");
}

static void gives_stems_and_alternatives(void **state)
{
	check_terms(state, "rumahnya", "rumahnya =rumah");
	check_terms(state, "anti-Jokowi", "anti ~anti-jokowi ~antijokowi | jokowi");
	check_terms(state, "ke-43", "ke-43 ~43");
	check_terms(state, "e-KTP", "e-ktp ~ektp");
	check_terms(state, "G-20", "g-20 =g20");
	check_terms(state, "COVID-19", "covid-19 ~covid19");
	check_terms(state, "Al-Qur'an", "al-qur'an =alquran ~al-quran");
	check_terms(state, "1990-an 90an", "1990-an =1990 ~1990an | 90an =90");
	check_terms(state, "Ma'ruf", "ma'ruf =maruf");
	check_terms(state, "kabéh", "kabéh =kabeh");
	check_terms(state, "kata2", "kata2 =kata");
	check_terms(state, "S.Pd.", "s.pd =spd");
	check_terms(state, "@Akun", "@akun ~akun");
	check_terms(state, "Rp.50.000,-", "rp.50.000,- =rp50000");
	check_terms(state, "0812-3456-7890", "081234567890 =+6281234567890");
	check_terms(state, "https://www.a.id/B", "https://www.a.id/B ~a.id");
	check_terms(state, "👍🏽", "👍🏽 ~👍");
	check_terms(state, "❤", "❤ =❤️");
	check_terms(state, ":)))", ":))) =:)");
	check_terms(state, ":)\xe0\xb8\xb8", ":)\xe0\xb8\xb8");
}

static void resolves_informal_words(void **state)
{
	check_terms(state, "jkt", "jkt =jakarta");
	check_terms(state, "tdk", "tdk ~tidak");      /* a function word */
	check_terms(state, "gak", "gak ~tidak");
	check_terms(state, "gatau", "gatau ~tidak ~tahu");
	check_terms(state, "org2", "org2 =orang");
	check_terms(state, "banget", "banget");       /* guarded */
	check_terms(state, "bangeeeet", "bangeeeet =banget");
	check_terms(state, "maaaaf", "maaaaf =maaf");
	check_terms(state, "uwuuuu", "uwuuuu =uwu");
	check_terms(state, "naikk banjiir", "naikk =naik | banjiir");
	check_terms(state, "viii xiii", "viii | xiii");
	check_terms(state, "gaaaak", "gaaaak =gak ~tidak");
	check_terms(state, "hahahahah", "hahahahah =haha");
	check_terms(state, "b*njir", "b*njir =banjir");
	check_terms(state, "qq*q", "qq*q");
	check_terms(state, "коrupsi", "коrupsi =korupsi");
	check_terms(state, "4kali", "4kali");
}

static void opens_hashtags(void **state)
{
	check_terms(state, "#TolakHarga", "#tolakharga ~tolakharga ~tolak ~harga");
	check_terms(state, "#KTTG20Bali",
			"#kttg20bali ~kttg20bali ~ktt ~g20 ~bali");
	check_terms(state, "#savepetani", "#savepetani ~savepetani ~save ~petani");
	check_terms(state, "#ganti_presiden2029",
			"#ganti_presiden2029 ~ganti_presiden2029 ~ganti ~presiden "
			"~2029");
	check_terms(state, "#dirumahorang",
			"#dirumahorang ~dirumahorang ~dirumah ~rumah ~orang");
	check_terms(state, "#PerumahanBali",
			"#perumahanbali ~perumahanbali ~perumahan ~rumah ~bali");
	check_terms(state, "#TolakZzzqqq",
			"#tolakzzzqqq ~tolakzzzqqq ~tolak ~zzzqqq");
	check_terms(state, "#gatau", "#gatau ~gatau ~tidak ~tahu");
	check_terms(state, "#zzzqqq", "#zzzqqq ~zzzqqq");
}

static uint32_t lexeme(void **state, const char *word)
{
	struct fixture *f = *state;
	return pantau_score_image_lexeme(pantau_lexicons_score(f->lexicons),
			str_of(word));
}

static void fills_lexemes(void **state)
{
	const struct pantau_token *token;
	assert_int_not_equal(lexeme(state, "bagus"), 0);
	token = analyse(state, "Bagus")->token;
	assert_int_equal(token->lexeme[0], lexeme(state, "bagus"));
	assert_int_equal(token->lexeme[1], lexeme(state, "bagus"));
	token = analyse(state, "baguuuus")->token;
	assert_int_equal(token->lexeme[0], 0);
	token = analyse(state, "hebaaat")->token;
	assert_int_equal(token->lexeme[1], lexeme(state, "hebat"));
	token = analyse(state, "kehebatan")->token;
	assert_int_equal(token->lexeme[0], 0);
	assert_int_equal(token->lexeme[2], lexeme(state, "hebat"));
	token = analyse(state, "gatau")->token;
	assert_int_equal(token->lexeme[1], lexeme(state, "tidak"));
	token = analyse(state, "👍🏾")->token;
	assert_int_equal(token->lexeme[0], lexeme(state, "👍"));
	token = analyse(state, "❤")->token;
	assert_int_not_equal(token->lexeme[0], 0);
	assert_int_equal(token->lexeme[0], lexeme(state, "❤"));
	token = analyse(state, ":))))")->token;
	assert_int_equal(token->lexeme[0], lexeme(state, ":)"));
}

static void sets_flags(void **state)
{
	const struct pantau_token *token;
	token = analyse(state, "BANJIR Banjir banjir di Di maaaaf jkt")->token;
	assert_int_equal(token[0].flags, PANTAU_TOKEN_CAPS);
	assert_int_equal(token[1].flags, PANTAU_TOKEN_TITLE);
	assert_int_equal(token[2].flags, 0);
	assert_int_equal(token[3].flags, PANTAU_TOKEN_STOP);
	assert_int_equal(token[4].flags,
			PANTAU_TOKEN_STOP | PANTAU_TOKEN_TITLE);
	assert_int_equal(token[5].flags, PANTAU_TOKEN_ELONGATED);
	assert_int_equal(token[6].flags, PANTAU_TOKEN_SLANG);
}

static void counts_sentences(void **state)
{
	static const struct {
		const char *text;
		unsigned sentences;
	} rows[] = {
		{"", 0}, {"satu", 1}, {"satu. dua", 2}, {"satu.Dua", 2},
		{"satu! dua? tiga", 3}, {"dr. Budi hadir. Selesai", 2},
		{"harga 1.500 naik", 1}, {"a\n\nb\nc", 3}, {"\n\na\n", 1},
		{"bagus! 👍 lagi", 2}, {"bagus!\n👍", 2}, {"maka...min", 1}, {"maka...Min", 2},
		{"lihat a.id/b. Lalu", 2}, {"B. J. Habibie", 1},
		{"dan dll. Lalu", 2}, {"dan dll. lalu", 1}, {"wow!!! keren", 2},
		{"beberapa hal. Lalu", 2}, {"kata dia…  lalu", 2},
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const struct pantau_tokens *tokens = analyse(state, rows[i].text);
		if (tokens->sentences != rows[i].sentences) {
			fail_msg("<%s>: %u sentences", rows[i].text,
					(unsigned)tokens->sentences);
		}
	}
}

static void folds(void **state)
{
	static const struct {
		const char *word, *folded;
	} rows[] = {
		{"HoAx", "hoax"}, {"ＨＯＡＸ", "hoax"}, {"𝗛𝗢𝗔𝗫", "hoax"},
		{"h̶o̶a̶x̶", "hoax"}, {"kor\xe2\x80\x8bupsi", "korupsi"},
		{"kor\xe2\x80\x8dup\xc2\xadsi", "korupsi"}, {"orang²", "orang2"},
		{"Jum’at", "jum'at"}, {"di‑sini", "di-sini"}, {"É", "é"},
		{"a\xff", "a"}, {"\xef\xb7\xba", "صلىاللهعليهوسلم"},
		{"\xe3\x85\xa4", ""}, {"", ""},
	};
	struct fixture *f = *state;
	struct arena arena;
	pantau_arena_init(&arena);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		check_str(pantau_text_fold(f->analyser, str_of(rows[i].word),
				&arena), rows[i].folded);
	}
	char word[400];
	memset(word, 'A', sizeof(word));
	assert_int_equal(pantau_text_fold(f->analyser, str_make(word, 400),
			&arena).n, 64);
	pantau_arena_finish(&arena);
}

static void stems_any_case(void **state)
{
	struct fixture *f = *state;
	size_t n;
	const char *stem = pantau_stem(f->analyser, "RumahNya", 8, &n);
	check_str(str_make(stem, n), "rumah");
	stem = pantau_stem(f->analyser, "Rum\xc3\xa1h", 6, &n);
	check_str(str_make(stem, n), "rumah");
	/* Whole characters, however long: 64 of three bytes. */
	char wide[3 * 64 + 1] = "";
	for (int i = 0; i < 64; i++) {
		strcat(wide, "\xe4\xb8\xad");
	}
	stem = pantau_stem(f->analyser, wide, strlen(wide), &n);
	check_str(str_make(stem, n), wide);
	stem = pantau_stem(f->analyser, "", 0, &n);
	assert_non_null(stem);
	assert_int_equal(n, 0);
}

static void packs(void **state)
{
	struct fixture *f = *state;
	analyse(state, "rumahnya #ab, ke-43");
	pantau_buf_clear(&f->out);
	pantau_pack(&f->tokens, &f->out);
	check_str(buf_str(&f->out), "rumahnya \x02rumah #ab \x02" "ab ke-43 "
			"\x02" "43");
	analyse(state, " ... ");
	pantau_buf_clear(&f->out);
	pantau_pack(&f->tokens, &f->out);
	assert_int_equal(f->out.n, 0);
}

static void reads_amounts(void **state)
{
	static const struct {
		const char *written, *normal;
		size_t n;
	} rows[] = {
		{"1.500.000,00", "1500000", 12}, {"50.000,-", "50000", 8},
		{"1,5jt", "1500000", 5}, {"25 rb", "25", 2}, {"25rb.", "25000", 4},
		{"1,500,000", "1500000", 9}, {"1500,5", "1500,5", 6},
		{"0", "0", 1}, {"007", "7", 3}, {"2,75jt", "2750000", 6},
		{"5juta rupiah", "5000000", 5}, {"5jutaan", "5", 1},
	};
	struct amount amount;
	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		assert_int_equal(pantau_amount_read(str_of(rows[i].written),
				&amount), rows[i].n);
		check_str(str_make(amount.text, amount.n), rows[i].normal);
	}
}

static void ascii_table_agrees_with_unicode(void **state)
{
	(void)state;
	for (unsigned c = 0; c < 0x80; c++) {
		unsigned bits = pantau_ascii_bits[c];
		enum char_class class_ = pantau_char_class(c);
		assert_int_equal((bits & ASCII_LETTER) != 0,
				class_ == CHAR_LETTER);
		assert_int_equal((bits & ASCII_DIGIT) != 0, class_ == CHAR_DIGIT);
		assert_int_equal((bits & ASCII_SPACE) != 0,
				class_ == CHAR_SPACE || class_ == CHAR_NEWLINE);
	}
}

/* Each scanner must pass by what it has looked at: seconds here are hours for
 * a text of 16 MiB. */
static void takes_linear_time(void **state)
{
	static const char *const pieces[] = {
		".", "((", "#_", "a-", "jl.", "1.", "_*", "@1.", "\xe2\x80\x8b",
	};
	struct fixture *f = *state;
	struct buf text;
	pantau_buf_init(&text);
	for (size_t i = 0; i < sizeof(pieces) / sizeof(pieces[0]); i++) {
		size_t most = i == 0 ? 1 << 20 : 1 << 16;
		pantau_buf_clear(&text);
		pantau_buf_char(&text, 'a');
		while (text.n < most) {
			pantau_buf_str(&text, str_of(pieces[i]));
		}
		assert_int_equal(pantau_analyse(f->analyser, text.p, text.n,
				&f->tokens, NULL), PANTAU_OK);
		assert_true(f->tokens.tokens >= 1);
	}
	pantau_buf_finish(&text);
}

/* Whatever is in the cache, results are the same: make it overflow, with words
 * asked for again that it then keeps. */
static void cache_changes_nothing(void **state)
{
	char words[64];
	for (unsigned i = 0; i < 300000; i++) {
		snprintf(words, sizeof(words), "x%uy x%uy rumahnya", i, i / 2);
		analyse(state, words);
	}
	check_terms(state, "Rumahnya", "rumahnya =rumah");
	check_terms(state, "rumahnya #TolakHarga", "rumahnya =rumah | "
			"#tolakharga ~tolakharga ~tolak ~harga");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_every_kind),
		cmocka_unit_test(gives_stems_and_alternatives),
		cmocka_unit_test(resolves_informal_words),
		cmocka_unit_test(opens_hashtags),
		cmocka_unit_test(fills_lexemes),
		cmocka_unit_test(sets_flags),
		cmocka_unit_test(counts_sentences),
		cmocka_unit_test(folds),
		cmocka_unit_test(stems_any_case),
		cmocka_unit_test(packs),
		cmocka_unit_test(reads_amounts),
		cmocka_unit_test(ascii_table_agrees_with_unicode),
		cmocka_unit_test(takes_linear_time),
		cmocka_unit_test(cache_changes_nothing),
	};
	return cmocka_run_group_tests(tests, open_fixture, close_fixture);
}
