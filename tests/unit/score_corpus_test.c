/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * The real lexicons over the sample corpus and hostile strings: effects sum to
 * the score to the last bit, evidence is in order and in bounds, the same text
 * always scores the same, labels alone are those of scores, and complaints
 * raise no alarm.
 */

#include "score_fixture.h"

#include "text/language.h"

#define FILE_MAX_BYTES ((size_t)16 << 20)

static bool same(const struct pantau_tone_score *a,
		const struct pantau_tone_score *b)
{
	return a->label == b->label && a->score == b->score &&
			a->negative == b->negative && a->positive == b->positive &&
			a->evidences == b->evidences;
}

static bool same_probabilities(const struct pantau_tone_score *a,
		const struct pantau_tone_score *b)
{
	return a->label == b->label && a->score == b->score &&
			a->neutrality == b->neutrality &&
			a->negative == b->negative &&
			a->neutral == b->neutral && a->positive == b->positive;
}

/* What a database keeps is what people are shown: labels, also of tokens laid
 * out without terms, and with a language that was given. */
static void check_labels(struct scoring *s, struct str title, struct str text)
{
	static const char *const languages[] = {NULL, "id", "jv", "su", "en"};
	struct pantau_tokens whole[2], surface[2];
	struct str field[2] = {title, text};
	struct pantau_score all, labels;
	struct arena arena;
	pantau_arena_init(&arena);
	for (int i = 0; i < 2; i++) {
		assert_int_equal(pantau_analyse_into(s->analyser, field[i],
				&arena, &whole[i], NULL), PANTAU_OK);
		assert_int_equal(pantau_analyse_surface(s->analyser, field[i],
				&arena, &surface[i], NULL), PANTAU_OK);
	}
	for (size_t i = 0; i < sizeof(languages) / sizeof(*languages); i++) {
		struct pantau_language_guess given = {0};
		if (languages[i] != NULL) {
			given = pantau_language_given(str_of(languages[i]));
		}
		assert_int_equal(pantau_score_tokens(s->scorer, title,
				&whole[0], text, &whole[1], languages[i] != NULL
				? &given : NULL, &arena, &all, NULL), PANTAU_OK);
		assert_int_equal(pantau_score_labels(s->scorer, title,
				&surface[0], text, &surface[1],
				languages[i] != NULL ? &given : NULL, &arena,
				&labels, NULL), PANTAU_OK);
		assert_true(same_probabilities(&all.title, &labels.title));
		assert_true(same_probabilities(&all.text, &labels.text));
		assert_int_equal(all.language.label, labels.language.label);
		assert_int_equal(all.contradiction, labels.contradiction);
		assert_int_equal(all.hoax, labels.hoax);
		assert_true(all.hoax_score == labels.hoax_score);
		assert_int_equal(all.hoax_groups, labels.hoax_groups);
		assert_int_equal(labels.title.evidences, 0);
		assert_int_equal(labels.text.evidences, 0);
	}
	pantau_arena_finish(&arena);
}

static void check_text(struct scoring *s, struct str title, struct str text)
{
	struct pantau_score once, again;
	check_labels(s, title, text);
	assert_int_equal(pantau_score_text(s->scorer, s->analyser, title.p,
			title.n, text.p, text.n, &once, NULL), PANTAU_OK);
	check_tone(&once.title, title.n);
	check_tone(&once.text, once.text.label != PANTAU_TONE_NONE &&
			once.text.evidence == once.title.evidence ? title.n :
			text.n);
	check_act(&once.act, title.n, text.n);
	check_hoax(&once);
	struct pantau_act_score act = once.act;
	struct pantau_tone_score kept = once.text;
	float hoax = once.hoax_score;
	assert_int_equal(pantau_score_text(s->scorer, s->analyser, title.p,
			title.n, text.p, text.n, &again, NULL), PANTAU_OK);
	assert_true(same(&kept, &again.text) && hoax == again.hoax_score);
	assert_true(act.label == again.act.label &&
			act.score == again.act.score &&
			act.evidences == again.act.evidences);
}

/* Raw lines do as texts: what is inside does not matter here. */
static size_t check_file(struct scoring *s, const char *name)
{
	const char *root = getenv("PANTAU_SOURCE_ROOT");
	struct buf file;
	char path[512];
	size_t lines = 0;
	assert_non_null(root);
	snprintf(path, sizeof(path), "%s/corpus/%s", root, name);
	pantau_buf_init(&file);
	assert_int_equal(pantau_file_read(path, FILE_MAX_BYTES, &file, NULL),
			PANTAU_OK);
	struct str rest = buf_str(&file);
	struct str before = {NULL, 0};
	while (rest.p != NULL) {
		struct str line = pantau_str_cut(&rest, '\n');
		check_text(s, before, line);
		before = line;
		lines++;
	}
	check_text(s, before, buf_str(&file));
	pantau_buf_finish(&file);
	return lines;
}

static void corpus(void **state)
{
	assert_true(check_file(*state, "posts.ndjson") > 300);
	assert_true(check_file(*state, "news.ndjson") > 80);
	assert_true(check_file(*state, "debunks.tsv") > 30);
	assert_true(check_file(*state, "gold/texts-warga.tsv") > 1000);
	assert_true(check_file(*state, "gold/texts-lembaga.tsv") > 1000);
	assert_true(check_file(*state, "gold/texts-harian.tsv") > 1500);
	assert_true(check_file(*state, "gold/texts-jv.tsv") > 250);
	assert_true(check_file(*state, "gold/texts-su.tsv") > 250);
}

/* A JSON string's bytes as they stand, escapes and all. */
static struct str member(struct str line, const char *name)
{
	size_t length = strlen(name);
	for (size_t i = 0; i + length <= line.n; i++) {
		if (memcmp(line.p + i, name, length) != 0) {
			continue;
		}
		size_t end = i + length;
		while (end < line.n && line.p[end] != '"') {
			end += line.p[end] == '\\' ? 2 : 1;
		}
		return str_make(line.p + i + length, (end < line.n ? end :
				line.n) - i - length);
	}
	return str_make(NULL, 0);
}

/* Every complaint of the corpus is a true one. */
static void complaints(void **state)
{
	struct scoring *s = *state;
	const char *root = getenv("PANTAU_SOURCE_ROOT");
	struct buf file;
	char path[512];
	size_t n = 0;
	assert_non_null(root);
	snprintf(path, sizeof(path), "%s/corpus/posts.ndjson", root);
	pantau_buf_init(&file);
	assert_int_equal(pantau_file_read(path, FILE_MAX_BYTES, &file, NULL),
			PANTAU_OK);
	struct str rest = buf_str(&file);
	while (rest.p != NULL) {
		struct pantau_score score;
		struct str line = pantau_str_cut(&rest, '\n');
		if (!str_eq(member(line, "\"kind\": \""), STR("complaint"))) {
			continue;
		}
		struct str title = member(line, "\"title\": \"");
		struct str text = member(line, "\"text\": \"");
		assert_int_equal(pantau_score_text(s->scorer, s->analyser,
				title.p, title.n, text.p, text.n, &score,
				NULL), PANTAU_OK);
		if (score.hoax != PANTAU_HOAX_NONE) {
			print_error(STR_FMT "\n", STR_ARG(text));
		}
		assert_int_equal(score.hoax, PANTAU_HOAX_NONE);
		n++;
	}
	assert_true(n >= 50);
	pantau_buf_finish(&file);
}

static void hostile(void **state)
{
	static const char *const texts[] = {
		"", " ", "\xff\xfe\x80", "!!!!!!!!", "tidak", "tidak tidak tidak",
		"sangat sangat", "tapi", "tapi tapi tapi", "parah parah parah",
		"\xe2\x80", "a\xe2\x80\x93", "-", "- -", "..", "bagus\xe2\x80",
		"https://", "www.go.id", "go-id.", "@", "#", "1!1!1!1",
		"tidak bisa tidak tidak pernah tidak kurang bagus",
	};
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		check_text(*state, str_of(texts[i]), str_of(texts[i]));
	}
	static const char nul[] = "bagus\0rusak\0\0tidak\0ramah";
	check_text(*state, str_make(nul, sizeof(nul) - 1),
			str_make(nul, sizeof(nul) - 1));
}

static bool is_style(const struct scoring *s, unsigned group)
{
	return group < GROUPS && (s->scorer->style >> group & 1) != 0;
}

/* Every row of style that adds in one text, as loud as can be: each such group
 * gives all that it can, and there is still no level. */
static void style_alone(void **state)
{
	static const char loud[] = "!!! ??? \xf0\x9f\x9a\xa8\xf0\x9f\x9a\xa8... "
			"YG TDK DGN SANGATLAH KETERLALUAN BAPAK ";
	struct scoring *s = *state;
	const struct score_image *image = s->scorer->image;
	struct pantau_score score;
	float sum[GROUPS] = {0};
	unsigned groups = 0;
	struct buf text;
	pantau_buf_init(&text);
	for (uint32_t i = 0; i < image->entries; i++) {
		const struct score_entry *entry = &image->entry[i];
		if (entry->kind == ENTRY_CUE && is_style(s, entry->group) &&
				entry->weight[0] > 0) {
			struct str term = pantau_strtab_at(&image->terms,
					entry->term);
			for (size_t k = 0; k < term.n; k++) {
				pantau_buf_char(&text, term.p[k] >= 'a' &&
						term.p[k] <= 'z' ?
						(char)(term.p[k] - 'a' + 'A') :
						term.p[k]);
			}
			pantau_buf_append(&text, loud, sizeof(loud) - 1);
		}
	}
	assert_true(text.n > 0);
	pantau_buf_char(&text, '\0');
	score_both(s, "", text.p, &score);
	check_hoax(&score);
	for (size_t i = 0; i < score.signals; i++) {
		sum[score.signal[i].group] += score.signal[i].effect;
	}
	for (unsigned g = 0; g < image->groups; g++) {
		if (is_style(s, g) && sum[g] > 0) {
			check_near(sum[g], image->group[g].cap);
			groups++;
		}
	}
	assert_true(groups >= 2);
	assert_true(score.hoax_score > 0.9f);
	assert_int_equal(score.hoax, PANTAU_HOAX_NONE);
	pantau_buf_finish(&text);
}

/* A long text neither overflows nor takes more than linear time. */
static void enormous(void **state)
{
	static const char words[] = "tidak sangat bagus sebarkan ke parah tapi ";
	struct buf text;
	pantau_buf_init(&text);
	for (int i = 0; i < 20000; i++) {
		pantau_buf_append(&text, words, sizeof(words) - 1);
	}
	check_text(*state, str_make(NULL, 0), buf_str(&text));
	pantau_buf_finish(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(corpus),
		cmocka_unit_test(complaints),
		cmocka_unit_test(style_alone),
		cmocka_unit_test(hostile),
		cmocka_unit_test(enormous),
	};
	return cmocka_run_group_tests(tests, scoring_setup_real,
			scoring_teardown);
}
