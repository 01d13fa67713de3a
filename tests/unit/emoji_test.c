/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * Unicode's own lists: every emoji of emoji-test.txt is one token, alone and
 * in a row with a word before and after it, and no token's edge lies within a
 * cluster of GraphemeBreakTest.txt. Skipped where PANTAU_SHARED has no
 * suites/unicode.
 */

#include "check.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"
#include "lexicon/text_image.h"
#include "text/segment.h"

#define FILE_MAX_BYTES (4u << 20)
#define POINTS_MAX 64

struct fixture {
	struct segmenter *segmenter;
	struct buf file, text;
	const struct text_span *span;
	size_t spans;
};

static int open_fixture(void **state)
{
	struct fixture *f = calloc(1, sizeof(*f));
	assert_non_null(f);
	f->segmenter = pantau_segmenter_create(NULL);
	assert_non_null(f->segmenter);
	pantau_buf_init(&f->file);
	pantau_buf_init(&f->text);
	*state = f;
	return 0;
}

static int close_fixture(void **state)
{
	struct fixture *f = *state;
	pantau_segmenter_destroy(f->segmenter);
	pantau_buf_finish(&f->file);
	pantau_buf_finish(&f->text);
	free(f);
	return 0;
}

/* False, and a message, when the suite is not there. */
static bool read_suite(struct fixture *f, const char *name)
{
	const char *shared = getenv("PANTAU_SHARED");
	char path[1024];
	snprintf(path, sizeof(path), "%s/suites/unicode/%s",
			shared != NULL ? shared : "", name);
	pantau_buf_clear(&f->file);
	if (shared == NULL || pantau_file_read(path, FILE_MAX_BYTES, &f->file,
			NULL) != PANTAU_OK) {
		print_message("# skipped: PANTAU_SHARED has no %s\n", name);
		return false;
	}
	return true;
}

/* The code points that a line begins with. */
static size_t read_points(const char *p, uint32_t *point)
{
	size_t n = 0;
	char *end;
	for (; n < POINTS_MAX; p = end) {
		unsigned long value = strtoul(p, &end, 16);
		if (end == p) {
			break;
		}
		point[n++] = (uint32_t)value;
	}
	return n;
}

static void segment(struct fixture *f)
{
	assert_true(pantau_segment(f->segmenter, buf_str(&f->text), &f->span,
			&f->spans));
}

/* Signs of the text until a selector makes them emoji: '(c)', '!!'. */
static bool a_sign(const uint32_t *point, size_t n)
{
	return n == 1 && (point[0] == 0xa9 || point[0] == 0xae ||
			point[0] == 0x203c || point[0] == 0x2049 ||
			point[0] == 0x2122 || point[0] == 0x2139 ||
			point[0] == 0x3030 || point[0] == 0x303d);
}

static void check_emoji(struct fixture *f, const uint32_t *point, size_t n,
		struct str line)
{
	static const uint8_t kinds[4] = {PANTAU_TOKEN_WORD, PANTAU_TOKEN_EMOJI,
			PANTAU_TOKEN_EMOJI, PANTAU_TOKEN_WORD};
	uint32_t edge[5];
	pantau_buf_clear(&f->text);
	pantau_buf_str(&f->text, STR("kata"));
	edge[0] = 0;
	for (size_t again = 0; again < 2; again++) {
		edge[1 + again] = (uint32_t)f->text.n;
		for (size_t i = 0; i < n; i++) {
			pantau_buf_utf8(&f->text, point[i]);
		}
	}
	edge[3] = (uint32_t)f->text.n;
	pantau_buf_str(&f->text, STR("lagi"));
	edge[4] = (uint32_t)f->text.n;
	segment(f);
	bool right = f->spans == 4;
	for (size_t i = 0; right && i < 4; i++) {
		right = f->span[i].start == edge[i] &&
				f->span[i].end == edge[i + 1] &&
				f->span[i].kind == kinds[i];
	}
	if (!right) {
		fail_msg("not one token: " STR_FMT, STR_ARG(line));
	}
}

static void every_emoji_is_a_token(void **state)
{
	struct fixture *f = *state;
	size_t emoji = 0;
	if (!read_suite(f, "emoji-test.txt")) {
		return;
	}
	pantau_buf_char(&f->file, '\n');
	struct str rest = buf_str(&f->file);
	while (rest.p != NULL) {
		uint32_t point[POINTS_MAX];
		struct str line = pantau_str_cut(&rest, '\n');
		if (line.n == 0 || line.p[0] == '#') {
			continue;
		}
		size_t n = read_points(line.p, point);
		/* A skin tone alone belongs to whatever stands before it. */
		bool tone = n == 1 && point[0] >= 0x1f3fb &&
				point[0] <= 0x1f3ff;
		if (!tone && !a_sign(point, n)) {
			check_emoji(f, point, n, line);
			emoji++;
		}
	}
	print_message("# %zu emoji\n", emoji);
	assert_true(emoji > 4000);
}

/* A line '÷ 0020 × 0308 ÷' into text and, for each byte, whether a cluster may
 * begin there. */
static void read_case(struct fixture *f, struct str line, bool *edge,
		size_t room)
{
	bool may = false;
	struct str rest = pantau_str_cut(&line, '\t');
	pantau_buf_clear(&f->text);
	while (rest.n > 0) {
		struct str word = pantau_str_cut(&rest, ' ');
		uint32_t point;
		if (str_eq(word, STR("\xc3\xb7")) ||
				str_eq(word, STR("\xc3\x97"))) {
			may = word.p[1] == '\xb7';
		} else if (read_points(word.p, &point) != 0) {
			assert_true(f->text.n < room);
			edge[f->text.n] = may;
			pantau_buf_utf8(&f->text, point);
		}
	}
	edge[f->text.n] = true;
}

static void no_edge_within_a_cluster(void **state)
{
	struct fixture *f = *state;
	size_t cases = 0;
	if (!read_suite(f, "GraphemeBreakTest.txt")) {
		return;
	}
	pantau_buf_char(&f->file, '\n');
	struct str rest = buf_str(&f->file);
	while (rest.p != NULL) {
		bool edge[256] = {false};
		struct str line = pantau_str_cut(&rest, '\n');
		if (line.n == 0 || line.p[0] == '#') {
			continue;
		}
		read_case(f, line, edge, sizeof(edge) - 5);
		segment(f);
		for (size_t i = 0; i < f->spans; i++) {
			if (!edge[f->span[i].start] || !edge[f->span[i].end]) {
				fail_msg("a cluster is split: " STR_FMT,
						STR_ARG(line));
			}
		}
		cases++;
	}
	assert_true(cases > 500);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_emoji_is_a_token),
		cmocka_unit_test(no_edge_within_a_cluster),
	};
	return cmocka_run_group_tests(tests, open_fixture, close_fixture);
}
