/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_IMPORT_DEBUNK_PARTS_H
#define PANTAU_IMPORT_DEBUNK_PARTS_H

/* What the readers of debunks share. */

#include "import/csv_rows.h"
#include "import/debunk.h"
#include "import/json.h"
#include "import/json_shim.h"
#include "import/lines.h"

enum debunk_field {
	DEBUNK_TITLE, DEBUNK_CLAIM, DEBUNK_BODY, DEBUNK_VERDICT, DEBUNK_URL,
	DEBUNK_DATE, DEBUNK_PUBLISHER,
	DEBUNK_FIELDS,
};

/* --- debunk_fields.c --- */

/* The field that a column or member names, or DEBUNK_FIELDS; *rank: of two for
 * one field the lower wins. */
enum debunk_field pantau_debunk_field(struct str name, unsigned *rank);
const char *pantau_debunk_field_name(enum debunk_field field);
/* Sets a field from text, without markup; an empty value sets nothing. The value
 * is lent as long as the debunk. PANTAU_BAD_INPUT without a place. */
enum pantau_status pantau_debunk_set(struct debunk *debunk,
		enum debunk_field field, struct str value,
		const struct debunk_options *options, struct arena *arena,
		struct pantau_error *err);
/* PANTAU_BAD_INPUT where there is neither title nor claim. */
enum pantau_status pantau_debunk_check(const struct debunk *debunk,
		struct pantau_error *err);

/* --- debunk_table.c --- */

struct debunk_table {
	struct csv_rows rows;
	enum debunk_field *field; /* by column */
	struct buf mapping;
};
enum pantau_status pantau_debunk_table_open(struct debunk_table *table,
		struct source *source, struct pantau_error *err);
void pantau_debunk_table_close(struct debunk_table *table);
enum pantau_status pantau_debunk_table_next(struct debunk_table *table,
		const struct debunk_options *options, struct arena *arena,
		struct debunk *out, struct pantau_error *err);

/* --- debunk_json.c --- */

/* What an object says: views that live until the next text is parsed. */
struct debunk_found {
	uint64_t object;          /* which of the text's objects, from 0 */
	struct str value[DEBUNK_FIELDS];
	enum debunk_field wrong;  /* one that is no text, or DEBUNK_FIELDS */
	bool none;                /* no object at all stands there, but */
	uint64_t element;         /* this one of the outermost list, from 0 */
};

struct debunk_json {
	struct source *source;
	struct lines lines;
	bool by_line;             /* else the whole is one text */
	bool over;
	struct json_shim *shim;
	struct buf text;          /* at hand, with padding */
	struct arena numbers;     /* of it, as digits */
	struct debunk_found *found;
	size_t n, room, next;
	size_t at;                /* where the next place is looked for */
	uint64_t objects;         /* that begin before it */
	uint64_t elements;        /* of the outermost list that end before it */
	uint64_t depth;           /* of lists and objects there */
	uint64_t line;            /* of the text's first byte */
	size_t placed;            /* the lines before it are counted: */
	uint64_t line_number;     /* its line */
	size_t line_begin;        /* where that begins */
	uint64_t record;
};
enum pantau_status pantau_debunk_json_open(struct debunk_json *json,
		struct source *source, struct pantau_error *err);
void pantau_debunk_json_close(struct debunk_json *json);
enum pantau_status pantau_debunk_json_next(struct debunk_json *json,
		const struct debunk_options *options, struct arena *arena,
		struct debunk *out, struct pantau_error *err);

/* --- debunk_walk.c --- */

/* The debunks of a JSON text (json->text, n bytes) into json->found, in order.
 * PANTAU_BAD_INPUT: it is not JSON (*at is the byte), or holds none. */
enum pantau_status pantau_debunk_walk(struct debunk_json *json, size_t n,
		size_t *at, struct pantau_error *err);

#endif
