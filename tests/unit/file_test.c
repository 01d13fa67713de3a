/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "check.h"

#include "base/file.h"

static char directory[] = "/tmp/pantau-file-XXXXXX";

static const char *in_directory(char path[256], const char *name)
{
	snprintf(path, 256, "%s/%s", directory, name);
	return path;
}

static int make_directory(void **state)
{
	(void)state;
	return mkdtemp(directory) != NULL ? 0 : -1;
}

static int remove_directory(void **state)
{
	(void)state;
	char path[256];

	unlink(in_directory(path, "a.tsv"));
	unlink(in_directory(path, "empty"));
	rmdir(in_directory(path, "x/y/z"));
	rmdir(in_directory(path, "x/y"));
	rmdir(in_directory(path, "x"));
	return rmdir(directory);
}

static void replaces_and_reads(void **state)
{
	(void)state;
	struct pantau_error err = {.lang = PANTAU_LANG_EN};
	struct buf buf;
	struct stat info;
	char path[256];
	size_t entries = 0;

	in_directory(path, "a.tsv");
	assert_int_equal(pantau_file_replace(path, STR("lama"), 0644, &err), 0);
	assert_int_equal(pantau_file_replace(path, STR("baru\0!"), 0600, &err),
			0);
	assert_int_equal(stat(path, &info), 0);
	assert_int_equal(info.st_mode & 07777, 0600);
	pantau_buf_init(&buf);
	assert_int_equal(pantau_file_read(path, 6, &buf, &err), PANTAU_OK);
	assert_int_equal(buf.n, 6);
	assert_memory_equal(buf.p, "baru\0!", 7);
	assert_int_equal(pantau_file_read(path, 5, &buf, &err), PANTAU_LIMIT);
	pantau_buf_finish(&buf);

	DIR *listing = opendir(directory);
	while (readdir(listing) != NULL) {
		entries++;
	}
	closedir(listing);
	assert_int_equal(entries, 3); /* nothing is left beside */
}

static void maps(void **state)
{
	(void)state;
	struct str map;
	char path[256];

	in_directory(path, "a.tsv");
	assert_int_equal(pantau_file_replace(path, STR("isi"), 0600, NULL), 0);
	assert_int_equal(pantau_file_map(path, &map, NULL), PANTAU_OK);
	check_str(map, "isi");
	/* A replaced file leaves its maps as they are. */
	assert_int_equal(pantau_file_replace(path, STR("???"), 0600, NULL), 0);
	check_str(map, "isi");
	pantau_file_unmap(map);
	in_directory(path, "empty");
	assert_int_equal(pantau_file_replace(path, STR(""), 0600, NULL), 0);
	assert_int_equal(pantau_file_map(path, &map, NULL), PANTAU_OK);
	assert_null(map.p);
	pantau_file_unmap(map);
}

static void says_what_failed(void **state)
{
	(void)state;
	struct pantau_error err = {.lang = PANTAU_LANG_ID};
	struct buf buf;
	struct str map;
	char path[256];

	pantau_buf_init(&buf);
	in_directory(path, "none");
	assert_int_equal(pantau_file_read(path, 9, &buf, &err),
			PANTAU_NOT_FOUND);
	assert_int_equal(err.code, PANTAU_NOT_FOUND);
	assert_non_null(strstr(err.message, "tidak dapat membuka '/tmp/"));
	assert_non_null(strstr(err.message, "berkas atau folder tidak ada"));
	assert_int_equal(pantau_file_map(directory, &map, &err), PANTAU_IO);
	assert_int_equal(pantau_file_read(directory, 9, &buf, &err), PANTAU_IO);
	assert_non_null(strstr(err.message, "ini folder"));
	in_directory(path, "none/a");
	assert_int_equal(pantau_file_replace(path, STR("x"), 0600, &err),
			PANTAU_IO);
	pantau_buf_finish(&buf);
}

static void makes_directories(void **state)
{
	(void)state;
	struct pantau_error err = {.lang = PANTAU_LANG_EN};
	struct stat info;
	char path[256];

	in_directory(path, "x/y/z/");
	assert_int_equal(pantau_dir_make(path, &err), PANTAU_OK);
	assert_int_equal(pantau_dir_make(path, &err), PANTAU_OK);
	assert_int_equal(stat(path, &info), 0);
	assert_int_equal(info.st_mode & 07777, 0700);
	assert_int_equal(pantau_dir_make("/", &err), PANTAU_OK);
	in_directory(path, "a.tsv/b");
	assert_int_equal(pantau_dir_make(path, &err), PANTAU_IO);
	assert_non_null(strstr(err.message, "not a directory"));
	in_directory(path, "a.tsv");
	assert_int_equal(pantau_dir_make(path, &err), PANTAU_IO);
	assert_non_null(strstr(err.message, "not a directory"));
}

static void says_why_no_directory(void **state)
{
	(void)state;
	struct pantau_error err = {.lang = PANTAU_LANG_EN};
	char path[256];

	if (geteuid() == 0) {
		return; /* nothing is denied to root */
	}
	in_directory(path, "x/y/z");
	assert_int_equal(chmod(path, 0500), 0);
	in_directory(path, "x/y/z/a/b");
	assert_int_equal(pantau_dir_make(path, &err), PANTAU_IO);
	assert_non_null(strstr(err.message, "permission denied"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(replaces_and_reads),
		cmocka_unit_test(maps),
		cmocka_unit_test(says_what_failed),
		cmocka_unit_test(makes_directories),
		cmocka_unit_test(says_why_no_directory),
	};

	return cmocka_run_group_tests(tests, make_directory, remove_directory);
}
