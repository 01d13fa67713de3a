/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * From the words of a call to documents. Three things may be open, one inside
 * the other: a folder that is walked, an input (file or archive), and a reader
 * over one member of it. next() goes on with the innermost.
 */

/* For realpath, which POSIX keeps in its XSI part. */
#define _XOPEN_SOURCE 700

#include "import/import.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/utf8.h"
#include "import/fields.h"
#include "import/reader.h"
#include "import/walk.h"

struct entry {
	struct import_input input;
	struct buf path;
};

struct import {
	const char *const *paths;
	size_t n, next;
	struct import_options options;
	struct walk walk;
	const char *folder;       /* being walked, as the user named it */
	char *path;               /* of the input that is open */
	struct input *input;
	struct source source;
	const struct reader_ops *ops;
	void *reader;
	struct buf origin;        /* source of documents that name none */
	struct entry **entry;
	size_t entries, room;
	size_t first;             /* the first entry of the input */
	uint64_t done, total;     /* bytes of inputs closed, of all */
	bool started;
};

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

static void close_reader(struct import *import)
{
	if (import->ops != NULL) {
		import->ops->close(import->reader);
		import->ops = NULL;
	}
}

static void close_input(struct import *import)
{
	close_reader(import);
	pantau_input_close(import->input);
	import->input = NULL;
	free(import->path);
	import->path = NULL;
}

void pantau_import_close(struct import *import)
{
	if (import == NULL) {
		return;
	}
	close_input(import);
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

/* A new entry for the member at hand; NULL when memory is out. */
static struct entry *add_entry(struct import *import, struct str member)
{
	if (import->entries == import->room) {
		size_t room = import->room == 0 ? 16 : import->room * 2;
		struct entry **all = realloc(import->entry, room * sizeof(*all));
		if (all == NULL) {
			return NULL;
		}
		import->entry = all;
		import->room = room;
	}
	struct entry *entry = calloc(1, sizeof(*entry));
	if (entry == NULL) {
		return NULL;
	}
	pantau_buf_init(&entry->path);
	pantau_buf_str(&entry->path, str_of(import->path));
	if (member.n > 0) {
		pantau_buf_char(&entry->path, ':');
		pantau_buf_str(&entry->path, member);
	}
	if (entry->path.failed) {
		pantau_buf_finish(&entry->path);
		free(entry);
		return NULL;
	}
	entry->input.path = entry->path.p;
	entry->input.format = "";
	import->entry[import->entries++] = entry;
	return entry;
}

/* Messages of PANTAU_IO name their file themselves. */
static enum pantau_status at_file(struct pantau_error *err,
		enum pantau_status status, const char *path)
{
	if (status == PANTAU_BAD_INPUT && err != NULL) {
		pantau_fail_at(err, path, err->line, err->column);
	}
	return status;
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
	enum pantau_status status = pantau_input_open(fd, !is_stdin,
			import->path, &import->input, err);
	if (status != PANTAU_OK) {
		close_input(import);
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

/* --- members --- */

/* The base name, with what is no UTF-8 in it mended. */
static bool set_origin(struct import *import, const char *path)
{
	char *resolved = NULL;
	struct str name = strcmp(path, "-") == 0 ? STR("stdin")
			: pantau_reader_base_name(str_of(path));
	if (str_eq(name, STR(".")) || str_eq(name, STR(".."))) {
		resolved = realpath(path, NULL);
		name = pantau_reader_base_name(str_of(resolved));
	}
	pantau_buf_clear(&import->origin);
	for (size_t at = 0; at < name.n;) {
		bool ok;
		pantau_buf_utf8(&import->origin,
				pantau_utf8_next(name, &at, &ok));
	}
	free(resolved);
	return !import->origin.failed;
}

/* Texts are named after what holds them, tables and lists after themselves. */
static bool choose_origin(struct import *import, const char *path)
{
	if (import->ops->one_document) {
		path = import->folder != NULL ? import->folder : import->path;
	}
	return set_origin(import, path);
}

/* Archives stand in archives to hide things; one level is read. */
static bool is_packed(struct str head)
{
	return str_starts(head, STR("\x1f\x8b")) ||
			str_starts(head, STR("\x28\xb5\x2f\xfd")) ||
			str_starts(head, STR("\xfd" "7zXZ")) ||
			str_starts(head, STR("BZh")) ||
			str_starts(head, STR("PK\003\004")) ||
			(head.n > 262 && str_eq(str_make(head.p + 257, 5),
				STR("ustar")));
}

static enum pantau_status refuse(const struct reader_ops *ops, struct str head,
		struct str member, struct pantau_error *err)
{
	if (head.n == 0) {
		return pantau_fail(err, PANTAU_BAD_INPUT, "%s", PANTAU_T(err,
				"the file is empty", "berkas kosong"));
	}
	if (member.n > 0 && is_packed(head)) {
		return pantau_fail(err, PANTAU_BAD_INPUT, "%s", PANTAU_T(err,
				"packed more than once; unpack it first",
				"dikemas lebih dari sekali; buka kemasannya dulu"));
	}
	if (ops == NULL) {
		return pantau_fail(err, PANTAU_BAD_INPUT, "%s", PANTAU_T(err,
				"not a format that pantau reads: NDJSON, CSV, TSV or "
				"text (.txt)",
				"format berkas ini tidak dikenal; yang dibaca NDJSON, CSV, "
				"TSV, atau teks (.txt)"));
	}
	return PANTAU_OK;
}

/* The whole input was read: its entries learn its hash. */
static void finish_input(struct import *import)
{
	unsigned char hash[16] = {0};
	bool complete = pantau_input_hash(import->input, hash);
	for (size_t i = import->first; i < import->entries; i++) {
		struct import_input *input = &import->entry[i]->input;
		memcpy(input->hash, hash, sizeof(hash));
		input->complete = complete;
		input->bytes = pantau_input_bytes(import->input);
	}
	import->done += pantau_input_bytes(import->input);
	close_input(import);
}

static enum pantau_status open_member(struct import *import,
		struct pantau_error *err)
{
	struct str member;
	enum pantau_status status = pantau_input_next(import->input, &member,
			err);
	if (status == PANTAU_END) {
		finish_input(import);
		return PANTAU_OK;
	}
	if (status != PANTAU_OK) {
		return at_file(err, status, import->path);
	}
	struct entry *entry = add_entry(import, member);
	if (entry == NULL) {
		return pantau_fail_memory(err);
	}
	const char *path = entry->input.path;
	status = pantau_source_begin(&import->source, import->input, err);
	if (status != PANTAU_OK) {
		return at_file(err, status, path);
	}
	struct str head = source_view(&import->source);
	head.n = head.n < SOURCE_HEAD ? head.n : SOURCE_HEAD;
	bool alone = import->folder == NULL && member.n == 0;
	const struct reader_ops *ops = head.n == 0 ? NULL
			: pantau_reader_choose(head, import->source.end &&
				head.n == source_view(&import->source).n,
				member.n > 0 ? member : str_of(import->path),
				alone);
	status = refuse(ops, head, member, err);
	if (status == PANTAU_OK) {
		struct reader_setup setup = {
			.options = &import->options, .source = &import->source,
			.input = &entry->input, .alone = alone,
		};
		entry->input.format = ops->name;
		status = ops->open(&setup, &import->reader, err);
	}
	if (status != PANTAU_OK) {
		return at_file(err, status, path);
	}
	import->ops = ops;
	return choose_origin(import, path) ? PANTAU_OK : pantau_fail_memory(err);
}

/* --- documents --- */

static enum doc_kind guess_kind(const struct import *import,
		const struct doc *doc)
{
	bool titled = (doc->fields & DOC_TITLE) != 0;
	bool news = titled && ((doc->fields & DOC_URL) != 0 ||
			import->ops->one_document);
	return news ? KIND_NEWS : KIND_POST;
}

static enum pantau_status set_defaults(const struct import *import,
		struct arena *arena, struct doc *doc, struct pantau_error *err)
{
	const struct import_options *options = &import->options;
	if ((doc->fields & DOC_SOURCE) == 0) {
		struct str name = options->source != NULL
				? str_of(options->source) : buf_str(&import->origin);
		doc->source = pantau_arena_str(arena, name);
		if (doc->source.p == NULL) {
			return pantau_fail_memory(err);
		}
		doc->fields |= DOC_SOURCE;
	}
	if ((doc->fields & DOC_KIND) == 0) {
		doc->kind = options->kind != KIND_NONE ? options->kind
				: guess_kind(import, doc);
		doc->fields |= DOC_KIND;
	}
	if (options->public_author) {
		doc->public_author = true;
		doc->fields |= DOC_PUBLIC;
	}
	doc->input = (uint32_t)(import->entries - 1);
	return PANTAU_OK;
}

static enum pantau_status read_next(struct import *import,
		struct arena *arena, struct doc *out, struct str *raw,
		struct pantau_error *err)
{
	struct entry *entry = import->entry[import->entries - 1];
	enum pantau_status status = import->ops->next(import->reader, arena, out,
			raw, err);
	entry->input.bytes = pantau_input_bytes(import->input);
	if (status == PANTAU_OK) {
		return set_defaults(import, arena, out, err);
	}
	if (status == PANTAU_END || import->source.failed) {
		entry->input.mended += import->source.utf16.mended;
		close_reader(import);
	}
	return at_file(err, status, entry->input.path);
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
		status = import->input != NULL ? open_member(import, err)
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
