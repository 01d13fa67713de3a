/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* A plain text file is one document; a first line that stands alone before a
 * blank one is its title. */

#include <stdlib.h>

#include "base/utf8.h"
#include "import/fields.h"
#include "import/reader.h"

#define TEXT_MAX ((size_t)16 << 20)
#define TITLE_MAX 300 /* bytes; a longer first line is a paragraph */

struct text {
	struct source *source;
	bool done;
};

static int bid(struct str head, bool whole, struct str name, bool alone)
{
	(void)whole;
	if (pantau_reader_named(name, STR(".txt")) ||
			pantau_reader_named(name, STR(".text"))) {
		return 60;
	}
	/* In a folder stand other things too: README, LICENSE, pictures. What
	 * the user names by itself is meant. */
	return alone && memchr(head.p, '\0', head.n) == NULL ? 10 : 0;
}

static enum pantau_status open_reader(const struct reader_setup *setup,
		void **out, struct pantau_error *err)
{
	struct text *text = calloc(1, sizeof(*text));
	if (text == NULL) {
		return pantau_fail_memory(err);
	}
	text->source = setup->source;
	*out = text;
	return PANTAU_OK;
}

static enum pantau_status fail_at_byte(struct str all, size_t at,
		enum pantau_status status, struct pantau_error *err)
{
	uint64_t line = 1;
	size_t begin = 0;
	for (size_t i = 0; i < at; i++) {
		if (all.p[i] == '\n') {
			line++;
			begin = i + 1;
		}
	}
	pantau_fail_at(err, NULL, line, at - begin + 1);
	return status;
}

/* True when something beyond ASCII is well-formed UTF-8: then it is meant. */
static bool has_utf8(struct str s)
{
	for (size_t at = 0; at < s.n;) {
		bool ok, high = ((unsigned char)s.p[at] & 0x80) != 0;
		(void)pantau_utf8_next(s, &at, &ok);
		if (high && ok) {
			return true;
		}
	}
	return false;
}

/* The whole text in UTF-8, in the arena. */
static enum pantau_status to_utf8(const struct source *source, struct str all,
		struct arena *arena, struct str *out, struct pantau_error *err)
{
	size_t bad, wrong;
	const char *nul = memchr(all.p, '\0', all.n);
	if (nul != NULL) {
		return fail_at_byte(all, (size_t)(nul - all.p), pantau_fail(err,
				PANTAU_BAD_INPUT, "%s", PANTAU_T(err,
				"a NUL byte: this is no text",
				"ada byte NUL: ini bukan teks")), err);
	}
	if (pantau_utf8_valid(all, &bad)) {
		*out = pantau_arena_str(arena, all);
		return out->p != NULL ? PANTAU_OK : pantau_fail_memory(err);
	}
	struct buf converted;
	enum pantau_status status = PANTAU_OK;
	pantau_buf_init(&converted);
	if (source->marked || has_utf8(all) ||
			!pantau_cp1252(all, &converted, &wrong)) {
		status = fail_at_byte(all, bad, pantau_fail(err,
				PANTAU_BAD_INPUT, "%s", PANTAU_T(err,
				"the bytes are not UTF-8", "bukan UTF-8 yang sah")),
				err);
	} else {
		*out = converted.failed ? (struct str){0}
				: pantau_arena_str(arena, buf_str(&converted));
		status = out->p != NULL ? PANTAU_OK : pantau_fail_memory(err);
	}
	pantau_buf_finish(&converted);
	return status;
}

static void split(struct str all, struct doc *out)
{
	struct str rest = pantau_str_trim(all);
	struct str body = rest;
	struct str first = pantau_str_trim(pantau_str_cut(&body, '\n'));
	struct str after = body;
	struct str second = pantau_str_trim(pantau_str_cut(&after, '\n'));
	if (body.p != NULL && second.n == 0 && after.p != NULL &&
			first.n <= TITLE_MAX) {
		out->title = first;
		out->fields |= DOC_TITLE;
		rest = pantau_str_trim(after);
	}
	out->text = rest;
	out->fields |= rest.n > 0 ? DOC_TEXT : 0;
}

static enum pantau_status next(void *reader, struct arena *arena,
		struct doc *out, struct str *raw, struct pantau_error *err)
{
	struct text *text = reader;
	if (text->done) {
		return PANTAU_END;
	}
	text->done = true;
	enum pantau_status status = pantau_source_more(text->source,
			TEXT_MAX + 1, err);
	if (status != PANTAU_OK) {
		return status;
	}
	struct str all = source_view(text->source);
	*raw = reader_raw(all);
	*out = (struct doc){.record = 1, .line = 1};
	if (all.n > TEXT_MAX) {
		status = pantau_fail(err, PANTAU_BAD_INPUT, "%s", PANTAU_T(err,
				"a text of more than 16 MiB; split it",
				"teks lebih dari 16 MiB; pecah menjadi beberapa berkas"));
		pantau_fail_at(err, NULL, 1, 0);
		return status;
	}
	status = to_utf8(text->source, all, arena, &all, err);
	if (status != PANTAU_OK) {
		return status;
	}
	split(all, out);
	status = pantau_field_check(out, err);
	if (status != PANTAU_OK) {
		pantau_fail_at(err, NULL, 1, 0);
	}
	return status;
}

static void close_reader(void *reader)
{
	free(reader);
}

const struct reader_ops pantau_reader_text = {
	.name = "text",
	.bid = bid,
	.open = open_reader,
	.next = next,
	.close = close_reader,
	.one_document = true,
};
