/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Word diffs: what they say, that they hold, that they are the least, and what
 * they cost. */

#include "memory_requests.h"
#include "data_lexicons.h"
#include "similar/chain_diff.h"
#include "similar_texts.h"
#include "text/analyser.h"

struct fixture {
	struct made made[2];
	struct diff_words words[2];
	struct str text[2];
	struct arena arena;
	struct diff diff;
};

static int open_fixture(void **state)
{
	struct fixture *f = calloc(1, sizeof(*f));
	assert_non_null(f);
	pantau_arena_init(&f->arena);
	*state = f;
	return 0;
}

static int close_fixture(void **state)
{
	struct fixture *f = *state;
	for (int i = 0; i < 2; i++) {
		made_finish(&f->made[i]);
	}
	pantau_arena_finish(&f->arena);
	free(f);
	return 0;
}

/* Every word of both texts is in one run, in order; ranges are of the words;
 * kept words are the same; and the runs take turns. */
static void check_whole(struct fixture *f)
{
	const struct diff *diff = &f->diff;
	size_t from = 0, to = 0, kept = 0, added = 0, removed = 0;
	for (size_t i = 0; i < diff->runs; i++) {
		const struct diff_run *run = &diff->run[i];
		assert_int_equal(run->from.word, from);
		assert_int_equal(run->to.word, to);
		assert_int_equal(run->kind == DIFF_ADDED,
				run->from.words == 0);
		assert_int_equal(run->kind == DIFF_REMOVED,
				run->to.words == 0);
		assert_true(i == 0 || (run->kind == DIFF_KEPT) !=
				(run[-1].kind == DIFF_KEPT));
		if (run->kind == DIFF_KEPT) {
			assert_int_equal(run->from.words, run->to.words);
			kept += run->to.words;
			for (size_t k = 0; k < run->to.words; k++) {
				assert_int_equal(f->words[0].word[from + k].hash,
						f->words[1].word[to + k].hash);
			}
		} else {
			removed += run->from.words;
			added += run->to.words;
		}
		if (run->from.words != 0) {
			assert_int_equal(run->from.start,
					f->words[0].word[from].start);
		}
		from += run->from.words;
		to += run->to.words;
		assert_int_equal(run->from.end, from == 0 ? 0 :
				f->words[0].word[from - 1].end);
		assert_int_equal(run->to.end, to == 0 ? 0 :
				f->words[1].word[to - 1].end);
		assert_true(run->from.start <= run->from.end);
		assert_true(run->to.start <= run->to.end);
	}
	assert_int_equal(from, f->words[0].n);
	assert_int_equal(to, f->words[1].n);
	assert_int_equal(diff->kept, kept);
	assert_int_equal(diff->added, added);
	assert_int_equal(diff->removed, removed);
}

static void take(struct fixture *f, struct str from, struct str to)
{
	f->text[0] = from;
	f->text[1] = to;
	for (int i = 0; i < 2; i++) {
		assert_true(pantau_diff_words(made_tokens(&f->made[i],
				f->text[i]), &f->arena, &f->words[i]));
	}
	assert_true(pantau_diff(&f->words[0], &f->words[1], &f->arena,
			&f->diff));
	check_whole(f);
}

static void append(struct buf *out, const struct diff_side *side,
		struct str text, const char *before, const char *after)
{
	if (side->words != 0) {
		pantau_buf_printf(out, "%s" STR_FMT "%s", before,
				STR_ARG(str_make(text.p + side->start,
				side->end - side->start)), after);
	}
}

/* 'a b [-c-] [+d+]' of byte ranges. */
static void check_shown(struct fixture *f, const char *from, const char *to,
		const char *expected)
{
	struct buf out;
	pantau_buf_init(&out);
	take(f, str_of(from), str_of(to));
	for (size_t i = 0; i < f->diff.runs; i++) {
		const struct diff_run *run = &f->diff.run[i];
		pantau_buf_str(&out, i > 0 ? STR(" ") : STR(""));
		if (run->kind == DIFF_KEPT) {
			append(&out, &run->to, f->text[1], "", "");
			continue;
		}
		append(&out, &run->from, f->text[0], "[-", "-]");
		append(&out, &run->to, f->text[1], "[+", "+]");
	}
	check_str(buf_str(&out), expected);
	pantau_buf_finish(&out);
	pantau_arena_reset(&f->arena);
}

static void shows_edits(void **state)
{
	struct fixture *f = *state;
	check_shown(f, "", "", "");
	check_shown(f, "a", "a", "a");
	check_shown(f, "", "a b", "[+a b+]");
	check_shown(f, "a b", "", "[-a b-]");
	check_shown(f, "a b", "c d e", "[-a b-][+c d e+]");
	check_shown(f, "banjir di kota lama", "banjir besar di kota lama",
			"banjir [+besar+] di kota lama");
	check_shown(f, "banjir di kota lama malam ini",
			"sebarkan banjir di kota baru malam",
			"[+sebarkan+] banjir di kota [-lama-][+baru+] malam "
			"[-ini-]");
	check_shown(f, "satu dua tiga empat lima", "tiga empat lima satu dua",
			"[-satu dua-] tiga empat lima [+satu dua+]");
	/* A link and an emoticon are words of their own. */
	check_shown(f, "lihat http://a :)", "lihat http://b :)",
			"lihat [-http://a-][+http://b+] :)");
}

/* As the analyser cuts and folds: capitals and punctuation change nothing, a
 * number, a link and an emoji do; ranges are of the bytes as written. */
static void takes_what_the_analyser_gives(void **state)
{
	static const char *const texts[] = {
		"Rapat PBB di Jl Merdeka 5, hubungi 081234567890!",
		("SEBARKAN! rapat pbb, di jl merdeka 5. Hubungi 081298765432 "
			"\xf0\x9f\x98\x82 anti-hoaks"),
	};
	struct fixture *f = *state;
	struct pantau_lexicons *lexicons = open_data_lexicons("text");
	struct pantau_analyser *analyser = create_analyser(lexicons);
	assert_non_null(analyser);
	for (int i = 0; i < 2; i++) {
		struct pantau_tokens tokens;
		assert_int_equal(pantau_analyse_into(analyser,
				str_of(texts[i]), &f->arena, &tokens, NULL),
				PANTAU_OK);
		assert_true(pantau_diff_words(&tokens, &f->arena,
				&f->words[i]));
	}
	assert_true(pantau_diff(&f->words[0], &f->words[1], &f->arena,
			&f->diff));
	check_whole(f);
	assert_int_equal(f->diff.runs, 3);
	const struct diff_run *run = f->diff.run;
	assert_int_equal(run[0].kind, DIFF_ADDED);
	check_str(str_make(texts[1], run[0].to.end), "SEBARKAN");
	assert_int_equal(run[1].kind, DIFF_KEPT);
	check_str(str_make(texts[1] + run[1].to.start, run[1].to.end -
			run[1].to.start), "rapat pbb, di jl merdeka 5. Hubungi");
	assert_int_equal(run[2].kind, DIFF_REPLACED);
	check_str(str_make(texts[0] + run[2].from.start, run[2].from.end -
			run[2].from.start), "081234567890");
	check_str(str_make(texts[1] + run[2].to.start, run[2].to.end -
			run[2].to.start), "081298765432 "
			"\xf0\x9f\x98\x82 anti-hoaks");
	pantau_analyser_destroy(analyser);
	pantau_lexicons_close(lexicons);
}

/* The longest common subsequence by the table. */
static size_t longest_common(const struct diff_words *a,
		const struct diff_words *b)
{
	static size_t row[2][TEXT_WORDS * 4 + 1];
	memset(row, 0, sizeof(row));
	for (size_t i = 0; i < a->n; i++) {
		size_t *now = row[(i + 1) % 2], *last = row[i % 2];
		for (size_t j = 0; j < b->n; j++) {
			size_t most = last[j + 1] > now[j] ? last[j + 1] :
					now[j];
			now[j + 1] = a->word[i].hash == b->word[j].hash ?
					last[j] + 1 : most;
		}
	}
	return row[a->n % 2][b->n];
}

static void finds_the_least(void **state)
{
	struct fixture *f = *state;
	struct random r = {.state = 77};
	struct buf texts[2];
	pantau_buf_init(&texts[0]);
	pantau_buf_init(&texts[1]);
	for (int i = 0; i < 3000; i++) {
		uint32_t vocabulary = 1 + (uint32_t)draw(&r, 40);
		struct words from = random_words(&r, 1 + draw(&r, 40),
				vocabulary);
		struct words to = draw(&r, 3) == 0 ? random_words(&r,
				1 + draw(&r, 40), vocabulary) : edited(&r,
				&from, draw(&r, 12), vocabulary);
		take(f, write_words(&from, &texts[0]),
				write_words(&to, &texts[1]));
		assert_false(f->diff.coarse);
		assert_int_equal(f->diff.kept, longest_common(&f->words[0],
				&f->words[1]));
		pantau_arena_reset(&f->arena);
	}
	pantau_buf_finish(&texts[0]);
	pantau_buf_finish(&texts[1]);
}

/* --- long texts --- */

/* Words 'k<number>' of ranges of numbers, one after the other. */
static void write_range(struct buf *out, uint32_t from, uint32_t n)
{
	for (uint32_t i = from; i < from + n; i++) {
		pantau_buf_printf(out, out->n == 0 ? "k%u" : " k%u",
				(unsigned)i);
	}
	assert_false(out->failed);
}

static void finds_moved_paragraphs(void **state)
{
	struct fixture *f = *state;
	struct buf a, b;
	pantau_buf_init(&a);
	pantau_buf_init(&b);
	write_range(&a, 0, 9000);
	write_range(&b, 0, 2000);
	write_range(&b, 4000, 3000);
	write_range(&b, 2000, 2000);
	write_range(&b, 7000, 2000);
	take(f, buf_str(&a), buf_str(&b));
	assert_false(f->diff.coarse);
	assert_int_equal(f->diff.kept, 7000);
	assert_int_equal(f->diff.added, 2000);
	assert_int_equal(f->diff.removed, 2000);
	pantau_buf_finish(&a);
	pantau_buf_finish(&b);
}

/* Ten megabytes that differ in every tenth word; then in nearly all. */
static void bears_long_texts(void **state)
{
	struct fixture *f = *state;
	struct buf a, b;
	size_t n = 0, changed = 0;
	pantau_buf_init(&a);
	pantau_buf_init(&b);
	for (uint32_t i = 0; a.n < (size_t)10 << 20; i++, n++) {
		changed += i % 10 == 5;
		write_range(&a, i, 1);
		write_range(&b, i % 10 == 5 ? 900000000 + i : i, 1);
	}
	take(f, buf_str(&a), buf_str(&b));
	assert_int_equal(f->diff.added, changed);
	assert_int_equal(f->diff.removed, changed);
	assert_int_equal(f->diff.kept, n - changed);
	assert_false(f->diff.coarse);
	pantau_buf_clear(&b);
	write_range(&b, 800000000, (uint32_t)(n / 10));
	write_range(&b, 5, 1);
	take(f, buf_str(&a), buf_str(&b));
	assert_int_equal(f->diff.kept, 1);
	pantau_buf_finish(&a);
	pantau_buf_finish(&b);
}

/* One word a million times, and two that take turns: nothing to cut at. */
static void bears_the_same_words(void **state)
{
	struct fixture *f = *state;
	struct buf a, b;
	pantau_buf_init(&a);
	pantau_buf_init(&b);
	for (uint32_t i = 0; i < 1000000; i++) {
		write_range(&a, 1, 1);
		write_range(&b, i % 2, 1);
	}
	take(f, buf_str(&a), buf_str(&a));
	assert_int_equal(f->diff.kept, 1000000);
	take(f, buf_str(&a), buf_str(&b));
	assert_true(f->diff.coarse);
	assert_true(f->diff.kept >= 1);
	take(f, buf_str(&a), str_make(b.p, 2999));
	assert_true(f->diff.coarse);
	pantau_buf_finish(&a);
	pantau_buf_finish(&b);
}

/* --- memory --- */

static void survives_without_memory(void **state)
{
	struct fixture *f = *state;
	struct buf a, b;
	size_t failed = 0;
	bool done = false;
	pantau_buf_init(&a);
	pantau_buf_init(&b);
	write_range(&a, 0, 4000);
	write_range(&b, 2000, 4000);
	write_range(&b, 0, 2000);
	take(f, buf_str(&a), buf_str(&b));
	size_t kept = f->diff.kept;
	for (long after = 0; !done; after++) {
		struct arena arena;
		struct diff_words words[2];
		pantau_arena_init(&arena);
		memory_left = after;
		done = pantau_diff_words(&f->made[0].tokens, &arena,
				&words[0]) && pantau_diff_words(
				&f->made[1].tokens, &arena, &words[1]) &&
				pantau_diff(&words[0], &words[1], &arena,
				&f->diff);
		memory_left = -1;
		failed += !done;
		assert_true(!done || f->diff.kept == kept);
		pantau_arena_finish(&arena);
	}
	assert_true(failed >= 6);
	pantau_buf_finish(&a);
	pantau_buf_finish(&b);
}

#define TEST(name) \
	cmocka_unit_test_setup_teardown(name, open_fixture, close_fixture)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(shows_edits),
		TEST(takes_what_the_analyser_gives),
		TEST(finds_the_least),
		TEST(finds_moved_paragraphs),
		TEST(bears_long_texts),
		TEST(bears_the_same_words),
		TEST(survives_without_memory),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
