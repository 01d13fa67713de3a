/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_IMPORT_JSON_H
#define PANTAU_IMPORT_JSON_H

/* Document NDJSON (CLI.md) to a struct doc, over simdjson's validating DOM. */

#include "import/import.h"

#define JSON_LINE_MAX (16u << 20) /* longer lines are rejected unparsed */

struct json_parser; /* one per thread */

struct json_parser *pantau_json_parser_create(void); /* NULL: out of memory */
void pantau_json_parser_destroy(struct json_parser *parser);

/*
 * Parses one object; the maps of the options stay as they are while the parser
 * lives. Strings are copied to the arena. Lone \uD8xx escapes are
 * mended to U+FFFD and counted in *mended (may be NULL). PANTAU_BAD_INPUT with
 * column for anything that is no document: not an object, duplicate keys,
 * invalid UTF-8, wrong types, an ambiguous or impossible date, neither text
 * nor title.
 */
enum pantau_status pantau_json_parse_doc(struct json_parser *parser,
		struct str line, const struct import_options *options,
		struct arena *arena, struct doc *out, uint64_t *mended,
		struct pantau_error *err);

/* The error of a text that simdjson refused; *at is the byte where it shows. */
enum pantau_status pantau_json_fail_syntax(struct str text, size_t *at,
		struct pantau_error *err);

#endif
