/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_BASE_PRINT_JSON_H
#define PANTAU_BASE_PRINT_JSON_H

/*
 * A compact JSON writer without a stack: one flag tells whether a comma is due,
 * for it is false only right behind an opening bracket. The caller balances.
 */

#include "base/out.h"

struct json {
	struct out *out;
	bool comma;
};

/* key is NULL inside an array. */
void pantau_json_open(struct json *json, const char *key, char bracket);
void pantau_json_close(struct json *json, char bracket);
void pantau_json_str(struct json *json, const char *key, struct str value);
/* Bytes that are JSON already: a number, true, false, null. */
void pantau_json_raw(struct json *json, const char *key, struct str value);

#endif
