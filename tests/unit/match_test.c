/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Matching and ranking from postings against FTS5's own way: random trees over
 * an archive of many small segments with changed documents. */

#include "store_fixture.h"

#define DOCUMENTS 700
#define TREES 240
#define PHRASES 64
#define WIDE 20000 /* documents of the archive of several windows of ids */
#define FOUND_MAX (WIDE + 1)

static const char *const vocabulary[] = {
	"harga", "beras", "naik", "turun", "menolak", "penolakan", "tolak",
	"warga", "pasar", "banjir", "hargai", "dihargai", "pasaran", "di",
};
#define WORDS (sizeof(vocabulary) / sizeof(vocabulary[0]))

static uint32_t seed;

static uint32_t below(uint32_t n)
{
	seed = seed * 1664525 + 1013904223;
	return (seed >> 8) % n;
}

/* Words of Zipf's kind, so that some stand everywhere. */
static const char *word(void)
{
	uint32_t a = below(WORDS), b = below(WORDS);
	return vocabulary[a < b ? a : b];
}

static struct str text_of(char *room, size_t size, uint32_t words)
{
	size_t n = 0;
	for (uint32_t i = 0; i < words && n + 16 < size; i++) {
		n += (size_t)snprintf(room + n, size - n, "%s ", word());
	}
	return str_make(room, n);
}

static void put_some(struct fixture *f, struct store *store, uint32_t first,
		uint32_t n)
{
	int64_t input;
	struct writer *writer = begin(f, store, &input);
	for (uint32_t i = first; i < first + n; i++) {
		char id[16], text[2048], title[256];
		snprintf(id, sizeof(id), "%u", i);
		struct doc doc = make_doc(id, 86400 + (int64_t)i * 60,
				text_of(text, sizeof(text), 1 + below(60)));
		if (below(3) == 0) {
			doc.title = text_of(title, sizeof(title), 1 + below(8));
			doc.fields |= DOC_TITLE;
		}
		put(f, store, writer, &doc, input);
	}
	finish(f, writer);
}

/* Commits of few documents each; some of them come again with another text. */
static struct store *filled(struct fixture *f)
{
	struct store *store = open_store(f, STORE_CREATE);
	seed = 7;
	assert_int_equal(sqlite3_exec(pantau_store_db(store),
			"INSERT INTO fts(fts, rank) VALUES('pgsz', 64)", NULL,
			NULL, NULL), SQLITE_OK);
	for (uint32_t i = 0; i < DOCUMENTS;) {
		uint32_t n = 1 + below(60);
		n = n < DOCUMENTS - i ? n : DOCUMENTS - i;
		put_some(f, store, i, n);
		i += n;
		put_some(f, store, below(i), 1);
	}
	return store;
}

/* --- random trees --- */

struct forest {
	struct arena arena;
};

static void *need(void *p)
{
	assert_non_null(p);
	return p;
}

static void make_position(struct forest *t, struct match_position *out,
		bool last)
{
	char marked[32];
	struct str *form = need(pantau_arena_zero(&t->arena, 2, sizeof(*form)));
	const char *w = word();
	out->form = form;
	out->forms = 1;
	if (last && below(5) == 0) {
		form[0] = pantau_arena_str(&t->arena, str_make(w, 2 + below(2)));
		out->prefix = true;
		return;
	}
	form[0] = str_of(w);
	if (below(2) == 0) {
		snprintf(marked, sizeof(marked), "\x02%s", w);
		form[1] = pantau_arena_str(&t->arena, str_of(marked));
		out->forms = 2;
	}
}

static void make_phrase(struct forest *t, struct match_phrase *out)
{
	size_t n = below(2) == 0 ? 1 : 1 + below(3);
	struct match_position *position = need(pantau_arena_zero(&t->arena, n,
			sizeof(*position)));
	for (size_t i = 0; i < n; i++) {
		make_position(t, &position[i], i + 1 == n);
	}
	*out = (struct match_phrase){position, n};
}

static struct match_node *make_leaf(struct forest *t)
{
	size_t n = below(5) == 0 ? 2 + below(3) : 1;
	enum match_field field = below(4) == 0 ? 1 + below(2) : MATCH_ANY;
	struct match_phrase *phrase = need(pantau_arena_zero(&t->arena, n,
			sizeof(*phrase)));
	for (size_t i = 0; i < n; i++) {
		make_phrase(t, &phrase[i]);
	}
	return need(pantau_match_leaf(field, phrase, n, below(8), &t->arena));
}

static struct match_node *make_tree(struct forest *t, unsigned depth)
{
	static const enum match_op ops[] = {MATCH_AND, MATCH_OR, MATCH_OR,
		MATCH_NOT};
	if (depth == 0 || below(3) == 0) {
		return make_leaf(t);
	}
	enum match_op op = ops[below(4)];
	size_t n = op == MATCH_NOT ? 2 : 2 + below(3);
	struct match_node **child = need(pantau_arena_zero(&t->arena, n,
			sizeof(struct match_node *)));
	for (size_t i = 0; i < n; i++) {
		child[i] = make_tree(t, depth - 1);
	}
	return need(pantau_match_join(op, child, n, &t->arena));
}

/* FTS5 counts for a document what it read of a NEAR that failed there. */
static bool near_below(const struct match_node *tree, bool choice)
{
	bool found = tree->op == MATCH_NEAR && choice;
	choice = choice || tree->op == MATCH_OR || tree->op == MATCH_NOT;
	for (size_t i = 0; i < tree->children; i++) {
		found = found || near_below(tree->child[i], choice);
	}
	return found;
}

/* --- both ways --- */

struct ids_found {
	int64_t id[FOUND_MAX];
	size_t n;
};

enum manner { NEXT, BLOCKS, JUMPS };

/* All ids, or with JUMPS those that random seeks find. */
static void collect(struct fixture *f, struct store *store,
		const struct match_node *tree, bool descending, int64_t least,
		int64_t greatest, enum manner manner, struct ids_found *out)
{
	struct match *match;
	enum pantau_status status;
	uint32_t jumps = 99;
	int64_t from = descending ? greatest : least;

	out->n = 0;
	assert_int_equal(pantau_match_open(store, tree, descending, least,
			greatest, &match, &f->err), PANTAU_OK);
	do {
		const int64_t *id;
		size_t n = 1;
		int64_t one;
		status = manner == BLOCKS ? pantau_match_block(match, &id, &n,
				&f->err) : manner == NEXT ? pantau_match_next(match,
				&one, &f->err) : pantau_match_seek(match, from, &one,
				&f->err);
		id = manner == BLOCKS ? id : &one;
		for (size_t i = 0; status == PANTAU_OK && i < n; i++) {
			assert_true(out->n < FOUND_MAX);
			out->id[out->n++] = id[i];
			jumps = jumps * 1664525 + 1013904223;
			from = descending ? id[i] - 1 - jumps % 40 :
					id[i] + 1 + jumps % 40;
		}
	} while (status == PANTAU_OK);
	if (status != PANTAU_END) {
		fail_msg("%s", f->err.message);
	}
	pantau_match_close(match);
}

/* What is counted behind some blocks, or all of it, is what they would give. */
static void check_rest(struct fixture *f, struct store *store,
		const struct match_node *tree, bool descending, int64_t least,
		int64_t greatest, size_t found, unsigned number)
{
	for (unsigned blocks = 0; blocks < 3; blocks++) {
		struct match *match;
		uint64_t rest = 0;
		size_t given = 0;
		assert_int_equal(pantau_match_open(store, tree, descending,
				least, greatest, &match, &f->err), PANTAU_OK);
		for (unsigned i = 0; i < blocks; i++) {
			const int64_t *id;
			size_t n = 0;
			(void)pantau_match_block(match, &id, &n, &f->err);
			given += n;
		}
		assert_int_equal(pantau_match_rest(match, &rest, &f->err),
				PANTAU_OK);
		if (given + rest != found) {
			fail_msg("tree %u: %zu and %zu of %zu", number, given,
					(size_t)rest, found);
		}
		assert_int_equal(pantau_match_rest(match, &rest, &f->err),
				PANTAU_OK);
		assert_int_equal(rest, 0);
		pantau_match_close(match);
	}
}

static void check_same(const struct ids_found *a, const struct ids_found *b,
		unsigned tree)
{
	if (a->n != b->n || memcmp(a->id, b->id, a->n * sizeof(*a->id)) != 0) {
		fail_msg("tree %u: %zu and %zu ids", tree, a->n, b->n);
	}
}

/* Both ways find the same in one walk. */
static void check_walk(struct fixture *f, struct store *store,
		const struct match_node *tree, bool descending, int64_t least,
		int64_t greatest, enum manner manner, unsigned number)
{
	static struct ids_found by_fts, direct;
	pantau_match_by_fts(store, true);
	collect(f, store, tree, descending, least, greatest, manner, &by_fts);
	if (manner == BLOCKS) {
		check_rest(f, store, tree, descending, least, greatest,
				by_fts.n, number);
	}
	pantau_match_by_fts(store, false);
	collect(f, store, tree, descending, least, greatest, manner, &direct);
	check_same(&by_fts, &direct, number);
	if (manner == BLOCKS) {
		check_rest(f, store, tree, descending, least, greatest,
				direct.n, number);
	}
}

static void check_ids(struct fixture *f, struct store *store,
		const struct match_node *tree, unsigned number)
{
	int64_t least = below(4) != 0 ? 1 : 1 + below(DOCUMENTS);
	int64_t greatest = below(4) != 0 ? INT64_MAX : 1 + below(DOCUMENTS);
	for (int descending = 0; descending < 2; descending++) {
		for (enum manner manner = NEXT; manner <= JUMPS; manner++) {
			check_walk(f, store, tree, descending != 0, least,
					greatest, manner, number);
		}
	}
}

static size_t keep_odd(void *context, int64_t *id, size_t n)
{
	size_t kept = 0;
	(void)context;
	for (size_t i = 0; i < n; i++) {
		int64_t one = id[i];
		id[kept] = one;
		kept += one % 2;
	}
	return kept;
}

static void check_rank(struct fixture *f, struct store *store,
		const struct match_node *tree, unsigned number)
{
	static struct ranked best[3][FOUND_MAX];
	struct match_filter filter = {below(2) == 0 ? keep_odd : NULL, NULL,
		1 + below(200), 300 + below(500)};
	size_t k = below(2) == 0 ? 1 + below(10) : FOUND_MAX;
	size_t n[3] = {k, k, k};
	uint64_t total[2];
	bool cut, filtered = below(2) == 0;
	for (int i = 0; i < 3; i++) {
		pantau_match_by_fts(store, i == 0);
		if (pantau_match_rank(store, tree, filtered ? &filter : NULL,
				best[i], &n[i], i < 2 ? &total[i] : NULL, &cut,
				&f->err) != PANTAU_OK) {
			fail_msg("tree %u: %s", number, f->err.message);
		}
	}
	assert_int_equal(total[0], total[1]);
	for (int i = 1; i < 3; i++) {
		assert_int_equal(n[0], n[i]);
		for (size_t j = 0; j < n[0]; j++) {
			if (best[0][j].id != best[i][j].id ||
					best[0][j].score != best[i][j].score) {
				fail_msg("tree %u at %zu: %lld %.17g, %lld %.17g",
						number, j, (long long)best[0][j].id,
						best[0][j].score,
						(long long)best[i][j].id,
						best[i][j].score);
			}
		}
	}
}

static void both_ways_agree(void **state)
{
	struct fixture *f = *state;
	struct store *store = filled(f);
	struct forest t;
	unsigned ranked = 0;

	pantau_arena_init(&t.arena);
	assert_int_equal(pantau_store_begin_read(store, &f->err), PANTAU_OK);
	for (unsigned i = 0; i < TREES; i++) {
		seed = i;
		pantau_arena_reset(&t.arena);
		const struct match_node *tree = make_tree(&t, below(4));
		check_ids(f, store, tree, i);
		if (!near_below(tree, false) &&
				pantau_match_phrases(tree) <= PHRASES) {
			check_rank(f, store, tree, i);
			ranked++;
		}
	}
	assert_true(ranked > TREES / 2);
	pantau_store_end_read(store);
	pantau_arena_finish(&t.arena);
	close_store(f, store);
}

/* What is remembered of the index goes with a commit of the store's own. */
static void sees_its_own_commits(void **state)
{
	struct fixture *f = *state;
	struct store *store = filled(f);
	struct str form[] = {STR("harga"), STR("di")};
	struct match_position position[] = {{&form[0], 1, false},
		{&form[1], 1, false}};
	struct match_phrase phrase[] = {{&position[0], 1}, {&position[1], 1}};
	struct match_node leaf[] = {phrase_node(MATCH_ANY, &phrase[0]),
		phrase_node(MATCH_ANY, &phrase[1])};
	struct match_node *child[] = {&leaf[0], &leaf[1]};
	struct match_node tree = {.op = MATCH_OR, .child = child,
		.children = 2, .weight = 1};

	check_rank(f, store, &tree, 0);
	for (uint32_t i = 0; i < 3; i++) {
		put_some(f, store, DOCUMENTS + 40 * i, 40);
		check_rank(f, store, &tree, i);
	}
	close_store(f, store);
}

/* --- forms --- */

static void join_forms(struct fixture *f, struct store *store, struct str prefix,
		size_t limit, bool by_fts, struct arena *arena, struct buf *out)
{
	struct str *form;
	size_t n;
	bool cut;
	pantau_match_by_fts(store, by_fts);
	assert_int_equal(pantau_match_forms(store, prefix, limit, arena, &form,
			&n, &cut, &f->err), PANTAU_OK);
	pantau_buf_clear(out);
	for (size_t i = 0; i < n; i++) {
		pantau_buf_str(out, form[i]);
		pantau_buf_char(out, ' ');
	}
	pantau_buf_printf(out, "%zu%s", n, cut ? " ..." : "");
}

/* Many segments, each with some of the words; the first ones of all count. */
static void forms_agree(void **state)
{
	static const char *const prefix[] = {"h", "harga", "pa", "di", "zz"};
	static const size_t limit[] = {1, 2, 3, 4, 100};
	struct fixture *f = *state;
	struct store *store = filled(f);
	struct arena arena;
	struct buf a, b;

	pantau_arena_init(&arena);
	pantau_buf_init(&a);
	pantau_buf_init(&b);
	for (size_t i = 0; i < sizeof(prefix) / sizeof(prefix[0]); i++) {
		for (size_t j = 0; j < sizeof(limit) / sizeof(limit[0]); j++) {
			join_forms(f, store, str_of(prefix[i]), limit[j], true,
					&arena, &a);
			join_forms(f, store, str_of(prefix[i]), limit[j], false,
					&arena, &b);
			assert_string_equal(a.p, b.p);
		}
	}
	join_forms(f, store, STR("harga"), 1, false, &arena, &b);
	assert_string_equal(b.p, "harga 1 ...");
	pantau_buf_finish(&a);
	pantau_buf_finish(&b);
	pantau_arena_finish(&arena);
	close_store(f, store);
}

/* --- over many windows of ids --- */

/* Words that stand everywhere, here and there, or in a part of the archive. */
static struct store *filled_wide(struct fixture *f)
{
	struct store *store = open_store(f, STORE_CREATE);
	int64_t input;
	struct writer *writer = begin(f, store, &input);
	seed = 11;
	for (uint32_t i = 0; i < WIDE; i++) {
		char id[16], text[64];
		snprintf(id, sizeof(id), "%u", i);
		snprintf(text, sizeof(text), "semua%s%s%s%s",
				i < WIDE / 5 ? " dini" : "",
				i > WIDE - WIDE / 5 ? " akhir" : "",
				below(3) == 0 ? " kadang" : "",
				i / 1000 % 4 == 1 ? " berkala" : "");
		struct doc doc = make_doc(id, 86400 + (int64_t)i * 60,
				str_of(text));
		put(f, store, writer, &doc, input);
	}
	finish(f, writer);
	return store;
}

enum wide_word { EVERYWHERE, EARLY, LATE, NOW_AND_THEN, IN_PARTS, WIDE_WORDS };

static struct match_node *wide_leaf(struct forest *t, uint32_t word)
{
	static const struct str some[] = {
		[EVERYWHERE] = {"semua", 5}, [EARLY] = {"dini", 4},
		[LATE] = {"akhir", 5}, [NOW_AND_THEN] = {"kadang", 6},
		[IN_PARTS] = {"berkala", 7},
	};
	struct match_position *position = need(pantau_arena_zero(&t->arena, 1,
			sizeof(*position)));
	struct match_phrase *phrase = need(pantau_arena_zero(&t->arena, 1,
			sizeof(*phrase)));
	*position = (struct match_position){&some[word], 1, false};
	*phrase = (struct match_phrase){position, 1};
	return need(pantau_match_leaf(below(8) == 0 ? MATCH_TEXT : MATCH_ANY,
			phrase, 1, 0, &t->arena));
}

static struct match_node *wide_join(struct forest *t, enum match_op op,
		struct match_node *a, struct match_node *b)
{
	struct match_node **child = need(pantau_arena_zero(&t->arena, 2,
			sizeof(struct match_node *)));
	child[0] = a;
	child[1] = b;
	return need(pantau_match_join(op, child, 2, &t->arena));
}

static struct match_node *wide_tree(struct forest *t, unsigned depth)
{
	static const enum match_op ops[] = {MATCH_AND, MATCH_OR, MATCH_NOT};
	if (depth == 0 || below(4) == 0) {
		return wide_leaf(t, below(WIDE_WORDS));
	}
	struct match_node *a = wide_tree(t, depth - 1);
	struct match_node *b = wide_tree(t, depth - 1);
	return wide_join(t, ops[below(3)], a, b);
}

static void windows_agree(void **state)
{
	struct fixture *f = *state;
	struct store *store = filled_wide(f);
	struct forest t;

	pantau_arena_init(&t.arena);
	assert_int_equal(pantau_store_begin_read(store, &f->err), PANTAU_OK);
	for (unsigned i = 0; i < 40; i++) {
		seed = i;
		pantau_arena_reset(&t.arena);
		const struct match_node *tree = wide_tree(&t, 1 + below(3));
		int64_t least = below(2) == 0 ? 1 : 1 + below(WIDE);
		for (int descending = 0; descending < 2; descending++) {
			check_walk(f, store, tree, descending != 0, least,
					INT64_MAX, BLOCKS, i);
		}
		/* In larger ones FTS5 counts parts that have ended besides. */
		if (pantau_match_phrases(tree) <= 2) {
			check_rank(f, store, tree, i);
		}
		/* Once the best are among the late, the word of all brings
		 * nobody in, but still counts. */
		check_rank(f, store, wide_join(&t, MATCH_OR, wide_leaf(&t, LATE),
				wide_leaf(&t, EVERYWHERE)), i);
	}
	pantau_store_end_read(store);
	pantau_arena_finish(&t.arena);
	close_store(f, store);
}

/* --- hostile --- */

/* A text of one word a hundred thousand times, asked for by as many equal
 * phrases as a query may have: no work grows with the square of anything. */
static void repeats_cost_no_squares(void **state)
{
	struct fixture *f = *state;
	struct store *store = open_store(f, STORE_CREATE);
	int64_t input;
	size_t n = 200000;
	char *text = need(malloc(n));
	for (size_t i = 0; i < n; i += 2) {
		memcpy(text + i, "a ", 2);
	}
	struct writer *writer = begin(f, store, &input);
	struct doc doc = make_doc("1", 86400, str_make(text, n));
	put(f, store, writer, &doc, input);
	finish(f, writer);
	free(text);
	struct str form = STR("a");
	struct match_position position[PHRASES];
	struct match_phrase phrase[PHRASES];
	for (size_t i = 0; i < PHRASES; i++) {
		position[i] = (struct match_position){&form, 1, false};
		phrase[i] = (struct match_phrase){position, 2};
	}
	struct match_node near = {.op = MATCH_NEAR, .phrase = phrase,
		.phrases = PHRASES, .distance = 50, .weight = 1};
	struct match_phrase whole = {position, PHRASES};
	struct match_node long_one = phrase_node(MATCH_ANY, &whole);
	/* Far more than linear time needs, far less than squares would. */
	pantau_store_deadline(store, 20000, NULL);
	check_match_by(f, store, &near, false, "1");
	check_match_by(f, store, &long_one, false, "1");
	/* And it ends when the time is up. */
	struct match *match;
	int64_t id;
	assert_int_equal(pantau_store_begin_read(store, &f->err), PANTAU_OK);
	pantau_store_deadline(store, 1, NULL);
	enum pantau_status status = pantau_match_open(store, &near, false, 1, 9,
			&match, &f->err);
	if (status == PANTAU_OK) {
		status = pantau_match_next(match, &id, &f->err);
		pantau_match_close(match);
	}
	assert_int_equal(status, PANTAU_LIMIT);
	pantau_store_deadline(store, 0, NULL);
	pantau_store_end_read(store);
	close_store(f, store);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(both_ways_agree, fixture_setup,
				fixture_teardown),
		cmocka_unit_test_setup_teardown(sees_its_own_commits,
				fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(forms_agree, fixture_setup,
				fixture_teardown),
		cmocka_unit_test_setup_teardown(windows_agree, fixture_setup,
				fixture_teardown),
		cmocka_unit_test_setup_teardown(repeats_cost_no_squares, fixture_setup,
				fixture_teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
