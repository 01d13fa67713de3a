/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Debunks as JSON: a text a line, or all of the input as one. */

#include <stdlib.h>

#include "base/error.h"
#include "base/utf8.h"
#include "import/debunk_parts.h"
#include "import/json_mend.h"
#include "import/json_place.h"

/* Of an input that is one text: its parser takes several times that. */
#define WHOLE_MAX ((size_t)128 << 20)
/* A longer text leaves a parser behind that is given back. */
#define TEXT_LARGE ((size_t)4 << 20)

static bool is_blank(struct str line)
{
	return pantau_str_trim(line).n == 0;
}

/* Is every line a text of its own? The first one is whole and more come; or,
 * where the first one is broken, most lines begin and end as objects do. In a
 * list with a line for each object they end with a comma. */
static bool is_by_line(struct str head)
{
	size_t objects = 0, others = 0, at;
	struct str first = {0};
	bool cut = head.n > SOURCE_HEAD;
	head.n = cut ? SOURCE_HEAD : head.n;
	while (head.n > 0) {
		struct str line = pantau_str_trim(pantau_str_cut(&head, '\n'));
		if (line.n == 0) {
			continue;
		}
		if (objects + others == 0) {
			first = line;
		}
		bool whole = line.p[line.n - 1] == '}' || (cut && head.n == 0);
		*(line.p[0] == '{' && whole ? &objects : &others) += 1;
	}
	return objects + others > 1 && (objects > others ||
			pantau_json_fault(first, &at) == JSON_FAULT_NONE);
}

enum pantau_status pantau_debunk_json_open(struct debunk_json *json,
		struct source *source, struct pantau_error *err)
{
	*json = (struct debunk_json){.source = source, .line = 1};
	pantau_lines_init(&json->lines, source, JSON_LINE_MAX);
	pantau_buf_init(&json->text);
	pantau_arena_init(&json->numbers);
	json->by_line = is_by_line(source_view(source));
	json->shim = pantau_json_shim_create();
	return json->shim != NULL ? PANTAU_OK : pantau_fail_memory(err);
}

void pantau_debunk_json_close(struct debunk_json *json)
{
	pantau_lines_finish(&json->lines);
	pantau_json_shim_destroy(json->shim);
	pantau_buf_finish(&json->text);
	pantau_arena_finish(&json->numbers);
	free(json->found);
}

/* --- texts --- */

static enum pantau_status whole(struct debunk_json *json, struct str *text,
		struct pantau_error *err)
{
	struct source *source = json->source;
	while (!source->end && source_view(source).n <= WHOLE_MAX) {
		enum pantau_status status = pantau_source_more(source,
				2 * source_view(source).n + 1, err);
		if (status != PANTAU_OK) {
			return status;
		}
	}
	*text = source_view(source);
	json->over = true;
	if (text->n <= WHOLE_MAX) {
		return is_blank(*text) ? PANTAU_END : PANTAU_OK;
	}
	enum pantau_status status = pantau_fail(err, PANTAU_BAD_INPUT, "%s",
			PANTAU_T(err, "a JSON text of more than 128 MiB; write one "
			"object a line", "satu teks JSON melebihi 128 MiB; tulis "
			"satu objek per baris"));
	pantau_fail_at(err, NULL, 1, 0);
	return status;
}

static enum pantau_status line(struct debunk_json *json, struct str *text,
		struct pantau_error *err)
{
	bool too_long;
	enum pantau_status status;
	do {
		status = pantau_lines_next(&json->lines, text, &too_long, err);
		if (status != PANTAU_OK) {
			return status;
		}
	} while (!too_long && is_blank(*text));
	json->line = json->lines.number;
	if (too_long) {
		json->record++;
		status = pantau_fail(err, PANTAU_BAD_INPUT, "%s", PANTAU_T(err,
				"the line is longer than 16 MiB",
				"baris lebih panjang dari 16 MiB"));
		pantau_fail_at(err, NULL, json->line,
				(uint64_t)JSON_LINE_MAX + 1);
	}
	return status;
}

/* Places are asked for in order: each line is counted once, so that a text of
 * very many debunks takes linear time. */
static void place(struct debunk_json *json, size_t at, uint64_t *number,
		uint64_t *column)
{
	const char *text = json->text.p, *end;
	while (at > json->placed && (end = memchr(text + json->placed, '\n',
			at - json->placed)) != NULL) {
		json->line_number++;
		json->placed = json->line_begin = (size_t)(end - text) + 1;
	}
	json->placed = at;
	*number = json->line_number;
	*column = at - json->line_begin + 1;
}

/* The next text, parsed. */
static enum pantau_status parse(struct debunk_json *json,
		struct pantau_error *err)
{
	static const char padding[JSON_SHIM_PADDING];
	struct str text = {0};
	size_t at;
	if (json->text.capacity > TEXT_LARGE) {
		pantau_buf_finish(&json->text);
		pantau_json_shim_destroy(json->shim);
		json->shim = pantau_json_shim_create();
	}
	enum pantau_status status = json->over ? PANTAU_END : json->by_line
			? line(json, &text, err) : whole(json, &text, err);
	if (status != PANTAU_OK) {
		return status;
	}
	pantau_buf_clear(&json->text);
	pantau_buf_str(&json->text, text);
	pantau_buf_append(&json->text, padding, sizeof(padding));
	if (json->text.failed || json->shim == NULL) {
		return pantau_fail_memory(err);
	}
	pantau_json_mend(json->text.p, text.n);
	json->at = json->placed = json->line_begin = 0;
	json->objects = json->elements = json->depth = 0;
	json->line_number = json->line;
	status = pantau_debunk_walk(json, text.n, &at, err);
	if (status == PANTAU_BAD_INPUT) {
		uint64_t number, column;
		json->record++;
		place(json, at, &number, &column);
		pantau_fail_at(err, NULL, number, column);
	}
	return status;
}

/* --- debunks --- */

/* Behind a string, from its first quote on. */
static size_t behind_string(struct str text, size_t at)
{
	for (at++; at < text.n && text.p[at] != '"'; at++) {
		at += text.p[at] == '\\';
	}
	return at + 1;
}

/* Passes over a string, or over a byte that is in none. */
static void pass(struct debunk_json *json, struct str text)
{
	char c = text.p[json->at];
	if (c == '"') {
		json->at = behind_string(text, json->at);
		return;
	}
	json->objects += c == '{';
	json->elements += c == ',' && json->depth == 1;
	json->depth += c == '{' || c == '[';
	json->depth -= c == '}' || c == ']';
	json->at++;
}

/* Where an object of the text begins, or an element of the outermost list that
 * is none; they are asked for in order. */
static size_t find_place(struct debunk_json *json,
		const struct debunk_found *found)
{
	struct str text = str_make(json->text.p, json->text.n -
			JSON_SHIM_PADDING);
	while (json->at < text.n && (found->none ? json->depth == 0 ||
			json->elements < found->element :
			text.p[json->at] != '{' ||
			json->objects < found->object)) {
		pass(json, text);
	}
	while (json->at < text.n && (unsigned char)text.p[json->at] <= ' ') {
		json->at++;
	}
	return json->at < text.n ? json->at : text.n;
}

static enum pantau_status fill(const struct debunk_found *found,
		const struct debunk_options *options, struct arena *arena,
		struct debunk *out, struct pantau_error *err)
{
	if (found->none) {
		return pantau_fail(err, PANTAU_BAD_INPUT, "%s", PANTAU_T(err,
				"not an object; the list holds one for each debunk",
				"bukan objek; daftar berisi satu objek per "
				"klarifikasi"));
	}
	if (found->wrong != DEBUNK_FIELDS) {
		return pantau_fail(err, PANTAU_BAD_INPUT, PANTAU_T(err,
				"'%s' must be text", "'%s' harus berupa teks"),
				pantau_debunk_field_name(found->wrong));
	}
	enum pantau_status status = PANTAU_OK;
	for (int f = 0; status == PANTAU_OK && f < DEBUNK_FIELDS; f++) {
		struct str copy = pantau_arena_str(arena, found->value[f]);
		status = copy.p == NULL ? pantau_fail_memory(err)
				: pantau_debunk_set(out, (enum debunk_field)f,
				copy, options, arena, err);
	}
	return status == PANTAU_OK ? pantau_debunk_check(out, err) : status;
}

enum pantau_status pantau_debunk_json_next(struct debunk_json *json,
		const struct debunk_options *options, struct arena *arena,
		struct debunk *out, struct pantau_error *err)
{
	uint64_t column, number;
	*out = (struct debunk){.line = json->line};
	if (json->next == json->n) {
		json->n = json->next = 0;
		enum pantau_status status = parse(json, err);
		if (status != PANTAU_OK) {
			json->n = 0;
			return status;
		}
	}
	const struct debunk_found *found = &json->found[json->next++];
	place(json, find_place(json, found), &number, &column);
	*out = (struct debunk){.record = ++json->record, .line = number};
	enum pantau_status status = fill(found, options, arena, out, err);
	if (status == PANTAU_BAD_INPUT) {
		pantau_fail_at(err, NULL, number, column);
	}
	return status;
}
