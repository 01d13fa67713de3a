/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Reads and writes the file of a learned layer. */

#include "tune/layer.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/error.h"
#include "base/file.h"
#include "base/utf8.h"
#include "lexicon/lexicons.h"
#include "lexicon/schema.h"
#include "lexicon/tsv.h"

struct reading_rows {
	struct layer_file *layer;
	struct buf lines;
	bool failed;
};

/* Cells are written again in the order of LAYER_HEADER. */
static bool take(void *context, uint32_t line, const struct str *cell,
		size_t cells)
{
	struct reading_rows *reading = context;
	bool added;

	(void)line;
	if (str_eq(cell[LAYER_BY], STR(LAYER_FITTED))) {
		int64_t texts;
		if (pantau_str_int(cell[LAYER_TEXTS], &texts) && texts >
				(int64_t)reading->layer->texts &&
				texts <= UINT32_MAX) {
			reading->layer->texts = (uint32_t)texts;
		}
		return true;
	}
	for (size_t i = 0; i < cells; i++) {
		pantau_buf_str(&reading->lines, cell[i]);
		pantau_buf_char(&reading->lines, i + 1 < cells ? '\t' : '\n');
	}
	reading->failed = reading->lines.failed || pantau_map_put(
			&reading->layer->terms, cell[LAYER_TERM], &added) == NULL;
	return !reading->failed;
}

enum pantau_status pantau_layer_read(const char *dir, const char *file,
		struct layer_file *out, struct pantau_error *err)
{
	struct reading_rows reading = {.layer = out};
	struct pantau_error local = pantau_error_like(err);

	*out = (struct layer_file){.rows = 0};
	pantau_arena_init(&out->arena);
	pantau_map_init(&out->terms, pantau_hash_seed());
	pantau_buf_init(&reading.lines);
	enum pantau_status status = pantau_lexicon_table_each(dir, file, take,
			&reading, &local);
	if (status == PANTAU_NOT_FOUND) {
		status = PANTAU_OK;
	} else if (status != PANTAU_OK && err != NULL) {
		*err = local;
	}
	out->person = pantau_arena_str(&out->arena, buf_str(&reading.lines));
	pantau_buf_finish(&reading.lines);
	return status == PANTAU_OK && (reading.failed || out->person.p == NULL)
			? pantau_fail_memory(err) : status;
}

void pantau_layer_finish(struct layer_file *layer)
{
	pantau_map_finish(&layer->terms);
	pantau_arena_finish(&layer->arena);
	free(layer->row);
	*layer = (struct layer_file){.rows = 0};
}

/* --- what it was fitted on --- */

#define FITTED "# pantau lexicon fit "
#define HELD_OUT " --without "

enum pantau_status pantau_layer_texts(const char *dir, const char *file,
		struct buf *out, struct pantau_error *err)
{
	struct pantau_error local = pantau_error_like(err);
	struct buf bytes;
	char path[4096];

	snprintf(path, sizeof(path), "%s/%s", dir, file);
	pantau_buf_init(&bytes);
	enum pantau_status status = pantau_file_read(path, TSV_FILE_MAX,
			&bytes, &local);
	struct str rest = buf_str(&bytes);
	while (status == PANTAU_OK && str_starts(rest, STR("#"))) {
		struct str line = pantau_str_cut(&rest, '\n');
		size_t end = 0;
		if (!str_starts(line, STR(FITTED))) {
			continue;
		}
		line = pantau_str_trim(line);
		while (end < line.n && !str_starts(str_skip(line, end),
				STR(HELD_OUT))) {
			end++;
		}
		pantau_buf_str(out, str_make(line.p, end));
		break;
	}
	pantau_buf_finish(&bytes);
	if (status == PANTAU_NOT_FOUND) {
		return PANTAU_OK;
	}
	if (status != PANTAU_OK && err != NULL) {
		*err = local;
	}
	return status == PANTAU_OK && out->failed ? pantau_fail_memory(err)
			: status;
}

bool pantau_layer_has_text(struct str texts, struct str path)
{
	struct str name = path;

	for (size_t i = 0; i < path.n; i++) {
		name = path.p[i] == '/' ? str_skip(path, i + 1) : name;
	}
	for (size_t i = 0; name.n > 0 && i + 1 + name.n <= texts.n; i++) {
		struct str rest = str_skip(texts, i + 1);
		if (texts.p[i] == ' ' && str_starts(rest, name) &&
				(rest.n == name.n || rest.p[name.n] == ' ' ||
				rest.p[name.n] == '=')) {
			return true;
		}
	}
	return false;
}

/* --- writing --- */

static int by_term(const void *a, const void *b)
{
	const struct layer_row *x = a, *y = b;
	return str_cmp(x->term, y->term);
}

void pantau_layer_sort(struct layer_file *layer)
{
	if (layer->rows != 0) {
		qsort(layer->row, layer->rows, sizeof(*layer->row), by_term);
	}
}

/* -0.3, 0, 1.2 */
static void write_tenths(struct buf *out, int tenths)
{
	int size = tenths < 0 ? -tenths : tenths;

	pantau_buf_printf(out, "%s%d", tenths < 0 ? "-" : "", size / 10);
	if (size % 10 != 0) {
		pantau_buf_printf(out, ".%d", size % 10);
	}
}

/* Names of files may hold what no lexicon may. */
static void write_comment(struct buf *out, struct str line)
{
	pantau_buf_str(out, STR("# "));
	for (size_t at = 0; at < line.n;) {
		bool ok;
		uint32_t c = pantau_utf8_next(line, &at, &ok);
		pantau_buf_utf8(out, !ok ? '?' : c < 0x20 || c == 0x7f ? ' '
				: c);
	}
	pantau_buf_char(out, '\n');
}

bool pantau_layer_write(const struct layer_file *layer, struct str head,
		struct buf *out)
{
	while (head.n != 0) {
		write_comment(out, pantau_str_cut(&head, '\n'));
	}
	pantau_buf_str(out, STR(LAYER_HEADER));
	pantau_buf_str(out, layer->person);
	for (size_t i = 0; i < layer->rows; i++) {
		const struct layer_row *row = &layer->row[i];
		pantau_buf_str(out, row->term);
		for (int w = 0; w < 3; w++) {
			pantau_buf_char(out, '\t');
			write_tenths(out, row->tenths[w]);
		}
		pantau_buf_printf(out, "\t%u\t" LAYER_FITTED "\t\n",
				(unsigned)row->texts);
	}
	return !out->failed;
}
