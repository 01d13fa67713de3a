/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_IMPORT_JSON_SHIM_H
#define PANTAU_IMPORT_JSON_SHIM_H

/*
 * simdjson's DOM behind C: it checks everything, also what nobody reads. No
 * exception crosses this border.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define JSON_SHIM_PADDING 64 /* readable bytes behind the text */

enum json_shim_status {
	JSON_SHIM_OK,
	JSON_SHIM_SYNTAX,     /* not JSON, or beyond a limit of the parser */
	JSON_SHIM_NO_OBJECT,  /* JSON, but not an object */
	JSON_SHIM_STOPPED,    /* the callback said so */
	JSON_SHIM_NO_MEMORY,
};

enum json_shim_type {
	JSON_SHIM_NULL,
	JSON_SHIM_BOOL,
	JSON_SHIM_INT,
	JSON_SHIM_REAL,       /* also integers beyond 63 bits */
	JSON_SHIM_STRING,
	JSON_SHIM_NESTED,     /* an object or array */
};

/* A member of the outermost object. Strings are decoded, may hold NULs, and
 * live until the parser's next call. */
struct json_shim_member {
	const char *key;
	size_t key_length;
	enum json_shim_type type;
	const char *string;
	size_t string_length;
	int64_t integer;
	double real;
	bool boolean;
};

struct json_shim; /* one per thread */

/*
 * What a program does when simdjson (or ICU) runs out of memory where it lets
 * no exception out; last must not return. Without it the process is aborted.
 * For programs: it is set for the whole process.
 */
void pantau_json_shim_last(void (*last)(void));


struct json_shim *pantau_json_shim_create(void); /* NULL: out of memory */
void pantau_json_shim_destroy(struct json_shim *shim);

/*
 * Parses length bytes with JSON_SHIM_PADDING readable ones behind them, then
 * calls member for each member of the object, in order, until it returns
 * false. Nothing is called before all of the text was found to be JSON.
 */
enum json_shim_status pantau_json_shim_parse(struct json_shim *shim,
		const char *text, size_t length,
		bool (*member)(void *context,
				const struct json_shim_member *member),
		void *context);

enum json_shim_event { JSON_SHIM_VALUE, JSON_SHIM_BEGIN, JSON_SHIM_END };

/* A step of a walk. Of an element of an array the key is empty; of a BEGIN and
 * an END only key and array are set. */
struct json_shim_step {
	enum json_shim_event event;
	bool array;              /* BEGIN, END: else it is an object */
	struct json_shim_member member;
};

/*
 * Parses as above, then calls step for every value, in order, from the
 * outermost object or array on, until it returns false. JSON_SHIM_NO_OBJECT: it
 * is neither. At most 1024 levels.
 */
enum json_shim_status pantau_json_shim_walk(struct json_shim *shim,
		const char *text, size_t length,
		bool (*step)(void *context, const struct json_shim_step *step),
		void *context);

#ifdef __cplusplus
}
#endif

#endif
