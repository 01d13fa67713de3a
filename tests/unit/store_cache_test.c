/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* The text image beside the database: mapped when it is what the stamp says,
 * and read from the database in every other case. */

#include "store_fixture.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>

#include "base/file.h"
#include "store/store_parts.h"

/* Opens for reading with a cache; was the image mapped? */
static bool opens_mapped(struct fixture *f, const char *cache)
{
	struct store_options options = {.mode = STORE_READ, .cache_dir = cache};
	struct store *store;
	if (pantau_store_open(f->path, &options, &store, &f->err) !=
			PANTAU_OK) {
		fail_msg("%s", f->err.message);
	}
	bool mapped = store->image->map.p != NULL;
	const struct text_image *image = pantau_store_text_image(store);
	assert_memory_equal(image->image.hash,
			pantau_lexicons_text(f->lexicons)->image.hash, 16);
	assert_true(pantau_text_image_root(image, STR("beras")) != NULL);
	close_store(f, store);
	return mapped;
}

/* The one file of the cache. */
static void file_of(const char *cache, char *path, size_t size)
{
	DIR *dir = opendir(cache);
	unsigned files = 0;
	assert_non_null(dir);
	for (struct dirent *entry; (entry = readdir(dir)) != NULL;) {
		if (entry->d_name[0] != '.') {
			snprintf(path, size, "%s/%s", cache, entry->d_name);
			files++;
		}
	}
	closedir(dir);
	assert_int_equal(files, 1);
}

static void make(struct fixture *f, char *cache, size_t size)
{
	close_store(f, open_store(f, STORE_CREATE));
	snprintf(cache, size, "%s/cache", f->folder);
}

static void keeps_and_maps(void **state)
{
	struct fixture *f = *state;
	char cache[96], path[400];
	struct stat info;
	make(f, cache, sizeof(cache));
	assert_false(opens_mapped(f, NULL));
	assert_int_equal(access(cache, F_OK), -1);
	assert_false(opens_mapped(f, cache));
	file_of(cache, path, sizeof(path));
	assert_int_equal(stat(path, &info), 0);
	assert_int_equal(info.st_mode & 0777, 0600);
	assert_true(opens_mapped(f, cache));
	assert_int_equal(unlink(path), 0);
	assert_false(opens_mapped(f, cache));
	assert_true(opens_mapped(f, cache));
}

/* Cut, changed or another's: noticed, read from the database, put right. */
static void notices_other_bytes(void **state)
{
	struct fixture *f = *state;
	char cache[96], path[400];
	struct buf whole;
	make(f, cache, sizeof(cache));
	assert_false(opens_mapped(f, cache));
	file_of(cache, path, sizeof(path));
	pantau_buf_init(&whole);
	assert_int_equal(pantau_file_read(path, SIZE_MAX, &whole, NULL), 0);
	const size_t cuts[] = {0, 1, 63, 64, whole.n / 2, whole.n - 1};
	for (size_t i = 0; i < sizeof(cuts) / sizeof(cuts[0]); i++) {
		assert_int_equal(truncate(path, (off_t)cuts[i]), 0);
		assert_false(opens_mapped(f, cache));
		assert_true(opens_mapped(f, cache));
	}
	for (size_t at = 0; at < whole.n; at += 1 + whole.n / 97) {
		whole.p[at] ^= 0x40;
		assert_int_equal(pantau_file_replace(path, buf_str(&whole),
				0600, NULL), PANTAU_OK);
		whole.p[at] ^= 0x40;
		assert_false(opens_mapped(f, cache));
	}
	/* Sound, of the same size, and of another lexicon. */
	struct pantau_lexicons *ours = f->lexicons;
	write_file(f->folder, "roots.tsv",
			"root\tclass\taffixes\tnote\n"
			"harga\tn\t\t\nberas\tn\t\t\nnaik\tv\t\t\n"
			"banjir\tn\t\t\ntolak\tv\t\t\nturut\tv\t\t\n");
	open_lexicons(f);
	struct str other = pantau_lexicons_text(f->lexicons)->image.bytes;
	assert_int_equal(other.n, whole.n);
	assert_int_equal(pantau_file_replace(path, other, 0600, NULL), 0);
	pantau_lexicons_close(f->lexicons);
	f->lexicons = ours;
	assert_false(opens_mapped(f, cache));
	assert_true(opens_mapped(f, cache));
	pantau_buf_finish(&whole);
}

static bool noted_sound(const char *path)
{
	struct stat info;
	assert_int_equal(stat(path, &info), 0);
	return info.st_mtim.tv_nsec == 271828183;
}

/* A file is checked once; whoever writes to it has it checked again. */
static void checks_once(void **state)
{
	struct fixture *f = *state;
	char cache[96], path[400];
	struct buf whole;
	make(f, cache, sizeof(cache));
	assert_false(opens_mapped(f, cache));
	file_of(cache, path, sizeof(path));
	assert_false(noted_sound(path));
	assert_true(opens_mapped(f, cache));
	if (!noted_sound(path)) {
		print_message("no fractions of a second are kept here\n");
		skip();
	}
	assert_true(opens_mapped(f, cache));
	assert_true(noted_sound(path));
	pantau_buf_init(&whole);
	assert_int_equal(pantau_file_read(path, SIZE_MAX, &whole, NULL), 0);
	/* In its place, one byte. */
	int fd = open(path, O_WRONLY | O_CLOEXEC);
	assert_true(fd >= 0);
	assert_int_equal(pwrite(fd, "\xff", 1, (off_t)whole.n / 2), 1);
	close(fd);
	assert_false(noted_sound(path));
	if (whole.p[whole.n / 2] != '\xff') {
		assert_false(opens_mapped(f, cache));
	}
	assert_true(opens_mapped(f, cache));
	assert_true(noted_sound(path));
	/* What has the time but is no image, or another one: magic, version, kind,
	 * size and stamp are looked at whatever it says. */
	static const size_t fields[] = {0, 8, 12, 24, 32};
	const struct timespec times[2] = {
		{.tv_nsec = UTIME_OMIT}, {.tv_nsec = 271828183},
	};
	assert_int_equal(truncate(path, (off_t)whole.n - 1), 0);
	assert_int_equal(utimensat(AT_FDCWD, path, times, 0), 0);
	assert_false(opens_mapped(f, cache));
	for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++) {
		whole.p[fields[i]] ^= 1;
		assert_int_equal(pantau_file_replace(path, buf_str(&whole),
				0600, NULL), PANTAU_OK);
		assert_int_equal(utimensat(AT_FDCWD, path, times, 0), 0);
		assert_false(opens_mapped(f, cache));
		whole.p[fields[i]] ^= 1;
	}
	pantau_buf_finish(&whole);
}

static void does_without(void **state)
{
	struct fixture *f = *state;
	char cache[96], path[128];
	make(f, cache, sizeof(cache));
	/* A file where the folder should be: nothing can be put there. */
	write_file(f->folder, "cache", "x");
	assert_false(opens_mapped(f, cache));
	assert_false(opens_mapped(f, cache));
	/* A folder where the file should be. */
	assert_int_equal(unlink(cache), 0);
	assert_false(opens_mapped(f, cache));
	char file[400];
	file_of(cache, file, sizeof(file));
	assert_int_equal(unlink(file), 0);
	assert_int_equal(mkdir(file, 0700), 0);
	assert_false(opens_mapped(f, cache));
	snprintf(path, sizeof(path), "/proc/pantau");
	assert_false(opens_mapped(f, path));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(keeps_and_maps, fixture_setup,
				fixture_teardown),
		cmocka_unit_test_setup_teardown(notices_other_bytes,
				fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(checks_once, fixture_setup,
				fixture_teardown),
		cmocka_unit_test_setup_teardown(does_without, fixture_setup,
				fixture_teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
