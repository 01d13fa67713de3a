/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Candidates by edits, by affixes and by the slang of the archive. */

#include "search/near.h"

#include <stdlib.h>

#include "base/distance.h"
#include "base/error.h"
#include "base/utf8.h"
#include "store/store.h"

#define LETTERS_LEAST 3  /* shorter words are near to everything */
#define SHORT_LETTERS 5
#define FORMS_MAX 5000   /* of one beginning that are compared */
#define ENOUGH 10        /* documents one edit away: nobody means two */
#define SLANG_MAX 8      /* informal words of one formal one */

static enum pantau_status add(struct near_words *words, struct str form,
		unsigned distance, uint64_t documents, struct pantau_error *err)
{
	for (size_t i = 0; i < words->n; i++) {
		if (str_eq(words->word[i].form, form)) {
			return PANTAU_OK;
		}
	}
	if (words->n == words->room) {
		size_t room = words->room * 2 + 16;
		struct near_word *grown = pantau_arena_zero(words->arena, room,
				sizeof(*grown));
		if (grown == NULL) {
			return pantau_fail_memory(err);
		}
		if (words->n != 0) {
			memcpy(grown, words->word, words->n * sizeof(*grown));
		}
		words->word = grown;
		words->room = room;
	}
	form = pantau_arena_str(words->arena, form);
	words->word[words->n++] = (struct near_word){form, distance, documents};
	return form.p != NULL ? PANTAU_OK : pantau_fail_memory(err);
}

/* Adds a form when some document holds it. */
static enum pantau_status look_up(struct store *store,
		struct near_words *words, struct str form, unsigned distance,
		struct pantau_error *err)
{
	uint64_t documents;
	enum pantau_status status = pantau_match_frequency(store, form,
			&documents, err);
	return status == PANTAU_OK && documents != 0 ?
			add(words, form, distance, documents, err) : status;
}

/* --- spelling --- */

struct editing {
	struct store *store;
	struct near_words *words;
	const struct letters *word;
	struct pantau_error *err;
	struct letters made;
};

static enum pantau_status try_made(struct editing *e)
{
	char bytes[4 * (DISTANCE_LETTERS + 1)];
	size_t n = 0;
	for (size_t i = 0; i < e->made.n; i++) {
		n += pantau_utf8_put(bytes + n, e->made.at[i]);
	}
	return look_up(e->store, e->words, str_make(bytes, n), 1, e->err);
}

/* The word with 'letters' at 'at' instead of 'taken' of its own. */
static void replace(struct editing *e, size_t at, size_t taken,
		const uint32_t *letters, size_t n)
{
	const struct letters *w = e->word;
	memcpy(e->made.at, w->at, at * sizeof(*w->at));
	if (n != 0) {
		memcpy(e->made.at + at, letters, n * sizeof(*letters));
	}
	memcpy(e->made.at + at + n, w->at + at + taken,
			(w->n - at - taken) * sizeof(*w->at));
	e->made.n = w->n + n - taken;
}

static enum pantau_status edits_at(struct editing *e, size_t at)
{
	const struct letters *w = e->word;
	enum pantau_status status = PANTAU_OK;
	if (at < w->n) {
		replace(e, at, 1, NULL, 0);
		status = try_made(e);
	}
	if (status == PANTAU_OK && at + 1 < w->n && w->at[at] != w->at[at + 1]) {
		const uint32_t swapped[] = {w->at[at + 1], w->at[at]};
		replace(e, at, 2, swapped, 2);
		status = try_made(e);
	}
	for (uint32_t c = 'a'; status == PANTAU_OK && c <= 'z'; c++) {
		if (at < w->n && w->at[at] != c) {
			replace(e, at, 1, &c, 1);
			status = try_made(e);
		}
		if (status == PANTAU_OK && w->n < DISTANCE_LETTERS) {
			replace(e, at, 0, &c, 1);
			status = try_made(e);
		}
	}
	return status;
}

/* Forms with the same first half, two edits away. */
static enum pantau_status same_beginning(struct store *store, struct str word,
		const struct letters *letters, struct near_words *words,
		struct pantau_error *err)
{
	struct str *form;
	size_t n, bytes = 0;
	bool cut;
	for (size_t i = 0; i < letters->n / 2; i++) {
		pantau_utf8_next(word, &bytes, NULL);
	}
	enum pantau_status status = pantau_match_forms(store,
			str_make(word.p, bytes), FORMS_MAX, words->arena, &form, &n,
			&cut, err);
	for (size_t i = 0; status == PANTAU_OK && i < n; i++) {
		struct letters other;
		if (pantau_letters_of(form[i], &other) &&
				pantau_distance(letters, &other, 2) == 2) {
			status = look_up(store, words, form[i], 2, err);
		}
	}
	return status;
}

static enum pantau_status near_roots(struct store *store,
		const struct letters *letters, struct near_words *words,
		struct pantau_error *err)
{
	const struct strtab *roots = &pantau_store_text_image(store)->roots;
	enum pantau_status status = PANTAU_OK;
	for (uint32_t id = 1; status == PANTAU_OK && id <= roots->n; id++) {
		struct letters other;
		struct str root = pantau_strtab_at(roots, id);
		if (root.n + 2 >= letters->n &&
				pantau_letters_of(root, &other) &&
				pantau_distance(letters, &other, 2) == 2) {
			status = look_up(store, words, root, 2, err);
		}
	}
	return status;
}

/* Nearest first, then the most frequent one. */
static int by_use(const void *left, const void *right)
{
	const struct near_word *a = left, *b = right;
	if (a->distance != b->distance) {
		return a->distance < b->distance ? -1 : 1;
	}
	if (a->documents != b->documents) {
		return a->documents > b->documents ? -1 : 1;
	}
	return str_cmp(a->form, b->form);
}

static void sort(struct near_words *words)
{
	if (words->n > 1) {
		qsort(words->word, words->n, sizeof(*words->word), by_use);
	}
}

enum pantau_status pantau_near_spelling(struct store *store, struct str word,
		struct near_words *out, struct pantau_error *err)
{
	struct letters letters;
	enum pantau_status status = PANTAU_OK;
	out->n = 0;
	if (!pantau_letters_of(word, &letters) || letters.n < LETTERS_LEAST) {
		return PANTAU_OK;
	}
	struct editing e = {.store = store, .words = out, .word = &letters,
		.err = err};
	for (size_t at = 0; status == PANTAU_OK && at <= letters.n; at++) {
		status = edits_at(&e, at);
	}
	uint64_t documents = 0;
	for (size_t i = 0; i < out->n; i++) {
		documents += out->word[i].documents;
	}
	if (status == PANTAU_OK && documents < ENOUGH &&
			letters.n > SHORT_LETTERS) {
		status = same_beginning(store, word, &letters, out, err);
		if (status == PANTAU_OK) {
			status = near_roots(store, &letters, out, err);
		}
	}
	sort(out);
	return status;
}

/* --- the family of a stem --- */

/* A form of the stem when the analyser says that it is one. */
static enum pantau_status try_form(struct store *store,
		struct pantau_analyser *analyser, struct str form, struct str stem,
		struct near_words *out, struct pantau_error *err)
{
	size_t n;
	const char *p = pantau_stem(analyser, form.p, form.n, &n);
	return str_eq(str_make(p, n), stem) ? look_up(store, out, form, 0, err) :
			PANTAU_OK;
}

enum pantau_status pantau_near_family(struct store *store,
		struct pantau_analyser *analyser, struct str word,
		struct near_words *out, struct pantau_error *err)
{
	/* 'menolak': the nasal takes the first letter of some roots away. */
	static const struct {
		const char *bytes;
		bool takes;
	} before[] = {
		{"", 0}, {"me", 0}, {"mem", 0}, {"mem", 1}, {"men", 0},
		{"men", 1}, {"meng", 0}, {"meng", 1}, {"meny", 1}, {"di", 0},
		{"ber", 0}, {"ter", 0}, {"pe", 0}, {"pem", 0}, {"pem", 1},
		{"pen", 0}, {"pen", 1}, {"peng", 0}, {"peng", 1}, {"peny", 1},
		{"per", 0}, {"ke", 0}, {"se", 0},
	};
	static const char *const behind[] = {"", "an", "kan", "i", "nya"};
	size_t n;
	const char *p = pantau_stem(analyser, word.p, word.n, &n);
	struct str stem = pantau_arena_str(out->arena, str_make(p, n));
	struct buf form;
	enum pantau_status status = stem.p != NULL ? PANTAU_OK :
			pantau_fail_memory(err);
	out->n = 0;
	pantau_buf_init(&form);
	for (size_t i = 0; i < sizeof(before) / sizeof(before[0]); i++) {
		for (size_t j = 0; status == PANTAU_OK && stem.n > 1 &&
				j < sizeof(behind) / sizeof(behind[0]); j++) {
			pantau_buf_clear(&form);
			pantau_buf_str(&form, str_of(before[i].bytes));
			pantau_buf_str(&form, str_skip(stem, before[i].takes));
			pantau_buf_str(&form, str_of(behind[j]));
			status = form.failed ? pantau_fail_memory(err) :
					str_eq(buf_str(&form), word) ? PANTAU_OK :
					try_form(store, analyser, buf_str(&form),
						stem, out, err);
		}
	}
	pantau_buf_finish(&form);
	sort(out);
	return status;
}

/* --- slang --- */

enum pantau_status pantau_near_slang(struct store *store, struct str word,
		struct near_words *out, struct pantau_error *err)
{
	const struct text_image *image = pantau_store_text_image(store);
	struct slang_info info;
	enum pantau_status status = PANTAU_OK;
	out->n = 0;
	if (pantau_text_image_slang(image, word, &info)) {
		status = add(out, info.formal, 0, 0, err);
	}
	uint32_t formal = pantau_strtab_find(&image->slang_formals, word);
	for (uint32_t id = 1; status == PANTAU_OK && formal != 0 &&
			out->n < SLANG_MAX && id <= image->slang.n; id++) {
		struct str informal = pantau_strtab_at(&image->slang, id);
		if (pantau_text_image_slang(image, informal, &info) &&
				str_eq(info.formal, word)) {
			status = add(out, informal, 0, 0, err);
		}
	}
	return status;
}
