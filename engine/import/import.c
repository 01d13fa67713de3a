/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* From the words of a call to documents: next() goes on with the innermost of
 * what is open. */

#include "import/import_parts.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "import/fields.h"

enum pantau_status pantau_import_open(const char *const *paths, size_t n,
		const struct import_options *options, struct import **out,
		struct pantau_error *err)
{
	enum pantau_status status = pantau_field_check_maps(options, err);
	if (status != PANTAU_OK) {
		return status;
	}
	struct import *import = calloc(1, sizeof(*import));
	if (import == NULL) {
		return pantau_fail_memory(err);
	}
	import->paths = paths;
	import->n = n;
	import->options = *options;
	pantau_walk_init(&import->walk);
	pantau_source_init(&import->source);
	pantau_buf_init(&import->origin);
	*out = import;
	return PANTAU_OK;
}

void pantau_import_close(struct import *import)
{
	if (import == NULL) {
		return;
	}
	pantau_import__close_input(import);
	pantau_walk_finish(&import->walk);
	pantau_source_finish(&import->source);
	pantau_buf_finish(&import->origin);
	for (size_t i = 0; i < import->entries; i++) {
		pantau_buf_finish(&import->entry[i]->path);
		free(import->entry[i]);
	}
	free(import->entry);
	free(import);
}

/* --- paths and folders --- */

/* 0 when one of them has no size that is known beforehand. */
static uint64_t sum_sizes(const struct import *import)
{
	uint64_t total = 0;
	for (size_t i = 0; i < import->n; i++) {
		struct stat info;
		bool there = stat(import->paths[i], &info) == 0;
		if (strcmp(import->paths[i], "-") == 0 ||
				(there && !S_ISREG(info.st_mode))) {
			return 0;
		}
		total += there ? (uint64_t)info.st_size : 0;
	}
	return total;
}

static enum pantau_status open_file(struct import *import, const char *path,
		struct pantau_error *err)
{
	bool is_stdin = strcmp(path, "-") == 0 && import->folder == NULL;
	int fd = is_stdin ? import->options.stdin_fd
			: open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	if (fd < 0) {
		return pantau_fail_errno(err, "cannot open",
				"tidak dapat membuka", path);
	}
	import->path = strdup(path);
	if (import->path == NULL) {
		if (!is_stdin) {
			close(fd);
		}
		return pantau_fail_memory(err);
	}
	import->first = import->entries;
	import->reported = false;
	enum pantau_status status = pantau_input_open(fd, !is_stdin,
			import->path, &import->input, err);
	if (status != PANTAU_OK) {
		pantau_import__close_input(import);
	}
	return status;
}

/* The next file of the folder or the next word of the call. */
static enum pantau_status open_next(struct import *import,
		struct pantau_error *err)
{
	if (import->folder != NULL) {
		const char *path;
		enum pantau_status status = pantau_walk_next(&import->walk, &path,
				err);
		if (status == PANTAU_OK) {
			return open_file(import, path, err);
		}
		if (status != PANTAU_END) {
			return status;
		}
		import->folder = NULL;
	}
	if (import->next == import->n) {
		return PANTAU_END;
	}
	const char *path = import->paths[import->next++];
	struct stat info;
	if (strcmp(path, "-") != 0 && stat(path, &info) == 0 &&
			S_ISDIR(info.st_mode)) {
		enum pantau_status status = pantau_walk_begin(&import->walk, path,
				err);
		import->folder = status == PANTAU_OK ? path : NULL;
		return status;
	}
	return open_file(import, path, err);
}

/* --- documents --- */

static enum pantau_status read_next(struct import *import,
		struct arena *arena, struct doc *out, struct str *raw,
		struct pantau_error *err)
{
	struct import_entry *entry = import->entry[import->entries - 1];
	enum pantau_status status = import->ops->next(import->reader, arena, out,
			raw, err);
	entry->input.bytes = pantau_input_bytes(import->input);
	if (status == PANTAU_OK) {
		return pantau_import__defaults(&import->options, import->ops,
				buf_str(&import->origin),
				(uint32_t)(import->entries - 1), arena, out, err);
	}
	if (status == PANTAU_END || import->source.failed) {
		entry->input.mended += import->source.utf16.mended;
		pantau_import__close_reader(import);
	}
	return pantau_import__at_file(err, status, entry->input.path);
}

enum pantau_status pantau_import_next(struct import *import,
		struct arena *arena, struct doc *out, struct str *raw,
		struct pantau_error *err)
{
	if (!import->started) {
		import->total = sum_sizes(import);
		import->started = true;
	}
	*raw = (struct str){0};
	for (;;) {
		enum pantau_status status;
		if (import->ops != NULL) {
			status = read_next(import, arena, out, raw, err);
			if (status == PANTAU_END) {
				continue;
			}
			return status;
		}
		status = import->input != NULL ? pantau_import__member(import, err)
				: open_next(import, err);
		if (status != PANTAU_OK) {
			return status;
		}
	}
}

size_t pantau_import_inputs(const struct import *import)
{
	return import->entries;
}

const struct import_input *pantau_import_input(const struct import *import,
		size_t index)
{
	return &import->entry[index]->input;
}

void pantau_import_progress(const struct import *import, uint64_t *done,
		uint64_t *total)
{
	*done = import->done;
	if (import->input != NULL) {
		*done += pantau_input_bytes(import->input);
	}
	*total = import->total;
}

struct str pantau_import_mapping(const struct import *import)
{
	if (import->ops == NULL || import->ops->mapping == NULL) {
		return (struct str){0};
	}
	return import->ops->mapping(import->reader);
}
