/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_ERROR_H
#define PANTAU_ERROR_H

/*
 * Status codes and errors with a place.
 *
 * Functions that can fail return an enum pantau_status and take a struct
 * pantau_error * last, which may be NULL. On PANTAU_OK the error is left as it
 * was; on anything else it is filled. The library never prints, never exits
 * and keeps no error of its own, so a struct pantau_error may be used by one
 * thread at a time and needs no release.
 */

#include <stdint.h>

#if defined(__GNUC__)
#define PANTAU_API __attribute__((visibility("default")))
#define PANTAU_PRINTF(fmt, args) __attribute__((format(printf, fmt, args)))
#else
#define PANTAU_API
#define PANTAU_PRINTF(fmt, args)
#endif

#ifdef __cplusplus
extern "C" {
#endif

enum pantau_status {
	PANTAU_OK = 0,
	PANTAU_END,         /* an iterator has no more; never an error */
	PANTAU_NOT_FOUND,   /* no such item, file or row */
	PANTAU_USAGE,       /* the caller's options or arguments are wrong */
	PANTAU_BAD_QUERY,   /* the query does not parse; column is set */
	PANTAU_BAD_INPUT,   /* one record was rejected; the next can be read */
	PANTAU_BAD_LEXICON, /* a lexicon row is wrong; file, line, column set */
	PANTAU_IO,          /* the system refused a read or a write */
	PANTAU_BUSY,        /* another writer holds the file */
	PANTAU_FOREIGN,     /* the file is not a pantau database */
	PANTAU_NEWER,       /* the database was written by a newer version */
	PANTAU_STALE,       /* another analyser made the index: rebuild */
	PANTAU_DAMAGED,     /* the database is damaged */
	PANTAU_LIMIT,       /* a limit on time, terms or size was reached */
	PANTAU_INTERRUPTED, /* the caller asked to stop */
	PANTAU_NO_MEMORY,   /* an allocation failed */
};

/* The language of messages. Codes, keys and formats are never translated. */
enum pantau_lang {
	PANTAU_LANG_ID = 0, /* Indonesian, the default */
	PANTAU_LANG_EN = 1,
};

struct pantau_error {
	enum pantau_status code;
	enum pantau_lang lang; /* in: set by the caller before the call */
	uint64_t line;         /* from 1; 0 when there is no line */
	uint64_t column;       /* in bytes from 1; 0 when there is none */
	char file[256];        /* empty when there is none; UTF-8, cut at front */
	char message[768];     /* lower case, no full stop, no place in it */
};

/* A constant English name of a code ("bad query"), for logs and tests. */
PANTAU_API const char *pantau_status_name(enum pantau_status status);

#ifdef __cplusplus
}
#endif

#endif
