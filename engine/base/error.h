/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_BASE_ERROR_H
#define PANTAU_BASE_ERROR_H

/*
 * How the engine fills errors. Both languages stand at the place where the
 * message is raised, so that the compiler checks both formats and neither can
 * be forgotten:
 *
 *	return pantau_fail(err, PANTAU_IO,
 *			PANTAU_T(err, "cannot open '%s': %s",
 *				"tidak dapat membuka '%s': %s"), path, why);
 */

#include <stddef.h>

#include "pantau/error.h"

#define PANTAU_T(err, en, id) \
	(((err) != NULL && (err)->lang == PANTAU_LANG_EN) ? (en) : (id))

/* The same choice where a language, not an error, is at hand. */
#define PANTAU_L(language, en, id) ((language) == PANTAU_LANG_EN ? (en) : (id))

/* Fills code and message, clears the place, returns code. err may be NULL. */
PANTAU_PRINTF(3, 4)
enum pantau_status pantau_fail(struct pantau_error *err,
		enum pantau_status code, const char *format, ...);

/* Adds a place to an error just filled and returns its code; file may be NULL
 * (kept as it was). With err NULL it returns PANTAU_BAD_INPUT, so where err may
 * be NULL, return what pantau_fail returned. */
enum pantau_status pantau_fail_at(struct pantau_error *err, const char *file,
		uint64_t line, uint64_t column);

/* "out of memory", in the error's language. */
enum pantau_status pantau_fail_memory(struct pantau_error *err);

/* PANTAU_IO with 'what' quoted and strerror of errno, as at the call. */
enum pantau_status pantau_fail_errno(struct pantau_error *err,
		const char *what_en, const char *what_id, const char *path);

/* A fresh error in the language of another (which may be NULL). */
struct pantau_error pantau_error_like(const struct pantau_error *other);

#endif
