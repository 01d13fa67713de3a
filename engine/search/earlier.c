/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Items like a text, of before. */

#include "search/earlier.h"

#include "base/error.h"
#include "search/alike.h"
#include "similar/group.h"
#include "similar/sketch.h"

struct search {
	struct store *store;
	struct pantau_analyser *analyser;
	struct shingler shingler;
	struct arena arena, scratch;  /* of the text; of a candidate */
	struct alike_text tokens;
	struct sketch sketch;
	struct shingles trigrams;     /* in the arena */
	struct ranked ranked[EARLIER_LOOKED];
};

static enum pantau_status sketch(struct search *s, struct str title,
		struct str text, struct arena *arena, struct alike_text *tokens,
		struct sketch *out, struct pantau_error *err)
{
	enum pantau_status status = pantau_alike_read(s->analyser, title, text,
			arena, tokens, NULL, err);

	return status != PANTAU_OK ? status : pantau_sketch_make(&s->shingler,
			&tokens->title, &tokens->text, arena, out) ? PANTAU_OK
			: pantau_fail_memory(err);
}

/* Is the text a copy of the other, or taken from it? The words of the other are
 * in the shingler yet. False in *known: memory is out. */
static bool is_taken_from(struct search *s, const struct sketch *other,
		double *containment, bool *known)
{
	struct shingles trigrams;

	*known = pantau_shingler_make(&s->shingler, 3, &trigrams);
	if (!*known) {
		return false;
	}
	*containment = s->trigrams.n == 0 ? 1 : pantau_shingles_containment(
			&s->trigrams, &trigrams);
	return pantau_texts_alike(&s->sketch.sets, &other->sets,
			GROUP_THRESHOLD) ||
			(*containment >= EARLIER_CONTAINED &&
			pantau_shingles_shared(&s->trigrams, &trigrams) >=
			EARLIER_SHARED);
}

static enum pantau_status look_at(struct search *s, int64_t id, int64_t before,
		struct arena *arena, struct earlier *out,
		struct pantau_error *err)
{
	struct alike_text tokens;
	struct sketch other;
	struct item item;
	double containment;
	bool known;

	pantau_arena_reset(&s->scratch);
	enum pantau_status status = pantau_store_item(s->store, id,
			&s->scratch, &item, err);
	if (status != PANTAU_OK) {
		return status == PANTAU_NOT_FOUND ? PANTAU_OK : status;
	}
	if ((item.doc.fields & DOC_PUBLISHED) == 0 ||
			item.doc.published.seconds >= before) {
		return PANTAU_OK;
	}
	status = sketch(s, item.doc.title, item.doc.text, &s->scratch, &tokens,
			&other, err);
	if (status != PANTAU_OK) {
		return status;
	}
	if (!is_taken_from(s, &other, &containment, &known)) {
		return known ? PANTAU_OK : pantau_fail_memory(err);
	}
	if (out->items++ == 0 || item.doc.published.seconds <
			out->item.doc.published.seconds) {
		out->containment = containment;
		status = pantau_store_item(s->store, id, arena, &out->item, err);
	}
	return status;
}

static bool keep_trigrams(struct search *s)
{
	struct shingles made;

	if (!pantau_shingler_make(&s->shingler, 3, &made)) {
		return false;
	}
	uint64_t *copy = pantau_arena_alloc(&s->arena, made.n * sizeof(*copy));
	if (copy != NULL && made.n != 0) {
		memcpy(copy, made.hash, made.n * sizeof(*copy));
	}
	s->trigrams = made;
	s->trigrams.hash = copy;
	return copy != NULL;
}

static enum pantau_status run(struct search *s, struct str title,
		struct str text, int64_t before, int64_t not,
		struct arena *arena, struct earlier *out,
		struct pantau_error *err)
{
	const struct pantau_tokens *const field[] = {&s->tokens.title,
		&s->tokens.text};
	size_t n = EARLIER_LOOKED;
	enum pantau_status status = sketch(s, title, text, &s->arena,
			&s->tokens, &s->sketch, err);

	if (status == PANTAU_OK && !keep_trigrams(s)) {
		status = pantau_fail_memory(err);
	}
	if (status == PANTAU_OK) {
		status = pantau_alike(s->store, field, 2, s->ranked, &n, err);
	}
	for (size_t i = 0; status == PANTAU_OK && i < n && s->ranked[i].score >=
			s->ranked[0].score * EARLIER_SCORE; i++) {
		if (s->ranked[i].id != not) {
			status = look_at(s, s->ranked[i].id, before, arena, out,
					err);
		}
	}
	return status;
}

enum pantau_status pantau_earlier(struct store *store,
		struct pantau_analyser *analyser, struct str title,
		struct str text, int64_t before, int64_t not,
		struct arena *arena, struct earlier *out,
		struct pantau_error *err)
{
	struct search s = {.store = store, .analyser = analyser};

	*out = (struct earlier){.items = 0};
	pantau_shingler_init(&s.shingler);
	pantau_arena_init(&s.arena);
	pantau_arena_init(&s.scratch);
	enum pantau_status status = run(&s, title, text, before, not, arena,
			out, err);
	pantau_shingler_finish(&s.shingler);
	pantau_arena_finish(&s.arena);
	pantau_arena_finish(&s.scratch);
	return status;
}
