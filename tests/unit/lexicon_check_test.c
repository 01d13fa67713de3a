/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "lexicon_folder.h"

/* Appends 'file:line:column: severity: message' without the folder. */
static void gather(void *context, const struct pantau_lexicon_finding *finding)
{
	struct buf *out = context;
	const char *name = strrchr(finding->file, '/');

	pantau_buf_printf(out, "%s%s:%u:%u: %s: %s", out->n != 0 ? "\n" : "",
			name != NULL ? name + 1 : finding->file,
			(unsigned)finding->line, (unsigned)finding->column,
			finding->severity == PANTAU_FINDING_ERROR ?
			"error" : "warning", finding->message);
}

static void check_folder_at(const struct folder *folder, const char *expected,
		int line)
{
	struct pantau_lexicon_options options = {.dir = folder->dir};
	struct pantau_error err = {.lang = PANTAU_LANG_EN};
	bool error = strstr(expected, ": error: ") != NULL;
	struct buf got;

	pantau_buf_init(&got);
	enum pantau_status status = pantau_lexicons_check(&options, gather,
			&got, &err);
	check_str_at(buf_str(&got), expected, __FILE__, line);
	assert_int_equal(status, error ? PANTAU_BAD_LEXICON : PANTAU_OK);
	pantau_buf_finish(&got);
}

#define check_folder(folder, expected) \
	check_folder_at((folder), (expected), __LINE__)

static void finds_nothing_in_sound_files(void **state)
{
	const struct folder *folder = *state;

	folder_fill(folder);
	check_folder(folder, "");
}

static void finds_repeated_and_conflicting_keys(void **state)
{
	const struct folder *folder = *state;

	folder_write(folder, "sentiment.tsv", "term\tpolarity\tclass\n"
			"bagus\t2\topini\nbagus\t2\tpujian\nbagus\t-1\topini\n");
	folder_write(folder, "slang.tsv", "informal\tformal\tclass\tguard\n"
			"yg\tyang\tsingkatan\t\nyg\tyoga\tsingkatan\t\n");
	folder_write(folder, "roots.tsv", "root\tclass\taffixes\n"
			"unggah\tv\tme\nunggah\tn\t\n");
	check_folder(folder, "roots.tsv:3:1: error: 'unggah' is on line 2 "
			"already\n"
			"sentiment.tsv:3:1: error: 'bagus' is on line 2 already"
			"\nsentiment.tsv:4:1: error: 'bagus' is '-1' here and "
			"'2' on line 2\n"
			"slang.tsv:3:1: error: 'yg' is 'yoga' here and 'yang' "
			"on line 2");
}

static void warns_across_files(void **state)
{
	const struct folder *folder = *state;

	folder_write(folder, "sentiment.tsv", "term\tpolarity\tclass\n"
			":)\t1\tkolokial\nrapat\t0\topini\nkerja keras\t0\t"
			"netral\n");
	folder_write(folder, "emoji.tsv", "term\tpolarity\tclass\n"
			":)\t1\temoticon\n"
			"\xf0\x9f\x91\x8d\xf0\x9f\x8f\xbd\t1\temoji\n");
	check_folder(folder, "emoji.tsv:3:1: warning: an emoji with a skin "
			"tone never matches\n"
			"sentiment.tsv:2:1: warning: ':)' is in emoji.tsv too, "
			"line 2\n"
			"sentiment.tsv:3:7: warning: 'rapat' weighs nothing");
}

static void warns_of_marks(void **state)
{
	const struct folder *folder = *state;

	folder_write(folder, "sentiment.tsv", "term\tpolarity\tclass\n"
			"\"mangkrak lagi\"\t-2\topini\n"
			"jalan itu \"\"hancur\"\"\t-2\topini\n"
			"\xe2\x80\x9cviral\xe2\x80\x9d\t1\topini\n"
			"mangkrak,\t-2\topini\nrusak!\t-2\topini\n"
			"(:\t1\topini\npop! hotel\t1\topini\n");
	folder_write(folder, "desk.tsv", "term\tnegative\tneutral\tpositive\t"
			"texts\tby\n!\"baik\"\t1\t0\t0\t\tSari W.\n"
			"baik\t0\t0\t1\t\tSARI\n");
	check_folder(folder, "desk.tsv:2:1: warning: '!\"baik\"' never matches: "
			"no word has \"\n"
			"sentiment.tsv:2:1: warning: '\"mangkrak lagi\"' never "
			"matches: no word has \"\n"
			"sentiment.tsv:3:1: warning: 'jalan itu \"\"hancur\"\"' "
			"never matches: no word has \"\n"
			"sentiment.tsv:4:1: warning: '\xe2\x80\x9cviral"
			"\xe2\x80\x9d' never matches: no word has "
			"\xe2\x80\x9c\n"
			"sentiment.tsv:5:1: warning: 'mangkrak,' never matches: "
			"no word has ,\n"
			"sentiment.tsv:6:1: warning: 'rusak!' never matches: no "
			"word has !");
}

static void warns_of_slips(void **state)
{
	const struct folder *folder = *state;
	struct buf rows;

	pantau_buf_init(&rows);
	pantau_buf_str(&rows, STR("term\tpolarity\tclass\nbagus\t2\tpujian\n"
			"aduh\t-1\taduann\nbaik\t1\tlain\n"));
	for (int i = 0; i < 10; i++) {
		pantau_buf_printf(&rows, "kata%d\t-1\taduan\n", i);
	}
	folder_write(folder, "sentiment.tsv", rows.p);
	folder_write(folder, "sentiment.csv", "");
	folder_write(folder, "sentiment.tsv.txt", "");
	folder_write(folder, "sentiment.xlsx", "");
	folder_write(folder, "sentiment.tsv.bak", "");
	check_folder(folder, "sentiment.tsv:3:9: warning: hardly a row has the "
			"class 'aduann', but many 'aduan'\n"
			"sentiment.csv:0:0: warning: no lexicon has this name; "
			"the file is not read\n"
			"sentiment.tsv.txt:0:0: warning: no lexicon has this "
			"name; the file is not read\n"
			"sentiment.xlsx:0:0: warning: no lexicon has this name; "
			"the file is not read");
	pantau_buf_finish(&rows);
}

static void names_numbers(void **state)
{
	const struct folder *folder = *state;

	folder_write(folder, "sentiment.tsv", "term\tpolarity\tclass\n"
			"rusak\t-2.5\topini\nparah\t-2 \topini\n");
	check_folder(folder, "sentiment.tsv:2:7: error: '-2.5' in column "
			"'polarity' is not a whole number\n"
			"sentiment.tsv:3:7: error: '-2 ' in column 'polarity' "
			"is not a whole number");
}

static void checks_slang(void **state)
{
	const struct folder *folder = *state;

	folder_write(folder, "roots.tsv", "root\tclass\taffixes\n"
			"gado\tfood\t\nbanget\tcolloq\t\nmie\tfood\t\n");
	folder_write(folder, "slang.tsv", "informal\tformal\tclass\tguard\n"
			"gado\tsaya\tkolokial\t\nbanget\tsekali\tkolokial\t\n"
			"gw\tgue\tkolokial\t\ngue\tsaya\tkolokial\t\n"
			"aja\taja\tkolokial\t\nelu\tgado\tkolokial\tstandar\n"
			"mie\tmi\tejaan\tbebas\nmi2\tmie\tejaan\t\n");
	check_folder(folder, "slang.tsv:2:1: warning: 'gado' is also a root, "
			"roots.tsv line 2\n"
			"slang.tsv:4:4: warning: 'gue' is informal too: line 5 "
			"makes it 'saya'\n"
			"slang.tsv:6:5: error: 'aja' is mapped to itself\n"
			"slang.tsv:7:5: warning: 'gado' is informal too: line "
			"2 makes it 'saya'\n"
			"slang.tsv:9:5: warning: 'mie' is informal too: line "
			"8 makes it 'mi'");
}

static void checks_cues(void **state)
{
	const struct folder *folder = *state;

	folder_write(folder, "hoax-groups.tsv",
			"group\tcap\ttitle_id\ttitle_en\nsebar\t2\ta\tb\n");
	folder_write(folder, "hoax-cues.tsv", "cue\tkind\tgroup\tweight\n"
			"sebarkan ke grup\tphrase\tsebar\t1\n"
			"sebarkan * grup\tphrase\tsebar\t1\n"
			"* *\tphrase\tsebar\t1\n"
			"viralkan *\tphrase\tsebar\t1\n"
			"info valid\tphrase\tpanik\t1\n"
			"caps_word\tfeature\tsebar\t1\n"
			"caps_words\tfeature\tsebar\t1\n");
	check_folder(folder, "hoax-cues.tsv:2:1: warning: 'sebarkan * grup' on "
			"line 3 matches the same words\n"
			"hoax-cues.tsv:4:1: error: the cue matches everything\n"
			"hoax-cues.tsv:5:1: warning: '*' at the end of a cue "
			"only asks for one more word\n"
			"hoax-cues.tsv:5:1: warning: '* *' on line 4 matches "
			"the same words\n"
			"hoax-cues.tsv:6:19: error: no group 'panik' in "
			"hoax-groups.tsv\n"
			"hoax-cues.tsv:7:1: error: no feature is called "
			"'caps_word'");
}

/* One list of names, but not every trait is told of both. */
static void checks_whose_a_trait_is(void **state)
{
	const struct folder *folder = *state;

	folder_write(folder, "acts.tsv", "cue\tact\tweight\tplace\n"
			"@asks\tquestion\t1\tany\n@emoji\tnone\t1\tany\n"
			"@negation\tnone\t1\tany\n"
			"@contrast\tnone\t1\tany\n");
	folder_write(folder, "tone-traits.tsv",
			"trait\tnegative\tneutral\tpositive\n"
			"@negation\t1\t0\t0\n@emoji\t0\t0\t1\n"
			"@asks\t0\t1\t0\n@positive\t0\t0\t1\n");
	check_folder(folder, "acts.tsv:4:1: error: no trait is called "
			"'@negation'\n"
			"acts.tsv:5:1: error: no trait is called '@contrast'\n"
			"tone-traits.tsv:4:1: error: '@asks' is neither a "
			"word, '~root', '!negated', '~two ~roots' nor a "
			"'@trait'\n"
			"tone-traits.tsv:5:1: error: '@positive' is neither a "
			"word, '~root', '!negated', '~two ~roots' nor a "
			"'@trait'");
}

static void checks_exceptions(void **state)
{
	const struct folder *folder = *state;

	folder_fill(folder);
	folder_write(folder, "hoax-exceptions.tsv",
			"context\tkind\tname\treason\n"
			"lomba desa\tcue\tsebarkan * grup\tnama acara\n"
			"lomba desa\tgroup\tsebar\tnama acara\n"
			"lomba * desa\tcue\tcaps_words\tnama acara\n");
	check_folder(folder, "");
	folder_write(folder, "hoax-exceptions.tsv",
			"context\tkind\tname\treason\n"
			"lomba desa\tcue\tsebarkan * grup\tnama acara\n"
			"lomba desa\tcue\tsebarkan * grup\tlagi\n"
			"lomba desa\tcue\tsebar\tnama acara\n"
			"lomba desa\tgroup\tcaps_words\tnama acara\n"
			"* *\tgroup\tsebar\tnama acara\n"
			"Lomba\tgroup\tsebar\tnama acara\n"
			"lomba\tissue\tcaps_words\tnama acara\n"
			"lomba\tgroup\tsebar\t\n");
	check_folder(folder, "hoax-exceptions.tsv:3:1: error: line 2 excepts "
			"'sebarkan * grup' there already\n"
			"hoax-exceptions.tsv:4:16: error: 'sebar' is not in "
			"hoax-cues.tsv\n"
			"hoax-exceptions.tsv:5:18: error: 'caps_words' is not "
			"in hoax-groups.tsv\n"
			"hoax-exceptions.tsv:6:1: error: the cue matches "
			"everything\n"
			"hoax-exceptions.tsv:7:1: error: 'Lomba' can never "
			"match; write 'lomba'\n"
			"hoax-exceptions.tsv:8:7: error: 'issue' in column "
			"'kind' is none of: cue, group\n"
			"hoax-exceptions.tsv:9:19: error: column 'reason' is "
			"empty");
}

static void checks_acts(void **state)
{
	const struct folder *folder = *state;

	folder_write(folder, "acts.tsv", "cue\tact\tweight\tplace\n"
			"mohon\taspiration\t1\tany\n"
			"mohon\tinformation\t1\tbegin\n"
			"@base\tnone\t0.5\tany\n@base\tpraise\t-0.5\tany\n"
			"dari * jam\tcomplaint\t1\tany\n");
	check_folder(folder, "");
	folder_write(folder, "acts.tsv", "cue\tact\tweight\tplace\n"
			"mohon\taspiration\t1\tany\n"
			"mohon\tinformation\t1\tbegin\n"
			"mohon\tinformation\t2\tany\n"
			"@base\tnone\t0.5\tend\n@base\tnone\t1\tany\n"
			"@shout\tcomplaint\t1\tany\n"
			"* *\tpraise\t1\tany\nbagus *\tpraise\t1\tany\n"
			"Halo\tpraise\t1\tany\nhalo\tgreeting\t1\tany\n"
			"hai\tnone\t9\tmiddle\n");
	check_folder(folder, "acts.tsv:4:1: error: 'mohon' is a cue of "
			"'information' on line 3 already\n"
			"acts.tsv:5:16: error: '@base' is said of the whole "
			"text and stands nowhere in it\n"
			"acts.tsv:6:1: error: '@base' is a cue of 'none' on "
			"line 5 already\n"
			"acts.tsv:7:1: error: no trait is called '@shout'\n"
			"acts.tsv:8:1: error: the cue matches everything\n"
			"acts.tsv:9:1: warning: '*' at the end of a cue only "
			"asks for one more word\n"
			"acts.tsv:10:1: error: 'Halo' can never match; write "
			"'halo'\n"
			"acts.tsv:11:6: error: 'greeting' in column 'act' is "
			"none of: none, complaint, aspiration, question, "
			"information, praise\n"
			"acts.tsv:12:10: error: '9' in column 'weight' is "
			"outside -5 to 5\n"
			"acts.tsv:12:12: error: 'middle' in column 'place' is "
			"none of: any, begin, end");
}

static void checks_the_folder(void **state)
{
	const struct folder *folder = *state;

	folder_fill(folder);
	folder_write(folder, "sentimen.tsv", "x");
	folder_write(folder, "catatan.txt", "x");
	folder_write(folder, "MANIFEST.tsv", "file\trows\tlicence\n"
			"sentiment.tsv\t4\tCC\nslang.tsv\t2\tCC\n");
	folder_write(folder, "stem-exceptions.tsv", "form\tstem\n"
			"me/nu\tmenu\n");
	check_folder(folder, "stem-exceptions.tsv:2:1: warning: segmenting "
			"never gives a word with '/'\n"
			"MANIFEST.tsv:3:11: warning: 'slang.tsv' has 4 rows\n"
			"sentimen.tsv:0:0: warning: no lexicon has this name; "
			"the file is not read");
}

static void limits_classes(void **state)
{
	const struct folder *folder = *state;
	struct buf text;

	pantau_buf_init(&text);
	pantau_buf_printf(&text, "root\tclass\taffixes\n");
	for (int i = 0; i < 256; i++) {
		pantau_buf_printf(&text, "r%d\tc%d\t\n", i, i);
	}
	folder_write(folder, "roots.tsv", text.p);
	check_folder(folder, "roots.tsv:257:6: error: more than 255 classes");
	pantau_buf_finish(&text);
}

static void refuses_folders_without_lexicons(void **state)
{
	const struct folder *folder = *state;
	struct pantau_lexicon_options options = {.dir = folder->dir};
	struct pantau_error err = {.lang = PANTAU_LANG_EN};
	struct pantau_lexicons *lexicons;

	assert_int_equal(pantau_lexicons_open(&options, &lexicons, &err),
			PANTAU_BAD_LEXICON);
	assert_null(lexicons);
	assert_non_null(strstr(err.message, "holds no lexicon file"));
	options.dir = "/tmp/pantau-no-such-folder";
	assert_int_equal(pantau_lexicons_open(&options, &lexicons, &err),
			PANTAU_IO);
	assert_int_equal(pantau_lexicons_open(&options, &lexicons, NULL),
			PANTAU_IO);
	folder_fill(folder);
	options.dir = folder->dir;
	options.roots_file = "/tmp/pantau-no-such-folder/roots.tsv";
	assert_int_equal(pantau_lexicons_open(&options, &lexicons, &err),
			PANTAU_NOT_FOUND);
}

static void opens_nothing_with_an_error(void **state)
{
	const struct folder *folder = *state;
	struct pantau_lexicon_options options = {.dir = folder->dir};
	struct pantau_error err = {.lang = PANTAU_LANG_EN};
	struct pantau_lexicons *lexicons;
	char path[256];

	folder_fill(folder);
	folder_write(folder, "stopwords.tsv", "word\tclass\nYang\tp\n"
			"di\tP\n");
	assert_int_equal(pantau_lexicons_open(&options, &lexicons, &err),
			PANTAU_BAD_LEXICON);
	assert_null(lexicons);
	snprintf(path, sizeof(path), "%s/stopwords.tsv", folder->dir);
	assert_string_equal(err.file, path);
	assert_int_equal(err.line, 2);
	assert_int_equal(err.column, 1);
	assert_non_null(strstr(err.message, "write 'yang'"));
}

static void count(void *context, const char *file, const char *class_,
		uint64_t rows)
{
	pantau_buf_printf(context, "%s/%s=%u ", file, class_, (unsigned)rows);
}

/* However many warnings a file has, its error is the one that is told. */
static void warnings_hide_no_error(void **state)
{
	const struct folder *folder = *state;
	struct pantau_lexicon_options options = {.dir = folder->dir};
	struct pantau_error err = {.lang = PANTAU_LANG_EN};
	struct pantau_lexicons *lexicons = NULL;
	struct buf text, got;

	pantau_buf_init(&text);
	pantau_buf_init(&got);
	pantau_buf_str(&text, STR("word\tclass\n"));
	for (int i = 0; i < 2000; i++) {
		pantau_buf_char(&text, '\n');
	}
	pantau_buf_str(&text, STR("dan\tpartikel\nYang\tpartikel\n"));
	folder_write(folder, "stopwords.tsv", text.p);
	assert_int_equal(pantau_lexicons_open(&options, &lexicons, &err),
			PANTAU_BAD_LEXICON);
	assert_null(lexicons);
	assert_int_equal(err.line, 2003);
	assert_non_null(strstr(err.message, "can never match"));
	assert_int_equal(pantau_lexicons_check(&options, gather, &got, &err),
			PANTAU_BAD_LEXICON);
	assert_non_null(strstr(got.p, "stopwords.tsv:2003:1: error: "));
	assert_non_null(strstr(got.p, "stopwords.tsv:0:0: warning: there are "
			"more warnings in this file"));
	pantau_buf_finish(&text);
	pantau_buf_finish(&got);
}

static void counts_rows(void **state)
{
	const struct folder *folder = *state;
	struct pantau_lexicon_options options = {.dir = folder->dir};
	struct buf got;

	folder_write(folder, "sentiment.tsv", "term\tpolarity\tclass\n"
			"a\t1\topini\nb\t1\tdoa\nc\t-1\topini\n");
	folder_write(folder, "contrast.tsv", "term\tbefore\tafter\n"
			"tapi\t0.5\t1.3\n");
	pantau_buf_init(&got);
	assert_int_equal(pantau_lexicons_stats(&options, count, &got, NULL),
			PANTAU_OK);
	check_str(buf_str(&got), "contrast.tsv/=1 sentiment.tsv/opini=2 "
			"sentiment.tsv/doa=1 ");
	pantau_buf_finish(&got);
}

static bool list_account(void *context, uint32_t line, const struct str *cell,
		size_t cells)
{
	pantau_buf_printf(context, "%u:" STR_FMT "/" STR_FMT "/%u ", line,
			STR_ARG(cell[0]), STR_ARG(cell[2]), (unsigned)cells);
	return line < 3;
}

static void reads_tables_row_by_row(void **state)
{
	const struct folder *folder = *state;
	struct pantau_error err = {.lang = PANTAU_LANG_EN};
	struct buf got;

	folder_write(folder, "accounts.tsv", "handle\tname\tkind\n"
			"a\tA\tmedia\nb\tB\tpemda\nc\tC\tbumn\n");
	pantau_buf_init(&got);
	assert_int_equal(pantau_lexicon_table_each(folder->dir, "accounts.tsv",
			list_account, &got, &err), PANTAU_OK);
	check_str(buf_str(&got), "2:a/media/4 3:b/pemda/4 ");
	assert_int_equal(pantau_lexicon_table_each(folder->dir, "slang.tsv",
			list_account, &got, &err), PANTAU_NOT_FOUND);
	assert_int_equal(pantau_lexicon_table_each(folder->dir, "other.tsv",
			list_account, &got, &err), PANTAU_NOT_FOUND);
	pantau_buf_clear(&got);
	folder_write(folder, "accounts.tsv", "handle\tname\tkind\n"
			"a\tA\tmedia\nb\t\tpemda\n");
	assert_int_equal(pantau_lexicon_table_each(folder->dir, "accounts.tsv",
			list_account, &got, &err), PANTAU_BAD_LEXICON);
	assert_int_equal(err.line, 3);
	assert_int_equal(err.column, 3);
	assert_int_equal(got.n, 0);
	pantau_buf_finish(&got);
}

static void count_errors(void *context,
		const struct pantau_lexicon_finding *finding)
{
	if (finding->severity == PANTAU_FINDING_ERROR) {
		print_error("%s:%u:%u: %s\n", finding->file,
				(unsigned)finding->line,
				(unsigned)finding->column, finding->message);
		++*(int *)context;
	}
}

static void accepts_our_own_lexicons(void **state)
{
	(void)state;
	struct pantau_lexicon_options options = {
		.dir = getenv("PANTAU_LEXICONS"),
	};
	struct pantau_error err = {.lang = PANTAU_LANG_EN};
	int errors = 0;

	if (options.dir == NULL) {
		skip();
	}
	assert_int_equal(pantau_lexicons_check(&options, count_errors, &errors,
			&err), PANTAU_OK);
	assert_int_equal(errors, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		folder_test(finds_nothing_in_sound_files),
		folder_test(finds_repeated_and_conflicting_keys),
		folder_test(warns_across_files),
		folder_test(warns_of_marks),
		folder_test(warns_of_slips),
		folder_test(names_numbers),
		folder_test(checks_slang),
		folder_test(checks_cues),
		folder_test(checks_whose_a_trait_is),
		folder_test(checks_acts),
		folder_test(checks_exceptions),
		folder_test(checks_the_folder),
		folder_test(limits_classes),
		folder_test(refuses_folders_without_lexicons),
		folder_test(opens_nothing_with_an_error),
		folder_test(warnings_hide_no_error),
		folder_test(counts_rows),
		folder_test(reads_tables_row_by_row),
		cmocka_unit_test(accepts_our_own_lexicons),
	};

	return cmocka_run_group_tests_name("lexicon_check", tests, NULL, NULL);
}
