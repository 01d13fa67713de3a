/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_CLI_LATE_IMPORT_H
#define PANTAU_CLI_LATE_IMPORT_H

/*
 * What the room import calls of libarchive and of simdjson's shim. The program
 * forwards to the table of its module pantau-import.so, which is linked to
 * both: so the linker checks names and versions of what is opened late.
 */

#include <archive.h>
#include <archive_entry.h>

#include "import/json_shim.h"

typedef bool late_member(void *context, const struct json_shim_member *member);
typedef bool late_step(void *context, const struct json_shim_step *step);

/* X for functions that return something, V for those that do not. */
#define LATE_IMPORT(X, V) \
	X(struct archive *, archive_read_new, (void), ()) \
	X(int, archive_read_free, (struct archive *a), (a)) \
	X(int, archive_read_support_filter_bzip2, (struct archive *a), (a)) \
	X(int, archive_read_support_filter_gzip, (struct archive *a), (a)) \
	X(int, archive_read_support_filter_xz, (struct archive *a), (a)) \
	X(int, archive_read_support_filter_zstd, (struct archive *a), (a)) \
	X(int, archive_read_support_format_empty, (struct archive *a), (a)) \
	X(int, archive_read_support_format_raw, (struct archive *a), (a)) \
	X(int, archive_read_support_format_tar, (struct archive *a), (a)) \
	X(int, archive_read_support_format_zip_seekable, (struct archive *a), \
			(a)) \
	X(int, archive_read_support_format_zip_streamable, \
			(struct archive *a), (a)) \
	X(int, archive_read_set_read_callback, (struct archive *a, \
			archive_read_callback *call), (a, call)) \
	X(int, archive_read_set_seek_callback, (struct archive *a, \
			archive_seek_callback *call), (a, call)) \
	X(int, archive_read_set_callback_data, (struct archive *a, \
			void *context), (a, context)) \
	X(int, archive_read_open1, (struct archive *a), (a)) \
	X(int, archive_read_next_header2, (struct archive *a, \
			struct archive_entry *entry), (a, entry)) \
	X(int, archive_read_data_block, (struct archive *a, const void **p, \
			size_t *n, la_int64_t *offset), (a, p, n, offset)) \
	X(int, archive_format, (struct archive *a), (a)) \
	X(int, archive_filter_count, (struct archive *a), (a)) \
	X(int, archive_filter_code, (struct archive *a, int i), (a, i)) \
	X(const char *, archive_error_string, (struct archive *a), (a)) \
	X(struct archive_entry *, archive_entry_new, (void), ()) \
	X(__LA_MODE_T, archive_entry_filetype, (struct archive_entry *entry), \
			(entry)) \
	X(const char *, archive_entry_hardlink, \
			(struct archive_entry *entry), (entry)) \
	X(const char *, archive_entry_pathname, \
			(struct archive_entry *entry), (entry)) \
	X(const char *, archive_entry_pathname_utf8, \
			(struct archive_entry *entry), (entry)) \
	V(archive_entry_free, (struct archive_entry *entry), (entry)) \
	X(struct json_shim *, pantau_json_shim_create, (void), ()) \
	V(pantau_json_shim_destroy, (struct json_shim *shim), (shim)) \
	X(enum json_shim_status, pantau_json_shim_parse, \
			(struct json_shim *shim, const char *text, size_t n, \
			late_member *member, void *context), \
			(shim, text, n, member, context)) \
	X(enum json_shim_status, pantau_json_shim_walk, \
			(struct json_shim *shim, const char *text, size_t n, \
			late_step *step, void *context), \
			(shim, text, n, step, context))

#define LATE_POINTER(type, name, parameters, arguments) \
	type (*name) parameters;
#define LATE_VOID_POINTER(name, parameters, arguments) \
	void (*name) parameters;

struct late_import {
	LATE_IMPORT(LATE_POINTER, LATE_VOID_POINTER)
	/* The one with arguments that cannot be forwarded. */
	void (*archive_set_error)(struct archive *a, int code,
			const char *format, ...);
};

#define LATE_MODULE "pantau-import.so"

#endif
