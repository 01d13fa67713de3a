/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_TUNE_LAYER_H
#define PANTAU_TUNE_LAYER_H

/* The file of a learned layer: read for what people wrote, written anew. */

#include "base/arena.h"
#include "base/hash.h"

struct layer_row {
	struct str term;     /* as in the file */
	int tenths[3];
	uint32_t texts;
};

struct layer_file {
	struct arena arena;
	struct str person;   /* the lines of people's rows, as they stand */
	struct map terms;    /* of those rows */
	struct layer_row *row; /* fitted, by term */
	size_t rows;
	uint32_t texts;      /* of the fitted rows that were read: the most that
	                        one has, so at least so many were fitted on */
};

/* Reads dir/file for people's rows; a file that is not there has none. Finish
 * *out in any case. PANTAU_BAD_LEXICON: a row is wrong. */
enum pantau_status pantau_layer_read(const char *dir, const char *file,
		struct layer_file *out, struct pantau_error *err);
void pantau_layer_finish(struct layer_file *layer);

/* What the head of dir/file names as the texts that it was fitted on, as
 * 'lexicon fit' writes it: ' label.tsv acuan.tsv=0.5'. Nothing where it says
 * nothing, or is not there. PANTAU_IO, PANTAU_LIMIT, PANTAU_NO_MEMORY. */
enum pantau_status pantau_layer_texts(const char *dir, const char *file,
		struct buf *out, struct pantau_error *err);
/* Whether a file of that name is among them, in whatever folder. */
bool pantau_layer_has_text(struct str texts, struct str path);

/* Fitted rows in byte order of their terms, fit for adding to people's. */
void pantau_layer_sort(struct layer_file *layer);

/*
 * The whole file: comments (each line of head, with '# ' before it, without the
 * bytes that no lexicon may have), the header, people's rows as they were, the
 * fitted ones. False when memory is out.
 */
bool pantau_layer_write(const struct layer_file *layer, struct str head,
		struct buf *out);

/* The columns of such a file, with the line's end. */
#define LAYER_HEADER "term\tnegative\tneutral\tpositive\ttexts\tby\tnote\n"

#endif
