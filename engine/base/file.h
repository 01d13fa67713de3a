/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_BASE_FILE_H
#define PANTAU_BASE_FILE_H

/* Where a file to be read does not exist, the status is PANTAU_NOT_FOUND. */

#include "base/error.h"
#include "base/str.h"

/* The whole file, at most limit bytes (PANTAU_LIMIT past that). */
enum pantau_status pantau_file_read(const char *path, size_t limit,
		struct buf *out, struct pantau_error *err);

/* Writes beside path and renames over it; readers see the old or the new. */
enum pantau_status pantau_file_replace(const char *path, struct str bytes,
		unsigned mode, struct pantau_error *err);

/* A read-only private map. p NULL for an empty file. */
enum pantau_status pantau_file_map(const char *path, struct str *out,
		struct pantau_error *err);
void pantau_file_unmap(struct str map);

/* A file in folder that has no name: whatever ends the program, nothing is left
 * behind. -1 and errno. */
int pantau_file_unnamed(const char *folder);
/* All bytes at a place of a file; false and errno when they cannot be written
 * or are not there. */
bool pantau_file_write_at(int fd, struct str bytes, uint64_t at);
bool pantau_file_read_at(int fd, char *p, size_t n, uint64_t at);

/* mkdir -p with mode 0700 for what is missing. */
enum pantau_status pantau_dir_make(const char *path, struct pantau_error *err);

#endif
