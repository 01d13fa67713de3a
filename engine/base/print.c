/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* What a command says, to the one or other writer. */

#include <assert.h>
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/print.h"
#include "base/print_json.h"
#include "base/print_table.h"

#define MOST_DECIMALS 15

struct printer {
	enum format format;
	struct out *out;
	/*
	 * Fields of the answer wait here until it is known whether a list
	 * comes (ndjson); a nested value is put together here (csv, tsv).
	 */
	struct out aside;
	struct json json;
	struct table table;
	unsigned nested;  /* objects and arrays open within the row or answer */
	bool had_list, in_list;
	bool skips_list;  /* a second list, for which a table has no columns */
};

struct printer *pantau_printer_create(enum format format, struct out *out)
{
	struct printer *p = calloc(1, sizeof(*p));

	if (p == NULL) {
		return NULL;
	}
	p->format = format;
	p->out = out;
	p->json.out = out;
	pantau_out_init(&p->aside, NULL, NULL);
	pantau_table_init(&p->table, out, format == FORMAT_TSV);
	return p;
}

void pantau_printer_destroy(struct printer *p)
{
	if (p == NULL) {
		return;
	}
	pantau_table_finish(&p->table);
	pantau_out_finish(&p->aside);
	free(p);
}

bool pantau_printer_text(const struct printer *p)
{
	return p->format == FORMAT_TEXT;
}

static bool is_table(const struct printer *p)
{
	return p->format == FORMAT_CSV || p->format == FORMAT_TSV;
}

/* Text lays itself out; behind a list, only json has room for more. */
static bool is_mute(const struct printer *p)
{
	return p->format == FORMAT_TEXT || p->skips_list ||
			(p->format != FORMAT_JSON && p->had_list && !p->in_list);
}

static void open_object(struct printer *p, struct out *to)
{
	p->json = (struct json){to, false};
	pantau_json_open(&p->json, NULL, '{');
	pantau_json_raw(&p->json, "format_version", STR("1"));
}

/* Moves what was put aside to the output. */
static void release(struct printer *p)
{
	if (!pantau_out_flush(&p->aside)) {
		p->out->failed = true;
	}
	pantau_out_str(p->out, buf_str(&p->aside.buffer));
	pantau_buf_clear(&p->aside.buffer);
}

void pantau_print_begin(struct printer *p)
{
	p->had_list = false;
	p->in_list = false;
	p->nested = 0;
	if (p->format == FORMAT_JSON) {
		open_object(p, p->out);
	} else if (p->format == FORMAT_NDJSON) {
		pantau_buf_clear(&p->aside.buffer);
		open_object(p, &p->aside);
	}
}

void pantau_print_end(struct printer *p)
{
	assert(p->nested == 0 && !p->in_list);
	if (p->format == FORMAT_JSON) {
		pantau_out_cstr(p->out, "}\n");
	} else if (is_mute(p)) {
		return;
	} else if (p->format == FORMAT_NDJSON) {
		pantau_out_cstr(&p->aside, "}\n");
		release(p);
	} else if (p->table.cells != 0) {
		pantau_table_end_row(&p->table);
	}
}

void pantau_print_continue(struct printer *p)
{
	p->had_list = false;
	p->in_list = false;
	p->nested = 0;
	p->json = (struct json){p->out, true};
}

void pantau_print_list(struct printer *p, const char *key)
{
	assert(!p->in_list && p->nested == 0);
	p->in_list = true;
	if (p->format == FORMAT_JSON) {
		pantau_json_open(&p->json, key, '[');
	} else if (p->format == FORMAT_NDJSON) {
		pantau_buf_clear(&p->aside.buffer);
	} else if (is_table(p)) {
		p->skips_list = p->had_list;
		pantau_table_drop_row(&p->table);
	}
	p->had_list = true;
}

void pantau_print_end_list(struct printer *p)
{
	assert(p->in_list && p->nested == 0);
	p->in_list = false;
	p->skips_list = false;
	if (p->format == FORMAT_JSON) {
		pantau_json_close(&p->json, ']');
	}
}

void pantau_print_row(struct printer *p)
{
	assert(p->in_list && p->nested == 0);
	if (p->format == FORMAT_JSON) {
		/* A line for each row: easier to read, cut and compare. */
		pantau_out_cstr(p->out, p->json.comma ? ",\n" : "\n");
		p->json.comma = false;
		pantau_json_open(&p->json, NULL, '{');
	} else if (p->format == FORMAT_NDJSON) {
		open_object(p, p->out);
	}
}

void pantau_print_end_row(struct printer *p)
{
	assert(p->in_list && p->nested == 0);
	if (p->format == FORMAT_JSON) {
		pantau_json_close(&p->json, '}');
	} else if (p->format == FORMAT_NDJSON) {
		pantau_out_cstr(p->out, "}\n");
	} else if (!is_mute(p)) {
		pantau_table_end_row(&p->table);
	}
}

/* --- nested values --- */

static void open_nested(struct printer *p, const char *key, char bracket)
{
	if (is_mute(p)) {
		return;
	}
	if (is_table(p) && p->nested == 0) {
		/* The whole becomes one cell, whose key leads its text. */
		pantau_buf_clear(&p->aside.buffer);
		pantau_out_cstr(&p->aside, key);
		pantau_out_char(&p->aside, '\0');
		p->json = (struct json){&p->aside, false};
		key = NULL;
	}
	p->nested++;
	pantau_json_open(&p->json, key, bracket);
}

static void close_nested(struct printer *p, char bracket)
{
	if (is_mute(p)) {
		return;
	}
	assert(p->nested != 0);
	pantau_json_close(&p->json, bracket);
	p->nested--;
	if (!is_table(p) || p->nested != 0) {
		return;
	}
	if (!pantau_out_flush(&p->aside)) {
		p->out->failed = true;
		return;
	}
	struct str value = buf_str(&p->aside.buffer);
	struct str key = pantau_str_cut(&value, '\0');
	pantau_table_cell(&p->table, key, value, true);
}

void pantau_print_object(struct printer *p, const char *key)
{
	open_nested(p, key, '{');
}

void pantau_print_end_object(struct printer *p)
{
	close_nested(p, '}');
}

void pantau_print_array(struct printer *p, const char *key)
{
	open_nested(p, key, '[');
}

void pantau_print_end_array(struct printer *p)
{
	close_nested(p, ']');
}

/* --- simple values --- */

void pantau_print_str(struct printer *p, const char *key, struct str value)
{
	if (is_mute(p)) {
		return;
	}
	if (is_table(p) && p->nested == 0) {
		pantau_table_cell(&p->table, str_of(key), value, true);
	} else {
		pantau_json_str(&p->json, key, value);
	}
}

void pantau_print_cstr(struct printer *p, const char *key, const char *value)
{
	pantau_print_str(p, key, str_of(value));
}

/* A number or a word of JSON; cell is how a table shows it. */
static void print_raw(struct printer *p, const char *key, struct str value,
		struct str cell)
{
	if (is_mute(p)) {
		return;
	}
	if (is_table(p) && p->nested == 0) {
		pantau_table_cell(&p->table, str_of(key), cell, false);
	} else {
		pantau_json_raw(&p->json, key, value);
	}
}

void pantau_print_int(struct printer *p, const char *key, int64_t value)
{
	char text[32];

	snprintf(text, sizeof(text), "%" PRId64, value);
	print_raw(p, key, str_of(text), str_of(text));
}

/* The locale's decimal point, which may be several bytes, becomes '.'. */
static void neutral_point(char *text)
{
	char *from = text, *to = text;

	while (*from != '\0') {
		if (*from == '-' || (*from >= '0' && *from <= '9')) {
			*to++ = *from++;
			continue;
		}
		*to++ = '.';
		while (*from != '\0' && (*from < '0' || *from > '9')) {
			from++;
		}
	}
	*to = '\0';
}

void pantau_print_real(struct printer *p, const char *key, double value,
		int decimals)
{
	char text[400]; /* the largest double has 309 digits */

	if (!isfinite(value)) {
		pantau_print_null(p, key);
		return;
	}
	if (decimals > MOST_DECIMALS) {
		decimals = MOST_DECIMALS;
	}
	snprintf(text, sizeof(text), "%.*f", decimals, value);
	neutral_point(text);
	size_t n = strlen(text);
	if (strchr(text, '.') != NULL) {
		while (text[n - 1] == '0') {
			n--;
		}
		n -= text[n - 1] == '.';
	}
	struct str shown = str_make(text, n);
	if (str_eq(shown, STR("-0"))) {
		shown = STR("0");
	}
	print_raw(p, key, shown, shown);
}

void pantau_print_bool(struct printer *p, const char *key, bool value)
{
	struct str word = value ? STR("true") : STR("false");

	print_raw(p, key, word, word);
}

void pantau_print_null(struct printer *p, const char *key)
{
	print_raw(p, key, STR("null"), STR(""));
}
