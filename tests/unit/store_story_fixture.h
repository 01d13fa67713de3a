/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_TESTS_STORE_STORY_FIXTURE_H
#define PANTAU_TESTS_STORE_STORY_FIXTURE_H

/* Imports of short texts, and what the archive then says of their stories. */

#include "store_fixture.h"

#include "pipeline.h"
#include "store/story.h"
#include "store/store_parts.h"
#include "text/analyser.h"

#define DAY 86400
#define BEGAN 1790000000

static const char flood[] = "banjir besar melanda kota semarang sejak pagi "
		"dan ribuan warga mengungsi ke tempat yang lebih tinggi "
		"sambil menunggu bantuan";
static const char flood_edited[] = "banjir besar melanda kota semarang sejak "
		"pagi dan ribuan warga mengungsi ke tempat yang lebih tinggi "
		"sambil menunggu kabar";
static const char rice[] = "harga beras naik lagi di pasar induk karena panen "
		"tertunda oleh hujan yang turun terus sampai akhir bulan ini";

/* --- an import --- */

struct news {
	const char *id;
	int day;      /* since BEGAN; under 0: undated */
	const char *text;
};

static inline void add_line(struct buf *file, const struct news *news)
{
	char date[PUBLISHED_FORM];
	struct timestamp time = {BEGAN + (int64_t)news->day * DAY, 0, true};
	size_t n = pantau_published_form(&time, date);

	pantau_buf_printf(file, "{\"id\":\"%s\",\"source\":\"detik\",", news->id);
	if (news->day >= 0) {
		pantau_buf_printf(file, "\"published\":\"%.*s\",", (int)n,
				date);
	}
	pantau_buf_printf(file, "\"text\":\"%s\"}\n", news->text);
}

static inline void write_news(struct fixture *f, const struct news *news,
		size_t n)
{
	struct buf file;

	pantau_buf_init(&file);
	for (size_t i = 0; i < n; i++) {
		add_line(&file, &news[i]);
	}
	assert_false(file.failed);
	write_file(f->folder, "in.ndjson", file.p);
	pantau_buf_finish(&file);
}

/* Of what write_news has written. */
static inline enum pantau_status try_import(struct fixture *f,
		struct store *store, size_t jobs)
{
	struct pipeline_options options = {.lexicons = f->lexicons,
			.jobs = jobs};
	struct pipeline_summary summary;
	char path[128];
	const char *paths[] = {path};

	snprintf(path, sizeof(path), "%s/in.ndjson", f->folder);
	enum pantau_status status = pantau_index(store, paths, 1, &options,
			&summary, &f->err);
	assert_int_equal(summary.rejected, 0);
	return status;
}

static inline void import_with(struct fixture *f, struct store *store,
		const struct news *news, size_t n, size_t jobs)
{
	write_news(f, news, n);
	if (try_import(f, store, jobs) != PANTAU_OK) {
		fail_msg("%s", f->err.message);
	}
}

static inline void import(struct fixture *f, struct store *store,
		const struct news *news, size_t n)
{
	import_with(f, store, news, n, 1);
}

/* A new archive of one import. */
static inline struct store *imported(struct fixture *f, const struct news *news,
		size_t n)
{
	struct store *store = open_store(f, STORE_CREATE);

	import(f, store, news, n);
	return store;
}

static inline struct store *reopen(struct fixture *f, struct store *store)
{
	close_store(f, store);
	return open_store(f, STORE_WRITE);
}

/* The stories of all rows, as "1 1 3". */
static inline void check_stories(struct fixture *f, struct store *store,
		const char *expected)
{
	struct buf got;

	pantau_buf_init(&got);
	for (int64_t id = 1; id <= pantau_columns_last(store); id++) {
		uint32_t story = 0;
		if (pantau_story_of(store, id, &story, &f->err) != PANTAU_OK) {
			fail_msg("%s", f->err.message);
		}
		pantau_buf_printf(&got, "%s%u", id > 1 ? " " : "", story);
	}
	check_str(buf_str(&got), expected);
	pantau_buf_finish(&got);
}

/* What the file says of stories, in one number. */
static inline uint64_t stories_sum(struct fixture *f, struct store *store)
{
	uint64_t sum = 0;

	for (int64_t id = 1; id <= pantau_columns_last(store); id++) {
		uint32_t story;
		assert_int_equal(pantau_story_of(store, id, &story, &f->err),
				PANTAU_OK);
		sum = shingle_mix(sum ^ story ^ (uint64_t)id << 32);
	}
	sqlite3_stmt *stmt;
	assert_int_equal(sqlite3_prepare_v2(pantau_store_db(store),
			"SELECT number, bytes FROM story_run UNION ALL SELECT "
			"story, parent || ' ' || time FROM story_parent", -1,
			&stmt, NULL), SQLITE_OK);
	while (sqlite3_step(stmt) == SQLITE_ROW) {
		const char *p = sqlite3_column_blob(stmt, 1);
		sum = shingle_mix(sum ^ (uint64_t)sqlite3_column_int64(stmt, 0)
				^ pantau_hash(str_make(p, (size_t)
				sqlite3_column_bytes(stmt, 1)), 0));
	}
	sqlite3_finalize(stmt);
	return sum;
}

/* Puts a document with its sketch; the arena holds both. */
static inline void put_sketched(struct fixture *f, struct store *store,
		struct writer *writer, int64_t input, const char *id, int day,
		const char *text, struct arena *arena)
{
	struct doc doc = make_doc(id, BEGAN + (int64_t)day * DAY, str_of(text));
	struct sketch *sketch = pantau_arena_zero(arena, 1, sizeof(*sketch));
	struct pantau_analyser *analyser;
	struct shingler shingler;
	struct pantau_tokens tokens;
	struct analysed analysed;
	struct buf packed_title, packed_text;
	unsigned char key[16], content[16];
	enum known known;
	int64_t new_id;

	pantau_shingler_init(&shingler);
	analyse(store, &doc, &packed_title, &packed_text, &analysed);
	assert_int_equal(pantau_analyser_create_over(pantau_store_text_image(
			store), NULL, &analyser, NULL), PANTAU_OK);
	assert_int_equal(pantau_analyse_into(analyser, doc.text, arena,
			&tokens, NULL), PANTAU_OK);
	assert_true(pantau_sketch_make(&shingler, NULL, &tokens, arena,
			sketch));
	pantau_doc_key(&doc, 0, key);
	pantau_doc_content(&doc, content);
	const struct put in = {
		.doc = &doc, .input = input, .key = key, .content = content,
		.analysed = &analysed, .sketch = sketch,
	};
	assert_int_equal(pantau_writer_put(writer, &in, &known, &new_id,
			&f->err), PANTAU_OK);
	pantau_analyser_destroy(analyser);
	pantau_shingler_finish(&shingler);
	pantau_buf_finish(&packed_title);
	pantau_buf_finish(&packed_text);
}

#define MANY 600

/* One of few texts, with a word of its own or none. */
static inline void make_many(struct news *news, char text[MANY][160],
		char name[MANY][8])
{
	uint64_t random = 5;

	for (size_t i = 0; i < MANY; i++) {
		random = shingle_mix(random + 1);
		unsigned which = (unsigned)(random >> 8) % 40;
		unsigned own = (unsigned)(random >> 20) % 4;
		snprintf(text[i], sizeof(text[i]), "kabar%u dari%u desa%u "
				"tentang%u sawah%u yang%u terendam%u air%u %s%u",
				which, which, which, which, which, which, which,
				which, own == 0 ? "baru" : "lama", own == 0 ?
				(unsigned)i : 0);
		snprintf(name[i], sizeof(name[i]), "n%zu", i);
		news[i] = (struct news){name[i], (int)(random % 50), text[i]};
	}
}

#define STORE_TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, \
		fixture_teardown)

#endif
