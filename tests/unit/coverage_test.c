/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* What rows did in labelled texts. */

#include "score_fixture.h"

#include "tune/coverage.h"

static void measure(struct scoring *s, const char *texts, struct gold *gold,
		struct coverage *out)
{
	const struct gold_report report = {.lang = PANTAU_LANG_EN};

	pantau_gold_init(gold);
	assert_int_equal(pantau_gold_read_bytes(gold, "emas.tsv", str_of(texts),
			&report, NULL), PANTAU_OK);
	assert_int_equal(pantau_coverage(s->lexicons, s->scorer, s->analyser,
			gold, out, NULL), PANTAU_OK);
}

static const struct row_use *use_of(const struct scoring *s,
		const struct coverage *coverage, const char *term)
{
	for (size_t i = 0; i < coverage->n; i++) {
		struct pantau_rule rule;
		assert_true(pantau_lexicons_rule(s->lexicons,
				coverage->row[i].rule, &rule));
		if (str_eq(str_make(rule.term, rule.term_length),
				str_of(term))) {
			return &coverage->row[i];
		}
	}
	return NULL;
}

static void counts_rows(void **state)
{
	struct scoring *s = *state;
	struct coverage coverage;
	struct gold gold;

	measure(s, "text\ttone\nini bagus dan itu bagus\tpositive\n"
			"tempatnya bagus\tneutral\nitu bagus\tnegative\n"
			"itu tidak bagus\tnegative\nrapat\tneutral\n", &gold,
			&coverage);
	/* Traits speak of the whole text and are no rows of words. */
	assert_int_equal(coverage.n, 1);
	const struct row_use *use = use_of(s, &coverage, "bagus");
	assert_non_null(use);
	assert_int_equal(use->texts, 4);
	assert_int_equal(use->fired, 5);
	/* Where a negator turns it, it speaks against. */
	assert_int_equal(use->right, 2);
	assert_int_equal(use->conflicts, 1);
	assert_int_equal(row_harm(use), 0);
	assert_int_equal(use->samples, 3);
	assert_int_equal(use->wrong_samples, 2);
	assert_int_equal(use->sample[0], 1);
	assert_int_equal(use->sample[1], 2);
	assert_int_equal(use->sample[2], 0);
	pantau_coverage_finish(&coverage);
	pantau_gold_finish(&gold);
}

static void worst_first(void **state)
{
	struct scoring *s = *state;
	struct coverage coverage;
	struct gold gold;

	measure(s, "text\ttone\njalan rusak\tnegative\njalan rusak\tnegative\n"
			"kota bersih\tnegative\nkota adil\tneutral\n"
			"kota ramah\tneutral\nwarga ramah\tneutral\n", &gold,
			&coverage);
	assert_int_equal(coverage.n, 4);
	assert_ptr_equal(use_of(s, &coverage, "ramah"), &coverage.row[0]);
	/* Equal harm: first what the label contradicts. */
	assert_ptr_equal(use_of(s, &coverage, "bersih"), &coverage.row[1]);
	assert_ptr_equal(use_of(s, &coverage, "adil"), &coverage.row[2]);
	assert_ptr_equal(use_of(s, &coverage, "rusak"), &coverage.row[3]);
	assert_int_equal(row_harm(&coverage.row[0]), 2);
	assert_int_equal(row_harm(&coverage.row[3]), -2);
	pantau_coverage_finish(&coverage);
	pantau_gold_finish(&gold);
}

static void nothing_to_measure(void **state)
{
	struct scoring *s = *state;
	struct coverage coverage;
	struct gold gold;

	measure(s, "text\ttone\nrapat hari senin\tneutral\n", &gold, &coverage);
	assert_int_equal(coverage.n, 0);
	pantau_coverage_finish(&coverage);
	pantau_gold_finish(&gold);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		score_test(counts_rows),
		score_test(worst_first),
		score_test(nothing_to_measure),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
