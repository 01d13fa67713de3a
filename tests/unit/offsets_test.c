/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * Every token of the corpus and of hostile texts: offsets, terms and packing
 * are sound, and the fast paths give what the slow ones give.
 */

#include "twin.h"

#include "base/file.h"

#define FILE_MAX_BYTES (64u << 20)

struct fixture {
	struct twin twin;
};

static int open_fixture(void **state)
{
	struct fixture *f = calloc(1, sizeof(*f));
	assert_non_null(f);
	*state = f;
	return open_twin(&f->twin) ? 0 : -1;
}

static int close_fixture(void **state)
{
	struct fixture *f = *state;
	close_twin(&f->twin);
	free(f);
	return 0;
}

static void check(struct fixture *f, struct str text)
{
	const char *wrong = check_text(f->twin.analyser, f->twin.careful, text, &f->twin.arena);
	if (wrong != NULL) {
		fail_msg("%s: <" STR_FMT ">", wrong,
				(int)(text.n < 200 ? text.n : 200), text.p);
	}
}

static void check_file(struct fixture *f, const char *name)
{
	char path[4096];
	struct buf file;
	size_t lines = 0;
	pantau_buf_init(&file);
	snprintf(path, sizeof(path), "%s/corpus/%s", source_root(), name);
	assert_int_equal(pantau_file_read(path, FILE_MAX_BYTES, &file, NULL),
			PANTAU_OK);
	check(f, buf_str(&file));
	struct str rest = buf_str(&file);
	while (rest.p != NULL) {
		check(f, pantau_str_cut(&rest, '\n'));
		lines++;
	}
	assert_true(lines > 50);
	pantau_buf_finish(&file);
}

static void holds_for_posts(void **state)
{
	check_file(*state, "posts.ndjson");
}

static void holds_for_news(void **state)
{
	check_file(*state, "news.ndjson");
}

static const char *const hostile[] = {
	"", " ", ".", "-", "\n\n", "a", "1", "#", "@", "##", "@@a", "#1",
	"\xff\xfe", "a\xffz", "kor\xe2\x80", "\xe2\x80\x8b", "\xcc\x81",
	"a\xcc\x81\xcc\x81", " \xcc\x81z", "1\xef\xb8\x8f\xe2\x83\xa3",
	"a1\xef\xb8\x8f\xe2\x83\xa3", "COVID-1\xef\xb8\x8f\xe2\x83\xa3",
	"$1\xe2\x83\xa3", "*\xe2\x83\xa3*", "#\xef\xb8\x8f\xe2\x83\xa3x",
	"\xf0\x9f\x87\xae", "\xf0\x9f\x87\xae\xf0\x9f\x87\xa9\xf0\x9f\x87\xae",
	"\xf0\x9f\x91\xa8\xe2\x80\x8d", "\xf0\x9f\x91\xa8\xe2\x80\x8d\xe2\x80\x8d",
	"\xc2\xa9\xe2\x80\x8d\xf0\x9f\x91\x8d", "\xe2\x84\xb9\xe2\x80\x8dk",
	"\xd8\x80" "1", "\xd8\x80#tag", "\xd8\x80\xd8\x80", "\xd8\x80",
	"a-b-c-d-e-f-g-h-i-j-k-l", "a--b", "-a-", "'a'", "a'", "a*b*c*d*e",
	"a***", "**a**", "k*", "a.b.c.d.e.f.g.h", "....a", "a....", "a.b@c.d",
	"http://", "http://a", "www.", "www.a", "a.id/", "a.id:80/x", "a.id:x",
	"Rp", "Rp.", "Rp1", "Rp1.", "Rp1,", "Rp1,-", "IDR 1", "$", "+", "+1",
	"+62812", "0812-", "0812 3456 7890 1234 5678", "1/1/1", "31/2/2020",
	"99/99/9999", "1/2/3/4", "1.2.3.4.5", "1,2,3", "12:61", "24:00:99",
	":))))))", ":-", "<3<3<3", "T_T_T", "xD", "XDD", "^^^^^", "-_-_-",
	"\xe4\xbd\xa0\xe5\xa5\xbd\xe4\xb8\x96\xe7\x95\x8c",
	"\xe0\xb8\xaa\xe0\xb8\xa7\xe0\xb8\xb1\xe0\xb8\xaa\xe0\xb8\x94\xe0\xb8\xb5",
	"\xef\xb7\xba", "\xe3\x85\xa4", "\xef\xbd\xb6\xef\xbe\x9e",
	"\xe1\x84\x80\xe1\x85\xa1\xe1\x86\xa8", "\xf0\x9f\x8f\xbb", "\xc2\xad",
	"\xe2\x80\xaekorupsi\xe2\x80\xac", "\xc4\xb0stanbul", "stra\xc3\x9f" "e",
	"a\xe2\x80\x8b\xe2\x80\x8b", "\xef\xbb\xbf" "a", "a\xc2\xa0z",
	"a\xe2\x80\x90z", "\xe2\x80\x98q\xe2\x80\x99", "a\xe2\x80\x99z",
};

static void holds_for_hostile_texts(void **state)
{
	char joined[512];
	size_t n = sizeof(hostile) / sizeof(hostile[0]);
	for (size_t i = 0; i < n; i++) {
		check(*state, str_of(hostile[i]));
		for (size_t j = 0; j < n; j++) {
			int length = snprintf(joined, sizeof(joined), "%s%s",
					hostile[i], hostile[j]);
			check(*state, str_make(joined, (size_t)length));
		}
	}
	check(*state, str_make("a\0b\0\0c", 6));
	/* A mark on the last letter that folding keeps. */
	memset(joined, 'e', 64);
	memcpy(joined + 64, "\xcc\x81", 2);
	check(*state, str_make(joined, 66));
}

/* Bytes that are cut anywhere, as a stream may be. */
static void holds_for_every_cut(void **state)
{
	static const char text[] = "Rp1.500,- k\xcc\xb6o\xcc\xb6 \xf0\x9f\x91"
			"\xa8\xe2\x80\x8d\xf0\x9f\x91\xa9 #Tag_1 a.b@c.id 1/2/2020 "
			"anak2nya \xe2\x9d\xa4\xef\xb8\x8f" "1\xef\xb8\x8f\xe2\x83"
			"\xa3 k*rupsi d.k.i. +62 812-3456-7890 :-))";
	for (size_t from = 0; from < sizeof(text); from++) {
		for (size_t to = from; to < sizeof(text); to++) {
			check(*state, str_make(text + from, to - from));
		}
	}
}

/* One long piece of one kind must not take more than linear time. */
static void long_texts_take_linear_time(void **state)
{
	static const char *const pieces[] = {
		"a", "1", "-", ".", "a.", "a-", "1.", "@a", "#a", "a_", "a'",
		"a*", "*", "(", "http://a(", "a@", "+1", "1/", "1:", "0", "08 ",
		"\xe2\x80\x8b", "\xcc\x81", "\xe2\x80\x8d", "\xe4\xbd\xa0",
		"\xf0\x9f\x91\xa8\xe2\x80\x8d", "\xd8\x80", ":", ":-", "a\xe2\x80\x8b",
	};
	struct buf text;
	pantau_buf_init(&text);
	for (size_t i = 0; i < sizeof(pieces) / sizeof(pieces[0]); i++) {
		pantau_buf_clear(&text);
		while (text.n < 40000) {
			pantau_buf_str(&text, str_of(pieces[i]));
		}
		check(*state, buf_str(&text));
	}
	pantau_buf_finish(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(holds_for_hostile_texts),
		cmocka_unit_test(holds_for_every_cut),
		cmocka_unit_test(long_texts_take_linear_time),
		cmocka_unit_test(holds_for_posts),
		cmocka_unit_test(holds_for_news),
	};
	return cmocka_run_group_tests(tests, open_fixture, close_fixture);
}
