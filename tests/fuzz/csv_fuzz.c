/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Any bytes as a table: it ends, documents are UTF-8, records count up, and
 * every complaint has a place. */

#include <stdlib.h>

#include "base/utf8.h"
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
	const struct str strings[] = {
		doc->id, doc->source, doc->url, doc->author, doc->title,
		doc->text, doc->language, doc->region, doc->parent,
	};
	for (size_t i = 0; i < sizeof(strings) / sizeof(strings[0]); i++) {
		require(pantau_utf8_valid(strings[i], NULL));
		require(strings[i].n == 0 ||
				memchr(strings[i].p, '\0', strings[i].n) == NULL);
	}
	require((doc->fields & (DOC_TEXT | DOC_TITLE)) != 0);
}

/* Rows until the end; a row that is rejected may be read on from within, so
 * lines go up, but not with each record. */
static void read_all(void *reader, size_t size)
{
	struct pantau_error err = {.lang = PANTAU_LANG_EN};
	struct arena arena;
	size_t records = 0;
	pantau_arena_init(&arena);
	for (;;) {
		struct doc doc = {0};
		struct str raw = {0};
		pantau_arena_reset(&arena);
		enum pantau_status status = pantau_reader_csv.next(reader, &arena,
				&doc, &raw, &err);
		if (status == PANTAU_END) {
			break;
		}
		records++;
		require(records <= size);
		if (status == PANTAU_OK) {
			check_doc(&doc);
			require(doc.record == records);
		} else {
			require(status == PANTAU_BAD_INPUT);
			require(err.line > 0 && err.column > 0);
			require(raw.n > 0);
		}
	}
	pantau_arena_finish(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct import_options options = {.zone = 420};
	struct pantau_error err = {.lang = PANTAU_LANG_ID};
	struct import_input input = {.format = ""};
	struct source source;
	void *reader;
	if (size == 0 || size > 16384) {
		return 0;
	}
	pantau_source_init(&source);
	pantau_buf_append(&source.window, (const char *)data, size);
	source.end = true;
	struct reader_setup setup = {
		.options = &options, .source = &source, .input = &input,
	};
	struct str head = source_view(&source);
	require(pantau_reader_csv.bid(head, true, STR("x"), true) <= 100);
	enum pantau_status status = pantau_reader_csv.open(&setup, &reader,
			&err);
	if (status == PANTAU_OK) {
		require(pantau_reader_csv.mapping(reader).n > 0);
		read_all(reader, size);
		pantau_reader_csv.close(reader);
	} else {
		require(status == PANTAU_BAD_INPUT && err.message[0] != '\0');
	}
	pantau_source_finish(&source);
	return 0;
}
