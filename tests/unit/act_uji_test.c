/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Every row of lexicons/uji/aduan.uji over the real lexicons: the texts that
 * show each act in its usual forms. */

#include "score_fixture.h"

#define FILE_MAX_BYTES ((size_t)1 << 20)

static enum pantau_act act_of(struct str word)
{
	static const char *const words[] = {"-", "aduan", "aspirasi",
		"pertanyaan", "informasi", "pujian"};
	for (unsigned a = 1; a < sizeof(words) / sizeof(words[0]); a++) {
		if (str_eq(word, str_of(words[a]))) {
			return (enum pantau_act)a;
		}
	}
	return PANTAU_ACT_NONE;
}

static bool row_holds(struct scoring *s, struct str line)
{
	enum pantau_act wanted = act_of(pantau_str_cut(&line, '\t'));
	struct str text = pantau_str_cut(&line, '\t');
	struct pantau_score score;
	assert_true(wanted != PANTAU_ACT_NONE);
	assert_int_equal(pantau_score_text(s->scorer, s->analyser, NULL, 0,
			text.p, text.n, &score, NULL), PANTAU_OK);
	check_act(&score.act, 0, text.n);
	if (score.act.label != wanted) {
		print_error(STR_FMT ": %s, not %s\n", STR_ARG(text),
				pantau_act_name(score.act.label),
				pantau_act_name(wanted));
	}
	return score.act.label == wanted;
}

static void rows(void **state)
{
	const char *root = getenv("PANTAU_SOURCE_ROOT");
	struct buf file;
	char path[512];
	size_t n = 0, wrong = 0;
	assert_non_null(root);
	snprintf(path, sizeof(path), "%s/lexicons/uji/aduan.uji", root);
	pantau_buf_init(&file);
	assert_int_equal(pantau_file_read(path, FILE_MAX_BYTES, &file, NULL),
			PANTAU_OK);
	struct str rest = buf_str(&file);
	while (rest.n != 0) {
		struct str line = pantau_str_cut(&rest, '\n');
		if (line.n != 0 && line.p[0] != '#') {
			wrong += !row_holds(*state, line);
			n++;
		}
	}
	pantau_buf_finish(&file);
	assert_true(n >= 90);
	assert_int_equal(wrong, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(rows,
				scoring_setup_real, scoring_teardown),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
