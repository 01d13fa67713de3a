/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Verdicts: their names in both languages, and that the table, history and rules
 * of labels hold for them too. */

#include "label_fixture.h"

static void reads_verdicts(void **state)
{
	enum verdict verdict;

	(void)state;
	for (int i = VERDICT_FALSE; i < VERDICTS; i++) {
		assert_true(pantau_verdict_parse(str_of(pantau_verdict_name(
				(enum verdict)i)), &verdict));
		assert_int_equal(verdict, i);
		assert_true(pantau_verdict_parse(str_of(pantau_verdict_word(
				(enum verdict)i)), &verdict));
		assert_int_equal(verdict, i);
	}
	assert_true(pantau_verdict_parse(STR("SALAH"), &verdict));
	assert_int_equal(verdict, VERDICT_FALSE);
	assert_true(pantau_verdict_parse(STR("Belum terbukti"), &verdict));
	assert_int_equal(verdict, VERDICT_UNPROVEN);
	assert_true(pantau_verdict_parse(STR("-"), &verdict));
	assert_int_equal(verdict, VERDICT_NONE);
	assert_false(pantau_verdict_parse(STR("none"), &verdict));
	assert_false(pantau_verdict_parse(STR("hoaks"), &verdict));
	assert_false(pantau_verdict_parse(STR(""), &verdict));
	assert_string_equal(pantau_verdict_name(VERDICTS), "none");
}

static enum pantau_status try_verdict(struct fixture *f, struct store *store,
		enum verdict verdict, const char *evidence, const char *reason,
		int64_t time, enum label_done *done)
{
	const struct label label = {
		.field = LABEL_OF_VERDICT, .verdict = verdict,
		.evidence = str_of(evidence), .by = STR("Sari"),
		.reason = str_of(reason), .time = time,
	};
	return try_label(f, store, 1, &label, NOW, done);
}

static enum label_done find(struct fixture *f, struct store *store,
		enum verdict verdict, const char *evidence, int64_t time)
{
	enum label_done done;
	if (try_verdict(f, store, verdict, evidence, "sebab", time, &done) !=
			PANTAU_OK) {
		fail_msg("%s", f->err.message);
	}
	return done;
}

static void check_verdict(struct store *store, enum verdict verdict)
{
	uint32_t flags = pantau_columns_value(store, COLUMN_FLAGS, 1);
	assert_int_equal((flags & ROW_VERDICT) >> ROW_VERDICT_SHIFT, verdict);
}

static void keeps_verdicts_apart(void **state)
{
	struct fixture *f = *state;
	struct store *store = filled(f);
	struct arena arena;
	struct label *all;
	struct item item;
	int64_t *id;
	size_t n;

	pantau_arena_init(&arena);
	assert_int_equal(find(f, store, VERDICT_SATIRE, "akun lelucon", DAY),
			LABEL_NEW);
	check_tone(f, store, 1, PANTAU_TONE_NEUTRAL, false);
	give(f, store, 1, PANTAU_TONE_NEGATIVE, "Budi", 0);
	check_tone(f, store, 1, PANTAU_TONE_NEGATIVE, true);
	check_verdict(store, VERDICT_SATIRE);
	assert_int_equal(find(f, store, VERDICT_FALSE, "https://a", 2 * DAY),
			LABEL_CHANGED);
	assert_int_equal(find(f, store, VERDICT_TRUE, "x", 0), LABEL_CHANGED);
	assert_int_equal(find(f, store, VERDICT_TRUE, "x", 0), LABEL_SAME);
	/* Other evidence is another label. */
	assert_int_equal(find(f, store, VERDICT_TRUE, "y", 0), LABEL_CHANGED);
	assert_int_equal(find(f, store, VERDICT_SCAM, "z", DAY), LABEL_OLDER);
	check_verdict(store, VERDICT_TRUE);
	assert_int_equal(pantau_label_history(store, 1, LABEL_OF_VERDICT,
			&arena, &all, &n, &f->err), PANTAU_OK);
	assert_int_equal(n, 5);
	check_str(all[0].evidence, "y");
	check_str(all[2].evidence, "https://a");
	check_str(all[2].reason, "sebab");
	assert_int_equal(all[2].verdict, VERDICT_FALSE);
	assert_int_equal(all[2].field, LABEL_OF_VERDICT);
	assert_int_equal(pantau_store_item(store, 1, &arena, &item, &f->err),
			PANTAU_OK);
	assert_int_equal(item.verdict.verdict, VERDICT_TRUE);
	check_str(item.verdict.evidence, "y");
	check_str(item.label.by, "Budi");
	assert_int_equal(pantau_label_items(store, LABEL_OF_VERDICT, &arena,
			&id, &n, &f->err), PANTAU_OK);
	assert_int_equal(n, 1);
	assert_int_equal(find(f, store, VERDICT_NONE, "", 0), LABEL_CHANGED);
	check_verdict(store, VERDICT_NONE);
	find(f, store, VERDICT_SATIRE, "x", NOW + 1);
	assert_int_equal(pantau_store_rescore(store, f->lexicons, NULL, NULL,
			&f->err), PANTAU_OK);
	check_verdict(store, VERDICT_SATIRE);
	find(f, store, VERDICT_NONE, "", NOW + 2);
	check_tone(f, store, 1, PANTAU_TONE_NEGATIVE, true);
	assert_int_equal(pantau_label_items(store, LABEL_OF_VERDICT, &arena,
			&id, &n, &f->err), PANTAU_OK);
	assert_int_equal(n, 0);
	assert_int_equal(number(store, "SELECT count(*) FROM audit WHERE "
			"action = 'verdict' AND detail = 'verdict=true row=1'"), 2);
	check_sound(f, store);
	pantau_arena_finish(&arena);
	close_store(f, store);
}

static void refuses_verdicts(void **state)
{
	struct fixture *f = *state;
	struct store *store = filled(f);
	enum label_done done;

	assert_int_equal(try_verdict(f, store, VERDICT_FALSE, "", "", 0, &done),
			PANTAU_USAGE);
	assert_int_equal(try_verdict(f, store, VERDICTS, "x", "", 0, &done),
			PANTAU_USAGE);
	assert_int_equal(try_verdict(f, store, VERDICT_FALSE, "x\ny", "", 0,
			&done), PANTAU_USAGE);
	assert_int_equal(try_verdict(f, store, VERDICT_FALSE, "x", "a\nb", 0,
			&done), PANTAU_USAGE);
	assert_int_equal(number(store, "SELECT count(*) FROM label"), 0);
	close_store(f, store);
}

static void verify_reads_verdicts(void **state)
{
	struct fixture *f = *state;
	struct store *store = filled(f);

	find(f, store, VERDICT_FALSE, "x", 0);
	check_damage(f, store, "UPDATE label SET value = 3", "columns");
	check_damage(f, store, "UPDATE label SET value = 7", "columns");
	check_damage(f, store, "UPDATE label SET value = 1, reason = 'sebab'",
			"rows");
	close_store(f, store);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, \
		fixture_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_verdicts),
		TEST(keeps_verdicts_apart),
		TEST(refuses_verdicts),
		TEST(verify_reads_verdicts),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
