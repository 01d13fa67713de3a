/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Any bytes as NDJSON: documents are whole, lines and records go up, and the
 * reader that finds places agrees with simdjson on what is JSON. */

#include <stdlib.h>

#include "base/utf8.h"
#include "import/json.h"
#include "import/json_place.h"
#include "import/reader.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool held)
{
	if (!held) {
		abort();
	}
}

static void check_doc(const struct doc *doc)
{
	require((doc->fields & (DOC_TEXT | DOC_TITLE)) != 0);
	require(pantau_utf8_valid(doc->text, NULL));
	require(pantau_utf8_valid(doc->title, NULL));
	require(pantau_utf8_valid(doc->id, NULL));
	require(doc->likes >= 0 && doc->views >= 0);
	require((doc->fields & DOC_PUBLISHED) == 0 ||
			(doc->published.seconds >= 0 &&
			doc->published.seconds <= UINT32_MAX));
}

/* The rejected line once more: does its place make sense? */
static void check_reject(struct str raw, const struct pantau_error *err)
{
	size_t at;
	enum json_fault fault = pantau_json_fault(raw, &at);
	struct str message = str_of(err->message);
	bool syntax = str_starts(message, STR("not valid JSON: "));
	bool range = str_eq(message,
			STR("not valid JSON: a number out of range"));
	require(err->line > 0 && err->column > 0);
	require(err->column <= raw.n + 1);
	require((fault != JSON_FAULT_NONE) == (syntax && !range));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct import_options options = {.zone = 420};
	struct pantau_error err = {.lang = PANTAU_LANG_EN};
	struct import_input input = {.format = ""};
	struct source source;
	struct arena arena;
	void *reader;
	uint64_t record = 0, line = 0;
	if (size > 16384) {
		return 0;
	}
	pantau_source_init(&source);
	pantau_arena_init(&arena);
	pantau_buf_append(&source.window, (const char *)data, size);
	source.end = true;
	struct reader_setup setup = {
		.options = &options, .source = &source, .input = &input,
	};
	require(pantau_reader_ndjson.open(&setup, &reader, &err) == PANTAU_OK);
	for (;;) {
		struct doc doc = {0};
		struct str raw = {0};
		pantau_arena_reset(&arena);
		enum pantau_status status = pantau_reader_ndjson.next(reader,
				&arena, &doc, &raw, &err);
		if (status == PANTAU_END) {
			break;
		}
		if (status == PANTAU_OK) {
			check_doc(&doc);
			require(doc.record == record + 1 && doc.line > line);
			line = doc.line;
		} else {
			require(status == PANTAU_BAD_INPUT);
			check_reject(raw, &err);
			require(err.line > line);
			line = err.line;
		}
		record++;
	}
	pantau_reader_ndjson.close(reader);
	pantau_arena_finish(&arena);
	pantau_source_finish(&source);
	return 0;
}
