/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_IMPORT_JSON_PLACE_H
#define PANTAU_IMPORT_JSON_PLACE_H

/*
 * Where a JSON text goes wrong. simdjson's DOM says that it does, not where;
 * this second, slow reader (RFC 8259) is asked for rejected lines only.
 */

#include "base/str.h"

enum json_fault {
	JSON_FAULT_NONE,     /* this reader finds nothing wrong */
	JSON_FAULT_EMPTY,    /* no value */
	JSON_FAULT_VALUE,    /* a value was expected */
	JSON_FAULT_KEY,      /* a key in quotes was expected */
	JSON_FAULT_COLON,
	JSON_FAULT_COMMA,    /* a comma or closing bracket was expected */
	JSON_FAULT_NUMBER,
	JSON_FAULT_ESCAPE,
	JSON_FAULT_CONTROL,  /* a control character inside a string */
	JSON_FAULT_UTF8,
	JSON_FAULT_UNCLOSED, /* a string, object or array does not end */
	JSON_FAULT_TRAILING, /* something behind the value */
	JSON_FAULT_DEPTH,
};

#define JSON_DEPTH_MAX 1024 /* as simdjson */

/* *at is the byte where the fault shows. */
enum json_fault pantau_json_fault(struct str text, size_t *at);

/*
 * In valid JSON: the byte where the value (or, when of_key, the key) of the
 * nth member (from 0) of the outermost object begins; 0 when there is none.
 */
size_t pantau_json_member_at(struct str text, size_t nth, bool of_key);

#endif
