/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* From text to text through what shares much with it. */

#include "search/kin.h"

#include <stdlib.h>

#include "base/error.h"
#include "base/utf8.h"
#include "search/alike.h"
#include "store/story.h"

#define READ ((size_t)1 << 20) /* bytes of a text */

struct search {
	struct store *store;
	struct pantau_analyser *analyser;
	struct arena own, other;     /* the text at hand, and one beside it */
	struct shingler words, beside;
	struct ranked *ranked;       /* room for KIN_CANDIDATES */
	uint64_t *family;            /* a bit for each story of it */
	int64_t queue[KIN_TEXTS];    /* texts of it; some were looked from */
	size_t queued;
	size_t stories;
	bool cut;
};

static bool is_kin(const struct search *s, uint32_t story)
{
	return (s->family[story / 64] >> story % 64 & 1) != 0;
}

static void add(struct search *s, uint32_t story, int64_t id)
{
	s->family[story / 64] |= UINT64_C(1) << story % 64;
	s->stories++;
	if (s->queued < KIN_TEXTS) {
		s->queue[s->queued++] = id;
	} else {
		s->cut = true;
	}
}

/* An item's words. */
static enum pantau_status read_text(struct search *s, int64_t id,
		struct arena *arena, struct shingler *words,
		struct alike_text *out, struct pantau_error *err)
{
	struct item item;

	pantau_arena_reset(arena);
	enum pantau_status status = pantau_store_item(s->store, id, arena,
			&item, err);
	return status != PANTAU_OK ? status : pantau_alike_read(s->analyser,
			pantau_utf8_prefix(item.doc.title, READ),
			pantau_utf8_prefix(item.doc.text, READ), arena, out,
			words, err);
}

static enum pantau_status compare(struct search *s, bool *much,
		struct pantau_error *err)
{
	struct shingles a, b;

	if (!pantau_alike_sets(&s->words, &s->beside, &a, &b)) {
		return pantau_fail_memory(err);
	}
	*much = pantau_shingles_reach(&a, &b, KIN_LEAST) &&
			pantau_shingles_shared(&a, &b) >= KIN_SHARED;
	return PANTAU_OK;
}

/* A candidate, unless it is of the family; *compared counts those that had to
 * be read. */
static enum pantau_status look_at(struct search *s, int64_t id,
		size_t *compared, struct pantau_error *err)
{
	struct alike_text text;
	uint32_t story;
	bool much = false;
	enum pantau_status status = pantau_story_of(s->store, id, &story, err);

	if (status != PANTAU_OK || is_kin(s, story)) {
		return status;
	}
	++*compared;
	status = read_text(s, id, &s->other, &s->beside, &text, err);
	if (status == PANTAU_OK) {
		status = compare(s, &much, err);
	}
	if (status == PANTAU_OK && much) {
		add(s, story, id);
	}
	return status;
}

static enum pantau_status look_from(struct search *s, int64_t id,
		struct pantau_error *err)
{
	struct alike_text text;
	size_t n = KIN_CANDIDATES, compared = 0;
	enum pantau_status status = read_text(s, id, &s->own, &s->words, &text,
			err);

	if (status == PANTAU_OK) {
		const struct pantau_tokens *const field[] = {&text.title,
			&text.text};
		status = pantau_alike(s->store, field, 2, s->ranked, &n, err);
	}
	for (size_t i = 0; status == PANTAU_OK && i < n &&
			compared < KIN_COMPARED; i++) {
		status = look_at(s, s->ranked[i].id, &compared, err);
	}
	return status;
}

static enum pantau_status find(struct search *s, int64_t id,
		struct pantau_error *err)
{
	uint32_t story;
	enum pantau_status status = pantau_story_of(s->store, id, &story, err);

	if (status == PANTAU_OK) {
		add(s, story, id);
	}
	for (size_t i = 0; status == PANTAU_OK && i < s->queued; i++) {
		status = look_from(s, s->queue[i], err);
	}
	return status;
}

enum pantau_status pantau_kin(struct store *store,
		struct pantau_analyser *analyser, int64_t id,
		struct arena *arena, struct kin *out, struct pantau_error *err)
{
	struct search s = {.store = store, .analyser = analyser};
	enum pantau_status status;
	int64_t last;

	*out = (struct kin){.n = 0};
	pantau_arena_init(&s.own);
	pantau_arena_init(&s.other);
	pantau_shingler_init(&s.words);
	pantau_shingler_init(&s.beside);
	s.ranked = malloc(KIN_CANDIDATES * sizeof(*s.ranked));
	status = pantau_columns_end(store, &last, err);
	s.family = calloc((size_t)(last / 64) + 1, sizeof(*s.family));
	if (status == PANTAU_OK) {
		status = s.ranked == NULL || s.family == NULL
				? pantau_fail_memory(err) : find(&s, id, err);
	}
	if (status == PANTAU_OK) {
		status = pantau_stories_items(store, s.family, arena, &out->id,
				&out->n, err);
	}
	out->stories = s.stories;
	out->cut = s.cut;
	free(s.ranked);
	free(s.family);
	pantau_shingler_finish(&s.words);
	pantau_shingler_finish(&s.beside);
	pantau_arena_finish(&s.own);
	pantau_arena_finish(&s.other);
	return status;
}
