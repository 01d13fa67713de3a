/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* What a fit refuses, before it begins: rows come from files that people and
 * other programs wrote. */

#include "tune/logistic.h"

#include <math.h>

#include "tune/gold.h"

static enum pantau_status not_finite(size_t row, struct pantau_error *err)
{
	return pantau_fail(err, PANTAU_BAD_INPUT, PANTAU_T(err,
			"row %zu holds a number that is not finite",
			"baris %zu memuat angka yang bukan bilangan berhingga"),
			row + 1);
}

static enum pantau_status check_features(const struct logistic_set *set,
		size_t row, struct pantau_error *err)
{
	if (set->start[row + 1] < set->start[row]) {
		return pantau_fail(err, PANTAU_BAD_INPUT, PANTAU_T(err,
				"row %zu ends before it begins",
				"baris %zu berakhir sebelum mulai"), row + 1);
	}
	for (size_t i = set->start[row]; i < set->start[row + 1]; i++) {
		if (set->feature[i] >= set->features) {
			return pantau_fail(err, PANTAU_BAD_INPUT, PANTAU_T(err,
					"row %zu has feature %lu of only %zu",
					"baris %zu memuat fitur %lu, padahal "
					"hanya ada %zu"),
					row + 1, (unsigned long)set->feature[i],
					set->features);
		}
		if (!isfinite(set->value[i])) {
			return not_finite(row, err);
		}
	}
	return PANTAU_OK;
}

static enum pantau_status check_row(const struct logistic_set *set, size_t row,
		double total[3], struct pantau_error *err)
{
	float weight = set->weight != NULL ? set->weight[row] : 1.0f;

	if (set->label[row] > 2) {
		return pantau_fail(err, PANTAU_BAD_INPUT, PANTAU_T(err,
				"row %zu has the label %u; there are 0 to 2",
				"baris %zu berlabel %u; yang ada 0 sampai 2"),
				row + 1, (unsigned)set->label[row]);
	}
	for (size_t c = 0; set->offset != NULL && c < 3; c++) {
		if (!isfinite(set->offset[row * 3 + c])) {
			return not_finite(row, err);
		}
	}
	if (!isfinite(weight)) {
		return not_finite(row, err);
	}
	if (weight < 0) {
		return pantau_fail(err, PANTAU_BAD_INPUT, PANTAU_T(err,
				"row %zu has a negative weight",
				"baris %zu berbobot negatif"), row + 1);
	}
	total[set->label[row]] += (double)weight;
	return check_features(set, row, err);
}

static enum pantau_status check_options(const struct logistic_set *set,
		const struct logistic_options *options,
		struct pantau_error *err)
{
	/* So written that NaN is refused. */
	bool good = options->l2 >= 0 && isfinite(options->l2) &&
			options->tolerance >= 0;

	for (size_t f = 0; options->penalty != NULL && f < set->features; f++) {
		good = good && options->penalty[f] >= 0 &&
				isfinite(options->penalty[f]);
	}
	return good ? PANTAU_OK : pantau_fail(err, PANTAU_BAD_INPUT, "%s",
			PANTAU_T(err,
			"l2, its multipliers and the tolerance must be finite "
			"and 0 or more",
			"l2, pengalinya, dan toleransi harus berhingga dan "
			"tidak negatif"));
}

/* A tone that no row shows would get a bias without bound. */
static enum pantau_status check_tones(const double total[3],
		struct pantau_error *err)
{
	enum pantau_lang lang = err != NULL ? err->lang : PANTAU_LANG_ID;
	unsigned there = 0, last = 0, missing = 0;

	for (unsigned c = 0; c < 3; c++) {
		there += total[c] > 0;
		last = total[c] > 0 ? c : last;
		missing = total[c] > 0 ? missing : c;
	}
	if (there == 3) {
		return PANTAU_OK;
	}
	if (there == 0) {
		return pantau_fail(err, PANTAU_BAD_INPUT, "%s", PANTAU_T(err,
				"there are no labelled texts to learn from",
				"belum ada teks berlabel untuk dipelajari"));
	}
	if (there == 1) {
		return pantau_fail(err, PANTAU_BAD_INPUT, PANTAU_T(err,
				"all texts have one label, '%s'; add texts of "
				"the other two",
				"semua teks berlabel '%s'; tambahkan teks "
				"dengan dua label lain"),
				pantau_gold_tone_name(lang, last +
				PANTAU_TONE_NEGATIVE));
	}
	return pantau_fail(err, PANTAU_BAD_INPUT, PANTAU_T(err,
			"no text has the label '%s'; add some",
			"belum ada teks berlabel '%s'; tambahkan beberapa"),
			pantau_gold_tone_name(lang, missing +
			PANTAU_TONE_NEGATIVE));
}

enum pantau_status pantau_logistic_check(const struct logistic_set *set,
		const struct logistic_options *options, double total[3],
		struct pantau_error *err)
{
	total[0] = total[1] = total[2] = 0;
	for (size_t row = 0; row < set->rows; row++) {
		enum pantau_status status = check_row(set, row, total, err);
		if (status != PANTAU_OK) {
			return status;
		}
	}
	enum pantau_status status = check_options(set, options, err);
	return status != PANTAU_OK ? status : check_tones(total, err);
}
