/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Lexicons with another row beside lexicons without it. */

#include "tune/whatif.h"

#include <stdio.h>

#include "base/error.h"
#include "base/file.h"
#include "lexicon/learned.h"
#include "lexicon/schema.h"
#include "lexicon/tsv.h"
#include "text/language.h"

/* Shows that a row can match when its own weights leave no evidence. */
static const struct whatif_row probe = {.polarity = 3};

static enum pantau_status read_bytes(const char *dir, const char *file,
		struct buf *out, struct pantau_error *err)
{
	struct pantau_error local = pantau_error_like(err);
	char path[4096];

	snprintf(path, sizeof(path), "%s/%s", dir, file);
	enum pantau_status status = pantau_file_read(path, TSV_FILE_MAX, out,
			&local);
	if (status == PANTAU_NOT_FOUND) {
		return PANTAU_OK;
	}
	if (status != PANTAU_OK && err != NULL) {
		*err = local;
	}
	return status;
}

/* The file that has the row to remove, unless one was named. */
static enum pantau_status edit(const char *dir, struct whatif_row *row,
		struct buf *out, uint32_t *line, struct pantau_error *err)
{
	static const char *const files[] = {"sentiment.tsv", "desk.tsv"};
	enum pantau_status status = PANTAU_NOT_FOUND;
	const char *asked = row->file;
	struct buf bytes;

	pantau_buf_init(&bytes);
	for (int i = 0; status == PANTAU_NOT_FOUND && i < 2; i++) {
		if (asked != NULL && strcmp(asked, files[i]) != 0) {
			continue;
		}
		row->file = files[i];
		pantau_buf_clear(&bytes);
		pantau_buf_clear(out);
		status = read_bytes(dir, files[i], &bytes, err);
		if (status == PANTAU_OK) {
			status = pantau_whatif_edit(row, buf_str(&bytes), out,
					line, err);
		}
	}
	pantau_buf_finish(&bytes);
	return status;
}

/* --- whether the row can match --- */

/* A text that has the term and nothing else; false where there is no telling:
 * a negated word needs a negator, a trait no words. */
static bool its_text(const struct whatif_row *row, char *out, size_t size)
{
	struct learned_term term;

	if (strcmp(row->file, "desk.tsv") != 0) {
		snprintf(out, size, STR_FMT, STR_ARG(row->term));
		return true;
	}
	if (!pantau_learned_parse(row->term, &term) ||
			term.kind == LEARNED_NEGATED ||
			term.kind == LEARNED_TRAIT) {
		return false;
	}
	snprintf(out, size, STR_FMT "%s" STR_FMT, STR_ARG(term.word[0]),
			term.kind == LEARNED_PAIR ? " " : "",
			STR_ARG(term.word[1]));
	return true;
}

static enum pantau_status check_match(const struct whatif *whatif,
		struct str text, bool *out, struct pantau_error *err)
{
	struct pantau_score score;
	enum pantau_status status = pantau_score_text(
			whatif->scorer[WHATIF_AFTER],
			whatif->analyser[WHATIF_AFTER], "", 0, text.p, text.n,
			&score, err);

	*out = false;
	for (size_t i = 0; status == PANTAU_OK && i < score.text.evidences;
			i++) {
		struct pantau_rule rule;
		*out = *out || (pantau_lexicons_rule(
				whatif->lexicons[WHATIF_AFTER],
				score.text.evidence[i].rule, &rule) &&
				rule.line == whatif->line &&
				strcmp(rule.file, whatif->file) == 0);
	}
	return status;
}

static enum pantau_status open_side(struct whatif *whatif, int side,
		struct pantau_error *err)
{
	enum pantau_status status = pantau_analyser_create(
			whatif->lexicons[side], &whatif->analyser[side], err);

	return status != PANTAU_OK ? status : pantau_scorer_create(
			whatif->lexicons[side], &whatif->scorer[side], err);
}

static void close_side(struct whatif *whatif, int side)
{
	pantau_scorer_destroy(whatif->scorer[side]);
	pantau_analyser_destroy(whatif->analyser[side]);
	pantau_lexicons_close(whatif->lexicons[side]);
	whatif->scorer[side] = NULL;
	whatif->analyser[side] = NULL;
	whatif->lexicons[side] = NULL;
}

/* Opens the side after with the row as given; a row that is refused is the
 * caller's mistake, not the file's. */
static enum pantau_status open_after(struct whatif *whatif,
		const struct pantau_lexicon_options *options, struct str bytes,
		struct pantau_error *err)
{
	struct pantau_error local = pantau_error_like(err);
	enum pantau_status status = pantau_lexicons_open_with(options,
			whatif->file, bytes, &whatif->lexicons[WHATIF_AFTER],
			&local);

	if (status == PANTAU_BAD_LEXICON && local.line == whatif->line &&
			str_ends(str_of(local.file), str_of(whatif->file))) {
		return pantau_fail(err, PANTAU_USAGE, "%s", local.message);
	}
	if (status != PANTAU_OK) {
		if (err != NULL) {
			*err = local;
		}
		return status;
	}
	return open_side(whatif, WHATIF_AFTER, err);
}

/* Rows without weight leave no evidence: another in their place tells. */
static enum pantau_status never_matches(struct whatif *whatif,
		const struct pantau_lexicon_options *options,
		const struct whatif_row *row, bool *out,
		struct pantau_error *err)
{
	char text[1024];
	bool found;

	*out = false;
	if (row->remove || !its_text(row, text, sizeof(text))) {
		return PANTAU_OK;
	}
	bool weightless = row->weights ? row->weight[0] == 0 &&
			row->weight[1] == 0 && row->weight[2] == 0
			: row->polarity == 0;
	if (!weightless) {
		enum pantau_status status = check_match(whatif, str_of(text),
				&found, err);
		*out = !found;
		return status;
	}
	struct whatif_row other = probe;
	struct whatif tried = {.file = whatif->file};
	struct buf bytes;
	other.term = row->term;
	other.file = row->file;
	other.weights = row->weights;
	other.weight[0] = 1;
	pantau_buf_init(&bytes);
	enum pantau_status status = edit(options->dir, &other, &bytes,
			&tried.line, err);
	if (status == PANTAU_OK) {
		status = open_after(&tried, options, buf_str(&bytes), err);
	}
	if (status == PANTAU_OK) {
		status = check_match(&tried, str_of(text), &found, err);
		*out = !found;
	}
	close_side(&tried, WHATIF_AFTER);
	pantau_buf_finish(&bytes);
	return status;
}

/* --- both sides --- */

struct sought {
	struct str term;
	bool found;
};

static bool seek(void *context, uint32_t line, const struct str *cell,
		size_t cells)
{
	struct sought *sought = context;

	(void)line, (void)cells;
	sought->found = str_eq(cell[TONE_TERM], sought->term);
	return !sought->found;
}

/* Such a row would stand beside that of emoji.tsv, which stays in force. */
static enum pantau_status refuse_emoji(const char *dir, struct str term,
		struct pantau_error *err)
{
	struct sought sought = {.term = term};

	/* What is wrong with the file is said when the lexicons are opened. */
	pantau_lexicon_table_each(dir, "emoji.tsv", seek, &sought, NULL);
	return !sought.found ? PANTAU_OK : pantau_fail(err, PANTAU_USAGE,
			PANTAU_T(err, "'" STR_FMT "' stands in emoji.tsv, and "
			"only rows of sentiment.tsv and desk.tsv can be tried; "
			"edit a copy of the lexicons and compare with 'lexicon "
			"eval --against'", "'" STR_FMT "' ada di emoji.tsv, "
			"sedangkan yang dapat dicoba hanya baris sentiment.tsv "
			"dan desk.tsv; ubah salinan leksikon, lalu bandingkan "
			"dengan 'lexicon eval --against'"), STR_ARG(term));
}

enum pantau_status pantau_whatif_open(
		const struct pantau_lexicon_options *options,
		const struct whatif_row *row, struct whatif *out,
		struct pantau_error *err)
{
	struct whatif_row settled = *row;
	struct buf bytes;
	bool never = false;

	*out = (struct whatif){.line = 0};
	pantau_buf_init(&bytes);
	enum pantau_status status = refuse_emoji(options->dir, row->term, err);
	if (status == PANTAU_OK) {
		status = pantau_lexicons_open(options,
				&out->lexicons[WHATIF_BEFORE], err);
	}
	if (status == PANTAU_OK) {
		status = open_side(out, WHATIF_BEFORE, err);
	}
	if (status == PANTAU_OK) {
		status = edit(options->dir, &settled, &bytes, &out->line, err);
		out->file = settled.file;
	}
	if (status == PANTAU_OK) {
		status = open_after(out, options, buf_str(&bytes), err);
	}
	if (status == PANTAU_OK) {
		status = never_matches(out, options, &settled, &never, err);
	}
	pantau_buf_finish(&bytes);
	return never ? pantau_fail(err, PANTAU_USAGE, PANTAU_T(err,
			"'" STR_FMT "' can never match: texts are read as other "
			"words; see how with 'pantau tokens'",
			"'" STR_FMT "' tidak akan pernah cocok: teks dibaca "
			"sebagai kata lain; periksa dengan 'pantau tokens'"),
			STR_ARG(row->term)) : status;
}

void pantau_whatif_finish(struct whatif *whatif)
{
	close_side(whatif, WHATIF_BEFORE);
	close_side(whatif, WHATIF_AFTER);
}

enum pantau_status pantau_whatif_text(const struct whatif *whatif,
		struct str title, struct str text,
		const struct pantau_language_guess *given,
		enum pantau_tone label[WHATIF_SIDES],
		struct pantau_error *err)
{
	enum pantau_status status = PANTAU_OK;

	for (int side = 0; status == PANTAU_OK && side < WHATIF_SIDES; side++) {
		struct pantau_score score;
		status = pantau_score_given(whatif->scorer[side],
				whatif->analyser[side], title, text, given,
				&score, err);
		if (status == PANTAU_OK) {
			label[side] = score.text.label;
		}
	}
	return status;
}

enum pantau_status pantau_whatif_gold(const struct whatif *whatif,
		const struct gold *gold,
		struct judgement *const judged[WHATIF_SIDES],
		struct figures out[WHATIF_SIDES], struct pantau_error *err)
{
	const struct judge_options options = {.jobs = 0};
	enum pantau_status status = PANTAU_OK;

	for (int side = 0; status == PANTAU_OK && side < WHATIF_SIDES; side++) {
		status = pantau_judge(gold, whatif->lexicons[side],
				whatif->scorer[side], &options, judged[side],
				err);
		if (status == PANTAU_OK) {
			pantau_figures(gold, judged[side], NULL, &out[side]);
		}
	}
	return status;
}
