/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* The archive of debunked claims: what is told of a text, where it stands, what
 * damage does, texts that nobody writes in good faith, and memory that runs out
 * at every place (the linker wraps malloc and its kin). */

#include "memory_requests.h"
#include "similar/claim_parts.h"
#include "similar_texts.h"

#include <stdio.h>

#include "base/hash.h"

/* --- tokens: words between blanks; what ends in -nya has a stem --- */

struct text {
	struct pantau_token *token;
	struct pantau_term *term;
	struct pantau_tokens tokens;
};

static void text_free(struct text *t)
{
	free(t->token);
	free(t->term);
}

static uint8_t kind_of_word(struct str word)
{
	return word.p[0] >= '0' && word.p[0] <= '9' ? PANTAU_TOKEN_NUMBER :
			made_kind(word);
}

static struct text make_text(struct str text)
{
	size_t words = 1, n = 0, terms = 0;
	const char *began = text.p;
	for (size_t i = 0; i < text.n; i++) {
		words += text.p[i] == ' ';
	}
	struct text t = {.token = calloc(words, sizeof(*t.token)),
		.term = calloc(2 * words, sizeof(*t.term))};
	assert_non_null(t.token);
	assert_non_null(t.term);
	while (text.n != 0) {
		struct str word = pantau_str_cut(&text, ' ');
		bool stem = str_ends(word, STR("nya")) && word.n > 5;
		t.token[n] = (struct pantau_token){.positions = 1,
			.kind = kind_of_word(word),
			.start = (uint32_t)(word.p - began),
			.end = (uint32_t)(word.p - began + (ptrdiff_t)word.n),
			.position = (uint32_t)n, .terms = 1 + stem,
			.first_term = (uint32_t)terms};
		for (int i = 0; i <= stem; i++) {
			t.term[terms++] = (struct pantau_term){
				.bytes = word.p,
				.length = (uint16_t)(word.n - 3 * (size_t)i),
				.kind = i == 0 ? PANTAU_TERM_SURFACE :
					PANTAU_TERM_STEM,
				.position = (uint32_t)n};
		}
		n++;
	}
	t.tokens = (struct pantau_tokens){.token = t.token, .tokens = n,
		.term = t.term, .terms = terms, .positions = (uint32_t)n};
	return t;
}

/* --- an archive --- */

struct debunk {
	const char *field[CLAIM_FIELDS];
};

static const struct debunk debunks[] = {
	{{"Klarifikasi permen jari narkoba di Ciledug", NULL,
		"Beredar pesan permen jari ditemukan di sekolah Ciledug anak "
		"yang mengonsumsi permen ini tertidur dua hari pesan itu "
		"tidak benar kata dinas"}},
	{{"Razia STNK 2018", "pemda dan polri menggelar razia pajak STNK "
		"mulai besok pagi", "Polisi membantah kabar razia"}},
	{{"Air dingin membuat kanker", NULL,
		"Katanya air dingin membekukan lemak lalu menjadi kanker usus "
		"besar pesan itu tidak benar kata dokter"}},
	{{"Penculikan 12 anak gelandangan Brebes", NULL, "foto lama"}},
	{{NULL, NULL, NULL}},
};
#define DEBUNKS (sizeof(debunks) / sizeof(*debunks))
#define OTHERS 60

static enum pantau_status add(struct claim_builder *b, uint32_t id,
		const struct debunk *debunk)
{
	struct text text[CLAIM_FIELDS];
	const struct pantau_tokens *field[CLAIM_FIELDS];
	for (int i = 0; i < CLAIM_FIELDS; i++) {
		long left = memory_left;
		memory_left = -1;
		text[i] = make_text(str_of(debunk->field[i]));
		memory_left = left;
		field[i] = debunk->field[i] != NULL ? &text[i].tokens : NULL;
	}
	enum pantau_status status = pantau_claim_builder_add(b, id, field,
			NULL);
	for (int i = 0; i < CLAIM_FIELDS; i++) {
		text_free(&text[i]);
	}
	return status;
}

/* The debunks, and others of words of their own, so that there are rare ones. */
static enum pantau_status build(struct claims **out)
{
	struct claim_builder *b = NULL;
	enum pantau_status status = pantau_claim_builder_create(&b, NULL);
	for (size_t i = 0; i < DEBUNKS && status == PANTAU_OK; i++) {
		status = add(b, 100 + (uint32_t)i, &debunks[i]);
	}
	for (unsigned i = 0; i < OTHERS && status == PANTAU_OK; i++) {
		char body[200];
		snprintf(body, sizeof(body), "pesan itu tidak benar kata w%u "
				"x%u y%u di z%u", i, i % 7, i % 11, i);
		status = add(b, 1000 + i, &(struct debunk){{NULL, NULL, body}});
	}
	if (status == PANTAU_OK) {
		status = pantau_claim_builder_finish(b, out, NULL);
	}
	pantau_claim_builder_destroy(b);
	return status;
}

struct fixture {
	struct claims *claims;
	struct claim_finder *finder;
	const struct claim_hit *hit;
	size_t hits;
};

static int open_fixture(void **state)
{
	struct fixture *f = calloc(1, sizeof(*f));
	assert_non_null(f);
	assert_int_equal(build(&f->claims), PANTAU_OK);
	assert_int_equal(pantau_claim_finder_create(f->claims, &f->finder,
			NULL), PANTAU_OK);
	*state = f;
	return 0;
}

static int close_fixture(void **state)
{
	struct fixture *f = *state;
	pantau_claim_finder_destroy(f->finder);
	pantau_claims_destroy(f->claims);
	free(f);
	return 0;
}

static void ask_all(struct fixture *f, const char *title, struct str text,
		const struct claim_place *denial, bool quick)
{
	struct text t = make_text(str_of(title)), u = make_text(text);
	assert_int_equal(pantau_claim_find(f->finder, &(struct claim_text){
			.title = &t.tokens, .text = &u.tokens,
			.denial = denial, .denials = denial != NULL,
			.quick = quick}, 5, &f->hit, &f->hits, NULL),
			PANTAU_OK);
	text_free(&t);
	text_free(&u);
}

static void ask(struct fixture *f, const char *text)
{
	ask_all(f, NULL, str_of(text), NULL, false);
}

static void check(const struct fixture *f, uint32_t id, enum claim_kind kind)
{
	assert_true(f->hits > 0);
	assert_int_equal(f->hit[0].id, id);
	assert_int_equal(f->hit[0].kind, kind);
}

/* --- what is told --- */

static const char repeated[] = "awas permen jari ditemukan di sekolah Ciledug "
		"anak yang mengonsumsi permen ini tertidur";

static void tells_what_is_repeated(void **state)
{
	struct fixture *f = *state;
	ask(f, repeated);
	check(f, 100, CLAIM_MATCH);
	assert_int_equal(f->hit[0].shared, 10);
	assert_true(f->hit[0].containment > 0.9);
	/* As well when little is read, and from the title of a text. */
	ask_all(f, NULL, STR(repeated), NULL, true);
	check(f, 100, CLAIM_MATCH);
	ask_all(f, repeated, STR("sebarkan"), NULL, false);
	check(f, 100, CLAIM_MATCH);
	/* The claim is as good as the body; a short text has to be there as a
	 * whole. */
	ask(f, "pemda dan polri menggelar razia pajak STNK mulai besok pagi");
	check(f, 101, CLAIM_MATCH);
	ask(f, "air dingin membekukan lemak");
	check(f, 102, CLAIM_MATCH);
	ask(f, "air dingin membekukan lemakmu");
	assert_true(f->hits > 0 && f->hit[0].kind != CLAIM_MATCH);
}

static void says_nothing_of_others(void **state)
{
	struct fixture *f = *state;
	static const char *const none[] = {"", "kanker", "air dingin",
		"pesan itu tidak benar kata", ":) @humas http://a.id",
		"jalan di sekolah kami rusak tolong diperbaiki pak"};
	for (size_t i = 0; i < sizeof(none) / sizeof(*none); i++) {
		ask(f, none[i]);
		for (size_t k = 0; k < f->hits; k++) {
			assert_int_equal(f->hit[k].kind, CLAIM_NONE);
		}
	}
}

static void finds_titles_in_other_words(void **state)
{
	struct fixture *f = *state;
	ask(f, "di Ciledug ada permennya yang jarinya mengandung narkobanya");
	check(f, 100, CLAIM_SIMILAR);
	assert_int_equal(f->hit[0].shared, 0);
	assert_true(f->hit[0].coverage > 0.6);
	/* Numbers have to be the same. */
	ask(f, "anak di Brebes jadi korban penculikan dan gelandangan");
	assert_true(f->hits > 0);
	assert_int_equal(f->hit[0].id, 103);
	assert_int_equal(f->hit[0].kind, CLAIM_NONE);
	ask(f, "12 anak di Brebes jadi korban penculikan dan gelandangan");
	check(f, 103, CLAIM_SIMILAR);
}

static void shows_where(void **state)
{
	struct fixture *f = *state;
	ask(f, repeated);
	assert_int_equal(f->hit[0].spans, 1);
	struct claim_span span = f->hit[0].span[0];
	assert_int_equal(span.field, 1);
	assert_int_equal(span.debunk_field, CLAIM_BODY);
	assert_int_equal(span.start, 5);
	assert_int_equal(span.end, sizeof(repeated) - 1);
	const char *body = debunks[0].field[CLAIM_BODY];
	assert_int_equal(span.debunk_end - span.debunk_start,
			span.end - span.start);
	assert_memory_equal(body + span.debunk_start, repeated + span.start,
			span.end - span.start);
	/* In the title of both. */
	ask_all(f, "Penculikan 12 anak gelandangan Brebes", STR("viral"), NULL,
			false);
	check(f, 103, CLAIM_MATCH);
	assert_int_equal(f->hit[0].spans, 1);
	span = f->hit[0].span[0];
	assert_int_equal(span.field, 0);
	assert_int_equal(span.debunk_field, CLAIM_TITLE);
	assert_int_equal(span.debunk_start, 0);
	assert_int_equal(span.debunk_end, 37);
}

static void tells_who_denies(void **state)
{
	struct fixture *f = *state;
	struct claim_place near = {sizeof(repeated), sizeof(repeated) + 5, 1};
	struct claim_place far = {100000, 100005, 1}, title = {0, 5, 0};
	ask(f, repeated);
	assert_false(f->hit[0].denies);
	ask_all(f, NULL, STR(repeated), &near, false);
	assert_true(f->hit[0].denies);
	ask_all(f, NULL, STR(repeated), &far, false);
	assert_false(f->hit[0].denies);
	ask_all(f, "hoaks", STR(repeated), &title, false);
	assert_true(f->hit[0].denies);
}

/* --- the quick test --- */

static bool maybe(const struct claims *claims, struct str text)
{
	struct text t = make_text(text);
	struct shingler s;
	struct shingles set;
	pantau_shingler_init(&s);
	assert_true(pantau_shingler_add(&s, &t.tokens));
	assert_true(pantau_shingler_make(&s, 3, &set));
	bool out = pantau_claims_maybe(claims, &set);
	pantau_shingler_finish(&s);
	text_free(&t);
	return out;
}

static void tests_quickly(void **state)
{
	struct fixture *f = *state;
	assert_true(maybe(f->claims, STR(repeated)));
	assert_true(maybe(f->claims, str_of(debunks[0].field[CLAIM_BODY])));
	assert_true(maybe(f->claims, str_of(debunks[1].field[CLAIM_CLAIM])));
	assert_false(maybe(f->claims, STR("")));
	assert_false(maybe(f->claims, STR("kanker")));
	assert_false(maybe(f->claims, STR("jalan di sekolah kami rusak")));
	/* Of words that debunks have, one after the other in none. */
	assert_false(maybe(f->claims, STR("permen razia kanker Brebes STNK "
			"usus dinas lemak")));
}

/* --- bytes --- */

static void keeps_in_bytes(void **state)
{
	struct fixture *f = *state;
	struct str bytes = pantau_claims_bytes(f->claims);
	struct claims *again = NULL;
	assert_int_equal(pantau_claims_count(f->claims), DEBUNKS + OTHERS);
	assert_int_equal(build(&again), PANTAU_OK);
	assert_true(str_eq(pantau_claims_bytes(again), bytes));
	pantau_claims_destroy(again);
	/* At a place that is no multiple of 8. */
	char *odd = malloc(bytes.n + 1);
	assert_non_null(odd);
	memcpy(odd + 1, bytes.p, bytes.n);
	assert_int_equal(pantau_claims_open(str_make(odd + 1, bytes.n), &again,
			NULL), PANTAU_OK);
	free(odd);
	pantau_claim_finder_destroy(f->finder);
	pantau_claims_destroy(f->claims);
	f->claims = again;
	assert_int_equal(pantau_claim_finder_create(again, &f->finder, NULL),
			PANTAU_OK);
	shows_where(state);
}

/* Whoever damages them may make the sum right again: whatever then opens can be
 * asked. */
static void bears_damage(void **state)
{
	struct fixture *f = *state;
	struct str bytes = pantau_claims_bytes(f->claims);
	char *copy = malloc(bytes.n);
	struct random r = {.state = 3};
	size_t opened = 0;
	assert_non_null(copy);
	for (int i = 0; i < 3000; i++) {
		struct claims *claims = NULL;
		memcpy(copy, bytes.p, bytes.n);
		copy[draw(&r, i % 3 == 0 ? sizeof(struct claim_head) :
				bytes.n)] ^= (char)(1 + draw(&r, 255));
		assert_int_not_equal(pantau_claims_open(str_make(copy,
				bytes.n), &claims, NULL), PANTAU_OK);
		struct claim_head *head = (struct claim_head *)(void *)copy;
		head->hash = pantau_hash(str_make(copy + CLAIM_HASHED,
				bytes.n - CLAIM_HASHED), SHINGLE_SEED);
		if (pantau_claims_open(str_make(copy, bytes.n), &claims,
				NULL) != PANTAU_OK) {
			continue;
		}
		struct fixture here = {.claims = claims};
		assert_int_equal(pantau_claim_finder_create(claims,
				&here.finder, NULL), PANTAU_OK);
		ask(&here, repeated);
		maybe(claims, STR(repeated));
		pantau_claim_finder_destroy(here.finder);
		pantau_claims_destroy(claims);
		opened++;
	}
	assert_true(opened > 100);
	for (size_t n = 0; n < bytes.n; n += 97) {
		struct claims *claims = NULL;
		memcpy(copy, bytes.p, n);
		assert_int_equal(pantau_claims_open(str_make(copy, n), &claims,
				NULL), PANTAU_DAMAGED);
	}
	free(copy);
}

/* Would be refused, with a sum that is right. */
static void refused(char *copy, size_t n)
{
	struct claims *claims = NULL;
	((struct claim_head *)(void *)copy)->hash = pantau_hash(str_make(copy +
			CLAIM_HASHED, n - CLAIM_HASHED), SHINGLE_SEED);
	assert_int_equal(pantau_claims_open(str_make(copy, n), &claims, NULL),
			PANTAU_DAMAGED);
}

/* Who adds up what is said for a debunk takes 0 for one that he did not meet. */
static void refuses_what_it_would_trust(void **state)
{
	struct fixture *f = *state;
	const struct claims *c = f->claims;
	struct str bytes = pantau_claims_bytes(c);
	size_t postings = (size_t)c->head->postings;
	char *copy = malloc(bytes.n);
	assert_non_null(copy);
	memcpy(copy, bytes.p, bytes.n);
	memset(copy + ((const char *)c->weight - bytes.p), 0, postings);
	refused(copy, bytes.n);
	memcpy(copy, bytes.p, bytes.n);
	memset(copy + ((const char *)c->debunk - bytes.p), 0,
			postings * sizeof(*c->debunk));
	refused(copy, bytes.n);
	/* A field more than debunks have. */
	memcpy(copy, bytes.p, bytes.n);
	memset(copy + ((const char *)c->word - bytes.p), 0xff,
			sizeof(*c->word));
	refused(copy, bytes.n);
	free(copy);
}

static void says_what_is_stale(void **state)
{
	struct fixture *f = *state;
	struct str bytes = pantau_claims_bytes(f->claims);
	char *copy = malloc(bytes.n);
	struct claims *claims = NULL;
	assert_non_null(copy);
	memcpy(copy, bytes.p, bytes.n);
	((struct claim_head *)(void *)copy)->analyser++;
	assert_int_equal(pantau_claims_open(str_make(copy, bytes.n), &claims,
			NULL), PANTAU_STALE);
	free(copy);
}

static void bears_an_empty_archive(void **state)
{
	struct claim_builder *b = NULL;
	struct fixture f = {.hits = 9};
	(void)state;
	assert_int_equal(pantau_claim_builder_create(&b, NULL), PANTAU_OK);
	assert_int_equal(pantau_claim_builder_finish(b, &f.claims, NULL),
			PANTAU_OK);
	pantau_claim_builder_destroy(b);
	assert_int_equal(pantau_claim_finder_create(f.claims, &f.finder, NULL),
			PANTAU_OK);
	ask(&f, repeated);
	assert_int_equal(f.hits, 0);
	assert_false(maybe(f.claims, STR(repeated)));
	pantau_claim_finder_destroy(f.finder);
	struct claims *again = NULL;
	assert_int_equal(pantau_claims_open(pantau_claims_bytes(f.claims),
			&again, NULL), PANTAU_OK);
	pantau_claims_destroy(again);
	pantau_claims_destroy(f.claims);
}

/* --- texts that nobody writes in good faith --- */

static void bears_long_texts(void **state)
{
	struct fixture *f = *state;
	struct buf text;
	pantau_buf_init(&text);
	for (int i = 0; i < 1000000; i++) {
		pantau_buf_str(&text, STR("permen "));
	}
	ask_all(f, NULL, buf_str(&text), NULL, false);
	assert_true(f->hits == 0 || f->hit[0].kind == CLAIM_NONE);
	assert_false(maybe(f->claims, buf_str(&text)));
	/* Different words, and a claim among them. */
	pantau_buf_clear(&text);
	for (int i = 0; i < 500000; i++) {
		pantau_buf_printf(&text, "v%d ", i);
		if (i == 250000) {
			pantau_buf_str(&text, str_of(
					debunks[0].field[CLAIM_BODY]));
			pantau_buf_char(&text, ' ');
		}
	}
	assert_false(text.failed);
	ask_all(f, NULL, buf_str(&text), NULL, false);
	check(f, 100, CLAIM_SIMILAR);
	assert_false(maybe(f->claims, buf_str(&text)));
	pantau_buf_finish(&text);
	ask(f, repeated);
	check(f, 100, CLAIM_MATCH);
}

/* --- memory --- */

static void survives_without_memory(void **state)
{
	struct fixture *f = *state;
	struct str bytes = pantau_claims_bytes(f->claims);
	enum pantau_status status = PANTAU_NO_MEMORY;
	struct claims *claims = NULL;
	long after = 0;
	for (; status == PANTAU_NO_MEMORY; after++) {
		memory_left = after;
		status = build(&claims);
		memory_left = -1;
	}
	assert_int_equal(status, PANTAU_OK);
	assert_true(after > 30);
	assert_true(str_eq(pantau_claims_bytes(claims), bytes));
	struct text t = make_text(STR(repeated));
	struct claim_finder *finder = NULL;
	status = PANTAU_NO_MEMORY;
	for (after = 0; status == PANTAU_NO_MEMORY; after++) {
		memory_left = after;
		status = pantau_claim_finder_create(claims, &finder, NULL);
		memory_left = -1;
	}
	status = PANTAU_NO_MEMORY;
	for (after = 0; status == PANTAU_NO_MEMORY; after++) {
		memory_left = after;
		status = pantau_claim_find(finder, &(struct claim_text){
				.text = &t.tokens}, 5, &f->hit, &f->hits, NULL);
		memory_left = -1;
	}
	assert_true(after > 5);
	check(f, 100, CLAIM_MATCH);
	text_free(&t);
	pantau_claim_finder_destroy(finder);
	pantau_claims_destroy(claims);
}

#define TEST(name) \
	cmocka_unit_test_setup_teardown(name, open_fixture, close_fixture)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(tells_what_is_repeated),
		TEST(says_nothing_of_others),
		TEST(finds_titles_in_other_words),
		TEST(shows_where),
		TEST(tells_who_denies),
		TEST(tests_quickly),
		TEST(keeps_in_bytes),
		TEST(bears_damage),
		TEST(refuses_what_it_would_trust),
		TEST(says_what_is_stale),
		cmocka_unit_test(bears_an_empty_archive),
		TEST(bears_long_texts),
		TEST(survives_without_memory),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
