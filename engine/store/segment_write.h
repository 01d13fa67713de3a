/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_STORE_SEGMENT_WRITE_H
#define PANTAU_STORE_SEGMENT_WRITE_H

/* Writing one segment of the index: terms with their doclists, in byte order,
 * to leaf pages (index_format.h). Inside the caller's transaction. */

#include "base/str.h"
#include "store/structure.h"

struct segment_writer;

/* id is that of no segment of the structure. leaf_bytes: INDEX_LEAF_BYTES, or
 * less, but room for the longest term and 64 bytes more: tests make many pages
 * of few entries. */
enum pantau_status pantau_segment_begin(struct store *store, uint32_t id,
		size_t leaf_bytes, struct segment_writer **out,
		struct pantau_error *err);
/* A term, greater than all before, and its doclist: absolute first row id,
 * then entries, well formed. PANTAU_LIMIT for a term that no page takes. */
enum pantau_status pantau_segment_put(struct segment_writer *writer,
		struct str term, struct str list, struct pantau_error *err);
/* Writes what is left; *out is what the structure is to say. */
enum pantau_status pantau_segment_end(struct segment_writer *writer,
		struct segment *out, struct pantau_error *err);
void pantau_segment_release(struct segment_writer *writer); /* NULL is fine */

#endif
