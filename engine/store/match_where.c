/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Where a phrase stands in documents that are known already: what is shown of
 * them is marked by this, without reading their words anew. */

#include "base/error.h"
#include "store/match_parts.h"
#include "store/store_parts.h"

/* The positions of a phrase, and its spots in the document at hand. */
struct where {
	struct match_walk walk;
	struct forms **forms;
	size_t positions;
	uint32_t field;
	struct spots spots, next;
};

/* ended: the index lacks one of the positions. */
static enum pantau_status open_all(struct where *w,
		const struct match_phrase *phrase, bool *ended,
		struct pantau_error *err)
{
	enum pantau_status status = PANTAU_OK;

	w->forms = pantau_arena_zero(w->walk.arena, phrase->positions + 1,
			sizeof(struct forms *));
	if (w->forms == NULL) {
		return pantau_fail_memory(err);
	}
	*ended = phrase->positions == 0;
	while (status == PANTAU_OK && !*ended &&
			w->positions < phrase->positions) {
		size_t i = w->positions++;
		status = pantau_forms_open(&w->walk, &phrase->position[i],
				&w->forms[i], err);
		*ended = status == PANTAU_OK && w->forms[i]->n == 0;
	}
	return status;
}

/* Whether a document has what each position asks for, wherever. */
static enum pantau_status seek_all(struct where *w, int64_t id, bool *here,
		struct pantau_error *err)
{
	enum pantau_status status = pantau_reading_step(&w->walk, err);

	*here = true;
	for (size_t i = 0; status == PANTAU_OK && *here && i < w->positions;
			i++) {
		struct forms *forms = w->forms[i];
		status = pantau_forms_seek(&w->walk, forms, id, err);
		*here = status == PANTAU_OK && !forms->ended &&
				forms->at == id;
	}
	return status;
}

static bool find_spots(struct where *w)
{
	bool ok = pantau_forms_spots(&w->walk, w->forms[0], w->field, &w->spots);

	for (size_t i = 1; ok && i < w->positions && w->spots.n != 0; i++) {
		ok = pantau_forms_spots(&w->walk, w->forms[i], w->field,
				&w->next);
		if (ok) {
			pantau_spots_followed(&w->spots, &w->next, (unsigned)i);
		}
	}
	return ok;
}

/* The columns follow each other, the text first. */
static bool take_spots(const struct spots *spots, struct arena *arena,
		struct match_spots *out)
{
	uint32_t *at = pantau_arena_alloc(arena, (spots->n + 1) * sizeof(*at));
	size_t texts = 0;

	if (at == NULL) {
		return false;
	}
	for (size_t i = 0; i < spots->n; i++) {
		at[i] = (uint32_t)spots->at[i];
		texts += spots->at[i] >> 32 == INDEX_TEXT;
	}
	*out = (struct match_spots){.text = at, .texts = texts,
			.title = at + texts, .titles = spots->n - texts};
	return true;
}

static enum pantau_status find_all(struct where *w, const int64_t *id, size_t n,
		struct arena *arena, struct match_spots *out,
		struct pantau_error *err)
{
	enum pantau_status status = PANTAU_OK;

	for (size_t i = 0; status == PANTAU_OK && i < n; i++) {
		bool here;
		status = seek_all(w, id[i], &here, err);
		if (status == PANTAU_OK && here && (!find_spots(w) ||
				!take_spots(&w->spots, arena, &out[i]))) {
			status = pantau_fail_memory(err);
		}
	}
	return status;
}

enum pantau_status pantau_match_spots(struct store *store,
		const struct match_phrase *phrase, enum match_field field,
		const int64_t *id, size_t n, struct arena *arena,
		struct match_spots *out, struct pantau_error *err)
{
	struct where w = {0};
	struct arena scratch;
	bool direct = false, ended = true;

	memset(out, 0, n * sizeof(*out));
	if (n == 0) {
		return PANTAU_OK;
	}
	pantau_arena_init(&scratch);
	enum pantau_status status = pantau_reading_init(&w.walk, store, &scratch,
			true, id[n - 1], id[0], &direct, err);
	if (status == PANTAU_OK && !direct) {
		status = PANTAU_NEWER;
	}
	w.field = w.walk.field[field];
	if (status == PANTAU_OK) {
		status = open_all(&w, phrase, &ended, err);
	}
	if (status == PANTAU_OK && !ended) {
		status = find_all(&w, id, n, arena, out, err);
	}
	for (size_t i = 0; i < w.positions; i++) {
		pantau_forms_close(w.forms[i]);
	}
	pantau_arena_finish(&scratch);
	return status;
}
