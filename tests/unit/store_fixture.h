/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_TESTS_STORE_FIXTURE_H
#define PANTAU_TESTS_STORE_FIXTURE_H

/* A folder, open lexicons, and short ways to put documents into a store. */

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "check.h"

#include "store/care.h"
#include "store/columns.h"
#include "store/match.h"
#include "store/writer.h"

struct fixture {
	char folder[64];
	char path[96];
	struct pantau_lexicons *lexicons;
	struct pantau_error err;
};

/* A small folder of lexicons of its own, so that tests do not move with the
 * words that people edit. */
static inline void write_file(const char *folder, const char *name,
		const char *content)
{
	char path[160];
	snprintf(path, sizeof(path), "%s/%s", folder, name);
	FILE *file = fopen(path, "w");
	assert_non_null(file);
	assert_true(fputs(content, file) >= 0);
	assert_int_equal(fclose(file), 0);
}

static inline void open_lexicons(struct fixture *f)
{
	struct pantau_lexicon_options options = {.dir = f->folder};
	if (pantau_lexicons_open(&options, &f->lexicons, &f->err) !=
			PANTAU_OK) {
		fail_msg("%s: %s", f->err.file, f->err.message);
	}
}

static inline int fixture_setup(void **state)
{
	struct fixture *f = calloc(1, sizeof(*f));
	assert_non_null(f);
	f->err.lang = PANTAU_LANG_EN;
	snprintf(f->folder, sizeof(f->folder), "/tmp/pantau-store-XXXXXX");
	assert_non_null(mkdtemp(f->folder));
	snprintf(f->path, sizeof(f->path), "%s/a.db", f->folder);
	write_file(f->folder, "roots.tsv",
			"root\tclass\taffixes\tnote\n"
			"harga\tn\t\t\nberas\tn\t\t\nnaik\tv\t\t\n"
			"banjir\tn\t\t\ntolak\tv\t\t\nturun\tv\t\t\n");
	write_file(f->folder, "accounts.tsv",
			"handle\tname\tkind\nbmkg\tBMKG\tlembaga\n");
	open_lexicons(f);
	*state = f;
	return 0;
}

static inline int fixture_teardown(void **state)
{
	struct fixture *f = *state;
	char command[128];
	pantau_lexicons_close(f->lexicons);
	snprintf(command, sizeof(command), "rm -rf '%s'", f->folder);
	assert_int_equal(system(command), 0);
	free(f);
	return 0;
}

static inline struct store *open_store(struct fixture *f, enum store_mode mode)
{
	struct store_options options = {
		.mode = mode, .zone = 420, .lexicons = f->lexicons,
		.lexicons_dir = f->folder,
	};
	struct store *store;
	if (pantau_store_open(f->path, &options, &store, &f->err) !=
			PANTAU_OK) {
		fail_msg("%s", f->err.message);
	}
	return store;
}

static inline enum pantau_status open_fails(struct fixture *f,
		enum store_mode mode)
{
	struct store_options options = {
		.mode = mode, .zone = 420, .lexicons = f->lexicons,
	};
	struct store *store;
	enum pantau_status status = pantau_store_open(f->path, &options, &store,
			&f->err);
	assert_int_not_equal(status, PANTAU_OK);
	assert_null(store);
	return status;
}

static inline void close_store(struct fixture *f, struct store *store)
{
	if (pantau_store_close(store, &f->err) != PANTAU_OK) {
		fail_msg("%s", f->err.message);
	}
}

/* What a worker does, with scores that tests choose. */
static inline void analyse(struct store *store, const struct doc *doc,
		struct buf *title, struct buf *text, struct analysed *out)
{
	struct pantau_analyser *analyser;
	struct pantau_tokens tokens;
	struct arena arena;
	pantau_arena_init(&arena);
	pantau_buf_init(title);
	pantau_buf_init(text);
	*out = (struct analysed){.tone = PANTAU_TONE_NEUTRAL, .neutral = 1};
	assert_int_equal(pantau_analyser_create_over(
			pantau_store_text_image(store), NULL, &analyser, NULL), 0);
	assert_int_equal(pantau_analyse_into(analyser, doc->title, &arena,
			&tokens, NULL), 0);
	pantau_pack(&tokens, title);
	out->positions = tokens.positions;
	assert_int_equal(pantau_analyse_into(analyser, doc->text, &arena,
			&tokens, NULL), 0);
	pantau_pack(&tokens, text);
	out->positions += tokens.positions;
	out->packed_title = buf_str(title);
	out->packed_text = buf_str(text);
	pantau_analyser_destroy(analyser);
	pantau_arena_finish(&arena);
}

static inline struct doc make_doc(const char *id, int64_t published,
		struct str text)
{
	return (struct doc){
		.fields = DOC_ID | DOC_SOURCE | DOC_PUBLISHED | DOC_TEXT |
			DOC_KIND,
		.id = str_of(id), .source = STR("detik"), .kind = KIND_NEWS,
		.published = {published, 420, true}, .text = text, .record = 1,
	};
}

static inline enum pantau_status try_put(struct fixture *f,
		struct store *store, struct writer *writer, const struct doc *doc,
		int64_t input, enum known *known)
{
	unsigned char key[16], content[16];
	struct analysed analysed;
	struct buf title, text;
	analyse(store, doc, &title, &text, &analysed);
	pantau_doc_key(doc, 0, key);
	pantau_doc_content(doc, content);
	const struct put in = {
		.doc = doc, .input = input, .key = key, .content = content,
		.analysed = &analysed,
	};
	int64_t new_id;
	enum pantau_status status = pantau_writer_put(writer, &in, known,
			&new_id, &f->err);
	pantau_buf_finish(&title);
	pantau_buf_finish(&text);
	return status;
}

static inline enum known put(struct fixture *f, struct store *store,
		struct writer *writer, const struct doc *doc, int64_t input)
{
	enum known known;
	if (try_put(f, store, writer, doc, input, &known) != PANTAU_OK) {
		fail_msg("%s", f->err.message);
	}
	return known;
}

static inline struct writer *begin(struct fixture *f, struct store *store,
		int64_t *input)
{
	struct writer *writer;
	if (pantau_writer_create(store, WRITE_STEADY, &writer, &f->err) !=
			PANTAU_OK) {
		fail_msg("%s", f->err.message);
	}
	assert_int_equal(pantau_writer_input(writer, "a.ndjson", "ndjson", input,
			&f->err), PANTAU_OK);
	return writer;
}

static inline void finish(struct fixture *f, struct writer *writer)
{
	if (pantau_writer_finish(writer, NULL, NULL, &f->err) != PANTAU_OK) {
		fail_msg("%s", f->err.message);
	}
	pantau_writer_destroy(writer);
}

/* A new store of n texts: ids 1 .. n, named "0" and so on, one day apart.
 * change, if any, alters a document before it is put. */
static inline struct store *fill_store(struct fixture *f,
		const char *const *texts, size_t n,
		void (*change)(size_t i, struct doc *doc))
{
	struct store *store = open_store(f, STORE_CREATE);
	int64_t input;
	struct writer *writer = begin(f, store, &input);
	for (size_t i = 0; i < n; i++) {
		char id[8];
		snprintf(id, sizeof(id), "%zu", i);
		struct doc doc = make_doc(id, (int64_t)(i + 1) * 86400,
				str_of(texts[i]));
		if (change != NULL) {
			change(i, &doc);
		}
		put(f, store, writer, &doc, input);
	}
	finish(f, writer);
	return store;
}

/* Ids that match in one of the two ways, as "1 2 5". */
static inline void check_match_by(struct fixture *f, struct store *store,
		const struct match_node *tree, bool by_fts,
		const char *expected)
{
	struct match *match;
	struct buf got;
	int64_t id;
	enum pantau_status status;
	pantau_buf_init(&got);
	pantau_match_by_fts(store, by_fts);
	assert_int_equal(pantau_store_begin_read(store, &f->err), PANTAU_OK);
	assert_int_equal(pantau_match_open(store, tree, false, 1,
			INT64_MAX, &match, &f->err), PANTAU_OK);
	while ((status = pantau_match_next(match, &id, &f->err)) ==
			PANTAU_OK) {
		pantau_buf_printf(&got, "%s%lld", got.n != 0 ? " " : "",
				(long long)id);
	}
	if (status != PANTAU_END) {
		fail_msg("%s", f->err.message);
	}
	pantau_match_close(match);
	pantau_store_end_read(store);
	pantau_match_by_fts(store, false);
	check_str(buf_str(&got), expected);
	pantau_buf_finish(&got);
}

static inline void check_match(struct fixture *f, struct store *store,
		const struct match_node *tree, const char *expected)
{
	check_match_by(f, store, tree, false, expected);
	check_match_by(f, store, tree, true, expected);
}

/* A leaf of one phrase. */
static inline struct match_node phrase_node(enum match_field field,
		const struct match_phrase *phrase)
{
	return (struct match_node){.op = MATCH_PHRASE, .field = field,
		.phrase = phrase, .phrases = 1, .weight = 1};
}

/* One word: surface alone, or with its stem form too. */
static inline void check_word(struct fixture *f, struct store *store,
		const char *word, bool stem, const char *expected)
{
	char marked[64];
	snprintf(marked, sizeof(marked), "\x02%s", word);
	struct str form[2] = {str_of(word), str_of(marked)};
	struct match_position position = {form, stem ? 2 : 1, false};
	struct match_phrase phrase = {&position, 1};
	struct match_node node = phrase_node(MATCH_ANY, &phrase);
	check_match(f, store, &node, expected);
}

/* The first value of a query. */
static inline int64_t number(struct store *store, const char *sql)
{
	sqlite3_stmt *stmt;
	assert_int_equal(sqlite3_prepare_v2(pantau_store_db(store), sql, -1,
			&stmt, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_step(stmt), SQLITE_ROW);
	int64_t value = sqlite3_column_int64(stmt, 0);
	sqlite3_finalize(stmt);
	return value;
}

/* What verify found: how many, and where the last. */
struct seen {
	int n;
	char last[32];
};

static inline void found(void *context, const char *check, const char *message)
{
	struct seen *seen = context;
	assert_true(message[0] != '\0');
	seen->n++;
	snprintf(seen->last, sizeof(seen->last), "%s", check);
}

#endif
