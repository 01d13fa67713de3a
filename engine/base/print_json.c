/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Keys, values, brackets and commas of JSON. */

#include "base/print_json.h"

static void lead(struct json *json, const char *key)
{
	if (json->comma) {
		pantau_out_char(json->out, ',');
	}
	if (key != NULL) {
		pantau_out_json(json->out, str_of(key));
		pantau_out_char(json->out, ':');
	}
	json->comma = true;
}

void pantau_json_open(struct json *json, const char *key, char bracket)
{
	lead(json, key);
	pantau_out_char(json->out, bracket);
	json->comma = false;
}

void pantau_json_close(struct json *json, char bracket)
{
	pantau_out_char(json->out, bracket);
	json->comma = true;
}

void pantau_json_str(struct json *json, const char *key, struct str value)
{
	lead(json, key);
	pantau_out_json(json->out, value);
}

void pantau_json_raw(struct json *json, const char *key, struct str value)
{
	lead(json, key);
	pantau_out_str(json->out, value);
}
