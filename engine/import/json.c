/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* A JSON object to a document. */

#include "import/json.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/hash.h"
#include "base/utf8.h"
#include "import/fields.h"
#include "import/json_mend.h"
#include "import/json_place.h"
#include "import/json_shim.h"

/* Up to so many keys are compared each with each. */
#define KEYS_FEW 24
/* A longer line leaves a parser behind that is given back. */
#define LINE_LARGE ((size_t)1 << 20)
#define HABIT_KEY 24

/* A member of the object before, by its place in it: objects of one file are
 * alike. */
struct habit {
	char key[HABIT_KEY];
	uint8_t length;
	uint32_t field;
};

struct json_parser {
	struct json_shim *shim;
	const struct import_map *map; /* that the habits were formed under */
	size_t maps;
	/* The first 'habits' members of one object, so their keys differ. */
	struct habit habit[KEYS_FEW];
	size_t habits;
	struct buf text;          /* the line, mended, with padding */
	struct str few[KEYS_FEW]; /* the first keys of the object */
	struct map many;          /* all of them, when they are more */
};

/* One object on its way to a document. */
struct collect {
	struct json_parser *parser;
	const struct import_options *options;
	struct arena *arena;
	struct doc *doc;
	struct pantau_error *err;
	enum pantau_status status;
	size_t members;           /* seen before the one at hand */
	bool usual;               /* all of those were as habit has them */
	bool at_key;              /* where the fault is: the key or its value */
};

struct json_parser *pantau_json_parser_create(void)
{
	struct json_parser *parser = calloc(1, sizeof(*parser));
	if (parser == NULL) {
		return NULL;
	}
	parser->shim = pantau_json_shim_create();
	if (parser->shim == NULL) {
		free(parser);
		return NULL;
	}
	pantau_buf_init(&parser->text);
	pantau_map_init(&parser->many, pantau_hash_seed());
	return parser;
}

void pantau_json_parser_destroy(struct json_parser *parser)
{
	if (parser == NULL) {
		return;
	}
	pantau_json_shim_destroy(parser->shim);
	pantau_buf_finish(&parser->text);
	pantau_map_finish(&parser->many);
	free(parser);
}

/* False when the key was there before or (status) memory is out. */
static bool remember(struct collect *collect, struct str key)
{
	struct json_parser *parser = collect->parser;
	size_t n = collect->members;
	bool added = true;
	if (n < KEYS_FEW) {
		for (size_t i = 0; i < n; i++) {
			if (str_eq(parser->few[i], key)) {
				return false;
			}
		}
		parser->few[n] = key;
		return true;
	}
	for (size_t i = 0; n == KEYS_FEW && i < n; i++) {
		if (pantau_map_put(&parser->many, parser->few[i], &added) == NULL) {
			collect->status = pantau_fail_memory(collect->err);
			return false;
		}
	}
	if (pantau_map_put(&parser->many, key, &added) == NULL) {
		collect->status = pantau_fail_memory(collect->err);
		return false;
	}
	return added;
}

static enum pantau_status wrong_type(struct collect *collect, uint32_t field)
{
	const uint32_t counts = DOC_LIKES | DOC_SHARES | DOC_COMMENTS | DOC_VIEWS;
	struct pantau_error *err = collect->err;
	if ((field & counts) != 0) {
		return pantau_fail(err, PANTAU_BAD_INPUT, PANTAU_T(err,
				"'%s' must be a whole number",
				"'%s' harus bilangan bulat"), pantau_field_name(field));
	}
	if (field == DOC_OWNED) {
		return pantau_fail(err, PANTAU_BAD_INPUT, "%s", PANTAU_T(err,
				"'owned' must be true or false",
				"'owned' harus true atau false"));
	}
	return pantau_fail(err, PANTAU_BAD_INPUT, PANTAU_T(err,
			"'%s' must be text", "'%s' harus berupa teks"),
			pantau_field_name(field));
}

/* A number where the field takes one; where people write numbers for text
 * (ids, epoch seconds), its digits. */
static enum pantau_status set_int(struct collect *collect, uint32_t field,
		int64_t value)
{
	const uint32_t counts = DOC_LIKES | DOC_SHARES | DOC_COMMENTS | DOC_VIEWS;
	const uint32_t names = DOC_ID | DOC_PARENT | DOC_AUTHOR | DOC_PUBLISHED;
	char digits[24];
	if ((field & counts) != 0) {
		return pantau_field_set_count(collect->doc, field, value,
				collect->err);
	}
	if ((field & names) == 0) {
		return wrong_type(collect, field);
	}
	snprintf(digits, sizeof(digits), "%" PRId64, value);
	struct str copy = pantau_arena_str(collect->arena, str_of(digits));
	if (copy.p == NULL) {
		return pantau_fail_memory(collect->err);
	}
	return pantau_field_set(collect->doc, field, copy,
			collect->options, collect->err);
}

static enum pantau_status set_real(struct collect *collect, uint32_t field,
		double value)
{
	/* 12.0 and 1.2e3 are whole; beyond 2^53 nobody knows. */
	if (value != floor(value) || fabs(value) > 9007199254740992.0) {
		return wrong_type(collect, field);
	}
	return set_int(collect, field, (int64_t)value);
}

static enum pantau_status set(struct collect *collect, uint32_t field,
		const struct json_shim_member *member)
{
	struct str string;
	switch (member->type) {
	case JSON_SHIM_NULL:
		return PANTAU_OK;
	case JSON_SHIM_INT:
		return set_int(collect, field, member->integer);
	case JSON_SHIM_REAL:
		return set_real(collect, field, member->real);
	case JSON_SHIM_BOOL:
		if (field != DOC_OWNED) {
			return wrong_type(collect, field);
		}
		collect->doc->owned = member->boolean;
		collect->doc->fields |= DOC_OWNED;
		return PANTAU_OK;
	case JSON_SHIM_STRING:
		break;
	default:
		return wrong_type(collect, field);
	}
	string = str_make(member->string, member->string_length);
	string = pantau_arena_str(collect->arena, string);
	if (string.p == NULL) {
		return pantau_fail_memory(collect->err);
	}
	return pantau_field_set(collect->doc, field, string,
			collect->options, collect->err);
}

/* Whether the member stands where the object before had it. */
static bool is_usual(const struct collect *collect, struct str key)
{
	const struct json_parser *parser = collect->parser;
	size_t n = collect->members;
	return collect->usual && n < parser->habits &&
			key.n == parser->habit[n].length &&
			memcmp(key.p, parser->habit[n].key, key.n) == 0;
}

/* What follows an unusual member was another object's: it is forgotten. */
static void form_habit(struct collect *collect, struct str key, uint32_t field)
{
	struct json_parser *parser = collect->parser;
	size_t n = collect->members;
	bool fits = collect->usual && n < KEYS_FEW && key.n <= HABIT_KEY;
	collect->usual = fits;
	if (fits) {
		struct habit *habit = &parser->habit[n];
		memcpy(habit->key, key.p, key.n);
		habit->length = (uint8_t)key.n;
		habit->field = field;
		parser->habits = n + 1;
	}
}

static bool take(void *context, const struct json_shim_member *member)
{
	struct collect *collect = context;
	struct str key = {member->key, member->key_length};
	bool usual = is_usual(collect, key);
	if (usual) {
		collect->parser->few[collect->members] = key;
	} else if (!remember(collect, key)) {
		if (collect->status == PANTAU_OK) {
			struct str shown = pantau_utf8_prefix(key, 60);
			collect->at_key = true;
			collect->status = pantau_fail(collect->err,
					PANTAU_BAD_INPUT, PANTAU_T(collect->err,
					"the key '" STR_FMT "' is there twice",
					"kunci '" STR_FMT "' ada dua kali"),
					STR_ARG(shown));
		}
		return false;
	}
	uint32_t field = usual ? collect->parser->habit[collect->members].field
			: pantau_field_of_member(collect->options, key);
	if (!usual) {
		form_habit(collect, key, field);
	}
	if (field != 0) {
		collect->status = set(collect, field, member);
	}
	if (collect->status == PANTAU_OK) {
		collect->members++;
	}
	return collect->status == PANTAU_OK;
}

static const struct fault_text {
	const char *en, *id;
} fault_texts[] = {
	[JSON_FAULT_NONE] = {"a number out of range", "bilangan di luar batas"},
	[JSON_FAULT_EMPTY] = {"nothing there", "kosong"},
	[JSON_FAULT_VALUE] = {"a value is expected here",
		"di sini seharusnya ada nilai"},
	[JSON_FAULT_KEY] = {"a key in double quotes is expected here",
		"di sini seharusnya ada kunci dalam tanda kutip ganda"},
	[JSON_FAULT_COLON] = {"':' is expected here",
		"di sini seharusnya ada ':'"},
	[JSON_FAULT_COMMA] = {"',' or a closing bracket is expected here",
		"di sini seharusnya ada ',' atau kurung tutup"},
	[JSON_FAULT_NUMBER] = {"this is no number", "ini bukan bilangan"},
	[JSON_FAULT_ESCAPE] = {"unknown escape in a string",
		"urutan '\\' tidak dikenal dalam teks"},
	[JSON_FAULT_CONTROL] = {"a raw control character in a string",
		"ada karakter kendali mentah dalam teks"},
	[JSON_FAULT_UTF8] = {"the bytes are not UTF-8", "bukan UTF-8 yang sah"},
	[JSON_FAULT_UNCLOSED] = {"the line ends inside an object",
		"baris berakhir sebelum objek ditutup"},
	[JSON_FAULT_TRAILING] = {"something follows the object",
		"ada sesuatu setelah objek"},
	[JSON_FAULT_DEPTH] = {"nested more than 1024 deep",
		"bersarang lebih dari 1024 tingkat"},
};

enum pantau_status pantau_json_fail_syntax(struct str text, size_t *at,
		struct pantau_error *err)
{
	enum json_fault fault = pantau_json_fault(text, at);
	const struct fault_text *why = &fault_texts[fault];
	*at = fault == JSON_FAULT_NONE ? 0 : *at;
	return pantau_fail(err, PANTAU_BAD_INPUT, PANTAU_T(err,
			"not valid JSON: %s", "JSON tidak sah: %s"),
			PANTAU_T(err, why->en, why->id));
}

static enum pantau_status fail_syntax(struct str line,
		struct pantau_error *err)
{
	size_t at;
	enum pantau_status status = pantau_json_fail_syntax(line, &at, err);
	pantau_fail_at(err, NULL, 0, at + 1);
	return status;
}

static enum pantau_status fail_long(struct pantau_error *err)
{
	enum pantau_status status = pantau_fail(err, PANTAU_BAD_INPUT, "%s",
			PANTAU_T(err, "the line is longer than 16 MiB",
				"baris lebih panjang dari 16 MiB"));
	pantau_fail_at(err, NULL, 0, (uint64_t)JSON_LINE_MAX + 1);
	return status;
}

/* The line with padding; false when memory is out. */
static bool copy_line(struct json_parser *parser, struct str line)
{
	static const char padding[JSON_SHIM_PADDING];
	pantau_buf_clear(&parser->text);
	pantau_buf_str(&parser->text, line);
	pantau_buf_append(&parser->text, padding, sizeof(padding));
	return !parser->text.failed;
}

/* What one huge line made grow is given back, or it would stay for good. */
static void shrink(struct json_parser *parser)
{
	pantau_buf_finish(&parser->text);
	pantau_buf_init(&parser->text);
	pantau_json_shim_destroy(parser->shim);
	parser->shim = NULL;
}

static enum pantau_status judge(struct collect *collect,
		enum json_shim_status parsed, struct str line)
{
	struct pantau_error *err = collect->err;
	enum pantau_status status = collect->status;
	size_t at = 0;
	switch (parsed) {
	case JSON_SHIM_OK:
		status = pantau_field_check(collect->doc, err);
		break;
	case JSON_SHIM_STOPPED:
		at = pantau_json_member_at(line, collect->members,
				collect->at_key);
		break;
	case JSON_SHIM_SYNTAX:
		return fail_syntax(line, err);
	case JSON_SHIM_NO_OBJECT:
		status = pantau_fail(err, PANTAU_BAD_INPUT, "%s", PANTAU_T(err,
				"not a JSON object; one object a line is expected",
				"bukan objek JSON; tiap baris harus berisi satu objek"));
		break;
	case JSON_SHIM_NO_MEMORY:
		return pantau_fail_memory(err);
	}
	if (status == PANTAU_BAD_INPUT) {
		pantau_fail_at(err, NULL, 0, at + 1);
	}
	return status;
}

enum pantau_status pantau_json_parse_doc(struct json_parser *parser,
		struct str line, const struct import_options *options,
		struct arena *arena, struct doc *out, uint64_t *mended,
		struct pantau_error *err)
{
	struct collect collect = {
		.parser = parser, .options = options, .arena = arena,
		.doc = out, .err = err, .usual = true,
	};
	*out = (struct doc){0};
	if (parser->map != options->map || parser->maps != options->maps) {
		parser->map = options->map;
		parser->maps = options->maps;
		parser->habits = 0;
	}
	if (line.n > JSON_LINE_MAX) {
		return fail_long(err);
	}
	if (parser->shim == NULL) {
		parser->shim = pantau_json_shim_create();
	}
	if (parser->shim == NULL || !copy_line(parser, line)) {
		return pantau_fail_memory(err);
	}
	uint64_t count = pantau_json_mend(parser->text.p, line.n);
	enum json_shim_status parsed = pantau_json_shim_parse(parser->shim,
			parser->text.p, line.n, take, &collect);
	enum pantau_status status = judge(&collect, parsed, line);
	if (status == PANTAU_OK && mended != NULL) {
		*mended += count;
	}
	if (collect.members >= KEYS_FEW) {
		pantau_map_finish(&parser->many);
		pantau_map_init(&parser->many, pantau_hash_seed());
	}
	if (line.n > LINE_LARGE) {
		shrink(parser);
	}
	return status;
}
