/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_IMPORT_IMPORT_H
#define PANTAU_IMPORT_IMPORT_H

/*
 * Import: files, folders, archives and standard input to documents, one at a
 * time. Each format is a file behind struct reader_ops (reader.h); the reader
 * that bids highest on the first bytes (and the name) reads the input. gz,
 * zst, xz, bz2 and members of zip and tar are seen through by libarchive.
 */

#include "base/arena.h"
#include "base/error.h"
#include "import/doc.h"

struct import_map {      /* --map FIELD=COLUMN */
	struct str field, column;
};

/* How numeric dates that fit both readings are read; never guessed. */
enum import_dates { DATES_REJECT, DATES_DAY_FIRST, DATES_MONTH_FIRST };

struct import_options {
	const char *source;  /* for documents without one; NULL: file's base name */
	enum doc_kind kind;  /* likewise; KIND_NONE: post or news by the reader */
	int zone;            /* offset for dates without one, minutes */
	enum import_dates dates; /* what settles '03/04/2026' */
	bool public_author;
	const struct import_map *map;
	size_t maps;
	int stdin_fd;        /* read for the path "-" */
};

/* What is known of an input once it was read to its end. */
struct import_input {
	const char *path;        /* 'berita.zip:a/b.csv' for a member */
	const char *format;      /* "ndjson", "csv", "text" */
	unsigned char hash[16];  /* XXH3-128 of the outermost file's bytes */
	uint64_t bytes;          /* of the outermost file, so far */
	bool complete;
	uint64_t mended;         /* lone surrogate escapes mended */
};

struct import;

/* paths are lent until close. A folder is walked in byte order of names;
 * hidden names are passed over. Nothing is opened before the first next. */
enum pantau_status pantau_import_open(const char *const *paths, size_t n,
		const struct import_options *options, struct import **out,
		struct pantau_error *err);
void pantau_import_close(struct import *import);

/*
 * The next document, its strings in the arena. PANTAU_OK; PANTAU_END;
 * PANTAU_BAD_INPUT for one rejected record (err has file, line, column and the
 * reason; *raw is the record as it stood, cut at 64 KiB, for --rejects, with
 * the header before the first rejected row of a table; go on
 * calling); PANTAU_IO for an input that cannot be read (err says which; go on
 * calling, the next input follows); PANTAU_NO_MEMORY.
 */
enum pantau_status pantau_import_next(struct import *import,
		struct arena *arena, struct doc *out, struct str *raw,
		struct pantau_error *err);

/*
 * Reading in several threads. One thread calls cut, which takes whole records
 * off the input at hand without looking into them, where its format allows and
 * where it has some in memory; otherwise chunk->bytes stays empty, and next
 * reads on. Any thread reads the documents of a chunk, each with a worker of
 * its own. Cut and next, in the order of their calls, give what next alone
 * would give.
 */
struct import_place {
	size_t at;           /* of a record in the bytes */
	uint64_t record, line; /* before it */
};

struct import_chunk {
	struct buf bytes;
	struct import_place place; /* what comes next */
	uint64_t mended;
	/* Lent by the import until it is closed. */
	const struct import_options *options;
	const struct reader_ops *ops;
	const char *path;
	struct buf origin;         /* the source of documents that name none */
	uint32_t input;
};

#define IMPORT_CHUNK ((size_t)256 << 10) /* bytes of a chunk, about */

struct import_worker;

void pantau_import_chunk_init(struct import_chunk *chunk);
void pantau_import_chunk_finish(struct import_chunk *chunk);

/* Before the first next there is nothing to cut. False: memory is out. */
bool pantau_import_cut(struct import *import, struct import_chunk *chunk);
/* Tells the import what was found in a chunk that was read. */
void pantau_import_chunk_done(struct import *import,
		const struct import_chunk *chunk);

struct import_worker *pantau_import_worker_create(void); /* NULL: memory */
void pantau_import_worker_destroy(struct import_worker *worker);
/* As pantau_import_next for the chunk's records, until PANTAU_END. After a
 * PANTAU_BAD_INPUT the place of before gives the same error again. */
enum pantau_status pantau_import_chunk_next(struct import_worker *worker,
		struct import_chunk *chunk, struct arena *arena, struct doc *out,
		struct str *raw, struct pantau_error *err);

/* Inputs opened so far; index as in doc.input. Valid until close. */
size_t pantau_import_inputs(const struct import *import);
const struct import_input *pantau_import_input(const struct import *import,
		size_t index);
/* Bytes read and bytes to read in all (0 when unknown), for progress. */
void pantau_import_progress(const struct import *import, uint64_t *done,
		uint64_t *total);

/* For --dry-run: the columns of the input at hand and the fields they map to,
 * as 'Isi Laporan -> text' lines; empty when the format has no columns. */
struct str pantau_import_mapping(const struct import *import);

#endif
