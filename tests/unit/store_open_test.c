/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Opening: new, known, foreign, newer, damaged, locked, read-only. */

#include <sys/wait.h>

#include "base/file.h"

#include "store_fixture.h"

static void creates_and_opens_again(void **state)
{
	struct fixture *f = *state;
	struct stat info;

	assert_int_equal(open_fails(f, STORE_READ), PANTAU_NOT_FOUND);
	assert_int_equal(open_fails(f, STORE_WRITE), PANTAU_NOT_FOUND);
	struct store *store = open_store(f, STORE_CREATE);
	assert_int_equal(pantau_columns_last(store), 0);
	assert_int_equal(pantau_store_zone(store), 420);
	assert_int_equal(pantau_store_stale(store, f->lexicons), 0);
	assert_int_equal(number(store, "PRAGMA application_id"),
			PANTAU_APPLICATION_ID);
	assert_int_equal(number(store, "PRAGMA page_size"), 8192);
	close_store(f, store);
	assert_int_equal(stat(f->path, &info), 0);
	assert_int_equal(info.st_mode & 07777, 0600);
	store = open_store(f, STORE_READ);
	assert_true(pantau_store_public_handle(store, STR("@BMKG")));
	assert_false(pantau_store_public_handle(store, STR("@warga")));
	assert_int_not_equal(sqlite3_exec(pantau_store_db(store),
			"DELETE FROM doc", NULL, NULL, NULL), SQLITE_OK);
	close_store(f, store);
}

static void leaves_other_files_alone(void **state)
{
	struct fixture *f = *state;
	char target[128], bytes[64];

	write_file(f->folder, "a.db", "a list of things, no database at all");
	assert_int_equal(open_fails(f, STORE_CREATE), PANTAU_FOREIGN);
	assert_int_equal(open_fails(f, STORE_READ), PANTAU_FOREIGN);
	FILE *file = fopen(f->path, "r");
	assert_non_null(fgets(bytes, sizeof(bytes), file));
	fclose(file);
	check_str(str_of(bytes), "a list of things, no database at all");
	assert_int_equal(unlink(f->path), 0);

	/* SQLite takes a file of one byte for an empty one. */
	write_file(f->folder, "a.db", "x");
	assert_int_equal(open_fails(f, STORE_CREATE), PANTAU_FOREIGN);
	assert_int_equal(truncate(f->path, 0), 0);
	close_store(f, open_store(f, STORE_CREATE));
	assert_int_equal(unlink(f->path), 0);

	/* A link that leads nowhere yet. */
	snprintf(target, sizeof(target), "%s/elsewhere", f->folder);
	assert_int_equal(symlink(target, f->path), 0);
	assert_int_equal(open_fails(f, STORE_CREATE), PANTAU_IO);
	assert_int_not_equal(access(target, F_OK), 0);
	assert_int_equal(unlink(f->path), 0);

	/* A database of another program. */
	sqlite3 *db;
	assert_int_equal(sqlite3_open(f->path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, "CREATE TABLE t(a)", NULL, NULL,
			NULL), SQLITE_OK);
	sqlite3_close(db);
	assert_int_equal(open_fails(f, STORE_WRITE), PANTAU_FOREIGN);
}

static void overwrite(const char *path, long at, const char *bytes, size_t n)
{
	FILE *file = fopen(path, "r+");
	assert_non_null(file);
	assert_int_equal(fseek(file, at, SEEK_SET), 0);
	assert_int_equal(fwrite(bytes, 1, n, file), n);
	assert_int_equal(fclose(file), 0);
}

static void tells_newer_and_damaged(void **state)
{
	struct fixture *f = *state;

	close_store(f, open_store(f, STORE_CREATE));
	overwrite(f->path, 60, "\0\0\0\x63", 4);
	assert_int_equal(open_fails(f, STORE_READ), PANTAU_NEWER);
	overwrite(f->path, 60, "\0\0\0\x01", 4);
	assert_int_equal(open_fails(f, STORE_READ), PANTAU_STALE);
	overwrite(f->path, 60, "\0\0\0\x02", 4);
	close_store(f, open_store(f, STORE_READ));
	overwrite(f->path, 0, "sQ", 2);
	assert_int_equal(open_fails(f, STORE_READ), PANTAU_DAMAGED);
	overwrite(f->path, 0, "SQ", 2);
	overwrite(f->path, 100, "\0\0\0\0\0\0\0\0\0\0\0\0", 12);
	assert_int_equal(open_fails(f, STORE_READ), PANTAU_DAMAGED);
	assert_int_equal(truncate(f->path, 50), 0);
	assert_int_not_equal(open_fails(f, STORE_WRITE), PANTAU_OK);
}

/* One page after the other lost: whatever is found, all of it is closed. */
static void lets_go_of_damaged_files(void **state)
{
	static const char zeros[8192];
	struct fixture *f = *state;
	struct store_options options = {
		.mode = STORE_WRITE, .lexicons = f->lexicons,
	};
	struct doc doc = make_doc("1", 1000, STR("Harganya naik"));
	struct store *store = open_store(f, STORE_CREATE);
	int64_t input;
	struct writer *writer = begin(f, store, &input);
	put(f, store, writer, &doc, input);
	finish(f, writer);
	close_store(f, store);
	struct buf whole;
	pantau_buf_init(&whole);
	assert_int_equal(pantau_file_read(f->path, SIZE_MAX, &whole, NULL), 0);
	doc = make_doc("2", 2000, STR("Harganya turun"));
	for (size_t at = 8192; at < whole.n; at += 3 * 8192) {
		enum known known;
		overwrite(f->path, (long)at, zeros, sizeof(zeros));
		if (pantau_store_open(f->path, &options, &store, NULL) ==
				PANTAU_OK) {
			if (pantau_writer_create(store, WRITE_STEADY, &writer,
					NULL) == PANTAU_OK) {
				(void)pantau_writer_input(writer, "b", "ndjson",
						&input, NULL);
				(void)try_put(f, store, writer, &doc, input, &known);
				(void)pantau_writer_finish(writer, NULL, NULL, NULL);
				pantau_writer_destroy(writer);
			}
			close_store(f, store);
		}
		assert_int_equal(pantau_file_replace(f->path, buf_str(&whole),
				0600, NULL), PANTAU_OK);
	}
	pantau_buf_finish(&whole);
}

static void refuses_a_second_writer(void **state)
{
	struct fixture *f = *state;
	struct store *store = open_store(f, STORE_CREATE);
	int code;

	/* Locks belong to processes: another one has to ask. */
	pid_t child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		struct store_options options = {.mode = STORE_WRITE};
		struct store *second;
		_exit(pantau_store_open(f->path, &options, &second, &f->err) ==
				PANTAU_BUSY && strstr(f->err.message, "process") !=
				NULL ? 0 : 1);
	}
	assert_int_equal(waitpid(child, &code, 0), child);
	assert_int_equal(code, 0);
	close_store(f, store);
}

/* In a process of its own, which can give its rights up. */
static int reads_without_rights(struct fixture *f)
{
	struct store_options options = {.mode = STORE_READ};
	struct store *store;

	if (geteuid() == 0 && setuid(65534) != 0) {
		return 1;
	}
	if (pantau_store_open(f->path, &options, &store, &f->err) !=
			PANTAU_OK) {
		return 2;
	}
	check_word(f, store, "banjir", true, "1");
	if (pantau_store_verify(store, NULL, NULL, &f->err) != PANTAU_OK) {
		return 3;
	}
	if (pantau_store_audit(store, 1, "unmask", "search", &f->err) !=
			PANTAU_IO) {
		return 4;
	}
	return pantau_store_close(store, &f->err) == PANTAU_OK ? 0 : 5;
}

static void reads_from_read_only_folders(void **state)
{
	struct fixture *f = *state;
	struct store *store = open_store(f, STORE_CREATE);
	struct doc doc = make_doc("1", 1000, STR("banjir"));
	int64_t input;
	int code;
	struct writer *writer = begin(f, store, &input);

	put(f, store, writer, &doc, input);
	finish(f, writer);
	close_store(f, store);
	assert_int_equal(chmod(f->path, 0444), 0);
	assert_int_equal(chmod(f->folder, 0555), 0);
	pid_t child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		_exit(reads_without_rights(f));
	}
	assert_int_equal(waitpid(child, &code, 0), child);
	assert_int_equal(chmod(f->folder, 0755), 0);
	assert_true(WIFEXITED(code));
	assert_int_equal(WEXITSTATUS(code), 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, \
		fixture_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(creates_and_opens_again),
		TEST(leaves_other_files_alone),
		TEST(tells_newer_and_damaged),
		TEST(lets_go_of_damaged_files),
		TEST(refuses_a_second_writer),
		TEST(reads_from_read_only_folders),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
