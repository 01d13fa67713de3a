/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* A row from what people type, and a file with it. */

#include <stdio.h>

#include "base/error.h"
#include "base/utf8.h"
#include "lexicon/learned.h"
#include "lexicon/tsv.h"
#include "tune/layer.h"
#include "tune/whatif.h"

#define SENTIMENT_HEADER "term\tpolarity\tclass\n"
#define BOM "\xef\xbb\xbf"
#define SENTIMENT_MOST 5.0 /* as in lexicon/schema_table.c */
#define DESK_MOST 20.0

/* --- reading --- */

static enum pantau_status refuse_weights(const char *weights,
		struct pantau_error *err)
{
	return pantau_fail(err, PANTAU_USAGE, PANTAU_T(err,
			"'%.60s' is no weight; give -3 to 3, three numbers "
			"(negative,neutral,positive, each -20 to 20), or - to "
			"take the row away",
			"'%.60s' bukan bobot; beri -3 sampai 3, tiga bilangan "
			"(negatif,netral,positif, masing-masing -20 sampai 20), "
			"atau - untuk menghapus barisnya"), weights);
}

static bool read_three(struct str rest, double most, double out[3])
{
	for (int i = 0; i < 3; i++) {
		if (rest.p == NULL || !pantau_str_double(pantau_str_trim(
				pantau_str_cut(&rest, ',')), &out[i]) ||
				!(out[i] >= -most && out[i] <= most)) {
			return false;
		}
	}
	return rest.p == NULL;
}

static bool read_weights(struct str text, bool sentiment,
		struct whatif_row *out)
{
	int64_t polarity;

	if (str_eq(text, STR("-"))) {
		out->remove = true;
		return true;
	}
	if (memchr(text.p, ',', text.n) != NULL) {
		double *w = out->weight;
		out->weights = true;
		bool ok = read_three(text, sentiment ? SENTIMENT_MOST
				: DESK_MOST, w);
		out->polarity = (w[2] > w[0]) - (w[2] < w[0]);
		return ok;
	}
	if (!pantau_str_int(text, &polarity) || polarity < -3 || polarity > 3) {
		return false;
	}
	out->polarity = (int)polarity;
	return true;
}

static bool signed_term(struct str term)
{
	return term.n != 0 && (term.p[0] == '~' || term.p[0] == '!' ||
			term.p[0] == '@');
}

enum pantau_status pantau_whatif_read(const char *term, const char *weights,
		const char *file, struct whatif_row *out,
		struct pantau_error *err)
{
	bool sentiment = file != NULL && strcmp(file, "sentiment.tsv") == 0;
	bool desk = file != NULL && !sentiment;

	*out = (struct whatif_row){.term = pantau_str_trim(str_of(term)),
			.file = file};
	if (out->term.n == 0 || out->term.n > 200 ||
			!pantau_utf8_valid(out->term, NULL) ||
			memchr(out->term.p, '\t', out->term.n) != NULL ||
			memchr(out->term.p, '\n', out->term.n) != NULL) {
		return pantau_fail(err, PANTAU_USAGE, "%s", PANTAU_T(err,
				"a term is a word, or several with one space "
				"between, of at most 200 bytes of UTF-8",
				"istilah berupa satu kata, atau beberapa kata "
				"dengan satu spasi, paling panjang 200 bita UTF-8"));
	}
	if (!read_weights(pantau_str_trim(str_of(weights)), sentiment, out)) {
		return refuse_weights(weights, err);
	}
	if (out->remove) {
		return PANTAU_OK;
	}
	if ((desk && !out->weights) ||
			(signed_term(out->term) && !out->weights)) {
		return pantau_fail(err, PANTAU_USAGE, "%s", PANTAU_T(err,
				"rows of desk.tsv have three weights, such as "
				"1.5,0,-1.5 (negative,neutral,positive)",
				"baris desk.tsv berisi tiga bobot, misalnya "
				"1.5,0,-1.5 (negatif,netral,positif)"));
	}
	out->file = file != NULL ? file : out->weights ? "desk.tsv"
			: "sentiment.tsv";
	return PANTAU_OK;
}

/* --- writing --- */

struct editing {
	const struct whatif_row *row;
	struct str header;      /* without the line's end */
	struct buf *out;
	uint32_t number;        /* of the line at hand */
	uint32_t *line;
	bool replaced;
};

static struct str strip(struct str line)
{
	return str_ends(line, STR("\r")) ? str_make(line.p, line.n - 1) : line;
}

static bool is_comment(struct str line, bool before_header)
{
	return str_starts(line, STR("#")) && (before_header || line.n == 1 ||
			line.p[1] == ' ');
}

/* The cell of a line under the header's column of that name. */
static struct str cell_of(struct str header, struct str line, struct str name)
{
	while (header.p != NULL) {
		struct str cell = line.p != NULL ? pantau_str_cut(&line, '\t')
				: str_make(NULL, 0);
		if (str_eq(pantau_str_cut(&header, '\t'), name)) {
			return cell;
		}
	}
	return str_make(NULL, 0);
}

static void put_cell(struct editing *e, struct str name, struct str before)
{
	const struct whatif_row *row = e->row;

	for (int i = 0; i < 3; i++) {
		if (str_eq(name, str_of(pantau_tone_name((enum pantau_tone)
				(i + PANTAU_TONE_NEGATIVE))))) {
			if (row->weights) {
				pantau_buf_printf(e->out, "%.9g",
						row->weight[i]);
			}
			return;
		}
	}
	if (str_eq(name, STR("term"))) {
		pantau_buf_str(e->out, row->term);
	} else if (str_eq(name, STR("polarity"))) {
		pantau_buf_printf(e->out, "%d", row->polarity);
	} else if (str_eq(name, STR("class"))) {
		/* Only 'netral' may have the polarity 0. */
		pantau_buf_str(e->out, row->polarity == 0 ? STR("netral")
				: before.n != 0 ? before : STR("opini"));
	}
}

/* The row under the header; before is the line that it replaces. */
static void put_row(struct editing *e, struct str before)
{
	struct str header = e->header;
	bool first = true;

	*e->line = e->number;
	while (header.p != NULL) {
		struct str name = pantau_str_cut(&header, '\t');
		if (!first) {
			pantau_buf_char(e->out, '\t');
		}
		first = false;
		put_cell(e, name, cell_of(e->header, before, name));
	}
	pantau_buf_char(e->out, '\n');
}

static void put_line(struct editing *e, struct str line)
{
	bool header = e->header.p == NULL;
	bool row = line.n != 0 && !is_comment(line, header);

	if (row && header) {
		e->header = line;
	} else if (row && str_eq(cell_of(e->header, line, STR("term")),
			e->row->term)) {
		e->replaced = true;
		*e->line = e->number;
		if (!e->row->remove) {
			put_row(e, line);
		} else {
			/* Other rows keep their numbers. */
			pantau_buf_str(e->out, STR("#\n"));
		}
		return;
	}
	pantau_buf_str(e->out, line);
	pantau_buf_char(e->out, '\n');
}

static bool has_column(struct str header, const char *name)
{
	while (header.p != NULL) {
		if (str_eq(pantau_str_cut(&header, '\t'), str_of(name))) {
			return true;
		}
	}
	return false;
}

static enum pantau_status finish_edit(struct editing *e,
		struct pantau_error *err)
{
	const struct whatif_row *row = e->row;

	if (row->remove && !e->replaced) {
		return pantau_fail(err, PANTAU_NOT_FOUND, PANTAU_T(err,
				"'" STR_FMT "' has no row that could be taken "
				"away", "'" STR_FMT "' tidak punya baris yang "
				"dapat dihapus"), STR_ARG(row->term));
	}
	if (!has_column(e->header, "term") || (row->weights && !row->remove &&
			!has_column(e->header, "neutral"))) {
		return pantau_fail(err, PANTAU_BAD_LEXICON, PANTAU_T(err,
				"%s has no columns for the row", "%s tidak "
				"punya kolom untuk baris itu"), row->file);
	}
	e->number++;
	if (!e->replaced) {
		put_row(e, str_make(NULL, 0));
	}
	return e->out->failed ? pantau_fail_memory(err) : PANTAU_OK;
}

enum pantau_status pantau_whatif_edit(const struct whatif_row *row,
		struct str bytes, struct buf *out, uint32_t *line,
		struct pantau_error *err)
{
	struct editing e = {.row = row, .out = out, .line = line};

	*line = 0;
	if (str_starts(bytes, STR(BOM))) {
		bytes = str_skip(bytes, strlen(BOM));
	}
	if (bytes.n == 0) {
		bytes = strcmp(row->file, "desk.tsv") == 0 ? STR(LAYER_HEADER)
				: STR(SENTIMENT_HEADER);
	}
	while (bytes.n != 0) {
		e.number++;
		put_line(&e, strip(pantau_str_cut(&bytes, '\n')));
	}
	return finish_edit(&e, err);
}
