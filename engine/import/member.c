/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* What an input holds: its members, who reads them, what they are called. */

/* For realpath, which POSIX keeps in its XSI part. */
#define _XOPEN_SOURCE 700

#include "import/import_parts.h"

#include <stdlib.h>

#include "base/utf8.h"
#include "import/packed.h"

void pantau_import__close_reader(struct import *import)
{
	if (import->ops != NULL) {
		import->ops->close(import->reader);
		import->ops = NULL;
	}
}

void pantau_import__close_input(struct import *import)
{
	pantau_import__close_reader(import);
	pantau_input_close(import->input);
	import->input = NULL;
	free(import->path);
	import->path = NULL;
}

/* A new entry for the member at hand; NULL when memory is out. */
static struct import_entry *add_entry(struct import *import, struct str member)
{
	if (import->entries == import->room) {
		size_t room = import->room == 0 ? 16 : import->room * 2;
		struct import_entry **all = realloc(import->entry, room * sizeof(*all));
		if (all == NULL) {
			return NULL;
		}
		import->entry = all;
		import->room = room;
	}
	struct import_entry *entry = calloc(1, sizeof(*entry));
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

enum pantau_status pantau_import__at_file(struct pantau_error *err,
		enum pantau_status status, const char *path)
{
	if (status == PANTAU_BAD_INPUT && err != NULL) {
		pantau_fail_at(err, path, err->line, err->column);
	}
	return status;
}

/* The base name, with what is no UTF-8 in it mended. */
static bool set_origin(struct import *import, struct str path)
{
	char *resolved = NULL;
	struct str name = str_eq(path, STR("-")) ? STR("stdin")
			: pantau_reader_base_name(path);
	if (import->folder != NULL &&
			(str_eq(name, STR(".")) || str_eq(name, STR("..")))) {
		resolved = realpath(import->folder, NULL);
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
static bool choose_origin(struct import *import, struct str member)
{
	struct str name = str_of(import->path);
	if (import->ops->one_document && import->folder != NULL) {
		name = str_of(import->folder);
	} else if (!import->ops->one_document && member.n > 0) {
		name = member;
	}
	return set_origin(import, name);
}

/* Archives stand in archives to hide things; one level is read. */
static enum pantau_status refuse(const struct reader_ops *ops, struct str head,
		struct str member, struct pantau_error *err)
{
	if (head.n == 0) {
		return pantau_fail(err, PANTAU_BAD_INPUT, "%s", PANTAU_T(err,
				"the file is empty", "berkas kosong"));
	}
	if (member.n > 0 && pantau_packed(head)) {
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
}

/* Behind the last member. An archive without any file must not pass in
 * silence: it may be a damaged one. */
static enum pantau_status end_input(struct import *import,
		struct pantau_error *err)
{
	enum pantau_status status = PANTAU_OK;
	finish_input(import);
	if (import->entries == import->first && !import->reported) {
		status = pantau_fail(err, PANTAU_BAD_INPUT, "%s", PANTAU_T(err,
				"there is no file in it",
				"tidak ada berkas di dalamnya"));
		pantau_import__at_file(err, status, import->path);
	}
	pantau_import__close_input(import);
	return status;
}

static enum pantau_status choose_reader(struct import *import,
		struct import_entry *entry, struct str member, struct pantau_error *err)
{
	struct str head = source_view(&import->source);
	bool whole = import->source.end && head.n <= SOURCE_HEAD;
	head.n = head.n < SOURCE_HEAD ? head.n : SOURCE_HEAD;
	struct reader_setup setup = {
		.options = &import->options,
		.source = &import->source,
		.input = &entry->input,
		.alone = import->folder == NULL && member.n == 0,
	};
	const struct reader_ops *ops = head.n == 0 ? NULL
			: pantau_reader_choose(head, whole, member.n > 0 ? member
				: str_of(import->path), setup.alone);
	enum pantau_status status = refuse(ops, head, member, err);
	if (status == PANTAU_OK) {
		entry->input.format = ops->name;
		status = ops->open(&setup, &import->reader, err);
	}
	if (status == PANTAU_OK) {
		import->ops = ops;
	}
	return status;
}

enum pantau_status pantau_import__member(struct import *import,
		struct pantau_error *err)
{
	struct str member;
	enum pantau_status status = pantau_input_next(import->input, &member,
			err);
	if (status == PANTAU_END) {
		return end_input(import, err);
	}
	if (status != PANTAU_OK) {
		import->reported = true;
		return pantau_import__at_file(err, status, import->path);
	}
	struct import_entry *entry = add_entry(import, member);
	if (entry == NULL) {
		return pantau_fail_memory(err);
	}
	const char *path = entry->input.path;
	status = pantau_source_begin(&import->source, import->input, err);
	if (status != PANTAU_OK) {
		return pantau_import__at_file(err, status, path);
	}
	status = choose_reader(import, entry, member, err);
	if (status != PANTAU_OK) {
		return pantau_import__at_file(err, status, path);
	}
	return choose_origin(import, member) ? PANTAU_OK
			: pantau_fail_memory(err);
}

