/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Files, folders, archives and streams to documents. */

#include "import_check.h"

#include <archive.h>
#include <archive_entry.h>
#include <fcntl.h>

#include "import/input.h"
#include "import/json.h"
#include "import/packed.h"

#define GOOD "{\"text\":\"baik\"}\n"

static void good_lines_survive_bad_ones(void **state)
{
	(void)state;
	struct outcomes all;
	outcomes_of(&all, "a.ndjson", STR("\xef\xbb\xbf" GOOD "{\r\n\r\n"
			"{\"text\":\"dua\"}\r\n" "{\"text\":\"\xff\"}\n"
			"{\"text\":\"a\0b\"}\n" "{\"text\":\"\\ud83d\"}\n"
			"{\"text\":\"akhir\"}"), NULL);
	assert_int_equal(all.n, 7);
	assert_int_equal(all.docs, 4);
	check_str(all.at[0].doc.text, "baik");
	check_str(all.at[0].doc.source, "a");
	assert_int_equal(all.at[0].doc.kind, KIND_POST);
	check_reject(&all.at[1], 2, 2, "not valid JSON");
	check_str(all.at[1].raw, "{");
	assert_non_null(strstr(all.at[1].err.file, "/a.ndjson"));
	assert_int_equal(all.at[2].doc.line, 4);
	assert_int_equal(all.at[2].doc.record, 3);
	check_reject(&all.at[3], 5, 10, "UTF-8");
	check_reject(&all.at[4], 6, 11, "control");
	assert_int_equal(all.at[6].doc.line, 8);
	const struct import_input *input = pantau_import_input(all.import, 0);
	assert_true(input->complete);
	assert_int_equal(input->mended, 1);
	assert_string_equal(input->format, "ndjson");
	outcomes_finish(&all);
}

static void huge_lines_pass_by(void **state)
{
	(void)state;
	struct outcomes all;
	struct buf bytes;
	const size_t huge = 60u << 20;
	pantau_buf_init(&bytes);
	pantau_buf_str(&bytes, STR(GOOD "{\"text\":\""));
	assert_true(pantau_buf_reserve(&bytes, huge + 100));
	memset(bytes.p + bytes.n, 'a', huge);
	bytes.n += huge;
	pantau_buf_str(&bytes, STR("\"}\n" GOOD));
	outcomes_of(&all, "a.ndjson", buf_str(&bytes), NULL);
	pantau_buf_finish(&bytes);
	assert_int_equal(all.n, 3);
	assert_int_equal(all.docs, 2);
	check_reject(&all.at[1], 2, JSON_LINE_MAX + 1, "16 MiB");
	assert_int_equal(all.at[1].raw.n, 64 << 10);
	assert_int_equal(all.at[2].doc.line, 3);
	outcomes_finish(&all);
}

/* Lines that are cut by the blocks in which a file is read. */
static void lines_of_every_length(void **state)
{
	(void)state;
	struct buf bytes;
	struct outcomes all;
	pantau_buf_init(&bytes);
	for (size_t i = 0; i < 50; i++) {
		size_t n = 1000 + i * 997;
		pantau_buf_str(&bytes, STR("{\"text\":\""));
		for (size_t k = 0; k < n; k++) {
			pantau_buf_char(&bytes, (char)('a' + i % 26));
		}
		pantau_buf_str(&bytes, STR("\"}\n"));
	}
	outcomes_of(&all, "a.ndjson", buf_str(&bytes), NULL);
	pantau_buf_finish(&bytes);
	assert_int_equal(all.docs, 50);
	for (size_t i = 0; i < 50; i++) {
		assert_int_equal(all.at[i].doc.text.n, 1000 + i * 997);
		assert_int_equal(all.at[i].doc.text.p[0], 'a' + i % 26);
	}
	outcomes_finish(&all);
}

static void empty_and_unknown_files_are_rejected(void **state)
{
	(void)state;
	struct place place;
	struct outcomes all;
	place_make(&place);
	const char *paths[] = {
		place_write(&place, "kosong.ndjson", STR("")),
		place_write(&place, "kosong.csv", STR("\xef\xbb\xbf")),
		place_write(&place, "gambar.png", STR("\x89PNG\r\n\0\0")),
		place_path(&place, "tiada.ndjson"),
		place_write(&place, "a.ndjson", STR(GOOD)),
	};
	outcomes_read(&all, paths, 5, NULL);
	assert_int_equal(all.n, 5);
	check_reject(&all.at[0], 0, 0, "empty");
	assert_string_equal(all.at[0].err.file, paths[0]);
	check_reject(&all.at[1], 0, 0, "empty");
	check_reject(&all.at[2], 0, 0, "not a format");
	assert_int_equal(all.at[3].status, PANTAU_IO);
	assert_non_null(strstr(all.at[3].err.message, "tiada.ndjson"));
	assert_int_equal(all.at[4].status, PANTAU_OK);
	outcomes_finish(&all);
	place_write(&place, "tiada.ndjson", STR("x"));
	place.n--; /* it stands in the list already */
	place_remove(&place);
}

static void texts_have_titles(void **state)
{
	(void)state;
	static const struct {
		const char *bytes, *title, *text;
	} cases[] = {
		{"Judul\r\n\r\nIsi.\r\nLagi.\r\n", "Judul",
			"Isi.\r\nLagi."},
		{"Satu\nDua\n\nTiga\n", "", "Satu\nDua\n\nTiga"},
		{"Satu baris\n", "", "Satu baris"},
		{"\n\n  Judul \n \t\n\n\nIsi", "Judul", "Isi"},
		{"Judul\n\n", "", "Judul"},
		{"caf\xe9", "", "caf\xc3\xa9"},
	};
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct outcomes all;
		outcomes_of(&all, "a.txt", str_of(cases[i].bytes), NULL);
		assert_int_equal(all.n, 1);
		assert_int_equal(all.at[0].status, PANTAU_OK);
		check_str(all.at[0].doc.title, cases[i].title);
		check_str(all.at[0].doc.text, cases[i].text);
		assert_int_equal(all.at[0].doc.kind, cases[i].title[0] != '\0'
				? KIND_NEWS : KIND_POST);
		outcomes_finish(&all);
	}
}

static void texts_that_are_none(void **state)
{
	(void)state;
	struct outcomes all;
	outcomes_of(&all, "a.txt", STR("baik\nab\0c"), NULL);
	check_reject(&all.at[0], 2, 3, "NUL");
	outcomes_finish(&all);
	outcomes_of(&all, "a.txt", STR("\xc3\xa9\nab\xff"), NULL);
	check_reject(&all.at[0], 2, 3, "UTF-8");
	outcomes_finish(&all);
	outcomes_of(&all, "a.txt", STR(" \n\t\n"), NULL);
	check_reject(&all.at[0], 1, 0, "no text");
	outcomes_finish(&all);
}

static void folders_are_walked_in_order(void **state)
{
	(void)state;
	struct place place;
	struct outcomes all;
	place_make(&place);
	const char *root = place_folder(&place, "berita");
	place_write(&place, "berita/b.txt", STR("b"));
	place_write(&place, "berita/B.txt", STR("B"));
	place_folder(&place, "berita/a");
	place_write(&place, "berita/a/z.ndjson", STR(GOOD));
	place_write(&place, "berita/.rahasia.txt", STR("x"));
	place_write(&place, "berita/LICENSE", STR("not a document"));
	assert_int_equal(symlink(".", place_path(&place, "berita/putar")), 0);
	assert_int_equal(symlink("b.txt", place_path(&place, "berita/c.txt")),
			0);
	assert_int_equal(symlink("x", place_path(&place, "berita/putus")), 0);
	outcomes_read(&all, &root, 1, NULL);
	assert_int_equal(all.n, 6);
	check_str(all.at[0].doc.text, "B");
	check_str(all.at[0].doc.source, "berita");
	check_reject(&all.at[1], 0, 0, "not a format");
	check_str(all.at[2].doc.text, "baik");
	check_str(all.at[2].doc.source, "z");
	check_str(all.at[3].doc.text, "b");
	check_str(all.at[4].doc.text, "b");
	assert_int_equal(all.at[5].status, PANTAU_IO);
	assert_non_null(strstr(all.at[5].err.message, "putus"));
	assert_int_equal(pantau_import_inputs(all.import), 5);
	outcomes_finish(&all);
	place_remove(&place);
}

static void a_closed_folder_is_reported(void **state)
{
	(void)state;
	struct place place;
	struct outcomes all;
	place_make(&place);
	const char *root = place_folder(&place, "d");
	const char *closed = place_folder(&place, "d/a");
	place_write(&place, "d/b.ndjson", STR(GOOD));
	assert_int_equal(chmod(closed, 0), 0);
	/* root may read every folder, so it becomes nobody for a while. */
	bool super = geteuid() == 0;
	assert_int_equal(chmod(place.folder, 0755) | chmod(root, 0755), 0);
	assert_int_equal(super ? seteuid(65534) : 0, 0);
	outcomes_read(&all, &root, 1, NULL);
	assert_int_equal(super ? seteuid(0) : 0, 0);
	assert_int_equal(all.n, 2);
	assert_int_equal(all.at[0].status, PANTAU_IO);
	assert_non_null(strstr(all.at[0].err.message, "d/a"));
	assert_int_equal(all.at[1].status, PANTAU_OK);
	outcomes_finish(&all);
	place_remove(&place);
}

static void defaults_fill_what_is_missing(void **state)
{
	(void)state;
	struct outcomes all;
	struct import_options options = {.zone = ZONE_WIT,
		.source = "desk", .kind = KIND_CHAT, .public_author = true};
	struct str bytes = STR("{\"text\":\"a\",\"published\":\"2026-11-08 10:00\"}\n"
			"{\"text\":\"b\",\"source\":\"s\",\"kind\":\"aduan\"}\n"
			"{\"text\":\"c\",\"title\":\"t\",\"url\":\"https://x.example\"}\n");
	outcomes_of(&all, "a.ndjson", bytes, &options);
	check_str(all.at[0].doc.source, "desk");
	assert_int_equal(all.at[0].doc.kind, KIND_CHAT);
	assert_int_equal(all.at[0].doc.published.offset, ZONE_WIT);
	assert_true(all.at[0].doc.public_author);
	check_str(all.at[1].doc.source, "s");
	assert_int_equal(all.at[1].doc.kind, KIND_COMPLAINT);
	assert_int_equal(all.at[2].doc.kind, KIND_CHAT);
	outcomes_finish(&all);
	outcomes_of(&all, "a.b.jsonl", bytes, NULL);
	check_str(all.at[0].doc.source, "a.b");
	assert_false(all.at[0].doc.public_author);
	assert_int_equal(all.at[2].doc.kind, KIND_NEWS);
	outcomes_finish(&all);
}

static void standard_input_is_read(void **state)
{
	(void)state;
	int ends[2];
	struct outcomes all;
	const char *path = "-";
	assert_int_equal(pipe(ends), 0);
	assert_int_equal(write(ends[1], GOOD GOOD, 2 * strlen(GOOD)),
			2 * strlen(GOOD));
	close(ends[1]);
	struct import_options options = {.stdin_fd = ends[0]};
	outcomes_read(&all, &path, 1, &options);
	assert_int_equal(all.docs, 2);
	check_str(all.at[0].doc.source, "stdin");
	outcomes_finish(&all);
	/* It is the caller's, who closes it. */
	assert_int_equal(close(ends[0]), 0);
}

/* --- packed inputs --- */

struct member {
	const char *name;
	struct str bytes;
};

static const char *pack(struct place *place, const char *name, int format,
		int filter, const struct member *members, size_t n)
{
	const char *path = place_path(place, name);
	struct archive *archive = archive_write_new();
	assert_int_equal(archive_write_set_format(archive, format), ARCHIVE_OK);
	assert_int_equal(archive_write_add_filter(archive, filter), ARCHIVE_OK);
	assert_int_equal(archive_write_open_filename(archive, path), ARCHIVE_OK);
	for (size_t i = 0; i < n; i++) {
		struct archive_entry *entry = archive_entry_new();
		archive_entry_set_pathname(entry, members[i].name);
		archive_entry_set_size(entry, (la_int64_t)members[i].bytes.n);
		archive_entry_set_filetype(entry, AE_IFREG);
		archive_entry_set_perm(entry, 0600);
		assert_int_equal(archive_write_header(archive, entry), ARCHIVE_OK);
		assert_int_equal(archive_write_data(archive, members[i].bytes.p,
				members[i].bytes.n), members[i].bytes.n);
		archive_entry_free(entry);
	}
	assert_int_equal(archive_write_close(archive), ARCHIVE_OK);
	archive_write_free(archive);
	return path;
}

static void check_hash_of_file(const struct import_input *input,
		const char *path)
{
	unsigned char whole[16];
	struct input *again;
	int fd = open(path, O_RDONLY);
	assert_true(fd >= 0);
	assert_int_equal(pantau_input_open(fd, true, path, &again, NULL),
			PANTAU_OK);
	assert_true(pantau_input_hash(again, whole));
	pantau_input_close(again);
	assert_true(input->complete);
	assert_memory_equal(input->hash, whole, 16);
}

static void sees_through_compression(void **state)
{
	(void)state;
	static const struct {
		const char *name;
		int filter;
	} cases[] = {
		{"a.ndjson.gz", ARCHIVE_FILTER_GZIP},
		{"a.ndjson.zst", ARCHIVE_FILTER_ZSTD},
		{"a.ndjson.xz", ARCHIVE_FILTER_XZ},
		{"a.ndjson.bz2", ARCHIVE_FILTER_BZIP2},
		{"tanpa-nama", ARCHIVE_FILTER_GZIP},
	};
	struct member member = {"x", STR(GOOD "{\"text\":1}\n" GOOD)};
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct place place;
		struct outcomes all;
		place_make(&place);
		const char *path = pack(&place, cases[i].name,
				ARCHIVE_FORMAT_RAW, cases[i].filter, &member, 1);
		outcomes_read(&all, &path, 1, NULL);
		assert_int_equal(all.n, 3);
		assert_int_equal(all.docs, 2);
		check_str(all.at[0].doc.source, i < 4 ? "a" : "tanpa-nama");
		check_reject(&all.at[1], 2, 9, "must be text");
		assert_string_equal(all.at[1].err.file, path);
		check_hash_of_file(pantau_import_input(all.import, 0), path);
		outcomes_finish(&all);
		place_remove(&place);
	}
}

static void reads_members_of_archives(void **state)
{
	(void)state;
	static const struct {
		const char *name;
		int format, filter;
	} cases[] = {
		{"arsip.zip", ARCHIVE_FORMAT_ZIP, ARCHIVE_FILTER_NONE},
		{"arsip.tar", ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_NONE},
		{"arsip.tar.gz", ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_GZIP},
	};
	const struct member members[] = {
		{"b/satu.ndjson", STR(GOOD GOOD)},
		{"../../jahat.txt", STR("jahat")},
		{"__MACOSX/._x", STR("x")},
		{"a/dalam.ndjson", STR("\x1f\x8b\x08 packed")},
		{"kosong.csv", STR("")},
		{"a/tabel.csv", STR("judul;isi\na;b\n")},
	};
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct place place;
		struct outcomes all;
		char name[300];
		place_make(&place);
		const char *path = pack(&place, cases[i].name, cases[i].format,
				cases[i].filter, members, 6);
		outcomes_read(&all, &path, 1, NULL);
		assert_int_equal(all.n, 6);
		check_str(all.at[0].doc.source, "satu");
		assert_int_equal(all.at[1].doc.input, 0);
		check_str(all.at[2].doc.text, "jahat");
		check_str(all.at[2].doc.source, "arsip");
		check_reject(&all.at[3], 0, 0, "packed more than once");
		snprintf(name, sizeof(name), "%s:a/dalam.ndjson", path);
		assert_string_equal(all.at[3].err.file, name);
		check_reject(&all.at[4], 0, 0, "empty");
		check_str(all.at[5].doc.text, "b");
		assert_int_equal(all.at[5].doc.input, 4);
		assert_int_equal(pantau_import_inputs(all.import), 5);
		check_hash_of_file(pantau_import_input(all.import, 0), path);
		check_hash_of_file(pantau_import_input(all.import, 4), path);
		outcomes_finish(&all);
		place_remove(&place);
	}
}

static void zip_comes_through_a_pipe_too(void **state)
{
	(void)state;
	struct place place;
	struct outcomes all;
	struct buf bytes;
	char block[4096];
	int ends[2];
	const char *dash = "-";
	const struct member member = {"a.ndjson", STR(GOOD)};
	place_make(&place);
	const char *path = pack(&place, "a.zip", ARCHIVE_FORMAT_ZIP,
			ARCHIVE_FILTER_NONE, &member, 1);
	FILE *file = fopen(path, "rb");
	assert_non_null(file);
	pantau_buf_init(&bytes);
	pantau_buf_append(&bytes, block, fread(block, 1, sizeof(block), file));
	fclose(file);
	assert_int_equal(pipe(ends), 0);
	assert_int_equal(write(ends[1], bytes.p, bytes.n), bytes.n);
	close(ends[1]);
	struct import_options options = {.stdin_fd = ends[0]};
	outcomes_read(&all, &dash, 1, &options);
	assert_int_equal(all.docs, 1);
	assert_int_equal(all.n, 1);
	outcomes_finish(&all);
	close(ends[0]);
	pantau_buf_finish(&bytes);
	place_remove(&place);
}

static void damaged_archives_are_reported_once(void **state)
{
	(void)state;
	struct place place;
	struct outcomes all;
	struct buf lines;
	struct stat info;
	uint32_t noise = 1;
	pantau_buf_init(&lines);
	/* Letters that do not pack well, so that a first block comes out. */
	for (unsigned i = 0; i < 50; i++) {
		pantau_buf_str(&lines, STR("{\"text\":\""));
		for (unsigned k = 0; k < 20000; k++) {
			noise = noise * 1664525u + 1013904223u;
			pantau_buf_char(&lines, "0123456789ABCDEFGHIJKLMNOPQRSTUV"[noise >> 27]);
		}
		pantau_buf_str(&lines, STR("\"}\n"));
	}
	const struct member member = {"x", buf_str(&lines)};
	place_make(&place);
	const char *path = pack(&place, "a.ndjson.gz", ARCHIVE_FORMAT_RAW,
			ARCHIVE_FILTER_GZIP, &member, 1);
	assert_int_equal(stat(path, &info), 0);
	assert_int_equal(truncate(path, info.st_size / 2), 0);
	const char *paths[] = {path,
		place_write(&place, "b.ndjson", STR(GOOD)),
		pack(&place, "kosong.tgz", ARCHIVE_FORMAT_TAR_USTAR,
				ARCHIVE_FILTER_GZIP, NULL, 0)};
	outcomes_read(&all, paths, 3, NULL);
	assert_true(all.n >= 3);
	assert_int_equal(all.rejected, 2);
	assert_int_equal(all.at[all.n - 3].status, PANTAU_IO);
	assert_non_null(strstr(all.at[all.n - 3].err.message, "a.ndjson.gz"));
	assert_false(pantau_import_input(all.import, 0)->complete);
	assert_int_equal(all.at[all.n - 2].status, PANTAU_OK);
	check_reject(&all.at[all.n - 1], 0, 0, "no file in it");
	outcomes_finish(&all);
	pantau_buf_finish(&lines);
	place_remove(&place);
}

static void what_is_packed_twice_is_refused(void **state)
{
	(void)state;
	struct place place;
	struct outcomes all;
	struct buf bytes;
	char block[4096];
	const struct member member = {"x", STR(GOOD)};
	place_make(&place);
	const char *path = pack(&place, "a.gz", ARCHIVE_FORMAT_RAW,
			ARCHIVE_FILTER_GZIP, &member, 1);
	FILE *file = fopen(path, "rb");
	assert_non_null(file);
	pantau_buf_init(&bytes);
	pantau_buf_append(&bytes, block, fread(block, 1, sizeof(block), file));
	fclose(file);
	const struct member again = {"x", buf_str(&bytes)};
	path = pack(&place, "a.gz.gz", ARCHIVE_FORMAT_RAW, ARCHIVE_FILTER_GZIP,
			&again, 1);
	outcomes_read(&all, &path, 1, NULL);
	assert_int_equal(all.n, 1);
	check_reject(&all.at[0], 0, 0, "more than once");
	outcomes_finish(&all);
	pantau_buf_finish(&bytes);
	place_remove(&place);
}

/* 300 MiB of one letter in some hundred KiB. */
static void bombs_are_cut_off(void **state)
{
	(void)state;
	struct place place;
	struct outcomes all;
	static char block[1 << 20];
	place_make(&place);
	const char *path = place_path(&place, "bom.ndjson.gz");
	struct archive *archive = archive_write_new();
	struct archive_entry *entry = archive_entry_new();
	archive_write_set_format_raw(archive);
	archive_write_add_filter_gzip(archive);
	assert_int_equal(archive_write_open_filename(archive, path), ARCHIVE_OK);
	archive_entry_set_filetype(entry, AE_IFREG);
	assert_int_equal(archive_write_header(archive, entry), ARCHIVE_OK);
	memset(block, 'a', sizeof(block));
	memcpy(block, GOOD, strlen(GOOD));
	for (int i = 0; i < 300; i++) {
		assert_int_equal(archive_write_data(archive, block,
				sizeof(block)), sizeof(block));
		memset(block, 'a', 100);
	}
	archive_entry_free(entry);
	archive_write_close(archive);
	archive_write_free(archive);
	outcomes_read(&all, &path, 1, NULL);
	assert_int_equal(all.n, 2);
	assert_int_equal(all.docs, 1);
	check_reject(&all.at[1], 0, 0, "100 times");
	assert_false(pantau_import_input(all.import, 0)->complete);
	outcomes_finish(&all);
	place_remove(&place);
}

static void xz_dictionaries_are_looked_at(void **state)
{
	(void)state;
	/* A stream header, then a block's: LZMA2 with 2^(bits/2+12) bytes. */
	char head[32] = "\xfd" "7zXZ\0\0\1\x69\x22\xde\x36\x02\x00\x21\x01";
	head[16] = 22;
	assert_int_equal(pantau_xz_dictionary(str_make(head, 32)), 8 << 20);
	head[16] = 28;
	assert_int_equal(pantau_xz_dictionary(str_make(head, 32)), 64 << 20);
	head[16] = 40;
	assert_int_equal(pantau_xz_dictionary(str_make(head, 32)), UINT32_MAX);
	assert_int_equal(pantau_xz_dictionary(str_make(head, 12)), 0);
	assert_int_equal(pantau_xz_dictionary(STR(GOOD)), 0);
	struct place place;
	struct outcomes all;
	place_make(&place);
	const char *path = place_write(&place, "a.xz", str_make(head, 32));
	outcomes_read(&all, &path, 1, NULL);
	assert_int_equal(all.n, 1);
	assert_int_equal(all.at[0].status, PANTAU_IO);
	assert_non_null(strstr(all.at[0].err.message, "dictionary"));
	outcomes_finish(&all);
	place_remove(&place);
}

static void progress_counts_bytes(void **state)
{
	(void)state;
	struct place place;
	struct outcomes all;
	uint64_t done, total;
	place_make(&place);
	const char *paths[] = {
		place_write(&place, "a.ndjson", STR(GOOD)),
		place_write(&place, "b.ndjson", STR(GOOD GOOD)),
		place.folder,
	};
	outcomes_read(&all, paths, 2, NULL);
	pantau_import_progress(all.import, &done, &total);
	assert_int_equal(done, 3 * strlen(GOOD));
	assert_int_equal(total, done);
	outcomes_finish(&all);
	outcomes_read(&all, paths, 3, NULL);
	pantau_import_progress(all.import, &done, &total);
	assert_int_equal(total, 0);
	assert_int_equal(done, 6 * strlen(GOOD));
	outcomes_finish(&all);
	place_remove(&place);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(good_lines_survive_bad_ones),
		cmocka_unit_test(huge_lines_pass_by),
		cmocka_unit_test(lines_of_every_length),
		cmocka_unit_test(empty_and_unknown_files_are_rejected),
		cmocka_unit_test(texts_have_titles),
		cmocka_unit_test(texts_that_are_none),
		cmocka_unit_test(folders_are_walked_in_order),
		cmocka_unit_test(a_closed_folder_is_reported),
		cmocka_unit_test(defaults_fill_what_is_missing),
		cmocka_unit_test(standard_input_is_read),
		cmocka_unit_test(sees_through_compression),
		cmocka_unit_test(reads_members_of_archives),
		cmocka_unit_test(zip_comes_through_a_pipe_too),
		cmocka_unit_test(damaged_archives_are_reported_once),
		cmocka_unit_test(what_is_packed_twice_is_refused),
		cmocka_unit_test(bombs_are_cut_off),
		cmocka_unit_test(xz_dictionaries_are_looked_at),
		cmocka_unit_test(progress_counts_bytes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
