/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_BASE_PRINT_H
#define PANTAU_BASE_PRINT_H

/*
 * One way to write results, five formats. A command says what it has:
 *
 *	print_begin(p)                      the answer
 *	  print_field...(p, "query", ...)   what holds for all of it
 *	  print_list(p, "hits")             its rows
 *	    print_row(p) fields print_end_row(p)
 *	  print_end_list(p)
 *	print_end(p)
 *
 * json    one object with "format_version":1 first, then fields and list
 * ndjson  each row is an object of its own line, "format_version":1 first;
 *         an answer without list is one line
 * csv     a header line from the first row's keys, RFC 4180, CRLF; cells that
 *         a spreadsheet would take for a formula get a leading '
 * tsv     the same with tabs; tab, newline and backslash written \t \n \\
 * text    is for people: the command lays it out itself on the same out, and
 *         all structured calls here do nothing
 *
 * Values nested in a row (objects, arrays) become compact JSON in csv and tsv.
 * Answer-level fields are not in csv, tsv and ndjson when there is a list, and
 * make the one row when there is none. csv and tsv take the first list of an
 * answer, and a later row must not have a key that the first one lacks. Their
 * cells are always UTF-8, with control characters shown as text output shows
 * them: whoever needs a text byte for byte takes json.
 * A printer never keeps a string after the call returns.
 */

#include "base/out.h"

enum format { FORMAT_TEXT, FORMAT_JSON, FORMAT_NDJSON, FORMAT_CSV, FORMAT_TSV };

struct printer; /* opaque */

/* NULL when memory is out. out is lent and must outlive the printer. */
struct printer *pantau_printer_create(enum format format, struct out *out);
void pantau_printer_destroy(struct printer *printer);
bool pantau_printer_text(const struct printer *printer); /* format is text */

void pantau_print_begin(struct printer *p);
void pantau_print_end(struct printer *p);
/* json only: goes on with an object that the caller himself has begun on out
 * (at least one member is there) and will close. */
void pantau_print_continue(struct printer *p);
void pantau_print_list(struct printer *p, const char *key);
void pantau_print_end_list(struct printer *p);
void pantau_print_row(struct printer *p);
void pantau_print_end_row(struct printer *p);

/* Nested values; key is NULL inside an array. */
void pantau_print_object(struct printer *p, const char *key);
void pantau_print_end_object(struct printer *p);
void pantau_print_array(struct printer *p, const char *key);
void pantau_print_end_array(struct printer *p);

void pantau_print_str(struct printer *p, const char *key, struct str value);
void pantau_print_cstr(struct printer *p, const char *key, const char *value);
void pantau_print_int(struct printer *p, const char *key, int64_t value);
/* Shortest form with at most 'decimals' digits, no trailing zeros, never NaN. */
void pantau_print_real(struct printer *p, const char *key, double value,
		int decimals);
void pantau_print_bool(struct printer *p, const char *key, bool value);
void pantau_print_null(struct printer *p, const char *key);

#endif
