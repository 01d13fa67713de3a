/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_IMPORT_PARTS_H
#define PANTAU_IMPORT_PARTS_H

/* The state that import.c (paths, documents) and member.c (what an input
 * holds) share; nobody else includes this. */

#include "import/import.h"
#include "import/reader.h"
#include "import/walk.h"

struct import_entry {
	struct import_input input;
	struct buf path;
};

/* Three things may be open, one inside the other: a folder that is walked, an
 * input (file or archive), and a reader over one member of it. */
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
	struct import_entry **entry;
	size_t entries, room;
	size_t first;             /* the first entry of the input */
	uint64_t done, total;     /* bytes of inputs closed, of all */
	bool started;
	bool reported;            /* the input at hand already failed */
};

/* Opens a reader over the input's next member; closes the input behind the
 * last. Statuses as of pantau_import_next, PANTAU_OK: look again. */
enum pantau_status pantau_import__member(struct import *import,
		struct pantau_error *err);

void pantau_import__close_reader(struct import *import);
void pantau_import__close_input(struct import *import);

/* Sets what a document does not say itself. */
enum pantau_status pantau_import__defaults(
		const struct import_options *options,
		const struct reader_ops *ops, struct str origin, uint32_t input,
		struct arena *arena, struct doc *doc, struct pantau_error *err);

/* Adds the file to a PANTAU_BAD_INPUT; messages of PANTAU_IO name it
 * themselves. Returns status. */
enum pantau_status pantau_import__at_file(struct pantau_error *err,
		enum pantau_status status, const char *path);

#endif
