/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_IMPORT_FIELDS_H
#define PANTAU_IMPORT_FIELDS_H

/*
 * From names and values as they stand in an input to fields of a document.
 * All readers convert numbers, dates, kinds and yes/no here, so that a column
 * and a JSON member mean the same.
 */

#include "base/error.h"
#include "import/import.h"

/* A bit of enum doc_field, or 0, for the exact English names of CLI.md. */
uint32_t pantau_field_parse(struct str name);
/* The English name of one bit; "" for none. */
const char *pantau_field_name(uint32_t field);

/*
 * The field that a column's header names, in Indonesian or English, without
 * regard to case, blanks, '_', '-' and '.'. *rank (may be NULL) says how sure
 * that is: of two columns with one field the lower rank wins.
 */
uint32_t pantau_field_alias(struct str header, unsigned *rank);
/* A header without all that does not count in that sense, in room. */
struct str pantau_field_fold(struct str header, char *out, size_t room);
/* True when both are the same header in that sense. */
bool pantau_field_same_header(struct str a, struct str b);

/* The field of a JSON member: --map first, then the exact name. 0: none. */
uint32_t pantau_field_of_member(const struct import_options *options,
		struct str name);

/* PANTAU_USAGE when --map names a field that there is not. */
enum pantau_status pantau_field_check_maps(
		const struct import_options *options, struct pantau_error *err);

/*
 * Sets a field from text; an empty value sets nothing. The value is lent and
 * must live as long as the document. Zone and order of dates are the options'.
 * PANTAU_BAD_INPUT without a place.
 */
enum pantau_status pantau_field_set(struct doc *doc, uint32_t field,
		struct str value, const struct import_options *options,
		struct pantau_error *err);
/* Sets a count (likes, ...) from a number. */
enum pantau_status pantau_field_set_count(struct doc *doc, uint32_t field,
		int64_t value, struct pantau_error *err);

/* A time as people and machines write it, or PANTAU_BAD_INPUT without a place,
 * which says how to settle or write it. */
enum pantau_status pantau_field_time(struct str value, int zone,
		enum import_dates dates, struct timestamp *out,
		struct pantau_error *err);

/* PANTAU_BAD_INPUT when there is neither text nor title. */
enum pantau_status pantau_field_check(const struct doc *doc,
		struct pantau_error *err);

#endif
