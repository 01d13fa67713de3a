/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_TESTS_STORY_FIXTURE_H
#define PANTAU_TESTS_STORY_FIXTURE_H

/* Documents by id, their sketches, and stories that are told of them. */

#include "similar_texts.h"

#include "similar/story.h"

#define DAY UINT32_C(86400)
#define BEGAN UINT32_C(1790000000)
#define DOCS 6000

struct world {
	struct made made;
	struct buf text;
	struct shingler shingler;
	struct arena arena;
	struct pantau_stories *stories;
	struct sketch sketch[DOCS + 1]; /* by id, from 1 */
	struct story_item item[DOCS];
	uint32_t story[DOCS];           /* as it was told, by id - 1 */
	size_t n;
	uint32_t lost;                  /* an id whose text is gone */
	enum pantau_status fails;       /* of all look-ups, but for OK */
};

static enum pantau_status look_up(void *context, uint32_t id,
		const struct text_shingles **out, struct pantau_error *err)
{
	struct world *w = context;
	if (w->fails != PANTAU_OK) {
		return pantau_fail(err, w->fails, "refused");
	}
	if (id == w->lost) {
		return PANTAU_NOT_FOUND;
	}
	*out = &w->sketch[id].sets;
	return PANTAU_OK;
}

static inline void start_stories(struct world *w)
{
	pantau_stories_destroy(w->stories);
	w->stories = NULL;
	assert_int_equal(pantau_stories_create(&w->stories, NULL), PANTAU_OK);
}

static inline int open_world(void **state)
{
	struct world *w = calloc(1, sizeof(*w));
	assert_non_null(w);
	pantau_buf_init(&w->text);
	pantau_shingler_init(&w->shingler);
	pantau_arena_init(&w->arena);
	start_stories(w);
	*state = w;
	return 0;
}

static inline int close_world(void **state)
{
	struct world *w = *state;
	made_finish(&w->made);
	pantau_buf_finish(&w->text);
	pantau_shingler_finish(&w->shingler);
	pantau_arena_finish(&w->arena);
	pantau_stories_destroy(w->stories);
	free(w);
	return 0;
}

/* The next document, not yet added; its id. */
static inline uint32_t document(struct world *w, struct str text, uint32_t time)
{
	assert_true(w->n < DOCS);
	uint32_t id = (uint32_t)++w->n;
	assert_true(pantau_sketch_make(&w->shingler, NULL,
			made_tokens(&w->made, text), &w->arena,
			&w->sketch[id]));
	w->item[id - 1] = (struct story_item){id, time, &w->sketch[id]};
	return id;
}

static inline enum pantau_status try_batch(struct world *w, size_t from,
		size_t to, struct pantau_error *err)
{
	struct story_lookups lookups = {.context = w, .shingles = look_up};
	return pantau_stories_add_batch(w->stories, w->item + from, to - from,
			&lookups, w->story + from, err);
}

static inline void add_batch(struct world *w, size_t from, size_t to)
{
	assert_int_equal(try_batch(w, from, to, NULL), PANTAU_OK);
}

/* A document of its own batch; its story. */
static inline uint32_t add_at(struct world *w, const char *text, uint32_t time)
{
	document(w, str_of(text), time);
	add_batch(w, w->n - 1, w->n);
	return w->story[w->n - 1];
}

/* Texts of 0 to 40 words, many of them copies of one before, some as it is;
 * over some days, some of them late, some without a date. */
static inline void make_crowd(struct world *w, struct random *r, size_t n,
		uint32_t days)
{
	struct words *words = calloc(n, sizeof(*words));
	assert_non_null(words);
	for (size_t i = 0; i < n; i++) {
		uint32_t time = BEGAN + (uint32_t)((double)i / (double)n *
				days * DAY);
		size_t kind = draw(r, 10);
		words[i] = i > 0 && kind < 6 ? words[i - 1 - draw(r, i < 200 ?
				i : 200)] : random_words(r, draw(r, 41), 9000);
		if (kind < 4 && words[i].n > 0) {
			words[i] = edited(r, &words[i], 1 + draw(r, 3), 9000);
		}
		if (draw(r, 8) == 0) {
			time -= (uint32_t)draw(r, 3 * DAY);
		}
		document(w, write_words(&words[i], &w->text),
				draw(r, 20) == 0 ? 0 : time);
	}
	free(words);
}

/* The changes of stories as a store keeps them. */
#define EDGES 4096
#define RUNS 512

struct stored {
	struct {
		uint32_t number;
		struct buf bytes;
	} run[RUNS];
	size_t runs;
	struct story_edge edge[EDGES];
	size_t edges;
	struct buf head;
};

static inline void store_edge(struct stored *s, struct story_edge edge)
{
	size_t at = 0;
	while (at < s->edges && s->edge[at].story != edge.story) {
		at++;
	}
	assert_true(at < EDGES);
	s->edges += at == s->edges;
	s->edge[at] = edge;
	if (edge.parent == edge.story) {
		s->edge[at] = s->edge[--s->edges];
	}
}

static inline void store_changes(struct stored *s,
		struct pantau_stories *stories)
{
	struct story_changes c;
	assert_int_equal(pantau_stories_changes(stories, &c, NULL), PANTAU_OK);
	for (size_t i = 0; i < c.edges; i++) {
		store_edge(s, c.edge[i]);
	}
	for (size_t i = 0; i < c.gones; i++) {
		size_t at = 0;
		while (at < s->runs && s->run[at].number != c.gone[i]) {
			at++;
		}
		assert_true(at < s->runs);
		pantau_buf_finish(&s->run[at].bytes);
		s->run[at] = s->run[--s->runs];
	}
	for (size_t i = 0; i < c.writes; i++) {
		assert_true(s->runs < RUNS);
		pantau_buf_init(&s->run[s->runs].bytes);
		s->run[s->runs].number = c.write[i];
		pantau_buf_str(&s->run[s->runs++].bytes,
				pantau_stories_run(stories, c.write[i]));
	}
	assert_int_equal(pantau_stories_head(stories, &s->head, NULL),
			PANTAU_OK);
	pantau_stories_stored(stories);
}

static inline void stored_finish(struct stored *s)
{
	for (size_t i = 0; i < s->runs; i++) {
		pantau_buf_finish(&s->run[i].bytes);
	}
	pantau_buf_finish(&s->head);
	free(s);
}

static inline void resume(struct world *w, const struct stored *s)
{
	start_stories(w);
	assert_int_equal(pantau_stories_resume(w->stories, buf_str(&s->head),
			NULL), PANTAU_OK);
	for (size_t i = s->runs; i > 0; i--) {
		assert_int_equal(pantau_stories_load_run(w->stories,
				buf_str(&s->run[i - 1].bytes), NULL),
				PANTAU_OK);
	}
	for (size_t i = 0; i < s->edges; i++) {
		assert_int_equal(pantau_stories_load_edge(w->stories,
				s->edge[i], NULL), PANTAU_OK);
	}
}

#define TEST(name) \
	cmocka_unit_test_setup_teardown(name, open_world, close_world)

#endif
