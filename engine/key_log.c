/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* A file of keys of 16 bytes, and counting in it. */

#include "key_log.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"

#define KEY ((size_t)16)
#define BLOCK ((size_t)64 << 10)
#define BITS (UINT32_C(1) << 20)

void pantau_key_log_init(struct key_log *log, const char *folder)
{
	*log = (struct key_log){.folder = folder, .fd = -1};
	pantau_buf_init(&log->tail);
}

void pantau_key_log_finish(struct key_log *log)
{
	if (log->fd >= 0) {
		close(log->fd);
	}
	pantau_buf_finish(&log->tail);
}

void pantau_key_log_clear(struct key_log *log)
{
	log->n = 0;
	pantau_buf_clear(&log->tail);
}

static enum pantau_status write_tail(struct key_log *log,
		struct pantau_error *err)
{
	uint64_t at = log->n * KEY - log->tail.n;
	if (log->fd < 0) {
		log->fd = pantau_file_unnamed(log->folder);
	}
	if (log->fd < 0 || !pantau_file_write_at(log->fd, buf_str(&log->tail),
			at)) {
		return pantau_fail_errno(err, "cannot write while sorting in",
				"tidak dapat menulis saat mengurutkan di",
				log->folder);
	}
	pantau_buf_clear(&log->tail);
	return PANTAU_OK;
}

enum pantau_status pantau_key_log_add(struct key_log *log,
		const unsigned char key[16], struct pantau_error *err)
{
	pantau_buf_append(&log->tail, (const char *)key, KEY);
	if (log->tail.failed) {
		return pantau_fail_memory(err);
	}
	log->n++;
	return log->tail.n >= BLOCK ? write_tail(log, err) : PANTAU_OK;
}

/* --- counting --- */

static uint32_t bit_of(const unsigned char *key)
{
	return ((uint32_t)key[0] << 16 | (uint32_t)key[1] << 8 | key[2]) %
			BITS;
}

static int by_key(const void *key, const void *count)
{
	return memcmp(key, ((const struct key_count *)count)->key, KEY);
}

/* bits: which keys are worth a search. */
static void count_block(struct str keys, const unsigned char *bits,
		struct key_count *count, size_t n)
{
	for (; keys.n >= KEY; keys = str_skip(keys, KEY)) {
		const unsigned char *key = (const unsigned char *)keys.p;
		uint32_t bit = bit_of(key);
		if ((bits[bit / 8] >> (bit % 8) & 1) != 0) {
			struct key_count *found = bsearch(key, count, n,
					sizeof(*count), by_key);
			if (found != NULL) {
				found->count++;
			}
		}
	}
}

enum pantau_status pantau_key_log_count(struct key_log *log,
		struct key_count *count, size_t n, struct pantau_error *err)
{
	uint64_t left = log->n * KEY - log->tail.n, at = 0;
	enum pantau_status status = PANTAU_OK;
	if (n == 0) {
		return PANTAU_OK;
	}
	unsigned char *bits = calloc(BITS / 8, 1);
	char *block = malloc(BLOCK);
	if (bits == NULL || block == NULL) {
		status = pantau_fail_memory(err);
		left = 0;
	}
	for (size_t i = 0; status == PANTAU_OK && i < n; i++) {
		uint32_t bit = bit_of(count[i].key);
		bits[bit / 8] |= (unsigned char)(1u << (bit % 8));
	}
	while (status == PANTAU_OK && left > 0) {
		size_t size = left < BLOCK ? (size_t)left : BLOCK;
		if (!pantau_file_read_at(log->fd, block, size, at)) {
			status = pantau_fail_errno(err,
					"cannot read while sorting in",
					"tidak dapat membaca saat mengurutkan di",
					log->folder);
		} else {
			count_block(str_make(block, size), bits, count, n);
		}
		at += size;
		left -= size;
	}
	if (status == PANTAU_OK) {
		count_block(buf_str(&log->tail), bits, count, n);
	}
	free(bits);
	free(block);
	return status;
}
