/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * The key of the pseudonyms: 32 random bytes in hex, in a file outside the
 * database, mode 0600, made on first use. The database keeps a proof of it
 * (an HMAC of a constant), so that another key is refused instead of giving
 * the same people new names.
 */

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "base/file.h"
#include "store/store_parts.h"

#define HEX ((size_t)2 * SHA256_BYTES)
#define PROOF 16

static int digit(char c)
{
	return c >= '0' && c <= '9' ? c - '0'
			: c >= 'a' && c <= 'f' ? c - 'a' + 10
			: c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

static bool from_hex(struct str s, unsigned char out[SHA256_BYTES])
{
	if (s.n != HEX) {
		return false;
	}
	for (size_t i = 0; i < SHA256_BYTES; i++) {
		int high = digit(s.p[2 * i]), low = digit(s.p[2 * i + 1]);
		if (high < 0 || low < 0) {
			return false;
		}
		out[i] = (unsigned char)(high << 4 | low);
	}
	return true;
}

static enum pantau_status random_key(unsigned char out[SHA256_BYTES],
		struct pantau_error *err)
{
	static const char path[] = "/dev/urandom";
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	size_t got = 0;

	while (fd >= 0 && got < SHA256_BYTES) {
		ssize_t n = read(fd, out + got, SHA256_BYTES - got);
		if (n <= 0 && !(n < 0 && errno == EINTR)) {
			break;
		}
		got += n > 0 ? (size_t)n : 0;
	}
	enum pantau_status status = got == SHA256_BYTES ? PANTAU_OK
			: pantau_fail_errno(err, "cannot read",
				"tidak dapat membaca", path);
	if (fd >= 0) {
		close(fd);
	}
	return status;
}

static enum pantau_status create(struct store *store, struct pantau_error *err)
{
	enum pantau_status status = random_key(store->key, err);
	char hex[HEX + 2];

	if (status != PANTAU_OK) {
		return status;
	}
	for (size_t i = 0; i < SHA256_BYTES; i++) {
		snprintf(hex + 2 * i, 3, "%02x", store->key[i]);
	}
	hex[HEX] = '\n';
	/* Under the writer's lock; O_EXCL keeps whatever else has the name. */
	int fd = open(store->key_file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC |
			O_NOFOLLOW, 0600);
	bool ok = fd >= 0 && fchmod(fd, 0600) == 0 &&
			write(fd, hex, HEX + 1) == (ssize_t)HEX + 1 &&
			fsync(fd) == 0;
	if (!ok) {
		status = pantau_fail_errno(err, "cannot write the key file",
				"tidak dapat menulis berkas kunci",
				store->key_file);
		if (fd >= 0) {
			unlink(store->key_file);
		}
	}
	if (fd >= 0 && close(fd) != 0 && ok) {
		status = pantau_fail_errno(err, "cannot write the key file",
				"tidak dapat menulis berkas kunci",
				store->key_file);
	}
	return status;
}

static enum pantau_status missing(struct store *store, struct pantau_error *err)
{
	return pantau_fail(err, PANTAU_IO, PANTAU_T(err,
			"the key file '%s' of this database is missing; restore it "
			"or name it with --key-file",
			"berkas kunci '%s' milik basis data ini tidak ada; pulihkan "
			"atau sebutkan dengan --key-file"), store->key_file);
}

static enum pantau_status read_key(struct store *store, bool may_create,
		struct pantau_error *err)
{
	struct buf buf;

	pantau_buf_init(&buf);
	enum pantau_status status = pantau_file_read(store->key_file, 1024, &buf,
			err);
	if (status == PANTAU_NOT_FOUND && may_create) {
		status = create(store, err);
	} else if (status == PANTAU_OK && !from_hex(pantau_str_trim(
			buf_str(&buf)), store->key)) {
		status = pantau_fail(err, PANTAU_IO, PANTAU_T(err,
				"'%s' is not a key file of pantau",
				"'%s' bukan berkas kunci pantau"), store->key_file);
	}
	pantau_buf_finish(&buf);
	return status;
}

enum pantau_status pantau_key_load(struct store *store, bool may_create,
		struct pantau_error *err)
{
	unsigned char kept[PROOF], proof[SHA256_BYTES];
	size_t n;

	if (store->key_loaded) {
		return PANTAU_OK;
	}
	enum pantau_status status = pantau_meta_blob(store, "key_proof", kept,
			sizeof(kept), &n, err);
	if (status != PANTAU_OK) {
		return status;
	}
	status = read_key(store, may_create && n == 0, err);
	if (status == PANTAU_NOT_FOUND && may_create) {
		return missing(store, err);
	}
	if (status != PANTAU_OK) {
		return status;
	}
	pantau_hmac_sha256(str_make((const char *)store->key, SHA256_BYTES),
			STR("pantau key proof"), proof);
	if (n != 0 && memcmp(kept, proof, PROOF) != 0) {
		return pantau_fail(err, PANTAU_IO, PANTAU_T(err,
				"'%s' is not the key file that this database was made "
				"with; name the right one with --key-file",
				"'%s' bukan berkas kunci milik basis data ini; sebutkan "
				"yang benar dengan --key-file"), store->key_file);
	}
	if (n == 0 && may_create) {
		status = pantau_meta_set_blob(store, "key_proof", proof, PROOF,
				err);
	}
	store->key_loaded = status == PANTAU_OK;
	return status;
}
