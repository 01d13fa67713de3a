/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Any bytes as a file of debunks: it ends, what is read is UTF-8 and has a title
 * or a claim, and every complaint has a place. */

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/utf8.h"
#include "import/debunk.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool held)
{
	if (!held) {
		abort();
	}
}

static void check(const struct debunk *d)
{
	const struct str line[] = {d->title, d->verdict, d->url, d->publisher};
	for (size_t i = 0; i < sizeof(line) / sizeof(line[0]); i++) {
		require(pantau_utf8_valid(line[i], NULL));
		require(line[i].n == 0 ||
				memchr(line[i].p, '\n', line[i].n) == NULL);
	}
	require(pantau_utf8_valid(d->claim, NULL));
	require(pantau_utf8_valid(d->body, NULL));
	require(d->title.n + d->claim.n != 0);
	require(d->record > 0 && d->line > 0);
}

static void read_all(struct debunk_reader *reader, size_t size)
{
	struct pantau_error err = {.lang = PANTAU_LANG_EN};
	struct arena arena;
	size_t records = 0;
	pantau_arena_init(&arena);
	for (;;) {
		struct debunk debunk;
		pantau_arena_reset(&arena);
		enum pantau_status status = pantau_debunk_next(reader, &arena,
				&debunk, &err);
		if (status == PANTAU_END) {
			break;
		}
		require(++records <= size);
		if (status == PANTAU_OK) {
			check(&debunk);
		} else {
			require(status == PANTAU_BAD_INPUT || status ==
					PANTAU_IO);
			require(err.message[0] != '\0');
			require(status == PANTAU_IO || err.line > 0);
		}
	}
	pantau_arena_finish(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct pantau_error err = {.lang = PANTAU_LANG_ID};
	struct debunk_reader *reader;
	if (size == 0 || size > 16384) {
		return 0;
	}
	FILE *file = tmpfile();
	require(file != NULL);
	require(fwrite(data, 1, size, file) == size && fflush(file) == 0);
	rewind(file);
	const struct debunk_options options = {
		.zone = 420, .stdin_fd = fileno(file),
	};
	enum pantau_status status = pantau_debunk_open("-", &options, &reader,
			&err);
	if (status == PANTAU_OK) {
		read_all(reader, size);
		pantau_debunk_close(reader);
	} else {
		require(err.message[0] != '\0');
	}
	fclose(file);
	return 0;
}
