/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Filling errors, and the system's reasons in both languages. */

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>

#include "base/error.h"
#include "base/utf8.h"

const char *pantau_status_name(enum pantau_status status)
{
	static const char *const name[] = {
		[PANTAU_OK] = "ok",
		[PANTAU_END] = "end",
		[PANTAU_NOT_FOUND] = "not found",
		[PANTAU_USAGE] = "usage",
		[PANTAU_BAD_QUERY] = "bad query",
		[PANTAU_BAD_INPUT] = "bad input",
		[PANTAU_BAD_LEXICON] = "bad lexicon",
		[PANTAU_IO] = "input/output error",
		[PANTAU_BUSY] = "busy",
		[PANTAU_FOREIGN] = "foreign database",
		[PANTAU_NEWER] = "newer database",
		[PANTAU_STALE] = "stale index",
		[PANTAU_DAMAGED] = "damaged database",
		[PANTAU_LIMIT] = "limit reached",
		[PANTAU_INTERRUPTED] = "interrupted",
		[PANTAU_NO_MEMORY] = "out of memory",
	};

	if ((size_t)status >= sizeof(name) / sizeof(name[0])) {
		return "unknown";
	}
	return name[status];
}

enum pantau_status pantau_fail(struct pantau_error *err,
		enum pantau_status code, const char *format, ...)
{
	va_list args;

	if (err == NULL) {
		return code;
	}
	err->code = code;
	err->line = 0;
	err->column = 0;
	err->file[0] = '\0';
	va_start(args, format);
	int n = vsnprintf(err->message, sizeof(err->message), format, args);
	va_end(args);
	if (n < 0) {
		err->message[0] = '\0';
	} else if ((size_t)n >= sizeof(err->message)) {
		/* Between characters: the four bytes left out let the cut see
		 * the whole of the character that it falls into. */
		struct str s = str_make(err->message, sizeof(err->message) - 1);
		err->message[pantau_utf8_prefix(s, s.n - 4).n] = '\0';
	}
	return code;
}

enum pantau_status pantau_fail_at(struct pantau_error *err, const char *file,
		uint64_t line, uint64_t column)
{
	if (err == NULL) {
		return PANTAU_BAD_INPUT;
	}
	err->line = line;
	err->column = column;
	if (file != NULL) {
		size_t n = strlen(file);
		const size_t room = sizeof(err->file) - 1;
		/* The end of a path says more than its beginning. */
		if (n > room) {
			file += n - room;
			while ((*file & 0xc0) == 0x80) {
				file++;
			}
			n = strlen(file);
		}
		memmove(err->file, file, n + 1);
	}
	return err->code;
}

enum pantau_status pantau_fail_memory(struct pantau_error *err)
{
	return pantau_fail(err, PANTAU_NO_MEMORY, "%s",
			PANTAU_T(err, "out of memory", "memori tidak cukup"));
}

static const struct reason {
	int code;
	const char *en, *id;
} reasons[] = {
	{EACCES, "permission denied", "tidak punya hak akses"},
	{EPERM, "operation not permitted", "tidak diizinkan"},
	{ENOENT, "no such file or directory", "berkas atau folder tidak ada"},
	{ENOTDIR, "not a directory", "bukan folder"},
	{EISDIR, "is a directory", "ini folder, bukan berkas"},
	{EEXIST, "already exists", "sudah ada"},
	{ENOSPC, "no space left on device", "ruang penyimpanan habis"},
	{EDQUOT, "disk quota exceeded", "kuota penyimpanan habis"},
	{EROFS, "read-only file system", "media hanya bisa dibaca"},
	{EFBIG, "file too large", "berkas terlalu besar"},
	{EIO, "input/output error", "gangguan baca-tulis pada media"},
	{EMFILE, "too many open files", "terlalu banyak berkas terbuka"},
	{ENFILE, "too many open files", "terlalu banyak berkas terbuka"},
	{ENAMETOOLONG, "file name too long", "nama berkas terlalu panjang"},
	{ELOOP, "too many symbolic links", "tautan simbolis berputar"},
	{ENOMEM, "out of memory", "memori tidak cukup"},
	{EPIPE, "broken pipe", "penerima keluaran sudah menutup"},
	{ENODEV, "not a regular file", "bukan berkas biasa"},
};

enum pantau_status pantau_fail_errno(struct pantau_error *err,
		const char *what_en, const char *what_id, const char *path)
{
	int code = errno;
	char text[128] = "";
	const char *why = NULL;

	for (size_t i = 0; i < sizeof(reasons) / sizeof(reasons[0]); i++) {
		if (reasons[i].code == code) {
			why = PANTAU_T(err, reasons[i].en, reasons[i].id);
		}
	}
	if (why == NULL) {
		/* Rare ones come as the C library has them. */
		if (strerror_r(code, text, sizeof(text)) != 0) {
			snprintf(text, sizeof(text), "errno %d", code);
		}
		why = text;
	}
	pantau_fail(err, PANTAU_IO, "%s '%s': %s",
			PANTAU_T(err, what_en, what_id), path, why);
	errno = code;
	return PANTAU_IO;
}

struct pantau_error pantau_error_like(const struct pantau_error *other)
{
	struct pantau_error err = {0};

	err.lang = other != NULL ? other->lang : PANTAU_LANG_ID;
	return err;
}
