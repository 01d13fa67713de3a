/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Chunks read by workers give what an import gives one by one; parcels give
 * the same again, with hashes. */

#include "import_check.h"

#include "parcel.h"

#define LINES 3000
#define OUT (2 * LINES)

static struct pantau_error err = {.lang = PANTAU_LANG_EN};
static const struct import_options options = {.zone = ZONE_WIB};

/* What a record came to. */
struct told {
	enum pantau_status status;
	uint32_t input;
	uint64_t record, line, column;
	char text[24];
	char raw[24];
	unsigned char key[16];
};

static void cut_text(char out[24], struct str s)
{
	size_t n = s.n < 23 ? s.n : 23;
	memcpy(out, s.n > 0 ? s.p : "", n);
	out[n] = '\0';
}

static struct told tell(enum pantau_status status, const struct doc *doc,
		struct str raw, const struct pantau_error *error)
{
	struct told told = {.status = status};
	if (status == PANTAU_OK) {
		told.input = doc->input;
		told.record = doc->record;
		told.line = doc->line;
		cut_text(told.text, doc->text);
		pantau_doc_key(doc, 0, told.key);
	} else {
		told.line = error->line;
		told.column = error->column;
		cut_text(told.text, str_of(error->message));
		cut_text(told.raw, raw);
		told.input = str_ends(str_of(error->file), STR("b.ndjson"));
		assert_true(told.input == 1 || str_ends(str_of(error->file),
				STR("a.ndjson")));
	}
	return told;
}

#define KIND(literal) {literal, sizeof(literal) - 1}

static const struct str kinds[] = {
	KIND("{\"text\":\"baik %u\"}\n"), KIND("\n"),
	KIND("{\"text\":\"baik %u\"}\r\n"), KIND("   \t\r\n"),
	KIND("{\"text\":%u}\n"), KIND("[%u]\n"), KIND("\xff\xfe%u\n"),
	KIND("{\"text\":\"\\ud83d %u\"}\n"), KIND("{\"a\":1,\"a\":%u}\n"),
	KIND("{\"title\":\"x\",\"text\":\"%u\",\"likes\":%u}\n"),
};

static const char *make_file(struct place *place, const char *name,
		unsigned seed)
{
	struct buf bytes;
	pantau_buf_init(&bytes);
	pantau_buf_str(&bytes, STR("{\"text\":\"awal\"}\n"));
	for (unsigned i = 0; i < LINES; i++) {
		char line[64];
		seed = seed * 1103515245 + 12345;
		unsigned k = seed >> 16 & 15;
		struct str kind = kinds[k < 10 ? k : 0];
		int n = 0;
		for (size_t at = 0; at < kind.n; at++) {
			if (kind.p[at] == '%') {
				n += snprintf(line + n, 12, "%u", i);
				at++;
			} else {
				line[n++] = kind.p[at];
			}
		}
		pantau_buf_append(&bytes, line, (size_t)n);
		if (i % 1000 == 999) {
			pantau_buf_str(&bytes, STR("{\"text\":\""));
			for (int c = 0; c < 400000; c++) {
				pantau_buf_char(&bytes, 'p');
			}
			pantau_buf_str(&bytes, STR("\"}\n"));
		}
	}
	pantau_buf_str(&bytes, STR("{\"text\":\"akhir\"}"));
	const char *path = place_write(place, name, buf_str(&bytes));
	pantau_buf_finish(&bytes);
	return path;
}

static size_t read_singly(const char *const *paths, size_t n, struct told *out)
{
	struct import *import;
	struct arena arena;
	size_t told = 0;
	pantau_arena_init(&arena);
	assert_int_equal(pantau_import_open(paths, n, &options, &import, &err),
			PANTAU_OK);
	for (;;) {
		struct doc doc;
		struct str raw;
		pantau_arena_reset(&arena);
		enum pantau_status status = pantau_import_next(import, &arena,
				&doc, &raw, &err);
		if (status == PANTAU_END) {
			break;
		}
		assert_true(told < OUT);
		out[told++] = tell(status, &doc, raw, &err);
	}
	pantau_import_close(import);
	pantau_arena_finish(&arena);
	return told;
}

static int by_line(const void *a, const void *b)
{
	const struct told *x = a, *y = b;
	return x->input != y->input ? (int)x->input - (int)y->input
			: (x->line > y->line) - (x->line < y->line);
}

/* The documents of a parcel, then its bad records; sorted by line, as in the
 * files. */
static size_t open_parcel(struct parcel *parcel, struct parcel_worker *worker,
		struct told *out)
{
	size_t told = 0;
	pantau_parcel_read(parcel, worker);
	assert_false(parcel->no_memory);
	for (size_t i = 0; i < parcel->records.n; i++) {
		struct doc doc;
		struct sort_extra extra;
		pantau_record_view(parcel->records.bytes.p +
				parcel->records.offset[i], &doc, &extra);
		out[told] = tell(PANTAU_OK, &doc, STR(""), &err);
		assert_memory_equal(out[told].key, extra.key, 16);
		pantau_doc_content(&doc, extra.key);
		assert_memory_equal(extra.content, extra.key, 16);
		told++;
	}
	for (size_t i = 0; i < parcel->bads; i++) {
		struct str raw;
		assert_int_equal(pantau_parcel_bad(parcel, i, worker, &raw, &err),
				PANTAU_BAD_INPUT);
		out[told++] = tell(PANTAU_BAD_INPUT, NULL, raw, &err);
	}
	if (parcel->status != PANTAU_OK && parcel->status != PANTAU_END) {
		out[told++] = tell(parcel->status, NULL, buf_str(&parcel->raw),
				&parcel->err);
	}
	qsort(out, told, sizeof(*out), by_line);
	return told;
}

static size_t read_in_parcels(const char *const *paths, size_t n,
		struct told *out)
{
	struct import *import;
	struct parcel_worker worker;
	struct arena arena;
	struct parcel *parcel = pantau_parcel_create();
	size_t told = 0, parcels = 0;
	uint64_t mended = 0;
	assert_non_null(parcel);
	assert_true(pantau_parcel_worker_init(&worker));
	pantau_arena_init(&arena);
	assert_int_equal(pantau_import_open(paths, n, &options, &import, &err),
			PANTAU_OK);
	do {
		pantau_parcel_fill(parcel, import, &arena, &err);
		told += open_parcel(parcel, &worker, out + told);
		pantau_import_chunk_done(import, &parcel->chunk);
		parcels++;
	} while (parcel->status != PANTAU_END);
	for (size_t i = 0; i < pantau_import_inputs(import); i++) {
		mended += pantau_import_input(import, i)->mended;
	}
	assert_true(parcels > 5 && mended > 100);
	pantau_import_close(import);
	pantau_arena_finish(&arena);
	pantau_parcel_worker_finish(&worker);
	pantau_parcel_destroy(parcel);
	return told;
}

static void parcels_give_what_single_documents_give(void **state)
{
	(void)state;
	static struct told one[2 * OUT], other[2 * OUT];
	struct place place;
	place_make(&place);
	const char *const paths[] = {
		make_file(&place, "a.ndjson", 1), make_file(&place, "b.ndjson", 2),
	};
	size_t n = read_singly(paths, 2, one);
	assert_true(n > LINES);
	assert_int_equal(read_in_parcels(paths, 2, other), n);
	for (size_t i = 0; i < n; i++) {
		assert_memory_equal(&one[i], &other[i], sizeof(one[i]));
	}
	place_remove(&place);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(parcels_give_what_single_documents_give),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
