/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_KEY_LOG_H
#define PANTAU_KEY_LOG_H

/* Keys in a file without a name, in the order they came: how often some of them
 * came is found by reading it through. */

#include "base/error.h"
#include "base/str.h"

struct key_log {
	const char *folder;
	int fd;            /* -1: no file yet */
	uint64_t n;        /* keys in all */
	struct buf tail;   /* the last ones, not in the file yet */
};

struct key_count {
	unsigned char key[16];
	uint64_t count;
};

/* folder is lent. */
void pantau_key_log_init(struct key_log *log, const char *folder);
void pantau_key_log_finish(struct key_log *log);
void pantau_key_log_clear(struct key_log *log);

enum pantau_status pantau_key_log_add(struct key_log *log,
		const unsigned char key[16], struct pantau_error *err);

/* Adds to each count how often its key is in the log; the keys are distinct
 * and ascending. */
enum pantau_status pantau_key_log_count(struct key_log *log,
		struct key_count *count, size_t n, struct pantau_error *err);

#endif
