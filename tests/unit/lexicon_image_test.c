/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include <fcntl.h>
#include <sys/stat.h>

#include "lexicon_folder.h"

#include "lexicon/image_layout.h"

static struct pantau_lexicons *open_folder(const struct folder *folder,
		const char *cache)
{
	struct pantau_lexicon_options options = {
		.dir = folder->dir,
		.cache_dir = cache,
	};
	struct pantau_error err = {.lang = PANTAU_LANG_EN};
	struct pantau_lexicons *lexicons;

	if (pantau_lexicons_open(&options, &lexicons, &err) != PANTAU_OK) {
		fail_msg("%s:%u: %s", err.file, (unsigned)err.line,
				err.message);
	}
	return lexicons;
}

static void finds_text_entries(void **state)
{
	const struct folder *folder = *state;
	struct slang_info slang;
	struct str s;

	folder_fill(folder);
	struct pantau_lexicons *lexicons = open_folder(folder, NULL);
	const struct text_image *image = pantau_lexicons_text(lexicons);
	const struct root_info *root = pantau_text_image_root(image,
			STR("ajar"));
	assert_non_null(root);
	assert_int_equal(root->affixes, AFFIX_ME | AFFIX_PE);
	assert_int_equal(root->source, ROOT_OWN);
	assert_int_equal(root->line, 2);
	check_str(pantau_text_image_class(image, root), "v");
	assert_int_equal(pantau_text_image_root(image, STR("bekasi"))->affixes,
			AFFIX_NONE);
	assert_null(pantau_text_image_root(image, STR("ajaran")));
	assert_null(pantau_text_image_root(image, STR("")));
	assert_true(pantau_text_image_exception(image, STR("mengebom"), &s));
	check_str(s, "bom");
	assert_false(pantau_text_image_exception(image, STR("bom"), &s));
	assert_true(pantau_text_image_slang(image, STR("gatau"), &slang));
	check_str(slang.formal, "tidak tahu");
	assert_false(slang.guarded);
	assert_true(pantau_text_image_slang(image, STR("bisa"), &slang));
	assert_true(slang.guarded);
	check_str(slang.formal, "dapat");
	/* A root, but free to be rewritten. */
	assert_true(pantau_text_image_slang(image, STR("bekasi"), &slang));
	assert_false(slang.guarded);
	assert_true(pantau_text_image_abbreviation(image, STR("s.pd."), &s));
	check_str(s, "spd");
	assert_true(pantau_text_image_stopword(image, STR("yang")));
	assert_false(pantau_text_image_stopword(image, STR("yan")));
	pantau_lexicons_close(lexicons);
}

static void own_roots_win(void **state)
{
	const struct folder *folder = *state;
	char path[256];
	struct pantau_lexicon_options options = {
		.dir = folder->dir,
		.roots_file = path,
	};
	struct pantau_lexicons *lexicons;

	folder_fill(folder);
	folder_write(folder, "roots-hunspell.tsv",
			"root\tclass\taffixes\tnote\n"
			"ajar\tkamus\tber\t\nunggah\tkamus\tme,an\t\n"
			"abai\tkamus\tmekan\t\n");
	snprintf(path, sizeof(path), "%s/roots-hunspell.tsv", folder->dir);
	assert_int_equal(pantau_lexicons_open(&options, &lexicons, NULL), 0);
	const struct text_image *image = pantau_lexicons_text(lexicons);
	const struct root_info *root = pantau_text_image_root(image,
			STR("ajar"));
	assert_int_equal(root->source, ROOT_OWN);
	assert_int_equal(root->affixes, AFFIX_ME | AFFIX_PE);
	/* Ours leaves the affixes open: the dictionary's count. */
	root = pantau_text_image_root(image, STR("unggah"));
	assert_int_equal(root->source, ROOT_OWN);
	assert_int_equal(root->affixes, AFFIX_ME | AFFIX_AN);
	root = pantau_text_image_root(image, STR("abai"));
	assert_int_equal(root->source, ROOT_HUNSPELL);
	check_str(pantau_text_image_class(image, root), "kamus");
	pantau_lexicons_close(lexicons);
}

/* The node behind words ('*' any), 0 when there is none. */
static uint32_t walk(const struct score_image *image, const char *words)
{
	struct str rest = str_of(words);
	uint32_t node = 0;

	while (rest.n != 0) {
		struct str word = pantau_str_cut(&rest, ' ');
		uint32_t lexeme = str_eq(word, STR("*")) ? LEXEME_ANY :
				pantau_score_image_lexeme(image, word);
		node = lexeme == 0 ? 0 : pantau_score_image_step(image, node,
				lexeme);
		if (node == 0) {
			return 0;
		}
	}
	return node;
}

static const struct score_entry *find(const struct score_image *image,
		const char *words, uint32_t *rule)
{
	uint32_t n;
	const uint32_t *row = pantau_score_image_rows(image,
			walk(image, words), &n);

	if (n == 0) {
		return NULL;
	}
	assert_int_equal(n, 1);
	*rule = row[0] + 1;
	return &image->entry[row[0]];
}

static void finds_score_entries(void **state)
{
	const struct folder *folder = *state;
	uint32_t rule = 0;

	folder_fill(folder);
	struct pantau_lexicons *lexicons = open_folder(folder, NULL);
	const struct score_image *image = pantau_lexicons_score(lexicons);
	const struct score_entry *entry = find(image, "bagus", &rule);
	assert_int_equal(entry->kind, ENTRY_TONE);
	assert_true(entry->weight[WEIGHT_POSITIVE] == 2);
	assert_true(entry->weight[WEIGHT_NEUTRAL] == -0.5f);
	assert_true(entry->weight[WEIGHT_NEGATIVE] == 0);
	entry = find(image, "menjadi korban", &rule);
	assert_int_equal(entry->words, 2);
	assert_true(entry->weight[WEIGHT_NEGATIVE] == 2);
	assert_null(find(image, "menjadi", &rule));
	assert_null(find(image, "korban", &rule));
	assert_int_equal(find(image, "porak-poranda", &rule)->words, 1);
	entry = find(image, "belum", &rule);
	assert_int_equal(entry->kind, ENTRY_NEGATOR);
	assert_int_equal(entry->variant, NEGATOR_NOT_YET);
	assert_int_equal(entry->scope, 2);
	entry = find(image, "banget", &rule);
	assert_int_equal(entry->variant, SIDE_AFTER);
	assert_true(entry->weight[0] == 1.5f);
	entry = find(image, "tapi", &rule);
	assert_int_equal(entry->kind, ENTRY_CONTRAST);
	assert_true(entry->weight[0] == 0.5f && entry->weight[1] == 1.3f);
	entry = find(image, "sebarkan * grup", &rule);
	assert_int_equal(entry->kind, ENTRY_CUE);
	assert_int_equal(entry->group, 0);
	assert_null(find(image, "sebarkan", &rule));
	entry = pantau_score_image_feature(image, STR("caps_words"));
	assert_int_equal(entry->kind, ENTRY_FEATURE);
	assert_int_equal(entry->group, 1);
	assert_int_equal(entry->words, 0);
	assert_null(pantau_score_image_feature(image, STR("caps_text")));
	assert_int_equal(image->groups, 2);
	check_str(pantau_strtab_at(&image->terms, image->group[1].title_en),
			"Type");
	pantau_lexicons_close(lexicons);
}

static void finds_other_spellings_of_symbols(void **state)
{
	const struct folder *folder = *state;
	uint32_t rule = 0;

	folder_fill(folder);
	struct pantau_lexicons *lexicons = open_folder(folder, NULL);
	const struct score_image *image = pantau_lexicons_score(lexicons);
	const struct score_entry *heart = find(image,
			"\xe2\x9d\xa4\xef\xb8\x8f", &rule);
	assert_non_null(heart);
	assert_int_equal(heart->variant, 1);
	assert_ptr_equal(find(image, "\xe2\x9d\xa4", &rule), heart);
	assert_non_null(find(image, ":D", &rule));
	assert_ptr_equal(find(image, ":d", &rule), find(image, ":D", &rule));
	pantau_lexicons_close(lexicons);
}

static void names_rules(void **state)
{
	const struct folder *folder = *state;
	struct pantau_rule rule;
	uint32_t id = 0;

	folder_fill(folder);
	struct pantau_lexicons *lexicons = open_folder(folder, NULL);
	const struct score_image *image = pantau_lexicons_score(lexicons);
	find(image, "menjadi korban", &id);
	assert_true(pantau_lexicons_rule(lexicons, id, &rule));
	assert_string_equal(rule.file, "sentiment.tsv");
	assert_int_equal(rule.line, 3);
	assert_string_equal(rule.group, "keamanan");
	check_str(str_make(rule.term, rule.term_length), "menjadi korban");
	find(image, "sebarkan * grup", &id);
	assert_true(pantau_lexicons_rule(lexicons, id, &rule));
	assert_string_equal(rule.file, "hoax-cues.tsv");
	assert_string_equal(rule.group, "sebar");
	find(image, "tapi", &id);
	assert_true(pantau_lexicons_rule(lexicons, id, &rule));
	assert_string_equal(rule.group, "");
	assert_false(pantau_lexicons_rule(lexicons, 0, &rule));
	assert_false(pantau_lexicons_rule(lexicons, image->entries + 1,
			&rule));
	pantau_lexicons_close(lexicons);
}

static void weights_override_polarity(void **state)
{
	const struct folder *folder = *state;
	uint32_t rule = 0;

	folder_write(folder, "sentiment.tsv",
			"term\tpolarity\tclass\tnegative\tneutral\tpositive\n"
			"apik\t1\topini\t-0.25\t\t2.5\nburuk\t-2\topini\t\t\t\n");
	struct pantau_lexicons *lexicons = open_folder(folder, NULL);
	const struct score_image *image = pantau_lexicons_score(lexicons);
	const struct score_entry *entry = find(image, "apik", &rule);
	assert_true(entry->weight[WEIGHT_NEGATIVE] == -0.25f);
	assert_true(entry->weight[WEIGHT_NEUTRAL] == -0.25f);
	assert_true(entry->weight[WEIGHT_POSITIVE] == 2.5f);
	entry = find(image, "buruk", &rule);
	assert_true(entry->weight[WEIGHT_NEGATIVE] == 2);
	assert_true(entry->weight[WEIGHT_NEUTRAL] == -0.5f);
	pantau_lexicons_close(lexicons);
}

/* Every kind of look-up; what it finds does not matter. */
static void look_up_text(const struct text_image *image)
{
	static const char *const words[] = {"ajar", "mengebom", "yg", "bisa",
		"s.pd.", "yang", "", "xyz"};
	struct slang_info slang;
	struct str s;

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		struct str word = str_of(words[i]);
		const struct root_info *root = pantau_text_image_root(image,
				word);
		size_t n = 0;
		if (root != NULL) {
			n += pantau_text_image_class(image, root).n;
		}
		n += pantau_text_image_exception(image, word, &s) ? s.n : 0;
		n += pantau_text_image_slang(image, word, &slang) ?
				slang.formal.n : 0;
		n += pantau_text_image_abbreviation(image, word, &s) ? s.n : 0;
		n += pantau_text_image_stopword(image, word);
		assert_true(n <= image->image.bytes.n * 5);
	}
}

static void look_up_score(const struct score_image *image)
{
	static const char *const words[] = {"bagus", "menjadi korban",
		"sebarkan * grup", "tidak", ":D", "xyz"};
	uint32_t n;

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		const uint32_t *row = pantau_score_image_rows(image,
				walk(image, words[i]), &n);
		for (uint32_t r = 0; r < n; r++) {
			const struct score_entry *entry = &image->entry[row[r]];
			assert_true(entry->group == 0xff ||
					entry->group < image->groups);
			pantau_strtab_at(&image->terms, entry->term);
			pantau_strtab_at(&image->classes, entry->class_);
		}
	}
	pantau_score_image_feature(image, STR("caps_words"));
}

static void refuses_any_changed_byte(void **state)
{
	const struct folder *folder = *state;
	struct text_image text;
	struct score_image score;

	folder_fill(folder);
	struct pantau_lexicons *lexicons = open_folder(folder, NULL);
	struct str from[] = {pantau_lexicons_text(lexicons)->image.bytes,
		pantau_lexicons_score(lexicons)->image.bytes};
	for (int kind = 0; kind < 2; kind++) {
		char *copy = malloc(from[kind].n);
		assert_non_null(copy);
		memcpy(copy, from[kind].p, from[kind].n);
		struct str bytes = str_make(copy, from[kind].n);
		for (size_t i = 0; i < bytes.n; i++) {
			copy[i] = (char)(copy[i] ^ 0x41);
			assert_int_equal(kind == 0 ?
					pantau_text_image_open(bytes, &text,
						NULL) :
					pantau_score_image_open(bytes, &score,
						NULL), PANTAU_DAMAGED);
			copy[i] = (char)(copy[i] ^ 0x41);
		}
		for (size_t n = 0; n < bytes.n; n += 7) {
			bytes.n = n;
			assert_int_equal(pantau_text_image_open(bytes, &text,
					NULL), PANTAU_DAMAGED);
			bytes.n = from[kind].n;
		}
		free(copy);
	}
	pantau_lexicons_close(lexicons);
}

/* The image with one byte of one section changed and a hash that fits. */
static bool change(const struct image *image, uint32_t section, size_t at,
		unsigned char mask, struct buf *out)
{
	struct image_builder *builder = pantau_image_builder_create(
			image->kind);
	bool changed = false;

	assert_non_null(builder);
	for (uint32_t s = 1; s <= TEXT_ABBREVIATION_NORMAL; s++) {
		struct str bytes = pantau_image_section(image, s);
		char *copy = malloc(bytes.n + 1);
		assert_non_null(copy);
		if (bytes.n != 0) {
			memcpy(copy, bytes.p, bytes.n);
		}
		if (s == section && at < bytes.n) {
			copy[at] = (char)((unsigned char)copy[at] ^ mask);
			changed = true;
		}
		if (bytes.n != 0) {
			assert_true(pantau_image_builder_add(builder, s,
					str_make(copy, bytes.n)));
		}
		free(copy);
	}
	assert_true(pantau_image_builder_seal(builder, out));
	pantau_image_builder_destroy(builder);
	return changed;
}

static void survives_any_lie_that_is_sealed(void **state)
{
	const struct folder *folder = *state;
	static const unsigned char masks[] = {0x01, 0x80, 0xff};
	struct text_image text;
	struct score_image score;
	struct buf bytes;
	size_t n = 0;

	folder_fill(folder);
	struct pantau_lexicons *lexicons = open_folder(folder, NULL);
	const struct image *image[] = {&pantau_lexicons_text(lexicons)->image,
		&pantau_lexicons_score(lexicons)->image};
	pantau_buf_init(&bytes);
	for (size_t i = 0; i < 2 * TEXT_ABBREVIATION_NORMAL *
			sizeof(masks); i++) {
		size_t kind = i & 1, rest = i / 2;
		uint32_t section = (uint32_t)(rest / sizeof(masks)) + 1;
		unsigned char mask = masks[rest % sizeof(masks)];
		for (size_t at = 0; change(image[kind], section, at, mask,
				&bytes); at++) {
			n++;
			if (kind == 0 && pantau_text_image_open(
					buf_str(&bytes), &text, NULL) ==
					PANTAU_OK) {
				look_up_text(&text);
			}
			if (kind == 1 && pantau_score_image_open(
					buf_str(&bytes), &score, NULL) ==
					PANTAU_OK) {
				look_up_score(&score);
			}
		}
	}
	assert_true(n > 5000);
	pantau_buf_finish(&bytes);
	pantau_lexicons_close(lexicons);
}

/* The one file of the cache whose name begins with prefix. */
static void cache_path(const struct folder *folder, const char *prefix,
		char path[512])
{
	DIR *dir = opendir(folder->cache);
	size_t n = 0;

	assert_non_null(dir);
	for (struct dirent *entry; (entry = readdir(dir)) != NULL;) {
		if (strncmp(entry->d_name, prefix, strlen(prefix)) == 0) {
			snprintf(path, 512, "%s/%s", folder->cache,
					entry->d_name);
			n++;
		}
	}
	closedir(dir);
	assert_int_equal(n, 1);
}

static size_t cache_count(const struct folder *folder)
{
	DIR *dir = opendir(folder->cache);
	size_t n = 0;

	assert_non_null(dir);
	for (struct dirent *entry; (entry = readdir(dir)) != NULL;) {
		n += entry->d_name[0] != '.';
	}
	closedir(dir);
	return n;
}

static void caches_images(void **state)
{
	const struct folder *folder = *state;
	unsigned char hash[16];
	char path[512];
	struct stat first, second;

	folder_fill(folder);
	struct pantau_lexicons *lexicons = open_folder(folder, folder->cache);
	memcpy(hash, pantau_lexicons_text(lexicons)->image.hash, 16);
	pantau_lexicons_close(lexicons);
	cache_path(folder, "score-", path);
	cache_path(folder, "text-", path);
	assert_int_equal(stat(path, &first), 0);
	assert_int_equal(first.st_mode & 07777, 0600);
	lexicons = open_folder(folder, folder->cache);
	look_up_text(pantau_lexicons_text(lexicons));
	look_up_score(pantau_lexicons_score(lexicons));
	assert_memory_equal(hash, pantau_lexicons_text(lexicons)->image.hash,
			16);
	pantau_lexicons_close(lexicons);
	assert_int_equal(stat(path, &second), 0);
	assert_int_equal(first.st_ino, second.st_ino);
	/* A damaged file is compiled anew and replaced. */
	int fd = open(path, O_WRONLY | O_CLOEXEC);
	assert_true(fd >= 0);
	assert_int_equal(pwrite(fd, "?", 1, 300), 1);
	close(fd);
	lexicons = open_folder(folder, folder->cache);
	assert_memory_equal(hash, pantau_lexicons_text(lexicons)->image.hash,
			16);
	pantau_lexicons_close(lexicons);
	assert_int_equal(stat(path, &second), 0);
	assert_int_not_equal(first.st_ino, second.st_ino);
}

static void caches_by_content(void **state)
{
	const struct folder *folder = *state;
	char text[128];

	folder_fill(folder);
	for (int i = 0; i < 7; i++) {
		snprintf(text, sizeof(text), "word\tclass\nkata%d\tp\n", i);
		folder_write(folder, "stopwords.tsv", text);
		struct pantau_lexicons *lexicons = open_folder(folder,
				folder->cache);
		snprintf(text, sizeof(text), "kata%d", i);
		assert_true(pantau_text_image_stopword(
				pantau_lexicons_text(lexicons), str_of(text)));
		pantau_lexicons_close(lexicons);
	}
	/* Four of each kind are kept. */
	assert_int_equal(cache_count(folder), 8);
	folder_remove(folder, "stopwords.tsv");
	struct pantau_lexicons *lexicons = open_folder(folder, folder->cache);
	assert_false(pantau_text_image_stopword(pantau_lexicons_text(lexicons),
			STR("kata6")));
	pantau_lexicons_close(lexicons);
}

static void works_without_a_cache(void **state)
{
	const struct folder *folder = *state;

	folder_fill(folder);
	/* A file where the folder would be. */
	char path[256];
	snprintf(path, sizeof(path), "%s/slang.tsv/cache", folder->dir);
	struct pantau_lexicons *lexicons = open_folder(folder, path);
	look_up_text(pantau_lexicons_text(lexicons));
	pantau_lexicons_close(lexicons);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		folder_test(finds_text_entries),
		folder_test(own_roots_win),
		folder_test(finds_score_entries),
		folder_test(finds_other_spellings_of_symbols),
		folder_test(names_rules),
		folder_test(weights_override_polarity),
		folder_test(refuses_any_changed_byte),
		folder_test(survives_any_lie_that_is_sealed),
		folder_test(caches_images),
		folder_test(caches_by_content),
		folder_test(works_without_a_cache),
	};

	return cmocka_run_group_tests_name("lexicon_image", tests, NULL, NULL);
}
