/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* What is asked first, and what stays on disk. */

#include "data_lexicons.h"
#include "memory_requests.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "tune/review.h"

#define LONG "antre lama sekali di loket tiga kantor kelurahan kami ini"
#define HEAD REVIEW_HEADER "\n"

struct fixture {
	struct review review;
	struct review_file file;
	struct gold answered;
	struct pantau_lexicons *lexicons;
	struct pantau_analyser *analyser;
	char path[64];
	struct buf bytes;
	struct pantau_error err;
};

static int setup(void **state)
{
	struct fixture *f = calloc(1, sizeof(*f));
	assert_non_null(f);
	pantau_review_init(&f->review);
	pantau_gold_init(&f->answered);
	pantau_buf_init(&f->bytes);
	f->file.fd = -1;
	f->err.lang = PANTAU_LANG_EN;
	f->lexicons = open_data_lexicons("text");
	f->analyser = create_analyser(f->lexicons);
	assert_non_null(f->analyser);
	snprintf(f->path, sizeof(f->path), "/tmp/pantau-review-XXXXXX");
	int fd = mkstemp(f->path);
	assert_true(fd >= 0);
	close(fd);
	*state = f;
	return 0;
}

static int teardown(void **state)
{
	struct fixture *f = *state;
	pantau_review_finish(&f->review);
	pantau_review_file_finish(&f->file);
	pantau_gold_finish(&f->answered);
	pantau_buf_finish(&f->bytes);
	pantau_analyser_destroy(f->analyser);
	pantau_lexicons_close(f->lexicons);
	unlink(f->path);
	free(f);
	return 0;
}

static void add(struct fixture *f, const char *id, const char *text,
		float negative, float positive)
{
	const struct review_item item = {.text = str_of(text),
		.id = str_of(id), .source = STR("s"), .negative = negative,
		.neutral = negative + positive > 0 ? 1 - negative - positive : 0,
		.positive = positive};
	assert_int_equal(pantau_review_add(&f->review, &item, &f->err),
			PANTAU_OK);
}

static void order(struct fixture *f, size_t limit)
{
	assert_int_equal(pantau_review_order(&f->review, &f->answered, limit,
			f->analyser, &f->err), PANTAU_OK);
}

static void asks(struct fixture *f, const char *ids)
{
	struct buf got;
	pantau_buf_init(&got);
	for (size_t i = 0; i < f->review.questions; i++) {
		const struct review_question *q = &f->review.question[i];
		pantau_buf_str(&got, f->review.item[q->item].id);
		pantau_buf_printf(&got, ":%u ", (unsigned)q->copies);
	}
	assert_string_equal(got.p != NULL ? got.p : "", ids);
	pantau_buf_finish(&got);
}

static void holds(struct fixture *f, const char *bytes)
{
	pantau_buf_clear(&f->bytes);
	assert_int_equal(pantau_file_read(f->path, 1 << 20, &f->bytes,
			&f->err), PANTAU_OK);
	assert_string_equal(f->bytes.p, bytes);
}

static void write_file(struct fixture *f, const char *bytes)
{
	assert_int_equal(pantau_file_replace(f->path, str_of(bytes), 0600,
			&f->err), PANTAU_OK);
}

static enum pantau_status open_file(struct fixture *f)
{
	pantau_review_file_finish(&f->file);
	return pantau_review_file_open(&f->file, f->path, &f->err);
}

static enum pantau_status answer(struct fixture *f, enum pantau_tone tone,
		const char *reason)
{
	const struct review_who who = {STR("Sari"), 1795215600};
	return pantau_review_answer(&f->review, &f->file, tone,
			str_of(reason), &who, &f->err);
}

/* --- order --- */

static void doubt_comes_first(void **state)
{
	struct fixture *f = *state;
	add(f, "sure", "satu kalimat yang pasti", 0.9f, 0.05f);
	add(f, "even", "dua kalimat yang lain sekali", 0.4f, 0.4f);
	add(f, "none", "bahasa lain yang tidak dinilai", 0, 0);
	add(f, "near", "tiga hal yang agak meragukan", 0.5f, 0.2f);
	order(f, SIZE_MAX);
	asks(f, "even:1 near:1 sure:1 none:1 ");
	assert_true(pantau_review_uncertainty(&f->review.item[1]) == 1);
	assert_true(pantau_review_uncertainty(&f->review.item[2]) == 0);
}

static void copies_count(void **state)
{
	struct fixture *f = *state;
	add(f, "even", "dua kalimat yang lain sekali", 0.4f, 0.4f);
	add(f, "a", LONG, 0.6f, 0.1f);
	add(f, "b", LONG " ya", 0.5f, 0.3f);
	add(f, "c", LONG, 0.7f, 0.1f);
	add(f, "d", LONG "!", 0.7f, 0.1f);
	order(f, SIZE_MAX);
	/* 0.8 * (1 + log2 4) is more than 1; b is the doubtful one of four. */
	asks(f, "b:4 even:1 ");
}

static void equal_ones_stay_in_order(void **state)
{
	struct fixture *f = *state;
	add(f, "1", "kata pertama di sini", 0.3f, 0.3f);
	add(f, "2", "hal kedua di sana", 0.3f, 0.3f);
	add(f, "3", "perkara ketiga entah di mana", 0.3f, 0.3f);
	order(f, 2);
	asks(f, "1:1 2:1 ");
}

static void answered_before(void **state)
{
	struct fixture *f = *state;
	const struct gold_report report = {PANTAU_LANG_EN, NULL, NULL};
	assert_int_equal(pantau_gold_read_bytes(&f->answered, "f", STR(HEAD
			LONG "\tnegative\t\t\t\t\t\t\n"
			"teks lama\tneutral\tx7\ts\t\t\t\t\n"
			"!!!\tneutral\t\t\t\t\t\t\n"), &report, &f->err),
			PANTAU_OK);
	add(f, "copy", LONG " ya", 0.3f, 0.3f);
	add(f, "x7", "teks yang diubah sejak itu", 0.3f, 0.3f);
	add(f, "bare", "!!!", 0.3f, 0.3f);
	add(f, "other", "???", 0.3f, 0.3f);
	order(f, SIZE_MAX);
	asks(f, "other:1 ");
	assert_int_equal(f->review.before, 3);
}

static void texts_are_cells(void **state)
{
	struct fixture *f = *state;
	add(f, "a\tb", "satu\ndua\x1b[31m \xff ya", 0.3f, 0.3f);
	add(f, "none", " \t\n", 0.3f, 0.3f);
	assert_int_equal(f->review.n, 1);
	assert_true(str_eq(f->review.item[0].text, STR("satu dua [31m ? ya")));
	assert_true(str_eq(f->review.item[0].id, STR("a b")));
}

static void strongest_evidence(void **state)
{
	struct fixture *f = *state;
	const struct pantau_evidence evidence[] = {
		{.rule = 1, .effect = 9},
		{.rule = 2, .end = 1, .effect = -0.5f},
		{.rule = 3, .end = 1, .effect = 0.25f, .neutral = -1},
		{.rule = 4, .end = 1, .effect = 0.5f},
		{.rule = 5, .end = 1, .effect = 0.6f},
	};
	const struct pantau_tone_score tone = {PANTAU_TONE_UNSURE, 0.2f, 0.3f,
		0.5f, 0, 0, evidence, 5};
	struct review_item item = {.label = 0};
	(void)f;
	pantau_review_score(&item, &tone);
	assert_int_equal(item.evidences, 3);
	assert_int_equal(item.evidence[0].rule, 3);
	assert_int_equal(item.evidence[1].rule, 5);
	assert_int_equal(item.evidence[2].rule, 2);
	struct pantau_tone_score one = tone;
	one.evidences = 1;
	pantau_review_score(&item, &one);
	assert_int_equal(item.evidences, 1);
	assert_int_equal(item.evidence[0].rule, 1);
}

/* --- steps --- */

static void answers_and_undo(void **state)
{
	struct fixture *f = *state;
	add(f, "1", "kata pertama di sini", 0.3f, 0.3f);
	add(f, "2", "hal kedua di sana", 0.3f, 0.3f);
	add(f, "3", "perkara ketiga entah di mana", 0.3f, 0.3f);
	order(f, SIZE_MAX);
	assert_int_equal(open_file(f), PANTAU_OK);
	assert_int_equal(pantau_review_undo(&f->review, &f->file, &f->err),
			PANTAU_END);
	assert_int_equal(answer(f, PANTAU_TONE_NEGATIVE, "a\tb\\c\xff"),
			PANTAU_OK);
#define FIRST HEAD "kata pertama di sini\tnegative\t1\ts\tSari\t" \
	"2026-11-20T23:00:00Z\ta b\\\\c\xef\xbf\xbd\t\n"
	holds(f, FIRST);
	assert_int_equal(answer(f, PANTAU_TONE_NONE, ""), PANTAU_OK);
	holds(f, FIRST);
	assert_int_equal(answer(f, PANTAU_TONE_POSITIVE, ""), PANTAU_OK);
	assert_null(pantau_review_now(&f->review));
	assert_int_equal(answer(f, PANTAU_TONE_POSITIVE, ""), PANTAU_END);
	assert_int_equal(f->review.answered, 2);
	for (int i = 0; i < 2; i++) {
		assert_int_equal(pantau_review_undo(&f->review, &f->file,
				&f->err), PANTAU_OK);
		holds(f, FIRST);
	}
	assert_int_equal(pantau_review_now(&f->review)->item, 1);
	assert_int_equal(pantau_review_undo(&f->review, &f->file, &f->err),
			PANTAU_OK);
	holds(f, HEAD);
	assert_int_equal(f->review.answered, 0);
}

static void others_change_the_file(void **state)
{
	struct fixture *f = *state;
	add(f, "1", "kata pertama di sini", 0.3f, 0.3f);
	order(f, SIZE_MAX);
	assert_int_equal(open_file(f), PANTAU_OK);
	int fd = open(f->path, O_WRONLY | O_APPEND);
	assert_int_equal(write(fd, "x\n", 2), 2);
	assert_int_equal(answer(f, PANTAU_TONE_NEGATIVE, ""), PANTAU_BUSY);
	assert_non_null(pantau_review_now(&f->review));
	assert_int_equal(pantau_review_file_cut(&f->file, 0, &f->err),
			PANTAU_BUSY);
	close(fd);
	holds(f, HEAD "x\n");
}

/* --- files --- */

static void files_go_on(void **state)
{
	struct fixture *f = *state;
	static const struct {
		const char *before, *after;
	} rows[] = {
		{"", HEAD},
		{"text\tto", HEAD},
		{REVIEW_HEADER, HEAD},
		{HEAD, HEAD},
		{HEAD "a\tneutral\t\t\t\t\t\t\n", HEAD
			"a\tneutral\t\t\t\t\t\t\n"},
		/* An editor left the end off; a crash cut the row. */
		{HEAD "a\tneutral\t\t\t\t\t\t", HEAD "a\tneutral\t\t\t\t\t\t\n"},
		{HEAD "a\tneutral\t\t\t\t\t\t\nb\tposi", HEAD
			"a\tneutral\t\t\t\t\t\t\n"},
		{REVIEW_HEADER "\r\na\tneutral\t\t\t\t\t\t\r\n", REVIEW_HEADER
			"\r\na\tneutral\t\t\t\t\t\t\r\n"},
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		write_file(f, rows[i].before);
		assert_int_equal(open_file(f), PANTAU_OK);
		holds(f, rows[i].after);
		assert_int_equal(f->file.size, strlen(rows[i].after));
	}
	pantau_review_file_finish(&f->file);
	unlink(f->path);
	assert_int_equal(open_file(f), PANTAU_OK);
	holds(f, HEAD);
	struct stat info;
	assert_int_equal(stat(f->path, &info), 0);
	assert_int_equal(info.st_mode & 0777, 0600);
}

static void without_answers_no_file(void **state)
{
	struct fixture *f = *state;

	/* One that was there stays, be it empty. */
	assert_int_equal(pantau_review_file_open(&f->file, f->path, &f->err),
			PANTAU_OK);
	pantau_review_file_finish(&f->file);
	assert_int_equal(access(f->path, F_OK), 0);
	unlink(f->path);
	assert_int_equal(pantau_review_file_open(&f->file, f->path, &f->err),
			PANTAU_OK);
	assert_int_equal(access(f->path, F_OK), 0);
	pantau_review_file_finish(&f->file);
	assert_int_equal(access(f->path, F_OK), -1);
	/* Nor does it go when somebody else wrote into it. */
	assert_int_equal(pantau_review_file_open(&f->file, f->path, &f->err),
			PANTAU_OK);
	write_file(f, HEAD "mine\n");
	pantau_review_file_finish(&f->file);
	assert_int_equal(access(f->path, F_OK), 0);
}

static void other_files_stay(void **state)
{
	struct fixture *f = *state;
	static const char *const files[] = {"text\ttone\nbagus\tpositive\n",
		"x", "text\ttone\tid\n"};
	for (size_t i = 0; i < sizeof(files) / sizeof(*files); i++) {
		write_file(f, files[i]);
		assert_int_equal(open_file(f), PANTAU_BAD_INPUT);
		holds(f, files[i]);
	}
	pantau_review_file_finish(&f->file);
	assert_int_equal(pantau_review_file_open(&f->file, "/dev/null",
			&f->err), PANTAU_IO);
	pantau_review_file_finish(&f->file);
	assert_int_equal(pantau_review_file_open(&f->file, "/nowhere/a.tsv",
			&f->err), PANTAU_IO);
}

static enum pantau_status whole(struct fixture *f)
{
	const struct review_item item = {.text = STR(LONG), .id = STR("1"),
		.negative = 0.5f, .neutral = 0.5f};
	enum pantau_status status = pantau_review_add(&f->review, &item,
			&f->err);
	if (status == PANTAU_OK) {
		status = open_file(f);
	}
	if (status == PANTAU_OK) {
		status = pantau_review_order(&f->review, &f->answered, SIZE_MAX,
				f->analyser, &f->err);
	}
	return status == PANTAU_OK ? answer(f, PANTAU_TONE_NEGATIVE, "")
			: status;
}

static void memory_runs_out(void **state)
{
	struct fixture *f = *state;
	enum pantau_status status = PANTAU_NO_MEMORY;
	int n = 0;
	for (; status != PANTAU_OK && n < 500; n++) {
		write_file(f, "");
		pantau_review_finish(&f->review);
		memory_left = n;
		status = whole(f);
		memory_left = -1;
		assert_true(status == PANTAU_OK || status == PANTAU_NO_MEMORY);
	}
	assert_int_equal(status, PANTAU_OK);
	assert_true(n > 5);
	assert_int_equal(f->review.answered, 1);
}

/* --- texts without labels --- */

static void labels_may_be_missing(void **state)
{
	struct fixture *f = *state;
	const struct gold_report report = {PANTAU_LANG_EN, NULL, NULL};
	f->answered.unlabelled = true;
	assert_int_equal(pantau_gold_read_bytes(&f->answered, "lines", STR(
			"satu teks\n\ndua teks\n"), &report, &f->err), PANTAU_OK);
	assert_int_equal(pantau_gold_read_bytes(&f->answered, "table", STR(
			"id\ttext\n7\ttiga\n8\tempat\n"), &report, &f->err),
			PANTAU_OK);
	assert_int_equal(pantau_gold_read_bytes(&f->answered, "some", STR(
			"lima\tnegatif\nenam\t\ntujuh\tmarah\ndelapan\n"), &report,
			&f->err), PANTAU_OK);
	assert_int_equal(f->answered.n, 7);
	assert_int_equal(f->answered.rejected, 1);
	assert_int_equal(f->answered.item[0].tone, PANTAU_TONE_NONE);
	assert_true(str_eq(f->answered.item[3].id, STR("8")));
	assert_int_equal(f->answered.item[4].tone, PANTAU_TONE_NEGATIVE);
	assert_int_equal(f->answered.item[5].tone, PANTAU_TONE_NONE);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(doubt_comes_first),
		TEST(copies_count),
		TEST(equal_ones_stay_in_order),
		TEST(answered_before),
		TEST(texts_are_cells),
		TEST(strongest_evidence),
		TEST(answers_and_undo),
		TEST(others_change_the_file),
		TEST(files_go_on),
		TEST(without_answers_no_file),
		TEST(other_files_stay),
		TEST(memory_runs_out),
		TEST(labels_may_be_missing),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
