/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Stories of crowds of texts, against comparing all pairs, in batches of any
 * size, resumed at any time; damaged bytes; failing memory. */

#include "story_fixture.h"

#include "memory_requests.h"

/* --- against all pairs --- */

static uint32_t root_of(uint32_t *parent, uint32_t id)
{
	while (parent[id] != id) {
		id = parent[id] = parent[parent[id]];
	}
	return id;
}

static bool very_same(const struct shingles *a, const struct shingles *b)
{
	return a->width == b->width && a->n == b->n && a->n > 0 &&
			memcmp(a->hash, b->hash, a->n * sizeof(*a->hash)) == 0;
}

/* Is a before b as a story's item? */
static bool earlier(const struct world *w, uint32_t a, uint32_t b)
{
	uint32_t x = w->item[a - 1].time, y = w->item[b - 1].time;
	return x != y ? x < y : a < b;
}

static void finds_what_all_pairs_find(void **state)
{
	struct world *w = *state;
	struct random r = {.state = 11};
	uint32_t *parent = calloc(DOCS + 1, sizeof(*parent));
	uint32_t *first = calloc(DOCS + 1, sizeof(*first));
	size_t alike = 0, together = 0, n = 3000;
	assert_non_null(parent);
	assert_non_null(first);
	make_crowd(w, &r, n, 20);
	for (size_t i = 0; i < n; i++) {
		/* A date for each, so that who is earlier is plain. */
		w->item[i].time += w->item[i].time == 0 ? BEGAN : 0;
	}
	for (size_t from = 0; from < n; from += 100) {
		add_batch(w, from, from + 100);
	}
	for (uint32_t i = 1; i <= n; i++) {
		parent[i] = i;
		for (uint32_t k = 1; k < i; k++) {
			const struct text_shingles *a = &w->sketch[i].sets;
			const struct text_shingles *b = &w->sketch[k].sets;
			if (very_same(&a->own, &b->own) ||
					(a->own.n >= STORY_LEAST &&
					b->own.n >= STORY_LEAST &&
					pantau_texts_alike(a, b,
					GROUP_THRESHOLD))) {
				alike++;
				together += pantau_stories_find(w->stories,
						w->story[i - 1]) ==
						pantau_stories_find(w->stories,
						w->story[k - 1]);
				parent[root_of(parent, i)] =
						root_of(parent, k);
			}
		}
	}
	assert_true(alike > n / 3);
	assert_true((double)together >= 0.98 * (double)alike);
	/* None is made up, and each story has its earliest item's id. */
	for (uint32_t i = 1; i <= n; i++) {
		uint32_t story = pantau_stories_find(w->stories,
				w->story[i - 1]);
		assert_int_equal(root_of(parent, i), root_of(parent, story));
		first[story] = first[story] == 0 ||
				earlier(w, i, first[story]) ? i : first[story];
		assert_false(earlier(w, i, w->story[i - 1]));
	}
	for (uint32_t i = 1; i <= n; i++) {
		assert_true(first[i] == 0 || first[i] == i);
	}
	free(parent);
	free(first);
}

static void checks_same_roots(struct world *w, const uint32_t *story,
		const uint32_t *root)
{
	for (size_t i = 0; i < w->n; i++) {
		assert_int_equal(w->story[i], story[i]);
		assert_int_equal(pantau_stories_find(w->stories, story[i]),
				root[i]);
	}
}

/* However they are cut into batches; nothing leaves the window. */
static void minds_no_batches(void **state)
{
	struct world *w = *state;
	struct random r = {.state = 12};
	static uint32_t story[DOCS], root[DOCS];
	make_crowd(w, &r, 2500, 10);
	add_batch(w, 0, w->n);
	memcpy(story, w->story, sizeof(story));
	for (size_t i = 0; i < w->n; i++) {
		root[i] = pantau_stories_find(w->stories, story[i]);
	}
	static const size_t size[] = {1, 7, 0};
	for (size_t k = 0; k < 3; k++) {
		start_stories(w);
		for (size_t from = 0, to = 0; from < w->n; from = to) {
			to = from + (size[k] > 0 ? size[k] :
					1 + (size_t)draw(&r, 300));
			to = to < w->n ? to : w->n;
			add_batch(w, from, to);
		}
		checks_same_roots(w, story, root);
	}
}

/* --- resumed --- */

static void forget_some(struct world *w, struct random *r, size_t before)
{
	uint32_t id[3];
	for (int i = 0; i < 3; i++) {
		id[i] = 1 + (uint32_t)draw(r, before);
	}
	assert_int_equal(pantau_stories_forget(w->stories, id, 3, NULL),
			PANTAU_OK);
}

static void run_all(struct world *w, struct stored *s, bool anew)
{
	struct random r = {.state = 14};
	for (size_t from = 0, batch = 0; from < w->n; from += 60, batch++) {
		if (anew && batch > 0) {
			resume(w, s);
		}
		add_batch(w, from, from + 60);
		if (batch % 3 == 1) {
			forget_some(w, &r, from);
		}
		/* Changes add up where a commit takes several batches. */
		if (anew || batch % 4 == 3 || from + 60 == w->n) {
			store_changes(s, w->stories);
		}
	}
}

static void resumes(void **state)
{
	struct world *w = *state;
	struct random r = {.state = 13};
	static uint32_t story[DOCS];
	struct stored *once = calloc(1, sizeof(*once));
	struct stored *often = calloc(1, sizeof(*often));
	assert_non_null(once);
	assert_non_null(often);
	make_crowd(w, &r, 3600, 120);
	run_all(w, once, false);
	memcpy(story, w->story, sizeof(story));
	struct story_work work = pantau_stories_work(w->stories);
	assert_in_range(work.held, 900, 2700);
	start_stories(w);
	run_all(w, often, true);
	assert_memory_equal(w->story, story, sizeof(story));
	assert_int_equal(once->head.n, often->head.n);
	assert_memory_equal(once->head.p, often->head.p, once->head.n);
	assert_int_equal(once->runs, often->runs);
	assert_int_equal(once->edges, often->edges);
	assert_true(once->edges > 20);
	for (size_t i = 0; i < once->edges; i++) {
		size_t k = 0;
		while (once->edge[i].story != often->edge[k].story) {
			assert_true(++k < often->edges);
		}
		assert_memory_equal(&once->edge[i], &often->edge[k],
				sizeof(once->edge[i]));
	}
	stored_finish(once);
	stored_finish(often);
}

static enum pantau_status load(struct world *w, const struct stored *s,
		struct str head, struct str run)
{
	struct pantau_error err = {.lang = PANTAU_LANG_EN};
	start_stories(w);
	enum pantau_status status = pantau_stories_resume(w->stories, head,
			&err);
	for (size_t i = 1; i < s->runs && status == PANTAU_OK; i++) {
		status = pantau_stories_load_run(w->stories,
				buf_str(&s->run[i].bytes), &err);
	}
	return status == PANTAU_OK ? pantau_stories_load_run(w->stories, run,
			&err) : status;
}

static void refuses_damage(void **state)
{
	struct world *w = *state;
	struct random r = {.state = 15};
	struct stored *s = calloc(1, sizeof(*s));
	assert_non_null(s);
	make_crowd(w, &r, 120, 5);
	for (size_t from = 0; from < 120; from += 20) {
		add_batch(w, from, from + 20);
	}
	forget_some(w, &r, 100);
	store_changes(s, w->stories);
	struct str head = buf_str(&s->head), run = buf_str(&s->run[0].bytes);
	assert_int_equal(load(w, s, head, run), PANTAU_OK);
	struct buf *both[2] = {&s->head, &s->run[0].bytes};
	for (int b = 0; b < 2; b++) {
		size_t step = b == 0 ? 1 : 13;
		for (size_t i = 0; i < both[b]->n; i += step) {
			both[b]->p[i] ^= (char)(1 << i % 8);
			assert_int_equal(load(w, s, head, run),
					PANTAU_DAMAGED);
			both[b]->p[i] ^= (char)(1 << i % 8);
			assert_int_equal(load(w, s, b == 0 ? str_make(head.p,
					i) : head, b == 1 ? str_make(run.p,
					i) : run), PANTAU_DAMAGED);
		}
	}
	/* One that is not sound stays the caller's. */
	void *block = malloc(run.n);
	assert_non_null(block);
	memcpy(block, run.p, run.n);
	((char *)block)[run.n / 2] ^= 1;
	start_stories(w);
	assert_int_equal(pantau_stories_resume(w->stories, head, NULL),
			PANTAU_OK);
	assert_int_equal(pantau_stories_take_run(w->stories, block, run.n,
			NULL), PANTAU_DAMAGED);
	((char *)block)[run.n / 2] ^= 1;
	assert_int_equal(pantau_stories_take_run(w->stories, block, run.n,
			NULL), PANTAU_OK);
	/* A run twice, and another's; then the right one. */
	assert_int_equal(load(w, s, head, buf_str(&s->run[1].bytes)),
			PANTAU_DAMAGED);
	document(w, STR("satu dua tiga"), BEGAN);
	assert_int_equal(try_batch(w, 120, 121, NULL), PANTAU_DAMAGED);
	assert_int_equal(pantau_stories_load_run(w->stories, run, NULL),
			PANTAU_OK);
	assert_int_equal(pantau_stories_load_run(w->stories, run, NULL),
			PANTAU_DAMAGED);
	add_batch(w, 120, 121);
	assert_int_equal(pantau_stories_resume(w->stories, head, NULL),
			PANTAU_USAGE);
	/* Edges in a circle, to nothing, twice. */
	start_stories(w);
	static const struct {
		struct story_edge edge;
		enum pantau_status status;
	} edge[] = {{{1, 2, 0}, PANTAU_OK}, {{2, 3, 0}, PANTAU_OK},
		{{3, 1, 0}, PANTAU_DAMAGED}, {{0, 1, 0}, PANTAU_DAMAGED},
		{{5, 0, 0}, PANTAU_DAMAGED}, {{1, 9, 0}, PANTAU_DAMAGED},
		{{4, 4, 0}, PANTAU_OK}};
	for (size_t i = 0; i < sizeof(edge) / sizeof(*edge); i++) {
		assert_int_equal(pantau_stories_load_edge(w->stories,
				edge[i].edge, NULL), edge[i].status);
	}
	assert_int_equal(pantau_stories_find(w->stories, 1), 3);
	stored_finish(s);
}

/* --- memory --- */

static void survives_without_memory(void **state)
{
	struct world *w = *state;
	struct random r = {.state = 16};
	static uint32_t story[DOCS];
	struct pantau_stories *none = NULL;
	struct stored *s = calloc(1, sizeof(*s));
	size_t failed = 0;
	assert_non_null(s);
	make_crowd(w, &r, 600, 90);
	for (size_t from = 0; from < w->n; from += 20) {
		add_batch(w, from, from + 20);
	}
	memcpy(story, w->story, sizeof(story));
	memory_left = 0;
	assert_int_equal(pantau_stories_create(&none, NULL), PANTAU_NO_MEMORY);
	memory_left = -1;
	start_stories(w);
	for (size_t from = 0; from < w->n; from += 20) {
		enum pantau_status status;
		long after = 0;
		do {
			struct story_work before = pantau_stories_work(
					w->stories);
			memory_left = after++;
			status = try_batch(w, from, from + 20, NULL);
			memory_left = -1;
			failed += status == PANTAU_NO_MEMORY;
			assert_int_equal(pantau_stories_work(
					w->stories).items == before.items,
					status != PANTAU_OK);
		} while (status == PANTAU_NO_MEMORY);
		assert_int_equal(status, PANTAU_OK);
	}
	assert_true(failed > 200);
	assert_memory_equal(w->story, story, sizeof(story));
	/* Forgetting and storing, too. */
	uint32_t id[] = {story[599], 599, 598};
	for (long after = 0; ; after++) {
		memory_left = after;
		enum pantau_status status = pantau_stories_forget(w->stories,
				id, 3, NULL);
		memory_left = -1;
		if (status == PANTAU_OK) {
			assert_true(after > 1);
			break;
		}
		assert_int_equal(status, PANTAU_NO_MEMORY);
	}
	store_changes(s, w->stories);
	for (long after = 0; ; after++) {
		struct story_leaver leaver[] = {{story[400], 401, BEGAN}};
		memory_left = after;
		enum pantau_status status = pantau_stories_replace(w->stories,
				leaver, 1, NULL);
		memory_left = -1;
		if (status == PANTAU_OK) {
			assert_true(after > 1);
			break;
		}
		assert_int_equal(status, PANTAU_NO_MEMORY);
	}
	store_changes(s, w->stories);
	for (long after = 0; after < 3; after++) {
		start_stories(w);
		memory_left = after;
		assert_int_equal(pantau_stories_resume(w->stories,
				buf_str(&s->head), NULL), PANTAU_NO_MEMORY);
		memory_left = -1;
		resume(w, s);
	}
	stored_finish(s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(finds_what_all_pairs_find),
		TEST(minds_no_batches),
		TEST(resumes),
		TEST(refuses_damage),
		TEST(survives_without_memory),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
