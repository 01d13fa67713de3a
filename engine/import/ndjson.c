/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Document NDJSON (CLI.md): one object a line. */

#include <stdlib.h>

#include "import/json.h"
#include "import/lines.h"
#include "import/reader.h"

struct ndjson {
	struct lines lines;
	struct json_parser *parser;
	const struct import_options *options;
	struct import_input *input;
	uint64_t record;
};

static bool is_blank(struct str line)
{
	return (line.n == 0 || line.p[0] <= ' ') && pantau_str_trim(line).n == 0;
}

static bool named(struct str name)
{
	return pantau_reader_named(name, STR(".ndjson")) ||
			pantau_reader_named(name, STR(".jsonl")) ||
			pantau_reader_named(name, STR(".json"));
}

/* Of the lines in the head, how many begin as an object, and how many not. */
static void count_objects(struct str head, size_t *objects, size_t *others)
{
	*objects = *others = 0;
	while (head.n > 0) {
		struct str line = pantau_str_trim(pantau_str_cut(&head, '\n'));
		if (line.n > 0) {
			size_t *which = line.p[0] == '{' ? objects : others;
			(*which)++;
		}
	}
}

static int bid(struct str head, bool whole, struct str name, bool alone)
{
	size_t objects, others;
	struct str begin = pantau_str_trim(head);
	(void)whole;
	(void)alone;
	if (named(name)) {
		return 90;
	}
	if (begin.n > 0 && begin.p[0] == '{') {
		return 80;
	}
	/* A first line that is broken must not hide the others. */
	count_objects(head, &objects, &others);
	return objects > others ? 50 : 0;
}

static void close_reader(void *reader)
{
	struct ndjson *ndjson = reader;
	pantau_lines_finish(&ndjson->lines);
	pantau_json_parser_destroy(ndjson->parser);
	free(ndjson);
}

static enum pantau_status open_reader(const struct reader_setup *setup,
		void **out, struct pantau_error *err)
{
	struct ndjson *ndjson = calloc(1, sizeof(*ndjson));
	if (ndjson == NULL) {
		return pantau_fail_memory(err);
	}
	pantau_lines_init(&ndjson->lines, setup->source, JSON_LINE_MAX);
	ndjson->options = setup->options;
	ndjson->input = setup->input;
	ndjson->parser = pantau_json_parser_create();
	if (ndjson->parser == NULL) {
		close_reader(ndjson);
		return pantau_fail_memory(err);
	}
	*out = ndjson;
	return PANTAU_OK;
}

static enum pantau_status fail_long(uint64_t line, struct pantau_error *err)
{
	enum pantau_status status = pantau_fail(err, PANTAU_BAD_INPUT, "%s",
			PANTAU_T(err, "the line is longer than 16 MiB",
				"baris lebih panjang dari 16 MiB"));
	pantau_fail_at(err, NULL, line, (uint64_t)JSON_LINE_MAX + 1);
	return status;
}

static enum pantau_status next(void *reader, struct arena *arena,
		struct doc *out, struct str *raw, struct pantau_error *err)
{
	struct ndjson *ndjson = reader;
	struct str line;
	bool too_long;
	enum pantau_status status;
	do {
		status = pantau_lines_next(&ndjson->lines, &line, &too_long, err);
		if (status != PANTAU_OK) {
			return status;
		}
	} while (is_blank(line) && !too_long);
	ndjson->record++;
	*raw = reader_raw(line);
	if (too_long) {
		return fail_long(ndjson->lines.number, err);
	}
	status = pantau_json_parse_doc(ndjson->parser, line, ndjson->options,
			arena, out, &ndjson->input->mended, err);
	out->record = ndjson->record;
	out->line = ndjson->lines.number;
	if (status != PANTAU_OK && err != NULL) {
		err->line = ndjson->lines.number;
	}
	return status;
}

/* The lines of the window that are whole, counted but not read. */
static bool cut(void *reader, struct import_chunk *chunk)
{
	struct ndjson *ndjson = reader;
	struct source *source = ndjson->lines.source;
	struct str view = source_view(source), rest;
	size_t n = view.n;
	while (n > 0 && view.p[n - 1] != '\n') {
		n--;
	}
	if (n == 0) {
		return true;
	}
	chunk->place.record = ndjson->record;
	chunk->place.line = ndjson->lines.number;
	for (rest = str_make(view.p, n); rest.n > 0;) {
		struct str line = pantau_str_cut(&rest, '\n');
		ndjson->lines.number++;
		ndjson->record += !is_blank(line);
	}
	return pantau_source_take(source, n, &chunk->bytes, &chunk->place.at);
}

static enum pantau_status chunk_next(struct import_worker *worker,
		struct import_chunk *chunk, struct arena *arena, struct doc *out,
		struct str *raw, struct pantau_error *err)
{
	struct import_place *place = &chunk->place;
	struct str rest = str_skip(buf_str(&chunk->bytes), place->at), line;
	do {
		if (rest.n == 0) {
			place->at = chunk->bytes.n;
			return PANTAU_END;
		}
		line = pantau_str_cut(&rest, '\n');
		place->line++;
	} while (is_blank(line));
	place->at = chunk->bytes.n - rest.n;
	place->record++;
	if (line.p[line.n - 1] == '\r') {
		line.n--;
	}
	*raw = reader_raw(line);
	enum pantau_status status = pantau_json_parse_doc(worker->json, line,
			chunk->options, arena, out, &chunk->mended, err);
	out->record = place->record;
	out->line = place->line;
	if (status != PANTAU_OK && err != NULL) {
		err->line = place->line;
	}
	return status;
}

const struct reader_ops pantau_reader_ndjson = {
	.name = "ndjson",
	.bid = bid,
	.open = open_reader,
	.next = next,
	.cut = cut,
	.chunk_next = chunk_next,
	.close = close_reader,
};
