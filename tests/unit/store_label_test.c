/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Labels: which one is in force, that columns follow it through everything that
 * writes them, and what is refused. */

#include "label_fixture.h"

static void counts_over_the_machine(void **state)
{
	struct fixture *f = *state;
	struct store *store = filled(f);
	bool any;

	assert_int_equal(pantau_label_any(store, &any, &f->err), PANTAU_OK);
	assert_false(any);
	check_tone(f, store, 2, PANTAU_TONE_NEUTRAL, false);
	assert_int_equal(give(f, store, 2, PANTAU_TONE_NEGATIVE, "Sari", 0),
			LABEL_NEW);
	check_tone(f, store, 2, PANTAU_TONE_NEGATIVE, true);
	check_tone(f, store, 1, PANTAU_TONE_NEUTRAL, false);
	assert_int_equal(number(store, "SELECT tone FROM doc WHERE id = 2"),
			PANTAU_TONE_NEUTRAL);
	assert_int_equal(number(store, "SELECT count(*) FROM audit "
			"WHERE action = 'label' AND detail = "
			"'tone=negative row=2' AND time = 8640000"), 1);
	/* A label that agrees with the machine is a label too. */
	assert_int_equal(give(f, store, 3, PANTAU_TONE_NEUTRAL, "Sari", 0),
			LABEL_NEW);
	check_tone(f, store, 3, PANTAU_TONE_NEUTRAL, true);
	close_store(f, store);
	store = open_store(f, STORE_READ);
	check_tone(f, store, 2, PANTAU_TONE_NEGATIVE, true);
	close_store(f, store);
}

static void keeps_all_and_counts_the_latest(void **state)
{
	struct fixture *f = *state;
	struct store *store = filled(f);
	struct arena arena;
	struct label *label;
	size_t n;

	assert_int_equal(give(f, store, 1, PANTAU_TONE_NEGATIVE, "Sari",
			50 * DAY), LABEL_NEW);
	assert_int_equal(give(f, store, 1, PANTAU_TONE_POSITIVE, "Budi",
			60 * DAY), LABEL_CHANGED);
	assert_int_equal(give(f, store, 1, PANTAU_TONE_NEUTRAL, "Tuti",
			40 * DAY), LABEL_OLDER);
	check_tone(f, store, 1, PANTAU_TONE_POSITIVE, true);
	/* At the same time the later given one. */
	assert_int_equal(give(f, store, 1, PANTAU_TONE_NEGATIVE, "Tuti",
			60 * DAY), LABEL_CHANGED);
	check_tone(f, store, 1, PANTAU_TONE_NEGATIVE, true);
	/* Known ones, in force or not, are the same. */
	assert_int_equal(give(f, store, 1, PANTAU_TONE_NEGATIVE, "Tuti",
			60 * DAY), LABEL_SAME);
	assert_int_equal(give(f, store, 1, PANTAU_TONE_NEGATIVE, "Sari",
			50 * DAY), LABEL_SAME);
	assert_int_equal(give(f, store, 1, PANTAU_TONE_NEGATIVE, "Tuti", 0),
			LABEL_SAME);
	assert_int_equal(give(f, store, 1, PANTAU_TONE_NEGATIVE, "Sari", 0),
			LABEL_CHANGED);
	pantau_arena_init(&arena);
	assert_int_equal(pantau_label_history(store, 1, LABEL_OF_TONE,
			&arena, &label, &n,
			&f->err), PANTAU_OK);
	assert_int_equal(n, 5);
	check_str(label[0].by, "Sari");
	assert_int_equal(label[0].time, NOW);
	check_str(label[1].by, "Tuti");
	assert_int_equal(label[1].tone, PANTAU_TONE_NEGATIVE);
	check_str(label[2].by, "Budi");
	assert_int_equal(label[4].time, 40 * DAY);
	pantau_arena_finish(&arena);
	close_store(f, store);
}

static enum label_done give_set(struct fixture *f, struct store *store,
		enum pantau_tone tone, const char *by, unsigned flags)
{
	const struct label label = {
		.tone = tone, .by = str_of(by), .reason = STR(""),
	};
	struct labeller *labeller;
	enum label_done done;

	assert_int_equal(pantau_labeller_create(store, NOW, &labeller,
			&f->err), PANTAU_OK);
	pantau_labeller_set(labeller, flags);
	assert_int_equal(pantau_labeller_put(labeller, 1, &label, &done,
			&f->err), PANTAU_OK);
	assert_int_equal(pantau_labeller_commit(labeller, &f->err), PANTAU_OK);
	pantau_labeller_destroy(labeller);
	return done;
}

/* The last word of the same person comes again, or a new one. */
static void comes_again(void **state)
{
	struct fixture *f = *state;
	struct store *store = filled(f);

	give(f, store, 1, PANTAU_TONE_POSITIVE, "Sari", 50 * DAY);
	give(f, store, 1, PANTAU_TONE_NEUTRAL, "Budi", 51 * DAY);
	assert_int_equal(give_set(f, store, PANTAU_TONE_POSITIVE, "Sari",
			LABELLER_AGAIN), LABEL_SAME);
	check_tone(f, store, 1, PANTAU_TONE_NEUTRAL, true);
	assert_int_equal(give_set(f, store, PANTAU_TONE_NEGATIVE, "Sari",
			LABELLER_AGAIN), LABEL_CHANGED);
	assert_int_equal(give_set(f, store, PANTAU_TONE_POSITIVE, "Sari",
			LABELLER_AGAIN), LABEL_CHANGED);
	check_tone(f, store, 1, PANTAU_TONE_POSITIVE, true);
	/* By hand it counts again. */
	assert_int_equal(give_set(f, store, PANTAU_TONE_NEUTRAL, "Budi", 0),
			LABEL_CHANGED);
	check_tone(f, store, 1, PANTAU_TONE_NEUTRAL, true);
	check_sound(f, store);
	close_store(f, store);
}

/* A label from the future does not shut out the present. */
static void outlives_the_future(void **state)
{
	struct fixture *f = *state;
	struct store *store = filled(f);
	struct arena arena;
	struct label *label;
	size_t n;

	give(f, store, 1, PANTAU_TONE_POSITIVE, "Budi", NOW + 900 * DAY);
	assert_int_equal(give_set(f, store, PANTAU_TONE_NEUTRAL, "Sari", 0),
			LABEL_OLDER);
	assert_int_equal(give_set(f, store, PANTAU_TONE_NEGATIVE, "Sari",
			LABELLER_PRESENT), LABEL_CHANGED);
	check_tone(f, store, 1, PANTAU_TONE_NEGATIVE, true);
	assert_int_equal(give_set(f, store, PANTAU_TONE_NONE, "Sari",
			LABELLER_PRESENT), LABEL_CHANGED);
	assert_int_equal(give_set(f, store, PANTAU_TONE_NONE, "Sari",
			LABELLER_PRESENT), LABEL_SAME);
	pantau_arena_init(&arena);
	assert_int_equal(pantau_label_history(store, 1, LABEL_OF_TONE, &arena,
			&label, &n, &f->err), PANTAU_OK);
	assert_int_equal(n, 4);
	assert_int_equal(label[1].time, NOW + 900 * DAY);
	assert_int_equal(label[3].time, NOW);
	pantau_arena_finish(&arena);
	check_sound(f, store);
	close_store(f, store);
}

static void takes_away(void **state)
{
	struct fixture *f = *state;
	struct store *store = filled(f);
	struct arena arena;
	int64_t *id;
	size_t n;

	/* There is nothing to take away. */
	assert_int_equal(give(f, store, 1, PANTAU_TONE_NONE, "Sari", 0),
			LABEL_SAME);
	give(f, store, 1, PANTAU_TONE_NEGATIVE, "Sari", 50 * DAY);
	give(f, store, 3, PANTAU_TONE_POSITIVE, "Sari", 50 * DAY);
	give(f, store, 3, PANTAU_TONE_NEGATIVE, "Sari", 51 * DAY);
	assert_int_equal(give(f, store, 1, PANTAU_TONE_NONE, "Budi", 0),
			LABEL_CHANGED);
	check_tone(f, store, 1, PANTAU_TONE_NEUTRAL, false);
	pantau_arena_init(&arena);
	assert_int_equal(pantau_label_items(store, LABEL_OF_TONE, &arena, &id,
			&n, &f->err),
			PANTAU_OK);
	assert_int_equal(n, 1);
	assert_int_equal(id[0], 3);
	pantau_arena_finish(&arena);
	assert_int_equal(number(store, "SELECT count(*) FROM label"), 4);
	close_store(f, store);
}

static void survives_new_texts_and_scores(void **state)
{
	struct fixture *f = *state;
	struct store *store = filled(f);
	struct arena arena;
	struct item item;
	int64_t input;

	give(f, store, 2, PANTAU_TONE_NEGATIVE, "Sari", 0);
	assert_int_equal(pantau_store_rescore(store, f->lexicons, NULL, NULL,
			&f->err), PANTAU_OK);
	check_tone(f, store, 2, PANTAU_TONE_NEGATIVE, true);
	assert_int_equal(pantau_store_rebuild(store, f->lexicons, NULL, NULL,
			&f->err), PANTAU_OK);
	check_tone(f, store, 2, PANTAU_TONE_NEGATIVE, true);

	/* Other facts of the item leave the label as it is; another text marks
	 * it. */
	pantau_arena_init(&arena);
	for (int i = 0; i < 2; i++) {
		struct writer *writer = begin(f, store, &input);
		struct doc doc = make_doc("1", 2 * DAY, i == 0
				? STR("Harganya naik, beras langka")
				: STR("Harganya turun"));
		doc.likes = 7;
		doc.fields |= DOC_LIKES;
		assert_int_equal(put(f, store, writer, &doc, input),
				KNOWN_CHANGED);
		finish(f, writer);
		check_tone(f, store, 2, PANTAU_TONE_NEGATIVE, true);
		assert_int_equal(pantau_store_item(store, 2, &arena, &item,
				&f->err), PANTAU_OK);
		assert_int_equal(item.label.changed, i == 1);
	}
	/* Labelled again, it is a label of the new text. */
	give(f, store, 2, PANTAU_TONE_POSITIVE, "Sari", NOW + 1);
	assert_int_equal(pantau_store_item(store, 2, &arena, &item, &f->err),
			PANTAU_OK);
	assert_false(item.label.changed);
	pantau_arena_finish(&arena);
	close_store(f, store);
}

static void refuses(void **state)
{
	struct fixture *f = *state;
	struct store *store = filled(f);
	char longer[LABEL_BY_MAX + 2] = {0};
	memset(longer, 'a', LABEL_BY_MAX + 1);
	const struct {
		struct label label;
		int64_t id;
		enum pantau_status status;
	} bad[] = {
		{{.tone = PANTAU_TONE_UNSURE, .by = STR("A")}, 1, PANTAU_USAGE},
		{{.tone = PANTAU_TONE_UNASSESSED, .by = STR("A")}, 1,
			PANTAU_USAGE},
		{{.tone = PANTAU_TONE_NEGATIVE, .by = STR("")}, 1, PANTAU_USAGE},
		{{.tone = PANTAU_TONE_NEGATIVE, .by = STR("a\nb")}, 1,
			PANTAU_USAGE},
		{{.tone = PANTAU_TONE_NEGATIVE, .by = STR("a\x9b")}, 1,
			PANTAU_USAGE},
		{{.tone = PANTAU_TONE_NEGATIVE, .by = STR("\xe2\x80\xae")}, 1,
			PANTAU_USAGE},
		{{.tone = PANTAU_TONE_NEGATIVE, .by = str_of(longer)}, 1,
			PANTAU_USAGE},
		{{.tone = PANTAU_TONE_NEGATIVE, .by = STR("A"),
			.reason = STR("\x1b[31m")}, 1, PANTAU_USAGE},
		{{.tone = PANTAU_TONE_NEGATIVE, .by = STR("A")}, 4,
			PANTAU_NOT_FOUND},
		{{.tone = PANTAU_TONE_NEGATIVE, .by = STR("A")}, 0,
			PANTAU_NOT_FOUND},
	};
	enum label_done done;
	struct labeller *labeller;

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		assert_int_equal(try_label(f, store, bad[i].id, &bad[i].label,
				NOW, &done), bad[i].status);
		assert_int_equal(number(store, "SELECT count(*) FROM label"),
				0);
	}
	/* What was refused leaves the others of the transaction. */
	assert_int_equal(pantau_labeller_create(store, NOW, &labeller,
			&f->err), PANTAU_OK);
	assert_int_equal(pantau_labeller_put(labeller, 4, &bad[8].label, &done,
			&f->err), PANTAU_NOT_FOUND);
	assert_int_equal(pantau_labeller_put(labeller, 1, &bad[8].label, &done,
			&f->err), PANTAU_OK);
	assert_int_equal(pantau_labeller_commit(labeller, &f->err), PANTAU_OK);
	pantau_labeller_destroy(labeller);
	check_tone(f, store, 1, PANTAU_TONE_NEGATIVE, true);
	close_store(f, store);
	store = open_store(f, STORE_READ);
	assert_int_equal(pantau_labeller_create(store, NOW, &labeller,
			&f->err), PANTAU_USAGE);
	assert_null(labeller);
	close_store(f, store);
}

static void rolls_back_whole(void **state)
{
	struct fixture *f = *state;
	struct store *store = filled(f);
	const struct label label = {
		.tone = PANTAU_TONE_NEGATIVE, .by = STR("A"),
	};
	struct labeller *labeller;
	enum label_done done;

	assert_int_equal(pantau_labeller_create(store, NOW, &labeller,
			&f->err), PANTAU_OK);
	assert_int_equal(pantau_labeller_put(labeller, 1, &label, &done,
			&f->err), PANTAU_OK);
	pantau_labeller_destroy(labeller);
	check_tone(f, store, 1, PANTAU_TONE_NEUTRAL, false);
	assert_int_equal(number(store, "SELECT count(*) FROM audit"), 0);
	close_store(f, store);
}

/* An archive from before there were labels has no such table: it is as if there
 * were none, until the first is given. */
static void older_files_go_on(void **state)
{
	struct fixture *f = *state;
	struct store *store = filled(f), *reader;
	struct arena arena;
	int64_t *id;
	size_t n;

	assert_int_equal(sqlite3_exec(pantau_store_db(store),
			"DROP TABLE label", NULL, NULL, NULL), SQLITE_OK);
	close_store(f, store);
	reader = open_store(f, STORE_READ);
	check_tone(f, reader, 1, PANTAU_TONE_NEUTRAL, false);
	pantau_arena_init(&arena);
	assert_int_equal(pantau_label_items(reader, LABEL_OF_TONE, &arena,
			&id, &n, &f->err),
			PANTAU_OK);
	assert_int_equal(n, 0);
	store = open_store(f, STORE_WRITE);
	assert_int_equal(pantau_store_rescore(store, f->lexicons, NULL, NULL,
			&f->err), PANTAU_OK);
	give(f, store, 1, PANTAU_TONE_NEGATIVE, "Sari", 0);
	check_tone(f, store, 1, PANTAU_TONE_NEGATIVE, true);
	/* Who had the file open sees it come. */
	check_tone(f, reader, 1, PANTAU_TONE_NEGATIVE, true);
	pantau_arena_finish(&arena);
	close_store(f, reader);
	close_store(f, store);
}

static void verify_compares_labels(void **state)
{
	struct fixture *f = *state;
	struct store *store = filled(f);

	give(f, store, 1, PANTAU_TONE_NEGATIVE, "Sari", 0);
	check_damage(f, store, "UPDATE label SET value = 3", "columns");
	check_damage(f, store, "UPDATE label SET value = 0", "columns");
	check_damage(f, store, "UPDATE label SET value = 1, signed = ''",
			"rows");
	check_damage(f, store, "UPDATE label SET signed = 'Sari', doc = 9",
			"columns");
	check_damage(f, store, "UPDATE label SET value = 7, doc = 1",
			"columns");
	assert_int_equal(sqlite3_exec(pantau_store_db(store),
			"UPDATE label SET value = 1", NULL, NULL, NULL), SQLITE_OK);
	check_sound(f, store);
	/* A rebuild mends columns that do not follow. */
	check_damage(f, store, "UPDATE label SET value = 3", "columns");
	assert_int_equal(pantau_store_rebuild(store, f->lexicons, NULL, NULL,
			&f->err), PANTAU_OK);
	check_tone(f, store, 1, PANTAU_TONE_POSITIVE, true);
	close_store(f, store);
}

static void finds_by_source_and_near(void **state)
{
	struct fixture *f = *state;
	struct store *store = open_store(f, STORE_CREATE);
	int64_t input, id;
	struct writer *writer = begin(f, store, &input);
	struct doc doc = make_doc("kt-007", DAY, STR("banjir"));
	struct arena arena;
	struct str near;

	put(f, store, writer, &doc, input);
	doc.source = STR("antara");
	put(f, store, writer, &doc, input);
	doc.fields &= ~(uint32_t)DOC_SOURCE;
	doc.source = STR("");
	put(f, store, writer, &doc, input);
	finish(f, writer);
	assert_int_equal(pantau_store_find_in(store, STR("antara"),
			STR("kt-007"), &id, &f->err), PANTAU_OK);
	assert_int_equal(id, 2);
	assert_int_equal(pantau_store_find_in(store, STR(""), STR("kt-007"),
			&id, &f->err), PANTAU_OK);
	assert_int_equal(id, 3);
	assert_int_equal(pantau_store_find_in(store, STR("det"), STR("kt-007"),
			&id, &f->err), PANTAU_NOT_FOUND);
	pantau_arena_init(&arena);
	assert_int_equal(pantau_store_find_near(store, STR("kt-07"), &arena,
			&near, &f->err), PANTAU_OK);
	check_str(near, "kt-007");
	assert_int_equal(pantau_store_find_near(store, STR("detik:kt-0077"),
			&arena, &near, &f->err), PANTAU_OK);
	check_str(near, "kt-007");
	assert_int_equal(pantau_store_find_near(store, STR("berita-12"),
			&arena, &near, &f->err), PANTAU_OK);
	check_str(near, "");
	assert_int_equal(pantau_store_find_near(store, STR("k"), &arena, &near,
			&f->err), PANTAU_OK);
	check_str(near, "");
	pantau_arena_finish(&arena);
	close_store(f, store);
}

/* Items without an id are named by their keys, within their source too. */
static void finds_by_key_in_source(void **state)
{
	struct fixture *f = *state;
	struct store *store = open_store(f, STORE_CREATE);
	int64_t input, id;
	struct writer *writer = begin(f, store, &input);
	struct doc doc = make_doc("", DAY, STR("banjir"));
	struct arena arena;
	struct item item;

	doc.fields &= ~(uint32_t)DOC_ID;
	put(f, store, writer, &doc, input);
	finish(f, writer);
	pantau_arena_init(&arena);
	assert_int_equal(pantau_store_item(store, 1, &arena, &item, &f->err),
			PANTAU_OK);
	assert_int_equal(item.doc.id.n, 16);
	assert_int_equal(pantau_store_find_in(store, STR("detik"), item.doc.id,
			&id, &f->err), PANTAU_OK);
	assert_int_equal(id, 1);
	assert_int_equal(pantau_store_find_in(store, STR("antara"),
			item.doc.id, &id, &f->err), PANTAU_NOT_FOUND);
	pantau_arena_finish(&arena);
	close_store(f, store);
}

static void reads_tones(void **state)
{
	enum pantau_tone tone;

	(void)state;
	assert_true(pantau_label_tone(STR("NEGATIF"), &tone));
	assert_int_equal(tone, PANTAU_TONE_NEGATIVE);
	assert_true(pantau_label_tone(STR("neutral"), &tone));
	assert_int_equal(tone, PANTAU_TONE_NEUTRAL);
	assert_true(pantau_label_tone(STR("positif"), &tone));
	assert_int_equal(tone, PANTAU_TONE_POSITIVE);
	assert_true(pantau_label_tone(STR("-"), &tone));
	assert_int_equal(tone, PANTAU_TONE_NONE);
	assert_false(pantau_label_tone(STR("unsure"), &tone));
	assert_false(pantau_label_tone(STR("none"), &tone));
	assert_false(pantau_label_tone(STR(""), &tone));
	assert_false(pantau_label_tone(STR("negatif "), &tone));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, \
		fixture_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(counts_over_the_machine),
		TEST(keeps_all_and_counts_the_latest),
		TEST(comes_again),
		TEST(outlives_the_future),
		TEST(takes_away),
		TEST(survives_new_texts_and_scores),
		TEST(refuses),
		TEST(rolls_back_whole),
		TEST(older_files_go_on),
		TEST(verify_compares_labels),
		TEST(finds_by_source_and_near),
		TEST(finds_by_key_in_source),
		cmocka_unit_test(reads_tones),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
