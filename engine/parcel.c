/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Filling parcels in one thread, reading them in others. */

#include "parcel.h"

#include <stdlib.h>

#include "base/error.h"

#define PARCEL_DOCS 512

struct parcel *pantau_parcel_create(void)
{
	struct parcel *parcel = calloc(1, sizeof(*parcel));
	if (parcel != NULL) {
		pantau_record_set_init(&parcel->records);
		pantau_import_chunk_init(&parcel->chunk);
		pantau_buf_init(&parcel->raw);
	}
	return parcel;
}

void pantau_parcel_destroy(struct parcel *parcel)
{
	if (parcel != NULL) {
		pantau_record_set_finish(&parcel->records);
		pantau_import_chunk_finish(&parcel->chunk);
		pantau_buf_finish(&parcel->raw);
		free(parcel->bad);
		free(parcel);
	}
}

bool pantau_parcel_worker_init(struct parcel_worker *worker)
{
	pantau_arena_init(&worker->arena);
	worker->import = pantau_import_worker_create();
	return worker->import != NULL;
}

void pantau_parcel_worker_finish(struct parcel_worker *worker)
{
	pantau_import_worker_destroy(worker->import);
	pantau_arena_finish(&worker->arena);
}

/* A huge document is not kept for the next, nor is its memory. */
static void clear(struct parcel *parcel)
{
	if (parcel->records.bytes.capacity > 8 * IMPORT_CHUNK) {
		pantau_record_set_finish(&parcel->records);
		pantau_record_set_init(&parcel->records);
	}
	pantau_record_set_clear(&parcel->records);
	pantau_buf_clear(&parcel->raw);
	parcel->bads = 0;
	parcel->no_memory = false;
	parcel->status = PANTAU_OK;
}

void pantau_parcel_fill(struct parcel *parcel, struct import *import,
		struct arena *arena, const struct pantau_error *like)
{
	static const struct sort_extra none;
	clear(parcel);
	parcel->err = pantau_error_like(like);
	for (;;) {
		struct doc doc;
		struct str raw = {NULL, 0};
		if (!pantau_import_cut(import, &parcel->chunk)) {
			parcel->no_memory = true;
		}
		if (parcel->no_memory || parcel->chunk.bytes.n > 0 ||
				parcel->records.n >= PARCEL_DOCS ||
				parcel->records.bytes.n >= IMPORT_CHUNK) {
			return;
		}
		pantau_arena_reset(arena);
		parcel->status = pantau_import_next(import, arena, &doc, &raw,
				&parcel->err);
		if (parcel->status != PANTAU_OK) {
			pantau_buf_str(&parcel->raw, raw);
			return;
		}
		parcel->no_memory = !pantau_record_set_add(&parcel->records,
				&doc, &none);
	}
}

static bool note_bad(struct parcel *parcel, struct import_place place)
{
	if (parcel->bads == parcel->room) {
		size_t room = parcel->room == 0 ? 64 : parcel->room * 2;
		struct import_place *bad = realloc(parcel->bad,
				room * sizeof(*bad));
		if (bad == NULL) {
			return false;
		}
		parcel->bad = bad;
		parcel->room = room;
	}
	parcel->bad[parcel->bads++] = place;
	return true;
}

/* Documents that came one by one lack their hashes. */
static void hash(struct record_set *records)
{
	for (size_t i = 0; i < records->n; i++) {
		char *p = records->bytes.p + records->offset[i];
		struct record_head head = record_head(p);
		struct sort_extra extra;
		struct doc doc;
		pantau_record_view(p, &doc, &extra);
		pantau_doc_key(&doc, 0, head.key);
		pantau_doc_content(&doc, head.content);
		memcpy(p, &head, sizeof(head));
	}
}

void pantau_parcel_read(struct parcel *parcel, struct parcel_worker *worker)
{
	hash(&parcel->records);
	while (!parcel->no_memory) {
		struct import_place place = parcel->chunk.place;
		struct sort_extra extra = {.fresh = false};
		struct doc doc;
		struct str raw;
		pantau_arena_reset(&worker->arena);
		enum pantau_status status = pantau_import_chunk_next(
				worker->import, &parcel->chunk, &worker->arena,
				&doc, &raw, NULL);
		if (status == PANTAU_END) {
			break;
		}
		if (status == PANTAU_OK) {
			pantau_doc_key(&doc, 0, extra.key);
			pantau_doc_content(&doc, extra.content);
			parcel->no_memory = !pantau_record_set_add(
					&parcel->records, &doc, &extra);
		} else {
			parcel->no_memory = status != PANTAU_BAD_INPUT ||
					!note_bad(parcel, place);
		}
	}
}

enum pantau_status pantau_parcel_bad(struct parcel *parcel, size_t n,
		struct parcel_worker *worker, struct str *raw,
		struct pantau_error *err)
{
	struct doc doc;
	parcel->chunk.place = parcel->bad[n];
	pantau_arena_reset(&worker->arena);
	return pantau_import_chunk_next(worker->import, &parcel->chunk,
			&worker->arena, &doc, raw, err);
}
