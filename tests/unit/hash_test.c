/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "check.h"

#include "base/hash.h"

static void hashes_as_xxh3(void **state)
{
	(void)state;
	/* The reference implementation's values for the empty input. */
	static const unsigned char empty[16] = {
		0x99, 0xaa, 0x06, 0xd3, 0x01, 0x47, 0x98, 0xd8,
		0x60, 0x01, 0xc3, 0x24, 0x46, 0x8d, 0x49, 0x7f,
	};
	unsigned char got[16];

	assert_true(pantau_hash((struct str){0}, 0) ==
			UINT64_C(0x2d06800538d394c2));
	pantau_hash128((struct str){0}, got);
	assert_memory_equal(got, empty, 16);
	assert_true(pantau_hash(STR("a"), 1) != pantau_hash(STR("a"), 2));
	assert_true(pantau_hash_seed() == pantau_hash_seed());
	assert_true(pantau_hash_seed() != 0);
}

/* Of every length around the buffers' ends. */
static void hashes_files_as_memory(void **state)
{
	static const size_t sizes[] = {0, 1, 240, 241, 32767, 32768, 32769,
		1 << 17, 300000};
	char path[] = "/tmp/pantau-hash-XXXXXX";
	unsigned char want[16], got[16];
	char *bytes = malloc(300000);
	size_t n;
	(void)state;
	int fd = mkstemp(path);
	assert_true(bytes != NULL && fd >= 0);
	for (size_t i = 0; i < 300000; i++) {
		bytes[i] = (char)(i * i >> 5);
	}
	for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		assert_int_equal(ftruncate(fd, 0), 0);
		assert_int_equal(pwrite(fd, bytes, sizes[i], 0), sizes[i]);
		pantau_hash128(str_make(bytes, sizes[i]), want);
		assert_int_equal(pantau_hash128_file(path, 300000, &n, got), 0);
		assert_int_equal(n, sizes[i]);
		assert_memory_equal(got, want, 16);
	}
	assert_int_equal(pantau_hash128_file(path, 299999, &n, got),
			PANTAU_LIMIT);
	assert_int_equal(pantau_hash128_file("/tmp", 9, &n, got), PANTAU_IO);
	close(fd);
	unlink(path);
	assert_int_equal(pantau_hash128_file(path, 9, &n, got),
			PANTAU_NOT_FOUND);
	free(bytes);
}

static void keeps_insertion_order(void **state)
{
	(void)state;
	struct map map;
	char key[16];
	bool added;

	pantau_map_init(&map, pantau_hash_seed());
	assert_null(pantau_map_get(&map, STR("x")));
	for (uint32_t i = 0; i < 10000; i++) {
		int n = snprintf(key, sizeof(key), "kata%u", i * 7);
		uint32_t *value = pantau_map_put(&map,
				str_make(key, (size_t)n), &added);
		assert_true(added);
		assert_int_equal(*value, 0);
		*value = i + 1;
	}
	memset(key, 'z', sizeof(key)); /* keys are copies */
	assert_int_equal(map.n, 10000);
	for (uint32_t i = 0; i < 10000; i++) {
		snprintf(key, sizeof(key), "kata%u", i * 7);
		check_str(map.entry[i].key, key);
		assert_int_equal(*pantau_map_get(&map, str_of(key)), i + 1);
	}
	assert_int_equal(*pantau_map_put(&map, STR("kata7"), &added), 2);
	assert_false(added);
	assert_null(pantau_map_get(&map, STR("kata1")));
	pantau_map_clear(&map);
	assert_null(pantau_map_get(&map, STR("kata7")));
	assert_non_null(pantau_map_put(&map, STR(""), &added));
	assert_true(added);
	assert_non_null(pantau_map_get(&map, (struct str){0}));
	pantau_map_finish(&map);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(hashes_as_xxh3),
		cmocka_unit_test(hashes_files_as_memory),
		cmocka_unit_test(keeps_insertion_order),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
