/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Checksums of packed input: damage that leaves all else readable is told. */

#include "import_check.h"

#include "import/gzip_sum.h"

/* Two lines, by gzip -9; the checksum is at 35, the size behind it. */
static const unsigned char two_lines[43] =
		"\x1f\x8b\x08\0\0\0\0\0\x02\x03\xabV*I\xad(Q\xb2R*N,)U\xaa\xe5"
		"\xaa\x86\xf1SJ\x13\x81\\\0<\xc5\xa5" "e\x1f\0\0";
/* One stored member; its checksum is at 14 and at 68. */
static const unsigned char stored[130] =
		"PK\3\4\x14\0\0\0\0\0\0\0!\0\xdf_\x15\x81\x10\0\0\0\x10\0\0\0"
		"\x08\0\0\0a.ndjson{\"text\":\"satu\"}\n"
		"PK\1\2\x14\3\x14\0\0\0\0\0\0\0!\0\xdf_\x15\x81\x10\0\0\0\x10\0"
		"\0\0\x08\0\0\0\0\0\0\0\0\0\0\0\x80\1\0\0\0\0a.ndjson"
		"PK\5\6\0\0\0\0\1\0\1\0" "6\0\0\0" "6\0\0\0\0";

static struct str bytes_of(const unsigned char *p, size_t n)
{
	return str_make((const char *)p, n);
}

static void knows_the_check_value(void **state)
{
	struct gzip_sum sum;
	(void)state;
	pantau_gzip_sum_init(&sum);
	pantau_gzip_sum_plain(&sum, STR("1234"));
	pantau_gzip_sum_plain(&sum, STR("56789"));
	assert_int_equal(sum.crc ^ UINT32_MAX, 0xcbf43926);
	pantau_gzip_sum_packed(&sum, STR("....\x26\x39"));
	pantau_gzip_sum_packed(&sum, STR("\xf4\xcb\x09\0\0\0"));
	assert_false(pantau_gzip_sum_wrong(&sum));
	sum.tail[0] ^= 1;
	assert_true(pantau_gzip_sum_wrong(&sum));
	sum.tail[7] ^= 1;
	assert_false(pantau_gzip_sum_wrong(&sum));
}

/* Documents and rejects, after a byte was turned over. */
static void check(const char *name, struct str bytes, size_t docs,
		size_t rejected)
{
	struct outcomes all;
	outcomes_of(&all, name, bytes, NULL);
	assert_int_equal(all.docs, docs);
	assert_int_equal(all.rejected, rejected);
	if (rejected != 0) {
		assert_non_null(strstr(all.at[all.n - 1].err.message,
				"checksum"));
		assert_non_null(strstr(all.at[all.n - 1].err.file, name));
	}
	assert_int_equal(pantau_import_input(all.import, 0)->complete,
			rejected == 0);
	outcomes_finish(&all);
}

static void tells_of_a_wrong_sum_in_gz(void **state)
{
	unsigned char twice[2 * sizeof(two_lines)], one[sizeof(two_lines)];
	(void)state;
	memcpy(one, two_lines, sizeof(one));
	memcpy(twice, two_lines, sizeof(one));
	memcpy(twice + sizeof(one), two_lines, sizeof(one));
	check("a.ndjson.gz", bytes_of(one, sizeof(one)), 2, 0);
	check("a.ndjson.gz", bytes_of(twice, sizeof(twice)), 4, 0);
	one[35] ^= 0xff;
	check("a.ndjson.gz", bytes_of(one, sizeof(one)), 2, 1);
}

static void tells_of_a_wrong_sum_in_zip(void **state)
{
	unsigned char one[sizeof(stored)];
	(void)state;
	memcpy(one, stored, sizeof(one));
	check("a.zip", bytes_of(one, sizeof(one)), 1, 0);
	one[50] ^= 0x01; /* a letter of the text */
	check("a.zip", bytes_of(one, sizeof(one)), 1, 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(knows_the_check_value),
		cmocka_unit_test(tells_of_a_wrong_sum_in_gz),
		cmocka_unit_test(tells_of_a_wrong_sum_in_zip),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
