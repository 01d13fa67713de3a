/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_IMPORT_READER_H
#define PANTAU_IMPORT_READER_H

/*
 * A format is one struct reader_ops. Each reader bids on the first bytes and
 * the name of a member; the highest bid reads it. To add a format, write its
 * file and name it in readers.c.
 */

#include "import/import.h"
#include "import/source.h"

/* What a thread needs to read chunks of any format. */
struct import_worker {
	struct json_parser *json;
};

/* What a reader is told of the member; all lent until its close. */
struct reader_setup {
	const struct import_options *options;
	struct source *source;
	struct import_input *input; /* the reader counts in 'mended' */
	bool alone; /* named by the user, not found in a folder or archive */
};

struct reader_ops {
	const char *name;    /* "ndjson" */
	/* 0: not mine; up to 100. head: at most SOURCE_HEAD bytes behind the
	 * byte order mark, never empty; whole: there are no more. */
	int (*bid)(struct str head, bool whole, struct str name, bool alone);
	/* PANTAU_BAD_INPUT rejects the member; *out is not set then. */
	enum pantau_status (*open)(const struct reader_setup *setup,
			void **out, struct pantau_error *err);
	/* As pantau_import_next, but without defaults and file name. A
	 * PANTAU_BAD_INPUT here rejects one record. */
	enum pantau_status (*next)(void *reader, struct arena *arena,
			struct doc *out, struct str *raw,
			struct pantau_error *err);
	/* Both NULL where records cannot be told apart unread. cut: moves the
	 * whole records of the window to chunk->bytes, which is empty, and
	 * sets its place; false when memory is out.
	 * chunk_next: as next, for these, in any thread. */
	bool (*cut)(void *reader, struct import_chunk *chunk);
	enum pantau_status (*chunk_next)(struct import_worker *worker,
			struct import_chunk *chunk, struct arena *arena,
			struct doc *out, struct str *raw, struct pantau_error *err);
	/* 'Isi Laporan -> text' lines; NULL when there are no columns. */
	struct str (*mapping)(const void *reader);
	void (*close)(void *reader);
	/* Its documents are files of a folder or archive, which names their
	 * source. */
	bool one_document;
};

extern const struct reader_ops pantau_reader_ndjson;
extern const struct reader_ops pantau_reader_csv;
extern const struct reader_ops pantau_reader_text;

/* The best bid, or NULL when nobody bids. */
const struct reader_ops *pantau_reader_choose(struct str head, bool whole,
		struct str name, bool alone);

/* The extension of 'a/B.CSV.gz' is found with STR(".csv"). */
bool pantau_reader_named(struct str name, struct str extension);
/* The name without folders, packing and extension: a source's name. */
struct str pantau_reader_base_name(struct str path);

/* The first 64 KiB of a record, for --rejects. */
#define READER_RAW ((size_t)64 << 10)
static inline struct str reader_raw(struct str record)
{
	record.n = record.n < READER_RAW ? record.n : READER_RAW;
	return record;
}

#endif
