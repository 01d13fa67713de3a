/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include <stdio.h>

#include "check.h"

#include "base/sha256.h"

static void check_hex(const unsigned char *bytes, const char *expected)
{
	char hex[2 * SHA256_BYTES + 1];

	for (size_t i = 0; i < SHA256_BYTES; i++) {
		snprintf(hex + 2 * i, 3, "%02x", bytes[i]);
	}
	check_str(str_of(hex), expected);
}

/* FIPS 180-4 examples, and lengths around the padding's corners. */
static void hashes_as_published(void **state)
{
	(void)state;
	unsigned char out[SHA256_BYTES];
	char many[1000];

	pantau_sha256(STR(""), out);
	check_hex(out, "e3b0c44298fc1c149afbf4c8996fb924"
			"27ae41e4649b934ca495991b7852b855");
	pantau_sha256(STR("abc"), out);
	check_hex(out, "ba7816bf8f01cfea414140de5dae2223"
			"b00361a396177a9cb410ff61f20015ad");
	pantau_sha256(STR("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmno"
			"mnopnopq"), out);
	check_hex(out, "248d6a61d20638b8e5c026930c3e6039"
			"a33ce45964ff2167f6ecedd419db06c1");
	memset(many, 'a', sizeof(many));
	pantau_sha256(str_make(many, sizeof(many)), out);
	check_hex(out, "41edece42d63e8d9bf515a9ba6932e1c"
			"20cbc9f5a5d134645adb5db1b9737ea3");
	pantau_sha256(str_make(many, 55), out);
	check_hex(out, "9f4390f8d30c2dd92ec9f095b65e2b9a"
			"e9b0a925a5258e241c9f1e910f734318");
	pantau_sha256(str_make(many, 64), out);
	check_hex(out, "ffe054fe7ae0cb6dc65c3af9b61d5209"
			"f439851db43d0ba5997337df154668eb");
}

/* RFC 4231, cases 1, 2 and 6 (a key longer than a block). */
static void authenticates_as_published(void **state)
{
	(void)state;
	unsigned char out[SHA256_BYTES];
	char key[131];

	memset(key, 0x0b, sizeof(key));
	pantau_hmac_sha256(str_make(key, 20), STR("Hi There"), out);
	check_hex(out, "b0344c61d8db38535ca8afceaf0bf12b"
			"881dc200c9833da726e9376c2e32cff7");
	pantau_hmac_sha256(STR("Jefe"), STR("what do ya want for nothing?"),
			out);
	check_hex(out, "5bdcc146bf60754e6a042426089575c7"
			"5a003f089d2739839dec58b964ec3843");
	memset(key, 0xaa, sizeof(key));
	pantau_hmac_sha256(str_make(key, sizeof(key)), STR("Test Using Larger "
			"Than Block-Size Key - Hash Key First"), out);
	check_hex(out, "60e431591ee0b67f0d8a26aacbf5b77f"
			"8e0bc6213728c5140546040f0ee37f54");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(hashes_as_published),
		cmocka_unit_test(authenticates_as_published),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
