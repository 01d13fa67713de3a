/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Reading one input in several threads: chunks of records, and what a document
 * gets besides what it says itself. */

#include <stdlib.h>

#include "import/import_parts.h"
#include "import/json.h"

static enum doc_kind guess_kind(const struct reader_ops *ops,
		const struct doc *doc)
{
	bool titled = (doc->fields & DOC_TITLE) != 0;
	bool news = titled && ((doc->fields & DOC_URL) != 0 ||
			ops->one_document);
	return news ? KIND_NEWS : KIND_POST;
}

enum pantau_status pantau_import__defaults(
		const struct import_options *options,
		const struct reader_ops *ops, struct str origin, uint32_t input,
		struct arena *arena, struct doc *doc, struct pantau_error *err)
{
	if ((doc->fields & DOC_SOURCE) == 0) {
		struct str name = options->source != NULL
				? str_of(options->source) : origin;
		doc->source = pantau_arena_str(arena, name);
		if (doc->source.p == NULL) {
			return pantau_fail_memory(err);
		}
		doc->fields |= DOC_SOURCE;
	}
	if ((doc->fields & DOC_KIND) == 0) {
		doc->kind = options->kind != KIND_NONE ? options->kind
				: guess_kind(ops, doc);
		doc->fields |= DOC_KIND;
	}
	if (options->public_author) {
		doc->public_author = true;
		doc->fields |= DOC_PUBLIC;
	}
	doc->input = input;
	return PANTAU_OK;
}

void pantau_import_chunk_init(struct import_chunk *chunk)
{
	*chunk = (struct import_chunk){0};
	pantau_buf_init(&chunk->bytes);
	pantau_buf_init(&chunk->origin);
}

void pantau_import_chunk_finish(struct import_chunk *chunk)
{
	pantau_buf_finish(&chunk->bytes);
	pantau_buf_finish(&chunk->origin);
}

bool pantau_import_cut(struct import *import, struct import_chunk *chunk)
{
	pantau_buf_clear(&chunk->bytes);
	pantau_buf_clear(&chunk->origin);
	chunk->place = (struct import_place){0};
	chunk->mended = 0;
	if (import->ops == NULL || import->ops->cut == NULL) {
		return true;
	}
	chunk->options = &import->options;
	chunk->ops = import->ops;
	chunk->input = (uint32_t)(import->entries - 1);
	chunk->path = import->entry[chunk->input]->input.path;
	pantau_buf_str(&chunk->origin, buf_str(&import->origin));
	return import->ops->cut(import->reader, chunk) &&
			!chunk->bytes.failed && !chunk->origin.failed;
}

void pantau_import_chunk_done(struct import *import,
		const struct import_chunk *chunk)
{
	if (chunk->bytes.n > 0) {
		import->entry[chunk->input]->input.mended += chunk->mended;
	}
}

struct import_worker *pantau_import_worker_create(void)
{
	struct import_worker *worker = calloc(1, sizeof(*worker));
	if (worker == NULL) {
		return NULL;
	}
	worker->json = pantau_json_parser_create();
	if (worker->json == NULL) {
		free(worker);
		return NULL;
	}
	return worker;
}

void pantau_import_worker_destroy(struct import_worker *worker)
{
	if (worker != NULL) {
		pantau_json_parser_destroy(worker->json);
		free(worker);
	}
}

enum pantau_status pantau_import_chunk_next(struct import_worker *worker,
		struct import_chunk *chunk, struct arena *arena, struct doc *out,
		struct str *raw, struct pantau_error *err)
{
	if (chunk->place.at == chunk->bytes.n) {
		return PANTAU_END;
	}
	enum pantau_status status = chunk->ops->chunk_next(worker, chunk, arena,
			out, raw, err);
	if (status == PANTAU_OK) {
		return pantau_import__defaults(chunk->options, chunk->ops,
				buf_str(&chunk->origin), chunk->input, arena, out, err);
	}
	return pantau_import__at_file(err, status, chunk->path);
}
