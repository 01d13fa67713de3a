/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * Leaf pages of a segment, and what leads to them: the separators of fts_idx,
 * and for a doclist of many pages a doclist index of the first row id of each.
 *
 * A row id and the size of its poslist always stand together, and with their
 * term when they are its first; poslists are broken only when they are longer
 * than what a fresh page takes.
 */

#include "store/segment_write.h"

#include <stdlib.h>

#include "base/error.h"
#include "store/store_parts.h"

#define HEAD 4             /* bytes of a page before its content */
#define FOOTER_MAX 3       /* bytes of one more term in the footer */
/* What a page needs beside a term at most: its head, the sizes of the term, its
 * first row id, the size of a poslist, and the footer. */
#define TERM_BESIDES (HEAD + 4 * INDEX_VARINT_MAX + FOOTER_MAX)
#define DOCLIST_INDEX_MIN 4 /* pages without a term that make one worth it */
#define HEIGHTS 8

/* One level of the doclist index being gathered. */
struct height {
	struct buf buf;
	uint32_t page;
	int64_t before;        /* row id last put; only where buf is not empty */
};

struct segment_writer {
	struct store *store;
	sqlite3_stmt *put_page, *put_separator;
	size_t leaf_bytes;           /* of a page at most */
	uint32_t id, page;
	unsigned char bytes[INDEX_LEAF_BYTES];
	size_t n;
	unsigned char footer[INDEX_LEAF_BYTES];
	size_t footer_n, footer_at;  /* bytes; where the last term began */
	struct buf term;             /* the last one, with its INDEX_TERM */
	struct buf next;
	struct buf separator;        /* of the last page that begins a term */
	uint32_t separator_page;
	uint32_t termless;           /* pages since without one */
	bool row_on_page;
	struct height height[HEIGHTS];
};

static enum pantau_status unwritable(struct segment_writer *writer,
		struct pantau_error *err)
{
	return pantau_store_fail(writer->store, err, "cannot write the index",
			"tidak dapat menulis indeks");
}

enum pantau_status pantau_segment_begin(struct store *store, uint32_t id,
		size_t leaf_bytes, struct segment_writer **out,
		struct pantau_error *err)
{
	struct segment_writer *writer = calloc(1, sizeof(*writer));

	*out = writer;
	if (writer == NULL) {
		return pantau_fail_memory(err);
	}
	writer->store = store;
	writer->leaf_bytes = leaf_bytes;
	writer->id = id;
	writer->page = 1;
	writer->n = HEAD;
	pantau_buf_init(&writer->term);
	pantau_buf_init(&writer->next);
	pantau_buf_init(&writer->separator);
	for (size_t i = 0; i < HEIGHTS; i++) {
		pantau_buf_init(&writer->height[i].buf);
	}
	writer->put_page = pantau_store_stmt(store, "INSERT INTO "
			"fts_data(id, block) VALUES(?1, ?2)", err);
	writer->put_separator = writer->put_page == NULL ? NULL
			: pantau_store_stmt(store, "INSERT INTO fts_idx(segid, "
				"term, pgno) VALUES(?1, ?2, ?3)", err);
	return writer->put_separator != NULL ? PANTAU_OK
			: unwritable(writer, err);
}

void pantau_segment_release(struct segment_writer *writer)
{
	if (writer != NULL) {
		pantau_buf_finish(&writer->term);
		pantau_buf_finish(&writer->next);
		pantau_buf_finish(&writer->separator);
		for (size_t i = 0; i < HEIGHTS; i++) {
			pantau_buf_finish(&writer->height[i].buf);
		}
		free(writer);
	}
}

/* A row of fts_data; p is lent for the call. */
static enum pantau_status put_row(struct segment_writer *writer, int64_t id,
		const void *p, size_t n, struct pantau_error *err)
{
	sqlite3_stmt *stmt = writer->put_page;

	sqlite3_bind_int64(stmt, 1, id);
	sqlite3_bind_blob(stmt, 2, p, (int)n, SQLITE_STATIC);
	return pantau_stmt_done(writer->store, stmt, err);
}

/* --- the doclist index --- */

/* A node that is full goes to the file, and the level above learns of the one
 * that follows; the first time also of this one. */
static enum pantau_status flush_node(struct segment_writer *writer,
		size_t at, struct pantau_error *err)
{
	struct height *node = &writer->height[at], *above = node + 1;

	if (above->buf.n == 0) {
		const unsigned char *p = (unsigned char *)node->buf.p + 1;
		const unsigned char *end = p + node->buf.n - 1;
		uint64_t page = 0, first = 0;
		p += pantau_varint_get(p, end, &page);
		pantau_varint_get(p, end, &first);
		above->page = node->page;
		pantau_buf_char(&above->buf, 0);
		pantau_varint_append(&above->buf, node->page);
		pantau_varint_append(&above->buf, first);
		above->before = (int64_t)first;
	}
	node->buf.p[0] = 1; /* not the root */
	enum pantau_status status = put_row(writer, pantau_doclist_index_row(
			writer->id, (uint32_t)at, node->page), node->buf.p,
			node->buf.n, err);
	pantau_buf_clear(&node->buf);
	node->page++;
	return status;
}

/* The first row id of the page at hand, which is not its doclist's first. */
static enum pantau_status note_row(struct segment_writer *writer, int64_t row,
		struct pantau_error *err)
{
	enum pantau_status status = PANTAU_OK;
	bool full = true;

	for (size_t at = 0; status == PANTAU_OK && full && at < HEIGHTS; at++) {
		struct height *node = &writer->height[at];
		/* The top level never fills: 8,000 to the eighth pages. */
		full = node->buf.n >= writer->leaf_bytes && at + 1 < HEIGHTS;
		if (full) {
			status = flush_node(writer, at, err);
		}
		if (node->buf.n == 0) {
			pantau_buf_char(&node->buf, full ? 1 : 0);
			pantau_varint_append(&node->buf, at == 0 ? writer->page
					: node[-1].page);
			pantau_varint_append(&node->buf, (uint64_t)row);
		} else {
			pantau_varint_append(&node->buf, (uint64_t)(row - node->before));
		}
		node->before = row;
		if (node->buf.failed) {
			status = pantau_fail_memory(err);
		}
	}
	return status;
}

/* What was gathered since the last term that begins a page: to the file where
 * it is worth it. */
static enum pantau_status end_doclist_index(struct segment_writer *writer,
		bool *made, struct pantau_error *err)
{
	enum pantau_status status = PANTAU_OK;

	*made = writer->height[0].buf.n > 0 &&
			writer->termless >= DOCLIST_INDEX_MIN;
	for (size_t at = 0; status == PANTAU_OK && at < HEIGHTS; at++) {
		struct height *node = &writer->height[at];
		if (*made && node->buf.failed) {
			status = pantau_fail_memory(err);
		} else if (*made && node->buf.n > 0) {
			status = put_row(writer, pantau_doclist_index_row(
					writer->id, (uint32_t)at, node->page),
					node->buf.p, node->buf.n, err);
		}
		pantau_buf_clear(&node->buf);
	}
	writer->termless = 0;
	return status;
}

/* --- pages --- */

static enum pantau_status put_separator(struct segment_writer *writer,
		struct pantau_error *err)
{
	sqlite3_stmt *stmt = writer->put_separator;
	const char *p = writer->separator.n > 0 ? writer->separator.p : "";
	bool indexed;
	enum pantau_status status = end_doclist_index(writer, &indexed, err);

	if (status != PANTAU_OK) {
		return status;
	}
	sqlite3_bind_int64(stmt, 1, writer->id);
	sqlite3_bind_blob(stmt, 2, p, (int)writer->separator.n, SQLITE_STATIC);
	sqlite3_bind_int64(stmt, 3, (int64_t)writer->separator_page * 2 +
			indexed);
	return pantau_stmt_done(writer->store, stmt, err);
}

static size_t room(const struct segment_writer *writer)
{
	return writer->leaf_bytes - writer->n - writer->footer_n;
}

static void put_u16(unsigned char *p, size_t value)
{
	p[0] = (unsigned char)(value >> 8);
	p[1] = (unsigned char)value;
}

static enum pantau_status flush_page(struct segment_writer *writer,
		struct pantau_error *err)
{
	put_u16(writer->bytes + 2, writer->n);
	if (writer->footer_n == 0) {
		/* No row id either: a poslist runs over the whole page. */
		if (!writer->row_on_page && writer->height[0].buf.n > 0) {
			pantau_buf_char(&writer->height[0].buf, 0);
		}
		writer->termless++;
	}
	memcpy(writer->bytes + writer->n, writer->footer, writer->footer_n);
	enum pantau_status status = put_row(writer, pantau_leaf_row(writer->id,
			writer->page), writer->bytes,
			writer->n + writer->footer_n, err);
	memset(writer->bytes, 0, HEAD);
	writer->n = HEAD;
	writer->footer_n = 0;
	writer->footer_at = 0;
	writer->row_on_page = false;
	writer->page++;
	return status;
}

static size_t shared(struct str a, struct str b)
{
	size_t n = 0;

	while (n < a.n && n < b.n && a.p[n] == b.p[n]) {
		n++;
	}
	return n;
}

static void put_bytes(struct segment_writer *writer, const void *p, size_t n)
{
	memcpy(writer->bytes + writer->n, p, n);
	writer->n += n;
}

/* The page's first term is whole, and leads to the page by as much of it as
 * tells it from the term before. */
static enum pantau_status begin_page(struct segment_writer *writer,
		struct str term, struct pantau_error *err)
{
	enum pantau_status status = PANTAU_OK;

	if (writer->separator_page != 0) {
		status = put_separator(writer, err);
	}
	pantau_buf_clear(&writer->separator);
	if (writer->page > 1) {
		pantau_buf_append(&writer->separator, term.p,
				shared(buf_str(&writer->term), term) + 1);
	}
	writer->separator_page = writer->page;
	return writer->separator.failed ? pantau_fail_memory(err) : status;
}

static enum pantau_status begin_term(struct segment_writer *writer,
		struct str term, struct pantau_error *err)
{
	enum pantau_status status = PANTAU_OK;

	if (room(writer) < term.n + TERM_BESIDES - HEAD) {
		status = flush_page(writer, err);
	}
	bool first = writer->footer_n == 0;
	size_t same = first ? 0 : shared(buf_str(&writer->term), term);
	if (status == PANTAU_OK && first) {
		status = begin_page(writer, term, err);
	}
	if (status != PANTAU_OK) {
		return status;
	}
	writer->footer_n += pantau_varint_put(writer->footer + writer->footer_n,
			writer->n - writer->footer_at);
	writer->footer_at = writer->n;
	if (!first) {
		writer->n += pantau_varint_put(writer->bytes + writer->n, same);
	}
	writer->n += pantau_varint_put(writer->bytes + writer->n, term.n - same);
	put_bytes(writer, term.p + same, term.n - same);
	/* The index of its doclist is found by this page. */
	writer->height[0].page = writer->page;
	pantau_buf_clear(&writer->term);
	pantau_buf_str(&writer->term, term);
	return writer->term.failed ? pantau_fail_memory(err) : PANTAU_OK;
}

/* --- doclists --- */

struct entry {
	int64_t row;
	uint64_t delta;
	const unsigned char *size; /* where its size begins */
	size_t n;                  /* bytes of size and poslist */
};

static const unsigned char *next_entry(const unsigned char *p,
		const unsigned char *end, struct entry *entry)
{
	uint64_t size = 0;

	p += pantau_varint_get(p, end, &entry->delta);
	entry->row += (int64_t)entry->delta;
	entry->size = p;
	p += pantau_varint_get(p, end, &size);
	p += size >> 1;
	entry->n = (size_t)(p - entry->size);
	return p;
}

/* A poslist longer than a page: as many whole varints as fit, page by page. */
static enum pantau_status put_long(struct segment_writer *writer,
		const unsigned char *p, size_t n, struct pantau_error *err)
{
	enum pantau_status status = PANTAU_OK;

	while (status == PANTAU_OK && n > room(writer)) {
		size_t take = room(writer);
		while (take > 0 && (p[take - 1] & 0x80) != 0) {
			take--;
		}
		put_bytes(writer, p, take);
		p += take;
		n -= take;
		status = flush_page(writer, err);
	}
	if (status == PANTAU_OK) {
		put_bytes(writer, p, n);
	}
	return status;
}

static enum pantau_status put_entry(struct segment_writer *writer,
		const struct entry *entry, bool first, struct pantau_error *err)
{
	enum pantau_status status = PANTAU_OK;
	bool fits = room(writer) >= entry->n + INDEX_VARINT_MAX;
	bool huge = entry->n + 2 * INDEX_VARINT_MAX + HEAD >
			writer->leaf_bytes;

	/* Its first entry stays with the term, if only in part. */
	if (!fits && !first && (!huge || room(writer) <
			3 * INDEX_VARINT_MAX)) {
		status = flush_page(writer, err);
	}
	bool leads = writer->footer_n == 0 && !writer->row_on_page;
	if (status == PANTAU_OK && leads) {
		put_u16(writer->bytes, writer->n);
		status = note_row(writer, entry->row, err);
	}
	if (status != PANTAU_OK) {
		return status;
	}
	writer->n += pantau_varint_put(writer->bytes + writer->n,
			first || leads ? (uint64_t)entry->row : entry->delta);
	writer->row_on_page = true;
	return put_long(writer, entry->size, entry->n, err);
}

/* The entries that follow and fit on the page go there in one piece: only the
 * first row id of a page is written otherwise than in the list. */
static const unsigned char *put_run(struct segment_writer *writer,
		const unsigned char *p, const unsigned char *end,
		struct entry *entry)
{
	const unsigned char *start = p, *limit = p + room(writer);

	while (writer->row_on_page && p < end) {
		struct entry one = *entry;
		const unsigned char *next = next_entry(p, end, &one);
		if (next > limit) {
			break;
		}
		*entry = one;
		p = next;
	}
	put_bytes(writer, start, (size_t)(p - start));
	return p;
}

enum pantau_status pantau_segment_put(struct segment_writer *writer,
		struct str term, struct str list, struct pantau_error *err)
{
	const unsigned char *p = (const unsigned char *)list.p;
	const unsigned char *end = p + list.n;
	struct entry entry = {0};
	bool first = true;

	pantau_buf_clear(&writer->next);
	pantau_buf_char(&writer->next, INDEX_TERM);
	pantau_buf_str(&writer->next, term);
	if (writer->next.failed) {
		return pantau_fail_memory(err);
	}
	if (writer->next.n + TERM_BESIDES > writer->leaf_bytes) {
		/* The analyser makes none: a page would not take it. */
		return pantau_fail(err, PANTAU_LIMIT, "%s", PANTAU_T(err,
				"a word is too long for the index",
				"sebuah kata terlalu panjang untuk indeks"));
	}
	enum pantau_status status = begin_term(writer, buf_str(&writer->next),
			err);
	if (status == PANTAU_OK && list.n <= room(writer)) {
		put_bytes(writer, list.p, list.n);
		writer->row_on_page = true;
		return PANTAU_OK;
	}
	while (status == PANTAU_OK && p < end) {
		p = next_entry(p, end, &entry);
		status = put_entry(writer, &entry, first, err);
		first = false;
		if (status == PANTAU_OK) {
			p = put_run(writer, p, end, &entry);
		}
	}
	return status;
}

enum pantau_status pantau_segment_end(struct segment_writer *writer,
		struct segment *out, struct pantau_error *err)
{
	enum pantau_status status = writer->n > HEAD
			? flush_page(writer, err) : PANTAU_OK;

	if (status == PANTAU_OK && writer->separator_page != 0) {
		status = put_separator(writer, err);
	}
	*out = (struct segment){writer->id, 1, writer->page - 1};
	return status;
}
