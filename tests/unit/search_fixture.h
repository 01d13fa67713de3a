/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_TESTS_SEARCH_FIXTURE_H
#define PANTAU_TESTS_SEARCH_FIXTURE_H

/* A store of given documents under the small lexicons of tests/data/search, and an analyser
 * for queries. Row ids are those of the list, from 1. Failures end the
 * process: unit tests and the fuzz target share this. */

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "lexicon/lexicons.h"
#include "search/search.h"
#include "store/writer.h"

struct search_doc {
	const char *source;
	enum doc_kind kind;
	const char *author; /* '+' in front: a public account */
	int64_t published;  /* 0: undated */
	const char *title, *text;
	const char *language, *region;
	int64_t likes;
	enum pantau_tone tone;
	enum pantau_hoax_level hoax;
};

struct search_store {
	char folder[64], path[96];
	struct pantau_lexicons *lexicons;
	struct pantau_analyser *analyser;
	struct store *store;
	struct arena arena;
	struct pantau_error err;
};

static inline void search_require(struct search_store *s, bool holds,
		const char *what)
{
	if (!holds) {
		fprintf(stderr, "%s: %s\n", what, s->err.message);
		abort();
	}
}

static inline void search_open_store(struct search_store *s)
{
	/* A few roots of our own, so that tests do not move with the words that
	 * people edit. */
	const char *root = getenv("PANTAU_SOURCE_ROOT");
	char dir[4096];
	struct pantau_lexicon_options lexicons = {.dir = dir};
	struct store_options options = {.mode = STORE_CREATE, .zone = 420};
	snprintf(dir, sizeof(dir), "%s/tests/data/search",
			root != NULL ? root : ".");
	memset(s, 0, sizeof(*s));
	s->err.lang = PANTAU_LANG_EN;
	pantau_arena_init(&s->arena);
	snprintf(s->folder, sizeof(s->folder), "/tmp/pantau-search-XXXXXX");
	search_require(s, mkdtemp(s->folder) != NULL, "mkdtemp");
	snprintf(s->path, sizeof(s->path), "%s/a.db", s->folder);
	search_require(s, pantau_lexicons_open(&lexicons, &s->lexicons,
			&s->err) == PANTAU_OK, "lexicons");
	options.lexicons = s->lexicons;
	search_require(s, pantau_store_open(s->path, &options, &s->store,
			&s->err) == PANTAU_OK, "store");
	search_require(s, pantau_analyser_create_over(
			pantau_store_text_image(s->store), NULL, &s->analyser,
			&s->err) == PANTAU_OK, "analyser");
}

static inline uint32_t search_pack(struct search_store *s, struct str text,
		struct buf *out)
{
	struct pantau_tokens tokens;
	pantau_buf_init(out);
	pantau_arena_reset(&s->arena);
	search_require(s, pantau_analyse_into(s->analyser, text, &s->arena,
			&tokens, &s->err) == PANTAU_OK, "analyse");
	pantau_pack(&tokens, out);
	return tokens.positions;
}

static inline struct doc search_make_doc(const struct search_doc *from,
		char id[24], size_t number)
{
	bool public = from->author != NULL && from->author[0] == '+';
	snprintf(id, 24, "d%zu", number);
	return (struct doc){
		.fields = DOC_ID | DOC_SOURCE | DOC_KIND | DOC_TITLE | DOC_TEXT |
			DOC_LIKES | (from->published != 0 ? DOC_PUBLISHED : 0u) |
			(from->author != NULL ? DOC_AUTHOR : 0u) |
			(from->language != NULL ? DOC_LANGUAGE : 0u) |
			(from->region != NULL ? DOC_REGION : 0u) |
			(public ? DOC_PUBLIC : 0u),
		.id = str_of(id), .source = str_of(from->source),
		.author = str_of(public ? from->author + 1 : from->author),
		.title = str_of(from->title), .text = str_of(from->text),
		.language = str_of(from->language),
		.region = str_of(from->region),
		.published = {from->published, 420, true}, .kind = from->kind,
		.likes = from->likes, .public_author = public,
		.record = number,
	};
}

static inline void search_put(struct search_store *s, struct writer *writer,
		int64_t input, const struct search_doc *from, size_t number)
{
	char id[24];
	unsigned char key[16], content[16];
	struct buf title, text;
	enum known known;
	struct doc doc = search_make_doc(from, id, number);
	struct analysed analysed = {.tone = from->tone, .hoax = from->hoax};
	analysed.positions = search_pack(s, doc.title, &title);
	analysed.positions += search_pack(s, doc.text, &text);
	analysed.packed_title = buf_str(&title);
	analysed.packed_text = buf_str(&text);
	pantau_doc_key(&doc, 0, key);
	pantau_doc_content(&doc, content);
	const struct put put = {
		.doc = &doc, .input = input, .key = key, .content = content,
		.analysed = &analysed,
	};
	int64_t new_id;
	search_require(s, pantau_writer_put(writer, &put, &known, &new_id,
			&s->err) == PANTAU_OK, "put");
	pantau_buf_finish(&title);
	pantau_buf_finish(&text);
}

static inline void search_fill(struct search_store *s,
		const struct search_doc *doc, size_t n)
{
	struct writer *writer;
	int64_t input;
	search_require(s, pantau_writer_create(s->store, WRITE_STEADY, &writer,
			&s->err) == PANTAU_OK, "writer");
	search_require(s, pantau_writer_input(writer, "a.ndjson", "ndjson",
			&input, &s->err) == PANTAU_OK, "input");
	for (size_t i = 0; i < n; i++) {
		search_put(s, writer, input, &doc[i], i + 1);
	}
	search_require(s, pantau_writer_commit(writer, &s->err) == PANTAU_OK,
			"commit");
	pantau_writer_destroy(writer);
}

static inline void search_close_store(struct search_store *s)
{
	static const char *const names[] = {
		"a.db", "a.db-wal", "a.db-shm", "a.db.lock", "a.db.key",
	};
	pantau_analyser_destroy(s->analyser);
	search_require(s, pantau_store_close(s->store, &s->err) == PANTAU_OK,
			"close");
	pantau_lexicons_close(s->lexicons);
	pantau_arena_finish(&s->arena);
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		char path[128];
		snprintf(path, sizeof(path), "%s/%s", s->folder, names[i]);
		unlink(path);
	}
	rmdir(s->folder);
}

#endif
