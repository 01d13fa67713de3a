/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* An input of debunks: opened, looked at, read by whom it is for. */

#include "import/debunk.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "import/debunk_parts.h"

struct debunk_reader {
	const char *path;
	struct debunk_options options;
	struct input *input;
	struct source source;
	bool is_json, open;
	union {
		struct debunk_table table;
		struct debunk_json json;
	};
};

static enum pantau_status at_file(const struct debunk_reader *reader,
		enum pantau_status status, struct pantau_error *err)
{
	if (status == PANTAU_BAD_INPUT && err != NULL) {
		pantau_fail_at(err, reader->path, err->line, err->column);
	}
	return status;
}

static enum pantau_status open_input(struct debunk_reader *reader,
		const char *path, struct pantau_error *err)
{
	bool standard = strcmp(path, "-") == 0;
	int fd = standard ? reader->options.stdin_fd
			: open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	struct str member;
	if (fd < 0) {
		return pantau_fail_errno(err, "cannot open",
				"tidak dapat membuka", path);
	}
	enum pantau_status status = pantau_input_open(fd, !standard, path,
			&reader->input, err);
	if (status == PANTAU_OK) {
		status = pantau_input_next(reader->input, &member, err);
	}
	return status == PANTAU_OK ? pantau_source_begin(&reader->source,
			reader->input, err) : status;
}

static enum pantau_status choose(struct debunk_reader *reader,
		struct pantau_error *err)
{
	struct str head = pantau_str_trim(source_view(&reader->source));
	if (head.n == 0) {
		return pantau_fail(err, PANTAU_BAD_INPUT, "%s", PANTAU_T(err,
				"the file is empty", "berkas kosong"));
	}
	reader->is_json = head.p[0] == '{' || head.p[0] == '[';
	reader->open = true;
	return reader->is_json ? pantau_debunk_json_open(&reader->json,
			&reader->source, err) : pantau_debunk_table_open(
			&reader->table, &reader->source, err);
}

enum pantau_status pantau_debunk_open(const char *path,
		const struct debunk_options *options,
		struct debunk_reader **out, struct pantau_error *err)
{
	struct debunk_reader *reader = calloc(1, sizeof(*reader));
	if (reader == NULL) {
		return pantau_fail_memory(err);
	}
	reader->path = strcmp(path, "-") == 0 ? "<stdin>" : path;
	reader->options = *options;
	pantau_source_init(&reader->source);
	enum pantau_status status = open_input(reader, path, err);
	if (status == PANTAU_END) {
		status = pantau_fail(err, PANTAU_BAD_INPUT, "%s", PANTAU_T(err,
				"there is no file in it",
				"tidak ada berkas di dalamnya"));
	}
	if (status == PANTAU_OK) {
		status = choose(reader, err);
	}
	if (status != PANTAU_OK) {
		at_file(reader, status, err);
		pantau_debunk_close(reader);
		return status;
	}
	*out = reader;
	return PANTAU_OK;
}

void pantau_debunk_close(struct debunk_reader *reader)
{
	if (reader == NULL) {
		return;
	}
	if (reader->open && reader->is_json) {
		pantau_debunk_json_close(&reader->json);
	} else if (reader->open) {
		pantau_debunk_table_close(&reader->table);
	}
	pantau_source_finish(&reader->source);
	if (reader->input != NULL) {
		pantau_input_close(reader->input);
	}
	free(reader);
}

enum pantau_status pantau_debunk_next(struct debunk_reader *reader,
		struct arena *arena, struct debunk *out,
		struct pantau_error *err)
{
	enum pantau_status status = reader->is_json
			? pantau_debunk_json_next(&reader->json,
				&reader->options, arena, out, err)
			: pantau_debunk_table_next(&reader->table,
				&reader->options, arena, out, err);
	return at_file(reader, status, err);
}

struct str pantau_debunk_mapping(const struct debunk_reader *reader)
{
	return reader->is_json ? str_make(NULL, 0)
			: buf_str(&reader->table.mapping);
}
